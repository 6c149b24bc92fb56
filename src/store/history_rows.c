/* The rows of the history: those of one task by one statement, all of them act by act. */
#include "store/history_rows.h"

#include <string.h>

/* clang-format off */
#define ACT "SELECT b.id, b.at, b.actor, b.act, b.note, b.note_task, "

/* The lines of edits. A phase is shown by its name. */
#define EDITS(where) \
    ACT "h.object, h.thing, h.field, h.extra, coalesce(p.name, h.before)," \
    " coalesce(q.name, h.after), h.change, h.id" \
    " FROM history h JOIN batch b ON b.id = h.batch" \
    " LEFT JOIN phase p ON h.object = 'task' AND h.field = 'phase'" \
    " AND p.id = CAST(h.before AS INTEGER)" \
    " LEFT JOIN phase q ON h.object = 'task' AND h.field = 'phase'" \
    " AND q.id = CAST(h.after AS INTEGER)" \
    " WHERE h.told = 1 AND " where

/* A line for each thing that was made: its first text or name, which is what the first edit of it
 * replaced, or the present one. */
#define CREATIONS(object, field, where) \
    ACT "c.object, t.id, '" field "', NULL, NULL, coalesce((SELECT e.before FROM history e" \
    " WHERE e.thing = t.id AND e.object = c.object AND e.field = '" field "' ORDER BY e.id" \
    " LIMIT 1), t." field "), c.change + t.id - c.first, 0" \
    " FROM creation c JOIN batch b ON b.id = c.batch" \
    " JOIN " object " t ON t.id BETWEEN c.first AND c.last" \
    " WHERE c.object = '" object "' AND " where

/* Acts with their notes alone. */
#define NOTES(where) \
    ACT "NULL, NULL, NULL, NULL, NULL, NULL, 0, 0 FROM batch b WHERE " where

/* Which change of its act a row tells. */
enum { COL_CHANGE = DUBAN_ROW_AFTER + 1 };

/* Its own, and the notes about it of acts that told nothing of it. */
static const char task_rows[] =
    EDITS("h.object = 'task' AND h.thing = ?1 AND h.batch > ?2")
    " UNION ALL "
    CREATIONS("task", "text", "t.id = ?1 AND c.batch > ?2")
    " UNION ALL "
    NOTES("b.note_task = ?1 AND b.note IS NOT NULL AND b.id > ?2"
          " AND NOT EXISTS (SELECT 1 FROM history h"
          " WHERE h.object = 'task' AND h.thing = ?1 AND h.told = 1 AND h.batch = b.id)"
          " AND NOT EXISTS (SELECT 1 FROM creation c"
          " WHERE c.object = 'task' AND ?1 BETWEEN c.first AND c.last AND c.batch = b.id)")
    " ORDER BY 1 DESC, 13 DESC, 14 DESC";

enum { ACTS, EDITED, RANGES, TASKS, PHASES, WALK };

/* Each is in order without being sorted, but for the ranges, of which an act makes few. */
static const char *const walk_sql[DUBAN_ROWS_STMTS] = {
    [ACTS] = NOTES("b.id > ?1 ORDER BY b.id DESC"),
    [EDITED] = EDITS("h.batch = ?1 ORDER BY h.id DESC"),
    [RANGES] = "SELECT object, first FROM creation WHERE batch = ?1 ORDER BY change DESC",
    [TASKS] = CREATIONS("task", "text", "c.first = ?1 ORDER BY t.id DESC"),
    [PHASES] = CREATIONS("phase", "name", "c.first = ?1 ORDER BY t.id DESC"),
};
_Static_assert(WALK == DUBAN_ROWS_STMTS, "a statement for each");
/* clang-format on */

/* --- The rows of one act --------------------------------------------------------------------- */

static enum duban_status next_edit(struct duban_rows *rows, struct duban_err *err)
{
    bool row = false;
    enum duban_status status = duban_db_next(&row, rows->store, rows->stmts[EDITED], err);
    rows->edit = row ? rows->stmts[EDITED] : NULL;
    return status;
}

