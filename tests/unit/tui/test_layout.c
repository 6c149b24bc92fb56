/* Geometry: what lies where, as pictures. A picture has one group a line of the screen, in it a
 * letter per column of the board: T title, t tabs, H head, - rule, the number of a card's row, '.'
 * nothing, M message, F footer. */
#include "tui/layout.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>

#define COLUMNS_MAX 16

static struct duban_board board;
static struct duban_ui ui;
static struct layout layout;
static const char *window;
static struct duban_task short_task = {.text = (char *)"短"};
static struct duban_task long_task = {
    .text =
        (char *)"一项写得很长很长的任务，无论栏有多宽，都要占去三行，因为它的字实在是太多太多了，"
                "多到再宽的栏也放不下，一项写得很长很长的任务，无论栏有多宽，都要占去三行"};

static void begin(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    board = (struct duban_board){.columns = duban_alloc(COLUMNS_MAX * sizeof *board.columns)};
    window = "5月";
    duban_ui_init(&ui);
    layout = (struct layout){.columns = NULL};
}

static void end(void)
{
    layout_release(&layout);
    for (size_t i = 0; i < board.n_columns; i++)
        free(board.columns[i].rows);
    free(board.columns);
    duban_ui_release(&ui);
}

TestSuite(layout, .init = begin, .fini = end);

/* A column of `n` cards of that task; its id is its number from 1. */
static void add_column(const struct duban_task *task, size_t n)
{
    struct duban_board_column *column = &board.columns[board.n_columns++];

    *column = (struct duban_board_column){.id = (int64_t)board.n_columns, .window = window};
    column->rows = duban_alloc(n * sizeof *column->rows);
    column->n_rows = n;
    for (size_t i = 0; i < n; i++)
        column->rows[i] = (struct duban_board_row){.kind = DUBAN_BOARD_CARD, .task = task};
}

static bool holds(struct rect rect, int y)
{
    return rect.h > 0 && y >= rect.y && y < rect.y + rect.h;
}

static char letter(const struct layout_column *column, int y)
{
    if (holds(column->head, y))
        return 'H';
    if (holds(layout.rule, y))
        return '-';
    for (size_t i = 0; i < column->n; i++) {
        const struct layout_card *card = &layout.cards[column->first + i];

        if (holds(card->box, y))
            return (char)('0' + card->row % 10);
    }
    return '.';
}

static void add_line(struct duban_buf *out, int y)
{
    const struct layout_frame *frame = &layout.frame;

    if (holds(frame->footer, y))
        duban_buf_addc(out, 'F');
    else if (holds(frame->message, y))
        duban_buf_addc(out, 'M');
    else if (holds(frame->title, y))
        duban_buf_addc(out, 'T');
    else if (holds(layout.tab, y))
        duban_buf_addc(out, 't');
    else
        for (size_t i = 0; i < layout.n_columns; i++)
            duban_buf_addc(out, letter(&layout.columns[i], y));
}

static void expect_picture(int rows, int columns, const char *expected)
{
    struct duban_buf picture = DUBAN_BUF_INIT;

    layout_release(&layout);
    layout_make(&layout, &board, &ui, rows, columns);
    for (int y = 0; y < rows; y++) {
        if (y > 0)
            duban_buf_addc(&picture, ' ');
        add_line(&picture, y);
    }
    cr_expect_str_eq(picture.data, expected, "%dx%d: %s", columns, rows, picture.data);
    duban_buf_release(&picture);
}

static size_t first_row(size_t column)
{
    return layout.columns[column].first_row;
}

static void lay_out(int rows, int columns)
{
    layout_release(&layout);
    layout_make(&layout, &board, &ui, rows, columns);
}

Test(layout, too_small_is_said)
{
    add_column(&short_task, 1);
    lay_out(5, 80);
    cr_expect(layout.frame.too_small);
    lay_out(24, 19);
    cr_expect(layout.frame.too_small);
    lay_out(6, 20);
    cr_expect(!layout.frame.too_small);
}

Test(layout, a_low_screen_shows_one_line_a_card)
{
    add_column(&long_task, 9);
    expect_picture(6, 80, "H 0 1 2 3 F");
}

Test(layout, the_higher_the_screen_the_more_of_a_card)
{
    add_column(&long_task, 20);
    expect_picture(12, 80, "T H 0 0 1 1 2 2 3 3 4 F");
    expect_picture(18, 80, "T H H - 0 0 0 1 1 1 2 2 2 3 3 3 M F");
    expect_picture(26, 80, "T H H - 0 0 0 0 1 1 1 1 2 2 2 2 3 3 3 3 4 4 4 4 M F");
}

Test(layout, a_small_board_is_given_room)
{
    add_column(&long_task, 2);
    add_column(&short_task, 3);
    expect_picture(18, 80, "T HH HH -- 00 00 0. 01 .1 1. 12 12 1. .. .. .. M F");
}

/* Six cards of three lines, the fullest column of a real plan, on a screen of 120×40. */
Test(layout, six_long_cards_fit_forty_lines)
{
    for (int i = 0; i < 4; i++)
        add_column(&long_task, 6);
    lay_out(40, 120);
    cr_expect_eq(layout.n_columns, 4);
    cr_expect_eq(layout.n_cards, 24);
    cr_expect_eq(layout.columns[3].below, 0);
    cr_expect_eq(layout.density.text, 3);
    cr_expect_eq(layout.density.gap, 1);
}

