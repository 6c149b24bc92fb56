/* The rows of a preview in words: one line each, below it what changes. */
#include "schedule/preview_parts.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

void preview_add_text(struct duban_buf *out, const char *text, int columns)
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
    case DUBAN_ROW_MISSING: return C_("row", "不在文件里");
    }
    return "";
}

static void add_value(struct duban_buf *out, const struct duban_preview *preview,
                      const struct duban_edit *edit, const char *value)
{
    enum { COLUMNS_OF_VALUE = 60 };

    if (value && *value)
        preview_add_text(out, duban_preview_value(preview, edit, value), COLUMNS_OF_VALUE);
    else
        duban_buf_adds(out, _("（空）"));
}

static void add_changes(struct duban_buf *out, const struct duban_preview *preview,
                        const struct duban_import_row *row)
{
    const struct duban_edit *edit;

    for (size_t n = 0; (edit = duban_preview_edit(preview, row, n)); n++) {
        duban_buf_adds(out, "    ");
        preview_add_text(out, duban_preview_label(preview, edit), 40);
        duban_buf_adds(out, _("："));
        add_value(out, preview, edit, edit->before);
        duban_buf_adds(out, " → ");
        add_value(out, preview, edit, edit->after);
        duban_buf_addc(out, '\n');
    }
}

/* As written, and how it is read. */
static void add_deadline(struct duban_buf *out, const struct duban_preview *preview,
                         const struct duban_import_row *row)
{
    enum { COLUMNS_OF_CELL = 20 };
    struct duban_deadline when;

    preview_add_text(out, duban_preview_field(preview, row, DUBAN_FIELD_TASK_DEADLINE),
                     COLUMNS_OF_CELL);
    duban_preview_deadline(&when, preview, row);
    if (when.due == DUBAN_NO_DATE || row->fate == DUBAN_ROW_REFUSED)
        return;
    duban_buf_adds(out, " → ");
    duban_deadline_say(out, &when, preview->year);
}

/* As they will be, old names as the new ones; of a row that is refused, as written. */
static void add_leads(struct duban_buf *out, const struct duban_preview *preview,
                      const struct duban_import_row *row)
{
    enum { COLUMNS_OF_LEADS = 40 };
    const char *names = duban_preview_names(preview, row, DUBAN_FIELD_TASK_LEADS), *item;
    struct duban_buf text = DUBAN_BUF_INIT;
    size_t len;

    while (names && (item = duban_text_item(&names, &len))) {
        duban_buf_adds(&text, text.len ? "、" : "");
        duban_buf_add(&text, item, len);
    }
    preview_add_text(out,
                     text.len ? text.data
                              : duban_preview_field(preview, row, DUBAN_FIELD_TASK_LEADS),
                     COLUMNS_OF_LEADS);
    duban_buf_release(&text);
}

static void add_row(struct duban_buf *out, const struct duban_preview *preview,
                    const struct duban_preview_item *item)
{
    enum { COLUMNS_OF_TASK = 40, COLUMNS_OF_CELL = 20 };
    const struct duban_import_row *row = duban_preview_row(preview, item);

    duban_buf_addf(out, _("第 %lu 行 %s"), row->line, fate_word(item->fate));
    if (row->task > 0)
        duban_buf_addf(out, " #%lld", (long long)row->task);
    if (item->doubtful)
        duban_buf_adds(out, _("（存疑）"));
    if (*duban_preview_phase(preview, row)) {
        duban_buf_addc(out, ' ');
        preview_add_text(out, duban_preview_phase(preview, row), COLUMNS_OF_CELL);
    }
    duban_buf_adds(out, _("｜"));
    preview_add_text(out, duban_preview_field(preview, row, DUBAN_FIELD_TASK_TEXT),
                     COLUMNS_OF_TASK);
    duban_buf_adds(out, _("｜"));
    add_deadline(out, preview, row);
    duban_buf_adds(out, _("｜"));
    add_leads(out, preview, row);
    duban_buf_addc(out, '\n');
    if (item->fate == DUBAN_ROW_CHANGED)
        add_changes(out, preview, row);
}

static void add_missing(struct duban_buf *out, const struct duban_preview *preview,
                        const struct duban_preview_item *item)
{
    enum { COLUMNS_OF_TASK = 60 };
    int64_t id = preview->missing[item->at];
    const struct duban_task *task = duban_campaign_task(preview->campaign, id);

    duban_buf_addf(out, _("不在文件里 #%lld｜"), (long long)id);
    preview_add_text(out, task ? task->text : "", COLUMNS_OF_TASK);
    duban_buf_addc(out, '\n');
}

void duban_preview_rows(struct duban_buf *out, const struct duban_preview *preview)
{
    for (size_t i = 0; i < preview->n_items; i++)
        if (preview->items[i].fate == DUBAN_ROW_MISSING)
            add_missing(out, preview, &preview->items[i]);
        else
            add_row(out, preview, &preview->items[i]);
}
