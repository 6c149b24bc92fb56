/* A small campaign for the tests of the model, and the way to change it. */
#include "unit/core/model.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <locale.h>
#include <stdlib.h>

static const int today = 17699; /* 2018-06-17 */

static void add(struct duban_campaign *campaign, int64_t phase, const char *text,
                const char *deadline, const char *leads)
{
    struct duban_buf id = DUBAN_BUF_INIT;
    struct duban_batch batch;
    duban_buf_addf(&id, "%lld", (long long)phase);
    const struct duban_wish wishes[] = {
        {DUBAN_FIELD_TASK_PHASE, NULL, id.data},
        {DUBAN_FIELD_TASK_TEXT, NULL, text},
        {DUBAN_FIELD_TASK_DEADLINE, NULL, deadline},
        {DUBAN_FIELD_TASK_LEADS, NULL, leads},
    };
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    if (duban_record_new(&batch, NULL, campaign, wishes, 4, today, NULL) != DUBAN_OK)
        duban_die("the model's own task is refused");
    model_apply(campaign, &batch);
    duban_batch_release(&batch);
    duban_buf_release(&id);
}

void model_init(struct duban_campaign *campaign)
{
    static const char *const cells[] = {"一、宣传发动阶段", "二、学习讨论阶段（6月至7月）"};
    struct duban_batch batch;
    setlocale(LC_ALL, "C.UTF-8");
    duban_campaign_init(campaign);
    campaign->year = 2018;
    for (size_t i = 0; i < 2; i++) {
        duban_batch_init(&batch, DUBAN_ACT_PHASE);
        if (duban_record_phase_new(&batch, NULL, campaign, cells[i], NULL) != DUBAN_OK)
            duban_die("the model's own phase is refused");
        model_apply(campaign, &batch);
        duban_batch_release(&batch);
    }
    add(campaign, 1, "制定实施方案", "5.25", "宣传室");
    add(campaign, 1, "发放调查问卷", "5.31", "综合处、督查处");
    add(campaign, 1, "征集意见", NULL, NULL);
    add(campaign, 2, "召开座谈会", NULL, "业务处");
}

/* The number behind the highest id in use. */
static int64_t next_id(const struct duban_campaign *campaign, enum duban_object object)
{
    return object == DUBAN_OBJECT_PHASE ? (int64_t)(campaign->n_phases + campaign->n_removed + 1)
                                        : (int64_t)(campaign->n_tasks + campaign->n_bin + 1);
}

void model_apply(struct duban_campaign *campaign, struct duban_batch *batch)
{
    int64_t offset[2] = {0, 0};
    for (size_t i = 0; i < batch->n; i++) {
        struct duban_change *change = &batch->changes[i];
        if (change->id < 0)
            change->id = next_id(campaign, change->object) + offset[change->object]++;
        change->version++;
    }
    duban_campaign_apply(campaign, batch, "2018-06-17T08:00:00Z", "wang");
}

enum duban_status model_set(struct duban_campaign *campaign, int64_t id, enum duban_field field,
                            const char *value)
{
    const struct duban_wish wish = {field, field == DUBAN_FIELD_TASK_EXTRA ? "备考" : NULL, value};
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_SET);
    enum duban_status status = duban_record_set(&batch, campaign, duban_campaign_task(campaign, id),
                                                &wish, 1, today, NULL);
    if (status == DUBAN_OK)
        model_apply(campaign, &batch);
    duban_batch_release(&batch);
    return status;
}
