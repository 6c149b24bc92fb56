/* The measures of a workbook's sheet: widths, heights, pages. */
#include "schedule/xlsx.h"

#include "duban/alloc.h"
#include "duban/text.h"
#include "schedule/paper.h"

#include <stdlib.h>

enum {
    ROOM = 132,       /* columns of text that fit the page, beside what each cell keeps free */
    MAX_HEIGHT = 409, /* points; what a row of a workbook can have */
    FEW = 4,          /* lines that are not worth beginning a long task at the end of a page */
};

static const double line_height = 15.75; /* of 10.5 point type, in points */
static const double row_margin = 6;
static const double title_line = 24; /* of 18 point type */
static const double title_margin = 9;
static const double title_scale = 18 / 10.5; /* how much larger the title's type is */

/* A4 across less the margins, and a little less than that down: printers differ. */
static const double page_points_across = 841.9 - 2 * 0.4 * 72;
static const double page_points_down = (595.3 - (0.5 + 0.6) * 72) * 0.97;

/* --- Heights --------------------------------------------------------------------------------- */

/* How many lines a text takes in a cell. It is broken as it is, not as a terminal may have it: that
 * is how it is cut, too. */
static double lines_of(const char *text, int width)
{
    size_t lines = duban_text_wrap(NULL, 0, text, width);

    return (double)(lines ? lines : 1);
}

static double cell_height(struct workbook *work, size_t task, size_t column)
{
    duban_buf_clear(&work->text);
    paper_cell(&work->text, &work->chosen, task, column);
    return lines_of(work->text.data, work->widths[column]) * line_height + row_margin;
}

/* A row is as high as its highest cell, but for the phase, which has all the rows of its tasks. */
static double task_height(struct workbook *work, size_t task)
{
    double highest = 0;

    for (size_t i = 0; i < work->chosen.n_columns; i++) {
        double height;

        if (work->chosen.columns[i].column == COLUMN_PHASE)
            continue;
        height = cell_height(work, task, i);
        highest = height > highest ? height : highest;
    }
    return highest;
}

/* A title that is wider than the page takes several lines. */
static double title_height(struct workbook *work)
{
    int width = 0;

    for (size_t i = 0; i < work->chosen.n_columns; i++)
        width += work->widths[i];
    duban_buf_clear(&work->text);
    paper_title(&work->text, work->chosen.cells.campaign);
    return lines_of(work->text.data, (int)(width / title_scale)) * title_line + title_margin;
}

/* What a page holds, in points of the sheet: the sheet is made smaller where it is too wide. */
static double page_height(const struct workbook *work)
{
    double width = 0;

    for (size_t i = 0; i < work->chosen.n_columns; i++)
        width += ((work->widths[i] + XLSX_CELL_MARGIN) * 7 + 5) * 0.75;
    return page_points_down * (width > page_points_across ? width / page_points_across : 1);
}

/* --- Phases ---------------------------------------------------------------------------------- */

static size_t phase_column(const struct chosen *chosen)
{
    size_t i = 0;

    while (chosen->columns[i].column != COLUMN_PHASE)
        i++;
    return i;
}

static int64_t phase_of(const struct workbook *work, size_t strip)
{
    return work->chosen.tasks[work->strips[strip].task]->phase;
}

size_t xlsx_piece(const struct workbook *work, size_t at)
{
    size_t end = at + 1;

    while (end < work->n_strips && !work->strips[end].begins_page &&
           phase_of(work, end) == phase_of(work, at))
        end++;
    return end - at;
}

/* Makes the strips of a piece higher together where the name of their phase needs more. */
static void stretch_piece(struct workbook *work, size_t at, size_t n)
{
    double most = page_height(work) - XLSX_HEADER_HEIGHT;
    double lacks = cell_height(work, work->strips[at].task, phase_column(&work->chosen));

    lacks = lacks < most ? lacks : most;
    for (size_t i = at; i < at + n; i++)
        lacks -= work->strips[i].height;
    for (size_t i = at; i < at + n && lacks > 0; i++)
        work->strips[i].height += lacks / (double)n;
}

static void stretch(struct workbook *work)
{
    for (size_t at = 0, n; at < work->n_strips; at += n) {
        n = xlsx_piece(work, at);
        stretch_piece(work, at, n);
    }
}

/* --- Pages ----------------------------------------------------------------------------------- */

static void add_strip(struct workbook *work, struct strip strip)
{
    work->strips =
        duban_more(work->strips, work->n_strips, &work->cap_strips, sizeof *work->strips);
    work->strips[work->n_strips++] = strip;
}