Test(layout, a_wide_screen_keeps_room_for_the_card)
{
    for (int i = 0; i < 4; i++)
        add_column(&short_task, 1);
    lay_out(40, 159);
    cr_expect_eq(layout.frame.side.w, 0);
    lay_out(40, 160);
    cr_expect_gt(layout.frame.side.w, 0);
    for (size_t i = 0; i < layout.n_columns; i++)
        cr_expect_leq(layout.columns[i].body.x + layout.columns[i].body.w, layout.frame.side.x);
}

Test(layout, without_windows_a_head_is_one_line)
{
    window = NULL;
    add_column(&short_task, 1);
    expect_picture(18, 80, "T H - 0 0 . . . . . . . . . . . M F");
}

Test(layout, narrow_screens_show_one_column_and_tabs)
{
    add_column(&short_task, 2);
    add_column(&short_task, 3);
    ui.column = 1;
    expect_picture(8, 59, "t 0 0 1 1 2 2 F");
    cr_expect_eq(layout.columns[0].column, 1);
}

Test(layout, columns_are_equally_wide_and_inside_the_screen)
{
    for (int i = 0; i < 12; i++)
        add_column(&short_task, 1);
    for (int width = 60; width <= 300; width++) {
        const struct layout_column *last;

        lay_out(24, width);
        last = &layout.columns[layout.n_columns - 1];
        cr_assert_leq(last->body.x + last->body.w, width);
        cr_assert_geq(last->body.w, 24);
        for (size_t i = 1; i < layout.n_columns; i++) {
            cr_assert_eq(layout.columns[i].body.w, last->body.w);
            cr_assert_gt(layout.columns[i].body.x,
                         layout.columns[i - 1].body.x + layout.columns[i - 1].body.w - 1);
        }
    }
}

Test(layout, sideways_only_as_far_as_needed)
{
    for (int i = 0; i < 12; i++)
        add_column(&short_task, 1);
    ui.column = 4;
    lay_out(24, 80);
    cr_expect_eq(layout.first_column, 2);
    ui.first_column = 2;
    ui.column = 3;
    lay_out(24, 80);
    cr_expect_eq(layout.first_column, 2);
    ui.column = 1;
    lay_out(24, 80);
    cr_expect_eq(layout.first_column, 1);
    ui.first_column = 11;
    ui.column = 11;
    lay_out(24, 80);
    cr_expect_eq(layout.first_column, 9, "no empty room at the right");
}

Test(layout, down_only_as_far_as_needed)
{
    add_column(&long_task, 20);
    ui.row = 3;
    lay_out(12, 80);
    cr_expect_eq(first_row(0), 0);
    ui.row = 5;
    lay_out(12, 80);
    cr_expect_eq(first_row(0), 2, "row 5 is the last one in sight");
    duban_ui_column(&ui, 1)->first = 2;
    ui.row = 3;
    lay_out(12, 80);
    cr_expect_eq(first_row(0), 2);
    ui.row = 1;
    lay_out(12, 80);
    cr_expect_eq(first_row(0), 1);
    ui.row = 19;
    lay_out(12, 80);
    cr_expect_eq(first_row(0), 16);
    cr_expect_eq(layout.columns[0].above, 16);
    cr_expect_eq(layout.columns[0].below, 0);
}

/* Whatever the size and the selection, the selected card is in sight and nothing lies outside. */
Test(layout, the_selection_is_always_in_sight)
{
    for (int i = 0; i < 7; i++)
        add_column(i % 2 ? &long_task : &short_task, (size_t)i * 3);
    for (int rows = 6; rows < 60; rows++) {
        for (int columns = 20; columns < 220; columns += 7) {
            size_t seed = (size_t)(rows * 31 + columns), found = 0;

            ui.column = 1 + seed % 6;
            ui.row = seed % board.columns[ui.column].n_rows;
            lay_out(rows, columns);
            for (size_t i = 0; i < layout.n_columns; i++) {
                const struct layout_column *column = &layout.columns[i];

                for (size_t k = column->first; k < column->first + column->n; k++) {
                    const struct layout_card *card = &layout.cards[k];

                    found += column->column == ui.column && card->row == ui.row;
                    cr_assert_leq(card->box.y + card->box.h, column->body.y + column->body.h);
                    cr_assert_leq(card->box.x + card->box.w, columns);
                }
            }
            cr_assert_eq(found, 1, "%dx%d", columns, rows);
        }
    }
}

Test(layout, a_fold_row_is_one_line)
{
    add_column(&long_task, 3);
    board.columns[0].rows[1].kind = DUBAN_BOARD_FOLD;
    board.columns[0].rows[1].task = NULL;
    expect_picture(12, 80, "T H 0 0 0 . 1 . 2 2 2 F");
}

Test(layout, an_empty_board_has_no_columns)
{
    lay_out(24, 80);
    cr_expect_eq(layout.n_columns, 0);
    cr_expect_eq(layout.n_cards, 0);
}
