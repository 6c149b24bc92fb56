/* Writing: ids of new things, versions, conflicts, frames, lists and extra columns. */
#include "unit/store/fixture.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(apply, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

static enum duban_status apply(struct duban_store *store, struct duban_batch *batch)
{
    struct duban_stamp stamp = fixture_stamp("li");
    return duban_store_apply(store, batch, &stamp, NULL);
}

/* A batch with one edit of a task made from `version`. */
static void one_edit(struct duban_batch *batch, int64_t task, int64_t version,
                     enum duban_field field, const char *after)
{
    duban_batch_init(batch, DUBAN_ACT_SET);
    struct duban_change *change = duban_batch_add(batch, DUBAN_OBJECT_TASK, task, version);
    duban_change_edit(change, field, NULL, NULL, after, true);
}

Test(apply, new_things_get_their_ids_everywhere)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    /* The task comes before the phase it refers to. */
    fixture_new_task(&batch, -7, "-9", "1", "整改落实");
    struct duban_change *phase = duban_batch_add(&batch, DUBAN_OBJECT_PHASE, -9, 0);
    duban_change_edit(phase, DUBAN_FIELD_PHASE_NAME, NULL, NULL, "总结提高", true);
    struct duban_change *moved = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1);
    duban_change_edit(moved, DUBAN_FIELD_TASK_PHASE, NULL, "1", "-9", true);
    batch.note_task = -7;
    cr_assert_eq(apply(store, &batch), DUBAN_OK);
    cr_assert_eq(batch.changes[0].id, 4);
    cr_assert_eq(batch.changes[1].id, 3);
    cr_assert_eq(batch.note_task, 4);
    cr_assert_str_eq(duban_change_find(&batch.changes[0], DUBAN_FIELD_TASK_PHASE)->after, "3");
    cr_assert_str_eq(duban_change_find(&batch.changes[2], DUBAN_FIELD_TASK_PHASE)->after, "3");
    cr_assert(batch.changes[0].created && batch.changes[1].created && !batch.changes[2].created);
    cr_assert_eq(batch.changes[0].version, 1);
    cr_assert_eq(batch.changes[2].version, 2);
    cr_assert(batch.id > 1);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_PHASE, "3");
    fixture_expect(store, 4, DUBAN_FIELD_TASK_PHASE, "3");
    duban_batch_release(&batch);
    duban_store_close(store);
}

Test(apply, what_is_written_is_what_memory_becomes)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_campaign memory, board;
    struct duban_batch batch;
    cr_assert_eq(duban_store_load(&memory, store, NULL), DUBAN_OK);
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    fixture_new_task(&batch, -1, "2", "9", "新任务");
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, 3, 1), DUBAN_FIELD_TASK_STATUS,
                      NULL, "todo", "doing", true);
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_PHASE, 2, 1), DUBAN_FIELD_PHASE_END,
                      NULL, NULL, "2018-09-30", true);
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_CAMPAIGN, 0, 1),
                      DUBAN_FIELD_CAMPAIGN_TITLE, NULL, NULL, "大讨论活动", true);
    cr_assert_eq(apply(store, &batch), DUBAN_OK);
    duban_campaign_apply(&memory, &batch, stamp.at, stamp.actor);
    cr_assert_eq(duban_store_load(&board, store, NULL), DUBAN_OK);
    cr_assert_eq(memory.n_tasks, board.n_tasks);
    for (size_t i = 0; i < board.n_tasks; i++) {
        cr_assert_eq(memory.tasks[i]->id, board.tasks[i]->id);
        cr_assert_eq(memory.tasks[i]->version, board.tasks[i]->version);
        cr_assert_eq(memory.tasks[i]->status, board.tasks[i]->status);
        cr_assert_str_eq(memory.tasks[i]->updated_by, board.tasks[i]->updated_by);
    }
    cr_assert_eq(memory.phases[1]->end, board.phases[1]->end);
    cr_assert_eq(memory.phases[1]->version, board.phases[1]->version);
    cr_assert_eq(memory.version, board.version);
    cr_assert_str_eq(memory.title, board.title);
    duban_batch_release(&batch);
    duban_campaign_release(&memory);
    duban_campaign_release(&board);
    duban_store_close(store);
}

Test(apply, wanted_ids_are_given_where_free)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch batch;
    static const int64_t wanted[] = {0, 5, 2, 5, 0, 4, INT64_MAX, -3};
    static const int64_t given[] = {6, 5, 7, 8, 9, 4, 10, 11};
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    for (int i = 0; i < 8; i++)
        fixture_new_task(&batch, -1 - i, "1", "1", "新任务")->wanted_id = wanted[i];
    cr_assert_eq(apply(store, &batch), DUBAN_OK);
    for (int i = 0; i < 8; i++)
        cr_assert_eq(batch.changes[i].id, given[i], "%d: %lld", i, (long long)batch.changes[i].id);
    duban_batch_release(&batch);
    duban_store_close(store);
}

