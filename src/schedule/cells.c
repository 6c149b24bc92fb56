/* What an export writes into the cells of a task. The data form speaks the words of the import in
 * every language; the print form is for people. */
#include "schedule/cells.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef void cell_function(struct duban_buf *out, const struct cells *cells,
                           const struct duban_task *task);

static void add(struct duban_buf *out, const char *text)
{
    if (text)
        duban_buf_adds(out, text);
}

/* 6月20日, with its year where that is not the campaign's. */
static void add_day(struct duban_buf *out, const struct cells *cells, int date)
{
    int year;
    int month;
    int day;

    duban_date_split(date, &year, &month, &day);
    if (year != cells->campaign->year)
        duban_buf_addf(out, "%d年", year);
    duban_buf_addf(out, "%d月%d日", month, day);
}

/* Is the text nothing but figures, such as 6.20, 2018-06-20 or 43271? Those are what a spreadsheet
 * spoils; words stay as they were written. */
static bool only_figures(const char *text)
{
    static const char *const signs[] = {"年", "月", "日", "号"};
    struct duban_buf plain = DUBAN_BUF_INIT;
    const char *p;
    bool figures = true;

    duban_text_nfkc(&plain, text);
    for (p = plain.data; *p && figures;) {
        size_t len = strchr("0123456789./-: ", *p) ? 1 : 0;

        for (size_t i = 0; !len && i < sizeof signs / sizeof *signs; i++)
            len = strncmp(p, signs[i], strlen(signs[i])) == 0 ? strlen(signs[i]) : 0;
        figures = len != 0;
        p += len;
    }
    duban_buf_release(&plain);
    return figures;
}

/* A deadline is printed as a day where it is one beyond doubt, or where a person has set it. 同上
 * is, because a print may lack the row above. */
static bool prints_as_day(const struct duban_task *task)
{
    const struct duban_deadline *when = &task->when;
    unsigned doubts = DUBAN_DEADLINE_AMBIG | DUBAN_DEADLINE_APPROX | DUBAN_DEADLINE_ZERO_MAYBE;

    if (when->due == DUBAN_NO_DATE)
        return false;
    if (task->by_hand || when->kind == DUBAN_DEADLINE_DITTO)
        return true;
    return when->kind == DUBAN_DEADLINE_DATE && !(when->flags & doubts) && task->deadline &&
           only_figures(task->deadline);
}

/* Does the text say anything, other than / or — that there is none? */
static bool says_something(const char *text)
{
    for (uint32_t c; text && (c = duban_text_next(&text));)
        if ((c >= 0x80 && c != 0x2014 && c != 0x2015 && c != 0x3000 && c != 0xff0f) ||
            (c < 0x80 && isalnum((int)c)))
            return true;
    return false;
}

/* What a task without a date of its own is measured by stands in brackets: 每月（7月31日）. */
static void add_inherited(struct duban_buf *out, const struct cells *cells,
                          const struct duban_task *task)
{
    bool inherited;
    int due = duban_task_due(cells->campaign, task, &inherited);

    if (!inherited) {
        add(out, task->deadline);
        return;
    }
    if (says_something(task->deadline))
        add(out, task->deadline);
    duban_buf_adds(out, "（");
    add_day(out, cells, due);
    duban_buf_adds(out, "）");
}

static void add_deadline(struct duban_buf *out, const struct cells *cells,
                         const struct duban_task *task)
{
    if (!cells->print)
        add(out, task->deadline);
    else if (prints_as_day(task))
        add_day(out, cells, task->when.due);
    else
        add_inherited(out, cells, task);
}

static void add_date(struct duban_buf *out, const struct cells *cells, int date)
{
    char iso[DUBAN_DATE_SIZE];

    if (date == DUBAN_NO_DATE)
        return;
    if (cells->print)
        add_day(out, cells, date);
    else
        duban_buf_adds(out, duban_date_format(date, iso));
}

/* A start column is kept, and written, as an extra column; why a row was refused is not kept. What
 * a light says depends on the day (cell_light). */
static void add_nothing(struct duban_buf *out, const struct cells *cells,
                        const struct duban_task *task)
{
    (void)out;
    (void)cells;
    (void)task;
}

static void add_done_on(struct duban_buf *out, const struct cells *cells,
                        const struct duban_task *task)
{
    add_date(out, cells, task->done_on);
}

/* May its reading have been in question: 6.2 for 6.20, 03/04/2018? Spares most texts a second
 * reading. */
static bool is_questionable(const char *deadline)
{
    size_t len = strlen(deadline);

    if (strpbrk(deadline, "/\xef"))
        return true;
    return len >= 3 && strchr(deadline, '.') &&
           (deadline[len - 2] == '.' || !strchr("0123456789", deadline[len - 1]));
}

/* Has somebody settled what the deadline means: that its zero is lost or not, that its day stands
 * first or not? Then reading it again would come to another date, or ask again. */
