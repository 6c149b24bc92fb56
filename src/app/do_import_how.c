/* How a table is read: what its columns are, its encoding and delimiter, lost zeros, times in texts,
 * the year, and what is done with the board's tasks. Each is chosen by key and shown at once. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/record.h"
#include "duban/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static unsigned read_anew(struct duban_session *session)
{
    struct duban_importing *importing = session->ui.importing;

    duban_importing_read(importing, &session->campaign, session->today);
    return DUBAN_REACT_DRAW;
}

static struct duban_menu *open_menu(struct duban_session *session, const char *title,
                                    unsigned (*chosen)(struct duban_session *, int64_t))
{
    duban_ask_choice(session, title, chosen);
    return &session->ui.menu;
}

/* --- Encoding and delimiter ------------------------------------------------------------------- */

static const struct {
    const char *name, *label;
} encodings[] = {
    {NULL, N_("自动识别")},
    {"UTF-8", "UTF-8"},
    {"GB18030", N_("GB18030（含 GBK、GB2312）")},
    {"UTF-16LE", "UTF-16LE"},
    {"UTF-16BE", "UTF-16BE"},
    {"BIG5", N_("Big5（繁体）")},
};

static unsigned encode_as(struct duban_session *session, int64_t choice)
{
    duban_importing_encode(session->ui.importing, encodings[choice].name);
    return read_anew(session);
}

unsigned duban_do_import_encoding(struct duban_session *session, int by)
{
    const char *now = session->ui.importing->encoding;
    struct duban_menu *menu = open_menu(session, _("文件的编码"), encode_as);

    (void)by;
    for (size_t i = 0; i < COUNT(encodings); i++) {
        duban_menu_add(menu, _(encodings[i].label), NULL, (int64_t)i);
        if (now && encodings[i].name && strcmp(now, encodings[i].name) == 0)
            menu->at = i;
    }
    return DUBAN_REACT_DRAW;
}

static const struct {
    char sign;
    const char *label;
} delimiters[] = {
    {0, N_("自动识别")}, {',', N_("逗号 ,")}, {'\t', N_("制表符")},
    {';', N_("分号 ;")}, {'|', N_("竖线 |")},
};

static unsigned delimit_by(struct duban_session *session, int64_t choice)
{
    session->ui.importing->options.delimiter = delimiters[choice].sign;
    return read_anew(session);
}

unsigned duban_do_import_delimiter(struct duban_session *session, int by)
{
    char now = session->ui.importing->options.delimiter;
    struct duban_menu *menu = open_menu(session, _("各列之间的分隔符"), delimit_by);

    (void)by;
    for (size_t i = 0; i < COUNT(delimiters); i++) {
        duban_menu_add(menu, _(delimiters[i].label), NULL, (int64_t)i);
        if (delimiters[i].sign == now)
            menu->at = i;
    }
    return DUBAN_REACT_DRAW;
}

/* --- Zeros and mode --------------------------------------------------------------------------- */

static const char *const zeros[] = {
    [DUBAN_ZEROS_ASK] = N_("按原样导入，逐处标出，以后再定"),
    [DUBAN_ZEROS_RESTORE] = N_("补回 0：6.2 就是 6月20日"),
    [DUBAN_ZEROS_KEEP] = N_("不补：6.2 就是 6月2日"),
};

static unsigned settle_zeros(struct duban_session *session, int64_t choice)
{
    session->ui.importing->options.zeros = (enum duban_import_zeros)choice;
    return read_anew(session);
}

unsigned duban_do_import_zeros(struct duban_session *session, int by)
{
    const struct duban_importing *importing = session->ui.importing;
    struct duban_menu *menu;

    (void)by;
    if (importing->stage == DUBAN_IMPORTING_READY && !importing->preview.zeros_maybe) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有可能丢了 0 的时限"));
        return DUBAN_REACT_BELL;
    }
    menu = open_menu(session, _("6.2 这样的时限"), settle_zeros);
    for (size_t i = 0; i < COUNT(zeros); i++)
        duban_menu_add(menu, _(zeros[i]), NULL, (int64_t)i);
    menu->at = importing->options.zeros;
    return DUBAN_REACT_DRAW;
}

