/* The selection: held by ids, found anew on every new board. */
#include "app/inside.h"
#include "duban/alloc.h"

#include <stdlib.h>

static const struct duban_board_column *column_of(const struct duban_session *session)
{
    const struct duban_ui *ui = &session->ui;

    return ui->column < session->board.n_columns ? &session->board.columns[ui->column] : NULL;
}

/* Takes the ids of what stands at the indices, which are put into their ranges first. */
static void hold(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;
    size_t n = session->board.n_columns;

    if (ui->column >= n)
        ui->column = n > 0 ? n - 1 : 0;
    const struct duban_board_column *column = column_of(session);
    size_t rows = column ? column->n_rows : 0;
    if (ui->row >= rows)
        ui->row = rows > 0 ? rows - 1 : 0;
    const struct duban_task *task = rows > 0 ? column->rows[ui->row].task : NULL;
    ui->column_id = column ? column->id : 0;
    ui->task_id = task ? task->id : 0;
}

/* Where the selected card is now; false when it is on the board no more. */
static bool find_task(struct duban_session *session, int64_t id)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, id);
    size_t column = task ? duban_board_column_of(&session->board, task->phase) : SIZE_MAX;
    if (column == SIZE_MAX)
        return false;
    size_t row = duban_board_row_of(&session->board.columns[column], id);
    if (row == SIZE_MAX)
        return false;
    session->ui.column = column;
    session->ui.row = row;
    return true;
}

void duban_session_settle(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;

    if (ui->task_id == 0 || !find_task(session, ui->task_id)) {
        size_t column = duban_board_column_of(&session->board, ui->column_id);
        if (column != SIZE_MAX)
            ui->column = column;
    }
    /* A card that is open stays the selected one, even when the board has folded it away. */
    int64_t task = ui->task_id;
    hold(session);
    if (duban_ui_view(ui) == DUBAN_VIEW_CARD && duban_campaign_task(&session->campaign, task))
        ui->task_id = task;
    if (ui->bin_at >= session->campaign.n_bin)
        ui->bin_at = session->campaign.n_bin > 0 ? session->campaign.n_bin - 1 : 0;
}

void duban_session_select(struct duban_session *session, int64_t task)
{
    session->ui.task_id = task;
    duban_session_settle(session);
}

void duban_session_read_history(struct duban_session *session)
{
    enum { LINES = 1000 };
    struct duban_err err = DUBAN_ERR_INIT;
    enum duban_view view = duban_ui_view(&session->ui);
    bool card = view == DUBAN_VIEW_CARD;
    enum duban_status status;

    duban_history_release(&session->history);
    duban_history_init(&session->history);
    if (!card && view != DUBAN_VIEW_HISTORY)
        return;
    status = duban_store_history(&session->history, session->store, card ? session->ui.task_id : 0,
                                 card ? 0 : LINES, &err);
    if (status != DUBAN_OK)
        duban_ui_complain(&session->ui, &err);
}

static void make_board(struct duban_session *session)
{
    const struct duban_ui *ui = &session->ui;
    int64_t *open = duban_alloc(ui->n_columns * sizeof *open);
    size_t n = 0;

    for (size_t i = 0; i < ui->n_columns; i++)
        if (ui->columns[i].open)
            open[n++] = ui->columns[i].id;
    duban_board_make(&session->board, &session->campaign, session->today, open, n);
    free(open);
}

void duban_session_refresh(struct duban_session *session)
{
    make_board(session);
    duban_session_settle(session);
    duban_session_read_history(session);
}
