/* The forms for people: print as CSV, page and workbook. */
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"
#include "duban/field.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(print, .timeout = 60);

#define TITLE   "活动计划安排表\r\n"
#define COLUMNS "序号,阶段步骤,工作任务,完成时限,牵头单位,状态,预警,进展\r\n"

static void expect_written(const struct sheet *sheet, const char *table)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    sheet_write(&out, sheet, DUBAN_EXPORT_PRINT);
    cr_expect_str_eq(out.data, table, "%s", out.data);
    duban_buf_release(&out);
}

Test(print, a_title_phases_once_status_and_light)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(
        &sheet,
        "序号,阶段,任务,时限,牵头单位,状态,进展\n"
        "1,学习（5月）,甲,6.20,综合处、督查处,进行中,=开会\n2,,=乙,5月-6月,,,\n"
        "3,实践,丙,6.2,,已完成,\n4,,丁,6.18,,取消,\n5,,戊,长期,,,\n6,,己,9月1日起至9.30,,,\n");
    expect_written(&sheet,
                   TITLE "序号,阶段步骤,工作任务,完成时限,牵头单位,状态,预警,办结日期,进展\r\n"
                         "1,学习（5月）,甲,6月20日,\"综合处\n督查处\",进行中,余2天,,'=开会\r\n"
                         "2,,'=乙,5月-6月,,未启动,余12天,,\r\n"
                         "3,实践,丙,6.2,,已完成,√逾16天,6月18日,\r\n"
                         "4,,丁,6月18日,,不再推进,×,,\r\n"
                         "5,,戊,长期,,未启动,长期,,\r\n"
                         "6,,己,9月1日起至9.30,,未启动,未到,,\r\n");
    sheet_release(&sheet);
}

Test(print, the_title_says_what_it_is)
{
    static const struct {
        const char *title, *line;
    } titles[] = {
        {"大讨论活动", "大讨论活动计划安排表"},
        {"大讨论活动安排表", "大讨论活动安排表"},
        {" ", "活动计划安排表"},
        {"=甲", "'=甲计划安排表"},
    };

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct duban_buf want = DUBAN_BUF_INIT;
        struct sheet sheet;

        sheet_init(&sheet);
        sheet_takes(&sheet, "任务\n甲\n");
        duban_strset(&sheet.campaign.title, titles[i].title);
        duban_buf_addf(&want, "%s\r\n" COLUMNS ",未分阶段,甲,,,未启动,无时限,\r\n", titles[i].line);
        expect_written(&sheet, want.data);
        duban_buf_release(&want);
        sheet_release(&sheet);
    }
}

/* The deadline of the one task of a table, as it is printed. */
static void expect_deadline(const char *phase, const char *written, const char *printed)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    struct duban_buf want = DUBAN_BUF_INIT;
    struct duban_buf out = DUBAN_BUF_INIT;
    struct sheet sheet;

    duban_buf_addf(&table, "阶段,任务,时限\n%s,甲,%s\n", phase, written);
    duban_buf_addf(&want, ",甲,%s,,", printed);
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    sheet_write(&out, &sheet, DUBAN_EXPORT_PRINT);
    cr_expect(strstr(out.data, want.data) != NULL, "%s: %s", written, out.data);
    sheet_release(&sheet);
    duban_buf_release(&table);
    duban_buf_release(&want);
    duban_buf_release(&out);
}

