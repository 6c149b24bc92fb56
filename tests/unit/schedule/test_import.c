/* Tables as the field writes them: where the header is, what a row is, what is said about it. */
#include "unit/schedule/sheet.h"

#include "duban/campaign.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

TestSuite(import, .timeout = 60);

/* Reads a table into an empty board and compares its tasks, `phase:serial:text:deadline:leads`, a
 * blank behind each. */
static void expect_rows(const char *table, const char *rows)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_reads(&sheet, table);
    cr_expect_eq(sheet.status, DUBAN_OK, "%s\n%s", table, sheet.err.text);
    for (size_t i = 0; i < sheet.campaign.n_tasks; i++) {
        const struct duban_task *task = sheet.campaign.tasks[i];

        duban_buf_addf(&out, "%s:%s:%s:%s:%s ",
                       duban_campaign_phase(&sheet.campaign, task->phase)->name,
                       task->serial ? task->serial : "", task->text,
                       task->deadline ? task->deadline : "", task->leads ? task->leads : "");
    }
    cr_expect_str_eq(out.data, rows, "%s\n%s\n%s", table, out.data, sheet.report.data);
    duban_buf_release(&out);
    sheet_release(&sheet);
}

static void expect_refused(const char *table, unsigned long line, const char *words)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_reads(&sheet, table);
    sheet_refused(&sheet, line, words);
    cr_expect_eq(sheet.campaign.n_tasks, 0);
    sheet_release(&sheet);
}

static void expect_said(const char *table, const char *words)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, table);
    sheet_reported(&sheet, words);
    sheet_release(&sheet);
}

#define HEADER "序号,阶段,任务,时限,牵头单位\n"
#define ONE    "学习:1:甲:5.25:综合处 "

/* --- Around the table ------------------------------------------------------------------------ */

Test(import, what_stands_around_the_table)
{
    expect_rows(HEADER "1,学习,甲,5.25,综合处\n", ONE);
    expect_rows("附件\n安排表,,,,\n,,,,\n" HEADER "1,学习,甲,5.25,综合处\n,,,,\n\n", ONE);
    expect_rows(HEADER "1,学习,甲,5.25,综合处\n,,,,\n办公室 2018年5月18日印发,,,,\n", ONE);
    expect_rows(HEADER "1,学习,甲,5.25,综合处\n制表人：张三,,审核：李四,,\n,,,,2018年5月18日\n",
                ONE);
    expect_rows(HEADER ",,,,\n1,学习,甲,5.25,综合处\n2,,,,\n3,,,,\n", ONE);
    expect_rows(",序号,阶段,任务,时限,牵头单位,,\n,1,学习,甲,5.25,综合处,,\n,,,,,,,\n", ONE);
}

Test(import, header_words)
{
    expect_rows("No.,活动阶段,具体任务,截止日期,责任部门\n1,学习,甲,5.25,综合处\n", ONE);
    expect_rows(
        "序 号,\"方法\n步骤\",主要内容,时间安排（月.日）,负责部门：\n1,学习,甲,5.25,综合处\n", ONE);
    expect_rows("牵头单位,时限,任务,阶段,序号\n综合处,5.25,甲,学习,1\n", ONE);
    expect_rows("Number,Phase,Task,Deadline,Lead\n1,学习,甲,5.25,综合处\n", ONE);
}

Test(import, phases)
{
    expect_rows(HEADER "1,学习,甲,,\n2,,乙,,\n3,实践,丙,,\n",
                "学习:1:甲:: 学习:2:乙:: 实践:3:丙:: ");
    expect_rows(HEADER "1,学习,甲,,\n2,学习,乙,,\n3,实践,丙,,\n",
                "学习:1:甲:: 学习:2:乙:: 实践:3:丙:: ");
    expect_rows(HEADER "一、学习（5月）,,,,\n1,,甲,,\n2,,乙,,\n二、实践,,,,\n3,,丙,,\n注：无,,,,\n",
                "学习:1:甲:: 学习:2:乙:: 实践:3:丙:: ");
    expect_rows(HEADER "1,,甲,,\n2,学习,乙,,\n", "未分阶段:1:甲:: 学习:2:乙:: ");
    expect_rows(HEADER "1,学习,甲,,\n2,实践,乙,,\n3,学习,丙,,\n",
                "学习:1:甲:: 学习:3:丙:: 实践:2:乙:: ");
    expect_rows(HEADER "1,\"学\n习\n阶\n段\",甲,,\n", "学习阶段:1:甲:: ");
    expect_rows("任务,时限\n甲,5.25\n乙,5.26\n", "未分阶段::甲:5.25: 未分阶段::乙:5.26: ");
    expect_rows("任务\n甲\n乙\n", "未分阶段::甲:: 未分阶段::乙:: ");
    expect_rows("任务,时限\n一、学习阶段,\n甲,5.25\n二、实践阶段,\n乙,5.26\n",
                "学习阶段::甲:5.25: 实践阶段::乙:5.26: ");
}

