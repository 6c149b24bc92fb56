/* What an export writes: the tasks that a query chose, under the columns that they need. */
#ifndef SCHEDULE_CHOSEN_H
#define SCHEDULE_CHOSEN_H

#include "duban/export.h"
#include "duban/standing.h"
#include "schedule/columns.h"

struct chosen_column {
    enum { CHOSEN_KNOWN, CHOSEN_EXTRA, CHOSEN_LIGHT } kind;
    enum column column; /* of a known one */
    char *name;         /* what its header says */
};

struct chosen {
    const struct duban_campaign *campaign;
    const struct duban_export_options *options;
    bool print;
    struct duban_task **tasks; /* in plan order; borrowed */
    size_t n_tasks;
    struct chosen_column *columns;
    size_t n_columns, cap_columns;
};

/* Chooses. The form of `options` decides about the columns: the data form has whatever an import
 * needs to come back, and the ids last; the print form a column for the light. */
void chosen_init(struct chosen *chosen, const struct duban_campaign *campaign,
                 const struct duban_export_options *options);
void chosen_release(struct chosen *chosen);

/* Appends the text of one cell, as it is kept or as people are to read it. */
void chosen_cell(struct duban_buf *out, const struct chosen *chosen, size_t row, size_t column);

/* How many rows, from `row` on, are of one phase: those that a print groups. 0 inside a group. */
size_t chosen_group(const struct chosen *chosen, size_t row);

/* The light of a row's task. */
enum duban_light chosen_light(const struct chosen *chosen, size_t row);

#endif
