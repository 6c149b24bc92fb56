/* The schedule table, written as delimited text; and the one way to every format. */
#include "duban/export.h"

#include "duban/alloc.h"
#include "duban/json.h"
#include "schedule/chosen.h"
#include "schedule/encode.h"
#include "schedule/paper.h"

#include <string.h>
#include <strings.h>

struct csv {
    struct duban_buf *out;
    struct chosen chosen;
    struct duban_buf row, text;
    struct encoder encoder;
};

/* --- Cells ----------------------------------------------------------------------------------- */

static void put_quoted(struct duban_buf *row, const char *guard, const char *cell)
{
    duban_buf_addc(row, '"');
    duban_buf_adds(row, guard);
    for (const char *p = cell; *p;) {
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

/* What a spreadsheet needs to find before the cell to leave it as it is. */
static const char *guard_of(const struct csv *csv)
{
    if (csv->chosen.print && duban_export_marked(csv->text.data))
        return encoder_knows_signs(&csv->encoder) ? DUBAN_EXPORT_MARK : "'";
    return duban_export_guarded(csv->text.data) ? "'" : "";
}

/* Ends the cell that stands in csv->text: guarded, and quoted where it must be. */
static void end_cell(struct csv *csv, size_t column)
{
    const char *guard = guard_of(csv);

    if (column)
        duban_buf_addc(&csv->row, ',');
    if (strpbrk(csv->text.data, ",\"\r\n")) {
        put_quoted(&csv->row, guard, csv->text.data);
    } else {
        duban_buf_adds(&csv->row, guard);
        duban_buf_add(&csv->row, csv->text.data, csv->text.len);
    }
    duban_buf_clear(&csv->text);
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

    if (csv->chosen.print) {
        paper_title(&csv->text, csv->chosen.campaign);
        end_cell(csv, 0);
        status = end_row(csv, NULL, err);
    }
    for (size_t i = 0; i < csv->chosen.n_columns; i++) {
        duban_buf_adds(&csv->text, csv->chosen.columns[i].name);
        end_cell(csv, i);
    }
    return status ? status : end_row(csv, NULL, err);
}

static enum duban_status put_task(struct csv *csv, size_t row, struct duban_err *err)
{
    const struct chosen *chosen = &csv->chosen;
    const struct duban_task *task = chosen->tasks[row];
    /* In print a phase stands once, above its tasks. */
    bool again = chosen->print && row && chosen->tasks[row - 1]->phase == task->phase;

    for (size_t i = 0; i < chosen->n_columns; i++) {
        if (!again || chosen->columns[i].column != COLUMN_PHASE)
            chosen_cell(&csv->text, chosen, row, i);
        end_cell(csv, i);
    }
    return end_row(csv, task, err);
}

enum duban_status duban_export_csv(struct duban_buf *out, const struct duban_campaign *campaign,
                                   const struct duban_export_options *options,
                                   struct duban_err *err)
{
    struct csv csv = {.out = out,
                      .row = DUBAN_BUF_INIT,
                      .text = DUBAN_BUF_INIT};
    enum duban_status status = encoder_open(&csv.encoder, options->encoding, err);
    size_t before = out->len;

    if (status)
        return status;
    chosen_init(&csv.chosen, campaign, options);
    if (options->bom && !csv.encoder.converts)
        duban_buf_adds(out, "\xef\xbb\xbf");
    status = put_header(&csv, err);
    for (size_t i = 0; i < csv.chosen.n_tasks && !status; i++)
        status = put_task(&csv, i, err);
    if (status)
        duban_buf_truncate(out, before);
    chosen_release(&csv.chosen);
    duban_buf_release(&csv.row);
    duban_buf_release(&csv.text);
    encoder_close(&csv.encoder);
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

enum duban_status duban_export(struct duban_buf *out, const struct duban_campaign *campaign,
                               enum duban_export_format format,
                               const struct duban_export_options *options, struct duban_err *err)
{
    switch (format) {
    case DUBAN_EXPORT_CSV: return duban_export_csv(out, campaign, options, err);
    case DUBAN_EXPORT_HTML: html_write(out, campaign, options); return DUBAN_OK;
    case DUBAN_EXPORT_XLSX: return xlsx_write(out, campaign, options, err);
    case DUBAN_EXPORT_JSON:
        duban_export_json(out, campaign, options->query, options->today);
        return DUBAN_OK;
    }
    duban_die("export: no such format");
}

enum duban_export_format duban_export_format_of(const char *name)
{
    static const struct {
        const char *ending;
        enum duban_export_format format;
    } endings[] = {
        {".xlsx", DUBAN_EXPORT_XLSX}, {".html", DUBAN_EXPORT_HTML}, {".json", DUBAN_EXPORT_JSON}};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i].ending) == 0)
            return endings[i].format;
    return DUBAN_EXPORT_CSV;
}
