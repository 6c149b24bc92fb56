/* The command line of the screen: names, their beginnings, arguments, proposals, the past. */
#include "desk_suite.h"

#include "duban/date.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

TestSuite(command_line, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static const char *typed(void)
{
    return ui()->prompt.edit.text.data;
}

/* The prompt is still there, with what was typed, and the reason names `part`. */
static void assert_refused(const char *line, const char *part)
{
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert_str_eq(typed(), line);
    cr_assert(ui()->prompt.error && strstr(ui()->prompt.error, part), "refused with: %s",
              ui()->prompt.error);
}

/* The proposals, "|" between them. */
static const char *proposed(void)
{
    static char text[2048];
    const struct duban_menu *list = &ui()->prompt.list;
    size_t len = 0;

    text[0] = '\0';
    for (size_t i = 0; i < list->n && len < sizeof text; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", i > 0 ? "|" : "",
                                list->items[i].text);
    return text;
}

/* --- Names ------------------------------------------------------------------------------------ */

Test(command_line, opens_in_every_view_and_is_left_without_a_word)
{
    static const char *const views[] = {"", "Enter", "Esc 5", "Esc b", "Esc ?"};

    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        desk_type(&desk, views[i]);
        enum duban_view view = duban_ui_view(ui());
        desk_type(&desk, ":");
        cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT, "view %zu", i);
        desk_type(&desk, "Esc ：");
        cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT, "view %zu, full width", i);
        desk_type(&desk, "Enter");
        cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
        cr_assert_eq(duban_ui_view(ui()), view);
        cr_assert(ui()->message == NULL);
    }
}

Test(command_line, a_name_does_what_its_key_does)
{
    desk_type(&desk, ": 'done' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    desk_type(&desk, ": 'history' Enter");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_HISTORY);
}

Test(command_line, the_beginning_that_no_other_has_is_enough)
{
    desk_type(&desk, ": 'he' Enter");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_HELP);
    desk_type(&desk, "Esc : 'd' Enter");
    assert_refused("d", "deadline、delete");
}

