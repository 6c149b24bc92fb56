/* What the tests of the store share. */
#include "unit/store/fixture.h"

#include "duban/alloc.h"
#include "duban/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <locale.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[4096];

void fixture_enter(void)
{
    const char *base = getenv("TMPDIR");
    setlocale(LC_ALL, "C.UTF-8");
    signal(SIGXFSZ, SIG_IGN);
    snprintf(folder, sizeof folder, "%s/duban-store.XXXXXX", base ? base : "/tmp");
    cr_assert(mkdtemp(folder) != NULL);
    cr_assert_eq(chdir(folder), 0);
    umask(077);
}

void fixture_leave(void)
{
    char command[2 * sizeof folder + 32];
    snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -rf '%s'", folder, folder);
    if (system(command) != 0)
        abort();
}

struct duban_stamp fixture_stamp(const char *actor)
{
    return (struct duban_stamp){.actor = actor, .at = "2018-06-01T00:00:00Z"};
}

struct duban_change *fixture_new_task(struct duban_batch *batch, int64_t id, const char *phase,
                                      const char *position, const char *text)
{
    struct duban_change *change = duban_batch_add(batch, DUBAN_OBJECT_TASK, id, 0);
    duban_change_edit(change, DUBAN_FIELD_TASK_PHASE, NULL, NULL, phase, false);
    duban_change_edit(change, DUBAN_FIELD_TASK_POSITION, NULL, NULL, position, false);
    duban_change_edit(change, DUBAN_FIELD_TASK_TEXT, NULL, NULL, text, true);
    return change;
}

static void new_phase(struct duban_batch *batch, int64_t id, const char *position, const char *name)
{
    struct duban_change *change = duban_batch_add(batch, DUBAN_OBJECT_PHASE, id, 0);
    duban_change_edit(change, DUBAN_FIELD_PHASE_POSITION, NULL, NULL, position, false);
    duban_change_edit(change, DUBAN_FIELD_PHASE_NAME, NULL, NULL, name, true);
}

struct duban_store *fixture_board(const char *path)
{
    struct duban_stamp stamp = fixture_stamp("zhang");
    struct duban_store *store = NULL;
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_INIT);
    struct duban_change *campaign = duban_batch_add(&batch, DUBAN_OBJECT_CAMPAIGN, 0, 0);
    duban_change_edit(campaign, DUBAN_FIELD_CAMPAIGN_YEAR, NULL, NULL, "2018", true);
    new_phase(&batch, -1, "1", "宣传发动");
    new_phase(&batch, -2, "2", "学习讨论");
    fixture_new_task(&batch, -3, "-1", "1", "制定实施方案");
    fixture_new_task(&batch, -4, "-1", "2", "各支部查找问题不少于2个");
    fixture_new_task(&batch, -5, "-2", "1", "召开座谈会");
    cr_assert_eq(duban_store_create(&store, path, false, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_publish(store, NULL), DUBAN_OK);
    duban_batch_release(&batch);
    return store;
}

struct duban_store *fixture_open(const char *path)
{
    struct duban_store *store = NULL;
    struct duban_err err = DUBAN_ERR_INIT;
    enum duban_status status = duban_store_open(&store, path, 0, &err);
    cr_assert_eq(status, DUBAN_OK, "%s: %s", path, err.text);
    return store;
}

static enum duban_status set(struct duban_store *store, const char *actor, int64_t task,
                             enum duban_field field, const char *extra, const char *value)
{
    struct duban_stamp stamp = fixture_stamp(actor);
    struct duban_campaign campaign;
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_SET);
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    const struct duban_task *thing = duban_campaign_task(&campaign, task);
    cr_assert(thing != NULL);
    char *before = duban_field_get(thing, field, extra);
    struct duban_change *change = duban_batch_add(&batch, DUBAN_OBJECT_TASK, task, thing->version);
    duban_change_edit(change, field, extra, before, value, true);
    enum duban_status status = duban_store_apply(store, &batch, &stamp, NULL);
    free(before);
    duban_batch_release(&batch);
    duban_campaign_release(&campaign);
    return status;
}

enum duban_status fixture_set(struct duban_store *store, const char *actor, int64_t task,
                              enum duban_field field, const char *value)
{
    return set(store, actor, task, field, NULL, value);
}

enum duban_status fixture_set_extra(struct duban_store *store, const char *actor, int64_t task,
                                    const char *name, const char *value)
{
    return set(store, actor, task, DUBAN_FIELD_TASK_EXTRA, name, value);
}

char *fixture_get(struct duban_store *store, int64_t task, enum duban_field field)
{
    struct duban_campaign campaign;
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    const struct duban_task *thing = duban_campaign_task(&campaign, task);
    cr_assert(thing != NULL, "there is no task %d", (int)task);
    char *value = duban_field_get(thing, field, NULL);
    duban_campaign_release(&campaign);
    return value;
}

void fixture_expect(struct duban_store *store, int64_t task, enum duban_field field,
                    const char *value)
{
    char *now = fixture_get(store, task, field);
    cr_assert_str_eq(now ? now : "", value);
    free(now);
}

void fixture_put(const char *path, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "w");
    cr_assert(f != NULL);
    cr_assert_eq(fwrite(bytes, 1, len, f), len);
    cr_assert_eq(fclose(f), 0);
}

void fixture_bytes(struct duban_buf *out, const char *path)
{
    duban_buf_clear(out);
    cr_assert_eq(duban_file_read(out, path, 1u << 28, NULL), DUBAN_OK);
}

int fixture_names(void)
{
    DIR *dir = opendir(".");
    int n = 0;
    cr_assert(dir != NULL);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return n;
}

int fixture_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    cr_assert_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
                 SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

void fixture_sql_killed(const char *path, const char *sql)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *db = NULL;
        if (sqlite3_open(path, &db) != SQLITE_OK ||
            sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
            _exit(1);
        kill(getpid(), SIGKILL);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFSIGNALED(status));
}
