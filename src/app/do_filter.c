/* The filter: written with its result in view, chosen from what is usual, cleared. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* What people look for every week. */
static const struct {
    const char *label, *query;
} usual[] = {
    {N_("逾期"), "逾期"},
    {N_("临期"), "是:临期"},
    {N_("今天到期"), "时限:今天 是:在办"},
    {N_("本周到期"), "时限:本周 是:在办"},
    {N_("还没有办结"), "是:在办"},
    {N_("还没有启动"), "状态:未启动"},
    {N_("没有到期日"), "是:无时限"},
};
#define USUAL (sizeof usual / sizeof *usual)

/* --- In use ----------------------------------------------------------------------------------- */

/* Makes the board anew; the card that was selected before is selected again when it is shown. */
static void show(struct duban_session *session, int64_t task)
{
    if (task != 0)
        session->ui.task_id = task;
    duban_session_refresh(session);
}

static void say_found(struct duban_session *session)
{
    const struct duban_board *board = &session->board;

    if (!board->filtered)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有筛选，全部 %zu 项都列出"), board->all);
    else if (board->tally.total == 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("没有符合筛选的任务；按 f 改筛选，按 Esc 清除筛选"));
    else
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("筛出 %zu/%zu 项（按 Esc 清除筛选）"),
                     board->tally.total, board->all);
}

static enum duban_status use(struct duban_session *session, const char *text,
                             struct duban_err *err)
{
    enum duban_status status =
        duban_filter_set(&session->ui.filter, text, session->today, err);

    if (status == DUBAN_OK)
        show(session, session->wait->task);
    return status;
}

static void count(struct duban_buf *out, const struct duban_session *session)
{
    duban_buf_addf(out, _("筛出 %zu/%zu 项"), session->board.tally.total, session->board.all);
}

/* --- What is usual ---------------------------------------------------------------------------- */

static size_t count_fitting(const struct duban_session *session, const char *text)
{
    const struct duban_campaign *campaign = &session->campaign;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_query *query;
    size_t n = 0;

    if (duban_query_new(&query, &text, 1, session->today, &err) != DUBAN_OK)
        duban_err_release(&err);
    for (size_t i = 0; query && i < campaign->n_tasks; i++)
        n += duban_query_fits(query, campaign, campaign->tasks[i], session->today);
    duban_query_free(query);
    return n;
}

static void offer(struct duban_menu *menu, const char *label, size_t n, int64_t value)
{
    struct duban_buf count = DUBAN_BUF_INIT;

    duban_buf_addf(&count, Q_("%zu 项", "%zu 项", n), n);
    duban_menu_add(menu, label, duban_buf_detach(&count), value);
}

/* The departments that can be asked for: a quotation mark cannot be quoted. */
static void by_lead(struct duban_board *board, const struct duban_session *session)
{
    struct duban_arrangement how = {.grouping = DUBAN_BY_LEAD};

    duban_board_init(board);
    duban_board_make(board, &session->campaign, session->today, &how);
}

static void offer_departments(struct duban_menu *menu, const struct duban_session *session)
{
    struct duban_board board;

    by_lead(&board, session);
    for (size_t i = 0; i < board.n_columns; i++) {
        const struct duban_board_column *column = &board.columns[i];
        struct duban_buf label = DUBAN_BUF_INIT;

        if (!duban_board_has_lead(column->id) || strchr(column->name, '"'))
            continue;
        duban_buf_addf(&label, _("牵头：%s"), column->name);
        offer(menu, label.data, column->all, column->id);
        duban_buf_release(&label);
    }
    duban_board_release(&board);
}

/* Owned; the value is an index of `usual`, or the id of a department's column. */
static char *query_of(const struct duban_session *session, int64_t value)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    struct duban_board board;

    if (value < (int64_t)USUAL)
        return duban_strdup(usual[value].query);
    by_lead(&board, session);
    size_t column = duban_board_column_of(&board, value);
    if (column != SIZE_MAX)
        duban_buf_addf(&text, "牵头:\"%s\"", board.columns[column].name);
    duban_board_release(&board);
    return duban_buf_detach(&text);
}

static void offer_usual(struct duban_menu *menu, const struct duban_session *session)
{
    for (size_t i = 0; i < USUAL; i++)
        offer(menu, _(usual[i].label), count_fitting(session, usual[i].query), (int64_t)i);
    offer_departments(menu, session);
}

/* --- Commands --------------------------------------------------------------------------------- */

static const struct duban_filtering filtering = {
    N_("筛选"), N_("如 逾期、牵头:宣传室、时限:6月；F2 选常用的"), use, count, say_found,
    offer_usual, query_of,
};

unsigned duban_do_filter(struct duban_session *session, int by)
{
    (void)by;
    return duban_ask_filter(session, &filtering, session->ui.filter.text);
}

unsigned duban_do_prompt_offer(struct duban_session *session, int by)
{
    (void)by;
    return session->wait->usual(session);
}

/* Esc on the board: marks go first, then the filter. */
unsigned duban_do_clear(struct duban_session *session, int by)
{
    struct duban_ui *ui = &session->ui;

    (void)by;
    if (ui->search.key) {
        duban_search_end(session);
        return DUBAN_REACT_DRAW;
    }
    if (ui->marks.n > 0) {
        duban_marks_release(&ui->marks);
        duban_ui_say(ui, DUBAN_TONE_INFO, _("已取消标记"));
        return DUBAN_REACT_DRAW;
    }
    duban_filter_release(&ui->filter);
    duban_session_refresh(session);
    say_found(session);
    return DUBAN_REACT_DRAW;
}