/* A page while it is filled, in points. */
struct page {
    double room, used;
    bool fresh;  /* nothing of the tasks is on it yet */
    bool turned; /* it was begun for the next strip */
};

static void turn(struct page *page)
{
    page->used = XLSX_HEADER_HEIGHT;
    page->fresh = page->turned = true;
}

static void put_strip(struct workbook *work, struct page *page, struct strip strip)
{
    strip.begins_page = page->turned;
    add_strip(work, strip);
    page->used += strip.height;
    page->fresh = page->turned = false;
}

/* Fills pages with the lines of a task that no page has room for. */
static void cut(struct workbook *work, struct page *page, const struct strip *whole)
{
    size_t left = (size_t)((whole->height - row_margin) / line_height + 0.5);
    struct strip part = {.task = whole->task};

    while (left) {
        double room = page->room - page->used - row_margin;
        size_t fit = room > 0 ? (size_t)(room / line_height) : 0;

        if (fit < FEW && !page->turned) {
            turn(page);
            continue;
        }
        part.n_lines = fit < left ? fit : left;
        part.height = (double)part.n_lines * line_height + row_margin;
        put_strip(work, page, part);
        part.line += part.n_lines;
        left -= part.n_lines;
    }
}

/* Where pages begin, so that a phase that goes on over the page is named there again. */
static void paginate(struct workbook *work)
{
    struct page page = {.room = page_height(work), .fresh = true};
    struct strip *tasks = work->strips;
    size_t n = work->n_strips;

    work->strips = NULL;
    work->n_strips = work->cap_strips = 0;
    page.used = work->title_height + XLSX_SUMMARY_HEIGHT + XLSX_HEADER_HEIGHT;
    for (size_t i = 0; i < n; i++) {
        bool fits = page.used + tasks[i].height <= page.room;

        if (!fits && !page.fresh && tasks[i].height <= page.room - XLSX_HEADER_HEIGHT) {
            turn(&page);
            fits = true;
        }
        if (fits)
            put_strip(work, &page, tasks[i]);
        else
            cut(work, &page, &tasks[i]);
    }
    free(tasks);
}

/* Rows that are not high enough alone are several, which their cells span. */
static void place(struct workbook *work)
{
    lxw_row_t row = XLSX_FIRST_ROW;

    for (size_t i = 0; i < work->n_strips; i++) {
        struct strip *strip = &work->strips[i];

        strip->row = row;
        strip->n_rows = 1 + (lxw_row_t)(strip->height / MAX_HEIGHT);
        row += strip->n_rows;
    }
}

void xlsx_measure(struct workbook *work)
{
    work->widths = paper_widths(&work->chosen, ROOM);
    for (size_t task = 0; task < work->chosen.n_tasks; task++)
        add_strip(work, (struct strip){.task = task, .height = task_height(work, task)});
    work->title_height = title_height(work);
    stretch(work);
    paginate(work);
    stretch(work); /* what a page has cut in two needs its name twice */
    place(work);
}

/* --- Texts ----------------------------------------------------------------------------------- */

/* Appends the strip's lines of a text that is broken at `width`. */
static void add_lines(struct duban_buf *out, const struct strip *strip, const char *text, int width)
{
    size_t n = duban_text_wrap(NULL, 0, text, width);
    size_t end = strip->line + strip->n_lines < n ? strip->line + strip->n_lines : n;
    struct duban_text_line *lines;

    if (strip->line >= end)
        return;
    lines = duban_alloc(n * sizeof *lines);
    duban_text_wrap(lines, n, text, width);
    duban_buf_add(out, text + lines[strip->line].start,
                  lines[end - 1].start + lines[end - 1].len - lines[strip->line].start);
    free(lines);
}

void xlsx_cell(struct duban_buf *out, const struct workbook *work, const struct strip *strip,
               size_t column)
{
    enum column kind = work->chosen.columns[column].column;
    struct duban_buf text = DUBAN_BUF_INIT;

    paper_cell(&text, &work->chosen, strip->task, column);
    if (strip->n_lines && kind != COLUMN_PHASE && kind != COLUMN_SERIAL)
        add_lines(out, strip, text.data, work->widths[column]);
    else
        duban_buf_add(out, text.data, text.len);
    if (strip->line && kind == COLUMN_SERIAL)
        duban_buf_adds(out, "（续）");
    duban_buf_release(&text);
}
