/* The schedule table as a workbook that prints: A4 across, one page wide, the header on every page,
 * a phase merged over its tasks, rows as high as their text. */
#include "duban/i18n.h"
#include "schedule/paper.h"

#ifndef HAVE_XLSXWRITER

enum duban_status xlsx_write(struct duban_buf *out, const struct duban_campaign *campaign,
                             const struct duban_export_options *options, struct duban_err *err)
{
    (void)out;
    (void)campaign;
    (void)options;
    return duban_err_set(err, DUBAN_REFUSED,
                         _("这个 duban 建造时没有 libxlsxwriter，不能写 xlsx；"
                           "请改用 --format html，或装上 libxlsxwriter-dev 重新建造"));
}

#else

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/text.h"
#include "schedule/zip.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    ROOM = 132,       /* columns of text that fit the page, beside what each cell keeps free */
    MAX_HEIGHT = 409, /* points; what a row of a workbook can have */
    TITLE_ROW = 0,
    SUMMARY_ROW,
    HEADER_ROW,
    FIRST_ROW,
};

static const double line_height = 15.75; /* of 10.5 point type, in points */
static const double row_margin = 6;
static const double cell_margin = 1.4; /* in columns of text */
static const double title_line = 24; /* of 18 point type */
static const double title_margin = 9;
static const double summary_height = 21;
static const double header_height = 24;

/* A4 across less the margins, and a little less than that down: printers differ. */
static const double page_points_across = 841.9 - 2 * 0.4 * 72;
static const double page_points_down = (595.3 - (0.5 + 0.6) * 72) * 0.97;

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
    int *widths;
    double *heights;   /* of the rows, in points */
    bool *begins_page; /* of the rows */
    struct duban_buf text, safe;
};

/* --- Looks ----------------------------------------------------------------------------------- */

static const struct {
    const char *font;
    double size;
    uint8_t align;
    lxw_color_t ink, paper; /* 0: none of its own */
    bool bold, border;
} looks[LOOKS] = {
    [LOOK_TITLE] = {"黑体", 18, LXW_ALIGN_CENTER, 0, 0, false, false},
    [LOOK_SUMMARY] = {"宋体", 10, LXW_ALIGN_CENTER, 0x444444, 0, false, false},
    [LOOK_HEADER] = {"黑体", 10.5, LXW_ALIGN_CENTER, 0, 0xe8edf3, true, true},
    [LOOK_TEXT] = {"宋体", 10.5, LXW_ALIGN_LEFT, 0, 0, false, true},
    [LOOK_CENTRED] = {"宋体", 10.5, LXW_ALIGN_CENTER, 0, 0, false, true},
    [LOOK_PHASE] = {"宋体", 10.5, LXW_ALIGN_CENTER, 0, 0xf6f7f9, true, true},
    [LOOK_RED] = {"宋体", 10.5, LXW_ALIGN_CENTER, 0x8c1007, 0xf8d3cf, true, true},
    [LOOK_YELLOW] = {"宋体", 10.5, LXW_ALIGN_CENTER, 0x6b4e00, 0xfff0b3, true, true},
    [LOOK_GREEN] = {"宋体", 10.5, LXW_ALIGN_CENTER, 0x14521d, 0xdcefdc, false, true},
};

/* Columns are measured in figures of the book's own first format, so that is given the type of the
 * texts: their widths fit then, whatever stands in for the font on another machine. */
static void make_looks(struct workbook *work)
{
    lxw_format *first = STAILQ_FIRST(work->book->formats);

    format_set_font_name(first, looks[LOOK_TEXT].font);
    format_set_font_size(first, looks[LOOK_TEXT].size);
    for (size_t i = 0; i < LOOKS; i++) {
        lxw_format *format = workbook_add_format(work->book);

        format_set_font_name(format, looks[i].font);
        format_set_font_size(format, looks[i].size);
        format_set_align(format, looks[i].align);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(format);
        format_set_num_format(format, "@"); /* what is typed into it later stays as typed */
        if (looks[i].ink)
            format_set_font_color(format, looks[i].ink);
        if (looks[i].paper)
            format_set_bg_color(format, looks[i].paper);
        if (looks[i].bold)
            format_set_bold(format);
        if (looks[i].border)
            format_set_border(format, LXW_BORDER_THIN);
        work->looks[i] = format;
    }
}

static enum look light_look(enum duban_light light)
{
    switch (light) {
    case DUBAN_LIGHT_RED: return LOOK_RED;
    case DUBAN_LIGHT_YELLOW: return LOOK_YELLOW;
    case DUBAN_LIGHT_GREEN: return LOOK_GREEN;
    case DUBAN_LIGHT_NONE: break;
    }
    return LOOK_CENTRED;
}

