/* Two people at one card: what each of the ways to meet comes to. */
#include "desk_suite.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(clash, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static void tick(void)
{
    duban_session_tick(desk.session, 0, DESK_AT);
}

static void assert_asked(const char *part)
{
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU, "nothing was asked");
    cr_assert(ui()->menu.preface && strstr(ui()->menu.preface, part), "asked: %s",
              ui()->menu.preface);
}

/* --- A form ----------------------------------------------------------------------------------- */

/* Both change the deadline; the note is changed by them, the text by me. */
static void meet_in_form(void)
{
    desk_type(&desk, "e End '甲' Tab Tab ^U '6.25'");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_DEADLINE, "6.28");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "他们的");
}

static void assert_saved(const char *deadline)
{
    const struct duban_task *task = desk_task(&desk, "组织学习甲");

    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(task->deadline, deadline);
    cr_assert_str_eq(task->note, "他们的");
}

Test(clash, both_values_are_shown_with_who_and_when)
{
    meet_in_form();
    tick();
    desk_said("保存时");
    desk_type(&desk, "F2");
    assert_asked("原来：6.20\n李四 ");
    assert_asked("：6.28\n我的：6.25\n");
    cr_assert_str_eq(ui()->menu.title, "完成时限：两人都改了");
}

Test(clash, mine_is_taken)
{
    meet_in_form();
    tick();
    desk_type(&desk, "F2 m");
    assert_saved("6.25");
}

Test(clash, theirs_is_taken)
{
    meet_in_form();
    tick();
    desk_type(&desk, "F2 t");
    assert_saved("6.28");
}

Test(clash, mine_is_worked_on)
{
    meet_in_form();
    tick();
    desk_type(&desk, "F2 e");
    cr_assert(ui()->form != NULL);
    cr_assert_eq(ui()->form->fields[ui()->form->at].field, DUBAN_FIELD_TASK_DEADLINE);
    desk_type(&desk, "^U '6.26' F2");
    assert_saved("6.26");
}

Test(clash, esc_loses_nothing)
{
    meet_in_form();
    tick();
    desk_type(&desk, "F2 Esc");
    cr_assert(ui()->form != NULL);
    desk_type(&desk, "F2 Enter");
    assert_saved("6.25");
}

/* The other one was quicker by less than a look at the board. */
Test(clash, met_only_when_writing)
{
    meet_in_form();
    desk_type(&desk, "F2");
    assert_asked("我的：6.25");
    desk_type(&desk, "t");
    assert_saved("6.28");
}

Test(clash, the_same_value_is_none)
{
    desk_type(&desk, "e Tab Tab ^U '6.28'");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_DEADLINE, "6.28");
    tick();
    desk_type(&desk, "F2");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6.28");
}

Test(clash, who_agrees_meanwhile_ends_it)
{
    meet_in_form();
    tick();
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_DEADLINE, "6.25");
    tick();
    desk_type(&desk, "F2");
    assert_saved("6.25");
}

/* --- One line --------------------------------------------------------------------------------- */

static void meet_in_line(void)
{
    desk_type(&desk, "t ^U '6.25'");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_DEADLINE, "6.28");
}

Test(clash, a_line_asks_too)
{
    meet_in_line();
    tick();
    desk_type(&desk, "Enter");
    assert_asked("我的：6.25");
    desk_type(&desk, "m");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6.25");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
}

Test(clash, a_line_gives_way)
{
    meet_in_line();
    tick();
    desk_type(&desk, "Enter t");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6.28");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
}

Test(clash, a_line_is_worked_on)
{
    meet_in_line();
    tick();
    desk_type(&desk, "Enter e");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert_str_eq(ui()->prompt.edit.text.data, "6.25");
    desk_type(&desk, "Esc t ^U '6.24' Enter");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6.24");
}

Test(clash, a_line_met_when_writing_keeps_its_text)
{
    meet_in_line();
    desk_type(&desk, "Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert_str_eq(ui()->prompt.edit.text.data, "6.25");
    desk_type(&desk, "Enter");
    assert_asked("：6.28");
}

/* --- The bin ---------------------------------------------------------------------------------- */

Test(clash, what_was_changed_is_asked_about_again_before_it_is_deleted)
{
    desk_type(&desk, "d");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "他们的");
    tick();
    desk_type(&desk, "y");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_CONFIRM);
    cr_assert(strstr(ui()->question, "李四") != NULL, "%s", ui()->question);
    cr_assert(desk_task(&desk, "组织学习") != NULL);
    desk_type(&desk, "y");
    cr_assert(desk_task(&desk, "组织学习") == NULL);
}

