/* The selection: held by ids, found anew on every new board. */
#include "app/inside.h"

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

/* Where the selected card is now; false when it is on the board no more. A card with several leads
 * stays selected in the column where it was. */
static bool find_task(struct duban_session *session, int64_t id)
{
    const struct duban_board *board = &session->board;
    size_t column = duban_board_column_of(board, session->ui.column_id);

    if (column == SIZE_MAX || duban_board_row_of(&board->columns[column], id) == SIZE_MAX)
        column = duban_board_find(board, id);
    if (column == SIZE_MAX)
        return false;
    session->ui.column = column;
    session->ui.row = duban_board_row_of(&board->columns[column], id);
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

void duban_session_reveal(struct duban_session *session, int64_t task)
{
    struct duban_board *board = &session->board;
    struct duban_ui *ui = &session->ui;

    duban_ui_arrange(board, ui, &session->campaign, session->today, task);
    for (size_t i = 0; i < board->n_columns; i++)
        if (board->columns[i].folds && board->columns[i].open)
            duban_ui_column(ui, board->columns[i].id)->open = true;
    duban_session_select(session, task);
}

bool duban_session_go_to(struct duban_session *session, int64_t id)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, id);

    if (!task || task->deleted)
        return false;
    duban_session_reveal(session, id);
    return session->ui.task_id == id;
}

void duban_session_read_history(struct duban_session *session)
{
    struct duban_err err = DUBAN_ERR_INIT;
    enum duban_view view = duban_ui_view(&session->ui);
    struct duban_recall wanted = {0};

    duban_history_release(&session->history);
    duban_history_init(&session->history);
    if (view == DUBAN_VIEW_CARD) {
        wanted.task = session->ui.task_id;
    } else if (view == DUBAN_VIEW_HISTORY) {
        duban_sifting_follow(&session->ui.sifting, session->today);
        wanted.limit = DUBAN_HISTORY_LINES;
        wanted.fits = session->ui.sifting.sift ? duban_sift_fits : NULL;
        wanted.with = session->ui.sifting.sift;
    } else {
        return;
    }
    if (duban_store_recall(&session->history, session->store, &wanted, &err) != DUBAN_OK)
        duban_ui_complain(&session->ui, &err);
}

void duban_session_refresh(struct duban_session *session)
{
    duban_filter_follow(&session->ui.filter, session->today);
    duban_marks_prune(&session->ui.marks, &session->campaign);
    duban_ui_arrange(&session->board, &session->ui, &session->campaign, session->today, 0);
    duban_session_settle(session);
    duban_session_read_history(session);
}
