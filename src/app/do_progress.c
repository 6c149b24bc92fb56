/* Progress: a card one step on, done, or a line about how it goes. */
#include "app/inside.h"
#include "duban/i18n.h"
#include "duban/alloc.h"

/* What Space makes of a task, by its status. */
static const struct {
    enum duban_task_status to;
    enum duban_act act;
} steps[DUBAN_TASK_STATUSES] = {
    [DUBAN_TODO] = {DUBAN_DOING, DUBAN_ACT_START},
    [DUBAN_DOING] = {DUBAN_DONE, DUBAN_ACT_DONE},
    [DUBAN_DONE] = {DUBAN_TODO, DUBAN_ACT_REOPEN},
    [DUBAN_DROPPED] = {DUBAN_TODO, DUBAN_ACT_REOPEN},
};

/* The card may be folded away now, so the message names it and how to get it back. */
unsigned duban_session_set_status(struct duban_session *session, enum duban_task_status to,
                                  enum duban_act act)
{
    const struct duban_task *task = duban_session_task(session);
    struct duban_wish wish = {DUBAN_FIELD_TASK_STATUS, NULL, duban_status_name(to)};
    struct duban_buf name = DUBAN_BUF_INIT;

    duban_say_task(&name, task);
    bool written = duban_session_wish(session, act, task, &wish, 1, NULL, NULL);
    if (written)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("%s%s（按 u 撤销）"), name.data,
                     duban_status_label(to));
    duban_buf_release(&name);
    return written ? DUBAN_REACT_DRAW : DUBAN_REACT_BELL;
}

unsigned duban_do_cycle(struct duban_session *session, int by)
{
    enum duban_task_status status = duban_session_task(session)->status;

    (void)by;
    return duban_session_set_status(session, steps[status].to, steps[status].act);
}

unsigned duban_do_done(struct duban_session *session, int by)
{
    (void)by;
    if (duban_session_task(session)->status != DUBAN_DONE)
        return duban_session_set_status(session, DUBAN_DONE, DUBAN_ACT_DONE);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("这项任务已经办结；按空格可重新启动"));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

static unsigned write_note(struct duban_session *session, const char *text)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_buf clean = DUBAN_BUF_INIT;
    struct duban_batch batch;

    duban_text_trim(&clean, text);
    if (clean.len == 0) {
        duban_strset(&session->ui.prompt.error, _("请写一句进展，或按 Esc 取消"));
        duban_buf_release(&clean);
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    if (task) {
        duban_batch_init(&batch, DUBAN_ACT_NOTE);
        batch.note = duban_buf_detach(&clean);
        batch.note_task = task->id;
        if (!duban_session_write(session, &batch))
            return duban_prompt_refused(session);
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已记下一条进展"));
    }
    duban_buf_release(&clean);
    duban_ui_close_overlay(&session->ui);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_note(struct duban_session *session, int by)
{
    (void)by;
    duban_ask_text(session, _("进展"), NULL, write_note);
    return DUBAN_REACT_DRAW;
}
