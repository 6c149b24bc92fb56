/* A revised plan: which row is which task, and what of a task follows the file. */
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(match, .timeout = 60);

#define HEADER "序号,阶段,任务,时限,牵头单位\n"
#define PLAN   HEADER "1,学习（5月）,甲 任务,5.25,综合处\n2,,乙,5.26,督查处\n3,实践,丙,5.27,\n"

static void start(struct sheet *sheet)
{
    sheet_init(sheet);
    sheet_takes(sheet, PLAN);
    cr_assert_eq(sheet->campaign.n_tasks, 3);
}

Test(match, the_same_file_changes_nothing)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, PLAN);
    cr_assert_eq(sheet.changes, 0);
    sheet_reported(&sheet, "与看板相同，没有改动");
    sheet_release(&sheet);
}

Test(match, plan_fields_follow_the_file)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet,
                HEADER "5,实践,甲任务,6.25,\n2,学习（5月）,乙,5.26,督查处\n3,实践,丙,5.27,\n");
    cr_assert_eq(sheet.campaign.n_tasks, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct duban_task *task = sheet_task(&sheet, i);

        if (task->id != 1)
            continue;
        cr_assert_str_eq(task->serial, "5");
        cr_assert_str_eq(task->text, "甲任务");
        cr_assert_eq(task->when.due, duban_date_make(2018, 6, 25));
        cr_assert_null(task->leads);
        cr_assert_str_eq(duban_campaign_phase(&sheet.campaign, task->phase)->name, "实践");
    }
    sheet_reported(&sheet, "新增 0，更新 1，不变 2");
    sheet_release(&sheet);
}

Test(match, progress_stays)
{
    struct sheet sheet;
    struct duban_task *task;

    start(&sheet);
    task = duban_campaign_task(&sheet.campaign, 1);
    task->status = DUBAN_DONE;
    task->done_on = duban_date_make(2018, 5, 20);
    duban_strset(&task->progress, "已印发");
    duban_strset(&task->note, "注");
    sheet_takes(&sheet, "任务,状态,进展,备注,办结日期\n甲 任务,未启动,,,\n");
    cr_assert_eq(task->status, DUBAN_DONE);
    cr_assert_eq(task->done_on, duban_date_make(2018, 5, 20));
    cr_assert_str_eq(task->progress, "已印发");
    cr_assert_str_eq(task->note, "注");
    cr_assert_str_eq(task->deadline, "5.25");
    sheet_takes(&sheet, "任务,状态,备注\n甲 任务,不再推进,新\n");
    cr_assert_eq(task->status, DUBAN_DROPPED);
    cr_assert_str_eq(task->note, "新");
    sheet_release(&sheet);
}

Test(match, dates_set_by_hand_stay)
{
    struct sheet sheet;
    struct duban_task *task;

    start(&sheet);
    task = duban_campaign_task(&sheet.campaign, 1);
    task->by_hand = true;
    task->when.due = duban_date_make(2018, 9, 9);
    sheet_takes(&sheet, HEADER "1,学习（5月）,甲 任务,6.30,综合处\n");
    cr_assert_str_eq(task->deadline, "6.30");
    cr_assert_eq(task->when.due, duban_date_make(2018, 9, 9));
    sheet_release(&sheet);
}

/* The same plan once more, after somebody has worked with the board. */
Test(match, a_file_that_lags_behind_takes_nothing_back)
{
    static const char *const table = "任务,状态,进展,办结日期\n甲 任务,进行中,招标,\n乙,,,\n";
    struct sheet sheet;
    struct duban_task *task;

    start(&sheet);
    sheet_takes(&sheet, table);
    task = duban_campaign_task(&sheet.campaign, 1);
    cr_assert_eq(task->status, DUBAN_DOING);
    task->status = DUBAN_DONE;
    task->done_on = duban_date_make(2018, 6, 1);
    duban_strset(&task->progress, "已竣工");
    sheet_takes(&sheet, table);
    cr_assert_eq(sheet.changes, 0);
    cr_assert_eq(task->status, DUBAN_DONE);
    cr_assert_str_eq(task->progress, "已竣工");
    sheet_reported(&sheet, "2: 状态: 看板上是“已完成”，文件里是“进行中”，保留看板上的");
    sheet_reported(&sheet, "2: 进展: 看板上是“已竣工”，文件里是“招标”，保留看板上的");
    sheet_release(&sheet);
}

