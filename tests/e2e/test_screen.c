/* The screen in a terminal: what a user sees and what the keys do. */
#include "e2e/board.h"
#include "e2e/term.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(screen, .timeout = 120);

static char *board;

static struct term *start(int rows, int columns)
{
    const char *argv[] = {"-b", NULL, "--today", "2018-06-18", NULL};

    board = board_make("screen");
    argv[1] = board;
    return term_duban(rows, columns, argv);
}

static void leave(struct term *term)
{
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0);
    cr_expect(term_is_restored(term));
    term_end(term);
    free(board);
}

#define SHOWS(term, text) cr_assert(term_shows(term, text), "no %s in\n%s", text, term_screen(term))
#define HIDES(term, text) \
    cr_assert(term_hides(term, text), "still %s in\n%s", text, term_screen(term))

static int bar_row(struct term *term)
{
    int row, column;

    return term_find(term, "▌", &row, &column) ? row : -1;
}

static int bar_column(struct term *term)
{
    int row, column;

    return term_find(term, "▌", &row, &column) ? column : -1;
}

/* At these widths the box's edges fall upon the halves of wide characters. */
Test(screen, a_menu_leaves_nothing_behind)
{
    static const int widths[] = {32, 36, 37};

    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct term *term = start(14, widths[i]);

        SHOWS(term, "Enter");
        term_settle(term);
        char *before = duban_strdup(term_screen(term));
        term_send(term, "m");
        SHOWS(term, "┌");
        term_send(term, "\033");
        term_settle(term);
        cr_expect_str_eq(term_screen(term), before, "at %d columns\n%s", widths[i],
                         term_screen(term));
        free(before);
        leave(term);
    }
}

Test(screen, shows_phases_cards_lights_and_the_next_key)
{
    struct term *term = start(40, 120);

    SHOWS(term, "1 制定方案");
    SHOWS(term, "发动");
    SHOWS(term, "深化");
    SHOWS(term, "逾24天");
    SHOWS(term, "余2天");
    SHOWS(term, "综合处、督查处");
    SHOWS(term, "Enter 打开");
    leave(term);
}

Test(screen, keys_move_the_selection)
{
    struct term *term = start(40, 120);
    int first, column;

    SHOWS(term, "1 制定方案");
    first = bar_row(term);
    column = bar_column(term);
    cr_assert_geq(first, 0);
    term_send(term, "j");
    term_settle(term);
    cr_expect_gt(bar_row(term), first);
    term_send(term, "\033[A");
    term_settle(term);
    cr_expect_eq(bar_row(term), first);
    term_send(term, "l");
    term_settle(term);
    cr_expect_gt(bar_column(term), column);
    term_send(term, "\033OD");
    term_settle(term);
    cr_expect_eq(bar_column(term), column);
    leave(term);
}

Test(screen, opens_a_card_and_comes_back)
{
    struct term *term = start(24, 80);

    SHOWS(term, "2 查找问题");
    term_send(term, "j\r");
    SHOWS(term, "牵头单位");
    SHOWS(term, "5月31日");
    term_send(term, "\033");
    HIDES(term, "5月31日");
    leave(term);
}

Test(screen, done_folds_and_undo_brings_back)
{
    struct term *term = start(24, 80);

    SHOWS(term, "1 制定方案");
    term_send(term, "x");
    SHOWS(term, "已办结 1 项");
    HIDES(term, "1 制定方案");
    term_send(term, "u");
    SHOWS(term, "1 制定方案");
    HIDES(term, "已办结 1 项");
    leave(term);
}

Test(screen, help_names_the_keys)
{
    struct term *term = start(24, 80);

    SHOWS(term, "1 制定方案");
    term_send(term, "?");
    SHOWS(term, "移动");
    term_send(term, "q");
    SHOWS(term, "1 制定方案");
    leave(term);
}

/* Full-width punctuation acts as its ASCII key: an input method may be on. */
Test(screen, a_full_width_question_mark_is_help)
{
    struct term *term = start(24, 80);

    SHOWS(term, "1 制定方案");
    term_send(term, "？");
    SHOWS(term, "移动");
    term_send(term, "\033");
    leave(term);
}

Test(screen, any_size_at_any_moment)
{
    static const int sizes[][2] = {{6, 20},  {50, 200}, {5, 80},  {24, 19}, {1, 1},
                                   {2, 200}, {60, 20},  {24, 59}, {24, 60}, {100, 300}};
    struct term *term = start(24, 80);

    SHOWS(term, "1 制定方案");
    term_blind(term, true);
    for (int i = 0; i < 60; i++) {
        const int *size = sizes[i * 7 % 10];

        term_resize(term, size[0], size[1]);
        if (i % 9 == 0)
            term_send(term, "jlkh");
    }
    term_resize(term, 5, 80);
    term_blind(term, false);
    term_send(term, "\f");
    SHOWS(term, "窗口太小");
    term_resize(term, 40, 120);
    SHOWS(term, "1 制定方案");
    SHOWS(term, "8 总结成果");
    leave(term);
}

/* LINES and COLUMNS of the environment do not fix the size. */
Test(screen, the_terminal_tells_the_size_not_the_environment)
{
    const char *argv[] = {"env", "LINES=10", "COLUMNS=30", getenv("DUBAN_BIN"), "-b", NULL, NULL};
    struct term *term;

    board = board_make("size");
    argv[5] = board;
    term = term_start(24, 80, argv);
    SHOWS(term, "1 制定方案");
    SHOWS(term, "转化");
    term_resize(term, 40, 120);
    SHOWS(term, "深化");
    leave(term);
}

/* Somebody else's act is seen without a key. */
Test(screen, follows_what_others_do)
{
    struct term *term = start(24, 80);
    const char *const words[] = {"done", "1", NULL};

    SHOWS(term, "1 制定方案");
    free(board_run(board, words));
    SHOWS(term, "已办结 1 项");
    HIDES(term, "1 制定方案");
    leave(term);
}
