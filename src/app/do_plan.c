/* The plan: a card to another phase, or to another place in its own. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"

#include <stdlib.h>

/* --- Another phase ---------------------------------------------------------------------------- */

/* A task's own due date that the phase's window does not hold; DUBAN_NO_DATE when all is well. */
static int due_outside(const struct duban_campaign *campaign, const struct duban_task *task,
                       const struct duban_phase *phase)
{
    bool inherited;
    int due = duban_task_due(campaign, task, &inherited);

    if (inherited || due == DUBAN_NO_DATE)
        return DUBAN_NO_DATE;
    bool early = phase->start != DUBAN_NO_DATE && due < phase->start;
    bool late = phase->end != DUBAN_NO_DATE && due > phase->end;
    return early || late ? due : DUBAN_NO_DATE;
}

/* Appends a warning about the due date, or nothing. True when it warned. */
static bool warn_outside(struct duban_buf *out, const struct duban_session *session,
                         const struct duban_task *task, const struct duban_phase *phase)
{
    int due = due_outside(&session->campaign, task, phase);

    if (due == DUBAN_NO_DATE)
        return false;
    duban_buf_adds(out, _("注意：时限"));
    duban_date_say(out, due, session->campaign.year);
    duban_buf_addf(out, _("在“%s”的起止时间之外"), phase->name);
    return true;
}

static void say_moved(struct duban_session *session, const struct duban_task *task,
                      const struct duban_phase *phase)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, _("已调整到“%s”"), phase->name);
    size_t len = text.len;
    duban_buf_adds(&text, _("；"));
    bool warned = warn_outside(&text, session, task, phase);
    if (!warned)
        duban_buf_truncate(&text, len);
    duban_ui_say(&session->ui, warned ? DUBAN_TONE_WARN : DUBAN_TONE_INFO, "%s", text.data);
    duban_buf_release(&text);
}

static const char *phase_name(const struct duban_session *session, int64_t id)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, id);

    return phase ? phase->name : NULL;
}

/* Somebody else has moved the card meanwhile: it is moved on, or left where it is now. The prompt
 * with the reason is on top again. */
static unsigned decide_move(struct duban_session *session, int64_t value)
{
    const struct duban_task *task = duban_wait_task(session);

    if (value == DUBAN_CLASH_THEIRS || !task) {
        duban_ui_close_overlay(&session->ui);
        if (task)
            duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有调整，任务留在别人放的阶段"));
        return DUBAN_REACT_DRAW;
    }
    session->wait->from = task->phase;
    return value == DUBAN_CLASH_MINE ? duban_do_prompt_accept(session, 0) : DUBAN_REACT_DRAW;
}

static void ask_moved(struct duban_session *session, const struct duban_task *task)
{
    struct duban_clash clash = {
        .label = _("阶段"),
        .before = phase_name(session, session->wait->from),
        .mine = phase_name(session, session->wait->phase),
        .theirs = phase_name(session, task->phase),
        .task = task->id,
        .field = DUBAN_FIELD_TASK_PHASE,
    };

    duban_ask_clash(session, &clash, decide_move);
}

static bool is_removed(struct duban_session *session, int64_t id)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, id);

    if (phase && !phase->deleted)
        return false;
    duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("要去的阶段刚被别人删除，没有调整；请按 m 另选"));
    return true;
}

static unsigned move_for_reason(struct duban_session *session, const char *reason)
{
    const struct duban_task *task = duban_wait_task(session);
    struct duban_buf id = DUBAN_BUF_INIT;
    int64_t task_id = session->wait->task, phase_id = session->wait->phase;

    if (task && !is_removed(session, phase_id) && task->phase != session->wait->from &&
        task->phase != phase_id) {
        ask_moved(session, task);
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    if (!task || is_removed(session, phase_id)) {
        duban_ui_close_overlay(&session->ui);
        return DUBAN_REACT_BELL;
    }
    duban_buf_addf(&id, "%lld", (long long)phase_id);
    struct duban_wish wish = {DUBAN_FIELD_TASK_PHASE, NULL, id.data};
    bool moved = duban_session_wish(session, DUBAN_ACT_MOVE, task, &wish, 1, reason, NULL);
    duban_buf_release(&id);
    if (!moved && !is_removed(session, phase_id))
        return duban_prompt_refused(session);
    duban_ui_close_overlay(&session->ui);
    if (!moved) /* what was refused has shown that the phase is gone */
        return DUBAN_REACT_BELL;
    duban_session_select(session, task_id);
    say_moved(session, duban_campaign_task(&session->campaign, task_id),
              duban_campaign_phase(&session->campaign, phase_id));
    return DUBAN_REACT_DRAW;
}

static unsigned ask_reason(struct duban_session *session, const struct duban_phase *phase)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, _("调整到“%s”的原因（可不填）"), phase->name);
    duban_ask_text(session, text.data, NULL, move_for_reason);
    session->wait->phase = phase->id;
    duban_buf_clear(&text);
    if (warn_outside(&text, session, duban_session_task(session), phase))
        duban_strset(&session->ui.prompt.reading, text.data);
    duban_buf_release(&text);
    return DUBAN_REACT_DRAW;
}

