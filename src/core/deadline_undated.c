/* Deadlines that name no date: none, ditto, relative and open (rule R8), and bad (R10).
 */
#include "core/deadline_undated.h"

#include "core/deadline_term.h"

static bool is_any(const struct duban_token *token, const enum duban_token_type *types, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (token->type == types[i]) {
            return true;
        }
    }
    return false;
}

/* Whether the tokens are made of these types only. */
static bool only(const struct duban_tokens *tokens, const enum duban_token_type *types, size_t n)
{
    for (size_t i = 0; i < tokens->n; i++) {
        if (!is_any(&tokens->items[i], types, n)) {
            return false;
        }
    }
    return true;
}

static bool has(const struct duban_tokens *tokens, enum duban_token_type type)
{
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].type == type) {
            return true;
        }
    }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* "/", "—", nothing at all */
bool duban_undated_is_blank(const struct duban_tokens *tokens)
{
    static const enum duban_token_type signs[] = {TOKEN_DASH, TOKEN_SLASH, TOKEN_TO};

    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].type == TOKEN_TO && tokens->items[i].value == TO_WORD) {
            return false;
        }
    }
    return only(tokens, signs, COUNT(signs));
}

/* Whether the tokens are made of these types only, and of remarks in brackets that say nothing. */
static bool only_beside_captions(const struct duban_tokens *tokens,
                                 const enum duban_token_type *types, size_t n)
{
    struct duban_cursor c = {.at = tokens->items};
    unsigned ignored = 0;

    while (c.at->type != TOKEN_END) {
        if (duban_marks_caption(&c, &ignored)) {
            continue;
        }
        if (!is_any(c.at, types, n)) {
            return false;
        }
        c.at++;
    }
    return true;
}

bool duban_undated_is_ditto(const struct duban_tokens *tokens)
{
    static const enum duban_token_type types[] = {TOKEN_DITTO, TOKEN_LIST, TOKEN_OPEN_BRACKET,
                                                  TOKEN_CLOSE_BRACKET};
    return has(tokens, TOKEN_DITTO) && only_beside_captions(tokens, types, COUNT(types));
}

static bool is_none(const struct duban_tokens *tokens)
{
    static const enum duban_token_type types[] = {TOKEN_NONE,         TOKEN_FILLER,
                                                  TOKEN_LIST,         TOKEN_DASH,
                                                  TOKEN_OPEN_BRACKET, TOKEN_CLOSE_BRACKET};
    return has(tokens, TOKEN_NONE) && only_beside_captions(tokens, types, COUNT(types));
}

/* Whether unknown text is at least Chinese, so that it can name an event or a manner. */
bool duban_undated_is_plain(const struct duban_tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].type == TOKEN_TEXT && tokens->items[i].value != TEXT_CHINESE) {
            return false;
        }
    }
    return true;
}

/* Whether a number has a unit that makes sense of it where no date was read. */
static bool is_measure(const struct duban_token *number)
{
    switch ((int)number[1].type) {
    case TOKEN_LENGTH:
    case TOKEN_COUNTED:
    case TOKEN_HOUR: return number->value >= 0;
    case TOKEN_YEAR: return number->digits == 1 || number->composed;
    case TOKEN_MONTH: return number->value >= 1 && number->value <= 12;
    case TOKEN_DAY: return number->value >= 1;
    case TOKEN_TEXT: return number->chinese && number->value >= 0; /* 第一阶段, 十九大 */
    }
    return false;
}

bool duban_undated_is_strange(const struct duban_tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].type == TOKEN_NUMBER && !is_measure(&tokens->items[i])) {
            return true;
        }
    }
    return false;
}

/* Does a month stand in front of token `i`, with or without a sign between the two? */
static bool follows_month(const struct duban_tokens *tokens, size_t i)
{
    const struct duban_token *before = &tokens->items[i];
    bool sign = i > 1 && (before[-1].type == TOKEN_LIST || before[-1].type == TOKEN_DOT);

    return i > (size_t)sign && before[sign ? -2 : -1].type == TOKEN_MONTH;
}