Test(import, pages_repeat_title_and_header)
{
    expect_rows("安排表\n" HEADER "1,学习,甲,5.25,综合处\n安排表,,,,\n" HEADER
                "2,,乙,,\n第1页,,,,\n",
                ONE "学习:2:乙:: ");
    expect_rows(HEADER "一、学习,,,,\n1,,甲,5.25,综合处\n二、实践,,,,\n" HEADER "2,,乙,,\n",
                ONE "实践:2:乙:: ");
}

Test(import, two_header_rows)
{
    expect_rows(
        "序号,阶段,任务,时限,责任分工,\n,,,,牵头单位,配合单位\n1,学习,甲,5.25,综合处,督查处\n",
        ONE);
}

#define TWO "序号,阶段,任务,时间,,责任,,备注\n,,,开始,结束,牵头单位,配合单位,\n"

Test(import, headers_of_several_rows)
{
    expect_rows(TWO "1,学习,甲,5.1,5.25,综合处,督查处,x\n", ONE);
    expect_rows("序号,阶段,任务,时间,,责任\n,,,开始,结束,牵头单位\n,,,（月.日）,（月.日）,\n"
                "1,学习,甲,5.1,5.25,综合处\n",
                ONE);
    expect_rows("序号,任务,,时限,单位\n,阶段,工作任务,,\n1,学习,甲,5.25,综合处\n", ONE);
    expect_rows("序号,工作安排,,,责任\n,阶段,任务,时限,单位\n1,学习,甲,5.25,综合处\n", ONE);
    expect_rows("安排表,,,,\n序号,阶段,任务,时限,责任\n,,,,单位\n1,学习,甲,5.25,综合处\n", ONE);
    expect_rows(TWO "1,学习,甲,5.1,5.25,综合处,,\n" TWO "2,,乙,,,,,\n", ONE "学习:2:乙:: ");
    expect_rows(HEADER "学习,,,,\n1,,甲,5.25,综合处\n", ONE);
    expect_said("序号,任务,分工,,\n,,甲方,乙方,牵头单位\n1,甲,x,y,z\n",
                "各列：序号、任务（工作任务）、分工甲方（其他列，保留）、"
                "分工乙方（其他列，保留）、牵头单位\n");
}

Test(import, header_rows_with_blank_rows_between)
{
    expect_rows("序号,阶段,任务,时限,责任分工,\n,,,,,\n,,,,牵头单位,配合单位\n,,,,,\n"
                "1,学习,甲,5.25,综合处,督查处\n",
                ONE);
}

/* 重点任务 over its 工作举措: a group of tasks, which is what the tasks are in. */
Test(import, the_finer_of_two_columns_holds_the_tasks)
{
    expect_rows("序号,重点任务,工作举措,完成时限,牵头单位\n1,学习,甲,5.25,综合处\n2,,乙,,\n"
                "3,实践,丙,,\n",
                ONE "学习:2:乙:: 实践:3:丙:: ");
    expect_rows("序号,阶段,重点任务,主要举措,时限,牵头单位\n1,学习,讲,甲,5.25,综合处\n2,,,乙,,\n",
                ONE "学习:2:乙:: ");
    expect_rows("序号,阶段,任务,措施,时限,牵头单位\n1,学习,甲,讲课,5.25,综合处\n2,,乙,,,\n",
                ONE "学习:2:乙:: ");
    expect_refused("序号,重点任务,时限\n1,甲,5.25\n2,,5.26\n", 3, "没有工作任务");
}

Test(import, signs_and_brackets_around_header_words)
{
    expect_rows("*序号,阶段（必填）,工作任务*,完成时限 (月/日),牵头单位【必填】：\n"
                "1,学习,甲,5.25,综合处\n",
                ONE);
    expect_rows("序 号,阶　段,\"工作\r\n任务\",★时限,牵头单位(盖章)\n1,学习,甲,5.25,综合处\n", ONE);
}