Test(apply, stale_change_is_a_conflict_that_names_the_task)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp stamp = fixture_stamp("wang");
    struct duban_batch batch;
    cr_assert_eq(fixture_set(store, "li", 2, DUBAN_FIELD_TASK_NOTE, "先到"), DUBAN_OK);
    fixture_bytes(&before, BOARD);
    one_edit(&batch, 1, 1, DUBAN_FIELD_TASK_NOTE, "也不写");
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, 2, 1), DUBAN_FIELD_TASK_NOTE, NULL,
                      NULL, "后到", true);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, &err), DUBAN_CONFLICT);
    cr_assert(strstr(err.text, "2") && strstr(err.text, "各支部查找问题"), "%s", err.text);
    cr_assert(strstr(err.text, "li") != NULL);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_NOTE, "");
    fixture_expect(store, 2, DUBAN_FIELD_TASK_NOTE, "先到");
    cr_assert_eq(batch.changes[0].version, 1, "a refused batch is as it was");
    fixture_bytes(&after, BOARD);
    cr_assert_eq(after.len, before.len);
    cr_assert_eq(memcmp(after.data, before.data, before.len), 0);
    duban_err_release(&err);
    duban_batch_release(&batch);
    duban_buf_release(&before);
    duban_buf_release(&after);
    duban_store_close(store);
}

Test(apply, a_conflict_tells_the_time_of_the_clock_on_the_wall)
{
    setenv("TZ", "UTC-14", 1); /* fourteen hours east of Greenwich */
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp first = {"li", "2018-06-17T23:05:00Z"}, second = fixture_stamp("wang");
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    one_edit(&batch, 1, 1, DUBAN_FIELD_TASK_NOTE, "先到");
    cr_assert_eq(duban_store_apply(store, &batch, &first, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    one_edit(&batch, 1, 1, DUBAN_FIELD_TASK_NOTE, "后到");
    cr_assert_eq(duban_store_apply(store, &batch, &second, &err), DUBAN_CONFLICT);
    cr_assert(strstr(err.text, "2018-06-18 13:05") != NULL, "%s", err.text);
    duban_err_release(&err);
    duban_batch_release(&batch);
    duban_store_close(store);
}

static void expect_conflict(struct duban_store *store, enum duban_object object, int64_t id,
                            int64_t version, enum duban_field field, const char *word)
{
    struct duban_stamp stamp = fixture_stamp("wang");
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_SET);
    duban_change_edit(duban_batch_add(&batch, object, id, version), field, NULL, NULL, "2018-01-01",
                      true);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, &err), DUBAN_CONFLICT);
    cr_assert(strstr(err.text, word) != NULL, "%s", err.text);
    duban_err_release(&err);
    duban_batch_release(&batch);
}

Test(apply, conflicts_of_every_kind)
{
    struct duban_store *store = fixture_board(BOARD);
    expect_conflict(store, DUBAN_OBJECT_TASK, 1, 2, DUBAN_FIELD_TASK_DUE, "制定实施方案");
    expect_conflict(store, DUBAN_OBJECT_TASK, 99, 1, DUBAN_FIELD_TASK_DUE, "99");
    expect_conflict(store, DUBAN_OBJECT_PHASE, 2, 7, DUBAN_FIELD_PHASE_END, "学习讨论");
    expect_conflict(store, DUBAN_OBJECT_PHASE, 9, 1, DUBAN_FIELD_PHASE_END, "阶段");
    expect_conflict(store, DUBAN_OBJECT_CAMPAIGN, 0, 0, DUBAN_FIELD_CAMPAIGN_END, "活动");
    duban_store_close(store);
}

Test(apply, two_changes_of_one_task_in_a_batch)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch batch;
    one_edit(&batch, 1, 1, DUBAN_FIELD_TASK_NOTE, "甲");
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1), DUBAN_FIELD_TASK_POSITION,
                      NULL, "1", "5", false);
    cr_assert_eq(apply(store, &batch), DUBAN_OK);
    cr_assert_eq(batch.changes[1].version, 3);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_NOTE, "甲");
    fixture_expect(store, 1, DUBAN_FIELD_TASK_POSITION, "5");
    duban_batch_release(&batch);
    duban_store_close(store);
}

