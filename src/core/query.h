/* What the files of the query share: a term, its key, its values. Private to core. */
#ifndef CORE_QUERY_H
#define CORE_QUERY_H

#include "duban/field.h"
#include "duban/query.h"
#include "duban/standing.h"

/* One of the values between commas. Dates are numbers too: YYYYMMDD, which compare like dates and
 * let a month be 01 to 31 whatever its length. */
struct query_value {
    char *key;                        /* its search key (text.h), owned */
    bool none;                        /* none, 无: the task has nothing there */
    int64_t low, high;                /* both included */
    bool low_yearless, high_yearless; /* that end is MMDD, of the campaign's year */
    unsigned word;                    /* number of the word in the key's table */
};

/* What a value is held against. */
struct query_subject {
    const struct duban_campaign *campaign;
    const struct duban_task *task;
    int today;
    struct duban_standing standing;
};

/* The words that a value can be. */
struct query_word {
    const char *names; /* search keys, separated by blanks */
    unsigned value;
};

struct query_key {
    const char *names; /* search keys, separated by blanks; the first one is named in messages */
    /* False when `value->key` cannot be a value of this key. */
    bool (*read)(struct query_value *value, const struct query_key *key, int today);
    bool (*fits)(const struct query_value *value, const struct query_key *key,
                 const struct query_subject *subject);
    enum duban_field field;         /* where the text to look into is */
    const struct query_word *words; /* ends in a row without names */
    const char *form;               /* what a value looks like, for the message */
};

/* The key of that name (a search key); NULL when there is none. */
const struct query_key *duban_query_key_find(const char *name);

/* The key of words without a key: they look into all that a person has written. */
const struct query_key *duban_query_key_any(void);

/* The key for a word that means something by itself (逾期 is is:overdue); NULL for all others. */
const struct query_key *duban_query_key_alone(const char *word);

/* True when `name` is one of the blank-separated `names`. */
bool duban_query_named(const char *names, const char *name);

/* Readers of values (query_value.c), each of the type of query_key.read. */
bool duban_query_read_text(struct query_value *value, const struct query_key *key, int today);
bool duban_query_read_literal(struct query_value *value, const struct query_key *key, int today);
bool duban_query_read_word(struct query_value *value, const struct query_key *key, int today);
bool duban_query_read_number(struct query_value *value, const struct query_key *key, int today);
bool duban_query_read_date(struct query_value *value, const struct query_key *key, int today);

/* A date as the number that date values are compared with. */
int64_t duban_query_day(int date);

#endif
