/* Other tables in the file: pages repeat a header, and below a table may stand another one. */
#include "schedule/tables.h"

#include "duban/text.h"

#include <string.h>

enum { LONGEST = 60 }; /* bytes of a cell of a header */

/* --- The header again ------------------------------------------------------------------------ */

/* Is the row what row `head` of the header is? */
static bool same_row(const struct duban_table *table, size_t row, size_t head)
{
    size_t n = table->rows[row].n > table->rows[head].n ? table->rows[row].n : table->rows[head].n;

    for (size_t i = 0; i < n; i++) {
        const char *cell = duban_table_cell(table, row, i);
        const char *word = duban_table_cell(table, head, i);

        if (strcmp(cell, word) != 0 &&
            (strlen(cell) > 2 * LONGEST || !header_same_key(cell, strlen(cell), word)))
            return false;
    }
    return true;
}

static bool header_again(const struct duban_import *import, size_t row)
{
    const struct header *header = &import->header;

    for (size_t head = header->row; head < header->row + header->rows; head++)
        if (same_row(&import->table, row, head))
            return true;
    return false;
}

/* --- Another header -------------------------------------------------------------------------- */

static const char *first_cell(const struct duban_table *table, size_t row)
{
    size_t i = 0;

    while (i < table->rows[row].n && cell_blank(duban_table_cell(table, row, i)))
        i++;
    return duban_table_cell(table, row, i);
}

/* Words that are known as headers, the first of the row among them, and more of them than not. */
static bool known_header(const struct duban_table *table, size_t row)
{
    size_t known;
    bool task;

    if (column_find(first_cell(table, row)) == COLUMNS)
        return false;
    known = header_score(table, row, NULL, &task);
    return known > 1 && known * 2 >= row_filled(table, row);
}

/* A word stands where the serials are, and another where a header would have it. */
static bool foreign_header(const struct duban_import *import, size_t row)
{
    const char *serial = import_field(import, row, COLUMN_SERIAL);
    bool task;

    return !cell_blank(serial) && import_has_figures(import) && !import_is_numeral(serial) &&
           row_wordy(&import->table, row) && row_filled(&import->table, row) > 2 &&
           header_score(&import->table, row, NULL, &task) > 0;
}

/* --- Titles ---------------------------------------------------------------------------------- */

/* 表二：…, 附表2 …, 附件3：…, but not what stands above this table too, as a page repeats it. */
static bool is_title(const struct duban_import *import, const char *cell)
{
    static const char *const words[] = {"表一", "表二", "表三", "表四", "表五", "表六",
                                        "表七", "表1",  "表2",  "表3",  "表4",  "表5",
                                        "表6",  "表7",  "附表", "附件"};
    struct duban_buf text = DUBAN_BUF_INIT;
    bool title = false;

    duban_text_trim(&text, cell);
    for (size_t i = 0; i < sizeof words / sizeof *words && !title; i++)
        title = strncmp(text.data, words[i], strlen(words[i])) == 0;
    for (size_t row = 0; row < import->header.row && title; row++)
        title = strcmp(first_cell(&import->table, row), cell) != 0;
    duban_buf_release(&text);
    return title;
}

/* The next row that is not blank, n_rows when there is none. */
static size_t next_row(const struct duban_table *table, size_t row)
{
    do
        row++;
    while (row < table->n_rows && !row_filled(table, row));
    return row;
}

enum table_sign table_look(const struct duban_import *import, size_t row)
{
    const struct duban_table *table = &import->table;
    size_t filled = row_filled(table, row);
    size_t next;

    if (filled == 1) {
        if (!is_title(import, first_cell(table, row)))
            return TABLE_ROW;
        next = next_row(table, row);
        return next < table->n_rows && row_wordy(table, next) ? TABLE_OTHER : TABLE_ROW;
    }
    if (header_again(import, row))
        return TABLE_HEADER;
    return known_header(table, row) || foreign_header(import, row) ? TABLE_OTHER : TABLE_ROW;
}

const char *table_title(const struct duban_import *import, size_t row)
{
    size_t before = row;

    if (row_filled(&import->table, row) == 1)
        return first_cell(&import->table, row);
    while (before > 0 && !row_filled(&import->table, --before))
        ;
    return row_filled(&import->table, before) == 1 ? first_cell(&import->table, before) : "";
}

/* A table of its own has rows that look like a header no more than once: behind its title the next
 * rows are its header. */
size_t table_next(const struct duban_import *import, size_t row)
{
    const struct duban_table *table = &import->table;

    if (row_filled(table, row) == 1)
        row = next_row(table, row);
    for (row++; row < table->n_rows; row++) {
        size_t filled = row_filled(table, row);

        if ((filled == 1 && table_look(import, row) == TABLE_OTHER) ||
            (filled > 1 && (header_again(import, row) || known_header(table, row))))
            break;
    }
    return row;
}
