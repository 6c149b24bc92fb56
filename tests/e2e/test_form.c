/* Writing: an input method's text, a cursor in the middle of Chinese, paste. */
#include "e2e/board.h"
#include "e2e/term.h"

#include "duban/buf.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(form, .timeout = 120);

static char *board;

#define SHOWS(term, text) cr_assert(term_shows(term, text), "no %s in\n%s", text, term_screen(term))

static struct term *start(void)
{
    const char *argv[] = {"-b", NULL, "--today", "2018-06-18", "--actor", "wang", NULL};
    struct term *term;

    board = board_make("form");
    argv[1] = board;
    term = term_duban(24, 80, argv);
    SHOWS(term, "1 制定方案");
    return term;
}

static void leave(struct term *term)
{
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    term_end(term);
    free(board);
}

static void expect_listed(const char *text)
{
    const char *const words[] = {"list", NULL};
    char *list = board_run(board, words);

    cr_expect(strstr(list, text) != NULL, "no %s in\n%s", text, list);
    free(list);
}

/* An input method commits several characters at once; the cursor stands in the middle of the text,
 * and after it behind what was put in. */
Test(form, committed_text_goes_in_where_the_cursor_is)
{
    struct term *term = start();
    int row, column, at_row, at_column;

    term_send(term, "e");
    SHOWS(term, "配合单位");
    term_send(term, "\033[D\033[D"); /* before 方案 */
    term_send(term, "三年行动");
    SHOWS(term, "制定三年行动方案");
    cr_assert(term_find(term, "方案", &row, &column));
    term_cursor(term, &at_row, &at_column);
    cr_expect(at_row == row && at_column == column, "cursor %d,%d text %d,%d", at_row, at_column,
              row, column);
    term_send(term, "\023"); /* ^S */
    SHOWS(term, "1 制定三年行动方案");
    expect_listed("制定三年行动方案");
    leave(term);
}

Test(form, backspace_takes_a_whole_character)
{
    struct term *term = start();

    term_send(term, "e");
    SHOWS(term, "配合单位");
    term_send(term, "\177\177计划\033OQ"); /* F2 */
    SHOWS(term, "1 制定计划");
    expect_listed("制定计划");
    leave(term);
}

/* What is pasted is text, also its line breaks and what would be keys elsewhere. */
Test(form, paste_in_one_piece)
{
    struct term *term = start();

    term_send(term, "e");
    SHOWS(term, "配合单位");
    term_send(term, "\033[200~，第一行q\r第二行\tx\033[201~");
    SHOWS(term, "第二行");
    SHOWS(term, "修改任务");
    term_send(term, "\023");
    SHOWS(term, "1 制定方案，第一行q");
    leave(term);
}

/* On the board a paste must not be taken for keys. */
Test(form, paste_on_the_board_does_nothing)
{
    struct term *term = start();

    term_send(term, "\033[200~dyxxq\r\033[201~");
    term_settle(term);
    SHOWS(term, "1 制定方案");
    expect_listed("制定方案");
    leave(term);
}

Test(form, a_large_paste_arrives_whole)
{
    struct term *term = start();
    struct duban_buf text = DUBAN_BUF_INIT;
    const char *const words[] = {"show", "1", NULL};
    char *shown;

    duban_buf_adds(&text, "\033[200~");
    for (int i = 0; i < 3000; i++)
        duban_buf_adds(&text, "粘贴");
    duban_buf_adds(&text, "完了\033[201~");
    term_send(term, "e");
    SHOWS(term, "配合单位");
    term_send(term, text.data);
    SHOWS(term, "完了");
    term_send(term, "\023");
    SHOWS(term, "1 制定方案粘贴粘贴");
    shown = board_run(board, words);
    cr_expect_geq(strlen(shown), (size_t)3000 * 6);
    free(shown);
    duban_buf_release(&text);
    leave(term);
}

/* The deadline's reading is shown while it is written. */
Test(form, a_deadline_is_read_while_it_is_typed)
{
    struct term *term = start();

    term_send(term, "t");
    SHOWS(term, "完成时限");
    term_send(term, "\0257月中旬前"); /* ^U */
    SHOWS(term, "7月20日");
    term_send(term, "\r");
    SHOWS(term, "7月中旬前");
    leave(term);
}

/* A byte that is no UTF-8 does not swallow what follows. */
Test(form, a_wrong_byte_takes_nothing_with_it)
{
    struct term *term = start();

    term_send(term, "\xD6\xD0j\r");
    SHOWS(term, "5月31日");
    term_send(term, "\033");
    cr_assert(term_hides(term, "5月31日"));
    leave(term);
}

Test(form, a_new_task_is_added)
{
    struct term *term = start();

    term_send(term, "a");
    SHOWS(term, "新增任务");
    term_send(term, "检查食堂台账\023");
    SHOWS(term, "检查食堂台账");
    expect_listed("检查食堂台账");
    leave(term);
}
