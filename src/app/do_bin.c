/* The bin: into it, and out of it again. */
#include "app/inside.h"
#include "duban/i18n.h"

static unsigned delete_it(struct duban_session *session);

/* Who agreed to delete a card meant the card as it was. */
static unsigned ask_again(struct duban_session *session, const struct duban_task *task)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    int64_t id = task->id, version = task->version;

    duban_say_task(&name, task);
    unsigned react = duban_ask_yes(session, delete_it, _("%s刚被 %s 改动，仍要放入回收站？"),
                                   name.data, task->updated_by);
    session->wait->task = id;
    session->wait->version = version;
    duban_buf_release(&name);
    return react;
}

static unsigned delete_it(struct duban_session *session)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;

    if (!task)
        return DUBAN_REACT_BELL;
    if (task->version != session->wait->version)
        return ask_again(session, task);
    duban_batch_init(&batch, DUBAN_ACT_DELETE);
    if (duban_record_delete(&batch, task, &err) != DUBAN_OK) {
        duban_batch_release(&batch);
        return duban_ui_complain(&session->ui, &err);
    }
    if (duban_ui_view(&session->ui) == DUBAN_VIEW_CARD)
        duban_ui_pop(&session->ui);
    if (!duban_session_write(session, &batch))
        return DUBAN_REACT_BELL;
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已放入回收站（按 u 撤销，按 b 查看）"));
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_delete(struct duban_session *session, int by)
{
    struct duban_buf name = DUBAN_BUF_INIT;

    (void)by;
    if (duban_session_bulk(session))
        return duban_marks_delete(session);
    duban_say_task(&name, duban_session_task(session));
    duban_ask_yes(session, delete_it, _("把%s放入回收站？"), name.data);
    duban_buf_release(&name);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_restore(struct duban_session *session, int by)
{
    const struct duban_campaign *campaign = &session->campaign;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;

    (void)by;
    if (campaign->n_bin == 0) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("回收站是空的；按 Esc 返回"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    const struct duban_task *task = campaign->bin[session->ui.bin_at];
    duban_batch_init(&batch, DUBAN_ACT_RESTORE);
    if (duban_record_restore(&batch, campaign, task, &err) != DUBAN_OK) {
        duban_batch_release(&batch);
        return duban_ui_complain(&session->ui, &err);
    }
    int64_t id = task->id, phase_id = task->phase;
    if (!duban_session_write(session, &batch))
        return DUBAN_REACT_BELL;
    duban_session_select(session, id);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已恢复到“%s”"),
                 duban_campaign_phase(&session->campaign, phase_id)->name);
    return DUBAN_REACT_DRAW;
}
