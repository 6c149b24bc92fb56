/* Moving about: over the board, along lines, along the items of a list. */
#include "app/inside.h"

#include <stdlib.h>

static size_t clamp(size_t at, int64_t by, size_t n)
{
    int64_t to = (int64_t)at + by;

    if (n == 0 || to < 0)
        return 0;
    return to >= (int64_t)n ? n - 1 : (size_t)to;
}

/* --- The board -------------------------------------------------------------------------------- */

static const struct duban_board_column *here(const struct duban_session *session)
{
    return session->board.n_columns > 0 ? &session->board.columns[session->ui.column] : NULL;
}

/* Selects what stands at the indices. */
static unsigned stand(struct duban_session *session, size_t column, size_t row)
{
    struct duban_ui *ui = &session->ui;
    bool moved = column != ui->column || row != ui->row;

    ui->column = column;
    ui->row = row;
    ui->task_id = 0;
    ui->column_id = 0;
    duban_session_settle(session);
    return moved ? DUBAN_REACT_DRAW : DUBAN_REACT_BELL;
}

/* In the card view the next row that is a card is shown, from its beginning. */
static unsigned turn_card(struct duban_session *session, int by)
{
    const struct duban_board_column *column = here(session);
    size_t at = session->ui.row;

    if (!column || column->n_rows == 0)
        return DUBAN_REACT_BELL;
    at = clamp(at, by, column->n_rows);
    if (column->rows[at].kind == DUBAN_BOARD_FOLD)
        at = clamp(at, by < 0 ? -1 : 1, column->n_rows);
    if (column->rows[at].kind == DUBAN_BOARD_FOLD ||
        column->rows[at].task->id == session->ui.task_id)
        return DUBAN_REACT_BELL;
    session->ui.scroll[DUBAN_VIEW_CARD] = 0;
    session->ui.row = at;
    duban_session_select(session, column->rows[at].task->id);
    duban_session_read_history(session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_row(struct duban_session *session, int by)
{
    const struct duban_board_column *column = here(session);

    if (duban_ui_view(&session->ui) == DUBAN_VIEW_CARD)
        return turn_card(session, by);
    return column ? stand(session, session->ui.column, clamp(session->ui.row, by, column->n_rows))
                  : DUBAN_REACT_BELL;
}

/* A column is entered where it was left: at the row that is beside, as far as it has one. */
unsigned duban_do_column(struct duban_session *session, int by)
{
    size_t column = clamp(session->ui.column, by, session->board.n_columns);

    return column == session->ui.column ? DUBAN_REACT_BELL
                                        : stand(session, column, session->ui.row);
}

unsigned duban_do_end(struct duban_session *session, int by)
{
    const struct duban_board_column *column = here(session);

    if (!column)
        return DUBAN_REACT_BELL;
    return stand(session, session->ui.column,
                 by > 0 && column->n_rows > 0 ? column->n_rows - 1 : 0);
}

/* `room` things are in sight: how far so many half pages go, at least by one. */
static int64_t half_pages(size_t room, int by)
{
    int64_t half = room > 1 ? (int64_t)room / 2 : 1;
    int64_t whole = room > 1 ? (int64_t)room : 1;

    return by % 2 == 0 ? by / 2 * whole : by * half;
}

unsigned duban_do_page(struct duban_session *session, int by)
{
    const struct duban_board_column *column = here(session);
    int64_t rows = half_pages(session->ui.room.cards, by);

    return column ? stand(session, session->ui.column, clamp(session->ui.row, rows, column->n_rows))
                  : DUBAN_REACT_BELL;
}

/* --- Lines ------------------------------------------------------------------------------------ */

static unsigned scroll_by(struct duban_session *session, int64_t by)
{
    struct duban_ui *ui = &session->ui;
    size_t *scroll = &ui->scroll[duban_ui_view(ui)];
    size_t hidden = ui->room.total > ui->room.lines ? ui->room.total - ui->room.lines : 0;
    size_t to = clamp(*scroll, by, hidden + 1);
    bool moved = to != *scroll;

    *scroll = to;
    return moved ? DUBAN_REACT_DRAW : DUBAN_REACT_BELL;
}

unsigned duban_do_scroll(struct duban_session *session, int by)
{
    return scroll_by(session, by);
}

unsigned duban_do_scroll_page(struct duban_session *session, int by)
{
    return scroll_by(session, half_pages(session->ui.room.lines, by));
}

unsigned duban_do_scroll_end(struct duban_session *session, int by)
{
    return scroll_by(session, by * (int64_t)session->ui.room.total);
}

/* --- Items ------------------------------------------------------------------------------------ */

/* The list that is chosen from: a menu, the rows of an import, else the bin. */
static size_t *list_of(struct duban_session *session, size_t *n)
{
    struct duban_ui *ui = &session->ui;

    if (ui->overlay == DUBAN_OVERLAY_MENU) {
        *n = ui->menu.n;
        return &ui->menu.at;
    }
    if (ui->importing) {
        *n = ui->importing->n_shown;
        return &ui->importing->at;
    }
    *n = session->campaign.n_bin;
    return &ui->bin_at;
}

static unsigned item_by(struct duban_session *session, int64_t by)
{
    size_t n;
    size_t *at = list_of(session, &n);
    size_t to = clamp(*at, by, n);
    bool moved = to != *at;

    *at = to;
    return moved ? DUBAN_REACT_DRAW : DUBAN_REACT_BELL;
}

unsigned duban_do_item(struct duban_session *session, int by)
{
    return item_by(session, by);
}

unsigned duban_do_item_page(struct duban_session *session, int by)
{
    return item_by(session, half_pages(session->ui.room.lines, by));
}

unsigned duban_do_item_end(struct duban_session *session, int by)
{
    size_t n;

    list_of(session, &n);
    return item_by(session, by * (int64_t)n);
}
