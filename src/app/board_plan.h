/* What the files of the board share: a board being made. */
#ifndef APP_BOARD_PLAN_H
#define APP_BOARD_PLAN_H

#include "duban/board.h"

/* A card that stands in a column. Both are indices: of plan.columns, of campaign->tasks. */
struct board_place {
    size_t column, task;
};

struct board_plan {
    const struct duban_campaign *campaign;
    int today;
    const struct duban_standing *standings; /* of each task, in the order of campaign->tasks */
    struct duban_board_column *columns;
    size_t n_columns, cap_columns;
    struct board_place *places; /* those of one column in plan order */
    size_t n_places, cap_places;
};

/* A grouping: it makes the columns, in their order, and puts every task into its own. */
struct board_grouping {
    void (*place)(struct board_plan *plan);
    bool folds;       /* closed cards are folded */
    bool sparse;      /* a column is there because a card stands in it: without one, it is not */
    const char *noun; /* look them up with _() */
    const char *label;
};

const struct board_grouping *board_grouping(enum duban_grouping grouping);

/* A new column at the end, with an id that no other grouping has; `value` is not negative and under
 * 2^56. The name is copied. The pointer is good until the next call. */
struct duban_board_column *board_plan_column(struct board_plan *plan, enum duban_grouping grouping,
                                             int64_t value, const char *name, size_t len);

/* Puts a task into the last column, or into any. */
void board_plan_put(struct board_plan *plan, size_t column, size_t task);

/* The `value` that a column's id was made of. */
int64_t board_column_value(int64_t id);

/* Groupings that have a file of their own. */
void board_place_by_lead(struct board_plan *plan);

/* For each task, in the order of campaign->tasks, the rank of its first lead: a task's index, the
 * lower the earlier the department first appears; SIZE_MAX for a task without lead. Owned. */
size_t *board_lead_ranks(const struct duban_campaign *campaign);

/* Puts indices of tasks, which are in plan order, into another one. */
void board_sort(size_t *tasks, size_t n, enum duban_sorting sorting, const struct board_plan *plan,
                const size_t *lead_ranks);

#endif
