/* Every way out: the terminal is given back, no process is left. */
#include "e2e/board.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

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

/* --- Wherever the user is ----------------------------------------------------------------------
 */

static const struct place {
    const char *keys, *shown;
} places[] = {
    {"\r", "牵头单位"},
    {"e，再写一句", "再写一句"},
    {"i已开会", "已开会"},
    {":note 已开会", "已开会"},
    {"/方案", "1/1"},
    {"f方案", "筛选"},
    {"\033OQ", "要做什么"},
    {"d", "放入回收站"},
    {"I", "粘贴"},
    {"If", "读文件"},
    {"?", "上一张卡片"},
    {"5", "记录"},
    {"\033[200~任务\t时限\n新的事\t7.1\n\033[201~", "新的事"},
};

enum { PATIENCE_MS = 2000 };

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void hang_up(struct term *term)
{
    term_hang_up(term);
}

static void send_hup(struct term *term)
{
    term_signal(term, SIGHUP);
}

static void send_term(struct term *term)
{
    term_signal(term, SIGTERM);
}

/* There, it is ended in that way, is gone within two seconds and has burnt none of them. */
static void expect_gone(const struct place *place, bool ignoring, void (*end)(struct term *))
{
    const char *argv[] = {"sh", "-c", NULL, board, NULL};
    struct rusage before, after;

    argv[2] = ignoring ? "trap '' HUP; exec \"$DUBAN_BIN\" -b \"$0\" --today 2018-06-18"
                       : "exec \"$DUBAN_BIN\" -b \"$0\" --today 2018-06-18";
    struct term *term = term_start(24, 80, argv);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, place->keys);
    cr_assert(term_shows(term, place->shown), "%s: %s", place->keys, term_screen(term));
    getrusage(RUSAGE_CHILDREN, &before);
    int64_t began = now_ms();
    end(term);
    cr_expect_eq(term_wait_exit(term), 0, "%s", place->keys);
    cr_expect_lt(now_ms() - began, PATIENCE_MS, "%s", place->keys);
    getrusage(RUSAGE_CHILDREN, &after);
    cr_expect_leq(after.ru_utime.tv_sec - before.ru_utime.tv_sec, 1, "%s", place->keys);
    term_end(term);
}

static void expect_gone_everywhere(bool ignoring, void (*end)(struct term *))
{
    char state[] = "/tmp/duban-ends-XXXXXX", path[64];

    cr_assert(mkdtemp(state) != NULL);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%s/%zu", state, i); /* a draft of one is none of the next */
        setenv("XDG_STATE_HOME", path, 1);
        board = board_make("everywhere");
        expect_gone(&places[i], ignoring, end);
        free(board);
    }
    const char *const clean[] = {"rm", "-rf", state, NULL};
    struct duban_buf out = DUBAN_BUF_INIT;

    cr_expect_eq(board_exec(&out, clean), 0);
    duban_buf_release(&out);
}

Test(ends, everywhere_on_sighup)
{
    expect_gone_everywhere(false, send_hup);
}

Test(ends, everywhere_on_sigterm)
{
    expect_gone_everywhere(false, send_term);
}

Test(ends, everywhere_when_the_line_is_closed)
{
    expect_gone_everywhere(false, hang_up);
}

Test(ends, everywhere_when_the_line_is_closed_with_sighup_ignored)
{
    expect_gone_everywhere(true, hang_up);
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

/* In a form ^Z takes back what was typed; a stop from outside loses nothing of it. */
Test(ends, stops_and_continues_in_a_form)
{
    const char *const argv[] = {"bash", "--norc", "--noprofile", "-i", NULL};
    struct term *term = term_start(24, 80, argv);
    char line[512];
    int pid;

    board = board_make("stop-form");
    snprintf(line, sizeof line,
             "sh -c 'echo $$ >\"$0.pid\"; exec \"$DUBAN_BIN\" -b \"$0\" --today 2018-06-18' '%s'\r",
             board);
    term_send(term, line);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    snprintf(line, sizeof line, "%s.pid", board);
    FILE *file = fopen(line, "r");
    cr_assert(file && fscanf(file, "%d", &pid) == 1);
    fclose(file);
    unlink(line);
    term_send(term, "e，再写一句");
    cr_assert(term_shows(term, "再写一句"), "%s", term_screen(term));
    kill(pid, SIGTSTP);
    cr_assert(term_shows(term, "Stopped"), "%s", term_screen(term));
    term_send(term, "fg\r");
    cr_assert(term_shows(term, "配合单位"), "%s", term_screen(term));
    cr_expect(term_shows(term, "再写一句"), "%s", term_screen(term));
    term_send(term, "\033OQ");
    cr_expect(term_shows(term, "已保存"), "%s", term_screen(term));
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
