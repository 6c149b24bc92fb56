/* The tests' own terminal: were it wrong, every end-to-end test would be. */
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <signal.h>

TestSuite(term, .timeout = 120);

static struct term *shell(const char *script)
{
    const char *const argv[] = {"sh", "-c", script, NULL};

    return term_start(6, 20, argv);
}

Test(term, shows_what_is_printed_and_where)
{
    struct term *term =
        shell("printf 'a督办b\\r\\n\\033[1m粗\\033[7mx\\033[m'; read -r line; exit 3");
    int row, column;

    cr_assert(term_shows(term, "a督办b"), "%s", term_screen(term));
    cr_assert(term_find(term, "b", &row, &column));
    cr_assert(row == 0 && column == 5, "%d,%d", row, column);
    cr_assert(term_shows(term, "粗x"));
    cr_assert(term_bold(term, 1, 0) && !term_reverse(term, 1, 0) && term_reverse(term, 1, 2));
    cr_assert_str_eq(term_row(term, 1), "粗x");
    term_cursor(term, &row, &column);
    cr_assert(row == 1 && column == 3, "%d,%d", row, column);
    cr_assert_not(term_find(term, "办督", &row, &column));
    term_send(term, "\n");
    cr_assert_eq(term_end(term), 3);
}

Test(term, sends_keys_and_sees_text_go)
{
    struct term *term =
        shell("printf 'name? '; read -r n; printf '\\033[2J\\033[Hhello %s' $n; read -r n");

    cr_assert(term_shows(term, "name?"));
    term_send(term, "王\n");
    cr_assert(term_shows(term, "hello 王"));
    cr_assert(term_hides(term, "name?"), "%s", term_screen(term));
    term_send(term, "\n");
    cr_assert_eq(term_end(term), 0);
}

Test(term, resizes)
{
    struct term *term = shell("trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done");

    cr_assert(term_shows(term, "6 20"));
    term_resize(term, 10, 30);
    cr_assert(term_shows(term, "10 30"), "%s", term_screen(term));
    term_signal(term, SIGTERM);
    cr_assert_eq(term_end(term), 128 + SIGTERM);
}

Test(term, knows_whether_the_terminal_was_restored)
{
    struct term *good =
        shell("printf '\\033[?1049h\\033[?25l'; stty raw -echo; printf in; read -r x;"
              "stty sane; printf '\\033[?25h\\033[?1049l'");
    struct term *bad = shell("printf '\\033[?1049h'; stty -echo");

    cr_assert(term_shows(good, "in"));
    cr_assert_not(term_is_restored(good));
    term_send(good, "\n");
    cr_assert_eq(term_wait_exit(good), 0);
    cr_assert(term_is_restored(good));
    term_end(good);
    cr_assert_eq(term_wait_exit(bad), 0);
    cr_assert_not(term_is_restored(bad));
    term_end(bad);
}

Test(term, gives_up_on_what_never_comes)
{
    struct term *term = shell("printf done");

    cr_assert_not(term_shows(term, "something else"));
    cr_assert(term_shows(term, "done"));
    cr_assert_eq(term_end(term), 0);
}
