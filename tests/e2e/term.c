/* A terminal for tests: a pseudo-terminal on one side, libvterm on the other. */
#include "e2e/term.h"

#include "duban/alloc.h"
#include "duban/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

/* Generous, because a machine that runs all tests at once under sanitizers is slow. */
enum { PATIENCE_MS = 15000, QUIET_MS = 150, RUNNING = -2, KILLED = -1 };

struct term {
    pid_t pid;
    int status; /* exit status, KILLED or RUNNING */
    int master;
    int slave; /* kept open, so that its settings outlive the program */
    VTerm *vt;
    VTermScreen *screen;
    bool altscreen;
    bool blind;
    bool cursor_visible;
    struct duban_buf text;
    struct duban_buf bytes; /* all that has come */
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int note_property(VTermProp property, VTermValue *value, void *user)
{
    struct term *term = user;

    if (property == VTERM_PROP_ALTSCREEN)
        term->altscreen = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        term->cursor_visible = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = note_property};

/* With the signals of a login, whatever `nohup make check` or a shell in the background ignores. */
static void run_child(int slave, const char *const *argv)
{
    static const int usual[] = {SIGHUP, SIGINT, SIGQUIT};

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        signal(usual[i], SIG_DFL);
    if (login_tty(slave) != 0 || setenv("TERM", "xterm-256color", 1) != 0)
        _exit(126);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

struct term *term_start(int rows, int columns, const char *const *argv)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    struct term *term = duban_alloc(sizeof *term);

    if (openpty(&term->master, &term->slave, NULL, NULL, &size) != 0)
        duban_die("openpty: %s", strerror(errno));
    fcntl(term->master, F_SETFD, FD_CLOEXEC);
    fcntl(term->slave, F_SETFD, FD_CLOEXEC);
    term->vt = vterm_new(rows, columns);
    vterm_set_utf8(term->vt, 1);
    term->screen = vterm_obtain_screen(term->vt);
    vterm_screen_set_callbacks(term->screen, &callbacks, term);
    vterm_screen_enable_altscreen(term->screen, 1);
    vterm_screen_reset(term->screen, 1);
    term->cursor_visible = true;
    term->text = term->bytes = (struct duban_buf)DUBAN_BUF_INIT;
    term->status = RUNNING;
    term->pid = fork();
    if (term->pid == 0)
        run_child(term->slave, argv);
    return term;
}

struct term *term_duban(int rows, int columns, const char *const *argv)
{
    const char *all[32] = {getenv("DUBAN_BIN")};

