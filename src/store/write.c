/* A batch into the board: ids, things, history, all in one transaction.
 *
 * Statements are prepared once a batch and used for all of its changes; an import is a batch of a
 * hundred thousand. */
#include "store/frame.h"
#include "store/transaction.h"
#include "store/writer.h"

#include <stdlib.h>

/* Each writes one row at most: for more, and for INSERT ... SELECT, SQLite keeps a journal of the
 * single statement, which costs more than the statement. */
static const char *const fixed_sql[DUBAN_FIXEDS] = {
    [DUBAN_FIXED_SET_EXTRA] =
        "INSERT INTO task_extra (task, name, value, position) VALUES (?1, ?2, ?3,"
        " (SELECT coalesce(max(position), 0) + 1 FROM task_extra WHERE task = ?1))"
        " ON CONFLICT (task, name) DO UPDATE SET value = excluded.value",
    [DUBAN_FIXED_DROP_EXTRA] = "DELETE FROM task_extra WHERE task = ?1 AND name = ?2",
    [DUBAN_FIXED_ADD_BATCH] = "INSERT INTO batch (at, actor, act, target, note, note_task)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [DUBAN_FIXED_ADD_CREATION] = "INSERT INTO creation (object, first, last, batch, change)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5)",
    [DUBAN_FIXED_ADD_HISTORY] = "INSERT INTO history (batch, change, object, thing, version, field,"
                                " extra, before, after, told)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
};

/* --- Statements ------------------------------------------------------------------------------ */

enum duban_status duban_writer_ready(sqlite3_stmt **stmt, struct duban_writer *w, const char *sql,
                                     struct duban_err *err)
{
    return *stmt ? DUBAN_OK : duban_db_prepare(stmt, w->store, sql, err);
}

enum duban_status duban_writer_fixed(sqlite3_stmt **out, struct duban_writer *w,
                                     enum duban_fixed which, struct duban_err *err)
{
    enum duban_status status = duban_writer_ready(&w->fixed[which], w, fixed_sql[which], err);
    *out = w->fixed[which];
    return status;
}

const char *duban_writer_value(const struct duban_writer *w, enum duban_field field,
                               const char *value, char space[DUBAN_WRITER_SPACE])
{
    int64_t id = field == DUBAN_FIELD_TASK_PHASE && value ? strtoll(value, NULL, 10) : 0;
    if (id >= 0)
        return value;
    return sqlite3_snprintf(DUBAN_WRITER_SPACE, space, "%lld",
                            duban_plan_id(&w->plan, DUBAN_OBJECT_PHASE, id));
}

static void finalize_all(sqlite3_stmt **stmts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sqlite3_finalize(stmts[i]);
}

static void writer_release(struct duban_writer *w)
{
    finalize_all(w->fixed, DUBAN_FIXEDS);
    finalize_all(w->insert, DUBAN_WRITER_OBJECTS);
    finalize_all(w->touch, DUBAN_WRITER_OBJECTS);
    finalize_all(w->set, DUBAN_FIELDS);
    duban_plan_release(&w->plan);
}

/* --- The batch ------------------------------------------------------------------------------- */

static enum duban_status write_batch(struct duban_writer *w, struct duban_err *err)
{
    enum duban_status status = duban_plan_make(&w->plan, w->store, w->batch, err);
    if (status == DUBAN_OK)
        status = duban_write_act(w, err);
    for (size_t i = 0; i < w->batch->n && status == DUBAN_OK; i++) {
        status = duban_write_thing(w, i, err);
        if (status == DUBAN_OK)
            status = duban_write_lines(w, i, err);
    }
    return status == DUBAN_OK ? duban_write_creation(w, err) : status;
}

static bool says_nothing(const struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++)
        if (batch->changes[i].n > 0)
            return false;
    return batch->note == NULL;
}

enum duban_status duban_store_apply(struct duban_store *store, struct duban_batch *batch,
                                    const struct duban_stamp *stamp, struct duban_err *err)
{
    struct duban_writer w = {.store = store, .batch = batch, .stamp = stamp};
    if (says_nothing(batch))
        return DUBAN_OK;
    enum duban_status status = duban_transaction_enter(store, err);
    if (status != DUBAN_OK)
        return status;
    status = write_batch(&w, err);
    if (status == DUBAN_OK)
        status = duban_frame_check(store, batch, err);
    status = duban_transaction_leave(store, status, err);
    if (status == DUBAN_OK || store->unconfirmed) {
        duban_plan_adopt(&w.plan, batch);
        batch->id = w.batch_id;
    }
    writer_release(&w);
    return status;
}
