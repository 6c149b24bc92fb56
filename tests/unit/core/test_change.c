/* Changes: applying them, and taking them back. */
#include "unit/core/model.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

static struct duban_campaign campaign;

static void set_up(void)
{
    model_init(&campaign);
}

static void tear_down(void)
{
    duban_campaign_release(&campaign);
}

TestSuite(change, .init = set_up, .fini = tear_down);

/* All fields of all tasks, in plan order, as one string. */
static char *snapshot(void)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    for (size_t i = 0; i < campaign.n_tasks; i++)
        for (unsigned f = 0; f < DUBAN_FIELDS; f++) {
            const struct duban_field_info *info = duban_field_info((enum duban_field)f);
            if (info->object != DUBAN_OBJECT_TASK)
                continue;
            char *value = duban_field_get(campaign.tasks[i], (enum duban_field)f, "备考");
            duban_buf_addf(&out, "%s=%s\n", info->key, value ? value : "");
            free(value);
        }
    return duban_buf_detach(&out);
}

/* Takes `done` back, or does it again; the status of duban_batch_invert. */
static enum duban_status invert(const struct duban_batch *done, enum duban_act act)
{
    struct duban_batch batch;
    duban_batch_init(&batch, act);
    enum duban_status status = duban_batch_invert(&batch, done, &campaign, NULL);
    if (status == DUBAN_OK)
        model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    return status;
}

static const struct duban_wish wishes[] = {
    {DUBAN_FIELD_TASK_TEXT, NULL, "制定方案并印发"}, {DUBAN_FIELD_TASK_DEADLINE, NULL, "7月中旬前"},
    {DUBAN_FIELD_TASK_LEADS, NULL, "督查处"},        {DUBAN_FIELD_TASK_STATUS, NULL, "done"},
    {DUBAN_FIELD_TASK_EXTRA, "备考", "甲"},          {DUBAN_FIELD_TASK_PHASE, NULL, "2"},
};

Test(change, undo_and_redo_of_an_edit_restore_every_field)
{
    struct duban_batch batch;
    char *before = snapshot();
    duban_batch_init(&batch, DUBAN_ACT_SET);
    duban_record_set(&batch, &campaign, duban_campaign_task(&campaign, 1), wishes, 6, 17699, NULL);
    model_apply(&campaign, &batch);
    char *after = snapshot();
    cr_expect(ne(str, before, after));
    for (int i = 0; i < 2; i++) {
        cr_assert(eq(int, invert(&batch, DUBAN_ACT_UNDO), DUBAN_OK));
        char *undone = snapshot();
        cr_expect(eq(str, undone, before));
        free(undone);
        cr_assert(eq(int, invert(&batch, DUBAN_ACT_REDO), DUBAN_OK));
        char *redone = snapshot();
        cr_expect(eq(str, redone, after));
        free(redone);
    }
    free(before);
    free(after);
    duban_batch_release(&batch);
}

Test(change, undo_of_a_creation_puts_it_into_the_bin_and_redo_takes_it_out)
{
    struct duban_batch batch;
    const struct duban_wish new[] = {{DUBAN_FIELD_TASK_TEXT, NULL, "新任务"},
                                     {DUBAN_FIELD_TASK_PHASE, NULL, "2"}};
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    cr_assert(eq(int, duban_record_new(&batch, NULL, &campaign, new, 2, 17699, NULL), DUBAN_OK));
    model_apply(&campaign, &batch);
    cr_assert(eq(sz, campaign.n_tasks, 5));
    cr_assert(eq(int, invert(&batch, DUBAN_ACT_UNDO), DUBAN_OK));
    cr_expect(eq(sz, campaign.n_tasks, 4));
    cr_expect(eq(sz, campaign.n_bin, 1));
    cr_expect(eq(int, invert(&batch, DUBAN_ACT_UNDO), DUBAN_CONFLICT));
    cr_assert(eq(int, invert(&batch, DUBAN_ACT_REDO), DUBAN_OK));
    cr_expect(eq(sz, campaign.n_tasks, 5));
    duban_batch_release(&batch);
}

