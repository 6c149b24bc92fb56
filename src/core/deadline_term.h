/* A deadline as parsed: its windows, before the dates are worked out. */
#ifndef DUBAN_CORE_DEADLINE_TERM_H
#define DUBAN_CORE_DEADLINE_TERM_H

#include "core/deadline_point.h"

/* What the words around a point say about it. */
enum {
    MARK_BEFORE = 1u << 0, /* 前 */
    MARK_LIMIT = 1u << 1,  /* 截至, 不迟于 */
    MARK_AFTER = 1u << 2,  /* 后 */
    MARK_START = 1u << 3,  /* 起, 开始 */
    MARK_APPROX = 1u << 4, /* 左右, 暂定 */
    MARK_UNTIL = 1u << 5,  /* 至 in front, 为止 */
    MARK_OPEN = 1u << 6,   /* 持续 … beside a date */
    MARK_AMBIG = 1u << 7,  /* set by the parser: the units are a guess */
};

/* What a term in brackets says of the one in front of it. */
enum duban_gloss {
    GLOSS_NONE,
    GLOSS_EXACT, /* 6月（20日前）, 二季度（6月底前）: the same more exactly */
    GLOSS_SAME,  /* 6月20日前（含6月20日）: nothing new, or it is not understood */
};

/* One window: a point, or the range between two. */
struct duban_term {
    struct duban_point from, to; /* `to` is the same as `from` where there is no range */
    bool ranged;
    unsigned marks; /* MARK_…, those of the end */
    unsigned from_marks;
    enum duban_gloss gloss;
};

#define DUBAN_TERMS 24

struct duban_terms {
    struct duban_term items[DUBAN_TERMS];
    size_t n;
    unsigned remarks; /* marks of clauses that hold no date: "，长期坚持" */
};

/* Moves over the words in front of a point. Returns their marks. */
unsigned duban_marks_front(struct duban_cursor *cursor);

/* Moves over the words and remarks behind a point and adds their marks. */
void duban_marks_behind(struct duban_cursor *cursor, unsigned *marks);

/* Moves over a remark in brackets: （周五）, （暂定）. One that holds anything else stays where it
 * is. */
bool duban_marks_remark(struct duban_cursor *cursor, unsigned *marks);

/* Moves over what a day or a month is for or how the work is done, in brackets: （防灾减灾日）,
 * （分两批）, （视情况，报党委会）. It must not hold any time of its own but that of a day, nor
 * bend the date: then it stays where it is. */
bool duban_marks_caption(struct duban_cursor *cursor, unsigned *marks);

/* Reads all tokens as dates. False when they are anything else. */
bool duban_terms_parse(struct duban_terms *out, const struct duban_tokens *tokens,
                       const struct duban_deadline_context *context);

enum duban_reading {
    READING_DATED,      /* the deadline is filled in */
    READING_INCOMPLETE, /* 25日, 月底: which month is not said */
    READING_IMPOSSIBLE, /* there is no such day */
};

/* Works out the dates, kind and flags of what was parsed. Completes the terms on the way. */
enum duban_reading duban_terms_resolve(struct duban_deadline *out, struct duban_terms *terms,
                                       const struct duban_deadline_context *context);

#endif
