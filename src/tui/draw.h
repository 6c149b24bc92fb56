/* Cells: the only way text gets on the screen.
 *
 * Every string goes through duban_text_safe() and is cut to the room it is given, so a view cannot
 * write beside its place whatever the board holds.
 */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "duban/buf.h"
#include "duban/text.h"
#include "tui/theme.h"

struct canvas {
    WINDOW *window;
    const struct theme *theme;
};

/* Writes one line of `text` at (y, x), at most `width` columns of it, an … where it is cut. Returns
 * the columns used; 0 when there is no room. */
int draw_text(const struct canvas *canvas, int y, int x, int width, enum role role,
              const char *text);

/* `len` bytes of safe text that is known to fit: a line of wrapped text. */
void draw_safe(const struct canvas *canvas, int y, int x, enum role role, const char *text,
               size_t len);

/* Draws anew as matches the parts of one line of safe text, drawn at (y, x), that lie in `places`
 * (both in bytes of `text`; the line is a part of it). True when there was any. */
bool draw_places(const struct canvas *canvas, int y, int x, const char *text,
                 struct duban_text_line line, const struct duban_text_line *places, size_t n);

/* Like draw_text, and what of it has the search key (NULL: none) as a match. True when any had. */
bool draw_searched(const struct canvas *canvas, int y, int x, int width, enum role role,
                   const char *text, const char *key);

int draw_format(const struct canvas *canvas, int y, int x, int width, enum role role,
                const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Like draw_text, but ends at column x + width; returns the column where it begins. */
int draw_right(const struct canvas *canvas, int y, int x, int width, enum role role,
               const char *text);

int draw_glyph(const struct canvas *canvas, int y, int x, enum role role, enum glyph glyph);

void draw_rule(const struct canvas *canvas, int y, int x, int width, enum role role);
void draw_wall(const struct canvas *canvas, int y, int x, int height, enum role role);

/* Blanks of a role: an input field, a chosen line. */
void draw_fill(const struct canvas *canvas, int y, int x, int width, enum role role);

/* To be called before anything narrow is written at (y, x) over what stands there: where that is
 * the second half of a wide character, its first half becomes a blank. curses would keep it in its
 * mind though no terminal does, and write in the wrong column once the wide character comes back.
 */
void draw_split(const struct canvas *canvas, int y, int x);

/* Columns that `text` takes when it is drawn. */
int draw_width(const char *text);

#endif
