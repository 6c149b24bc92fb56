/* What a deadline means.
 *
 * The text is cut into tokens (deadline_scan.c, words in deadline_words.def and
 * deadline_phrases.def), read as dates (deadline_parse.c for lists and ranges; deadline_point.c,
 * deadline_year.c, deadline_figures.c for their ends; deadline_marks.c for the words around these)
 * and worked out (deadline_resolve.c). What names no date is sorted here: recurring, open,
 * relative, none, ditto (rule R8), and bad (R10). A date beside such words counts more than they
 * do.
 */
#include "core/deadline_term.h"
#include "duban/date.h"

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

/* --- Without a date (rule R8) --------------------------------------------------------------- */

/* "/", "—", nothing at all */
static bool is_blank(const struct duban_tokens *tokens)
{
    static const enum duban_token_type signs[] = {TOKEN_DASH, TOKEN_SLASH, TOKEN_TO};

    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].type == TOKEN_TO && tokens->items[i].value == TO_WORD) {
            return false;
        }
    }
    return only(tokens, signs, COUNT(signs));
}

static bool is_ditto(const struct duban_tokens *tokens)
{
    static const enum duban_token_type types[] = {TOKEN_DITTO, TOKEN_LIST, TOKEN_OPEN_BRACKET,
                                                  TOKEN_CLOSE_BRACKET};
    return has(tokens, TOKEN_DITTO) && only(tokens, types, COUNT(types));
}

static bool is_none(const struct duban_tokens *tokens)
{
    static const enum duban_token_type types[] = {TOKEN_NONE,         TOKEN_FILLER,
                                                  TOKEN_LIST,         TOKEN_DASH,
                                                  TOKEN_OPEN_BRACKET, TOKEN_CLOSE_BRACKET};
    return has(tokens, TOKEN_NONE) && only(tokens, types, COUNT(types));
}

/* Whether unknown text is at least Chinese, so that it can name an event or a manner. */
static bool is_plain(const struct duban_tokens *tokens)
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

static bool has_strange_number(const struct duban_tokens *tokens)
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

static bool is_relative(const struct duban_tokens *tokens)
{
    if (!is_plain(tokens)) {
        return false;
    }
    if (has(tokens, TOKEN_RELATIVE)) {
        return true;
    }
    if (has_strange_number(tokens)) {
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
    return has(tokens, TOKEN_OPEN) && is_plain(tokens) && !has_strange_number(tokens) &&
           !has_unread_date(tokens);
}

static enum duban_deadline_kind sort_undated(const struct duban_tokens *tokens)
{
    static const struct {
        bool (*fits)(const struct duban_tokens *);
        enum duban_deadline_kind kind;
    } rules[] = {
        {is_none, DUBAN_DEADLINE_NONE},
        {is_relative, DUBAN_DEADLINE_RELATIVE},
        {is_open, DUBAN_DEADLINE_OPEN},
    };
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (rules[i].fits(tokens)) {
            return rules[i].kind;
        }
    }
    return DUBAN_DEADLINE_BAD;
}

/* --- With a date ---------------------------------------------------------------------------- */

static void read_dated(struct duban_deadline *out, const struct duban_tokens *tokens,
                       const struct duban_deadline_context *context)
{
    struct duban_terms terms;

    if (!duban_terms_parse(&terms, tokens, context)) {
        out->kind = sort_undated(tokens);
        return;
    }
    switch (duban_terms_resolve(out, &terms, context)) {
    case READING_DATED: break;
    case READING_INCOMPLETE: out->kind = DUBAN_DEADLINE_RELATIVE; break;
    case READING_IMPOSSIBLE: out->kind = DUBAN_DEADLINE_BAD; break;
    }
}

/* --- Recurring ------------------------------------------------------------------------------ */

/* The flag of a recurring word at `token`: 每月, and 每两周, 每3个月 by their unit; otherwise 0. */
static unsigned recurrence(const struct duban_token *token)
{
    if (token->type == TOKEN_RECUR) {
        return (unsigned)token->value;
    }
    if (token->type != TOKEN_EVERY || token[1].type != TOKEN_NUMBER) {
        return 0;
    }
    switch ((int)token[2].type) {
    case TOKEN_LENGTH: return (unsigned)token[2].value;
    case TOKEN_DAY: return DUBAN_DEADLINE_DAY;
    case TOKEN_MONTH: return DUBAN_DEADLINE_MONTH;
    case TOKEN_QUARTER: return DUBAN_DEADLINE_QUARTER;
    case TOKEN_YEAR: return DUBAN_DEADLINE_YEAR;
    }
    return 0;
}

/* The shortest of several periods: 每年每季度 comes round each quarter. */
static unsigned shortest_period(unsigned flags)
{
    static const unsigned periods[] = {DUBAN_DEADLINE_DAY,   DUBAN_DEADLINE_WEEK,
                                       DUBAN_DEADLINE_MONTH, DUBAN_DEADLINE_QUARTER,
                                       DUBAN_DEADLINE_HALF,  DUBAN_DEADLINE_YEAR};
    for (size_t i = 0; i < COUNT(periods); i++) {
        if (flags & periods[i]) {
            return periods[i];
        }
    }
    return 0;
}

