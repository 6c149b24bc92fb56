/* Undo and redo, read from the history, so that they survive a restart.
 *
 * A person's acts are a stack that is never stored: an act is undone when the newest undo or redo
 * that is of it is an undo, and an act of another kind forgets what could be redone. */
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/columns.h"
#include "store/db.h"

#include <stdlib.h>

/* clang-format off */
#define CHANGED_SOMETHING \
    " AND (EXISTS (SELECT 1 FROM history h WHERE h.batch = b.id)" \
    " OR EXISTS (SELECT 1 FROM creation c WHERE c.batch = b.id))"
/* clang-format on */

/* The newest act of ?1 that changed something and does not stand undone. A new board cannot be
 * undone. */
static const char undo_sql[] =
    "SELECT b.id FROM batch b WHERE b.actor = ?1 AND b.act NOT IN ('init', 'undo', 'redo')" CHANGED_SOMETHING
    " AND coalesce((SELECT u.act FROM batch u WHERE u.target = b.id ORDER BY u.id DESC LIMIT 1),"
    " 'redo') <> 'undo' ORDER BY b.id DESC LIMIT 1";

/* The newest undo of ?1 since their last act of another kind, unless the act was redone. */
static const char redo_sql[] =
    "SELECT u.target FROM batch u WHERE u.actor = ?1 AND u.act = 'undo'"
    " AND u.id > coalesce((SELECT b.id FROM batch b WHERE b.actor = ?1"
    " AND b.act NOT IN ('undo', 'redo')" CHANGED_SOMETHING
    " ORDER BY b.id DESC LIMIT 1), 0)"
    " AND NOT EXISTS (SELECT 1 FROM batch n WHERE n.target = u.target AND n.id > u.id)"
    " ORDER BY u.id DESC LIMIT 1";

static enum duban_status find(int64_t *out, struct duban_store *store, const char *actor, bool redo,
                              struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    *out = 0;
    enum duban_status status = duban_db_prepare(&stmt, store, redo ? redo_sql : undo_sql, err);
    if (status == DUBAN_OK) {
        duban_db_bind(stmt, 1, actor);
        status = duban_db_next(&row, store, stmt, err);
    }
    if (row)
        *out = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    if (status == DUBAN_OK && *out == 0)
        return duban_err_set(err, DUBAN_REFUSED,
                             redo ? _("没有可以重做的操作；撤销之后才能重做")
                                  : _("没有可以撤销的操作；只能撤销自己做的"));
    return status;
}

static enum duban_status unreadable(struct duban_store *store, int64_t id, struct duban_err *err)
{
    duban_err_set(err, DUBAN_BOARD, _("历史第 %lld 条无法识别；请运行 duban check 查看"),
                  (long long)id);
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_BOARD;
}

/* --- The batch again ------------------------------------------------------------------------- */

static enum duban_status read_act(struct duban_batch *out, struct duban_store *store,
                                  struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    enum duban_status status =
        duban_db_prepare(&stmt, store,
                         "SELECT act, note, note_task, target FROM batch WHERE id = ?1", err);
    if (status == DUBAN_OK) {
        sqlite3_bind_int64(stmt, 1, out->id);
        status = duban_db_next(&row, store, stmt, err);
    }
    if (status == DUBAN_OK && (!row || !duban_act_parse(&out->act, duban_db_word(stmt, 0)))) {
        status = unreadable(store, out->id, err);
    } else if (status == DUBAN_OK) {
        duban_strset(&out->note, duban_db_text(stmt, 1));
        out->note_task = sqlite3_column_int64(stmt, 2);
        out->target = sqlite3_column_int64(stmt, 3);
    }
    sqlite3_finalize(stmt);
    return status;
}

/* The columns of the lines that are read back. */
enum {
    COL_CHANGE,
    COL_OBJECT,
    COL_THING,
    COL_VERSION,
    COL_CREATED,
    COL_FIELD,
    COL_EXTRA,
    COL_BEFORE,
    COL_AFTER,
    COL_TOLD
};

