/* The check: silent on a good board, one line for each thing that is wrong. */
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(check, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

Test(check, good_board)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_buf out = DUBAN_BUF_INIT;
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_LEADS, "综合处\n督查处"), DUBAN_OK);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_DUE, "2018-06-20"), DUBAN_OK);
    cr_assert_eq(duban_store_check(&out, store, NULL), DUBAN_OK, "%s", out.data);
    cr_assert_str_eq(out.data, "");
    duban_buf_release(&out);
    duban_store_close(store);
}

/* What another program did to the board, and a word of the finding. */
static const struct {
    const char *sql, *word;
} harms[] = {
    {"PRAGMA foreign_keys = OFF; UPDATE task SET phase = 77", "引用了不存在"},
    {"UPDATE phase SET deleted = 1 WHERE id = 2", "任务 3"},
    {"UPDATE phase SET name = '学习讨论'", "同名"},
    {"UPDATE task SET version = 9 WHERE id = 2", "任务 2 的版本"},
    {"UPDATE phase SET version = 9 WHERE id = 2", "学习讨论"},
    {"UPDATE campaign SET version = 9", "活动信息的版本"},
    {"UPDATE campaign SET year = 0", "年度"},
    {"DELETE FROM campaign", "应有一条"},
    {"UPDATE task SET due = '2018-11-31' WHERE id = 2", "2018-11-31"},
    {"UPDATE task SET flags = 'whatever' WHERE id = 2", "whatever"},
    {"UPDATE task SET updated_at = '2018' WHERE id = 2", "任务 2 的修改时间"},
    {"UPDATE task SET text = CAST(x'E5AE' AS TEXT) WHERE id = 2", "UTF-8"},
    {"UPDATE task SET note = CAST(x'410042' AS TEXT) WHERE id = 2", "UTF-8"},
    {"UPDATE task SET leads = CAST(x'FF' AS TEXT) WHERE id = 2", "UTF-8"},
    {"INSERT INTO batch (at, actor, act) VALUES ('2018-06-01T00:00:00Z', 'x', 'fly')", "动作"},
    {"INSERT INTO history (batch, change, object, thing, version, field)"
     " VALUES (1, 1, 'task', 1, 1, 'wings')",
     "栏目"},
    {"UPDATE task SET leads = NULL WHERE id = 1", "任务 1“牵头单位”与历史"},
    {"UPDATE task_extra SET value = '别的' WHERE task = 1", "任务 1 的其他列"},
    {"DELETE FROM task WHERE id = 3", "第 1 次操作新建的任务"},
    {"INSERT INTO task (id, version, phase, position, text, updated_at, updated_by)"
     " SELECT 9, 1, phase, 9, text, updated_at, updated_by FROM task WHERE id = 1",
     "没有新建任务 9"},
    {"CREATE TABLE other (x)", "结构"},
    {"DROP INDEX history_thing", "结构"},
    {"INSERT INTO batch (at, actor, act) VALUES ('2018-06-01T00:00:00Z', 'x', 'undo')", "撤销对象"},
};

Test(check, each_harm_is_found)
{
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
        struct duban_buf out = DUBAN_BUF_INIT;
        struct duban_err err = DUBAN_ERR_INIT;
        char path[32];
        snprintf(path, sizeof path, "board-%zu", i);
        struct duban_store *made = fixture_board(path);
        cr_assert_eq(fixture_set(made, "li", 1, DUBAN_FIELD_TASK_LEADS, "综合处\n督查处"),
                     DUBAN_OK);
        cr_assert_eq(fixture_set_extra(made, "li", 1, "联系人", "老张"), DUBAN_OK);
        duban_store_close(made);
        cr_assert_eq(fixture_sql(path, harms[i].sql), 0, "%s", harms[i].sql);
        struct duban_store *store = fixture_open(path);
        cr_assert_eq(duban_store_check(&out, store, &err), DUBAN_BOARD, "%s", harms[i].sql);
        cr_assert(strstr(out.data, harms[i].word) != NULL, "%s: %s", harms[i].sql, out.data);
        cr_assert_eq(out.data[out.len - 1], '\n');
        cr_assert(err.text != NULL);
        duban_store_close(store);
        duban_err_release(&err);
        duban_buf_release(&out);
    }
}

Test(check, unreadable_values_stop_the_load_with_a_word)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_campaign campaign;
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "UPDATE task SET due = '2018-11-31' WHERE id = 2"), 0);
    struct duban_store *store = fixture_open(BOARD);
    cr_assert_eq(duban_store_load(&campaign, store, &err), DUBAN_BOARD);
    cr_assert(strstr(err.text, "任务 2") && strstr(err.text, "截止日期"), "%s", err.text);
    duban_campaign_release(&campaign);
    duban_store_close(store);
    duban_err_release(&err);
}

Test(check, task_without_its_phase_stops_the_load)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_campaign campaign;
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "PRAGMA foreign_keys = OFF; UPDATE task SET phase = 77"), 0);
    struct duban_store *store = fixture_open(BOARD);
    cr_assert_eq(duban_store_load(&campaign, store, &err), DUBAN_BOARD);
    duban_campaign_release(&campaign);
    duban_store_close(store);
    duban_err_release(&err);
}
