/* Columns that are told by their places: those without a name, and tables without a header. */
#include "unit/schedule/sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(maps, .timeout = 60);

static struct sheet sheet;

static void begin(void)
{
    sheet_init(&sheet);
}

static void end(void)
{
    sheet_release(&sheet);
}

/* The maps of the next table, up to a NULL. */
static void map(const char *const *maps)
{
    sheet.with.maps = maps;
    for (sheet.with.n_maps = 0; maps[sheet.with.n_maps];)
        sheet.with.n_maps++;
}

static void forget_maps(void)
{
    sheet.with.n_maps = 0;
}

static const char *const third[] = {"#3=task", NULL};
static const char *const all[] = {"#1=serial", "＃2=phase", "第3列=task", "#4=deadline", NULL};

Test(maps, a_column_without_a_name_is_told_by_its_place, .init = begin, .fini = end)
{
    static const char table[] = "序号,时限,,牵头单位\n1,5.25,制定方案,综合处\n";

    sheet_reads(&sheet, table);
    sheet_refused(&sheet, 1, "--map '#3=task'");
    map(third);
    sheet_takes(&sheet, table);
    cr_assert_eq(sheet.campaign.n_tasks, 1);
    cr_assert_str_eq(sheet_task(&sheet, 0)->text, "制定方案");
    cr_assert_str_eq(sheet_task(&sheet, 0)->serial, "1");
    cr_assert_str_eq(sheet.campaign.maps, "#3=task");
}

Test(maps, such_a_place_is_remembered_while_the_column_has_no_name, .init = begin, .fini = end)
{
    map(third);
    sheet_takes(&sheet, "序号,时限,,牵头单位\n1,5.25,制定方案,综合处\n");
    forget_maps();
    sheet_takes(&sheet, "序号,时限,,牵头单位\n1,5.25,制定方案,综合处\n");
    cr_assert_eq(sheet.changes, 0);
    sheet_reads(&sheet, "序号,时限,牵头单位,事情\n1,5.25,综合处,制定方案\n");
    sheet_refused(&sheet, 1, "#4 事情");
}

Test(maps, a_place_is_remembered_by_the_name_of_its_column, .init = begin, .fini = end)
{
    map(third);
    sheet_takes(&sheet, "序号,时限,事情,牵头单位\n1,5.25,制定方案,综合处\n");
    cr_assert_str_eq(sheet.campaign.maps, "事情=task");
    forget_maps();
    sheet_takes(&sheet, "序号,事情,时限,牵头单位\n1,制定方案,5.25,综合处\n");
    cr_assert_eq(sheet.changes, 0);
}

Test(maps, of_two_columns_of_one_name_a_place_tells_which, .init = begin, .fini = end)
{
    static const char *const notes[] = {"#4=note", NULL};

    map(notes);
    sheet_takes(&sheet, "序号,工作任务,情况,情况\n1,甲,旧,新\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->note, "新");
    cr_assert_null(sheet.campaign.maps, "%s", sheet.campaign.maps);
}

Test(maps, what_is_said_now_goes_before_what_is_remembered, .init = begin, .fini = end)
{
    static const char *const name[] = {"甲列=task", NULL};
    static const char *const place[] = {"#3=task", NULL};

    map(name);
    sheet_takes(&sheet, "序号,甲列,乙列\n1,一件事,另一件事\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->text, "一件事");
    map(place);
    sheet_takes(&sheet, "序号,甲列,乙列\n1,一件事,另一件事\n");
    cr_assert_str_eq(sheet_task(&sheet, sheet.campaign.n_tasks - 1)->text, "另一件事");
}

Test(maps, a_header_that_is_called_so_wins, .init = begin, .fini = end)
{
    map(third);
    sheet_takes(&sheet, "序号,#3,说法\n1,制定方案,三\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->text, "制定方案");
    cr_assert_str_eq(sheet.campaign.maps, "#3=task");
}

Test(maps, a_table_without_a_header_is_all_tasks, .init = begin, .fini = end)
{
    static const char table[] = "1,学习阶段,制定方案,5.25,某项\n2,,组织学习,5.31,\n";

    sheet_reads(&sheet, table);
    sheet_refused(&sheet, 1, "#3 制定方案");
    sheet_refused(&sheet, 1, "没有表头的表写列号：--map '#3=task'");
    map(all);
    sheet_takes(&sheet, table);
    sheet_reported(&sheet, "没有表头，按列号理解；从第 1 行起每一行都是任务");
    sheet_reported(&sheet, "分隔符：逗号，没有表头");
    sheet_reported(&sheet, "#1（序号）、#2（阶段步骤）");
    cr_assert(strstr(sheet.json.data, "\"header_line\":null"));
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    cr_assert_str_eq(sheet_phase(&sheet, 0), "学习阶段");
    cr_assert_str_eq(sheet_task(&sheet, 0)->text, "制定方案");
    cr_assert_eq(sheet_task(&sheet, 1)->when.due, duban_date_make(2018, 5, 31));
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "第5列"), "某项");
    sheet_takes(&sheet, table);
    cr_assert_eq(sheet.changes, 0);
}

/* The places of one table say nothing about the next: it would be read by accident. */
Test(maps, places_in_a_table_without_a_header_are_not_remembered, .init = begin, .fini = end)
{
    map(all);
    sheet_takes(&sheet, "1,学习阶段,制定方案,5.25\n");
    cr_assert_null(sheet.campaign.maps, "%s", sheet.campaign.maps);
    forget_maps();
    sheet_reads(&sheet, "王五,13800000000,某地\n");
    sheet_refused(&sheet, 1, "没有找到表头");
}

Test(maps, titles_and_sections_above_the_first_task, .init = begin, .fini = end)
{
    static const char *const second[] = {"#2=task", "#3=deadline", NULL};

    map(second);
    sheet.with.year = 0;
    sheet_takes(&sheet, "某局2018年学习活动第一阶段安排表,,\n\n一、学习阶段,,\n1,甲事,5.25\n"
                        "二、整改阶段,,\n2,乙事,6.25\n");
    cr_assert_eq(sheet.campaign.year, 2018);
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    cr_assert_eq(sheet.campaign.n_phases, 2);
    cr_assert_str_eq(sheet_phase(&sheet, 0), "学习阶段");
    cr_assert_str_eq(sheet_phase(&sheet, 1), "整改阶段");
}

Test(maps, a_header_of_unknown_words_is_known_by_one_word, .init = begin, .fini = end)
{
    static const char *const second[] = {"#2=task", "#3=deadline", NULL};

    map(second);
    sheet_takes(&sheet, "序号,要干的事,啥时候,谁\n1,甲事,5.25,综合处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 1);
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "谁"), "综合处");
    cr_assert_str_eq(sheet.campaign.maps, "要干的事=task\n啥时候=deadline");
}

Test(maps, places_that_are_not_there, .init = begin, .fini = end)
{
    static const char *const beyond[] = {"#9=note", NULL};
    static const char *const none[] = {"#0=note", NULL};

    map(beyond);
    sheet_reads(&sheet, "任务,时限\n甲,5.25\n");
    sheet_refused(&sheet, 1, "表格只有 2 列，没有“#9”");
    map(none);
    sheet_reads(&sheet, "任务,时限\n甲,5.25\n");
    sheet_refused(&sheet, 1, "“#0”");
}
