/* What a batch leaves in the history: the act, what it made, and a line for each edit. */
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
    duban_db_bind(stmt, 6, duban_field_info(edit->field)->key);
    duban_db_bind(stmt, 7, edit->extra);
    duban_db_bind(stmt, 8, duban_writer_value(w, edit->field, edit->before, before));
    duban_db_bind(stmt, 9, duban_writer_value(w, edit->field, edit->after, after));
    sqlite3_bind_int(stmt, 10, edit->told);
    return duban_db_run(w->store, stmt, err);
}

enum duban_status duban_write_creation(struct duban_writer *w, struct duban_err *err)
{
    struct duban_creation *creation = &w->creation;
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = DUBAN_OK;
    if (creation->first == 0)
        return DUBAN_OK;
    status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_ADD_CREATION, err);
    if (status != DUBAN_OK)
        return status;
    duban_db_bind(stmt, 1, duban_columns_table(creation->object));
    sqlite3_bind_int64(stmt, 2, creation->first);
    sqlite3_bind_int64(stmt, 3, creation->last);
    sqlite3_bind_int64(stmt, 4, w->batch_id);
    sqlite3_bind_int64(stmt, 5, (int64_t)creation->change);
    creation->first = 0;
    return duban_db_run(w->store, stmt, err);
}

/* A new thing leaves no values in the history: undoing it takes the whole thing away, and its first
 * text is the present one or what the first edit of it replaced. */
static enum duban_status add_creation(struct duban_writer *w, size_t i, struct duban_err *err)
{
    struct duban_creation *creation = &w->creation;
    enum duban_object object = w->batch->changes[i].object;
    int64_t id = w->plan.outcomes[i].id, follows = creation->last + 1;
    enum duban_status status = DUBAN_OK;
    if (creation->first != 0 && creation->object == object && id == follows &&
        i == creation->change + (size_t)(follows - creation->first)) {
        creation->last = id;
        return DUBAN_OK;
    }
    status = duban_write_creation(w, err);
    *creation = (struct duban_creation){object, id, id, i};
    return status;
}

enum duban_status duban_write_lines(struct duban_writer *w, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    enum duban_status status = DUBAN_OK;
    if (w->plan.outcomes[i].created)
        return add_creation(w, i, err);
    for (size_t k = 0; k < change->n && status == DUBAN_OK; k++)
        status = write_line(w, i, &change->edits[k], err);
    return status;
}
