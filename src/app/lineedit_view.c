/* The line editor as it is seen: rows of safe text, and where the cursor is in them.
 *
 * Stored text and shown text differ (controls replaced, invisible characters left out), so each
 * cluster is made safe by itself and a list of spots says which place in the one is which in the
 * other. Rows, columns and moves by row all go by that list. */
#include "app/lineedit_parts.h"

#include "duban/alloc.h"

#include <stdlib.h>
#include <string.h>

/* A place between two clusters of the stored text. */
struct spot {
    size_t text, shown; /* bytes */
    int column;         /* columns of all that is shown before it, line breaks counting nothing */
};

/* The whole text laid out for a width. Lines and shown text are the view's. */
struct layout {
    struct duban_lineedit_view *view;
    struct spot *spots; /* the last one is the end of the text */
    size_t n, cap;
};

static void add_spot(struct layout *layout, size_t text, int column)
{
    layout->spots = duban_more(layout->spots, layout->n, &layout->cap, sizeof *layout->spots);
    layout->spots[layout->n++] = (struct spot){text, layout->view->shown.len, column};
}

static void fill_spots(struct layout *layout, const struct duban_lineedit *edit)
{
    struct duban_buf cluster = DUBAN_BUF_INIT;
    unsigned flags = (edit->flags & DUBAN_LINEEDIT_MULTILINE) != 0 ? DUBAN_TEXT_LINES : 0;
    const char *text = edit->text.data;
    int column = 0;

    for (size_t at = 0; text[at] != '\0'; at += cluster.len) {
        add_spot(layout, at, column);
        size_t shown = layout->view->shown.len;
        duban_buf_clear(&cluster);
        duban_buf_add(&cluster, text + at, duban_text_grapheme(text + at));
        duban_text_safe(&layout->view->shown, cluster.data, flags);
        column += duban_text_width(layout->view->shown.data + shown);
    }
    add_spot(layout, edit->text.len, column);
    duban_buf_release(&cluster);
}

static void set_lines(struct duban_lineedit_view *view, size_t n)
{
    view->lines = duban_realloc(view->lines, n > 0 ? n : 1, sizeof *view->lines);
    view->n = n;
}

/* Wraps the shown text; `columns` 0 breaks at line breaks only. Text that is empty or ends with a
 * line break has a last, empty line for the cursor to stand on. */
static void fill_lines(struct duban_lineedit_view *view, int columns)
{
    const char *shown = view->shown.data;
    int width = columns > 0 ? columns : duban_text_width(shown) + 2;

    size_t n = duban_text_wrap(NULL, 0, shown, width);
    bool open = view->shown.len == 0 || shown[view->shown.len - 1] == '\n';
    set_lines(view, n + open);
    duban_text_wrap(view->lines, n, shown, width);
    if (open)
        view->lines[n] = (struct duban_text_line){view->shown.len, 0};
}

/* What a field of `columns` is wrapped to: one less, for the cursor behind a full row. */
static int text_columns(int columns)
{
    return columns <= 0 ? 0 : columns < 3 ? 2 : columns - 1;
}

static void lay_out(struct layout *layout, struct duban_lineedit_view *view,
                    const struct duban_lineedit *edit, int columns)
{
    *layout = (struct layout){.view = view};
    duban_buf_clear(&view->shown);
    fill_spots(layout, edit);
    if ((edit->flags & DUBAN_LINEEDIT_MULTILINE) != 0) {
        fill_lines(view, text_columns(columns));
        return;
    }
    set_lines(view, 1);
    view->lines[0] = (struct duban_text_line){0, view->shown.len};
}

/* The index of the spot at place `text`, or the next one. */
static size_t spot_at(const struct layout *layout, size_t text)
{
    size_t low = 0, high = layout->n - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layout->spots[middle].text < text)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True when byte `shown` is where row `row` ends and the next one begins with nothing between. */
static bool is_seam(const struct duban_lineedit_view *view, size_t row, size_t shown)
{
    return row + 1 < view->n && view->lines[row + 1].start == shown &&
           view->lines[row].start + view->lines[row].len == shown;
}

static size_t row_of(const struct duban_lineedit_view *view, size_t shown, bool hugging)
{
    size_t row = 0;

    while (row + 1 < view->n && view->lines[row + 1].start <= shown)
        row++;
    return hugging && row > 0 && is_seam(view, row - 1, shown) ? row - 1 : row;
}

/* Columns shown before a row, on the scale of the spots. */
static int row_origin(const struct layout *layout, size_t row)
{
    const char *shown = layout->view->shown.data;

    return layout->spots[layout->n - 1].column -
           duban_text_width(shown + layout->view->lines[row].start);
}

/* The spot of row `row` nearest to column `goal` and not beyond it; NULL when the row has none,
 * because it is the middle of a cluster too wide for any row. */
