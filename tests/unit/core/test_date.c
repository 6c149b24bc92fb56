/* Civil dates: every day of the calendar there and back, and what is no day. */
#include "duban/date.h"

#include <criterion/criterion.h>

#include <string.h>

Test(date, known_days)
{
    cr_assert_eq(duban_date_make(1970, 1, 1), 0);
    cr_assert_eq(duban_date_make(1969, 12, 31), -1);
    cr_assert_eq(duban_date_make(2000, 3, 1), 11017);
    cr_assert_eq(duban_date_make(2018, 5, 25), 17676);
    cr_assert_eq(duban_date_make(1, 1, 1), -719162);
    cr_assert_eq(duban_date_make(9999, 12, 31), 2932896);
}

Test(date, impossible_days)
{
    static const int bad[][3] = {
        {2018, 11, 31}, {2018, 2, 29}, {1900, 2, 29}, {2018, 0, 1},   {2018, 13, 1},
        {2018, 1, 0},   {2018, 1, 32}, {0, 1, 1},     {10000, 1, 1},  {-1, 1, 1},
        {2018, -1, 1},  {2018, 5, -1}, {1900, 1, 0},  {2018, 99, 99},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_assert_eq(duban_date_make(bad[i][0], bad[i][1], bad[i][2]), DUBAN_NO_DATE, "row %zu", i);
    }
}

Test(date, every_day_there_and_back)
{
    int next = duban_date_make(1, 1, 1);
    int weekday = 1; /* 0001-01-01 is a Monday */

    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= duban_date_month_days(year, month); day++) {
                int date = duban_date_make(year, month, day);
                int y, m, d;
                duban_date_split(date, &y, &m, &d);
                if (date != next || y != year || m != month || d != day ||
                    duban_date_weekday(date) != weekday) {
                    cr_assert_fail("%d-%d-%d", year, month, day);
                }
                next++;
                weekday = weekday % 7 + 1;
            }
        }
    }
}

Test(date, month_days)
{
    cr_assert_eq(duban_date_month_days(2018, 2), 28);
    cr_assert_eq(duban_date_month_days(2020, 2), 29);
    cr_assert_eq(duban_date_month_days(2000, 2), 29);
    cr_assert_eq(duban_date_month_days(1900, 2), 28);
    cr_assert_eq(duban_date_month_days(2018, 0), 0);
    cr_assert_eq(duban_date_month_days(2018, 13), 0);
}

Test(date, weekdays)
{
    cr_assert_eq(duban_date_weekday(duban_date_make(2018, 5, 25)), 5);
    cr_assert_eq(duban_date_weekday(duban_date_make(1969, 12, 28)), 7);
    cr_assert_eq(duban_date_weekday(duban_date_make(2024, 2, 29)), 4);
}

Test(date, split_takes_null)
{
    int month = 0;
    duban_date_split(17676, NULL, &month, NULL);
    cr_assert_eq(month, 5);
}

Test(date, parse_reads_one_form_only)
{
    static const char *const bad[] = {
        "",           "2018",       "2018-5-25",  "2018-05-25 ", "2018-05-251", "2018/05/25",
        "2018-05",    "2018-05-",   "20180525",   "2018-11-31",  " 2018-05-25", "2018-0५-25",
        "+018-05-25", "2018-05-2x", "0000-01-01",
    };
    cr_assert_eq(duban_date_parse("2018-05-25"), 17676);
    cr_assert_eq(duban_date_parse("0001-01-01"), -719162);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_assert_eq(duban_date_parse(bad[i]), DUBAN_NO_DATE, "\"%s\"", bad[i]);
    }
}

Test(date, format)
{
    char out[DUBAN_DATE_SIZE];
    cr_assert_str_eq(duban_date_format(17676, out), "2018-05-25");
    cr_assert_str_eq(duban_date_format(-719162, out), "0001-01-01");
    cr_assert_str_eq(duban_date_format(2932896, out), "9999-12-31");
    cr_assert_str_eq(duban_date_format(DUBAN_NO_DATE, out), "");
}
