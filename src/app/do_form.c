/* Forms: walking through the fields, saving, and leaving without losing a word. */
#include "app/form_field.h"
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Opening ---------------------------------------------------------------------------------- */

unsigned duban_do_edit(struct duban_session *session, int by)
{
    (void)by;
    session->ui.form = duban_form_new(&session->campaign, duban_session_task(session), 0);
    return DUBAN_REACT_DRAW;
}

/* --- Walking ---------------------------------------------------------------------------------- */

unsigned duban_do_form_field(struct duban_session *session, int by)
{
    duban_form_step(session->ui.form, by);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_form_line(struct duban_session *session, int by)
{
    duban_form_line(session->ui.form, by);
    return DUBAN_REACT_DRAW;
}

/* --- Saving ----------------------------------------------------------------------------------- */

static const struct duban_form_field *field_of(const struct duban_form *form,
                                               enum duban_field field)
{
    for (size_t i = 0; i < form->n; i++)
        if (form->fields[i].field == field)
            return &form->fields[i];
    return NULL;
}

/* The task that the form is of; NULL for a new one. *gone tells that it was deleted meanwhile. */
static const struct duban_task *task_of(const struct duban_session *session, bool *gone)
{
    int64_t id = session->ui.form->task;
    const struct duban_task *task = id ? duban_campaign_task(&session->campaign, id) : NULL;

    *gone = id != 0 && (!task || task->deleted);
    return task;
}

/* What was asked for is on the board: shows it, and says so. */
static unsigned saved(struct duban_session *session, int64_t id, const char *said)
{
    struct duban_buf name = DUBAN_BUF_INIT;

    duban_ui_close_form(&session->ui);
    duban_draft_settle(session, true);
    duban_session_select(session, id);
    duban_session_read_history(session);
    const struct duban_task *task = duban_campaign_task(&session->campaign, id);
    if (task)
        duban_say_task(&name, task);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, said, name.data);
    duban_buf_release(&name);
    return DUBAN_REACT_DRAW;
}

/* Writes what the form has made of its task; the form is left open unless that is done. */
static unsigned write_form(struct duban_session *session, struct duban_batch *batch)
{
    int64_t id = session->ui.form->task;
    bool empty = batch->n == 0;

    if (!duban_session_put(session, batch)) {
        duban_form_clash(session);
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    if (empty)
        return saved(session, id, _("%s没有改动"));
    if (id != 0)
        return saved(session, id, _("已保存%s"));
    return saved(session, batch->changes[0].id, _("已新增%s"));
}

static void complain(struct duban_session *session, struct duban_err *err)
{
    const struct duban_form *form = session->ui.form;

    if (form->fields[form->at].error)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("还没有保存：请改正标出的一栏"));
    else
        duban_ui_complain(&session->ui, err);
    duban_err_release(err);
}

/* Makes the batch that the form asks for, to be released whatever comes of it; false when it cannot
 * be made, and the user was told why. */
static bool commit(struct duban_session *session, struct duban_batch *batch, enum duban_act act)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool gone;
    const struct duban_task *task = task_of(session, &gone);

    duban_batch_init(batch, task ? act : DUBAN_ACT_ADD);
    if (gone) {
        duban_form_gone(session);
        return false;
    }
    if (duban_form_commit(session->ui.form, batch, NULL, &session->campaign, task, session->today,
                          &err) == DUBAN_OK)
        return true;
    complain(session, &err);
    return false;
}

/* Whether the form could be written as it is, before anything is asked about it. */
static bool holds_water(struct duban_session *session)
{
    struct duban_batch batch;
    bool good = commit(session, &batch, DUBAN_ACT_SET);

    duban_batch_release(&batch);
    return good;
}

static unsigned save(struct duban_session *session, const char *reason)
{
    struct duban_batch batch;
    unsigned react = DUBAN_REACT_DRAW | DUBAN_REACT_BELL;

    if (commit(session, &batch, reason ? DUBAN_ACT_MOVE : DUBAN_ACT_SET)) {
        if (batch.n > 0 && reason && *reason)
            batch.note = duban_strdup(reason);
        react = write_form(session, &batch);
    }
    duban_batch_release(&batch);
    return react;
}

