/* The print form imported again: what was mended is taken, what was not stays, and nothing that it
 * only shows becomes anything. */
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(printed, .timeout = 60);

#define HEADER "序号,阶段步骤,工作任务,完成时限,牵头单位,状态,预警,进展\n"
#define TITLE  "大讨论计划安排表,,,,,,,\n"

/* A board of three tasks and their print. */
static void begin(struct sheet *sheet)
{
    sheet_init(sheet);
    sheet_takes(sheet, "序号,阶段,任务,时限,牵头单位,状态,进展\n"
                       "1,学习（7月底前）,=甲,6.20,\"综合处\n督查处\",进行中,已开会\n"
                       "1.10,,乙,每月,,,\n3,实践（9月）,丙,,宣传室,,\n");
}

static void expect_counts(const struct sheet *sheet, const char *counts)
{
    sheet_reported(sheet, counts);
    cr_expect_null(sheet->campaign.columns, "%s", sheet->campaign.columns);
}

Test(printed, what_nobody_touched_stays)
{
    struct sheet sheet;
    struct duban_buf table = DUBAN_BUF_INIT;

    begin(&sheet);
    sheet_write(&table, &sheet, DUBAN_EXPORT_PRINT);
    sheet_takes(&sheet, table.data);
    expect_counts(&sheet, "新增 0，更新 0，不变 3");
    sheet_reported(&sheet, "预警: 这是 duban 的打印稿；这一列由日期算出，不读入");
    cr_expect_eq(sheet.changes, 0);
    cr_expect_str_eq(sheet_task(&sheet, 0)->deadline, "6.20");
    cr_expect_str_eq(sheet_task(&sheet, 0)->text, "=甲");
    duban_buf_release(&table);
    sheet_release(&sheet);
}

Test(printed, what_was_mended_is_taken)
{
    struct sheet sheet;

    begin(&sheet);
    sheet_takes(&sheet, TITLE HEADER
                "1,学习（7月底前）,'=甲,6月25日,\"综合处\n督查处\",已完成,余2天,已开会、已办\n"
                "\u200b1.10,,乙,每月（7月31日）,业务处,未启动,余43天,\n"
                ",,新任务,同上,同上,,,\n"
                "3,实践（9月）,丙,（9月30日）,宣传室,未启动,余104天,\n");
    expect_counts(&sheet, "新增 1，更新 2，不变 1");
    cr_expect_str_eq(sheet_task(&sheet, 0)->deadline, "6月25日");
    cr_expect_eq(sheet_task(&sheet, 0)->status, DUBAN_DONE);
    cr_expect_str_eq(sheet_task(&sheet, 0)->progress, "已开会、已办");
    cr_expect_str_eq(sheet_task(&sheet, 0)->leads, "综合处\n督查处");
    cr_expect_str_eq(sheet_task(&sheet, 1)->serial, "1.10");
    cr_expect_str_eq(sheet_task(&sheet, 1)->deadline, "每月");
    cr_expect_str_eq(sheet_task(&sheet, 1)->leads, "业务处");
    cr_expect_str_eq(sheet_task(&sheet, 2)->text, "新任务");
    cr_expect_str_eq(sheet_task(&sheet, 2)->leads, "业务处");
    cr_expect_null(sheet_task(&sheet, 3)->deadline);
    sheet_release(&sheet);
}

Test(printed, a_day_written_into_the_brackets_is_the_tasks_own)
{
    struct sheet sheet;

    begin(&sheet);
    sheet_takes(&sheet, TITLE HEADER "3,实践（9月）,丙,（9月15日）,宣传室,未启动,余104天,\n");
    cr_expect_eq(sheet_task(&sheet, 2)->when.due, duban_date_make(2018, 9, 15));
    sheet_reported(&sheet, "“（9月15日）”不是阶段或活动的截止日期");
    sheet_release(&sheet);
}

Test(printed, a_date_set_by_hand_stays_and_is_told)
{
    struct sheet sheet;
    struct duban_task *task;

    begin(&sheet);
    task = duban_campaign_task(&sheet.campaign, 1);
    task->by_hand = true;
    task->when.due = duban_date_make(2018, 7, 1);
    sheet_takes(&sheet, TITLE HEADER
                "1,学习（7月底前）,'=甲,7月1日,\"综合处\n督查处\",进行中,余13天,已开会\n");
    cr_expect_eq(sheet.changes, 0);
    cr_expect_null(strstr(sheet.report.data, "人工定的"));
    sheet_takes(&sheet, TITLE HEADER
                "1,学习（7月底前）,'=甲,7月9日,\"综合处\n督查处\",进行中,余13天,已开会\n");
    cr_expect_eq(sheet.changes, 0);
    sheet_reported(&sheet, "截止日期是人工定的 2018-07-01，未按“7月9日”改动");
    sheet_release(&sheet);
}

Test(printed, of_two_tasks_of_one_text_the_deadline_tells)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务,时限\n学习,报送总结,6.20\n学习,报送总结,7.20\n");
    sheet_takes(&sheet, HEADER ",学习,报送总结,7月20日,督查处,未启动,余32天,\n");
    cr_expect_null(sheet_task(&sheet, 0)->leads);
    cr_expect_str_eq(sheet_task(&sheet, 1)->leads, "督查处");
    cr_expect_str_eq(sheet_task(&sheet, 1)->deadline, "7.20");
    sheet_release(&sheet);
}

