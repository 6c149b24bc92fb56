/* The history as people read it: one line for each told edit, and each note once. */
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/columns.h"
#include "store/history_rows.h"

#include <stdlib.h>
#include <string.h>

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
    struct duban_history_line line = {.batch = sqlite3_column_int64(row, DUBAN_ROW_BATCH)};
    const char *object = duban_db_text(row, DUBAN_ROW_OBJECT);
    if (!duban_act_parse(&line.act, duban_db_word(row, DUBAN_ROW_ACT)))
        return false;
    if (object && !duban_columns_object(&line.object, object))
        return false;
    line.id = sqlite3_column_int64(row, object ? DUBAN_ROW_THING : DUBAN_ROW_NOTE_TASK);
    if (!object && line.id == 0)
        line.object = DUBAN_OBJECT_CAMPAIGN;
    line.at = duban_strdup(duban_db_word(row, DUBAN_ROW_AT));
    line.actor = duban_strdup(duban_db_word(row, DUBAN_ROW_ACTOR));
    line.field =
        copy(row, sqlite3_column_type(row, DUBAN_ROW_EXTRA) == SQLITE_NULL ? DUBAN_ROW_FIELD
                                                                           : DUBAN_ROW_EXTRA);
    line.before = copy(row, DUBAN_ROW_BEFORE);
    line.after = copy(row, DUBAN_ROW_AFTER);
    line.note = copy(row, DUBAN_ROW_NOTE);
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
    struct duban_rows rows;
    sqlite3_stmt *row = NULL;
    duban_history_init(out);
    enum duban_status status = duban_rows_open(&rows, store, wanted->task, wanted->after, err);
    while (status == DUBAN_OK && (wanted->limit == 0 || out->n < wanted->limit)) {
        status = duban_rows_next(&row, &rows, err);
        if (!row)
            break;
        if (!take_line(out, wanted, row))
            status = unreadable(store, err);
    }
    duban_rows_close(&rows);
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
