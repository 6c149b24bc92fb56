/* The sheet of a workbook: looks, texts, cells. */
#include "schedule/xlsx.h"

#include "duban/i18n.h"
#include "duban/text.h"
#include "schedule/paper.h"

#include <ctype.h>
#include <string.h>

enum { TITLE_ROW, SUMMARY_ROW, HEADER_ROW };

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

static enum look cell_look(const struct workbook *work, const struct strip *strip, size_t column)
{
    const struct chosen_column *info = &work->chosen.columns[column];

    if (info->column == COLUMN_PHASE)
        return LOOK_PHASE;
    if (info->kind == CHOSEN_LIGHT && !strip->line)
        return light_look(chosen_light(&work->chosen, strip->task));
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
static const char *text_of(struct workbook *work, const struct strip *strip, size_t column)
{
    struct duban_buf raw = DUBAN_BUF_INIT;

    xlsx_cell(&raw, work, strip, column);
    duban_buf_clear(&work->text);
    add_text(&work->text, raw.data);
    duban_buf_release(&raw);
    return work->text.data;
}

/* --- Cells ------------------------------------------------------------------------------------ */

static void set_page(struct workbook *work)
{
    lxw_worksheet *sheet = work->sheet;
    const struct strip *end = work->n_strips ? &work->strips[work->n_strips - 1] : NULL;
    lxw_row_t last = end ? end->row + end->n_rows - 1 : HEADER_ROW;

    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_center_horizontally(sheet);
    worksheet_repeat_rows(sheet, HEADER_ROW, HEADER_ROW);
    worksheet_print_area(sheet, 0, 0, last, (lxw_col_t)(work->chosen.n_columns - 1));
    worksheet_set_footer(sheet, "&C第 &P 页 共 &N 页");
    worksheet_freeze_panes(sheet, XLSX_FIRST_ROW, 0);
    for (size_t i = 0; i < work->chosen.n_columns; i++)
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, work->widths[i] + XLSX_CELL_MARGIN,
                             NULL);
}

/* The pages, as far as a workbook can be told: it knows 1023 breaks. */
static void set_breaks(struct workbook *work)
{
    lxw_row_t breaks[LXW_BREAKS_MAX + 1] = {0};
    size_t n = 0;

    for (size_t i = 0; i < work->n_strips && n < LXW_BREAKS_MAX; i++)
        if (work->strips[i].begins_page)
            breaks[n++] = work->strips[i].row;
    if (n)
        worksheet_set_h_pagebreaks(work->sheet, breaks);
}

static void put_top(struct workbook *work)
{
    lxw_col_t last = (lxw_col_t)(work->chosen.n_columns - 1);
    struct duban_buf line = DUBAN_BUF_INIT;

    paper_title(&line, work->chosen.cells.campaign);
    duban_buf_clear(&work->text);
    add_text(&work->text, line.data);
    worksheet_set_row(work->sheet, TITLE_ROW, work->title_height, NULL);
    worksheet_merge_range(work->sheet, TITLE_ROW, 0, TITLE_ROW, last, work->text.data,
                          work->looks[LOOK_TITLE]);
    duban_buf_clear(&line);
    paper_summary(&line, &work->chosen);
    duban_buf_clear(&work->text);
    add_text(&work->text, line.data);
    worksheet_set_row(work->sheet, SUMMARY_ROW, XLSX_SUMMARY_HEIGHT, NULL);
    worksheet_merge_range(work->sheet, SUMMARY_ROW, 0, SUMMARY_ROW, last, work->text.data,
                          work->looks[LOOK_SUMMARY]);
    worksheet_set_row(work->sheet, HEADER_ROW, XLSX_HEADER_HEIGHT, NULL);
    for (size_t i = 0; i < work->chosen.n_columns; i++)
        worksheet_write_string(work->sheet, HEADER_ROW, (lxw_col_t)i, work->chosen.columns[i].name,
                               work->looks[LOOK_HEADER]);
    duban_buf_release(&line);
}

static enum duban_status too_long(const struct workbook *work, size_t task, size_t column,
                                  struct duban_err *err)
{
    return duban_err_set(err, DUBAN_REFUSED,
                         _("任务 %lld 的“%s”太长，工作簿的一格最多 32767 个字；"
                           "请改用 --format html 或 csv"),
                         (long long)work->chosen.tasks[task]->id,
                         work->chosen.columns[column].name);
}

/* The strips that a cell spans: a phase those of its piece, and none where that has begun above. */
static size_t span_of(const struct workbook *work, size_t at, size_t column)
{
    const struct strip *strip = &work->strips[at];

    if (work->chosen.columns[column].column != COLUMN_PHASE)
        return 1;
    if (strip->begins_page || (!strip->line && chosen_group(&work->chosen, strip->task)))
        return xlsx_piece(work, at);
    return 0;
}

static enum duban_status put_cell(struct workbook *work, size_t at, size_t column,
                                  struct duban_err *err)
{
    const struct strip *strip = &work->strips[at];
    lxw_format *look = work->looks[cell_look(work, strip, column)];
    size_t n = span_of(work, at, column);
    const struct strip *last = &strip[n ? n - 1 : 0];
    lxw_row_t end = last->row + last->n_rows - 1;
    lxw_col_t col = (lxw_col_t)column;
    lxw_error status = LXW_NO_ERROR;

    if (n && end > strip->row)
        status = worksheet_merge_range(work->sheet, strip->row, col, end, col,
                                       text_of(work, strip, column), look);
    else if (n)
        status = worksheet_write_string(work->sheet, strip->row, col, text_of(work, strip, column),
                                        look);
    return status ? too_long(work, strip->task, column, err) : DUBAN_OK;
}

static enum duban_status put_strips(struct workbook *work, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;

    for (size_t at = 0; at < work->n_strips && !status; at++) {
        const struct strip *strip = &work->strips[at];

        for (lxw_row_t i = 0; i < strip->n_rows; i++)
            worksheet_set_row(work->sheet, strip->row + i, strip->height / strip->n_rows, NULL);
        for (size_t i = 0; i < work->chosen.n_columns && !status; i++)
            status = put_cell(work, at, i, err);
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

    paper_title(&title, work->chosen.cells.campaign);
    properties.title = title.data;
    workbook_set_properties(work->book, &properties);
    duban_buf_release(&title);
}

enum duban_status xlsx_fill(struct workbook *work, struct duban_err *err)
{
    work->sheet = workbook_add_worksheet(work->book, "计划安排表");
    make_looks(work);
    xlsx_measure(work);
    set_page(work);
    set_breaks(work);
    put_top(work);
    set_properties(work);
    return put_strips(work, err);
}