static const struct spot *spot_in_row(const struct layout *layout, size_t row, int goal)
{
    const struct duban_lineedit_view *view = layout->view;
    const struct spot *best = NULL;
    int origin = row_origin(layout, row);

    for (size_t i = 0; i < layout->n; i++) {
        const struct spot *spot = &layout->spots[i];
        if (spot->shown < view->lines[row].start)
            continue;
        if (row + 1 < view->n && spot->shown >= view->lines[row + 1].start &&
            !is_seam(view, row, spot->shown))
            break;
        if (best != NULL && spot->column - origin > goal)
            break;
        best = spot;
    }
    return best;
}

/* --- Moves by row -------------------------------------------------------------------------- */

/* The spot to go to `by` rows from `row`, and on in that direction while rows have none. */
static const struct spot *spot_from(const struct layout *layout, size_t *row, int by, int goal)
{
    const struct spot *spot = NULL;

    do {
        if (by < 0 ? *row == 0 : by > 0 && *row + 1 == layout->view->n)
            return NULL;
        *row = by < 0 ? *row - 1 : by > 0 ? *row + 1 : *row;
        spot = spot_in_row(layout, *row, goal);
    } while (spot == NULL && by != 0);
    return spot;
}

bool duban_lineedit_to_row(struct duban_lineedit *edit, int by, int goal)
{
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;
    struct layout layout;

    lay_out(&layout, &view, edit, edit->columns);
    size_t shown = layout.spots[spot_at(&layout, edit->cursor)].shown;
    size_t row = row_of(&view, shown, edit->hugging);
    const struct spot *spot = spot_from(&layout, &row, by, goal);
    if (spot != NULL) {
        edit->cursor = spot->text;
        edit->hugging = is_seam(&view, row, spot->shown);
    }
    free(layout.spots);
    duban_lineedit_view_release(&view);
    return spot != NULL;
}

int duban_lineedit_column(const struct duban_lineedit *edit)
{
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;
    struct layout layout;

    lay_out(&layout, &view, edit, edit->columns);
    const struct spot *spot = &layout.spots[spot_at(&layout, edit->cursor)];
    size_t row = row_of(&view, spot->shown, edit->hugging);
    int column = spot->column - row_origin(&layout, row);
    free(layout.spots);
    duban_lineedit_view_release(&view);
    return column > 0 ? column : 0;
}

/* --- What is drawn ------------------------------------------------------------------------- */

/* How far a window of `size` is scrolled, in steps of half its size, so that [from, to) is in it;
 * `from` wins where the window is too small for both. */
static int scroll_for(int from, int to, int size)
{
    int half = size / 2 > 0 ? size / 2 : 1;

    if (to <= size)
        return 0;
    int scrolled = (to - size + half - 1) / half * half;
    return scrolled < from ? scrolled : from;
}

static int clamp(int value, int limit)
{
    return value < 0 ? 0 : value < limit ? value : limit;
}

static void look_at_line(const struct layout *layout, size_t cursor, int columns)
{
    struct duban_lineedit_view *view = layout->view;
    const struct spot *spots = layout->spots;
    size_t last = layout->n - 1, here = spot_at(layout, cursor);
    int from = spots[here].column;
    int wide = here < last ? spots[here + 1].column - from : 1; /* a cluster or a blank */
    int scrolled = scroll_for(from, from + (wide > 0 ? wide : 1), columns);
    size_t start = 0;

    while (start < last && spots[start].column < scrolled)
        start++;
    size_t end = start;
    while (end < last && spots[end + 1].column - spots[start].column <= columns)
        end++;
    view->lines[0] =
        (struct duban_text_line){spots[start].shown, spots[end].shown - spots[start].shown};
    view->first = 0;
    view->cursor_row = 0;
    view->cursor_column = clamp(from - spots[start].column, columns - 1);
    view->more_left = spots[start].shown > 0;
    view->more_right = spots[end].shown < view->shown.len;
}

static void look_at_rows(const struct layout *layout, const struct duban_lineedit *edit,
                         int columns, int rows)
{
    struct duban_lineedit_view *view = layout->view;
    const struct spot *spot = &layout->spots[spot_at(layout, edit->cursor)];
    size_t row = row_of(view, spot->shown, edit->hugging);
    int n = (int)view->n, at = (int)row;
    int first = scroll_for(at, at + 1, rows);

    view->first = (size_t)clamp(first, n > rows ? n - rows : 0);
    view->cursor_row = at - (int)view->first;
    view->cursor_column = clamp(spot->column - row_origin(layout, row), columns - 1);
    view->more_left = view->more_right = false;
}

void duban_lineedit_look(struct duban_lineedit_view *view, const struct duban_lineedit *edit,
                         int columns, int rows)
{
    struct layout layout;
    int wide = columns > 2 ? columns : 2;

    lay_out(&layout, view, edit, wide);
    if ((edit->flags & DUBAN_LINEEDIT_MULTILINE) != 0)
        look_at_rows(&layout, edit, wide, rows > 1 ? rows : 1);
    else
        look_at_line(&layout, edit->cursor, wide);
    free(layout.spots);
}

void duban_lineedit_view_release(struct duban_lineedit_view *view)
{
    duban_buf_release(&view->shown);
    free(view->lines);
    *view = (struct duban_lineedit_view)DUBAN_LINEEDIT_VIEW_INIT;
}
