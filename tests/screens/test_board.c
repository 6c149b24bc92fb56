/* What is special about the board; as it usually is, and at every size, it stands in test_scenes.c.
 */
#include "screens/sample.h"
#include "screens/screen.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static struct duban_session session;

static void begin(void)
{
    screen_begin("xterm-256color");
    sample_init(&session);
}

static void end(void)
{
    sample_release(&session);
    screen_end();
}

TestSuite(board, .init = begin, .fini = end);

/* What is looked for is marked in the text, over line ends, in leads and deadlines; a card that
 * has it where it cannot be seen has a mark at its edge. */
static void look_for(const char *text)
{
    duban_strset(&session.ui.search.text, text);
    duban_strset(&session.ui.search.key, text);
    session.ui.search.n = 3;
    session.ui.search.at = 1;
}

Test(board, search)
{
    look_for("查");
    screen_expect(&session, "board-search", 24, 80);
    screen_expect(&session, "board-search", 6, 20);
    look_for("不少于");
    screen_expect(&session, "board-search-hidden", 24, 80);
    look_for("综合处");
    screen_expect(&session, "board-search-leads", 24, 80);
}

Test(board, closed_cards_unfolded)
{
    duban_ui_column(&session.ui, 1)->open = true;
    sample_select(&session, 0, 4);
    screen_expect(&session, "board-unfolded", 40, 120);
    screen_expect(&session, "board-unfolded", 10, 40);
}

/* Stars beside the cards, and beside the fold that one of them has gone into. */
Test(board, changed_by_others)
{
    sample_select(&session, 0, 1);
    duban_ui_mark_fresh(&session.ui, 1002, 1);
    duban_ui_mark_fresh(&session.ui, 1001, 1);
    duban_ui_mark_fresh(&session.ui, 2006, 1);
    duban_ui_say(&session.ui, DUBAN_TONE_INFO, "李：办结「制定大讨论活动的实施方案…」");
    screen_expect(&session, "board-fresh", 24, 80);
    screen_expect(&session, "board-fresh", 6, 20);
    duban_marks_set(&session.ui.marks, 2006, true);
    screen_expect(&session, "board-fresh-marked", 24, 80);
}

Test(board, message_and_count)
{
    session.keymap.count = 12;
    duban_ui_say(&session.ui, DUBAN_TONE_ERROR, "李同时修改了「%s」，已重新载入", "\x1B[31m红");
    screen_expect(&session, "board-message", 24, 80);
    screen_expect(&session, "board-message", 6, 20);
}

Test(board, read_only)
{
    session.read_only = true;
    screen_expect(&session, "board-read-only", 24, 80);
}

Test(board, one_card_a_row_when_low)
{
    screen_expect(&session, "board-low", 12, 80);
    screen_expect(&session, "board-low", 16, 100);
}

/* Grouped by something else, the whole board made anew. */
static void regroup(enum duban_grouping grouping, enum duban_sorting sorting)
{
    session.ui.grouping = grouping;
    session.ui.sorting = sorting;
    sample_select(&session, 0, 0);
}

Test(board, by_lead_department)
{
    regroup(DUBAN_BY_LEAD, DUBAN_SORT_PLAN);
    screen_expect_all(&session, "board-by-lead");
}

Test(board, by_status_and_light)
{
    regroup(DUBAN_BY_STATUS, DUBAN_SORT_LIGHT);
    screen_expect_all(&session, "board-by-status");
}

Test(board, by_month_and_date)
{
    regroup(DUBAN_BY_MONTH, DUBAN_SORT_DUE);
    screen_expect_all(&session, "board-by-month");
}

static void filter(const char *text)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_filter_set(&session.ui.filter, text, session.today, &err), DUBAN_OK);
}

Test(board, filtered)
{
    filter("牵头:综合处");
    sample_select(&session, 0, 0);
    screen_expect_all(&session, "board-filtered");
}

Test(board, filtered_by_lead_with_a_long_query)
{
    filter("-状态:已完成,不再推进 时限:2018-06..2018-07 阶段:宣传发动,学习讨论 讨论");
    regroup(DUBAN_BY_LEAD, DUBAN_SORT_LIGHT);
    screen_expect_all(&session, "board-filtered-by-lead");
}

Test(board, a_filter_that_finds_nothing)
{
    filter("没有这样的任务");
    sample_select(&session, 1, 0);
    screen_expect(&session, "board-filtered-none", 24, 80);
    screen_expect(&session, "board-filtered-none", 6, 20);
    regroup(DUBAN_BY_MONTH, DUBAN_SORT_PLAN);
    screen_expect(&session, "board-filtered-no-month", 24, 80);
    screen_expect(&session, "board-filtered-no-month", 6, 20);
}

Test(board, marked)
{
    duban_marks_take(&session.ui.marks, &session.board);
    duban_marks_set(&session.ui.marks, 1003, false);
    screen_expect_all(&session, "board-marked");
}

Test(board, marked_and_filtered_by_status)
{
    duban_marks_take(&session.ui.marks, &session.board);
    filter("牵头:宣传室,综合处");
    regroup(DUBAN_BY_STATUS, DUBAN_SORT_DUE);
    screen_expect_all(&session, "board-marked-by-status");
}

Test(board, marks_without_colour)
{
    screen_end();
    screen_begin("vt100");
    duban_marks_take(&session.ui.marks, &session.board);
    screen_expect(&session, "board-marked-vt100", 24, 80);
}

Test(board, by_lead_without_any_task)
{
    sample_release(&session);
    sample_init_empty(&session);
    sample_phase(&session, "全部工作", "全年");
    regroup(DUBAN_BY_LEAD, DUBAN_SORT_PLAN);
    screen_expect(&session, "board-by-lead-empty", 24, 80);
    screen_expect(&session, "board-by-lead-empty", 6, 20);
}

Test(board, five_hundred_cards)
{
    for (int i = 0; i < 500; i++) {
        char serial[16];

        snprintf(serial, sizeof serial, "3.%d", i + 1);
        sample_task(&session, 3, serial, "走访联系服务对象，听取意见建议并逐条登记，建立台账。",
                    "8.15", "业务处");
    }
    sample_select(&session, 2, 501);
    screen_expect(&session, "board-many-last", 24, 80);
}

/* Marks tell everything without colour. */
Test(board, monochrome)
{
    screen_end();
    screen_begin("vt100");
    screen_expect(&session, "board-vt100", 24, 80);
}

Test(board, too_small)
{
    screen_expect(&session, "too-small", 5, 80);
    screen_expect(&session, "too-small", 24, 19);
    screen_expect(&session, "too-small", 1, 10);
}
