/* What an import would do, row by row and field by field. */
#include "schedule/preview.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- What both forms need -------------------------------------------------------------------- */

static int by_line(const void *a, const void *b, void *data)
{
    const struct duban_finding *findings = data;
    size_t x = *(const size_t *)a;
    size_t y = *(const size_t *)b;

    if (findings[x].line != findings[y].line)
        return findings[x].line < findings[y].line ? -1 : 1;
    return (x > y) - (x < y);
}

void preview_init(struct preview *preview, struct duban_buf *out, const struct duban_import *import,
                  const struct duban_batch *batch, const struct duban_campaign *campaign)
{
    *preview = (struct preview){out, import, batch, campaign, NULL};
    preview->by_line = duban_alloc((import->n_findings + 1) * sizeof *preview->by_line);
    for (size_t i = 0; i < import->n_findings; i++)
        preview->by_line[i] = i;
    if (import->n_findings)
        qsort_r(preview->by_line, import->n_findings, sizeof *preview->by_line, by_line,
                import->findings);
}

void preview_release(struct preview *preview)
{
    free(preview->by_line);
}

/* Positions are the program's own business, and what follows from a deadline is said with it. */
static bool is_shown(const struct duban_edit *edit)
{
    return edit->field != DUBAN_FIELD_TASK_POSITION && edit->field != DUBAN_FIELD_TASK_KIND &&
           edit->field != DUBAN_FIELD_TASK_BY_HAND && edit->field != DUBAN_FIELD_TASK_WARN;
}

const struct duban_edit *preview_edit(const struct preview *preview,
                                      const struct duban_import_row *row, size_t n)
{
    const struct duban_change *change = row->change && row->fate != DUBAN_ROW_REFUSED
                                            ? &preview->batch->changes[row->change - 1]
                                            : NULL;

    for (size_t i = 0; change && i < change->n; i++)
        if (is_shown(&change->edits[i]) && n-- == 0)
            return &change->edits[i];
    return NULL;
}

const char *preview_label(const struct preview *preview, const struct duban_edit *edit)
{
    const struct header *header = &preview->import->header;

    if (edit->extra)
        return edit->extra;
    for (size_t i = 0; i < COLUMNS; i++)
        if (column_info((enum column)i)->field == edit->field && header->of[i] != NO_COLUMN)
            return header_name(header, (enum column)i);
    return _(duban_field_info(edit->field)->label);
}

const char *preview_value(const struct preview *preview, const struct duban_edit *edit,
                          const char *value)
{
    long long id = value ? strtoll(value, NULL, 10) : 0;
    const struct duban_phase *phase;

    if (edit->field != DUBAN_FIELD_TASK_PHASE)
        return value;
    for (size_t i = 0; i < preview->import->n_phases; i++)
        if (preview->import->phases[i].id == id)
            return preview->import->phases[i].name;
    phase = duban_campaign_phase(preview->campaign, id);
    return phase ? phase->name : value;
}

const struct duban_finding *preview_finding(const struct preview *preview, unsigned long line,
                                            size_t n)
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

/* --- As text --------------------------------------------------------------------------------- */

/* Text made safe and cut to a length that a line can hold. */
static void add_text(struct duban_buf *out, const char *text, int columns)
{
    struct duban_buf safe = DUBAN_BUF_INIT;

    duban_text_safe(&safe, text, 0);
    duban_text_cut(out, safe.data, columns);
    duban_buf_release(&safe);
}

static const char *fate_word(enum duban_row_fate fate)
{
    switch (fate) {
    case DUBAN_ROW_NEW: return C_("row", "新增");
    case DUBAN_ROW_CHANGED: return C_("row", "更新");
    case DUBAN_ROW_SAME: return C_("row", "不变");
    case DUBAN_ROW_REFUSED: return C_("row", "不能导入");
    }
    return "";
}

static void add_value(const struct preview *preview, const struct duban_edit *edit,
                      const char *value)
{
    enum { COLUMNS_OF_VALUE = 60 };

    if (value && *value)
        add_text(preview->out, preview_value(preview, edit, value), COLUMNS_OF_VALUE);
    else
        duban_buf_adds(preview->out, _("（空）"));
}

static void add_changes(const struct preview *preview, const struct duban_import_row *row)
{
    const struct duban_edit *edit;

    for (size_t n = 0; (edit = preview_edit(preview, row, n)); n++) {
        duban_buf_adds(preview->out, "    ");
        add_text(preview->out, preview_label(preview, edit), 40);
        duban_buf_adds(preview->out, _("："));
        add_value(preview, edit, edit->before);
        duban_buf_adds(preview->out, " → ");
        add_value(preview, edit, edit->after);
        duban_buf_addc(preview->out, '\n');
    }
}

static void add_row(const struct preview *preview, const struct duban_import_row *row)
{
    enum { COLUMNS_OF_TASK = 40, COLUMNS_OF_CELL = 20 };
    const struct duban_import *import = preview->import;
    struct duban_buf *out = preview->out;

    duban_buf_addf(out, _("第 %lu 行 %s"), row->line, fate_word(row->fate));
    if (row->task > 0)
        duban_buf_addf(out, " #%lld", (long long)row->task);
    if (row->fate != DUBAN_ROW_REFUSED) {
        duban_buf_addc(out, ' ');
        add_text(out, import->phases[row->phase].name, COLUMNS_OF_CELL);
    }
    duban_buf_adds(out, _("｜"));
    add_text(out, import_field(import, row->row, COLUMN_TASK), COLUMNS_OF_TASK);
    duban_buf_adds(out, _("｜"));
    add_text(out, import_field(import, row->row, COLUMN_DEADLINE), COLUMNS_OF_CELL);
    duban_buf_adds(out, _("｜"));
    add_text(out, import_field(import, row->row, COLUMN_LEADS), COLUMNS_OF_TASK);
    duban_buf_addc(out, '\n');
    if (row->fate == DUBAN_ROW_CHANGED)
        add_changes(preview, row);
}

static void add_missing(const struct preview *preview)
{
    enum { COLUMNS_OF_TASK = 60 };

    for (size_t i = 0; i < preview->import->n_missing; i++) {
        const struct duban_task *task =
            duban_campaign_task(preview->campaign, preview->import->missing[i]);

        duban_buf_addf(preview->out, _("不在文件里 #%lld｜"),
                       (long long)preview->import->missing[i]);
        add_text(preview->out, task ? task->text : "", COLUMNS_OF_TASK);
        duban_buf_addc(preview->out, '\n');
    }
}

void duban_import_preview(struct duban_buf *out, const struct duban_import *import,
                          const struct duban_batch *batch, const struct duban_campaign *campaign)
{
    struct preview preview;

    preview_init(&preview, out, import, batch, campaign);
    for (size_t i = 0; i < import->n_rows; i++)
        add_row(&preview, &import->rows[i]);
    add_missing(&preview);
    preview_release(&preview);
}
