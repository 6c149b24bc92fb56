/* SVG of a screen.
 *
 * Whoever looks at the picture has other fonts: every character is put into the middle of its own
 * cell (or two), so that columns stand under each other in any of them. Lines and bars are drawn,
 * because those of a font rarely meet. All numbers are whole, so the same screen gives the same
 * bytes.
 */
#include "pictures/svg.h"

#include "duban/text.h"

#include <wchar.h>

enum { CELL = 9, LINE = 20, FONT = 15, BASE = 15, MARGIN = 12 };

static const char paper[] = "#15181d", ink[] = "#d8dadf";
/* First what has narrow signs and dots, then what has Chinese. */
static const char fonts[] = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,"
                            "'Noto Sans Mono CJK SC','Source Han Mono SC','Sarasa Mono SC',"
                            "'Microsoft YaHei','PingFang SC',monospace";

/* The classes of the style sheet. */
static const char *const names[ROLES] = {
#define ROLE(id, letter, fg256, bg256, attrs256, fg8, bg8, attrs8, mono) [ROLE_##id] = #id,
#include "tui/roles.def"
#undef ROLE
};

struct picture {
    struct duban_buf *out;
    WINDOW *window;
    const struct theme *theme;
};

struct cell {
    wchar_t text[CCHARW_MAX + 1];
    enum role role;
    int columns;
};

/* --- Cells ------------------------------------------------------------------------------------ */

static struct cell cell_at(const struct picture *picture, int y, int x)
{
    struct cell cell = {.columns = 1};
    cchar_t found;
    attr_t attrs;
    short pair;

    mvwin_wch(picture->window, y, x, &found);
    getcchar(&found, cell.text, &attrs, &pair, NULL);
    cell.role = pair > 0 ? (enum role)(pair - 1) : ROLE_TEXT;
    if (wcwidth(cell.text[0]) == 2)
        cell.columns = 2;
    return cell;
}

static bool is_blank(const struct cell *cell)
{
    return cell->text[0] == L' ' || cell->text[0] == L'\0';
}

/* --- Colours ---------------------------------------------------------------------------------- */

/* A colour of the 256 as xterm shows it; -1 is `own`. */
static void add_colour(struct duban_buf *out, int colour, const char *own)
{
    static const char *const first[] = {"#000000", "#cd0000", "#00cd00", "#cdcd00",
                                        "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
                                        "#7f7f7f", "#ff0000", "#00ff00", "#ffff00",
                                        "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"};
    static const unsigned steps[] = {0, 95, 135, 175, 215, 255};

    if (colour < 0) {
        duban_buf_adds(out, own);
    } else if (colour < 16) {
        duban_buf_adds(out, first[colour]);
    } else if (colour < 232) {
        colour -= 16;
        duban_buf_addf(out, "#%02x%02x%02x", steps[colour / 36], steps[colour / 6 % 6],
                       steps[colour % 6]);
    } else {
        unsigned grey = 8 + 10 * (unsigned)(colour - 232);

        duban_buf_addf(out, "#%02x%02x%02x", grey, grey, grey);
    }
}

static int colour_of(const struct picture *picture, enum role role, bool back)
{
    short fg = -1, bg = -1;

    pair_content(picture->theme->pairs[role], &fg, &bg);
    return back ? bg : fg;
}

static void add_styles(const struct picture *picture)
{
    struct duban_buf *out = picture->out;

    duban_buf_addf(out, "<style>\ntext{font:%dpx %s;text-anchor:middle;white-space:pre}\n", FONT,
                   fonts);
    for (enum role role = 0; role < ROLES; role++) {
        bool bold = (picture->theme->attrs[role] & A_BOLD) != 0;

        duban_buf_addf(out, ".%s{fill:", names[role]);
        add_colour(out, colour_of(picture, role, false), ink);
        duban_buf_addf(out, "%s}\n", bold ? ";font-weight:bold" : "");
    }
    duban_buf_adds(out, "</style>\n");
}

static void add_rect(const struct picture *picture, int x, int y, int width, int height)
{
    duban_buf_addf(picture->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", x, y, width,
                   height);
}

/* --- Lines ------------------------------------------------------------------------------------ */

enum { LEFT = 1u << 0, RIGHT = 1u << 1, UP = 1u << 2, DOWN = 1u << 3 };

/* From the middle of the cell to which of its sides? 0: the character is no line. */
static unsigned line_arms(wchar_t c)
{
    static const struct {
        wchar_t c;
        unsigned arms;
    } lines[] = {
        {L'─', LEFT | RIGHT}, {L'│', UP | DOWN},  {L'┌', RIGHT | DOWN},
        {L'┐', LEFT | DOWN},  {L'└', RIGHT | UP}, {L'┘', LEFT | UP},
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].c == c)
            return lines[i].arms;
    return 0;
}

static void add_lines(const struct picture *picture, enum role role, unsigned arms, int y, int x,
                      int cells)
{
    int left = arms & LEFT ? x * CELL : x * CELL + CELL / 2;
    int right = arms & RIGHT ? (x + cells) * CELL : x * CELL + CELL / 2 + 1;
    int top = arms & UP ? y * LINE : y * LINE + LINE / 2;
    int bottom = arms & DOWN ? (y + 1) * LINE : y * LINE + LINE / 2 + 1;

    if (arms & (LEFT | RIGHT)) {
        add_rect(picture, left, y * LINE + LINE / 2, right - left, 1);
        duban_buf_addf(picture->out, " class=\"%s\"/>\n", names[role]);
    }
    if (arms & (UP | DOWN)) {
        add_rect(picture, x * CELL + CELL / 2, top, 1, bottom - top);
        duban_buf_addf(picture->out, " class=\"%s\"/>\n", names[role]);
    }
}

