/* The values of a query: texts, words, numbers, dates, and what comes before or after them.
 *
 * A value arrives as a search key, so full-width signs, capitals and blanks are gone already.
 */
#include "core/query.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <stdlib.h>
#include <string.h>

static const char none_names[] = "none 无 空";

bool duban_query_named(const char *names, const char *name)
{
    size_t len = strlen(name);

    for (const char *p = names; len > 0 && (p = strstr(p, name)) != NULL; p += len)
        if ((p == names || p[-1] == ' ') && (p[len] == ' ' || p[len] == '\0'))
            return true;
    return false;
}

bool duban_query_read_text(struct query_value *value, const struct query_key *key, int today)
{
    (void)key;
    (void)today;
    value->none = duban_query_named(none_names, value->key);
    return true;
}

bool duban_query_read_literal(struct query_value *value, const struct query_key *key, int today)
{
    (void)value;
    (void)key;
    (void)today;
    return true;
}

bool duban_query_read_word(struct query_value *value, const struct query_key *key, int today)
{
    (void)today;
    for (const struct query_word *word = key->words; word->names != NULL; word++) {
        if (duban_query_named(word->names, value->key)) {
            value->word = word->value;
            return true;
        }
    }
    return false;
}

/* --- Ends and ranges ----------------------------------------------------------------------- */

/* A point, or a stretch such as a month, on the way to becoming a range. */
struct span {
    int64_t low, high;
    bool yearless;
};

typedef bool span_reader(struct span *out, const char *s, int today);

/* Signs that make a range of one end, longest first. */
static const struct sign {
    const char *sign;
    enum { BELOW, UPTO, ABOVE, FROM, SAME } relation;
} signs[] = {
    {"<=", UPTO}, {">=", FROM}, {"≤", UPTO}, {"≥", FROM}, {"<", BELOW}, {">", ABOVE}, {"=", SAME},
};

static const char *const betweens[] = {"..", "至", "到", "~"};

static bool read_signed(struct query_value *value, const struct sign *sign, const char *s,
                        span_reader *read, int today)
{
    struct span span;

    if (!read(&span, s, today))
        return false;
    value->low = INT64_MIN;
    value->high = INT64_MAX;
    switch (sign->relation) {
    case BELOW: value->high = span.low - 1; break;
    case UPTO: value->high = span.high; break;
    case ABOVE: value->low = span.high + 1; break;
    case FROM: value->low = span.low; break;
    case SAME:
        value->low = span.low;
        value->high = span.high;
        break;
    }
    value->low_yearless = span.yearless && value->low != INT64_MIN;
    value->high_yearless = span.yearless && value->high != INT64_MAX;
    return true;
}

/* a..b, a.. or ..b; `gap` is where the dots are. */
static bool read_between(struct query_value *value, const char *gap, size_t gap_len,
                         span_reader *read, int today)
{
    char *first = duban_strndup(value->key, (size_t)(gap - value->key));
    const char *last = gap + gap_len;
    struct span low = {INT64_MIN, INT64_MIN, false}, high = {INT64_MAX, INT64_MAX, false};
    bool ok = *first != '\0' || *last != '\0';

    if (ok && *first != '\0')
        ok = read(&low, first, today);
    if (ok && *last != '\0')
        ok = read(&high, last, today);
    free(first);
    value->low = low.low;
    value->low_yearless = low.yearless;
    value->high = high.high;
    value->high_yearless = high.yearless;
    return ok;
}

static bool read_range(struct query_value *value, span_reader *read, int today)
{
    static const struct sign same = {"", SAME};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].sign);

        if (strncmp(value->key, signs[i].sign, len) == 0)
            return read_signed(value, &signs[i], value->key + len, read, today);
    }
    for (size_t i = 0; i < sizeof betweens / sizeof *betweens; i++) {
        const char *gap = strstr(value->key, betweens[i]);

        if (gap != NULL)
            return read_between(value, gap, strlen(betweens[i]), read, today);
    }
    return read_signed(value, &same, value->key, read, today);
}

/* Digits at *s, at most nine, moving *s behind them; -1 when there are none. */
static int64_t digits(const char **s)
{
    int64_t n = 0;
    size_t len = strspn(*s, "0123456789");

    if (len == 0 || len > 9)
        return -1;
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (*s)[i] - '0';
    *s += len;
    return n;
}

static bool number_span(struct span *out, const char *s, int today)
{
    (void)today;
    out->low = out->high = digits(&s);
    out->yearless = false;
    return out->low >= 0 && *s == '\0';
}

bool duban_query_read_number(struct query_value *value, const struct query_key *key, int today)
{
    if (key->words != NULL && duban_query_read_word(value, key, today)) {
        value->low = value->word == 0 ? 0 : 1;
        value->high = value->word == 0 ? 0 : INT64_MAX;
        return true;
    }
    return read_range(value, number_span, today);
}

/* --- Dates --------------------------------------------------------------------------------- */

int64_t duban_query_day(int date)
{
    int year, month, day;

    duban_date_split(date, &year, &month, &day);
    return year * INT64_C(10000) + month * 100 + day;
}

/* Words for a stretch of days around today. */
enum stretch { DAY, WEEK, MONTH, YEAR };