static enum look cell_look(const struct workbook *work, size_t row, size_t column)
{
    const struct chosen_column *info = &work->chosen.columns[column];

    if (info->column == COLUMN_PHASE)
        return LOOK_PHASE;
    if (info->kind == CHOSEN_LIGHT)
        return light_look(chosen_light(&work->chosen, row));
    return paper_centred(info) ? LOOK_CENTRED : LOOK_TEXT;
}

/* --- Texts ----------------------------------------------------------------------------------- */

/* Does a workbook take it for an escaped character: _x0041_? */
static bool looks_escaped(const char *s)
{
    return strncmp(s, "_x", 2) == 0 && isxdigit((unsigned char)s[2]) &&
           isxdigit((unsigned char)s[3]) && isxdigit((unsigned char)s[4]) &&
           isxdigit((unsigned char)s[5]) && s[6] == '_';
}

/* Appends a text as a workbook can have it: XML has no U+FFFE and U+FFFF, and _x0041_ would be
 * shown as A. */
static void add_text(struct duban_buf *out, const char *s)
{
    while (*s) {
        const char *begin = s;
        bool escaped = looks_escaped(s);
        uint32_t c = duban_text_next(&s);

        if (escaped)
            duban_buf_adds(out, "_x005F_");
        else if (c == 0xfffe || c == 0xffff)
            duban_text_put(out, 0xfffd);
        else
            duban_buf_add(out, begin, (size_t)(s - begin));
    }
}

/* The text of a cell, in work->text. */
static const char *text_of(struct workbook *work, size_t row, size_t column)
{
    struct duban_buf raw = DUBAN_BUF_INIT;

    paper_cell(&raw, &work->chosen, row, column);
    duban_buf_clear(&work->text);
    add_text(&work->text, raw.data);
    duban_buf_release(&raw);
    return work->text.data;
}

/* --- Heights --------------------------------------------------------------------------------- */

static double height_of(struct workbook *work, const char *text, int width)
{
    size_t lines;

    duban_buf_clear(&work->safe);
    duban_text_safe(&work->safe, text, DUBAN_TEXT_LINES);
    lines = duban_text_wrap(NULL, 0, work->safe.data, width);
    return (double)(lines ? lines : 1) * line_height + row_margin;
}

/* A row is as high as its highest cell, but for the phase, which has all the rows of its tasks. */
static void measure_row(struct workbook *work, size_t row)
{
    for (size_t i = 0; i < work->chosen.n_columns; i++) {
        double height;

        if (work->chosen.columns[i].column == COLUMN_PHASE)
            continue;
        height = height_of(work, text_of(work, row, i), work->widths[i]);
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

/* How many rows, from `row` on, are of one phase and on one page: those whose phase is one cell. */
static size_t piece_of(const struct workbook *work, size_t row)
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
    double lacks = height_of(work, text_of(work, row, column), work->widths[column]);

    for (size_t i = row; i < row + n; i++)
        lacks -= work->heights[i];
    for (size_t i = row; i < row + n && lacks > 0; i++)
        work->heights[i] += lacks / (double)n;
}

static void stretch(struct workbook *work)
{
    for (size_t row = 0, n; row < work->chosen.n_tasks; row += n) {
        n = piece_of(work, row);
        stretch_piece(work, row, n);
    }
}

/* What a page holds, in points of the sheet: the sheet is made smaller where it is too wide. */
static double page_height(const struct workbook *work)
{
    double width = 0;

    for (size_t i = 0; i < work->chosen.n_columns; i++)
        width += ((work->widths[i] + cell_margin) * 7 + 5) * 0.75;
    return page_points_down * (width > page_points_across ? width / page_points_across : 1);
}

/* A title that is wider than the page takes several lines. */
static double title_height(struct workbook *work)
{
    struct duban_buf title = DUBAN_BUF_INIT;
    int width = 0;
    size_t lines;

    for (size_t i = 0; i < work->chosen.n_columns; i++)
        width += work->widths[i];
    paper_title(&title, work->chosen.campaign);
    duban_buf_clear(&work->safe);
    duban_text_safe(&work->safe, title.data, 0);
    lines = duban_text_wrap(NULL, 0, work->safe.data,
                            (int)(width * looks[LOOK_TEXT].size / looks[LOOK_TITLE].size));
    duban_buf_release(&title);
    return (double)(lines ? lines : 1) * title_line + title_margin;
}

/* Where pages begin, so that a phase that goes on over the page is named there again. */
static void paginate(struct workbook *work)
{
    double room = page_height(work);
    double used = title_height(work) + summary_height + header_height;

    for (size_t row = 0; row < work->chosen.n_tasks; row++) {
        if (used + work->heights[row] > room && row) {
            work->begins_page[row] = true;
            used = header_height;
        }
        used += work->heights[row];
    }
}

static void measure(struct workbook *work)
{
    size_t n = work->chosen.n_tasks;

    work->widths = paper_widths(&work->chosen, ROOM);
    work->heights = duban_alloc(n * sizeof *work->heights);
    work->begins_page = duban_alloc(n * sizeof *work->begins_page);
    for (size_t row = 0; row < n; row++)
        measure_row(work, row);
    stretch(work);
    paginate(work);
    stretch(work); /* what a page has cut in two needs its name twice */
}

/* --- The sheet ------------------------------------------------------------------------------- */

static void set_page(struct workbook *work)
{
    lxw_worksheet *sheet = work->sheet;
    lxw_row_t last = FIRST_ROW + (lxw_row_t)work->chosen.n_tasks;

    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_center_horizontally(sheet);
    worksheet_repeat_rows(sheet, HEADER_ROW, HEADER_ROW);
    worksheet_print_area(sheet, 0, 0, last - 1, (lxw_col_t)(work->chosen.n_columns - 1));
    worksheet_set_footer(sheet, "&C第 &P 页 共 &N 页");
    worksheet_freeze_panes(sheet, FIRST_ROW, 0);
    for (size_t i = 0; i < work->chosen.n_columns; i++)
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, work->widths[i] + cell_margin,
                             NULL);
}

