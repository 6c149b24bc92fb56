/* Opening a board: what must be done before it is used, in the order in which that becomes safe. */
#include "store/open.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/backup.h"
#include "store/busy.h"
#include "store/path.h"
#include "store/schema.h"
#include "store/sounding.h"

#include <string.h>
#include <sys/stat.h>

struct duban_store *duban_open_new(const char *path, bool read_only)
{
    struct duban_store *store = duban_alloc(sizeof *store);
    store->path = duban_strdup(path);
    store->read_only = store->asked_read_only = read_only;
    return store;
}

enum duban_status duban_open_remember(struct duban_store *store, struct duban_err *err)
{
    return duban_db_number(&store->data_version, store, "PRAGMA data_version", err);
}

static bool may_write(const struct duban_store *store)
{
    return !store->read_only && sqlite3_db_readonly(store->db, "main") == 0;
}

/* SQLite does not wait by itself until others have read. */
static int step_patiently(struct duban_store *store, sqlite3_stmt *stmt)
{
    int rc = sqlite3_step(stmt);
    for (int times = 0; (rc & 0xff) == SQLITE_BUSY && duban_busy_wait(store, times); times++) {
        sqlite3_reset(stmt);
        rc = sqlite3_step(stmt);
    }
    return rc;
}

/* Takes a board out of write-ahead logging, which the SQLite of Debian 12 does not do safely. */
static enum duban_status leave_wal(struct duban_store *store, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!may_write(store))
        return DUBAN_OK;
    enum duban_status status = duban_db_prepare(&stmt, store, "PRAGMA journal_mode=DELETE", err);
    if (status != DUBAN_OK)
        return status;
    int rc = step_patiently(store, stmt);
    if (rc != SQLITE_ROW && (rc & 0xff) != SQLITE_BUSY) {
        status = duban_db_fault(err, store);
    } else if (rc != SQLITE_ROW || strcmp(duban_db_text(stmt, 0), "delete") != 0) {
        duban_err_set(err, DUBAN_IO, _("看板正被别的程序以 WAL 方式使用；请先关闭那个程序"));
        duban_err_at(err, store->path, 0, NULL);
        status = DUBAN_IO;
    }
    sqlite3_finalize(stmt);
    return status;
}

static enum duban_status needs_writing(struct duban_store *store, struct duban_err *err)
{
    duban_err_set(err, DUBAN_BOARD,
                  _("看板是旧格式，要先转换才能使用；请以可写方式打开一次（不加 --read-only）"));
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_BOARD;
}

static enum duban_status migrate(struct duban_store *store, int version, const char *backups,
                                 struct duban_err *err)
{
    struct duban_buf warning = DUBAN_BUF_INIT;
    struct duban_err why = DUBAN_ERR_INIT;

    if (duban_backup_version(store, backups, version, &why) != DUBAN_OK) {
        duban_buf_addf(&warning, _("看板已转换为新格式，但转换前的备份没有做成：%s"), why.text);
        store->warning = duban_buf_detach(&warning);
    }
    duban_err_release(&why);
    return duban_schema_migrate(store, err);
}

/* The version is asked of SQLite: when somebody was killed while converting the board, the file's
 * header is not what it is again by now. */
static enum duban_status understand(struct duban_store *store, const struct duban_header *header,
                                    const char *backups, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    int64_t version = 0;

    if (header->wal)
        status = leave_wal(store, err);
    if (status == DUBAN_OK)
        status = duban_db_number(&version, store, "PRAGMA user_version", err);
    if (status == DUBAN_OK && version > 0 && version < DUBAN_SCHEMA_VERSION)
        status = may_write(store) ? migrate(store, (int)version, backups, err)
                                  : needs_writing(store, err);
    if (status == DUBAN_OK)
        status = duban_schema_verify(store, err);
    if (status == DUBAN_OK)
        status = duban_open_remember(store, err);
    return status;
}

/* Can every task and all of the history be read? */
static bool reads_whole(struct duban_store *store)
{
    struct duban_campaign campaign;
    struct duban_history history;
    enum duban_status status = duban_store_load(&campaign, store, NULL);

    duban_campaign_release(&campaign);
    if (status != DUBAN_OK)
        return false;
    status = duban_store_history(&history, store, 0, 0, NULL);
    duban_history_release(&history);
    return status == DUBAN_OK;
}

/* A damaged board of which all can still be read is opened for that: its tasks can be exported, and
 * nothing makes it worse. `err` says what is wrong, and is what is told when reading fails too. */
static enum duban_status read_damaged(struct duban_store *store, const struct duban_header *header,
                                      struct duban_err *err)
{
    enum duban_status status;

    duban_db_disconnect(store);
    store->read_only = true;
    status = duban_db_connect(store, store->path, NULL);
    if (status == DUBAN_OK)
        status = understand(store, header, NULL, NULL);
    if (status != DUBAN_OK || !reads_whole(store))
        return DUBAN_BOARD;
    store->limit = duban_strdup(err->text);
    duban_err_release(err);
    return DUBAN_OK;
}

/* Somebody was killed while writing. Putting back what was there before takes a connection that may
 * write, also for whoever only wants to read. */
static enum duban_status recover(struct duban_store *store, struct duban_err *err)
{
    duban_db_disconnect(store);
    store->read_only = false;
    enum duban_status status = duban_db_connect(store, store->path, err);
    if (status == DUBAN_OK)
        status = duban_db_exec(store, "SELECT 1 FROM sqlite_schema", err);
    duban_db_disconnect(store);
    store->read_only = true;
    return status == DUBAN_OK ? duban_db_connect(store, store->path, err) : status;
}

