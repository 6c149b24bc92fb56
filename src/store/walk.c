/* The tasks of a board in plan order, straight from the file, each of them kept only while it is
 * looked at. Mostly a plan was written in its order, so the ids are tried first; when they turn out
 * to be another order, where each task stands is read before the next beginning. */
#include "duban/alloc.h"
#include "store/load.h"
#include "store/task_rows.h"
#include "store/transaction.h"

#include <stdlib.h>

struct duban_store_walk {
    struct duban_store *store;
    struct duban_campaign campaign;
    size_t size; /* of the board, in bytes */
    struct duban_task_rows *rows;
    enum { BY_ID, BROKEN_OFF, BY_PLACE } way;
    struct duban_place last;    /* by id: of the task before; id 0: none */
    struct duban_place *places; /* of all tasks, deleted ones too, in plan order */
    size_t n, cap, at;
    bool own; /* whether the snapshot is the walk's own */
};

/* --- Where the tasks stand ------------------------------------------------------------------- */

static enum duban_status read_places(struct duban_store_walk *walk, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    enum duban_status status =
        duban_db_prepare(&stmt, walk->store, "SELECT phase, position, id FROM task ORDER BY id",
                         err);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, walk->store, stmt, err);
        if (!row)
            break;
        struct duban_place place = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                                    sqlite3_column_int64(stmt, 2)};
        if (!duban_campaign_phase(&walk->campaign, place.phase))
            status = duban_unreadable(err, walk->store, DUBAN_OBJECT_TASK, place.id,
                                      DUBAN_FIELD_TASK_PHASE);
        walk->places = duban_more(walk->places, walk->n, &walk->cap, sizeof *walk->places);
        walk->places[walk->n++] = place;
    }
    sqlite3_finalize(stmt);
    return status;
}

static int compare(const void *a, const void *b, void *campaign)
{
    return duban_campaign_order(campaign, a, b);
}

static enum duban_status sort_places(struct duban_store_walk *walk, struct duban_err *err)
{
    enum duban_status status = read_places(walk, err);
    if (status == DUBAN_OK)
        qsort_r(walk->places, walk->n, sizeof *walk->places, compare, &walk->campaign);
    walk->way = BY_PLACE;
    return status;
}

/* --- The walk -------------------------------------------------------------------------------- */

static enum duban_status begin(void *of, struct duban_err *err)
{
    struct duban_store_walk *walk = of;
    walk->at = 0;
    walk->last = (struct duban_place){0};
    duban_task_rows_begin(walk->rows);
    return walk->way == BROKEN_OFF ? sort_places(walk, err) : DUBAN_OK;
}

/* Does the task stand behind the one before? */
static bool is_in_order(struct duban_store_walk *walk, const struct duban_task *task)
{
    struct duban_place place = {task->phase, task->position, task->id};
    bool in_order =
        walk->last.id == 0 || duban_campaign_order(&walk->campaign, &walk->last, &place) < 0;
    walk->last = place;
    return in_order;
}

static enum duban_status next_by_id(struct duban_task **out, struct duban_store_walk *walk,
                                    struct duban_err *err)
{
    enum duban_status status;
    do
        status = duban_task_rows_next(out, walk->rows, err);
    while (status == DUBAN_OK && *out && (*out)->deleted);
    if (status == DUBAN_OK && *out && !is_in_order(walk, *out)) {
        walk->way = BROKEN_OFF;
        *out = NULL;
    }
    return status;
}

static enum duban_status next_by_place(struct duban_task **out, struct duban_store_walk *walk,
                                       struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;
    do {
        *out = NULL;
        if (walk->at == walk->n)
            return DUBAN_OK;
        int64_t id = walk->places[walk->at++].id;
        duban_task_rows_seek(walk->rows, id);
        status = duban_task_rows_next(out, walk->rows, err);
        if (status == DUBAN_OK && (!*out || (*out)->id != id)) /* in a damaged file */
            status =
                duban_unreadable(err, walk->store, DUBAN_OBJECT_TASK, id, DUBAN_FIELD_TASK_TEXT);
    } while (status == DUBAN_OK && (*out)->deleted);
    return status;
}

static enum duban_status next(const struct duban_task **out, void *of, struct duban_err *err)
{
    struct duban_store_walk *walk = of;
    struct duban_task *task = NULL;
    enum duban_status status = DUBAN_OK;
    switch (walk->way) {
    case BY_ID: status = next_by_id(&task, walk, err); break;
    case BY_PLACE: status = next_by_place(&task, walk, err); break;
    case BROKEN_OFF: break;
    }
    *out = status == DUBAN_OK ? task : NULL;
    return status;
}

static bool broken_off(const void *of)
{
    const struct duban_store_walk *walk = of;
    return walk->way == BROKEN_OFF;
}

/* --- Life cycle ------------------------------------------------------------------------------ */

/* So that memory grows once for what comes of the walk, which is of the board's size. */
static enum duban_status expect(struct duban_store_walk *walk, struct duban_err *err)
{
    enum duban_status status = duban_load_size(&walk->size, walk->store, err);
    if (status == DUBAN_OK)
        duban_alloc_expect(walk->size);
    return status;
}

enum duban_status duban_store_walk_open(struct duban_store_walk **out, struct duban_store *store,
                                        const bool *fields, struct duban_err *err)
{
    struct duban_store_walk *walk = duban_alloc(sizeof *walk);
    walk->store = store;
    duban_campaign_init(&walk->campaign);
    enum duban_status status = duban_transaction_snapshot(store, &walk->own, err);
    if (status == DUBAN_OK)
        status = expect(walk, err);
    if (status == DUBAN_OK)
        status = duban_load_head(&walk->campaign, store, err);
    if (status == DUBAN_OK)
        status = duban_task_rows_open(&walk->rows, store, &walk->campaign, fields, err);
    if (status != DUBAN_OK) {
        duban_store_walk_close(walk);
        walk = NULL;
    }
    *out = walk;
    return status;
}

void duban_store_walk_close(struct duban_store_walk *walk)
{
    if (!walk)
        return;
    duban_task_rows_close(walk->rows);
    duban_transaction_release(walk->store, walk->own);
    duban_campaign_release(&walk->campaign);
    free(walk->places);
    free(walk);
}

const struct duban_campaign *duban_store_walk_campaign(const struct duban_store_walk *walk)
{
    return &walk->campaign;
}

size_t duban_store_walk_size(const struct duban_store_walk *walk)
{
    return walk->size;
}

struct duban_walk duban_store_walk(struct duban_store_walk *walk)
{
    return (struct duban_walk){begin, next, broken_off, walk};
}
