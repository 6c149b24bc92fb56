/* Roles: what a cell of the screen means, and how this terminal shows it. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include "duban/settings.h"

#include <curses.h>
#include <stdbool.h>

enum role {
#define ROLE(id, letter, fg256, bg256, attrs256, fg8, bg8, attrs8, mono) ROLE_##id,
#include "tui/roles.def"
#undef ROLE
    ROLES,
};

/* Signs that are no words. All are one column wide. */
enum glyph {
    GLYPH_BAR,     /* beside the selection */
    GLYPH_RULE,    /* a horizontal line */
    GLYPH_WALL,    /* a vertical line */
    GLYPH_CURRENT, /* before the phase whose window holds today */
    GLYPH_UP,      /* more above, below, at the left, at the right */
    GLYPH_DOWN,
    GLYPH_LEFT,
    GLYPH_RIGHT,
    GLYPH_CLOSED, /* a fold */
    GLYPH_OPEN,
    GLYPH_DOING,    /* a task that was begun */
    GLYPH_FRESH,    /* a card that somebody else has just changed */
    GLYPH_MARK,     /* a marked card */
    GLYPH_ARROW,    /* before what was understood */
    GLYPH_TOP_LEFT, /* corners of a box */
    GLYPH_TOP_RIGHT,
    GLYPH_BOTTOM_LEFT,
    GLYPH_BOTTOM_RIGHT,
    GLYPHS,
};

struct theme {
    attr_t attrs[ROLES];
    short pairs[ROLES];
    bool ascii;  /* borders and signs of ASCII only */
    bool narrow; /* this terminal draws ambiguous characters two columns wide: none is sent to it */
};

/* Chooses for the running terminal: 256 colours, 8, or none. Each role has a pair of its own, so a
 * cell tells its role. */
void theme_init(struct theme *theme, bool mono);

/* What a person has set: borders, ambiguous characters and the looks of roles. What is wrong there
 * becomes a fault of the settings. */
void theme_use(struct theme *theme, struct duban_settings *settings);

const char *theme_glyph(const struct theme *theme, enum glyph glyph);

/* The role's letter in the goldens of the screen tests. */
char theme_letter(enum role role);

#endif
