/* The board's life: opened or begun, published, closed; and its transactions. */
#include "duban/store.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/header.h"
#include "store/path.h"
#include "store/schema.h"
#include "store/transaction.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct duban_store *store_new(const char *path, bool read_only)
{
    struct duban_store *store = duban_alloc(sizeof *store);
    store->path = duban_strdup(path);
    store->read_only = read_only;
    return store;
}

static enum duban_status remember_data_version(struct duban_store *store, struct duban_err *err)
{
    return duban_db_number(&store->data_version, store, "PRAGMA data_version", err);
}

/* --- Opening ------------------------------------------------------------------------------- */

/* Takes a board out of write-ahead logging, which the SQLite of Debian 12 does not do safely. */
static enum duban_status leave_wal(struct duban_store *store, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    if (store->read_only || sqlite3_db_readonly(store->db, "main") == 1)
        return DUBAN_OK;
    enum duban_status status = duban_db_prepare(&stmt, store, "PRAGMA journal_mode=DELETE", err);
    if (status == DUBAN_OK)
        status = duban_db_next(&row, store, stmt, err);
    if (status == DUBAN_OK && (!row || strcmp(duban_db_text(stmt, 0), "delete") != 0)) {
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
    (void)duban_backup_version(store, backups, version, NULL);
    return duban_schema_migrate(store, err);
}

/* What is done with a file that looks like a board, in the order in which it becomes safe. */
static enum duban_status prepare(struct duban_store *store, const struct duban_header *header,
                                 const char *backups, struct duban_err *err)
{
    enum duban_status status = duban_schema_sound(store, err);
    if (status == DUBAN_OK && header->wal)
        status = leave_wal(store, err);
    if (status == DUBAN_OK && header->version < DUBAN_SCHEMA_VERSION)
        status = store->read_only ? needs_writing(store, err)
                                  : migrate(store, header->version, backups, err);
    if (status == DUBAN_OK)
        status = duban_schema_verify(store, err);
    if (status == DUBAN_OK)
        status = remember_data_version(store, err);
    return status;
}

enum duban_status duban_store_open(struct duban_store **out, const char *path, unsigned flags,
                                   struct duban_err *err)
{
    return duban_store_open_with(out, path, flags, NULL, err);
}

enum duban_status duban_store_open_with(struct duban_store **out, const char *path, unsigned flags,
                                        const char *backups, struct duban_err *err)
{
    struct duban_header header;
    *out = NULL;
    enum duban_status status = duban_header_read(&header, path, DUBAN_SCHEMA_VERSION, err);
    if (status != DUBAN_OK)
        return status;
    struct duban_store *store = store_new(path, flags & DUBAN_STORE_READ_ONLY);
    status = duban_db_connect(store, path, err);
    if (status == DUBAN_OK)
        status = prepare(store, &header, backups, err);
    if (status == DUBAN_OK)
        *out = store;
    else
        duban_store_close(store);
    return status;
}

/* --- A new board --------------------------------------------------------------------------- */

enum duban_status duban_store_create(struct duban_store **out, const char *path, bool make_folders,
                                     struct duban_err *err)
{
    *out = NULL;
    enum duban_status status = duban_path_vacant(path, err);
    if (status == DUBAN_OK && make_folders)
        status = duban_path_folders(path, err);
    if (status != DUBAN_OK)
        return status;
    struct duban_store *store = store_new(path, false);
    status = duban_path_temporary(&store->temp, path, err);
    if (status == DUBAN_OK)
        status = duban_db_connect(store, store->temp, err);
    if (status == DUBAN_OK)
        status = duban_schema_migrate(store, err);
    if (status == DUBAN_OK)
        status = remember_data_version(store, err);
    if (status == DUBAN_OK)
        *out = store;
    else
        duban_store_close(store);
    return status;
}

enum duban_status duban_store_publish(struct duban_store *store, struct duban_err *err)
{
    if (!store->temp || store->frame)
        duban_die("a board is published twice or within a transaction");
    duban_db_disconnect(store);
    enum duban_status status = duban_path_publish(store->temp, store->path, err);
    if (status != DUBAN_OK)
        return status;
    free(store->temp);
    store->temp = NULL;
    status = duban_db_connect(store, store->path, err);
    if (status == DUBAN_OK)
        status = remember_data_version(store, err);
    return status;
}

void duban_store_close(struct duban_store *store)
{
    if (!store)
        return;
    duban_db_disconnect(store); /* rolls back what is open */
    if (store->temp)
        unlink(store->temp);
    free(store->temp);
    free(store->path);
    free(store);
}

/* --- Transactions -------------------------------------------------------------------------- */

enum duban_status duban_store_begin(struct duban_store *store, struct duban_err *err)
{
    if (store->frame)
        duban_die("a transaction within a transaction");
    enum duban_status status = duban_transaction_begin(store, err);
    store->frame = status == DUBAN_OK;
    return status;
}

enum duban_status duban_store_commit(struct duban_store *store, struct duban_err *err)
{
    store->frame = false;
    return duban_transaction_commit(store, err);
}

void duban_store_rollback(struct duban_store *store)
{
    store->frame = false;
    duban_transaction_rollback(store);
}

enum duban_status duban_store_changed(bool *out, struct duban_store *store, struct duban_err *err)
{
    int64_t before = store->data_version;
    enum duban_status status = remember_data_version(store, err);
    if (status != DUBAN_OK)
        store->data_version = before;
    *out = store->data_version != before;
    return status;
}
