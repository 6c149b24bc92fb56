/* Delimited text to rows of cells, with the physical line of each row. */
#ifndef DUBAN_TABLE_H
#define DUBAN_TABLE_H

#include "duban/buf.h"
#include "duban/err.h"

#include <stdint.h>

#define DUBAN_TABLE_COLUMNS 1024
#define DUBAN_TABLE_ROWS    1048576 /* what a sheet of Excel holds */
#define DUBAN_TABLE_FIELD   (1u << 20)   /* bytes */
#define DUBAN_TABLE_FILE    (512u << 20) /* bytes */

struct duban_table_row {
    uint32_t line;     /* physical line on which the row begins, from 1 */
    uint32_t first, n; /* its cells: [first, first + n) of `cells` */
};

/* Small enough for a million rows: text and cells are 32-bit offsets, files are below 512 MiB. */
struct duban_table {
    char delimiter;
    char *text; /* all cells, each NUL-terminated */
    size_t text_len;
    uint32_t *cells; /* offsets into `text` */
    size_t n_cells, cap_cells;
    struct duban_table_row *rows; /* blank lines are not there */
    size_t n_rows, cap_rows;
    size_t width;     /* cells of the widest row */
    uint32_t *mended; /* lines with a quote inside an unquoted cell, which was kept as text */
    size_t n_mended, cap_mended;
};

/* Reads comma, semicolon or tab separated text; `delimiter` 0: find it (a first line `sep=;` is
 * obeyed). Lines end in CRLF, LF or CR; quoted cells may hold them. A quote inside an unquoted cell
 * is text, and its line is noted. DUBAN_REFUSED, with line: a quote that is never closed (the line
 * where it opens), text behind a closing quote, more columns, rows or bytes in a field than the
 * limits. `text` is valid UTF-8 without NUL. Initialises *out, which is empty after a refusal. */
enum duban_status duban_table_read(struct duban_table *out, const char *text, size_t len,
                                   char delimiter, struct duban_err *err);
void duban_table_release(struct duban_table *table);

/* Looks through a file that is too large to be read on the chance: bytes in whatever pieces, from its
 * beginning on, and nothing of it is kept. DUBAN_REFUSED, with line, as soon as a quote has been
 * open for longer than a field may be. UTF-16 and lines longer than any field are not looked at. */
struct duban_table_look *duban_table_look_new(char delimiter);
enum duban_status duban_table_look_on(struct duban_table_look *look, const char *bytes, size_t len,
                                      struct duban_err *err);
void duban_table_look_free(struct duban_table_look *look);

/* Cell `column` (from 0) of row `row`; "" where the row is shorter. Borrowed. */
const char *duban_table_cell(const struct duban_table *table, size_t row, size_t column);

#endif
