/* Grouping, order, filter and marks at a session: what the keys do to the board then. */
#include "desk_suite.h"

#include "duban/date.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(arrange, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static const char *column(void)
{
    return desk.session->board.columns[ui()->column].name;
}

static void assert_refused(const char *key, const char *part)
{
    cr_assert(desk_type(&desk, key) & DUBAN_REACT_BELL);
    desk_said(part);
}

/* --- Grouping --------------------------------------------------------------------------------- */

Test(arrange, the_selection_stays_on_its_card)
{
    desk_type(&desk, "j v 2");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert_str_eq(column(), "综合处");
    desk_said("按牵头单位");
    desk_type(&desk, "v 4");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert_str_eq(column(), "6月");
    desk_type(&desk, "v 1");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert_str_eq(column(), "学习讨论");
}

Test(arrange, a_closed_card_is_unfolded_to_stay_selected)
{
    desk_type(&desk, "h z G");
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
    desk_type(&desk, "v 2");
    cr_assert_str_eq(desk_selected(&desk), "制定方案");
    cr_assert_str_eq(column(), "综合处");
}

Test(arrange, a_card_with_two_leads_is_selected_where_it_was)
{
    desk_type(&desk, "@ End '、督查处' Enter Enter v 2");
    cr_assert_str_eq(column(), "综合处");
    desk_type(&desk, "l");
    cr_assert_str_eq(column(), "督查处");
    desk_type(&desk, "Space");
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    cr_assert_str_eq(column(), "督查处");
}

Test(arrange, by_status_the_column_beside_is_the_next_status)
{
    desk_type(&desk, "v 3 L");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DOING);
    cr_assert_str_eq(column(), "进行中");
    cr_assert_str_eq(desk_selected(&desk), "组织学习");
    desk_type(&desk, "L");
    cr_assert_eq(desk_task(&desk, "组织学习")->done_on, duban_date_make(2018, 6, 18));
    desk_type(&desk, "H H");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    assert_refused("H", "前面没有了");
}

Test(arrange, giving_up_wants_a_reason)
{
    desk_type(&desk, "v 3 L L L Enter");
    cr_assert(ui()->prompt.error != NULL);
    desk_type(&desk, "'并入另一活动' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DROPPED);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->reason, "并入另一活动");
    assert_refused("L", "后面没有了");
    desk_type(&desk, "u");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
}

Test(arrange, what_would_help_is_said_where_a_card_cannot_be_moved)
{
    desk_type(&desk, "v 2");
    assert_refused("L", "@");
    assert_refused("J", "按 v");
    desk_type(&desk, "v 4");
    assert_refused("H", "按 t");
    desk_type(&desk, "v 3");
    assert_refused("z", "不收起");
    cr_assert_eq(desk_task(&desk, "组织学习")->version, 1, "nothing was changed");
}

/* What moves one card at a time says so while there are marks, and does nothing. */
Test(arrange, one_card_is_not_moved_while_others_are_marked)
{
    desk_type(&desk, "V");
    assert_refused("H", "按 m");
    assert_refused("L", "按 Esc");
    assert_refused("K", "按 m");
    assert_refused("J", "按 m");
    desk_type(&desk, "Esc K");
    cr_assert_str_eq(desk_column(&desk), "交流讨论|组织学习");
}

Test(arrange, another_phase_can_be_chosen_in_every_grouping)
{
    for (const char *key = "1234"; *key; key++) {
        char script[] = "v 1 m 1 Enter";

        script[2] = *key;
        desk_type(&desk, script);
        cr_assert_eq(desk_task(&desk, "组织学习")->phase, desk.session->campaign.phases[0]->id);
        desk_type(&desk, "u");
    }
}

static const struct duban_form_field *field(enum duban_field which)
{
    const struct duban_form *form = ui()->form;
    size_t i = 0;

    cr_assert(form != NULL);
    while (form->fields[i].field != which)
        cr_assert_lt(++i, form->n);
    return &form->fields[i];
}

Test(arrange, a_new_card_begins_as_its_column_has_it)
{
    desk_type(&desk, "v 2 a");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "综合处");
    cr_assert_eq(field(DUBAN_FIELD_TASK_PHASE)->choice, 1, "the phase of the selected card");
    desk_type(&desk, "Esc");
    cr_assert(ui()->form == NULL, "nothing was typed, so nothing is asked");
    desk_type(&desk, "v 4 a");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_DEADLINE)->edit.text.data, "6月");
    desk_type(&desk, "'新任务' F2");
    cr_assert_str_eq(column(), "6月");
    cr_assert_str_eq(desk_selected(&desk), "新任务");
    desk_type(&desk, "v 3 l a '又一项' F2");
    cr_assert_eq(desk_task(&desk, "又一项")->status, DUBAN_DOING);
    cr_assert_str_eq(column(), "进行中");
}

