/* The year in front of a point: 2018年, 18年, 今年, 次年, and 2018 without its 年 where what
 * follows shows that it is one.
 */
#include "core/deadline_point.h"

/* Whether what follows a number of four digits shows that it is a year without its 年:
 * 2018三季度, 2018下半年, 2018Q3, 2018.5月. */
static bool shows_year(const struct duban_cursor *c)
{
    switch ((int)duban_cursor_peek(c, 1)) {
    case TOKEN_HALF:
    case TOKEN_ORDINAL:
    case TOKEN_Q:
    case TOKEN_WHOLE_YEAR:
    case TOKEN_HOLIDAY:
    case TOKEN_EDGE: return true;
    case TOKEN_NUMBER: return duban_cursor_peek(c, 2) == TOKEN_QUARTER;
    case TOKEN_DASH:
        return duban_cursor_peek(c, 2) == TOKEN_Q || duban_cursor_peek(c, 3) == TOKEN_MONTH;
    case TOKEN_DOT:
    case TOKEN_SLASH: return duban_cursor_peek(c, 3) == TOKEN_MONTH;
    }
    return false;
}

/* Slips of the hand in front of a month, 2018年年6月 and 2018年.6月. */
static void skip_slip(struct duban_cursor *c)
{
    bool slip = c->at->type == TOKEN_YEAR || c->at->type == TOKEN_DOT;

    if (slip && c->at[1].type == TOKEN_NUMBER && c->at[2].type == TOKEN_MONTH) {
        c->at++;
    }
}

static bool read_written_year(struct duban_cursor *cursor, struct duban_point *out)
{
    const struct duban_token *number = cursor->at;

    if (number->type != TOKEN_NUMBER || number->composed ||
        (number->digits != 2 && number->digits != 4)) {
        return false;
    }
    int year = duban_figures_year(number->value, cursor->context->year);
    if (duban_cursor_peek(cursor, 1) == TOKEN_YEAR) {
        cursor->at += 2;
        skip_slip(cursor);
    } else if (number->digits == 4 && shows_year(cursor)) {
        cursor->at++;
        if (duban_cursor_peek(cursor, 2) == TOKEN_MONTH) {
            cursor->at++; /* the sign of 2018.5月 */
        }
    } else {
        return false;
    }
    out->year = year;
    out->lead = out->tail = UNIT_YEAR;
    return true;
}

bool duban_year_parse(struct duban_cursor *cursor, struct duban_point *out)
{
    int value = cursor->at->value;

    if (duban_cursor_accept(cursor, TOKEN_YEAR_NAME)) {
        out->year = cursor->context->year + value;
    } else if (duban_cursor_accept(cursor, TOKEN_YEAR_AFTER)) {
        out->year = value;
        out->year_after = true;
    } else {
        return read_written_year(cursor, out);
    }
    out->lead = out->tail = UNIT_YEAR;
    return true;
}
