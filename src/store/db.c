/* The connection: opening SQLite with the settings a shared board needs, and running statements.
 *
 * A rollback journal and synchronous=EXTRA, because Debian's SQLite lacks the fix of the WAL-reset
 * corruption and several people write to one board. */
#include "store/db.h"

#include "duban/alloc.h"
#include "store/busy.h"
#include "store/path.h"

#include <stdlib.h>

/* What is set by number rather than by SQL; each costs nothing and closes a door for a file that
 * somebody has tampered with. */
static const struct {
    int option, value;
} settings[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

/* A board that is being built is thrown away whole when anything goes wrong, so its journal needs
 * no file and its commits no fsync; publishing syncs it once. */
static const char *pragmas(const struct duban_store *store)
{
    if (store->temp)
        return "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cell_size_check=ON";
    if (store->read_only)
        return "PRAGMA query_only=ON; PRAGMA cell_size_check=ON";
    return "PRAGMA synchronous=EXTRA; PRAGMA cell_size_check=ON";
}

static enum duban_status configure(struct duban_store *store, struct duban_err *err)
{
    sqlite3_busy_handler(store->db, duban_busy_wait, store);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (sqlite3_db_config(store->db, settings[i].option, settings[i].value, NULL) != SQLITE_OK)
            return duban_db_fault(err, store);
    return duban_db_exec(store, pragmas(store), err);
}

enum duban_status duban_db_connect(struct duban_store *store, const char *file,
                                   struct duban_err *err)
{
    int access = store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    char *plain = duban_path_plain(file);
    /* Before SQLite is first used, and nothing later: that it counts its memory would make two
     * threads wait for each other at every page. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int rc = sqlite3_open_v2(plain, &store->db,
                             access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                                 SQLITE_OPEN_EXRESCODE,
                             NULL);
    free(plain);
    enum duban_status status = rc == SQLITE_OK ? configure(store, err) : duban_db_fault(err, store);
    if (status != DUBAN_OK)
        duban_db_disconnect(store);
    return status;
}

void duban_db_disconnect(struct duban_store *store)
{
    sqlite3_close(store->db);
    store->db = NULL;
}

enum duban_status duban_db_exec(struct duban_store *store, const char *sql, struct duban_err *err)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return duban_db_fault(err, store);
    return DUBAN_OK;
}

enum duban_status duban_db_prepare(sqlite3_stmt **out, struct duban_store *store, const char *sql,
                                   struct duban_err *err)
{
    if (sqlite3_prepare_v2(store->db, sql, -1, out, NULL) != SQLITE_OK)
        return duban_db_fault(err, store);
    return DUBAN_OK;
}

enum duban_status duban_db_next(bool *row, struct duban_store *store, sqlite3_stmt *stmt,
                                struct duban_err *err)
{
    int rc = sqlite3_step(stmt);
    *row = rc == SQLITE_ROW;
    if (*row)
        return DUBAN_OK;
    enum duban_status status = rc == SQLITE_DONE ? DUBAN_OK : duban_db_fault(err, store);
    sqlite3_reset(stmt);
    return status;
}

enum duban_status duban_db_run(struct duban_store *store, sqlite3_stmt *stmt, struct duban_err *err)
{
    bool row = true;
    enum duban_status status = DUBAN_OK;
    while (row && status == DUBAN_OK)
        status = duban_db_next(&row, store, stmt, err);
    return status;
}

enum duban_status duban_db_number(int64_t *out, struct duban_store *store, const char *sql,
                                  struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    enum duban_status status = duban_db_prepare(&stmt, store, sql, err);
    if (status == DUBAN_OK)
        status = duban_db_next(&row, store, stmt, err);
    *out = row ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return status;
}

void duban_db_bind(sqlite3_stmt *stmt, int parameter, const char *text)
{
    int rc = sqlite3_bind_text(stmt, parameter, text, -1, SQLITE_STATIC);
    if (rc != SQLITE_OK && rc != SQLITE_TOOBIG)
        duban_die("parameter %d cannot be bound: %s", parameter, sqlite3_errstr(rc));
}

const char *duban_db_text(sqlite3_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt, column);
}

const char *duban_db_word(sqlite3_stmt *stmt, int column)
{
    const char *text = duban_db_text(stmt, column);
    return text ? text : "";
}
