/* The fault table of the full screen. In each row a fault is put under somebody who saves a form:
 *
 *     injected                          seen, and expected
 *     ------------------------------ ------------------------------------------------------------
 *     file-size limit                   a message that comes back after the next key; the program
 *     EIO at the k-th write, sync,      alive; the text still in its form; nothing of it in the
 *       unlink; ENOSPC at the k-th      file. When it is over the same key saves, once. A fault
 *       write (k = 1..15)               behind the commit is told as such, and the text is there.
 *     folder without room for the       the same
 *       journal; the board taken away
 *     the board replaced                the new file is followed, and written to
 */
#include "e2e/board.h"
#include "e2e/term.h"

#include "duban/alloc.h"
#include "duban/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(faults, .timeout = 600);

#define TEXT "不可丢失"

static char *folder, *board, *aside;

static char *name_of(const char *format, const char *part)
{
    struct duban_buf name = DUBAN_BUF_INIT;

    duban_buf_addf(&name, format, part);
    return duban_buf_detach(&name);
}

static int run(const char *const *argv)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    int status = board_exec(&out, argv);

    duban_buf_release(&out);
    return status;
}

/* A board in a folder of its own. */
static void set_up(void)
{
    char *made;

    setenv("DUBAN_BACKUP", "off", 1);
    made = board_make("faults");
    folder = name_of("%s.d", made);
    board = name_of("%s/a.duban", folder);
    aside = name_of("%s/aside", folder);
    cr_assert_eq(mkdir(folder, 0700), 0);
    cr_assert_eq(rename(made, board), 0);
    free(made);
}

static void tear_down(void)
{
    run((const char *const[]){"rm", "-r", folder, NULL});
    free(folder);
    free(board);
    free(aside);
}

/* How many tasks of the board have the text, and whether the board is in order. */
static int in_the_file(void)
{
    char *list = board_run(board, (const char *const[]){"list", NULL});
    char *check = board_run(board, (const char *const[]){"check", NULL});
    int n = 0;

    for (const char *p = list; (p = strstr(p, TEXT)) != NULL; p++)
        n++;
    cr_expect_str_eq(check, "看板完好\n");
    free(list);
    free(check);
    return n;
}

/* At the form of the first task, with its text changed. */
static struct term *write_in_form(const char *const *argv)
{
    struct term *term = term_start(24, 80, argv);

    cr_assert(term_shows(term, "1 制定方案"), "%s", term_screen(term));
    term_send(term, "g");
    term_send(term, "e");
    cr_assert(term_shows(term, "F2 保存"), "%s", term_screen(term));
    term_send(term, TEXT);
    cr_assert(term_shows(term, TEXT), "%s", term_screen(term));
    return term;
}

static const char *const *plainly(void)
{
    static const char *argv[] = {NULL, "--today", "2018-06-18", NULL, NULL};

    argv[0] = getenv("DUBAN_BIN");
    argv[3] = board;
    return argv;
}

static void save(struct term *term)
{
    term_send(term, "\023");
}

/* Whether it was saved; otherwise it was said that it was not, and the text is still there. */
static bool is_saved(struct term *term, const char *said)
{
    for (int i = 0; i < 300; i++) {
        if (!term_sees(term, "F2 保存"))
            return true;
        if (term_sees(term, said))
            break;
        term_wait_any(&term, 1, 50);
    }
    cr_assert(term_sees(term, said), "not said: %s\n%s", said, term_screen(term));
    cr_expect(term_sees(term, TEXT), "the text is gone:\n%s", term_screen(term));
    return false;
}

/* The message is there, stays when another key is pressed, and goes when the same key is pressed
 * again, which saves. */
static void expect_trouble_then_saved(struct term *term, const char *said, void (*settle)(void),
                                      int ms)
{
    cr_assert(!is_saved(term, said), "%s: nothing was wrong", said);
    term_send(term, "\033[D");
    term_listen(term, ms); /* more than half a second: and after a look at the board */
    cr_expect(term_shows(term, said), "gone: %s\n%s", said, term_screen(term));
    settle();
    cr_expect_eq(in_the_file(), 0, "%s, but it is in the file", said);
    save(term);
    cr_expect(term_hides(term, "F2 保存"), "%s", term_screen(term));
    cr_expect(term_hides(term, said), "%s", term_screen(term));
    cr_expect_eq(in_the_file(), 1);
}

