/* The schedule table, written: columns are chosen by what the tasks hold, rows follow the plan. */
#include "duban/export.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/json.h"
#include "duban/text.h"
#include "schedule/cells.h"
#include "schedule/encode.h"

#include <stdlib.h>
#include <string.h>

/* One column of the table: a known one, or an extra one by its name. */
struct out_column {
    enum column column; /* COLUMNS: extra */
    char *name;
};

struct table_out {
    struct duban_buf *out;
    const struct duban_campaign *campaign;
    const struct duban_export_options *options;
    bool print;
    struct duban_task **tasks; /* the chosen ones; borrowed */
    size_t n_tasks;
    struct out_column *columns;
    size_t n_columns, cap_columns;
    struct duban_buf row, cell, text;
    struct encoder encoder;
};

/* --- Tasks and columns ----------------------------------------------------------------------- */

static void choose_tasks(struct table_out *table)
{
    const struct duban_campaign *campaign = table->campaign;

    table->tasks = duban_alloc(campaign->n_tasks * sizeof(struct duban_task *));
    for (size_t i = 0; i < campaign->n_tasks; i++)
        if (!table->options->query || duban_query_fits(table->options->query, campaign,
                                                       campaign->tasks[i], table->options->today))
            table->tasks[table->n_tasks++] = campaign->tasks[i];
}

static void add_column(struct table_out *table, enum column column, const char *name)
{
    table->columns =
        duban_more(table->columns, table->n_columns, &table->cap_columns, sizeof *table->columns);
    table->columns[table->n_columns++] = (struct out_column){column, duban_strdup(name)};
}

static bool has_extra(const struct table_out *table, const char *name)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (table->columns[i].column == COLUMNS && strcmp(table->columns[i].name, name) == 0)
            return true;
    return false;
}

/* The extra columns: those of the campaign in their order, then any that only tasks know. */
static void add_extras(struct table_out *table)
{
    size_t len;

    for (const char *p = table->campaign->columns, *s; (s = duban_text_item(&p, &len));) {
        char *name = duban_strndup(s, len);

        if (!has_extra(table, name))
            add_column(table, COLUMNS, name);
        free(name);
    }
    for (size_t i = 0; i < table->n_tasks; i++)
        for (size_t k = 0; k < table->tasks[i]->extras.n; k++)
            if (!has_extra(table, table->tasks[i]->extras.items[k].name))
                add_column(table, COLUMNS, table->tasks[i]->extras.items[k].name);
}

/* An extra column under the name of a known one: an import would take it for that one, unless that
 * one stands before it. */
static bool named_like(const struct table_out *table, enum column column)
{
    for (size_t i = 0; i < table->n_columns; i++)
        if (column_find(table->columns[i].name) == column)
            return true;
    return false;
}

static bool filled(struct table_out *table, enum column column)
{
    for (size_t i = 0; i < table->n_tasks; i++) {
        duban_buf_clear(&table->text);
        if (column == COLUMN_STATUS && table->tasks[i]->status == DUBAN_TODO)
            continue;
        cell_text(&table->text, table->campaign, table->tasks[i], column, table->print);
        if (table->text.len)
            return true;
    }
    return false;
}

/* The five columns of a plan are always there. */
static bool is_core(enum column column)
{
    return column == COLUMN_SERIAL || column == COLUMN_PHASE || column == COLUMN_TASK ||
           column == COLUMN_DEADLINE || column == COLUMN_LEADS;
}

static void choose_columns(struct table_out *table)
{
    struct out_column *extras;
    size_t n_extras;
    bool wanted[COLUMNS];

    add_extras(table);
    for (size_t i = 0; i < COLUMNS; i++) {
        enum column column = (enum column)i;

        wanted[i] = is_core(column) || filled(table, column) ||
                    (!table->print && column != COLUMN_START && column != COLUMN_REJECTED &&
                     named_like(table, column));
    }
    extras = table->columns;
    n_extras = table->n_columns;
    table->columns = NULL;
    table->n_columns = table->cap_columns = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        if (wanted[i] && i != COLUMN_ID)
            add_column(table, (enum column)i, column_info((enum column)i)->header);
    for (size_t i = 0; i < n_extras; i++) {
        add_column(table, COLUMNS, extras[i].name);
        free(extras[i].name);
    }
    free(extras);
    if (!table->print)
        add_column(table, COLUMN_ID, column_info(COLUMN_ID)->header);
}

