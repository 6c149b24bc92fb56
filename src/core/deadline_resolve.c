/* The dates of a parsed deadline: the year (R4), what one end lacks (R6), the two readings of
 * "before" (R2), several windows (R7), and the kind and flags that come of it all.
 */
#include "core/deadline_term.h"
#include "duban/date.h"

struct window {
    int first, last;
};

/* What was said so far, for what the next point leaves out. */
struct context {
    int year, month; /* month 0: none yet */
    int first;       /* the first day of the point before, or DUBAN_NO_DATE */
    int issued;
};

/* --- One point ----------------------------------------------------------------------------- */

static int make_day(int year, int month, int day)
{
    return duban_date_make(year, month, day == LAST_DAY ? duban_date_month_days(year, month) : day);
}

static bool place(struct window *out, const struct duban_point *point, int year)
{
    out->first = make_day(year, point->first_month, point->first_day);
    out->last = make_day(year, point->last_month, point->last_day);
    return out->first != DUBAN_NO_DATE && out->last != DUBAN_NO_DATE;
}

static bool has_year(const struct duban_point *point)
{
    return point->year != 0 || point->year_after;
}

static void set_month(struct duban_point *point, int month)
{
    point->first_month = point->last_month = month;
}

/* The year before New Year's Day is the campaign's own: 元旦前 is 12-31, not the 12-31 before it.
 */
static bool is_before_new_year(const struct duban_point *point, unsigned marks,
                               const struct context *said)
{
    return point->holiday && (marks & MARK_BEFORE) && point->first_month == 1 &&
           point->first_day == 1 && said->first == DUBAN_NO_DATE;
}

/* Rule R4: the year that was said last, and the one after it when the point would otherwise lie
 * before its predecessor. */
static bool place_in_year(struct window *out, const struct duban_point *point, unsigned marks,
                          bool month_said, struct context *said)
{
    if (has_year(point)) {
        said->year = point->year_after ? said->year + point->year : point->year;
        return place(out, point, said->year);
    }
    if (is_before_new_year(point, marks, said)) {
        said->year++;
        return place(out, point, said->year);
    }
    bool sound = place(out, point, said->year);
    if (!month_said || (sound && out->last >= said->first)) {
        return sound;
    }
    if (said->first == DUBAN_NO_DATE || !place(out, point, said->year + 1)) {
        return false;
    }
    said->year++;
    return true;
}

static enum duban_reading resolve_point(struct window *out, struct duban_point *point,
                                        unsigned marks, struct context *said)
{
    if (point->now) {
        out->first = out->last = said->first = said->issued;
        return READING_DATED;
    }
    bool month_said = point->first_month != 0;
    if (!month_said && said->month == 0) {
        return point->last_day > 31 ? READING_IMPOSSIBLE : READING_INCOMPLETE;
    }
    if (!month_said) {
        set_month(point, said->month);
    }
    if (!place_in_year(out, point, marks, month_said, said)) {
        return READING_IMPOSSIBLE;
    }
    if (point->holiday && (marks & MARK_BEFORE)) {
        out->first = out->last -= 1; /* rule R2: the day before it */
    }
    said->month = point->last_month;
    said->first = out->first;
    return READING_DATED;
}

/* --- One term ------------------------------------------------------------------------------ */

/* Where only the end of a range has a year (11月至2019年3月), the start has the campaign's, or the
 * nearest that does not lie behind the end. */
static void lend_year(struct duban_term *term, const struct context *said)
{
    const int years[] = {said->year, term->to.year, term->to.year - 1};
    struct window from, to;

    if (has_year(&term->from) || !has_year(&term->to) || term->to.year_after || term->from.now ||
        !place(&to, &term->to, term->to.year)) {
        return;
    }
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        if (place(&from, &term->from, years[i]) && from.first <= to.last) {
            term->from.year = years[i];
            return;
        }
    }
}

