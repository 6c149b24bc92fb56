/* Which tasks and which columns an export writes. */
#include "schedule/chosen.h"

#include "duban/alloc.h"
#include "duban/text.h"
#include "schedule/cells.h"

#include <stdlib.h>
#include <string.h>

static void choose_tasks(struct chosen *chosen)
{
    const struct duban_campaign *campaign = chosen->campaign;
    const struct duban_query *query = chosen->options->query;

    chosen->tasks = duban_alloc(campaign->n_tasks * sizeof(struct duban_task *));
    for (size_t i = 0; i < campaign->n_tasks; i++)
        if (!query || duban_query_fits(query, campaign, campaign->tasks[i], chosen->options->today))
            chosen->tasks[chosen->n_tasks++] = campaign->tasks[i];
}

static void add_column(struct chosen *chosen, struct chosen_column column, const char *name)
{
    chosen->columns = duban_more(chosen->columns, chosen->n_columns, &chosen->cap_columns,
                                 sizeof *chosen->columns);
    column.name = duban_strdup(name);
    chosen->columns[chosen->n_columns++] = column;
}

static void add_known(struct chosen *chosen, enum column column)
{
    add_column(chosen, (struct chosen_column){CHOSEN_KNOWN, column, NULL},
               column_info(column)->header);
}

/* --- Extra columns --------------------------------------------------------------------------- */

static bool has_extra(const struct chosen *chosen, const char *name)
{
    for (size_t i = 0; i < chosen->n_columns; i++)
        if (chosen->columns[i].kind == CHOSEN_EXTRA && strcmp(chosen->columns[i].name, name) == 0)
            return true;
    return false;
}

static void add_extra(struct chosen *chosen, const char *name)
{
    if (!has_extra(chosen, name))
        add_column(chosen, (struct chosen_column){CHOSEN_EXTRA, COLUMNS, NULL}, name);
}

/* Those of the campaign in their order, then any that only tasks know. */
static void add_extras(struct chosen *chosen)
{
    size_t len;

    for (const char *p = chosen->campaign->columns, *s; (s = duban_text_item(&p, &len));) {
        char *name = duban_strndup(s, len);

        add_extra(chosen, name);
        free(name);
    }
    for (size_t i = 0; i < chosen->n_tasks; i++)
        for (size_t k = 0; k < chosen->tasks[i]->extras.n; k++)
            add_extra(chosen, chosen->tasks[i]->extras.items[k].name);
}

/* An extra column under the name of a known one: an import would take it for that one, unless that
 * one stands before it. A print calls each by one name only. */
static bool named_like(const struct chosen *chosen, enum column column)
{
    for (size_t i = 0; i < chosen->n_columns; i++)
        if (chosen->columns[i].kind == CHOSEN_EXTRA &&
            (chosen->print ? strcmp(chosen->columns[i].name, column_info(column)->header) == 0
                           : column_find(chosen->columns[i].name) == column))
            return true;
    return false;
}

/* --- Known columns --------------------------------------------------------------------------- */

static bool fills(struct duban_buf *space, const struct chosen *chosen,
                  const struct duban_task *task, enum column column)
{
    if (column == COLUMN_STATUS && task->status == DUBAN_TODO)
        return false;
    duban_buf_clear(space);
    cell_text(space, chosen->campaign, task, column, chosen->print);
    return space->len != 0;
}

/* Which columns do the tasks fill? All in one walk: a large plan is much to walk through. */
static void find_filled(bool filled[COLUMNS], const struct chosen *chosen)
{
    struct duban_buf space = DUBAN_BUF_INIT;

    for (size_t i = 0; i < chosen->n_tasks; i++)
        for (size_t k = 0; k < COLUMNS; k++)
            filled[k] = filled[k] || fills(&space, chosen, chosen->tasks[i], (enum column)k);
    duban_buf_release(&space);
}

/* The five columns of a plan are always there, and on paper how it stands. */
static bool is_core(const struct chosen *chosen, enum column column)
{
    return column == COLUMN_SERIAL || column == COLUMN_PHASE || column == COLUMN_TASK ||
           column == COLUMN_DEADLINE || column == COLUMN_LEADS ||
           (chosen->print && (column == COLUMN_STATUS || column == COLUMN_PROGRESS));
}

static bool wanted(const struct chosen *chosen, enum column column, bool filled)
{
    if (column == COLUMN_ID || column == COLUMN_START || column == COLUMN_REJECTED ||
        column == COLUMN_LIGHT)
        return false;
    return is_core(chosen, column) || filled || named_like(chosen, column);
}

static void choose_columns(struct chosen *chosen)
{
    bool filled[COLUMNS] = {false}, want[COLUMNS];
    struct chosen_column *extras;
    size_t n_extras;

    add_extras(chosen);
    find_filled(filled, chosen);
    for (size_t i = 0; i < COLUMNS; i++)
        want[i] = wanted(chosen, (enum column)i, filled[i]);
    extras = chosen->columns;
    n_extras = chosen->n_columns;
    chosen->columns = NULL;
    chosen->n_columns = chosen->cap_columns = 0;
    for (size_t i = 0; i < COLUMNS; i++) {
        if (want[i])
            add_known(chosen, (enum column)i);
        if (chosen->print && i == COLUMN_STATUS)
            add_column(chosen, (struct chosen_column){CHOSEN_LIGHT, COLUMNS, NULL},
                       column_info(COLUMN_LIGHT)->header);
    }
    for (size_t i = 0; i < n_extras; i++) {
        add_column(chosen, extras[i], extras[i].name);
        free(extras[i].name);
    }
    free(extras);
    if (!chosen->print)
        add_known(chosen, COLUMN_ID);
}

void chosen_init(struct chosen *chosen, const struct duban_campaign *campaign,
                 const struct duban_export_options *options)
{
    *chosen = (struct chosen){.campaign = campaign,
                              .options = options,
                              .print = options->form == DUBAN_EXPORT_PRINT};
    choose_tasks(chosen);
    choose_columns(chosen);
}

void chosen_release(struct chosen *chosen)
{
    for (size_t i = 0; i < chosen->n_columns; i++)
        free(chosen->columns[i].name);
    free(chosen->columns);
    free(chosen->tasks);
}

/* --- Cells ----------------------------------------------------------------------------------- */

void chosen_cell(struct duban_buf *out, const struct chosen *chosen, size_t row, size_t at)
{
    const struct chosen_column *column = &chosen->columns[at];
    const struct duban_task *task = chosen->tasks[row];
    const char *extra;

    switch (column->kind) {
    case CHOSEN_KNOWN: cell_text(out, chosen->campaign, task, column->column, chosen->print); break;
    case CHOSEN_EXTRA:
        extra = duban_task_extra(task, column->name);
        duban_buf_adds(out, extra ? extra : "");
        break;
    case CHOSEN_LIGHT: cell_light(out, chosen->campaign, task, chosen->options->today); break;
    }
}

size_t chosen_group(const struct chosen *chosen, size_t row)
{
    int64_t phase = chosen->tasks[row]->phase;
    size_t end = row;

    if (row && chosen->tasks[row - 1]->phase == phase)
        return 0;
    while (end < chosen->n_tasks && chosen->tasks[end]->phase == phase)
        end++;
    return end - row;
}

enum duban_light chosen_light(const struct chosen *chosen, size_t row)
{
    return duban_standing_of(chosen->campaign, chosen->tasks[row], chosen->options->today).light;
}
