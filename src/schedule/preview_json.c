/* What an import would do, for scripts: one JSON object a line, first the summary, then each row.
 */
#include "duban/json.h"
#include "schedule/preview.h"

#include <string.h>

static const char *fate_name(enum duban_row_fate fate)
{
    switch (fate) {
    case DUBAN_ROW_NEW: return "new";
    case DUBAN_ROW_CHANGED: return "changed";
    case DUBAN_ROW_SAME: return "same";
    case DUBAN_ROW_REFUSED: return "refused";
    }
    return "";
}

static const char *weight_name(const struct duban_finding *finding)
{
    switch (finding->weight) {
    case DUBAN_FINDING_NOTE: return "note";
    case DUBAN_FINDING_DOUBT: return "doubt";
    case DUBAN_FINDING_REFUSED: return "refused";
    }
    return "";
}

static void add_key(struct duban_buf *out, const char *key)
{
    if (out->data[out->len - 1] != '{')
        duban_buf_addc(out, ',');
    duban_buf_addf(out, "\"%s\":", key);
}

static void add_string(struct duban_buf *out, const char *key, const char *value)
{
    add_key(out, key);
    duban_json_string(out, value);
}

static void add_number(struct duban_buf *out, const char *key, long long value)
{
    add_key(out, key);
    duban_buf_addf(out, "%lld", value);
}

static void add_cell(struct duban_buf *out, const char *key, const char *cell)
{
    add_string(out, key, cell_blank(cell) ? NULL : cell);
}

static void add_finding(struct duban_buf *out, const struct duban_finding *finding)
{
    duban_buf_addc(out, '{');
    add_string(out, "weight", weight_name(finding));
    add_key(out, "line");
    if (finding->line)
        duban_buf_addf(out, "%lu", finding->line);
    else
        duban_buf_adds(out, "null");
    add_string(out, "column", finding->column);
    add_string(out, "text", finding->text);
    duban_buf_addc(out, '}');
}

/* --- The summary ----------------------------------------------------------------------------- */

static void add_columns(struct duban_buf *out, const struct duban_import *import)
{
    size_t n = 0;

    add_key(out, "columns");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < import->header.n; i++) {
        const struct header_column *column = &import->header.columns[i];
        enum duban_field field =
            column->column == COLUMNS ? DUBAN_FIELDS : column_info(column->column)->field;

        if (!column->name)
            continue;
        duban_buf_adds(out, n++ ? ",{" : "{");
        add_string(out, "header", column->name);
        add_string(out, "field",
                   column->column == COLUMNS     ? "extra"
                   : column->column == COLUMN_ID ? "id"
                   : field == DUBAN_FIELDS       ? NULL
                                                 : duban_field_info(field)->key);
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_phases(struct duban_buf *out, const struct duban_import *import)
{
    add_key(out, "phases");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < import->n_phases; i++) {
        const struct duban_import_phase *phase = &import->phases[i];

        duban_buf_adds(out, i ? ",{" : "{");
        add_string(out, "name", phase->name);
        add_string(out, "window", phase->window);
        add_key(out, "start");
        duban_json_date(out, phase->start);
        add_key(out, "end");
        duban_json_date(out, phase->end);
        add_number(out, "rows", (long long)phase->rows);
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_counts(struct duban_buf *out, const struct duban_import *import)
{
    size_t counts[DUBAN_ROW_REFUSED + 1] = {0};

    for (size_t i = 0; i < import->n_rows; i++)
        counts[import->rows[i].fate]++;
    for (unsigned i = 0; i <= DUBAN_ROW_REFUSED; i++)
        add_number(out, fate_name((enum duban_row_fate)i), (long long)counts[i]);
    add_key(out, "missing");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < import->n_missing; i++)
        duban_buf_addf(out, "%s%lld", i ? "," : "", (long long)import->missing[i]);
    duban_buf_addc(out, ']');
}

/* What there is to say of the file; what is said of a row stands with it. */
static void add_findings(const struct preview *preview)
{
    const struct duban_import *import = preview->import;
    struct duban_buf *out = preview->out;

    add_key(out, "findings");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < import->n_findings; i++) {
        duban_buf_adds(out, i ? "," : "");
        add_finding(out, &import->findings[i]);
    }
    duban_buf_addc(out, ']');
}

