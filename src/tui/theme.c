/* The theme: a table of roles, and which of its three columns this terminal can show. */
#include "tui/theme.h"

struct look {
    short fg, bg;
    attr_t attrs;
};

static const struct {
    struct look many, few; /* 256 colours, 8 colours */
    attr_t mono;
    char letter;
} roles[ROLES] = {
#define ROLE(id, letter, fg256, bg256, attrs256, fg8, bg8, attrs8, mono) \
    [ROLE_##id] = {{fg256, bg256, attrs256}, {fg8, bg8, attrs8}, mono, letter},
#include "tui/roles.def"
#undef ROLE
};

static const char *const glyphs[GLYPHS][2] = {
    [GLYPH_BAR] = {"▌", "|"},         [GLYPH_RULE] = {"─", "-"},
    [GLYPH_WALL] = {"│", "|"},        [GLYPH_CURRENT] = {"▶", ">"},
    [GLYPH_UP] = {"↑", "^"},          [GLYPH_DOWN] = {"↓", "v"},
    [GLYPH_LEFT] = {"‹", "<"},        [GLYPH_RIGHT] = {"›", ">"},
    [GLYPH_CLOSED] = {"▸", "+"},      [GLYPH_OPEN] = {"▾", "-"},
    [GLYPH_DOING] = {"●", "*"},       [GLYPH_ARROW] = {"→", ">"},
    [GLYPH_TOP_LEFT] = {"┌", "+"},    [GLYPH_TOP_RIGHT] = {"┐", "+"},
    [GLYPH_BOTTOM_LEFT] = {"└", "+"}, [GLYPH_BOTTOM_RIGHT] = {"┘", "+"},
};

static void use_look(struct theme *theme, enum role role, const struct look *look)
{
    short pair = (short)(role + 1);

    theme->attrs[role] = look->attrs;
    if (init_pair(pair, look->fg, look->bg) == OK)
        theme->pairs[role] = pair;
}

void theme_init(struct theme *theme, bool mono, bool ascii)
{
    bool colours = !mono && has_colors();

    *theme = (struct theme){.ascii = ascii};
    if (colours) {
        start_color();
        /* Where the terminal's own colours cannot be kept, -1 is curses' black and white. */
        if (use_default_colors() != OK)
            assume_default_colors(COLOR_WHITE, COLOR_BLACK);
    }
    for (enum role role = 0; role < ROLES; role++) {
        if (!colours)
            theme->attrs[role] = roles[role].mono;
        else
            use_look(theme, role, COLORS >= 256 ? &roles[role].many : &roles[role].few);
    }
}

const char *theme_glyph(const struct theme *theme, enum glyph glyph)
{
    return glyphs[glyph][theme->ascii];
}

char theme_letter(enum role role)
{
    return roles[role].letter;
}
