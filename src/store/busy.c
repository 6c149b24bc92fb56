/* Waiting for others' locks.
 *
 * SQLite's own patience sleeps up to a tenth of a second between two looks: whoever waits beside a
 * busy writer finds the file locked every time, and some wait in vain. So the naps are short and of
 * random length, and a writer that goes on at once gives way before: the file is free for a moment
 * that is long enough to be found. */
#include "store/busy.h"

#include <time.h>

#define NAP_MIN_US 500u
#define NAP_MAX_US 8000u
#define JUST_MS    25 /* a write so long ago was only just */

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void nap(void)
{
    uint32_t random = 0;
    sqlite3_randomness(sizeof random, &random);
    long us = NAP_MIN_US + random % (NAP_MAX_US - NAP_MIN_US);
    struct timespec pause = {.tv_nsec = us * 1000};
    nanosleep(&pause, NULL);
}

int duban_busy_wait(void *data, int times)
{
    struct duban_store *store = data;
    if (times == 0)
        store->busy_since = now_ms();
    else if (now_ms() - store->busy_since >= DUBAN_DB_BUSY_SECONDS * 1000)
        return 0;
    nap();
    return 1;
}

void duban_busy_give_way(const struct duban_store *store)
{
    if (store->written_at != 0 && now_ms() - store->written_at < JUST_MS)
        nap();
}

void duban_busy_written(struct duban_store *store)
{
    store->written_at = now_ms();
}
