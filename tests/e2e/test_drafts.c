/* What was being written when the program had to end comes back at the next start. */
#include "e2e/board.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(drafts, .timeout = 120);

static char *board;

/* Every test has a state folder of its own, and a name in it of its own. */
static void begin(void)
{
    char folder[] = "/tmp/duban-state-XXXXXX";

    cr_assert(mkdtemp(folder) != NULL);
    setenv("XDG_STATE_HOME", folder, 1);
    board = board_make("drafts");
}

static void folder_of_drafts(char out[64])
{
    snprintf(out, 64, "%s/duban/drafts", getenv("XDG_STATE_HOME"));
}

/* Takes the drafts away with their folders; returns how many there were. */
static int clear(void)
{
    char path[64];
    struct dirent *entry;
    int n = 0;

    folder_of_drafts(path);
    DIR *dir = opendir(path);
    while (dir && (entry = readdir(dir)))
        if (entry->d_name[0] != '.') {
            n++;
            unlinkat(dirfd(dir), entry->d_name, 0);
        }
    if (dir)
        closedir(dir);
    rmdir(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    rmdir(getenv("XDG_STATE_HOME"));
    free(board);
    return n;
}

static struct term *start(const char *actor)
{
    const char *argv[] = {"-b", board, "--today", "2018-06-18", "--actor", actor, NULL};
    struct term *term = term_duban(24, 80, argv);

    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    return term;
}

/* Opens a form and types into it. */
static struct term *write_something(const char *actor, const char *text)
{
    struct term *term = start(actor);

    term_send(term, "e");
    cr_assert(term_shows(term, "配合单位"), "%s", term_screen(term));
    term_send(term, text);
    cr_assert(term_shows(term, text), "%s", term_screen(term));
    return term;
}

/* The next session asks; Enter brings the words back, F2 saves them. */
static void expect_back(const char *actor, const char *text)
{
    struct term *term = start(actor);

    cr_assert(term_shows(term, "上次没有保存"), "%s", term_screen(term));
    term_send(term, "\r");
    cr_assert(term_shows(term, "配合单位"), "%s", term_screen(term));
    cr_expect(term_shows(term, text), "%s", term_screen(term));
    term_send(term, "\033OQ");
    cr_expect(term_shows(term, "已保存"), "%s", term_screen(term));
    term_send(term, "q");
    cr_expect_eq(term_end(term), 0);
}

static void expect_kept_on(int number)
{
    begin();
    struct term *term = write_something("张三", "，全员参加");
    term_signal(term, number);
    cr_expect_eq(term_wait_exit(term), 0);
    cr_expect(term_is_restored(term));
    term_end(term);
    expect_back("张三", "，全员参加");
    cr_expect_eq(clear(), 0);
}

Test(drafts, kept_on_sigterm)
{
    expect_kept_on(SIGTERM);
}

Test(drafts, kept_on_sighup)
{
    expect_kept_on(SIGHUP);
}

Test(drafts, kept_on_sigint)
{
    expect_kept_on(SIGINT);
}

Test(drafts, kept_when_the_line_is_closed)
{
    begin();
    struct term *term = write_something("张三", "，全员参加");
    term_hang_up(term);
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    expect_back("张三", "，全员参加");
    cr_expect_eq(clear(), 0);
}

Test(drafts, kept_when_the_line_is_closed_with_sighup_ignored)
{
    const char *argv[] = {"sh", "-c", "trap '' HUP; exec \"$DUBAN_BIN\" -b \"$0\" --actor 张三",
                          NULL, NULL};

    begin();
    argv[3] = board;
    struct term *term = term_start(24, 80, argv);
    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, "a新来的事");
    cr_assert(term_shows(term, "新来的事"), "%s", term_screen(term));
    term_hang_up(term);
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    term = start("张三");
    cr_assert(term_shows(term, "上次没有保存：新增"), "%s", term_screen(term));
    term_send(term, "\r");
    cr_expect(term_shows(term, "新来的事"), "%s", term_screen(term));
    term_signal(term, SIGTERM);
    cr_expect_eq(term_end(term), 0);
    cr_expect_eq(clear(), 1);
}

Test(drafts, a_line_of_progress_is_kept)
{
    begin();
    struct term *term = start("张三");
    term_send(term, "i");
    cr_assert(term_shows(term, "进展"), "%s", term_screen(term));
    term_send(term, "已开两次会");
    cr_assert(term_shows(term, "已开两次会"), "%s", term_screen(term));
    term_signal(term, SIGTERM);
    cr_expect_eq(term_end(term), 0);
    term = start("张三");
    cr_assert(term_shows(term, "上次没有保存：记进展任务"), "%s", term_screen(term));
    term_send(term, "\r");
    cr_assert(term_shows(term, "已开两次会"), "%s", term_screen(term));
    term_send(term, "\r");
    cr_expect(term_shows(term, "已记下"), "%s", term_screen(term));
    term_send(term, "q");
    cr_expect_eq(term_end(term), 0);
    cr_expect_eq(clear(), 0);
}

Test(drafts, esc_discards)
{
    begin();
    struct term *term = write_something("张三", "，全员参加");
    term_signal(term, SIGTERM);
    cr_expect_eq(term_end(term), 0);
    term = start("张三");
    cr_assert(term_shows(term, "上次没有保存"), "%s", term_screen(term));
    term_send(term, "\033");
    cr_expect(term_shows(term, "草稿已丢弃"), "%s", term_screen(term));
    term_send(term, "q");
    cr_expect_eq(term_end(term), 0);
    cr_expect_eq(clear(), 0);
}

/* Each is asked about their own words and nobody else's. */
Test(drafts, two_persons_are_kept_apart)
{
    begin();
    struct term *one = write_something("张三", "，甲的话"),
                *two = write_something("李四", "，乙的话");
    term_signal(one, SIGTERM);
    term_signal(two, SIGHUP);
    cr_expect_eq(term_end(one), 0);
    cr_expect_eq(term_end(two), 0);
    one = start("王五");
    term_settle(one);
    cr_expect(term_hides(one, "上次没有保存"), "%s", term_screen(one));
    term_send(one, "q");
    cr_expect_eq(term_end(one), 0);
    expect_back("李四", "，乙的话");
    one = start("张三");
    cr_assert(term_shows(one, "上次没有保存"), "%s", term_screen(one));
    term_send(one, "\r");
    cr_expect(term_shows(one, "，甲的话"), "%s", term_screen(one));
    term_signal(one, SIGTERM);
    cr_expect_eq(term_end(one), 0);
    cr_expect_eq(clear(), 1);
}

Test(drafts, nothing_typed_writes_nothing)
{
    char folder[64];

    begin();
    struct term *term = start("张三");
    term_send(term, "e");
    cr_assert(term_shows(term, "配合单位"), "%s", term_screen(term));
    term_signal(term, SIGTERM);
    cr_expect_eq(term_end(term), 0);
    folder_of_drafts(folder);
    cr_expect_neq(access(folder, F_OK), 0, "there is a folder for no draft");
    cr_expect_eq(clear(), 0);
}

/* Words that cannot be kept are told of; the terminal is given back all the same. */
Test(drafts, a_failure_to_keep_is_said)
{
    begin();
    setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
    struct term *term = write_something("张三", "，全员参加");
    term_signal(term, SIGTERM);
    cr_expect_eq(term_wait_exit(term), 5);
    cr_expect(term_is_restored(term));
    cr_expect(strstr(term_screen(term), "/proc/nowhere") != NULL, "%s", term_screen(term));
    term_end(term);
    free(board);
}
