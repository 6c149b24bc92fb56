/* The tasks of a board by id, merged with the rows of their extra columns. */
#include "store/task_rows.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/columns.h"

#include <stdlib.h>

/* A statement that gives rows by ascending id from its parameter on, one row ahead. */
struct cursor {
    sqlite3_stmt *stmt;
    int64_t id; /* of the row that it stands on; NOWHERE: it has not been stepped yet */
    bool row;   /* false: there are no more */
};

#define NOWHERE INT64_MIN

struct duban_task_rows {
    struct duban_store *store;
    const struct duban_campaign *campaign;
    struct cursor tasks, extras;
    struct duban_task *task;
    enum duban_field fields[DUBAN_FIELDS]; /* of the columns behind the id */
    size_t n_fields;
    bool whole; /* all fields, and behind them what is no field */
};

enum duban_status duban_unreadable(struct duban_err *err, const struct duban_store *store,
                                   enum duban_object object, int64_t id, enum duban_field field)
{
    duban_err_set(err, DUBAN_BOARD, _("看板里%s %lld 的“%s”无法识别；请运行 duban check 查看"),
                  duban_columns_label(object), (long long)id, _(duban_field_info(field)->label));
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_BOARD;
}

/* --- Two statements, side by side ------------------------------------------------------------ */

static void cursor_seek(struct cursor *cursor, int64_t id)
{
    sqlite3_reset(cursor->stmt);
    sqlite3_bind_int64(cursor->stmt, 1, id);
    cursor->id = NOWHERE;
    cursor->row = true;
}

static enum duban_status cursor_step(struct cursor *cursor, struct duban_store *store,
                                     struct duban_err *err)
{
    enum duban_status status = duban_db_next(&cursor->row, store, cursor->stmt, err);
    cursor->id = cursor->row ? sqlite3_column_int64(cursor->stmt, 0) : INT64_MAX;
    return status;
}

/* What a task cannot do without: what it says, and where it stands. */
static bool is_wanted(enum duban_field field, const bool *fields)
{
    return !fields || fields[field] || field == DUBAN_FIELD_TASK_TEXT ||
           field == DUBAN_FIELD_TASK_PHASE || field == DUBAN_FIELD_TASK_POSITION ||
           field == DUBAN_FIELD_TASK_DELETED;
}

static void list_columns(struct duban_buf *sql, struct duban_task_rows *rows, const bool *fields)
{
    enum duban_field all[DUBAN_FIELDS];
    size_t n = duban_columns_fields(all, DUBAN_OBJECT_TASK);
    for (size_t i = 0; i < n; i++)
        if (is_wanted(all[i], fields)) {
            duban_buf_addf(sql, ", \"%s\"", duban_field_info(all[i])->key);
            rows->fields[rows->n_fields++] = all[i];
        }
}

static enum duban_status prepare(struct duban_task_rows *rows, const bool *fields,
                                 struct duban_err *err)
{
    struct duban_buf sql = DUBAN_BUF_INIT;
    duban_buf_adds(&sql, "SELECT id");
    list_columns(&sql, rows, fields);
    if (rows->whole)
        duban_buf_adds(&sql, ", version, updated_at, updated_by");
    duban_buf_adds(&sql, " FROM task WHERE id >= ?1 ORDER BY id");
    enum duban_status status = duban_db_prepare(&rows->tasks.stmt, rows->store, sql.data, err);
    if (status == DUBAN_OK)
        status = duban_db_prepare(&rows->extras.stmt, rows->store,
                                  "SELECT task, name, value FROM task_extra WHERE task >= ?1"
                                  " ORDER BY task, position",
                                  err);
    duban_buf_release(&sql);
    return status;
}

enum duban_status duban_task_rows_open(struct duban_task_rows **out, struct duban_store *store,
                                       const struct duban_campaign *campaign, const bool *fields,
                                       struct duban_err *err)
{
    struct duban_task_rows *rows = duban_alloc(sizeof *rows);
    rows->store = store;
    rows->campaign = campaign;
    rows->whole = !fields;
    rows->task = duban_task_new();
    enum duban_status status = prepare(rows, fields, err);
    if (status == DUBAN_OK) {
        duban_task_rows_begin(rows);
    } else {
        duban_task_rows_close(rows);
        rows = NULL;
    }
    *out = rows;
    return status;
}

