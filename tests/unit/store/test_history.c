/* The history: its lines, its notes, and that it is only ever added to. */
#include "store/history_rows.h"
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

TestSuite(history, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

static void act(struct duban_store *store, struct duban_batch *batch)
{
    struct duban_stamp stamp = {.actor = "li", .at = "2018-06-02T08:30:00Z"};
    cr_assert_eq(duban_store_apply(store, batch, &stamp, NULL), DUBAN_OK);
    duban_batch_release(batch);
}

static void expect_line(const struct duban_history_line *line, enum duban_act what, int64_t id,
                        const char *field, const char *before, const char *after, const char *note)
{
    cr_assert_eq(line->act, what);
    cr_assert_eq(line->id, id);
    cr_assert_str_eq(line->field ? line->field : "-", field);
    cr_assert_str_eq(line->before ? line->before : "-", before);
    cr_assert_str_eq(line->after ? line->after : "-", after);
    cr_assert_str_eq(line->note ? line->note : "-", note);
}

Test(history, new_board_tells_what_was_made)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_history history;
    cr_assert_eq(duban_store_history(&history, store, 0, 0, NULL), DUBAN_OK);
    cr_assert_eq(history.n, 6);
    cr_assert_eq(history.lines[0].object, DUBAN_OBJECT_CAMPAIGN);
    expect_line(&history.lines[0], DUBAN_ACT_INIT, 0, "year", "-", "2018", "-");
    cr_assert_eq(history.lines[1].object, DUBAN_OBJECT_PHASE);
    expect_line(&history.lines[1], DUBAN_ACT_INIT, 1, "name", "-", "宣传发动", "-");
    expect_line(&history.lines[5], DUBAN_ACT_INIT, 3, "text", "-", "召开座谈会", "-");
    cr_assert_str_eq(history.lines[5].actor, "zhang");
    cr_assert_str_eq(history.lines[5].at, "2018-06-01T00:00:00Z");
    duban_history_release(&history);
    duban_store_close(store);
}

/* A move with a reason and silent consequences, then a note by itself. */
static void some_acts(struct duban_store *store)
{
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_MOVE);
    batch.note = strdup("上级要求提前");
    struct duban_change *change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1);
    duban_change_edit(change, DUBAN_FIELD_TASK_POSITION, NULL, "1", "2", false);
    duban_change_edit(change, DUBAN_FIELD_TASK_PHASE, NULL, "1", "2", true);
    duban_change_edit(change, DUBAN_FIELD_TASK_EXTRA, "经费", NULL, "3万", true);
    change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, 2, 1);
    duban_change_edit(change, DUBAN_FIELD_TASK_PHASE, NULL, "1", "2", true);
    act(store, &batch);
    duban_batch_init(&batch, DUBAN_ACT_NOTE);
    batch.note = strdup("已电话联系");
    batch.note_task = 2;
    act(store, &batch);
}

Test(history, told_lines_with_the_note_on_the_first)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_history history;
    some_acts(store);
    cr_assert_eq(duban_store_history(&history, store, 0, 4, NULL), DUBAN_OK);
    cr_assert_eq(history.n, 4);
    expect_line(&history.lines[0], DUBAN_ACT_MOVE, 1, "phase", "宣传发动", "学习讨论",
                "上级要求提前");
    expect_line(&history.lines[1], DUBAN_ACT_MOVE, 1, "经费", "-", "3万", "-");
    expect_line(&history.lines[2], DUBAN_ACT_MOVE, 2, "phase", "宣传发动", "学习讨论", "-");
    expect_line(&history.lines[3], DUBAN_ACT_NOTE, 2, "-", "-", "-", "已电话联系");
    duban_history_release(&history);
    duban_store_close(store);
}

Test(history, of_one_task)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_history history;
    some_acts(store);
    cr_assert_eq(duban_store_history(&history, store, 2, 0, NULL), DUBAN_OK);
    cr_assert_eq(history.n, 3);
    expect_line(&history.lines[0], DUBAN_ACT_INIT, 2, "text", "-", "各支部查找问题不少于2个", "-");
    expect_line(&history.lines[1], DUBAN_ACT_MOVE, 2, "phase", "宣传发动", "学习讨论",
                "上级要求提前");
    expect_line(&history.lines[2], DUBAN_ACT_NOTE, 2, "-", "-", "-", "已电话联系");
    duban_history_release(&history);
    cr_assert_eq(duban_store_history(&history, store, 99, 0, NULL), DUBAN_OK);
    cr_assert_eq(history.n, 0);
    duban_history_release(&history);
    duban_store_close(store);
}

