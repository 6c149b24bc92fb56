/* One small plan in all the forms in which programs and people write it: what is read is always the
 * same. */
#include "unit/schedule/sheet.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

TestSuite(forms, .timeout = 120);

#define ROWS 5
#define WIDE 5

static const char *const plan[ROWS][WIDE] = {
    {"序号", "阶段步骤", "工作任务", "完成时限", "牵头单位"},
    {"1", "宣传发动阶段（5月底前）", "制定方案；印发计划", "5.25", "宣传室"},
    {"2", "", "查找问题，不少于2个", "5.31", "综合处\n督查处"},
    {"3", "二、学习讨论阶段(6月至7月）", "召开“座谈会”", "6.20", "业务处"},
    {"4", "", "开展征文𠮷\"大家谈\"", "7月中旬前", ""},
};

static const char expected[] =
    "1\t1\t宣传发动阶段\t\t2018-05-31\t5.25\tdate\t\t2018-05-25\t\t\t2018-05-25\t宣传室\n"
    "2\t1\t宣传发动阶段\t\t2018-05-31\t5.31\tdate\t\t2018-05-31\t\t\t2018-05-31\t综合处|督查处\n"
    "3\t2\t学习讨论阶段\t2018-06-01\t2018-07-31\t6.20\tdate\t\t2018-06-20\t\t\t2018-06-20\t业务处\n"
    "4\t2\t学习讨论阶段\t2018-06-01\t2018-07-31\t7月中旬前\tdate\t\t2018-07-20\t2018-07-10\tambig"
    "\t2018-07-20\t\n";

static void add_cell(struct duban_buf *out, const char *cell)
{
    duban_buf_addc(out, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            duban_buf_addc(out, '"');
        duban_buf_addc(out, *cell);
    }
    duban_buf_addc(out, '"');
}

/* What stands around the table. */
enum around { BARE, COLUMN_B, BLANK_ROWS, TRAILING, TITLED, AROUNDS };

static void add_blank(struct duban_buf *out, size_t cells, char delimiter, const char *line_end)
{
    for (size_t i = 1; i < cells; i++)
        duban_buf_addc(out, delimiter);
    duban_buf_adds(out, line_end);
}

static void write_plan(struct duban_buf *out, enum around around, char delimiter,
                       const char *line_end)
{
    if (around == TITLED)
        duban_buf_addf(out, "附件1%s\"大讨论活动计划安排表\"%s%s", line_end, line_end, line_end);
    for (size_t row = 0; row < ROWS; row++) {
        for (size_t i = 0; i < WIDE; i++) {
            if (i || around == COLUMN_B)
                duban_buf_addc(out, delimiter);
            add_cell(out, plan[row][i]);
        }
        add_blank(out, around == TRAILING ? 4 : 1, delimiter, line_end);
        if (around == BLANK_ROWS)
            add_blank(out, WIDE, delimiter, line_end);
    }
    if (around == TRAILING)
        for (size_t i = 0; i < 20; i++)
            add_blank(out, WIDE + 3, delimiter, line_end);
    if (around == TITLED)
        duban_buf_addf(out, "%s注：本表由综合处汇总。%s", line_end, line_end);
}

static void encode(struct duban_buf *out, const struct duban_buf *text, const char *encoding)
{
    char bytes[8192];
    char *from = text->data;
    char *to = bytes;
    size_t left = text->len;
    size_t room = sizeof bytes;
    iconv_t convert = iconv_open(encoding, "UTF-8");

    cr_assert_neq(convert, (iconv_t)-1, "%s", encoding);
    cr_assert_neq(iconv(convert, &from, &left, &to, &room), (size_t)-1, "%s", encoding);
    iconv_close(convert);
    duban_buf_add(out, bytes, sizeof bytes - room);
}

static const struct {
    const char *encoding, *bom;
    size_t bom_len;
} encodings[] = {
    {"UTF-8", "", 0},
    {"UTF-8", "\xef\xbb\xbf", 3},
    {"GB18030", "", 0},
    {"GB18030", "\x84\x31\x95\x33", 4},
    {"UTF-16LE", "", 0},
    {"UTF-16LE", "\xff\xfe", 2},
    {"UTF-16BE", "", 0},
    {"UTF-16BE", "\xfe\xff", 2},
    {"UTF-32LE", "\xff\xfe\0\0", 4},
};