Test(print, days_are_days_and_words_are_words)
{
    static const char *const samples[][2] = {
        {"6.20", "6月20日"},
        {"2018/6/20", "6月20日"},
        {"2018-06-20 00:00:00", "6月20日"},
        {"６．２０", "6月20日"},
        {"6月20日", "6月20日"},
        {"2019.1.20", "2019年1月20日"},
        {"43271", "6月20日"},
        {"20180620", "6月20日"},
        {"6.2", "6.2"},
        {"5-6", "\u200b5-6"},
        {"7月中旬前", "7月中旬前"},
        {"6月至7月", "6月至7月"},
        {"12月20日前后", "12月20日前后"},
        {"每月", "每月"},
        {"长期", "长期"},
        {"2018-11-31", "\u200b2018-11-31"},
        {"5月底前", "5月底前"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        expect_deadline("学习", samples[i][0], samples[i][1]);
}

Test(print, what_a_phase_gives_stands_in_brackets)
{
    expect_deadline("学习（7月底前）", "", "（7月31日）");
    expect_deadline("学习（7月底前）", "/", "（7月31日）");
    expect_deadline("学习（7月底前）", "待定", "待定（7月31日）");
    expect_deadline("学习（7月底前）", "每月", "每月（7月31日）");
    expect_deadline("学习（7月底前）", "长期", "长期");
    expect_deadline("学习（7月底前）", "6.20", "6月20日");
    expect_deadline("学习（2019年1月底前）", "", "（2019年1月31日）");
}

Test(print, restored_zeros_dates_by_hand_and_ditto)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.zeros = DUBAN_ZEROS_RESTORE;
    sheet_takes(&sheet, "任务,时限\n甲,6.2\n乙,待定\n丙,7.15\n丁,同上\n");
    duban_campaign_task(&sheet.campaign, 2)->by_hand = true;
    duban_campaign_task(&sheet.campaign, 2)->when.due = duban_date_make(2018, 7, 1);
    expect_written(&sheet, TITLE COLUMNS ",未分阶段,甲,6月20日,,未启动,余2天,\r\n"
                                         ",,乙,7月1日,,未启动,余13天,\r\n"
                                         ",,丙,7月15日,,未启动,余27天,\r\n"
                                         ",,丁,7月15日,,未启动,余27天,\r\n");
    sheet_release(&sheet);
}

Test(print, what_a_spreadsheet_would_show_otherwise_is_marked)
{
    static const char *const changed[] = {"1.10",     "007",   "5-6", "3/4",          "2018-06",
                                          "1E5",      "1,000", "50%", "123456789012", "TRUE",
                                          "１．１０", "12:30", "1.",  "true"};
    static const char *const kept[] = {"",        "0",   "12", "1.1", "0.5", "13800138000", "一",
                                       "6月20日", "甲1", "=1", "-1",  "E",   "1.1.a"};

    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
        cr_expect(duban_export_reformatted(changed[i]), "%s", changed[i]);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        cr_expect_not(duban_export_reformatted(kept[i]), "%s", kept[i]);
}

/* --- Pages and workbooks --------------------------------------------------------------------- */

static void make(struct duban_buf *out, const struct sheet *sheet, enum duban_export_format format)
{
    struct duban_export_options options = {.today = TODAY, .query_text = "阶段:学习"};
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_export(out, &sheet->campaign, format, &options, &err), DUBAN_OK, "%s",
                 err.text);
    duban_err_release(&err);
}

static void expect_in(const struct duban_buf *page, const char *words)
{
    cr_expect(strstr(page->data, words) != NULL, "no %s in\n%s", words, page->data);
}

Test(print, a_page_has_the_table)
{
    struct duban_buf page = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务,时限\n学习,甲,6.1\n,乙,6.20\n实践,丙,12.1\n");
    make(&page, &sheet, DUBAN_EXPORT_HTML);
    expect_in(&page, "<html lang=\"zh-CN\">");
    expect_in(&page, "size: A4 landscape");
    expect_in(&page, "选取：阶段:学习　共 3 项，逾期 1 项，临期 1 项　截至 2018年6月18日");
    expect_in(&page, "<th scope=\"rowgroup\" rowspan=\"2\">学习</th>");
    expect_in(&page, "<th scope=\"rowgroup\" rowspan=\"1\">实践</th>");
    expect_in(&page, "<td class=\"c red\">逾17天</td>");
    expect_in(&page, "<td class=\"c yellow\">余2天</td>");
    expect_in(&page, "<td class=\"c green\">余166天</td>");
    expect_in(&page, "<td class=\"c\">6月20日</td>");
    duban_buf_release(&page);
    sheet_release(&sheet);
}

