/* The session: opening, closing, and what it does while nobody types. */
#include "duban/session.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/backup.h"
#include "duban/i18n.h"
#include "duban/instant.h"

#include <stdlib.h>
#include <string.h>

/* --- Opening and closing ---------------------------------------------------------------------- */

static struct duban_session *blank(const struct duban_request *request, int today, const char *at)
{
    struct duban_session *session = duban_alloc(sizeof *session);

    duban_campaign_init(&session->campaign);
    duban_board_init(&session->board);
    duban_ui_init(&session->ui);
    duban_keymap_init(&session->keymap);
    duban_history_init(&session->history);
    session->path = duban_strdup(request->board);
    session->actor = duban_strdup(request->actor);
    session->backups = duban_strdup(request->backups);
    session->copied_on = DUBAN_NO_DATE;
    session->today_fixed = request->today != DUBAN_NO_DATE;
    session->today = session->today_fixed ? request->today : today;
    session->read_only = session->asked_read_only = request->read_only;
    session->locked = request->locked;
    session->wait = duban_alloc(sizeof *session->wait);
    session->pasts = duban_alloc(sizeof *session->pasts);
    session->drafts = duban_drafts_new(request->drafts, request->board);
    session->news = duban_news_new();
    session->presence = duban_presence_new(request->board, request->actor);
    session->given = DUBAN_COMMAND_BOARD;
    memccpy(session->at, at, '\0', sizeof session->at - 1);
    return session;
}

/* The column whose phase is under way, the last one when several are; else the first. */
static void select_first(struct duban_session *session)
{
    size_t column = 0;

    for (size_t i = 0; i < session->board.n_columns; i++)
        if (session->board.columns[i].current)
            column = i;
    session->ui.column = column;
    session->ui.row = 0;
    session->ui.column_id = session->ui.task_id = 0;
    duban_session_settle(session);
}

/* A setting that could not be understood is told once, where it will be read. */
static void tell_fault(struct duban_session *session, const struct duban_settings *settings)
{
    const struct duban_err *fault = settings->faults;

    if (settings->n_faults > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("设置文件第 %lu 行 %s：%s（%s）"),
                     fault->line, fault->column ? fault->column : "", fault->text, fault->file);
}

/* What people should know about the board's place and its opening. */
static void tell_place(struct duban_session *session)
{
    struct duban_buf network = DUBAN_BUF_INIT;

    duban_store_network(&network, session->store);
    if (network.len > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", network.data);
    if (duban_store_warning(session->store))
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", duban_store_warning(session->store));
    duban_buf_release(&network);
}

enum duban_status duban_session_open(struct duban_session **out, struct duban_request *request,
                                     int today, const char *at, struct duban_err *err)
{
    struct duban_session *session = blank(request, today, at);
    unsigned flags = request->read_only ? DUBAN_STORE_READ_ONLY : 0;
    enum duban_status status =
        duban_store_open_with(&session->store, request->board, flags, request->backups, err);

    if (status == DUBAN_OK)
        status = duban_news_begin(session, err);
    if (status == DUBAN_OK)
        status = duban_session_reload(session, err);
    if (status != DUBAN_OK) {
        duban_session_close(session);
        *out = NULL;
        return status;
    }
    duban_keymap_use(&session->keymap, &request->settings);
    duban_trouble_heed_limit(session);
    select_first(session);
    tell_fault(session, &request->settings);
    tell_place(session);
    duban_draft_offer(session);
    *out = session;
    return DUBAN_OK;
}

void duban_session_close(struct duban_session *session)
{
    if (!session)
        return;
    duban_store_close(session->store);
    duban_board_release(&session->board);
    duban_campaign_release(&session->campaign);
    duban_ui_release(&session->ui);
    duban_keymap_release(&session->keymap);
    duban_history_release(&session->history);
    duban_drafts_free(session->drafts);
    duban_news_free(session->news);
    duban_presence_free(session->presence);
    duban_wait_clear(session->wait);
    free(session->wait);
    duban_past_release(&session->pasts->commands);
    duban_past_release(&session->pasts->searches);
    free(session->pasts);
    free(session->path);
    free(session->actor);
    free(session->backups);
    free(session);
}

/* --- Ticks ------------------------------------------------------------------------------------ */

static unsigned look_at_board(struct duban_session *session)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool read = false;
    enum duban_status status = duban_session_catch_up(&read, session, &err);
    bool news = status == DUBAN_OK ? duban_trouble_settle(session, DUBAN_TROUBLE_READING)
                                   : duban_trouble_meet(session, DUBAN_TROUBLE_READING, &err);

    duban_err_release(&err);
    return read || news ? DUBAN_REACT_DRAW : 0;
}

/* A copy a day, when nobody is typing: the first paint does not wait for it. */
static unsigned keep_copy(struct duban_session *session, int day)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool busy = false;
    enum duban_status status;

    if (session->copied_on == day)
        return 0;
    status = duban_backup_daily(&busy, session->store, session->backups, day, &err);
    if (!busy)
        session->copied_on = day;
    if (status == DUBAN_OK)
        return 0;
    duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("今天的自动备份没有做成：%s"), err.text);
    duban_err_release(&err);
    return DUBAN_REACT_DRAW;
}

/* The task whose form is open, or about which a question that changes it is being answered. */
static int64_t being_edited(const struct duban_session *session)
{
    const struct duban_ui *ui = &session->ui;
    unsigned flags = duban_command_info(session->given)->flags;

    if (ui->form)
        return ui->form->task;
    return ui->overlay == DUBAN_OVERLAY_PROMPT && (flags & DUBAN_COMMAND_NEEDS) != 0
               ? session->wait->task
               : 0;
}

/* Tells others what is being edited here, and looks what they are at. */
static unsigned look_around(struct duban_session *session)
{
    duban_presence_edit(session->presence, being_edited(session));
    return duban_presence_look(session->presence) ? DUBAN_REACT_DRAW : 0;
}

unsigned duban_session_tick(struct duban_session *session, int today, const char *at)
{
    bool new_day = !session->today_fixed && today != session->today;

    memccpy(session->at, at, '\0', sizeof session->at - 1);
    if (new_day) {
        session->today = today;
        duban_session_refresh(session);
    }
    bool faded = duban_ui_fade(&session->ui, duban_instant_seconds(at));
    return look_around(session) | look_at_board(session) | keep_copy(session, today) |
           duban_import_work(session) | (new_day || faded ? DUBAN_REACT_DRAW : 0);
}