Test(import, numbered_sections_in_the_column_of_the_serials)
{
    expect_rows("序号,任务,时限,牵头单位\n一,学习,,\n1,甲,5.25,综合处\n（二）,实践,,\n1.1,乙,,\n",
                ONE "实践:1.1:乙:: ");
    expect_rows("序号,任务,时限\n一,甲,\n二,乙,\n", "未分阶段:一:甲:: 未分阶段:二:乙:: ");
}

/* 1 is over 1.1 and 1.2 what 一 is over 1 and 2, where nothing else tells of phases. */
Test(import, numbers_within_numbers)
{
    static const char plain[] = "序号,任务,时限,牵头单位\n1,学习阶段,5月,\n1.1,甲,5.25,综合处\n"
                                "1.2,乙,,\n2、,实践,,\n2.1,丙,,\n２．２,丁,,\n";
    static const char mixed[] = "序号,任务,时限\n1,学习,\n1.1,甲,\n2,总结,6.1\n1.2,乙,\n";
    static const char phased[] =
        "序号,阶段,任务,时限,牵头单位\n1,学习,准备,,\n1.1,,甲,5.25,综合处\n"
        "2,,乙,5.26,综合处\n2.1,,丙,,\n";
    static const char sections[] = "序号,任务,时限\n一,学习,\n1,准备,\n1.1,甲,5.25\n";

    expect_rows(plain, "学习阶段:1.1:甲:5.25:综合处 学习阶段:1.2:乙:: 实践:2.1:丙:: "
                       "实践:２．２:丁:: ");
    expect_said(plain, "阶段：2 个，学习阶段（5月） 2 项、实践 2 项");
    expect_said(plain, "plan.csv:5: 序号: “2、 实践”下面是它的分项，没有牵头单位，按阶段理解");
    expect_rows("序号,任务,时限\n1,学习,\n1.1,甲,\n2,总结,6.1\n,附,\n",
                "学习:1.1:甲:: 未分阶段:2:总结:6.1: 未分阶段::附:: ");
    expect_rows(mixed, "学习:1.1:甲:: 学习:1.2:乙:: 未分阶段:2:总结:6.1: ");
    expect_said(mixed, "plan.csv:4: 序号: “2”不在上面的标题“学习”之下，不放入那个阶段");
    expect_rows(phased,
                "学习:1:准备:: 学习:1.1:甲:5.25:综合处 学习:2:乙:5.26:综合处 学习:2.1:丙:: ");
    expect_said(phased, "plan.csv:2: 序号: “1”是下面几项的小标题，没有单位和时限，按一项任务导入");
    expect_rows(sections, "学习:1:准备:: 学习:1.1:甲:5.25: ");
    expect_rows("序号,任务,时限\n1,甲,\n1.10,乙,\n1.2,备注：无,\n",
                "甲:1.10:乙:: 甲:1.2:备注：无:: ");
    expect_rows("序号,任务,备注\n1,甲,x\n1.1,乙,\n", "未分阶段:1:甲:: 未分阶段:1.1:乙:: ");
    expect_rows("序号,任务\n1,甲\n11,乙\n1.1,丙\n",
                "未分阶段:1:甲:: 未分阶段:11:乙:: 未分阶段:1.1:丙:: ");
}

/* The same table again changes nothing, and an export is taken as it is. */
Test(import, numbers_within_numbers_come_back)
{
    static const char table[] = "序号,任务,时限\n1,学习,\n1.1,甲,5.25\n1.1.1,子,\n1.2,乙,6.1\n";
    struct duban_buf out = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, table);
    sheet_takes(&sheet, table);
    cr_expect_eq(sheet.changes, 0);
    sheet_write(&out, &sheet, DUBAN_EXPORT_DATA);
    sheet_takes(&sheet, out.data);
    cr_expect_eq(sheet.changes, 0, "%s", sheet.report.data);
    duban_buf_release(&out);
    sheet_release(&sheet);
}

