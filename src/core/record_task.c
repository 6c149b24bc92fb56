/* Tasks: wishes are fulfilled on a copy, the copy is settled (dates follow texts, finish dates
 * follow statuses), and what then differs is the change. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One task on its way through the validator. */
struct draft {
    struct duban_batch *batch;
    const struct duban_campaign *campaign;
    const struct duban_task *before; /* NULL: a new task */
    struct duban_task *task;         /* the copy that becomes what is wished */
    int64_t id;
    int today;
    struct duban_err *err;
    bool borrowed; /* the task's text is not the draft's own */
};

typedef enum duban_status wish_function(struct draft *draft, enum duban_field field,
                                        const struct duban_wish *wish);

/* --- Copying ------------------------------------------------------------------------------- */

static struct duban_task *copy_task(const struct duban_task *task)
{
    struct duban_task *copy = duban_task_new();
    for (unsigned i = 0; i < DUBAN_FIELDS; i++) {
        const struct duban_field_info *info = duban_field_info((enum duban_field)i);
        if (info->object != DUBAN_OBJECT_TASK || info->type == DUBAN_TYPE_EXTRA)
            continue;
        char *value = duban_field_get(task, (enum duban_field)i, NULL);
        duban_field_set(copy, (enum duban_field)i, NULL, value);
        free(value);
    }
    for (size_t i = 0; i < task->extras.n; i++)
        duban_field_set(copy, DUBAN_FIELD_TASK_EXTRA, task->extras.items[i].name,
                        task->extras.items[i].value);
    copy->id = task->id;
    copy->version = task->version;
    return copy;
}

/* --- Wishes, one function a kind of field ----------------------------------------------------- */

static enum duban_status wish_text(struct draft *draft, enum duban_field field,
                                   const struct duban_wish *wish)
{
    char *value = NULL;
    enum duban_status status = record_clean(&value, field, wish->value, draft->err);
    if (status != DUBAN_OK)
        return status;
    duban_field_set(draft->task, field, wish->extra, value);
    free(value);
    return DUBAN_OK;
}

static void drop_words(struct draft *draft)
{
    if (!draft->borrowed)
        free(draft->task->text);
    draft->task->text = NULL;
    draft->borrowed = false;
}

/* The task's text, which is most of a table: where it is stored as it came, nobody copies it. */
static enum duban_status wish_words(struct draft *draft, enum duban_field field,
                                    const struct duban_wish *wish)
{
    size_t len = wish->value ? strlen(wish->value) : 0;
    drop_words(draft);
    if (len > DUBAN_TEXT_MAX || !duban_text_is_clean(wish->value, len) ||
        duban_text_blank(wish->value ? wish->value : ""))
        return wish_text(draft, field, wish);
    draft->task->text = (char *)(uintptr_t)wish->value;
    draft->borrowed = true;
    return DUBAN_OK;
}

static enum duban_status wish_extra(struct draft *draft, enum duban_field field,
                                    const struct duban_wish *wish)
{
    if (!wish->extra || !*wish->extra)
        return record_refuse(draft->err, field, _("其他列须有列名"));
    return wish_text(draft, field, wish);
}

/* The position behind everything in that phase, what this batch adds included. */
static int64_t end_of_phase(const struct draft *draft, int64_t phase)
{
    size_t first = 0, n = duban_campaign_phase_tasks(draft->campaign, phase, &first);
    int64_t last = n ? draft->campaign->tasks[first + n - 1]->position : 0;
    return last + 1 + (int64_t)draft->batch->n;
}

static enum duban_status wish_phase(struct draft *draft, enum duban_field field,
                                    const struct duban_wish *wish)
{
    int64_t before = draft->task->phase;
    const struct duban_phase *phase = NULL;
    if (!wish->value || !duban_field_set(draft->task, field, NULL, wish->value))
        return record_refuse(draft->err, field, _("没有这个阶段"));
    phase = duban_campaign_phase(draft->campaign, draft->task->phase);
    if (draft->task->phase >= 0 && (!phase || phase->deleted))
        return record_refuse(draft->err, field, _("没有这个阶段，或已被删除；请另选一个阶段"));
    if (draft->task->phase != before)
        draft->task->position = end_of_phase(draft, draft->task->phase);
    return DUBAN_OK;
}

