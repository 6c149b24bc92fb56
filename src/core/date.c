/* Civil dates as days since 1970-01-01.
 *
 * The arithmetic counts years from March, so that the leap day is the last of its year; it is
 * exact for the proleptic Gregorian calendar and needs neither the C library's clock nor a zone.
 */
#include "duban/date.h"

#include "duban/i18n.h"

#include <string.h>

enum {
    FIRST_YEAR = 1,
    LAST_YEAR = 9999,
    DAYS_PER_ERA = 146097, /* 400 years */
    DAYS_TO_EPOCH = 719468 /* from 0000-03-01 to 1970-01-01 */
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int duban_date_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12) {
        return 0;
    }
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int duban_date_make(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || day < 1 ||
        day > duban_date_month_days(year, month)) {
        return DUBAN_NO_DATE;
    }
    int y = month > 2 ? year : year - 1;
    int month_from_march = (month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

static void put(int *slot, int value)
{
    if (slot) {
        *slot = value;
    }
}

void duban_date_split(int date, int *year, int *month, int *day)
{
    int days = date + DAYS_TO_EPOCH; /* never negative from year 1 on */
    int era = days / DAYS_PER_ERA;
    int day_of_era = days - era * DAYS_PER_ERA;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int m = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    put(year, era * 400 + year_of_era + (m <= 2));
    put(month, m);
    put(day, day_of_year - (153 * month_from_march + 2) / 5 + 1);
}

int duban_date_weekday(int date)
{
    int monday_based = (date + 3) % 7; /* 1970-01-01 was a Thursday */
    return (monday_based < 0 ? monday_based + 7 : monday_based) + 1;
}

/* The value of `n` digits at `s`, or -1. */
static int read_digits(const char *s, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') {
            return -1;
        }
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

int duban_date_parse(const char *s)
{
    int year = read_digits(s, 4);
    if (year < 0 || s[4] != '-') {
        return DUBAN_NO_DATE;
    }
    int month = read_digits(s + 5, 2);
    if (month < 0 || s[7] != '-') {
        return DUBAN_NO_DATE;
    }
    int day = read_digits(s + 8, 2);
    return day < 0 || s[10] != '\0' ? DUBAN_NO_DATE : duban_date_make(year, month, day);
}

/* Writes `n` digits before `end`. */
static void write_digits(char *end, int n, int value)
{
    while (n-- > 0) {
        *--end = (char)('0' + value % 10);
        value /= 10;
    }
}

char *duban_date_format(int date, char out[DUBAN_DATE_SIZE])
{
    static const char form[DUBAN_DATE_SIZE] = "YYYY-MM-DD";
    int year, month, day;

    out[0] = '\0';
    if (date == DUBAN_NO_DATE) {
        return out;
    }
    duban_date_split(date, &year, &month, &day);
    memcpy(out, form, sizeof form);
    write_digits(out + 4, 4, year);
    write_digits(out + 7, 2, month);
    write_digits(out + 10, 2, day);
    return out;
}

static const char *const months[] = {N_("1月"), N_("2月"),  N_("3月"),  N_("4月"),
                                     N_("5月"), N_("6月"),  N_("7月"),  N_("8月"),
                                     N_("9月"), N_("10月"), N_("11月"), N_("12月")};

void duban_date_say(struct duban_buf *out, int date, int year)
{
    int y, month, day;

    duban_date_split(date, &y, &month, &day);
    if (y == year) /* TRANSLATORS: a month of the table above and a day; a year, these */
        duban_buf_addf(out, _("%s%d日"), _(months[month - 1]), day);
    else
        duban_buf_addf(out, _("%d年%s%d日"), y, _(months[month - 1]), day);
}

void duban_date_say_month(struct duban_buf *out, int y, int month, int year)
{
    if (y == year)
        duban_buf_adds(out, _(months[month - 1]));
    else /* TRANSLATORS: a year, a month of the table above */
        duban_buf_addf(out, _("%d年%s"), y, _(months[month - 1]));
}
