/* Readings: what duban understands a text to mean, in the words of the person who wrote it. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Deadlines -------------------------------------------------------------------------------- */

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

void duban_reading(struct duban_buf *out, const struct duban_deadline *when, int year)
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

/* --- Fields ----------------------------------------------------------------------------------- */

typedef char *reader(bool *doubtful, const struct duban_campaign *campaign, const char *text);

/* Two readings of which neither is plainly the right one, or none. */
static bool is_doubtful(const struct duban_deadline *when)
{
    const unsigned unsure = DUBAN_DEADLINE_AMBIG | DUBAN_DEADLINE_US | DUBAN_DEADLINE_ZERO_MAYBE;
    bool settled = when->warn != DUBAN_NO_DATE && when->warn != when->due;

    return when->kind == DUBAN_DEADLINE_BAD || when->kind == DUBAN_DEADLINE_RELATIVE ||
           ((when->flags & unsure) != 0 && !settled);
}

static char *read_deadline(bool *doubtful, const struct duban_campaign *campaign, const char *text)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_buf out = DUBAN_BUF_INIT;
    struct duban_deadline when;

    duban_deadline_read(&when, text, &context);
    duban_reading(&out, &when, campaign->year);
    *doubtful = is_doubtful(&when);
    return duban_buf_detach(&out);
}

/* Fields that hold one day and nothing else: what is none will not be taken (record.h). An empty
 * one has nothing to be read. */
static char *read_date(bool *doubtful, const struct duban_campaign *campaign, const char *text)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_deadline when;

    duban_deadline_read(&when, text, &context);
    if (when.kind == DUBAN_DEADLINE_NONE)
        return NULL;
    if (when.kind == DUBAN_DEADLINE_DATE)
        return read_deadline(doubtful, campaign, text);
    *doubtful = true;
    return duban_strdup(_("还不是一个日期；请写成 2018-06-20 或 6月20日"));
}

static char *read_due(bool *doubtful, const struct duban_campaign *campaign, const char *text)
{
    char *read = read_date(doubtful, campaign, text);

    return read ? read : duban_strdup(_("不填即按完成时限推算"));
}

/* When the phase is, to choose it by. */
static char *read_phase(bool *doubtful, const struct duban_campaign *campaign, const char *text)
{
    const struct duban_phase *phase = duban_campaign_phase(campaign, strtoll(text, NULL, 10));

    (void)doubtful;
    return phase ? duban_strdup(phase->window) : NULL;
}

static size_t count_names(const char *list)
{
    size_t n = 0, len;

    while (duban_text_item(&list, &len))
        n++;
    return n;
}

static void add_names(struct duban_buf *out, const char *list)
{
    const char *name;
    size_t len;

    for (bool first = true; (name = duban_text_item(&list, &len)); first = false) {
        if (!first)
            duban_buf_adds(out, " · ");
        duban_buf_add(out, name, len);
    }
}

/* Said only when a cell holds something else than one plain name. */
static char *read_leads(bool *doubtful, const struct duban_campaign *campaign, const char *text)
{
    struct duban_buf known = DUBAN_BUF_INIT, leads = DUBAN_BUF_INIT, supports = DUBAN_BUF_INIT;
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_campaign_departments(&known, campaign);
    (void)doubtful;
    duban_leads_split(&leads, &supports, text, known.data);
    size_t n = count_names(leads.data);
    if (n > 1) {
        duban_buf_addf(&out, Q_("%zu 个单位：", "%zu 个单位：", n), n);
        add_names(&out, leads.data);
    }
    if (supports.len > 0) {
        duban_buf_adds(&out, out.len > 0 ? _("；配合：") : _("配合："));
        add_names(&out, supports.data);
    }
    duban_buf_release(&known);
    duban_buf_release(&leads);
    duban_buf_release(&supports);
    return out.len > 0 ? duban_buf_detach(&out) : NULL;
}

char *duban_form_reading(bool *doubtful, const struct duban_campaign *campaign,
                         enum duban_field field, const char *text)
{
    static const struct {
        enum duban_field field;
        reader *read;
    } readers[] = {
        {DUBAN_FIELD_TASK_DEADLINE, read_deadline}, {DUBAN_FIELD_TASK_DUE, read_due},
        {DUBAN_FIELD_TASK_DONE_ON, read_date},      {DUBAN_FIELD_TASK_LEADS, read_leads},
        {DUBAN_FIELD_TASK_SUPPORTS, read_leads},    {DUBAN_FIELD_TASK_PHASE, read_phase},
    };

    *doubtful = false;

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i].field == field)
            return readers[i].read(doubtful, campaign, text);
    return NULL;
}

/* --- Values as they are edited ---------------------------------------------------------------- */

/* Names with 、 between them, as people write them into one cell. */
static char *join_names(char *list)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    const char *p = list, *name;
    size_t len;

    while ((name = duban_text_item(&p, &len))) {
        if (out.len > 0)
            duban_buf_adds(&out, "、");
        duban_buf_add(&out, name, len);
    }
    free(list);
    return duban_buf_detach(&out);
}

char *duban_form_value(const struct duban_task *task, enum duban_field field, const char *extra)
{
    char *value;

    if (field == DUBAN_FIELD_TASK_DUE && !task->by_hand)
        return NULL;
    value = duban_field_get(task, field, extra);
    if (value && duban_field_info(field)->type == DUBAN_TYPE_LIST)
        return join_names(value);
    return value;
}
