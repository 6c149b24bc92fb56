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
    set_escdelay(25);
    cbreak();
    nonl();
    term.keys = newpad(1, 1);
    keypad(term.keys, TRUE);
    meta(term.keys, TRUE); /* a pipe does not tell that it has eight bits */
    wtimeout(term.keys, 0);
    keys_define();
}

static void end(void)
{
    input_release(&input);
    delwin(term.keys);
    endwin();
    delscreen(term.screen);
    close(typing);
}

TestSuite(input, .init = begin, .fini = end);

static void type(const char *bytes)
{
    cr_assert_eq(write(typing, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
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
    cr_expect_str_eq(input.paste.data, "第一行\n第二行\n三\tq");
    expect_keys("y");
}

Test(input, function_keys_in_a_paste_are_left_out)
{
    type("\033[200~a\033[Ab\033OPc\033[201~");
    expect_keys("PASTE");
    cr_expect_str_eq(input.paste.data, "abc");
}

/* A paste whose end never comes is over when nothing follows. */
Test(input, paste_without_end)
{
    type("\033[200~abc");
    expect_keys("PASTE");
    cr_expect_str_eq(input.paste.data, "abc");
    type("j");
    expect_keys("j");
}

Test(input, an_end_without_a_paste_is_nothing)
{
    type("a\033[201~b");
    expect_keys("a b");
}
