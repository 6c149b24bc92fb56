/* The measures of a workbook's sheet: widths, heights, pages. */
#include "schedule/xlsx.h"

#include "duban/alloc.h"
#include "duban/text.h"
#include "schedule/paper.h"

enum { ROOM = 132 }; /* columns of text that fit the page, beside what each cell keeps free */

static const double line_height = 15.75; /* of 10.5 point type, in points */
static const double row_margin = 6;
static const double title_line = 24; /* of 18 point type */
static const double title_margin = 9;
static const double title_scale = 18 / 10.5; /* how much larger the title's type is */

/* A4 across less the margins, and a little less than that down: printers differ. */
static const double page_points_across = 841.9 - 2 * 0.4 * 72;
static const double page_points_down = (595.3 - (0.5 + 0.6) * 72) * 0.97;

/* --- Heights --------------------------------------------------------------------------------- */

/* How many lines a text takes in a cell. */
static double lines_of(struct workbook *work, const char *text, int width, unsigned flags)
{
    size_t lines;

    duban_buf_clear(&work->safe);
    duban_text_safe(&work->safe, text, flags);
    lines = duban_text_wrap(NULL, 0, work->safe.data, width);
    return (double)(lines ? lines : 1);
}

static double cell_height(struct workbook *work, size_t row, size_t column)
{
    duban_buf_clear(&work->text);
    paper_cell(&work->text, &work->chosen, row, column);
    return lines_of(work, work->text.data, work->widths[column], DUBAN_TEXT_LINES) * line_height +
           row_margin;
}

/* A row is as high as its highest cell, but for the phase, which has all the rows of its tasks. */
static void measure_row(struct workbook *work, size_t row)
{
    for (size_t i = 0; i < work->chosen.n_columns; i++) {
        double height;

        if (work->chosen.columns[i].column == COLUMN_PHASE)
            continue;
        height = cell_height(work, row, i);
        if (height > work->heights[row])
            work->heights[row] = height;
    }
}

static size_t phase_column(const struct chosen *chosen)
{
    size_t i = 0;

    while (chosen->columns[i].column != COLUMN_PHASE)
        i++;
    return i;
}

size_t xlsx_piece(const struct workbook *work, size_t row)
{
    size_t end = row + 1;

    while (end < work->chosen.n_tasks && !work->begins_page[end] &&
           work->chosen.tasks[end]->phase == work->chosen.tasks[row]->phase)
        end++;
    return end - row;
}

/* Makes the rows of a piece higher together where the name of their phase needs more. */
static void stretch_piece(struct workbook *work, size_t row, size_t n)
{
    size_t column = phase_column(&work->chosen);
    double lacks = cell_height(work, row, column);

    for (size_t i = row; i < row + n; i++)
        lacks -= work->heights[i];
    for (size_t i = row; i < row + n && lacks > 0; i++)
        work->heights[i] += lacks / (double)n;
}

static void stretch(struct workbook *work)
{
    for (size_t row = 0, n; row < work->chosen.n_tasks; row += n) {
        n = xlsx_piece(work, row);
        stretch_piece(work, row, n);
    }
}

/* What a page holds, in points of the sheet: the sheet is made smaller where it is too wide. */
static double page_height(const struct workbook *work)
{
    double width = 0;

    for (size_t i = 0; i < work->chosen.n_columns; i++)
        width += ((work->widths[i] + XLSX_CELL_MARGIN) * 7 + 5) * 0.75;
    return page_points_down * (width > page_points_across ? width / page_points_across : 1);
}

/* A title that is wider than the page takes several lines. */
static double title_height(struct workbook *work)
{
    int width = 0;

    for (size_t i = 0; i < work->chosen.n_columns; i++)
        width += work->widths[i];
    duban_buf_clear(&work->text);
    paper_title(&work->text, work->chosen.campaign);
    return lines_of(work, work->text.data, (int)(width / title_scale), 0) * title_line +
           title_margin;
}

/* Where pages begin, so that a phase that goes on over the page is named there again. */
static void paginate(struct workbook *work)
{
    double room = page_height(work);
    double used = work->title_height + XLSX_SUMMARY_HEIGHT + XLSX_HEADER_HEIGHT;

    for (size_t row = 0; row < work->chosen.n_tasks; row++) {
        if (used + work->heights[row] > room && row) {
            work->begins_page[row] = true;
            used = XLSX_HEADER_HEIGHT;
        }
        used += work->heights[row];
    }
}

void xlsx_measure(struct workbook *work)
{
    size_t n = work->chosen.n_tasks;

    work->widths = paper_widths(&work->chosen, ROOM);
    work->heights = duban_alloc(n * sizeof *work->heights);
    work->begins_page = duban_alloc(n * sizeof *work->begins_page);
    for (size_t row = 0; row < n; row++)
        measure_row(work, row);
    stretch(work);
    work->title_height = title_height(work);
    paginate(work);
    stretch(work); /* what a page has cut in two needs its name twice */
}
