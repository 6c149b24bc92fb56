/* Reading a board while it is opened: a large one is checked meanwhile, and nobody gets to see what
 * was read of a damaged one before it was found out. */
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

TestSuite(reading, .init = fixture_enter, .fini = fixture_leave);

/* What is read, and how often it was read and forgotten. */
struct reader {
    struct duban_campaign campaign;
    int reads, forgets;
    enum duban_status fails; /* with this */
};

static enum duban_status read_board(void *into, struct duban_store *store, struct duban_err *err)
{
    struct reader *reader = into;
    cr_assert_eq(reader->reads, reader->forgets);
    reader->reads++;
    enum duban_status status = duban_store_load(&reader->campaign, store, err);
    return status == DUBAN_OK && reader->fails ? duban_err_set(err, reader->fails, "no") : status;
}

static void forget(void *into)
{
    struct reader *reader = into;
    reader->forgets++;
    duban_campaign_release(&reader->campaign);
}

static enum duban_status open_reading(struct duban_store **store, struct reader *reader,
                                      struct duban_err *err)
{
    struct duban_reading reading = {read_board, forget, reader};
    return duban_store_open_reading(store, BOARD, 0, NULL, &reading, err);
}

/* Of more than a megabyte: `n` tasks more of 100 characters. */
static void make_large(int n)
{
    char sql[512];
    struct stat file;
    duban_store_close(fixture_board(BOARD));
    snprintf(sql, sizeof sql,
             "WITH n (i) AS (VALUES (4) UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO task (id, version, phase, position, text, updated_at, updated_by)"
             " SELECT i, 1, 2, i, printf('%%.100c', '任'), '2018-06-01T00:00:00Z', 'li' FROM n",
             n + 3);
    cr_assert_eq(fixture_sql(BOARD, sql), 0);
    cr_assert_eq(stat(BOARD, &file), 0);
    cr_assert(n < 100 || file.st_size > 1 << 20);
}

static void damage(size_t at, const char *bytes, size_t len)
{
    struct duban_buf board = DUBAN_BUF_INIT;
    fixture_bytes(&board, BOARD);
    memcpy(board.data + at, bytes, len);
    fixture_put(BOARD, board.data, board.len);
    duban_buf_release(&board);
}

static void expect_read_once(int tasks)
{
    struct duban_store *store = NULL;
    struct reader reader = {.reads = 0};
    make_large(tasks);
    cr_assert_eq(open_reading(&store, &reader, NULL), DUBAN_OK);
    cr_expect_eq(reader.reads, 1);
    cr_expect_eq(reader.forgets, 0);
    cr_expect_eq(reader.campaign.n_tasks, (size_t)tasks + 3);
    cr_expect(duban_store_limit(store) == NULL);
    cr_expect_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_OK);
    duban_campaign_release(&reader.campaign);
    duban_store_close(store);
}

Test(reading, a_small_board)
{
    expect_read_once(1);
}

Test(reading, a_large_board)
{
    expect_read_once(5000);
}

/* A count of free pages that is wrong: only the check notices. */
Test(reading, a_damaged_one_is_read_again_and_never_written)
{
    struct duban_store *store = NULL;
    struct reader reader = {.reads = 0};
    make_large(5000);
    damage(39, "\x05", 1);
    cr_assert_eq(open_reading(&store, &reader, NULL), DUBAN_OK);
    cr_expect_eq(reader.forgets, 1);
    cr_expect_eq(reader.reads, 2);
    cr_expect_eq(reader.campaign.n_tasks, 5003);
    cr_assert(duban_store_limit(store) != NULL);
    cr_expect(strstr(duban_store_limit(store), "损坏") != NULL);
    cr_expect_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_BOARD);
    duban_campaign_release(&reader.campaign);
    duban_store_close(store);
}