Test(import, tables_below_are_named_by_their_titles)
{
    static const char titled[] = "表一：学习\n" HEADER "1,学习,甲,5.25,综合处\n,,,,\n"
                                 "表二：经费,,,,\n项目,金额,备注,,\n印刷,500,,,\n\n"
                                 "附件3 名单,,,,\n序号,姓名,部门,,\n1,张三,甲处,,\n";
    static const char alike[] =
        "表1 甲处\n" HEADER "1,学习,甲,5.25,综合处\n表2 乙处\n" HEADER "1,学习,乙,5.25,业务处\n";
    static const char bare[] = HEADER "1,学习,甲,5.25,综合处\n\n项目,金额,备注\n印刷,500,\n";

    expect_rows(titled, ONE);
    expect_said(titled, "plan.csv:5: 从这一行起是另一张表“表二：经费”，未导入");
    expect_said(titled, "plan.csv:9: 从这一行起是另一张表“附件3 名单”，未导入");
    expect_rows(alike, ONE);
    expect_said(alike, "plan.csv:4: 从这一行起是另一张表“表2 乙处”");
    expect_rows(bare, ONE);
    expect_said(bare, "plan.csv:4: 从这一行起是另一张表，未导入");
    expect_rows("附件1\n安排表\n" HEADER "1,学习,甲,5.25,综合处\n附件1,,,,\n安排表,,,,\n" HEADER
                "2,,乙,,\n",
                ONE "学习:2:乙:: ");
}

Test(import, another_table_below_is_left_out_and_named)
{
    static const char table[] =
        HEADER "1,学习,甲,5.25,综合处\n\n编号,内容,任务,负责人\n1,x,乙,丙\n";

    expect_rows(table, ONE);
    expect_said(table, "plan.csv:4: 从这一行起是另一张表");
}

/* --- Columns --------------------------------------------------------------------------------- */

Test(import, other_columns_are_kept_in_their_order)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "经费,任务,时限,完成时间,,完成时间\n5万,甲,5.25,6月,x,7月\n,乙,,,,\n");
    cr_assert_str_eq(sheet.campaign.columns, "经费\n完成时间\n第5列\n完成时间（2）");
    cr_assert_str_eq(sheet_task(&sheet, 0)->deadline, "5.25");
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "经费"), "5万");
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "完成时间"), "6月");
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "完成时间（2）"), "7月");
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 0), "第5列"), "x");
    cr_assert_eq(sheet_task(&sheet, 1)->extras.n, 0);
    sheet_release(&sheet);
}

Test(import, status_and_progress_columns)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,状态,办结日期,进展,备注,配合单位,牵头领导,数量要求\n"
                        "甲,已完成,2018-06-01,已报,注,督查处,王,不少于4次\n"
                        "乙,差不多了,,,,,,\n丙,,6月2日,,,,,\n丁,进行中,改天,,,,,\n");
    cr_assert_eq(sheet_task(&sheet, 0)->status, DUBAN_DONE);
    cr_assert_eq(sheet_task(&sheet, 0)->done_on, duban_date_make(2018, 6, 1));
    cr_assert_str_eq(sheet_task(&sheet, 0)->progress, "已报");
    cr_assert_str_eq(sheet_task(&sheet, 0)->supports, "督查处");
    cr_assert_str_eq(sheet_task(&sheet, 0)->target, "不少于4次");
    cr_assert_eq(sheet_task(&sheet, 1)->status, DUBAN_TODO);
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 1), "状态"), "差不多了");
    cr_assert_eq(sheet_task(&sheet, 2)->done_on, duban_date_make(2018, 6, 2));
    cr_assert_eq(sheet_task(&sheet, 3)->status, DUBAN_DOING);
    cr_assert_str_eq(duban_task_extra(sheet_task(&sheet, 3), "办结日期"), "改天");
    sheet_reported(&sheet, "plan.csv:3: 状态: “差不多了”不是已知的状态");
    cr_assert_str_eq(sheet.campaign.columns, "状态\n办结日期");
    sheet_release(&sheet);
}

