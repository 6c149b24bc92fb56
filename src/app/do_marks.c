/* Marks, and what is done to all marked tasks at once: one batch, one line to undo. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Marking ---------------------------------------------------------------------------------- */

/* And on to the next card, so that V V V marks three. */
unsigned duban_do_mark(struct duban_session *session, int by)
{
    struct duban_marks *marks = &session->ui.marks;
    int64_t id = session->ui.task_id;

    (void)by;
    duban_marks_set(marks, id, !duban_marks_hold(marks, id));
    duban_do_row(session, 1);
    return DUBAN_REACT_DRAW;
}

/* A card is shown when it has a row: what is folded away or filtered out is left alone. */
unsigned duban_do_mark_all(struct duban_session *session, int by)
{
    struct duban_marks *marks = &session->ui.marks;

    (void)by;
    duban_marks_take(marks, &session->board);
    if (marks->n == 0) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                     _("没有列出可标记的任务；按 Esc 清除筛选，按 z 展开办结的"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                 Q_("已标记 %zu 项；按 x 办结，m 调整，t 改时限，@ 改牵头，d 删除，Esc 取消标记",
                    "已标记 %zu 项；按 x 办结，m 调整，t 改时限，@ 改牵头，d 删除，Esc 取消标记",
                    marks->n),
                 marks->n);
    return DUBAN_REACT_DRAW;
}

bool duban_session_bulk(const struct duban_session *session)
{
    return session->ui.marks.n > 0 && duban_ui_view(&session->ui) == DUBAN_VIEW_BOARD;
}

bool duban_marks_forbid(struct duban_session *session)
{
    if (duban_session_bulk(session))
        duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                     _("有标记的任务：一起调整请按 m，只动这一项请先按 Esc 取消标记"));
    return duban_session_bulk(session);
}

/* --- All of them ------------------------------------------------------------------------------ */

/* The `i`-th marked task; NULL when it was deleted meanwhile. */
static const struct duban_task *marked(const struct duban_session *session, size_t i)
{
    const struct duban_task *task =
        duban_campaign_task(&session->campaign, session->ui.marks.ids[i]);

    return task && !task->deleted ? task : NULL;
}

const struct duban_task *duban_marks_first(const struct duban_session *session)
{
    return duban_campaign_task(&session->campaign, session->ui.marks.ids[0]);
}

/* Appends 5 项任务, and how many of them are out of sight. */
static void put_number(struct duban_buf *out, const struct duban_session *session, size_t n)
{
    size_t hidden = duban_marks_unseen(&session->ui.marks, &session->board);

    duban_buf_addf(out, Q_("%zu 项任务", "%zu 项任务", n), n);
    if (hidden > 0)
        duban_buf_addf(out, _("（其中 %zu 项不在眼前）"), hidden);
}

static void say_done(struct duban_session *session, enum duban_act act, size_t n)
{
    duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                 Q_("%s：%zu 项任务（按 u 一并撤销）", "%s：%zu 项任务（按 u 一并撤销）", n),
                 duban_act_label(act), n);
}

/* Writes it; the marks have served. */
static unsigned write_all(struct duban_session *session, struct duban_batch *batch)
{
    enum duban_act act = batch->act;
    size_t n = batch->n;

    if (!duban_session_write(session, batch))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    duban_marks_release(&session->ui.marks);
    if (n > 0)
        say_done(session, act, n);
    else
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有改动"));
    return DUBAN_REACT_DRAW;
}

/* A refusal of one is a refusal of all, and names it. */
static unsigned refuse(struct duban_session *session, struct duban_batch *batch,
                       const struct duban_task *task, struct duban_err *err)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_say_task(&text, task);
    duban_buf_addf(&text, _("：%s；全部没有改动"), err->text ? err->text : "");
    duban_ui_say(&session->ui, DUBAN_TONE_ERROR, "%s", text.data);
    duban_buf_release(&text);
    duban_err_release(err);
    duban_batch_release(batch);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

static unsigned wish_all(struct duban_session *session, enum duban_act act,
                         const struct duban_wish *wish, const char *note)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;

    duban_batch_init(&batch, act);
    for (size_t i = 0; i < session->ui.marks.n; i++) {
        const struct duban_task *task = marked(session, i);

        if (task && duban_record_set(&batch, &session->campaign, task, wish, 1, session->today,
                                     &err) != DUBAN_OK)
            return refuse(session, &batch, task, &err);
    }
    if (batch.n > 0 && note && *note)
        batch.note = duban_strdup(note);
    return write_all(session, &batch);
}

/* --- Progress --------------------------------------------------------------------------------- */

static size_t count_with(const struct duban_session *session, enum duban_task_status status)
{
    size_t n = 0;

    for (size_t i = 0; i < session->ui.marks.n; i++)
        n += marked(session, i) && marked(session, i)->status == status;
    return n;
}

static unsigned set_statuses(struct duban_session *session)
{
    struct duban_wish wish = {DUBAN_FIELD_TASK_STATUS, NULL, session->wait->text};
    enum duban_act act = session->wait->act;

    return wish_all(session, act, &wish, NULL);
}

static unsigned ask_status(struct duban_session *session, enum duban_task_status to,
                           enum duban_act act, size_t n)
{
    struct duban_buf number = DUBAN_BUF_INIT;

    put_number(&number, session, n);
    duban_ask_yes(session, set_statuses, _("%s %s？"), duban_act_label(act), number.data);
    session->wait->text = duban_strdup(duban_status_name(to));
    session->wait->act = act;
    duban_buf_release(&number);
    return DUBAN_REACT_DRAW;
}

