/* Names that are offered for what is being written: one row of them, a page at a time. */
#include "tui/views.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>

#define GAP  2 /* between names */
#define EDGE 2 /* for a sign that there are more */

/* The name at *names, and how many columns it takes. */
static char *next_name(const char **names, int *width)
{
    size_t len;
    const char *item = duban_text_item(names, &len);
    char *name = item ? duban_strndup(item, len) : NULL;

    *width = name ? draw_width(name) : 0;
    return name;
}

/* The first name of the page that holds the chosen one, and where it begins in the list. */
static size_t page_of(const struct duban_offers *offers, int width, const char **begin)
{
    const char *names = offers->names;
    size_t first = 0;
    int x = 0, wide;

    *begin = names;
    for (size_t i = 0; duban_offers_chosen(offers) && i <= offers->at; i++) {
        const char *here = names;

        free(next_name(&names, &wide));
        if (x > 0 && x + wide > width) {
            first = i;
            *begin = here;
            x = 0;
        }
        x += wide + GAP;
    }
    return first;
}

void view_offers(const struct canvas *canvas, int y, int x, int width,
                 const struct duban_offers *offers)
{
    const char *names;
    int inside = width - 2 * EDGE, used = 0, wide;
    size_t i = page_of(offers, inside, &names);

    if (inside < 2)
        return;
    if (i > 0)
        draw_glyph(canvas, y, x, ROLE_CURRENT, GLYPH_LEFT);
    for (char *name; (name = next_name(&names, &wide)); i++) {
        bool fits = used == 0 || used + wide <= inside;

        if (fits)
            used += GAP + draw_text(canvas, y, x + EDGE + used, inside - used,
                                    i == offers->at ? ROLE_ITEM_HERE : ROLE_ITEM, name);
        else
            draw_glyph(canvas, y, x + EDGE + inside + 1, ROLE_CURRENT, GLYPH_RIGHT);
        free(name);
        if (!fits)
            break;
    }
}
