/* One row of an import in full: every column as it was read, how it is understood, what it changes
 * and what there is to say about it. */
#include "tui/import_parts.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>

#define VALUES 14 /* the column where values begin */

enum role import_reading(struct duban_buf *out, const struct duban_deadline *when, int year)
{
    bool two = when->flags & DUBAN_DEADLINE_AMBIG && when->warn == DUBAN_NO_DATE;
    bool doubtful = two || when->flags & (DUBAN_DEADLINE_ZERO_MAYBE | DUBAN_DEADLINE_US);

    switch (when->kind) {
    case DUBAN_DEADLINE_BAD: duban_buf_adds(out, _("未能识别")); return ROLE_ERROR;
    case DUBAN_DEADLINE_RELATIVE: duban_buf_adds(out, _("待定日期")); return ROLE_WARN;
    case DUBAN_DEADLINE_OPEN: duban_buf_adds(out, _("长期")); return ROLE_READING;
    case DUBAN_DEADLINE_RECUR: duban_buf_adds(out, _("重复进行")); return ROLE_READING;
    case DUBAN_DEADLINE_NONE: return ROLE_READING;
    case DUBAN_DEADLINE_DATE:
    case DUBAN_DEADLINE_RANGE:
    case DUBAN_DEADLINE_DITTO: break;
    }
    if (when->due == DUBAN_NO_DATE)
        return ROLE_READING;
    if (when->kind == DUBAN_DEADLINE_RANGE)
        duban_buf_adds(out, _("至 "));
    duban_date_say(out, when->due, year);
    if (doubtful)
        duban_buf_adds(out, _("？"));
    return doubtful ? ROLE_WARN : ROLE_READING;
}

/* Appends a value on one line, cut to `columns` (0: not). */
static void add_value(struct duban_buf *out, const struct duban_preview *preview,
                      const struct duban_edit *edit, const char *value, int columns)
{
    struct duban_buf safe = DUBAN_BUF_INIT;

    if (!value || !*value) {
        duban_buf_adds(out, _("（空）"));
        return;
    }
    duban_text_safe(&safe, duban_preview_value(preview, edit, value), 0);
    if (columns)
        duban_text_cut(out, safe.data, columns);
    else
        duban_buf_adds(out, safe.data);
    duban_buf_release(&safe);
}

void import_change(struct duban_buf *out, const struct duban_preview *preview,
                   const struct duban_edit *edit)
{
    enum { VALUE = 16 };

    duban_buf_addf(out, "%s ", duban_preview_label(preview, edit));
    add_value(out, preview, edit, edit->before, VALUE);
    duban_buf_adds(out, "→");
    add_value(out, preview, edit, edit->after, VALUE);
}

static enum role finding_role(const struct duban_finding *finding)
{
    switch (finding->weight) {
    case DUBAN_FINDING_NOTE: return ROLE_READING;
    case DUBAN_FINDING_DOUBT: return ROLE_WARN;
    case DUBAN_FINDING_REFUSED: return ROLE_ERROR;
    }
    return ROLE_TEXT;
}

static void put_findings(struct page *page, const struct duban_preview *preview,
                         const struct duban_import_row *row)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    const struct duban_finding *finding;

    for (size_t n = 0; (finding = duban_preview_finding(preview, row->line, n)); n++) {
        duban_buf_clear(&text);
        if (finding->column)
            duban_buf_addf(&text, _("%s："), finding->column);
        duban_buf_adds(&text, finding->text);
        page_text(page, 1, finding_role(finding), text.data);
    }
    duban_buf_release(&text);
}

static void put_changes(struct page *page, const struct duban_preview *preview,
                        const struct duban_import_row *row)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    const struct duban_edit *edit;

    for (size_t n = 0; (edit = duban_preview_edit(preview, row, n)); n++) {
        duban_buf_clear(&text);
        duban_buf_addf(&text, _("%s："), duban_preview_label(preview, edit));
        add_value(&text, preview, edit, edit->before, 0);
        duban_buf_adds(&text, " → ");
        add_value(&text, preview, edit, edit->after, 0);
        page_text(page, 1, ROLE_CURRENT, text.data);
    }
    duban_buf_release(&text);
}

/* A zero that may be lost is told once for the column, and here at its row. */
static void put_reading(struct page *page, const struct duban_preview *preview,
                        const struct duban_import_row *row, int x)
{
    struct duban_buf text = DUBAN_BUF_INIT, brief = DUBAN_BUF_INIT;
    struct duban_deadline when;

    duban_preview_deadline(&when, preview, row);
    duban_buf_adds(&text, "→ ");
    duban_deadline_say(&text, &when, preview->year);
    page_text(page, x, import_reading(&brief, &when, preview->year), text.data);
    duban_buf_release(&text);
    duban_buf_release(&brief);
}