Test(printed, where_the_board_is_lost_all_it_shows_comes_back)
{
    struct sheet sheet;
    struct sheet again;
    struct duban_buf table = DUBAN_BUF_INIT;

    begin(&sheet);
    sheet_write(&table, &sheet, DUBAN_EXPORT_PRINT);
    sheet_init(&again);
    sheet_takes(&again, table.data);
    expect_counts(&again, "新增 3，更新 0，不变 0");
    cr_expect_eq(again.campaign.n_phases, 2);
    cr_expect_str_eq(again.campaign.phases[0]->window, "7月底前");
    cr_expect_str_eq(sheet_task(&again, 0)->text, "=甲");
    cr_expect_eq(sheet_task(&again, 0)->when.due, duban_date_make(2018, 6, 20));
    cr_expect_eq(sheet_task(&again, 0)->status, DUBAN_DOING);
    cr_expect_str_eq(sheet_task(&again, 0)->progress, "已开会");
    cr_expect_str_eq(sheet_task(&again, 1)->serial, "1.10");
    cr_expect_str_eq(sheet_task(&again, 1)->deadline, "每月");
    cr_expect_null(sheet_task(&again, 2)->deadline);
    duban_buf_release(&table);
    sheet_release(&sheet);
    sheet_release(&again);
}

/* A workbook has a second line above the header, with the day on which it was printed, and repeats
 * a phase on each page. */
Test(printed, a_workbook_saved_as_text)
{
    struct sheet sheet;

    begin(&sheet);
    sheet_takes(&sheet,
                TITLE "政务中心　共 3 项　截至 2019年1月8日,,,,,,,\n" HEADER
                      "1,学习（7月底前）,=甲,6月20日,\"综合处\n督查处\",进行中,余2天,已开会\n"
                      "1.10,学习（7月底前）,乙,每月（7月31日）,,未启动,余43天,\n"
                      "3,实践（9月）,丙,（9月30日）,宣传室,未启动,余104天,\n");
    expect_counts(&sheet, "新增 0，更新 0，不变 3");
    cr_expect_null(strstr(sheet.report.data, "2019"), "%s", sheet.report.data);
    sheet_release(&sheet);
}

Test(printed, what_goes_on_over_the_page_is_not_taken_for_a_task)
{
    struct sheet sheet;

    begin(&sheet);
    sheet_reads(&sheet, HEADER "1,学习（7月底前）,=甲,6月20日,综合处,进行中,余2天,已开会\n"
                               "1（续）,,的下半段,,,,,\n");
    sheet_refused(&sheet, 3, "这一行是上面任务的续行");
    sheet_release(&sheet);
}

Test(printed, a_title_loses_what_paper_adds)
{
    struct duban_import_options options = {.year = 2018, .issued = DUBAN_NO_DATE, .today = TODAY};
    static const char *const titles[][2] = {{"大讨论计划安排表", "大讨论"},
                                            {"'=x计划安排表", "=x"},
                                            {"活动计划安排表", NULL},
                                            {"大讨论安排表", "大讨论安排表"}};

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct duban_buf table = DUBAN_BUF_INIT;
        struct duban_import *import;
        struct sheet sheet;

        sheet_init(&sheet);
        duban_buf_addf(&table, "%s\n" HEADER ",学习,甲,,,未启动,无时限,\n", titles[i][0]);
        cr_assert_eq(duban_import_new(&import, "x", table.data, table.len, NULL, &options, NULL),
                     DUBAN_OK);
        if (titles[i][1])
            cr_expect_str_eq(duban_import_title(import), titles[i][1]);
        else
            cr_expect_null(duban_import_title(import));
        duban_import_free(import);
        duban_buf_release(&table);
        sheet_release(&sheet);
    }
}

/* A column of that name that somebody else keeps is theirs. */
Test(printed, other_columns_of_that_name_are_kept)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "工作任务,状态,预警\n甲,进行中,红\n'=乙,,黄\n");
    cr_expect_str_eq(duban_task_extra(sheet_task(&sheet, 0), "预警"), "红");
    cr_expect_str_eq(sheet_task(&sheet, 1)->text, "'=乙");
    sheet_release(&sheet);
}

Test(printed, no_zeros_are_said_to_be_lost)
{
    struct sheet sheet;
    struct duban_buf table = DUBAN_BUF_INIT;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,时限\n甲,6.2\n乙,6.20\n");
    sheet_write(&table, &sheet, DUBAN_EXPORT_PRINT);
    sheet_release(&sheet);
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    sheet_reported(&sheet, "有 1 处时限可能丢了末尾的 0");
    duban_buf_release(&table);
    sheet_release(&sheet);
}

/* In an encoding without the sign that marks such cells it is a '. */
Test(printed, marks_of_every_kind_are_taken_off)
{
    static const char *const cells[] = {"1.10", "'1.10", "''1.10", "\u200b1.10", "=1.10", "'=1",
                                        "'x",   "007",   "甲",     "'",          ""};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        for (size_t sign = 0; sign < 2; sign++) {
            struct duban_buf out = DUBAN_BUF_INIT;

            if (duban_export_marked(cells[i]))
                duban_buf_adds(&out, sign ? "'" : DUBAN_EXPORT_MARK);
            duban_export_escape(&out, cells[i]);
            cr_expect_str_eq(out.data + duban_export_added(out.data, true), cells[i]);
            duban_buf_release(&out);
        }
}
