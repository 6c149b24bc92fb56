/* A full disk: whatever was asked for is refused with a message and status 5, and the board is as
 * it was, byte for byte.
 *
 * Each test has a file system of some hundred kilobytes, mounted in a name space of its own: no
 * other process sees it, and it is gone with the test.
 */
#include "e2e/board.h"
#include "e2e/term.h"

#include "duban/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BOARD_LIMIT = 1 << 20 };

static struct duban_buf disk = DUBAN_BUF_INIT, board = DUBAN_BUF_INIT, filler = DUBAN_BUF_INIT,
                        before = DUBAN_BUF_INIT;

static void mount_disk(void)
{
    const char *folder = getenv("TMPDIR");

    duban_buf_addf(&disk, "%s/disk-%d", folder ? folder : "/tmp", (int)getpid());
    duban_buf_addf(&board, "%s/board.duban", disk.data);
    duban_buf_addf(&filler, "%s/filler", disk.data);
    cr_assert_eq(mkdir(disk.data, 0700), 0, "%s", disk.data);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("duban-test", disk.data, "tmpfs", 0, "size=512k") != 0) {
        rmdir(disk.data);
        cr_skip("no disk can be mounted here (%s): only root may", strerror(errno));
    }
}

static void release(void)
{
    duban_buf_release(&disk);
    duban_buf_release(&board);
    duban_buf_release(&filler);
    duban_buf_release(&before);
}

TestSuite(full_disk, .init = mount_disk, .fini = release, .timeout = 120);

/* --- The disk --------------------------------------------------------------------------------- */

/* Fills the disk but for so many bytes. */
static void fill(off_t spare)
{
    static const char block[4096];
    int fd = open(filler.data, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct stat st;

    cr_assert_geq(fd, 0);
    while (write(fd, block, sizeof block) > 0)
        ;
    cr_assert_eq(errno, ENOSPC);
    cr_assert(fstat(fd, &st) == 0 && st.st_size > spare);
    cr_assert_eq(ftruncate(fd, st.st_size - spare), 0);
    close(fd);
}

static void make_space(void)
{
    cr_assert_eq(unlink(filler.data), 0);
}

/* Not counted: the folder itself, and the file that says who has a card open. */
static bool is_counted(const char *name)
{
    size_t len = strlen(name), tail = strlen(".editing");

    if (strspn(name, ".") == len)
        return false;
    return len < tail || strcmp(name + len - tail, ".editing") != 0;
}

static int files_on_disk(void)
{
    DIR *folder = opendir(disk.data);
    struct dirent *entry;
    int n = 0;

    while ((entry = readdir(folder)) != NULL)
        n += is_counted(entry->d_name);
    closedir(folder);
    return n;
}

/* --- The board -------------------------------------------------------------------------------- */

/* A table of n tasks, longer than the disk has room for when n is large. */
static char *table_of(int n)
{
    struct duban_buf csv = DUBAN_BUF_INIT;

    duban_buf_adds(&csv, "序号,阶段步骤,工作任务,完成时限,牵头单位\n");
    for (int i = 1; i <= n; i++)
        duban_buf_addf(&csv,
                       "%d,发动,第%d项：逐条登记意见建议并建立台账，每周核对一次,6.%d,督查处\n", i,
                       i, i % 28 + 1);
    return duban_buf_detach(&csv);
}

static void read_board(struct duban_buf *out)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_file_read(out, board.data, BOARD_LIMIT, &err), DUBAN_OK, "%s", err.text);
}

/* A board of three tasks on the disk, which it then fills but for `spare` bytes. */
static void begin(off_t spare)
{
    char *csv = table_of(3), *made = board_import("small", csv);
    const char *copy[] = {"cp", made, board.data, NULL};
    struct duban_buf out = DUBAN_BUF_INIT;

    cr_assert_eq(board_exec(&out, copy), 0, "%s", out.data);
    read_board(&before);
    fill(spare);
    duban_buf_release(&out);
    free(made);
    free(csv);
}

static void expect_unchanged(void)
{
    struct duban_buf now = DUBAN_BUF_INIT;

    read_board(&now);
    cr_expect(now.len == before.len && memcmp(now.data, before.data, now.len) == 0,
              "the board has changed");
    cr_expect_eq(files_on_disk(), 2, "something lies beside the board");
    duban_buf_release(&now);
}

