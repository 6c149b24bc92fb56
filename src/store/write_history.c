/* What a batch leaves in the history: the act, and a line for each edit. */
#include "store/columns.h"
#include "store/writer.h"

enum duban_status duban_write_act(struct duban_writer *w, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int64_t note_task = duban_plan_id(&w->plan, DUBAN_OBJECT_TASK, w->batch->note_task);
    enum duban_status status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_ADD_BATCH, err);
    if (status != DUBAN_OK)
        return status;
    duban_db_bind(stmt, 1, w->stamp->at);
    duban_db_bind(stmt, 2, w->stamp->actor);
    duban_db_bind(stmt, 3, duban_act_name(w->batch->act));
    if (w->batch->target)
        sqlite3_bind_int64(stmt, 4, w->batch->target);
    duban_db_bind(stmt, 5, w->batch->note);
    if (note_task)
        sqlite3_bind_int64(stmt, 6, note_task);
    status = duban_db_run(w->store, stmt, err);
    w->batch_id = sqlite3_last_insert_rowid(w->store->db);
    return status;
}

static enum duban_status write_line(struct duban_writer *w, size_t i, const struct duban_edit *edit,
                                    struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    const struct duban_outcome *outcome = &w->plan.outcomes[i];
    char before[DUBAN_WRITER_SPACE], after[DUBAN_WRITER_SPACE];
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_ADD_HISTORY, err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(stmt, 1, w->batch_id);
    sqlite3_bind_int64(stmt, 2, (int64_t)i);
    duban_db_bind(stmt, 3, duban_columns_table(change->object));
    sqlite3_bind_int64(stmt, 4, change->object == DUBAN_OBJECT_CAMPAIGN ? 0 : outcome->id);
    sqlite3_bind_int64(stmt, 5, outcome->version);
    sqlite3_bind_int(stmt, 6, outcome->created);
    duban_db_bind(stmt, 7, duban_field_info(edit->field)->key);
    duban_db_bind(stmt, 8, edit->extra);
    duban_db_bind(stmt, 9, duban_writer_value(w, edit->field, edit->before, before));
    duban_db_bind(stmt, 10, duban_writer_value(w, edit->field, edit->after, after));
    sqlite3_bind_int(stmt, 11, edit->told);
    return duban_db_run(w->store, stmt, err);
}

/* A new thing leaves one line, its text or name: undoing it takes the whole thing away, so its
 * other fields need not be known. */
static enum duban_status write_creation(struct duban_writer *w, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    enum duban_field principal =
        change->object == DUBAN_OBJECT_TASK ? DUBAN_FIELD_TASK_TEXT : DUBAN_FIELD_PHASE_NAME;
    const struct duban_edit *edit = duban_change_find(change, principal);
    struct duban_edit line = {.field = principal, .after = edit ? edit->after : NULL, .told = true};
    return write_line(w, i, &line, err);
}

enum duban_status duban_write_lines(struct duban_writer *w, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    enum duban_status status = DUBAN_OK;
    if (w->plan.outcomes[i].created)
        return write_creation(w, i, err);
    for (size_t k = 0; k < change->n && status == DUBAN_OK; k++)
        status = write_line(w, i, &change->edits[k], err);
    return status;
}