/* True when the cell was drawn instead of written. A rule is drawn at its first cell. */
static bool draw_shape(const struct picture *picture, const struct cell *cell, int y, int x)
{
    unsigned arms = line_arms(cell->text[0]);
    int cells = 1;

    if (cell->text[0] == L'▌') {
        add_rect(picture, x * CELL, y * LINE, CELL / 2, LINE);
        duban_buf_addf(picture->out, " class=\"%s\"/>\n", names[cell->role]);
        return true;
    }
    if (arms == (LEFT | RIGHT)) {
        struct cell other = x > 0 ? cell_at(picture, y, x - 1) : (struct cell){.columns = 1};

        if (other.text[0] == cell->text[0] && other.role == cell->role)
            return true;
        while (x + cells < getmaxx(picture->window)) {
            other = cell_at(picture, y, x + cells);
            if (other.text[0] != cell->text[0] || other.role != cell->role)
                break;
            cells++;
        }
    }
    if (arms)
        add_lines(picture, cell->role, arms, y, x, cells);
    return arms != 0;
}

/* --- Text ------------------------------------------------------------------------------------- */

static void add_character(struct duban_buf *out, wchar_t c)
{
    switch (c) {
    case L'&': duban_buf_adds(out, "&amp;"); break;
    case L'<': duban_buf_adds(out, "&lt;"); break;
    case L'>': duban_buf_adds(out, "&gt;"); break;
    default: duban_text_put(out, (uint32_t)c);
    }
}

/* Is it written, not drawn and not blank? */
static bool is_text(const struct cell *cell)
{
    return !is_blank(cell) && !line_arms(cell->text[0]) && cell->text[0] != L'▌';
}

/* Writes the cells from x on that are of one role, returns the column behind them. */
static int add_text(const struct picture *picture, int y, int x)
{
    struct duban_buf *out = picture->out;
    struct cell cell = cell_at(picture, y, x);
    enum role role = cell.role;

    duban_buf_addf(out, "<text class=\"%s\" y=\"%d\">", names[role], y * LINE + BASE);
    while (is_text(&cell) && cell.role == role) {
        duban_buf_addf(out, "<tspan x=\"%d\">", x * CELL + cell.columns * CELL / 2);
        for (int i = 0; cell.text[i]; i++)
            add_character(out, cell.text[i]);
        duban_buf_adds(out, "</tspan>");
        x += cell.columns;
        if (x >= getmaxx(picture->window))
            break;
        cell = cell_at(picture, y, x);
    }
    duban_buf_adds(out, "</text>\n");
    return x;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* What lies under the text: a role's background, a line under it. One piece for each run. */
static void add_ground(const struct picture *picture, int y)
{
    int columns = getmaxx(picture->window);

    for (int x = 0, end; x < columns; x = end) {
        enum role role = cell_at(picture, y, x).role;
        int back = colour_of(picture, role, true);

        end = x;
        while (end < columns && cell_at(picture, y, end).role == role)
            end += cell_at(picture, y, end).columns;
        if (back >= 0) {
            add_rect(picture, x * CELL, y * LINE, (end - x) * CELL, LINE);
            duban_buf_adds(picture->out, " fill=\"");
            add_colour(picture->out, back, paper);
            duban_buf_adds(picture->out, "\"/>\n");
        }
        if (picture->theme->attrs[role] & A_UNDERLINE) {
            add_rect(picture, x * CELL, y * LINE + LINE - 2, (end - x) * CELL, 1);
            duban_buf_addf(picture->out, " class=\"%s\"/>\n", names[role]);
        }
    }
}

static void add_row(const struct picture *picture, int y)
{
    add_ground(picture, y);
    for (int x = 0; x < getmaxx(picture->window);) {
        struct cell cell = cell_at(picture, y, x);

        if (is_blank(&cell) || draw_shape(picture, &cell, y, x))
            x += cell.columns;
        else
            x = add_text(picture, y, x);
    }
}

void svg_add(struct duban_buf *out, WINDOW *window, const struct theme *theme, const char *title,
             bool cursor)
{
    struct picture picture = {out, window, theme};
    int rows = getmaxy(window), columns = getmaxx(window);
    int at_y = getcury(window), at_x = getcurx(window); /* looking at cells moves it */

    duban_buf_addf(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                   "viewBox=\"%d %d %d %d\">\n<title>%s</title>\n",
                   columns * CELL + 2 * MARGIN, rows * LINE + 2 * MARGIN, -MARGIN, -MARGIN,
                   columns * CELL + 2 * MARGIN, rows * LINE + 2 * MARGIN, title);
    add_styles(&picture);
    add_rect(&picture, -MARGIN, -MARGIN, columns * CELL + 2 * MARGIN, rows * LINE + 2 * MARGIN);
    duban_buf_addf(out, " rx=\"6\" fill=\"%s\"/>\n", paper);
    for (int y = 0; y < rows; y++)
        add_row(&picture, y);
    if (cursor) {
        add_rect(&picture, at_x * CELL, at_y * LINE + 1, CELL, LINE - 2);
        duban_buf_addf(out, " fill=\"%s\" fill-opacity=\"0.6\"/>\n", ink);
    }
    duban_buf_adds(out, "</svg>\n");
}
