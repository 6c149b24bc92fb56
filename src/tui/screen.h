/* One frame: from the session's state to the cells of a window. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "duban/session.h"
#include "tui/draw.h"

/* Draws the whole screen into canvas->window, as large as that is, and leaves the window's cursor
 * where the terminal's is to stand. Tells the session what there is room for and what was
 * scrolled. True when the cursor is to be seen. */
bool screen_draw(const struct canvas *canvas, struct duban_session *session);

#endif
