/* A deadline in the words of people: how its text is understood, and what to look at again. */
#include "duban/date.h"
#include "duban/deadline.h"
#include "duban/i18n.h"

/* What is said of a kind that needs no date of its own. */
static const char *const kinds[DUBAN_DEADLINE_KINDS] = {
    [DUBAN_DEADLINE_NONE] = N_("不设时限，按阶段结束计"),
    [DUBAN_DEADLINE_RECUR] = N_("重复进行，随阶段结束"),
    [DUBAN_DEADLINE_OPEN] = N_("长期，不会逾期"),
    [DUBAN_DEADLINE_RELATIVE] = N_("没有确定的日子，请在“截止日期”一栏定下"),
    [DUBAN_DEADLINE_DITTO] = N_("同上一项任务"),
    [DUBAN_DEADLINE_BAD] = N_("未能识别，原样保留；请写成 6月20日、6月底前 这样"),
};

/* What is to be looked at again, by flag. */
static const struct {
    unsigned flag;
    const char *text;
} doubts[] = {
    {DUBAN_DEADLINE_APPROX, N_("（大约）")},
    {DUBAN_DEADLINE_MULTI, N_("（分几段进行）")},
    {DUBAN_DEADLINE_US, N_("（按月/日/年理解）")},
    {DUBAN_DEADLINE_ZERO_MAYBE, N_("（末尾可能丢了一个 0，请核对）")},
    {DUBAN_DEADLINE_ZERO, N_("（已补回末尾的 0）")},
};

static void say_days(struct duban_buf *out, const struct duban_deadline *when, int year)
{
    bool window = when->kind == DUBAN_DEADLINE_RANGE && when->start != when->due;

    if (window && when->start != DUBAN_NO_DATE)
        duban_date_say(out, when->start, year);
    if (window)
        duban_buf_adds(out, _("至"));
    duban_date_say(out, when->due, year);
}

static void say_warning(struct duban_buf *out, const struct duban_deadline *when, int year)
{
    struct duban_buf day = DUBAN_BUF_INIT;

    if (when->warn != DUBAN_NO_DATE && when->warn != when->due) {
        duban_date_say(&day, when->warn, year);
        duban_buf_addf(out, _("（%s起提醒）"), day.data);
    } else if (when->flags & DUBAN_DEADLINE_AMBIG) {
        duban_buf_adds(out, _("（有两种理解，请核对）"));
    }
    duban_buf_release(&day);
}

void duban_deadline_say(struct duban_buf *out, const struct duban_deadline *when, int year)
{
    if (when->due != DUBAN_NO_DATE)
        say_days(out, when, year);
    else if (kinds[when->kind])
        duban_buf_adds(out, _(kinds[when->kind]));
    say_warning(out, when, year);
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++)
        if (when->flags & doubts[i].flag)
            duban_buf_adds(out, _(doubts[i].text));
}
