/* Several programs on one board, and a disk that gives out. */
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

TestSuite(share, .init = fixture_enter, .fini = fixture_leave, .timeout = 120);

enum { PROCESSES = 8, EDITS = 100, WAIT_SECONDS = 5 };

/* One more chase of a task, by reading and writing within one frame. */
static enum duban_status chase(struct duban_store *store, const char *actor, int64_t task)
{
    enum duban_status status = duban_store_begin(store, NULL);
    if (status != DUBAN_OK)
        return status;
    char *count = fixture_get(store, task, DUBAN_FIELD_TASK_CHASES), more[16];
    snprintf(more, sizeof more, "%d", (count ? atoi(count) : 0) + 1);
    free(count);
    status = fixture_set(store, actor, task, DUBAN_FIELD_TASK_CHASES, more);
    if (status == DUBAN_OK)
        return duban_store_commit(store, NULL);
    duban_store_rollback(store);
    return status;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Half of the edits are of task 1, which everybody edits, half of one of three. */
static int chase_many(int number)
{
    char actor[16];
    snprintf(actor, sizeof actor, "user%d", number);
    struct duban_store *store = fixture_open(BOARD);
    for (int i = 0; i < EDITS; i++) {
        double begun = seconds();
        if (chase(store, actor, i % 2 ? 1 : 1 + number % 3) != DUBAN_OK)
            return 1;
        if (seconds() - begun >= WAIT_SECONDS)
            return 2;
    }
    duban_store_close(store);
    return 0;
}

Test(share, no_edit_of_many_processes_is_lost)
{
    struct duban_buf findings = DUBAN_BUF_INIT;
    struct duban_history history;
    duban_store_close(fixture_board(BOARD));
    for (int i = 0; i < PROCESSES; i++)
        if (fork() == 0)
            _exit(chase_many(i));
    for (int i = 0; i < PROCESSES; i++) {
        int status = 1;
        cr_assert(wait(&status) > 0);
        cr_assert_eq(status, 0, "%s", WEXITSTATUS(status) == 2 ? "waited too long" : "refused");
    }
    struct duban_store *store = fixture_open(BOARD);
    struct duban_recall chases = {.after = 1};
    fixture_expect(store, 1, DUBAN_FIELD_TASK_CHASES, "550");
    fixture_expect(store, 2, DUBAN_FIELD_TASK_CHASES, "150");
    fixture_expect(store, 3, DUBAN_FIELD_TASK_CHASES, "100");
    cr_assert_eq(duban_store_recall(&history, store, &chases, NULL), DUBAN_OK);
    cr_assert_eq(history.n, PROCESSES * EDITS);
    cr_assert_eq(duban_store_check(&findings, store, NULL), DUBAN_OK, "%s", findings.data);
    duban_history_release(&history);
    duban_buf_release(&findings);
    duban_store_close(store);
}

/* Whoever creates second finds the board of the first. */
Test(share, one_of_many_creators_wins)
{
    int won = 0;
    for (int i = 0; i < PROCESSES; i++)
        if (fork() == 0) {
            struct duban_store *store = NULL;
            enum duban_status status = duban_store_create(&store, BOARD, false, NULL);
            if (status == DUBAN_OK)
                status = duban_store_publish(store, NULL);
            duban_store_close(store);
            _exit((int)status);
        }
    for (int i = 0; i < PROCESSES; i++) {
        int status = 99;
        cr_assert(wait(&status) > 0);
        cr_assert(WEXITSTATUS(status) == DUBAN_OK || WEXITSTATUS(status) == DUBAN_REFUSED);
        won += WEXITSTATUS(status) == DUBAN_OK;
    }
    cr_assert_eq(won, 1);
    cr_assert_eq(fixture_names(), 1);
}

Test(share, killed_while_writing)
{
    struct duban_buf findings = DUBAN_BUF_INIT;
    duban_store_close(fixture_board(BOARD));
    for (useconds_t delay = 2000; delay < 40000; delay += 4000) {
        pid_t child = fork();
        if (child == 0)
            _exit(chase_many(0));
        usleep(delay);
        kill(child, SIGKILL);
        cr_assert_eq(waitpid(child, NULL, 0), child);
        struct duban_store *store = fixture_open(BOARD);
        duban_buf_clear(&findings);
        cr_assert_eq(duban_store_check(&findings, store, NULL), DUBAN_OK, "%s", findings.data);
        duban_store_close(store);
    }
    duban_buf_release(&findings);
}

Test(share, locked_too_long_is_said)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_batch batch;
    int ready[2];
    char c = 0;
    cr_assert_eq(pipe(ready), 0);
    duban_store_close(store);
    pid_t child = fork();
    if (child == 0) {
        store = fixture_open(BOARD);
        bool held = duban_store_begin(store, NULL) == DUBAN_OK;
        if (!held || write(ready[1], "x", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    cr_assert_eq(read(ready[0], &c, 1), 1);
    store = fixture_open(BOARD);
    duban_batch_init(&batch, DUBAN_ACT_NOTE);
    batch.note = strdup("记一笔");
    batch.note_task = 1;
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, &err), DUBAN_IO);
    cr_assert(strstr(err.text, "占用") != NULL, "%s", err.text);
    kill(child, SIGKILL);
    cr_assert_eq(waitpid(child, NULL, 0), child);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    duban_err_release(&err);
    duban_store_close(store);
}

/* A file that may not grow stands for a full disk. */
static void limit_file_size(size_t bytes)
{
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void fill(struct duban_batch *batch)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    for (int i = 0; i < 1000; i++)
        duban_buf_adds(&text, "很长的任务");
    duban_batch_init(batch, DUBAN_ACT_IMPORT);
    for (int i = 1; i <= 200; i++)
        fixture_new_task(batch, -i, "1", "1", text.data);
    duban_buf_release(&text);
}

Test(share, full_disk_leaves_the_board_as_it_was)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    struct duban_batch batch;
    fill(&batch);
    fixture_bytes(&before, BOARD);
    limit_file_size(200000);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, &err), DUBAN_IO);
    cr_assert(err.text != NULL);
    cr_assert_eq(batch.changes[0].id, -1);
    limit_file_size(1u << 30);
    duban_store_close(store);
    fixture_bytes(&after, BOARD);
    cr_assert_eq(after.len, before.len);
    cr_assert_eq(memcmp(after.data, before.data, before.len), 0);
    store = fixture_open(BOARD);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    duban_store_close(store);
    duban_batch_release(&batch);
    duban_err_release(&err);
    duban_buf_release(&before);
    duban_buf_release(&after);
}

