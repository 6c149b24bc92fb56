/* How a file was understood, in words: the summary, the findings. */
#include "duban/import.h"

#include "duban/i18n.h"
#include "duban/text.h"
#include "schedule/import.h"

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

/* Text from the file, made safe and cut to a length that a line can hold. */
static void add_text(struct duban_buf *out, const char *text, int columns)
{
    struct duban_buf safe = DUBAN_BUF_INIT;

    duban_text_safe(&safe, text, 0);
    duban_text_cut(out, safe.data, columns);
    duban_buf_release(&safe);
}

static void add_form(struct duban_buf *out, const struct duban_import *import)
{
    const char *word = delimiter_word(import->table.delimiter);

    duban_buf_addf(out, _("编码：%s%s%s，分隔符："), import->encoding,
                   import->bom ? _("（带 BOM）") : "",
                   import->chose_encoding ? _("（指定）")
                   : import->guessed ? _("（推断；不对请用 --encoding）")
                                     : "");
    if (word)
        duban_buf_adds(out, word);
    else
        duban_buf_addc(out, import->table.delimiter);
    duban_buf_addf(out, _("，表头：第 %lu 行\n"),
                   (unsigned long)import->table.rows[import->header.row].line);
}

static void add_columns(struct duban_buf *out, const struct duban_import *import)
{
    const struct header *header = &import->header;
    size_t n = 0;

    duban_buf_adds(out, _("各列："));
    for (size_t i = 0; i < header->n; i++) {
        const struct header_column *column = &header->columns[i];
        const char *name = column->name;
        const char *usual =
            column->column == COLUMNS ? NULL : _(column_info(column->column)->header);

        if (!name)
            continue;
        duban_buf_adds(out, n++ ? _("、") : "");
        add_text(out, *name ? name : usual, 40);
        if (!usual)
            duban_buf_adds(out, _("（其他列，保留）"));
        else if (strcmp(name, usual) != 0)
            duban_buf_addf(out, _("（%s）"), usual);
    }
    duban_buf_addc(out, '\n');
}

static void add_year(struct duban_buf *out, const struct duban_import *import)
{
    switch (import->year_from) {
    case YEAR_NOWHERE: return;
    case YEAR_OPTION: duban_buf_addf(out, _("年度：%d（--year 指定）\n"), import->year); return;
    case YEAR_TITLE: duban_buf_addf(out, _("年度：%d（取自标题）\n"), import->year); return;
    case YEAR_BOARD: duban_buf_addf(out, _("年度：%d（看板的年度）\n"), import->year); return;
    }
}

static void add_phases(struct duban_buf *out, const struct duban_import *import)
{
    duban_buf_addf(out, Q_("阶段：%zu 个", "阶段：%zu 个", import->n_phases), import->n_phases);
    for (size_t i = 0; i < import->n_phases; i++) {
        const struct duban_import_phase *phase = &import->phases[i];

        duban_buf_adds(out, i ? _("、") : _("，"));
        add_text(out, phase->name, 40);
        if (phase->window) {
            duban_buf_adds(out, _("（"));
            add_text(out, phase->window, 40);
            duban_buf_adds(out, _("）"));
        }
        duban_buf_addf(out, Q_(" %zu 项", " %zu 项", phase->rows), phase->rows);
    }
    duban_buf_addc(out, '\n');
}

static size_t count(const struct duban_import *import, enum duban_row_fate fate)
{
    size_t n = 0;

    for (size_t i = 0; i < import->n_rows; i++)
        n += import->rows[i].fate == fate;
    return n;
}

static void add_counts(struct duban_buf *out, const struct duban_import *import)
{
    size_t refused = count(import, DUBAN_ROW_REFUSED), good = import->n_rows - refused;

    duban_buf_addf(out, Q_("任务：%zu 项", "任务：%zu 项", good), good);
    if (import->planned)
        duban_buf_addf(out, _("，新增 %zu，更新 %zu，不变 %zu"), count(import, DUBAN_ROW_NEW),
                       count(import, DUBAN_ROW_CHANGED), count(import, DUBAN_ROW_SAME));
    if (refused)
        duban_buf_addf(out, _("，不能导入 %zu"), refused);
    duban_buf_addc(out, '\n');
    if (import->planned && import->n_rows && count(import, DUBAN_ROW_SAME) == import->n_rows)
        duban_buf_adds(out, _("与看板相同，没有改动\n"));
}

static void add_finding(struct duban_buf *out, const struct duban_import *import,
                        const struct duban_finding *finding)
{
    enum { COLUMNS_OF_TEXT = 200 };

    add_text(out, import->name, 200);
    duban_buf_addc(out, ':');
    if (finding->line)
        duban_buf_addf(out, "%lu:", finding->line);
    duban_buf_addc(out, ' ');
    if (finding->column) {
        add_text(out, finding->column, 40);
        duban_buf_adds(out, ": ");
    }
    add_text(out, finding->text, COLUMNS_OF_TEXT);
    duban_buf_addc(out, '\n');
}

void duban_import_report(struct duban_buf *out, const struct duban_import *import)
{
    add_form(out, import);
    add_columns(out, import);
    add_year(out, import);
    if (import->title) {
        duban_buf_adds(out, _("标题："));
        add_text(out, import->title, 100);
        duban_buf_addc(out, '\n');
    }
    add_phases(out, import);
    add_counts(out, import);
    for (size_t i = 0; i < import->n_findings; i++)
        add_finding(out, import, &import->findings[i]);
}
