/* Looks that a person has set, and stand-ins for characters of ambiguous width. */
#include "tui/theme.h"

#include "duban/alloc.h"
#include "tui/narrow.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *null;
static struct duban_settings settings;
static struct theme theme;

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    null = fopen("/dev/null", "r+");
    screen = newterm("xterm-256color", null, null);
    duban_settings_init(&settings);
    theme_init(&theme, false);
}

static void fini(void)
{
    duban_settings_release(&settings);
    endwin();
    delscreen(screen);
    fclose(null);
}

TestSuite(theme, .init = init, .fini = fini, .timeout = 20);

static void set(const char *role, const char *look)
{
    struct duban_setting_lines *lines = &settings.colours;

    lines->items = duban_more(lines->items, lines->n, &lines->cap, sizeof *lines->items);
    lines->items[lines->n++] =
        (struct duban_setting_line){duban_strdup(role), duban_strdup(look), 1};
}

static void assert_look(enum role role, short fg, short bg, attr_t attrs)
{
    short f, b;

    pair_content(theme.pairs[role], &f, &b);
    cr_expect_eq(f, fg, "%d", f);
    cr_expect_eq(b, bg, "%d", b);
    cr_expect_eq(theme.attrs[role], attrs);
}

Test(theme, a_look_is_colours_ground_and_attributes)
{
    set("overdue", "201 on black bold underline");
    set("label-here", "green");
    set("label_here", "dim yellow");
    theme_use(&theme, &settings);
    cr_assert_eq(settings.n_faults, 0);
    assert_look(ROLE_OVERDUE, 201, COLOR_BLACK, A_BOLD | A_UNDERLINE);
    assert_look(ROLE_LABEL_HERE, COLOR_YELLOW, -1, A_DIM);
}

Test(theme, what_is_no_role_or_colour_is_told)
{
    short f, b, f2, b2;

    pair_content(theme.pairs[ROLE_SOON], &f, &b);
    set("labe", "red");
    set("soon", "octarine");
    set("soon", "256");
    theme_use(&theme, &settings);
    cr_assert_eq(settings.n_faults, 3);
    pair_content(theme.pairs[ROLE_SOON], &f2, &b2);
    cr_assert(f == f2 && b == b2);
}

Test(theme, without_colours_the_attributes_stay)
{
    theme_init(&theme, true);
    set("overdue", "red on white underline");
    theme_use(&theme, &settings);
    cr_assert_eq(theme.attrs[ROLE_OVERDUE], A_UNDERLINE | A_REVERSE);
    cr_assert_eq(theme.pairs[ROLE_OVERDUE], 0);
}

/* Every stand-in takes one column on every terminal, and what is not ambiguous is left alone. */
Test(theme, stand_ins_take_one_column)
{
    static const wchar_t left[] = L"aé汉（，。！①";

    for (wchar_t c = 1; c < 0x20000; c++) {
        wchar_t other = narrow_stand_in(c);

        if (other != c)
            cr_assert(other > ' ' && other < 0x7F, "U+%04X", (unsigned)c);
    }
    for (size_t i = 2; i < 7; i++)
        cr_expect_eq(narrow_stand_in(left[i]), left[i]);
    cr_expect_eq(narrow_stand_in(left[7]), L'1');
    cr_expect_eq(narrow_stand_in(L'“'), L'"');
    cr_expect_eq(narrow_stand_in(L'⑨'), L'9');
    cr_expect_eq(narrow_stand_in(L'Ⓩ'), L'Z');
    cr_expect_eq(narrow_stand_in(L'Я'), L'?');
}
