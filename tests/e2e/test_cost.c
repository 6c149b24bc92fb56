/* What the screen costs on a slow line: bytes to the terminal, at 120×40, and the rest while nobody
 * touches it. `make bench-bytes` prints the figures. */
#include "e2e/campaign.h"
#include "e2e/term.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_PAINT = 9000, CURSOR_KEY = 150, COLUMN_CHANGE = 300, BURST = 3000, WAKE_UPS = 2 };

enum { BURST_KEYS = 50, IDLE_SECONDS = 4 };

TestSuite(cost, .timeout = 120);

static char *board;

static struct term *start(void)
{
    const struct campaign *campaign;
    const char *argv[] = {"-b", NULL, "--today", NULL, NULL};
    struct term *term;

    board = campaign_board(&campaign, "cost");
    argv[1] = board;
    argv[3] = campaign->today;
    term = term_duban(40, 120, argv);
    cr_assert(term_shows(term, campaign->cards[CAMPAIGN_CARDS - 1].head), "%s", term_screen(term));
    term_settle(term);
    return term;
}

static void leave(struct term *term)
{
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0);
    term_end(term);
    free(board);
}

/* One line of the report, added to the file $DUBAN_FIGURES: Criterion lets a test print nothing. */
static void tell(const char *what, size_t n, const char *unit, size_t goal)
{
    const char *path = getenv("DUBAN_FIGURES");
    FILE *file = path && *path ? fopen(path, "a") : NULL;

    if (file) {
        fprintf(file, "%-34s %5zu %s, goal %zu\n", what, n, unit, goal);
        fclose(file);
    }
}

static void expect_bytes(const char *what, size_t n, size_t goal)
{
    tell(what, n, "bytes", goal);
    cr_expect_leq(n, goal, "%s: %zu bytes", what, n);
}

static size_t cost(struct term *term, const char *keys)
{
    size_t len;

    term_forget(term);
    term_send(term, keys);
    term_settle(term);
    term_bytes(term, &len);
    return len;
}

/* The dearest of the keys, each pressed by itself; all of them must do something. */
static size_t dearest(struct term *term, const char *keys)
{
    size_t most = 0;

    for (; *keys; keys++) {
        char key[] = {*keys, '\0'};
        size_t len = cost(term, key);

        cr_expect_gt(len, 0, "%s does nothing", key);
        if (len > most)
            most = len;
    }
    return most;
}

Test(cost, first_paint)
{
    struct term *term = start();
    size_t len;

    term_bytes(term, &len);
    cr_expect_gt(len, 1000);
    expect_bytes("first paint", len, FIRST_PAINT);
    leave(term);
}

Test(cost, cursor_key)
{
    struct term *term = start();

    term_send(term, "hhhh");
    term_settle(term);
    expect_bytes("cursor key (dearest of 8)", dearest(term, "jjjjkkkk"), CURSOR_KEY);
    leave(term);
}

Test(cost, change_of_column)
{
    struct term *term = start();

    term_send(term, "hhhh");
    term_settle(term);
    expect_bytes("change of column (dearest of 6)", dearest(term, "lllhhh"), COLUMN_CHANGE);
    leave(term);
}

Test(cost, burst)
{
    struct term *term = start();
    char burst[BURST_KEYS + 1] = "";

    for (int i = 0; i < BURST_KEYS; i++)
        burst[i] = "jljlkhkj"[i % 8];
    expect_bytes("burst of 50 keys", cost(term, burst), BURST);
    leave(term);
}

/* How often a process gave up the processor by itself, to wait; -1 where /proc does not tell. */
static long waits(pid_t pid)
{
    char line[256];
    long n = -1;
    FILE *file;

    snprintf(line, sizeof line, "/proc/%d/status", (int)pid);
    file = fopen(line, "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "voluntary_ctxt_switches:", 24) == 0)
            n = strtol(line + 24, NULL, 10);
    if (file)
        fclose(file);
    return n;
}

/* The half-second look for others' changes is all that goes on, once the first of them has made the
 * day's copy. One wake-up may fall on either end of the time it is counted for. */
Test(cost, idle)
{
    struct term *term = start();
    long before, wakes;
    size_t len;

    term_listen(term, 2000);
    before = waits(term_pid(term));
    term_forget(term);
    term_listen(term, IDLE_SECONDS * 1000);
    wakes = waits(term_pid(term)) - before;
    term_bytes(term, &len);
    expect_bytes("idle", len, 0);
    if (before >= 0) {
        tell("idle", (size_t)wakes, "wake-ups in 4 seconds", WAKE_UPS * IDLE_SECONDS);
        cr_expect_leq(wakes, WAKE_UPS * IDLE_SECONDS + 1);
    }
    leave(term);
}