/* --- Order ------------------------------------------------------------------------------------ */

Test(arrange, another_order_is_not_the_plans)
{
    desk_type(&desk, "t ^U '6.29' Enter j t ^U '6.19' Enter s 2");
    cr_assert_str_eq(desk_column(&desk), "交流讨论|组织学习");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    assert_refused("J", "按 s");
    desk_type(&desk, "s 1");
    cr_assert_str_eq(desk_column(&desk), "组织学习|交流讨论");
    cr_assert_not(desk_type(&desk, "K") & DUBAN_REACT_BELL);
    cr_assert_str_eq(desk_column(&desk), "交流讨论|组织学习");
}

/* --- Filter ----------------------------------------------------------------------------------- */

Test(arrange, a_filter_is_seen_while_it_is_typed)
{
    desk_type(&desk, "f '交流'");
    cr_assert_str_eq(desk_column(&desk), "交流讨论");
    cr_assert_str_eq(ui()->prompt.reading, "筛出 1/6 项");
    desk_type(&desk, "Esc");
    cr_assert(ui()->filter.query == NULL);
    cr_assert_str_eq(desk_column(&desk), "组织学习|交流讨论");
    cr_assert_str_eq(desk_selected(&desk), "组织学习", "the selection is where it was");
}

Test(arrange, a_mistake_in_a_filter_is_named_with_its_place)
{
    desk_type(&desk, "f '交流 状态:好'");
    cr_assert(strstr(ui()->prompt.error, "第 4 个字起") != NULL, "%s", ui()->prompt.error);
    cr_assert(desk_type(&desk, "Enter") & DUBAN_REACT_BELL);
    cr_assert(ui()->overlay == DUBAN_OVERLAY_PROMPT);
    desk_type(&desk, "Backspace '进行中' Enter");
    cr_assert(ui()->overlay == DUBAN_OVERLAY_NONE);
}

Test(arrange, esc_clears_the_filter_and_an_empty_one_does_too)
{
    desk_type(&desk, "f '讨论' Enter");
    cr_assert_str_eq(ui()->filter.text, "讨论");
    desk_said("1/6");
    desk_type(&desk, "Esc");
    cr_assert(ui()->filter.text == NULL);
    desk_type(&desk, "f '讨论' Enter f ^U Enter");
    cr_assert(ui()->filter.text == NULL);
    cr_assert_not(desk_type(&desk, "Esc") & DUBAN_REACT_BELL, "nothing to clear is no mistake");
}

Test(arrange, the_footer_begins_with_what_esc_clears)
{
    enum duban_command hints[4];

    duban_session_hints(desk.session, hints, 4);
    cr_assert_neq(hints[0], DUBAN_COMMAND_CLEAR);
    desk_type(&desk, "f '讨论' Enter");
    duban_session_hints(desk.session, hints, 4);
    cr_assert_eq(hints[0], DUBAN_COMMAND_CLEAR);
    cr_assert_str_eq(duban_session_hint(desk.session, hints[0]), "清除筛选");
    desk_type(&desk, "V");
    cr_assert_str_eq(duban_session_hint(desk.session, hints[0]), "取消标记");
}

