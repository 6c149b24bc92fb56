/* Pieces: what stands at the right end of a line, and how it gives way. */
#include "tui/pieces.h"

int draw_pieces(const struct canvas *canvas, int y, int x, int width, const struct piece *pieces,
                size_t n)
{
    for (size_t i = n; i-- > 0;) {
        int wanted = draw_width(pieces[i].text);

        if (wanted == 0)
            continue;
        if (wanted > width)
            break;
        draw_text(canvas, y, x + width - wanted, wanted, pieces[i].role, pieces[i].text);
        width -= wanted + 1;
    }
    return width < 0 ? 0 : width;
}
