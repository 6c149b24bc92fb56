/* The grammar of deadlines above single points: ranges, lists and the words around them.
 *
 *     expression = clause { separator clause }
 *     clause     = term [ ( term ) ] | words that name no date
 *     term       = { lead } point { mark } [ to { lead } point { mark } ]
 *
 * A number without a unit takes it from the other end of its range or from its neighbour in the
 * list (rules R6, R7), so bare numbers are completed when all terms are there.
 */
#include "core/deadline_term.h"

/* --- Terms --------------------------------------------------------------------------------- */

/* Reads the second end of a range, if there is a sign of one. False when there is only the sign. */
static bool parse_end(struct duban_cursor *c, struct duban_term *term)
{
    term->to = term->from;
    if (!duban_cursor_accept(c, TOKEN_DASH) && !duban_cursor_accept(c, TOKEN_TO)) {
        return true;
    }
    term->ranged = true;
    term->from_marks = term->marks;
    term->marks = duban_marks_front(c);
    if (!duban_point_parse(c, &term->to)) {
        return false;
    }
    duban_marks_behind(c, &term->marks);
    return true;
}

/* Reads a term in brackets behind the term that was read last: what it says of that one. A bracket
 * that holds anything else stays where it is. `close`: no word stands between the two. */
static void parse_gloss(struct duban_cursor *c, struct duban_terms *out, bool close)
{
    struct duban_cursor inside = *c;

    if (out->n == DUBAN_TERMS || !duban_cursor_accept(&inside, TOKEN_OPEN_BRACKET)) {
        return;
    }
    struct duban_term *term = &out->items[out->n];
    *term = (struct duban_term){.marks = duban_marks_front(&inside),
                                .gloss = close ? GLOSS_EXACT : GLOSS_SAME};
    if (!duban_point_parse(&inside, &term->from)) {
        return;
    }
    duban_marks_behind(&inside, &term->marks);
    if (parse_end(&inside, term) && duban_cursor_accept(&inside, TOKEN_CLOSE_BRACKET)) {
        duban_marks_behind(&inside, &term->marks);
        *c = inside;
        out->n++;
    }
}

/* 端午节（6月18日）前, 春节前（1月28日前）: the bracket says when that is. */
static bool accept_feast(struct duban_cursor *c)
{
    size_t n = c->at[0].type == TOKEN_RELATIVE ? 1 : 0;

    n += n && c->at[1].type == TOKEN_BEFORE;
    if (n == 0 || c->at[n].type != TOKEN_OPEN_BRACKET) {
        return false;
    }
    c->at += n;
    return true;
}

/* Reads one clause into the next free term, or into the remarks when it names no date. Brackets
 * around it do no harm: 周五（5月25日）前, and windows are written in them. */
static bool parse_clause(struct duban_cursor *c, struct duban_terms *out)
{
    const struct duban_token *begin = c->at;
    struct duban_term *term = &out->items[out->n];
    unsigned marks = 0;
    duban_marks_remark(c, &marks); /* （暂定）6月20日 */
    bool wrapped = duban_cursor_accept(c, TOKEN_OPEN_BRACKET);

    if (accept_feast(c)) {
        return true;
    }
    *term = (struct duban_term){.marks = marks | duban_marks_front(c)};
    if (!duban_point_parse(c, &term->from)) {
        duban_marks_behind(c, &term->marks);
        out->remarks |= term->marks;
        return c->at != begin;
    }
    const struct duban_token *behind = c->at;
    duban_marks_behind(c, &term->marks);
    if (!parse_end(c, term)) {
        return false;
    }
    if (wrapped && duban_cursor_accept(c, TOKEN_CLOSE_BRACKET)) {
        duban_marks_behind(c, &term->marks);
    }
    out->n++;
    parse_gloss(c, out, c->at == behind);
    return true;
}

/* Whether a list goes on here. / and . are also signs inside a date, so they separate only what
 * cannot be one: 5月/10月, 6.7月, 5.25/6.15. */
