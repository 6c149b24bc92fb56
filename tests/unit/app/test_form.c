/* Forms and one-line questions: what is typed, what is understood, what is refused and kept. */
#include "desk_suite.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/date.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(form, .init = desk_enter, .fini = desk_leave, .timeout = 60);

static const struct duban_ui *ui(void)
{
    return &desk.session->ui;
}

static const struct duban_form_field *field(enum duban_field id)
{
    for (size_t i = 0; i < ui()->form->n; i++)
        if (ui()->form->fields[i].field == id)
            return &ui()->form->fields[i];
    cr_assert(false, "the form has no such field");
    return NULL;
}

static void paste(const char *text)
{
    duban_session_key(desk.session, DUBAN_KEY(PASTE), text, DESK_AT);
}

/* --- Readings --------------------------------------------------------------------------------- */

static void assert_reading(const char *text, const char *reading)
{
    struct duban_campaign campaign;

    duban_campaign_init(&campaign);
    campaign.year = 2018;
    campaign.issued = DUBAN_NO_DATE;
    bool doubtful;
    char *said = duban_form_reading(&doubtful, &campaign, DUBAN_FIELD_TASK_DEADLINE, text);
    cr_assert_str_eq(said, reading, "%s is read as %s", text, said);
    free(said);
    duban_campaign_release(&campaign);
}

Test(form, deadlines_are_read_in_plain_words)
{
    assert_reading("6.25", "6月25日");
    assert_reading("7月中旬前", "7月20日（7月10日起提醒）");
    assert_reading("6月上旬", "6月1日至6月10日");
    assert_reading("12-1月", "12月1日至2019年1月31日");
    assert_reading("长期", "长期，不会逾期");
    assert_reading("", "不设时限，按阶段结束计");
    assert_reading("5月32日", "未能识别，原样保留；请写成 6月20日、6月底前 这样");
    assert_reading("6月20日左右", "6月20日（大约）");
}

Test(form, leads_are_read_when_there_is_more_than_one)
{
    const struct duban_campaign *campaign = &desk.session->campaign;
    bool doubtful;
    char *one = duban_form_reading(&doubtful, campaign, DUBAN_FIELD_TASK_LEADS, "综合处");
    char *two = duban_form_reading(&doubtful, campaign, DUBAN_FIELD_TASK_LEADS, "综合处、督查处");

    cr_assert(one == NULL);
    cr_assert_str_eq(two, "2 个单位：综合处 · 督查处");
    free(two);
}

/* --- One line --------------------------------------------------------------------------------- */

Test(form, a_deadline_is_read_while_it_is_typed)
{
    desk_type(&desk, "t");
    cr_assert_str_eq(ui()->prompt.edit.text.data, "6.20");
    cr_assert_str_eq(ui()->prompt.reading, "6月20日");
    desk_type(&desk, "^U '7月中旬前'");
    cr_assert_str_eq(ui()->prompt.reading, "7月20日（7月10日起提醒）");
    desk_type(&desk, "Enter");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "7月中旬前");
    cr_assert_eq(desk_task(&desk, "组织学习")->when.due, duban_date_make(2018, 7, 20));
}

Test(form, leads_are_split_as_a_cell_is)
{
    desk_type(&desk, "@ ^U '综合处、督查处' Enter Enter");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "综合处\n督查处");
    desk_type(&desk, "@");
    cr_assert_str_eq(ui()->prompt.edit.text.data, "综合处、督查处");
    desk_type(&desk, "Enter");
    cr_assert_str_eq(ui()->message, "没有改动");
}

/* --- Forms ------------------------------------------------------------------------------------ */

Test(form, a_new_task_is_added_to_the_present_phase)
{
    desk_type(&desk, "a '召开座谈会' Tab Tab '6月底前' Tab '督查处' Enter Enter");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_selected(&desk), "召开座谈会");
    cr_assert_str_eq(desk_column(&desk), "组织学习|交流讨论|召开座谈会");
    cr_assert_str_eq(desk_task(&desk, "召开座谈会")->leads, "督查处");
    cr_assert_eq(desk_task(&desk, "召开座谈会")->when.due, duban_date_make(2018, 6, 30));
}

Test(form, a_task_without_text_is_refused_beside_the_field)
{
    desk_type(&desk, "a Tab Tab '6.25' F2");
    cr_assert(ui()->form != NULL);
    cr_assert_eq(ui()->form->at, 0);
    cr_assert(ui()->form->fields[0].error != NULL);
    desk_type(&desk, "'补上' F2");
    cr_assert(ui()->form == NULL);
    cr_assert(desk_task(&desk, "补上") != NULL);
}