Test(match, extended_deadlines_stay)
{
    struct sheet sheet;
    struct duban_task *task;

    start(&sheet);
    task = duban_campaign_task(&sheet.campaign, 1);
    task->extensions = 1;
    duban_strset(&task->deadline, "7月20日");
    task->when.due = duban_date_make(2018, 7, 20);
    sheet_takes(&sheet, PLAN);
    cr_assert_eq(sheet.changes, 0);
    cr_assert_str_eq(task->deadline, "7月20日");
    cr_assert_eq(task->when.due, duban_date_make(2018, 7, 20));
    sheet_reported(&sheet, "2: 时限: 看板上是“7月20日”，文件里是“5.25”，保留看板上的");
    sheet_takes(&sheet, HEADER "1,学习（5月）,甲 任务,7.20,综合处\n");
    cr_assert_str_eq(task->deadline, "7.20");
    cr_assert_eq(task->when.due, duban_date_make(2018, 7, 20));
    sheet_release(&sheet);
}

Test(match, missing_tasks_are_named_and_stay)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, HEADER "2,学习（5月）,乙,5.26,督查处\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_reported(&sheet, "看板中有 2 项任务不在文件里，保留未动： #1 #3");
    sheet_release(&sheet);
}

Test(match, replace_puts_missing_tasks_into_the_bin)
{
    struct sheet sheet;

    start(&sheet);
    sheet.with.mode = DUBAN_IMPORT_REPLACE;
    sheet_takes(&sheet, HEADER "2,学习（5月）,乙,5.26,督查处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 1);
    cr_assert_eq(sheet.campaign.n_bin, 2);
    sheet_release(&sheet);
}

Test(match, append_makes_every_row_new)
{
    struct sheet sheet;

    start(&sheet);
    sheet.with.mode = DUBAN_IMPORT_APPEND;
    sheet_takes(&sheet, PLAN);
    cr_assert_eq(sheet.campaign.n_tasks, 6);
    cr_assert_eq(sheet.campaign.n_phases, 2);
    sheet_release(&sheet);
}

Test(match, equal_texts_are_told_by_phase_and_order)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习,总结,5.1,\n2,,总结,5.2,\n3,实践,总结,5.3,\n");
    sheet_takes(&sheet, HEADER "3,实践,总结,5.13,\n1,学习,总结,5.11,\n2,,总结,5.12,\n");
    cr_assert_eq(sheet.campaign.n_tasks, 3);
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(sheet_task(&sheet, i)->when.due, duban_date_make(2018, 5, 11 + (int)i));
    sheet_takes(&sheet, HEADER "1,学习,总结,5.11,\n3,实践,总结,5.13,\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_release(&sheet);
}

Test(match, ids_match_whatever_the_text)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, "任务,duban\n甲改,1\n乙,2\n丙,3\n丁,\n");
    cr_assert_str_eq(duban_campaign_task(&sheet.campaign, 1)->text, "甲改");
    cr_assert_eq(sheet.campaign.n_tasks, 4);
    sheet_release(&sheet);
}

Test(match, an_id_counts_once_and_must_be_one)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, "任务,duban\n甲 任务,1\n甲的副本,1\n乙,二\n");
    cr_assert_eq(sheet.campaign.n_tasks, 4);
    sheet_reported(&sheet, "编号 1 前面已经用过");
    sheet_reported(&sheet, "“二”不是任务编号");
    sheet_release(&sheet);
}

Test(match, ids_of_another_board_are_left_aside)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, "任务,duban\nA,1\nB,2\nC,3\n");
    cr_assert_eq(sheet.campaign.n_tasks, 6);
    cr_assert_str_eq(duban_campaign_task(&sheet.campaign, 1)->text, "甲 任务");
    sheet_reported(&sheet, "这些编号不是本看板的");
    sheet_release(&sheet);
}