void import_put_reasons(struct page *page, const struct duban_importing *importing,
                        const struct duban_preview_item *item)
{
    const struct duban_preview *preview = &importing->preview;
    const struct duban_import_row *row = duban_preview_row(preview, item);

    if (!row) {
        page_text(page, 1, ROLE_DIM,
                  preview->mode == DUBAN_IMPORT_REPLACE
                      ? _("看板里的这项任务不在文件里，导入时移入回收站")
                      : _("看板里的这项任务不在文件里，导入时保留不动"));
        return;
    }
    put_findings(page, preview, row);
    if (item->fate == DUBAN_ROW_CHANGED)
        put_changes(page, preview, row);
    if (!page->n_lines)
        put_reading(page, preview, row, 1);
}

/* --- The page -------------------------------------------------------------------------------- */

static const char *fate_sentence(const struct duban_preview *preview,
                                 const struct duban_preview_item *item)
{
    switch (item->fate) {
    case DUBAN_ROW_NEW: return _("作为新任务导入");
    case DUBAN_ROW_CHANGED: return _("更新看板上的任务");
    case DUBAN_ROW_SAME: return _("与看板相同，不变");
    case DUBAN_ROW_REFUSED: return _("不能导入，写入时略过");
    case DUBAN_ROW_MISSING:
        return preview->mode == DUBAN_IMPORT_REPLACE ? _("不在文件里，移入回收站")
                                                     : _("不在文件里，保留不动");
    }
    return "";
}

static void put_heading(struct page *page, const struct duban_preview *preview,
                        const struct duban_preview_item *item, const struct duban_import_row *row)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    if (row)
        duban_buf_addf(&text, _("第 %lu 行："), row->line);
    duban_buf_adds(&text, fate_sentence(preview, item));
    if (row && row->task > 0)
        duban_buf_addf(&text, " #%lld", (long long)row->task);
    page_text(page, 1, item->fate == DUBAN_ROW_REFUSED ? ROLE_ERROR : ROLE_HEAD, text.data);
    duban_buf_release(&text);
}

/* A cell under its header; below it how it is understood. */
static void put_cell(struct page *page, const struct duban_preview *preview,
                     const struct duban_import_row *row, const struct duban_preview_column *column)
{
    const char *cell = duban_preview_cell(preview, row, column->at);
    struct duban_buf names = DUBAN_BUF_INIT;

    page_field(page, VALUES, *column->header ? column->header : _(column->usual), ROLE_TEXT,
               *cell ? cell : _("（空）"));
    if (column->usual && column->field == DUBAN_FIELD_TASK_DEADLINE && *cell)
        put_reading(page, preview, row, VALUES);
    if (column->usual && column->field == DUBAN_FIELD_TASK_LEADS) {
        duban_buf_adds(&names, "→ ");
        view_names(&names, duban_preview_names(preview, row, DUBAN_FIELD_TASK_LEADS));
        if (strcmp(names.data + strlen("→ "), cell) != 0 && *cell)
            page_text(page, VALUES, ROLE_READING, names.data);
    }
    duban_buf_release(&names);
}

static void put_row(struct page *page, const struct duban_importing *importing,
                    const struct duban_preview_item *item, const struct duban_import_row *row)
{
    const struct duban_preview *preview = &importing->preview;

    page_field(page, VALUES, _("归入阶段"), ROLE_READING, duban_preview_phase(preview, row));
    for (size_t i = 0; i < preview->n_columns; i++)
        put_cell(page, preview, row, &preview->columns[i]);
    if (duban_preview_finding(preview, row->line, 0)) {
        page_title(page, _("要看的"));
        put_findings(page, preview, row);
    }
    if (item->fate == DUBAN_ROW_CHANGED) {
        page_title(page, _("改动"));
        put_changes(page, preview, row);
    }
}

void view_import_row(struct page *page, const struct duban_session *session)
{
    const struct duban_importing *importing = session->ui.importing;
    const struct duban_preview_item *item = importing && importing->stage == DUBAN_IMPORTING_READY
                                                ? duban_importing_item(importing)
                                                : NULL;
    const struct duban_import_row *row;
    const struct duban_task *task;

    if (!item)
        return;
    row = duban_preview_row(&importing->preview, item);
    put_heading(page, &importing->preview, item, row);
    page_line(page);
    if (row) {
        put_row(page, importing, item, row);
        return;
    }
    task = duban_campaign_task(&session->campaign, importing->preview.missing[item->at]);
    if (!task)
        return;
    page_field(page, VALUES, _("工作任务"), ROLE_TEXT, task->text);
    page_field(page, VALUES, _("完成时限"), ROLE_TEXT, task->deadline);
    page_field(page, VALUES, _("状态"), ROLE_TEXT, duban_status_label(task->status));
}
