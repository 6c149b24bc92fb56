/* Deadlines: what an expression such as 7月中旬前 means.
 *
 * The rules R1–R12 are the project's own, drawn from how schedule tables are written; each rule is
 * named in deadline.c where it is applied. The text itself is always kept beside the reading.
 */
#ifndef DUBAN_DEADLINE_H
#define DUBAN_DEADLINE_H

#include "duban/buf.h"

#include <stdbool.h>

enum duban_deadline_kind {
    DUBAN_DEADLINE_NONE,     /* "", /, 无, 待定 */
    DUBAN_DEADLINE_DATE,     /* one day */
    DUBAN_DEADLINE_RANGE,    /* a window; due is its last day */
    DUBAN_DEADLINE_RECUR,    /* 每月 …: due with its phase */
    DUBAN_DEADLINE_OPEN,     /* 长期 …: never due */
    DUBAN_DEADLINE_RELATIVE, /* 会后7日内, 春节前: needs a date from a person */
    DUBAN_DEADLINE_DITTO,    /* 同上: the dates of the task above */
    DUBAN_DEADLINE_BAD,      /* impossible or unreadable */
};
#define DUBAN_DEADLINE_KINDS 8

/* Flags, in the order of their names, which is the order they are written in. */
enum {
    DUBAN_DEADLINE_AMBIG = 1u << 0,
    DUBAN_DEADLINE_APPROX = 1u << 1,
    DUBAN_DEADLINE_DAY = 1u << 2,
    DUBAN_DEADLINE_HALF = 1u << 3,
    DUBAN_DEADLINE_MONTH = 1u << 4,
    DUBAN_DEADLINE_MULTI = 1u << 5,
    DUBAN_DEADLINE_QUARTER = 1u << 6,
    DUBAN_DEADLINE_US = 1u << 7,
    DUBAN_DEADLINE_WEEK = 1u << 8,
    DUBAN_DEADLINE_YEAR = 1u << 9,
    DUBAN_DEADLINE_ZERO = 1u << 10,       /* "zero": a lost zero was restored */
    DUBAN_DEADLINE_ZERO_MAYBE = 1u << 11, /* "zero?": one may be lost */
};
#define DUBAN_DEADLINE_FLAGS 12

struct duban_deadline {
    enum duban_deadline_kind kind;
    int start, due, warn; /* dates (date.h), DUBAN_NO_DATE: none */
    unsigned flags;       /* DUBAN_DEADLINE_… */
};

/* What an expression is read against. `issued` is the plan's date, where 即日起 starts; it may be
 * DUBAN_NO_DATE, and such a start is then left open. */
struct duban_deadline_context {
    int year;
    int issued;
};

/* Reads `text` (UTF-8; NULL is ""). Never fails: what cannot be read is DUBAN_DEADLINE_BAD. A
 * DITTO has no dates; the caller, who knows the row above, fills them in. */
void duban_deadline_read(struct duban_deadline *out, const char *text,
                         const struct duban_deadline_context *context);

/* For whoever reads many, as they stand in the cells of a table: what was read is remembered, and a
 * text that comes again costs next to nothing. */
struct duban_deadline_reader; /* opaque */

struct duban_deadline_reader *duban_deadline_reader_new(void);
void duban_deadline_reader_free(struct duban_deadline_reader *reader); /* NULL: nothing to do */

/* As duban_deadline_read(). */
void duban_deadline_reader_read(struct duban_deadline_reader *reader, struct duban_deadline *out,
                                const char *text, const struct duban_deadline_context *context);

/* Moves a `zero?` deadline to the date it has with its zero back (6.2 → 6.20) and turns the flag
 * into `zero` (rule R5). False, and nothing done, when the flag is not set. */
bool duban_deadline_restore_zero(struct duban_deadline *deadline);

/* Reads a `us` deadline, 03/04/2018, with the day first, and takes the flag away (rule R9). False,
 * and nothing done, when the flag is not set. */
bool duban_deadline_day_first(struct duban_deadline *deadline);

/* Appends how a deadline is read: "7月20日（7月10日起提醒）", "6月1日至6月30日", "随阶段",
 * "不设时限", "读不懂，请写成 6月20日 这样的日期" …; the year only when it is not `year`. */
void duban_deadline_say(struct duban_buf *out, const struct duban_deadline *when, int year);

/* "date", "range" …: the word of the JSON and of the board file. */
const char *duban_deadline_kind_name(enum duban_deadline_kind kind);

/* The kind of that name; false when there is none. */
bool duban_deadline_kind_parse(enum duban_deadline_kind *out, const char *name);

/* Flag number `i`, 0 ≤ i < DUBAN_DEADLINE_FLAGS, by name. */
const char *duban_deadline_flag_name(unsigned i);

/* Appends the flags' names, sorted, with commas: "ambig,us". */
void duban_deadline_flags_format(struct duban_buf *out, unsigned flags);

/* Reads what _format writes; false when a name is unknown. */
bool duban_deadline_flags_parse(unsigned *out, const char *names);

#endif
