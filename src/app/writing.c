/* Writing: store first, memory second; and what to do when somebody else was first. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

void duban_say_task(struct duban_buf *out, const struct duban_task *task)
{
    enum { COLUMNS = 30 };
    struct duban_buf safe = DUBAN_BUF_INIT;

    duban_text_safe(&safe, task->text ? task->text : "", 0);
    duban_buf_adds(out, _("「"));
    duban_text_cut(out, safe.data, COLUMNS);
    duban_buf_adds(out, _("」"));
    duban_buf_release(&safe);
}

const char *duban_say_field(const struct duban_history_line *line)
{
    enum duban_field field = duban_field_find(line->object, line->field);

    return field < DUBAN_FIELDS ? _(duban_field_info(field)->label) : line->field;
}

static enum duban_status load(struct duban_session *session, struct duban_err *err)
{
    struct duban_campaign fresh;
    enum duban_status status = duban_store_load(&fresh, session->store, err);

    if (status != DUBAN_OK) {
        duban_campaign_release(&fresh);
        return status;
    }
    duban_campaign_release(&session->campaign);
    session->campaign = fresh;
    return DUBAN_OK;
}

static void say_form(struct duban_session *session, const char *format, enum duban_field field)
    __attribute__((format(printf, 2, 0)));

static void say_form(struct duban_session *session, const char *format, enum duban_field field)
{
    struct duban_buf who = DUBAN_BUF_INIT, text = DUBAN_BUF_INIT;

    duban_say_last(&who, session, session->ui.form->task, field, NULL);
    duban_buf_addf(&text, format, who.data);
    duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", text.data);
    duban_buf_release(&text);
    duban_buf_release(&who);
}

/* An open form follows its task; what both have changed is marked beside its field. */
static void rebase_form(struct duban_session *session)
{
    struct duban_form *form = session->ui.form;
    const struct duban_task *task =
        form && form->task ? duban_campaign_task(&session->campaign, form->task) : NULL;

    if (!form)
        return;
    bool moved = task && task->version != form->version;
    bool lost = duban_form_rechoose(form, &session->campaign);
    if (moved && duban_form_rebase(form, task) > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("别人也改了您改的栏目，已在栏旁标出；保存时再选用谁的"));
    else if (moved && task->deleted)
        say_form(session, _("%s 把这项任务放入了回收站；您写的还在，保存时可以恢复任务"),
                 DUBAN_FIELD_TASK_DELETED);
    else if (lost)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("您选的阶段刚被别人删除，请另选"));
}

enum duban_status duban_session_reload(struct duban_session *session, struct duban_err *err)
{
    enum duban_status status = load(session, err);

    if (status != DUBAN_OK)
        return status;
    session->stale = false;
    duban_trouble_heed_limit(session);
    duban_session_refresh(session);
    duban_news_take(session);
    rebase_form(session);
    if (duban_import_replan(session))
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("看板刚被别人改动，预览已按最新内容重新计算"));
    return DUBAN_OK;
}

/* The store tells of a change only once, so a board that could not be read is remembered. */
enum duban_status duban_session_catch_up(bool *read, struct duban_session *session,
                                         struct duban_err *err)
{
    bool changed = false;
    enum duban_status status = duban_store_changed(&changed, session->store, err);

    *read = false;
    if (status != DUBAN_OK)
        return status;
    session->stale = session->stale || changed;
    if (!session->stale)
        return DUBAN_OK;
    status = duban_session_reload(session, err);
    *read = status == DUBAN_OK;
    return status;
}

/* --- Conflicts -------------------------------------------------------------------------------- */

static void say_met_task(struct duban_buf *out, struct duban_session *session,
                         const struct duban_meeting *met)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, met->id);
    struct duban_buf who = DUBAN_BUF_INIT;

    duban_say_last(&who, session, met->id, met->field, met->extra);
    if (task)
        duban_say_task(out, task);
    if (met->field == DUBAN_FIELD_TASK_DELETED && task && task->deleted)
        duban_buf_addf(out, _("刚被 %s 放入回收站"), who.data);
    else if (met->field == DUBAN_FIELD_TASK_DELETED)
        duban_buf_adds(out, _("刚被别人改动"));
    else
        duban_buf_addf(out, _("的“%s”刚被 %s 改动"),
                       met->extra ? met->extra : _(duban_field_info(met->field)->label), who.data);
    duban_buf_release(&who);
}

/* The board is shown as it is now; tells who has changed what. */
static void say_met(struct duban_session *session, const struct duban_meeting *met,
                    const struct duban_err *err)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    if (met->object == DUBAN_OBJECT_TASK && met->id > 0)
        say_met_task(&text, session, met);
    else
        duban_buf_adds(&text, err->text ? err->text : "");
    duban_buf_adds(&text, _("；您的没有写入，请看过再做"));
    duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", text.data);
    duban_buf_release(&text);
}

