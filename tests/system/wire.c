/* Programs at the other end of a real SSH connection. */
#include "system/wire.h"

#include "e2e/board.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { GONE_MS = 10000 };

/* The client's. The server has C and C.UTF-8 at least, and seldom more. */
static const char locale[] = "LC_ALL=zh_CN.UTF-8";

void wire_needed(void)
{
    const char *why = getenv("DUBAN_SSH_MISSING");

    if (!getenv("DUBAN_SSH_CONFIG"))
        cr_skip("run this by make check-system");
    if (why && *why)
        cr_skip("%s", why);
}

struct term *wire_start(int rows, int columns, const char *host, const char *const *words)
{
    const char *argv[32] = {"env", locale, "ssh", "-F", getenv("DUBAN_SSH_CONFIG"), "-t", host};

    for (size_t i = 0; words[i]; i++) {
        cr_assert(i + 8 < sizeof argv / sizeof *argv);
        argv[i + 7] = words[i];
    }
    return term_start(rows, columns, argv);
}

struct term *wire_board(int rows, int columns, const char *board, const struct campaign *campaign)
{
    const char *const words[] = {"duban", "-b", board, "--today", campaign->today, NULL};
    struct term *term = wire_start(rows, columns, "duban-test", words);

    cr_assert(term_shows(term, campaign->cards[0].head), "%s", term_screen(term));
    return term;
}

int wire_run(struct duban_buf *out, const char *command, const char *input, bool errors)
{
    static const char plain[] = "exec env \"$3\" ssh -F \"$0\" duban-test \"$1\" <\"$2\"";
    static const char quiet[] =
        "exec env \"$3\" ssh -F \"$0\" duban-test \"$1\" <\"$2\" 2>/dev/null";
    const char *const argv[] = {
        "sh",   "-c", errors ? plain : quiet, getenv("DUBAN_SSH_CONFIG"), command, input,
        locale, NULL};

    return board_exec(out, argv);
}

/* Does the command line of that process hold the text? That of a dead one is empty. */
static bool names(const char *pid, const char *text)
{
    char path[64], line[4096];
    ssize_t n = -1;
    int fd;

    snprintf(path, sizeof path, "/proc/%.20s/cmdline", pid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        n = read(fd, line, sizeof line);
        close(fd);
    }
    return n > 0 && memmem(line, (size_t)n, text, strlen(text)) != NULL;
}

int wire_processes(const char *text)
{
    DIR *folder = opendir("/proc");
    struct dirent *entry;
    int n = 0;

    cr_assert(folder != NULL, "no /proc");
    while ((entry = readdir(folder)) != NULL) {
        long pid = strtol(entry->d_name, NULL, 10);

        if (pid > 0 && pid != (long)getpid() && names(entry->d_name, text))
            n++;
    }
    closedir(folder);
    return n;
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t wire_gone_after(const char *text)
{
    const struct timespec step = {0, 10000000};
    int64_t begin = now_ms();

    while (wire_processes(text) > 0) {
        if (now_ms() - begin > GONE_MS)
            return -1;
        nanosleep(&step, NULL);
    }
    return now_ms() - begin;
}
