/* The import on the screen: pasted, looked at, changed in how it is read, written or left. */
#include "desk_suite.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(importing, .init = desk_enter, .fini = desk_leave, .timeout = 60);

#define HEADER "序号\t阶段步骤\t工作任务\t完成时限\t牵头单位\n"
#define TABLE                                                   \
    HEADER "1\t学习讨论\t组织学习\t6.2\t综合处\n"    \
           "2\t\t新任务一\t6.3\t\"综合处\n督查处\"\n" \
           "3\t\t\t7.15\t综合处\n"

static const struct duban_importing *importing(void)
{
    return desk.session->ui.importing;
}

static void paste(const char *text)
{
    duban_session_key(desk.session, DUBAN_KEY(PASTE), text, DESK_AT);
}

static void assert_counts(size_t fresh, size_t changed, size_t same, size_t doubtful,
                          size_t refused, size_t missing)
{
    cr_assert(importing() != NULL);
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_READY, "%s", importing()->error);
    cr_assert_eq(duban_importing_count(importing(), DUBAN_SHOW_NEW), fresh);
    cr_assert_eq(duban_importing_count(importing(), DUBAN_SHOW_CHANGED), changed);
    cr_assert_eq(duban_importing_count(importing(), DUBAN_SHOW_SAME), same);
    cr_assert_eq(duban_importing_count(importing(), DUBAN_SHOW_DOUBTFUL), doubtful);
    cr_assert_eq(duban_importing_count(importing(), DUBAN_SHOW_REFUSED), refused);
    cr_assert_eq(duban_importing_count(importing(), DUBAN_SHOW_MISSING), missing);
}

static size_t tasks_in_file(void)
{
    struct duban_campaign campaign;
    size_t n;

    desk_load(&campaign, &desk);
    n = campaign.n_tasks;
    duban_campaign_release(&campaign);
    return n;
}

Test(importing, a_pasted_table_is_looked_at_and_nothing_written)
{
    desk_type(&desk, "I");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_WAITS);
    paste(TABLE);
    assert_counts(1, 1, 0, 2, 1, 5);
    cr_assert_eq(tasks_in_file(), 6);
    desk_type(&desk, "Esc n");
    assert_counts(1, 1, 0, 2, 1, 5);
    desk_type(&desk, "Esc y");
    cr_assert(importing() == NULL);
    desk_said("看板没有改动");
    cr_assert_eq(tasks_in_file(), 6);
}

Test(importing, a_table_pasted_on_the_board_is_looked_at_too)
{
    paste("一句话，不是表格");
    cr_assert(importing() == NULL);
    paste(TABLE);
    assert_counts(1, 1, 0, 2, 1, 5);
}

Test(importing, is_written_after_a_question_and_undone_in_one_step)
{
    paste(TABLE);
    desk_type(&desk, "^S");
    cr_assert(strstr(desk.session->ui.question, "新增 1 项，更新 1 项") != NULL, "%s",
              desk.session->ui.question);
    cr_assert(strstr(desk.session->ui.question, "1 行不能导入") != NULL);
    desk_type(&desk, "n");
    cr_assert_eq(tasks_in_file(), 6);
    desk_type(&desk, "F2 y");
    desk_said("已导入");
    cr_assert(importing() == NULL);
    cr_assert_eq(tasks_in_file(), 7);
    cr_assert_str_eq(desk_selected(&desk), "新任务一");
    cr_assert_str_eq(desk_task(&desk, "新任务一")->leads, "综合处\n督查处");
    desk_type(&desk, "u");
    cr_assert_eq(tasks_in_file(), 6);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6.20");
}

Test(importing, the_same_table_again_has_nothing_to_write)
{
    paste(TABLE);
    desk_type(&desk, "F2 y");
    paste(TABLE);
    desk_type(&desk, "F2");
    desk_said("没有要写的");
}

