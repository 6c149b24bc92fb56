/* The arrangement of the board: grouping and order; and what H, L and a mean in each grouping. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Choosing --------------------------------------------------------------------------------- */

static void offer(struct duban_menu *menu, const char *label, int value)
{
    struct duban_buf digit = DUBAN_BUF_INIT;

    duban_buf_addf(&digit, "%d", value + 1);
    duban_menu_add(menu, label, duban_buf_detach(&digit), value);
}

/* The same card is selected, even when it is a closed one: then its new column is unfolded. */
static unsigned group_by(struct duban_session *session, int64_t grouping)
{
    struct duban_ui *ui = &session->ui;

    ui->grouping = (enum duban_grouping)grouping;
    ui->first_column = 0;
    duban_session_reveal(session, ui->task_id);
    duban_ui_say(ui, DUBAN_TONE_INFO, _("已%s分列（按 v 换）"), duban_grouping_label(ui->grouping));
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_group(struct duban_session *session, int by)
{
    (void)by;
    duban_ask_choice(session, _("怎样分列？"), group_by);
    for (int i = 0; i < DUBAN_GROUPINGS; i++)
        offer(&session->ui.menu, duban_grouping_label((enum duban_grouping)i), i);
    session->ui.menu.at = (size_t)session->ui.grouping;
    return DUBAN_REACT_DRAW;
}

static unsigned sort_by(struct duban_session *session, int64_t sorting)
{
    struct duban_ui *ui = &session->ui;

    ui->sorting = (enum duban_sorting)sorting;
    duban_session_refresh(session);
    duban_ui_say(ui, DUBAN_TONE_INFO, _("列内已%s排列（按 s 换）"),
                 duban_sorting_label(ui->sorting));
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_sort(struct duban_session *session, int by)
{
    (void)by;
    duban_ask_choice(session, _("列内怎样排列？"), sort_by);
    for (int i = 0; i < DUBAN_SORTINGS; i++)
        offer(&session->ui.menu, duban_sorting_label((enum duban_sorting)i), i);
    session->ui.menu.at = (size_t)session->ui.sorting;
    return DUBAN_REACT_DRAW;
}

/* --- To the column beside --------------------------------------------------------------------- */

static unsigned no_further(struct duban_session *session, const char *why)
{
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, "%s", why);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

static unsigned shift_lead(struct duban_session *session, int by)
{
    (void)by;
    return no_further(session, _("现在按牵头单位分列：改牵头单位请按 @，调整阶段请按 m"));
}

static unsigned shift_month(struct duban_session *session, int by)
{
    (void)by;
    return no_further(session, _("现在按到期月份分列：改完成时限请按 t，调整阶段请按 m"));
}

static unsigned shift_status(struct duban_session *session, int by)
{
    enum duban_task_status from = duban_session_task(session)->status;
    int to = (int)from + by;

    if (to < 0)
        return no_further(session, _("已在“未启动”，前面没有了；按 p 可选定状态"));
    if (to >= DUBAN_TASK_STATUSES)
        return no_further(session, _("已在“不再推进”，后面没有了；按空格可重新启动"));
    return duban_session_turn(session, (enum duban_task_status)to);
}

unsigned duban_do_shift(struct duban_session *session, int by)
{
    static unsigned (*const shifts[DUBAN_GROUPINGS])(struct duban_session *, int) = {
        [DUBAN_BY_PHASE] = duban_session_replan,
        [DUBAN_BY_LEAD] = shift_lead,
        [DUBAN_BY_STATUS] = shift_status,
        [DUBAN_BY_MONTH] = shift_month,
    };

    if (duban_marks_forbid(session))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    return shifts[session->ui.grouping](session, by);
}

/* --- A new card in this column ---------------------------------------------------------------- */

/* The phase that a new task goes to where the column is none: that of the selected card, else the
 * one that is under way, else the first. */
static int64_t home_phase(const struct duban_session *session)
{
    const struct duban_campaign *campaign = &session->campaign;
    const struct duban_task *task = duban_session_task(session);
    int64_t phase = campaign->phases[0]->id;

    if (session->ui.grouping == DUBAN_BY_PHASE)
        return session->ui.column_id;
    if (task)
        return task->phase;
    for (size_t i = 0; i < campaign->n_phases; i++)
        if (duban_phase_holds(campaign->phases[i], session->today))
            phase = campaign->phases[i]->id;
    return phase;
}

/* What makes a new task stand in the column: its lead, its status, its deadline. */
static void preset(struct duban_form *form, const struct duban_session *session,
                   const struct duban_board_column *column)
{
    const struct duban_campaign *campaign = &session->campaign;
    struct duban_buf text = DUBAN_BUF_INIT;
    int year, month;

    switch (session->ui.grouping) {
    case DUBAN_BY_PHASE: break;
    case DUBAN_BY_LEAD:
        if (duban_board_has_lead(column->id))
            duban_form_preset(form, campaign, DUBAN_FIELD_TASK_LEADS, column->name);
        break;
    case DUBAN_BY_STATUS:
        duban_form_preset(form, campaign, DUBAN_FIELD_TASK_STATUS,
                          duban_status_name(duban_board_status(column->id)));
        break;
    case DUBAN_BY_MONTH:
        /* Deadlines are Chinese in every language. */
        if (duban_board_month(&year, &month, column->id)) {
            if (year != campaign->year)
                duban_buf_addf(&text, "%d年", year);
            duban_buf_addf(&text, "%d月", month);
        } else if (duban_board_is_open_end(column->id)) {
            duban_buf_adds(&text, "长期");
        }
        duban_form_preset(form, campaign, DUBAN_FIELD_TASK_DEADLINE, text.data);
        break;
    }
    duban_buf_release(&text);
}

unsigned duban_do_add(struct duban_session *session, int by)
{
    struct duban_ui *ui = &session->ui;

    (void)by;
    ui->form = duban_form_new(&session->campaign, NULL, home_phase(session));
    if (session->board.n_columns > 0)
        preset(ui->form, session, &session->board.columns[ui->column]);
    return DUBAN_REACT_DRAW;
}
