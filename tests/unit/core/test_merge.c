/* Merging a batch into a board that has moved on. */
#include "unit/core/model.h"

#include <criterion/criterion.h>

static struct duban_campaign campaign;
static struct duban_batch batch;
static struct duban_meeting met;

static void set_up(void)
{
    model_init(&campaign);
    duban_batch_init(&batch, DUBAN_ACT_SET);
}

static void tear_down(void)
{
    duban_batch_release(&batch);
    duban_campaign_release(&campaign);
}

TestSuite(merge, .init = set_up, .fini = tear_down);

static void wish(enum duban_field field, const char *value)
{
    struct duban_wish wish = {field, NULL, value};
    const struct duban_task *task = duban_campaign_task(&campaign, 1);
    cr_assert_eq(duban_record_set(&batch, &campaign, task, &wish, 1, 0, NULL), DUBAN_OK);
}

static void theirs(enum duban_field field, const char *value)
{
    cr_assert_eq(model_set(&campaign, 1, field, value), DUBAN_OK);
}

Test(merge, different_fields_are_both_kept)
{
    wish(DUBAN_FIELD_TASK_NOTE, "我的");
    theirs(DUBAN_FIELD_TASK_LEADER, "王主任");
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_OK);
    cr_assert_eq(batch.changes[0].version, duban_campaign_task(&campaign, 1)->version);
    model_apply(&campaign, &batch);
    cr_assert_str_eq(duban_campaign_task(&campaign, 1)->note, "我的");
    cr_assert_str_eq(duban_campaign_task(&campaign, 1)->leader, "王主任");
}

Test(merge, one_field_is_a_meeting_and_the_batch_stays)
{
    wish(DUBAN_FIELD_TASK_NOTE, "我的");
    theirs(DUBAN_FIELD_TASK_NOTE, "他们的");
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_CONFLICT);
    cr_assert_eq(met.object, DUBAN_OBJECT_TASK);
    cr_assert_eq(met.id, 1);
    cr_assert_eq(met.field, DUBAN_FIELD_TASK_NOTE);
    cr_assert_str_eq(batch.changes[0].edits[0].after, "我的");
    cr_assert_lt(batch.changes[0].version, duban_campaign_task(&campaign, 1)->version);
}

Test(merge, what_both_want_is_done_once)
{
    wish(DUBAN_FIELD_TASK_NOTE, "同样");
    theirs(DUBAN_FIELD_TASK_NOTE, "同样");
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_OK);
    cr_assert_eq(batch.changes[0].n, 0);
}

Test(merge, a_date_set_by_hand_meets_a_deadline_read_anew)
{
    wish(DUBAN_FIELD_TASK_DEADLINE, "7.10");
    theirs(DUBAN_FIELD_TASK_DUE, "2018-06-30");
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_CONFLICT);
}

Test(merge, the_bin_is_meant_for_what_was_seen)
{
    const struct duban_task *task = duban_campaign_task(&campaign, 1);
    cr_assert_eq(duban_record_delete(&batch, task, NULL), DUBAN_OK);
    theirs(DUBAN_FIELD_TASK_NOTE, "他们的");
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_CONFLICT);
    cr_assert_eq(met.field, DUBAN_FIELD_TASK_DELETED);
}

Test(merge, nothing_is_changed_in_the_bin)
{
    struct duban_batch removal;
    duban_batch_init(&removal, DUBAN_ACT_DELETE);
    wish(DUBAN_FIELD_TASK_NOTE, "我的");
    cr_assert_eq(duban_record_delete(&removal, duban_campaign_task(&campaign, 1), NULL), DUBAN_OK);
    model_apply(&campaign, &removal);
    duban_batch_release(&removal);
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_CONFLICT);
    cr_assert_eq(met.field, DUBAN_FIELD_TASK_DELETED);
}

Test(merge, no_way_into_a_removed_phase)
{
    wish(DUBAN_FIELD_TASK_PHASE, "2");
    duban_campaign_phase(&campaign, 2)->deleted = true;
    duban_campaign_sort(&campaign);
    cr_assert_eq(duban_batch_rebase(&met, &batch, &campaign), DUBAN_CONFLICT);
    cr_assert_eq(met.field, DUBAN_FIELD_TASK_PHASE);
}