Test(print, a_page_runs_nothing)
{
    static const char evil[] = "<script>alert(1)</script> & \"a' onload=x </td></table>";
    struct duban_buf page = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务,时限,<b>\n学习,甲,<i>,</th>\n");
    duban_strset(&duban_campaign_task(&sheet.campaign, 1)->text, evil);
    duban_strset(&sheet.campaign.title, "</title><script>");
    make(&page, &sheet, DUBAN_EXPORT_HTML);
    expect_in(&page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;a&#39; onload=x "
                     "&lt;/td&gt;&lt;/table&gt;");
    expect_in(&page, "<title>&lt;/title&gt;&lt;script&gt;");
    expect_in(&page, "&lt;b&gt;</th>");
    cr_expect(strstr(page.data, "<script") == NULL);
    cr_expect(strstr(page.data, "<b>") == NULL && strstr(page.data, "<i>") == NULL);
    expect_in(&page, "default-src 'none'");
    duban_buf_release(&page);
    sheet_release(&sheet);
}

Test(print, a_board_without_tasks_has_a_page)
{
    struct duban_buf page = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    make(&page, &sheet, DUBAN_EXPORT_HTML);
    expect_in(&page, "共 0 项");
    duban_buf_release(&page);
    sheet_release(&sheet);
}

#ifdef HAVE_XLSXWRITER

Test(print, a_workbook_is_whole_and_the_same_every_time)
{
    struct duban_buf first = DUBAN_BUF_INIT;
    struct duban_buf second = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务\n学习,甲\n,\"=1\n乙\"\n实践,_x0041_\uffff\n");
    make(&first, &sheet, DUBAN_EXPORT_XLSX);
    make(&second, &sheet, DUBAN_EXPORT_XLSX);
    cr_assert_eq(memcmp(first.data, "PK", 2), 0);
    cr_assert_eq(first.len, second.len);
    cr_assert_eq(memcmp(first.data, second.data, first.len), 0);
    duban_buf_release(&first);
    duban_buf_release(&second);
    sheet_release(&sheet);
}

/* A thousand rows on many pages, and one longer than a page: whatever the pages, it is written. */
Test(print, a_long_workbook)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    struct duban_buf book = DUBAN_BUF_INIT;
    struct sheet sheet;

    duban_buf_adds(&table, "阶段,任务\n");
    for (int i = 0; i < 1000; i++) {
        duban_buf_addf(&table, "阶段%d,任务%d", i / 300, i);
        for (int k = 0; k < (i == 500 ? 3000 : i % 50); k++)
            duban_buf_adds(&table, "很长");
        duban_buf_addc(&table, '\n');
    }
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    make(&book, &sheet, DUBAN_EXPORT_XLSX);
    duban_buf_release(&table);
    duban_buf_release(&book);
    sheet_release(&sheet);
}

Test(print, a_text_that_no_workbook_holds_is_refused_by_name)
{
    struct duban_export_options options = {.today = TODAY};
    struct duban_buf book = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct sheet sheet;
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addc(&text, 'x'); /* with so many marks on it that even one line is too long */
    for (int i = 0; i < 40000; i++)
        duban_buf_adds(&text, "\u0301");
    sheet_init(&sheet);
    sheet_takes(&sheet, "任务\n甲\n乙\n");
    duban_strset(&duban_campaign_task(&sheet.campaign, 2)->text, text.data);
    cr_assert_eq(duban_export(&book, &sheet.campaign, DUBAN_EXPORT_XLSX, &options, &err),
                 DUBAN_REFUSED);
    cr_assert(strstr(err.text, "任务 2 的“工作任务”") != NULL, "%s", err.text);
    cr_assert_eq(book.len, 0);
    duban_buf_release(&text);
    duban_err_release(&err);
    duban_buf_release(&book);
    sheet_release(&sheet);
}

#endif