Test(match, an_empty_board_takes_the_ids_over)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,duban\n甲,3\n乙,7\n丙,\n");
    cr_assert_eq(sheet_task(&sheet, 0)->id, 3);
    cr_assert_eq(sheet_task(&sheet, 1)->id, 7);
    cr_assert_eq(sheet_task(&sheet, 2)->id, 8);
    sheet_release(&sheet);
}

Test(match, a_file_without_phases_moves_nothing)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, "任务,时限\n甲 任务,5.25\n乙,5.26\n丙,5.27\n");
    cr_assert_eq(sheet.changes, 0);
    cr_assert_eq(sheet.campaign.n_phases, 2);
    sheet_takes(&sheet, "任务,时限\n丁,5.25\n");
    cr_assert_str_eq(sheet_phase(&sheet, 2), "未分阶段");
    sheet_release(&sheet);
}

Test(match, a_new_window_of_a_phase_is_taken)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, HEADER "1,学习（5月至6月）,甲 任务,5.25,综合处\n2,,乙,5.26,督查处\n");
    cr_assert_eq(sheet.campaign.n_phases, 2);
    cr_assert_str_eq(sheet.campaign.phases[0]->window, "5月至6月");
    cr_assert_eq(sheet.campaign.phases[0]->end, duban_date_make(2018, 6, 30));
    sheet_takes(&sheet, HEADER "1,学习（长期）,甲 任务,5.25,综合处\n2,,乙,5.26,督查处\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_takes(&sheet, HEADER "1,一、学习,甲 任务,5.25,综合处\n2,,乙,5.26,督查处\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_release(&sheet);
}

Test(match, supports_in_the_lead_cell_survive_an_empty_column)
{
    static const char table[] =
        "任务,牵头单位,配合单位\n甲,综合处（牵头）、督查处（配合）,\n乙,综合处,业务处\n";
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, table);
    cr_assert_str_eq(sheet_task(&sheet, 0)->supports, "督查处");
    sheet_takes(&sheet, table);
    cr_assert_eq(sheet.changes, 0);
    sheet_takes(&sheet, "任务,牵头单位,配合单位\n甲,综合处,\n乙,综合处,\n");
    cr_assert_null(sheet_task(&sheet, 0)->supports);
    cr_assert_null(sheet_task(&sheet, 1)->supports);
    sheet_release(&sheet);
}

Test(match, extra_columns_grow_and_follow)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,经费\n甲,5\n");
    sheet_takes(&sheet, "任务,地点,经费\n甲,会议室,\n");
    cr_assert_str_eq(sheet.campaign.columns, "经费\n地点");
    cr_assert_null(duban_task_extra(sheet_task(&sheet, 0), "经费"));
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "地点"), "会议室");
    sheet_release(&sheet);
}

/* The texts of the board's tasks in plan order, one after the other. */
static void expect_order(const struct sheet *sheet, const char *texts)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    for (size_t i = 0; i < sheet->campaign.n_tasks; i++)
        duban_buf_adds(&out, sheet->campaign.tasks[i]->text);
    cr_expect_str_eq(out.data, texts, "%s instead of %s", out.data, texts);
    duban_buf_release(&out);
}

Test(match, new_tasks_stand_where_the_file_has_them)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务\n学习,甲\n学习,乙\n学习,丙\n实践,丁\n");
    sheet_takes(
        &sheet,
        "阶段,任务\n学习,A\n学习,甲\n学习,B\n学习,C\n学习,乙\n学习,丙\n学习,D\n实践,丁\n实践,E\n");
    expect_order(&sheet, "A甲BC乙丙D丁E");
    sheet_takes(
        &sheet,
        "阶段,任务\n学习,A\n学习,甲\n学习,B\n学习,C\n学习,乙\n学习,丙\n学习,D\n实践,丁\n实践,E\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_release(&sheet);
}

