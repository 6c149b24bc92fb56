/* How a file was understood, in words: the summary, the findings. */
#include "schedule/preview_parts.h"

#include "duban/i18n.h"

#include <string.h>

static const char *delimiter_word(char delimiter)
{
    switch (delimiter) {
    case ',': return _("逗号");
    case ';': return _("分号");
    case '\t': return _("制表符");
    }
    return NULL;
}

static void add_form(struct duban_buf *out, const struct duban_preview *preview)
{
    const char *word = delimiter_word(preview->delimiter);

    duban_buf_addf(out, _("编码：%s%s%s，分隔符："), preview->encoding,
                   preview->bom ? _("（带 BOM）") : "",
                   preview->chose_encoding ? _("（指定）")
                   : preview->guessed      ? _("（推断；不对请用 --encoding）")
                                           : "");
    if (word)
        duban_buf_adds(out, word);
    else
        duban_buf_addc(out, preview->delimiter);
    if (preview->header_line)
        duban_buf_addf(out, _("，表头：第 %lu 行\n"), preview->header_line);
    else
        duban_buf_adds(out, _("，没有表头\n"));
}

static void add_columns(struct duban_buf *out, const struct duban_preview *preview)
{
    duban_buf_adds(out, _("各列："));
    for (size_t i = 0; i < preview->n_columns; i++) {
        const struct duban_preview_column *column = &preview->columns[i];
        const char *usual = column->usual ? _(column->usual) : NULL;

        duban_buf_adds(out, i ? _("、") : "");
        if (*column->header)
            preview_add_text(out, column->header, 40);
        else
            duban_buf_addf(out, "#%zu", column->at + 1);
        if (!usual)
            duban_buf_adds(out, _("（其他列，保留）"));
        else if (strcmp(column->header, usual) != 0)
            duban_buf_addf(out, _("（%s）"), usual);
    }
    duban_buf_addc(out, '\n');
}

static void add_year(struct duban_buf *out, const struct duban_preview *preview)
{
    switch (preview->year_from) {
    case DUBAN_YEAR_NOWHERE: return;
    case DUBAN_YEAR_OPTION:
        duban_buf_addf(out, _("年度：%d（--year 指定）\n"), preview->year);
        return;
    case DUBAN_YEAR_TITLE: duban_buf_addf(out, _("年度：%d（取自标题）\n"), preview->year); return;
    case DUBAN_YEAR_BOARD:
        duban_buf_addf(out, _("年度：%d（看板的年度）\n"), preview->year);
        return;
    }
}

static void add_phases(struct duban_buf *out, const struct duban_preview *preview)
{
    duban_buf_addf(out, Q_("阶段：%zu 个", "阶段：%zu 个", preview->n_phases), preview->n_phases);
    for (size_t i = 0; i < preview->n_phases; i++) {
        const struct duban_import_phase *phase = &preview->phases[i];

        duban_buf_adds(out, i ? _("、") : _("，"));
        preview_add_text(out, phase->name, 40);
        if (phase->window) {
            duban_buf_adds(out, _("（"));
            preview_add_text(out, phase->window, 40);
            duban_buf_adds(out, _("）"));
        }
        duban_buf_addf(out, Q_(" %zu 项", " %zu 项", phase->rows), phase->rows);
        if (phase->id < 0 && preview->campaign->n_phases)
            duban_buf_adds(out, _("（新阶段）"));
    }
    duban_buf_addc(out, '\n');
}

/* Appends those that the board knows, or those that are new; returns how many there are. */
static size_t add_departments_of(struct duban_buf *out, const struct duban_preview *preview,
                                 bool known)
{
    enum { NAMED = 100 };
    size_t n = 0;

    for (size_t i = 0; i < preview->n_departments; i++) {
        const struct duban_preview_department *department = &preview->departments[i];

        if (department->known != known || n++ > NAMED)
            continue;
        duban_buf_adds(out, n > 1 ? _("、") : "");
        if (n <= NAMED)
            preview_add_text(out, department->name, 40);
        if (n <= NAMED)
            duban_buf_addf(out, " %zu", department->rows);
        else
            duban_buf_adds(out, "…");
    }
    return n;
}

static void add_departments(struct duban_buf *out, const struct duban_preview *preview)
{
    struct duban_buf known = DUBAN_BUF_INIT, fresh = DUBAN_BUF_INIT;
    size_t n_known = add_departments_of(&known, preview, true);
    size_t n_fresh = add_departments_of(&fresh, preview, false);

    if (preview->n_departments)
        duban_buf_addf(out, Q_("单位：%zu 个", "单位：%zu 个", preview->n_departments),
                       preview->n_departments);
    if (n_fresh)
        duban_buf_addf(out, _("，新出现 %zu：%s"), n_fresh, fresh.data);
    if (n_known)
        duban_buf_addf(out, _("，看板已有 %zu：%s"), n_known, known.data);
    if (preview->n_departments)
        duban_buf_addc(out, '\n');
    duban_buf_release(&known);
    duban_buf_release(&fresh);
}

static void add_counts(struct duban_buf *out, const struct duban_preview *preview)
{
    const size_t *counts = preview->counts;
    size_t good = counts[DUBAN_ROW_NEW] + counts[DUBAN_ROW_CHANGED] + counts[DUBAN_ROW_SAME];

    duban_buf_addf(out, Q_("任务：%zu 项", "任务：%zu 项", good), good);
    if (preview->planned)
        duban_buf_addf(out, _("，新增 %zu，更新 %zu，不变 %zu"), counts[DUBAN_ROW_NEW],
                       counts[DUBAN_ROW_CHANGED], counts[DUBAN_ROW_SAME]);
    if (preview->doubtful)
        duban_buf_addf(out, _("，存疑 %zu"), preview->doubtful);
    if (counts[DUBAN_ROW_REFUSED])
        duban_buf_addf(out, _("，不能导入 %zu"), counts[DUBAN_ROW_REFUSED]);
    duban_buf_addc(out, '\n');
    if (preview->planned && good && counts[DUBAN_ROW_SAME] == good && !counts[DUBAN_ROW_REFUSED] &&
        !(preview->mode == DUBAN_IMPORT_REPLACE && counts[DUBAN_ROW_MISSING]))
        duban_buf_adds(out, _("与看板相同，没有改动\n"));
}

static void add_finding(struct duban_buf *out, const struct duban_preview *preview,
                        const struct duban_finding *finding)
{
    enum { COLUMNS_OF_TEXT = 200 };

    preview_add_text(out, preview->file, 200);
    duban_buf_addc(out, ':');
    if (finding->line)
        duban_buf_addf(out, "%lu:", finding->line);
    duban_buf_addc(out, ' ');
    if (finding->column) {
        preview_add_text(out, finding->column, 40);
        duban_buf_adds(out, ": ");
    }
    preview_add_text(out, finding->text, COLUMNS_OF_TEXT);
    duban_buf_addc(out, '\n');
}

void duban_preview_report(struct duban_buf *out, const struct duban_preview *preview)
{
    const struct duban_import *import = preview->import;

    add_form(out, preview);
    add_columns(out, preview);
    add_year(out, preview);
    if (preview->title) {
        duban_buf_adds(out, _("标题："));
        preview_add_text(out, preview->title, 100);
        duban_buf_addc(out, '\n');
    }
    add_phases(out, preview);
    add_departments(out, preview);
    add_counts(out, preview);
    for (size_t i = 0; i < import->n_findings; i++)
        add_finding(out, preview, &import->findings[i]);
}
