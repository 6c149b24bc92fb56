/* The rows of the history, newest first. No more is read of it than is asked for: an import is an
 * act of a hundred thousand lines, and the last twenty may be all that is wanted. */
#ifndef STORE_HISTORY_ROWS_H
#define STORE_HISTORY_ROWS_H

#include "store/db.h"

/* Where they are in a row. A row of a note by itself has no object, thing and field. */
enum {
    DUBAN_ROW_BATCH,
    DUBAN_ROW_AT,
    DUBAN_ROW_ACTOR,
    DUBAN_ROW_ACT,
    DUBAN_ROW_NOTE,
    DUBAN_ROW_NOTE_TASK,
    DUBAN_ROW_OBJECT,
    DUBAN_ROW_THING,
    DUBAN_ROW_FIELD,
    DUBAN_ROW_EXTRA,
    DUBAN_ROW_BEFORE,
    DUBAN_ROW_AFTER,
};

#define DUBAN_ROWS_STMTS 5

struct duban_rows {
    struct duban_store *store;
    sqlite3_stmt *stmts[DUBAN_ROWS_STMTS]; /* of one task the first alone */
    bool of_task;
    sqlite3_stmt *edit,
        *thing;        /* on the next rows of the act that is being told; NULL: none left */
    sqlite3_stmt *row; /* the one of them that was given out */
};

/* The rows about one task or (task 0) about everything, of acts after that batch. *out is
 * initialised by this call, also on failure. */
enum duban_status duban_rows_open(struct duban_rows *out, struct duban_store *store, int64_t task,
                                  int64_t after, struct duban_err *err);
void duban_rows_close(struct duban_rows *rows);

/* *row stands on the next row, which is valid until the next call; NULL: there is none, and no more
 * may be asked for. */
enum duban_status duban_rows_next(sqlite3_stmt **row, struct duban_rows *rows,
                                  struct duban_err *err);

#endif