Test(share, full_disk_while_creating_leaves_nothing)
{
    struct duban_store *store = NULL;
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_batch batch;
    fill(&batch);
    limit_file_size(100);
    cr_assert_eq(duban_store_create(&store, BOARD, false, NULL), DUBAN_IO);
    limit_file_size(200000);
    cr_assert_eq(duban_store_create(&store, BOARD, false, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_IO);
    duban_store_close(store);
    cr_assert_eq(fixture_names(), 0);
    duban_batch_release(&batch);
}

/* One removes a phase, the other puts a task into it: versions alone would let both. */
Test(share, no_task_is_left_in_a_removed_phase)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_stamp stamp = fixture_stamp("li");
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    cr_assert_eq(fixture_set(store, "wang", 3, DUBAN_FIELD_TASK_PHASE, "1"), DUBAN_OK);
    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_PHASE, 2, 1), DUBAN_FIELD_PHASE_DELETED,
                      NULL, NULL, "1", true);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    cr_assert_eq(fixture_set(store, "wang", 1, DUBAN_FIELD_TASK_PHASE, "2"), DUBAN_CONFLICT);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_PHASE, "1");
    duban_batch_init(&batch, DUBAN_ACT_ADD);
    fixture_new_task(&batch, -1, "2", "9", "新任务");
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, &err), DUBAN_CONFLICT);
    cr_assert(strstr(err.text, "学习讨论") != NULL, "%s", err.text);
    duban_batch_release(&batch);
    duban_err_release(&err);
    duban_store_close(store);
}
