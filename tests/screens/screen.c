/* Goldens: what the cells of a screen held, as a text file. */
#include "screens/screen.h"

#include "duban/buf.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/text.h"
#include "tui/screen.h"

#include <criterion/criterion.h>
#include <curses.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static SCREEN *screen;
static struct theme theme;

void screen_begin(const char *term)
{
    FILE *out = fopen("/dev/null", "w"), *in = fopen("/dev/null", "r");

    setlocale(LC_ALL, "C.UTF-8");
    use_env(FALSE);
    screen = newterm(term, out, in);
    cr_assert(screen != NULL, "no terminfo entry for %s", term);
    theme_init(&theme, !has_colors());
}

void screen_end(void)
{
    endwin();
    delscreen(screen);
}

void screen_speak_english(void)
{
    struct duban_buf folder = DUBAN_BUF_INIT;
    const char *program = getenv("DUBAN_BIN");

    cr_assert(program != NULL, "DUBAN_BIN is not set");
    duban_buf_add(&folder, program, (size_t)(strrchr(program, '/') - program));
    duban_buf_adds(&folder, "/share/locale");
    duban_i18n_begin();
    bindtextdomain("duban", folder.data);
    cr_assert(duban_i18n_choose("en"));
    cr_assert_str_eq(_("看板"), "Board");
    duban_buf_release(&folder);
}

/* Without colours a role cannot be told from its cell; the attributes can: b bold, u underlined,
 * r reversed. */
static char role_letter(attr_t attrs, short pair)
{
    if (pair > 0)
        return theme_letter((enum role)(pair - 1));
    return attrs & A_REVERSE ? 'r' : attrs & A_UNDERLINE ? 'u' : attrs & A_BOLD ? 'b' : ' ';
}

/* One cell: its text, and its role's letter once for each column it takes. */
static int add_cell(struct duban_buf *text, struct duban_buf *roles, int y, int x)
{
    wchar_t characters[CCHARW_MAX + 1] = {0};
    attr_t attrs;
    short pair;
    cchar_t cell;
    int width;

    mvwin_wch(stdscr, y, x, &cell);
    getcchar(&cell, characters, &attrs, &pair, NULL);
    for (int i = 0; characters[i]; i++)
        duban_text_put(text, (uint32_t)characters[i]);
    width = wcwidth(characters[0]) == 2 ? 2 : 1;
    for (int i = 0; i < width; i++)
        duban_buf_addc(roles, role_letter(attrs, pair));
    return width;
}

static void end_line(struct duban_buf *out)
{
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        duban_buf_truncate(out, out->len - 1);
    duban_buf_addc(out, '\n');
}

static void read_screen(struct duban_buf *out, bool cursor)
{
    struct duban_buf roles = DUBAN_BUF_INIT;
    int row = getcury(stdscr), column = getcurx(stdscr); /* looking at cells moves it */

    for (int y = 0; y < LINES; y++) {
        for (int x = 0; x < COLS;)
            x += add_cell(out, &roles, y, x);
        end_line(out);
        end_line(&roles);
    }
    duban_buf_addf(out, "=== cursor: %s", cursor ? "" : "none");
    if (cursor)
        duban_buf_addf(out, "row %d, column %d", row, column);
    duban_buf_addf(out, "\n%s", roles.data);
    duban_buf_release(&roles);
}

static void compare(const char *path, const struct duban_buf *found)
{
    struct duban_buf expected = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    const char *generate = getenv("GENERATE");

    if (generate && *generate) {
        cr_assert_eq(duban_file_write(path, found->data, found->len, true, 0644, &err), DUBAN_OK,
                     "%s: %s", path, err.text);
    } else {
        cr_assert_eq(duban_file_read(&expected, path, 1 << 20, &err), DUBAN_OK, "%s: %s", path,
                     err.text);
        cr_expect_str_eq(found->data, expected.data, "%s is not what is drawn now:\n%s", path,
                         found->data);
    }
    duban_err_release(&err);
    duban_buf_release(&expected);
}

void screen_expect(struct duban_session *session, const char *name, int rows, int columns)
{
    struct canvas canvas = {.theme = &theme};
    struct duban_buf found = DUBAN_BUF_INIT, path = DUBAN_BUF_INIT;
    const char *source = getenv("DUBAN_SRCDIR");
    bool cursor;

    resizeterm(rows, columns);
    canvas.window = stdscr;
    cursor = screen_draw(&canvas, session);
    read_screen(&found, cursor);
    duban_buf_addf(&path, "%s/tests/screens/golden/%s-%dx%d.txt", source ? source : ".", name,
                   columns, rows);
    compare(path.data, &found);
    duban_buf_release(&path);
    duban_buf_release(&found);
}

void screen_expect_all(struct duban_session *session, const char *name)
{
    screen_expect(session, name, 6, 20);
    screen_expect(session, name, 24, 80);
    screen_expect(session, name, 40, 120);
    screen_expect(session, name, 50, 200);
}
