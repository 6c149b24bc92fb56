/* How a connection ends: by the program, with its status; or cut, and then nothing is left. */
#include "e2e/board.h"
#include "system/wire.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GONE_WITHIN_MS = 2000 };

static char *board;
static const struct campaign *campaign;

static void begin(void)
{
    wire_needed();
    board = campaign_board(&campaign, "line");
}

static void end(void)
{
    free(board);
}

TestSuite(ssh_ends, .init = begin, .fini = end, .timeout = 120);

/* --- Statuses --------------------------------------------------------------------------------- */

static void expect_status(const char *const *words, int status, const char *shown)
{
    struct term *term = wire_start(24, 80, "duban-test", words);

    cr_expect_eq(term_wait_exit(term), status, "%s", term_screen(term));
    cr_expect(term_shows(term, shown), "no %s in\n%s", shown, term_screen(term));
    cr_expect(term_is_restored(term));
    term_end(term);
}

Test(ssh_ends, passes_the_exit_status_through)
{
    const char *const list[] = {"duban", "list", "-b", board, NULL};
    const char *const none[] = {"duban", "show", "-b", board, "999", NULL};
    const char *const usage[] = {"duban", "list", "--no-such-option", NULL};
    const char *const missing[] = {"duban", "-b", "/nowhere/at/all.duban", NULL};
    const char *const dumb[] = {"TERM=dumb", "duban", "-b", board, NULL};

    expect_status(list, 0, "制定");
    expect_status(none, 1, "999");
    expect_status(usage, 2, "--no-such-option");
    expect_status(missing, 3, "/nowhere/at/all.duban");
    expect_status(dumb, 6, "dumb");
}

/* --- The line is cut -------------------------------------------------------------------------- */

static struct term *start(void)
{
    struct term *term = wire_board(40, 120, board, campaign);

    cr_assert_geq(wire_processes(board), 2, "client and board are not running");
    return term;
}

static void expect_nothing_left(struct term *term)
{
    const char *const words[] = {"check", NULL};
    int64_t ms;

    term_wait_exit(term);
    ms = wire_gone_after(board);
    cr_expect(ms >= 0 && ms <= GONE_WITHIN_MS, "%d processes left after %d ms",
              wire_processes(board), (int)ms);
    term_end(term);
    free(board_run(board, words));
}

Test(ssh_ends, the_client_is_killed)
{
    struct term *term = start();

    term_signal(term, SIGKILL);
    expect_nothing_left(term);
}

Test(ssh_ends, the_client_is_killed_while_somebody_writes)
{
    struct term *term = start();

    term_send(term, "e");
    cr_assert(term_shows(term, "配合单位"), "%s", term_screen(term));
    term_send(term, "没有写完");
    cr_assert(term_shows(term, "没有写完"), "%s", term_screen(term));
    term_signal(term, SIGKILL);
    expect_nothing_left(term);
}

/* The window is closed: the client gets a hang-up and ends by itself. */
Test(ssh_ends, the_clients_window_is_closed)
{
    struct term *term = start();

    term_hang_up(term);
    expect_nothing_left(term);
}
