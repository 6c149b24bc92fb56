/* The filter of the history on the screen: the words of duban history, in view while typed. */
#include "unit/app/desk_suite.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void set_up(void)
{
    desk_enter();
    desk_meddle(&desk, 1, DUBAN_FIELD_TASK_NOTE, "李四的话");
    desk_type(&desk, "x L Enter j x i '开过会了' Enter 5");
}

TestSuite(sift, .init = set_up, .fini = desk_leave, .timeout = 30);

static struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static size_t lines_by(const char *actor)
{
    const struct duban_history *history = &desk.session->history;
    size_t n = 0;

    for (size_t i = 0; i < history->n; i++)
        n += strcmp(history->lines[i].actor, actor) == 0;
    return n;
}

Test(sift, the_page_follows_what_is_typed)
{
    size_t all = desk.session->history.n;

    cr_assert_gt(lines_by("张三"), 0);
    desk_type(&desk, "f '经办:李四'");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert_gt(lines_by("李四"), 0);
    cr_assert_eq(lines_by("李四"), desk.session->history.n);
    cr_assert(strstr(ui()->prompt.reading, "1 条记录") != NULL, "%s", ui()->prompt.reading);
    desk_type(&desk, "Esc");
    cr_assert_eq(desk.session->history.n, all, "Esc takes back what was only tried");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_HISTORY);
}

Test(sift, what_is_accepted_stays_over_others_acts_and_until_it_is_cleared)
{
    size_t all = desk.session->history.n;

    desk_type(&desk, "f '经办:李四' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert(strstr(ui()->message, "筛出 1 条记录") != NULL, "%s", ui()->message);
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_NOTE, "又一句");
    duban_session_tick(desk.session, desk.session->today, DESK_AT);
    cr_assert_eq(lines_by("李四"), desk.session->history.n);
    cr_assert_eq(lines_by("李四"), 2);
    desk_type(&desk, "1 5");
    cr_assert_eq(desk.session->history.n, 2, "it is kept when the view is left");
    desk_type(&desk, "Esc");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_HISTORY, "Esc clears the filter first");
    cr_assert_eq(desk.session->history.n, all + 1);
    desk_type(&desk, "Esc");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_BOARD);
}

Test(sift, the_history_of_a_card_is_never_filtered)
{
    desk_type(&desk, "f '经办:王五' Enter 1 h h g Enter");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_CARD);
    cr_assert_gt(desk.session->history.n, 0);
}

Test(sift, a_mistake_is_told_beside_the_prompt_and_changes_nothing)
{
    size_t all = desk.session->history.n;

    desk_type(&desk, "f '起:胡说'");
    cr_assert(strstr(ui()->prompt.error, "胡说") != NULL);
    cr_assert_neq(desk_type(&desk, "Enter") & DUBAN_REACT_BELL, 0);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT, "the words are not lost");
    desk_type(&desk, "Esc");
    cr_assert_eq(desk.session->history.n, all);
}

Test(sift, the_usual_ones_are_chosen_without_typing)
{
    desk_type(&desk, "f F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    desk_type(&desk, "End Enter");
    cr_assert_str_eq(ui()->sifting.text, "经办:\"张三\"");
    cr_assert_eq(lines_by("张三"), desk.session->history.n);
    desk_type(&desk, "f F2 G Esc");
    cr_assert_str_eq(ui()->sifting.text, "经办:\"张三\"", "leaving the menu changes nothing");
    for (int i = 1; i <= 8; i++) {
        char script[32];

        snprintf(script, sizeof script, "f F2 %d", i);
        desk_type(&desk, script);
        cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE, "%d", i);
    }
}

Test(sift, it_is_a_command_by_name)
{
    desk_type(&desk, "F2");
    desk_type(&desk, "Esc : 'history-filter 动作:办结' Enter");
    cr_assert_str_eq(ui()->sifting.text, "动作:办结");
    for (size_t i = 0; i < desk.session->history.n; i++)
        cr_assert_eq(desk.session->history.lines[i].act, DUBAN_ACT_DONE);
}
