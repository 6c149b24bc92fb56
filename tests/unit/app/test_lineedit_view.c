/* What is drawn of a field: scrolled lines, wrapped rows, and the cursor in the right cell. */
#include "duban/lineedit.h"
#include "random_text.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

static void use_utf8(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(lineedit_view, .init = use_utf8, .timeout = 30);

static void begin(struct duban_lineedit *edit, unsigned flags, const char *text, int lefts)
{
    duban_lineedit_init(edit, flags);
    duban_lineedit_set(edit, text);
    while (lefts-- > 0)
        duban_lineedit_act(edit, DUBAN_LINEEDIT_LEFT);
}

/* Row `i` of the window, owned by `out`. */
static void row(struct duban_buf *out, const struct duban_lineedit_view *view, size_t i)
{
    const struct duban_text_line *line = &view->lines[view->first + i];

    duban_buf_clear(out);
    duban_buf_add(out, view->shown.data + line->start, line->len);
}

static void check_line(const char *text, int lefts, int columns, const char *expected, int column)
{
    struct duban_lineedit edit;
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;
    struct duban_buf out = DUBAN_BUF_INIT;

    begin(&edit, 0, text, lefts);
    duban_lineedit_look(&view, &edit, columns, 1);
    row(&out, &view, 0);
    cr_assert_str_eq(out.data, expected, "«%s», not «%s»", out.data, expected);
    cr_assert_eq(view.cursor_column, column, "column %d", view.cursor_column);
    cr_assert_eq(view.cursor_row, 0);
    cr_assert_eq(view.n, 1);
    duban_buf_release(&out);
    duban_lineedit_view_release(&view);
    duban_lineedit_release(&edit);
}

Test(lineedit_view, a_line_that_fits)
{
    check_line("", 0, 10, "", 0);
    check_line("督办", 0, 10, "督办", 4);
    check_line("督办", 1, 10, "督办", 2);
    check_line("督办", 2, 10, "督办", 0);
    check_line("abcdefghi", 0, 10, "abcdefghi", 9);
}

Test(lineedit_view, a_line_that_is_too_long_is_scrolled_by_half_windows)
{
    check_line("abcdefghij", 0, 10, "fghij", 5);
    check_line("abcdefghij", 1, 10, "abcdefghij", 9);
    check_line("一二三四五六七八", 0, 8, "七八", 4);
    check_line("一二三四五六七八", 4, 8, "三四五六", 4);
    check_line("一二三四五六七八", 8, 8, "一二三四", 0);
    check_line("a一二三四五", 0, 6, "四五", 4);
    check_line("一二三", 0, 2, "", 0);
    check_line("一二三", 1, 2, "三", 0);
}

Test(lineedit_view, what_is_shown_is_safe_and_the_cursor_knows)
{
    check_line("a\u202eb", 0, 10, "a\ufffdb", 3);
    check_line("a\u202eb", 1, 10, "a\ufffdb", 2);
    check_line("a\u200bb", 1, 10, "ab", 1);
    check_line("\u0301a", 1, 10, "\u25cc\u0301a", 1);
    check_line("好👍🏽吧", 1, 10, "好👍🏽吧", 6);
    check_line("e\u0301x", 1, 10, "e\u0301x", 1);
}

Test(lineedit_view, tells_where_text_is_hidden)
{
    struct duban_lineedit edit;
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;

    begin(&edit, 0, "一二三四五六七八", 0);
    duban_lineedit_look(&view, &edit, 8, 1);
    cr_assert(view.more_left && !view.more_right);
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_HOME);
    duban_lineedit_look(&view, &edit, 8, 1);
    cr_assert(!view.more_left && view.more_right);
    duban_lineedit_look(&view, &edit, 80, 1);
    cr_assert(!view.more_left && !view.more_right);
    duban_lineedit_view_release(&view);
    duban_lineedit_release(&edit);
}

/* --- Rows ---------------------------------------------------------------------------------- */