static struct duban_deadline_context context_of(const struct draft *draft)
{
    return (struct duban_deadline_context){draft->campaign->year, draft->campaign->issued};
}

/* What a text says, by itself. */
static struct duban_deadline reading_of(struct draft *draft, const char *text)
{
    struct duban_deadline_context context = context_of(draft);
    struct duban_deadline read;
    record_read(draft->batch, &read, text, &context);
    return read;
}

static void read_deadline(struct draft *draft)
{
    struct duban_deadline_context context = context_of(draft);
    record_read_deadline(draft->batch, draft->task, &context);
    if (draft->task->when.kind == DUBAN_DEADLINE_DITTO)
        record_dates_above(draft->task, draft->batch, draft->campaign, draft->before);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static enum duban_status wish_deadline(struct draft *draft, enum duban_field field,
                                       const struct duban_wish *wish)
{
    struct duban_task *task = draft->task;
    char *before = duban_strdup(task->deadline);
    enum duban_status status = wish_text(draft, field, wish);
    bool same = draft->before && same_text(before, task->deadline);
    free(before);
    if (status != DUBAN_OK || same)
        return status;
    /* R11: an import never overrides a date that a person has set. */
    if (task->by_hand && draft->batch->act == DUBAN_ACT_IMPORT)
        return DUBAN_OK;
    task->by_hand = false;
    task->when.flags = 0;
    read_deadline(draft);
    return DUBAN_OK;
}

static enum duban_status wish_due(struct draft *draft, enum duban_field field,
                                  const struct duban_wish *wish)
{
    struct duban_deadline *when = &draft->task->when;
    struct duban_deadline read = reading_of(draft, wish->value);
    int due;
    if (!record_day(&due, &read))
        return record_refuse(draft->err, field, _("这不是一个日期；请写成 2018-06-20 或 6月20日"));
    draft->task->by_hand = due != DUBAN_NO_DATE;
    if (due == DUBAN_NO_DATE) {
        read_deadline(draft);
        return DUBAN_OK;
    }
    when->due = due;
    when->warn = DUBAN_NO_DATE;
    when->flags = 0;
    if (when->start > due)
        when->start = DUBAN_NO_DATE;
    return DUBAN_OK;
}

/* A start of its own makes a day a window; what begins behind its end begins nowhere. */
static enum duban_status wish_start(struct draft *draft, enum duban_field field,
                                    const struct duban_wish *wish)
{
    struct duban_deadline *when = &draft->task->when;
    struct duban_deadline own = reading_of(draft, draft->task->deadline);
    struct duban_deadline read = reading_of(draft, wish->value);
    int start;
    if (!record_day(&start, &read))
        return record_refuse(draft->err, field, _("这不是一个日期；请写成 2018-06-20 或 6月20日"));
    if (when->kind != DUBAN_DEADLINE_DATE && when->kind != DUBAN_DEADLINE_RANGE)
        return DUBAN_OK;
    if (start == DUBAN_NO_DATE || start > when->due)
        start = own.start <= when->due ? own.start : DUBAN_NO_DATE;
    when->start = start;
    when->kind = start != DUBAN_NO_DATE && start < when->due ? DUBAN_DEADLINE_RANGE : own.kind;
    return DUBAN_OK;
}

/* R9: what the whole column says about the order of day and month. */
static bool settle_order(struct draft *draft, const char *order)
{
    struct duban_deadline read;
    bool day_first = order && strcmp(order, "day/month") == 0;
    if (!day_first && !(order && strcmp(order, "month/day") == 0))
        return false;
    read = reading_of(draft, draft->task->deadline);
    if (read.flags & DUBAN_DEADLINE_US && !draft->task->by_hand) {
        if (day_first)
            duban_deadline_day_first(&read);
        draft->task->when.due = read.due;
        draft->task->when.flags &= ~(unsigned)DUBAN_DEADLINE_US;
    }
    return true;
}

/* R5: else the only wish about flags is what to do about a zero that may be lost. */
static enum duban_status wish_flags(struct draft *draft, enum duban_field field,
                                    const struct duban_wish *wish)
{
    unsigned flags = 0;
    if (settle_order(draft, wish->value))
        return DUBAN_OK;
    if (wish->value && !duban_deadline_flags_parse(&flags, wish->value))
        return record_refuse(draft->err, field, _("没有这样的时限标记"));
    if (flags & DUBAN_DEADLINE_ZERO)
        duban_deadline_restore_zero(&draft->task->when);
    else
        draft->task->when.flags &= ~(unsigned)DUBAN_DEADLINE_ZERO_MAYBE;
    return DUBAN_OK;
}

/* In a support cell nobody leads. */
static void join_lists(struct duban_buf *list, const struct duban_buf *others)
{
    if (list->len && others->len)
        duban_buf_addc(list, '\n');
    duban_buf_add(list, others->data, others->len);
}

static enum duban_status wish_departments(struct draft *draft, enum duban_field field,
                                          const struct duban_wish *wish)
{
    struct duban_buf leads = DUBAN_BUF_INIT, supports = DUBAN_BUF_INIT;
    enum duban_status status = record_leads(&leads, &supports, draft->batch, draft->campaign, field,
                                            wish->value, draft->err);
    if (field == DUBAN_FIELD_TASK_SUPPORTS)
        join_lists(&supports, &leads);
    if (status == DUBAN_OK && field == DUBAN_FIELD_TASK_LEADS)
        duban_field_set(draft->task, field, NULL, leads.data);
    if (status == DUBAN_OK && (field == DUBAN_FIELD_TASK_SUPPORTS || supports.len))
        duban_field_set(draft->task, DUBAN_FIELD_TASK_SUPPORTS, NULL, supports.data);
    duban_buf_release(&leads);
    duban_buf_release(&supports);
    return status;
}

static enum duban_status wish_status(struct draft *draft, enum duban_field field,
                                     const struct duban_wish *wish)
{
    struct duban_task *task = draft->task;
    if (!duban_status_parse(&task->status, wish->value ? wish->value : "todo"))
        return record_refuse(draft->err, field, _("状态只有：未启动、进行中、已完成、不再推进"));
    if (task->status != DUBAN_DONE)
        task->done_on = DUBAN_NO_DATE;
    else if (task->done_on == DUBAN_NO_DATE)
        task->done_on = draft->today;
    if (task->status != DUBAN_DROPPED)
        duban_strset(&task->reason, NULL);
    return DUBAN_OK;
}

static enum duban_status wish_done_on(struct draft *draft, enum duban_field field,
                                      const struct duban_wish *wish)
{
    struct duban_deadline read = reading_of(draft, wish->value);
    int date;
    if (!record_day(&date, &read))
        return record_refuse(draft->err, field, _("这不是一个日期；请写成 2018-06-20 或 6月20日"));
    if (date != DUBAN_NO_DATE && draft->task->status != DUBAN_DONE)
        return record_refuse(draft->err, field, _("任务尚未完成，不能填办结日期；请先办结"));
    if (date == DUBAN_NO_DATE && draft->task->status == DUBAN_DONE)
        date = draft->today;
    draft->task->done_on = date;
    return DUBAN_OK;
}

static enum duban_status wish_count(struct draft *draft, enum duban_field field,
                                    const struct duban_wish *wish)
{
    if (!duban_field_set(draft->task, field, NULL, wish->value))
        return record_refuse(draft->err, field, _("这里要填一个整数"));
    return DUBAN_OK;
}

/* What may be wished for; the rest follows from these. Fulfilled in the order of the fields, so
 * that a due date set by hand comes after the deadline's reading, a finish date after the status.
 */
static wish_function *const wish_functions[DUBAN_FIELDS] = {
    [DUBAN_FIELD_TASK_PHASE] = wish_phase,       [DUBAN_FIELD_TASK_SERIAL] = wish_text,
    [DUBAN_FIELD_TASK_TEXT] = wish_words,        [DUBAN_FIELD_TASK_DEADLINE] = wish_deadline,
    [DUBAN_FIELD_TASK_START] = wish_start,       [DUBAN_FIELD_TASK_DUE] = wish_due,
    [DUBAN_FIELD_TASK_FLAGS] = wish_flags,
    [DUBAN_FIELD_TASK_LEADS] = wish_departments, [DUBAN_FIELD_TASK_SUPPORTS] = wish_departments,
    [DUBAN_FIELD_TASK_LEADER] = wish_text,       [DUBAN_FIELD_TASK_STATUS] = wish_status,
    [DUBAN_FIELD_TASK_DONE_ON] = wish_done_on,   [DUBAN_FIELD_TASK_REASON] = wish_text,
    [DUBAN_FIELD_TASK_TARGET] = wish_text,       [DUBAN_FIELD_TASK_PROGRESS] = wish_text,
    [DUBAN_FIELD_TASK_NOTE] = wish_text,         [DUBAN_FIELD_TASK_CHASES] = wish_count,
    [DUBAN_FIELD_TASK_EXTENSIONS] = wish_count,  [DUBAN_FIELD_TASK_EXTRA] = wish_extra,
};

/* --- Drafts -------------------------------------------------------------------------------- */

static uint64_t wished(const struct duban_wish *wishes, size_t n)
{
    uint64_t set = 0;
    for (size_t i = 0; i < n; i++)
        set |= RECORD_BIT(wishes[i].field);
    return set;
}

/* All wishes for one field: there may be several for extra columns. */
static enum duban_status fulfil_field(struct draft *draft, enum duban_field field,
                                      const struct duban_wish *wishes, size_t n)
{
    enum duban_status status = DUBAN_OK;
    if (!wish_functions[field])
        return record_refuse(draft->err, field, _("这一项不能直接修改"));
    for (size_t i = 0; i < n && status == DUBAN_OK; i++)
        if (wishes[i].field == field)
            status = wish_functions[field](draft, field, &wishes[i]);
    return status;
}

static enum duban_status fulfil(struct draft *draft, const struct duban_wish *wishes, size_t n)
{
    uint64_t set = wished(wishes, n);
    for (unsigned field = 0; field < DUBAN_FIELDS; field++) {
        if (!(set & RECORD_BIT(field)))
            continue;
        enum duban_status status = fulfil_field(draft, (enum duban_field)field, wishes, n);
        if (status != DUBAN_OK)
            return status;
    }
    if (!draft->task->text)
        return record_refuse(draft->err, DUBAN_FIELD_TASK_TEXT, _("工作任务不能为空"));
    if (draft->task->phase == 0)
        return record_refuse(draft->err, DUBAN_FIELD_TASK_PHASE, _("任务要属于一个阶段"));
    return DUBAN_OK;
}

static enum duban_status finish(struct draft *draft, const struct duban_wish *wishes, size_t n,
                                uint64_t told)
{
    enum duban_status status = fulfil(draft, wishes, n);
    if (status == DUBAN_OK)
        record_diff(draft->batch, DUBAN_OBJECT_TASK, draft->id,
                    draft->before ? draft->before->version : 0, draft->before, draft->task, told);
    drop_words(draft);
    duban_task_free(draft->task);
    return status;
}

enum duban_status duban_record_set(struct duban_batch *batch, const struct duban_campaign *campaign,
                                   const struct duban_task *task, const struct duban_wish *wishes,
                                   size_t n, int today, struct duban_err *err)
{
    struct draft draft = {batch, campaign, task, copy_task(task), task->id, today, err, false};
    return finish(&draft, wishes, n, wished(wishes, n));
}

enum duban_status duban_record_new(struct duban_batch *batch, int64_t *id,
                                   const struct duban_campaign *campaign,
                                   const struct duban_wish *wishes, size_t n, int today,
                                   struct duban_err *err)
{
    int64_t new_id = -1 - (int64_t)batch->n;
    struct draft draft = {batch, campaign, NULL, duban_task_new(), new_id, today, err, false};
    if (id)
        *id = new_id;
    return finish(&draft, wishes, n, RECORD_BIT(DUBAN_FIELD_TASK_TEXT));
}