static void leave(struct term *term)
{
    cr_expect(term_shows(term, TEXT), "%s", term_screen(term));
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    term_end(term);
}

/* --- Limits and files --------------------------------------------------------------------------
 */

static pid_t limited;

static void limit(rlim_t bytes)
{
    struct rlimit size;

    cr_assert_eq(prlimit(limited, RLIMIT_FSIZE, NULL, &size), 0);
    size.rlim_cur = bytes ? bytes : size.rlim_max;
    cr_assert_eq(prlimit(limited, RLIMIT_FSIZE, &size, NULL), 0);
}

static void lift_limit(void)
{
    limit(0);
}

Test(faults, a_file_size_limit)
{
    set_up();
    struct term *term = write_in_form(plainly());
    limited = term_pid(term);
    limit(1024);
    save(term);
    expect_trouble_then_saved(term, "没有保存", lift_limit, 700);
    leave(term);
    tear_down();
}

static void put_back(void)
{
    cr_assert_eq(rename(aside, board), 0);
}

Test(faults, the_board_is_taken_away)
{
    set_up();
    struct term *term = write_in_form(plainly());
    cr_assert_eq(rename(board, aside), 0);
    save(term);
    expect_trouble_then_saved(term, "看板文件", put_back, 700);
    leave(term);
    tear_down();
}

Test(faults, the_board_is_replaced)
{
    set_up();
    struct term *term = write_in_form(plainly());
    free(board_run(board, (const char *const[]){"backup", aside, NULL}));
    free(board_run(aside, (const char *const[]){"set", "1", "note=新文件里的备注", NULL}));
    put_back();
    cr_expect(term_shows(term, "新文件里的备注"), "%s", term_screen(term));
    save(term);
    cr_expect(term_hides(term, "F2 保存"), "%s", term_screen(term));
    cr_expect_eq(in_the_file(), 1);
    leave(term);
    tear_down();
}

/* Root may write everything, unless it gives that up. */
static const char *const *as_a_mortal(void)
{
    static const char *argv[] = {"setpriv",
                                 "--bounding-set=-dac_override",
                                 "--inh-caps=-dac_override",
                                 NULL,
                                 "--today",
                                 "2018-06-18",
                                 NULL,
                                 NULL};

    argv[3] = "true";
    argv[4] = NULL;
    if (geteuid() != 0)
        return plainly();
    if (run(argv) != 0)
        cr_skip_test("root may write everything here");
    argv[3] = getenv("DUBAN_BIN");
    argv[4] = "--today";
    argv[6] = board;
    return argv;
}

static void open_folder(void)
{
    cr_assert_eq(chmod(folder, 0700), 0);
}

Test(faults, the_folder_takes_no_journal)
{
    set_up();
    struct term *term = write_in_form(as_a_mortal());
    cr_assert_eq(chmod(folder, 0500), 0);
    save(term);
    expect_trouble_then_saved(term, "没有保存", open_folder, 700);
    leave(term);
    tear_down();
}

static void open_file(void)
{
    cr_assert_eq(chmod(board, 0600), 0);
}

/* A file that may only be read when it is opened cannot be written later either: it is opened for
 * reading, and the form says so before anything is typed, or when it is saved. */
Test(faults, a_file_for_reading_only)
{
    set_up();
    cr_assert_eq(chmod(board, 0400), 0);
    struct term *term = write_in_form(as_a_mortal());
    save(term);
    cr_expect(!is_saved(term, "没有写权限"));
    term_send(term, "\033[D");
    term_listen(term, 700);
    cr_expect(term_sees(term, "没有写权限"), "%s", term_screen(term));
    open_file();
    cr_expect_eq(in_the_file(), 0);
    term_send(term, "\033");
    cr_expect(term_shows(term, "y 是") || term_shows(term, "是"), "%s", term_screen(term));
    term_send(term, "yq");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    term_end(term);
    tear_down();
}

/* --- The k-th call fails -----------------------------------------------------------------------
 */

/* What is traced cannot be looked at by the sanitizer of leaks. */
static void need_strace(void)
{
    setenv("LSAN_OPTIONS", "detect_leaks=0", 1);
    if (run((const char *const[]){"strace", "-o", "/dev/null", "true", NULL}) != 0)
        cr_skip_test("no strace that works (Debian: strace)");
}

