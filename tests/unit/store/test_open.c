/* Opening: what is refused and stays as it is, odd names, read-only, write-ahead logging. */
#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

TestSuite(open, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

/* Opening `path` is refused with a message that has `word`, and changes nothing. */
static void expect_refused(const char *path, const char *word)
{
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store *store = NULL;
    int names = fixture_names();
    fixture_bytes(&before, path);
    cr_assert_eq(duban_store_open(&store, path, 0, &err), DUBAN_BOARD);
    cr_assert(store == NULL);
    cr_assert_eq(err.status, DUBAN_BOARD);
    cr_assert_str_eq(err.file, path);
    cr_assert(strstr(err.text, word) != NULL, "%s does not say %s", err.text, word);
    fixture_bytes(&after, path);
    cr_assert_eq(after.len, before.len);
    cr_assert_eq(memcmp(after.data, before.data, before.len), 0);
    cr_assert_eq(fixture_names(), names);
    duban_err_release(&err);
    duban_buf_release(&before);
    duban_buf_release(&after);
}

/* A damaged board is refused with that word, or opened for reading only because of it; nothing of
 * it changes. */
static void expect_damaged(const char *path)
{
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store *store = NULL;
    struct duban_campaign campaign;
    fixture_bytes(&before, path);
    enum duban_status status = duban_store_open(&store, path, 0, &err);
    const char *why = status == DUBAN_OK ? duban_store_limit(store) : err.text;
    cr_assert(why != NULL && strstr(why, "损坏") != NULL, "%s", why);
    if (status == DUBAN_OK) {
        cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
        duban_campaign_release(&campaign);
        cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_BOARD);
    } else {
        cr_assert_eq(status, DUBAN_BOARD);
    }
    duban_store_close(store);
    fixture_bytes(&after, path);
    cr_assert(after.len == before.len && memcmp(after.data, before.data, before.len) == 0);
    duban_err_release(&err);
    duban_buf_release(&before);
    duban_buf_release(&after);
}

/* Nothing to compare: the thing is no file at all. */
static void expect_no_board(const char *path, const char *word)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_store *store = NULL;
    int names = fixture_names();
    cr_assert_eq(duban_store_open(&store, path, 0, &err), DUBAN_BOARD);
    cr_assert(store == NULL);
    cr_assert(strstr(err.text, word) != NULL, "%s does not say %s", err.text, word);
    cr_assert_eq(fixture_names(), names);
    duban_err_release(&err);
}

Test(open, missing_file)
{
    expect_no_board("nothing.duban", "没有这个看板文件");
    expect_no_board("no/folder/nothing.duban", "没有这个看板文件");
    expect_no_board("", "没有这个看板文件");
}

Test(open, folder)
{
    cr_assert_eq(mkdir("folder", 0700), 0);
    expect_no_board("folder", "文件夹");
    expect_no_board(".", "文件夹");
}

Test(open, named_pipe_does_not_wait)
{
    cr_assert_eq(mkfifo("pipe", 0600), 0);
    expect_no_board("pipe", "普通文件");
}

Test(open, unreadable)
{
    if (geteuid() == 0)
        cr_skip("root may read everything");
    fixture_put("secret", "x", 1);
    cr_assert_eq(chmod("secret", 0), 0);
    expect_no_board("secret", "权限");
}

Test(open, empty_file)
{
    fixture_put("empty.duban", "", 0);
    expect_refused("empty.duban", "空的");
}

Test(open, text_file)
{
    fixture_put("plan.csv", "序号,阶段步骤,工作任务\n", strlen("序号,阶段步骤,工作任务\n"));
    expect_refused("plan.csv", "不是看板");
}

Test(open, magic_alone)
{
    fixture_put("magic", "SQLite format 3", 16);
    expect_refused("magic", "其他程序");
}

Test(open, other_programs_database)
{
    cr_assert_eq(fixture_sql("other.db", "CREATE TABLE t (x); INSERT INTO t VALUES (1)"), 0);
    expect_refused("other.db", "其他程序");
}

Test(open, other_programs_hot_journal_is_not_rolled_back)
{
    static const char journal[] = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and so on";
    cr_assert_eq(fixture_sql("other.db", "CREATE TABLE t (x); INSERT INTO t VALUES (1)"), 0);
    fixture_put("other.db-journal", journal, sizeof journal);
    expect_refused("other.db", "其他程序");
}

Test(open, newer_board)
{
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "PRAGMA user_version = 99"), 0);
    expect_refused(BOARD, "升级");
}

Test(open, unfinished_board)
{
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "PRAGMA user_version = 0"), 0);
    expect_refused(BOARD, "不完整");
}

Test(open, missing_table)
{
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "DROP TABLE task_extra"), 0);
    expect_refused(BOARD, "缺少");
}

Test(open, truncated_board)
{
    duban_store_close(fixture_board(BOARD));
    struct stat st;
    cr_assert_eq(stat(BOARD, &st), 0);
    for (off_t len = 100; len < st.st_size; len += st.st_size / 7) {
        duban_store_close(fixture_board("cut.duban"));
        cr_assert_eq(truncate("cut.duban", len), 0);
        expect_damaged("cut.duban");
        cr_assert_eq(unlink("cut.duban"), 0);
    }
}

