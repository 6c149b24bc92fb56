/* The rows that could not be taken, as a table of the file's own form: whoever mends them in the
 * program they came from can import them again. The reason stands in front; in its own column where
 * the rows come from such a table already; last where the file has no header, so that the columns
 * keep their numbers for --map '#3=task'. */
#include "duban/import.h"

#include "duban/i18n.h"
#include "schedule/import.h"

#include <iconv.h>
#include <stdint.h>
#include <string.h>

struct rejects {
    const struct duban_import *import;
    struct duban_buf text; /* UTF-8 */
    size_t section;        /* the phase whose section row was written last, from 1 */
};

/* --- Cells ----------------------------------------------------------------------------------- */

static void put_cell(struct rejects *rejects, const char *cell)
{
    char special[] = {'"', '\r', '\n', rejects->import->table.delimiter, '\0'};

    if (!strpbrk(cell, special)) {
        duban_buf_adds(&rejects->text, cell);
        return;
    }
    duban_buf_addc(&rejects->text, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            duban_buf_addc(&rejects->text, '"');
        duban_buf_addc(&rejects->text, *cell);
    }
    duban_buf_addc(&rejects->text, '"');
}

/* Has the file a column for the reasons? */
static bool has_reasons(const struct duban_import *import)
{
    return import->header.of[COLUMN_REJECTED] != NO_COLUMN;
}

static void begin_row(struct rejects *rejects, const char *why)
{
    if (!rejects->import->header.rows || has_reasons(rejects->import))
        return;
    put_cell(rejects, why);
    duban_buf_addc(&rejects->text, rejects->import->table.delimiter);
}

static void end_row(struct rejects *rejects, const char *why)
{
    if (!rejects->import->header.rows && !has_reasons(rejects->import)) {
        duban_buf_addc(&rejects->text, rejects->import->table.delimiter);
        put_cell(rejects, why);
    }
    duban_buf_adds(&rejects->text, rejects->import->line_end);
}

/* One row of the file, and why it is here; a blank phase cell is written out, because the row that
 * it goes on from is not there. */
static void put_row(struct rejects *rejects, const char *why, size_t row, const char *phase)
{
    const struct duban_import *import = rejects->import;

    begin_row(rejects, why);
    for (size_t i = 0; i < import->table.width; i++) {
        const char *cell = duban_table_cell(&import->table, row, i);

        if (i)
            duban_buf_addc(&rejects->text, import->table.delimiter);
        if (i == import->header.of[COLUMN_REJECTED])
            cell = why;
        else if (phase && i == import->header.of[COLUMN_PHASE] && cell_blank(cell))
            cell = phase;
        put_cell(rejects, cell);
    }
    end_row(rejects, why);
}

/* The phase of a row as the file calls it; NULL where it has none. */
static const char *phase_cell(const struct duban_import *import, const struct duban_import_row *row)
{
    return row->phase < import->n_phases ? import->phases[row->phase].cell : NULL;
}

/* A table without a column for phases has them as rows of their own. */
static void put_section(struct rejects *rejects, const struct duban_import_row *row)
{
    const struct duban_import *import = rejects->import;
    const char *cell = phase_cell(import, row);

    if (!cell || import->header.of[COLUMN_PHASE] != NO_COLUMN || rejects->section == row->phase + 1)
        return;
    rejects->section = row->phase + 1;
    put_cell(rejects, cell);
    for (size_t i = 0; i < import->table.width; i++)
        duban_buf_addc(&rejects->text, import->table.delimiter);
    duban_buf_adds(&rejects->text, import->line_end);
}

/* --- Rows ------------------------------------------------------------------------------------ */

/* What the columns were understood as, for a file that has no header. */
static void put_names(struct rejects *rejects)
{
    const struct header *header = &rejects->import->header;

    for (size_t i = 0; i < header->n; i++) {
        const struct header_column *column = &header->columns[i];

        if (i)
            duban_buf_addc(&rejects->text, rejects->import->table.delimiter);
        if (column->column != COLUMNS)
            put_cell(rejects, column_info(column->column)->header);
        else if (column->name)
            put_cell(rejects, column->name);
    }
    end_row(rejects, column_info(COLUMN_REJECTED)->header);
}