Test(apply, what_the_schema_forbids_is_refused_whole)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    fixture_new_task(&batch, -1, "1", "1", "好的");
    fixture_new_task(&batch, -2, "77", "1", "阶段不存在");
    cr_assert_eq(apply(store, &batch), DUBAN_REFUSED);
    duban_batch_release(&batch);
    one_edit(&batch, 1, 1, DUBAN_FIELD_TASK_TEXT, NULL);
    duban_change_edit(&batch.changes[0], DUBAN_FIELD_TASK_TEXT, NULL, "x", NULL, true);
    cr_assert_eq(apply(store, &batch), DUBAN_REFUSED);
    duban_batch_release(&batch);
    struct duban_campaign campaign;
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    cr_assert_eq(campaign.n_tasks, 3);
    duban_campaign_release(&campaign);
    duban_store_close(store);
}

Test(apply, batch_that_says_nothing_writes_nothing)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    struct duban_batch batch;
    fixture_bytes(&before, BOARD);
    duban_batch_init(&batch, DUBAN_ACT_SET);
    duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1);
    cr_assert_eq(apply(store, &batch), DUBAN_OK);
    cr_assert_eq(batch.id, 0);
    fixture_bytes(&after, BOARD);
    cr_assert_eq(memcmp(after.data, before.data, before.len), 0);
    duban_batch_release(&batch);
    duban_buf_release(&before);
    duban_buf_release(&after);
    duban_store_close(store);
}

Test(apply, lists_are_replaced)
{
    struct duban_store *store = fixture_board(BOARD);
    static const char *const leads[] = {"综合处", "督查处\n综合处\n办公室", "办公室", ""};
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_LEADS,
                                 *leads[i] ? leads[i] : NULL),
                     DUBAN_OK);
        cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_SUPPORTS, "配合单位"), DUBAN_OK);
        fixture_expect(store, 1, DUBAN_FIELD_TASK_LEADS, leads[i]);
        fixture_expect(store, 1, DUBAN_FIELD_TASK_SUPPORTS, "配合单位");
    }
    duban_store_close(store);
}

static void set_extra(struct duban_store *store, int64_t version, const char *name,
                      const char *value)
{
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_SET);
    struct duban_change *change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, version);
    duban_change_edit(change, DUBAN_FIELD_TASK_EXTRA, name, "?", value, true);
    cr_assert_eq(apply(store, &batch), DUBAN_OK);
    duban_batch_release(&batch);
}

Test(apply, extra_columns_keep_their_order)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_campaign campaign;
    set_extra(store, 1, "乙", "1");
    set_extra(store, 2, "甲", "2");
    set_extra(store, 3, "丙", "3");
    set_extra(store, 4, "乙", "4");
    set_extra(store, 5, "甲", NULL);
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    const struct duban_extras *extras = &duban_campaign_task(&campaign, 1)->extras;
    cr_assert_eq(extras->n, 2);
    cr_assert_str_eq(extras->items[0].name, "乙");
    cr_assert_str_eq(extras->items[0].value, "4");
    cr_assert_str_eq(extras->items[1].name, "丙");
    duban_campaign_release(&campaign);
    duban_store_close(store);
}

Test(apply, frame_is_committed_or_rolled_back)
{
    struct duban_store *store = fixture_board(BOARD), *other = fixture_open(BOARD);
    cr_assert_eq(duban_store_begin(store, NULL), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "甲"), DUBAN_OK);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_NOTE, "甲");
    duban_store_rollback(store);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_NOTE, "");
    cr_assert_eq(duban_store_begin(store, NULL), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "乙"), DUBAN_OK);
    cr_assert_eq(duban_store_commit(store, NULL), DUBAN_OK);
    fixture_expect(other, 1, DUBAN_FIELD_TASK_NOTE, "乙");
    duban_store_close(other);
    duban_store_close(store);
}

Test(apply, conflict_in_a_frame_takes_only_its_batch_back)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch batch;
    cr_assert_eq(duban_store_begin(store, NULL), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "甲"), DUBAN_OK);
    one_edit(&batch, 2, 1, DUBAN_FIELD_TASK_NOTE, "乙");
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1), DUBAN_FIELD_TASK_NOTE, NULL,
                      NULL, "丙", true);
    cr_assert_eq(apply(store, &batch), DUBAN_CONFLICT);
    cr_assert_eq(duban_store_commit(store, NULL), DUBAN_OK);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_NOTE, "甲");
    fixture_expect(store, 2, DUBAN_FIELD_TASK_NOTE, "");
    duban_batch_release(&batch);
    duban_store_close(store);
}

Test(apply, changed_tells_of_others_only)
{
    struct duban_store *store = fixture_board(BOARD), *other = fixture_open(BOARD);
    bool changed = true;
    cr_assert_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_assert(!changed);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "自己"), DUBAN_OK);
    cr_assert_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_assert(!changed);
    cr_assert_eq(fixture_set(other, "wang", 1, DUBAN_FIELD_TASK_NOTE, "别人"), DUBAN_OK);
    cr_assert_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_assert(changed);
    cr_assert_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_assert(!changed);
    duban_store_close(other);
    duban_store_close(store);
}
