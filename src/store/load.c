/* The whole board into memory: one pass over each table, in the order of the ids. */
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "store/columns.h"
#include "store/db.h"
#include "store/transaction.h"

#include <stdlib.h>

/* The tasks read so far, by ascending id, so that the rows that belong to them are merged in one
 * pass. The campaign owns them. */
struct loading {
    struct duban_store *store;
    struct duban_campaign *campaign;
    struct duban_task **tasks;
    size_t n, cap;
    size_t at;                             /* where the merge is */
    enum duban_field fields[DUBAN_FIELDS]; /* the columns of the rows that are being read */
    size_t n_fields;
};

static enum duban_status unreadable(struct loading *l, enum duban_object object, int64_t id,
                                    const char *what, struct duban_err *err)
{
    duban_err_set(err, DUBAN_BOARD, _("看板里%s %lld 的“%s”无法识别；请运行 duban check 查看"),
                  duban_columns_label(object), (long long)id, what);
    duban_err_at(err, l->store->path, 0, NULL);
    return DUBAN_BOARD;
}

/* --- Rows of the three tables of things ------------------------------------------------------ */

static enum duban_field take_campaign(struct loading *l, sqlite3_stmt *row)
{
    l->campaign->version = sqlite3_column_int64(row, 1);
    return duban_columns_read(l->campaign, l->fields, l->n_fields, row, 2);
}

static enum duban_field take_phase(struct loading *l, sqlite3_stmt *row)
{
    struct duban_phase *phase = duban_phase_new();
    phase->id = sqlite3_column_int64(row, 0);
    phase->version = sqlite3_column_int64(row, 1);
    enum duban_field bad = duban_columns_read(phase, l->fields, l->n_fields, row, 2);
    if (bad == DUBAN_FIELDS && !phase->name)
        bad = DUBAN_FIELD_PHASE_NAME;
    if (bad == DUBAN_FIELDS)
        duban_campaign_add_phase(l->campaign, phase);
    else
        duban_phase_free(phase);
    return bad;
}

static enum duban_field take_task(struct loading *l, sqlite3_stmt *row)
{
    struct duban_task *task = duban_task_new();
    task->id = sqlite3_column_int64(row, 0);
    task->version = sqlite3_column_int64(row, 1);
    task->updated_at = duban_strdup(duban_db_text(row, 2));
    task->updated_by = duban_strdup(duban_db_text(row, 3));
    enum duban_field bad = duban_columns_read(task, l->fields, l->n_fields, row, 4);
    if (bad == DUBAN_FIELDS && !task->text)
        bad = DUBAN_FIELD_TASK_TEXT;
    if (bad == DUBAN_FIELDS && !duban_campaign_phase(l->campaign, task->phase))
        bad = DUBAN_FIELD_TASK_PHASE;
    if (bad != DUBAN_FIELDS) {
        duban_task_free(task);
        return bad;
    }
    duban_campaign_add_task(l->campaign, task);
    l->tasks = duban_more(l->tasks, l->n, &l->cap, sizeof *l->tasks);
    l->tasks[l->n++] = task;
    return DUBAN_FIELDS;
}

static const struct source {
    enum duban_object object;
    const char *first; /* the columns that are no fields */
    enum duban_field (*take)(struct loading *l, sqlite3_stmt *row);
} sources[] = {
    {DUBAN_OBJECT_CAMPAIGN, "id, version", take_campaign},
    {DUBAN_OBJECT_PHASE, "id, version", take_phase},
    {DUBAN_OBJECT_TASK, "id, version, updated_at, updated_by", take_task},
};

static enum duban_status load_source(struct loading *l, const struct source *source,
                                     struct duban_err *err)
{
    struct duban_buf sql = DUBAN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    duban_buf_addf(&sql, "SELECT %s", source->first);
    duban_columns_list(&sql, source->object, ", ");
    l->n_fields = duban_columns_fields(l->fields, source->object);
    duban_buf_addf(&sql, " FROM %s ORDER BY id", duban_columns_table(source->object));
    enum duban_status status = duban_db_prepare(&stmt, l->store, sql.data, err);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, l->store, stmt, err);
        enum duban_field bad = row ? source->take(l, stmt) : DUBAN_FIELDS;
        if (bad != DUBAN_FIELDS)
            status = unreadable(l, source->object, sqlite3_column_int64(stmt, 0),
                                _(duban_field_info(bad)->label), err);
    }
    sqlite3_finalize(stmt);
    duban_buf_release(&sql);
    return status;
}

/* --- What hangs on the tasks ----------------------------------------------------------------- */

/* The task of that id, when ids are asked for in ascending order. */
static struct duban_task *merge(struct loading *l, int64_t id)
{
    while (l->at < l->n && l->tasks[l->at]->id < id)
        l->at++;
    return l->at < l->n && l->tasks[l->at]->id == id ? l->tasks[l->at] : NULL;
}

static bool take_extra(struct duban_task *task, sqlite3_stmt *row)
{
    return duban_field_set(task, DUBAN_FIELD_TASK_EXTRA, duban_db_text(row, 1),
                           duban_db_text(row, 2));
}

static enum duban_status load_extras(struct loading *l, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    enum duban_status status =
        duban_db_prepare(&stmt, l->store,
                         "SELECT task, name, value FROM task_extra ORDER BY task, position", err);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, l->store, stmt, err);
        struct duban_task *task = row ? merge(l, sqlite3_column_int64(stmt, 0)) : NULL;
        if (row && (!task || !take_extra(task, stmt)))
            status = unreadable(l, DUBAN_OBJECT_TASK, sqlite3_column_int64(stmt, 0),
                                _(duban_field_info(DUBAN_FIELD_TASK_EXTRA)->label), err);
    }
    sqlite3_finalize(stmt);
    return status;
}

/* So that memory and the index grow once. A task takes so much more in memory than in the file. */
static enum duban_status expect(struct duban_campaign *campaign, struct duban_store *store,
                                struct duban_err *err)
{
    enum { ROW = 64, TIMES = 3 }; /* bytes that a task takes in the file at least, about */
    int64_t newest = 0, pages = 0, size = 0;
    enum duban_status status = duban_db_number(&newest, store, "SELECT max(id) FROM task", err);
    if (status == DUBAN_OK)
        status = duban_db_number(&pages, store, "PRAGMA page_count", err);
    if (status == DUBAN_OK)
        status = duban_db_number(&size, store, "PRAGMA page_size", err);
    if (status != DUBAN_OK)
        return status;
    duban_alloc_expect((size_t)(pages * size) * TIMES);
    /* Ids may have gaps, those of a table that was taken over most of all. */
    int64_t room = pages * size / ROW;
    if (newest > 0)
        duban_campaign_expect(campaign, (size_t)(newest < room ? newest : room));
    return DUBAN_OK;
}

enum duban_status duban_store_load(struct duban_campaign *out, struct duban_store *store,
                                   struct duban_err *err)
{
    struct loading l = {.store = store, .campaign = out};
    bool own = false;
    duban_campaign_init(out);
    enum duban_status status = duban_transaction_snapshot(store, &own, err);
    if (status == DUBAN_OK)
        status = expect(out, store, err);
    for (size_t i = 0; i < sizeof sources / sizeof *sources && status == DUBAN_OK; i++)
        status = load_source(&l, &sources[i], err);
    if (status == DUBAN_OK)
        status = load_extras(&l, err);
    duban_transaction_release(store, own);
    free(l.tasks);
    duban_campaign_sort(out);
    return status;
}
