/* Phase cells: names without enumerators and windows, and what word processors do to them. */
#include "duban/phase.h"

#include "duban/date.h"

#include <criterion/criterion.h>

TestSuite(phase, .timeout = 20);

static const struct duban_deadline_context context = {2018, DUBAN_NO_DATE};

static void check(const char *cell, const char *name, const char *window)
{
    struct duban_phase_cell read;
    struct duban_phase_cell again;

    duban_phase_cell_read(&read, cell, &context);
    cr_expect_str_eq(read.name.data, name, "%s: name %s", cell, read.name.data);
    cr_expect_str_eq(read.window.data, window, "%s: window %s", cell, read.window.data);
    duban_phase_cell_read(&again, read.label.data, &context);
    cr_expect_str_eq(again.label.data, read.label.data, "%s: the label changes when read again",
                     cell);
    cr_expect_str_eq(again.name.data, name);
    cr_expect_str_eq(again.window.data, window);
    duban_phase_cell_release(&read);
    duban_phase_cell_release(&again);
}

Test(phase, enumerators)
{
    static const char *const cells[] = {"一、宣传发动阶段",       "（一）宣传发动阶段",
                                        "(一) 宣传发动阶段",      "1.宣传发动阶段",
                                        "1．宣传发动阶段",        "1、宣传发动阶段",
                                        "①宣传发动阶段",          "1）宣传发动阶段",
                                        "第一阶段：宣传发动阶段", "阶段一：宣传发动阶段",
                                        "十一、宣传发动阶段",     "1.1 宣传发动阶段",
                                        "  宣传发动阶段　",       "一 宣传发动阶段",
                                        "Ⅱ.宣传发动阶段",         "宣 传 发 动 阶 段",
                                        "1 宣传发动阶段",         "宣　传　发　动　阶　段"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        check(cells[i], "宣传发动阶段", "");
}

Test(phase, what_is_no_enumerator)
{
    static const char *const names[] = {"第一阶段",   "40周年庆祝", "一季度", "1.",
                                        "5.25动员会", "5 月动员",   "甲 乙"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check(names[i], names[i], "");
    check("第一阶段（5月）", "第一阶段", "5月");
}

Test(phase, windows)
{
    check("宣传发动阶段（5月底前）", "宣传发动阶段", "5月底前");
    check("宣传发动阶段(6月至7月）", "宣传发动阶段", "6月至7月");
    check("一、宣传,形成共识(5月)：", "宣传,形成共识", "5月");
    check("宣\n传\n发\n动\n︵\n5月底前\n︶", "宣传发动", "5月底前");
    check("宣 传 发 动 阶 段（5月）", "宣传发动阶段", "5月");
    check("宣传发动阶段\n（5月-6月）", "宣传发动阶段", "5月-6月");
    check("宣传发动阶段\n5月-6月", "宣传发动阶段", "5月-6月");
    check("5月-6月\n宣传发动阶段", "宣传发动阶段", "5月-6月");
    check("一、宣传发动阶段：5月1日至6月底", "宣传发动阶段", "5月1日至6月底");
    check("第一阶段 宣传发动 5月上旬", "宣传发动", "5月上旬");
    check("3月：宣传发动", "宣传发动", "3月");
    check("一、3月-4月 宣传发动阶段", "宣传发动阶段", "3月-4月");
    check("宣传发动阶段3月-4月", "宣传发动阶段", "3月-4月");
    check("第一阶段【宣传发动】3月1日-3月31日", "第一阶段【宣传发动】", "3月1日-3月31日");
    check("1.宣传发动阶段。（3月）。", "宣传发动阶段", "3月");
    check("第一阶段\n3月-4月\n宣传发动", "宣传发动", "3月-4月");
    check("宣传发动，3月1日至31日", "宣传发动", "3月1日至31日");
    check("宣传发动；时间：3月-4月。", "宣传发动", "时间：3月-4月");
    check("宣传发动（时间安排：3月-4月）", "宣传发动", "时间安排：3月-4月");
    check("宣传发动，形成共识，5月份总结", "宣传发动，形成共识，5月份总结", "");
    check("第四阶段：12月总结", "12月总结", "");
    check("步骤一：学习（3月）", "学习", "3月");
    check("第一阶段——宣传发动（3月）", "宣传发动", "3月");
    check("5月 25日动员会", "5月 25日动员会", "");
    check("5月份宣传发动", "5月份宣传发动", "");
    check("喜迎七月", "喜迎七月", "");
    check("Phase 1.2", "Phase 1.2", "");
    check("宣传发动 长期", "宣传发动 长期", "");
    check("宣传发动阶段（试行）", "宣传发动阶段（试行）", "");
    check("（5月）", "（5月）", "");
    check("", "", "");
}

Test(phase, windows_inside_the_name)
{
    check("第一阶段（3月）宣传发动", "宣传发动", "3月");
    check("第一阶段（3月-4月）：宣传发动", "宣传发动", "3月-4月");
    check("第一阶段(3月）\n宣传发动", "宣传发动", "3月");
    check("一、宣传发动（3月-4月）阶段", "宣传发动阶段", "3月-4月");
    check("宣传（5月）阶段", "宣传阶段", "5月");
    check("宣传发动（5.20—6.20）：制定方案", "宣传发动：制定方案", "5.20—6.20");
    check("（3月）宣传发动阶段", "宣传发动阶段", "3月");
    check("宣传发动（第一季度）阶段", "宣传发动阶段", "第一季度");
    check("（一）宣传发动【3月上旬】阶段", "宣传发动阶段", "3月上旬");
    check("宣传发动（3月）阶段（试行）", "宣传发动阶段（试行）", "3月");
    check("宣\n传\n（\n3\n月\n）\n阶\n段", "宣传阶段", "3月");
    check("Phase (March to May) one", "Phase (March to May) one", "");
    check("宣传（试行）阶段", "宣传（试行）阶段", "");
    check("庆（七一）系列活动", "庆（七一）系列活动", "");
    check("第（1）支部学习阶段", "第（1）支部学习阶段", "");
    check("学习（2018）9号文件阶段", "学习（2018）9号文件阶段", "");
    check("宣传（3月阶段", "宣传（3月阶段", "");
    check("宣传）3月（阶段", "宣传）3月（阶段", "");
}

Test(phase, windows_have_dates)
{
    struct duban_phase_cell cell;

    duban_phase_cell_read(&cell, "持续深化阶段（12月中旬至年底）", &context);
    cr_assert_eq(cell.start, duban_date_make(2018, 12, 11));
    cr_assert_eq(cell.end, duban_date_make(2018, 12, 31));
    duban_phase_cell_release(&cell);
    duban_phase_cell_read(&cell, "宣传发动阶段（5月底前）", &context);
    cr_assert_eq(cell.start, DUBAN_NO_DATE);
    cr_assert_eq(cell.end, duban_date_make(2018, 5, 31));
    cr_assert_str_eq(cell.label.data, "宣传发动阶段（5月底前）");
    duban_phase_cell_release(&cell);
}

Test(phase, mends_what_word_did)
{
    check("\n\n\n宣传发动阶段\n\n\n\n宣传发动阶段", "宣传发动阶段", "");
    check("宣传发动阶段宣传发动阶段", "宣传发动阶段", "");
    check("一、宣传\n（5月）\n一、宣传\n（5月）", "宣传", "5月");
    check("宣\n传\n发\n动\n阶\n段", "宣传发动阶段", "");
    check("宣\n传\n发\n动\n宣\n传\n发\n动", "宣传发动", "");
    check("宣传发动\n阶段", "宣传发动阶段", "");
    check("phase one\nstart", "phase one start", "");
    check("讨论讨论", "讨论讨论", "");
}
