/* A screen as a picture: what the cells of a curses window hold, as SVG. */
#ifndef PICTURES_SVG_H
#define PICTURES_SVG_H

#include "duban/buf.h"
#include "tui/theme.h"

/* Appends a whole SVG file. A wide character takes two cells, borders are drawn as lines, each role
 * has the colours that curses has for its pair of 256. `cursor`: the window's cursor is shown. */
void svg_add(struct duban_buf *out, WINDOW *window, const struct theme *theme, const char *title,
             bool cursor);

#endif