Test(match, moved_tasks_stand_where_the_file_has_them)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务\n学习,甲\n学习,乙\n学习,丙\n实践,丁\n实践,戊\n");
    sheet_takes(&sheet, "阶段,任务\n学习,甲\n学习,丙\n实践,丁\n实践,乙\n实践,X\n实践,戊\n");
    expect_order(&sheet, "甲丙丁乙X戊");
    sheet_release(&sheet);
}

Test(match, the_boards_own_order_is_kept)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务\n学习,甲\n学习,乙\n学习,丙\n");
    sheet_takes(&sheet, "阶段,任务\n学习,丙\n学习,乙\n学习,甲\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_takes(&sheet, "阶段,任务\n学习,丙\n学习,X\n学习,乙\n学习,甲\n");
    expect_order(&sheet, "甲乙丙X");
    sheet_release(&sheet);
}

#define LONG "制定大讨论活动的实施方案和工作计划并印发各支部执行"

Test(match, a_reworded_task_is_the_same_and_it_is_said)
{
    struct sheet sheet;
    struct duban_task *task;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习," LONG ",5.25,综合处\n2,,乙,5.26,督查处\n");
    task = duban_campaign_task(&sheet.campaign, 1);
    task->status = DUBAN_DOING;
    sheet_takes(&sheet, HEADER "1,学习," LONG "。,5.28,综合处\n2,,乙,5.26,督查处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    cr_assert_str_eq(task->text, LONG "。");
    cr_assert_eq(task->status, DUBAN_DOING);
    cr_assert_eq(task->when.due, duban_date_make(2018, 5, 28));
    sheet_reported(&sheet, "plan.csv:2: 任务: 与任务 #1 有 97% 相同，作为同一任务更新");
    sheet_release(&sheet);
}

Test(match, what_is_in_doubt_becomes_new_and_is_listed)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习," LONG "甲,5.25,综合处\n2,," LONG "乙,5.26,综合处\n");
    sheet.with.mode = DUBAN_IMPORT_REPLACE;
    sheet_takes(&sheet, HEADER "1,学习," LONG "丙,5.25,综合处\n2,," LONG "乙,5.26,综合处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 2, "one other is like it");
    sheet_takes(&sheet, HEADER "1,学习," LONG "丁,5.25,综合处\n2,," LONG "戊,5.26,综合处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 4, "each is like both");
    cr_assert_eq(sheet.campaign.n_bin, 0, "and none is thrown away");
    sheet_reported(&sheet, "拿不准，作为新任务");
    sheet_release(&sheet);
}

Test(match, likeness_counts_within_phase_and_lead)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习," LONG ",5.25,综合处\n2,实践,乙,5.26,督查处\n");
    sheet_takes(&sheet, HEADER "1,学习," LONG "。,5.25,督查处\n2,实践," LONG "！,5.26,综合处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 4);
    sheet_reported(&sheet, "相同，但阶段或牵头单位不同，作为新任务");
    sheet_reported(&sheet, "存疑 2");
    sheet_release(&sheet);
}

/* Phase, lead and words changed at once: it is nobody's to say that it is the same task, nor to put
 * the old one into the bin. */
Test(match, what_is_alike_elsewhere_is_not_put_into_the_bin)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习," LONG ",5.25,综合处\n2,学习,乙,5.26,督查处\n");
    sheet.with.mode = DUBAN_IMPORT_REPLACE;
    sheet_takes(&sheet, HEADER "1,动员," LONG "。,5.25,督查处\n");
    cr_assert_eq(sheet.campaign.n_bin, 1);
    cr_assert_str_eq(sheet.campaign.bin[0]->text, "乙");
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    sheet_release(&sheet);
}

Test(match, a_preview_shows_each_change_old_and_new)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, HEADER "1,实践,甲 任务,6.25,综合处\n2,学习（5月）,乙,5.26,\n9,,新,坏,x\n");
    sheet_reported(&sheet, "第 2 行 更新 #1 实践｜甲 任务｜6.25 → 6月25日｜综合处\n");
    sheet_reported(&sheet, "    阶段：学习 → 实践\n");
    sheet_reported(&sheet, "    时限：5.25 → 6.25\n");
    sheet_reported(&sheet, "    牵头单位：督查处 → （空）\n");
    sheet_reported(&sheet, "不在文件里 #3｜丙\n");
    cr_expect_not_null(strstr(sheet.json.data, "\"new\":1,\"changed\":2,\"same\":0,\"refused\":0,"
                                               "\"missing\":[3]"));
    cr_expect_not_null(strstr(sheet.json.data, "\n{\"line\":2,\"fate\":\"changed\",\"task\":1,"));
    cr_expect_not_null(
        strstr(sheet.json.data,
               "{\"field\":\"deadline\",\"column\":null,\"before\":\"5.25\",\"after\":\"6.25\"}"));
    cr_expect_not_null(strstr(sheet.json.data, "\"reasons\":[{\"weight\":\"doubt\",\"line\":4,"));
    sheet_release(&sheet);
}