/* What one press takes the next gives back: the preview shows both. */
unsigned duban_do_import_times(struct duban_session *session, int by)
{
    struct duban_importing *importing = session->ui.importing;

    (void)by;
    if (importing->stage == DUBAN_IMPORTING_READY && !importing->preview.times) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有文字里写着时间而缺时限的任务"));
        return DUBAN_REACT_BELL;
    }
    importing->options.times_in_text = !importing->options.times_in_text;
    return read_anew(session);
}

static const char *const modes[] = {
    [DUBAN_IMPORT_UPDATE] = N_("更新：相同的任务更新计划、保留进度，其余新增"),
    [DUBAN_IMPORT_APPEND] = N_("追加：每一行都是新任务"),
    [DUBAN_IMPORT_REPLACE] = N_("以文件为准：同更新，不在文件里的移入回收站"),
};

static unsigned settle_mode(struct duban_session *session, int64_t choice)
{
    session->ui.importing->options.mode = (enum duban_import_mode)choice;
    return read_anew(session);
}

unsigned duban_do_import_mode(struct duban_session *session, int by)
{
    struct duban_menu *menu = open_menu(session, _("与看板已有的任务"), settle_mode);

    (void)by;
    for (size_t i = 0; i < COUNT(modes); i++)
        duban_menu_add(menu, _(modes[i]), NULL, (int64_t)i);
    menu->at = session->ui.importing->options.mode;
    return DUBAN_REACT_DRAW;
}

/* --- Columns ---------------------------------------------------------------------------------- */

/* What the chosen column is made, or how it is found when `choice` is negative. The header is kept
 * in the wait: the preview is made anew. */
static unsigned map_column(struct duban_session *session, int64_t choice)
{
    struct duban_importing *importing = session->ui.importing;
    char *header = duban_strdup(session->wait->text);
    const char *word = NULL, *usual;

    if (choice >= 0)
        duban_preview_choice((size_t)choice, &word, &usual);
    duban_importing_map(importing, header, word);
    read_anew(session);
    free(header);
    return DUBAN_REACT_DRAW;
}

static void add_choices(struct duban_menu *menu, const struct duban_preview_column *column)
{
    const char *word, *usual;

    duban_menu_add(menu, _("自动识别"), NULL, -1);
    for (size_t i = 0; duban_preview_choice(i, &word, &usual); i++) {
        if (column->usual ? strcmp(column->usual, usual) == 0 : strcmp(word, "extra") == 0)
            menu->at = menu->n;
        duban_menu_add(menu, _(usual), NULL, (int64_t)i);
    }
}

static unsigned column_chosen(struct duban_session *session, int64_t at)
{
    const struct duban_preview_column *column = &session->ui.importing->preview.columns[at];
    struct duban_buf title = DUBAN_BUF_INIT, header = DUBAN_BUF_INIT;
    struct duban_menu *menu;

    if (*column->header)
        duban_buf_adds(&header, column->header);
    else
        duban_buf_addf(&header, "#%zu", column->at + 1);
    duban_buf_addf(&title, _("“%s”这一列是"), header.data);
    menu = open_menu(session, title.data, map_column);
    session->wait->text = duban_buf_detach(&header);
    add_choices(menu, column);
    duban_buf_release(&title);
    return DUBAN_REACT_DRAW;
}

/* 完成时间 → 完成时限    5.25 */
static void add_column(struct duban_menu *menu, const struct duban_preview_column *column,
                       int64_t at)
{
    enum { SAMPLE = 24 };
    const char *usual = column->usual ? _(column->usual) : _("其他列，原样保留");
    struct duban_buf text = DUBAN_BUF_INIT, sample = DUBAN_BUF_INIT;

    duban_text_safe(&sample, column->sample, 0);
    if (*column->header)
        duban_buf_adds(&text, column->header);
    else
        duban_buf_addf(&text, "#%zu", column->at + 1);
    duban_buf_addf(&text, " → %s", usual);
    if (sample.len)
        duban_buf_adds(&text, "    ");
    duban_text_cut(&text, sample.data, SAMPLE);
    duban_menu_add(menu, text.data, NULL, at);
    duban_buf_release(&text);
    duban_buf_release(&sample);
}