void duban_task_rows_close(struct duban_task_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->tasks.stmt);
    sqlite3_finalize(rows->extras.stmt);
    duban_task_clear(rows->task); /* its texts are not its own */
    duban_task_free(rows->task);
    free(rows);
}

static void seek(struct duban_task_rows *rows, int64_t id)
{
    cursor_seek(&rows->tasks, id);
    cursor_seek(&rows->extras, id);
}

void duban_task_rows_begin(struct duban_task_rows *rows)
{
    seek(rows, INT64_MIN);
}

void duban_task_rows_seek(struct duban_task_rows *rows, int64_t id)
{
    int64_t at = rows->tasks.id; /* the largest there is, behind the last task */
    if (at == NOWHERE || at >= id || at + 1 != id)
        seek(rows, id);
}

/* --- A task ---------------------------------------------------------------------------------- */

/* A word for a task that will only be read. */
static char *lent(sqlite3_stmt *row, int column)
{
    return (char *)(uintptr_t)duban_db_word(row, column);
}

/* The field that cannot be understood; DUBAN_FIELDS: all is well. */
static enum duban_field take_columns(struct duban_task_rows *rows)
{
    struct duban_task *task = rows->task;
    sqlite3_stmt *row = rows->tasks.stmt;
    task->id = rows->tasks.id;
    enum duban_field bad = duban_columns_lend(task, rows->fields, rows->n_fields, row, 1);
    if (rows->whole) {
        int column = 1 + (int)rows->n_fields;
        task->version = sqlite3_column_int64(row, column);
        task->updated_at = lent(row, column + 1);
        task->updated_by = lent(row, column + 2);
    }
    if (bad == DUBAN_FIELDS && !task->text)
        bad = DUBAN_FIELD_TASK_TEXT;
    if (bad == DUBAN_FIELDS && !duban_campaign_phase(rows->campaign, task->phase))
        bad = DUBAN_FIELD_TASK_PHASE;
    return bad;
}

/* One row of an extra column; it is no good without its task, or a name. */
static enum duban_status take_extra(struct duban_task_rows *rows, struct duban_err *err)
{
    sqlite3_stmt *row = rows->extras.stmt;
    if (rows->extras.id == rows->tasks.id &&
        duban_field_set(rows->task, DUBAN_FIELD_TASK_EXTRA, duban_db_text(row, 1),
                        duban_db_text(row, 2)))
        return DUBAN_OK;
    return duban_unreadable(err, rows->store, DUBAN_OBJECT_TASK, rows->extras.id,
                            DUBAN_FIELD_TASK_EXTRA);
}

/* The rows of the extra columns up to the task that was just read: of none before it, nor, where
 * there is no more task, behind the last one. */
static enum duban_status take_extras(struct duban_task_rows *rows, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    if (rows->extras.id == NOWHERE)
        status = cursor_step(&rows->extras, rows->store, err);
    while (status == DUBAN_OK && rows->extras.row && rows->extras.id <= rows->tasks.id) {
        status = take_extra(rows, err);
        if (status == DUBAN_OK)
            status = cursor_step(&rows->extras, rows->store, err);
    }
    return status;
}

enum duban_status duban_task_rows_next(struct duban_task **out, struct duban_task_rows *rows,
                                       struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    int64_t before = rows->tasks.id;
    *out = NULL;
    duban_task_clear(rows->task);
    if (rows->tasks.row)
        status = cursor_step(&rows->tasks, rows->store, err);
    if (status == DUBAN_OK && rows->tasks.row) {
        enum duban_field bad = take_columns(rows);
        if (rows->tasks.id <= before) /* in a damaged file */
            bad = DUBAN_FIELD_TASK_TEXT;
        if (bad != DUBAN_FIELDS)
            return duban_unreadable(err, rows->store, DUBAN_OBJECT_TASK, rows->tasks.id, bad);
    }
    if (status == DUBAN_OK)
        status = take_extras(rows, err);
    if (status == DUBAN_OK && rows->tasks.row)
        *out = rows->task;
    return status;
}
