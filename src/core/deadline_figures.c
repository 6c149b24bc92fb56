/* Points of time in figures, as people type them and as spreadsheets save them.
 *
 * A chain is two or three numbers with the same sign between them. What a chain means follows from
 * how many digits its numbers have; a number that has a unit behind it (6-7月) is in no chain.
 */
#include "core/deadline_point.h"
#include "duban/date.h"

enum {
    SERIAL_FIRST = 36526,    /* 2000-01-01, in the day count of spreadsheets */
    SERIAL_LAST = 73050,     /* 2099-12-31 */
    SERIAL_OF_EPOCH = 25569, /* 1970-01-01 */
    NEAR_YEARS = 2,          /* a short year this far from the campaign's is believed first */
};

struct chain {
    const struct duban_token *number[3];
    int n; /* numbers found, counting on behind the third */
    enum duban_token_type sign;
};

static bool is_sign(enum duban_token_type type)
{
    return type == TOKEN_DOT || type == TOKEN_SLASH || type == TOKEN_DASH;
}

static void read_chain(struct chain *chain, const struct duban_token *at)
{
    *chain = (struct chain){.number = {at}, .n = 1, .sign = TOKEN_END};
    if (!is_sign(at[1].type)) {
        return;
    }
    chain->sign = at[1].type;
    for (; at[1].type == chain->sign && at[2].type == TOKEN_NUMBER; at += 2) {
        if (chain->n < 3) {
            chain->number[chain->n] = at + 2;
        }
        chain->n++;
    }
}

/* Whether number `i` of the chain is a number in figures without a unit of its own. 5.25日 is fine,
 * but 25-30日 is from day to day, and 5-6.15 is from 5 to 6.15. */
static bool ends_at(const struct chain *chain, int i)
{
    switch ((int)chain->number[i][1].type) {
    case TOKEN_YEAR:
    case TOKEN_MONTH:
    case TOKEN_QUARTER:
    case TOKEN_LENGTH:
    case TOKEN_COUNTED:
    case TOKEN_HOUR: return false;
    case TOKEN_DAY: return chain->sign != TOKEN_DASH || chain->number[0]->value <= 12 || i == 2;
    case TOKEN_DOT:
    case TOKEN_SLASH: return chain->sign != TOKEN_DASH;
    }
    return true;
}

static int digits(const struct chain *chain, int i)
{
    return i < chain->n && i < 3 ? chain->number[i]->digits : 0;
}

static int value(const struct chain *chain, int i)
{
    return chain->number[i]->value;
}

static bool is_short(const struct chain *chain, int i)
{
    return digits(chain, i) == 1 || digits(chain, i) == 2;
}

static bool is_day(int year, int month, int day)
{
    return duban_date_make(year, month, day) != DUBAN_NO_DATE;
}

int duban_figures_year(int number, int campaign_year)
{
    return number >= 0 && number < 100 ? campaign_year - campaign_year % 100 + number : number;
}

/* --- What a chain can be ------------------------------------------------------------------- */

/* `year` is -1 where the figures name none; a written year 0 is no year that ever was. */
static void set_date(struct duban_point *out, int year, int month, int day)
{
    if (year >= 0) {
        out->year = year == 0 ? WRONG_YEAR : year;
        out->lead = UNIT_YEAR;
    }
    duban_point_set_month(out, month);
    duban_point_set_day(out, day);
    out->tail = UNIT_DAY;
}

/* Rule R9: month first, day first only when nothing else is possible. */
static void set_american(struct duban_point *out, int year, int a, int b)
{
    bool month_first = is_day(year, a, b);
    bool day_first = is_day(year, b, a);

    if (month_first && day_first && a != b) {
        out->flags |= DUBAN_DEADLINE_US;
    }
    if (day_first && !month_first) {
        set_date(out, year, b, a);
    } else {
        set_date(out, year, a, b);
    }
}

static bool is_near(int year, int campaign_year)
{
    return year >= campaign_year - NEAR_YEARS && year <= campaign_year + NEAR_YEARS;
}