static bool accept_separator(struct duban_cursor *c, const struct duban_terms *terms)
{
    bool found = c->at->new_line;
    while (duban_cursor_accept(c, TOKEN_LIST)) {
        found = true;
    }
    if (found || terms->n == 0) {
        return found || c->at->type == TOKEN_OPEN_BRACKET;
    }
    const struct duban_point *before = &terms->items[terms->n - 1].to;
    if (before->last_day == LAST_DAY && before->single && c->at->type == TOKEN_NUMBER) {
        return true; /* 6月底7月初 */
    }
    if (c->at->type == TOKEN_DOT && c->at[1].type == TOKEN_END) {
        c->at++;
        return true;
    }
    if (c->at->type == TOKEN_DOT ? !before->bare
                                 : c->at->type != TOKEN_SLASH || before->sign == TOKEN_SLASH) {
        return false;
    }
    c->at++;
    return c->at->type != TOKEN_END;
}

/* 3月、10日: a month and a day that is not said to be of another may be one date or two, and
 * rule R7 knows lists of months and lists of days. */
static bool is_torn(const struct duban_point *before, const struct duban_point *point)
{
    bool month = before->tail == UNIT_MONTH && !before->bare && before->first_day == 1 &&
                 before->last_day == LAST_DAY;
    return month && point->single && point->first_month == 0 && point->tail == UNIT_DAY;
}

static bool parse_list(struct duban_cursor *c, struct duban_terms *out)
{
    enum duban_token_type separator = TOKEN_END;

    while (c->at->type == TOKEN_LIST && c->at->value == 0) {
        c->at++; /* ，6月20日 */
    }
    do {
        size_t n = out->n;
        if (n == DUBAN_TERMS || !parse_clause(c, out)) {
            return false;
        }
        if (out->n > n && separator != TOKEN_END && out->items[n].from.sign == separator) {
            return false; /* 5.2.3 is no list of 5 and 2.3 */
        }
        if (out->n > n && n > 0 && is_torn(&out->items[n - 1].to, &out->items[n].from)) {
            return false;
        }
        separator = c->at->type;
    } while (accept_separator(c, out) && c->at->type != TOKEN_END);
    return true;
}

/* --- Bare numbers -------------------------------------------------------------------------- */

/* Gives `point` the unit that a neighbour's number has. Years lend theirs to years only: in
 * 6-2018年7月 nothing says what the 6 is. */
static void lend_unit(struct duban_point *point, enum duban_unit unit, int year)
{
    bool lendable = unit != UNIT_NONE && !(unit == UNIT_YEAR && point->number < 13);
    if (point->bare && lendable) {
        duban_point_set_unit(point, unit, year);
    }
}

/* 5~6 with nothing else: from month to month, which a sign that is in no date suggests but does
 * not prove. */
static void complete_lonely(struct duban_terms *terms, int year)
{
    struct duban_term *term = &terms->items[0];
    if (terms->n == 1 && term->ranged && term->from.bare && term->to.bare &&
        term->from.number < term->to.number && term->to.number <= 12) {
        lend_unit(&term->from, UNIT_MONTH, year);
        lend_unit(&term->to, UNIT_MONTH, year);
        term->from_marks |= MARK_AMBIG;
    }
}

static void complete_from_behind(struct duban_terms *terms, int year)
{
    for (size_t i = terms->n; i-- > 0;) {
        struct duban_term *term = &terms->items[i];
        const struct duban_point *next = i + 1 < terms->n ? &terms->items[i + 1].from : NULL;

        if (next && !next->bare && term->to.bare) {
            lend_unit(&term->to, next->lead, year);
        }
        if (term->ranged && !term->to.bare) {
            lend_unit(&term->from, term->to.lead, year);
        }
        if (!term->ranged) {
            term->from = term->to;
        }
    }
}

static bool complete_from_before(struct duban_terms *terms, int year)
{
    enum duban_unit before = UNIT_NONE;

    for (size_t i = 0; i < terms->n; i++) {
        struct duban_term *term = &terms->items[i];
        lend_unit(&term->from, before, year);
        lend_unit(&term->to, term->ranged ? term->from.tail : before, year);
        before = term->to.tail;
        if (term->from.bare || term->to.bare || (!term->to.now && term->to.tail == UNIT_NONE)) {
            return false;
        }
    }
    return true;
}

bool duban_terms_parse(struct duban_terms *out, const struct duban_tokens *tokens,
                       const struct duban_deadline_context *context)
{
    struct duban_cursor c = {.at = tokens->items, .context = context};

    out->n = 0;
    out->remarks = 0;
    if (!parse_list(&c, out) || out->n == 0 || c.at->type != TOKEN_END) {
        return false;
    }
    complete_lonely(out, context->year);
    complete_from_behind(out, context->year);
    return complete_from_before(out, context->year);
}