/* The pages, as far as a workbook can be told: it knows 1023 breaks. */
static void set_breaks(struct workbook *work)
{
    lxw_row_t breaks[LXW_BREAKS_MAX + 1] = {0};
    size_t n = 0;

    for (size_t row = 0; row < work->chosen.n_tasks && n < LXW_BREAKS_MAX; row++)
        if (work->begins_page[row])
            breaks[n++] = FIRST_ROW + (lxw_row_t)row;
    if (n)
        worksheet_set_h_pagebreaks(work->sheet, breaks);
}

static void put_top(struct workbook *work)
{
    lxw_col_t last = (lxw_col_t)(work->chosen.n_columns - 1);
    struct duban_buf line = DUBAN_BUF_INIT;

    paper_title(&line, work->chosen.campaign);
    duban_buf_clear(&work->text);
    add_text(&work->text, line.data);
    worksheet_set_row(work->sheet, TITLE_ROW, title_height(work), NULL);
    worksheet_merge_range(work->sheet, TITLE_ROW, 0, TITLE_ROW, last, work->text.data,
                          work->looks[LOOK_TITLE]);
    duban_buf_clear(&line);
    paper_summary(&line, &work->chosen);
    duban_buf_clear(&work->text);
    add_text(&work->text, line.data);
    worksheet_set_row(work->sheet, SUMMARY_ROW, summary_height, NULL);
    worksheet_merge_range(work->sheet, SUMMARY_ROW, 0, SUMMARY_ROW, last, work->text.data,
                          work->looks[LOOK_SUMMARY]);
    worksheet_set_row(work->sheet, HEADER_ROW, header_height, NULL);
    for (size_t i = 0; i < work->chosen.n_columns; i++)
        worksheet_write_string(work->sheet, HEADER_ROW, (lxw_col_t)i, work->chosen.columns[i].name,
                               work->looks[LOOK_HEADER]);
    duban_buf_release(&line);
}

static enum duban_status too_long(const struct workbook *work, size_t row, size_t column,
                                  struct duban_err *err)
{
    return duban_err_set(err, DUBAN_REFUSED,
                         _("任务 %lld 的“%s”太长，工作簿的一格最多 32767 个字；"
                           "请改用 --format html 或 csv"),
                         (long long)work->chosen.tasks[row]->id, work->chosen.columns[column].name);
}

static bool begins_piece(const struct workbook *work, size_t row)
{
    return work->begins_page[row] || chosen_group(&work->chosen, row);
}

static enum duban_status put_cell(struct workbook *work, size_t row, size_t column,
                                  struct duban_err *err)
{
    lxw_format *look = work->looks[cell_look(work, row, column)];
    bool phase = work->chosen.columns[column].column == COLUMN_PHASE;
    size_t n = !phase || begins_piece(work, row) ? 1 : 0;
    lxw_row_t at = FIRST_ROW + (lxw_row_t)row;
    lxw_col_t col = (lxw_col_t)column;
    lxw_error status = LXW_NO_ERROR;

