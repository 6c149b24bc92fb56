/* The words around a point of time, and what they say of it: 前, 截至, 左右, times of day, and what
 * stands in brackets behind it.
 */
#include "core/deadline_term.h"

/* Which mark a token sets, in front of a point and behind it; a row with no mark is skipped. */
struct mark_rule {
    enum duban_token_type type;
    bool front, behind;
    unsigned mark;
};

static const struct mark_rule mark_rules[] = {
    {TOKEN_FILLER, true, true, 0},
    {TOKEN_WEEKDAY, true, true, 0},
    {TOKEN_LIMIT, true, true, MARK_LIMIT},
    {TOKEN_APPROX, true, true, MARK_APPROX},
    {TOKEN_OPEN, true, true, MARK_OPEN},
    {TOKEN_NONE, true, true, MARK_APPROX}, /* 6月（具体时间待定） */
    {TOKEN_BEFORE, false, true, MARK_BEFORE},
    {TOKEN_AFTER, false, true, MARK_AFTER},
    {TOKEN_START, false, true, MARK_START},
    {TOKEN_UNTIL, false, true, MARK_UNTIL},
    {TOKEN_DURING, false, true, 0},
    {TOKEN_TIME, false, true, 0},
};

static bool accept_mark(struct duban_cursor *c, bool front, unsigned *marks)
{
    for (size_t i = 0; i < sizeof mark_rules / sizeof *mark_rules; i++) {
        const struct mark_rule *rule = &mark_rules[i];
        if (rule->type == c->at->type && (front ? rule->front : rule->behind)) {
            *marks |= rule->mark;
            c->at++;
            return true;
        }
    }
    return false;
}

/* Rule R3: 下午5点, 17时30分, and the clock times that the scanner has already found. */
static bool accept_time(struct duban_cursor *c)
{
    if (duban_cursor_accept(c, TOKEN_TIME)) {
        return true;
    }
    if (c->at[0].type != TOKEN_NUMBER || c->at[1].type != TOKEN_HOUR) {
        return false;
    }
    c->at += 2;
    if (c->at[0].type == TOKEN_NUMBER) {
        c->at++;
        duban_cursor_accept(c, TOKEN_MINUTE);
    }
    return true;
}

/* A time, or from one time to another. */
static bool accept_times(struct duban_cursor *c)
{
    if (!accept_time(c)) {
        return false;
    }
    struct duban_cursor to = *c;
    if ((duban_cursor_accept(&to, TOKEN_DASH) || duban_cursor_accept(&to, TOKEN_TO)) &&
        accept_time(&to)) {
        *c = to;
    }
    return true;
}

/* 4次, 第一批 */
static bool accept_count(struct duban_cursor *c)
{
    struct duban_cursor count = *c;
    duban_cursor_accept(&count, TOKEN_ORDINAL);
    if (!duban_cursor_accept(&count, TOKEN_NUMBER) || !duban_cursor_accept(&count, TOKEN_COUNTED)) {
        return false;
    }
    *c = count;
    return true;
}

unsigned duban_marks_front(struct duban_cursor *c)
{
    unsigned marks = 0;
    for (;;) {
        if (c->at->type == TOKEN_TO && c->at->value == TO_WORD) {
            marks |= MARK_UNTIL;
            c->at++;
        } else if (!accept_mark(c, true, &marks) && !accept_times(c) && !accept_count(c)) {
            return marks;
        }
    }
}

/* What a bracket behind a point may hold besides marks: which feast that day is, and the day of the
 * week without its unit, as in （五） and （日）. */
static bool accept_gloss(struct duban_cursor *c)
{
    if (c->at[0].type == TOKEN_NUMBER && c->at[0].chinese && c->at[0].value <= 6 &&
        c->at[1].type == TOKEN_CLOSE_BRACKET) {
        c->at++;
        return true;
    }
    if (c->at->type == TOKEN_RELATIVE && c->at->value == LUNAR) {
        return false;
    }
    return duban_cursor_accept(c, TOKEN_RELATIVE) || duban_cursor_accept(c, TOKEN_HOLIDAY) ||
           duban_cursor_accept(c, TOKEN_DAY);
}

static bool accept_behind(struct duban_cursor *c, unsigned *marks)
{
    if (c->at->type == TOKEN_RELATIVE && c->at->value == OF_THE_MONTH) {
        c->at++;
        return true;
    }
    return accept_times(c) || accept_count(c) || accept_mark(c, false, marks);
}

/* What a day or a month is for, in brackets: （防灾减灾日）, （安全生产月）, （区级验收）. Plain
 * words only, and none that bends the date. */
static bool accept_caption(struct duban_cursor *c)
{
    static const enum duban_token_type plain[] = {TOKEN_FILLER, TOKEN_MONTH,   TOKEN_DAY,
                                                  TOKEN_LENGTH, TOKEN_COUNTED, TOKEN_LIST};
    struct duban_cursor inside = *c;
    bool text = false, more = duban_cursor_accept(&inside, TOKEN_OPEN_BRACKET);

    while (more) {
        more = inside.at->type == TOKEN_TEXT && inside.at->value == 1;
        text = text || more;
        for (size_t i = 0; i < sizeof plain / sizeof *plain && !more; i++) {
            more = inside.at->type == plain[i];
        }
        inside.at += more;
    }
    if (!text || !duban_cursor_accept(&inside, TOKEN_CLOSE_BRACKET)) {
        return false;
    }
    *c = inside;
    return true;
}

bool duban_marks_remark(struct duban_cursor *c, unsigned *marks)
{
    struct duban_cursor inside = *c;
    unsigned found = 0;

    if (!duban_cursor_accept(&inside, TOKEN_OPEN_BRACKET)) {
        return false;
    }
    while (accept_behind(&inside, &found) || accept_gloss(&inside)) {
    }
    if (!duban_cursor_accept(&inside, TOKEN_CLOSE_BRACKET)) {
        return false;
    }
    *marks |= found;
    *c = inside;
    return true;
}

void duban_marks_behind(struct duban_cursor *c, unsigned *marks)
{
    while (accept_behind(c, marks) || duban_marks_remark(c, marks) || accept_caption(c)) {
    }
}
