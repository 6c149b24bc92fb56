/* A workbook while it is written: what its three parts share. */
#ifndef SCHEDULE_XLSX_H
#define SCHEDULE_XLSX_H

#include "duban/err.h"
#include "schedule/chosen.h"

#include <xlsxwriter.h>

enum { XLSX_FIRST_ROW = 3 }; /* of the tasks; above are title, summary and header */

/* Points. */
enum { XLSX_SUMMARY_HEIGHT = 21, XLSX_HEADER_HEIGHT = 24 };

#define XLSX_CELL_MARGIN 1.4 /* what a column keeps free beside its text, in columns of text */

enum look {
    LOOK_TITLE,
    LOOK_SUMMARY,
    LOOK_HEADER,
    LOOK_TEXT,
    LOOK_CENTRED,
    LOOK_PHASE,
    LOOK_RED,
    LOOK_YELLOW,
    LOOK_GREEN,
    LOOKS,
};

/* What one page has of a task: all of it, or as many lines of its texts as fit where it is longer
 * than a page. */
struct strip {
    size_t task;          /* its row in `chosen` */
    size_t line, n_lines; /* the lines, from 0; all of them where `n_lines` is 0 */
    double height;        /* in points */
    bool begins_page;
    lxw_row_t row, n_rows; /* in the sheet; several where one is not high enough */
};

struct workbook {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *looks[LOOKS];
    struct chosen chosen;
    int *widths;          /* of the columns, in columns of text */
    struct strip *strips; /* from top to bottom */
    size_t n_strips, cap_strips;
    double title_height;   /* in points */
    struct duban_buf text; /* scratch */
};

/* xlsx_measure.c: how wide and how high everything is, and where pages begin; the caller frees
 * `widths` and `strips`. */
void xlsx_measure(struct workbook *work);

/* How many strips, from `at` on, are of one phase and on one page: those whose phase is one cell.
 */
size_t xlsx_piece(const struct workbook *work, size_t at);

/* Appends the text that a strip has in a column. */
void xlsx_cell(struct duban_buf *out, const struct workbook *work, const struct strip *strip,
               size_t column);

/* xlsx_sheet.c: makes the one sheet of a new workbook. DUBAN_REFUSED when a text is too long for a
 * cell. */
enum duban_status xlsx_fill(struct workbook *work, struct duban_err *err);

#endif