    if (phase && n)
        n = piece_of(work, row);
    if (n > 1)
        status = worksheet_merge_range(work->sheet, at, col, at + (lxw_row_t)n - 1, col,
                                       text_of(work, row, column), look);
    else if (n == 1)
        status = worksheet_write_string(work->sheet, at, col, text_of(work, row, column), look);
    return status ? too_long(work, row, column, err) : DUBAN_OK;
}

static enum duban_status put_rows(struct workbook *work, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;

    for (size_t row = 0; row < work->chosen.n_tasks && !status; row++) {
        double height = work->heights[row];

        worksheet_set_row(work->sheet, FIRST_ROW + (lxw_row_t)row,
                          height > MAX_HEIGHT ? MAX_HEIGHT : height, NULL);
        for (size_t i = 0; i < work->chosen.n_columns && !status; i++)
            status = put_cell(work, row, i, err);
    }
    return status;
}

/* Who made it and when: the day of the board, so that one board always gives the same bytes. */
static void set_properties(struct workbook *work)
{
    char author[] = "duban";
    struct duban_buf title = DUBAN_BUF_INIT;
    lxw_doc_properties properties = {
        .author = author,
        .created = (time_t)work->chosen.options->today * 24 * 60 * 60,
    };

    paper_title(&title, work->chosen.campaign);
    properties.title = title.data;
    workbook_set_properties(work->book, &properties);
    duban_buf_release(&title);
}

static enum duban_status fill(struct workbook *work, struct duban_err *err)
{
    work->sheet = workbook_add_worksheet(work->book, "计划安排表");
    make_looks(work);
    measure(work);
    set_page(work);
    set_breaks(work);
    put_top(work);
    set_properties(work);
    return put_rows(work, err);
}

/* --- The file -------------------------------------------------------------------------------- */

/* The library tells its troubles to standard error, where a full screen may be. */
static lxw_error close_quietly(lxw_workbook *book)
{
    int kept = dup(STDERR_FILENO);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    lxw_error status;

    fflush(stderr);
    if (kept >= 0 && null >= 0)
        dup2(null, STDERR_FILENO);
    status = workbook_close(book);
    if (kept >= 0) {
        fflush(stderr);
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
    if (null >= 0)
        close(null);
    return status;
}

static bool read_back(struct duban_buf *out, int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);
    size_t got = 0;

    if (size <= 0)
        return false;
    duban_buf_grow(out, (size_t)size);
    while (got < (size_t)size) {
        ssize_t n = pread(fd, out->data + out->len + got, (size_t)size - got, (off_t)got);

        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    out->len += got;
    out->data[out->len] = '\0';
    return true;
}

static enum duban_status no_room(struct duban_err *err)
{
    return duban_err_set(err, DUBAN_IO, _("工作簿没有写成：临时文件夹 %s 可能已满，请清理后再试"),
                         getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
}

/* The book is written into memory, not to its place: whether it is whole is known only afterwards.
 */
static enum duban_status write_to(struct duban_buf *out, struct workbook *work, int fd,
                                  struct duban_err *err)
{
    lxw_workbook_options options = {.tmpdir = getenv("TMPDIR")};
    enum duban_status status;
    size_t before = out->len;
    char path[64];
    lxw_error closed;

    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    work->book = workbook_new_opt(path, &options);
    if (!work->book)
        return no_room(err);
    status = fill(work, err);
    closed = close_quietly(work->book);
    if (status)
        return status;
    if (closed == LXW_NO_ERROR && read_back(out, fd) &&
        zip_is_whole(out->data + before, out->len - before))
        return DUBAN_OK;
    duban_buf_truncate(out, before);
    return no_room(err);
}

enum duban_status xlsx_write(struct duban_buf *out, const struct duban_campaign *campaign,
                             const struct duban_export_options *options, struct duban_err *err)
{
    struct duban_export_options print = *options;
    struct workbook work = {.text = DUBAN_BUF_INIT, .safe = DUBAN_BUF_INIT};
    enum duban_status status;
    int fd = memfd_create("duban", MFD_CLOEXEC);

    if (fd < 0)
        return duban_err_set(err, DUBAN_IO, _("工作簿没有写成：%s"), strerror(errno));
    print.form = DUBAN_EXPORT_PRINT;
    chosen_init(&work.chosen, campaign, &print);
    status = write_to(out, &work, fd, err);
    chosen_release(&work.chosen);
    free(work.widths);
    free(work.heights);
    free(work.begins_page);
    duban_buf_release(&work.text);
    duban_buf_release(&work.safe);
    close(fd);
    return status;
}

#endif