/* In another view another command is the only one of that beginning. */
Test(command_line, only_what_can_be_given_here_is_counted)
{
    desk_type(&desk, "Enter : 'scroll-b' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    desk_type(&desk, ": 'boa' Enter");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_BOARD);
}

Test(command_line, full_width_letters_capitals_and_more_colons_are_the_same)
{
    desk_type(&desk, "： '：ＤＯＮＥ' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    desk_type(&desk, ": ' Undo ' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
}

Test(command_line, the_word_of_the_footer_is_a_name)
{
    desk_type(&desk, ": '办结' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
}

/* --- Arguments -------------------------------------------------------------------------------- */

Test(command_line, an_argument_answers_what_the_command_asks)
{
    desk_type(&desk, ": 'deadline 7月中旬前' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->when.due, duban_date_make(2018, 7, 20));
    desk_type(&desk, ": 'leads 宣传室、综合处' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU, "a new department is asked about");
    desk_type(&desk, "Enter");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "宣传室\n综合处");
    desk_type(&desk, ": 'note　已收到三份　材料' Enter");
    desk_type(&desk, "Enter");
    const struct duban_history *history = &desk.session->history;
    cr_assert_str_eq(history->lines[history->n - 1].note, "已收到三份　材料");
}

Test(command_line, a_phase_is_named_by_a_part_or_by_number)
{
    desk_type(&desk, ": 'move-to 整改' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT, "the reason is asked for");
    desk_type(&desk, "'太忙' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 3);
    desk_type(&desk, ": 'move-to ４' Enter Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 4);
}

Test(command_line, a_status_is_named_in_any_of_its_words)
{
    desk_type(&desk, ": 'status 推进中' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DOING);
    desk_type(&desk, ": 'status dropped' Enter Enter");
    cr_assert(ui()->prompt.error != NULL, "a reason is a must");
    desk_type(&desk, "'并入其他活动' Enter");
    const struct duban_task *task = desk_task(&desk, "组织学习");
    cr_assert_eq(task->status, DUBAN_DROPPED);
    cr_assert_str_eq(task->reason, "并入其他活动");
}

Test(command_line, an_argument_of_a_form_stands_in_it)
{
    desk_type(&desk, ": 'add 召开座谈会' Enter");
    cr_assert(ui()->form != NULL);
    desk_type(&desk, "F2");
    cr_assert(desk_task(&desk, "召开座谈会") != NULL);
}

Test(command_line, a_count_is_an_argument)
{
    desk_type(&desk, ": 'right ２' Enter");
    cr_assert_eq(ui()->column, 3);
    desk_type(&desk, ": 'left x' Enter");
    assert_refused("left x", "次数");
}

Test(command_line, a_table_goes_to_the_file_that_is_named)
{
    char line[160], path[128];

    snprintf(path, sizeof path, "%s/a b.csv", desk.folder);
    snprintf(line, sizeof line, ": 'export %s' Enter", path);
    desk_type(&desk, line);
    desk_said(path);
    cr_assert_eq(access(path, R_OK), 0);
    unlink(path);
}

Test(command_line, a_number_selects_the_card_of_that_number)
{
    desk_type(&desk, ": '6' Enter");
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
    desk_type(&desk, "Enter : '４' Enter");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_CARD);
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_gt(desk.session->history.n, 0);
    desk_type(&desk, "5 : '2' Enter");
    cr_assert_str_eq(desk_selected(&desk), "动员大会");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_CARD);
}

Test(command_line, a_folded_card_is_unfolded_for_its_number)
{
    desk_type(&desk, ": '1' Enter");
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-|制定方案");
}

/* --- Refusals --------------------------------------------------------------------------------- */

Test(command_line, an_unknown_word_is_named_with_its_like)
{
    desk_type(&desk, ": 'deadlien 7月' Enter");
    assert_refused("deadlien 7月", "“deadlien”");
    assert_refused("deadlien 7月", "deadline");
    desk_type(&desk, "^U '天方夜谭' Enter");
    assert_refused("天方夜谭", "“天方夜谭”");
    desk_type(&desk, "'x'");
    cr_assert(ui()->prompt.error == NULL, "gone with the next letter");
}

Test(command_line, a_number_of_no_card_is_refused)
{
    desk_type(&desk, ": '99' Enter");
    assert_refused("99", "99");
    desk_remove(&desk, 6);
    duban_session_tick(desk.session, 0, DESK_AT);
    desk_type(&desk, "^U '6' Enter");
    assert_refused("6", "回收站");
    desk_type(&desk, "^U '99999999999999999999999' Enter");
    cr_assert(ui()->prompt.error != NULL);
}

Test(command_line, what_cannot_be_done_here_says_why)
{
    desk_type(&desk, ": 'form-save' Enter");
    assert_refused("form-save", "这里不能");
    desk_type(&desk, "Esc 9 l : 'done' Enter");
    assert_refused("done", "没有选中卡片");
    desk_reopen(&desk, true);
    desk_type(&desk, ": 'done' Enter");
    assert_refused("done", "--read-only");
}

Test(command_line, words_behind_a_command_that_takes_none_are_refused)
{
    desk_type(&desk, ": 'done 明天' Enter");
    assert_refused("done 明天", "明天");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    desk_type(&desk, "^U 'move-to 第九' Enter");
    assert_refused("move-to 第九", "第九");
}

/* A value that is refused stays in the question of the command itself. */
Test(command_line, a_refused_value_is_not_lost)
{
    desk_type(&desk, ": 'note' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    desk_type(&desk, "Enter");
    cr_assert(ui()->prompt.error != NULL);
    char line[160];
    snprintf(line, sizeof line, "Esc : 'export %s' Enter", desk.path);
    desk_type(&desk, line);
    assert_refused(desk.path, "看板文件本身");
}

/* --- Proposals -------------------------------------------------------------------------------- */

Test(command_line, names_are_proposed_and_taken_with_tab)
{
    desk_type(&desk, ": 'de'");
    cr_assert_str_eq(proposed(), "deadline|delete");
    desk_type(&desk, "Tab");
    cr_assert_str_eq(typed(), "deadline");
    desk_type(&desk, "Tab");
    cr_assert_str_eq(typed(), "delete");
    desk_type(&desk, "Tab");
    cr_assert_str_eq(typed(), "de");
    desk_type(&desk, "S-Tab S-Tab");
    cr_assert_str_eq(typed(), "deadline");
}

Test(command_line, a_lone_name_is_taken_with_a_blank_behind_it)
{
    desk_type(&desk, ": 'move-t' Tab");
    cr_assert_str_eq(typed(), "move-to ");
    cr_assert_str_eq(proposed(), "宣传发动|学习讨论|整改落实|总结");
    desk_type(&desk, "'学' Tab");
    cr_assert_str_eq(typed(), "move-to 学习讨论");
    cr_assert_str_eq(proposed(), "");
}

Test(command_line, what_is_proposed_can_be_given_here)
{
    desk_type(&desk, ":");
    for (size_t i = 0; i < ui()->prompt.list.n; i++) {
        enum duban_command command = duban_command_find(ui()->prompt.list.items[i].text);
        cr_assert_lt(command, DUBAN_COMMANDS);
        cr_assert_neq(duban_command_info(command)->contexts & DUBAN_IN_BOARD, 0);
    }
    cr_assert_gt(ui()->prompt.list.n, 20);
}

Test(command_line, statuses_and_departments_are_proposed)
{
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_LEADS, "宣传室");
    duban_session_tick(desk.session, 0, DESK_AT);
    desk_type(&desk, ": 'status 完'");
    cr_assert_str_eq(proposed(), "已完成");
    desk_type(&desk, "^U 'leads '");
    cr_assert_str_eq(proposed(), "综合处|宣传室");
    desk_type(&desk, "'综' Tab '、'");
    cr_assert_str_eq(typed(), "leads 综合处、");
    cr_assert_str_eq(proposed(), "宣传室");
}

Test(command_line, files_are_proposed_folder_by_folder)
{
    char line[160];

    snprintf(line, sizeof line, ": 'export %s/bo' Tab", desk.folder);
    desk_type(&desk, line);
    snprintf(line, sizeof line, "export %s", desk.path);
    cr_assert_str_eq(typed(), line);
}

Test(command_line, what_is_typed_is_read_while_it_is_typed)
{
    desk_type(&desk, ": 'deadline 7月中旬前'");
    cr_assert(strstr(ui()->prompt.reading, "7月20日"), "%s", ui()->prompt.reading);
    desk_type(&desk, "^U '6'");
    cr_assert(strstr(ui()->prompt.reading, "落实整改"), "%s", ui()->prompt.reading);
}

/* --- The past --------------------------------------------------------------------------------- */

Test(command_line, up_and_down_walk_through_what_was_given)
{
    desk_type(&desk, ": 'right' Enter : 'nonsense' Enter Esc : 'le'");
    desk_type(&desk, "Up");
    cr_assert_str_eq(typed(), "nonsense");
    desk_type(&desk, "Up");
    cr_assert_str_eq(typed(), "right");
    cr_assert_neq(desk_type(&desk, "Up") & DUBAN_REACT_BELL, 0);
    desk_type(&desk, "Down Down");
    cr_assert_str_eq(typed(), "le");
    desk_type(&desk, "Up Up Enter");
    cr_assert_eq(ui()->column, 3);
}