Test(import, start_and_end_columns)
{
    static const char table[] = "任务,开始时间,结束时间\n甲,2018-03-01,2018-03-10\n乙,3月,4月\n"
                                "丙,,5月底\n丁,6月1日,5月底\n戊,待定,6.11\n己,6.1,\n";
    static const int starts[] = {1, 1, 0, 0, 0, 0};
    struct sheet sheet;
    struct duban_buf out = DUBAN_BUF_INIT;

    sheet_init(&sheet);
    sheet_takes(&sheet, table);
    for (size_t i = 0; i < 6; i++)
        cr_expect_eq(sheet_task(&sheet, i)->when.start,
                     starts[i] ? duban_date_make(2018, 3, 1) : DUBAN_NO_DATE, "%zu", i);
    cr_expect_eq(sheet_task(&sheet, 0)->when.due, duban_date_make(2018, 3, 10));
    cr_expect_eq(sheet_task(&sheet, 0)->when.kind, DUBAN_DEADLINE_RANGE);
    cr_expect_str_eq(sheet_task(&sheet, 0)->deadline, "2018-03-10");
    cr_expect_eq(sheet_task(&sheet, 1)->when.due, duban_date_make(2018, 4, 30));
    cr_expect_str_eq(duban_task_extra(sheet_task(&sheet, 4), "开始时间"), "待定");
    sheet_takes(&sheet, table);
    cr_expect_eq(sheet.changes, 0);
    sheet_write(&out, &sheet, DUBAN_EXPORT_DATA);
    cr_expect(strstr(out.data, "完成时限,牵头单位,开始时间,duban"), "%s", out.data);
    sheet_read(&sheet, out.data, out.len);
    cr_expect_eq(sheet.changes, 0, "%s", sheet.report.data);
    sheet_takes(&sheet, "任务,开始时间,结束时间\n甲,2018-03-05,2018-03-10\n乙,,4月\n");
    cr_expect_eq(sheet_task(&sheet, 0)->when.start, duban_date_make(2018, 3, 5));
    cr_expect_eq(sheet_task(&sheet, 1)->when.start, duban_date_make(2018, 4, 1));
    duban_buf_release(&out);
    sheet_release(&sheet);
}

static void expect_dues(const char *cells, int first, int second)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    struct duban_buf out = DUBAN_BUF_INIT;
    struct sheet sheet;
    int day = 0;

    duban_buf_adds(&table, "任务,时限\n");
    for (const char *p = cells; *p; p += strcspn(p, " "), p += *p == ' ')
        duban_buf_addf(&table, "任务%d,%.*s\n", ++day, (int)strcspn(p, " "), p);
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    cr_expect_eq(sheet_task(&sheet, 0)->when.due, first, "%s", cells);
    cr_expect_eq(sheet_task(&sheet, 1)->when.due, second, "%s", cells);
    sheet_takes(&sheet, table.data);
    cr_expect_eq(sheet.changes, 0);
    sheet_write(&out, &sheet, DUBAN_EXPORT_DATA);
    sheet_read(&sheet, out.data, out.len);
    cr_expect_eq(sheet.changes, 0);
    duban_buf_release(&table);
    duban_buf_release(&out);
    sheet_release(&sheet);
}

Test(import, one_value_settles_the_order_of_day_and_month)
{
    int march = duban_date_make(2018, 3, 4);
    int april = duban_date_make(2018, 4, 3);

    expect_dues("03/04/2018 05/06/2018", march, duban_date_make(2018, 5, 6));
    expect_dues("03/04/2018 25/04/2018", april, duban_date_make(2018, 4, 25));
    expect_dues("3-4-2018 04/25/2018", march, duban_date_make(2018, 4, 25));
    expect_dues("03/04/2018 25/04/2018 04/25/2018", march, duban_date_make(2018, 4, 25));
    expect_said("任务,时限\n甲,03/04/2018\n乙,25/04/2018\n", "整列都按 日/月/年 理解，1 处");
    expect_said("任务,时限\n甲,03/04/2018\n乙,04/25/2018\n", "整列都按 月/日/年 理解，1 处");
    expect_said("任务,时限\n甲,03/04/2018\n乙,25/04/2018\n丙,04/25/2018\n", "请核对");
}

