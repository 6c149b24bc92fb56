/* The board's life: begun, published, closed; its transactions; and what others do. */
#include "duban/store.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/header.h"
#include "store/open.h"
#include "store/path.h"
#include "store/schema.h"
#include "store/transaction.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    struct duban_store *store = duban_open_new(path, false);
    status = duban_path_temporary(&store->temp, path, err);
    if (status == DUBAN_OK)
        status = duban_db_connect(store, store->temp, err);
    if (status == DUBAN_OK)
        status = duban_schema_migrate(store, err);
    if (status == DUBAN_OK)
        status = duban_open_remember(store, err);
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
        status = duban_open_remember(store, err);
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
    free(store->limit);
    free(store->warning);
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

bool duban_store_unconfirmed(const struct duban_store *store)
{
    return store->unconfirmed;
}

const char *duban_store_limit(const struct duban_store *store)
{
    return store->limit;
}

const char *duban_store_warning(const struct duban_store *store)
{
    return store->warning;
}

/* --- What others do ------------------------------------------------------------------------- */

/* Whether the path leads to another file by now, or to none. */
static bool has_moved(const struct duban_store *store)
{
    int moved = 0;

    return sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK &&
           moved != 0;
}

/* Goes over to the file that stands at the path now; on failure all is as it was. */
static enum duban_status follow(struct duban_store *store, struct duban_err *err)
{
    struct duban_store before = *store;
    struct duban_header header;
    struct stat there;

    if (stat(store->path, &there) != 0 && errno == ENOENT) {
        duban_err_set(
            err, DUBAN_IO,
            _("看板文件不见了，可能被移走或删除；放回原处后会自动继续，或退出后用备份恢复"));
        duban_err_at(err, store->path, 0, NULL);
        return DUBAN_IO;
    }
    enum duban_status status = duban_header_read(&header, store->path, DUBAN_SCHEMA_VERSION, err);
    if (status != DUBAN_OK)
        return status;
    store->db = NULL;
    store->limit = NULL;
    store->read_only = store->asked_read_only;
    status = duban_open_prepare(store, &header, NULL, err);
    struct duban_store *old = status == DUBAN_OK ? &before : store;
    duban_db_disconnect(old);
    free(old->limit);
    if (status != DUBAN_OK)
        *store = before;
    return status;
}

enum duban_status duban_store_changed(bool *out, struct duban_store *store, struct duban_err *err)
{
    int64_t before = store->data_version;

    *out = false;
    if (has_moved(store)) {
        enum duban_status followed = follow(store, err);
        *out = followed == DUBAN_OK;
        return followed;
    }
    enum duban_status status = duban_open_remember(store, err);
    if (status != DUBAN_OK)
        store->data_version = before;
    *out = store->data_version != before;
    return status;
}
