/* Undo and redo: the last own act is read back from the history and taken back as a new one. */
#include "app/inside.h"
#include "duban/i18n.h"
#include "duban/instant.h"

#include <stdlib.h>

/* The first task that a batch is about, to be selected; 0: none. */
static int64_t task_of(const struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++)
        if (batch->changes[i].object == DUBAN_OBJECT_TASK)
            return batch->changes[i].id;
    return 0;
}

static void say_undone(struct duban_session *session, bool redo, enum duban_act act, int64_t id)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, id);
    struct duban_buf name = DUBAN_BUF_INIT;

    if (task)
        duban_say_task(&name, task);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, redo ? _("已重做：%s%s") : _("已撤销：%s%s"),
                 duban_act_label(act), name.data);
    duban_buf_release(&name);
}

/* What cannot be taken back has been changed by somebody since: says who it was, and when. */
static unsigned refuse(struct duban_session *session, const struct duban_batch *done,
                       struct duban_err *err)
{
    struct duban_err second = DUBAN_ERR_INIT;
    struct duban_buf text = DUBAN_BUF_INIT;
    char *actor, *at;

    if (err->status == DUBAN_CONFLICT &&
        duban_store_blame(&actor, &at, session->store, done, &second) == DUBAN_OK && actor) {
        duban_buf_addf(&text, "%s ", actor);
        duban_instant_say(&text, at, session->today);
        duban_buf_addf(&text, _("：%s"), err->text);
        duban_err_set(err, DUBAN_CONFLICT, "%s", text.data);
        free(actor);
        free(at);
    }
    duban_err_release(&second);
    duban_buf_release(&text);
    return duban_ui_complain(&session->ui, err);
}

/* Writes the inverse of `done`, and shows where it happened. */
static unsigned take_back(struct duban_session *session, const struct duban_batch *done, bool redo)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    int64_t task = task_of(done);

    duban_batch_init(&batch, redo ? DUBAN_ACT_REDO : DUBAN_ACT_UNDO);
    if (duban_batch_invert(&batch, done, &session->campaign, &err) != DUBAN_OK) {
        duban_batch_release(&batch);
        return refuse(session, done, &err);
    }
    if (!duban_session_write(session, &batch))
        return DUBAN_REACT_BELL;
    if (task != 0)
        duban_session_select(session, task);
    duban_session_read_history(session);
    say_undone(session, redo, done->act, task);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_undo(struct duban_session *session, int redo)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch done;
    unsigned react;
    bool read;

    /* The last act may have been done elsewhere, by the same person on the command line. */
    if (duban_session_catch_up(&read, session, &err) != DUBAN_OK)
        return duban_ui_complain(&session->ui, &err);
    if (duban_store_last(&done, session->store, session->actor, redo != 0, &err) == DUBAN_OK)
        react = take_back(session, &done, redo != 0);
    else
        react = duban_ui_complain(&session->ui, &err);
    duban_batch_release(&done);
    return react;
}
