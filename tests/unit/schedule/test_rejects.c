/* Rows that cannot be taken, handed back to be mended. */
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(rejects, .timeout = 60);

static void expect_rejects(const char *table, size_t tasks, const char *wanted)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.rejects = true;
    sheet_takes(&sheet, table);
    cr_expect_eq(sheet.campaign.n_tasks, tasks, "%s", table);
    cr_expect_str_eq(sheet.rejects.data, wanted, "%s", sheet.rejects.data);
    sheet_release(&sheet);
}

#define WHY "工作任务：这一行没有工作任务；请补上，或删去这一行后再导入"

Test(rejects, keep_the_form_of_the_file)
{
    expect_rejects("任务,时限\n甲,5.25\n", 1, "");
    expect_rejects(
        "安排表\r\n序号;阶段;工作任务;时限\r\n1;学习;甲;5.25\r\n2;;;\"a;\"\"b\"\r\n3;;乙;\r\n", 2,
        "未导入原因;序号;阶段;工作任务;时限\r\n原第 4 行 " WHY ";2;学习;;\"a;\"\"b\"\r\n");
    expect_rejects("任务,时限,单位\n一、学习,,\n甲,5.25,x\n,5.26,y\n乙,,\n", 2,
                   "未导入原因,任务,时限,单位\n一、学习,,,\n原第 4 行 "
                   "任务：这一行没有工作任务；请补上，或删去这一行后再导入,,5.26,y\n");
}

Test(rejects, can_be_mended_and_imported_again)
{
    struct sheet sheet;
    char *gap;

    sheet_init(&sheet);
    sheet.with.rejects = true;
    sheet_takes(&sheet, "阶段,工作任务,时限\n学习,甲,5.25\n,　,5.26\n实践,乙,\n");
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    gap = strstr(sheet.rejects.data, "　");
    cr_assert_not_null(gap);
    memcpy(gap, "丙", 3);
    sheet_takes(&sheet, sheet.rejects.data);
    cr_assert_eq(sheet.campaign.n_tasks, 3);
    cr_assert_str_eq(sheet_task(&sheet, 1)->text, "丙");
    cr_assert_eq(sheet_task(&sheet, 1)->phase, sheet_task(&sheet, 0)->phase);
    cr_assert_eq(sheet_task(&sheet, 1)->extras.n, 0);
    cr_assert_null(sheet.campaign.columns);
    sheet_release(&sheet);
}

/* The phase that stands in a refused row is that of the rows below. */
Test(rejects, a_refused_row_begins_its_phase)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.rejects = true;
    sheet_takes(&sheet, "阶段,工作任务,时限\n学习,甲,5.25\n实践,,5.26\n,乙,\n");
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    cr_expect_str_eq(sheet_phase(&sheet, 1), "实践");
    sheet_release(&sheet);
}

Test(rejects, a_row_above_all_phases_has_none)
{
    expect_rejects("阶段,工作任务,时限\n,,5.26\n学习,甲,5.25\n", 1,
                   "未导入原因,阶段,工作任务,时限\n原第 2 行 " WHY ",,,5.26\n");
    expect_rejects("任务,时限\n,5.26\n一、学习\n甲,5.25\n", 1,
                   "未导入原因,任务,时限\n原第 2 行 "
                   "任务：这一行没有工作任务；请补上，或删去这一行后再导入,,5.26\n");
}

/* A file without a header gets one; the same maps by place are still right. */
Test(rejects, of_a_table_without_a_header)
{
    static const char *const maps[] = {"#2=phase", "#3=task", "#4=deadline"};
    struct sheet sheet;
    char *again;
    char *gap;

    sheet_init(&sheet);
    sheet.with.rejects = true;
    sheet.with.maps = maps;
    sheet.with.n_maps = 3;
    sheet_takes(&sheet, "x,学习,甲,5.25\n,,　,5.26\nz,实践,乙,\n");
    cr_assert_eq(sheet.campaign.n_tasks, 2);
    cr_expect_str_eq(sheet.rejects.data,
                     "第1列,阶段步骤,工作任务,完成时限,未导入原因\n"
                     ",学习,　,5.26,原第 2 行 " WHY "\n",
                     "%s", sheet.rejects.data);
    again = duban_strdup(sheet.rejects.data);
    sheet_takes(&sheet, again); /* not mended yet: only the line differs */
    cr_expect_str_eq(sheet.rejects.data, again);
    gap = strstr(again, "　");
    cr_assert_not_null(gap);
    memcpy(gap, "丙", 3);
    sheet_takes(&sheet, again);
    free(again);
    cr_assert_eq(sheet.campaign.n_tasks, 3, "%s", sheet.report.data);
    cr_expect_str_eq(sheet_task(&sheet, 1)->text, "丙");
    cr_expect_str_eq(sheet_task(&sheet, 1)->deadline, "5.26");
    cr_expect_eq(sheet_task(&sheet, 1)->phase, sheet_task(&sheet, 0)->phase);
    cr_expect_str_eq(sheet.campaign.columns, "第1列");
    sheet_release(&sheet);
}

Test(rejects, come_in_the_encoding_of_the_file)
{
    static const char gb[] = "\xc8\xce\xce\xf1,\xca\xb1\xcf\xde,a\r\n\xbc\xd7,,\r\n,5.25,b\r\n";
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.rejects = true;
    sheet_takes(&sheet, gb);
    cr_assert_not_null(strstr(sheet.rejects.data, ",\xc8\xce\xce\xf1,\xca\xb1\xcf\xde,a\r\n"));
    cr_assert_not_null(strstr(sheet.rejects.data, ",,5.25,b\r\n"));
    sheet_release(&sheet);
}