/* Rule R10 holds here too: 每月32日. */
static bool has_impossible_number(const struct duban_tokens *tokens, size_t from)
{
    for (size_t i = from; i < tokens->n; i++) {
        const struct duban_token *token = &tokens->items[i];
        if (token->type == TOKEN_NUMBER &&
            ((token[1].type == TOKEN_DAY && (token->value < 1 || token->value > 31)) ||
             (token[1].type == TOKEN_MONTH && (token->value < 1 || token->value > 12)))) {
            return true;
        }
    }
    return false;
}

/* What stands before the recurring word may name the window it recurs in: 6月至12月每月. False when
 * that is impossible. */
static bool read_window(struct duban_deadline *out, const struct duban_tokens *tokens, size_t n,
                        const struct duban_deadline_context *context)
{
    struct duban_tokens before = *tokens;
    struct duban_terms terms;

    before.n = n > 0 && before.items[n - 1].type == TOKEN_OPEN_BRACKET ? n - 1 : n;
    before.items[before.n] = (struct duban_token){.type = TOKEN_END};
    if (!duban_terms_parse(&terms, &before, context)) {
        return !has_strange_number(&before);
    }
    return duban_terms_resolve(out, &terms, context) != READING_IMPOSSIBLE;
}

static void read_recurring(struct duban_deadline *out, const struct duban_tokens *tokens, size_t at,
                           unsigned flags, const struct duban_deadline_context *context)
{
    if (!is_plain(tokens) || has_impossible_number(tokens, at) ||
        !read_window(out, tokens, at, context)) {
        out->kind = DUBAN_DEADLINE_BAD;
        return;
    }
    out->kind = DUBAN_DEADLINE_RECUR;
    out->warn = DUBAN_NO_DATE;
    out->flags = shortest_period(flags);
}

/* --- Public --------------------------------------------------------------------------------- */

/* Rule R5: 6.2 alone in its cell may have been 6.20. */
static bool may_lack_zero(const struct duban_tokens *tokens, int year)
{
    const struct duban_token *t = tokens->items;

    return tokens->n == 3 && t[0].type == TOKEN_NUMBER && t[1].type == TOKEN_DOT &&
           t[1].value == '.' && t[2].type == TOKEN_NUMBER && !t[0].chinese && !t[2].chinese &&
           !(t[0].digits == 2 && t[0].value < 10) && t[2].digits == 1 && t[2].value >= 1 &&
           t[2].value <= 3 && duban_date_make(year, t[0].value, t[2].value * 10) != DUBAN_NO_DATE;
}

static void read_tokens(struct duban_deadline *out, const struct duban_tokens *tokens,
                        const struct duban_deadline_context *context)
{
    unsigned flags = 0;
    size_t at = tokens->n;

    for (size_t i = tokens->n; i-- > 0;) {
        unsigned period = recurrence(&tokens->items[i]);
        flags |= period;
        at = period ? i : at;
    }
    if (is_blank(tokens)) {
        out->kind = DUBAN_DEADLINE_NONE;
    } else if (is_ditto(tokens)) {
        out->kind = DUBAN_DEADLINE_DITTO;
    } else if (flags) {
        read_recurring(out, tokens, at, flags, context);
    } else {
        read_dated(out, tokens, context);
    }
    if (out->kind == DUBAN_DEADLINE_DATE && may_lack_zero(tokens, context->year)) {
        out->flags |= DUBAN_DEADLINE_ZERO_MAYBE;
    }
}

void duban_deadline_read_by(struct duban_deadline *out, const char *text,
                            const struct duban_deadline_context *context,
                            const struct duban_word_index *index)
{
    struct duban_tokens tokens;

    *out = (struct duban_deadline){DUBAN_DEADLINE_NONE, DUBAN_NO_DATE, DUBAN_NO_DATE, DUBAN_NO_DATE,
                                   0};
    if (!duban_tokens_scan(&tokens, text ? text : "", index)) {
        out->kind = DUBAN_DEADLINE_BAD;
        return;
    }
    read_tokens(out, &tokens, context);
}

void duban_deadline_read(struct duban_deadline *out, const char *text,
                         const struct duban_deadline_context *context)
{
    struct duban_word_index index;

    duban_word_index_init(&index);
    duban_deadline_read_by(out, text, context, &index);
}

bool duban_deadline_restore_zero(struct duban_deadline *deadline)
{
    if (!(deadline->flags & DUBAN_DEADLINE_ZERO_MAYBE)) {
        return false;
    }
    int year, month, day;
    duban_date_split(deadline->due, &year, &month, &day);
    deadline->due = duban_date_make(year, month, day * 10);
    deadline->flags =
        (deadline->flags & ~(unsigned)DUBAN_DEADLINE_ZERO_MAYBE) | DUBAN_DEADLINE_ZERO;
    return true;
}

bool duban_deadline_day_first(struct duban_deadline *deadline)
{
    int year, month, day;
    if (!(deadline->flags & DUBAN_DEADLINE_US) || deadline->kind != DUBAN_DEADLINE_DATE) {
        return false;
    }
    duban_date_split(deadline->due, &year, &month, &day);
    deadline->due = duban_date_make(year, day, month);
    deadline->flags &= ~(unsigned)DUBAN_DEADLINE_US;
    return true;
}
