/* The session: keys in, and what is then on the board, in memory and in the file. */
#include "desk_suite.h"

#include "duban/date.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(session, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

/* --- Moving about ----------------------------------------------------------------------------- */

Test(session, begins_at_the_phase_that_is_under_way)
{
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_eq(ui()->column, 1);
}

Test(session, done_cards_are_folded_to_the_bottom)
{
    desk_type(&desk, "h");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-");
    desk_type(&desk, "z");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-|制定方案");
}

Test(session, the_fold_opens_and_closes_with_enter)
{
    desk_type(&desk, "Left End");
    cr_assert_str_eq(desk_selected(&desk), "");
    desk_type(&desk, "Enter");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-|制定方案");
    desk_type(&desk, "Enter");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-");
}

Test(session, walks_up_down_and_across)
{
    desk_type(&desk, "j");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    desk_type(&desk, "k h");
    cr_assert_str_eq(desk_selected(&desk), "动员大会");
    desk_type(&desk, "2 j");
    cr_assert_eq(ui()->column, 0);
    desk_type(&desk, "l l");
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
    cr_assert_eq(desk_type(&desk, "3 l") & DUBAN_REACT_BELL, 0);
    cr_assert_eq(ui()->column, 3);
    cr_assert_neq(desk_type(&desk, "l") & DUBAN_REACT_BELL, 0);
}

Test(session, an_empty_column_is_no_trap)
{
    desk_type(&desk, "9 l");
    cr_assert_eq(ui()->column, 3);
    cr_assert_str_eq(desk_selected(&desk), "");
    cr_assert_neq(desk_type(&desk, "x") & DUBAN_REACT_BELL, 0);
    desk_said("没有选中卡片");
    desk_type(&desk, "Enter");
    desk_said("按 a 新增");
    desk_type(&desk, "g G ^F ^B ^D ^U j k h");
    cr_assert_str_eq(desk_selected(&desk), "落实整改");
}

Test(session, pages_are_as_long_as_the_screen_says)
{
    desk_type(&desk, "h ^F");
    cr_assert_eq(ui()->row, 2);
    desk_type(&desk, "^U");
    cr_assert_eq(ui()->row, 1);
    desk_type(&desk, "Home");
    cr_assert_eq(ui()->row, 0);
}

Test(session, keys_without_use_say_where_help_is)
{
    cr_assert_neq(desk_type(&desk, "Z") & DUBAN_REACT_BELL, 0);
    desk_said("F1");
    desk_type(&desk, "j");
    cr_assert(ui()->message == NULL);
}

/* --- Views ------------------------------------------------------------------------------------ */

Test(session, views_lie_over_each_other)
{
    desk_type(&desk, "Enter");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_CARD);
    desk_type(&desk, "？");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_HELP);
    desk_type(&desk, "Esc");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_CARD);
    desk_type(&desk, "5");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_HISTORY);
    cr_assert_gt(desk.session->history.n, 0);
    desk_type(&desk, "1");
    cr_assert_eq(duban_ui_view(ui()), DUBAN_VIEW_BOARD);
    cr_assert_eq(ui()->n_views, 1);
    cr_assert_eq(desk_type(&desk, "q") & DUBAN_REACT_QUIT, DUBAN_REACT_QUIT);
}

Test(session, scrolling_stops_at_the_ends)
{
    desk_type(&desk, "F1 3 j");
    cr_assert_eq(ui()->scroll[DUBAN_VIEW_HELP], 3);
    desk_type(&desk, "G");
    cr_assert_eq(ui()->scroll[DUBAN_VIEW_HELP], 15);
    cr_assert_neq(desk_type(&desk, "PgDn") & DUBAN_REACT_BELL, 0);
    desk_type(&desk, "g");
    cr_assert_eq(ui()->scroll[DUBAN_VIEW_HELP], 0);
}

Test(session, the_card_view_turns_to_the_next_card)
{
    desk_type(&desk, "Enter Right");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    desk_type(&desk, "Esc");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
}

Test(session, a_card_done_in_its_view_stays_in_view)
{
    desk_type(&desk, "Enter x");
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    desk_type(&desk, "Esc");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
}