/* --- Rows ------------------------------------------------------------------------------------ */

/* Appends a cell to the row: guarded, and quoted where it must be. */
static void put_cell(struct table_out *table, size_t column, const char *text)
{
    struct duban_buf *row = &table->row;

    duban_buf_clear(&table->cell);
    duban_export_escape(&table->cell, text);
    if (column)
        duban_buf_addc(row, ',');
    if (!strpbrk(table->cell.data, ",\"\r\n")) {
        duban_buf_add(row, table->cell.data, table->cell.len);
        return;
    }
    duban_buf_addc(row, '"');
    for (const char *p = table->cell.data; *p;) {
        size_t len = strcspn(p, "\"");

        duban_buf_add(row, p, len);
        p += len;
        if (*p) {
            duban_buf_adds(row, "\"\"");
            p++;
        }
    }
    duban_buf_addc(row, '"');
}

/* Ends the row and hands it over. `task` is the one it is of, NULL for the header. */
static enum duban_status end_row(struct table_out *table, const struct duban_task *task,
                                 struct duban_err *err)
{
    enum duban_status status;

    duban_buf_adds(&table->row, "\r\n");
    status = encoder_add(table->out, &table->encoder, &table->row, task ? task->id : 0, err);
    duban_buf_clear(&table->row);
    return status;
}

static enum duban_status put_header(struct table_out *table, struct duban_err *err)
{
    for (size_t i = 0; i < table->n_columns; i++)
        put_cell(table, i, table->columns[i].name);
    return end_row(table, NULL, err);
}

static enum duban_status put_task(struct table_out *table, size_t at, struct duban_err *err)
{
    const struct duban_task *task = table->tasks[at];
    /* In print a phase stands once, above its tasks. */
    bool again = table->print && at && table->tasks[at - 1]->phase == task->phase;

    for (size_t i = 0; i < table->n_columns; i++) {
        const struct out_column *column = &table->columns[i];
        const char *extra;

        if (column->column == COLUMNS) {
            extra = duban_task_extra(task, column->name);
            put_cell(table, i, extra ? extra : "");
            continue;
        }
        duban_buf_clear(&table->text);
        if (column->column != COLUMN_PHASE || !again)
            cell_text(&table->text, table->campaign, task, column->column, table->print);
        put_cell(table, i, table->text.data);
    }
    return end_row(table, task, err);
}

static void release(struct table_out *table)
{
    for (size_t i = 0; i < table->n_columns; i++)
        free(table->columns[i].name);
    free(table->columns);
    free(table->tasks);
    duban_buf_release(&table->row);
    duban_buf_release(&table->cell);
    duban_buf_release(&table->text);
    encoder_close(&table->encoder);
}

enum duban_status duban_export_csv(struct duban_buf *out, const struct duban_campaign *campaign,
                                   const struct duban_export_options *options,
                                   struct duban_err *err)
{
    struct table_out table = {.out = out,
                              .campaign = campaign,
                              .options = options,
                              .print = options->form == DUBAN_EXPORT_PRINT,
                              .row = DUBAN_BUF_INIT,
                              .cell = DUBAN_BUF_INIT,
                              .text = DUBAN_BUF_INIT};
    enum duban_status status = encoder_open(&table.encoder, options->encoding, err);
    size_t before = out->len;

    if (status)
        return status;
    choose_tasks(&table);
    choose_columns(&table);
    if (options->bom && !table.encoder.converts)
        duban_buf_adds(out, "\xef\xbb\xbf");
    status = put_header(&table, err);
    for (size_t i = 0; i < table.n_tasks && !status; i++)
        status = put_task(&table, i, err);
    if (status)
        duban_buf_truncate(out, before);
    release(&table);
    return status;
}

void duban_export_json(struct duban_buf *out, const struct duban_campaign *campaign,
                       const struct duban_query *query, int today)
{
    for (size_t i = 0; i < campaign->n_tasks; i++) {
        if (query && !duban_query_fits(query, campaign, campaign->tasks[i], today))
            continue;
        duban_json_task(out, campaign, campaign->tasks[i], today);
        duban_buf_addc(out, '\n');
    }
}
