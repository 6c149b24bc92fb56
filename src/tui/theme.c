/* The theme: a table of roles, and which of its three columns this terminal can show. */
#include "tui/theme.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

struct look {
    short fg, bg;
    attr_t attrs;
};

static const struct {
    struct look many, few; /* 256 colours, 8 colours */
    attr_t mono;
    char letter;
    const char *name; /* in the settings: LABEL_HERE is label-here */
} roles[ROLES] = {
#define ROLE(id, letter, fg256, bg256, attrs256, fg8, bg8, attrs8, mono) \
    [ROLE_##id] = {{fg256, bg256, attrs256}, {fg8, bg8, attrs8}, mono, letter, #id},
#include "tui/roles.def"
#undef ROLE
};

static const char *const glyphs[GLYPHS][2] = {
    [GLYPH_BAR] = {"▌", "|"},         [GLYPH_RULE] = {"─", "-"},
    [GLYPH_WALL] = {"│", "|"},        [GLYPH_CURRENT] = {"▶", ">"},
    [GLYPH_UP] = {"↑", "^"},          [GLYPH_DOWN] = {"↓", "v"},
    [GLYPH_LEFT] = {"‹", "<"},        [GLYPH_RIGHT] = {"›", ">"},
    [GLYPH_CLOSED] = {"▸", "+"},      [GLYPH_OPEN] = {"▾", "-"},
    [GLYPH_DOING] = {"●", "*"},       [GLYPH_FRESH] = {"*", "*"},
    [GLYPH_MARK] = {"◆", "#"},        [GLYPH_ARROW] = {"→", ">"},
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

void theme_init(struct theme *theme, bool mono)
{
    bool colours = !mono && has_colors();

    *theme = (struct theme){0};
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

/* --- What a person has set -------------------------------------------------------------------- */

static const struct {
    const char *name;
    attr_t attr;
} attributes[] = {
    {"normal", A_NORMAL}, {"bold", A_BOLD},           {"dim", A_DIM},
    {"reverse", A_REVERSE}, {"underline", A_UNDERLINE},
};

static const char *const colours[] = {"black", "red",     "green", "yellow",
                                      "blue",  "magenta", "cyan",  "white"};

/* The number of a colour by name or number; -1 the terminal's own; -2: none. */
static short colour_of(const char *word)
{
    char *end;
    long number;

    if (strcmp(word, "default") == 0)
        return -1;
    for (short i = 0; i < 8; i++)
        if (strcmp(word, colours[i]) == 0)
            return i;
    number = strtol(word, &end, 10);
    return *word && *end == '\0' && number >= 0 && number <= 255 ? (short)number : -2;
}

/* Adds one word of a look to it: an attribute, a colour, or `on` before the background. */
static bool add_word(struct look *look, const char *word, bool *ground)
{
    short colour = colour_of(word);

    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (strcmp(attributes[i].name, word) == 0) {
            look->attrs |= attributes[i].attr;
            return true;
        }
    if (strcmp(word, "on") == 0)
        return *ground = true;
    if (colour == -2)
        return false;
    *(*ground ? &look->bg : &look->fg) = colour;
    return true;
}

/* Reads "196 on black bold". */
static bool parse_look(struct look *look, const char *text)
{
    char *copy = duban_strdup(text), *rest = copy;
    bool ground = false, good = true;

    *look = (struct look){-1, -1, A_NORMAL};
    for (char *word; good && (word = strtok_r(rest, " \t", &rest));)
        good = add_word(look, word, &ground);
    free(copy);
    return good;
}

/* The role of that name, whose words are joined by - or _; ROLES: none. */
static enum role role_of(const char *name)
{
    enum role role = 0;

    for (; role < ROLES; role++) {
        const char *p = roles[role].name, *q = name;

        while (*p && (*p == '_' ? *q == '-' || *q == '_' : *q == (*p | 0x20)))
            p++, q++;
        if (*p == '\0' && *q == '\0')
            break;
    }
    return role;
}

/* Without colours the attributes stay, and a ground is shown by reversing. */
static void use_set_look(struct theme *theme, enum role role, const struct look *look)
{
    if (theme->pairs[ROLE_TEXT] == 0)
        theme->attrs[role] = look->attrs | (look->bg >= 0 ? A_REVERSE : 0);
    else if (look->fg < COLORS && look->bg < COLORS)
        use_look(theme, role, look);
}

void theme_use(struct theme *theme, struct duban_settings *settings)
{
    theme->narrow = duban_settings_is(settings, DUBAN_SETTING_AMBIGUOUS, "2");
    theme->ascii = theme->narrow || duban_settings_is(settings, DUBAN_SETTING_BORDERS, "ascii");
    for (size_t i = 0; i < settings->colours.n; i++) {
        const struct duban_setting_line *line = &settings->colours.items[i];
        enum role role = role_of(line->name);
        struct look look;

        if (role == ROLES)
            duban_settings_fault(settings, line->line, line->name,
                                 _("没有这个角色；有哪些见 man duban"));
        else if (!parse_look(&look, line->value))
            duban_settings_fault(settings, line->line, line->name,
                                 _("“%s”不是颜色；请写成 196 bold 或 white on blue 这样"),
                                 line->value);
        else
            use_set_look(theme, role, &look);
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
