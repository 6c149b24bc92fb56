/* Terminals that are not xterm-256color, and those that cannot be used at all. */
#include "e2e/board.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(terminals, .timeout = 120);

/* Starts duban on `board` with `setting` in its environment. */
static struct term *start(const char *board, const char *setting)
{
    const char *argv[] = {"env", setting,   getenv("DUBAN_BIN"), "-b",
                          board, "--today", "2018-06-18",        NULL};

    return term_start(24, 80, argv);
}

static void expect_refused(const char *setting, const char *named)
{
    char *board = board_make("terminals");
    struct term *term = start(board, setting);

    cr_expect_eq(term_wait_exit(term), 6, "%s", setting);
    cr_expect(strstr(term_screen(term), named) != NULL, "%s: %s", setting, term_screen(term));
    cr_expect(term_is_restored(term));
    term_end(term);
    free(board);
}

Test(terminals, unusable_ones_are_named)
{
    expect_refused("TERM=dumb", "dumb");
    expect_refused("TERM=no-such-terminal", "no-such-terminal");
    expect_refused("TERM=", "TERM");
    expect_refused("-uTERM", "TERM");
}

static void expect_board(const char *setting)
{
    char *board = board_make("terminals");
    struct term *term = start(board, setting);

    cr_assert(term_shows(term, "1 制定方案"), "%s: %s", setting, term_screen(term));
    cr_expect(term_shows(term, "逾24天"), "%s", setting);
    term_send(term, "j\r");
    cr_expect(term_shows(term, "5月31日"), "%s: %s", setting, term_screen(term));
    term_send(term, "\033");
    cr_expect(term_hides(term, "5月31日"), "%s", setting);
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", setting);
    cr_expect(term_is_restored(term), "%s", setting);
    term_end(term);
    free(board);
}

Test(terminals, usual_ones)
{
    static const char *const names[] = {"TERM=xterm", "TERM=screen-256color", "TERM=tmux-256color",
                                        "TERM=linux", "TERM=putty-256color"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        expect_board(names[i]);
}

Test(terminals, vt100_without_colour)
{
    expect_board("TERM=vt100");
}

Test(terminals, a_locale_without_utf_8)
{
    expect_board("LC_ALL=C");
    expect_board("LC_ALL=no_SUCH.locale");
}

/* The client's English locale need not be there. */
Test(terminals, an_english_locale)
{
    char *board = board_make("english");
    struct term *term = start(board, "LC_ALL=en_XX.UTF-8");

    cr_assert(term_shows(term, "24d late"), "%s", term_screen(term));
    cr_expect(term_shows(term, "? Help"), "%s", term_screen(term));
    term_send(term, "t");
    cr_expect(term_shows(term, "Deadline"), "%s", term_screen(term));
    term_send(term, "\0257月中旬前");
    cr_expect(term_shows(term, "20 Jul (reminds from 10 Jul)"), "%s", term_screen(term));
    term_send(term, "\r");
    cr_expect(term_shows(term, "Deadline changed: 20 Jul"), "%s", term_screen(term));
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    free(board);
}

/* True when an attribute sequence holds one of 30 to 38. */
static bool has_colour(const char *bytes, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        size_t end = i + 2;

        if (bytes[i] != '\033' || bytes[i + 1] != '[')
            continue;
        while (end < len && (bytes[end] == ';' || (bytes[end] >= '0' && bytes[end] <= '9')))
            end++;
        if (end == len || bytes[end] != 'm')
            continue;
        for (size_t k = i + 2; k + 1 < end; k++) {
            bool begins = bytes[k - 1] == '[' || bytes[k - 1] == ';';

            if (begins && bytes[k] == '3' && bytes[k + 1] >= '0' && bytes[k + 1] <= '8')
                return true;
        }
    }
    return false;
}

/* NO_COLOR: bold and reverse, but no colour. */
Test(terminals, no_color)
{
    char *board = board_make("nocolor");
    struct term *term = start(board, "NO_COLOR=1");
    const char *bytes;
    size_t len;

    cr_assert(term_shows(term, "逾24天"), "%s", term_screen(term));
    bytes = term_bytes(term, &len);
    cr_expect_not(has_colour(bytes, len));
    term_send(term, "q");
    cr_expect_eq(term_end(term), 0);
    free(board);
}

/* No byte of a card's escapes reaches the terminal, whatever view it is in. */
Test(terminals, hostile_text_stays_text)
{
    static const char *const never[] = {"\033]0;", "\033[5;31", "\xC2\x9B", "\xE2\x80\xAE"};
    char *board = board_import("hostile", "序号,阶段步骤,工作任务,完成时限,牵头单位\n"
                                          "1,发动\033]0;题\a,\033[5;31m红\033]0;OWNED\a "
                                          "\xC2\x9B"
                                          "31m\xE2\x80\xAE反向,5.25,\033[5;31m宣传室\n");
    struct term *term = start(board, "X=");
    const char *bytes;
    size_t len;

    cr_assert(term_shows(term, "OWNED"), "%s", term_screen(term));
    term_send(term, "\r");
    cr_expect(term_shows(term, "阶段步骤"), "%s", term_screen(term));
    term_send(term, "e");
    cr_expect(term_shows(term, "配合单位"), "%s", term_screen(term));
    term_send(term, "\033\033");
    term_send(term, "q");
    term_listen(term, 300);
    bytes = term_bytes(term, &len);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        cr_expect(memmem(bytes, len, never[i], strlen(never[i])) == NULL, "sequence %zu", i);
    term_send(term, "qqq");
    cr_expect_eq(term_end(term), 0);
    free(board);
}
