/* Importing: a table is pasted or named, looked at, and written at one stroke or not at all. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/table.h"

#include <stdlib.h>
#include <string.h>

#define LARGE (1u << 20) /* bytes; from here on reading takes long enough to be told */

/* --- Coming and going ------------------------------------------------------------------------- */

static void open_screen(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;

    if (!ui->importing)
        ui->importing = duban_importing_new();
    duban_ui_push(ui, DUBAN_VIEW_IMPORT);
    duban_session_read_history(session);
}

static void close_screen(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;

    duban_importing_free(ui->importing);
    ui->importing = NULL;
    while (duban_ui_view(ui) == DUBAN_VIEW_IMPORT || duban_ui_view(ui) == DUBAN_VIEW_ROW)
        duban_ui_pop(ui);
    duban_session_settle(session);
}

unsigned duban_do_import(struct duban_session *session, int by)
{
    (void)by;
    open_screen(session);
    return DUBAN_REACT_DRAW;
}

static unsigned give_up(struct duban_session *session)
{
    close_screen(session);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有导入，看板没有改动"));
    return DUBAN_REACT_DRAW;
}

/* A file is still there afterwards; what was pasted is nowhere else, as far as can be known. */
unsigned duban_do_import_cancel(struct duban_session *session, int by)
{
    const struct duban_importing *importing = session->ui.importing;

    (void)by;
    if (!importing || importing->stage == DUBAN_IMPORTING_WAITS) {
        close_screen(session);
        return DUBAN_REACT_DRAW;
    }
    if (!importing->pasted)
        return give_up(session);
    return duban_ask_yes(session, give_up, _("放弃粘贴的表格？看板不会改动"));
}

/* --- The table -------------------------------------------------------------------------------- */

/* How far the reading is, before the screen is asked whether to go on. */
static bool goes_on(void *data, size_t done, size_t total)
{
    struct duban_session *session = data;

    if (!session->goes_on)
        return true;
    session->ui.importing->done = done;
    session->ui.importing->total = total;
    session->ui.importing->stopped = !session->goes_on(session->goes_on_data);
    return !session->ui.importing->stopped;
}

static unsigned read_now(struct duban_session *session)
{
    struct duban_importing *importing = session->ui.importing;

    importing->options.step = goes_on;
    importing->options.step_data = session;
    importing->done = importing->total = 0;
    importing->stopped = false;
    duban_importing_read(importing, &session->campaign, session->today);
    return importing->stage == DUBAN_IMPORTING_READY ? DUBAN_REACT_DRAW
                                                     : DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

unsigned duban_import_work(struct duban_session *session)
{
    const struct duban_importing *importing = session->ui.importing;

    return importing && importing->stage == DUBAN_IMPORTING_COMES ? read_now(session) : 0;
}

bool duban_import_replan(struct duban_session *session)
{
    const struct duban_importing *importing = session->ui.importing;

    if (!importing || importing->stage == DUBAN_IMPORTING_WAITS)
        return false;
    read_now(session);
    return true;
}

/* A small table is read at once; before a large one the screen shows that it has come. */
static unsigned take(struct duban_session *session, const char *name, bool pasted,
                     struct duban_buf *bytes)
{
    bool large = bytes->len > LARGE;

    open_screen(session);
    duban_importing_take(session->ui.importing, name, pasted, bytes);
    return large ? DUBAN_REACT_DRAW | DUBAN_REACT_SOON : read_now(session);
}

/* --- Pasting ---------------------------------------------------------------------------------- */

bool duban_import_takes(const struct duban_session *session, const char *paste)
{
    switch (duban_ui_context(&session->ui)) {
    case DUBAN_IN_PASTE:
    case DUBAN_IN_UNREAD:
    case DUBAN_IN_IMPORT: return true;
    case DUBAN_IN_BOARD: return !session->read_only && strchr(paste, '\t') && strchr(paste, '\n');
    }
    return false;
}

unsigned duban_import_paste(struct duban_session *session, const char *paste)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;

    duban_buf_adds(&bytes, paste);
    return take(session, _("粘贴的表格"), true, &bytes);
}

/* --- Files ------------------------------------------------------------------------------------ */

/* The one way in for files of the machine that duban runs on. */
static enum duban_status read_file(struct duban_buf *bytes, const struct duban_session *session,
                                   const char *name, struct duban_err *err)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    enum duban_status status;

    if (session->locked)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("这里不能读文件；请粘贴，或在自己的电脑上运行："
                               "ssh 主机 import < 安排表.csv"));
    if (*name == '-')
        duban_buf_adds(&path, "./"); /* a name, not standard input */
    duban_file_path(&path, name);
    status = duban_file_read(bytes, path.data, DUBAN_TABLE_FILE, err);
    duban_buf_release(&path);
    return status;
}

static unsigned file_named(struct duban_session *session, const char *name)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;

    if (*name == '\0' || read_file(&bytes, session, name, &err) != DUBAN_OK) {
        duban_strset(&session->ui.prompt.error, err.text ? err.text : _("请写文件名"));
        duban_err_release(&err);
        duban_buf_release(&bytes);
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    duban_ui_close_overlay(&session->ui);
    return take(session, name, false, &bytes);
}

static void complete_name(struct duban_session *session)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    struct duban_buf name = DUBAN_BUF_INIT, choices = DUBAN_BUF_INIT;
    bool several = duban_complete_file(&name, &choices, prompt->edit.text.data);

    duban_lineedit_set(&prompt->edit, name.data);
    duban_strset(&prompt->error, NULL);
    duban_strset(&prompt->reading, several ? choices.data : NULL);
    duban_buf_release(&name);
    duban_buf_release(&choices);
}

