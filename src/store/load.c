/* The whole board into memory: one pass over each table, in the order of the ids. */
#include "store/load.h"

#include "duban/alloc.h"
#include "store/columns.h"
#include "store/task_rows.h"
#include "store/transaction.h"

/* --- The campaign and its phases ------------------------------------------------------------- */

/* The rows of a table that are being read. */
struct source {
    enum duban_object object;
    enum duban_field fields[DUBAN_FIELDS];
    size_t n_fields;
    enum duban_field (*take)(struct duban_campaign *campaign, const struct source *source,
                             sqlite3_stmt *row);
};

static enum duban_field take_campaign(struct duban_campaign *campaign, const struct source *source,
                                      sqlite3_stmt *row)
{
    campaign->version = sqlite3_column_int64(row, 1);
    return duban_columns_read(campaign, source->fields, source->n_fields, row, 2);
}

static enum duban_field take_phase(struct duban_campaign *campaign, const struct source *source,
                                   sqlite3_stmt *row)
{
    struct duban_phase *phase = duban_phase_new();
    phase->id = sqlite3_column_int64(row, 0);
    phase->version = sqlite3_column_int64(row, 1);
    enum duban_field bad = duban_columns_read(phase, source->fields, source->n_fields, row, 2);
    bool again = duban_campaign_phase(campaign, phase->id) != NULL; /* in a damaged file */
    if (bad == DUBAN_FIELDS && (again || !phase->name))
        bad = DUBAN_FIELD_PHASE_NAME;
    if (bad == DUBAN_FIELDS)
        duban_campaign_add_phase(campaign, phase);
    else
        duban_phase_free(phase);
    return bad;
}

static enum duban_status read_source(struct source *source, struct duban_campaign *campaign,
                                     struct duban_store *store, struct duban_err *err)
{
    struct duban_buf sql = DUBAN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    duban_buf_adds(&sql, "SELECT id, version");
    duban_columns_list(&sql, source->object, ", ");
    source->n_fields = duban_columns_fields(source->fields, source->object);
    duban_buf_addf(&sql, " FROM %s ORDER BY id", duban_columns_table(source->object));
    enum duban_status status = duban_db_prepare(&stmt, store, sql.data, err);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, store, stmt, err);
        enum duban_field bad = row ? source->take(campaign, source, stmt) : DUBAN_FIELDS;
        if (bad != DUBAN_FIELDS)
            status =
                duban_unreadable(err, store, source->object, sqlite3_column_int64(stmt, 0), bad);
    }
    sqlite3_finalize(stmt);
    duban_buf_release(&sql);
    return status;
}

enum duban_status duban_load_head(struct duban_campaign *campaign, struct duban_store *store,
                                  struct duban_err *err)
{
    struct source sources[] = {{.object = DUBAN_OBJECT_CAMPAIGN, .take = take_campaign},
                               {.object = DUBAN_OBJECT_PHASE, .take = take_phase}};
    enum duban_status status = DUBAN_OK;
    for (size_t i = 0; i < sizeof sources / sizeof *sources && status == DUBAN_OK; i++)
        status = read_source(&sources[i], campaign, store, err);
    duban_campaign_sort(campaign);
    return status;
}

/* --- The tasks ------------------------------------------------------------------------------- */

enum duban_status duban_load_size(size_t *out, struct duban_store *store, struct duban_err *err)
{
    int64_t pages = 0, size = 0;
    enum duban_status status = duban_db_number(&pages, store, "PRAGMA page_count", err);
    if (status == DUBAN_OK)
        status = duban_db_number(&size, store, "PRAGMA page_size", err);
    *out = (size_t)(pages * size);
    return status;
}

/* So that memory and the index grow once. */
static enum duban_status expect(struct duban_campaign *campaign, struct duban_store *store,
                                struct duban_err *err)
{
    enum { ROW = 64, TIMES = 3 }; /* bytes of a task in the file at least; how often in memory */
    int64_t newest = 0;
    size_t size = 0;
    enum duban_status status = duban_load_size(&size, store, err);
    if (status == DUBAN_OK)
        status = duban_db_number(&newest, store, "SELECT max(id) FROM task", err);
    if (status != DUBAN_OK)
        return status;
    duban_alloc_expect(size * TIMES);
    /* Ids may have gaps, those of a table that was taken over most of all. */
    size_t room = size / ROW;
    if (newest > 0)
        duban_campaign_expect(campaign, (uint64_t)newest < room ? (size_t)newest : room);
    return DUBAN_OK;
}

static enum duban_status read_tasks(struct duban_campaign *campaign, struct duban_store *store,
                                    struct duban_err *err)
{
    struct duban_task_rows *rows;
    struct duban_task *task = NULL;
    enum duban_status status = duban_task_rows_open(&rows, store, campaign, NULL, err);
    if (status == DUBAN_OK)
        status = duban_task_rows_next(&task, rows, err);
    while (status == DUBAN_OK && task) {
        duban_campaign_add_task(campaign, duban_task_take(task));
        status = duban_task_rows_next(&task, rows, err);
    }
    duban_task_rows_close(rows);
    return status;
}

enum duban_status duban_store_load(struct duban_campaign *out, struct duban_store *store,
                                   struct duban_err *err)
{
    bool own = false;
    duban_campaign_init(out);
    enum duban_status status = duban_transaction_snapshot(store, &own, err);
    if (status == DUBAN_OK)
        status = expect(out, store, err);
    if (status == DUBAN_OK)
        status = duban_load_head(out, store, err);
    if (status == DUBAN_OK)
        status = read_tasks(out, store, err);
    duban_transaction_release(store, own);
    duban_campaign_sort(out);
    return status;
}
