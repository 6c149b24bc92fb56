/* Walking through a board: the same tasks in the same order as in memory, however they came. */
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

TestSuite(walk, .init = fixture_enter, .fini = fixture_leave);

static struct duban_store_walk *open_walk(struct duban_store *store, const bool *fields)
{
    struct duban_store_walk *walk = NULL;
    struct duban_err err = DUBAN_ERR_INIT;
    cr_assert_eq(duban_store_walk_open(&walk, store, fields, &err), DUBAN_OK, "%s", err.text);
    return walk;
}

static const struct duban_task *next(struct duban_store_walk *walk)
{
    struct duban_walk tasks = duban_store_walk(walk);
    const struct duban_task *task = NULL;
    cr_assert_eq(duban_walk_next(&task, &tasks, NULL), DUBAN_OK);
    return task;
}

static void expect_same(const struct duban_task *walked, const struct duban_task *loaded)
{
    cr_assert_eq(walked->id, loaded->id);
    cr_expect_eq(walked->version, loaded->version);
    cr_expect_str_eq(walked->updated_at, loaded->updated_at);
    cr_expect_str_eq(walked->updated_by, loaded->updated_by);
    for (enum duban_field i = 0; i < DUBAN_FIELDS; i++)
        if (duban_field_info(i)->object == DUBAN_OBJECT_TASK && i != DUBAN_FIELD_TASK_EXTRA)
            cr_expect(duban_field_same(walked, loaded, i), "task %d: %s", (int)loaded->id,
                      duban_field_info(i)->key);
    cr_assert_eq(walked->extras.n, loaded->extras.n);
    for (size_t i = 0; i < loaded->extras.n; i++) {
        cr_expect_str_eq(walked->extras.items[i].name, loaded->extras.items[i].name);
        cr_expect_str_eq(walked->extras.items[i].value, loaded->extras.items[i].value);
    }
}

/* One walk from the beginning. True when it did not break off; then it has seen what was loaded. */
static bool goes_through(struct duban_store_walk *walk, const struct duban_campaign *campaign)
{
    struct duban_walk tasks = duban_store_walk(walk);
    size_t n = 0, same = 0;
    cr_assert_eq(duban_walk_begin(&tasks, NULL), DUBAN_OK);
    for (const struct duban_task *task; (task = next(walk)); n++) {
        cr_assert_lt(n, campaign->n_tasks);
        if (task->id != campaign->tasks[n]->id)
            continue;
        expect_same(task, campaign->tasks[n]);
        same++;
    }
    cr_expect(next(walk) == NULL);
    cr_expect(duban_walk_broken_off(&tasks) || (n == campaign->n_tasks && same == n));
    return !duban_walk_broken_off(&tasks);
}

/* What breaks off is right from the next time on, and going back is looked at, too. */
static void expect_as_loaded(struct duban_store *store, bool in_order)
{
    struct duban_campaign campaign;
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    struct duban_store_walk *walk = open_walk(store, NULL);
    cr_expect_eq(goes_through(walk, &campaign), in_order);
    cr_expect(goes_through(walk, &campaign));
    cr_expect(goes_through(walk, &campaign));
    cr_expect_eq(duban_store_walk_campaign(walk)->n_phases, campaign.n_phases);
    cr_expect_eq(duban_store_walk_campaign(walk)->n_tasks, 0);
    duban_store_walk_close(walk);
    duban_campaign_release(&campaign);
}

Test(walk, as_it_was_written)
{
    struct duban_store *store = fixture_board(BOARD);
    expect_as_loaded(store, true);
    duban_store_close(store);
}

Test(walk, a_board_without_tasks)
{
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(fixture_sql(BOARD, "DELETE FROM task"), 0);
    expect_as_loaded(store, true);
    duban_store_close(store);
}

/* Moved tasks and phases, the bin, gaps in the ids, extra columns here and there. */
Test(walk, as_it_has_become)
{
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(
        fixture_sql(BOARD, "WITH n (i) AS (VALUES (10) UNION ALL SELECT i + 3 FROM n WHERE i < 400)"
                           " INSERT INTO task (id, version, phase, position, text, leads, note,"
                           "  status, due, deleted, updated_at, updated_by)"
                           " SELECT i, 1 + i % 4, 1 + i % 2, i * 7919 % 101, '任务' || i,"
                           "  '综合处', CASE i % 5 WHEN 0 THEN '备注' || i END,"
                           "  CASE i % 3 WHEN 0 THEN 'doing' ELSE 'todo' END,"
                           "  CASE i % 4 WHEN 0 THEN '2018-06-20' END, i % 11 = 0,"
                           "  '2018-06-01T00:00:00Z', 'li' FROM n;"
                           "INSERT INTO task_extra (task, name, position, value)"
                           " SELECT id, '电话', 2, id FROM task WHERE id % 2;"
                           "INSERT INTO task_extra (task, name, position, value)"
                           " SELECT id, '地点', 1, '三楼' FROM task WHERE id % 6 = 1;"
                           "UPDATE phase SET position = 9 WHERE id = 1"),
        0);
    expect_as_loaded(store, false);
    duban_store_close(store);
}

