/* The grammar of one point of time in Chinese: 2018年5月25日, 今年6月底, 第三季度, 下旬, 国庆节.
 *
 *     point   = [year] rest | year
 *     year    = NUMBER 年 | 今年 | 次年
 *     rest    = one row of `forms` below
 *
 * Each form either reads its whole wording and moves the cursor, or leaves it alone.
 */
#include "core/deadline_point.h"

enum duban_token_type duban_cursor_type(const struct duban_cursor *cursor)
{
    return cursor->at->type;
}

bool duban_cursor_accept(struct duban_cursor *cursor, enum duban_token_type type)
{
    if (cursor->at->type != type || type == TOKEN_END) {
        return false;
    }
    cursor->at++;
    return true;
}

enum duban_token_type duban_cursor_peek(const struct duban_cursor *cursor, int ahead)
{
    const struct duban_token *token = cursor->at;
    while (ahead-- > 0 && token->type != TOKEN_END) {
        token++;
    }
    return token->type;
}

/* --- Spans and days ------------------------------------------------------------------------ */

static void set_months(struct duban_point *point, int first, int last)
{
    point->first_month = first;
    point->last_month = last;
    point->first_day = 1;
    point->last_day = LAST_DAY;
}

void duban_point_set_day(struct duban_point *point, int day)
{
    point->first_month = point->last_month;
    point->first_day = point->last_day = day == 0 ? WRONG_MONTH : day;
    point->single = true;
}

static void set_units(struct duban_point *point, enum duban_unit unit)
{
    if (point->lead == UNIT_NONE) {
        point->lead = unit;
    }
    point->tail = unit;
}

void duban_point_set_month(struct duban_point *point, int number)
{
    int month = number >= 1 && number <= 12 ? number : WRONG_MONTH;
    set_months(point, month, month);
    set_units(point, UNIT_MONTH);
}

static void set_quarter(struct duban_point *point, int number)
{
    int last = number >= 1 && number <= 4 ? number * 3 : WRONG_MONTH;
    set_months(point, last == WRONG_MONTH ? last : last - 2, last);
    set_units(point, UNIT_QUARTER);
}

void duban_point_set_unit(struct duban_point *point, enum duban_unit unit, int campaign_year)
{
    point->bare = false;
    point->loose = true;
    switch (unit) {
    case UNIT_NONE: break;
    case UNIT_DAY:
        duban_point_set_day(point, point->number);
        set_units(point, unit);
        break;
    case UNIT_MONTH: duban_point_set_month(point, point->number); break;
    case UNIT_QUARTER: set_quarter(point, point->number); break;
    case UNIT_YEAR:
        point->year = duban_figures_year(point->number, campaign_year);
        set_months(point, 1, 12);
        set_units(point, unit);
        break;
    }
}

/* Rule R1: the parts of a span. 上旬 and the like only of a month, 初 底 末 of any span; what is
 * said of no month yet (月底, 下旬) waits for the one of the other end. */
static bool accept_part(struct duban_cursor *cursor, struct duban_point *point)
{
    const struct duban_token *part = cursor->at;

    if (duban_cursor_accept(cursor, TOKEN_EDGE)) {
        duban_point_set_day(point, LAST_DAY);
        return true;
    }
    if (duban_cursor_accept(cursor, TOKEN_EARLY)) {
        point->last_month = point->first_month;
        point->first_day = 1;
        point->last_day = 10;
        point->flags |= DUBAN_DEADLINE_APPROX;
        return true;
    }
    if (point->first_month == point->last_month && duban_cursor_accept(cursor, TOKEN_PART)) {
        point->first_day = part->value / 100;
        point->last_day = part->value % 100 == 99 ? LAST_DAY : part->value % 100;
        if (duban_cursor_accept(cursor, TOKEN_EDGE)) {
            duban_point_set_day(point, point->last_day); /* 上旬末 */
        }
        return true;
    }
    if (point->first_month == point->last_month && duban_cursor_accept(cursor, TOKEN_MIDDLE)) {
        point->first_day = 11;
        point->last_day = 20;
        point->flags |= DUBAN_DEADLINE_APPROX;
        return true;
    }
    return false;
}

/* --- The forms ----------------------------------------------------------------------------- */