unsigned duban_session_replan(struct duban_session *session, int by)
{
    const struct duban_campaign *campaign = &session->campaign;
    size_t no = duban_campaign_phase_no(campaign, duban_session_task(session)->phase);
    int64_t to = (int64_t)no + by;

    if (to >= 1 && to <= (int64_t)campaign->n_phases)
        return ask_reason(session, campaign->phases[to - 1]);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                 by < 0 ? _("已在第一个阶段，前面没有了；按 m 可选阶段")
                        : _("已在最后一个阶段，后面没有了；按 m 可选阶段"));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

static unsigned move_to_chosen(struct duban_session *session, int64_t id)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, id);
    const struct duban_task *task = duban_wait_task(session);

    if (!phase || phase->deleted || !task)
        return DUBAN_REACT_BELL;
    duban_session_select(session, task->id);
    if (task->phase != id)
        return ask_reason(session, phase);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("任务已在“%s”；要调整请选别的阶段"), phase->name);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_move_to(struct duban_session *session, int by)
{
    const struct duban_campaign *campaign = &session->campaign;
    struct duban_menu *menu = &session->ui.menu;

    (void)by;
    if (duban_session_bulk(session))
        return duban_marks_replan(session);
    duban_ask_choice(session, _("调整到哪个阶段？"), move_to_chosen);
    for (size_t i = 0; i < campaign->n_phases; i++)
        duban_menu_add(menu, campaign->phases[i]->name, duban_strdup(campaign->phases[i]->window),
                       campaign->phases[i]->id);
    menu->at = duban_campaign_phase_no(campaign, duban_session_task(session)->phase) - 1;
    return DUBAN_REACT_DRAW;
}

/* --- Another place in the phase --------------------------------------------------------------- */

/* The rows before the fold: the cards whose order matters. */
static size_t live_rows(const struct duban_board_column *column)
{
    size_t n = 0;

    while (n < column->n_rows && column->rows[n].kind == DUBAN_BOARD_CARD)
        n++;
    return n;
}

/* The task that stands right behind the live card at `row` when card `moved` is left out of count;
 * 0: the end of the phase. */
static int64_t task_behind(const struct duban_campaign *campaign, const struct duban_task *last)
{
    size_t first;
    size_t n = duban_campaign_phase_tasks(campaign, last->phase, &first);

    for (size_t i = first; i + 1 < first + n; i++)
        if (campaign->tasks[i] == last)
            return campaign->tasks[i + 1]->id;
    return 0;
}

/* Where the cards do not stand as the plan has them, there is nothing to reorder. */
static bool in_plan_order(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;

    if (ui->grouping != DUBAN_BY_PHASE)
        duban_ui_say(ui, DUBAN_TONE_INFO,
                     _("现在%s分列，计划次序只在阶段内调整；请按 v 选“按阶段”"),
                     duban_grouping_label(ui->grouping));
    else if (ui->sorting != DUBAN_SORT_PLAN)
        duban_ui_say(ui, DUBAN_TONE_INFO, _("现在列内%s排列，不能上下移动；请按 s 选“按计划次序”"),
                     duban_sorting_label(ui->sorting));
    else
        return true;
    return false;
}

unsigned duban_do_reorder(struct duban_session *session, int by)
{
    const struct duban_board_column *column = &session->board.columns[session->ui.column];
    const struct duban_task *task = duban_session_task(session);
    size_t n = live_rows(column), row = session->ui.row;
    struct duban_batch batch;

    if (duban_marks_forbid(session) || !in_plan_order(session))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    if (row >= n) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                     _("已办结的任务按计划次序排列，不能移动；要移动请先按空格重新启动"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    int64_t to = (int64_t)row + by;
    to = to < 0 ? 0 : to >= (int64_t)n ? (int64_t)n - 1 : to;
    if (to == (int64_t)row) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                     by < 0 ? _("已在本阶段最上面；按 H 调整到前一阶段")
                            : _("已在本阶段最下面；按 L 调整到后一阶段"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    const struct duban_task *there = column->rows[to].task;
    duban_batch_init(&batch, DUBAN_ACT_MOVE);
    duban_record_reorder(&batch, &session->campaign, task,
                         by < 0 ? there->id : task_behind(&session->campaign, there));
    return duban_session_write(session, &batch) ? DUBAN_REACT_DRAW : DUBAN_REACT_BELL;
}
