/* The plan: the order within a phase, and the bin. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>

/* --- Order --------------------------------------------------------------------------------- */

static void edit_position(struct duban_batch *batch, const struct duban_task *task, int64_t to,
                          bool told)
{
    char *before = duban_field_get(task, DUBAN_FIELD_TASK_POSITION, NULL);
    struct duban_buf after = DUBAN_BUF_INIT;
    struct duban_change *change =
        duban_batch_add(batch, DUBAN_OBJECT_TASK, task->id, task->version);
    duban_buf_addi(&after, to);
    if (!duban_change_edit(change, DUBAN_FIELD_TASK_POSITION, NULL, before, after.data, told))
        duban_batch_drop(batch);
    duban_buf_release(&after);
    free(before);
}

/* The tasks of a phase in their new order, owned by the caller. */
static struct duban_task **reordered(const struct duban_campaign *campaign,
                                     const struct duban_task *task, int64_t before, size_t *n)
{
    size_t first = 0, to = 0;
    *n = duban_campaign_phase_tasks(campaign, task->phase, &first);
    struct duban_task **order = duban_alloc((*n + 1) * sizeof *order);
    struct duban_task *moved = duban_campaign_task(campaign, task->id);
    for (size_t i = first; i < first + *n; i++) {
        if (campaign->tasks[i]->id == before)
            order[to++] = moved;
        if (campaign->tasks[i] != moved)
            order[to++] = campaign->tasks[i];
    }
    if (to < *n)
        order[to] = moved;
    return order;
}

void duban_record_reorder(struct duban_batch *batch, const struct duban_campaign *campaign,
                          const struct duban_task *task, int64_t before)
{
    size_t n = 0;
    struct duban_task **order = reordered(campaign, task, before, &n);
    size_t first = 0;
    duban_campaign_phase_tasks(campaign, task->phase, &first);
    /* Each place keeps its position where that still ascends, so a swap touches two tasks. */
    int64_t last = INT64_MIN;
    for (size_t i = 0; i < n; i++) {
        int64_t place = campaign->tasks[first + i]->position;
        if (i > 0 && place <= last)
            place = last + 1;
        last = place;
        if (order[i]->position != place)
            edit_position(batch, order[i], place, order[i]->id == task->id);
    }
    free(order);
}

/* --- The bin ------------------------------------------------------------------------------- */

void record_edit_deleted(struct duban_batch *batch, enum duban_object object, int64_t id,
                         int64_t version, bool deleted)
{
    enum duban_field field =
        object == DUBAN_OBJECT_PHASE ? DUBAN_FIELD_PHASE_DELETED : DUBAN_FIELD_TASK_DELETED;
    struct duban_change *change = duban_batch_add(batch, object, id, version);
    duban_change_edit(change, field, NULL, deleted ? NULL : "1", deleted ? "1" : NULL, true);
}

enum duban_status duban_record_delete(struct duban_batch *batch, const struct duban_task *task,
                                      struct duban_err *err)
{
    if (task->deleted)
        return duban_err_set(err, DUBAN_REFUSED, _("任务 %lld 已在回收站中"), (long long)task->id);
    record_edit_deleted(batch, DUBAN_OBJECT_TASK, task->id, task->version, true);
    return DUBAN_OK;
}

enum duban_status duban_record_restore(struct duban_batch *batch,
                                       const struct duban_campaign *campaign,
                                       const struct duban_task *task, struct duban_err *err)
{
    const struct duban_phase *phase = duban_campaign_phase(campaign, task->phase);
    if (!task->deleted)
        return duban_err_set(err, DUBAN_REFUSED, _("任务 %lld 不在回收站中，无须恢复"),
                             (long long)task->id);
    if (phase && phase->deleted)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("任务 %lld 所在的阶段“%s”已删除；请先新增同名阶段或撤销删除"),
                             (long long)task->id, phase->name);
    record_edit_deleted(batch, DUBAN_OBJECT_TASK, task->id, task->version, false);
    return DUBAN_OK;
}
