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
static unsigned set_status(struct duban_session *session, enum duban_task_status to,
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
    bool bulk = duban_session_bulk(session);
    const struct duban_task *task = bulk ? duban_marks_first(session) : duban_session_task(session);
    enum duban_task_status status = task->status;

    (void)by;
    if (bulk)
        return duban_marks_cycle(session, status, steps[status].to, steps[status].act);
    return set_status(session, steps[status].to, steps[status].act);
}

unsigned duban_do_done(struct duban_session *session, int by)
{
    (void)by;
    if (duban_session_bulk(session))
        return duban_marks_done(session);
    if (duban_session_task(session)->status != DUBAN_DONE)
        return set_status(session, DUBAN_DONE, DUBAN_ACT_DONE);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("这项任务已经办结；按空格可重新启动"));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* --- A status of one's choice ----------------------------------------------------------------- */

static enum duban_act act_of(enum duban_task_status from, enum duban_task_status to)
{
    bool closed = from == DUBAN_DONE || from == DUBAN_DROPPED;

    switch (to) {
    case DUBAN_TODO: return from == DUBAN_DOING ? DUBAN_ACT_SET : DUBAN_ACT_REOPEN;
    case DUBAN_DOING: return closed ? DUBAN_ACT_REOPEN : DUBAN_ACT_START;
    case DUBAN_DONE: return DUBAN_ACT_DONE;
    case DUBAN_DROPPED: break;
    }
    return DUBAN_ACT_DROP;
}

static unsigned drop_for_reason(struct duban_session *session, const char *reason)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_buf clean = DUBAN_BUF_INIT;
    unsigned react = DUBAN_REACT_DRAW;

    duban_text_trim(&clean, reason);
    struct duban_wish wishes[] = {
        {DUBAN_FIELD_TASK_STATUS, NULL, duban_status_name(DUBAN_DROPPED)},
        {DUBAN_FIELD_TASK_REASON, NULL, clean.data},
    };
    if (clean.len == 0) {
        duban_strset(&session->ui.prompt.error, _("请写明原因，或按 Esc 取消"));
        react |= DUBAN_REACT_BELL;
    } else if (!task) {
        duban_ui_close_overlay(&session->ui);
        react |= DUBAN_REACT_BELL;
    } else if (!duban_session_wish(session, DUBAN_ACT_DROP, task, wishes, 2, clean.data, NULL)) {
        react = duban_prompt_refused(session);
    } else {
        duban_ui_close_overlay(&session->ui);
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已不再推进（按 u 撤销）"));
    }
    duban_buf_release(&clean);
    return react;
}

unsigned duban_session_turn(struct duban_session *session, enum duban_task_status to)
{
    if (to != DUBAN_DROPPED)
        return set_status(session, to, act_of(duban_session_task(session)->status, to));
    duban_ask_text(session, _("不再推进的原因"), NULL, drop_for_reason);
    return DUBAN_REACT_DRAW;
}

static unsigned status_chosen(struct duban_session *session, int64_t value)
{
    enum duban_task_status to = (enum duban_task_status)value;
    const struct duban_task *task = duban_wait_task(session);

    if (!task)
        return DUBAN_REACT_BELL;
    duban_session_select(session, task->id);
    if (to == task->status) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("这项任务已经是“%s”"),
                     duban_status_label(to));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    return duban_session_turn(session, to);
}

unsigned duban_do_status(struct duban_session *session, int by)
{
    struct duban_menu *menu = &session->ui.menu;

    (void)by;
    duban_ask_choice(session, _("改成什么状态？"), status_chosen);
    for (int64_t status = 0; status < DUBAN_TASK_STATUSES; status++)
        duban_menu_add(menu, duban_status_label((enum duban_task_status)status), NULL, status);
    menu->at = duban_session_task(session)->status;
    return DUBAN_REACT_DRAW;
}

/* --- A line about how it goes ----------------------------------------------------------------- */

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