static void check_form(size_t encoding, enum around around, char delimiter, const char *line_end)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    struct duban_buf bytes = DUBAN_BUF_INIT;
    struct duban_buf dump = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    write_plan(&text, around, delimiter, line_end);
    duban_buf_add(&bytes, encodings[encoding].bom, encodings[encoding].bom_len);
    encode(&bytes, &text, encodings[encoding].encoding);
    sheet_read(&sheet, bytes.data, bytes.len);
    sheet_dump(&dump, &sheet);
    cr_expect_str_eq(dump.data, expected, "%s, bom %zu, around %d, delimiter %d, line end %d",
                     encodings[encoding].encoding, encodings[encoding].bom_len, around, delimiter,
                     line_end[strlen(line_end) - 1]);
    sheet_release(&sheet);
    duban_buf_release(&text);
    duban_buf_release(&bytes);
    duban_buf_release(&dump);
}

Test(forms, encoding_delimiter_line_end_and_surroundings)
{
    static const char delimiters[] = {',', ';', '\t'};
    static const char *const line_ends[] = {"\r\n", "\n", "\r"};

    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++)
        for (unsigned a = 0; a < AROUNDS; a++)
            for (size_t d = 0; d < sizeof delimiters; d++)
                for (size_t l = 0; l < sizeof line_ends / sizeof *line_ends; l++)
                    check_form(e, (enum around)a, delimiters[d], line_ends[l]);
}

/* --- Headers --------------------------------------------------------------------------------- */

/* Each row: the five columns by names that are no synonyms of a list, or strangely written. */
static const char *const headers[][WIDE] = {
    {"序　号", "阶\n段", "工 作 任 务", "完成时限\n（月.日）", "牵头（责任）单位"},
    {"№", "阶段及步骤", "任务及内容", "计划办结时限", "责任处（科）室"},
    {"Ｎｏ．", "阶段／步骤", "任务／工作内容", "拟完成时间", "责任单位及责任人"},
    {"顺序号", "时间阶段", "主要工作内容", "最终时限", "牵头单位/部门"},
    {"项目编号", "教育步骤", "具体工作事项", "*办结期限：", "具体负责部门"},
    {"序號", "階段步驟", "工作任務", "完成時限", "牽頭單位"},
    {"#", "Stage", "Description", "End date", "Responsible"},
    {"S/N", "Milestone", "Action", "Due", "Lead Department"},
};

Test(forms, bars_between_the_cells)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "督办事项清单\n序号|督办事项|办理时限|承办单位\n1|甲|6月20日前|综合处\n");
    cr_assert_eq(sheet.campaign.n_tasks, 1);
    cr_expect_str_eq(sheet_task(&sheet, 0)->leads, "综合处");
    sheet_release(&sheet);
}

Test(forms, headers_that_are_put_together)
{
    for (size_t n = 0; n < sizeof headers / sizeof *headers; n++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        struct duban_buf dump = DUBAN_BUF_INIT;
        struct sheet sheet;

        sheet_init(&sheet);
        for (size_t row = 0; row < ROWS; row++)
            for (size_t i = 0; i < WIDE; i++) {
                add_cell(&text, row ? plan[row][i] : headers[n][i]);
                duban_buf_adds(&text, i + 1 < WIDE ? "," : "\n");
            }
        sheet_read(&sheet, text.data, text.len);
        sheet_dump(&dump, &sheet);
        cr_expect_str_eq(dump.data, expected, "header %zu: %s", n, headers[n][2]);
        sheet_release(&sheet);
        duban_buf_release(&text);
        duban_buf_release(&dump);
    }
}

Test(forms, a_task_that_reads_like_a_header_is_a_task)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务,时限\n学习,工作计划,5.25\n,,\n,活动安排,\n,工作总结,\n");
    cr_assert_eq(sheet.campaign.n_tasks, 3);
    sheet_reads(&sheet, "姓名,名称\n张三,甲\n");
    sheet_refused(&sheet, 1, "没有找到表头");
    sheet_release(&sheet);
}

/* --- Sections -------------------------------------------------------------------------------- */

#define HEADER "序号,任务,时限,单位\n"

