/* Undo and redo: each person's own acts, over restarts, in the order they were done. */
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(undo, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

/* Takes back, or does again, the actor's last act. */
static enum duban_status take_back(struct duban_store *store, const char *actor, bool redo)
{
    struct duban_stamp stamp = fixture_stamp(actor);
    struct duban_campaign campaign;
    struct duban_batch last, batch;
    duban_batch_init(&batch, redo ? DUBAN_ACT_REDO : DUBAN_ACT_UNDO);
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    enum duban_status status = duban_store_last(&last, store, actor, redo, NULL);
    if (status == DUBAN_OK)
        status = duban_batch_invert(&batch, &last, &campaign, NULL);
    if (status == DUBAN_OK)
        status = duban_store_apply(store, &batch, &stamp, NULL);
    duban_batch_release(&last);
    duban_batch_release(&batch);
    duban_campaign_release(&campaign);
    return status;
}

static void note(struct duban_store *store, const char *actor, int64_t task, const char *value)
{
    cr_assert_eq(fixture_set(store, actor, task, DUBAN_FIELD_TASK_NOTE, value), DUBAN_OK);
}

static void expect_note(struct duban_store *store, int64_t task, const char *value)
{
    fixture_expect(store, task, DUBAN_FIELD_TASK_NOTE, value);
}

Test(undo, back_and_forth)
{
    struct duban_store *store = fixture_board(BOARD);
    note(store, "li", 1, "一");
    note(store, "li", 1, "二");
    note(store, "li", 1, "三");
    cr_assert_eq(take_back(store, "li", true), DUBAN_REFUSED);
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "二");
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "一");
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    expect_note(store, 1, "二");
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    expect_note(store, 1, "三");
    cr_assert_eq(take_back(store, "li", true), DUBAN_REFUSED);
    for (int i = 0; i < 3; i++)
        cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "");
    cr_assert_eq(take_back(store, "li", false), DUBAN_REFUSED);
    duban_store_close(store);
}

Test(undo, new_act_forgets_what_could_be_redone)
{
    struct duban_store *store = fixture_board(BOARD);
    note(store, "li", 1, "一");
    note(store, "li", 1, "二");
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    note(store, "li", 1, "另");
    cr_assert_eq(take_back(store, "li", true), DUBAN_REFUSED);
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "一");
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "");
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    expect_note(store, 1, "另");
    duban_store_close(store);
}

Test(undo, two_people_do_not_meet)
{
    struct duban_store *li = fixture_board(BOARD), *wang = fixture_open(BOARD);
    note(li, "li", 1, "李");
    note(wang, "wang", 2, "王");
    cr_assert_eq(take_back(li, "li", false), DUBAN_OK);
    expect_note(wang, 1, "");
    expect_note(wang, 2, "王");
    cr_assert_eq(take_back(wang, "wang", true), DUBAN_REFUSED);
    note(wang, "wang", 3, "又");
    cr_assert_eq(take_back(li, "li", true), DUBAN_OK);
    cr_assert_eq(take_back(wang, "wang", false), DUBAN_OK);
    expect_note(li, 1, "李");
    expect_note(li, 2, "王");
    expect_note(li, 3, "");
    duban_store_close(wang);
    duban_store_close(li);
}

Test(undo, what_somebody_else_changed_since_is_a_conflict)
{
    struct duban_store *store = fixture_board(BOARD);
    note(store, "li", 1, "李");
    note(store, "wang", 1, "王");
    cr_assert_eq(take_back(store, "li", false), DUBAN_CONFLICT);
    expect_note(store, 1, "王");
    duban_store_close(store);
}

Test(undo, another_field_changed_since_is_none)
{
    struct duban_store *store = fixture_board(BOARD);
    note(store, "li", 1, "李");
    cr_assert_eq(fixture_set(store, "wang", 1, DUBAN_FIELD_TASK_LEADER, "王"), DUBAN_OK);
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "");
    fixture_expect(store, 1, DUBAN_FIELD_TASK_LEADER, "王");
    duban_store_close(store);
}

Test(undo, new_board_cannot_be_undone)
{
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(take_back(store, "zhang", false), DUBAN_REFUSED);
    cr_assert_eq(take_back(store, "nobody", false), DUBAN_REFUSED);
    duban_store_close(store);
}

Test(undo, new_task_goes_to_the_bin_and_comes_back)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_batch batch, last;
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    struct duban_change *change = fixture_new_task(&batch, -1, "1", "9", "新任务");
    duban_change_edit(change, DUBAN_FIELD_TASK_LEADS, NULL, NULL, "综合处", true);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    cr_assert_eq(duban_store_last(&last, store, "li", false, NULL), DUBAN_OK);
    cr_assert_eq(last.act, DUBAN_ACT_ADD);
    cr_assert_eq(last.n, 1);
    cr_assert(last.changes[0].created);
    cr_assert_eq(last.changes[0].id, 4);
    cr_assert_eq(last.changes[0].n, 0);
    duban_batch_release(&last);
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    fixture_expect(store, 4, DUBAN_FIELD_TASK_DELETED, "1");
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    fixture_expect(store, 4, DUBAN_FIELD_TASK_DELETED, "");
    fixture_expect(store, 4, DUBAN_FIELD_TASK_LEADS, "综合处");
    duban_store_close(store);
}

