/* Readings: what duban understands a text to mean, in the words of the person who wrote it. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

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
    duban_deadline_say(&out, &when, campaign->year);
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

/* Splits a cell into departments of the board; true when one of them has another name there. */
static bool split_known(struct duban_buf *leads, struct duban_buf *supports,
                        const struct duban_campaign *campaign, const char *text)
{
    struct duban_buf known = DUBAN_BUF_INIT, first = DUBAN_BUF_INIT, second = DUBAN_BUF_INIT;

    duban_campaign_departments(&known, campaign);
    duban_leads_split(&first, &second, text, known.data);
    duban_campaign_resolve(leads, campaign, first.data);
    duban_campaign_resolve(supports, campaign, second.data);
    bool renamed = strcmp(leads->data, first.data) != 0;
    duban_buf_release(&known);
    duban_buf_release(&first);
    duban_buf_release(&second);
    return renamed;
}

/* Said only when a cell holds something else than one plain name. */
static char *read_leads(bool *doubtful, const struct duban_campaign *campaign, const char *text)
{
    struct duban_buf leads = DUBAN_BUF_INIT, supports = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;

    (void)doubtful;
    bool renamed = split_known(&leads, &supports, campaign, text);
    size_t n = count_names(leads.data);
    if (n > 1)
        duban_buf_addf(&out, Q_("%zu 个单位：", "%zu 个单位：", n), n);
    else if (renamed)
        duban_buf_adds(&out, _("即 "));
    if (n > 1 || renamed)
        add_names(&out, leads.data);
    if (supports.len > 0) {
        duban_buf_adds(&out, out.len > 0 ? _("；配合：") : _("配合："));
        add_names(&out, supports.data);
    }
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
