/* What the files that make the batch share. */
#ifndef SCHEDULE_PLAN_H
#define SCHEDULE_PLAN_H

#include "duban/date.h"
#include "duban/record.h"
#include "schedule/import.h"

/* More wishes than a row can have beside its extra columns: all known columns, the lost zero,
 * the order of day and month, and
 * the cells that are kept as extra ones. */
enum { PLAN_WISHES = 2 * COLUMNS + 3 };

struct planner {
    struct duban_import *import;
    const struct duban_campaign *campaign;
    struct duban_batch *batch;
    struct duban_task **tasks; /* per row the board's task; NULL: new */
    size_t *changes;           /* per row its change's index in the batch, from 1; 0: none */
    bool *there;               /* per task of the board, in plan order: a row stands for it */
    struct duban_wish *wishes; /* for the row at hand */
    size_t n;
    struct duban_buf phase;      /* its phase, as a wish */
    char start[DUBAN_DATE_SIZE]; /* its first day, as a wish */
    bool kept[COLUMNS];          /* some cell of that column is kept as an extra column */
    struct duban_buf scratch;
    struct duban_buf time; /* that its text names */
};

/* Adds the change of row number `at` to the batch and sets its fate. */
enum duban_status plan_row(struct planner *planner, size_t at, struct duban_err *err);

/* Adds the changes of the phases: new ones, other names and windows, and where new ones stand
 * (plan_phases.c). Before the rows. */
enum duban_status plan_phases(struct planner *planner, struct duban_err *err);

/* Puts new tasks where the file has them, not behind everything (order.c). After all rows. */
void plan_order(struct planner *planner);

#endif
