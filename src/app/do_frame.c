/* The frame: views, the menu of what can be done, folding, leaving. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>

/* --- Views ------------------------------------------------------------------------------------ */

unsigned duban_do_view(struct duban_session *session, int view)
{
    duban_ui_push(&session->ui, (enum duban_view)view);
    duban_session_settle(session);
    duban_session_read_history(session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_back(struct duban_session *session, int by)
{
    (void)by;
    if (duban_sift_clear(session))
        return DUBAN_REACT_DRAW;
    duban_ui_pop(&session->ui);
    duban_session_settle(session);
    duban_session_read_history(session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_quit(struct duban_session *session, int by)
{
    (void)session;
    (void)by;
    return DUBAN_REACT_QUIT;
}

unsigned duban_do_redraw(struct duban_session *session, int by)
{
    (void)session;
    (void)by;
    return DUBAN_REACT_DRAW | DUBAN_REACT_REDRAW;
}

/* --- Cards and folds -------------------------------------------------------------------------- */

/* Opens or closes the closed cards of the present column; the selection goes to the fold when its
 * card is no longer shown. */
unsigned duban_do_fold(struct duban_session *session, int by)
{
    struct duban_ui *ui = &session->ui;
    const struct duban_tally *tally =
        session->board.n_columns > 0 ? &session->board.columns[ui->column].tally : NULL;

    (void)by;
    if (!session->board.folds) {
        duban_ui_say(ui, DUBAN_TONE_INFO, _("按状态分列或筛选时，办结的任务都列出，不收起"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    if (!tally || tally->done + tally->dropped == 0) {
        duban_ui_say(ui, DUBAN_TONE_INFO, _("本列还没有办结的任务可展开；按 x 办结选中的任务"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    struct duban_ui_column *column = duban_ui_column(ui, ui->column_id);
    column->open = !column->open;
    duban_session_refresh(session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_open(struct duban_session *session, int by)
{
    const struct duban_board *board = &session->board;
    const struct duban_ui *ui = &session->ui;

    if (duban_session_task(session))
        return duban_do_view(session, DUBAN_VIEW_CARD);
    if (board->n_columns > 0 && board->columns[ui->column].n_rows > 0)
        return duban_do_fold(session, by);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("本列没有任务；按 a 新增"));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* --- The menu: everything that can be done now, without a letter being typed ------------------ */

static unsigned run_chosen(struct duban_session *session, int64_t command)
{
    return duban_session_exec(session, (enum duban_command)command, 1);
}

static bool in_menu(const struct duban_session *session, enum duban_command command)
{
    return duban_command_info(command)->group != DUBAN_GROUP_MOVE &&
           command != DUBAN_COMMAND_MENU && duban_session_allows(session, command);
}

unsigned duban_do_menu(struct duban_session *session, int by)
{
    bool offered[DUBAN_COMMANDS];

    (void)by;
    /* Asked before the menu is there: what can be done in it is another matter. */
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++)
        offered[command] = in_menu(session, command);
    duban_ask_choice(session, _("要做什么？"), run_chosen);
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        struct duban_buf keys = DUBAN_BUF_INIT;

        if (!offered[command])
            continue;
        duban_keymap_keys(&keys, &session->keymap, command, 1);
        duban_menu_add(&session->ui.menu, _(duban_command_info(command)->help),
                       duban_buf_detach(&keys), command);
    }
    return DUBAN_REACT_DRAW;
}