Test(clash, what_changes_while_it_is_deleted_stays)
{
    desk_type(&desk, "d");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "他们的");
    desk_type(&desk, "y");
    desk_said("没有写入");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->note, "他们的");
}

Test(clash, a_deleted_task_is_restored_with_what_was_written)
{
    desk_type(&desk, "e End '甲'");
    desk_remove(&desk, 4);
    tick();
    desk_said("回收站");
    desk_type(&desk, "F2");
    assert_asked("李四");
    desk_type(&desk, "r");
    cr_assert(ui()->form == NULL);
    cr_assert(desk_task(&desk, "组织学习甲") != NULL);
    desk_type(&desk, "u");
    cr_assert(desk_task(&desk, "组织学习") == NULL);
}

Test(clash, or_kept_as_a_draft)
{
    desk_type(&desk, "e End '甲'");
    desk_remove(&desk, 4);
    tick();
    desk_type(&desk, "F2 s");
    cr_assert(ui()->form == NULL);
    cr_assert_eq(desk_drafts(&desk), 1);
    desk_reopen(&desk, false);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_CONFIRM);
}

Test(clash, or_the_form_stays)
{
    desk_type(&desk, "e End '甲'");
    desk_remove(&desk, 4);
    desk_type(&desk, "F2");
    cr_assert(ui()->form != NULL);
    desk_type(&desk, "F2 Esc");
    cr_assert(ui()->form != NULL);
    cr_assert(duban_form_changed(ui()->form));
}

Test(clash, both_delete_it)
{
    desk_type(&desk, "d");
    desk_remove(&desk, 4);
    desk_type(&desk, "y");
    cr_assert(desk_task(&desk, "组织学习") == NULL);
}

/* --- The plan --------------------------------------------------------------------------------- */

Test(clash, a_card_that_both_moved)
{
    desk_type(&desk, "L");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_PHASE, "4");
    tick();
    desk_type(&desk, "Enter");
    assert_asked("：总结\n我的：整改落实\n");
    desk_type(&desk, "t");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 4);
    desk_type(&desk, "u");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 4);
}

Test(clash, a_card_that_is_moved_all_the_same)
{
    desk_type(&desk, "L");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_PHASE, "4");
    tick();
    desk_type(&desk, "Enter m Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 3);
}

Test(clash, a_card_moved_and_edited_is_both)
{
    desk_type(&desk, "L");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "他们的");
    desk_type(&desk, "Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 3);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->note, "他们的");
}

Test(clash, a_phase_removed_under_a_move)
{
    desk_type(&desk, "m 4");
    desk_remove_phase(&desk, 4);
    desk_type(&desk, "Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, 2);
    desk_type(&desk, "m");
    cr_assert_eq(ui()->menu.n, 3);
}

Test(clash, a_phase_removed_under_a_form)
{
    desk_type(&desk, "e Tab Right Right End F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    desk_remove_phase(&desk, 4);
    tick();
    desk_type(&desk, "Esc");
    cr_assert(ui()->form != NULL);
    cr_assert(strstr(ui()->form->fields[1].error, "总结") != NULL);
    cr_assert_eq(ui()->form->fields[1].n_choices, 3);
}

Test(clash, a_phase_removed_under_a_new_task)
{
    desk_type(&desk, "9 l a '新任务'");
    desk_remove_phase(&desk, 4);
    desk_type(&desk, "F2");
    cr_assert(ui()->form != NULL);
    cr_assert(desk_task(&desk, "新任务") == NULL);
    cr_assert(strstr(ui()->form->fields[1].error, "总结") != NULL);
    desk_type(&desk, "F2");
    cr_assert(desk_task(&desk, "新任务") != NULL);
}

Test(clash, undo_names_who_came_after)
{
    desk_type(&desk, "x");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_STATUS, "doing");
    desk_type(&desk, "u");
    desk_said("李四 ");
    desk_said("不能撤销");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DOING);
}
