/* Copies of a board: whole, consistent, and no more of them than are wanted. */
#include "duban/backup.h"

#include "duban/date.h"
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDER "state/duban/backups"
#define DAY    17700 /* 2018-06-18 */

TestSuite(backup, .init = fixture_enter, .fini = fixture_leave, .timeout = 120);

static void expect_good(const char *path)
{
    struct duban_buf findings = DUBAN_BUF_INIT;
    struct duban_store *store = fixture_open(path);

    cr_expect_eq(duban_store_check(&findings, store, NULL), DUBAN_OK, "%s", findings.data);
    duban_store_close(store);
    duban_buf_release(&findings);
}

Test(backup, a_copy_is_a_board)
{
    struct duban_store *store = fixture_board(BOARD), *copy;

    cr_assert_eq(duban_backup_write(store, "copy.duban", false, NULL), DUBAN_OK);
    fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "later");
    expect_good("copy.duban");
    copy = fixture_open("copy.duban");
    fixture_expect(copy, 1, DUBAN_FIELD_TASK_NOTE, "");
    duban_store_close(copy);
    cr_expect_eq(fixture_names(), 2);
    duban_store_close(store);
}

Test(backup, of_a_board_that_is_only_read)
{
    struct duban_store *store = NULL;
    struct duban_batch batch;
    struct duban_stamp stamp = fixture_stamp("li");

    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(duban_store_open(&store, BOARD, DUBAN_STORE_READ_ONLY, NULL), DUBAN_OK);
    cr_assert_eq(duban_backup_write(store, "copy.duban", false, NULL), DUBAN_OK);
    expect_good("copy.duban");
    duban_batch_init(&batch, DUBAN_ACT_NOTE);
    batch.note = strdup("x");
    cr_expect_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_REFUSED);
    duban_batch_release(&batch);
    duban_store_close(store);
}

Test(backup, replaces_only_when_told)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_buf bytes = DUBAN_BUF_INIT;

    fixture_put("there", "x", 1);
    cr_expect_eq(duban_backup_write(store, "there", false, NULL), DUBAN_REFUSED);
    fixture_bytes(&bytes, "there");
    cr_expect_str_eq(bytes.data, "x");
    cr_expect_eq(duban_backup_write(store, "there", true, NULL), DUBAN_OK);
    expect_good("there");
    cr_expect_eq(duban_backup_write(store, BOARD, true, NULL), DUBAN_REFUSED);
    cr_assert_eq(link(BOARD, "other"), 0);
    cr_expect_eq(duban_backup_write(store, "other", true, NULL), DUBAN_REFUSED);
    cr_expect_eq(duban_backup_write(store, "nowhere/copy", false, NULL), DUBAN_IO);
    cr_assert_eq(mkdir("folder", 0700), 0);
    cr_expect_eq(duban_backup_write(store, "folder", true, NULL), DUBAN_REFUSED);
    cr_expect_eq(fixture_names(), 4);
    duban_store_close(store);
    duban_buf_release(&bytes);
}

/* Somebody writes all the time; every copy is whole. */
Test(backup, while_others_write)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_err err = DUBAN_ERR_INIT;
    pid_t child = fork();

    if (child == 0) {
        struct duban_store *own = fixture_open(BOARD);
        for (int i = 0;; usleep(5000)) /* it lets others in now and then */
            fixture_set(own, "li", 1, DUBAN_FIELD_TASK_NOTE, i++ % 2 ? "a" : "b");
    }
    for (int i = 0; i < 20; i++) {
        cr_assert_eq(duban_backup_write(store, "copy", true, &err), DUBAN_OK, "%s", err.text);
        expect_good("copy");
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    duban_store_close(store);
}

/* --- One a day -------------------------------------------------------------------------------- */

static void daily(struct duban_store *store, int day)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool busy = true;

    cr_assert_eq(duban_backup_daily(&busy, store, FOLDER, day, &err), DUBAN_OK, "%s", err.text);
    cr_assert_not(busy);
}

