/* Grouping, order, filter and marks at a session: what the keys do to the board then. */
#include "desk.h"

#include "duban/date.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static struct desk desk;

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    desk_open(&desk);
}

static void fini(void)
{
    desk_close(&desk);
}

TestSuite(arrange, .init = init, .fini = fini, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static const char *column(void)
{
    return desk.session->board.columns[ui()->column].name;
}

static void assert_said(const char *part)
{
    cr_assert(ui()->message != NULL, "nothing was said; expected: %s", part);
    cr_assert(strstr(ui()->message, part) != NULL, "said: %s; expected: %s", ui()->message, part);
}

static void assert_refused(const char *key, const char *part)
{
    cr_assert(desk_type(&desk, key) & DUBAN_REACT_BELL);
    assert_said(part);
}

/* --- Grouping --------------------------------------------------------------------------------- */

Test(arrange, the_selection_stays_on_its_card)
{
    desk_type(&desk, "j v 2");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert_str_eq(column(), "综合处");
    assert_said("按牵头单位");
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