/* What the act made, then its edits, as changes were numbered. Something made has no field. */
static const char lines_sql[] =
    "SELECT change, object, thing, version, 0, field, extra, before, after, told, id"
    " FROM history WHERE batch = ?1"
    " UNION ALL "
    "SELECT c.change + t.id - c.first, c.object, t.id, 1, 1, NULL, NULL, NULL, NULL, 1, 0"
    " FROM creation c JOIN task t ON t.id BETWEEN c.first AND c.last"
    " WHERE c.batch = ?1 AND c.object = 'task'"
    " UNION ALL "
    "SELECT c.change + p.id - c.first, c.object, p.id, 1, 1, NULL, NULL, NULL, NULL, 1, 0"
    " FROM creation c JOIN phase p ON p.id BETWEEN c.first AND c.last"
    " WHERE c.batch = ?1 AND c.object = 'phase'"
    " ORDER BY 1, 11";

/* Adds a line to its change: *number is that of the last line's change, -1 before the first. */
static bool take_line(struct duban_batch *out, int64_t *number, sqlite3_stmt *row)
{
    enum duban_object object;
    if (!duban_columns_object(&object, duban_db_word(row, COL_OBJECT)))
        return false;
    bool created = sqlite3_column_int(row, COL_CREATED) != 0;
    enum duban_field field =
        created ? DUBAN_FIELDS : duban_field_find(object, duban_db_word(row, COL_FIELD));
    if (!created && field == DUBAN_FIELDS)
        return false;
    if (*number != sqlite3_column_int64(row, COL_CHANGE)) {
        *number = sqlite3_column_int64(row, COL_CHANGE);
        duban_batch_add(out, object, sqlite3_column_int64(row, COL_THING),
                        sqlite3_column_int64(row, COL_VERSION))
            ->created = created;
    }
    if (created)
        return true;
    duban_change_edit(&out->changes[out->n - 1], field, duban_db_text(row, COL_EXTRA),
                      duban_db_text(row, COL_BEFORE), duban_db_text(row, COL_AFTER),
                      sqlite3_column_int(row, COL_TOLD));
    return true;
}

static enum duban_status read_lines(struct duban_batch *out, struct duban_store *store,
                                    struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    int64_t number = -1;
    enum duban_status status =
        duban_db_prepare(&stmt, store, lines_sql, err);
    if (status == DUBAN_OK)
        sqlite3_bind_int64(stmt, 1, out->id);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, store, stmt, err);
        if (row && !take_line(out, &number, stmt))
            status = unreadable(store, out->id, err);
    }
    sqlite3_finalize(stmt);
    return status;
}

enum duban_status duban_store_last(struct duban_batch *out, struct duban_store *store,
                                   const char *actor, bool redo, struct duban_err *err)
{
    duban_batch_init(out, DUBAN_ACT_UNDO);
    enum duban_status status = find(&out->id, store, actor, redo, err);
    if (status == DUBAN_OK)
        status = read_act(out, store, err);
    if (status == DUBAN_OK)
        status = read_lines(out, store, err);
    return status;
}

/* --- Who came after -------------------------------------------------------------------------- */

/* A created thing is taken back by deleting it. */
static const char blame_sql[] =
    "SELECT b.actor, b.at FROM (SELECT h.id, h.batch FROM history d JOIN history h"
    " ON h.thing = d.thing AND h.object = d.object AND h.field = d.field AND h.extra IS d.extra"
    " WHERE d.batch = ?1 AND h.batch > ?1"
    " UNION ALL "
    "SELECT h.id, h.batch FROM creation c JOIN history h"
    " ON h.thing BETWEEN c.first AND c.last AND h.object = c.object AND h.field = 'deleted'"
    " WHERE c.batch = ?1 AND h.batch > ?1) l JOIN batch b ON b.id = l.batch"
    " ORDER BY b.actor = (SELECT actor FROM batch WHERE id = ?1), l.id DESC LIMIT 1";

enum duban_status duban_store_blame(char **actor, char **at, struct duban_store *store,
                                    const struct duban_batch *done, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    *actor = *at = NULL;
    enum duban_status status = duban_db_prepare(&stmt, store, blame_sql, err);
    if (status == DUBAN_OK) {
        sqlite3_bind_int64(stmt, 1, done->id);
        status = duban_db_next(&row, store, stmt, err);
    }
    if (row) {
        *actor = duban_strdup(duban_db_word(stmt, 0));
        *at = duban_strdup(duban_db_word(stmt, 1));
    }
    sqlite3_finalize(stmt);
    return status;
}
