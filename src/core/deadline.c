/* What a deadline means.
 *
 * The text is cut into tokens (deadline_scan.c, words in deadline_words.def and
 * deadline_phrases.def), read as dates (deadline_parse.c for lists and ranges; deadline_point.c,
 * deadline_year.c, deadline_figures.c for their ends; deadline_marks.c for the words around these)
 * and worked out (deadline_resolve.c). What names no date is sorted in deadline_undated.c; what
 * recurs is read here (rule R8). A date beside such words counts more than they do.
 */
#include "core/deadline_term.h"
#include "core/deadline_undated.h"
#include "duban/date.h"

#include <string.h>

/* --- With a date ---------------------------------------------------------------------------- */

/* 会后7日内（6月25日前）: the bracket says when that is. */
static bool parse_dated_event(struct duban_terms *out, const struct duban_tokens *tokens,
                              const struct duban_deadline_context *context)
{
    struct duban_tokens event = *tokens, date = *tokens;
    size_t at = 0;

    while (at < tokens->n && tokens->items[at].type != TOKEN_OPEN_BRACKET) {
        at++;
    }
    if (at == 0 || at == tokens->n) {
        return false;
    }
    event.n = at;
    event.items[at] = (struct duban_token){.type = TOKEN_END};
    date.n = tokens->n - at;
    memmove(date.items, tokens->items + at, (date.n + 1) * sizeof *date.items);
    return duban_undated_is_relative(&event) && duban_terms_parse(out, &date, context) &&
           out->items[0].from.first_month != 0;
}

static void read_dated(struct duban_deadline *out, const struct duban_tokens *tokens,
                       const struct duban_deadline_context *context)
{
    struct duban_terms terms;

    if (!duban_terms_parse(&terms, tokens, context) &&
        !parse_dated_event(&terms, tokens, context)) {
        out->kind = duban_undated_sort(tokens);
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
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
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
        return !duban_undated_is_strange(&before);
    }
    return duban_terms_resolve(out, &terms, context) != READING_IMPOSSIBLE;
}

static void read_recurring(struct duban_deadline *out, const struct duban_tokens *tokens, size_t at,
                           unsigned flags, const struct duban_deadline_context *context)
{
    if (!duban_undated_is_plain(tokens) || has_impossible_number(tokens, at) ||
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
    if (duban_undated_is_blank(tokens)) {
        out->kind = DUBAN_DEADLINE_NONE;
    } else if (duban_undated_is_ditto(tokens)) {
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
