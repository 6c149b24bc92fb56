/* A long act under watch. A signal is only looked at between two steps, so what the act has begun
 * it can also take away again. */
#include "cli/watch.h"

#include "duban/cli.h"
#include "duban/i18n.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

/* Those that would end the program: one that is ignored (nohup) waits, too, while it is held. */
static void fill(sigset_t *set)
{
    struct sigaction now;

    sigemptyset(set);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(set, ends[i]);
}

static long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000;
}

void cli_watch_begin(struct cli_watch *watch)
{
    fill(&watch->held);
    sigprocmask(SIG_BLOCK, &watch->held, &watch->before);
    watch->started = now_ms();
    watch->terminal = isatty(STDERR_FILENO);
    watch->shown = watch->stopped = false;
}

/* Is one of the held signals waiting that are not in `passed_over`? */
static bool somebody_waits(const struct cli_watch *watch, const sigset_t *passed_over)
{
    sigset_t waiting;

    sigpending(&waiting);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigismember(&waiting, ends[i]) && sigismember(&watch->held, ends[i]) &&
            !(passed_over && sigismember(passed_over, ends[i])))
            return true;
    return false;
}

bool cli_watch_step(void *data, size_t done, size_t total)
{
    enum { PATIENCE = 500 };
    struct cli_watch *watch = data;

    if (watch->terminal && total && now_ms() - watch->started > PATIENCE) {
        fputc('\r', stderr);
        fprintf(stderr, _("正在导入：%zu / %zu 行"), done, total);
        fflush(stderr);
        watch->shown = true;
    }
    watch->stopped = watch->stopped || somebody_waits(watch, NULL);
    return !watch->stopped;
}

void cli_watch_end(struct cli_watch *watch, const struct duban_err *err)
{
    static const struct timespec at_once;

    if (watch->shown)
        fputs("\r\033[K", stderr);
    while (!watch->stopped && sigtimedwait(&watch->held, NULL, &at_once) > 0)
        continue;
    if (somebody_waits(watch, &watch->before))
        duban_cli_complain(err);
    sigprocmask(SIG_SETMASK, &watch->before, NULL);
}
