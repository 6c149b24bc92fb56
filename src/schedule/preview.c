/* What an import would do, as plain data: made once, asked row by row. */
#include "duban/preview.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "schedule/preview_parts.h"

#include <stdlib.h>
#include <string.h>

/* --- The file -------------------------------------------------------------------------------- */

static const char *first_cell(const struct duban_import *import, size_t column)
{
    for (size_t i = 0; i < import->n_rows; i++) {
        const char *cell = import_cell(import, import->rows[i].row, column);

        if (!cell_blank(cell))
            return cell;
    }
    return "";
}

static void add_columns(struct duban_preview *preview)
{
    const struct header *header = &preview->import->header;

    preview->columns = duban_alloc((header->n + 1) * sizeof *preview->columns);
    for (size_t i = 0; i < header->n; i++) {
        const struct header_column *column = &header->columns[i];
        const struct column_info *info =
            column->column == COLUMNS ? NULL : column_info(column->column);

        if (!column->name)
            continue;
        preview->columns[preview->n_columns++] =
            (struct duban_preview_column){.at = i,
                                          .header = column->name,
                                          .usual = info ? info->header : NULL,
                                          .field = info ? info->field : DUBAN_FIELDS,
                                          .id = column->column == COLUMN_ID,
                                          .sample = first_cell(preview->import, i)};
    }
}

static void add_form(struct duban_preview *preview)
{
    const struct duban_import *import = preview->import;

    preview->file = import->name;
    preview->encoding = import->encoding;
    preview->bom = import->bom;
    preview->guessed = import->guessed;
    preview->chose_encoding = import->chose_encoding;
    preview->delimiter = import->table.delimiter;
    preview->header_line = import->header.rows ? import->table.rows[import->header.row].line : 0;
    preview->year = import->year;
    preview->year_from = import->year_from;
    preview->title = import->title;
    preview->mode = import->mode;
    preview->zeros = import->zeros;
    preview->zeros_maybe = import->zeros_maybe;
    preview->zeros_lost = import->zeros_lost;
    preview->zero_sample = import->zero_sample;
    preview->times_in_text = import->times_in_text;
    preview->times = import->times;
    preview->planned = import->planned;
    preview->phases = import->phases;
    preview->n_phases = import->n_phases;
    preview->missing = import->missing;
}

/* --- Findings -------------------------------------------------------------------------------- */

static int by_line(const void *a, const void *b, void *data)
{
    const struct duban_finding *findings = data;
    size_t x = *(const size_t *)a;
    size_t y = *(const size_t *)b;

    if (findings[x].line != findings[y].line)
        return findings[x].line < findings[y].line ? -1 : 1;
    return (x > y) - (x < y);
}

static void sort_findings(struct duban_preview *preview)
{
    const struct duban_import *import = preview->import;

    preview->by_line = duban_alloc((import->n_findings + 1) * sizeof *preview->by_line);
    for (size_t i = 0; i < import->n_findings; i++)
        preview->by_line[i] = i;
    if (import->n_findings)
        qsort_r(preview->by_line, import->n_findings, sizeof *preview->by_line, by_line,
                import->findings);
}

const struct duban_finding *duban_preview_finding(const struct duban_preview *preview,
                                                  unsigned long line, size_t n)
{
    const struct duban_import *import = preview->import;
    size_t low = 0;
    size_t high = import->n_findings;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (import->findings[preview->by_line[middle]].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low + n >= import->n_findings || import->findings[preview->by_line[low + n]].line != line)
        return NULL;
    return &import->findings[preview->by_line[low + n]];
}

/* Findings by line meet rows by line. */
static void find_around(struct duban_preview *preview, bool notes)
{
    const struct duban_import *import = preview->import;

    for (size_t i = 0, row = 0; i < import->n_findings; i++) {
        const struct duban_finding *finding = &import->findings[preview->by_line[i]];

        while (row < import->n_rows && import->rows[row].line < finding->line)
            row++;
        if ((finding->weight == DUBAN_FINDING_NOTE) == notes &&
            (row == import->n_rows || import->rows[row].line != finding->line))
            preview->around[preview->n_around++] = preview->by_line[i];
    }
}