Test(open, zeroed_page)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;
    duban_store_close(fixture_board(BOARD));
    fixture_bytes(&bytes, BOARD);
    memset(bytes.data + 4096 * 2, 0, 4096);
    fixture_put(BOARD, bytes.data, bytes.len);
    expect_damaged(BOARD);
    duban_buf_release(&bytes);
}

/* What a table may not have and a damaged file has: an act without a word. */
Test(open, a_word_that_is_missing)
{
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
                                    " replace(sql, 'act TEXT NOT NULL', 'act TEXT')"
                                    " WHERE name = 'batch'"),
                 0);
    cr_assert_eq(fixture_sql(BOARD, "INSERT INTO batch (id, at, actor, act, note)"
                                    " VALUES (9, '2018-06-01T00:00:00Z', 'li', NULL, 'x')"),
                 0);
    cr_assert_eq(fixture_sql(BOARD, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
                                    " replace(sql, 'act TEXT', 'act TEXT NOT NULL')"
                                    " WHERE name = 'batch'"),
                 0);
    expect_damaged(BOARD);
}

/* A count of free pages that is wrong loses nothing: the board is shown, and can be exported. */
Test(open, a_board_of_which_all_can_be_read)
{
    struct duban_store *store = NULL;
    struct duban_buf bytes = DUBAN_BUF_INIT;
    duban_store_close(fixture_board(BOARD));
    fixture_bytes(&bytes, BOARD);
    bytes.data[39] = 5;
    fixture_put(BOARD, bytes.data, bytes.len);
    cr_assert_eq(duban_store_open(&store, BOARD, 0, NULL), DUBAN_OK);
    cr_assert(duban_store_limit(store) != NULL);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_TEXT, "制定实施方案");
    duban_store_close(store);
    expect_damaged(BOARD);
    duban_buf_release(&bytes);
}

/* --- Deleted and replaced ----------------------------------------------------------------------
 */

Test(open, a_board_that_is_taken_away_and_put_back)
{
    struct duban_store *store = fixture_board(BOARD);
    struct duban_err err = DUBAN_ERR_INIT;
    bool changed = true;
    cr_assert_eq(rename(BOARD, "away"), 0);
    cr_expect_eq(duban_store_changed(&changed, store, &err), DUBAN_IO);
    cr_expect(strstr(err.text, "不见了") != NULL, "%s", err.text);
    cr_expect_not(changed);
    cr_expect_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_IO);
    fixture_put(BOARD, "x", 1);
    duban_err_release(&err);
    cr_expect_eq(duban_store_changed(&changed, store, &err), DUBAN_BOARD);
    cr_assert_eq(rename("away", BOARD), 0);
    cr_expect_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_expect_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_OK);
    duban_err_release(&err);
    duban_store_close(store);
}

Test(open, a_board_that_is_replaced)
{
    struct duban_store *store = fixture_board(BOARD), *other = fixture_board("other");
    bool changed = false;
    cr_assert_eq(fixture_set(other, "wang", 1, DUBAN_FIELD_TASK_TEXT, "另一个"), DUBAN_OK);
    duban_store_close(other);
    cr_assert_eq(rename("other", BOARD), 0);
    cr_expect_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_expect(changed);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_TEXT, "另一个");
    cr_expect_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_OK);
    cr_expect_eq(duban_store_changed(&changed, store, NULL), DUBAN_OK);
    cr_expect_not(changed);
    duban_store_close(store);
}

Test(open, write_ahead_logging_is_left)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "PRAGMA journal_mode = WAL"), 0);
    fixture_bytes(&bytes, BOARD);
    cr_assert_eq(bytes.data[18], 2);
    struct duban_store *store = fixture_open(BOARD);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_TEXT, "制定实施方案");
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_OK);
    duban_store_close(store);
    fixture_bytes(&bytes, BOARD);
    cr_assert_eq(bytes.data[18], 1);
    cr_assert_eq(bytes.data[19], 1);
    duban_buf_release(&bytes);
}

Test(open, write_ahead_logging_in_use_is_said)
{
    struct duban_store *store = NULL;
    struct duban_err err = DUBAN_ERR_INIT;
    sqlite3 *other = NULL;
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(sqlite3_open(BOARD, &other), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(other, "PRAGMA journal_mode = WAL; SELECT * FROM task", NULL, NULL,
                              NULL),
                 SQLITE_OK);
    cr_assert_eq(duban_store_open(&store, BOARD, 0, &err), DUBAN_IO);
    cr_assert(store == NULL && err.text != NULL);
    sqlite3_close(other);
    duban_store_close(fixture_open(BOARD));
    duban_err_release(&err);
}

/* As when another program reads the board for a moment: the thread lets go once it was waited for.
 */