/* Of the range that is being told, or else of the one that was made before it. */
static enum duban_status next_thing(struct duban_rows *rows, struct duban_err *err)
{
    sqlite3_stmt *range = rows->stmts[RANGES];
    bool row = false, more = true;
    enum duban_status status =
        rows->thing ? duban_db_next(&row, rows->store, rows->thing, err) : DUBAN_OK;
    while (status == DUBAN_OK && !row && more) {
        status = duban_db_next(&more, rows->store, range, err);
        if (!more)
            break;
        rows->thing = rows->stmts[strcmp(duban_db_word(range, 0), "task") == 0 ? TASKS : PHASES];
        sqlite3_bind_int64(rows->thing, 1, sqlite3_column_int64(range, 1));
        status = duban_db_next(&row, rows->store, rows->thing, err);
    }
    if (!row)
        rows->thing = NULL;
    return status;
}

static sqlite3_stmt *newer(const struct duban_rows *rows)
{
    if (!rows->edit || !rows->thing)
        return rows->edit ? rows->edit : rows->thing;
    bool edit = sqlite3_column_int64(rows->edit, COL_CHANGE) >
                sqlite3_column_int64(rows->thing, COL_CHANGE);
    return edit ? rows->edit : rows->thing;
}

/* --- Act by act ------------------------------------------------------------------------------ */

/* The newest row of the act before: its note, when it told nothing. */
static enum duban_status next_act(bool *more, struct duban_rows *rows, struct duban_err *err)
{
    sqlite3_stmt *act = rows->stmts[ACTS];
    enum duban_status status = duban_db_next(more, rows->store, act, err);
    if (!*more)
        return status;
    sqlite3_bind_int64(rows->stmts[EDITED], 1, sqlite3_column_int64(act, DUBAN_ROW_BATCH));
    sqlite3_bind_int64(rows->stmts[RANGES], 1, sqlite3_column_int64(act, DUBAN_ROW_BATCH));
    status = next_edit(rows, err);
    if (status == DUBAN_OK)
        status = next_thing(rows, err);
    rows->row = newer(rows);
    if (!rows->row && sqlite3_column_type(act, DUBAN_ROW_NOTE) != SQLITE_NULL)
        rows->row = act;
    return status;
}

static enum duban_status next_of_all(struct duban_rows *rows, struct duban_err *err)
{
    bool more = true;
    enum duban_status status = DUBAN_OK;
    if (rows->edit && rows->row == rows->edit)
        status = next_edit(rows, err);
    else if (rows->thing && rows->row == rows->thing)
        status = next_thing(rows, err);
    rows->row = newer(rows);
    while (status == DUBAN_OK && !rows->row && more)
        status = next_act(&more, rows, err);
    return status;
}

static enum duban_status next_of_task(struct duban_rows *rows, struct duban_err *err)
{
    bool row = false;
    enum duban_status status = duban_db_next(&row, rows->store, rows->stmts[0], err);
    rows->row = row ? rows->stmts[0] : NULL;
    return status;
}

enum duban_status duban_rows_next(sqlite3_stmt **row, struct duban_rows *rows,
                                  struct duban_err *err)
{
    enum duban_status status = rows->of_task ? next_of_task(rows, err) : next_of_all(rows, err);
    *row = status == DUBAN_OK ? rows->row : NULL;
    return status;
}

/* --- Life ------------------------------------------------------------------------------------ */

enum duban_status duban_rows_open(struct duban_rows *out, struct duban_store *store, int64_t task,
                                  int64_t after, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    *out = (struct duban_rows){.store = store, .of_task = task != 0};
    if (out->of_task)
        status = duban_db_prepare(&out->stmts[0], store, task_rows, err);
    for (size_t i = 0; !out->of_task && i < WALK && status == DUBAN_OK; i++)
        status = duban_db_prepare(&out->stmts[i], store, walk_sql[i], err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(out->stmts[0], 1, out->of_task ? task : after);
    if (out->of_task)
        sqlite3_bind_int64(out->stmts[0], 2, after);
    return DUBAN_OK;
}

void duban_rows_close(struct duban_rows *rows)
{
    for (size_t i = 0; i < DUBAN_ROWS_STMTS; i++)
        sqlite3_finalize(rows->stmts[i]);
}
