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

/* An open form follows the task; what both have changed is named. */
static void rebase_form(struct duban_session *session)
{
    struct duban_form *form = session->ui.form;
    const struct duban_task *task =
        form && form->task ? duban_campaign_task(&session->campaign, form->task) : NULL;

    if (task && duban_form_rebase(form, task) > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("别人也改了这项任务，已在栏旁标出；保存即以您的为准"));
}

enum duban_status duban_session_reload(struct duban_session *session, struct duban_err *err)
{
    enum duban_status status = load(session, err);

    if (status != DUBAN_OK)
        return status;
    session->stale = false;
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

/* The first task a batch is about; 0: none. */
static int64_t task_of(const struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++)
        if (batch->changes[i].object == DUBAN_OBJECT_TASK)
            return batch->changes[i].id;
    return batch->note_task;
}

/* Appends who did what to the task last: 张三 把“完成时限”改为“6月30日”. */
static void say_who(struct duban_buf *out, struct duban_session *session, int64_t task)
{
    struct duban_history history;
    struct duban_err err = DUBAN_ERR_INIT;

    duban_history_init(&history);
    if (duban_store_history(&history, session->store, task, 1, &err) == DUBAN_OK && history.n > 0) {
        const struct duban_history_line *line = &history.lines[history.n - 1];

        duban_buf_addf(out, "%s ", line->actor);
        if (line->field)
            duban_buf_addf(out, _("%s“%s”"), duban_act_label(line->act), duban_say_field(line));
        else
            duban_buf_adds(out, duban_act_label(line->act));
    }
    duban_err_release(&err);
    duban_history_release(&history);
}

/* Somebody was first: shows the board as it is now and tells who did what. */
static void meet_conflict(struct duban_session *session, int64_t id, struct duban_err *err)
{
    struct duban_err second = DUBAN_ERR_INIT;
    struct duban_buf text = DUBAN_BUF_INIT;

    if (duban_session_reload(session, &second) != DUBAN_OK) {
        duban_err_release(err);
        duban_ui_complain(&session->ui, &second);
        return;
    }
    const struct duban_task *task = duban_campaign_task(&session->campaign, id);
    if (task)
        duban_say_task(&text, task);
    else
        duban_buf_adds(&text, err->text ? err->text : "");
    duban_buf_adds(&text, _("刚被改动："));
    say_who(&text, session, id);
    duban_buf_adds(&text, _("。已载入最新内容，您的未写入；请看过再做"));
    duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", text.data);
    duban_buf_release(&text);
    duban_err_release(err);
}

/* --- Writing ---------------------------------------------------------------------------------- */

static void take(struct duban_session *session, const struct duban_batch *batch)
{
    if (batch->id != 0)
        duban_news_own(session, batch->id);
    duban_campaign_apply(&session->campaign, batch, session->at, session->actor);
    duban_session_refresh(session);
    duban_import_replan(session);
}

/* After a failed write the truth is what the file says. */
static void meet_failure(struct duban_session *session, struct duban_err *err)
{
    struct duban_err second = DUBAN_ERR_INIT;

    if (duban_session_reload(session, &second) != DUBAN_OK)
        duban_err_release(&second);
    duban_ui_complain(&session->ui, err);
}

bool duban_session_put(struct duban_session *session, struct duban_batch *batch)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp stamp = {session->actor, session->at};
    enum duban_status status = duban_store_apply(session->store, batch, &stamp, &err);
    int64_t task = task_of(batch);

    if (status == DUBAN_OK)
        take(session, batch);
    else if (status == DUBAN_CONFLICT)
        meet_conflict(session, task, &err);
    else
        meet_failure(session, &err);
    return status == DUBAN_OK;
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
