/* Title, summary and widths of the printed forms. */
#include "schedule/paper.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

static bool ends_with(const char *s, const char *end)
{
    size_t len = strlen(s);
    size_t n = strlen(end);

    return len >= n && strcmp(s + len - n, end) == 0;
}

void paper_title(struct duban_buf *out, const struct duban_campaign *campaign)
{
    size_t before = out->len;

    if (campaign->title)
        duban_text_trim(out, campaign->title);
    if (out->len == before)
        duban_buf_adds(out, "活动计划安排表");
    else if (!ends_with(out->data + before, "表") && !ends_with(out->data + before, "计划"))
        duban_buf_adds(out, "计划安排表");
}

static void add_day(struct duban_buf *out, int date)
{
    int year, month, day;

    duban_date_split(date, &year, &month, &day);
    duban_buf_addf(out, "%d年%d月%d日", year, month, day);
}

static void add_count(struct duban_buf *out, const char *word, size_t n)
{
    if (n)
        duban_buf_addf(out, "，%s %zu 项", word, n);
}

static void add_tally(struct duban_buf *out, const struct chosen *chosen)
{
    struct duban_tally tally = {0};

    for (size_t i = 0; i < chosen->n_tasks; i++) {
        struct duban_standing standing =
            duban_standing_of(chosen->cells.campaign, chosen->tasks[i], chosen->options->today);

        duban_tally_add(&tally, chosen->tasks[i], &standing);
    }
    duban_buf_addf(out, "共 %zu 项", tally.total);
    add_count(out, "已完成", tally.done);
    add_count(out, "逾期", tally.red);
    add_count(out, "临期", tally.yellow);
    add_count(out, "不再推进", tally.dropped);
}

void paper_summary(struct duban_buf *out, const struct chosen *chosen)
{
    const struct duban_campaign *campaign = chosen->cells.campaign;

    if (campaign->org)
        duban_buf_addf(out, "%s　", campaign->org);
    if (campaign->doc_no)
        duban_buf_addf(out, "%s　", campaign->doc_no);
    if (chosen->options->query_text)
        duban_buf_addf(out, "选取：%s　", chosen->options->query_text);
    add_tally(out, chosen);
    duban_buf_adds(out, "　截至 ");
    add_day(out, chosen->options->today);
}

void paper_cell(struct duban_buf *out, const struct chosen *chosen, size_t row, size_t column)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    chosen_cell(&text, chosen, chosen->tasks[row], column);
    duban_text_trim(out, text.data);
    duban_buf_release(&text);
}

bool paper_centred(const struct chosen_column *column)
{
    if (column->kind == CHOSEN_KNOWN)
        return column->column != COLUMN_TASK && column->column != COLUMN_PROGRESS &&
               column->column != COLUMN_NOTE && column->column != COLUMN_REASON &&
               column->column != COLUMN_TARGET;
    return column->kind == CHOSEN_LIGHT;
}

/* --- Widths ---------------------------------------------------------------------------------- */

enum {
    NARROW = 6,      /* no column is narrower */
    SHORT = 14,      /* up to this a column is as wide as its widest line */
    LONG = 90,       /* more than this no cell asks for */
    SHARE_BASE = 10, /* what a long column gets before the rest is shared out */
};

/* The widest line of a text, in columns. */
static int widest_line(const char *text)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    int widest = 0;

    duban_text_safe(&safe, text, DUBAN_TEXT_LINES);
    for (char *line = safe.data; line;) {
        char *end = strchr(line, '\n');
        int width;

        if (end)
            *end++ = '\0';
        width = duban_text_width(line);
        widest = width > widest ? width : widest;
        line = end;
    }
    duban_buf_release(&safe);
    return widest;
}

/* The widest line of a column, and the mean over its rows of their widest. */
struct load {
    int widest, mean;
};

static struct load load_of(const struct chosen *chosen, size_t column)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    struct load load = {widest_line(chosen->columns[column].name), 0};
    long sum = 0;

    for (size_t row = 0; row < chosen->n_tasks; row++) {
        int width;

        duban_buf_clear(&text);
        paper_cell(&text, chosen, row, column);
        width = widest_line(text.data);
        sum += width < LONG ? width : LONG;
        load.widest = width > load.widest ? width : load.widest;
    }
    load.mean = chosen->n_tasks ? (int)(sum / (long)chosen->n_tasks) : 0;
    duban_buf_release(&text);
    return load;
}

/* What a column would like to have. The progress column is to be written into, even if it is still
 * empty, so it is never among the short ones; a phase has the rows of all its tasks for its name, so
 * it always is. */
static int wish(const struct chosen *chosen, size_t column)
{
    struct load load = load_of(chosen, column);

    if (chosen->columns[column].column == COLUMN_PHASE && load.widest > SHORT)
        return SHORT;
    if (load.widest <= SHORT && chosen->columns[column].column != COLUMN_PROGRESS)
        return load.widest < NARROW ? NARROW : load.widest;
    return load.mean > SHORT + 4 ? load.mean : SHORT + 4;
}

/* Short columns get what they wish; the long ones share what is left by what they wish. */
int *paper_widths(const struct chosen *chosen, int room)
{
    int *widths = duban_alloc(chosen->n_columns * sizeof *widths);
    int left = room;
    int wishes = 0;

    for (size_t i = 0; i < chosen->n_columns; i++) {
        widths[i] = wish(chosen, i);
        left -= widths[i] > SHORT ? SHARE_BASE : widths[i];
        wishes += widths[i] > SHORT ? widths[i] : 0;
    }
    for (size_t i = 0; i < chosen->n_columns; i++)
        if (widths[i] > SHORT)
            widths[i] = SHARE_BASE + (left > 0 ? left * widths[i] / wishes : 0);
    return widths;
}