static void expect_refused(const char *page)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store *store = NULL;
    struct reader reader = {.reads = 0};
    damage(4096 * 150, page, 4096);
    cr_assert_eq(open_reading(&store, &reader, &err), DUBAN_BOARD);
    cr_expect(store == NULL);
    cr_expect_eq(reader.reads, reader.forgets);
    cr_expect(strstr(err.text, "损坏") != NULL, "%s", err.text);
    duban_err_release(&err);
}

/* A page in the middle of the tasks is gone. */
Test(reading, one_that_cannot_be_read_whole_is_not_opened)
{
    static const char zeros[4096];
    make_large(5000);
    expect_refused(zeros);
}

/* Another one stands in its place: the same tasks come twice. */
Test(reading, one_in_which_tasks_come_twice_is_not_opened)
{
    struct duban_buf board = DUBAN_BUF_INIT;
    make_large(5000);
    fixture_bytes(&board, BOARD);
    expect_refused(board.data + (size_t)4096 * 140);
    duban_buf_release(&board);
}

/* Its fault is told; the board is open as it would be without it. */
static void expect_own_fault(int tasks)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store *store = NULL;
    struct reader reader = {.fails = DUBAN_REFUSED};
    make_large(tasks);
    cr_assert_eq(open_reading(&store, &reader, &err), DUBAN_REFUSED);
    cr_expect_str_eq(err.text, "no");
    cr_expect_eq(reader.reads, reader.forgets + 1);
    cr_expect_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_OK);
    duban_campaign_release(&reader.campaign);
    duban_store_close(store);
    duban_err_release(&err);
}

Test(reading, a_reader_that_fails_on_a_small_board)
{
    expect_own_fault(1);
}

Test(reading, a_reader_that_fails_on_a_large_one)
{
    expect_own_fault(5000);
}

/* Somebody was killed while writing: what they had not finished is put back first. */
Test(reading, a_journal_that_was_left_behind)
{
    struct duban_store *store = NULL;
    struct reader reader = {.reads = 0};
    make_large(5000);
    fixture_sql_killed(BOARD, "PRAGMA cache_size = 10; BEGIN; UPDATE task SET note = 'x'");
    cr_assert_eq(access(BOARD "-journal", F_OK), 0);
    cr_assert_eq(open_reading(&store, &reader, NULL), DUBAN_OK);
    cr_expect_eq(reader.reads, reader.forgets + 1);
    cr_assert_eq(reader.campaign.n_tasks, 5003);
    for (size_t i = 0; i < reader.campaign.n_tasks; i++)
        cr_assert(reader.campaign.tasks[i]->note == NULL);
    duban_campaign_release(&reader.campaign);
    duban_store_close(store);
}

/* Keeps everybody out of the board, as SQLite does while it writes. */
static pid_t lock_out(void)
{
    int ready[2];
    char c = 0;
    cr_assert_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_start = 0x40000000, .l_len = 512};
        if (fcntl(open(BOARD, O_RDWR), F_SETLK, &lock) != 0 || write(ready[1], "x", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    cr_assert_eq(read(ready[0], &c, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

/* Who has waited five seconds in vain is told so, and not after five seconds more. */
Test(reading, one_that_is_locked_is_waited_for_once)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store *store = NULL;
    struct reader reader = {.reads = 0};
    struct timespec before, after;
    make_large(5000);
    pid_t child = lock_out();
    clock_gettime(CLOCK_MONOTONIC, &before);
    cr_expect_eq(open_reading(&store, &reader, &err), DUBAN_IO);
    clock_gettime(CLOCK_MONOTONIC, &after);
    kill(child, SIGKILL);
    cr_assert_eq(waitpid(child, NULL, 0), child);
    cr_expect(store == NULL);
    cr_expect_eq(reader.reads, 0);
    cr_expect(strstr(err.text, "占用") != NULL, "%s", err.text);
    cr_expect_lt(after.tv_sec - before.tv_sec, 9);
    duban_err_release(&err);
}