static void check_rows(const char *text, int lefts, int columns, int rows, const char *expected,
                       int cursor_row, int cursor_column)
{
    struct duban_lineedit edit;
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;
    struct duban_buf out = DUBAN_BUF_INIT, one = DUBAN_BUF_INIT;

    begin(&edit, DUBAN_LINEEDIT_MULTILINE, text, lefts);
    duban_lineedit_look(&view, &edit, columns, rows);
    for (size_t i = 0; i < (size_t)rows && view.first + i < view.n; i++) {
        row(&one, &view, i);
        duban_buf_addf(&out, "|%s", one.data);
    }
    cr_assert_str_eq(out.data, expected, "%s, not %s", out.data, expected);
    cr_assert_eq(view.cursor_row, cursor_row, "«%s»: row %d", text, view.cursor_row);
    cr_assert_eq(view.cursor_column, cursor_column, "«%s»: column %d", text, view.cursor_column);
    duban_buf_release(&out);
    duban_buf_release(&one);
    duban_lineedit_view_release(&view);
    duban_lineedit_release(&edit);
}

Test(lineedit_view, rows)
{
    check_rows("", 0, 10, 3, "|", 0, 0);
    check_rows("督办", 0, 10, 3, "|督办", 0, 4);
    check_rows("督办\n", 0, 10, 3, "|督办|", 1, 0);
    check_rows("督办\n", 1, 10, 3, "|督办|", 0, 4);
    check_rows("一二三四五", 0, 5, 9, "|一二|三四|五", 2, 2);
    check_rows("一二三四五", 1, 5, 9, "|一二|三四|五", 2, 0);
    check_rows("一二三四五", 2, 5, 9, "|一二|三四|五", 1, 2);
    check_rows("ab cd", 2, 3, 9, "|ab|cd", 1, 0);
    check_rows("ab cd", 3, 3, 9, "|ab|cd", 0, 2);
    check_rows("ab   ", 0, 4, 9, "|ab", 0, 3);
    check_rows("a\u200b\n\u202e", 0, 9, 9, "|a|\ufffd", 1, 1);
}

Test(lineedit_view, rows_are_scrolled_to_the_cursor)
{
    check_rows("1\n2\n3\n4\n5\n6", 0, 9, 3, "|4|5|6", 2, 1);
    check_rows("1\n2\n3\n4\n5\n6", 10, 9, 3, "|1|2|3", 0, 1);
    check_rows("1\n2\n3\n4\n5\n6", 4, 9, 3, "|2|3|4", 2, 1);
    check_rows("1\n2\n3\n4\n5\n6", 0, 9, 1, "|6", 0, 1);
}

/* Acts on a text wrapped to five columns (four for text), the cursor `lefts` before its end. */
static void check_act(const char *text, int lefts, enum duban_lineedit_act act, int cursor_row,
                      int cursor_column)
{
    struct duban_lineedit edit;
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;

    begin(&edit, DUBAN_LINEEDIT_MULTILINE, text, lefts);
    edit.columns = 5;
    duban_lineedit_act(&edit, act);
    duban_lineedit_look(&view, &edit, 5, 9);
    cr_assert_eq(view.cursor_row, cursor_row, "«%s»: row %d", text, view.cursor_row);
    cr_assert_eq(view.cursor_column, cursor_column, "«%s»: column %d", text, view.cursor_column);
    duban_lineedit_view_release(&view);
    duban_lineedit_release(&edit);
}

Test(lineedit_view, up_down_and_the_ends_of_rows)
{
    check_act("一二三四五", 0, DUBAN_LINEEDIT_UP, 1, 2);
    check_act("一二三四五", 5, DUBAN_LINEEDIT_DOWN, 1, 0);
    check_act("一二三四五", 5, DUBAN_LINEEDIT_ROW_END, 0, 4);
    check_act("一二三四五", 2, DUBAN_LINEEDIT_ROW_HOME, 1, 0);
    check_act("一二三四五", 2, DUBAN_LINEEDIT_ROW_END, 1, 4);
    check_act("一二\n\n三四", 2, DUBAN_LINEEDIT_UP, 1, 0);
    check_act("abc\n一二", 0, DUBAN_LINEEDIT_UP, 0, 3);
    check_act("abc\n一二", 3, DUBAN_LINEEDIT_DOWN, 1, 2); /* never inside a wide character */
    check_act("一二\n", 0, DUBAN_LINEEDIT_UP, 0, 0);
}

