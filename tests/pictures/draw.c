/* draw-pictures TABLE FOLDER: draws the sample campaign that is in TABLE as the full screen shows
 * it, and writes FOLDER/{board,card,form,help}-{80x24,120x40}.svg. `make pictures` keeps
 * share/pictures by it. */
#include "pictures/story.h"
#include "pictures/svg.h"

#include "duban/alloc.h"
#include "duban/file.h"
#include "tui/screen.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* Each view is reached from the board by its keys, with that task selected. */
static const struct {
    const char *name, *keys, *leave;
    int64_t task;
} views[] = {
    {"board", "", "", 6},
    {"card", "\r", "\033", 6},
    {"form", "e", "\033", 9},
    {"help", "?", "\033", 6},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {40, 120}};

/* A curses without a terminal, as in the screen tests. */
static SCREEN *begin_curses(struct theme *theme)
{
    FILE *out = fopen("/dev/null", "w"), *in = fopen("/dev/null", "r");
    SCREEN *screen;

    use_env(FALSE);
    screen = newterm("xterm-256color", out, in);
    if (!screen)
        duban_die("no terminfo entry for xterm-256color");
    theme_init(theme, false);
    return screen;
}

static void write_picture(const char *folder, const char *name, const struct duban_buf *svg)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;

    duban_buf_addf(&path, "%s/%s.svg", folder, name);
    if (duban_file_write(path.data, svg->data, svg->len, true, 0644, &err) != DUBAN_OK)
        duban_die("%s", err.text);
    duban_buf_release(&path);
}

static void draw(struct story *story, const struct theme *theme, const char *view,
                 const char *folder)
{
    struct canvas canvas = {.window = stdscr, .theme = theme};
    struct duban_buf name = DUBAN_BUF_INIT, svg = DUBAN_BUF_INIT;
    bool cursor = screen_draw(&canvas, story->session);

    duban_buf_addf(&name, "%s-%dx%d", view, COLS, LINES);
    svg_add(&svg, stdscr, theme, name.data, cursor);
    write_picture(folder, name.data, &svg);
    duban_buf_release(&svg);
    duban_buf_release(&name);
}

int main(int argc, char **argv)
{
    struct story story;
    struct theme theme;
    SCREEN *screen;

    if (argc != 3) {
        fputs("usage: draw-pictures TABLE FOLDER\n", stderr);
        return 2;
    }
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "CST-8", 1); /* the history shows local times: those of Beijing */
    story_begin(&story, argv[1]);
    screen = begin_curses(&theme);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        resizeterm(sizes[s].rows, sizes[s].columns);
        for (size_t v = 0; v < sizeof views / sizeof *views; v++) {
            story_select(&story, views[v].task);
            story_type(&story, views[v].keys);
            draw(&story, &theme, views[v].name, argv[2]);
            story_type(&story, views[v].leave);
        }
    }
    endwin();
    delscreen(screen);
    story_end(&story);
    return 0;
}
