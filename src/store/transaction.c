/* Transactions.
 *
 * SQLite rolls back by itself after some failures (a full disk), so whether one is open is always
 * asked of SQLite, never remembered. */
#include "store/transaction.h"

#include "duban/i18n.h"
#include "store/busy.h"
#include "store/path.h"

static bool is_open(const struct duban_store *store)
{
    return store->db && !sqlite3_get_autocommit(store->db);
}

enum duban_status duban_transaction_begin(struct duban_store *store, struct duban_err *err)
{
    store->unconfirmed = false;
    if (!store->read_only) {
        duban_busy_give_way(store);
        return duban_db_exec(store, "BEGIN IMMEDIATE", err);
    }
    if (store->limit) {
        duban_err_set(err, DUBAN_BOARD, "%s", store->limit);
        duban_err_at(err, store->path, 0, NULL);
        return DUBAN_BOARD;
    }
    duban_err_set(err, DUBAN_REFUSED, _("看板以只读方式打开，不能改动；请去掉 --read-only"));
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_REFUSED;
}

/* The journal was taken away, so the work is in the file; only that the folder knows of it for good
 * was not confirmed. Saying "not saved" would have it done twice. */
static enum duban_status confirm(struct duban_store *store, struct duban_err *err)
{
    if (err)
        duban_err_release(err);
    if (duban_path_sync_folder(store->path))
        return DUBAN_OK;
    duban_err_set(err, DUBAN_IO, _("已写入，但磁盘没有确认，断电时可能丢失；请检查磁盘，不要重做"));
    duban_err_at(err, store->path, 0, NULL);
    store->unconfirmed = true;
    return DUBAN_IO;
}

enum duban_status duban_transaction_commit(struct duban_store *store, struct duban_err *err)
{
    if (!is_open(store)) {
        duban_err_set(err, DUBAN_IO, _("前面的写入已经失败，没有保存；请重试"));
        duban_err_at(err, store->path, 0, NULL);
        return DUBAN_IO;
    }
    enum duban_status status = duban_db_exec(store, "COMMIT", err);
    bool in_the_file =
        status != DUBAN_OK && sqlite3_extended_errcode(store->db) == SQLITE_IOERR_DIR_FSYNC;
    if (status != DUBAN_OK)
        duban_transaction_rollback(store);
    if (in_the_file)
        status = confirm(store, err);
    duban_busy_written(store);
    return status;
}

void duban_transaction_rollback(struct duban_store *store)
{
    if (is_open(store))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    /* After an I/O error the old pages are still in the journal. Reading plays it back, so that the
     * file is as it was now, and not only when somebody opens it. */
    sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
}

enum duban_status duban_transaction_enter(struct duban_store *store, struct duban_err *err)
{
    if (store->frame)
        return duban_db_exec(store, "SAVEPOINT batch", err);
    return duban_transaction_begin(store, err);
}

enum duban_status duban_transaction_leave(struct duban_store *store, enum duban_status status,
                                          struct duban_err *err)
{
    if (!store->frame && status == DUBAN_OK)
        return duban_transaction_commit(store, err);
    if (!store->frame)
        duban_transaction_rollback(store);
    else if (status == DUBAN_OK)
        return duban_db_exec(store, "RELEASE batch", err);
    else if (is_open(store))
        sqlite3_exec(store->db, "ROLLBACK TO batch; RELEASE batch", NULL, NULL, NULL);
    return status;
}

enum duban_status duban_transaction_snapshot(struct duban_store *store, bool *own,
                                             struct duban_err *err)
{
    *own = !is_open(store);
    return *own ? duban_db_exec(store, "BEGIN", err) : DUBAN_OK;
}

void duban_transaction_release(struct duban_store *store, bool own)
{
    if (own && is_open(store))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}