Test(form, a_date_that_is_none_is_refused_beside_its_field)
{
    desk_type(&desk, "e");
    duban_form_goto(ui()->form, DUBAN_FIELD_TASK_DUE);
    desk_type(&desk, "'2018-11-31' Enter");
    cr_assert(ui()->form != NULL);
    cr_assert(field(DUBAN_FIELD_TASK_DUE)->error != NULL);
    cr_assert_eq(desk_task(&desk, "组织学习")->when.due, duban_date_make(2018, 6, 20));
    desk_type(&desk, "^U '6月28日' Enter");
    cr_assert(ui()->form == NULL);
    cr_assert_eq(desk_task(&desk, "组织学习")->when.due, duban_date_make(2018, 6, 28));
    cr_assert(desk_task(&desk, "组织学习")->by_hand);
}

Test(form, only_what_was_changed_is_written)
{
    desk_type(&desk, "e End '和研讨' F2");
    cr_assert_str_eq(desk_selected(&desk), "组织学习和研讨");
    const struct duban_task *task = desk_task(&desk, "组织学习和研讨");
    cr_assert_str_eq(task->deadline, "6.20");
    cr_assert_eq(task->version, 2);
    desk_type(&desk, "e F2");
    cr_assert_eq(desk_task(&desk, "组织学习和研讨")->version, 2);
}

Test(form, text_has_lines_and_other_fields_have_not)
{
    desk_type(&desk, "e End Enter '第二行' F2");
    cr_assert_str_eq(desk_selected(&desk), "组织学习\n第二行");
    desk_type(&desk, "e Tab Tab Enter");
    cr_assert(ui()->form == NULL);
}

Test(form, a_paste_comes_in_one_piece)
{
    desk_type(&desk, "a");
    paste("甲\r\n乙");
    desk_type(&desk, "Tab Tab Tab");
    paste("综合处\n督查处");
    desk_type(&desk, "Enter Enter");
    cr_assert_str_eq(desk_task(&desk, "甲")->text, "甲\n乙");
    cr_assert_str_eq(desk_task(&desk, "甲")->leads, "综合处\n督查处");
}

Test(form, choices_are_walked_with_arrows)
{
    desk_type(&desk, "e");
    duban_form_goto(ui()->form, DUBAN_FIELD_TASK_STATUS);
    desk_type(&desk, "Right Right Right Left Enter");
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DONE);
    cr_assert_eq(desk_task(&desk, "组织学习")->done_on, duban_date_make(2018, 6, 18));
}

Test(form, another_phase_asks_for_a_reason_here_too)
{
    desk_type(&desk, "e Tab Right F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    desk_type(&desk, "Esc");
    cr_assert(ui()->form != NULL);
    desk_type(&desk, "F2 '合并开展' Enter");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_column(&desk), "落实整改|组织学习");
    desk_type(&desk, "Enter");
    const struct duban_history *history = &desk.session->history;
    cr_assert_eq(history->lines[history->n - 1].act, DUBAN_ACT_MOVE);
    cr_assert_str_eq(history->lines[history->n - 1].note, "合并开展");
}

Test(form, esc_asks_only_when_something_would_be_lost)
{
    desk_type(&desk, "e Esc");
    cr_assert(ui()->form == NULL);
    desk_type(&desk, "e 'x' Esc");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_CONFIRM);
    desk_type(&desk, "n");
    cr_assert(ui()->form != NULL);
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_TEXT)->edit.text.data, "组织学习x");
    desk_type(&desk, "Esc y");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->text, "组织学习");
}

Test(form, up_and_down_leave_a_text_at_its_ends)
{
    desk_type(&desk, "e End Enter '二' Up");
    cr_assert_eq(ui()->form->at, 0);
    desk_type(&desk, "Down");
    cr_assert_eq(ui()->form->at, 0);
    desk_type(&desk, "Down");
    cr_assert_eq(ui()->form->at, 1);
    desk_type(&desk, "Up Up Up");
    cr_assert_eq(ui()->form->at, ui()->form->n - 1);
    desk_type(&desk, "Tab S-Tab");
    cr_assert_eq(ui()->form->at, ui()->form->n - 1);
}

Test(form, giving_up_wants_a_reason)
{
    desk_type(&desk, "e");
    duban_form_goto(ui()->form, DUBAN_FIELD_TASK_STATUS);
    desk_type(&desk, "Left Enter");
    cr_assert(ui()->form != NULL);
    cr_assert_eq(ui()->form->fields[ui()->form->at].field, DUBAN_FIELD_TASK_REASON);
    desk_type(&desk, "'并入另一项' Enter");
    cr_assert(ui()->form == NULL);
    cr_assert_eq(desk_task(&desk, "组织学习")->status, DUBAN_DROPPED);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->reason, "并入另一项");
}