/* Somebody was first: reads the board anew and brings the batch up to it. */
static enum duban_status merge(struct duban_session *session, struct duban_batch *batch,
                               struct duban_err *err)
{
    struct duban_err second = DUBAN_ERR_INIT;
    struct duban_meeting met;

    if (duban_session_reload(session, &second) != DUBAN_OK) {
        duban_ui_complain(&session->ui, &second);
        return DUBAN_IO;
    }
    if (duban_batch_rebase(&met, batch, &session->campaign) == DUBAN_OK)
        return DUBAN_OK;
    say_met(session, &met, err);
    return DUBAN_CONFLICT;
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* The first task a batch is about; 0: none. */
static int64_t task_of(const struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++)
        if (batch->changes[i].object == DUBAN_OBJECT_TASK)
            return batch->changes[i].id;
    return batch->note_task;
}

static void take(struct duban_session *session, const struct duban_batch *batch)
{
    if (batch->id != 0)
        duban_news_own(session, batch->id);
    duban_trouble_settle(session, DUBAN_TROUBLE_WRITING);
    duban_campaign_apply(&session->campaign, batch, session->at, session->actor);
    session->touched = task_of(batch);
    duban_session_refresh(session);
    duban_import_replan(session);
}

/* After a failed write the truth is what the file says. */
static void meet_failure(struct duban_session *session, struct duban_err *err)
{
    struct duban_err second = DUBAN_ERR_INIT;

    duban_trouble_meet(session, DUBAN_TROUBLE_WRITING, err);
    session->stale = duban_session_reload(session, &second) != DUBAN_OK;
    duban_err_release(&second);
    duban_ui_complain(&session->ui, err);
}

/* What came of writing; true when it is in the file. What is not for sure on the disk is done all
 * the same, or it would be done twice; `doubtful` has it told at once. */
static bool settle(struct duban_session *session, const struct duban_batch *batch,
                   enum duban_status status, struct duban_err *err)
{
    bool written = status == DUBAN_OK || duban_store_unconfirmed(session->store);

    if (written)
        take(session, batch);
    if (status != DUBAN_OK)
        meet_failure(session, err);
    session->doubtful = written && status != DUBAN_OK;
    return written;
}

bool duban_session_put(struct duban_session *session, struct duban_batch *batch)
{
    enum { TRIES = 5 }; /* others may be as quick again */
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp stamp = {session->actor, session->at};
    enum duban_status status = duban_store_apply(session->store, batch, &stamp, &err);

    for (int i = 0; status == DUBAN_CONFLICT && i < TRIES; i++) {
        status = merge(session, batch, &err);
        duban_err_release(&err);
        if (status != DUBAN_OK)
            return false;
        status = duban_store_apply(session->store, batch, &stamp, &err);
    }
    return settle(session, batch, status, &err);
}

/* Asks inside of the frame, where nobody can be first any more. */
static enum duban_status begin_unchanged(bool *late, struct duban_session *session,
                                         struct duban_err *err)
{
    enum duban_status status = duban_store_begin(session->store, err);

    if (status == DUBAN_OK)
        status = duban_store_changed(late, session->store, err);
    *late = *late || session->stale;
    return status;
}

bool duban_session_put_whole(struct duban_session *session, struct duban_batch *batch, bool *late)
{
    struct duban_err err = DUBAN_ERR_INIT;
    enum duban_status status;

    *late = false;
    status = begin_unchanged(late, session, &err);
    if (status == DUBAN_OK && !*late) {
        if (!duban_session_put(session, batch)) {
            duban_store_rollback(session->store);
            return false;
        }
        status = duban_store_commit(session->store, &err);
        if (status == DUBAN_OK)
            return true;
        if (duban_store_unconfirmed(session->store)) {
            meet_failure(session, &err);
            session->doubtful = true;
            return true;
        }
    }
    duban_store_rollback(session->store);
    if (status == DUBAN_OK)
        status = duban_session_reload(session, &err);
    if (status != DUBAN_OK)
        meet_failure(session, &err);
    return false;
}

bool duban_session_write(struct duban_session *session, struct duban_batch *batch)
{
    bool written = duban_session_put(session, batch);

    duban_batch_release(batch);
    return written;
}

bool duban_session_wish(struct duban_session *session, enum duban_act act,
                        const struct duban_task *task, const struct duban_wish *wishes, size_t n,
                        const char *note, bool *changed)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;

    duban_batch_init(&batch, act);
    if (duban_record_set(&batch, &session->campaign, task, wishes, n, session->today, &err) !=
        DUBAN_OK) {
        duban_ui_complain(&session->ui, &err);
        duban_batch_release(&batch);
        return false;
    }
    if (changed)
        *changed = batch.n > 0;
    if (batch.n > 0 && note && *note)
        batch.note = duban_strdup(note);
    return duban_session_write(session, &batch);
}
