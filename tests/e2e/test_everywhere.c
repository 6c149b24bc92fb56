/* In every view, form and question: a stopped or killed program keeps nobody from the board, and a
 * closed line ends it even where SIGHUP is ignored. */
#include "e2e/board.h"
#include "e2e/crowd.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

TestSuite(everywhere, .timeout = 300);

#define TABLE "\033[200~序号\t阶段步骤\t工作任务\t完成时限\n9\t发动\t新的任务\t6.8\n\033[201~"

static const struct {
    const char *keys, *shown;
} places[] = {
    {"g", "Enter 打开"},
    {"\r", "阶段步骤"},      /* a card */
    {"5", "记录"},           /* the history */
    {"5f", "筛选记录"},      /* and its filter */
    {"b", "回收站"},         /* the bin */
    {"?", "上一张卡片"},     /* help */
    {"ex", "F2 保存"},       /* a form with a change in it */
    {"ax", "F2 保存"},       /* a new task */
    {"ex\033", "y"},         /* a question about it */
    {"t", "完成时限"},       /* a line */
    {"@x", "牵头单位"},      /* with names offered */
    {"d", "回收站"},         /* a question */
    {"m", "调整到"},         /* a menu */
    {":s", ":"},             /* the command line */
    {"f", "筛选"},           /* the filter */
    {"/x", "/ x"},           /* a search */
    {"v", "分列"},           /* columns of another kind */
    {"I", "粘贴"},           /* the import, waiting */
    {"I" TABLE, "新的任务"}, /* and with a preview */
};
#define PLACES (sizeof places / sizeof *places)

static char *board;

static struct term *go_to(size_t i)
{
    static const char line[] =
        "trap '' HUP; exec \"$DUBAN_BIN\" -b \"$0\" --actor \"$1\" --today 2018-06-18";
    char actor[16]; /* another one in each place, whom no draft is offered */
    const char *argv[] = {"sh", "-c", line, board, actor, NULL};
    struct term *term;

    setenv("DUBAN_BACKUP", "off", 1); /* a copy reads, and may be stopped in that */
    snprintf(actor, sizeof actor, "p%zu", i);
    term = term_start(24, 80, argv);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, places[i].keys);
    cr_assert(term_shows(term, places[i].shown), "%s:\n%s", places[i].keys, term_screen(term));
    term_settle(term);
    return term;
}

/* What somebody else does at the same board succeeds, without having had to wait for a lock: those
 * are waited for five seconds, and then given up. */
static void expect_free(size_t i, const char *what)
{
    int64_t before = crowd_ms(), took;

    free(board_run(board, (const char *const[]){"note", "1", "x", NULL}));
    took = crowd_ms() - before;
    cr_expect_leq(took, 3000, "%s at %s: %lld ms", what, places[i].keys, (long long)took);
}

Test(everywhere, others_write_while_it_is_stopped_and_after_it_was_killed)
{
    board = board_make("stopped");
    for (size_t i = 0; i < PLACES; i++) {
        struct term *term = go_to(i);

        term_signal(term, SIGSTOP);
        expect_free(i, "stopped");
        term_signal(term, SIGKILL);
        cr_expect_eq(term_end(term), 128 + SIGKILL);
        expect_free(i, "killed");
    }
    free(board);
}

Test(everywhere, a_closed_line_ends_it_within_two_seconds)
{
    board = board_make("hung-up");
    for (size_t i = 0; i < PLACES; i++) {
        struct term *term = go_to(i);
        int64_t before, took;

        term_hang_up(term);
        before = crowd_ms();
        cr_expect_eq(term_wait_exit(term), 0, "%s", places[i].keys);
        took = crowd_ms() - before;
        cr_expect_leq(took, 2000, "%s: %lld ms", places[i].keys, (long long)took);
        term_end(term);
    }
    free(board);
}
