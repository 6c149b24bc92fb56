/* Instants: "YYYY-MM-DDTHH:MM:SSZ", in UTC, as the history keeps them. */
#ifndef DUBAN_INSTANT_H
#define DUBAN_INSTANT_H

#include "duban/buf.h"

#include <stdint.h>

/* Seconds since 1970-01-01T00:00:00Z; INT64_MIN when `at` is no instant (or NULL). */
int64_t duban_instant_seconds(const char *at);

/* The civil date that it is where the people are, by the system's time zone; DUBAN_NO_DATE when
 * `at` is no instant. */
int duban_instant_day(const char *at);

/* Appends an instant as people there read it: "10:32" on the day `today`, else "06-18 10:32", with
 * its year in front where that is not today's. What is no instant is appended as it is. */
void duban_instant_say(struct duban_buf *out, const char *at, int today);

#endif
