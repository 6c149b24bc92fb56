/* Real ids for a batch's new things. */
#include "store/plan.h"

#include "duban/alloc.h"
#include "store/columns.h"

#include <stdlib.h>

/* A wanted id above this is not honoured: ids after it must stay easy to type, and SQLite's end. */
#define WANTED_MAX 999999999

/* A change, found by the id that it has in the batch or by the real one. */
struct duban_plan_slot {
    unsigned change : 31; /* from 1; 0: free */
    unsigned real : 1;
};

/* What deciding needs. */
struct planning {
    struct duban_plan *plan;
    struct duban_store *store;
    const struct duban_batch *batch;
    sqlite3_stmt *taken; /* whether a task of that id exists */
    int64_t next_id[3];  /* by object; the next unused one */
};

/* --- The hash ------------------------------------------------------------------------------- */

/* The campaign's id in a batch is 0: it goes by 1, as its row does. */
static int64_t key_id(const struct duban_change *change)
{
    return change->object == DUBAN_OBJECT_CAMPAIGN ? 1 : change->id;
}

static bool is_in(const struct duban_plan *plan, struct duban_plan_slot slot,
                  enum duban_object object, int64_t id)
{
    const struct duban_change *change = &plan->batch->changes[slot.change - 1];
    return change->object == object &&
           (slot.real ? plan->outcomes[slot.change - 1].id : key_id(change)) == id;
}

static struct duban_plan_slot *slot_of(const struct duban_plan *plan, enum duban_object object,
                                       int64_t id)
{
    uint64_t key = (uint64_t)id * 4 + (uint64_t)object;
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (plan->size - 1);
    while (plan->slots[i].change != 0 && !is_in(plan, plan->slots[i], object, id))
        i = (i + 1) & (plan->size - 1);
    return &plan->slots[i];
}

static void remember(const struct duban_plan *plan, enum duban_object object, int64_t id,
                     size_t change, bool real)
{
    *slot_of(plan, object, id) = (struct duban_plan_slot){(unsigned)change + 1, real};
}

/* --- New ids --------------------------------------------------------------------------------- */

/* New ids come after all that exist and all that are wanted, so that a thing without a wish never
 * takes an id that a later one wishes for. */
static enum duban_status first_ids(struct planning *p, struct duban_err *err)
{
    int64_t task = 0, phase = 0;
    enum duban_status status =
        duban_db_number(&task, p->store, "SELECT coalesce(max(id), 0) FROM task", err);
    if (status == DUBAN_OK)
        status = duban_db_number(&phase, p->store, "SELECT coalesce(max(id), 0) FROM phase", err);
    for (size_t i = 0; i < p->batch->n; i++) {
        int64_t wanted = p->batch->changes[i].wanted_id;
        if (wanted > task && wanted <= WANTED_MAX)
            task = wanted;
    }
    p->next_id[DUBAN_OBJECT_TASK] = task + 1;
    p->next_id[DUBAN_OBJECT_PHASE] = phase + 1;
    return status;
}

static enum duban_status is_free(bool *out, struct planning *p, int64_t id, struct duban_err *err)
{
    bool row = true;
    enum duban_status status = DUBAN_OK;
    *out = false;
    if (slot_of(p->plan, DUBAN_OBJECT_TASK, id)->change != 0)
        return DUBAN_OK;
    if (!p->taken)
        status = duban_db_prepare(&p->taken, p->store, "SELECT 1 FROM task WHERE id = ?1", err);
    if (status != DUBAN_OK)
        return status;
    sqlite3_bind_int64(p->taken, 1, id);
    status = duban_db_next(&row, p->store, p->taken, err);
    sqlite3_reset(p->taken);
    *out = status == DUBAN_OK && !row;
    return status;
}

