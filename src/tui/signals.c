/* Signals: a handler may do next to nothing, so it sets a bit and writes a byte to a pipe that the
 * loop polls together with the keyboard. What a handler reaches must be static: this file holds the
 * room's only state outside of values. */
#include "tui/signals.h"

#include "duban/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static const struct {
    int number;
    unsigned bit;
} caught[] = {
    {SIGTERM, SIGNALS_LEAVE}, {SIGINT, SIGNALS_LEAVE}, {SIGHUP, SIGNALS_LEAVE},
    {SIGWINCH, SIGNALS_SIZE}, {SIGTSTP, SIGNALS_STOP}, {SIGCONT, SIGNALS_CONTINUE},
};
#define N_CAUGHT (sizeof caught / sizeof *caught)

static struct {
    volatile sig_atomic_t pending[N_CAUGHT];
    struct sigaction before[N_CAUGHT];
    int pipe[2];
    bool caught;
} signals;

static void note(int number)
{
    int saved = errno;

    for (size_t i = 0; i < N_CAUGHT; i++) {
        if (caught[i].number == number)
            signals.pending[i] = 1;
    }
    /* A full pipe is as good as a byte in it: the loop wakes up. */
    if (write(signals.pipe[1], "", 1) < 0)
        errno = saved;
    errno = saved;
}

static bool may_stay_ignored(int number)
{
    return number == SIGHUP || number == SIGTSTP;
}

static enum duban_status open_pipe(struct duban_err *err)
{
    signals.caught = pipe2(signals.pipe, O_CLOEXEC | O_NONBLOCK) == 0;
    if (signals.caught)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_TERMINAL, _("无法准备终端：%s"), strerror(errno));
}

enum duban_status signals_catch(int *wake, struct duban_err *err)
{
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    enum duban_status status = open_pipe(err);

    if (status)
        return status;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < N_CAUGHT; i++) {
        signals.pending[i] = 0;
        sigaction(caught[i].number, NULL, &signals.before[i]);
        /* Who started us with nohup, or forbade suspending, means it. */
        if (!may_stay_ignored(caught[i].number) || signals.before[i].sa_handler != SIG_IGN)
            sigaction(caught[i].number, &action, NULL);
    }
    *wake = signals.pipe[0];
    return DUBAN_OK;
}

void signals_release(void)
{
    if (!signals.caught)
        return;
    for (size_t i = 0; i < N_CAUGHT; i++)
        sigaction(caught[i].number, &signals.before[i], NULL);
    close(signals.pipe[0]);
    close(signals.pipe[1]);
    signals.caught = false;
}

unsigned signals_take(void)
{
    char bytes[64];
    unsigned bits = 0;

    while (read(signals.pipe[0], bytes, sizeof bytes) > 0)
        continue;
    for (size_t i = 0; i < N_CAUGHT; i++) {
        if (signals.pending[i]) {
            signals.pending[i] = 0;
            bits |= caught[i].bit;
        }
    }
    return bits;
}

bool signals_may_stop(void)
{
    struct sigaction now;

    return sigaction(SIGTSTP, NULL, &now) != 0 || now.sa_handler != SIG_IGN;
}

void signals_stop_here(void)
{
    struct sigaction plain = {.sa_handler = SIG_DFL}, ours;
    sigset_t stop;

    sigaction(SIGTSTP, &plain, &ours);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}