Test(session, the_menu_does_without_letters)
{
    desk_type(&desk, "F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    while (strcmp(ui()->menu.items[ui()->menu.at].keys, "x") != 0)
        cr_assert_eq(desk_type(&desk, "Down") & DUBAN_REACT_BELL, 0, "no x in the menu");
    desk_type(&desk, "Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
}

Test(session, the_menu_takes_the_keys_that_it_shows)
{
    desk_type(&desk, "F2 x");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    cr_assert_neq(desk_type(&desk, "F2 Z") & DUBAN_REACT_BELL, 0);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
}

Test(session, the_footer_offers_what_can_be_done)
{
    enum duban_command hints[DUBAN_COMMANDS];
    size_t n = duban_session_hints(desk.session, hints, DUBAN_COMMANDS);

    cr_assert_eq(hints[0], DUBAN_COMMAND_OPEN);
    for (size_t i = 0; i < n; i++) {
        cr_assert(duban_session_allows(desk.session, hints[i]));
        if (i > 0)
            cr_assert_leq(duban_command_info(hints[i - 1])->rank,
                          duban_command_info(hints[i])->rank);
    }
    cr_assert_eq(duban_session_hints(desk.session, hints, 3), 3);
    cr_assert_eq(hints[0], DUBAN_COMMAND_OPEN);
}

/* --- Progress --------------------------------------------------------------------------------- */

Test(session, space_goes_one_step_on)
{
    desk_type(&desk, "Space");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DOING);
    desk_type(&desk, "Space");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    cr_assert_eq(desk_task(&desk, "组织学习")->done_on, duban_date_make(2018, 6, 18));
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert_str_eq(desk_column(&desk), "交流讨论|-");
}

Test(session, done_again_says_so)
{
    desk_type(&desk, "h z G");
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
    desk_type(&desk, "x");
    desk_said("已经办结");
    desk_type(&desk, "Space");
    cr_assert_eq(desk_task(&desk, "制定方案")->status, DUBAN_TODO);
    cr_assert_eq(desk_task(&desk, "制定方案")->done_on, DUBAN_NO_DATE);
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
}

Test(session, a_progress_line_goes_into_the_history)
{
    desk_type(&desk, "i '已开两次会' Enter");
    desk_said("已记下");
    desk_type(&desk, "Enter");
    const struct duban_history *history = &desk.session->history;
    cr_assert_gt(history->n, 0);
    cr_assert_eq(history->lines[history->n - 1].act, DUBAN_ACT_NOTE);
    cr_assert_str_eq(history->lines[history->n - 1].note, "已开两次会");
    cr_assert_str_eq(history->lines[history->n - 1].actor, "张三");
}

Test(session, an_empty_progress_line_is_asked_for_again)
{
    desk_type(&desk, "i '  ' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert(ui()->prompt.error != NULL);
    desk_type(&desk, "Esc");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
}

/* --- The plan --------------------------------------------------------------------------------- */

Test(session, another_phase_asks_for_a_reason)
{
    desk_type(&desk, "L");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert(ui()->prompt.reading && strstr(ui()->prompt.reading, "6月20日"), "no warning");
    desk_type(&desk, "'场地未定' Enter");
    cr_assert_eq(ui()->column, 2);
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_str_eq(desk_column(&desk), "落实整改|组织学习");
    desk_said("之外");
    cr_assert_eq(ui()->tone, DUBAN_TONE_WARN);
    desk_type(&desk, "Enter");
    cr_assert_str_eq(desk.session->history.lines[desk.session->history.n - 1].note, "场地未定");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
}

Test(session, the_reason_may_be_left_empty_and_esc_moves_nothing)
{
    desk_type(&desk, "L Esc");
    cr_assert_eq(ui()->column, 1);
    desk_type(&desk, "L Enter");
    cr_assert_eq(ui()->column, 2);
}

Test(session, there_is_nothing_before_the_first_phase)
{
    desk_type(&desk, "h H");
    desk_said("第一个阶段");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
}

Test(session, a_phase_is_chosen_from_a_menu)
{
    desk_type(&desk, "m");
    cr_assert_eq(ui()->menu.n, 4);
    cr_assert_eq(ui()->menu.at, 1);
    desk_type(&desk, "4");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    desk_type(&desk, "Enter");
    cr_assert_eq(ui()->column, 3);
    cr_assert_str_eq(desk_column(&desk), "组织学习");
}

Test(session, cards_are_put_in_another_order)
{
    desk_type(&desk, "J");
    cr_assert_str_eq(desk_column(&desk), "交流讨论|组织学习");
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_neq(desk_type(&desk, "J") & DUBAN_REACT_BELL, 0);
    desk_type(&desk, "K");
    cr_assert_str_eq(desk_column(&desk), "组织学习|交流讨论");
    desk_type(&desk, "h J");
    cr_assert_str_eq(desk_column(&desk), "广泛宣传|动员大会|-");
    desk_type(&desk, "3 K");
    cr_assert_str_eq(desk_column(&desk), "动员大会|广泛宣传|-");
    desk_task(&desk, "动员大会");
    desk_task(&desk, "制定方案");
}

/* --- The bin, undo ---------------------------------------------------------------------------- */

Test(session, the_bin_takes_and_gives_back)
{
    desk_type(&desk, "d");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_CONFIRM);
    desk_type(&desk, "n");
    cr_assert(desk_task(&desk, "组织学习") != NULL);
    desk_type(&desk, "d y");
    cr_assert(desk_task(&desk, "组织学习") == NULL);
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    desk_type(&desk, "b Enter");
    cr_assert(desk_task(&desk, "组织学习") != NULL);
    desk_type(&desk, "Enter");
    desk_said("空的");
    desk_type(&desk, "Esc");
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
}

Test(session, undo_and_redo_go_where_it_happened)
{
    desk_type(&desk, "x l u");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    desk_said("已撤销");
    desk_type(&desk, "^R");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    desk_type(&desk, "u U");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
}

Test(session, undo_survives_a_restart)
{
    desk_type(&desk, "L Enter");
    desk_reopen(&desk, false);
    desk_type(&desk, "u");
    cr_assert_str_eq(desk_column(&desk), "组织学习|交流讨论");
}

Test(session, undo_takes_back_what_one_did_elsewhere)
{
    struct desk other = desk;

    other.session = NULL;
    desk_reopen(&other, false);
    desk_type(&other, "x");
    duban_session_close(other.session);
    desk_type(&desk, "u");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    cr_assert_eq(desk_task(&desk, "组织学习")->version, 3);
}

Test(session, nothing_to_undo_is_said)
{
    desk_type(&desk, "^R");
    cr_assert(ui()->message != NULL);
    cr_assert_eq(ui()->tone, DUBAN_TONE_ERROR);
}

/* --- Read-only, other people ------------------------------------------------------------------ */

Test(session, a_read_only_board_refuses_with_a_word)
{
    static const char *const keys[] = {"Space", "x", "a", "e", "t", "@", "i", "d", "H", "K", "u"};

    desk_reopen(&desk, true);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        cr_assert_neq(desk_type(&desk, keys[i]) & DUBAN_REACT_BELL, 0, "%s", keys[i]);
        desk_said("只读");
        cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
        cr_assert(ui()->form == NULL);
    }
}