Test(undo, notes_without_edits_are_passed_over)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_batch batch;
    note(store, "li", 1, "李");
    duban_batch_init(&batch, DUBAN_ACT_NOTE);
    batch.note = strdup("已电话联系");
    batch.note_task = 1;
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    expect_note(store, 1, "");
    duban_store_close(store);
}

Test(undo, every_edit_comes_back_exactly)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_batch batch, last;
    duban_batch_init(&batch, DUBAN_ACT_EXTEND);
    batch.note = strdup("延期原因");
    struct duban_change *change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1);
    duban_change_edit(change, DUBAN_FIELD_TASK_DEADLINE, NULL, NULL, "6.20", true);
    duban_change_edit(change, DUBAN_FIELD_TASK_DUE, NULL, NULL, "2018-06-20", false);
    duban_change_edit(change, DUBAN_FIELD_TASK_EXTRA, "经费", NULL, "3万", true);
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_CAMPAIGN, 0, 1),
                      DUBAN_FIELD_CAMPAIGN_COLUMNS, NULL, NULL, "经费", false);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_last(&last, store, "li", false, NULL), DUBAN_OK);
    cr_assert_eq(last.id, batch.id);
    cr_assert_eq(last.act, DUBAN_ACT_EXTEND);
    cr_assert_str_eq(last.note, "延期原因");
    cr_assert_eq(last.n, batch.n);
    for (size_t i = 0; i < batch.n; i++) {
        cr_assert_eq(last.changes[i].object, batch.changes[i].object);
        cr_assert_eq(last.changes[i].id, batch.changes[i].id);
        cr_assert_eq(last.changes[i].version, batch.changes[i].version);
        cr_assert_eq(last.changes[i].n, batch.changes[i].n);
        for (size_t k = 0; k < batch.changes[i].n; k++) {
            const struct duban_edit *a = &last.changes[i].edits[k], *b = &batch.changes[i].edits[k];
            cr_assert_eq(a->field, b->field);
            cr_assert_eq(a->told, b->told);
            cr_assert_str_eq(a->after, b->after);
            cr_assert_str_eq(a->extra ? a->extra : "-", b->extra ? b->extra : "-");
        }
    }
    duban_batch_release(&batch);
    duban_batch_release(&last);
    duban_store_close(store);
}

Test(undo, who_came_after_is_known)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch last;
    char *actor, *at;
    note(store, "li", 1, "李");
    cr_assert_eq(duban_store_last(&last, store, "li", false, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_blame(&actor, &at, store, &last, NULL), DUBAN_OK);
    cr_assert(actor == NULL && at == NULL);
    note(store, "wang", 1, "王");
    cr_assert_eq(fixture_set(store, "zhao", 1, DUBAN_FIELD_TASK_LEADER, "赵"), DUBAN_OK);
    cr_assert_eq(duban_store_blame(&actor, &at, store, &last, NULL), DUBAN_OK);
    cr_assert_str_eq(actor, "wang");
    cr_assert_str_eq(at, "2018-06-01T00:00:00Z");
    free(actor);
    free(at);
    duban_batch_release(&last);
    duban_store_close(store);
}

/* Undone, changed by another, then not to be redone; another field is no hindrance. */
Test(undo, redo_minds_what_others_have_done_since)
{
    struct duban_store *store = fixture_board(BOARD);
    note(store, "li", 1, "李");
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "wang", 1, DUBAN_FIELD_TASK_LEADER, "王"), DUBAN_OK);
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    expect_note(store, 1, "李");
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    note(store, "wang", 1, "王");
    cr_assert_eq(take_back(store, "li", true), DUBAN_CONFLICT);
    expect_note(store, 1, "王");
    cr_assert_eq(take_back(store, "wang", false), DUBAN_OK);
    cr_assert_eq(take_back(store, "li", true), DUBAN_OK);
    expect_note(store, 1, "李");
    duban_store_close(store);
}

/* Many tasks in one act come back together or not at all. */
Test(undo, a_bulk_act_is_one)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    for (int64_t task = 1; task <= 3; task++)
        duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, task, 1),
                          DUBAN_FIELD_TASK_NOTE, NULL, NULL, "导入", true);
    fixture_new_task(&batch, -1, "1", "9", "新任务");
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    note(store, "wang", 2, "王");
    cr_assert_eq(take_back(store, "li", false), DUBAN_CONFLICT);
    expect_note(store, 1, "导入");
    cr_assert_eq(take_back(store, "wang", false), DUBAN_OK);
    cr_assert_eq(take_back(store, "li", false), DUBAN_OK);
    for (int64_t task = 1; task <= 3; task++)
        expect_note(store, task, "");
    fixture_expect(store, 4, DUBAN_FIELD_TASK_DELETED, "1");
    duban_store_close(store);
}
