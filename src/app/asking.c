/* Asking the user: a line of text, a choice, a yes; and remembering what for. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>

void duban_wait_clear(struct duban_wait *wait)
{
    free(wait->text);
    free(wait->asked);
    free(wait->confirmed);
    free(wait->names);
    free(wait->typing);
    duban_origin_free(wait->origin);
    *wait = (struct duban_wait){0};
}

/* What is asked is about the selected card unless the caller says otherwise. */
static struct duban_wait *start(struct duban_session *session, enum duban_overlay overlay)
{
    struct duban_wait *wait = session->wait;

    duban_ui_close_overlay(&session->ui);
    session->ui.overlay = overlay;
    duban_wait_clear(wait);
    wait->task = session->ui.task_id;
    const struct duban_task *task = duban_campaign_task(&session->campaign, wait->task);
    if (task) {
        wait->from = task->phase;
        wait->version = task->version;
    }
    return wait;
}

void duban_ask_text(struct duban_session *session, const char *label, const char *text,
                    unsigned (*answered)(struct duban_session *, const char *))
{
    struct duban_prompt *prompt = &session->ui.prompt;

    struct duban_wait *wait = start(session, DUBAN_OVERLAY_PROMPT);
    const char *draft = duban_draft_answer(session);

    wait->answered = answered;
    wait->asked = duban_strdup(text);
    duban_strset(&prompt->label, label);
    duban_lineedit_set(&prompt->edit, draft ? draft : text);
}

void duban_ask_choice(struct duban_session *session, const char *title,
                      unsigned (*chosen)(struct duban_session *, int64_t))
{
    start(session, DUBAN_OVERLAY_MENU)->chosen = chosen;
    duban_strset(&session->ui.menu.title, title);
}

void duban_ask_within(struct duban_session *session, const char *title,
                      unsigned (*chosen)(struct duban_session *, int64_t))
{
    session->ui.overlay = DUBAN_OVERLAY_MENU;
    session->wait->chosen = chosen;
    duban_strset(&session->ui.menu.title, title);
}

unsigned duban_ask_yes(struct duban_session *session, unsigned (*agreed)(struct duban_session *),
                       const char *format, ...)
{
    struct duban_buf question = DUBAN_BUF_INIT;
    va_list args;

    va_start(args, format);
    duban_buf_vaddf(&question, format, args);
    va_end(args);
    start(session, DUBAN_OVERLAY_CONFIRM)->agreed = agreed;
    session->ui.question = duban_buf_detach(&question);
    return DUBAN_REACT_DRAW;
}

unsigned duban_prompt_refused(struct duban_session *session)
{
    duban_strset(&session->ui.prompt.error, session->ui.message);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

const struct duban_task *duban_wait_task(struct duban_session *session)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, session->wait->task);

    if (task && !task->deleted)
        return task;
    duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                 _("这项任务刚被别人删除；请按 b 到回收站恢复后再做"));
    return NULL;
}

/* --- Answering -------------------------------------------------------------------------------- */

unsigned duban_do_prompt_accept(struct duban_session *session, int by)
{
    char *text = duban_strdup(session->ui.prompt.edit.text.data);
    unsigned react = session->wait->answered(session, text);

    (void)by;
    free(text);
    if (session->ui.overlay != DUBAN_OVERLAY_PROMPT && (react & DUBAN_REACT_BELL) == 0)
        duban_draft_settle(session, false);
    return react | DUBAN_REACT_DRAW;
}

unsigned duban_do_prompt_cancel(struct duban_session *session, int by)
{
    (void)by;
    if (session->wait->restore)
        session->wait->restore(session);
    duban_ui_close_overlay(&session->ui);
    if (session->wait->cancelled)
        return session->wait->cancelled(session) | DUBAN_REACT_DRAW;
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已取消，没有改动"));
    duban_draft_settle(session, false);
    return DUBAN_REACT_DRAW;
}

/* The menu is left; a prompt that it lay over is on top again. */
static void leave_menu(struct duban_ui *ui)
{
    if (!ui->prompt.label) {
        duban_ui_close_overlay(ui);
        return;
    }
    duban_menu_close(&ui->menu);
    ui->overlay = DUBAN_OVERLAY_PROMPT;
}

unsigned duban_do_menu_choose(struct duban_session *session, int by)
{
    const struct duban_menu *menu = &session->ui.menu;
    int64_t value = menu->n > 0 ? menu->items[menu->at].value : 0;
    bool any = menu->n > 0;

    (void)by;
    leave_menu(&session->ui);
    return any ? session->wait->chosen(session, value) | DUBAN_REACT_DRAW : DUBAN_REACT_DRAW;
}

unsigned duban_do_menu_cancel(struct duban_session *session, int by)
{
    (void)by;
    if (session->wait->restore && !session->ui.prompt.label)
        session->wait->restore(session);
    leave_menu(&session->ui);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_answer(struct duban_session *session, int yes)
{
    unsigned (*then)(struct duban_session *) =
        yes ? session->wait->agreed : session->wait->declined;

    duban_ui_close_overlay(&session->ui);
    return then ? then(session) | DUBAN_REACT_DRAW : DUBAN_REACT_DRAW;
}