Test(import, time_inside_a_text_is_proposed)
{
    static const char *const texts[][2] = {{"3月：完善制度", "3月"},
                                           {"（5月底前）完成总结", "5月底前"},
                                           {"4月中旬，开会", "4月中旬"},
                                           {"6月20日前完成整改", "6月20日前"},
                                           {"开展2018年工作，于9月底前报送", "9月底前"}};
    static const char *const plain[] = {"学习十八大精神", "前期准备", "推进（试行）：落实",
                                        "每周：例会"};
    struct duban_buf table = DUBAN_BUF_INIT;
    struct sheet sheet;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        duban_buf_clear(&table);
        duban_buf_addf(&table, "“%s”", texts[i][1]);
        char *words = duban_buf_detach(&table);

        duban_buf_addf(&table, "任务,单位\n%s,x\n", texts[i][0]);
        expect_said(table.data, words);
        free(words);
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        sheet_init(&sheet);
        duban_buf_clear(&table);
        duban_buf_addf(&table, "任务,单位\n%s,x\n", plain[i]);
        sheet_takes(&sheet, table.data);
        cr_expect_null(strstr(sheet.report.data, "没有时限"), "%s", sheet.report.data);
        sheet_release(&sheet);
    }
    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,时限\n3月：完善制度,4.1\n");
    cr_expect_null(strstr(sheet.report.data, "没有时限"));
    cr_expect_str_eq(sheet_task(&sheet, 0)->text, "3月：完善制度");
    sheet_release(&sheet);
    duban_buf_release(&table);
}

Test(import, maps)
{
    static const char *const maps[] = {"事项=task", "何时=deadline"};
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_reads(&sheet, "事项,何时,备注\n甲,5.25,x\n");
    sheet_refused(&sheet, 1, "#1 事项、#2 何时、#3 备注");
    sheet.with.maps = maps;
    sheet.with.n_maps = 2;
    sheet_takes(&sheet, "事项,何时,备注\n甲,5.25,x\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->deadline, "5.25");
    sheet_reads(&sheet, "任务,何时\n甲,5.25\n");
    sheet_refused(&sheet, 1, "“事项”");
    sheet_release(&sheet);
}

Test(import, maps_that_make_no_sense)
{
    static const char *const maps[] = {"事项", "事项=colour", "=task"};

    for (size_t i = 0; i < 3; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        sheet.with.maps = &maps[i];
        sheet.with.n_maps = 1;
        sheet_reads(&sheet, "任务,时限\n甲,5.25\n");
        cr_expect_eq(sheet.status, DUBAN_USAGE);
        sheet_release(&sheet);
    }
}

/* --- Combinations ---------------------------------------------------------------------------- */

static void check_combination(const char *encoding, char delimiter, const char *end)
{
    static const char table[] = "2018年安排表\n牵头单位#任务#备注#时限#序号\n学习#####\n"
                                "\"综合处@督查处\"#甲，乙#x#5.25#1\n\n办公室印发####\n";
    struct duban_buf text = DUBAN_BUF_INIT;
    struct duban_buf bytes = DUBAN_BUF_INIT;
    struct sheet sheet;
    iconv_t to = iconv_open(encoding, "UTF-8");
    size_t left;
    size_t room;
    char *from;
    char *p;

    for (const char *s = table; *s; s++)
        if (*s == '\n')
            duban_buf_adds(&text, end);
        else
            duban_buf_addc(&text, (char)(*s == '#' ? delimiter : *s == '@' ? end[0] : *s));
    from = text.data;
    left = text.len;
    room = 4 * left;
    duban_buf_grow(&bytes, room);
    p = bytes.data;
    cr_assert_eq(iconv(to, &from, &left, &p, &room), 0);
    iconv_close(to);
    sheet_init(&sheet);
    sheet.with.year = 0;
    sheet_read(&sheet, bytes.data, (size_t)(p - bytes.data));
    cr_expect_eq(sheet.status, DUBAN_OK, "%s %d: %s", encoding, delimiter, sheet.err.text);
    cr_expect_eq(sheet.campaign.n_tasks, 1);
    cr_expect_str_eq(sheet_task(&sheet, 0)->leads, "综合处\n督查处");
    cr_expect_str_eq(sheet_task(&sheet, 0)->text, "甲，乙");
    cr_expect_eq(sheet_task(&sheet, 0)->when.due, duban_date_make(2018, 5, 25));
    cr_expect_str_eq(sheet_phase(&sheet, 0), "学习");
    sheet_release(&sheet);
    duban_buf_release(&text);
    duban_buf_release(&bytes);
}

Test(import, encodings_delimiters_and_line_ends_combined)
{
    static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE"};
    static const char delimiters[] = {',', ';', '\t'};
    static const char *const ends[] = {"\n", "\r\n", "\r"};

    for (size_t e = 0; e < 5; e++)
        for (size_t d = 0; d < 3; d++)
            for (size_t n = 0; n < 3; n++)
                check_combination(encodings[e], delimiters[d], ends[n]);
}

/* --- The year -------------------------------------------------------------------------------- */

Test(import, year_from_the_title)
{
    static const char *const titles[] = {"2018年活动安排表", "宿政管发〔2018〕9号",
                                         "二〇一八年活动计划", "关于(2018)活动的通知",
                                         "２０１８年计划"};

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct duban_buf table = DUBAN_BUF_INIT;
        struct sheet sheet;

        duban_buf_addf(&table, "%s\n%s1,学习,甲,5.25,\n", titles[i], HEADER);
        sheet_init(&sheet);
        sheet.with.year = 0;
        sheet_takes(&sheet, table.data);
        cr_expect_eq(sheet_task(&sheet, 0)->when.due, duban_date_make(2018, 5, 25), "%s",
                     titles[i]);
        sheet_reported(&sheet, "年度：2018（取自标题）");
        sheet_release(&sheet);
        duban_buf_release(&table);
    }
}