/* Out of the bin, with what was written, in one step; into the phase that is chosen in the form. */
unsigned duban_form_restore(struct duban_session *session)
{
    struct duban_form *form = session->ui.form;
    const struct duban_form_field *phase = field_of(form, DUBAN_FIELD_TASK_PHASE);
    const struct duban_task *task = duban_campaign_task(&session->campaign, form->task);
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    unsigned react = DUBAN_REACT_DRAW | DUBAN_REACT_BELL;

    if (!task || !task->deleted) /* somebody else has been quicker */
        return duban_do_form_save(session, 0);
    struct duban_task there = *task;
    there.phase = strtoll(form_field_text(phase), NULL, 10);
    duban_batch_init(&batch, DUBAN_ACT_RESTORE);
    if (duban_record_restore(&batch, &session->campaign, &there, &err) != DUBAN_OK)
        react = duban_ui_complain(&session->ui, &err);
    else if (duban_form_commit(form, &batch, NULL, &session->campaign, task, session->today,
                               &err) != DUBAN_OK)
        complain(session, &err);
    else
        react = write_form(session, &batch);
    duban_batch_release(&batch);
    return react;
}

static unsigned save_with_reason(struct duban_session *session, const char *reason)
{
    duban_ui_close_overlay(&session->ui);
    return save(session, reason);
}

/* Asks about a department that nobody has yet; the cursor is where it is written. */
static bool ask_departments(struct duban_session *session)
{
    static const enum duban_field fields[] = {DUBAN_FIELD_TASK_LEADS, DUBAN_FIELD_TASK_SUPPORTS};
    struct duban_form *form = session->ui.form;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t at = form->at;

        if (!form_field_changed(field_of(form, fields[i])))
            continue;
        duban_form_goto(form, fields[i]);
        if (duban_ask_department(session))
            return true;
        duban_form_step(form, (int)at - (int)form->at);
    }
    return false;
}

/* Another phase is re-planning, from wherever it is asked for: it wants a reason. */
unsigned duban_do_form_save(struct duban_session *session, int by)
{
    const struct duban_form *form = session->ui.form;
    const struct duban_form_field *phase = field_of(form, DUBAN_FIELD_TASK_PHASE);
    bool moves = form->task != 0 && strcmp(phase->before, phase->choices[phase->choice].value) != 0;
    struct duban_buf label = DUBAN_BUF_INIT;

    (void)by;
    if (duban_form_clash(session))
        return DUBAN_REACT_DRAW;
    if (!holds_water(session))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    if (ask_departments(session))
        return DUBAN_REACT_DRAW;
    if (!moves)
        return save(session, NULL);
    duban_buf_addf(&label, _("调整到“%s”的原因（可不填）"), phase->choices[phase->choice].label);
    duban_ask_text(session, label.data, NULL, save_with_reason);
    duban_buf_release(&label);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_form_enter(struct duban_session *session, int by)
{
    struct duban_form *form = session->ui.form;
    struct duban_form_field *field = &form->fields[form->at];

    if (field->kind != DUBAN_FORM_LINES)
        return duban_do_form_save(session, by);
    duban_lineedit_act(&field->edit, DUBAN_LINEEDIT_NEWLINE);
    return DUBAN_REACT_DRAW;
}

/* --- Leaving ---------------------------------------------------------------------------------- */

static unsigned throw_away(struct duban_session *session)
{
    duban_ui_close_form(&session->ui);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已放弃，没有改动"));
    duban_draft_settle(session, true);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_form_cancel(struct duban_session *session, int by)
{
    (void)by;
    if (duban_form_changed(session->ui.form))
        return duban_ask_yes(session, throw_away, _("还没有保存，要放弃改动吗？"));
    duban_ui_close_form(&session->ui);
    duban_draft_settle(session, true);
    return DUBAN_REACT_DRAW;
}