static bool is_interrupted(const struct duban_store *store)
{
    return store->read_only && sqlite3_extended_errcode(store->db) == SQLITE_READONLY_ROLLBACK;
}

/* Connects to a file that looks like a board, and does what must be done before it is used, in the
 * order in which that becomes safe. */
static enum duban_status try_prepare(struct duban_store *store, const struct duban_header *header,
                                     const char *backups, struct duban_err *err)
{
    struct duban_err damage = DUBAN_ERR_INIT;
    enum duban_status status = duban_db_connect(store, store->path, err);

    if (status != DUBAN_OK)
        return status;
    status = duban_schema_sound(store, &damage);
    if (status != DUBAN_OK && is_interrupted(store)) {
        duban_err_release(&damage);
        status = recover(store, &damage);
        if (status == DUBAN_OK)
            status = duban_schema_sound(store, &damage);
    }
    if (status == DUBAN_OK)
        return understand(store, header, backups, err);
    if (status == DUBAN_BOARD)
        status = read_damaged(store, header, &damage);
    if (status != DUBAN_OK && err)
        *err = damage;
    else
        duban_err_release(&damage);
    return status;
}

/* Write-ahead logging takes files beside the board, even for reading it. */
enum duban_status duban_open_prepare(struct duban_store *store, const struct duban_header *header,
                                     const char *backups, struct duban_err *err)
{
    enum duban_status status = try_prepare(store, header, backups, err);

    if (status != DUBAN_IO || !header->wal || duban_path_folder_writable(store->path))
        return status;
    duban_err_set(err, DUBAN_BOARD,
                  _("看板是 WAL 方式，要在它的文件夹里写日志才能打开，而您没有该文件夹的写权限；"
                    "请让管理员开放，或把看板复制到自己的文件夹里再打开"));
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_BOARD;
}

/* --- Reading meanwhile ----------------------------------------------------------------------- */

/* Connects and asks SQLite, who puts back what somebody that was killed had not finished. It is
 * also what SQLite is first used for, which must not be by two threads at once. */
static enum duban_status look_at_version(int64_t *out, struct duban_store *store,
                                         struct duban_err *err)
{
    enum duban_status status = duban_db_connect(store, store->path, err);

    return status == DUBAN_OK ? duban_db_number(out, store, "PRAGMA user_version", err) : status;
}

static bool read_checking(struct duban_store *store, const struct duban_header *header,
                          const struct duban_reading *reading)
{
    struct duban_sounding *sounding = duban_sounding_begin(store->path);
    bool well;

    if (!sounding)
        return false;
    well = understand(store, header, NULL, NULL) == DUBAN_OK &&
           reading->read(reading->into, store, NULL) == DUBAN_OK;
    well = duban_sounding_end(sounding) && well;
    if (!well)
        reading->forget(reading->into);
    return well;
}

/* Reading and checking at once. False in *read when anything at all is not as it should be, and
 * nothing is left of it then: one after the other, as they must be, will tell what it is. Only
 * where others let nobody in, nobody waits for them a second time. */
static enum duban_status read_beside(bool *read, struct duban_store *store,
                                     const struct duban_header *header,
                                     const struct duban_reading *reading, struct duban_err *err)
{
    int64_t version = 0;
    enum duban_status status = look_at_version(&version, store, err);

    *read = false;
    if (status == DUBAN_IO && !is_interrupted(store))
        return status;
    if (status == DUBAN_OK && version == DUBAN_SCHEMA_VERSION)
        *read = read_checking(store, header, reading);
    else if (status != DUBAN_OK && err)
        duban_err_release(err);
    if (!*read)
        duban_db_disconnect(store);
    return DUBAN_OK;
}

/* Is it an ordinary board, and so large that a thread is worth its while? */
static bool pays(const char *path, const struct duban_header *header)
{
    enum { LARGE = 1 << 20 };
    struct stat file;

    return !header->wal && header->version == DUBAN_SCHEMA_VERSION && stat(path, &file) == 0 &&
           file.st_size >= LARGE;
}

enum duban_status duban_store_open_reading(struct duban_store **out, const char *path,
                                           unsigned flags, const char *backups,
                                           const struct duban_reading *reading,
                                           struct duban_err *err)
{
    struct duban_header header;
    bool read = false;
    *out = NULL;
    enum duban_status status = duban_header_read(&header, path, DUBAN_SCHEMA_VERSION, err);
    if (status != DUBAN_OK)
        return status;
    struct duban_store *store = duban_open_new(path, flags & DUBAN_STORE_READ_ONLY);
    if (reading && pays(path, &header))
        status = read_beside(&read, store, &header, reading, err);
    if (status == DUBAN_OK && !read)
        status = duban_open_prepare(store, &header, backups, err);
    if (status != DUBAN_OK) {
        duban_store_close(store);
        return status;
    }
    *out = store;
    return reading && !read ? reading->read(reading->into, store, err) : DUBAN_OK;
}

enum duban_status duban_store_open_with(struct duban_store **out, const char *path, unsigned flags,
                                        const char *backups, struct duban_err *err)
{
    return duban_store_open_reading(out, path, flags, backups, NULL, err);
}

enum duban_status duban_store_open(struct duban_store **out, const char *path, unsigned flags,
                                   struct duban_err *err)
{
    return duban_store_open_with(out, path, flags, NULL, err);
}