static size_t copies(char *first, size_t size)
{
    struct duban_buf list = DUBAN_BUF_INIT;
    size_t n = 0;

    duban_backup_list(&list, FOLDER, BOARD);
    for (const char *p = list.data; (p = strchr(p, '\n')) != NULL; p++)
        n++;
    if (first)
        snprintf(first, size, "%.*s", (int)strcspn(list.data, "\n"), list.data);
    duban_buf_release(&list);
    return n;
}

Test(backup, one_a_day_and_the_last_seven)
{
    struct duban_store *store = fixture_board(BOARD);
    char newest[512];
    struct stat st;

    for (int day = DAY; day < DAY + 10; day++) {
        daily(store, day);
        daily(store, day);
    }
    cr_expect_eq(copies(newest, sizeof newest), DUBAN_BACKUP_KEPT);
    cr_expect(strstr(newest, "board-") && strstr(newest, "-2018-06-27.duban"), "%s", newest);
    expect_good(newest);
    cr_expect(stat(FOLDER, &st) == 0 && (st.st_mode & 0777) == 0700);
    duban_store_close(store);
}

/* The copy of a day is that of the morning, and boards of one name do not share theirs. */
Test(backup, others_are_left_alone)
{
    struct duban_store *store = fixture_board(BOARD), *other, *copy;
    char newest[512];

    cr_assert_eq(mkdir("b", 0700), 0);
    other = fixture_board("b/" BOARD);
    daily(store, DAY);
    fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "later");
    daily(store, DAY);
    for (int day = DAY; day < DAY + 9; day++)
        daily(other, day);
    cr_expect_eq(copies(newest, sizeof newest), 1);
    copy = fixture_open(newest);
    fixture_expect(copy, 1, DUBAN_FIELD_TASK_NOTE, "");
    duban_store_close(copy);
    duban_store_close(other);
    duban_store_close(store);
}

Test(backup, none_without_a_folder_or_of_a_board_that_is_only_read)
{
    struct duban_store *store = fixture_board(BOARD);
    bool busy = true;

    cr_expect_eq(duban_backup_daily(&busy, store, NULL, DAY, NULL), DUBAN_OK);
    cr_expect_not(busy);
    duban_store_close(store);
    cr_assert_eq(duban_store_open(&store, BOARD, DUBAN_STORE_READ_ONLY, NULL), DUBAN_OK);
    daily(store, DAY);
    cr_expect_eq(copies(NULL, 0), 0);
    duban_store_close(store);
}

Test(backup, a_folder_that_cannot_be_made)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_err err = DUBAN_ERR_INIT;
    bool busy = true;

    fixture_put("state", "x", 1);
    cr_expect_eq(duban_backup_daily(&busy, store, FOLDER, DAY, &err), DUBAN_IO);
    cr_expect(err.text != NULL && !busy);
    duban_err_release(&err);
    duban_store_close(store);
}

/* Who is writing just now is not waited for. */
Test(backup, a_busy_board_is_for_later)
{
    struct duban_store *store = fixture_board(BOARD);
    bool busy = false;
    int ends[2];
    char byte;

    cr_assert_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        int fd = open(BOARD, O_RDWR);
        struct flock lock = {.l_type = F_WRLCK,
                             .l_whence = SEEK_SET,
                             .l_start = 0x40000000,
                             .l_len = 512};
        fcntl(fd, F_SETLK, &lock);
        (void)!write(ends[1], "x", 1);
        pause();
    }
    cr_assert_eq(read(ends[0], &byte, 1), 1);
    cr_expect_eq(duban_backup_daily(&busy, store, FOLDER, DAY, NULL), DUBAN_OK);
    cr_expect(busy);
    cr_expect_eq(copies(NULL, 0), 0);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    daily(store, DAY);
    cr_expect_eq(copies(NULL, 0), 1);
    duban_store_close(store);
}

/* Several programs start in the morning. */
Test(backup, many_at_once_make_one)
{
    duban_store_close(fixture_board(BOARD));
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            struct duban_store *store = fixture_open(BOARD);
            bool busy;
            _exit((int)duban_backup_daily(&busy, store, FOLDER, DAY, NULL));
        }
    for (int i = 0, status = 1; i < 8; i++)
        cr_assert(wait(&status) > 0 && status == 0);
    cr_expect_eq(copies(NULL, 0), 1);
}
