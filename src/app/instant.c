/* Instants in UTC, and what a clock on the wall says then. */
#include "duban/instant.h"

#include "duban/date.h"

#include <time.h>

static bool read(time_t *out, const char *at)
{
    struct tm utc = {0};
    const char *end = at ? strptime(at, "%Y-%m-%dT%H:%M:%SZ", &utc) : NULL;
    *out = timegm(&utc);
    return end && *end == '\0';
}

int64_t duban_instant_seconds(const char *at)
{
    time_t instant;
    return read(&instant, at) ? (int64_t)instant : INT64_MIN;
}

int duban_instant_day(const char *at)
{
    struct tm local;
    time_t instant;
    if (!read(&instant, at) || !localtime_r(&instant, &local))
        return DUBAN_NO_DATE;
    return duban_date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

void duban_instant_say(struct duban_buf *out, const char *at, int today)
{
    struct tm local;
    time_t instant;
    int year = 0;
    if (!read(&instant, at) || !localtime_r(&instant, &local)) {
        duban_buf_adds(out, at ? at : "");
        return;
    }
    if (today != DUBAN_NO_DATE)
        duban_date_split(today, &year, NULL, NULL);
    if (local.tm_year + 1900 != year)
        duban_buf_addf(out, "%04d-", local.tm_year + 1900);
    if (duban_instant_day(at) != today)
        duban_buf_addf(out, "%02d-%02d ", local.tm_mon + 1, local.tm_mday);
    duban_buf_addf(out, "%02d:%02d", local.tm_hour, local.tm_min);
}