Test(change, undo_refuses_when_somebody_has_changed_the_same_field_since)
{
    struct duban_batch batch;
    struct duban_err err = DUBAN_ERR_INIT;
    duban_batch_init(&batch, DUBAN_ACT_SET);
    duban_record_set(&batch, &campaign, duban_campaign_task(&campaign, 1), wishes, 1, 17699, NULL);
    model_apply(&campaign, &batch);
    model_set(&campaign, 1, DUBAN_FIELD_TASK_NOTE, "另一栏");
    cr_expect(eq(int, invert(&batch, DUBAN_ACT_UNDO), DUBAN_OK));
    cr_expect(eq(int, invert(&batch, DUBAN_ACT_REDO), DUBAN_OK));
    model_set(&campaign, 1, DUBAN_FIELD_TASK_TEXT, "别人改过了");
    struct duban_batch inverse;
    duban_batch_init(&inverse, DUBAN_ACT_UNDO);
    cr_expect(eq(int, duban_batch_invert(&inverse, &batch, &campaign, &err), DUBAN_CONFLICT));
    cr_expect(err.text && strstr(err.text, "任务 1") != NULL);
    duban_batch_release(&inverse);
    duban_batch_release(&batch);
    duban_err_release(&err);
}

Test(change, equal_values_make_no_edit)
{
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_SET);
    struct duban_change *change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1);
    cr_expect(not(duban_change_edit(change, DUBAN_FIELD_TASK_NOTE, NULL, NULL, NULL, true)));
    cr_expect(not(duban_change_edit(change, DUBAN_FIELD_TASK_NOTE, NULL, "a", "a", true)));
    cr_expect(duban_change_edit(change, DUBAN_FIELD_TASK_NOTE, NULL, NULL, "a", true));
    duban_batch_release(&batch);
}

/* What lies in the bytes that were lent stays where it is, to the byte; all else is copied. */
Test(change, what_was_lent_is_not_copied)
{
    static const char table[] = "一个很长的文字，长过会重复的短文字\0甲";
    const char *text = table, *last = table + sizeof table - sizeof "甲";
    char own[] = "甲";
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    duban_batch_lend(&batch, table, sizeof table);
    struct duban_change *change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1);
    cr_expect(duban_change_keep(change, text) == text);
    cr_expect(duban_change_keep(change, last) == last);
    cr_expect(duban_change_keep(change, own) != own);
    cr_expect_str_eq(duban_change_keep(change, own), "甲");
    cr_expect(duban_change_keep(change, NULL) == NULL);
    duban_batch_lend(&batch, NULL, 0);
    cr_expect(duban_change_keep(change, text) != text);
    duban_batch_release(&batch);
}

/* A text that is stored as it came is not copied out of the table on its way through the validator;
 * one that is cleaned is. */
Test(change, the_text_of_a_task_is_borrowed)
{
    static const char table[] = "制定大讨论活动的实施方案和工作计划\0两行\r\n文字";
    struct duban_wish lent[] = {{DUBAN_FIELD_TASK_PHASE, NULL, "1"},
                                {DUBAN_FIELD_TASK_TEXT, NULL, table}};
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    duban_batch_lend(&batch, table, sizeof table);
    cr_assert(eq(int, duban_record_new(&batch, NULL, &campaign, lent, 2, 0, NULL), DUBAN_OK));
    cr_assert(eq(int, duban_record_set(&batch, &campaign, campaign.tasks[0], lent, 2, 0, NULL),
                 DUBAN_OK));
    lent[1].value = table + strlen(table) + 1;
    cr_assert(eq(int, duban_record_new(&batch, NULL, &campaign, lent, 2, 0, NULL), DUBAN_OK));
    cr_assert(eq(sz, batch.n, 3));
    for (size_t i = 0; i < 2; i++)
        cr_expect(duban_change_find(&batch.changes[i], DUBAN_FIELD_TASK_TEXT)->after == table);
    cr_expect_str_eq(duban_change_find(&batch.changes[2], DUBAN_FIELD_TASK_TEXT)->after,
                     "两行\n文字");
    duban_batch_release(&batch);
}

Test(change, every_act_is_known_by_its_name)
{
    for (unsigned i = 0; i < DUBAN_ACTS; i++) {
        enum duban_act act = DUBAN_ACTS;
        cr_expect(duban_act_parse(&act, duban_act_name((enum duban_act)i)));
        cr_expect(eq(int, act, (int)i));
    }
}