/* Three short numbers: 18.5.25, or 5/25/18 as en-US Excel has it. The reading whose year is near
 * the campaign's wins, then the one that begins with the year. */
static bool set_short_date(const struct chain *chain, struct duban_point *out, int campaign_year)
{
    int a = value(chain, 0), b = value(chain, 1), c = value(chain, 2);
    int first = duban_figures_year(a, campaign_year);
    int third = duban_figures_year(c, campaign_year);
    bool year_first = digits(chain, 0) == 2 && is_day(first, b, c);
    bool year_last = chain->sign == TOKEN_SLASH && digits(chain, 2) == 2 &&
                     (is_day(third, a, b) || is_day(third, b, a));

    if (year_last && !(year_first && is_near(first, campaign_year)) &&
        (!year_first || is_near(third, campaign_year))) {
        set_american(out, third, a, b);
    } else if (digits(chain, 0) == 2) {
        set_date(out, first, b, c);
    } else {
        return false;
    }
    return true;
}

/* Returns how many numbers of the chain were understood. */
static int set_three(const struct chain *chain, struct duban_point *out, int campaign_year)
{
    if (chain->n < 3 || !is_short(chain, 1) || !ends_at(chain, 2)) {
        return 0;
    }
    if (digits(chain, 0) == 4 && is_short(chain, 2)) {
        set_date(out, value(chain, 0), value(chain, 1), value(chain, 2));
        return 3;
    }
    if (is_short(chain, 0) && digits(chain, 2) == 4) {
        set_american(out, value(chain, 2), value(chain, 0), value(chain, 1));
        return 3;
    }
    if (chain->n == 3 && is_short(chain, 0) && is_short(chain, 2) &&
        set_short_date(chain, out, campaign_year)) {
        return 3;
    }
    return 0;
}

static int set_two(const struct chain *chain, struct duban_point *out)
{
    if (chain->n < 2 || !ends_at(chain, 1)) {
        return 0;
    }
    bool year_first = digits(chain, 0) == 4 && is_short(chain, 1);
    bool year_last = is_short(chain, 0) && digits(chain, 1) == 4;
    int a = value(chain, 0), b = value(chain, 1);

    if (year_first || year_last) {
        out->year = year_first ? a : b;
        out->lead = UNIT_YEAR;
        duban_point_set_month(out, year_first ? b : a);
        return 2;
    }
    bool list = chain->n > 2 && chain->sign != TOKEN_DASH; /* 6/7/8月 */
    if (!is_short(chain, 0) || !is_short(chain, 1) || list) {
        return 0;
    }
    set_date(out, -1, a, b);
    if (chain->sign == TOKEN_DASH && a < b && b <= 12) {
        out->flags |= DUBAN_DEADLINE_AMBIG; /* rule R6: or from month to month */
    }
    return 2;
}

/* --- Numbers alone ------------------------------------------------------------------------- */

/* Rule R9. A serial is all there is in its cell; the fraction is a time of day. */
static bool read_serial(struct duban_cursor *cursor, struct duban_point *out)
{
    const struct duban_token *at = cursor->at;
    bool fraction = at[1].type == TOKEN_DOT && at[2].type == TOKEN_NUMBER;
    const struct duban_token *end = fraction ? at + 3 : at + 1;

    if (at->digits != 5 || at->value < SERIAL_FIRST || at->value > SERIAL_LAST ||
        end->type != TOKEN_END) {
        return false;
    }
    int year, month, day;
    duban_date_split(at->value - SERIAL_OF_EPOCH, &year, &month, &day);
    set_date(out, year, month, day);
    cursor->at = end;
    return true;
}

/* 20180525 and 201806 */
static bool read_compact(struct duban_cursor *cursor, struct duban_point *out)
{
    int number = cursor->at->value;

    if (cursor->at->digits == 8) {
        set_date(out, number / 10000, number / 100 % 100, number % 100);
    } else if (cursor->at->digits == 6 && number / 100 >= 1900 && number / 100 < 2200) {
        out->year = number / 100;
        out->lead = UNIT_YEAR;
        duban_point_set_month(out, number % 100);
    } else {
        return false;
    }
    cursor->at++;
    return true;
}