Test(session, a_tick_shows_what_others_did_and_keeps_the_selection)
{
    desk_type(&desk, "j");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_STATUS, "done");
    cr_assert_eq(duban_session_tick(desk.session, 0, DESK_AT), DUBAN_REACT_DRAW);
    cr_assert_str_eq(desk_column(&desk), "交流讨论|-");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert_eq(duban_session_tick(desk.session, 0, DESK_AT), 0);
    desk_said("李四：修改「组织学习」的状态");
}

Test(session, another_field_is_merged_without_a_word)
{
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "别处写的");
    cr_assert_eq(desk_type(&desk, "x") & DUBAN_REACT_BELL, 0);
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->note, "别处写的");
}

Test(session, a_conflict_writes_nothing_and_names_who_was_first)
{
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_STATUS, "doing");
    cr_assert_neq(desk_type(&desk, "x") & DUBAN_REACT_BELL, 0);
    desk_said("的“状态”刚被 李四");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DOING);
    desk_type(&desk, "x");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
}

Test(session, a_new_day_moves_the_lights_unless_today_was_given)
{
    int day = desk.session->today;

    cr_assert_eq(duban_session_tick(desk.session, day + 30, DESK_AT), 0);
    cr_assert_eq(desk.session->today, day);
    desk.session->today_fixed = false;
    cr_assert_eq(duban_session_tick(desk.session, day + 5, DESK_AT), DUBAN_REACT_DRAW);
    cr_assert_eq(desk.session->board.columns[1].tally.red, 1);
}

Test(session, an_answer_goes_to_the_card_that_was_asked_about)
{
    desk_type(&desk, "t");
    desk_meddle(&desk, 5, DUBAN_FIELD_TASK_NOTE, "x");
    duban_session_tick(desk.session, 0, DESK_AT);
    desk_type(&desk, "^U '6.25' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->when.due, duban_date_make(2018, 6, 25));
}

Test(session, an_answer_about_a_card_that_is_gone_is_refused)
{
    desk_type(&desk, "t ^U '6.25'");
    desk_remove(&desk, 4);
    duban_session_tick(desk.session, 0, DESK_AT);
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    desk_type(&desk, "Enter");
    desk_said("删除");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_str_eq(desk_task(&desk, "交流讨论")->deadline, "6.30");
}
