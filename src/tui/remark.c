/* Remarks: what is said of a text that is being written, below it or above. */
#include "tui/views.h"

#include "duban/text.h"

#define ROWS_MAX 3
#define ARROW    2 /* columns of the sign before what was understood */

struct remark view_remark_of(const char *error, const char *reading, bool doubtful)
{
    if (error && *error)
        return (struct remark){ROLE_ERROR, error};
    return (struct remark){doubtful ? ROLE_SOON : ROLE_READING, reading ? reading : ""};
}

static int indent_of(const struct remark *remark)
{
    return remark->role == ROLE_READING || remark->role == ROLE_SOON ? ARROW : 0;
}

int view_remark_rows(const struct remark *remark, int width, int max)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    int inside = width - indent_of(remark);
    size_t n;

    duban_text_safe(&safe, remark->text, 0);
    n = duban_text_wrap(NULL, 0, safe.data, inside < 2 ? 2 : inside);
    duban_buf_release(&safe);
    if (max > ROWS_MAX)
        max = ROWS_MAX;
    return n < (size_t)(max > 0 ? max : 0) ? (int)n : max;
}

void view_remark(const struct canvas *canvas, int y, int x, int width, int rows,
                 const struct remark *remark)
{
    struct duban_buf safe = DUBAN_BUF_INIT, line = DUBAN_BUF_INIT;
    struct duban_text_line lines[ROWS_MAX];
    int indent = indent_of(remark), inside = width - indent;

    duban_text_safe(&safe, remark->text, 0);
    if (inside < 2)
        rows = 0;
    if (rows > 0 && indent > 0)
        draw_glyph(canvas, y, x, remark->role, GLYPH_ARROW);
    size_t n = rows > 0 ? duban_text_wrap(lines, ROWS_MAX, safe.data, inside) : 0;
    for (int i = 0; i < rows && (size_t)i < n; i++) {
        duban_buf_clear(&line);
        if (i + 1 == rows)
            duban_text_cut(&line, safe.data + lines[i].start, inside);
        else
            duban_buf_add(&line, safe.data + lines[i].start, lines[i].len);
        draw_safe(canvas, y + i, x + indent, remark->role, line.data, line.len);
    }
    duban_buf_release(&line);
    duban_buf_release(&safe);
}