const struct duban_finding *duban_preview_around(const struct duban_preview *preview, size_t n)
{
    return n < preview->n_around ? &preview->import->findings[preview->around[n]] : NULL;
}

/* --- Items ----------------------------------------------------------------------------------- */

/* A zero that may be lost is told once for the column; here each of its rows is to be looked at. */
static bool is_doubtful(const struct duban_preview *preview, const struct duban_import_row *row)
{
    const struct duban_import *import = preview->import;
    const struct duban_finding *finding;

    if (row->fate == DUBAN_ROW_REFUSED)
        return false;
    for (size_t n = 0; (finding = duban_preview_finding(preview, row->line, n)); n++)
        if (finding->weight == DUBAN_FINDING_DOUBT)
            return true;
    return import->zeros == DUBAN_ZEROS_ASK && import->zeros_maybe &&
           import_zero_maybe(import, row->row);
}

static void add_item(struct duban_preview *preview, enum duban_row_fate fate, bool doubtful,
                     size_t at)
{
    preview->items[preview->n_items++] = (struct duban_preview_item){fate, doubtful, at};
    preview->counts[fate]++;
    preview->doubtful += doubtful;
}

static void add_items(struct duban_preview *preview)
{
    const struct duban_import *import = preview->import;

    preview->items = duban_alloc((import->n_rows + import->n_missing + 1) * sizeof *preview->items);
    for (size_t i = 0; i < import->n_rows; i++)
        add_item(preview, import->rows[i].fate, is_doubtful(preview, &import->rows[i]), i);
    for (size_t i = 0; i < import->n_missing; i++)
        add_item(preview, DUBAN_ROW_MISSING, false, i);
}

void duban_preview_init(struct duban_preview *out, const struct duban_import *import,
                        const struct duban_batch *batch, const struct duban_campaign *campaign)
{
    *out = (struct duban_preview){.import = import, .batch = batch, .campaign = campaign};
    add_form(out);
    add_columns(out);
    sort_findings(out);
    out->around = duban_alloc((import->n_findings + 1) * sizeof *out->around);
    find_around(out, false);
    find_around(out, true);
    add_items(out);
    preview_add_departments(out);
}

void duban_preview_release(struct duban_preview *preview)
{
    for (size_t i = 0; i < preview->n_departments; i++)
        free(preview->departments[i].name);
    free(preview->departments);
    free(preview->columns);
    free(preview->items);
    free(preview->by_line);
    free(preview->around);
    *preview = (struct duban_preview){0};
}

/* --- One row --------------------------------------------------------------------------------- */

const struct duban_import_row *duban_preview_row(const struct duban_preview *preview,
                                                 const struct duban_preview_item *item)
{
    return item->fate == DUBAN_ROW_MISSING ? NULL : &preview->import->rows[item->at];
}

const char *duban_preview_cell(const struct duban_preview *preview,
                               const struct duban_import_row *row, size_t column)
{
    return import_cell(preview->import, row->row, column);
}

const char *duban_preview_field(const struct duban_preview *preview,
                                const struct duban_import_row *row, enum duban_field field)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (column_info((enum column)i)->field == field)
            return import_field(preview->import, row->row, (enum column)i);
    return "";
}

const char *duban_preview_phase(const struct duban_preview *preview,
                                const struct duban_import_row *row)
{
    return row->phase < preview->n_phases ? preview->phases[row->phase].name : "";
}

const struct duban_change *preview_change(const struct duban_preview *preview,
                                          const struct duban_import_row *row)
{
    return row->change && row->fate != DUBAN_ROW_REFUSED ? &preview->batch->changes[row->change - 1]
                                                         : NULL;
}

