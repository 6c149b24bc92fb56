/* Cells of the screen. What curses is given is safe text, whole graphemes, inside its room. */
#include "tui/draw.h"

#include "duban/alloc.h"
#include "duban/text.h"
#include "tui/narrow.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define MATCHES_MAX 64 /* of one line */

static void use_role(const struct canvas *canvas, enum role role)
{
    wattr_set(canvas->window, canvas->theme->attrs[role], canvas->theme->pairs[role], NULL);
}

/* UTF-8 to wchar_t without the locale: what is safe is what we decoded. */
static wchar_t *widen(const char *text, size_t len, size_t *n)
{
    wchar_t *wide = duban_realloc(NULL, len + 1, sizeof *wide);
    char *copy = duban_strndup(text, len);
    const char *p = copy;

    *n = 0;
    while (*p)
        wide[(*n)++] = (wchar_t)duban_text_next(&p);
    wide[*n] = L'\0';
    free(copy);
    return wide;
}

void draw_safe(const struct canvas *canvas, int y, int x, enum role role, const char *text,
               size_t len)
{
    size_t n;
    wchar_t *wide = widen(text, len, &n);

    for (size_t i = 0; canvas->theme->narrow && i < n; i++)
        wide[i] = narrow_stand_in(wide[i]);
    use_role(canvas, role);
    /* In the last cell of the screen this returns ERR with everything written. */
    mvwaddnwstr(canvas->window, y, x, wide, (int)n);
    free(wide);
}

int draw_text(const struct canvas *canvas, int y, int x, int width, enum role role,
              const char *text)
{
    struct duban_buf safe = DUBAN_BUF_INIT, cut = DUBAN_BUF_INIT;
    int used = 0;

    if (width > 0 && text && *text) {
        duban_text_safe(&safe, text, 0);
        used = duban_text_cut(&cut, safe.data, width);
        draw_safe(canvas, y, x, role, cut.data, cut.len);
    }
    duban_buf_release(&cut);
    duban_buf_release(&safe);
    return used;
}

bool draw_places(const struct canvas *canvas, int y, int x, const char *text,
                 struct duban_text_line line, const struct duban_text_line *places, size_t n)
{
    size_t end = line.start + line.len;
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        size_t from = places[i].start, to = from + places[i].len;

        from = from < line.start ? line.start : from;
        to = to > end ? end : to;
        if (from >= to)
            continue;
        char *before = duban_strndup(text + line.start, from - line.start);
        draw_safe(canvas, y, x + duban_text_width(before), ROLE_MATCH, text + from, to - from);
        free(before);
        any = true;
    }
    return any;
}

bool draw_searched(const struct canvas *canvas, int y, int x, int width, enum role role,
                   const char *text, const char *key)
{
    struct duban_text_line places[MATCHES_MAX];
    struct duban_buf safe = DUBAN_BUF_INIT, cut = DUBAN_BUF_INIT;
    size_t n;

    if (width > 0 && text) {
        duban_text_safe(&safe, text, 0);
        duban_text_cut(&cut, safe.data, width);
        draw_safe(canvas, y, x, role, cut.data, cut.len);
    }
    struct duban_text_line all = {0, cut.len};
    n = key ? duban_text_find(places, MATCHES_MAX, cut.data, key) : 0;
    bool any = draw_places(canvas, y, x, cut.data, all, places, n < MATCHES_MAX ? n : MATCHES_MAX);
    duban_buf_release(&cut);
    duban_buf_release(&safe);
    return any;
}

int draw_format(const struct canvas *canvas, int y, int x, int width, enum role role,
                const char *format, ...)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    va_list args;
    int used;

    va_start(args, format);
    duban_buf_vaddf(&text, format, args);
    va_end(args);
    used = draw_text(canvas, y, x, width, role, text.data);
    duban_buf_release(&text);
    return used;
}

int draw_right(const struct canvas *canvas, int y, int x, int width, enum role role,
               const char *text)
{
    int wanted = draw_width(text), begin = wanted < width ? x + width - wanted : x;

    draw_text(canvas, y, begin, width, role, text);
    return begin;
}

int draw_glyph(const struct canvas *canvas, int y, int x, enum role role, enum glyph glyph)
{
    return draw_text(canvas, y, x, 1, role, theme_glyph(canvas->theme, glyph));
}

void draw_rule(const struct canvas *canvas, int y, int x, int width, enum role role)
{
    for (int i = 0; i < width; i++)
        draw_glyph(canvas, y, x + i, role, GLYPH_RULE);
}

void draw_wall(const struct canvas *canvas, int y, int x, int height, enum role role)
{
    for (int i = 0; i < height; i++)
        draw_glyph(canvas, y + i, x, role, GLYPH_WALL);
}

void draw_fill(const struct canvas *canvas, int y, int x, int width, enum role role)
{
    for (int i = 0; i < width; i++)
        draw_safe(canvas, y, x + i, role, " ", 1);
}

void draw_split(const struct canvas *canvas, int y, int x)
{
    cchar_t cell;

    /* ncurses numbers the columns of a wide character in the low bits of its attributes, from 1. */
    if (x > 0 && mvwin_wch(canvas->window, y, x, &cell) == OK && (cell.attr & A_CHARTEXT) > 1)
        draw_fill(canvas, y, x - 1, 1, ROLE_TEXT);
}

int draw_width(const char *text)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    int width;

    if (!text)
        return 0;
    duban_text_safe(&safe, text, 0);
    width = duban_text_width(safe.data);
    duban_buf_release(&safe);
    return width;
}
