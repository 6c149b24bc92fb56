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
    {TOKEN_START, true, true, MARK_START}, /* 开始时间：6月1日 */
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
    if (c->at->type == TOKEN_RELATIVE && c->at->value != OCCASION) {
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

/* --- What has nothing to do with time ------------------------------------------------------- */

/* 两批, 第三期, 2-3次, 30家, 附件1: an amount. The 20 of 20日, 6.20 or 第20周 is none. */
static bool accept_amount(struct duban_cursor *c)
{
    enum { MOST_DIGITS = 5 };
    const struct duban_token *number = c->at, *behind = number + 1;
    bool ranged = behind->type == TOKEN_DASH || behind->type == TOKEN_TO;

    if (number->type != TOKEN_NUMBER || number->value < 0 || number->digits > MOST_DIGITS) {
        return false;
    }
    if (ranged && behind[1].type == TOKEN_NUMBER && behind[2].type == TOKEN_COUNTED) {
        c->at += 4;
        return true;
    }
    bool named = number[-1].type == TOKEN_TEXT &&
                 (behind->type == TOKEN_CLOSE_BRACKET || behind->type == TOKEN_LIST);
    bool counts = behind->type == TOKEN_COUNTED || behind->type == TOKEN_TEXT ||
                  behind->type == TOKEN_MINUTE ||
                  (behind->type == TOKEN_DURING && behind->value == PART_OF_WORDS) ||
                  (behind->type == TOKEN_LENGTH && behind->value == DUBAN_DEADLINE_YEAR);
    bool lasts = number[-1].type == TOKEN_FILLER && number[-1].value == LASTING &&
                 (behind->type == TOKEN_LENGTH || behind->type == TOKEN_DAY);
    c->at += lasts ? 2 : named || counts;
    return named || counts || lasts;
}

/* 〔2018〕9号: the number of a document. */
static bool accept_document(struct duban_cursor *c)
{
    static const enum duban_token_type types[] = {TOKEN_OPEN_BRACKET, TOKEN_NUMBER,
                                                  TOKEN_CLOSE_BRACKET, TOKEN_NUMBER, TOKEN_DAY};
    enum { TOKENS = sizeof types / sizeof *types };

    for (int i = 0; i < TOKENS; i++) {
        if (duban_cursor_peek(c, i) != types[i]) {
            return false;
        }
    }
    bool found = c->at[1].digits == 4;
    c->at += found ? TOKENS : 0;
    return found;
}

/* A word or a sign of a date that has lost its meaning among other words: the 中 of 中心组, the 年
 * of 年度总结, the 前 of 前期, the 或 of 线上或线下. */
static bool is_idle(const struct duban_token *token)
{
    const struct duban_token *before = token - 1, *behind = token + 1;

    switch ((int)token->type) {
    case TOKEN_LIST:
        return token->value != LIST_OR ||
               (before->type == TOKEN_TEXT && behind->type == TOKEN_TEXT);
    case TOKEN_EDGE:
    case TOKEN_EARLY:
    case TOKEN_MIDDLE:
    case TOKEN_DURING:
        return before->type != TOKEN_YEAR && before->type != TOKEN_MONTH &&
               before->type != TOKEN_QUARTER;
    case TOKEN_BEFORE:
    case TOKEN_AFTER:
        return (before->type == TOKEN_OPEN_BRACKET || before->type == TOKEN_LIST) &&
               (behind->type == TOKEN_TEXT || behind->type == TOKEN_COUNTED);
    case TOKEN_SLASH:
    case TOKEN_DASH: return before->type != TOKEN_NUMBER && behind->type != TOKEN_NUMBER;
    case TOKEN_LIMIT: return behind->type == TOKEN_CLOSE_BRACKET; /* 报名截止 */
    case TOKEN_EVERY: return behind->type == TOKEN_TEXT;          /* 每人1篇 */
    case TOKEN_RELATIVE: return token->value == OCCASION;
    case TOKEN_HOLIDAY:
    case TOKEN_DAY:
    case TOKEN_MONTH:
    case TOKEN_QUARTER:
    case TOKEN_YEAR:
    case TOKEN_HOUR:
    case TOKEN_MINUTE:
    case TOKEN_LENGTH:
    case TOKEN_UNTIL: return true;
    }
    return false;
}

/* Is the token enough to be all there is in a bracket? 年度总结 is, 总结 alone is a mark. */
static bool is_telling(const struct duban_token *token)
{
    static const enum duban_token_type types[] = {TOKEN_TEXT,    TOKEN_NUMBER, TOKEN_COUNTED,
                                                  TOKEN_WEEKDAY, TOKEN_APPROX, TOKEN_NONE,
                                                  TOKEN_OPEN};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (token->type == types[i]) {
            return true;
        }
    }
    return token->type == TOKEN_FILLER &&
           (token[-1].type == TOKEN_YEAR || token[-1].type == TOKEN_QUARTER);
}

static bool accept_word_of_caption(struct duban_cursor *c, unsigned *marks)
{
    const struct duban_token *token = c->at;
    unsigned ignored = 0;

    switch ((int)token->type) {
    case TOKEN_NUMBER: return accept_times(c) || accept_amount(c);
    case TOKEN_ORDINAL: c->at++; return accept_amount(c);
    case TOKEN_TEXT: c->at += token->value != TEXT_STRANGE; return c->at != token;
    case TOKEN_TIME:
    case TOKEN_COUNTED: c->at++; return true;
    case TOKEN_FILLER:
    case TOKEN_WEEKDAY:
    case TOKEN_OPEN: return accept_mark(c, true, marks);
    case TOKEN_APPROX:
    case TOKEN_NONE: return accept_mark(c, true, token->value == PART_OF_WORDS ? &ignored : marks);
    }
    c->at += is_idle(token);
    return c->at != token;
}

bool duban_marks_caption(struct duban_cursor *c, unsigned *marks)
{
    struct duban_cursor inside = *c;
    unsigned found = 0;
    bool telling = false;
    int depth = 0;

    do {
        const struct duban_token *token = inside.at;
        if (depth > 0 && accept_document(&inside)) {
            telling = true;
        } else if (duban_cursor_accept(&inside, TOKEN_OPEN_BRACKET)) {
            depth++;
        } else if (depth > 0 && duban_cursor_accept(&inside, TOKEN_CLOSE_BRACKET)) {
            depth--;
        } else if (depth == 0 || !accept_word_of_caption(&inside, &found)) {
            return false;
        }
        telling = telling || is_telling(token);
    } while (depth > 0);
    if (!telling) {
        return false;
    }
    *marks |= found;
    *c = inside;
    return true;
}

void duban_marks_behind(struct duban_cursor *c, unsigned *marks)
{
    while (accept_behind(c, marks) || duban_marks_remark(c, marks) ||
           duban_marks_caption(c, marks)) {
    }
}
