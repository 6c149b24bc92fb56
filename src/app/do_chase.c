/* Chasing and extending: acts that the card counts, each with a word about how or why. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>

/* Writes the batch of the open prompt, or says in the prompt why not. */
static unsigned write_answer(struct duban_session *session, struct duban_batch *batch,
                             enum duban_status status, struct duban_err *err)
{
    if (status != DUBAN_OK) {
        duban_batch_release(batch);
        duban_ui_complain(&session->ui, err);
        return duban_prompt_refused(session);
    }
    if (!duban_session_write(session, batch))
        return duban_prompt_refused(session);
    duban_ui_close_overlay(&session->ui);
    return DUBAN_REACT_DRAW;
}

static unsigned gone(struct duban_session *session)
{
    duban_ui_close_overlay(&session->ui);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* --- Chasing ---------------------------------------------------------------------------------- */

static unsigned chase_by(struct duban_session *session, const char *means)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    int count;

    if (!task)
        return gone(session);
    count = task->chases + 1;
    duban_batch_init(&batch, DUBAN_ACT_CHASE);
    enum duban_status status = duban_record_chase(&batch, &session->campaign, task, NULL, means,
                                                  session->today, &err);
    unsigned react = write_answer(session, &batch, status, &err);
    if (session->ui.overlay == DUBAN_OVERLAY_NONE)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已记下第 %d 次催办（按 u 撤销）"), count);
    return react;
}

unsigned duban_do_chase(struct duban_session *session, int by)
{
    const struct duban_task *task = duban_session_task(session);

    (void)by;
    if (task->status == DUBAN_DONE || task->status == DUBAN_DROPPED) {
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("这项任务%s，不必催办"),
                     duban_status_label(task->status));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    duban_ask_text(session, _("催办方式，如电话（可不填）"), NULL, chase_by);
    return DUBAN_REACT_DRAW;
}

/* --- Extending -------------------------------------------------------------------------------- */

static unsigned extend_for(struct duban_session *session, const char *reason)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    int before;

    if (!task)
        return gone(session);
    before = task->when.due;
    duban_batch_init(&batch, DUBAN_ACT_EXTEND);
    enum duban_status status =
        duban_record_extend(&batch, &session->campaign, task, session->wait->text, reason,
                            session->today, &err);
    int64_t id = task->id;
    unsigned react = write_answer(session, &batch, status, &err);
    if (session->ui.overlay != DUBAN_OVERLAY_NONE)
        return react;
    task = duban_campaign_task(&session->campaign, id);
    if (task && before != DUBAN_NO_DATE && task->when.due < before)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("期限已改，比原来早（按 u 撤销）"));
    else
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已延期，原期限留在经过里（按 u 撤销）"));
    return react;
}

/* The first of two questions. A deadline that cannot be one is refused before a reason is asked. */
static unsigned extend_to(struct duban_session *session, const char *deadline)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch probe;
    char *kept;

    if (!task)
        return gone(session);
    duban_batch_init(&probe, DUBAN_ACT_EXTEND);
    enum duban_status status = duban_record_extend(&probe, &session->campaign, task, deadline, "?",
                                                   session->today, &err);
    duban_batch_release(&probe);
    if (status != DUBAN_OK) {
        duban_ui_complain(&session->ui, &err);
        return duban_prompt_refused(session);
    }
    kept = duban_strdup(deadline);
    duban_ask_text(session, _("延期原因"), NULL, extend_for);
    session->wait->text = kept;
    return DUBAN_REACT_DRAW;
}

static void read_deadline(struct duban_session *session, const char *text)
{
    struct duban_prompt *prompt = &session->ui.prompt;

    free(prompt->reading);
    prompt->reading = duban_form_reading(&prompt->doubtful, &session->campaign,
                                         DUBAN_FIELD_TASK_DEADLINE, text);
}

unsigned duban_do_extend(struct duban_session *session, int by)
{
    const struct duban_task *task = duban_session_task(session);

    (void)by;
    if (task->status == DUBAN_DONE || task->status == DUBAN_DROPPED) {
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("这项任务%s，不能延期；请先重新启动"),
                     duban_status_label(task->status));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    duban_ask_text(session, _("延期到"), task->deadline, extend_to);
    session->wait->typed = read_deadline;
    read_deadline(session, session->ui.prompt.edit.text.data);
    return DUBAN_REACT_DRAW;
}