static const char *const sections[] = {
    HEADER "一、学习阶段（6月）,,,\n1,甲,6.5,甲处\n二、实践阶段,,,\n2,乙,7.5,乙处\n",
    HEADER "一、学习阶段（6月）\n1,甲,6.5,甲处\n二、实践阶段\n2,乙,7.5,乙处\n",
    HEADER ",一、学习阶段（6月）,,\n1,甲,6.5,甲处\n,实践阶段,,\n2,乙,7.5,乙处\n",
    HEADER "一,学习阶段（6月）,,\n1,甲,6.5,甲处\n二,实践阶段,,\n2,乙,7.5,乙处\n",
    HEADER "一,学习阶段,6月,\n1,甲,6.5,甲处\n二,实践阶段,,\n2,乙,7.5,乙处\n",
    HEADER "（一）,学习阶段（6月）,,\n1,甲,6.5,甲处\n（二）,实践阶段,,\n2,乙,7.5,乙处\n",
};

Test(forms, sections_are_phases)
{
    for (size_t n = 0; n < sizeof sections / sizeof *sections; n++) {
        struct sheet sheet;

        sheet_init(&sheet);
        sheet_takes(&sheet, sections[n]);
        cr_assert_eq(sheet.campaign.n_phases, 2, "table %zu", n);
        cr_assert_eq(sheet.campaign.n_tasks, 2, "table %zu", n);
        cr_expect_str_eq(sheet_phase(&sheet, 0), "学习阶段", "table %zu", n);
        cr_expect_str_eq(sheet.campaign.phases[0]->window, "6月", "table %zu", n);
        cr_expect_str_eq(sheet_phase(&sheet, 1), "实践阶段", "table %zu", n);
        sheet_release(&sheet);
    }
}

Test(forms, a_lone_cell_above_a_row_with_its_own_phase_is_none)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务,单位\n学习,甲,综合处\n以下待定\n实践,乙,业务处\n");
    cr_assert_eq(sheet.campaign.n_phases, 2);
    sheet_reported(&sheet, "plan.csv:3: 表外文字，未导入：以下待定");
    sheet_release(&sheet);
}

/* --- The row above --------------------------------------------------------------------------- */

Test(forms, ditto_is_what_stands_above)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "阶段,任务,时限,牵头单位,配合单位,牵头领导\n"
                        "学习,甲,5.25,综合处、督查处,宣传室,张三\n"
                        "同上,乙,同上,同上,〃,同前\n"
                        ",丙,5.26,业务处,,\n"
                        "整改,丁,5.27,\"同上\",同上,李四\n");
    cr_assert_eq(sheet.campaign.n_phases, 2);
    cr_expect_str_eq(sheet_task(&sheet, 1)->leads, "综合处\n督查处");
    cr_expect_str_eq(sheet_task(&sheet, 1)->supports, "宣传室");
    cr_expect_str_eq(sheet_task(&sheet, 1)->leader, "张三");
    cr_expect_str_eq(sheet_task(&sheet, 3)->leads, "业务处");
    sheet_reported(&sheet, "牵头单位: 2 处“同上”按上面一行的内容理解");
    sheet_release(&sheet);
}

Test(forms, what_contradicts_itself_is_told)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,开始时间,完成时限\n甲,6.5,5.25\n乙,5.5,5.25\n");
    sheet_reported(&sheet, "plan.csv:2: 开始时间: 开始时间“6.5”晚于完成时限“5.25”");
    cr_expect(strstr(sheet.report.data, "plan.csv:3: 开始时间") == NULL);
    sheet_release(&sheet);
    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,状态,办结日期\n甲,已完成,\n乙,已完成,5.20\n丙,进行中,\n");
    sheet_reported(&sheet, "状态: 1 项写明已完成，没有写办结日期");
    sheet_release(&sheet);
}

/* --- Line breaks without quotes -------------------------------------------------------------- */

static const struct {
    const char *text;
    unsigned long line;
} broken[] = {
    {"序号\t阶段\t任务\t时限\t单位\n1\t学习\t制定方案\n并印发\t5.25\t综合处\n2\t\t乙\t5."
     "31\t业务处\n",
     2},
    {"序号\t阶段\t任务\t时限\t单位\n1\t学习\t甲\t5.25\t综合处\n督查处\n2\t\t乙\t5.31\t业务处\n", 2},
    {"序号\t任务\t单位\n1\t甲\t综合处\n2\t制定方案\n并印发\t业务处\n", 3},
    {"阶段,任务,时限\n学习,甲,5.20\n学习,制定方案\n并印发,5.25\n", 3},
};