Test(form, saving_what_is_as_it_was_says_so)
{
    desk_type(&desk, "e F2");
    cr_assert(ui()->form == NULL);
    cr_assert(strstr(ui()->message, "没有改动") != NULL);
}

Test(form, a_line_is_merged_with_another_field)
{
    desk_type(&desk, "t ^U '6.25'");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "李四的备注");
    desk_type(&desk, "Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->deadline, "6.25");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->note, "李四的备注");
}

/* --- Departments ------------------------------------------------------------------------------ */

static const struct duban_offers *offers(void)
{
    return ui()->overlay == DUBAN_OVERLAY_PROMPT ? &ui()->prompt.offers : &ui()->form->offers;
}

/* Makes some departments known. */
static void employ(const char *cell)
{
    desk_meddle(&desk, 5, DUBAN_FIELD_TASK_LEADS, cell);
    duban_session_tick(desk.session, 0, DESK_AT);
}

static void open_leads(void)
{
    desk_type(&desk, "e");
    duban_form_goto(ui()->form, DUBAN_FIELD_TASK_LEADS);
}

Test(form, departments_are_offered_and_taken_while_they_are_typed)
{
    employ("综合处、督查处、宣传室、应急处");
    open_leads();
    desk_type(&desk, "^U '督'");
    cr_assert_str_eq(offers()->names, "督查处");
    cr_assert(duban_offers_chosen(offers()));
    desk_type(&desk, "Tab");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "督查处");
    cr_assert(!duban_offers_chosen(offers()));
    desk_type(&desk, "'、处' Right Enter");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "督查处、应急处");
    desk_type(&desk, "Tab");
    cr_assert_eq(ui()->form->fields[ui()->form->at].field, DUBAN_FIELD_TASK_SUPPORTS);
    desk_type(&desk, "F2");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "督查处\n应急处");
}

/* Arrows and Enter are enough: behind a name that stands the others are offered. */
Test(form, departments_are_picked_without_letters)
{
    employ("综合处、督查处、宣传室");
    open_leads();
    cr_assert_str_eq(offers()->names, "督查处\n宣传室");
    cr_assert(!duban_offers_chosen(offers()));
    desk_type(&desk, "Right Right Enter Right Enter");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "综合处、宣传室、督查处");
    cr_assert_eq(offers()->n, 0);
    desk_type(&desk, "^Z ^Z");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "综合处");
}

Test(form, what_is_offered_stands_in_nobodys_way)
{
    employ("综合处、督查处、宣传室");
    open_leads();
    desk_type(&desk, "Right Left Left '新'");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "综合新处");
    desk_type(&desk, "End ^U '督' Esc");
    cr_assert(!duban_offers_chosen(offers()));
    cr_assert(ui()->form != NULL);
    desk_type(&desk, "Down");
    cr_assert_eq(ui()->form->fields[ui()->form->at].field, DUBAN_FIELD_TASK_SUPPORTS);
    desk_type(&desk, "'督' Up");
    cr_assert_eq(ui()->form->fields[ui()->form->at].field, DUBAN_FIELD_TASK_LEADS);
}

Test(form, the_footer_says_how_to_take_what_is_offered)
{
    enum duban_command hints[4];

    employ("综合处、督查处");
    open_leads();
    desk_type(&desk, "'、督'");
    cr_assert_eq(duban_session_hints(desk.session, hints, 4), 4);
    cr_assert_eq(hints[0], DUBAN_COMMAND_OFFER_TAKE);
    for (int i = 0; i < 4; i++)
        cr_assert_neq(hints[i], DUBAN_COMMAND_FORM_NEXT, "Tab takes, it does not go on");
    desk_type(&desk, "Tab");
    cr_assert_eq(duban_session_hints(desk.session, hints, 4), 3);
    cr_assert_eq(hints[0], DUBAN_COMMAND_FORM_SAVE);
}

Test(form, leads_on_one_line_are_offered_too)
{
    employ("综合处、督查处");
    desk_type(&desk, "@ '、督' Tab Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "综合处\n督查处");
    desk_type(&desk, "@ ^U Tab Right Enter Enter");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "督查处");
}

Test(form, a_new_department_is_asked_about_with_its_likes)
{
    employ("综合处、应急处");
    open_leads();
    desk_type(&desk, "^U '应急科' F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    cr_assert_str_eq(ui()->menu.title, "「应急科」是新单位，确定新增？");
    cr_assert_eq(ui()->menu.n, 2);
    desk_type(&desk, "Esc");
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_LEADS)->edit.text.data, "应急科");
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "综合处");
    desk_type(&desk, "F2 Enter");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "应急处");
}