static unsigned task_named(struct duban_session *session, const char *header)
{
    struct duban_importing *importing = session->ui.importing;

    duban_importing_map(importing, header, "text");
    duban_ui_close_overlay(&session->ui);
    read_anew(session);
    if (importing->stage != DUBAN_IMPORTING_READY)
        duban_importing_map(importing, header, NULL);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_import_columns(struct duban_session *session, int by)
{
    const struct duban_importing *importing = session->ui.importing;
    struct duban_menu *menu;

    (void)by;
    if (importing->stage != DUBAN_IMPORTING_READY) {
        duban_ask_text(session, _("哪一列是工作任务？写表头上的字，没有表头就写 #3 这样的列号"),
                       NULL, task_named);
        return DUBAN_REACT_DRAW;
    }
    menu = open_menu(session, _("改哪一列？"), column_chosen);
    for (size_t i = 0; i < importing->preview.n_columns; i++)
        add_column(menu, &importing->preview.columns[i], (int64_t)i);
    return DUBAN_REACT_DRAW;
}

/* --- The year --------------------------------------------------------------------------------- */

/* The year is the board's: it is changed there, as an act of its own that can be undone. */
static unsigned write_year(struct duban_session *session, struct duban_batch *batch)
{
    if (!duban_session_write(session, batch))
        return DUBAN_REACT_BELL;
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("看板的年度是 %d，时限已按它理解"),
                 session->campaign.year);
    return DUBAN_REACT_DRAW;
}

static bool plan_year(struct duban_batch *batch, struct duban_session *session, const char *year)
{
    struct duban_wish wish = {DUBAN_FIELD_CAMPAIGN_YEAR, NULL, year};
    struct duban_err err = DUBAN_ERR_INIT;

    duban_batch_init(batch, DUBAN_ACT_CAMPAIGN);
    if (duban_record_campaign_set(batch, &session->campaign, &wish, 1, &err) == DUBAN_OK)
        return true;
    duban_ui_complain(&session->ui, &err);
    duban_batch_release(batch);
    return false;
}

static unsigned year_agreed(struct duban_session *session)
{
    struct duban_batch batch;

    return plan_year(&batch, session, session->wait->text) ? write_year(session, &batch)
                                                           : DUBAN_REACT_BELL;
}

/* How many of the board's tasks another year means other dates for. */
static size_t tasks_in(const struct duban_batch *batch)
{
    size_t n = 0;

    for (size_t i = 0; i < batch->n; i++)
        n += batch->changes[i].object == DUBAN_OBJECT_TASK;
    return n;
}

/* The import is not written yet, but this would be at once: whoever has tasks is asked. */
static unsigned year_named(struct duban_session *session, const char *text)
{
    struct duban_batch batch;
    size_t tasks;

    if (!plan_year(&batch, session, text))
        return duban_prompt_refused(session);
    duban_ui_close_overlay(&session->ui);
    tasks = tasks_in(&batch);
    if (tasks == 0)
        return write_year(session, &batch);
    duban_batch_release(&batch);
    duban_ask_yes(session, year_agreed,
                  _("看板的年度从 %d 改为 %s，看板上已有的 %zu 项任务的时限也跟着变。现在就改？"),
                  session->campaign.year, text, tasks);
    session->wait->text = duban_strdup(text);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_import_year(struct duban_session *session, int by)
{
    char year[16];

    (void)by;
    snprintf(year, sizeof year, "%d", session->campaign.year);
    duban_ask_text(session, _("看板的年度"), year, year_named);
    return DUBAN_REACT_DRAW;
}