static bool is_settled(const struct cells *cells, const struct duban_task *task)
{
    enum { QUESTIONS = DUBAN_DEADLINE_US | DUBAN_DEADLINE_ZERO_MAYBE };
    struct duban_deadline_context context = {cells->campaign->year, cells->campaign->issued};
    struct duban_deadline read;

    if (task->when.flags & DUBAN_DEADLINE_ZERO)
        return true;
    if (!task->deadline || task->when.flags & QUESTIONS || !is_questionable(task->deadline))
        return false;
    duban_deadline_reader_read(cells->reader, &read, task->deadline, &context);
    return read.flags & QUESTIONS;
}

/* A due date that reading the deadline again would not give, or not without a question. */
static void add_due(struct duban_buf *out, const struct cells *cells, const struct duban_task *task)
{
    if (!cells->print && (task->by_hand || is_settled(cells, task)))
        add_date(out, cells, task->when.due);
}

static void add_phase(struct duban_buf *out, const struct cells *cells,
                      const struct duban_task *task)
{
    const struct duban_phase *phase = duban_campaign_phase(cells->campaign, task->phase);

    if (phase)
        add(out, phase->label ? phase->label : phase->name);
}

static void add_status(struct duban_buf *out, const struct cells *cells,
                       const struct duban_task *task)
{
    static const char *const words[DUBAN_TASK_STATUSES] = {
        [DUBAN_TODO] = "未启动",
        [DUBAN_DOING] = "进行中",
        [DUBAN_DONE] = "已完成",
        [DUBAN_DROPPED] = "不再推进",
    };

    (void)cells;
    duban_buf_adds(out, words[task->status]);
}

static void add_id(struct duban_buf *out, const struct cells *cells, const struct duban_task *task)
{
    if (!cells->print)
        duban_buf_addi(out, task->id);
}

#define TEXT_CELL(member)                                                      \
    static void add_##member(struct duban_buf *out, const struct cells *cells, \
                             const struct duban_task *task)                    \
    {                                                                          \
        (void)cells;                                                           \
        add(out, task->member);                                                \
    }
TEXT_CELL(serial)
TEXT_CELL(text)
TEXT_CELL(leads)
TEXT_CELL(supports)
TEXT_CELL(leader)
TEXT_CELL(reason)
TEXT_CELL(target)
TEXT_CELL(progress)
TEXT_CELL(note)

static cell_function *const functions[COLUMNS] = {
    [COLUMN_SERIAL] = add_serial,     [COLUMN_PHASE] = add_phase,
    [COLUMN_TASK] = add_text,         [COLUMN_DEADLINE] = add_deadline,
    [COLUMN_START] = add_nothing,     [COLUMN_LEADS] = add_leads,
    [COLUMN_SUPPORTS] = add_supports, [COLUMN_LEADER] = add_leader,
    [COLUMN_STATUS] = add_status,     [COLUMN_LIGHT] = add_nothing,
    [COLUMN_DONE_ON] = add_done_on,   [COLUMN_REASON] = add_reason,
    [COLUMN_DUE] = add_due,           [COLUMN_TARGET] = add_target,
    [COLUMN_PROGRESS] = add_progress, [COLUMN_NOTE] = add_note,
    [COLUMN_REJECTED] = add_nothing,  [COLUMN_ID] = add_id,
};

void cell_light(struct duban_buf *out, const struct cells *cells, const struct duban_task *task,
                int today)
{
    struct duban_standing standing = duban_standing_of(cells->campaign, task, today);
    bool open = task->status == DUBAN_TODO || task->status == DUBAN_DOING;

    if (task->status == DUBAN_DROPPED)
        duban_buf_adds(out, "×");
    else if (!open)
        duban_buf_adds(out, "√");
    else if (!standing.has_days)
        duban_buf_adds(out, task->when.kind == DUBAN_DEADLINE_OPEN ? "长期" : "无时限");
    else if (standing.days == 0)
        duban_buf_adds(out, "今天");
    else if (standing.light == DUBAN_LIGHT_GREEN && task->when.start != DUBAN_NO_DATE &&
             today < task->when.start)
        duban_buf_adds(out, "未到");
    else if (standing.days > 0)
        duban_buf_addf(out, "余%d天", standing.days);
    if (standing.has_days && (open ? standing.days < 0 : standing.days > 0))
        duban_buf_addf(out, "逾%d天", abs(standing.days));
}

/* 余, 逾 or √逾, a number, 天 */
static bool counts_days(const char *text)
{
    static const char *const words[] = {"余", "逾", "√逾"};
    size_t figures;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);

        figures = strncmp(text, words[i], len) == 0 ? strspn(text + len, "0123456789") : 0;
        if (figures && strcmp(text + len + figures, "天") == 0)
            return true;
    }
    return false;
}

bool cell_is_light(const char *text)
{
    static const char *const words[] = {"×", "√", "长期", "无时限", "今天", "未到"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return counts_days(text);
}

void cell_text(struct duban_buf *out, const struct cells *cells, const struct duban_task *task,
               enum column column)
{
    functions[column](out, cells, task);
}