Test(forms, rows_broken_by_a_line_break_are_refused)
{
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        sheet_reads(&sheet, broken[i].text);
        sheet_refused(&sheet, broken[i].line, "换行断开");
        sheet_release(&sheet);
    }
}

/* Short rows, sections and a signature are nothing of the kind. */
static const char *const whole[] = {
    "序号,阶段,任务,时限,单位\n1,学习,甲\n2,学习,乙\n二、整改\n3,,丙,6.15,综合处\n",
    "阶段,任务,单位\n学习,甲,综合处\n,乙,综合处\n,丙,综合处\n市局办公室\n",
    "序号,任务,时限\n1,甲,\n2,乙\n3,丙,6.15\n",
};

Test(forms, short_rows_are_not_broken_ones)
{
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        sheet_takes(&sheet, whole[i]);
        cr_expect_eq(sheet.campaign.n_tasks, 3, "table %zu", i);
        sheet_release(&sheet);
    }
}

/* --- Columns as a whole ---------------------------------------------------------------------- */

static const struct {
    const char *first, *second; /* two deadlines of one column */
    int month, day;             /* what the first one is, given the second */
} orders[] = {
    {"5/6/2018", "25/6/2018", 6, 5},      {"5/6/2018", "6/25/2018", 5, 6},
    {"5/6/18", "25/6/18", 6, 5},          {"05-06-2018", "25-06-2018", 6, 5},
    {"05.06.2018", "25.06.2018", 6, 5},   {"05/06/2018 00:00", "25/06/2018 00:00", 6, 5},
    {"５/６/2018", "２５/６/2018", 6, 5}, {"5/6/2018", "2018/6/25", 5, 6},
    {"5/6/2018", "7/8/2018", 5, 6},       {"5/6/2018", "31/6/2018", 5, 6},
};

Test(forms, one_date_settles_the_order_of_day_and_month)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        struct sheet sheet;

        sheet_init(&sheet);
        duban_buf_addf(&text, "任务,时限\n甲,%s\n乙,%s\n", orders[i].first, orders[i].second);
        sheet_takes(&sheet, text.data);
        cr_expect_eq(sheet_task(&sheet, 0)->when.due,
                     duban_date_make(2018, orders[i].month, orders[i].day), "%s, %s",
                     orders[i].first, orders[i].second);
        sheet_release(&sheet);
        duban_buf_release(&text);
    }
}

Test(forms, big5_is_found_by_its_header)
{
    static const char text[] =
        "序號,階段步驟,工作任務,完成時限,牽頭單位\n1,宣傳,方案,5.25,綜合處\n";
    struct duban_buf utf8 = DUBAN_BUF_INIT;
    struct duban_buf big5 = DUBAN_BUF_INIT;
    struct sheet sheet;

    sheet_init(&sheet);
    duban_buf_adds(&utf8, text);
    encode(&big5, &utf8, "BIG5");
    sheet_read(&sheet, big5.data, big5.len);
    cr_assert_eq(sheet.status, DUBAN_OK);
    cr_expect_str_eq(sheet_task(&sheet, 0)->leads, "綜合處");
    sheet_reported(&sheet, "BIG5-HKSCS（推断");
    sheet_release(&sheet);
    duban_buf_release(&utf8);
    duban_buf_release(&big5);
}

/* --- Files that are no tables ---------------------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t len;
    unsigned long line;
    const char *words;
} refused[] = {
#define BYTES(s) s, sizeof(s) - 1
    {BYTES("<!-- saved --><html><table>"), 0, "网页(HTML)"},
    {BYTES("\xff\xfe<\0h\0t\0m\0l\0>\0"), 0, "网页(HTML)"},
    {BYTES("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"), 0, "网页(HTML)"},
    {BYTES("PK\3\4......xl/workbook.xml"), 0, "xlsx"},
    {BYTES("PK\3\4......word/document.xml"), 0, "docx"},
    {BYTES("PK\3\4......plan.csv"), 0, "压缩文件"},
    {BYTES(",,,\n , ,\xe3\x80\x80\n"), 0, "没有内容"},
    {BYTES(" \r\n\t\r\n"), 0, "没有内容"},
    {BYTES("\xff\xfe"), 0, "没有内容"},
};

Test(forms, each_file_that_is_none_has_its_word)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        sheet_read(&sheet, refused[i].bytes, refused[i].len);
        sheet_refused(&sheet, refused[i].line, refused[i].words);
        sheet_release(&sheet);
    }
}
