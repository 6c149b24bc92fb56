/* What every kind of record needs: cleaning, reading dates, and finding what differs. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>

_Static_assert(DUBAN_FIELDS <= 64, "a set of fields is one word");

enum duban_status record_refuse(struct duban_err *err, enum duban_field field, const char *text)
{
    duban_err_set(err, DUBAN_REFUSED, "%s", text);
    duban_err_at(err, NULL, 0, _(duban_field_info(field)->label));
    return DUBAN_REFUSED;
}

enum duban_status record_clean(char **out, enum duban_field field, const char *value,
                               struct duban_err *err)
{
    struct duban_buf clean = DUBAN_BUF_INIT;
    *out = NULL;
    if (!value || !*value)
        return DUBAN_OK;
    if (strlen(value) > DUBAN_TEXT_MAX)
        return record_refuse(err, field, _("文字超过 1 MiB，请缩短"));
    duban_text_clean(&clean, value, strlen(value));
    if (!duban_text_blank(clean.data))
        *out = duban_buf_detach(&clean);
    duban_buf_release(&clean);
    return DUBAN_OK;
}

bool record_date(int *out, const char *value, const struct duban_campaign *campaign)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_deadline read;
    duban_deadline_read(&read, value, &context);
    return record_day(out, &read);
}

bool record_day(int *out, const struct duban_deadline *read)
{
    *out = read->kind == DUBAN_DEADLINE_DATE ? read->due : DUBAN_NO_DATE;
    return *out != DUBAN_NO_DATE || read->kind == DUBAN_DEADLINE_NONE;
}

void record_read(struct duban_batch *batch, struct duban_deadline *out, const char *text,
                 const struct duban_deadline_context *context)
{
    struct record_known *known = record_known(batch);
    if (!known->reader)
        known->reader = duban_deadline_reader_new();
    duban_deadline_reader_read(known->reader, out, text, context);
}

/* A day before a month or behind it is settled for a column of a table, by nothing in the text. */
static void keep_day_order(struct duban_deadline *when, const struct duban_deadline *before)
{
    struct duban_deadline day_first = *when;
    if (!duban_deadline_day_first(&day_first) || before->flags & DUBAN_DEADLINE_US)
        return;
    if (before->due == day_first.due)
        *when = day_first;
    else if (before->due == when->due)
        when->flags &= ~(unsigned)DUBAN_DEADLINE_US;
}

void record_read_deadline(struct duban_batch *batch, struct duban_task *task,
                          const struct duban_deadline_context *context)
{
    struct duban_deadline before = task->when;
    record_read(batch, &task->when, task->deadline, context);
    if (before.flags & DUBAN_DEADLINE_ZERO)
        duban_deadline_restore_zero(&task->when);
    keep_day_order(&task->when, &before);
}

/* A thing that has no field set, to compare new ones with. */
static const void *blank(enum duban_object object)
{
    static const struct duban_task task = {
        .when = {.start = DUBAN_NO_DATE, .due = DUBAN_NO_DATE, .warn = DUBAN_NO_DATE},
        .done_on = DUBAN_NO_DATE,
    };
    static const struct duban_phase phase = {.start = DUBAN_NO_DATE, .end = DUBAN_NO_DATE};
    static const struct duban_campaign campaign = {.issued = DUBAN_NO_DATE,
                                                   .start = DUBAN_NO_DATE,
                                                   .end = DUBAN_NO_DATE};
    switch (object) {
    case DUBAN_OBJECT_TASK: return &task;
    case DUBAN_OBJECT_PHASE: return &phase;
    case DUBAN_OBJECT_CAMPAIGN: return &campaign;
    }
    return NULL;
}

/* What differs between two things, on its way into a change. */
struct diff {
    struct duban_change *change;
    const void *before, *after;
    struct duban_buf old, new; /* room for values */
};

static void diff_field(struct diff *diff, enum duban_field field, const char *extra, bool told)
{
    duban_change_edit(diff->change, field, extra,
                      duban_field_text(&diff->old, diff->before, field, extra),
                      duban_field_text(&diff->new, diff->after, field, extra), told);
}

/* Extra columns: all names that either side has. */
static void diff_extras(struct diff *diff, bool told)
{
    const struct duban_task *before = diff->before, *after = diff->after;
    for (size_t i = 0; i < after->extras.n; i++)
        diff_field(diff, DUBAN_FIELD_TASK_EXTRA, after->extras.items[i].name, told);
    for (size_t i = 0; i < before->extras.n; i++)
        if (!duban_task_extra(after, before->extras.items[i].name))
            diff_field(diff, DUBAN_FIELD_TASK_EXTRA, before->extras.items[i].name, told);
}

void record_diff(struct duban_batch *batch, enum duban_object object, int64_t id, int64_t version,
                 const void *before, const void *after, uint64_t told)
{
    struct diff diff = {
        .change = duban_batch_add(batch, object, id, version),
        .before = before ? before : blank(object),
        .after = after,
        .old = DUBAN_BUF_INIT,
        .new = DUBAN_BUF_INIT,
    };
    for (unsigned i = 0; i < DUBAN_FIELDS; i++) {
        enum duban_field field = (enum duban_field)i;
        bool shown = told & RECORD_BIT(field);
        if (duban_field_info(field)->object != object ||
            duban_field_same(diff.before, diff.after, field))
            continue;
        if (field == DUBAN_FIELD_TASK_EXTRA)
            diff_extras(&diff, shown);
        else
            diff_field(&diff, field, NULL, shown);
    }
    if (diff.change->n == 0)
        duban_batch_drop(batch);
    duban_buf_release(&diff.old);
    duban_buf_release(&diff.new);
}