static void *let_go(void *other)
{
    struct timespec pause = {.tv_nsec = 200 * 1000 * 1000};
    nanosleep(&pause, NULL);
    sqlite3_close(other);
    return NULL;
}

Test(open, write_ahead_logging_is_left_when_others_have_read)
{
    sqlite3 *other = NULL;
    pthread_t reader;
    duban_store_close(fixture_board(BOARD));
    cr_assert_eq(sqlite3_open(BOARD, &other), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(other, "PRAGMA journal_mode = WAL; SELECT * FROM task", NULL, NULL,
                              NULL),
                 SQLITE_OK);
    cr_assert_eq(pthread_create(&reader, NULL, let_go, other), 0);
    duban_store_close(fixture_open(BOARD));
    pthread_join(reader, NULL);
}

/* A board as the program of that time left it, then changed by another one. */
static void old_board(const char *name, const char *sql)
{
    struct duban_buf path = DUBAN_BUF_INIT, bytes = DUBAN_BUF_INIT;
    const char *source = getenv("DUBAN_SRCDIR");
    duban_buf_addf(&path, "%s/tests/data/boards/%s", source ? source : ".", name);
    fixture_bytes(&bytes, path.data);
    fixture_put(BOARD, bytes.data, bytes.len);
    cr_assert_eq(fixture_sql(BOARD, sql), SQLITE_OK);
    duban_buf_release(&path);
    duban_buf_release(&bytes);
}

/* What was wrong with it before keeps nobody from it, and is told by the check. */
Test(open, an_old_board_is_converted_with_its_faults)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    old_board("v2.duban", "PRAGMA foreign_keys = OFF; INSERT INTO batch (at, actor, act, note,"
                          " note_task) VALUES ('2018-06-01T00:00:00Z', 'x', 'note', 'x', 999)");
    struct duban_store *store = fixture_open(BOARD);
    cr_assert_eq(duban_store_check(&out, store, NULL), DUBAN_BOARD);
    cr_assert(strstr(out.data, "引用了不存在的记录") != NULL);
    cr_assert(strchr(out.data, '\n') == out.data + out.len - 1, "%s", out.data);
    duban_store_close(store);
    duban_buf_release(&out);
}

/* An import of before is a range, and not a row for each of its tasks. */
Test(open, what_an_old_act_made_becomes_a_range)
{
    old_board("v2.duban", "SELECT 1");
    duban_store_close(fixture_open(BOARD));
    cr_assert_eq(fixture_sql(BOARD, "CREATE TEMP TABLE same (n INTEGER CHECK (n = 1));"
                                    "INSERT INTO same SELECT count(*) FROM creation"
                                    " WHERE object = 'task' AND last > first"),
                 SQLITE_OK);
}

Test(open, read_only_refuses_every_write)
{
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    struct duban_store *store = NULL;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    struct duban_stamp stamp = fixture_stamp("li");
    duban_store_close(fixture_board(BOARD));
    fixture_bytes(&before, BOARD);
    cr_assert_eq(duban_store_open(&store, BOARD, DUBAN_STORE_READ_ONLY, NULL), DUBAN_OK);
    fixture_expect(store, 1, DUBAN_FIELD_TASK_TEXT, "制定实施方案");
    duban_batch_init(&batch, DUBAN_ACT_SET);
    duban_change_edit(duban_batch_add(&batch, DUBAN_OBJECT_TASK, 1, 1), DUBAN_FIELD_TASK_NOTE, NULL,
                      NULL, "x", true);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, &err), DUBAN_REFUSED);
    cr_assert(strstr(err.text, "只读") != NULL);
    cr_assert_eq(duban_store_begin(store, NULL), DUBAN_REFUSED);
    duban_store_close(store);
    fixture_bytes(&after, BOARD);
    cr_assert_eq(memcmp(after.data, before.data, before.len), 0);
    duban_err_release(&err);
    duban_batch_release(&batch);
    duban_buf_release(&before);
    duban_buf_release(&after);
}

Test(open, odd_names_are_plain_file_names)
{
    static const char *const names[] = {
        ":memory:", "file:a?mode=memory", "数据 库.duban", "a%20b?c#d", "-b", "file:///tmp/x"};
    for (size_t i = 0; i < 5; i++) {
        duban_store_close(fixture_board(names[i]));
        cr_assert_eq(access(names[i], F_OK), 0, "%s", names[i]);
        struct duban_store *store = fixture_open(names[i]);
        fixture_expect(store, 3, DUBAN_FIELD_TASK_TEXT, "召开座谈会");
        duban_store_close(store);
        cr_assert_eq(fixture_names(), (int)i + 1);
    }
    expect_no_board(names[5], "没有这个看板文件");
}

Test(open, absolute_and_linked_paths)
{
    char path[4200], *here = getcwd(NULL, 0);
    snprintf(path, sizeof path, "%s/%s", here, BOARD);
    duban_store_close(fixture_board(path));
    cr_assert_eq(symlink(BOARD, "link"), 0);
    duban_store_close(fixture_open(path));
    duban_store_close(fixture_open("link"));
    free(here);
}
