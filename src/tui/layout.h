/* Geometry: where everything of the board lies on a screen of a given size.
 *
 * A pure function, computed anew for every frame. It also moves what scrolls, as little as makes
 * the selection visible.
 */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include "duban/board.h"
#include "duban/ui.h"

#include <stdbool.h>
#include <stddef.h>

#define LAYOUT_ROWS_MIN    6
#define LAYOUT_COLUMNS_MIN 20
#define LAYOUT_TEXT_LINES  3 /* of a card, at most */

struct rect {
    int y, x, h, w; /* h 0: not there */
};

/* What every view shares. */
struct layout_frame {
    bool too_small;
    struct rect title;   /* the line at the top */
    struct rect body;    /* the view's own */
    struct rect side;    /* the selected card beside the board, on wide screens; w 0: none */
    struct rect message; /* lies over the footer when there is no room for both */
    struct rect footer;
};

/* How much of a card is shown; less on a lower screen. */
struct layout_density {
    size_t text; /* lines of its text, at most */
    bool meta;   /* a line for leads, deadline and mark; else the mark ends the text's line */
    int gap;     /* blank lines below a card */
};

struct layout_card {
    size_t row;      /* of its column */
    struct rect box; /* with its gutter, without its gap; cut at the column's end */
    size_t lines;    /* lines of text, 0 for a fold row */
};

struct layout_column {
    size_t column;    /* of the board */
    struct rect head; /* one or two lines */
    struct rect body;
    size_t first, n;     /* its cards, in layout.cards */
    size_t first_row;    /* the first row in sight */
    size_t above, below; /* rows out of sight */
};

struct layout {
    struct layout_frame frame;
    struct layout_density density;
    bool tabs;                     /* one column at a time, names of the others in a line of tabs */
    struct rect tab;               /* that line */
    struct rect rule;              /* below the heads; h 0: none */
    struct layout_column *columns; /* those in sight */
    size_t n_columns;
    size_t first_column;
    struct layout_card *cards;
    size_t n_cards, cap_cards;
};

/* Columns that a card's text may take in a column of that width: without gutter and margin. */
int layout_text_width(int column_width);

void layout_frame_make(struct layout_frame *frame, int rows, int columns);

/* Lays the board out. `ui` tells the selection and what was scrolled; it is not changed. */
void layout_make(struct layout *layout, const struct duban_board *board, const struct duban_ui *ui,
                 int rows, int columns);
void layout_release(struct layout *layout);

/* The text of a card, as it is wrapped and drawn: serial, blank, text; safe. */
void layout_card_text(struct duban_buf *out, const struct duban_task *task);

#endif
