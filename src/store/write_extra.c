/* The extra columns of a task: rows of a table of their own. */
#include "store/columns.h"
#include "store/writer.h"

/* Without a value the column has nothing to say about this task: no row. */
static enum duban_status write_extra(struct duban_writer *w, int64_t task,
                                     const struct duban_edit *edit, struct duban_err *err)
{
    bool keep = edit->after && *edit->after;
    sqlite3_stmt *stmt = NULL;
    enum duban_status status =
        duban_writer_fixed(&stmt, w, keep ? DUBAN_FIXED_SET_EXTRA : DUBAN_FIXED_DROP_EXTRA, err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(stmt, 1, task);
    duban_db_bind(stmt, 2, edit->extra);
    if (keep)
        duban_db_bind(stmt, 3, edit->after);
    return duban_db_run(w->store, stmt, err);
}

enum duban_status duban_write_extras(struct duban_writer *w, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    enum duban_status status = DUBAN_OK;
    for (size_t k = 0; k < change->n && status == DUBAN_OK; k++)
        if (!duban_column_stored(change->edits[k].field))
            status = write_extra(w, w->plan.outcomes[i].id, &change->edits[k], err);
    return status;
}
