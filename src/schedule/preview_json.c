/* What an import would do, for scripts: one JSON object a line, first the summary, then each row.
 */
#include "duban/json.h"
#include "schedule/preview_parts.h"

#include <string.h>

static const char *fate_name(enum duban_row_fate fate)
{
    switch (fate) {
    case DUBAN_ROW_NEW: return "new";
    case DUBAN_ROW_CHANGED: return "changed";
    case DUBAN_ROW_SAME: return "same";
    case DUBAN_ROW_REFUSED: return "refused";
    case DUBAN_ROW_MISSING: return "missing";
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

static void add_flag(struct duban_buf *out, const char *key, bool value)
{
    add_key(out, key);
    duban_buf_adds(out, value ? "true" : "false");
}

static const char *column_word(const struct duban_preview_column *column)
{
    if (!column->usual)
        return "extra";
    if (column->id)
        return "id";
    return column->field == DUBAN_FIELDS ? NULL : duban_field_info(column->field)->key;
}

static void add_columns(struct duban_buf *out, const struct duban_preview *preview)
{
    add_key(out, "columns");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < preview->n_columns; i++) {
        duban_buf_adds(out, i ? ",{" : "{");
        add_string(out, "header", preview->columns[i].header);
        add_string(out, "field", column_word(&preview->columns[i]));
        add_cell(out, "sample", preview->columns[i].sample);
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_phases(struct duban_buf *out, const struct duban_preview *preview)
{
    add_key(out, "phases");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < preview->n_phases; i++) {
        const struct duban_import_phase *phase = &preview->phases[i];

        duban_buf_adds(out, i ? ",{" : "{");
        add_string(out, "name", phase->name);
        add_string(out, "window", phase->window);
        add_key(out, "start");
        duban_json_date(out, phase->start);
        add_key(out, "end");
        duban_json_date(out, phase->end);
        add_number(out, "rows", (long long)phase->rows);
        add_flag(out, "known", phase->id > 0);
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_departments(struct duban_buf *out, const struct duban_preview *preview)
{
    add_key(out, "departments");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < preview->n_departments; i++) {
        duban_buf_adds(out, i ? ",{" : "{");
        add_string(out, "name", preview->departments[i].name);
        add_number(out, "rows", (long long)preview->departments[i].rows);
        add_flag(out, "known", preview->departments[i].known);
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_counts(struct duban_buf *out, const struct duban_preview *preview)
{
    for (unsigned i = 0; i <= DUBAN_ROW_REFUSED; i++)
        add_number(out, fate_name((enum duban_row_fate)i), (long long)preview->counts[i]);
    add_key(out, "missing");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < preview->counts[DUBAN_ROW_MISSING]; i++)
        duban_buf_addf(out, "%s%lld", i ? "," : "", (long long)preview->missing[i]);
    duban_buf_addc(out, ']');
    add_number(out, "doubtful", (long long)preview->doubtful);
}

/* What there is to say of the file; what is said of a row stands with it. */
static void add_findings(struct duban_buf *out, const struct duban_preview *preview)
{
    const struct duban_import *import = preview->import;

    add_key(out, "findings");
    duban_buf_addc(out, '[');
    for (size_t i = 0; i < import->n_findings; i++) {
        duban_buf_adds(out, i ? "," : "");
        add_finding(out, &import->findings[i]);
    }
    duban_buf_addc(out, ']');
}

static const char *year_word(enum duban_year_from from)
{
    switch (from) {
    case DUBAN_YEAR_NOWHERE: return NULL;
    case DUBAN_YEAR_OPTION: return "option";
    case DUBAN_YEAR_TITLE: return "title";
    case DUBAN_YEAR_BOARD: return "board";
    }
    return NULL;
}

static const char *mode_word(enum duban_import_mode mode)
{
    switch (mode) {
    case DUBAN_IMPORT_UPDATE: return "update";
    case DUBAN_IMPORT_APPEND: return "append";
    case DUBAN_IMPORT_REPLACE: return "replace";
    }
    return NULL;
}

static const char *zeros_word(enum duban_import_zeros zeros)
{
    switch (zeros) {
    case DUBAN_ZEROS_ASK: return "ask";
    case DUBAN_ZEROS_RESTORE: return "restore";
    case DUBAN_ZEROS_KEEP: return "keep";
    }
    return NULL;
}

static void add_summary(struct duban_buf *out, const struct duban_preview *preview)
{
    char delimiter[2] = {preview->delimiter, '\0'};

    duban_buf_addc(out, '{');
    add_string(out, "file", preview->file);
    add_string(out, "encoding", preview->encoding);
    add_flag(out, "bom", preview->bom);
    add_flag(out, "guessed", preview->guessed && !preview->chose_encoding);
    add_string(out, "delimiter", delimiter);
    add_key(out, "header_line");
    if (preview->header_line)
        duban_buf_addf(out, "%lu", preview->header_line);
    else
        duban_buf_adds(out, "null");
    add_number(out, "year", preview->year);
    add_string(out, "year_from", year_word(preview->year_from));
    add_string(out, "title", preview->title);
    add_string(out, "mode", mode_word(preview->mode));
    add_string(out, "zeros", zeros_word(preview->zeros));
    add_number(out, "zeros_maybe", (long long)preview->zeros_maybe);
    add_flag(out, "times_in_text", preview->times_in_text);
    add_number(out, "times", (long long)preview->times);
    add_columns(out, preview);
    add_phases(out, preview);
    add_departments(out, preview);
    add_counts(out, preview);
    add_findings(out, preview);
    duban_buf_adds(out, "}\n");
}

/* --- Rows ------------------------------------------------------------------------------------ */

static void add_changes(struct duban_buf *out, const struct duban_preview *preview,
                        const struct duban_import_row *row)
{
    const struct duban_edit *edit;

    add_key(out, "changes");
    duban_buf_addc(out, '[');
    for (size_t n = 0; (edit = duban_preview_edit(preview, row, n)); n++) {
        duban_buf_adds(out, n ? ",{" : "{");
        add_string(out, "field", duban_field_info(edit->field)->key);
        add_string(out, "column", edit->extra);
        add_string(out, "before", duban_preview_value(preview, edit, edit->before));
        add_string(out, "after", duban_preview_value(preview, edit, edit->after));
        duban_buf_addc(out, '}');
    }
    duban_buf_addc(out, ']');
}

static void add_reasons(struct duban_buf *out, const struct duban_preview *preview,
                        const struct duban_import_row *row)
{
    const struct duban_finding *finding;

    add_key(out, "reasons");
    duban_buf_addc(out, '[');
    for (size_t n = 0; (finding = duban_preview_finding(preview, row->line, n)); n++) {
        duban_buf_adds(out, n ? "," : "");
        add_finding(out, finding);
    }
    duban_buf_addc(out, ']');
}

static void add_day(struct duban_buf *out, const char *key, int day)
{
    add_key(out, key);
    duban_json_date(out, day);
}

static void add_reading(struct duban_buf *out, const struct duban_preview *preview,
                        const struct duban_import_row *row)
{
    struct duban_deadline when;
    size_t n = 0;

    duban_preview_deadline(&when, preview, row);
    add_string(out, "kind", duban_deadline_kind_name(when.kind));
    add_day(out, "start", when.start);
    add_day(out, "due", when.due);
    add_day(out, "warn", when.warn);
    add_key(out, "flags");
    duban_buf_addc(out, '[');
    for (unsigned i = 0; i < DUBAN_DEADLINE_FLAGS; i++)
        if (when.flags & 1u << i)
            duban_buf_addf(out, "%s\"%s\"", n++ ? "," : "", duban_deadline_flag_name(i));
    duban_buf_addc(out, ']');
}

static void add_names(struct duban_buf *out, const char *key, const char *list)
{
    add_key(out, key);
    duban_json_list(out, list);
}

static void add_row(struct duban_buf *out, const struct duban_preview *preview,
                    const struct duban_preview_item *item)
{
    const struct duban_import_row *row = duban_preview_row(preview, item);

    duban_buf_addc(out, '{');
    add_number(out, "line", (long long)row->line);
    add_string(out, "fate", fate_name(item->fate));
    add_key(out, "task");
    if (row->task > 0)
        duban_buf_addf(out, "%lld", (long long)row->task);
    else
        duban_buf_adds(out, "null");
    add_flag(out, "doubtful", item->doubtful);
    add_cell(out, "serial", duban_preview_field(preview, row, DUBAN_FIELD_TASK_SERIAL));
    add_cell(out, "phase", duban_preview_phase(preview, row));
    add_cell(out, "text", duban_preview_field(preview, row, DUBAN_FIELD_TASK_TEXT));
    add_cell(out, "deadline", duban_preview_field(preview, row, DUBAN_FIELD_TASK_DEADLINE));
    add_reading(out, preview, row);
    add_names(out, "leads", duban_preview_names(preview, row, DUBAN_FIELD_TASK_LEADS));
    add_names(out, "supports", duban_preview_names(preview, row, DUBAN_FIELD_TASK_SUPPORTS));
    add_key(out, "resembles");
    if (row->resembles)
        duban_buf_addf(out, "%lld,\"likeness\":%u", (long long)row->resembles, row->likeness);
    else
        duban_buf_adds(out, "null,\"likeness\":null");
    add_key(out, "in_bin");
    if (row->in_bin)
        duban_buf_addf(out, "%lld", (long long)row->in_bin);
    else
        duban_buf_adds(out, "null");
    add_changes(out, preview, row);
    add_reasons(out, preview, row);
    duban_buf_adds(out, "}\n");
}

void duban_preview_json(struct duban_buf *out, const struct duban_preview *preview)
{
    add_summary(out, preview);
    for (size_t i = 0; i < preview->n_items; i++)
        if (preview->items[i].fate != DUBAN_ROW_MISSING)
            add_row(out, preview, &preview->items[i]);
}