Test(import, no_year)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.year = 0;
    sheet_reads(&sheet, "改革开放40周年安排表\n" HEADER "1,学习,甲,5.25,\n");
    sheet_refused(&sheet, 0, "--year");
    sheet_reads(&sheet, HEADER "1,学习,甲,5.25,\n2018年5月18日印发,,,,\n");
    sheet_refused(&sheet, 0, "--year 2018");
    sheet_release(&sheet);
}

Test(import, the_boards_year_holds)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习,甲,5.25,\n");
    sheet.with.year = 0;
    sheet_takes(&sheet, "2019年安排表\n" HEADER "2,学习,乙,5.26,\n");
    cr_assert_eq(sheet_task(&sheet, 1)->when.due, duban_date_make(2018, 5, 26));
    sheet_reported(&sheet, "标题中的年度是 2019");
    sheet.with.year = 2019;
    sheet_reads(&sheet, HEADER "3,学习,丙,5.27,\n");
    sheet_refused(&sheet, 0, "看板的年度是 2018");
    sheet_release(&sheet);
}

/* --- What is refused ------------------------------------------------------------------------- */

Test(import, no_table_at_all)
{
    expect_refused("", 0, "文件是空的");
    expect_refused("\n \n,,,\n", 0, "没有内容");
    expect_refused("你好，世界\n", 1, "没有找到表头");
    expect_refused("姓名,电话\n张三,1\n", 1, "#1 姓名、#2 电话");
    expect_refused("x\n序号,阶段,内容,时限\n1,学习,甲,5.25\n", 2, "表头里没有“工作任务”一列");
    expect_refused("序号,阶段,时限\n1,学习实践阶段,5.25\n", 1, "--map '#2=task'");
    expect_refused(HEADER, 1, "没有数据行");
    expect_refused("表\n" HEADER ",,,,\n注：无,,,,\n", 2, "没有数据行");
    expect_rows(HEADER "1,学习,甲,5.25,综合处\n　审核人：甲,,,, 制表人：乙\n", ONE);
}

Test(import, a_row_without_its_task)
{
    expect_refused(HEADER "1,学习,甲,5.25,\n2,,,5.26,综合处\n3,,丙,,\n", 3, "没有工作任务");
    expect_refused(HEADER "1,学习,甲,5.25,\n2,,,5.26,综合处\n", 3, "没有工作任务");
}

Test(import, refusals_name_the_column)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_reads(&sheet, "序号,具体任务,时限\n1,甲,5.25\n2,,5.26\n");
    sheet_refused(&sheet, 3, "没有工作任务");
    cr_assert_str_eq(sheet.err.column, "具体任务");
    sheet_reported(&sheet, "plan.csv:3: 具体任务: 这一行没有工作任务");
    sheet_release(&sheet);
}

/* --- What is said ---------------------------------------------------------------------------- */

Test(import, doubtful_dates_are_listed)
{
    expect_said(HEADER "1,学习,甲,2018-11-31,\n", "plan.csv:2: 时限: “2018-11-31”未能识别");
    expect_said(HEADER "1,学习,甲,会后7日内,\n", "“会后7日内”不是确定的日期");
    expect_said(HEADER "1,学习,甲,6/7/2018,\n", "“6/7/2018”按 月/日/年 理解为 2018-06-07");
    expect_said(HEADER "1,学习,甲,5-6,\n", "“5-6”有两种理解，现按 2018-05-06");
}

