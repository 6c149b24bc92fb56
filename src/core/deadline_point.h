/* One end of a deadline: a day, or a span of days, before its year is known. */
#ifndef DUBAN_CORE_DEADLINE_POINT_H
#define DUBAN_CORE_DEADLINE_POINT_H

#include "core/deadline_token.h"

/* A place in the tokens; they end in TOKEN_END, so looking one ahead is always allowed. */
struct duban_cursor {
    const struct duban_token *at;
    const struct duban_deadline_context *context;
};

/* The type of the token at the cursor. */
enum duban_token_type duban_cursor_type(const struct duban_cursor *cursor);

/* The type of the token `ahead` places on, or TOKEN_END where there are not so many. */
enum duban_token_type duban_cursor_peek(const struct duban_cursor *cursor, int ahead);

/* Moves over the token when it is of that type; returns whether it was. */
bool duban_cursor_accept(struct duban_cursor *cursor, enum duban_token_type type);

enum duban_unit { UNIT_NONE, UNIT_DAY, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR };

#define LAST_DAY    (-1) /* of its month, as a day */
#define WRONG_YEAR  (-1)
#define WRONG_MONTH 99 /* a month that no year has: 0月 must not look like "not said" */

struct duban_point {
    int year;                    /* 0: not said */
    bool year_after;             /* `year` is counted from the year before it (次年: 1) */
    int first_month, last_month; /* 0: not said */
    int first_day, last_day;     /* of those months; LAST_DAY */
    bool single;                 /* names one day, not a span */
    bool bare;                   /* a number whose unit stands elsewhere: the 6 of 6-7月 */
    int number;                  /* that number */
    enum duban_unit lead, tail;  /* units of its first and its last number */
    bool loose;                  /* the last number came without its unit */
    bool now;                    /* the issue date */
    bool holiday;                /* a holiday on a fixed day */
    bool whole_year;             /* 全年 */
    enum duban_token_type sign;  /* in figures: what stands between them, else TOKEN_END */
    unsigned flags;              /* DUBAN_DEADLINE_… */
};

/* Reads the point at the cursor. False, with the cursor where it was, when there is none. */
bool duban_point_parse(struct duban_cursor *cursor, struct duban_point *out);

/* Reads the year in front of a point into year, year_after and the units (deadline_year.c). */
bool duban_year_parse(struct duban_cursor *cursor, struct duban_point *out);

/* Gives a bare number its unit. */
void duban_point_set_unit(struct duban_point *point, enum duban_unit unit, int campaign_year);

/* Makes the point the one day `day` (LAST_DAY: the last) of its months. */
void duban_point_set_day(struct duban_point *point, int day);

/* Makes the point month `number` of its year as a whole. */
void duban_point_set_month(struct duban_point *point, int number);

/* --- Points in figures (deadline_figures.c) -------------------------------------------------- */

/* 5.25, 2018-05-25, 5/25/2018, 20180525, 43245 … */
bool duban_figures_parse(struct duban_cursor *cursor, struct duban_point *out);

/* 25-May, June 20, 2018 … */
bool duban_english_parse(struct duban_cursor *cursor, struct duban_point *out);

/* The year that a number means: below 100 the one in the campaign's century. */
int duban_figures_year(int number, int campaign_year);

#endif
