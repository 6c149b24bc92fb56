/* Where new rows go. The validator puts a new task at the end of its phase; in a revised plan it
 * may stand in the middle. What the board has keeps its order, which is the coordinators', and each
 * new task follows the one that stands before it in the file. */
#include "schedule/plan.h"

#include "duban/alloc.h"

#include <stdio.h>
#include <stdlib.h>

/* A task in the new order of its phase. */
struct slot {
    size_t anchor; /* the board's task it follows, from 1; 0: it stands before all of them */
    size_t row;    /* its row, from 1; 0: the anchor itself */
    const struct duban_task *task; /* NULL: a new one */
    size_t change;                 /* its change's index in the batch, from 1; 0: none */
};

struct order {
    struct planner *planner;
    size_t phase;       /* of the import */
    int64_t id;         /* of the board */
    struct slot *slots; /* first those of the board, in plan order */
    size_t n, n_board;
};

static struct duban_change *change_at(const struct planner *planner, size_t change)
{
    return change ? &planner->batch->changes[change - 1] : NULL;
}

static bool leaves(const struct duban_change *change)
{
    return change && duban_change_find(change, DUBAN_FIELD_TASK_PHASE);
}

/* Does a task that is new in the phase stand before one that the phase has? */
static bool in_the_middle(const struct planner *planner, size_t phase)
{
    const struct duban_import *import = planner->import;
    bool before = false;

    for (size_t i = 0; i < import->n_rows; i++) {
        const struct duban_task *task = planner->tasks[i];
        bool known = task && task->phase == import->phases[phase].id;

        if (import->rows[i].phase != phase || import->rows[i].fate == DUBAN_ROW_REFUSED)
            continue;
        if (known && before)
            return true;
        before = before || !known;
    }
    return false;
}

/* --- The new order --------------------------------------------------------------------------- */

/* The board's tasks of the phase, each its own anchor. */
static void take_board(struct order *order)
{
    const struct planner *planner = order->planner;
    size_t first = 0;

    order->n_board = duban_campaign_phase_tasks(planner->campaign, order->id, &first);
    order->n = order->n_board;
    order->slots = duban_alloc((order->n + planner->import->n_rows) * sizeof *order->slots);
    for (size_t i = 0; i < order->n_board; i++)
        order->slots[i] = (struct slot){i + 1, 0, planner->campaign->tasks[first + i], 0};
}

/* The slot of a task that the board has in this phase: they ascend by position, then by id. */
static struct slot *board_slot(struct order *order, const struct duban_task *task)
{
    size_t low = 0;
    size_t high = order->n_board;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct duban_task *other = order->slots[middle].task;

        if (other->position < task->position ||
            (other->position == task->position && other->id < task->id))
            low = middle + 1;
        else
            high = middle;
    }
    return &order->slots[low];
}

static void take_rows(struct order *order)
{
    struct planner *planner = order->planner;
    size_t anchor = 0;

    for (size_t i = 0; i < planner->import->n_rows; i++) {
        const struct duban_task *task = planner->tasks[i];
        size_t change = planner->changes[i];
        bool here = planner->import->rows[i].phase == order->phase &&
                    planner->import->rows[i].fate != DUBAN_ROW_REFUSED;

        if (task && task->phase == order->id) {
            struct slot *slot = board_slot(order, task);

            slot->change = change;
            if (here && !leaves(change_at(planner, change)))
                anchor = slot->anchor;
        } else if (here) {
            order->slots[order->n++] = (struct slot){anchor, i + 1, task, change};
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const struct slot *x = a;
    const struct slot *y = b;

    if (x->anchor != y->anchor)
        return x->anchor < y->anchor ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* --- Positions ------------------------------------------------------------------------------- */

static void set_position(struct order *order, const struct slot *slot, int64_t position)
{
    struct duban_change *change = change_at(order->planner, slot->change);
    char before[24];
    char after[24];

    snprintf(after, sizeof after, "%lld", (long long)position);
    for (size_t i = 0; change && i < change->n; i++)
        if (change->edits[i].field == DUBAN_FIELD_TASK_POSITION) {
            change->edits[i].after = duban_change_keep(change, after);
            return;
        }
    if (!change)
        change = duban_batch_add(order->planner->batch, DUBAN_OBJECT_TASK, slot->task->id,
                                 slot->task->version);
    if (slot->task)
        snprintf(before, sizeof before, "%lld", (long long)slot->task->position);
    duban_change_edit(change, DUBAN_FIELD_TASK_POSITION, NULL, slot->task ? before : NULL, after,
                      false);
}

/* Gives ascending positions; a task of the board keeps its own where that still ascends. */
static void set_positions(struct order *order)
{
    int64_t last = 0;

    for (size_t i = 0; i < order->n; i++) {
        const struct slot *slot = &order->slots[i];
        bool own = slot->row == 0;
        int64_t position = own && slot->task->position > last ? slot->task->position : last + 1;

        if (own && leaves(change_at(order->planner, slot->change)))
            continue;
        if (!own || position != slot->task->position)
            set_position(order, slot, position);
        last = position;
    }
}

void plan_order(struct planner *planner)
{
    const struct duban_import *import = planner->import;

    for (size_t i = 0; i < import->n_phases; i++) {
        struct order order = {.planner = planner, .phase = i, .id = import->phases[i].id};

        if (order.id <= 0 || !in_the_middle(planner, i))
            continue;
        take_board(&order);
        take_rows(&order);
        qsort(order.slots, order.n, sizeof *order.slots, by_place);
        set_positions(&order);
        free(order.slots);
    }
}
