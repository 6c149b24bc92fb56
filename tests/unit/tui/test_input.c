/* Keys from bytes: a real curses reads them from a pipe. */
#include "tui/input.h"

#include "tui/keys.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct term term;
static struct input input = INPUT_INIT;
static int typing; /* where the test types */

static void begin(void)
{
    int ends[2];

    setlocale(LC_ALL, "C.UTF-8");
    cr_assert_eq(pipe(ends), 0);
    typing = ends[1];
    term = (struct term){.tty = ends[0], .wake = -1};
    term.screen = newterm("xterm-256color", fopen("/dev/null", "w"), fdopen(ends[0], "r"));
    cr_assert(term.screen != NULL);
    keypad(stdscr, TRUE);
    keys_define();
}

static void end(void)
{
    input_release(&input);
    endwin();
    delscreen(term.screen);
    close(typing);
}

TestSuite(input, .init = begin, .fini = end);

static void type(const char *bytes)
{
    cr_assert_eq(write(typing, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

/* Types a little later, as the rest of a key comes through a slow line. */
static int type_later(const char *bytes)
{
    pid_t child = fork();

    if (child != 0)
        return child < 0;
    usleep(60000);
    _exit(write(typing, bytes, strlen(bytes)) < 0);
}

/* The names of all keys that are waiting, a blank between them. */
static void expect_keys(const char *expected)
{
    struct duban_buf names = DUBAN_BUF_INIT;
    struct duban_key key;

    while ((key = input_next(&input, &term)).kind != DUBAN_KEY_NONE) {
        if (names.len > 0)
            duban_buf_addc(&names, ' ');
        if (key.kind == DUBAN_KEY_PASTE)
            duban_buf_adds(&names, "PASTE");
        else if (key.kind == DUBAN_KEY_STALLED)
            duban_buf_adds(&names, "STALLED");
        else
            duban_key_format(&names, key);
    }
    cr_expect_str_eq(names.data, expected);
    duban_buf_release(&names);
}

Test(input, nothing_waits)
{
    expect_keys("");
}

Test(input, characters)
{
    type("jG:督办é🎉");
    expect_keys("j G : 督 办 é 🎉");
}

Test(input, control_characters)
{
    type("\x06\x13\r\t\x7f\b \f\x1f");
    expect_keys("^F ^S Enter Tab Backspace Backspace Space ^L ^_");
}

Test(input, keys_of_several_terminals)
{
    type("\033[A\033OB\033[1~\033[4~\033OH\033[6~\033OP\033[11~\033[15~\033[Z\033[1;5D\033Oc\033["
         "3~");
    expect_keys("Up Down Home End Home PgDn F1 F1 F5 S-Tab C-Left C-Right Del");
}

Test(input, alt_is_escape_in_one_go)
{
    type("\033b\033\r\033督");
    expect_keys("M-b M-Enter M-督");
}

Test(input, escape_alone)
{
    type("\033");
    expect_keys("Esc");
    type("\033\033[A");
    expect_keys("Esc Up");
}

/* A sequence cut in two by the line is one character. */
Test(input, a_character_in_two_pieces)
{
    type("\xE7\x9D");
    expect_keys("");
    type("\xA3j");
    expect_keys("督 j");
}

Test(input, wrong_bytes_take_nothing_with_them)
{
    type("\xD6\xD0j\xFFk\xE7\x9Dl\xC0\xAFm");
    expect_keys("� � j � k � l � � m");
}

Test(input, c1_controls_are_no_keys)
{
    type("a\xC2\x9B"
         "31mb");
    expect_keys("a 3 1 m b");
}

Test(input, paste_is_one_key)
{
    type("x\033[200~第一行\r第二行\r\n三\tq\033[201~y");
    cr_expect_eq(input_next(&input, &term).code, 'x');
    cr_expect_eq(input_next(&input, &term).kind, DUBAN_KEY_PASTE);
    cr_expect_str_eq(input.paste.text.data, "第一行\n第二行\n三\tq");
    expect_keys("y");
}

Test(input, function_keys_in_a_paste_are_left_out)
{
    type("\033[200~a\033[Ab\033OPc\033[201~");
    expect_keys("PASTE");
    cr_expect_str_eq(input.paste.text.data, "abc");
}

/* The mark comes in any pieces, and what the terminal sends after it is a key again. */
Test(input, the_end_of_a_paste_in_pieces)
{
    static const char text[] = "第一行\r\033[201~";

    type("\033[200~");
    for (size_t i = 0; i + 1 < sizeof text; i++) {
        char byte[2] = {text[i], '\0'};

        type(byte);
        if (i + 2 < sizeof text)
            expect_keys("");
    }
    expect_keys("PASTE");
    cr_expect_str_eq(input.paste.text.data, "第一行\n");
    type("j");
    expect_keys("j");
}

/* Nothing but its end mark ends a paste: what comes after a pause is no key. */
Test(input, a_pause_does_not_end_a_paste)
{
    type("\033[200~abc");
    expect_keys("");
    input.heard -= 10000;
    expect_keys("STALLED");
    expect_keys("");
    type("dd\r\033[201~j");
    expect_keys("PASTE j");
    cr_expect_str_eq(input.paste.text.data, "abcdd\n");
}

/* Esc is text while the paste flows, and breaks it off when it has stopped; what still comes of it
 * is swallowed until it is quiet. */
Test(input, a_paste_is_broken_off)
{
    type("\033[200~abc");
    expect_keys("");
    type("\033");
    expect_keys("");
    input.heard -= 10000;
    expect_keys("STALLED");
    type("\033");
    expect_keys("");
    type("dyq\r");
    expect_keys("");
    input.heard -= 10000;
    expect_keys("PASTE");
    cr_expect_str_eq(input.paste.text.data, "abc");
    type("j");
    expect_keys("j");
}

/* An end mark within the text would let the rest of it loose as keys. */
Test(input, an_end_mark_among_the_text_is_not_the_end)
{
    type("\033[200~abc\033[201~dy\r\033[201~j");
    expect_keys("PASTE j");
    cr_expect_str_eq(input.paste.text.data, "abc");
}

Test(input, one_paste_after_another)
{
    type("\033[200~abc\033[201~\033[200~def\033[201~j");
    expect_keys("PASTE PASTE j");
    cr_expect_str_eq(input.paste.text.data, "def");
}

Test(input, a_table_without_marks_is_pasted_where_one_is_asked_for)
{
    input.unmarked = INPUT_ASKED;
    type("序号\t工作任务\r1\td");
    expect_keys("");
    type("dyq\r");
    expect_keys("");
    input.heard -= 10000;
    expect_keys("PASTE");
    cr_expect_str_eq(input.paste.text.data, "序号\t工作任务\n1\tddyq\n");
}

/* Keys that a slow line has held back are keys all the same. */
Test(input, keys_in_a_burst_stay_keys)
{
    input.unmarked = INPUT_ASKED;
    type("jjjjjjjjjjjjjjjjjj\t\t");
    expect_keys("j j j j j j j j j j j j j j j j j j Tab Tab");
    input.unmarked = INPUT_TABLE;
    type("a一项新的任务\t6.20\r");
    expect_keys("a 一 项 新 的 任 务 Tab 6 . 2 0 Enter");
    input.unmarked = INPUT_TYPED;
    type("序号\t工作\r1\t办\r");
    expect_keys("序 号 Tab 工 作 Enter 1 Tab 办 Enter");
}

Test(input, a_table_is_no_keys_on_the_board)
{
    input.unmarked = INPUT_TABLE;
    type("序号\t工作任务\r1\t组织学习\r");
    expect_keys("");
    input.heard -= 10000;
    expect_keys("PASTE");
}

/* A paste that is too long leaves nothing behind, and no key. */
Test(input, a_paste_that_is_too_long)
{
    static char block[4097];
    struct duban_key key;
    size_t n = 0;

    memset(block, 'd', 4096);
    type("\033[200~");
    for (; n <= PASTE_MAX / 4096 + 1; n++) {
        type(block);
        while ((key = input_next(&input, &term)).kind != DUBAN_KEY_NONE)
            cr_assert_eq(key.kind, DUBAN_KEY_COMING);
    }
    type("\033[201~j");
    key = input_next(&input, &term);
    cr_assert_eq(key.kind, DUBAN_KEY_PASTE);
    cr_expect_eq(key.code, DUBAN_PASTE_CUT);
    expect_keys("j");
}

/* A key in two pieces is one key, as it is on a slow line; a sequence that means nothing is none. */
Test(input, sequences_in_pieces_and_unknown_ones)
{
    type("\033[");
    cr_assert_eq(type_later("A"), 0);
    expect_keys("Up");
    type("\033[1;9Z\033[I\033[[A\033[99~\033Ozj");
    expect_keys("j");
}

Test(input, an_end_without_a_paste_is_nothing)
{
    type("a\033[201~b");
    expect_keys("a b");
}

Test(input, esc_stops_long_work_and_other_keys_wait)
{
    cr_expect(!input_breaks(&input, &term));
    type("jk");
    cr_expect(!input_breaks(&input, &term));
    type("\033");
    cr_expect(input_breaks(&input, &term));
    expect_keys("");
    type("j");
    cr_expect(!input_breaks(&input, &term));
    expect_keys("j");
}
