/* The fields of a task that are rows of other tables: its departments and its extra columns. */
#include "duban/alloc.h"
#include "duban/hash.h"
#include "duban/text.h"
#include "store/columns.h"
#include "store/writer.h"

#include <stdlib.h>
#include <string.h>

/* --- Departments ----------------------------------------------------------------------------- */

static enum duban_status add_department(int64_t *id, struct duban_writer *w, const char *name,
                                        struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_ADD_DEPARTMENT, err);
    if (status != DUBAN_OK)
        return status;
    duban_db_bind(stmt, 1, name);
    status = duban_db_run(w->store, stmt, err);
    *id = sqlite3_last_insert_rowid(w->store->db);
    return status;
}

static enum duban_status find_department(int64_t *id, struct duban_writer *w, const char *name,
                                         struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    enum duban_status status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_FIND_DEPARTMENT, err);
    if (status != DUBAN_OK)
        return status;
    duban_db_bind(stmt, 1, name);
    status = duban_db_next(&row, w->store, stmt, err);
    if (row)
        *id = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return status == DUBAN_OK && !row ? add_department(id, w, name, err) : status;
}

/* A table names the same departments over and over. */
static enum duban_status department_id(int64_t *id, struct duban_writer *w, const char *name,
                                       struct duban_err *err)
{
    uint64_t hash = duban_hash(DUBAN_HASH_START, name, strlen(name));
    struct duban_known *known = &w->known[hash % DUBAN_KNOWN];
    enum duban_status status = DUBAN_OK;
    if (!known->name || strcmp(known->name, name) != 0) {
        status = find_department(&known->id, w, name, err);
        duban_strset(&known->name, status == DUBAN_OK ? name : NULL);
    }
    *id = known->id;
    return status;
}

static enum duban_status clear_list(struct duban_writer *w, int64_t task, const char *role,
                                    struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_CLEAR_LIST, err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(stmt, 1, task);
    duban_db_bind(stmt, 2, role);
    return duban_db_run(w->store, stmt, err);
}

static enum duban_status add_to_list(struct duban_writer *w, int64_t task, const char *role,
                                     int position, const char *name, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int64_t department = 0;
    enum duban_status status = department_id(&department, w, name, err);
    if (status == DUBAN_OK)
        status = duban_writer_fixed(&stmt, w, DUBAN_FIXED_ADD_TO_LIST, err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(stmt, 1, task);
    duban_db_bind(stmt, 2, role);
    sqlite3_bind_int(stmt, 3, position);
    sqlite3_bind_int64(stmt, 4, department);
    return duban_db_run(w->store, stmt, err);
}

static enum duban_status write_list(struct duban_writer *w, const struct duban_outcome *outcome,
                                    const struct duban_edit *edit, struct duban_err *err)
{
    const char *role = duban_field_info(edit->field)->key, *rest = edit->after, *name = NULL;
    size_t len = 0;
    int position = 0;
    enum duban_status status = outcome->created ? DUBAN_OK : clear_list(w, outcome->id, role, err);
    while (status == DUBAN_OK && (name = duban_text_item(&rest, &len)) != NULL) {
        char *copy = duban_strndup(name, len);
        if (len > 0)
            status = add_to_list(w, outcome->id, role, ++position, copy, err);
        free(copy);
    }
    return status;
}

/* --- Extra columns --------------------------------------------------------------------------- */

static enum duban_status run_extra(struct duban_writer *w, enum duban_fixed which, int64_t task,
                                   const struct duban_edit *edit, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_writer_fixed(&stmt, w, which, err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(stmt, 1, task);
    duban_db_bind(stmt, 2, edit->extra);
    if (which != DUBAN_FIXED_DROP_EXTRA)
        duban_db_bind(stmt, 3, edit->after);
    return duban_db_run(w->store, stmt, err);
}

static enum duban_status write_extra(struct duban_writer *w, const struct duban_outcome *outcome,
                                     const struct duban_edit *edit, struct duban_err *err)
{
    if (!edit->after || !*edit->after)
        return run_extra(w, DUBAN_FIXED_DROP_EXTRA, outcome->id, edit, err);
    enum duban_status status = run_extra(w, DUBAN_FIXED_SET_EXTRA, outcome->id, edit, err);
    if (status != DUBAN_OK || sqlite3_changes(w->store->db) > 0)
        return status;
    return run_extra(w, DUBAN_FIXED_ADD_EXTRA, outcome->id, edit, err);
}

enum duban_status duban_write_parts(struct duban_writer *w, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &w->batch->changes[i];
    const struct duban_outcome *outcome = &w->plan.outcomes[i];
    enum duban_status status = DUBAN_OK;
    for (size_t k = 0; k < change->n && status == DUBAN_OK; k++) {
        const struct duban_edit *edit = &change->edits[k];
        if (duban_column_stored(edit->field))
            continue;
        status = edit->field == DUBAN_FIELD_TASK_EXTRA ? write_extra(w, outcome, edit, err)
                                                       : write_list(w, outcome, edit, err);
    }
    return status;
}