/* The act is refused with status 5 and a message that tells why. */
static void expect_full(const char *const *words, const char *told)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    int status = board_try(&out, board.data, words);

    cr_expect_eq(status, 5, "%s: status %d, %s", words[0], status, out.data);
    cr_expect(strstr(out.data, "duban: ") != NULL && strstr(out.data, told) != NULL, "%s: %s",
              words[0], out.data);
    duban_buf_release(&out);
}

static void expect_done(const char *const *words)
{
    free(board_run(board.data, words));
}

/* --- Tests ------------------------------------------------------------------------------------ */

static char *write_table(int n)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    const char *folder = getenv("TMPDIR");
    char *csv = table_of(n);

    duban_buf_addf(&path, "%s/table-%d-%d.csv", folder ? folder : "/tmp", (int)getpid(), n);
    cr_assert_eq(duban_file_write(path.data, csv, strlen(csv), true, 0600, &err), DUBAN_OK, "%s",
                 err.text);
    free(csv);
    return duban_buf_detach(&path);
}

/* However far it gets, a board that cannot be finished is none. */
Test(full_disk, import_makes_no_board)
{
    static const off_t spares[] = {0, 4096, 32768, 131072};
    char *table = write_table(2000);
    const char *const words[] = {"import", "--year", "2018", table, NULL};

    for (size_t i = 0; i < sizeof spares / sizeof *spares; i++) {
        fill(spares[i]);
        expect_full(words, "磁盘已满");
        cr_expect_eq(files_on_disk(), 1, "something was left behind");
        make_space();
    }
    free(table);
}

Test(full_disk, import_leaves_the_board_alone)
{
    static const off_t spares[] = {0, 4096, 16384, 65536};
    char *table = write_table(2000), *small = write_table(20);
    const char *const words[] = {"import", table, NULL}, *const fits[] = {"import", small, NULL};
    const char *const check[] = {"check", NULL};

    begin(0);
    for (size_t i = 0; i < sizeof spares / sizeof *spares; i++) {
        make_space();
        fill(spares[i]);
        expect_full(words, "磁盘已满");
        expect_unchanged();
    }
    expect_done(check);
    make_space();
    expect_done(fits);
    expect_done(check);
    free(small);
    free(table);
}

Test(full_disk, acts_leave_the_board_alone)
{
    static const char *const acts[][6] = {
        {"set", "1", "text=改写的任务"},   {"done", "1"},   {"note", "1", "一条进展"},
        {"add", "--phase", "1", "新任务"}, {"delete", "1"}, {"campaign", "set", "title=活动"},
    };

    begin(0);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        expect_full(acts[i], "磁盘已满");
        expect_unchanged();
    }
    make_space();
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        expect_done(acts[i]);
}

Test(full_disk, reading_goes_on)
{
    const char *const list[] = {"list", NULL}, *const check[] = {"check", NULL};

    begin(0);
    expect_done(list);
    expect_done(check);
    expect_unchanged();
}

/* An export that does not fit is none. */
Test(full_disk, export_leaves_nothing_half)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    const char *words[] = {"export", "--force", "-o", NULL, NULL};

    duban_buf_addf(&path, "%s/out.csv", disk.data);
    words[3] = path.data;
    begin(0);
    expect_full(words, "out.csv");
    expect_unchanged();
    duban_buf_release(&path);
}

/* On the screen the form keeps what was written until there is room. */
Test(full_disk, a_form_keeps_its_text)
{
    const char *const argv[] = {"-b", board.data, "--today", "2018-06-18", NULL};
    const char *const list[] = {"list", NULL};
    struct term *term;
    char *lines;

    begin(0);
    term = term_duban(24, 80, argv);
    cr_assert(term_shows(term, "1 第1项"), "%s", term_screen(term));
    term_send(term, "e");
    cr_assert(term_shows(term, "配合单位"), "%s", term_screen(term));
    term_send(term, "\025改写的任务\023");
    cr_expect(term_shows(term, "磁盘已满"), "%s", term_screen(term));
    cr_expect(term_shows(term, "改写的任务"), "%s", term_screen(term));
    cr_expect(term_shows(term, "配合单位"), "%s", term_screen(term));
    expect_unchanged();
    make_space();
    term_send(term, "\023");
    cr_assert(term_shows(term, "1 改写的任务"), "%s", term_screen(term));
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    term_end(term);
    lines = board_run(board.data, list);
    cr_expect(strstr(lines, "改写的任务") != NULL, "%s", lines);
    free(lines);
}