Test(arrange, usual_filters_are_offered)
{
    desk_type(&desk, "f '讨论' F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    cr_assert_str_eq(ui()->menu.items[0].text, "逾期");
    cr_assert_str_eq(ui()->menu.items[0].keys, "2 项");
    desk_type(&desk, "Esc");
    cr_assert(ui()->filter.query == NULL, "leaving the menu leaves all as it was");
    desk_type(&desk, "f F2 1");
    cr_assert_eq(desk.session->board.tally.total, 2);
    desk_type(&desk, "f F2 G Enter");
    cr_assert_str_eq(ui()->filter.text, "牵头:\"综合处\"");
    cr_assert_eq(desk.session->board.tally.total, 6);
}

Test(arrange, other_prompts_offer_nothing)
{
    desk_type(&desk, "i");
    cr_assert_not(duban_session_allows(desk.session, DUBAN_COMMAND_PROMPT_OFFER));
    desk_type(&desk, "F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
}

Test(arrange, a_card_that_leaves_the_filter_is_told)
{
    desk_type(&desk, "f '状态:未启动' Enter Space");
    desk_said("进行中");
    desk_said("它不合筛选");
    desk_type(&desk, "a '新任务' F2");
    cr_assert(strstr(ui()->message, "它不合筛选") == NULL);
    cr_assert_str_eq(desk_selected(&desk), "新任务");
}

Test(arrange, a_filter_by_days_moves_with_the_day)
{
    desk_type(&desk, "f '时限:今天' Enter");
    cr_assert_eq(desk.session->board.tally.total, 0);
    desk.session->today_fixed = false;
    duban_session_tick(desk.session, duban_date_make(2018, 6, 20), DESK_AT);
    cr_assert_eq(desk.session->board.tally.total, 1);
}

/* --- Marks ------------------------------------------------------------------------------------ */

static size_t open_tasks(void)
{
    const struct duban_campaign *campaign = &desk.session->campaign;
    size_t n = 0;

    for (size_t i = 0; i < campaign->n_tasks; i++)
        n += campaign->tasks[i]->status != DUBAN_DONE;
    return n;
}

Test(arrange, marked_cards_are_done_together_and_undone_together)
{
    desk_type(&desk, "V V");
    cr_assert_eq(ui()->marks.n, 2);
    desk_type(&desk, "x");
    cr_assert_str_eq(ui()->question, "办结 2 项任务？");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    desk_type(&desk, "y");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    cr_assert_eq(desk_task(&desk, "交流讨论")->status, DUBAN_DONE);
    cr_assert_eq(ui()->marks.n, 0);
    desk_type(&desk, "u");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    cr_assert_eq(desk_task(&desk, "交流讨论")->status, DUBAN_TODO);
}

Test(arrange, a_mark_is_taken_off_again_and_esc_takes_all)
{
    desk_type(&desk, "V k V");
    cr_assert_eq(ui()->marks.n, 0);
    desk_type(&desk, "^A");
    cr_assert_eq(ui()->marks.n, 5, "the folded card is not shown");
    desk_type(&desk, "f '讨论' Enter Esc");
    cr_assert_eq(ui()->marks.n, 0);
    cr_assert(ui()->filter.query != NULL, "marks first");
}

Test(arrange, what_is_out_of_sight_is_told_in_the_question)
{
    desk_type(&desk, "^A f '讨论' Enter d");
    cr_assert_str_eq(ui()->question, "把 5 项任务（其中 4 项不在眼前）放入回收站？");
    desk_type(&desk, "n");
    cr_assert_eq(desk.session->campaign.n_bin, 0);
    desk_type(&desk, "d y");
    cr_assert_eq(desk.session->campaign.n_bin, 5);
    desk_type(&desk, "u");
    cr_assert_eq(desk.session->campaign.n_bin, 0);
}

Test(arrange, marked_cards_are_planned_into_another_phase)
{
    desk_type(&desk, "V V m 3 '改期' Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->phase, desk.session->campaign.phases[2]->id);
    cr_assert_eq(desk_task(&desk, "交流讨论")->phase, desk.session->campaign.phases[2]->id);
    desk_said("2 项任务");
    desk_type(&desk, "Left Left Right");
    cr_assert_str_eq(desk_column(&desk), "");
    desk_type(&desk, "u");
    cr_assert_eq(desk_task(&desk, "交流讨论")->phase, desk.session->campaign.phases[1]->id);
}

Test(arrange, one_answer_sets_a_field_of_all)
{
    desk_type(&desk, "V V t");
    cr_assert_str_eq(ui()->prompt.edit.text.data, "", "their deadlines differ");
    desk_type(&desk, "Enter");
    cr_assert(ui()->prompt.error != NULL, "nothing is emptied by mistake");
    desk_type(&desk, "'6月底' Enter");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6月底");
    cr_assert_str_eq(desk_task(&desk, "交流讨论")->deadline, "6月底");
    desk_type(&desk, "k V V @");
    cr_assert_str_eq(ui()->prompt.edit.text.data, "综合处", "they have it in common");
    desk_type(&desk, "End '、督查处' Enter Enter");
    cr_assert_str_eq(desk_task(&desk, "交流讨论")->leads, "综合处\n督查处");
}

Test(arrange, a_step_is_one_step_for_all_or_none)
{
    desk_type(&desk, "V V Space y");
    cr_assert_eq(desk_task(&desk, "交流讨论")->status, DUBAN_DOING);
    desk_type(&desk, "k x k V V V");
    desk_type(&desk, "^A");
    assert_refused("Space", "状态不一");
    assert_refused("L", "按 m");
}

Test(arrange, one_conflict_refuses_all_and_says_which)
{
    desk_type(&desk, "V V x");
    desk_meddle(&desk, desk_task(&desk, "交流讨论")->id, DUBAN_FIELD_TASK_STATUS, "doing");
    desk_type(&desk, "y");
    desk_said("交流讨论");
    desk_said("李四");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_TODO);
    cr_assert_eq(ui()->marks.n, 2, "the marks stay for another try");
    cr_assert_eq(open_tasks(), 5);
}

Test(arrange, an_opened_card_is_meant_by_itself)
{
    desk_type(&desk, "V V k Enter x");
    cr_assert_eq(open_tasks(), 4);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
}

Test(arrange, marks_do_not_outlive_their_cards)
{
    desk_type(&desk, "V V");
    desk_remove(&desk, desk_task(&desk, "交流讨论")->id);
    duban_session_tick(desk.session, desk.session->today, DESK_AT);
    cr_assert_eq(ui()->marks.n, 1);
}