static bool met(const char *trace)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    bool has = duban_file_read(&text, trace, 1 << 20, NULL) == DUBAN_OK &&
               strstr(text.data, "INJECTED") != NULL;

    duban_buf_release(&text);
    return has;
}

static void nothing_to_settle(void)
{
}

/* Where the calls are met. */
enum place { JOURNAL, BOARD, ANYWHERE };

/* One row. False: there are not so many calls. */
static bool fail_call(const char *call, const char *error, int k, enum place place)
{
    struct duban_buf inject = DUBAN_BUF_INIT, traced = DUBAN_BUF_INIT;
    bool hit;

    set_up();
    char *journal = name_of("%s-journal", board), *trace = name_of("%s/trace", folder);
    duban_buf_addf(&inject, "inject=%s:error=%s:when=%d", call, error, k);
    duban_buf_addf(&traced, "trace=%s", call);
    const char *argv[] = {"strace",
                          "-f",
                          "-qq",
                          "-o",
                          trace,
                          "-e",
                          traced.data,
                          "-e",
                          inject.data,
                          "-P",
                          place == JOURNAL ? journal : board,
                          "-P",
                          place == BOARD ? board : journal,
                          "-P",
                          place == ANYWHERE ? folder
                          : place == BOARD  ? board
                                            : journal,
                          getenv("DUBAN_BIN"),
                          "--today",
                          "2018-06-18",
                          board,
                          NULL};
    struct term *term = write_in_form(argv);
    save(term);
    if (!is_saved(term, "没有保存"))
        expect_trouble_then_saved(term, "没有保存", nothing_to_settle, k == 1 ? 700 : 0);
    cr_expect_eq(in_the_file(), 1, "%s %s %d: what was saved is in the file once", call, error, k);
    leave(term);
    hit = met(trace);
    free(journal);
    free(trace);
    duban_buf_release(&inject);
    duban_buf_release(&traced);
    tear_down();
    return hit;
}

static void fail_calls(const char *call, const char *error, enum place place, int at_least)
{
    int k = 1;

    need_strace();
    while (k <= 15 && fail_call(call, error, k, place))
        k++;
    cr_expect_geq(k - 1, at_least, "%s: only %d calls were met", call, k - 1);
}

Test(faults, a_write_to_the_journal_fails)
{
    fail_calls("pwrite64", "EIO", JOURNAL, 15);
}

Test(faults, a_write_to_the_board_fails)
{
    fail_calls("pwrite64", "EIO", BOARD, 4);
}

Test(faults, the_journal_finds_a_full_disk)
{
    fail_calls("pwrite64", "ENOSPC", JOURNAL, 15);
}

Test(faults, the_board_finds_a_full_disk)
{
    fail_calls("pwrite64", "ENOSPC", BOARD, 4);
}

Test(faults, a_sync_fails)
{
    fail_calls("fdatasync", "EIO", ANYWHERE, 4);
}

/* The journal is gone, so the text is in the file; only that the folder is on the disk was never
 * confirmed. Saying "not saved" would have it done twice. */
Test(faults, no_sync_of_the_folder_succeeds)
{
    const char *said = "已写入，但磁盘没有确认";

    need_strace();
    set_up();
    const char *argv[] = {"strace",
                          "-f",
                          "-qq",
                          "-o",
                          "/dev/null",
                          "-P",
                          folder,
                          "-e",
                          "trace=fdatasync,fsync",
                          "-e",
                          "inject=fdatasync:error=EIO:when=2+",
                          "-e",
                          "inject=fsync:error=EIO",
                          getenv("DUBAN_BIN"),
                          "--today",
                          "2018-06-18",
                          board,
                          NULL};
    struct term *term = write_in_form(argv);
    save(term);
    cr_expect(term_shows(term, said), "%s", term_screen(term));
    cr_expect(term_hides(term, "F2 保存"), "it is not to be done again:\n%s", term_screen(term));
    cr_expect(!term_sees(term, "重试"), "%s", term_screen(term));
    cr_expect_eq(in_the_file(), 1);
    term_send(term, "j");
    term_listen(term, 700);
    cr_expect(term_sees(term, said), "gone:\n%s", term_screen(term));
    term_send(term, "\033");
    cr_expect(term_hides(term, said), "%s", term_screen(term));
    leave(term);
    tear_down();
}

Test(faults, an_unlink_fails)
{
    fail_calls("unlink", "EIO", ANYWHERE, 1);
}