unsigned duban_marks_done(struct duban_session *session)
{
    size_t n = session->ui.marks.n - count_with(session, DUBAN_DONE);

    if (n > 0)
        return ask_status(session, DUBAN_DONE, DUBAN_ACT_DONE, n);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("标记的任务都已办结；按 Esc 取消标记"));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* One step on means one thing only while all stand at the same step. */
unsigned duban_marks_cycle(struct duban_session *session, enum duban_task_status from,
                           enum duban_task_status to, enum duban_act act)
{
    if (count_with(session, from) == session->ui.marks.n)
        return ask_status(session, to, act, session->ui.marks.n);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                 _("标记的任务状态不一，不能一起推进；一起办结请按 x，取消标记请按 Esc"));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* --- The bin ---------------------------------------------------------------------------------- */

static unsigned delete_all(struct duban_session *session)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;

    duban_batch_init(&batch, DUBAN_ACT_DELETE);
    for (size_t i = 0; i < session->ui.marks.n; i++) {
        const struct duban_task *task = marked(session, i);

        if (task && duban_record_delete(&batch, task, &err) != DUBAN_OK)
            return refuse(session, &batch, task, &err);
    }
    return write_all(session, &batch);
}

unsigned duban_marks_delete(struct duban_session *session)
{
    struct duban_buf number = DUBAN_BUF_INIT;

    put_number(&number, session, session->ui.marks.n);
    duban_ask_yes(session, delete_all, _("把 %s放入回收站？"), number.data);
    duban_buf_release(&number);
    return DUBAN_REACT_DRAW;
}

/* --- Another phase ---------------------------------------------------------------------------- */

static unsigned replan_all(struct duban_session *session, const char *reason)
{
    struct duban_buf id = DUBAN_BUF_INIT;

    duban_buf_addf(&id, "%lld", (long long)session->wait->phase);
    struct duban_wish wish = {DUBAN_FIELD_TASK_PHASE, NULL, id.data};
    duban_ui_close_overlay(&session->ui);
    unsigned react = wish_all(session, DUBAN_ACT_MOVE, &wish, reason);
    duban_buf_release(&id);
    return react;
}

static unsigned ask_reason(struct duban_session *session, int64_t id)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, id);
    struct duban_buf label = DUBAN_BUF_INIT;

    if (!phase || phase->deleted)
        return DUBAN_REACT_BELL;
    put_number(&label, session, session->ui.marks.n);
    duban_buf_addf(&label, _("调整到“%s”的原因（可不填）"), phase->name);
    duban_ask_text(session, label.data, NULL, replan_all);
    session->wait->phase = id;
    duban_buf_release(&label);
    return DUBAN_REACT_DRAW;
}

unsigned duban_marks_replan(struct duban_session *session)
{
    const struct duban_campaign *campaign = &session->campaign;
    struct duban_buf title = DUBAN_BUF_INIT, number = DUBAN_BUF_INIT;

    put_number(&number, session, session->ui.marks.n);
    duban_buf_addf(&title, _("把 %s调整到哪个阶段？"), number.data);
    duban_ask_choice(session, title.data, ask_reason);
    for (size_t i = 0; i < campaign->n_phases; i++)
        duban_menu_add(&session->ui.menu, campaign->phases[i]->name,
                       duban_strdup(campaign->phases[i]->window), campaign->phases[i]->id);
    duban_buf_release(&title);
    duban_buf_release(&number);
    return DUBAN_REACT_DRAW;
}

/* --- One field -------------------------------------------------------------------------------- */

/* The value that all have; NULL when they differ. Owned. */
static char *common_value(const struct duban_session *session, enum duban_field field)
{
    char *common = NULL;

    for (size_t i = 0; i < session->ui.marks.n; i++) {
        const struct duban_task *task = marked(session, i);
        char *value = task ? duban_form_value(task, field, NULL) : NULL;

        if (!task)
            continue;
        if (!value || (common && strcmp(common, value) != 0)) {
            free(value);
            free(common);
            return NULL;
        }
        free(common);
        common = value;
    }
    return common;
}

/* An empty answer would empty them all, which nobody means by just pressing Enter. */
static unsigned set_all(struct duban_session *session, const char *text)
{
    struct duban_wish wish = {session->wait->field, NULL, text};

    if (text[strspn(text, " ")] == '\0') {
        duban_strset(&session->ui.prompt.error, _("请写新的内容，或按 Esc 取消"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    if (wish.field == DUBAN_FIELD_TASK_LEADS && duban_ask_department(session))
        return DUBAN_REACT_DRAW;
    if (wish_all(session, DUBAN_ACT_SET, &wish, NULL) & DUBAN_REACT_BELL)
        return duban_prompt_refused(session);
    duban_ui_close_overlay(&session->ui);
    return DUBAN_REACT_DRAW;
}

unsigned duban_marks_ask(struct duban_session *session, enum duban_field field)
{
    struct duban_buf label = DUBAN_BUF_INIT;
    char *value = common_value(session, field);

    put_number(&label, session, session->ui.marks.n);
    duban_buf_addf(&label, _("的%s"), _(duban_field_info(field)->label));
    duban_ask_text(session, label.data, value, set_all);
    session->wait->field = field;
    session->wait->typed = duban_read_typed;
    if (value)
        duban_read_typed(session, session->ui.prompt.edit.text.data);
    if (field == DUBAN_FIELD_TASK_LEADS) {
        session->wait->offer = duban_offer_departments;
        duban_offer_departments(session);
    }
    free(value);
    duban_buf_release(&label);
    return DUBAN_REACT_DRAW;
}
