/* 同上 (rule R8): a task whose deadline is what stands above. */
#include "core/record.h"

#include <stdlib.h>

/* The task before this one in the plan; for a new one (`before` is NULL) the last of its phase. */
static const struct duban_task *task_above(const struct duban_campaign *campaign, int64_t phase,
                                           const struct duban_task *before)
{
    size_t first = 0, n = duban_campaign_phase_tasks(campaign, phase, &first);
    size_t at = first;
    if (!before)
        at = first + n;
    else
        while (at < first + n && campaign->tasks[at] != before)
            at++;
    return at > 0 ? campaign->tasks[at - 1] : NULL;
}

/* The last task that this batch makes or changes. */
static const struct duban_change *row_above(const struct duban_batch *batch)
{
    for (size_t i = batch->n; i-- > 0;)
        if (batch->changes[i].object == DUBAN_OBJECT_TASK)
            return &batch->changes[i];
    return NULL;
}

void record_dates_above(struct duban_task *task, const struct duban_batch *batch,
                        const struct duban_campaign *campaign, const struct duban_task *before)
{
    static const enum duban_field dates[] = {DUBAN_FIELD_TASK_START, DUBAN_FIELD_TASK_DUE,
                                             DUBAN_FIELD_TASK_WARN};
    const struct duban_change *row = before ? NULL : row_above(batch);
    const struct duban_task *above = NULL;
    if (!row)
        above = task_above(campaign, task->phase, before);
    else if (!row->created)
        above = duban_campaign_task(campaign, row->id);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        const struct duban_edit *edit = row ? duban_change_find(row, dates[i]) : NULL;
        char *value = above ? duban_field_get(above, dates[i], NULL) : NULL;
        duban_field_set(task, dates[i], NULL, edit ? edit->after : value);
        free(value);
    }
}
