/* What an export writes: the tasks that a query chose, under the columns that they need. */
#ifndef SCHEDULE_CHOSEN_H
#define SCHEDULE_CHOSEN_H

#include "duban/export.h"
#include "duban/standing.h"
#include "schedule/cells.h"

struct chosen_column {
    enum { CHOSEN_KNOWN, CHOSEN_EXTRA, CHOSEN_LIGHT } kind;
    enum column column; /* of a known one */
    char *name;         /* what its header says */
};

struct chosen {
    struct cells cells;
    const struct duban_export_options *options;
    struct chosen_column *columns;
    size_t n_columns, cap_columns;
    bool filled[COLUMNS]; /* by the tasks that were looked at */
    char **extras;        /* names of the extra columns of the campaign, then of these tasks */
    size_t n_extras, cap_extras;
    const struct duban_task **tasks; /* of chosen_all(), in plan order; borrowed */
    size_t n_tasks;
};

/* Chooses nothing yet. The form of `options` decides about the columns: the data form has whatever
 * an import needs to come back, and the ids last; the print form a column for the light. */
void chosen_init(struct chosen *chosen, const struct duban_campaign *campaign,
                 const struct duban_export_options *options);
void chosen_release(struct chosen *chosen);

/* Does the query choose the task? */
bool chosen_fits(const struct chosen *chosen, const struct duban_task *task);

/* Looks at what columns a chosen task needs. True when one is new. */
bool chosen_look(struct chosen *chosen, const struct duban_task *task);

/* Forgets what was looked at: extra columns stand in the order in which they were found. */
void chosen_forget(struct chosen *chosen);

/* Lays out `columns` for all tasks that were looked at. */
void chosen_settle(struct chosen *chosen);

/* All of that, and `tasks`, for those who need to look back and ahead. */
void chosen_all(struct chosen *chosen, const struct duban_campaign *campaign,
                const struct duban_export_options *options);

/* Appends the text of one cell, as it is kept or as people are to read it. */
void chosen_cell(struct duban_buf *out, const struct chosen *chosen, const struct duban_task *task,
                 size_t column);

/* How many rows, from `row` on, are of one phase: those that a print groups. 0 inside a group. */
size_t chosen_group(const struct chosen *chosen, size_t row);

/* The light of a row's task. */
enum duban_light chosen_light(const struct chosen *chosen, size_t row);

#endif
