/* Rows that a line break inside a cell has broken, because nothing quotes it: so a table comes out
 * of a word processor as plain text. Read as they stand, half a task would be a phase and its
 * deadline a department, so the file is refused with what to do. */
#include "schedule/import.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

static size_t cells_of(const struct duban_import *import, size_t row)
{
    return import->table.rows[row].n;
}

/* As many cells as the header has: what a whole row has. */
static size_t whole_width(const struct duban_import *import)
{
    size_t widest = 0;

    for (size_t i = 0; i < import->header.rows; i++)
        if (cells_of(import, import->header.row + i) > widest)
            widest = cells_of(import, import->header.row + i);
    return widest;
}

static bool is_dated(const struct duban_import *import, size_t row, size_t column)
{
    return import_when(import, duban_table_cell(&import->table, row, column)).due != DUBAN_NO_DATE;
}

/* Does the deadline come into its column when the second row goes on where the first one ends? */
static bool dated_when_joined(const struct duban_import *import, size_t row)
{
    size_t at = import->header.of[COLUMN_DEADLINE];
    size_t before = cells_of(import, row) - 1;

    return at != NO_COLUMN && at > before && at - before < cells_of(import, row + 1) &&
           is_dated(import, row + 1, at - before) && !is_dated(import, row + 1, at);
}

/* Does the second row have text where the first one and all others have their serial? */
static bool text_for_serial(const struct duban_import *import, size_t row)
{
    size_t at = import->header.of[COLUMN_SERIAL];
    const char *first = import_field(import, row, COLUMN_SERIAL);
    const char *second = import_field(import, row + 1, COLUMN_SERIAL);

    return at == 0 && !cell_blank(first) && import_is_numeral(first) && !cell_blank(second) &&
           !import_is_numeral(second);
}

/* Two short rows that are one whole row together. */
static bool is_broken(const struct duban_import *import, size_t row, size_t width)
{
    size_t n = cells_of(import, row);
    size_t next = cells_of(import, row + 1);

    return n > 1 && n < width && next > 1 && n + next - 1 == width &&
           (dated_when_joined(import, row) || text_for_serial(import, row));
}

/* A whole row whose deadline can be read: no header of another table. */
static bool is_task(const struct duban_import *import, size_t row, size_t width)
{
    size_t deadline = import->header.of[COLUMN_DEADLINE];

    return row < import->table.n_rows && cells_of(import, row) == width && deadline != NO_COLUMN &&
           is_dated(import, row, deadline);
}

/* A department alone between two tasks, in a table whose last column is the leads and that has a
 * column for its phases: 综合处⏎督查处 without quotes. Below the last row it would be a signature. */
static bool is_lost_lead(const struct duban_import *import, size_t row, size_t width)
{
    const struct header *header = &import->header;

    return header->of[COLUMN_PHASE] != NO_COLUMN && header->of[COLUMN_LEADS] == width - 1 &&
           cells_of(import, row + 1) == 1 &&
           duban_leads_is_unit(duban_table_cell(&import->table, row + 1, 0)) &&
           !cell_blank(import_field(import, row, COLUMN_LEADS)) && is_task(import, row, width) &&
           is_task(import, row + 2, width);
}

enum duban_status import_check_broken(const struct duban_import *import, struct duban_err *err)
{
    enum { NARROWEST = 3 };
    size_t width = whole_width(import);

    if (width < NARROWEST || import->header.ours)
        return DUBAN_OK;
    for (size_t row = import->header.row + import->header.rows; row + 1 < import->table.n_rows;
         row++) {
        if (!is_broken(import, row, width) && !is_lost_lead(import, row, width))
            continue;
        duban_err_set(
            err, DUBAN_REFUSED,
            _("这一行像是被单元格里的换行断开了（表头 %zu 列，这一行 %zu 列，下一行 %zu 列）；"
              "从文字文档复制的表格，请先粘贴到电子表格里再从那里复制或另存，"
              "或把单元格里的换行改成空格"),
            width, cells_of(import, row), cells_of(import, row + 1));
        duban_err_at(err, NULL, import->table.rows[row].line, NULL);
        return DUBAN_REFUSED;
    }
    return DUBAN_OK;
}
