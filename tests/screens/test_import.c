/* The import screen: waiting, refused, a table looked at, one row of it, a hostile one. */
#include "screens/sample.h"
#include "screens/screen.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <string.h>

static struct duban_session session;

static void begin(void)
{
    screen_begin("xterm-256color");
    sample_init(&session);
    session.ui.importing = duban_importing_new();
    session.ui.views[1] = DUBAN_VIEW_IMPORT;
    session.ui.n_views = 2;
}

static void end(void)
{
    sample_release(&session);
    screen_end();
}

TestSuite(import, .init = begin, .fini = end);

static void take(const char *table)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;

    duban_buf_adds(&bytes, table);
    duban_importing_take(session.ui.importing, "粘贴的表格", true, &bytes);
    duban_importing_read(session.ui.importing, &session.campaign, session.today);
}

#define PLAN                                                                                      \
    "解放思想大讨论活动计划安排表（2018年）\n"                                                 \
    "序号\t阶段步骤\t主要内容\t完成时间\t责任部门\t联系电话\n"                                 \
    "1\t宣传发动阶段（5月21日至6月15日）\t制定大讨论活动的实施方案和工作计划\t5.25\t宣传室\t80\n" \
    "3\t\t发放调查问卷，广泛征集意见。\t6.1\t\"督查处\n信息中心\"\t81\n"                       \
    "6\t学习讨论阶段\t召开座谈会①，听取意见…\t6.2\t业务处\t\n"                             \
    "\t\t新写的一项任务，长得一行放不下，长得一行放不下，长得一行放不下\t6.3\t市场处\t\n"      \
    "\t\t有时限读不懂的任务\t2.30\t市场处\t\n"                                                 \
    "\t\t\t7月中旬前\t市场处\t\n"                                                              \
    "\t总结提高阶段（12月）\t总结表彰\t7月中旬前\t综合处、各党支部\t\n"

Test(import, waits)
{
    screen_expect_all(&session, "import-waits");
}

Test(import, preview)
{
    take(PLAN);
    duban_importing_next(session.ui.importing, 1);
    screen_expect_all(&session, "import");
}

Test(import, changed)
{
    take(PLAN);
    duban_importing_show(session.ui.importing, DUBAN_SHOW_CHANGED);
    screen_expect(&session, "import-changed", 24, 80);
    screen_expect(&session, "import-changed", 40, 120);
}

Test(import, missing)
{
    take(PLAN);
    session.ui.importing->options.mode = DUBAN_IMPORT_REPLACE;
    duban_importing_read(session.ui.importing, &session.campaign, session.today);
    duban_importing_show(session.ui.importing, DUBAN_SHOW_MISSING);
    screen_expect(&session, "import-missing", 24, 80);
}

Test(import, refused)
{
    take("甲列\t乙列\n一\t二\n");
    screen_expect(&session, "import-refused", 24, 80);
    screen_expect(&session, "import-refused", 6, 20);
}

Test(import, row)
{
    take(PLAN);
    duban_importing_step(session.ui.importing, 2);
    session.ui.views[session.ui.n_views++] = DUBAN_VIEW_ROW;
    screen_expect_all(&session, "import-row");
}

/* What a file holds does not move anything on the screen. */
Test(import, hostile)
{
    take("序号\t阶段步骤\t工作任务\t完成时限\t牵头单位\t\x1B[31m红列\n"
         "\x1B]0;标题\x07"
         "1\t\x1B[2J清屏阶段（\x1B[1m5月）\t\x1B[31m红字\xE2\x80\xAE反向\xE2\x80\xAC\t\xC2\x9B"
         "5.25\t\x1B[2J清屏处\t\xE2\x80\x8B零宽\n");
    screen_expect(&session, "import-hostile", 24, 80);
}

Test(import, comes)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;

    for (int i = 0; i < 1 << 20; i++)
        duban_buf_adds(&bytes, "  ");
    duban_importing_take(session.ui.importing, "安排表.csv", false, &bytes);
    screen_expect(&session, "import-comes", 24, 80);
}

/* What is left out is said, though no row shows it. */
Test(import, around)
{
    take(PLAN "注：本表由综合处汇总。\n\n督查组名单\n序号\t工作任务\t牵头单位\n1\t督查\t督查处\n");
    screen_expect(&session, "import-around", 24, 80);
}