static void put_header(struct rejects *rejects)
{
    const struct duban_import *import = rejects->import;
    const struct header *header = &import->header;

    if (import->declared)
        duban_buf_addf(&rejects->text, "sep=%c%s", import->table.delimiter, import->line_end);
    if (!header->rows)
        put_names(rejects);
    for (size_t i = 0; i < header->rows; i++)
        put_row(rejects, i == 0 ? column_info(COLUMN_REJECTED)->header : "", header->row + i, NULL);
}

static void put_refused(struct rejects *rejects, const struct duban_import_row *row,
                        const struct duban_finding *finding)
{
    struct duban_buf why = DUBAN_BUF_INIT;

    duban_buf_addf(&why, _("原第 %lu 行 %s：%s"), row->line, finding->column ? finding->column : "",
                   finding->text);
    put_section(rejects, row);
    put_row(rejects, why.data, row->row, phase_cell(rejects->import, row));
    duban_buf_release(&why);
}

/* Findings come in the order of the rows, those of the reading before those of the planning. */
static const struct duban_finding *why_refused(const struct duban_import *import,
                                               const struct duban_import_row *row, size_t *from)
{
    for (size_t n = 0; n < import->n_findings; n++) {
        size_t i = (*from + n) % import->n_findings;
        const struct duban_finding *finding = &import->findings[i];

        if (finding->weight != DUBAN_FINDING_REFUSED || finding->line != row->line)
            continue;
        *from = i + 1;
        return finding;
    }
    return NULL;
}

static void put_rows(struct rejects *rejects)
{
    const struct duban_import *import = rejects->import;
    size_t from = 0;

    for (size_t i = 0; i < import->n_rows; i++) {
        const struct duban_finding *why;

        if (import->rows[i].fate != DUBAN_ROW_REFUSED)
            continue;
        why = why_refused(import, &import->rows[i], &from);
        if (!why)
            continue;
        if (!rejects->text.len)
            put_header(rejects);
        put_refused(rejects, &import->rows[i], why);
    }
}

/* --- The encoding ---------------------------------------------------------------------------- */

/* Appends the text in the file's encoding; false where a character does not fit it. */
static bool encode(struct duban_buf *out, const struct duban_buf *text, const char *encoding)
{
    iconv_t to = iconv_open(encoding, "UTF-8");
    char *from = text->data;
    size_t left = text->len;
    char *end;
    size_t room;
    bool whole;

    if (to == (iconv_t)-1)
        return false;
    duban_buf_grow(out, 4 * left + 8);
    end = out->data + out->len;
    room = out->cap - out->len - 1;
    whole = iconv(to, &from, &left, &end, &room) != (size_t)-1;
    iconv_close(to);
    out->len = (size_t)(end - out->data);
    out->data[out->len] = '\0';
    return whole;
}

static void add_encoded(struct duban_buf *out, const struct duban_import *import,
                        struct duban_buf *text)
{
    struct duban_buf marked = DUBAN_BUF_INIT;
    bool utf16 = strcmp(import->encoding, "UTF-16") == 0; /* iconv marks that by itself */
    size_t before = out->len;

    if (import->bom && !utf16)
        duban_buf_adds(&marked, "\xef\xbb\xbf");
    duban_buf_add(&marked, text->data, text->len);
    if (strcmp(import->encoding, "UTF-8") == 0) {
        duban_buf_add(out, marked.data, marked.len);
    } else if (!encode(out, &marked, import->encoding)) {
        duban_buf_truncate(out, before);
        duban_buf_adds(out, "\xef\xbb\xbf");
        duban_buf_add(out, text->data, text->len);
    }
    duban_buf_release(&marked);
}

void duban_import_rejects(struct duban_buf *out, const struct duban_import *import)
{
    struct rejects rejects = {.import = import, .text = DUBAN_BUF_INIT};

    put_rows(&rejects);
    if (rejects.text.len)
        add_encoded(out, import, &rejects.text);
    duban_buf_release(&rejects.text);
}
