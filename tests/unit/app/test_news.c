/* News of others: what is said, which cards are marked and for how long, and what of one's own
 * place is left alone. */
#include "desk_suite.h"

#include "duban/instant.h"

#include <criterion/criterion.h>
#include <string.h>

#define A_MINUTE_LATER "2018-06-18T02:01:00Z"

TestSuite(news, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static void tick(void)
{
    duban_session_tick(desk.session, 0, DESK_AT);
}

static void assert_said(const char *text)
{
    cr_assert(ui()->message != NULL, "nothing was said; expected: %s", text);
    cr_assert_str_eq(ui()->message, text);
}

Test(news, says_who_did_what_and_marks_the_card)
{
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_LEADER, "王主任");
    tick();
    assert_said("李四：修改「动员大会」的牵头领导");
    cr_assert_eq(ui()->tone, DUBAN_TONE_INFO);
    cr_assert(duban_ui_is_fresh(ui(), 2));
    cr_assert(!duban_ui_is_fresh(ui(), 3));
}

Test(news, several_acts_are_counted)
{
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_LEADER, "王主任");
    desk_meddle(&desk, 3, DUBAN_FIELD_TASK_NOTE, "一");
    desk_remove(&desk, 5);
    tick();
    assert_said("李四：删除「交流讨论」；另有 2 次改动（按 5 看记录）");
    cr_assert(duban_ui_is_fresh(ui(), 2));
    cr_assert(duban_ui_is_fresh(ui(), 3));
}

Test(news, ones_own_acts_are_none)
{
    desk_type(&desk, "Space");
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_LEADER, "王主任");
    desk_type(&desk, "J");
    tick();
    assert_said("李四：修改「动员大会」的牵头领导");
    cr_assert(!duban_ui_is_fresh(ui(), 4));
    desk_type(&desk, "k");
    tick();
    cr_assert(ui()->message == NULL);
}

Test(news, the_mark_fades_after_a_minute)
{
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_LEADER, "王主任");
    tick();
    cr_assert_eq(duban_session_tick(desk.session, 0, "2018-06-18T02:00:59Z"), 0);
    cr_assert(duban_ui_is_fresh(ui(), 2));
    cr_assert_eq(duban_session_tick(desk.session, 0, A_MINUTE_LATER), DUBAN_REACT_DRAW);
    cr_assert(!duban_ui_is_fresh(ui(), 2));
    cr_assert_eq(duban_session_tick(desk.session, 0, A_MINUTE_LATER), 0);
}

/* A card is looked at when it was the selected one for as long as it takes to press a key. */
Test(news, the_mark_is_gone_when_it_was_looked_at)
{
    desk_meddle(&desk, 5, DUBAN_FIELD_TASK_NOTE, "一");
    tick();
    desk_type(&desk, "j");
    cr_assert_str_eq(desk_selected(&desk), "交流讨论");
    cr_assert(duban_ui_is_fresh(ui(), 5));
    desk_type(&desk, "k");
    cr_assert(!duban_ui_is_fresh(ui(), 5));
}

Test(news, a_warning_is_not_written_over)
{
    desk_type(&desk, "9 l x");
    cr_assert_eq(ui()->tone, DUBAN_TONE_WARN);
    desk_meddle(&desk, 2, DUBAN_FIELD_TASK_NOTE, "一");
    tick();
    cr_assert_eq(ui()->tone, DUBAN_TONE_WARN);
    cr_assert(duban_ui_is_fresh(ui(), 2));
}

Test(news, selection_scroll_and_an_open_form_stay)
{
    desk_type(&desk, "h j e End '改'");
    desk.session->ui.columns = NULL;
    desk.session->ui.n_columns = desk.session->ui.cap_columns = 0;
    duban_ui_column(&desk.session->ui, 1)->first = 1;
    desk_remove(&desk, 2);
    tick();
    cr_assert_eq(ui()->task_id, 3);
    cr_assert_eq(duban_ui_column(&desk.session->ui, 1)->first, 1);
    cr_assert(ui()->form != NULL);
    cr_assert(duban_form_changed(ui()->form));
    assert_said("李四：删除「动员大会」");
}

Test(news, an_act_of_ones_own_elsewhere_is_news)
{
    struct desk other = desk;

    other.session = NULL;
    desk_reopen(&other, false);
    desk_type(&other, "x");
    duban_session_close(other.session);
    tick();
    assert_said("张三：办结「组织学习」");
}

Test(news, instants_are_read_and_said)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int day = duban_instant_day("2018-06-18T02:00:00Z");

    cr_assert_eq(duban_instant_seconds("1970-01-02T00:00:01Z"), 86401);
    cr_assert_eq(duban_instant_seconds("gestern"), INT64_MIN);
    cr_assert_eq(duban_instant_seconds(NULL), INT64_MIN);
    duban_instant_say(&text, "2018-06-18T02:00:00Z", day);
    cr_assert_eq(text.len, 5);
    duban_buf_clear(&text);
    duban_instant_say(&text, "2018-06-18T02:00:00Z", day + 1);
    cr_assert_eq(text.len, 11);
    duban_buf_clear(&text);
    duban_instant_say(&text, "2017-06-18T02:00:00Z", day);
    cr_assert_eq(text.len, 16);
    duban_buf_release(&text);
}

static size_t editors(const struct duban_session *session, int64_t task)
{
    size_t n, found = 0;
    const struct duban_editor *others = duban_presence_others(session->presence, &n);

    for (size_t i = 0; i < n; i++)
        found += others[i].task == task && strcmp(others[i].name, "李四") == 0;
    return found;
}

Test(news, a_card_open_for_editing_elsewhere_says_who)
{
    struct desk other = desk;

    other.session = NULL;
    desk_reopen_as(&other, "李四", false);
    desk_type(&other, "e");
    duban_session_tick(other.session, 0, DESK_AT);
    cr_assert_eq(duban_session_tick(desk.session, 0, DESK_AT), DUBAN_REACT_DRAW);
    cr_assert_eq(editors(desk.session, 4), 1);
    desk_type(&other, "Esc j t");
    duban_session_tick(other.session, 0, DESK_AT);
    duban_session_tick(desk.session, 0, DESK_AT);
    cr_assert_eq(editors(desk.session, 4), 0);
    cr_assert_eq(editors(desk.session, 5), 1);
    duban_session_close(other.session);
    cr_assert_eq(duban_session_tick(desk.session, 0, DESK_AT), DUBAN_REACT_DRAW);
    cr_assert_eq(editors(desk.session, 5), 0);
    cr_assert_eq(duban_session_tick(desk.session, 0, DESK_AT), 0);
}