static void add_summary(const struct preview *preview)
{
    const struct duban_import *import = preview->import;
    struct duban_buf *out = preview->out;
    char delimiter[2] = {import->table.delimiter, '\0'};

    duban_buf_addc(out, '{');
    add_string(out, "file", import->name);
    add_string(out, "encoding", import->encoding);
    add_key(out, "bom");
    duban_buf_adds(out, import->bom ? "true" : "false");
    add_string(out, "delimiter", delimiter);
    add_number(out, "header_line", import->table.rows[import->header.row].line);
    add_number(out, "year", import->year);
    add_string(out, "title", import->title);
    add_columns(out, import);
    add_phases(out, import);
    add_counts(out, import);
    add_findings(preview);
    duban_buf_adds(out, "}\n");
}

/* --- Rows ------------------------------------------------------------------------------------ */

static void add_changes(const struct preview *preview, const struct duban_import_row *row)
{
    struct duban_buf *out = preview->out;
    const struct duban_edit *edit;

    add_key(out, "changes");
    duban_buf_addc(out, '[');
    for (size_t n = 0; (edit = preview_edit(preview, row, n)); n++) {
        duban_buf_adds(out, n ? ",{" : "{");
        add_string(out, "field", duban_field_info(edit->field)->key);
        add_string(out, "column", edit->extra);
        add_string(out, "before", preview_value(preview, edit, edit->before));
        add_string(out, "after", preview_value(preview, edit, edit->after));
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_reasons(const struct preview *preview, const struct duban_import_row *row)
{
    struct duban_buf *out = preview->out;
    const struct duban_finding *finding;

    add_key(out, "reasons");
    duban_buf_addc(out, '[');
    for (size_t n = 0; (finding = preview_finding(preview, row->line, n)); n++) {
        duban_buf_adds(out, n ? "," : "");
        add_finding(out, finding);
    }
    duban_buf_addc(out, ']');
}

static void add_row(const struct preview *preview, const struct duban_import_row *row)
{
    const struct duban_import *import = preview->import;
    struct duban_buf *out = preview->out;

    duban_buf_addc(out, '{');
    add_number(out, "line", (long long)row->line);
    add_string(out, "fate", fate_name(row->fate));
    add_key(out, "task");
    if (row->task > 0)
        duban_buf_addf(out, "%lld", (long long)row->task);
    else
        duban_buf_adds(out, "null");
    add_cell(out, "serial", import_field(import, row->row, COLUMN_SERIAL));
    add_string(out, "phase", import->n_phases ? import->phases[row->phase].name : NULL);
    add_cell(out, "text", import_field(import, row->row, COLUMN_TASK));
    add_cell(out, "deadline", import_field(import, row->row, COLUMN_DEADLINE));
    add_key(out, "resembles");
    if (row->resembles)
        duban_buf_addf(out, "%lld,\"likeness\":%u", (long long)row->resembles, row->likeness);
    else
        duban_buf_adds(out, "null,\"likeness\":null");
    add_changes(preview, row);
    add_reasons(preview, row);
    duban_buf_adds(out, "}\n");
}

void duban_import_json(struct duban_buf *out, const struct duban_import *import,
                       const struct duban_batch *batch, const struct duban_campaign *campaign)
{
    struct preview preview;

    preview_init(&preview, out, import, batch, campaign);
    add_summary(&preview);
    for (size_t i = 0; i < import->n_rows; i++)
        add_row(&preview, &import->rows[i]);
    preview_release(&preview);
}