static enum duban_status give_id(int64_t *out, struct planning *p,
                                 const struct duban_change *change, struct duban_err *err)
{
    int64_t wanted = change->object == DUBAN_OBJECT_TASK ? change->wanted_id : 0;
    bool vacant = false;
    enum duban_status status = DUBAN_OK;
    if (wanted > 0 && wanted <= WANTED_MAX)
        status = is_free(&vacant, p, wanted, err);
    *out = vacant ? wanted : p->next_id[change->object]++;
    return status;
}

static enum duban_status decide(struct planning *p, size_t i, struct duban_err *err)
{
    const struct duban_change *change = &p->batch->changes[i];
    struct duban_outcome *outcome = &p->plan->outcomes[i];
    struct duban_plan_slot *slot = slot_of(p->plan, change->object, key_id(change));
    enum duban_status status = DUBAN_OK;
    outcome->id = key_id(change);
    if (slot->change != 0) {
        outcome->id = p->plan->outcomes[slot->change - 1].id;
        outcome->earlier = slot->change;
    } else if (change->id < 0) {
        outcome->created = true;
        status = give_id(&outcome->id, p, change, err);
        remember(p->plan, change->object, outcome->id, i, true);
    }
    remember(p->plan, change->object, key_id(change), i, false);
    return status;
}

enum duban_status duban_plan_make(struct duban_plan *plan, struct duban_store *store,
                                  const struct duban_batch *batch, struct duban_err *err)
{
    struct planning p = {.plan = plan, .store = store, .batch = batch};
    *plan = (struct duban_plan){.batch = batch, .size = 8};
    while (plan->size < batch->n * 4) /* two keys a change, half full */
        plan->size *= 2;
    plan->slots = duban_alloc(plan->size * sizeof *plan->slots);
    plan->outcomes = duban_alloc(batch->n * sizeof *plan->outcomes);
    enum duban_status status = first_ids(&p, err);
    for (size_t i = 0; i < batch->n && status == DUBAN_OK; i++)
        status = decide(&p, i, err);
    sqlite3_finalize(p.taken);
    return status;
}

void duban_plan_release(struct duban_plan *plan)
{
    free(plan->outcomes);
    free(plan->slots);
}

int64_t duban_plan_id(const struct duban_plan *plan, enum duban_object object, int64_t id)
{
    if (id >= 0)
        return id;
    const struct duban_plan_slot *slot = slot_of(plan, object, id);
    return slot->change != 0 ? plan->outcomes[slot->change - 1].id : id;
}

/* --- Telling the batch ----------------------------------------------------------------------- */

static const char *adopt_phase(const struct duban_plan *plan, const struct duban_change *change,
                               const char *value)
{
    int64_t id = value ? strtoll(value, NULL, 10) : 0;
    char text[24];
    if (id >= 0)
        return value;
    sqlite3_snprintf(sizeof text, text, "%lld", duban_plan_id(plan, DUBAN_OBJECT_PHASE, id));
    return duban_change_keep(change, text);
}

/* As long as the batch has its own ids: they are what the plan finds changes by. */
static void adopt_phases(const struct duban_plan *plan, struct duban_change *change)
{
    for (size_t k = 0; k < change->n; k++)
        if (change->edits[k].field == DUBAN_FIELD_TASK_PHASE) {
            struct duban_edit *edit = &change->edits[k];
            edit->before = adopt_phase(plan, change, edit->before);
            edit->after = adopt_phase(plan, change, edit->after);
        }
}

void duban_plan_adopt(const struct duban_plan *plan, struct duban_batch *batch)
{
    batch->note_task = duban_plan_id(plan, DUBAN_OBJECT_TASK, batch->note_task);
    for (size_t i = 0; i < batch->n; i++)
        adopt_phases(plan, &batch->changes[i]);
    for (size_t i = 0; i < batch->n; i++) {
        struct duban_change *change = &batch->changes[i];
        if (change->object != DUBAN_OBJECT_CAMPAIGN)
            change->id = plan->outcomes[i].id;
        change->version = plan->outcomes[i].version;
        change->created = plan->outcomes[i].created;
    }
}
