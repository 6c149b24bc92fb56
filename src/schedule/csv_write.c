/* The schedule table, written as delimited text. */
#include "schedule/csv_write.h"

#include "schedule/chosen.h"
#include "schedule/encode.h"
#include "schedule/paper.h"

#include <string.h>

struct csv {
    struct duban_buf *out;
    struct chosen chosen;
    struct duban_buf row, text;
    struct encoder encoder;
    int64_t phase; /* of the row above; 0: none */
};

/* --- Cells ----------------------------------------------------------------------------------- */

/* What a spreadsheet needs to find before the cell to leave it as it is. */
static const char *guard_of(const struct csv *csv, const char *cell)
{
    if (csv->chosen.cells.print && duban_export_marked(cell))
        return encoder_knows_signs(&csv->encoder) ? DUBAN_EXPORT_MARK : "'";
    return duban_export_guarded(cell) ? "'" : "";
}

/* Every quote twice. */
static void put_doubled(struct duban_buf *row, const char *cell)
{
    for (const char *quote; (quote = strchr(cell, '"')); cell = quote + 1) {
        duban_buf_add(row, cell, (size_t)(quote - cell));
        duban_buf_adds(row, "\"\"");
    }
    duban_buf_adds(row, cell);
}

/* Ends the cell that stands at the end of the row, from `from` on: most are as they must be. */
static void end_cell(struct csv *csv, size_t from)
{
    const char *cell = csv->row.data + from;
    const char *guard = guard_of(csv, cell);
    bool quoted = strpbrk(cell, ",\"\r\n") != NULL;

    if (!*guard && !quoted)
        return;
    duban_buf_clear(&csv->text);
    duban_buf_adds(&csv->text, cell);
    duban_buf_truncate(&csv->row, from);
    duban_buf_adds(&csv->row, quoted ? "\"" : "");
    duban_buf_adds(&csv->row, guard);
    put_doubled(&csv->row, csv->text.data);
    duban_buf_adds(&csv->row, quoted ? "\"" : "");
}

/* Begins a cell behind what is there of the row, and tells where. */
static size_t begin_cell(struct csv *csv, size_t column)
{
    if (column)
        duban_buf_addc(&csv->row, ',');
    return csv->row.len;
}

/* Ends the row and hands it over. `task` is the one it is of, NULL for what stands above. */
static enum duban_status end_row(struct csv *csv, const struct duban_task *task,
                                 struct duban_err *err)
{
    enum duban_status status;

    duban_buf_adds(&csv->row, "\r\n");
    status = encoder_add(csv->out, &csv->encoder, &csv->row, task ? task->id : 0, err);
    duban_buf_clear(&csv->row);
    return status;
}

/* --- Rows ------------------------------------------------------------------------------------ */

static enum duban_status put_header(struct csv *csv, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;

    if (csv->chosen.cells.print) {
        paper_title(&csv->row, csv->chosen.cells.campaign);
        end_cell(csv, 0);
        status = end_row(csv, NULL, err);
    }
    for (size_t i = 0; i < csv->chosen.n_columns; i++) {
        size_t from = begin_cell(csv, i);

        duban_buf_adds(&csv->row, csv->chosen.columns[i].name);
        end_cell(csv, from);
    }
    return status ? status : end_row(csv, NULL, err);
}

static enum duban_status put_task(struct csv *csv, const struct duban_task *task,
                                  struct duban_err *err)
{
    const struct chosen *chosen = &csv->chosen;
    /* In print a phase stands once, above its tasks. */
    bool again = chosen->cells.print && csv->phase == task->phase;

    for (size_t i = 0; i < chosen->n_columns; i++) {
        size_t from = begin_cell(csv, i);

        if (!again || chosen->columns[i].column != COLUMN_PHASE)
            chosen_cell(&csv->row, chosen, task, i);
        end_cell(csv, from);
    }
    csv->phase = task->phase;
    return end_row(csv, task, err);
}

/* --- The table ------------------------------------------------------------------------------- */

/* Walks through the tasks and writes their rows, as long as none of them needs a column that the
 * header has not got; from then on it only looks. True in *whole when the table is; the next time
 * it will be, or the time after that, when the walk breaks off. */
static enum duban_status put_table(bool *whole, struct csv *csv, const struct duban_walk *walk,
                                   struct duban_err *err)
{
    const struct duban_task *task = NULL;
    enum duban_status status = duban_walk_begin(walk, err);

    *whole = true;
    csv->phase = 0;
    if (!status)
        status = put_header(csv, err);
    while (!status && !(status = duban_walk_next(&task, walk, err)) && task) {
        if (!chosen_fits(&csv->chosen, task))
            continue;
        if (chosen_look(&csv->chosen, task))
            *whole = false;
        if (*whole)
            status = put_task(csv, task, err);
    }
    *whole = *whole && !duban_walk_broken_off(walk);
    return status;
}

/* The first tasks tell nearly always which columns a table has. Columns stand in the order in which
 * the plan first fills them, so what was seen in another one does not count. */
static enum duban_status look_ahead(struct csv *csv, const struct duban_walk *walk,
                                    struct duban_err *err)
{
    enum { FIRST = 100 };
    const struct duban_task *task = NULL;
    enum duban_status status;

    do {
        chosen_forget(&csv->chosen);
        status = duban_walk_begin(walk, err);
        for (int i = 0; !status && i < FIRST; i++) {
            status = duban_walk_next(&task, walk, err);
            if (status || !task)
                break;
            if (chosen_fits(&csv->chosen, task))
                chosen_look(&csv->chosen, task);
        }
    } while (!status && duban_walk_broken_off(walk));
    return status;
}

enum duban_status csv_write(struct duban_buf *out, const struct duban_campaign *campaign,
                            const struct duban_walk *walk,
                            const struct duban_export_options *options, struct duban_err *err)
{
    struct csv csv = {.out = out, .row = DUBAN_BUF_INIT, .text = DUBAN_BUF_INIT};
    enum duban_status status = encoder_open(&csv.encoder, options->encoding, err);
    size_t before = out->len;

    if (status)
        return status;
    chosen_init(&csv.chosen, campaign, options);
    status = look_ahead(&csv, walk, err);
    for (bool whole = false; !whole && !status;) {
        duban_buf_truncate(out, before);
        chosen_settle(&csv.chosen);
        if (options->bom && !csv.encoder.converts)
            duban_buf_adds(out, "\xef\xbb\xbf");
        status = put_table(&whole, &csv, walk, err);
        if (!status && duban_walk_broken_off(walk))
            status = look_ahead(&csv, walk, err);
    }
    if (status)
        duban_buf_truncate(out, before);
    chosen_release(&csv.chosen);
    duban_buf_release(&csv.row);
    duban_buf_release(&csv.text);
    encoder_close(&csv.encoder);
    return status;
}
