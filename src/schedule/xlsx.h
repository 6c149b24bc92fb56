/* A workbook while it is written: what its three parts share. */
#ifndef SCHEDULE_XLSX_H
#define SCHEDULE_XLSX_H

#include "duban/err.h"
#include "schedule/chosen.h"

#include <xlsxwriter.h>

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

struct workbook {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *looks[LOOKS];
    struct chosen chosen;
    int *widths;                 /* of the columns, in columns of text */
    double *heights;             /* of the rows, in points */
    bool *begins_page;           /* of the rows */
    double title_height;         /* in points */
    struct duban_buf text, safe; /* scratch */
};

/* xlsx_measure.c: how wide, how high, and where pages begin. Fills what the campaign's texts decide
 * about the sheet; the caller frees `widths`, `heights` and `begins_page`. */
void xlsx_measure(struct workbook *work);

/* How many rows, from `row` on, are of one phase and on one page: those whose phase is one cell. */
size_t xlsx_piece(const struct workbook *work, size_t row);

/* xlsx_sheet.c: makes the one sheet of a new workbook. DUBAN_REFUSED when a text is too long for a
 * cell. */
enum duban_status xlsx_fill(struct workbook *work, struct duban_err *err);

#endif