/* 3个工作日, 7日内, 两年内: a length of time, counted from what a person knows. The 20日前 of
 * 6月20日前 is none. */
static bool is_length(const struct duban_tokens *tokens, size_t i)
{
    const struct duban_token *token = &tokens->items[i];

    if (token->type != TOKEN_NUMBER || follows_month(tokens, i)) {
        return false;
    }
    enum duban_token_type unit = token[1].type;
    enum duban_token_type behind = unit == TOKEN_END ? TOKEN_END : token[2].type;
    bool limited = behind == TOKEN_DURING || behind == TOKEN_AFTER || behind == TOKEN_BEFORE;

    return unit == TOKEN_LENGTH || ((unit == TOKEN_DAY || unit == TOKEN_YEAR) && limited);
}

/* 印发后, 会议召开前, 培训期间, 周五前, 下班前 */
static bool is_event(const struct duban_token *token)
{
    static const enum duban_token_type events[] = {TOKEN_TEXT,         TOKEN_FILLER, TOKEN_YEAR,
                                                   TOKEN_MONTH,        TOKEN_TIME,   TOKEN_WEEKDAY,
                                                   TOKEN_HOLIDAY_TAIL, TOKEN_QUARTER};
    static const enum duban_token_type bounds[] = {TOKEN_BEFORE, TOKEN_AFTER};

    if (token->type == TOKEN_TEXT && token[1].type == TOKEN_DURING) {
        return true;
    }
    return is_any(token, events, COUNT(events)) && is_any(&token[1], bounds, COUNT(bounds));
}

/* 至活动结束, 到任务完成 */
static bool is_until_event(const struct duban_token *token)
{
    return token->type == TOKEN_TO && token->value == TO_WORD && token[1].type == TOKEN_TEXT &&
           token[2].type == TOKEN_FILLER;
}

/* 季度末, 季初: which quarter is not said */
static bool is_edge_of_quarter(const struct duban_token *token)
{
    return token->type == TOKEN_QUARTER &&
           (token[1].type == TOKEN_EDGE || token[1].type == TOKEN_EARLY);
}

bool duban_undated_is_relative(const struct duban_tokens *tokens)
{
    if (!duban_undated_is_plain(tokens)) {
        return false;
    }
    if (has(tokens, TOKEN_RELATIVE)) {
        return true;
    }
    if (duban_undated_is_strange(tokens)) {
        return false;
    }
    for (size_t i = 0; i < tokens->n; i++) {
        const struct duban_token *token = &tokens->items[i];
        if (is_length(tokens, i) || is_event(token) || is_until_event(token) ||
            is_edge_of_quarter(token)) {
            return true;
        }
    }
    return tokens->n == 1 && tokens->items[0].type == TOKEN_WEEKDAY;
}

/* A day or a month that could not be read as a date: 6月底前建成平台，长期坚持 has an end that
 * must not get lost. */
static bool has_unread_date(const struct duban_tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++) {
        const struct duban_token *token = &tokens->items[i];
        if (token->type == TOKEN_NUMBER &&
            (token[1].type == TOKEN_MONTH || token[1].type == TOKEN_DAY)) {
            return true;
        }
    }
    return false;
}

static bool is_open(const struct duban_tokens *tokens)
{
    return has(tokens, TOKEN_OPEN) && duban_undated_is_plain(tokens) &&
           !duban_undated_is_strange(tokens) && !has_unread_date(tokens);
}

enum duban_deadline_kind duban_undated_sort(const struct duban_tokens *tokens)
{
    static const struct {
        bool (*fits)(const struct duban_tokens *);
        enum duban_deadline_kind kind;
    } rules[] = {
        {is_none, DUBAN_DEADLINE_NONE},
        {duban_undated_is_relative, DUBAN_DEADLINE_RELATIVE},
        {is_open, DUBAN_DEADLINE_OPEN},
    };
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (rules[i].fits(tokens)) {
            return rules[i].kind;
        }
    }
    return DUBAN_DEADLINE_BAD;
}
