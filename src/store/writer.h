/* Writing one batch: what its files share (write.c, write_thing.c,
 * write_extra.c, write_history.c). */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "store/plan.h"

#define DUBAN_WRITER_OBJECTS 3
#define DUBAN_WRITER_SPACE   24 /* bytes of a number as text */

/* Statements whose text is fixed. */
enum duban_fixed {
    DUBAN_FIXED_SET_EXTRA,
    DUBAN_FIXED_DROP_EXTRA,
    DUBAN_FIXED_ADD_BATCH,
    DUBAN_FIXED_ADD_CREATION,
    DUBAN_FIXED_ADD_HISTORY,
    DUBAN_FIXEDS,
};

/* Things that were made one after the other, with ids one after the other. */
struct duban_creation {
    enum duban_object object;
    int64_t first, last; /* ids; first 0: none yet */
    size_t change;       /* that made the first */
};

/* Statements are prepared when they are first needed and used for all changes of the batch. */
struct duban_writer {
    struct duban_store *store;
    const struct duban_batch *batch;
    const struct duban_stamp *stamp;
    struct duban_plan plan;
    int64_t batch_id;
    struct duban_creation creation; /* those that the history has not been told of yet */
    sqlite3_stmt *fixed[DUBAN_FIXEDS];
    sqlite3_stmt *insert[DUBAN_WRITER_OBJECTS];
    enum duban_field columns[DUBAN_WRITER_OBJECTS][DUBAN_FIELDS]; /* that it has parameters for */
    size_t n_columns[DUBAN_WRITER_OBJECTS];
    uint64_t bound[DUBAN_WRITER_OBJECTS]; /* those of which the last row was not empty, by bits */
    sqlite3_stmt *touch[DUBAN_WRITER_OBJECTS];
    sqlite3_stmt *set[DUBAN_FIELDS];
};

/* Prepares *stmt unless it is there already. */
enum duban_status duban_writer_ready(sqlite3_stmt **stmt, struct duban_writer *w, const char *sql,
                                     struct duban_err *err);
enum duban_status duban_writer_fixed(sqlite3_stmt **out, struct duban_writer *w,
                                     enum duban_fixed which, struct duban_err *err);

/* A value as it is stored: a phase of this batch by its real id, which is put into `space`. */
const char *duban_writer_value(const struct duban_writer *w, enum duban_field field,
                               const char *value, char space[DUBAN_WRITER_SPACE]);

/* Change `i` to the thing itself, then to the history. duban_write_thing() sets the outcome's
 * version; DUBAN_CONFLICT when the thing is in another version than the change was made from. */
enum duban_status duban_write_thing(struct duban_writer *w, size_t i, struct duban_err *err);
enum duban_status duban_write_lines(struct duban_writer *w, size_t i, struct duban_err *err);

/* Tells the history of what was made and it was not told of yet: after the last change. */
enum duban_status duban_write_creation(struct duban_writer *w, struct duban_err *err);

/* The part of change `i` that has a table of its own: the extra columns. */
enum duban_status duban_write_extras(struct duban_writer *w, size_t i, struct duban_err *err);

/* The batch itself, before its lines; sets w->batch_id. */
enum duban_status duban_write_act(struct duban_writer *w, struct duban_err *err);

#endif
