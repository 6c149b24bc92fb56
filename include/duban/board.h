/* The board as it is shown: columns of rows, in display order.
 *
 * Made from the campaign whenever that changes, and the same for whoever looks: the session walks
 * along it, the screen draws it. A column holds its live cards in plan order, then, when it has
 * closed ones (done or dropped), one fold row, then the closed cards if the fold is open.
 */
#ifndef DUBAN_BOARD_H
#define DUBAN_BOARD_H

#include "duban/standing.h"

enum duban_board_kind {
    DUBAN_BOARD_CARD,
    DUBAN_BOARD_FOLD, /* √ 已办结 3 项 */
};

struct duban_board_row {
    enum duban_board_kind kind;
    const struct duban_task *task; /* borrowed from the campaign; NULL for a fold */
    struct duban_standing standing;
};

struct duban_board_column {
    int64_t id; /* the phase's; what the column is held by when the board is made anew */
    const struct duban_phase *phase; /* borrowed */
    struct duban_board_row *rows;
    size_t n_rows;
    struct duban_tally tally; /* over all its cards, hidden ones too */
    bool open;                /* the closed cards are shown */
    bool current;             /* its window holds today */
};

struct duban_board {
    struct duban_board_column *columns;
    size_t n_columns;
    struct duban_tally tally; /* over the whole board */
};

void duban_board_init(struct duban_board *board);
void duban_board_release(struct duban_board *board);

/* Makes the board of `campaign` on the day `today`, in place of what *board held. The columns whose
 * ids are among the `n_open` of `open` show their closed cards. Good until the campaign changes. */
void duban_board_make(struct duban_board *board, const struct duban_campaign *campaign, int today,
                      const int64_t *open, size_t n_open);

/* The index of the column of that id, of the row of that task in it; SIZE_MAX: not there. */
size_t duban_board_column_of(const struct duban_board *board, int64_t id);
size_t duban_board_row_of(const struct duban_board_column *column, int64_t task);

/* Appends the fold row's text: 已办结 3 项，不再推进 1 项. Translated. */
void duban_board_fold_text(struct duban_buf *out, const struct duban_board_column *column);

#endif
