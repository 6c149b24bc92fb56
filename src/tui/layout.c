/* Geometry of the board.
 *
 * The height decides which lines there are around the board and how much of a card is shown, unless
 * the board is small enough to be shown with more. The width decides how many columns stand side by
 * side. */
#include "tui/layout.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdint.h>
#include <stdlib.h>

#define TABS_BELOW 60  /* columns of the screen: fewer, and one phase is shown at a time */
#define SIDE_FROM  160 /* columns of the screen: from here on the card stands beside the board */
#define SIDE_WIDTH 60
#define SIDE_ROWS  14
#define COLUMN_MIN 25
#define COLUMN_MAX 66
#define COLUMN_GAP 1
#define GUTTER     2 /* the selection's bar and a blank */
#define MARGIN     1

/* From the lowest screen up: what the rows are spent on. */
static const struct {
    int rows;    /* from this height of the screen on */
    int title;   /* line of the campaign */
    int head;    /* lines of a column's head */
    int rule;    /* line below it */
    int message; /* a line of its own for messages */
} frames[] = {
    {0, 0, 1, 0, 0},
    {10, 1, 1, 0, 0},
    {14, 1, 1, 1, 0},
    {18, 1, 2, 1, 1},
};

static const struct {
    int rows; /* from this height of a column's body on */
    struct layout_density density;
} densities[] = {
    {0, {1, false, 0}}, {7, {1, true, 0}},
    {12, {2, true, 0}}, {20, {LAYOUT_TEXT_LINES, true, 0}},
    {24, {2, true, 1}}, {28, {LAYOUT_TEXT_LINES, true, 1}},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static size_t frame_of(int rows)
{
    size_t i = COUNT(frames) - 1;

    while (i > 0 && rows < frames[i].rows)
        i--;
    return i;
}

void layout_frame_make(struct layout_frame *frame, int rows, int columns)
{
    size_t i = frame_of(rows);
    int top = frames[i].title, bottom = rows - 1 - frames[i].message;

    *frame = (struct layout_frame){
        .too_small = rows < LAYOUT_ROWS_MIN || columns < LAYOUT_COLUMNS_MIN,
        .title = {0, 0, top, columns},
        .body = {top, 0, bottom - top, columns},
        .message = {bottom, 0, 1, columns},
        .footer = {rows - 1, 0, 1, columns},
    };
    if (columns >= SIDE_FROM && rows >= SIDE_ROWS)
        frame->side = (struct rect){top, columns - SIDE_WIDTH, bottom - top, SIDE_WIDTH};
}

int layout_text_width(int column_width)
{
    int width = column_width - GUTTER - MARGIN;

    return width < 2 ? 2 : width;
}

void layout_card_text(struct duban_buf *out, const struct duban_task *task)
{
    if (task->serial && *task->serial) {
        duban_text_safe(out, task->serial, 0);
        duban_buf_addc(out, ' ');
    }
    duban_text_safe(out, task->text ? task->text : "", 0);
}

/* --- One column ------------------------------------------------------------------------------ */

struct measure {
    const struct duban_board_column *column;
    struct layout_density density;
    int width; /* of the column */
    struct duban_buf text;
};

static size_t text_lines(struct measure *measure, size_t row)
{
    size_t lines;

    if (measure->column->rows[row].kind == DUBAN_BOARD_FOLD)
        return 0;
    if (measure->density.text == 1)
        return 1;
    duban_buf_clear(&measure->text);
    layout_card_text(&measure->text, measure->column->rows[row].task);
    lines = duban_text_wrap(NULL, 0, measure->text.data, layout_text_width(measure->width));
    if (lines > measure->density.text)
        lines = measure->density.text;
    return lines ? lines : 1;
}

/* Lines of a row without its gap. A fold row is one line. */
static int row_height(const struct measure *measure, size_t lines)
{
    return lines == 0 ? 1 : (int)lines + measure->density.meta;
}

/* The rows from `first` on that fit `height`, whole; at least one. */
static size_t rows_that_fit(struct measure *measure, size_t first, int height)
{
    size_t row = first;
    int used = 0;

    for (; row < measure->column->n_rows; row++) {
        used += row_height(measure, text_lines(measure, row));
        if (used > height)
            break;
        used += measure->density.gap;
    }
    return row > first ? row - first : 1;
}

/* The first row of a page that ends with `last`: as many before it as fit. */
static size_t first_for_last(struct measure *measure, size_t last, int height)
{
    size_t row = last;
    int used = row_height(measure, text_lines(measure, last));

    while (row > 0) {
        used += measure->density.gap + row_height(measure, text_lines(measure, row - 1));
        if (used > height)
            break;
        row--;
    }
    return row;
}

/* As little as possible is moved: `first` stays unless the selected row is out of sight, or the
 * column's end has come up and left room unused. */
static size_t first_in_sight(struct measure *measure, size_t first, size_t selected, int height)
{
    size_t n = measure->column->n_rows, last_first;

    if (n == 0)
        return 0;
    if (first >= n)
        first = n - 1;
    if (selected < first)
        first = selected;
    else if (selected < n && selected >= first + rows_that_fit(measure, first, height))
        first = first_for_last(measure, selected, height);
    last_first = first_for_last(measure, n - 1, height);
    return first > last_first ? last_first : first;
}

static void add_card(struct layout *layout, size_t row, struct rect box, size_t lines)
{
    layout->cards =
        duban_more(layout->cards, layout->n_cards, &layout->cap_cards, sizeof *layout->cards);
    layout->cards[layout->n_cards++] = (struct layout_card){row, box, lines};
}

/* Cards from first_row on; the last one may be cut by the column's end. */
static void place_cards(struct layout *layout, struct layout_column *place, struct measure *measure)
{
    struct rect body = place->body;
    int y = body.y, end = body.y + body.h;
    size_t row = place->first_row, whole = 0;

    place->first = layout->n_cards;
    for (; row < measure->column->n_rows && y < end; row++) {
        size_t lines = text_lines(measure, row);
        int height = row_height(measure, lines);

        whole += y + height <= end;
        if (y + height > end)
            height = end - y;
        add_card(layout, row, (struct rect){y, body.x, height, body.w}, lines);
        y += height + measure->density.gap;
    }
    place->n = layout->n_cards - place->first;
    place->above = place->first_row;
    place->below = measure->column->n_rows - place->first_row - whole;
}

static size_t scrolled(const struct duban_ui *ui, int64_t id)
{
    for (size_t i = 0; i < ui->n_columns; i++) {
        if (ui->columns[i].id == id)
            return ui->columns[i].first;
    }
    return 0;
}

static void fill_column(struct layout *layout, struct layout_column *place,
                        const struct duban_board *board, const struct duban_ui *ui)
{
    struct measure measure = {&board->columns[place->column], layout->density, place->body.w,
                              DUBAN_BUF_INIT};
    size_t first = scrolled(ui, measure.column->id);
    size_t selected = place->column == ui->column ? ui->row : first;

    place->first_row = first_in_sight(&measure, first, selected, place->body.h);
    place_cards(layout, place, &measure);
    duban_buf_release(&measure.text);
}

/* True when every row of the column fits `height`. */
static bool fits(struct measure *measure, int height)
{
    int used = -measure->density.gap;

    for (size_t row = 0; row < measure->column->n_rows && used <= height; row++)
        used += measure->density.gap + row_height(measure, text_lines(measure, row));
    return used <= height;
}

static bool board_fits(const struct duban_board *board, struct layout_density density, int width,
                       int height)
{
    struct measure measure = {NULL, density, width, DUBAN_BUF_INIT};
    bool all = true;

    for (size_t i = 0; i < board->n_columns && all; i++) {
        measure.column = &board->columns[i];
        all = fits(&measure, height);
    }
    duban_buf_release(&measure.text);
    return all;
}

/* The roomiest density with which the whole board is in sight; where none has it so, the one that
 * this height was planned for. */
static struct layout_density choose_density(const struct duban_board *board, int width, int height)
{
    size_t i = COUNT(densities) - 1;

    while (i > 0 && height < densities[i].rows &&
           !board_fits(board, densities[i].density, width, height))
        i--;
    return densities[i].density;
}

/* --- The columns side by side ---------------------------------------------------------------- */

static size_t columns_that_fit(int width, size_t n)
{
    size_t fit = (size_t)((width + COLUMN_GAP) / (COLUMN_MIN + COLUMN_GAP));

    return fit < 1 ? 1 : fit > n ? n : fit;
}

static size_t first_column_in_sight(size_t first, size_t selected, size_t fit, size_t n)
{
    if (selected < first)
        first = selected;
    else if (selected >= first + fit)
        first = selected - fit + 1;
    return first + fit > n ? n - fit : first;
}

static void place_columns(struct layout *layout, const struct duban_board *board,
                          const struct duban_ui *ui, struct rect heads, struct rect body)
{
    size_t n = board->n_columns, fit = layout->tabs ? 1 : columns_that_fit(body.w, n);
    int width = (body.w - ((int)fit - 1) * COLUMN_GAP) / (int)fit;

    if (width > COLUMN_MAX && !layout->tabs)
        width = COLUMN_MAX;
    layout->first_column = first_column_in_sight(ui->first_column, ui->column, fit, n);
    layout->n_columns = fit;
    layout->columns = duban_alloc(fit * sizeof *layout->columns);
    layout->density = choose_density(board, width, body.h);
    for (size_t i = 0; i < fit; i++) {
        int x = body.x + (int)i * (width + COLUMN_GAP);

        layout->columns[i].column = layout->first_column + i;
        layout->columns[i].head = (struct rect){heads.y, x, heads.h, width};
        layout->columns[i].body = (struct rect){body.y, x, body.h, width};
        fill_column(layout, &layout->columns[i], board, ui);
    }
}

/* Without any window to show, a head is its first line. */
static int head_lines(const struct duban_board *board, int planned)
{
    for (size_t i = 0; i < board->n_columns; i++) {
        if (board->columns[i].window)
            return planned;
    }
    return 1;
}

void layout_make(struct layout *layout, const struct duban_board *board, const struct duban_ui *ui,
                 int rows, int columns)
{
    size_t i = frame_of(rows);
    struct rect area, heads;
    int head = head_lines(board, frames[i].head), rule = frames[i].rule;

    *layout = (struct layout){.tabs = columns < TABS_BELOW};
    layout_frame_make(&layout->frame, rows, columns);
    if (layout->frame.too_small)
        return;
    area = layout->frame.body;
    area.w -= layout->frame.side.w;
    /* Tabs name the phases already: of a head only its second line is left. */
    if (layout->tabs)
        layout->tab = (struct rect){area.y, 0, 1, columns};
    heads = (struct rect){area.y + layout->tabs, 0, head - layout->tabs, area.w};
    layout->rule = (struct rect){heads.y + heads.h, 0, rule, area.w};
    area.h -= head + rule;
    area.y += head + rule;
    if (board->n_columns > 0)
        place_columns(layout, board, ui, heads, area);
}

void layout_release(struct layout *layout)
{
    free(layout->columns);
    free(layout->cards);
    *layout = (struct layout){.columns = NULL};
}
