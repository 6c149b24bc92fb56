/* The terminal's life: what is switched on when it is taken over is switched off on every way out,
 * through term_close() or, when the program dies, through the hook of alloc.h. */
#include "tui/term.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "tui/keys.h"
#include "tui/signals.h"
#include "tui/terminfo.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define PASTE_MARKS_ON  "\033[?2004h"
#define PASTE_MARKS_OFF "\033[?2004l"

static enum duban_status complain(struct duban_err *err, const char *name)
{
    if (!name || !*name)
        return duban_err_set(err, DUBAN_TERMINAL,
                             _("没有设置终端类型（TERM），请先执行 export TERM=xterm-256color"));
    return duban_err_set(err, DUBAN_TERMINAL,
                         _("终端类型 TERM=%s 不能显示全屏界面，请改用 xterm-256color 等终端，"
                           "或用 duban list 查看"),
                         name);
}

/* Flow control off, so that ^S and ^Q arrive; ^C and ^\ are keys like any other: whoever means to
 * copy must not lose the form being filled in. ^Z stays what it is everywhere, unless there is
 * nothing to come back from it. */
static void set_modes(int tty)
{
    struct termios modes;

    cbreak();
    noecho();
    nonl();
    if (tcgetattr(tty, &modes) != 0)
        return;
    modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
    modes.c_cc[VINTR] = _POSIX_VDISABLE;
    modes.c_cc[VQUIT] = _POSIX_VDISABLE;
    if (!signals_may_stop())
        modes.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(tty, TCSADRAIN, &modes);
    def_prog_mode();
}

/* Past curses, which has no word for it. Nobody can be told of a failure here. */
static void send(const char *bytes)
{
    size_t len = strlen(bytes);

    while (len > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

/* The terminal is ours: cursor away, paste in brackets. */
static void enter(void)
{
    curs_set(0);
    send(PASTE_MARKS_ON);
}

static void leave(void)
{
    curs_set(1);
    endwin();
    send(PASTE_MARKS_OFF);
}

static void leave_dying(void)
{
    if (!isendwin())
        leave();
}

static enum duban_status start_curses(struct term *term, FILE *in, struct duban_err *err)
{
    const char *name = getenv("TERM"), *known = name && *name ? terminfo_name(name) : NULL;

    if (!known)
        return complain(err, name);
    use_env(TRUE);
    use_tioctl(TRUE); /* LINES and COLUMNS in the environment must not fix the size */
    term->screen = newterm(known, stdout, in);
    return term->screen ? DUBAN_OK : complain(err, name);
}

static void prepare(struct term *term)
{
    const char *no_color = getenv("NO_COLOR");

    set_modes(term->tty);
    keypad(stdscr, TRUE);
    keys_define();
    leaveok(stdscr, FALSE);
    intrflush(stdscr, FALSE);
    term->mono = (no_color && *no_color) || !has_colors();
}

enum duban_status term_open(struct term *term, struct duban_err *err)
{
    FILE *in = stdin;
    enum duban_status status;

    *term = (struct term){.wake = -1};
    if (!isatty(fileno(stdin))) {
        in = term->opened = fopen("/dev/tty", "re");
        if (!in)
            return duban_err_set(err, DUBAN_TERMINAL, _("标准输入不是终端，无法读取按键"));
    }
    term->tty = fileno(in);
    status = signals_catch(&term->wake, err);
    if (!status)
        status = start_curses(term, in, err);
    if (status) {
        term_close(term);
        return status;
    }
    prepare(term);
    duban_die_hook(leave_dying);
    enter();
    return DUBAN_OK;
}

void term_close(struct term *term)
{
    if (term->screen) {
        leave();
        duban_die_hook(NULL);
        delscreen(term->screen);
    }
    signals_release();
    if (term->opened)
        fclose(term->opened);
    *term = (struct term){.wake = -1};
}

/* curses is told the size here and nowhere else: its own handler for SIGWINCH is not in use. */
static bool follow_size(const struct term *term)
{
    struct winsize size;

    if (ioctl(term->tty, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return false;
    if (!is_term_resized(size.ws_row, size.ws_col))
        return false;
    resizeterm(size.ws_row, size.ws_col);
    return true;
}

static void resume(struct term *term)
{
    reset_prog_mode();
    keypad(stdscr, TRUE); /* endwin() has taken it back */
    enter();
    follow_size(term);
    clearok(curscr, TRUE);
}

void term_suspend(struct term *term)
{
    leave();
    signals_stop_here();
    resume(term);
}

unsigned term_events(struct term *term)
{
    unsigned bits = signals_take(), events = 0;

    if (bits & SIGNALS_LEAVE)
        events |= TERM_LEAVE;
    if (bits & SIGNALS_STOP) {
        term_suspend(term);
        events |= TERM_RESIZED | TERM_REDRAW;
    } else if (bits & SIGNALS_CONTINUE) {
        resume(term);
        events |= TERM_RESIZED | TERM_REDRAW;
    }
    if ((bits & SIGNALS_SIZE) && follow_size(term))
        events |= TERM_RESIZED;
    if (term_hung_up(term))
        events |= TERM_GONE;
    return events;
}

bool term_wait(struct term *term, int timeout_ms)
{
    struct pollfd fds[] = {{.fd = term->tty, .events = POLLIN},
                           {.fd = term->wake, .events = POLLIN}};

    return poll(fds, 2, timeout_ms) > 0;
}

bool term_hung_up(const struct term *term)
{
    struct pollfd fd = {.fd = term->tty, .events = POLLIN};
    struct termios modes;

    if (poll(&fd, 1, 0) > 0 && (fd.revents & (POLLHUP | POLLERR | POLLNVAL)))
        return true;
    return tcgetattr(term->tty, &modes) != 0;
}

int64_t term_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void term_beep(void)
{
    beep();
}