unsigned duban_do_import_file(struct duban_session *session, int by)
{
    (void)by;
    if (session->locked) {
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("这里不能读文件；请粘贴，或在自己的电脑上运行："
                       "ssh 主机 import < 安排表.csv"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    duban_ask_text(session, _("读文件（Tab 补全）"), NULL, file_named);
    session->wait->complete = complete_name;
    return DUBAN_REACT_DRAW;
}

/* --- Looking ---------------------------------------------------------------------------------- */

/* Only a table that could be read has rows. */
static struct duban_importing *with_rows(struct duban_session *session)
{
    struct duban_importing *importing = session->ui.importing;

    if (importing && importing->stage == DUBAN_IMPORTING_READY)
        return importing;
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("表格还没有读出来；请看屏幕上的原因"));
    return NULL;
}

unsigned duban_do_import_open(struct duban_session *session, int by)
{
    const struct duban_importing *importing = with_rows(session);

    (void)by;
    if (!importing || !duban_importing_item(importing))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    duban_ui_push(&session->ui, DUBAN_VIEW_ROW);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_import_row(struct duban_session *session, int by)
{
    struct duban_importing *importing = with_rows(session);
    size_t before = importing ? importing->at : 0;

    if (!importing)
        return DUBAN_REACT_BELL;
    duban_importing_step(importing, by);
    session->ui.scroll[DUBAN_VIEW_ROW] = 0;
    return importing->at != before ? DUBAN_REACT_DRAW : DUBAN_REACT_BELL;
}

unsigned duban_do_import_next(struct duban_session *session, int by)
{
    struct duban_importing *importing = with_rows(session);

    if (!importing)
        return DUBAN_REACT_BELL;
    session->ui.scroll[DUBAN_VIEW_ROW] = 0;
    if (duban_importing_next(importing, by))
        return DUBAN_REACT_DRAW;
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("这里没有存疑或不能导入的行"));
    return DUBAN_REACT_BELL;
}

/* Kinds of which there are none are passed over. */
unsigned duban_do_import_show(struct duban_session *session, int by)
{
    struct duban_importing *importing = with_rows(session);
    int filter = importing ? (int)importing->filter : 0;

    if (!importing)
        return DUBAN_REACT_BELL;
    do
        filter = (filter + by + DUBAN_SHOWS) % DUBAN_SHOWS;
    while (filter != DUBAN_SHOW_ALL &&
           !duban_importing_count(importing, (enum duban_importing_filter)filter));
    duban_importing_show(importing, (enum duban_importing_filter)filter);
    return DUBAN_REACT_DRAW;
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* Appends 新增 12 项，更新 2 项 …, only what there is. */
static void say_counts(struct duban_buf *out, const struct duban_preview *preview)
{
    size_t missing = preview->counts[DUBAN_ROW_MISSING];
    bool binned = preview->mode == DUBAN_IMPORT_REPLACE && missing;

    duban_buf_addf(out, _("新增 %zu 项，更新 %zu 项，不变 %zu 项"), preview->counts[DUBAN_ROW_NEW],
                   preview->counts[DUBAN_ROW_CHANGED], preview->counts[DUBAN_ROW_SAME]);
    if (binned)
        duban_buf_addf(out, _("，不在文件里的 %zu 项移入回收站"), missing);
    else if (missing)
        duban_buf_addf(out, _("，不在文件里的 %zu 项保留"), missing);
    if (preview->counts[DUBAN_ROW_REFUSED])
        duban_buf_addf(out, _("，%zu 行不能导入"), preview->counts[DUBAN_ROW_REFUSED]);
}

/* The first task that the batch has made, else the first it is about, to be selected. */
static int64_t task_of(const struct duban_batch *batch)
{
    int64_t first = 0;

    for (size_t i = 0; i < batch->n; i++) {
        const struct duban_change *change = &batch->changes[i];

        if (change->object != DUBAN_OBJECT_TASK)
            continue;
        if (change->created)
            return change->id;
        first = first ? first : change->id;
    }
    return first;
}

static void say_imported(struct duban_session *session, const char *counts)
{
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已导入：%s（按 u 撤销）"), counts);
}

/* The import is set aside meanwhile: planning it anew against what it has just become is no use. */
static unsigned write_it(struct duban_session *session)
{
    struct duban_importing *importing = session->ui.importing;
    struct duban_buf counts = DUBAN_BUF_INIT;
    bool late, written;

    say_counts(&counts, &importing->preview);
    session->ui.importing = NULL;
    written = duban_session_put_whole(session, &importing->batch, &late);
    session->ui.importing = importing;
    if (written) {
        int64_t task = task_of(&importing->batch);

        close_screen(session);
        duban_session_select(session, task);
        say_imported(session, counts.data);
    } else {
        read_now(session);
    }
    if (late)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("没有写入：看板刚被别人改动，预览已按最新内容重新计算，请看过再导入"));
    duban_buf_release(&counts);
    return written ? DUBAN_REACT_DRAW : DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

unsigned duban_do_import_write(struct duban_session *session, int by)
{
    struct duban_importing *importing = with_rows(session);
    struct duban_buf counts = DUBAN_BUF_INIT;

    (void)by;
    if (!importing)
        return DUBAN_REACT_BELL;
    if (!importing->batch.n) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("与看板相同，没有要写的"));
        return DUBAN_REACT_BELL;
    }
    say_counts(&counts, &importing->preview);
    if (importing->preview.doubtful)
        duban_ask_yes(session, write_it, _("%s；其中 %zu 行存疑。写入看板？"), counts.data,
                      importing->preview.doubtful);
    else
        duban_ask_yes(session, write_it, _("%s。写入看板？"), counts.data);
    duban_buf_release(&counts);
    return DUBAN_REACT_DRAW;
}