Test(importing, zeros_are_put_back_by_key)
{
    paste(TABLE);
    desk_type(&desk, "z 2");
    assert_counts(1, 1, 0, 0, 1, 5);
    desk_type(&desk, "F2 y");
    cr_assert_eq(desk_task(&desk, "新任务一")->when.due, duban_date_make(2018, 6, 30));
}

Test(importing, times_in_texts_are_taken_by_key_and_given_back)
{
    const char *table = "任务\t阶段\t完成时限\n6月底前：报送总结\t学习讨论\t\n";

    paste(table);
    cr_assert_eq(importing()->preview.times, 1);
    desk_type(&desk, "t t t");
    cr_assert(importing()->preview.times_in_text);
    desk_type(&desk, "F2 y");
    cr_assert_str_eq(desk_task(&desk, "6月底前：报送总结")->deadline, "6月底前");
    cr_assert_eq(desk_task(&desk, "6月底前：报送总结")->when.due, duban_date_make(2018, 6, 30));
    paste(table);
    cr_assert_not(importing()->preview.times_in_text, "each table is asked about anew");
    desk_type(&desk, "F2");
    desk_said("没有要写的"); /* what was taken before is not taken away */
}

Test(importing, where_no_text_names_a_time_that_is_said)
{
    paste(TABLE);
    desk_type(&desk, "t");
    desk_said("没有文字里写着时间");
}

Test(importing, a_column_gets_another_meaning_by_key)
{
    paste("事由\t阶段\t完成时限\t任务\n改一改\t学习讨论\t6.25\t不对的\n");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_READY);
    desk_type(&desk, "m 1 g"); /* the column 事由, the first choice: found by itself */
    desk_type(&desk, "j j j Enter");
    assert_counts(1, 0, 0, 0, 0, 6);
    cr_assert_str_eq(importing()->preview.columns[0].usual, "工作任务");
    cr_assert_null(importing()->preview.columns[3].usual);
    desk_type(&desk, "F2 y");
    cr_assert_not_null(desk_task(&desk, "改一改"));
}

Test(importing, a_table_without_a_header_says_so_and_is_mended_by_key)
{
    paste("甲列\t乙列\n一\t二\n");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_REFUSED);
    cr_assert(strstr(importing()->error, "乙列") != NULL, "%s", importing()->error);
    cr_assert_null(strstr(importing()->error, "--"), "%s", importing()->error);
    desk_type(&desk, "m '乙列' Enter");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_READY, "%s", importing()->error);
    cr_assert_eq(importing()->preview.n_items, 7);
}

Test(importing, a_table_without_a_header_is_read_by_numbers_of_columns)
{
    paste("1\t新任务一\t6.3\n2\t新任务二\t6.4\n");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_REFUSED);
    desk_type(&desk, "m '＃2' Enter");
    assert_counts(2, 0, 0, 0, 0, 6);
    cr_assert_eq(importing()->preview.header_line, 0);
    desk_type(&desk, "m 3 5"); /* the third column, the fifth choice: the deadline */
    cr_assert_str_eq(importing()->preview.columns[2].usual, "完成时限");
    cr_assert_str_eq(importing()->preview.columns[1].usual, "工作任务");
    desk_type(&desk, "m j");
    cr_assert_str_eq(desk.session->ui.menu.items[1].text, "#2 → 工作任务    新任务一");
}

Test(importing, delimiter_encoding_and_mode_are_chosen_by_key)
{
    paste(TABLE);
    desk_type(&desk, "d 2");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_REFUSED);
    desk_type(&desk, "d 1");
    assert_counts(1, 1, 0, 2, 1, 5);
    desk_type(&desk, "e 3");
    cr_assert_neq(importing()->stage, DUBAN_IMPORTING_WAITS);
    desk_type(&desk, "e 1 o 2");
    assert_counts(2, 0, 0, 2, 1, 0);
    desk_type(&desk, "o 3");
    desk_type(&desk, "F2");
    cr_assert(strstr(desk.session->ui.question, "5 项移入回收站") != NULL, "%s",
              desk.session->ui.question);
    desk_type(&desk, "y");
    cr_assert_eq(tasks_in_file(), 2);
}