/* 年底, 年初, 年中, 年内; 全年. Behind a year its own 年 may be left out (今年底). */
static bool read_of_year(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    bool named = out->year != 0 || out->year_after;

    if (duban_cursor_accept(&c, TOKEN_WHOLE_YEAR)) {
        set_months(out, 1, 12);
        out->whole_year = true;
    } else if (duban_cursor_accept(&c, TOKEN_YEAR) || named) {
        set_months(out, 1, 12);
        if (duban_cursor_accept(&c, TOKEN_MIDDLE)) {
            set_months(out, 6, 6);
            out->flags |= DUBAN_DEADLINE_APPROX;
        } else if (!accept_part(&c, out) && duban_cursor_type(&c) != TOKEN_DURING) {
            return false;
        }
    } else {
        return false;
    }
    set_units(out, UNIT_YEAR);
    *cursor = c;
    return true;
}

static bool read_half(struct duban_cursor *cursor, struct duban_point *out)
{
    int half = cursor->at->value;
    if (!duban_cursor_accept(cursor, TOKEN_HALF)) {
        return false;
    }
    set_months(out, half == 1 ? 1 : 7, half == 1 ? 6 : 12);
    set_units(out, UNIT_YEAR);
    accept_part(cursor, out);
    return true;
}

/* 第三季度, 3季度, Q3, 三季度末 */
static bool read_quarter(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    duban_cursor_accept(&c, TOKEN_DASH); /* 2018-Q3 */
    bool letter = duban_cursor_accept(&c, TOKEN_Q);
    if (!letter) {
        c = *cursor;
        duban_cursor_accept(&c, TOKEN_ORDINAL);
    }
    int number = c.at->value;
    if (!duban_cursor_accept(&c, TOKEN_NUMBER)) {
        return false;
    }
    bool unit = duban_cursor_accept(&c, TOKEN_QUARTER) || duban_cursor_accept(&c, TOKEN_Q);
    if (letter == unit) {
        return false;
    }
    set_quarter(out, number);
    const struct duban_token *year = c.at;
    if (letter && out->year == 0 && year->digits == 4 && duban_cursor_accept(&c, TOKEN_NUMBER)) {
        out->year = year->value; /* Q3 2018 */
    }
    accept_part(&c, out);
    *cursor = c;
    return true;
}

/* 前三季度: from January on */
static bool read_first_quarters(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    if (!duban_cursor_accept(&c, TOKEN_BEFORE) || duban_cursor_type(&c) != TOKEN_NUMBER ||
        !read_quarter(&c, out)) {
        return false;
    }
    out->first_month = out->first_month == WRONG_MONTH ? WRONG_MONTH : 1;
    *cursor = c;
    return true;
}

/* Slips of the hand in front of the number of a day, 5月月25日 and 5月.25日: the 日 leaves no
 * doubt. */
static void skip_slip(struct duban_cursor *c)
{
    bool slip = duban_cursor_type(c) == TOKEN_MONTH || duban_cursor_type(c) == TOKEN_DOT;

    if (slip && duban_cursor_peek(c, 1) == TOKEN_NUMBER && duban_cursor_peek(c, 2) == TOKEN_DAY) {
        c->at++;
    }
}

/* The 日 behind a number, and once more where it was typed twice. */
static bool accept_days(struct duban_cursor *c)
{
    bool found = duban_cursor_accept(c, TOKEN_DAY);

    duban_cursor_accept(c, found ? TOKEN_DAY : TOKEN_END);
    return found;
}

/* What follows 5月: a day, a part, or nothing. */
static void read_in_month(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    skip_slip(&c);
    const struct duban_token *number = c.at;

    if (duban_cursor_accept(&c, TOKEN_NUMBER)) {
        enum duban_token_type next = duban_cursor_type(&c);
        if (next == TOKEN_MONTH || next == TOKEN_YEAR || next == TOKEN_LENGTH ||
            next == TOKEN_COUNTED) {
            return;
        }
        duban_point_set_day(out, number->value);
        set_units(out, UNIT_DAY);
        out->loose = !accept_days(&c);
        *cursor = c;
        return;
    }
    duban_cursor_accept(&c, TOKEN_MONTH); /* 5月月底 */
    if (accept_part(&c, out)) {
        *cursor = c;
    }
}