/* Behind it there is none that could come next. */
Test(walk, the_largest_id)
{
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(fixture_sql(BOARD, "UPDATE task SET id = 9223372036854775807 WHERE id = 1"), 0);
    expect_as_loaded(store, false);
    duban_store_close(store);
}

Test(walk, only_the_fields_that_are_wanted)
{
    bool fields[DUBAN_FIELDS] = {[DUBAN_FIELD_TASK_NOTE] = true};
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "已联系"), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_SERIAL, "1.1"), DUBAN_OK);
    cr_assert_eq(fixture_set_extra(store, "li", 1, "电话", "12345"), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 2, DUBAN_FIELD_TASK_DELETED, "1"), DUBAN_OK);
    struct duban_store_walk *walk = open_walk(store, fields);
    const struct duban_task *task = next(walk);
    cr_expect_str_eq(task->text, "制定实施方案");
    cr_expect_eq(task->phase, 1);
    cr_expect_str_eq(task->note, "已联系");
    cr_expect(task->serial == NULL);
    cr_expect_str_eq(duban_task_extra(task, "电话"), "12345");
    task = next(walk);
    cr_expect_eq(task->id, 3);
    cr_expect(task->note == NULL && task->extras.n == 0);
    duban_store_walk_close(walk);
    duban_store_close(store);
}

/* Where a task stands is known whatever is wanted. */
Test(walk, in_order_with_few_fields)
{
    static const bool none[DUBAN_FIELDS];
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_POSITION, "3"), DUBAN_OK);
    struct duban_store_walk *walk = open_walk(store, none);
    struct duban_walk tasks = duban_store_walk(walk);
    while (next(walk))
        continue;
    cr_assert(duban_walk_broken_off(&tasks));
    cr_assert_eq(duban_walk_begin(&tasks, NULL), DUBAN_OK);
    cr_expect_eq(next(walk)->id, 2);
    cr_expect_eq(next(walk)->id, 1);
    cr_expect_eq(next(walk)->id, 3);
    cr_expect(next(walk) == NULL);
    cr_expect(not(duban_walk_broken_off(&tasks)));
    duban_store_walk_close(walk);
    duban_store_close(store);
}

/* Others wait for a walk, but not longer than it takes. */
Test(walk, others_write_when_it_is_closed)
{
    struct duban_store *store = fixture_board(BOARD), *other = fixture_open(BOARD);
    struct duban_store_walk *walk = open_walk(store, NULL);
    cr_expect_str_eq(next(walk)->text, "制定实施方案");
    duban_store_walk_close(walk);
    cr_expect_eq(fixture_set(other, "li", 2, DUBAN_FIELD_TASK_TEXT, "改过的"), DUBAN_OK);
    expect_as_loaded(store, true);
    duban_store_close(other);
    duban_store_close(store);
}

/* As loading does, it names the task. */
static void expect_unreadable(const char *sql, const char *words)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store_walk *walk = NULL;
    const struct duban_task *task = NULL;
    cr_assert_eq(fixture_sql(BOARD, sql), 0);
    enum duban_status status = duban_store_walk_open(&walk, store, NULL, &err);
    for (bool more = walk != NULL; more && status == DUBAN_OK; more = task != NULL) {
        struct duban_walk tasks = duban_store_walk(walk);
        status = duban_walk_next(&task, &tasks, &err);
    }
    cr_assert_eq(status, DUBAN_BOARD);
    cr_expect(strstr(err.text, words) != NULL, "%s", err.text);
    duban_err_release(&err);
    duban_store_walk_close(walk);
    duban_store_close(store);
}

Test(walk, a_date_that_is_none)
{
    expect_unreadable("UPDATE task SET due = '2018-06-31' WHERE id = 2", "任务 2 的“截止日期”");
}

Test(walk, a_phase_that_is_not_there)
{
    expect_unreadable("UPDATE task SET phase = 7 WHERE id = 3", "任务 3 的“阶段步骤”");
}
