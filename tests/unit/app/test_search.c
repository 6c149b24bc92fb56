/* Looking for text: while it is typed, on and back, and what is left when it ends. */
#include "desk_suite.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(search, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_search *search(void)
{
    return &desk.session->ui.search;
}

static void assert_at(size_t at, size_t n, const char *selected)
{
    cr_assert_eq(search()->n, n, "%zu hits", search()->n);
    cr_assert_eq(search()->at, at, "at %zu", search()->at);
    cr_assert_str_eq(desk_selected(&desk), selected);
}

/* --- While it is typed ------------------------------------------------------------------------ */

Test(search, the_selection_goes_along_as_one_types)
{
    desk_type(&desk, "h / '学'");
    assert_at(1, 1, "组织学习");
    desk_type(&desk, "^U '落'");
    assert_at(1, 1, "落实整改");
    desk_type(&desk, "'x'");
    cr_assert_eq(search()->n, 0);
    cr_assert_str_eq(desk_selected(&desk), "动员大会", "back where it began");
    desk_type(&desk, "Backspace Enter");
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
    cr_assert_eq(desk.session->ui.overlay, DUBAN_OVERLAY_NONE);
    cr_assert_str_eq(search()->key, "落");
}

Test(search, esc_goes_back_and_takes_the_mark_away)
{
    desk_type(&desk, "j ／ '落实' Esc");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert(search()->key == NULL);
    desk_type(&desk, "/ '落实' Enter");
    cr_assert(search()->key != NULL);
    desk_type(&desk, "Esc");
    cr_assert(search()->key == NULL);
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
}

/* 综合处 leads them all; the card that is selected is itself the first one looked at. */
Test(search, width_and_case_and_blanks_make_no_difference)
{
    desk_meddle(&desk, 5, DUBAN_FIELD_TASK_NOTE, "见 ＯＡ 系统第２号");
    duban_session_tick(desk.session, 0, DESK_AT);
    desk_type(&desk, "/ 'oa系统第2' Enter");
    assert_at(1, 1, "交流讨论");
}

Test(search, a_hit_in_a_fold_unfolds_it_until_esc)
{
    desk_type(&desk, "h / '制定'");
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-|制定方案");
    desk_type(&desk, "Esc");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-");
    desk_type(&desk, "/ '制定' Enter");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-|制定方案");
}

Test(search, esc_goes_back_to_a_fold_and_to_an_empty_column)
{
    desk_type(&desk, "h G / '落实' Esc");
    cr_assert_eq(desk.session->ui.column, 0);
    cr_assert_eq(desk.session->ui.row, 2);
    desk_type(&desk, "3 l / '落实' Esc");
    cr_assert_eq(desk.session->ui.column, 3);
}

/* --- On and back ------------------------------------------------------------------------------ */

Test(search, n_goes_on_in_plan_order_and_around)
{
    desk_type(&desk, "/ '综合处' Enter");
    assert_at(4, 6, "组织学习");
    desk_type(&desk, "n");
    assert_at(5, 6, "交流讨论");
    desk_type(&desk, "n n");
    assert_at(1, 6, "制定方案");
    desk_said("从头");
    desk_type(&desk, "N");
    assert_at(6, 6, "落实整改");
    desk_said("末尾");
    desk_type(&desk, "4 N");
    assert_at(2, 6, "动员大会");
    desk_type(&desk, "2 n");
    assert_at(4, 6, "组织学习");
}

Test(search, n_begins_where_the_selection_is)
{
    desk_type(&desk, "/ '讨论' Enter");
    assert_at(1, 1, "交流讨论");
    desk_type(&desk, "/ '会' Enter");
    cr_assert_str_eq(desk_selected(&desk), "动员大会");
    desk_type(&desk, "l n");
    assert_at(1, 1, "动员大会");
    desk_said("从头");
    desk_type(&desk, "l N");
    assert_at(1, 1, "动员大会");
}

Test(search, nothing_found_is_said)
{
    cr_assert_neq(desk_type(&desk, "n") & DUBAN_REACT_BELL, 0);
    desk_said("请按 /");
    desk_type(&desk, "/ '没有的' Enter");
    desk_said("没有找到“没有的”");
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_neq(desk_type(&desk, "n") & DUBAN_REACT_BELL, 0);
    desk_said("没有找到");
}

/* What a filter leaves out is not looked for, and the way to it is told. */
Test(search, nothing_found_among_what_is_shown_says_so)
{
    desk_type(&desk, "f '讨论' Enter / '动员' Enter");
    desk_said("按 Esc 清除筛选");
    desk_type(&desk, "Esc Esc / '动员' Enter");
    cr_assert_str_eq(desk_selected(&desk), "动员大会");
}

Test(search, enter_without_a_word_looks_for_the_last_one)
{
    desk_type(&desk, "/ '落实' Enter Esc h h / Enter");
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
    desk_type(&desk, "h / Up");
    cr_assert_str_eq(desk.session->ui.prompt.edit.text.data, "落实");
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
    desk_type(&desk, "Esc : 'search 广泛' Enter");
    cr_assert_str_eq(desk_selected(&desk), "广泛宣传");
}

/* In a page the screen counts, and is asked to bring the place into sight. */
Test(search, in_a_card_the_screen_is_asked)
{
    desk_type(&desk, "Enter / '综合'");
    cr_assert(search()->seek);
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    desk.session->ui.search.n = 3;
    desk.session->ui.search.at = 1;
    desk_type(&desk, "Enter n n");
    cr_assert_eq(search()->at, 3);
    desk_type(&desk, "n");
    cr_assert_eq(search()->at, 1);
    desk_said("从头");
    desk_type(&desk, "N");
    cr_assert_eq(search()->at, 3);
}
