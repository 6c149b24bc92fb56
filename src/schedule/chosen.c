/* Which tasks and which columns an export writes. */
#include "schedule/chosen.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Looking at tasks ------------------------------------------------------------------------ */

static bool add_extra(struct chosen *chosen, const char *name, size_t len)
{
    for (size_t i = 0; i < chosen->n_extras; i++)
        if (strncmp(chosen->extras[i], name, len) == 0 && chosen->extras[i][len] == '\0')
            return false;
    chosen->extras =
        duban_more(chosen->extras, chosen->n_extras, &chosen->cap_extras, sizeof *chosen->extras);
    chosen->extras[chosen->n_extras++] = duban_strndup(name, len);
    return true;
}

static void drop_extras(struct chosen *chosen)
{
    for (size_t i = 0; i < chosen->n_extras; i++)
        free(chosen->extras[i]);
    chosen->n_extras = 0;
}

static bool fills(struct duban_buf *space, const struct chosen *chosen,
                  const struct duban_task *task, enum column column)
{
    size_t before = space->len;

    if (column == COLUMN_STATUS && task->status == DUBAN_TODO)
        return false;
    cell_text(space, &chosen->cells, task, column);
    return space->len != before;
}

bool chosen_look(struct chosen *chosen, const struct duban_task *task)
{
    struct duban_buf space = DUBAN_BUF_INIT;
    bool new = false;

    for (size_t k = 0; k < COLUMNS; k++)
        if (!chosen->filled[k] && fills(&space, chosen, task, (enum column)k))
            chosen->filled[k] = new = true;
    for (size_t k = 0; k < task->extras.n; k++) {
        const char *name = task->extras.items[k].name;

        new |= add_extra(chosen, name, strlen(name));
    }
    duban_buf_release(&space);
    return new;
}

bool chosen_fits(const struct chosen *chosen, const struct duban_task *task)
{
    const struct duban_query *query = chosen->options->query;

    return !query || duban_query_fits(query, chosen->cells.campaign, task, chosen->options->today);
}

/* --- Columns --------------------------------------------------------------------------------- */

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

/* An extra column under the name of a known one: an import would take it for that one, unless that
 * one stands before it. A print calls each by one name only. */
static bool named_like(const struct chosen *chosen, enum column column)
{
    for (size_t i = 0; i < chosen->n_extras; i++)
        if (chosen->cells.print ? strcmp(chosen->extras[i], column_info(column)->header) == 0
                                : column_find(chosen->extras[i]) == column)
            return true;
    return false;
}

/* The five columns of a plan are always there, and on paper how it stands. */
static bool is_core(const struct chosen *chosen, enum column column)
{
    return column == COLUMN_SERIAL || column == COLUMN_PHASE || column == COLUMN_TASK ||
           column == COLUMN_DEADLINE || column == COLUMN_LEADS ||
           (chosen->cells.print && (column == COLUMN_STATUS || column == COLUMN_PROGRESS));
}

/* The ids stand last and a light beside its task's status; a start column is kept as an extra one,
 * and why a row was refused is not kept. */
static bool stands_apart(enum column column)
{
    return column == COLUMN_ID || column == COLUMN_LIGHT || column == COLUMN_START ||
           column == COLUMN_REJECTED;
}

static void drop_columns(struct chosen *chosen)
{
    for (size_t i = 0; i < chosen->n_columns; i++)
        free(chosen->columns[i].name);
    chosen->n_columns = 0;
}

void chosen_settle(struct chosen *chosen)
{
    drop_columns(chosen);
    for (enum column i = 0; i < COLUMNS; i++) {
        if (!stands_apart(i) && (chosen->filled[i] || named_like(chosen, i)))
            add_known(chosen, i);
        if (chosen->cells.print && i == COLUMN_STATUS)
            add_column(chosen, (struct chosen_column){CHOSEN_LIGHT, COLUMNS, NULL},
                       column_info(COLUMN_LIGHT)->header);
    }
    for (size_t i = 0; i < chosen->n_extras; i++)
        add_column(chosen, (struct chosen_column){CHOSEN_EXTRA, COLUMNS, NULL}, chosen->extras[i]);
    if (!chosen->cells.print)
        add_known(chosen, COLUMN_ID);
}

/* --- Life cycle ------------------------------------------------------------------------------ */

void chosen_forget(struct chosen *chosen)
{
    size_t len;

    drop_extras(chosen);
    for (size_t i = 0; i < COLUMNS; i++)
        chosen->filled[i] = is_core(chosen, (enum column)i) || stands_apart((enum column)i);
    for (const char *p = chosen->cells.campaign->columns, *s; (s = duban_text_item(&p, &len));)
        add_extra(chosen, s, len);
}

void chosen_init(struct chosen *chosen, const struct duban_campaign *campaign,
                 const struct duban_export_options *options)
{
    *chosen = (struct chosen){.cells = {campaign, options->form == DUBAN_EXPORT_PRINT,
                                        duban_deadline_reader_new()},
                              .options = options};
    chosen_forget(chosen);
}

void chosen_all(struct chosen *chosen, const struct duban_campaign *campaign,
                const struct duban_export_options *options)
{
    chosen_init(chosen, campaign, options);
    chosen->tasks = duban_alloc(campaign->n_tasks * sizeof *chosen->tasks);
    for (size_t i = 0; i < campaign->n_tasks; i++)
        if (chosen_fits(chosen, campaign->tasks[i])) {
            chosen_look(chosen, campaign->tasks[i]);
            chosen->tasks[chosen->n_tasks++] = campaign->tasks[i];
        }
    chosen_settle(chosen);
}

void chosen_release(struct chosen *chosen)
{
    drop_columns(chosen);
    free(chosen->columns);
    drop_extras(chosen);
    free(chosen->extras);
    free(chosen->tasks);
    duban_deadline_reader_free(chosen->cells.reader);
}

/* --- Cells ----------------------------------------------------------------------------------- */

void chosen_cell(struct duban_buf *out, const struct chosen *chosen, const struct duban_task *task,
                 size_t at)
{
    const struct chosen_column *column = &chosen->columns[at];
    const char *extra;

    switch (column->kind) {
    case CHOSEN_KNOWN: cell_text(out, &chosen->cells, task, column->column); break;
    case CHOSEN_EXTRA:
        extra = duban_task_extra(task, column->name);
        duban_buf_adds(out, extra ? extra : "");
        break;
    case CHOSEN_LIGHT: cell_light(out, &chosen->cells, task, chosen->options->today); break;
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
    return duban_standing_of(chosen->cells.campaign, chosen->tasks[row], chosen->options->today)
        .light;
}