    if (!all[0])
        duban_die("DUBAN_BIN is not set; run this by make check or tests/run");
    for (size_t i = 0; argv[i]; i++) {
        if (i + 2 >= sizeof all / sizeof *all)
            duban_die("too many arguments");
        all[i + 1] = argv[i];
    }
    return term_start(rows, columns, all);
}

/* Writes to the program, and never waits for one that does not read. */
static void type(struct term *term, const char *bytes, size_t len)
{
    while (len > 0) {
        struct pollfd p = {.fd = term->master, .events = POLLOUT};
        ssize_t n;

        if (poll(&p, 1, PATIENCE_MS) <= 0)
            return;
        n = write(term->master, bytes, len);
        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

/* Takes what the program has written within `ms`, and hands back what a terminal answers. */
static bool take(struct term *term, int ms)
{
    struct pollfd p = {.fd = term->master, .events = POLLIN};
    char bytes[4096];
    ssize_t n;
    size_t answer;

    if (poll(&p, 1, ms) <= 0)
        return false;
    n = read(term->master, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    duban_buf_add(&term->bytes, bytes, (size_t)n);
    if (term->blind)
        return true;
    vterm_input_write(term->vt, bytes, (size_t)n);
    vterm_screen_flush_damage(term->screen);
    while ((answer = vterm_output_read(term->vt, bytes, sizeof bytes)) > 0)
        type(term, bytes, answer);
    return true;
}

static bool has_left(struct term *term)
{
    int status;

    if (term->status == RUNNING && waitpid(term->pid, &status, WNOHANG) == term->pid)
        term->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return term->status != RUNNING;
}

int term_wait_exit(struct term *term)
{
    int64_t end = now_ms() + PATIENCE_MS;

    while (!has_left(term) && now_ms() < end)
        take(term, 20); /* without a line this only waits */
    if (term->status == RUNNING) {
        kill(term->pid, SIGKILL);
        waitpid(term->pid, NULL, 0);
        term->status = KILLED;
    }
    while (take(term, 0))
        ;
    return term->status;
}

int term_end(struct term *term)
{
    int status = term_wait_exit(term);

    vterm_free(term->vt);
    if (term->master >= 0)
        close(term->master);
    close(term->slave);
    duban_buf_release(&term->text);
    duban_buf_release(&term->bytes);
    free(term);
    return status;
}

void term_send(struct term *term, const char *keys)
{
    type(term, keys, strlen(keys));
}

pid_t term_pid(const struct term *term)
{
    return term->pid;
}

void term_signal(struct term *term, int number)
{
    if (!has_left(term))
        kill(term->pid, number);
}

const char *term_bytes(struct term *term, size_t *len)
{
    *len = term->bytes.len;
    return term->bytes.data;
}

void term_forget(struct term *term)
{
    duban_buf_clear(&term->bytes);
}

void term_hang_up(struct term *term)
{
    close(term->master);
    term->master = -1; /* poll leaves it out */
}

void term_blind(struct term *term, bool blind)
{
    static const char alternate[] = "\033[?1049h\033[?25l";

    while (take(term, QUIET_MS)) /* what is under way belongs to the old state */
        ;
    term->blind = blind;
    if (!blind) {
        vterm_screen_reset(term->screen, 1);
        vterm_input_write(term->vt, alternate, sizeof alternate - 1);
    }
}

void term_resize(struct term *term, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    while (take(term, 0)) /* what was written for the old size belongs to it */
        ;
    vterm_set_size(term->vt, rows, columns);
    ioctl(term->master, TIOCSWINSZ, &size);
}

static void add_character(struct duban_buf *out, uint32_t c)
{
    if (c < 0x80) {
        duban_buf_addc(out, (char)c);
        return;
    }
    if (c < 0x800) {
        duban_buf_addc(out, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            duban_buf_addc(out, (char)(0xE0 | c >> 12));
        } else {
            duban_buf_addc(out, (char)(0xF0 | c >> 18));
            duban_buf_addc(out, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        duban_buf_addc(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    duban_buf_addc(out, (char)(0x80 | (c & 0x3F)));
}

/* The cell's text; the second half of a wide character has none. */
static void add_cell(struct duban_buf *out, struct term *term, int row, int column)
{
    VTermScreenCell cell;

    vterm_screen_get_cell(term->screen, (VTermPos){.row = row, .col = column}, &cell);
    if (cell.chars[0] == (uint32_t)-1)
        return;
    if (cell.chars[0] == 0)
        duban_buf_addc(out, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
        add_character(out, cell.chars[i]);
}

static void add_row(struct duban_buf *out, struct term *term, int row)
{
    size_t start = out->len;
    int rows, columns;

    vterm_get_size(term->vt, &rows, &columns);
    for (int column = 0; column < columns; column++)
        add_cell(out, term, row, column);
    while (out->len > start && out->data[out->len - 1] == ' ')
        duban_buf_truncate(out, out->len - 1);
}

const char *term_row(struct term *term, int row)
{
    duban_buf_clear(&term->text);
    add_row(&term->text, term, row);
    return term->text.data;
}

const char *term_screen(struct term *term)
{
    int rows, columns;

    vterm_get_size(term->vt, &rows, &columns);
    duban_buf_clear(&term->text);
    for (int row = 0; row < rows; row++) {
        add_row(&term->text, term, row);
        duban_buf_addc(&term->text, '\n');
    }
    return term->text.data;
}

static bool waits_for(struct term *term, const char *text, bool wanted)
{
    int64_t end = now_ms() + PATIENCE_MS;

    for (;;) {
        bool there;

        while (take(term, 0))
            ;
        there = strstr(term_screen(term), text) != NULL;
        if (there == wanted)
            return true;
        if (now_ms() >= end || (has_left(term) && !take(term, QUIET_MS)))
            return false;
        take(term, 50);
    }
}

bool term_shows(struct term *term, const char *text)
{
    return waits_for(term, text, true);
}

bool term_hides(struct term *term, const char *text)
{
    return waits_for(term, text, false);
}

void term_wait_any(struct term *const *terms, size_t n, int ms)
{
    struct pollfd *lines = duban_alloc(n * sizeof *lines);

    for (size_t i = 0; i < n; i++)
        lines[i] = (struct pollfd){.fd = terms[i] ? terms[i]->master : -1, .events = POLLIN};
    poll(lines, n, ms);
    free(lines);
}

bool term_sees(struct term *term, const char *text)
{
    while (take(term, 0))
        term_forget(term);
    return strstr(term_screen(term), text) != NULL;
}

void term_listen(struct term *term, int ms)
{
    int64_t end = now_ms() + ms;

    while (now_ms() < end)
        take(term, 20);
}

void term_settle(struct term *term)
{
    int64_t end = now_ms() + PATIENCE_MS;

    while (take(term, QUIET_MS) && now_ms() < end)
        ;
}

/* Does the text begin in this very cell? */
static bool begins_at(struct term *term, const char *text, int row, int column, int columns)
{
    struct duban_buf rest = DUBAN_BUF_INIT;
    bool found;

    add_cell(&rest, term, row, column);
    found = rest.len > 0; /* not in the second half of a wide character */
    while (found && rest.len < strlen(text) && ++column < columns)
        add_cell(&rest, term, row, column);
    found = found && strncmp(rest.data, text, strlen(text)) == 0;
    duban_buf_release(&rest);
    return found;
}

bool term_find_within(struct term *term, const char *text, int *row, int *column, int rows,
                      int columns)
{
    int top = *row, left = *column;

    for (*row = top; *row < top + rows; ++*row)
        for (*column = left; *column < left + columns; ++*column)
            if (begins_at(term, text, *row, *column, left + columns))
                return true;
    return false;
}

bool term_find(struct term *term, const char *text, int *row, int *column)
{
    int rows, columns;

    vterm_get_size(term->vt, &rows, &columns);
    *row = *column = 0;
    return term_find_within(term, text, row, column, rows, columns);
}

void term_cursor(struct term *term, int *row, int *column)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(term->vt), &at);
    *row = at.row;
    *column = at.col;
}

static VTermScreenCellAttrs attributes(struct term *term, int row, int column)
{
    VTermScreenCell cell;

    vterm_screen_get_cell(term->screen, (VTermPos){.row = row, .col = column}, &cell);
    return cell.attrs;
}

bool term_bold(struct term *term, int row, int column)
{
    return attributes(term, row, column).bold;
}

bool term_reverse(struct term *term, int row, int column)
{
    return attributes(term, row, column).reverse;
}

bool term_is_restored(struct term *term)
{
    struct termios t;

    return !term->altscreen && term->cursor_visible && tcgetattr(term->slave, &t) == 0 &&
           (t.c_lflag & ICANON) && (t.c_lflag & ECHO) && (t.c_lflag & ISIG) && (t.c_oflag & OPOST);
}