Test(importing, next_goes_to_what_needs_a_look_and_filters_show_one_kind)
{
    paste(TABLE);
    desk_type(&desk, "n");
    cr_assert_eq(importing()->at, 1);
    desk_type(&desk, "n");
    cr_assert_eq(duban_importing_item(importing())->fate, DUBAN_ROW_REFUSED);
    desk_type(&desk, "Tab Tab");
    cr_assert_eq(importing()->filter, DUBAN_SHOW_CHANGED);
    cr_assert_eq(importing()->n_shown, 1);
    desk_type(&desk, "S-Tab S-Tab S-Tab");
    cr_assert_eq(importing()->filter, DUBAN_SHOW_MISSING);
    cr_assert_eq(importing()->n_shown, 5);
    desk_type(&desk, "Enter Esc Tab");
    cr_assert_eq(importing()->n_shown, 8);
}

/* Somebody else's change is in the preview before anybody can write. */
Test(importing, follows_what_others_change)
{
    int64_t id = desk_task(&desk, "组织学习")->id;

    paste(TABLE);
    assert_counts(1, 1, 0, 2, 1, 5);
    desk_remove(&desk, id);
    duban_session_tick(desk.session, desk.session->today, DESK_AT);
    desk_said("预览已按最新内容重新计算");
    assert_counts(2, 0, 0, 2, 1, 5);
}

/* Even when no tick has come between: the write finds it out inside of its transaction. */
Test(importing, is_not_written_over_what_others_have_just_changed)
{
    int64_t id = desk_task(&desk, "组织学习")->id;

    paste(TABLE);
    desk_type(&desk, "F2");
    desk_remove(&desk, id);
    desk_type(&desk, "y");
    desk_said("没有写入");
    assert_counts(2, 0, 0, 2, 1, 5);
    cr_assert_eq(tasks_in_file(), 5);
    desk_type(&desk, "F2 y");
    cr_assert_eq(tasks_in_file(), 7);
}

Test(importing, a_board_that_is_only_read_takes_no_import)
{
    desk_reopen(&desk, true);
    desk_type(&desk, "I");
    cr_assert(importing() == NULL);
    paste(TABLE);
    cr_assert(importing() == NULL);
}

Test(importing, a_file_is_named_with_its_name_completed)
{
    char path[160];
    FILE *file;

    snprintf(path, sizeof path, "%s/安排表一.csv", desk.folder);
    file = fopen(path, "w");
    cr_assert(file != NULL);
    fputs("序号,阶段步骤,工作任务,完成时限\n1,学习讨论,读来的任务,6.25\n", file);
    fclose(file);
    snprintf(path, sizeof path, "I f '%s/安' Tab", desk.folder);
    desk_type(&desk, path);
    cr_assert(strstr(desk.session->ui.prompt.edit.text.data, "安排表一.csv") != NULL, "%s",
              desk.session->ui.prompt.edit.text.data);
    desk_type(&desk, "Enter");
    assert_counts(1, 0, 0, 0, 0, 6);
    desk_type(&desk, "f '/nowhere' Enter");
    cr_assert(desk.session->ui.prompt.error != NULL);
    desk_type(&desk, "Esc Esc");
}

/* Whoever sits at a locked board may paste, but names no file. */
Test(importing, a_locked_board_reads_no_file)
{
    desk.session->locked = true;
    desk_type(&desk, "I f");
    cr_assert_eq(desk.session->ui.overlay, DUBAN_OVERLAY_NONE);
    desk_said("这里不能读文件");
    paste(TABLE);
    assert_counts(1, 1, 0, 2, 1, 5);
}

Test(importing, a_paste_that_was_cut_is_refused)
{
    desk_type(&desk, "I");
    duban_session_key(desk.session, DUBAN_KEY_OF(PASTE, 1), TABLE, DESK_AT);
    desk_said("16 MB");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_WAITS);
}