static void read_cell(struct duban_deadline *out, const struct duban_preview *preview,
                      const struct duban_import_row *row)
{
    struct duban_deadline_context context = {preview->year, preview->import->issued};

    duban_deadline_reader_read(preview->import->reader, out,
                               duban_preview_field(preview, row, DUBAN_FIELD_TASK_DEADLINE),
                               &context);
}

void duban_preview_deadline(struct duban_deadline *out, const struct duban_preview *preview,
                            const struct duban_import_row *row)
{
    static const enum duban_field parts[] = {DUBAN_FIELD_TASK_KIND, DUBAN_FIELD_TASK_START,
                                             DUBAN_FIELD_TASK_DUE, DUBAN_FIELD_TASK_WARN,
                                             DUBAN_FIELD_TASK_FLAGS};
    const struct duban_change *change = preview_change(preview, row);
    const struct duban_task *task =
        row->task > 0 ? duban_campaign_task(preview->campaign, row->task) : NULL;
    struct duban_task scratch = {
        .when = {DUBAN_DEADLINE_NONE, DUBAN_NO_DATE, DUBAN_NO_DATE, DUBAN_NO_DATE, 0}};

    if (!change && !task) {
        read_cell(out, preview, row);
        return;
    }
    if (task)
        scratch.when = task->when;
    for (size_t i = 0; change && i < sizeof parts / sizeof *parts; i++) {
        const struct duban_edit *edit = duban_change_find(change, parts[i]);

        if (edit)
            duban_field_set(&scratch, parts[i], NULL, edit->after);
    }
    *out = scratch.when;
}

/* Positions are the program's own business, and what follows from a deadline is said with it: a
 * flag without another date beside it says nothing to a person. */
static bool is_shown(const struct duban_edit *edit)
{
    return edit->field != DUBAN_FIELD_TASK_POSITION && edit->field != DUBAN_FIELD_TASK_KIND &&
           edit->field != DUBAN_FIELD_TASK_BY_HAND && edit->field != DUBAN_FIELD_TASK_FLAGS &&
           edit->field != DUBAN_FIELD_TASK_WARN;
}

const struct duban_edit *duban_preview_edit(const struct duban_preview *preview,
                                            const struct duban_import_row *row, size_t n)
{
    const struct duban_change *change = preview_change(preview, row);

    for (size_t i = 0; change && i < change->n; i++)
        if (is_shown(&change->edits[i]) && n-- == 0)
            return &change->edits[i];
    return NULL;
}

const char *duban_preview_label(const struct duban_preview *preview, const struct duban_edit *edit)
{
    const struct header *header = &preview->import->header;

    if (edit->extra)
        return edit->extra;
    for (size_t i = 0; i < COLUMNS; i++)
        if (column_info((enum column)i)->field == edit->field && header->of[i] != NO_COLUMN)
            return header_name(header, (enum column)i);
    return _(duban_field_info(edit->field)->label);
}

const char *duban_preview_value(const struct duban_preview *preview, const struct duban_edit *edit,
                                const char *value)
{
    long long id = value ? strtoll(value, NULL, 10) : 0;
    const struct duban_phase *phase;

    if (edit->field != DUBAN_FIELD_TASK_PHASE)
        return value;
    for (size_t i = 0; i < preview->n_phases; i++)
        if (preview->phases[i].id == id)
            return preview->phases[i].name;
    phase = duban_campaign_phase(preview->campaign, id);
    return phase ? phase->name : value;
}

/* --- Choices --------------------------------------------------------------------------------- */

bool duban_preview_choice(size_t n, const char **word, const char **usual)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct column_info *info = column_info((enum column)i);

        if (info->field == DUBAN_FIELDS || n-- > 0)
            continue;
        *word = duban_field_info(info->field)->key;
        *usual = info->header;
        return true;
    }
    *word = "extra";
    *usual = N_("其他列，原样保留");
    return n == 0;
}
