/* Every way out: the terminal is given back, no process is left. */
#include "e2e/board.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(ends, .timeout = 120);

static char *board;

static struct term *start(void)
{
    const char *argv[] = {"-b", NULL, "--today", "2018-06-18", NULL};
    struct term *term;

    board = board_make("ends");
    argv[1] = board;
    term = term_duban(24, 80, argv);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    return term;
}

static void expect_restored(struct term *term)
{
    static const char paste_off[] = "\033[?2004l";
    size_t len;
    const char *bytes;

    cr_expect_eq(term_wait_exit(term), 0);
    cr_expect(term_is_restored(term));
    bytes = term_bytes(term, &len);
    cr_expect(memmem(bytes, len, paste_off, strlen(paste_off)) != NULL);
    term_end(term);
    free(board);
}

Test(ends, q)
{
    struct term *term = start();

    term_send(term, "q");
    expect_restored(term);
}

Test(ends, sigterm)
{
    struct term *term = start();

    term_signal(term, SIGTERM);
    expect_restored(term);
}

Test(ends, sighup)
{
    struct term *term = start();

    term_signal(term, SIGHUP);
    expect_restored(term);
}

Test(ends, sigint_in_a_form)
{
    struct term *term = start();

    term_send(term, "e");
    cr_assert(term_shows(term, "配合单位"));
    term_signal(term, SIGINT);
    expect_restored(term);
}

/* ^C is a key: a hand that means to copy loses nothing. */
Test(ends, control_c_does_not_leave)
{
    struct term *term = start();

    term_send(term, "\003j");
    term_settle(term);
    cr_expect(term_shows(term, "1 制定方案"));
    term_send(term, "q");
    expect_restored(term);
}

Test(ends, the_line_is_closed)
{
    struct term *term = start();

    term_hang_up(term);
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    free(board);
}

/* Who starts it under nohup and loses the line must not find it burning the CPU next day. */
Test(ends, the_line_is_closed_with_sighup_ignored)
{
    const char *argv[] = {"sh", "-c", "trap '' HUP; exec \"$DUBAN_BIN\" -b \"$0\"", NULL, NULL};
    struct term *term;

    board = board_make("nohup");
    argv[3] = board;
    term = term_start(24, 80, argv);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_hang_up(term);
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    free(board);
}

/* ^Z gives the terminal to the shell, fg takes it again. */
Test(ends, stops_and_continues)
{
    const char *const argv[] = {"bash", "--norc", "--noprofile", "-i", NULL};
    struct term *term = term_start(24, 80, argv);
    char line[512];

    board = board_make("stop");
    snprintf(line, sizeof line, "PS1='%%> '; \"$DUBAN_BIN\" -b '%s' --today 2018-06-18\r", board);
    term_send(term, line);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, "\032");
    cr_assert(term_shows(term, "Stopped"), "%s", term_screen(term));
    cr_expect(term_hides(term, "Enter 打开"));
    term_send(term, "fg\r");
    cr_assert(term_shows(term, "Enter 打开"), "%s", term_screen(term));
    cr_expect(term_shows(term, "1 制定方案"));
    term_send(term, "q");
    cr_expect(term_hides(term, "Enter 打开"));
    term_send(term, "exit\r");
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    free(board);
}

/* Behind a forced command there is nothing to come back to from a stop, and no file but the board.
 */
Test(ends, locked_does_not_stop_and_writes_no_file)
{
    const char *argv[] = {"--locked", "--today", "2018-06-18", NULL, NULL};
    struct term *term;

    board = board_make("locked");
    argv[3] = board;
    term = term_duban(24, 80, argv);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, "\032");
    term_signal(term, SIGTSTP);
    term_send(term, "w");
    cr_expect(term_shows(term, "ssh 主机 export"), "%s", term_screen(term));
    term_send(term, "!\005\030\005:");
    term_send(term, "\033\033?");
    cr_expect(term_shows(term, "上一张卡片"), "%s", term_screen(term));
    term_send(term, "qq");
    expect_restored(term);
}