static enum duban_reading resolve_term(struct window *from, struct window *to,
                                       struct duban_term *term, struct context *said)
{
    if (!term->ranged) {
        enum duban_reading reading = resolve_point(from, &term->from, term->marks, said);
        *to = *from;
        return reading;
    }
    if (!term->from.now && term->from.first_month == 0 && said->month == 0) {
        set_month(&term->from, term->to.first_month);
    }
    if (term->from.first_month != 0) {
        lend_year(term, said);
    }
    enum duban_reading reading = resolve_point(from, &term->from, term->from_marks, said);
    if (reading == READING_DATED) {
        reading = resolve_point(to, &term->to, term->marks, said);
    }
    return reading;
}

/* --- All of them --------------------------------------------------------------------------- */

/* The windows put together. */
struct sum {
    int start, due, warn;
    unsigned flags;
    size_t windows;
    const struct duban_term *last; /* that was added */
    bool begun;                    /* a start was said on its own: 6月起, … */
    bool all_before;               /* no window has a start of its own */
    bool apart;                    /* not one unit serving neighbours: 6、7月 */
};

static bool is_bounded(const struct duban_term *term)
{
    return (term->marks & (MARK_BEFORE | MARK_LIMIT)) != 0;
}

/* 起 and 后 without an end; 即日 is a beginning by itself. */
static bool only_begins(const struct duban_term *term)
{
    return !term->ranged && (term->from.now || (term->marks & (MARK_START | MARK_AFTER)));
}

/* The flags a term has by itself. Rule R1: the ends of a range are exact, and their figures can
 * mean nothing else. */
static unsigned term_flags(const struct duban_term *term, bool begun)
{
    unsigned flags = term->from.flags | term->to.flags;
    if (term->marks & MARK_APPROX) {
        flags |= DUBAN_DEADLINE_APPROX;
    }
    if (term->ranged || begun) {
        flags &= DUBAN_DEADLINE_US;
    }
    bool disputable = (is_bounded(term) && !term->to.single) || (term->from_marks & MARK_AMBIG);
    return disputable ? flags | DUBAN_DEADLINE_AMBIG : flags;
}

static void add_window(struct sum *sum, const struct duban_term *term, const struct window *from,
                       const struct window *to, const struct duban_term *before)
{
    if (before && !(before->to.loose && from->first == sum->due + 1)) {
        sum->apart = true;
    }
    if (sum->windows == 0 ? !sum->begun : from->first < sum->start) {
        sum->start = from->first;
    }
    if (sum->windows == 0 || to->last > sum->due) {
        sum->due = to->last;
        sum->warn = is_bounded(term) && !term->to.single ? to->first - 1 : DUBAN_NO_DATE;
    }
    sum->flags |= term_flags(term, sum->begun);
    sum->all_before = sum->all_before && is_bounded(term) && !term->ranged;
    sum->windows++;
    sum->last = term;
}

/* Puts a gloss in the place of the term before it, or passes over it where that says the same.
 * False when the two contradict each other. */
static bool apply_gloss(struct duban_term **term, struct window window[2], struct duban_term *gloss,
                        const struct window exact[2])
{
    bool within = exact[0].first >= window[0].first && exact[1].last <= window[1].last;

    if (gloss->gloss == GLOSS_SAME || (*term)->ranged) {
        return within && exact[1].last == window[1].last;
    }
    gloss->marks |= (*term)->marks;
    *term = gloss;
    window[0] = exact[0];
    window[1] = exact[1];
    return within;
}

/* Works out term `*i` and the gloss on it, if there is one; then *i is the gloss. *term is the one
 * of the two that counts. */
static enum duban_reading resolve_glossed(struct window window[2], struct duban_term **term,
                                          struct duban_terms *terms, size_t *i,
                                          struct context *said)
{
    *term = &terms->items[*i];
    enum duban_reading reading = resolve_term(&window[0], &window[1], *term, said);
    struct duban_term *next = *i + 1 < terms->n ? *term + 1 : NULL;