/* A large one is shown to have come, then read by the tick that follows. */
Test(importing, a_large_table_is_announced)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    unsigned react;

    duban_buf_adds(&table, HEADER);
    for (int i = 0; i < 20000; i++)
        duban_buf_addf(&table, "%d\t学习讨论\t第%d项任务，写得长一点好过一兆字节\t6.25\t综合处\n",
                       i, i);
    react = duban_session_key(desk.session, DUBAN_KEY(PASTE), table.data, DESK_AT);
    cr_assert(react & DUBAN_REACT_SOON);
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_COMES);
    duban_session_tick(desk.session, desk.session->today, DESK_AT);
    assert_counts(20000, 0, 0, 0, 0, 6);
    duban_buf_release(&table);
}

static bool goes_on_never(void *data)
{
    ++*(int *)data;
    return false;
}

static bool goes_on_always(void *data)
{
    ++*(int *)data;
    return true;
}

/* Reading can be stopped in the midst of it: nothing is written then, and it can be read again. */
Test(importing, reading_is_stopped)
{
    int asked = 0;

    desk.session->goes_on = goes_on_never;
    desk.session->goes_on_data = &asked;
    paste(TABLE);
    cr_assert_gt(asked, 0);
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_REFUSED);
    cr_assert(importing()->stopped);
    cr_assert(strstr(importing()->error, "看板没有改动") != NULL, "%s", importing()->error);
    cr_assert_eq(tasks_in_file(), 6);
    desk.session->goes_on = goes_on_always;
    desk_type(&desk, "e 1");
    assert_counts(1, 1, 0, 2, 1, 5);
    cr_assert(!importing()->stopped);
}

/* A paste that was broken off is used when that is wanted, and never taken for keys or a field. */
Test(importing, a_paste_that_was_broken_off_is_asked_about)
{
    desk_type(&desk, "I");
    duban_session_key(desk.session, DUBAN_KEY_OF(PASTE, DUBAN_PASTE_BROKEN), TABLE, DESK_AT);
    cr_assert(desk.session->ui.question && strstr(desk.session->ui.question, "粘贴中断"));
    desk_type(&desk, "n");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_WAITS);
    desk_said("没有用");
    duban_session_key(desk.session, DUBAN_KEY_OF(PASTE, DUBAN_PASTE_BROKEN), TABLE, DESK_AT);
    desk_type(&desk, "y");
    assert_counts(1, 1, 0, 2, 1, 5);
    desk_type(&desk, "Esc y /");
    duban_session_key(desk.session, DUBAN_KEY_OF(PASTE, DUBAN_PASTE_BROKEN), "半句", DESK_AT);
    cr_assert_str_eq(desk.session->ui.prompt.edit.text.data, "");
    desk_said("请再粘贴一次");
}

Test(importing, how_much_has_come_is_told)
{
    desk_type(&desk, "I");
    duban_session_key(desk.session, DUBAN_KEY_OF(COMING, 1300000), NULL, DESK_AT);
    desk_said("已收到 1.2 MB");
    duban_session_key(desk.session, DUBAN_KEY_OF(STALLED, 5000), NULL, DESK_AT);
    desk_said("已收到 4 KB");
    cr_assert_eq(importing()->stage, DUBAN_IMPORTING_WAITS);
}

Test(importing, the_year_is_the_boards_and_changed_there)
{
    paste(TABLE);
    desk_type(&desk, "y ^U '2019' Enter");
    cr_assert(desk.session->ui.question && strstr(desk.session->ui.question, "6 项任务的时限"),
              "%s", desk.session->ui.question);
    cr_assert_eq(desk.session->campaign.year, 2018);
    desk_type(&desk, "n");
    cr_assert_eq(desk.session->campaign.year, 2018);
    desk_type(&desk, "y ^U '2019' Enter y");
    cr_assert_eq(desk.session->campaign.year, 2019);
    cr_assert_eq(importing()->preview.year, 2019);
    desk_type(&desk, "Esc y u");
    cr_assert_eq(desk.session->campaign.year, 2018);
}
