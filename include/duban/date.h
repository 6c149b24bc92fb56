/* Civil dates: no times, no time zones.
 *
 * A date is an int, the days since 1970-01-01 in the proleptic Gregorian calendar, so that dates
 * compare and subtract. DUBAN_NO_DATE is "none" and is smaller than every date. Years run from 1 to
 * 9999.
 */
#ifndef DUBAN_DATE_H
#define DUBAN_DATE_H

#include "duban/buf.h"

#include <limits.h>
#include <stdbool.h>

#define DUBAN_NO_DATE   INT_MIN
#define DUBAN_DATE_SIZE 11 /* bytes of "YYYY-MM-DD" with its NUL */

/* The day of year-month-day, or DUBAN_NO_DATE where there is no such day (2018-11-31). */
int duban_date_make(int year, int month, int day);

/* Takes a date apart. `date` must be one; any out-parameter may be NULL. */
void duban_date_split(int date, int *year, int *month, int *day);

/* The number of days in that month; 0 for a month outside 1–12. */
int duban_date_month_days(int year, int month);

/* 1 Monday … 7 Sunday (ISO 8601). */
int duban_date_weekday(int date);

/* Reads exactly "YYYY-MM-DD"; anything else, or an impossible day, is DUBAN_NO_DATE. */
int duban_date_parse(const char *s);

/* Writes "YYYY-MM-DD", or "" for DUBAN_NO_DATE. Returns `out`. */
char *duban_date_format(int date, char out[DUBAN_DATE_SIZE]);

/* Appends a day as people say it: 6月20日, with its year unless that is `year`. */
void duban_date_say(struct duban_buf *out, int date, int year);

/* The same for month `month` (1–12) of the year `y`: 6月, 2019年1月. */
void duban_date_say_month(struct duban_buf *out, int y, int month, int year);

#endif
