/* A connection to one board file: the only way the files of this room reach SQLite.
 *
 * Statements are prepared for one call and finalized in it; none is left un-reset between calls, so
 * a waiting program holds no lock.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "duban/store.h"

#include <sqlite3.h>

struct duban_store {
    sqlite3 *db;
    char *path; /* as the user named it; for messages and for publishing */
    char *temp; /* the file being built while the board is not published; NULL afterwards */
    bool asked_read_only; /* whoever opened it wants no writing */
    bool read_only;       /* that, or it is damaged */
    char *limit;          /* why it can only be read although more was asked; or NULL */
    char *warning;        /* what opening it left undone; or NULL */
    bool unconfirmed;     /* the last transaction is in the file, but not for sure on the disk */
    bool frame;           /* between duban_store_begin() and its commit or rollback */
    int64_t data_version; /* when duban_store_changed() was last asked */
    int64_t busy_since;   /* when the present wait for a lock began, in ms; busy.c's */
    int64_t written_at;   /* when the last transaction was committed; busy.c's */
};

#define DUBAN_DB_BUSY_SECONDS 5

/* Connects to `file` (a path as the system knows it, whatever it looks like) and sets what every
 * connection needs. On failure nothing is left open. */
enum duban_status duban_db_connect(struct duban_store *store, const char *file,
                                   struct duban_err *err);
void duban_db_disconnect(struct duban_store *store);

/* A fault for what SQLite has just reported on this connection (fault.c). Returns its status. */
enum duban_status duban_db_fault(struct duban_err *err, const struct duban_store *store);

/* Runs SQL text that gives no rows of interest. */
enum duban_status duban_db_exec(struct duban_store *store, const char *sql, struct duban_err *err);

/* The first column of the first row, as a number. No row: 0. */
enum duban_status duban_db_number(int64_t *out, struct duban_store *store, const char *sql,
                                  struct duban_err *err);

/* Prepares one statement; the caller finalizes it. */
enum duban_status duban_db_prepare(sqlite3_stmt **out, struct duban_store *store, const char *sql,
                                   struct duban_err *err);

/* Steps to the next row: *row tells whether there is one. Without one the statement is reset. */
enum duban_status duban_db_next(bool *row, struct duban_store *store, sqlite3_stmt *stmt,
                                struct duban_err *err);

/* Steps a statement that gives no rows to its end and resets it for the next use. */
enum duban_status duban_db_run(struct duban_store *store, sqlite3_stmt *stmt,
                               struct duban_err *err);

/* Binds a borrowed string that lives until the statement has been run; NULL binds NULL. */
void duban_db_bind(sqlite3_stmt *stmt, int parameter, const char *text);

/* A column's text; borrowed until the next step; NULL for NULL. */
const char *duban_db_text(sqlite3_stmt *stmt, int column);

/* The same of a column that is never NULL but in a damaged file: "" then. */
const char *duban_db_word(sqlite3_stmt *stmt, int column);

#endif