bool duban_figures_parse(struct duban_cursor *cursor, struct duban_point *out)
{
    struct chain chain;
    bool year = out->year != 0 || out->year_after; /* then only month and day are left to say */

    if (cursor->at->type != TOKEN_NUMBER || cursor->at->chinese) {
        return false;
    }
    if (!year && (read_serial(cursor, out) || read_compact(cursor, out))) {
        return true;
    }
    read_chain(&chain, cursor->at);
    int used = year ? 0 : set_three(&chain, out, cursor->context->year);
    if (used == 0 && (!year || is_short(&chain, 1))) {
        used = set_two(&chain, out);
    }
    if (used == 0) {
        return false;
    }
    out->sign = chain.sign;
    cursor->at = chain.number[used - 1] + 1;
    if (out->single) {
        duban_cursor_accept(cursor, TOKEN_DAY);
    }
    return true;
}

/* --- English ------------------------------------------------------------------------------- */

/* The sign between two parts of an English date; TOKEN_END when there is only a blank. */
static enum duban_token_type accept_joint(struct duban_cursor *cursor)
{
    enum duban_token_type type = cursor->at->type;
    bool joint = is_sign(type) || type == TOKEN_LIST || type == TOKEN_FILLER;
    return joint && duban_cursor_accept(cursor, type) ? type : TOKEN_END;
}

/* A year at the end: four digits, or two behind a sign that stood in the date already. */
static void accept_year(struct duban_cursor *cursor, struct duban_point *out,
                        enum duban_token_type sign)
{
    struct duban_cursor c = *cursor;
    enum duban_token_type joint = accept_joint(&c);
    const struct duban_token *number = c.at;

    if (out->year != 0 || !duban_cursor_accept(&c, TOKEN_NUMBER) ||
        !(number->digits == 4 ||
          (number->digits == 2 && is_sign(joint) && joint == sign && out->single))) {
        return;
    }
    out->year = duban_figures_year(number->value, cursor->context->year);
    *cursor = c;
}

static bool accept_day(struct duban_cursor *cursor, struct duban_point *out)
{
    const struct duban_token *number = cursor->at;

    if (number->type != TOKEN_NUMBER || number->digits > 2) {
        return false;
    }
    cursor->at++;
    duban_cursor_accept(cursor, TOKEN_ENGLISH_ORDINAL);
    duban_point_set_day(out, number->value);
    out->tail = UNIT_DAY;
    return true;
}

/* The month by its name, or as databases print it between a day and a year: 20-6月-18. Returns 0,
 * with the cursor where it was, when there is none. */
static int accept_month(struct duban_cursor *cursor, enum duban_token_type sign)
{
    const struct duban_token *at = cursor->at;

    if (duban_cursor_accept(cursor, TOKEN_MONTH_NAME)) {
        return at->value;
    }
    if (sign != TOKEN_DASH || at->type != TOKEN_NUMBER || at[1].type != TOKEN_MONTH ||
        at[2].type != TOKEN_DASH || at[3].type != TOKEN_NUMBER || at[4].type == TOKEN_DAY ||
        at[4].type == TOKEN_MONTH || at[4].type == TOKEN_YEAR) {
        return 0;
    }
    cursor->at += 2;
    return at->value;
}

bool duban_english_parse(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    struct duban_point day = *out;
    enum duban_token_type sign = TOKEN_END;

    if (c.at->type == TOKEN_NUMBER && c.at->digits == 4) {
        out->year = c.at++->value;
        accept_joint(&c);
    } else if (accept_day(&c, &day)) {
        sign = accept_joint(&c);
    }
    int month = accept_month(&c, sign);
    if (month == 0) {
        return false;
    }
    duban_point_set_month(out, month);
    if (day.single) {
        duban_point_set_day(out, day.last_day);
        out->tail = UNIT_DAY;
    } else {
        struct duban_cursor behind = c;
        sign = accept_joint(&behind);
        if (accept_day(&behind, out)) {
            c = behind;
        }
    }
    accept_year(&c, out, sign);
    *cursor = c;
    return true;
}
