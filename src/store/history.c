/* The history as people read it: one line for each told edit, and each note once. */
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/columns.h"
#include "store/db.h"

#include <stdlib.h>
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
    " WHERE h.told = 1 AND h.batch > ?2 AND " where

/* A line for each thing that was made: its first text or name, which is what the first edit of it
 * replaced, or the present one. */
#define CREATIONS(object, field, where) \
    ACT "c.object, t.id, '" field "', NULL, NULL, coalesce((SELECT e.before FROM history e" \
    " WHERE e.thing = t.id AND e.object = c.object AND e.field = '" field "' ORDER BY e.id" \
    " LIMIT 1), t." field "), c.change + t.id - c.first, 0" \
    " FROM creation c JOIN batch b ON b.id = c.batch" \
    " JOIN " object " t ON t.id BETWEEN c.first AND c.last" \
    " WHERE c.object = '" object "' AND c.batch > ?2 AND " where

/* The notes of acts that tell nothing else. */
#define NOTES(where, edits, creations) \
    ACT "NULL, NULL, NULL, NULL, NULL, NULL, 0, 0" \
    " FROM batch b WHERE b.note IS NOT NULL AND b.id > ?2 AND " where \
    " AND NOT EXISTS (SELECT 1 FROM history h WHERE h.batch = b.id AND h.told = 1 AND " edits ")" \
    " AND NOT EXISTS (SELECT 1 FROM creation c WHERE c.batch = b.id AND " creations ")"

/* Newest first, so that a limit keeps the last lines. */
#define UNION " UNION ALL "
#define ORDER " ORDER BY 1 DESC, 13 DESC, 14 DESC"

static const char all_lines[] =
    EDITS("?1 = 0")
    UNION CREATIONS("task", "text", "?1 = 0")
    UNION CREATIONS("phase", "name", "?1 = 0")
    UNION NOTES("?1 = 0", "?1 = 0", "?1 = 0")
    ORDER;

/* The lines of one task: its own, and the notes about it of acts that told nothing of it. */
static const char task_lines[] =
    EDITS("h.object = 'task' AND h.thing = ?1")
    UNION CREATIONS("task", "text", "t.id = ?1")
    UNION NOTES("b.note_task = ?1", "h.object = 'task' AND h.thing = ?1",
                "c.object = 'task' AND ?1 BETWEEN c.first AND c.last")
    ORDER;

/* Where they are in a row. */
enum {
    COL_BATCH, COL_AT, COL_ACTOR, COL_ACT, COL_NOTE, COL_NOTE_TASK,
    COL_OBJECT, COL_THING, COL_FIELD, COL_EXTRA, COL_BEFORE, COL_AFTER,
};
/* clang-format on */

void duban_history_init(struct duban_history *history)
{
    *history = (struct duban_history){0};
}

static void release_line(struct duban_history_line *line)
{
    char *const owned[] = {line->at,     line->actor, line->field,
                           line->before, line->after, line->note};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
}

void duban_history_release(struct duban_history *history)
{
    for (size_t i = 0; i < history->n; i++)
        release_line(&history->lines[i]);
    free(history->lines);
    duban_history_init(history);
}

bool duban_history_apart(const struct duban_history_line *a, const struct duban_history_line *b)
{
    return a->batch != b->batch || a->object != b->object || a->id != b->id;
}

static char *copy(sqlite3_stmt *row, int column)
{
    return duban_strdup(duban_db_text(row, column));
}

static bool is_wanted(const struct duban_recall *wanted, const struct duban_history_line *line)
{
    return !wanted->fits || wanted->fits(line, wanted->with);
}

/* False when a word of the row is not one of this program's. */
static bool take_line(struct duban_history *history, const struct duban_recall *wanted,
                      sqlite3_stmt *row)
{
    struct duban_history_line line = {.batch = sqlite3_column_int64(row, COL_BATCH)};
    const char *object = duban_db_text(row, COL_OBJECT);
    if (!duban_act_parse(&line.act, duban_db_text(row, COL_ACT)))
        return false;
    if (object && !duban_columns_object(&line.object, object))
        return false;
    line.id = sqlite3_column_int64(row, object ? COL_THING : COL_NOTE_TASK);
    if (!object && line.id == 0)
        line.object = DUBAN_OBJECT_CAMPAIGN;
    line.at = copy(row, COL_AT);
    line.actor = copy(row, COL_ACTOR);
    line.field =
        copy(row, sqlite3_column_type(row, COL_EXTRA) == SQLITE_NULL ? COL_FIELD : COL_EXTRA);
    line.before = copy(row, COL_BEFORE);
    line.after = copy(row, COL_AFTER);
    line.note = copy(row, COL_NOTE);
    if (!is_wanted(wanted, &line)) {
        release_line(&line);
        return true;
    }
    history->lines = duban_more(history->lines, history->n, &history->cap, sizeof *history->lines);
    history->lines[history->n++] = line;
    return true;
}

/* The rows came newest first, each with its act's note: turns them round and keeps the note on the
 * first line of each act. */
static void settle(struct duban_history *history)
{
    struct duban_history_line *lines = history->lines;
    for (size_t i = 0, k = history->n; i + 1 < k--; i++) {
        struct duban_history_line line = lines[i];
        lines[i] = lines[k];
        lines[k] = line;
    }
    for (size_t i = 1; i < history->n; i++)
        if (lines[i].batch == lines[i - 1].batch)
            duban_strset(&lines[i].note, NULL);
}

static enum duban_status unreadable(struct duban_store *store, struct duban_err *err)
{
    duban_err_set(err, DUBAN_BOARD, _("历史里有无法识别的记录；请运行 duban check 查看"));
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_BOARD;
}

enum duban_status duban_store_recall(struct duban_history *out, struct duban_store *store,
                                     const struct duban_recall *wanted, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    duban_history_init(out);
    enum duban_status status =
        duban_db_prepare(&stmt, store, wanted->task ? task_lines : all_lines, err);
    if (status == DUBAN_OK) {
        sqlite3_bind_int64(stmt, 1, wanted->task);
        sqlite3_bind_int64(stmt, 2, wanted->after);
    }
    while (status == DUBAN_OK && row && (wanted->limit == 0 || out->n < wanted->limit)) {
        status = duban_db_next(&row, store, stmt, err);
        if (row && !take_line(out, wanted, stmt))
            status = unreadable(store, err);
    }
    sqlite3_finalize(stmt);
    settle(out);
    return status;
}

enum duban_status duban_store_history(struct duban_history *out, struct duban_store *store,
                                      int64_t task, size_t limit, struct duban_err *err)
{
    struct duban_recall wanted = {.task = task, .limit = limit};
    return duban_store_recall(out, store, &wanted, err);
}

enum duban_status duban_store_latest(int64_t *out, struct duban_store *store, struct duban_err *err)
{
    return duban_db_number(out, store, "SELECT max(id) FROM batch", err);
}
