/* Changes to things: rows inserted and updated by the field table. */
#include "store/columns.h"
#include "store/conflict.h"
#include "store/writer.h"

/* --- Statements ------------------------------------------------------------------------------ */

/* INSERT of a new thing, with a parameter for its id and then for each of its columns. Who writes
 * a task, and when, is the same for all of the batch and comes last. */
static enum duban_status ready_insert(struct duban_writer *w, enum duban_object object,
                                      struct duban_err *err)
{
    bool task = object == DUBAN_OBJECT_TASK;
    struct duban_buf sql = DUBAN_BUF_INIT;
    if (w->insert[object])
        return DUBAN_OK;
    duban_buf_addf(&sql, "INSERT INTO %s (version, id", duban_columns_table(object));
    int n = duban_columns_list(&sql, object, ", ") + 1;
    duban_buf_adds(&sql, task ? ", updated_at, updated_by) VALUES (1" : ") VALUES (1");
    for (int i = 0; i < (task ? n + 2 : n); i++)
        duban_buf_adds(&sql, ", ?");
    duban_buf_adds(&sql, ")");
    enum duban_status status = duban_writer_ready(&w->insert[object], w, sql.data, err);
    duban_buf_release(&sql);
    w->n_columns[object] = duban_columns_fields(w->columns[object], object);
    w->bound[object] = UINT64_MAX;
    if (status == DUBAN_OK && task) {
        duban_db_bind(w->insert[object], n + 1, w->stamp->at);
        duban_db_bind(w->insert[object], n + 2, w->stamp->actor);
    }
    return status;
}

/* The UPDATE that finds out whether the thing is still in the version the change was made from. */
static const char *const touch_sql[DUBAN_WRITER_OBJECTS] = {
    [DUBAN_OBJECT_TASK] = ("UPDATE task SET version = version + 1,"
                           " updated_at = ?3, updated_by = ?4"
                           " WHERE id = ?1 AND version = ?2"),
    [DUBAN_OBJECT_PHASE] = "UPDATE phase SET version = version + 1 WHERE id = ?1 AND version = ?2",
    [DUBAN_OBJECT_CAMPAIGN] =
        "UPDATE campaign SET version = version + 1 WHERE id = ?1 AND version = ?2",
};

static enum duban_status ready_set(struct duban_writer *w, enum duban_field field,
                                   struct duban_err *err)
{
    const struct duban_field_info *info = duban_field_info(field);
    struct duban_buf sql = DUBAN_BUF_INIT;
    if (w->set[field])
        return DUBAN_OK;
    duban_buf_addf(&sql, "UPDATE %s SET \"%s\" = ?2 WHERE id = ?1",
                   duban_columns_table(info->object), info->key);
    enum duban_status status = duban_writer_ready(&w->set[field], w, sql.data, err);
    duban_buf_release(&sql);
    return status;
}

/* What was bound stays bound: of a new thing most columns are empty, as those of the one before. */
static void bind_columns(struct duban_writer *w, enum duban_object object,
                         const char *const values[DUBAN_FIELDS])
{
    for (size_t i = 0; i < w->n_columns[object]; i++) {
        enum duban_field field = w->columns[object][i];
        uint64_t bit = (uint64_t)1 << i;
        if (!values[field] && !(w->bound[object] & bit))
            continue;
        duban_column_bind(w->insert[object], (int)i + 2, field, values[field]);
        w->bound[object] = values[field] ? w->bound[object] | bit : w->bound[object] & ~bit;
    }
}

/* --- Things ---------------------------------------------------------------------------------- */

static enum duban_status insert_thing(struct duban_writer *w, const struct duban_change *change,
                                      struct duban_outcome *outcome, struct duban_err *err)
{
    const char *values[DUBAN_FIELDS] = {NULL};
    char space[DUBAN_WRITER_SPACE];
    enum duban_object object = change->object;
    enum duban_status status = ready_insert(w, object, err);
    if (status != DUBAN_OK)
        return status;
    for (size_t i = 0; i < change->n; i++)
        values[change->edits[i].field] =
            duban_writer_value(w, change->edits[i].field, change->edits[i].after, space);
    sqlite3_stmt *stmt = w->insert[object];
    sqlite3_bind_int64(stmt, 1, outcome->id);
    bind_columns(w, object, values);
    outcome->version = 1;
    return duban_db_run(w->store, stmt, err);
}

/* The version that the change expects to find. A second change of one thing in a batch was made
 * from the same version as the first, and finds the one that the first has left. */
static int64_t expected(const struct duban_writer *w, const struct duban_change *change,
                        const struct duban_outcome *outcome)
{
    return outcome->earlier ? w->plan.outcomes[outcome->earlier - 1].version : change->version;
}

static enum duban_status touch_thing(struct duban_writer *w, const struct duban_change *change,
                                     struct duban_outcome *outcome, struct duban_err *err)
{
    int64_t version = expected(w, change, outcome);
    sqlite3_stmt **stmt = &w->touch[change->object];
    enum duban_status status = duban_writer_ready(stmt, w, touch_sql[change->object], err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(*stmt, 1, outcome->id);
    sqlite3_bind_int64(*stmt, 2, version);
    if (change->object == DUBAN_OBJECT_TASK) {
        duban_db_bind(*stmt, 3, w->stamp->at);
        duban_db_bind(*stmt, 4, w->stamp->actor);
    }
    status = duban_db_run(w->store, *stmt, err);
    if (status == DUBAN_OK && sqlite3_changes(w->store->db) == 0)
        return duban_conflict_report(w->store, change->object, outcome->id, err);
    outcome->version = version + 1;
    return status;
}

static enum duban_status set_columns(struct duban_writer *w, const struct duban_change *change,
                                     const struct duban_outcome *outcome, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    char space[DUBAN_WRITER_SPACE];
    for (size_t i = 0; i < change->n && status == DUBAN_OK; i++) {
        const struct duban_edit *edit = &change->edits[i];
        if (!duban_column_stored(edit->field))
            continue;
        status = ready_set(w, edit->field, err);
        if (status != DUBAN_OK)
            break;
        sqlite3_stmt *stmt = w->set[edit->field];
        sqlite3_bind_int64(stmt, 1, outcome->id);
        duban_column_bind(stmt, 2, edit->field,
                          duban_writer_value(w, edit->field, edit->after, space));
        status = duban_db_run(w->store, stmt, err);
    }
    return status;
}

enum duban_status duban_write_thing(struct duban_writer *w, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    struct duban_outcome *outcome = &w->plan.outcomes[i];
    enum duban_status status = DUBAN_OK;
    outcome->version = expected(w, change, outcome);
    if (change->n == 0 && !outcome->created)
        return DUBAN_OK;
    if (outcome->created) {
        status = insert_thing(w, change, outcome, err);
    } else {
        status = touch_thing(w, change, outcome, err);
        if (status == DUBAN_OK)
            status = set_columns(w, change, outcome, err);
    }
    return status == DUBAN_OK ? duban_write_extras(w, i, err) : status;
}