Test(import, what_was_understood_is_said)
{
    expect_said("\xef\xbb\xbf" HEADER "1,学习,甲,5.25,\n",
                "编码：UTF-8（带 BOM），分隔符：逗号，表头：第 1 行");
    expect_said(HEADER "1,学习（5月）,甲,5.25,\n", "阶段：1 个，学习（5月） 1 项");
    expect_said(HEADER "1,学习,甲,5.25,\n", "任务：1 项，新增 1，更新 0，不变 0");
    expect_said(HEADER "1,学习,甲,5.25,综合、督查处\n",
                "plan.csv:2: 牵头单位: 按原样记为 综合、督查处；如指 综合处、督查处，请导入后修改");
    expect_said("任务,经费\n甲,5\n", "任务（工作任务）、经费（其他列，保留）");
    expect_said("任务,时限\n甲\"乙\",5.25\n", "plan.csv:2: 单元格中间有英文引号，已原样保留");
    expect_said("活动安排表\n" HEADER "1,学习,甲,5.25,\n办公室印发\n",
                "plan.csv:4: 表外文字，未导入：办公室印发");
    expect_said("活动安排表\n" HEADER "1,学习,甲,5.25,\n", "标题：活动安排表");
}

/* --- Lost zeros ------------------------------------------------------------------------------ */

#define ZEROS HEADER "1,学习,甲,6.2,\n2,,乙,6.15,\n3,,丙,7.3,\n"

static void check_zeros(enum duban_import_zeros zeros, int due, unsigned flags, const char *words)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.zeros = zeros;
    sheet_takes(&sheet, ZEROS);
    cr_expect_str_eq(sheet_task(&sheet, 0)->deadline, "6.2");
    cr_expect_eq(sheet_task(&sheet, 0)->when.due, due);
    cr_expect_eq(sheet_task(&sheet, 0)->when.flags, flags);
    cr_expect_eq(sheet_task(&sheet, 1)->when.due, duban_date_make(2018, 6, 15));
    sheet_reported(&sheet, words);
    sheet_takes(&sheet, ZEROS);
    cr_expect_eq(sheet.changes, 0, "a second time changes something");
    sheet_release(&sheet);
}

Test(import, lost_zeros)
{
    check_zeros(DUBAN_ZEROS_ASK, duban_date_make(2018, 6, 2), DUBAN_DEADLINE_ZERO_MAYBE,
                "整列时限都没有以 0 结尾的日期，2 处（如“6.2”）");
    check_zeros(DUBAN_ZEROS_RESTORE, duban_date_make(2018, 6, 20), DUBAN_DEADLINE_ZERO,
                "已按 10 日、20 日、30 日补回 2 处");
    check_zeros(DUBAN_ZEROS_KEEP, duban_date_make(2018, 6, 2), 0, "按原样理解");
    expect_said(HEADER "1,学习,甲,6.2,\n2,,乙,6.20,\n", "有 1 处时限可能丢了末尾的 0（如“6.2”）");
}

Test(import, zeros_decided_later)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, ZEROS);
    sheet.with.zeros = DUBAN_ZEROS_RESTORE;
    sheet_takes(&sheet, ZEROS);
    cr_assert_eq(sheet.changes, 2);
    cr_assert_eq(sheet_task(&sheet, 2)->when.due, duban_date_make(2018, 7, 30));
    sheet_release(&sheet);
}

Test(import, ditto_takes_the_date_above)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习,甲,5.25,\n2,,乙,同上,\n3,,丙,〃,\n");
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(sheet_task(&sheet, i)->when.due, duban_date_make(2018, 5, 25));
    cr_assert_str_eq(sheet_task(&sheet, 2)->deadline, "〃");
    sheet_release(&sheet);
}

/* The same word takes other dates in other rows, however often it was read. */
Test(import, ditto_takes_the_date_above_each_time)
{
    static const int days[] = {25, 25, 31, 31, 25, 25};
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, HEADER "1,学习,甲,5.25,\n2,,乙,同上,\n3,,丙,5.31,\n"
                               "4,,丁,同上,\n5,,戊,5.25,\n6,,己,同上,\n");
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        cr_expect_eq(sheet_task(&sheet, i)->when.due, duban_date_make(2018, 5, days[i]), "%zu", i);
    sheet_release(&sheet);
}