Test(form, another_name_of_a_department_is_not_new)
{
    employ("综合处、应急处");
    duban_strset(&desk.session->campaign.aliases, "应急科=应急处");
    desk_type(&desk, "@ ^U '应急科'");
    cr_assert_str_eq(ui()->prompt.reading, "即 应急处");
    desk_type(&desk, "Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "应急处");
}

Test(form, new_departments_are_made_when_confirmed_each_for_itself)
{
    open_leads();
    desk_type(&desk, "'、审计组、法规组' F2");
    cr_assert(strstr(ui()->menu.title, "审计组") != NULL);
    desk_type(&desk, "Enter");
    cr_assert(strstr(ui()->menu.title, "法规组") != NULL);
    desk_type(&desk, "Enter");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "综合处\n审计组\n法规组");
    desk_type(&desk, "e '。' F2");
    cr_assert(ui()->form == NULL, "what was there before is not asked about");
}

Test(form, a_new_department_on_one_line_keeps_the_line)
{
    desk_type(&desk, "@ '、综合出' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    desk_type(&desk, "Esc");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert_str_eq(ui()->prompt.edit.text.data, "综合处、综合出");
    desk_type(&desk, "^U '法规组' Enter Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_str_eq(desk_task(&desk, "组织学习")->leads, "法规组");
}

/* Faults are told before anything is asked. */
Test(form, a_fault_comes_before_the_question)
{
    desk_type(&desk, "a");
    duban_form_goto(ui()->form, DUBAN_FIELD_TASK_LEADS);
    desk_type(&desk, "'新来的组' F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_NONE);
    cr_assert_eq(ui()->form->at, 0);
    cr_assert(ui()->form->fields[0].error != NULL);
}

Test(form, an_answer_being_asked_about_is_kept_as_a_draft)
{
    desk_type(&desk, "@ ^U '法规组' Enter");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    desk_die(&desk);
    desk_type(&desk, "y");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert_str_eq(ui()->prompt.edit.text.data, "法规组");
}

/* --- Other people ----------------------------------------------------------------------------- */

Test(form, other_fields_are_merged_without_a_word)
{
    desk_type(&desk, "e End '甲'");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_NOTE, "李四的备注");
    desk_type(&desk, "F2");
    cr_assert(ui()->form == NULL);
    cr_assert_str_eq(desk_task(&desk, "组织学习甲")->note, "李四的备注");
}

Test(form, a_field_that_both_changed_is_pointed_out)
{
    desk_type(&desk, "e End '甲'");
    desk_meddle(&desk, 4, DUBAN_FIELD_TASK_TEXT, "组织学习乙");
    duban_session_tick(desk.session, 0, DESK_AT);
    cr_assert_str_eq(field(DUBAN_FIELD_TASK_TEXT)->edit.text.data, "组织学习甲");
    cr_assert(strstr(field(DUBAN_FIELD_TASK_TEXT)->error, "组织学习乙") != NULL);
    desk_type(&desk, "F2");
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    cr_assert(strstr(ui()->menu.preface, "李四") != NULL, "%s", ui()->menu.preface);
    desk_type(&desk, "m");
    cr_assert_str_eq(desk_selected(&desk), "组织学习甲");
}

Test(form, a_task_deleted_meanwhile_is_not_written)
{
    desk_type(&desk, "e 'x'");
    desk_remove(&desk, 4);
    duban_session_tick(desk.session, 0, DESK_AT);
    cr_assert(strstr(ui()->message, "回收站") != NULL);
    desk_type(&desk, "F2");
    cr_assert(ui()->form != NULL);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_MENU);
    cr_assert(desk_task(&desk, "组织学习") == NULL);
}

/* --- Export ----------------------------------------------------------------------------------- */

static void path_of(char *out, size_t size, const char *name)
{
    snprintf(out, size, "%s/%s", desk.folder, name);
}

static void export_to(const char *path)
{
    char script[256];

    snprintf(script, sizeof script, "w ^U '%s' Enter", path);
    desk_type(&desk, script);
}

Test(form, a_table_is_exported_and_replaced_only_when_agreed)
{
    char path[128];
    struct stat file;

    path_of(path, sizeof path, "表.csv");
    export_to(path);
    cr_assert_eq(stat(path, &file), 0, "%s", ui()->message);
    cr_assert_gt(file.st_size, 0);
    export_to(path);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_CONFIRM);
    desk_type(&desk, "y");
    cr_assert(strstr(ui()->message, "已导出") != NULL);
    unlink(path);
}

Test(form, the_board_itself_is_never_written_over)
{
    export_to(desk.path);
    cr_assert_eq(ui()->overlay, DUBAN_OVERLAY_PROMPT);
    cr_assert(ui()->prompt.error != NULL);
    desk_type(&desk, "Esc");
    desk_task(&desk, "组织学习");
}