static const struct {
    const char *names;
    enum stretch stretch;
    int offset;
} calendar[] = {
    {"today 今天 今日", DAY, 0},          {"tomorrow 明天", DAY, 1},
    {"yesterday 昨天", DAY, -1},          {"week thisweek 本周 这周", WEEK, 0},
    {"nextweek 下周", WEEK, 1},           {"lastweek 上周", WEEK, -1},
    {"month thismonth 本月", MONTH, 0},   {"nextmonth 下月 下个月", MONTH, 1},
    {"lastmonth 上月 上个月", MONTH, -1}, {"year thisyear 今年 本年", YEAR, 0},
    {"nextyear 明年", YEAR, 1},           {"lastyear 去年", YEAR, -1},
};

static void month_span(struct span *out, int year, int month)
{
    year += (month + 11) / 12 - 1;
    month = (month + 11) % 12 + 1;
    out->low = year * INT64_C(10000) + month * 100 + 1;
    out->high = out->low + 30;
}

static void calendar_span(struct span *out, enum stretch stretch, int offset, int today)
{
    int year, month, monday = today - duban_date_weekday(today) + 1 + 7 * offset;

    duban_date_split(today, &year, &month, NULL);
    switch (stretch) {
    case DAY: out->low = out->high = duban_query_day(today + offset); break;
    case WEEK:
        out->low = duban_query_day(monday);
        out->high = duban_query_day(monday + 6);
        break;
    case MONTH: month_span(out, year, month + offset); break;
    case YEAR:
        out->low = (year + offset) * INT64_C(10000) + 101;
        out->high = (year + offset) * INT64_C(10000) + 1231;
        break;
    }
}

static bool calendar_word(struct span *out, const char *s, int today)
{
    for (size_t i = 0; i < sizeof calendar / sizeof *calendar; i++) {
        if (duban_query_named(calendar[i].names, s)) {
            calendar_span(out, calendar[i].stretch, calendar[i].offset, today);
            return true;
        }
    }
    return false;
}

/* +7 and -7: so many days from today. */
static bool offset_days(struct span *out, const char *s, int today)
{
    int sign = *s == '-' ? -1 : 1;
    int64_t n;

    if (*s != '+' && *s != '-')
        return false;
    s++;
    n = digits(&s);
    if (n < 0 || n > 100000 || *s != '\0')
        return false;
    out->low = out->high = duban_query_day(today + sign * (int)n);
    return true;
}

/* The numbers of 2018-06-01, 2018-06, 2018, 6.1, 6月: up to three, and whether the last one was
 * followed by 月, which makes a lone number a month. */
static size_t date_parts(int64_t parts[3], const char *s, bool *month_sign)
{
    static const char *const separators[] = {"-", "/", ".", "年", "月", "日", "号"};
    size_t n = 0;

    *month_sign = false;
    while (*s != '\0') {
        size_t i = 0;

        if (n == 3 || (parts[n] = digits(&s)) < 0)
            return 0;
        n++;
        while (i < 7 && strncmp(s, separators[i], strlen(separators[i])) != 0)
            i++;
        if (*s != '\0' && i == 7)
            return 0;
        *month_sign = i == 4;
        if (i < 7)
            s += strlen(separators[i]);
        if (i < 3 && *s == '\0')
            return 0;
    }
    return n;
}

/* Year, month and day as written, 0 where there is none. */
static bool date_span(struct span *out, int year, int month, int day)
{
    if (month == 0) {
        out->low = year * INT64_C(10000) + 101;
        out->high = out->low + 1130;
        return year >= 1 && year <= 9999;
    }
    if (month > 12 ||
        (day != 0 && duban_date_make(year != 0 ? year : 2000, month, day) == DUBAN_NO_DATE))
        return false;
    out->yearless = year == 0;
    out->low = year * INT64_C(10000) + month * 100 + (day != 0 ? day : 1);
    out->high = year * INT64_C(10000) + month * 100 + (day != 0 ? day : 31);
    return true;
}

static bool written_date(struct span *out, const char *s)
{
    int64_t parts[3] = {0, 0, 0};
    bool month_sign;
    size_t n = date_parts(parts, s, &month_sign);
    bool with_year = parts[0] > 31 || (n == 1 && !month_sign);
    int numbers[3] = {0, 0, 0};

    if (n == 0 || parts[0] > 9999 || parts[1] > 99 || parts[2] > 99 || (n == 3 && !with_year) ||
        (n == 1 && !month_sign && parts[0] < 1000))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (parts[i] == 0)
            return false;
        if (i + !with_year < 3)
            numbers[i + !with_year] = (int)parts[i];
    }
    return date_span(out, numbers[0], numbers[1], numbers[2]);
}

static bool day_span(struct span *out, const char *s, int today)
{
    out->yearless = false;
    return calendar_word(out, s, today) || offset_days(out, s, today) || written_date(out, s);
}

bool duban_query_read_date(struct query_value *value, const struct query_key *key, int today)
{
    (void)key;
    if (duban_query_named("none 无 空 无时限 未定", value->key)) {
        value->none = true;
        return true;
    }
    return read_range(value, day_span, today);
}
