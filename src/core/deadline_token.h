/* The tokens of a deadline expression: what the scanner makes of the text and the parser reads. */
#ifndef DUBAN_CORE_DEADLINE_TOKEN_H
#define DUBAN_CORE_DEADLINE_TOKEN_H

#include "duban/deadline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The meaning of a token's `value` stands beside its type; where nothing does it is 0. */
enum duban_token_type {
    TOKEN_END,
    TOKEN_NUMBER, /* its value; -1: too large to be any part of a date */
    TOKEN_TEXT,   /* what no word stands for: TEXT_… */
    TOKEN_YEAR,
    TOKEN_MONTH,
    TOKEN_DAY,
    TOKEN_QUARTER,
    TOKEN_Q, /* as in Q3 */
    TOKEN_ORDINAL,
    TOKEN_HOUR,
    TOKEN_MINUTE,
    TOKEN_LENGTH, /* a unit of duration; the flag of what recurs that often */
    TOKEN_PART,   /* days of a month: first * 100 + last, 99 being its last day */
    TOKEN_EDGE,
    TOKEN_EARLY,
    TOKEN_MIDDLE,
    TOKEN_HALF, /* 1, 2 */
    TOKEN_WHOLE_YEAR,
    TOKEN_YEAR_NAME,  /* years from the campaign's */
    TOKEN_YEAR_AFTER, /* years from the one named before it */
    TOKEN_HOLIDAY,    /* month * 100 + day */
    TOKEN_HOLIDAY_TAIL,
    TOKEN_MONTH_NAME, /* 1–12 */
    TOKEN_ENGLISH_ORDINAL,
    TOKEN_NOW,
    TOKEN_BEFORE,
    TOKEN_LIMIT, /* a "before" that stands in front */
    TOKEN_AFTER,
    TOKEN_START,
    TOKEN_APPROX, /* PART_OF_WORDS or 0 */
    TOKEN_DURING, /* PART_OF_WORDS or 0 */
    TOKEN_UNTIL,
    TOKEN_DOT, /* '.' for the full stop, 0 for the others */
    TOKEN_SLASH,
    TOKEN_DASH,
    TOKEN_TO,   /* TO_WORD, or 0 for a sign */
    TOKEN_LIST, /* LIST_WORD, LIST_OR, or 0 for a sign */
    TOKEN_OPEN_BRACKET,
    TOKEN_CLOSE_BRACKET,
    TOKEN_TIME,
    TOKEN_WEEKDAY,
    TOKEN_EVERY,
    TOKEN_RECUR, /* its flag */
    TOKEN_OPEN,
    TOKEN_RELATIVE, /* OF_THE_MONTH, LUNAR, OCCASION or 0 */
    TOKEN_NONE,     /* PART_OF_WORDS or 0 */
    TOKEN_DITTO,
    TOKEN_COUNTED,
    TOKEN_FILLER, /* LASTING or 0 */
};
#define TO_WORD      1 /* 至, 到: these can also begin an expression */
#define OF_THE_MONTH 1 /* 当月, which behind a month (6月当月) is that month */
#define LUNAR        2 /* 农历: the date beside it is of another calendar */
#define OCCASION     3 /* 端午, 暑期: beside a date it says what that day is for */

#define LASTING       1 /* 为期: the length of time behind it is no deadline */
#define PART_OF_WORDS 1 /* the 无 of 无纸化, the 约 of 约谈, the 份 of 3份 */
#define LIST_WORD     1 /* 和, 及 */
#define LIST_OR       2 /* 或: one of the two, not both */

/* What a piece of text is made of. */
enum {
    TEXT_STRANGE, /* signs, or a word that bends the date beside it: 推迟 */
    TEXT_CHINESE, /* CJK only, so it can name an event */
    TEXT_WORDS,   /* CJK and words of letters */
};

struct duban_token {
    enum duban_token_type type;
    int value;
    int digits;    /* of a number: how many were written */
    bool chinese;  /* a number in Chinese numerals */
    bool composed; /* … with tens, as 二十五 */
    bool new_line; /* a line break stands before it */
};

/* More than this is no expression; the last token is always a TOKEN_END. */
#define DUBAN_TOKENS 64

struct duban_tokens {
    struct duban_token items[DUBAN_TOKENS];
    size_t n; /* without the TOKEN_END */
};

/* A word of the tables. */
struct duban_word {
    const char *text;
    size_t len;
    enum duban_token_type type;
    int value;
};

enum {
    DUBAN_WORDS = 0
#define WORD(text, type, value) +1
#include "core/deadline_phrases.def"
#include "core/deadline_words.def"
#undef WORD
    ,
    DUBAN_WORD_LISTS = 256,
};

/* The words by how they begin: of all words of one list, which are numbered from 1, the first, and
 * behind each the next. 0: no more. */
struct duban_word_index {
    uint16_t first[DUBAN_WORD_LISTS];
    uint16_t next[DUBAN_WORDS + 1];
};

void duban_word_index_init(struct duban_word_index *index);

/* The longest word that begins at `s`, or NULL. An ASCII word does not end inside another one. */
const struct duban_word *duban_word_find(const struct duban_word_index *index, const char *s);

/* Normalises `text` and cuts it into tokens. False when it is too long to be an expression. */
bool duban_tokens_scan(struct duban_tokens *out, const char *text,
                       const struct duban_word_index *index);

/* As duban_deadline_read(), for whoever has an index already. */
void duban_deadline_read_by(struct duban_deadline *out, const char *text,
                            const struct duban_deadline_context *context,
                            const struct duban_word_index *index);

/* Reads the number in Chinese numerals that begins at `s` (二〇一八, 二十五, 廿) into type, value,
 * digits, chinese and composed of *out. Returns its bytes; 0 when none begins there. */
size_t duban_numeral_read(struct duban_token *out, const char *s);

#endif