/* What a thing was made as is read back from its edits. */
Test(history, a_new_task_is_told_with_its_first_text)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_history history;
    cr_assert_eq(fixture_set(store, "li", 2, DUBAN_FIELD_TASK_TEXT, "改过一次"), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 2, DUBAN_FIELD_TASK_TEXT, "改过两次"), DUBAN_OK);
    cr_assert_eq(duban_store_history(&history, store, 2, 0, NULL), DUBAN_OK);
    cr_assert_eq(history.n, 3);
    expect_line(&history.lines[0], DUBAN_ACT_INIT, 2, "text", "-", "各支部查找问题不少于2个", "-");
    expect_line(&history.lines[2], DUBAN_ACT_SET, 2, "text", "改过一次", "改过两次", "-");
    duban_history_release(&history);
    duban_store_close(store);
}

/* Ids that are not one after the other, and an edit between two new things. */
Test(history, tells_new_things_and_edits_in_the_order_of_the_act)
{
    static const int64_t wanted[] = {20, 21, 10, 0, 30};
    static const int64_t ids[] = {20, 21, 10, 1, 31, 30};
    struct duban_store *store = fixture_board(BOARD);
    struct duban_history history;
    struct duban_batch batch, last;
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    for (int i = 0; i < 5; i++) {
        if (i == 3)
            duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1),
                              DUBAN_FIELD_TASK_NOTE, NULL, NULL, "改", true);
        fixture_new_task(&batch, -1 - i, "1", "9", "新")->wanted_id = wanted[i];
    }
    act(store, &batch);
    cr_assert_eq(duban_store_history(&history, store, 0, 6, NULL), DUBAN_OK);
    for (size_t i = 0; i < 6; i++)
        cr_expect_eq(history.lines[i].id, ids[i], "%zu: %d", i, (int)history.lines[i].id);
    duban_history_release(&history);
    cr_assert_eq(duban_store_last(&last, store, "li", false, NULL), DUBAN_OK);
    cr_assert_eq(last.n, 6);
    for (size_t i = 0; i < 6; i++) {
        cr_expect_eq(last.changes[i].id, ids[i]);
        cr_expect_eq(last.changes[i].created, ids[i] != 1);
    }
    duban_batch_release(&last);
    duban_store_close(store);
}

/* Every statement of it but the ranges is in order as it is, and left where it stands. */
Test(history, no_more_is_read_of_an_act_than_is_asked_for)
{
    enum { MANY = 5000, STEPS = 200, EDITED = 1, RANGES = 2 };
    struct duban_store *store = fixture_board(BOARD);
    struct duban_batch batch;
    struct duban_rows rows;
    sqlite3_stmt *row = NULL;
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    for (int i = 1; i <= MANY; i++)
        fixture_new_task(&batch, -i, "1", "9", "新");
    act(store, &batch);
    duban_batch_init(&batch, DUBAN_ACT_SET);
    for (int i = 4; i <= MANY; i++)
        duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, i, 1), DUBAN_FIELD_TASK_NOTE,
                          NULL, NULL, "改", true);
    act(store, &batch);
    for (size_t round = 0; round < 2; round++) { /* the last line, then past all of that act's */
        cr_assert_eq(duban_rows_open(&rows, store, 0, 0, NULL), DUBAN_OK);
        for (size_t i = 0; i < (round ? MANY : 1); i++)
            cr_assert_eq(duban_rows_next(&row, &rows, NULL), DUBAN_OK);
        cr_assert_eq(sqlite3_column_int64(row, DUBAN_ROW_BATCH), round ? 2 : 3);
        for (size_t i = 0; i < DUBAN_ROWS_STMTS; i++) {
            bool all = round && i == EDITED;
            int steps = sqlite3_stmt_status(rows.stmts[i], SQLITE_STMTSTATUS_VM_STEP, 0);
            int sorts = sqlite3_stmt_status(rows.stmts[i], SQLITE_STMTSTATUS_SORT, 0);
            cr_expect(all || steps < STEPS, "%zu: %d steps", i, steps);
            cr_expect(i == RANGES || sorts == 0, "%zu is sorted", i);
        }
        duban_rows_close(&rows);
    }
    duban_store_close(store);
}

Test(history, is_only_ever_added_to)
{
    static const char *const attempts[] = {
        "DELETE FROM history",
        "DELETE FROM batch",
        "UPDATE history SET after = 'x'",
        "UPDATE batch SET actor = 'x'",
        "DELETE FROM creation",
        "UPDATE creation SET last = 9",
    };
    struct duban_history history;
    duban_store_close(fixture_board(BOARD));
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        cr_assert_eq(fixture_sql(BOARD, attempts[i]), SQLITE_CONSTRAINT, "%s", attempts[i]);
    struct duban_store *store = fixture_open(BOARD);
    cr_assert_eq(duban_store_history(&history, store, 0, 0, NULL), DUBAN_OK);
    cr_assert_eq(history.n, 6);
    duban_history_release(&history);
    duban_store_close(store);
}