Test(lineedit_view, up_and_down_keep_their_column_and_stop_at_the_edge)
{
    struct duban_lineedit edit;

    begin(&edit, DUBAN_LINEEDIT_MULTILINE, "abcdef\nx\nuvwxyz", 0);
    edit.columns = 40;
    cr_assert_eq(duban_lineedit_act(&edit, DUBAN_LINEEDIT_DOWN), DUBAN_LINEEDIT_IGNORED);
    cr_assert_eq(duban_lineedit_act(&edit, DUBAN_LINEEDIT_UP), DUBAN_LINEEDIT_HANDLED);
    cr_assert_eq(edit.cursor, strlen("abcdef\nx"));
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UP);
    cr_assert_eq(edit.cursor, strlen("abcdef"));
    cr_assert_eq(duban_lineedit_act(&edit, DUBAN_LINEEDIT_UP), DUBAN_LINEEDIT_IGNORED);
    cr_assert_eq(edit.cursor, strlen("abcdef"));
    duban_lineedit_release(&edit);
}

Test(lineedit_view, text_typed_at_the_end_of_a_row_goes_there)
{
    struct duban_lineedit edit;

    begin(&edit, DUBAN_LINEEDIT_MULTILINE, "一二三四", 4);
    edit.columns = 5;
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_ROW_END);
    duban_lineedit_key(&edit, DUBAN_KEY_OF(CHAR, 'x'));
    cr_assert_str_eq(edit.text.data, "一二x三四");
    duban_lineedit_release(&edit);
}

/* --- Anything ------------------------------------------------------------------------------ */

static void check_window(const struct duban_lineedit *edit, int columns, int rows)
{
    struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;
    struct duban_buf one = DUBAN_BUF_INIT, again = DUBAN_BUF_INIT;

    duban_lineedit_look(&view, edit, columns, rows);
    cr_assert(view.cursor_column >= 0 && view.cursor_column < columns);
    cr_assert(view.cursor_row >= 0 && view.cursor_row < rows);
    cr_assert_lt(view.first + (size_t)view.cursor_row, view.n);
    for (size_t i = 0; i < (size_t)rows && view.first + i < view.n; i++) {
        row(&one, &view, i);
        cr_assert_leq(duban_text_width(one.data), columns, "«%s»", one.data);
        cr_assert(duban_text_valid(one.data, one.len, NULL));
        cr_assert_null(strpbrk(one.data, "\n\t\x1b"));
    }
    duban_text_safe(&again, view.shown.data, DUBAN_TEXT_LINES);
    cr_assert_str_eq(again.data, view.shown.data, "what is shown is safe");
    duban_buf_release(&one);
    duban_buf_release(&again);
    duban_lineedit_view_release(&view);
}

Test(lineedit_view, any_text_in_any_window_with_the_cursor_anywhere)
{
    struct random random = {2018};

    for (int round = 0; round < 300; round++) {
        struct duban_lineedit edit;
        struct duban_buf text = DUBAN_BUF_INIT;
        random_text(&text, &random, random_below(&random, 30), 2);
        begin(&edit, round % 2 ? DUBAN_LINEEDIT_MULTILINE : 0, text.data, 0);
        edit.columns = 2 + (int)random_below(&random, 79);
        for (size_t before = SIZE_MAX; edit.cursor != before;) {
            before = edit.cursor;
            check_window(&edit, edit.columns, 1 + (int)random_below(&random, 5));
            duban_lineedit_act(&edit, DUBAN_LINEEDIT_LEFT);
        }
        duban_buf_release(&text);
        duban_lineedit_release(&edit);
    }
}

Test(lineedit_view, every_move_down_reaches_the_next_row)
{
    struct random random = {77};

    for (int round = 0; round < 300; round++) {
        struct duban_lineedit edit;
        struct duban_lineedit_view view = DUBAN_LINEEDIT_VIEW_INIT;
        struct duban_buf text = DUBAN_BUF_INIT;
        random_text(&text, &random, random_below(&random, 30), 0);
        begin(&edit, DUBAN_LINEEDIT_MULTILINE, text.data, 0);
        edit.columns = 3 + (int)random_below(&random, 20);
        duban_lineedit_act(&edit, DUBAN_LINEEDIT_FIRST);
        duban_lineedit_look(&view, &edit, edit.columns, 1000);
        int before = view.cursor_row;
        while (duban_lineedit_act(&edit, DUBAN_LINEEDIT_DOWN) == DUBAN_LINEEDIT_HANDLED) {
            duban_lineedit_look(&view, &edit, edit.columns, 1000);
            cr_assert_gt(view.cursor_row, before, "round %d", round);
            before = view.cursor_row;
            cr_assert_lt(before, 1000);
        }
        cr_assert_eq((size_t)before, view.n - 1);
        duban_buf_release(&text);
        duban_lineedit_view_release(&view);
        duban_lineedit_release(&edit);
    }
}