static bool read_month(struct duban_cursor *cursor, struct duban_point *out)
{
    int number = cursor->at->value;
    if (duban_cursor_type(cursor) != TOKEN_NUMBER || duban_cursor_peek(cursor, 1) != TOKEN_MONTH) {
        return false;
    }
    cursor->at += 2;
    duban_point_set_month(out, number);
    read_in_month(cursor, out);
    return true;
}

/* 月底, 下旬: of the month that the other end names */
static bool read_part(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    duban_cursor_accept(&c, TOKEN_MONTH);
    if (c.at == cursor->at && duban_cursor_type(&c) != TOKEN_PART) {
        return false;
    }
    if (!accept_part(&c, out)) {
        return false;
    }
    set_units(out, UNIT_DAY);
    *cursor = c;
    return true;
}

/* 25日, of the month that the other end names; 7日内 and 7日后 are lengths of time. */
static bool read_day(struct duban_cursor *cursor, struct duban_point *out)
{
    int number = cursor->at->value;
    enum duban_token_type behind = duban_cursor_peek(cursor, 2);

    if (duban_cursor_type(cursor) != TOKEN_NUMBER || duban_cursor_peek(cursor, 1) != TOKEN_DAY ||
        behind == TOKEN_DURING || behind == TOKEN_AFTER) {
        return false;
    }
    cursor->at += 2;
    duban_point_set_day(out, number);
    set_units(out, UNIT_DAY);
    return true;
}

static bool read_holiday(struct duban_cursor *cursor, struct duban_point *out)
{
    int day = cursor->at->value;
    if (!duban_cursor_accept(cursor, TOKEN_HOLIDAY)) {
        return false;
    }
    duban_point_set_month(out, day / 100);
    duban_point_set_day(out, day % 100);
    out->tail = UNIT_DAY;
    out->holiday = true;
    duban_cursor_accept(cursor, TOKEN_HOLIDAY_TAIL);
    if (duban_cursor_type(cursor) == TOKEN_DURING) {
        out->flags |= DUBAN_DEADLINE_APPROX; /* the days off vary */
    }
    return true;
}

static bool read_now(struct duban_cursor *cursor, struct duban_point *out)
{
    if (!duban_cursor_accept(cursor, TOKEN_NOW)) {
        return false;
    }
    out->now = out->single = true;
    return true;
}

/* A number alone, which gets its unit from the other end or from its neighbour in a list. */
static bool read_bare(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    duban_cursor_accept(&c, TOKEN_ORDINAL);
    const struct duban_token *number = c.at;
    if (!duban_cursor_accept(&c, TOKEN_NUMBER) || duban_cursor_type(&c) == TOKEN_HOUR ||
        duban_cursor_type(&c) == TOKEN_COUNTED) {
        return false;
    }
    out->bare = true;
    out->number = number->value;
    *cursor = c;
    return true;
}

/* end of June, mid-June, late Q2: English has the part in front. */
static bool read_english_part(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor part = *cursor, c = *cursor;

    c.at += duban_cursor_type(&c) != TOKEN_END;
    while (duban_cursor_accept(&c, TOKEN_FILLER) || duban_cursor_accept(&c, TOKEN_DASH)) {
    }
    bool span = duban_cursor_type(&c) == TOKEN_MONTH_NAME
                    ? duban_english_parse(&c, out)
                    : duban_cursor_type(&c) == TOKEN_Q && read_quarter(&c, out);
    if (!span || out->single || !accept_part(&part, out)) {
        return false;
    }
    *cursor = c;
    return true;
}

static bool read_rest(struct duban_cursor *cursor, struct duban_point *out)
{
    static bool (*const forms[])(struct duban_cursor *, struct duban_point *) = {
        read_english_part, duban_english_parse, read_quarter, read_first_quarters, read_month,
        read_day,          read_half,           read_of_year, duban_figures_parse, read_holiday,
        read_now,          read_part,           read_bare,
    };
    struct duban_point clean = *out;

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i](cursor, out)) {
            return true;
        }
        *out = clean;
    }
    return false;
}

/* --- A point ------------------------------------------------------------------------------ */

bool duban_point_parse(struct duban_cursor *cursor, struct duban_point *out)
{
    struct duban_cursor c = *cursor;
    *out = (struct duban_point){0};
    bool year = duban_year_parse(&c, out);

    if (!read_rest(&c, out)) {
        if (!year) {
            return false;
        }
        set_months(out, 1, 12);
    }
    *cursor = c;
    return true;
}