    if (reading != READING_DATED || !next || next->gloss == GLOSS_NONE) {
        return reading;
    }
    struct window gloss[2];
    reading = resolve_term(&gloss[0], &gloss[1], next, said);
    ++*i;
    if (reading == READING_DATED && !apply_gloss(term, window, next, gloss)) {
        return READING_IMPOSSIBLE;
    }
    return reading;
}

static enum duban_reading add_terms(struct sum *sum, struct duban_terms *terms,
                                    struct context *said)
{
    for (size_t i = 0; i < terms->n; i++) {
        struct duban_term *term;
        struct window window[2];
        enum duban_reading reading = resolve_glossed(window, &term, terms, &i, said);
        const struct window *from = &window[0], *to = &window[1];

        if (reading != READING_DATED) {
            return reading;
        }
        if (from->first != DUBAN_NO_DATE && from->first > to->last) {
            return READING_IMPOSSIBLE;
        }
        if (!sum->begun && sum->windows == 0 && only_begins(term)) {
            sum->start = from->first;
            sum->begun = true;
        } else {
            add_window(sum, term, from, to, sum->last);
        }
    }
    return READING_DATED;
}

/* A beginning and nothing else: open, or to be asked for (6月20日后). */
static void set_unended(struct duban_deadline *out, const struct sum *sum, unsigned marks)
{
    if (marks & MARK_AFTER) {
        out->kind = DUBAN_DEADLINE_RELATIVE;
        return;
    }
    out->kind = DUBAN_DEADLINE_OPEN;
    out->start = sum->start;
}

static void set_ended(struct duban_deadline *out, const struct sum *sum,
                      const struct duban_term *last)
{
    bool several = sum->windows > 1;
    bool no_start = sum->all_before ||
                    (!several && !last->ranged && (last->to.single || (last->marks & MARK_UNTIL)));
    bool date = sum->all_before || (!several && !last->ranged && last->to.single);

    if (sum->begun) {
        no_start = date = false;
    }
    out->kind = date ? DUBAN_DEADLINE_DATE : DUBAN_DEADLINE_RANGE;
    out->start = no_start ? DUBAN_NO_DATE : sum->start;
    out->due = sum->due;
    out->warn = sum->warn;
    out->flags = sum->flags | (several && sum->apart ? (unsigned)DUBAN_DEADLINE_MULTI : 0);
}

/* 全年持续推进 says how long, not by when; with any nearer date that one counts. */
static bool is_open_all_year(const struct duban_terms *terms)
{
    const struct duban_term *term = &terms->items[0];
    return terms->n == 1 && !term->ranged && term->from.whole_year && !is_bounded(term) &&
           ((term->marks | terms->remarks) & MARK_OPEN);
}

enum duban_reading duban_terms_resolve(struct duban_deadline *out, struct duban_terms *terms,
                                       const struct duban_deadline_context *context)
{
    struct context said = {.year = context->year,
                           .first = DUBAN_NO_DATE,
                           .issued = context->issued};
    struct sum sum = {.start = DUBAN_NO_DATE, .warn = DUBAN_NO_DATE, .all_before = true};
    struct duban_term *last = &terms->items[terms->n - 1];

    last -= last->gloss == GLOSS_NONE ? 0 : 1;
    last->marks |= terms->remarks & MARK_APPROX;
    enum duban_reading reading = add_terms(&sum, terms, &said);
    if (reading != READING_DATED) {
        return reading;
    }
    if (is_open_all_year(terms)) {
        out->kind = DUBAN_DEADLINE_OPEN;
    } else if (sum.windows == 0) {
        set_unended(out, &sum, terms->items[0].marks);
    } else if (sum.begun && sum.start > sum.due) {
        return READING_IMPOSSIBLE;
    } else {
        set_ended(out, &sum, sum.last);
    }
    return READING_DATED;
}
