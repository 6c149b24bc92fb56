/* Texts that share the right end of a line. */
#ifndef TUI_PIECES_H
#define TUI_PIECES_H

#include "tui/draw.h"

#include <stddef.h>

struct piece {
    enum role role;
    char text[48]; /* empty: not there */
};

/* Draws pieces from the right end inwards while they fit, the last one outermost, a blank between
 * them; returns what is left of the width for what stands at the left. */
int draw_pieces(const struct canvas *canvas, int y, int x, int width, const struct piece *pieces,
                size_t n);

#endif