/* --- What the board remembers ---------------------------------------------------------------- */

Test(match, an_alias_of_a_department_changes_nothing)
{
    struct sheet sheet;

    start(&sheet);
    duban_strset(&sheet.campaign.aliases, "综合科=综合处");
    sheet_takes(&sheet,
                HEADER "1,学习（5月）,甲任务,5.25,综合科\n2,,乙,5.26,督查处\n3,实践,丙,5.27,\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->leads, "综合处");
    sheet_takes(&sheet, PLAN);
    cr_assert_str_eq(sheet_task(&sheet, 0)->leads, "综合处");
    sheet_release(&sheet);
}

Test(match, a_map_is_remembered)
{
    static const char *const maps[] = {"事 项=task", "何时=deadline"};
    static const char *const other[] = {"事项=note"};
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.maps = maps;
    sheet.with.n_maps = 2;
    sheet_takes(&sheet, "编号,事项,何时\n1,甲,5.25\n");
    cr_assert_str_eq(sheet.campaign.maps, "事 项=task\n何时=deadline");
    sheet.with.n_maps = 0;
    sheet_takes(&sheet, "编号,事项,何时\n1,甲,5.25\n2,乙,5.26\n");
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    cr_assert_eq(sheet_task(&sheet, 1)->when.due, duban_date_make(2018, 5, 26));
    sheet.with.maps = other;
    sheet.with.n_maps = 1;
    sheet_takes(&sheet, "编号,任务,事项,何时\n1,甲,注,5.25\n2,乙,,5.26\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->note, "注");
    cr_assert_str_eq(sheet.campaign.maps, "何时=deadline\n事项=note");
    sheet_takes(&sheet, "编号,任务,事项,何时\n1,甲,注,5.25\n2,乙,,5.26\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_release(&sheet);
}

/* The report, the rows and the JSON say which departments are new to the board, how each deadline
 * is read, and what a column that is called otherwise was taken for. */
Test(match, a_preview_says_how_everything_is_understood)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.rejects = true;
    sheet_takes(&sheet, HEADER "1,学习,甲,5.25,综合处\n2,学习,乙,5.30,综合处\n");
    sheet_reads(&sheet, "事项,阶段,任务,完成时间,牵头单位\n"
                        "x,学习,甲,7月中旬前,综合处、督查处\n"
                        "y,实践,新,6.2,\"综合处\n办公室\"\n"
                        "z,学习,,6.3,综合处\n");
    sheet_reported(&sheet, "事项（其他列，保留）");
    sheet_reported(&sheet, "完成时间（完成时限）");
    sheet_reported(&sheet, "实践 1 项（新阶段）");
    sheet_reported(&sheet, "单位：3 个，新出现 2：督查处 1、办公室 1，看板已有 1：综合处 2\n");
    sheet_reported(&sheet, "｜7月中旬前 → 7月20日（7月10日起提醒）｜");
    sheet_reported(&sheet, "第 3 行 新增（存疑） 实践｜新｜6.2 → 6月2日（末尾可能丢了一个 0");
    sheet_reported(&sheet, "存疑 1，不能导入 1\n");
    cr_expect_not_null(strstr(sheet.json.data, "{\"name\":\"督查处\",\"rows\":1,\"known\":false}"));
    cr_expect_not_null(strstr(sheet.json.data, "{\"name\":\"综合处\",\"rows\":2,\"known\":true}"));
    cr_expect_not_null(strstr(sheet.json.data, "\"zeros\":\"ask\",\"zeros_maybe\":1,"));
    cr_expect_not_null(strstr(sheet.json.data, "\"due\":\"2018-07-20\",\"warn\":\"2018-07-10\","
                                               "\"flags\":[\"ambig\"],"
                                               "\"leads\":[\"综合处\",\"督查处\"]"));
    sheet_release(&sheet);
}

/* --- Phases of a revised plan ---------------------------------------------------------------- */

Test(match, a_phase_that_got_another_name_stays_one)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(
        &sheet, HEADER
        "1,一、学习教育（5月至6月）,甲任务,5.25,综合处\n2,,乙,5.28,督查处\n3,实践,丙,5.27,\n");
    cr_assert_eq(sheet.campaign.n_phases, 2);
    cr_assert_eq(sheet.campaign.n_tasks, 3);
    cr_expect_str_eq(sheet_phase(&sheet, 0), "学习教育");
    cr_expect_str_eq(sheet.campaign.phases[0]->label, "一、学习教育（5月至6月）");
    cr_expect_eq(sheet.campaign.phases[0]->end, duban_date_make(2018, 6, 30));
    sheet_reported(&sheet, "plan.csv:2: 阶段: 阶段“学习”改名为“学习教育”");
    sheet_takes(&sheet, HEADER "1,培训,甲任务,5.25,综合处\n2,,乙,5.28,督查处\n3,实践,丙,5.27,\n");
    cr_expect_str_eq(sheet_phase(&sheet, 0), "培训");
    cr_expect_str_eq(sheet.campaign.phases[0]->window, "5月至6月");
    sheet_release(&sheet);
}

Test(match, a_new_phase_stands_where_the_file_has_it)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet, HEADER "1,学习（5月）,甲 任务,5.25,综合处\n2,,乙,5.26,督查处\n"
                               "3,查摆,丁,5.28,\n4,实践,丙,5.27,\n5,总结,戊,12.20,\n");
    cr_assert_eq(sheet.campaign.n_phases, 4);
    cr_expect_str_eq(sheet_phase(&sheet, 1), "查摆");
    cr_expect_str_eq(sheet_phase(&sheet, 2), "实践");
    cr_expect_str_eq(sheet_phase(&sheet, 3), "总结");
    sheet_takes(&sheet, HEADER "1,学习（5月）,甲 任务,5.25,综合处\n2,,乙,5.26,督查处\n"
                               "3,查摆,丁,5.28,\n4,实践,丙,5.27,\n5,总结,戊,12.20,\n");
    cr_expect_eq(sheet.changes, 0);
    sheet_release(&sheet);
}

Test(match, a_phase_that_is_split_keeps_its_name)
{
    struct sheet sheet;

    start(&sheet);
    sheet_takes(&sheet,
                HEADER "1,动员,甲 任务,5.25,综合处\n2,讨论,乙,5.26,督查处\n3,实践,丙,5.27,\n");
    cr_expect_eq(sheet.campaign.n_phases, 4);
    sheet_release(&sheet);
}

Test(match, of_tasks_of_one_text_the_closest_is_meant)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习,座谈,5.25,甲处\n2,,座谈,6.25,乙处\n3,,座谈,7.25,丙处\n");
    sheet_takes(&sheet, HEADER "1,学习,座谈,7.25,丙处\n2,,座谈,6.25,乙处\n");
    cr_expect_eq(sheet_task(&sheet, 1)->when.due, duban_date_make(2018, 6, 25));
    cr_expect_str_eq(sheet_task(&sheet, 1)->leads, "乙处");
    cr_expect_eq(sheet_task(&sheet, 2)->when.due, duban_date_make(2018, 7, 25));
    sheet_reported(&sheet, "保留未动： #1");
    sheet_release(&sheet);
}
