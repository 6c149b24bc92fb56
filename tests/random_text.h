/* Random text for property tests: the same for the same seed, and full of what goes wrong. */
#ifndef DUBAN_TESTS_RANDOM_TEXT_H
#define DUBAN_TESTS_RANDOM_TEXT_H

#include "duban/buf.h"

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state; /* any seed but 0 */
};

/* A number below `limit`. */
static inline unsigned random_below(struct random *random, unsigned limit)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (unsigned)((random->state >> 11) % limit);
}

/* What random text is put together from: plain, wide, combining, joined, invisible, hostile. */
static const char *const random_pieces[] = {
    "中",
    "督办",
    "，",
    "。",
    "（",
    "）",
    "“",
    "”",
    "…",
    "——",
    "a",
    "word",
    "3.5",
    "2018",
    " ",
    "  ",
    "\u3000",
    "\t",
    "\n",
    "é",
    "e\u0301",
    "\u0301",
    "👍",
    "👍🏽",
    "👨‍👩‍👧",
    "🇨🇳",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2067",
    "\ufff9",
    "\x1b",
    "\x1b[31m",
    "\xc2\x9b",
    "\x7f",
    "\x01",
    "\U00020bb7",
    "①",
    "％",
    "Ａ",
    "ｶﾞ",
    "가",
    "\u1100",
    "\u1161",
    "葛\U000e0100",
    "\ufffd",
    "\u2028",
    "\u0378",
    "\U0010ffff",
    "\ufe0f",
    "\u25cc",
    "\U000e0041",
    "، ",
    "\u0e33",
};

/* Bytes that are no UTF-8. */
static const char *const random_rubbish[] = {
    "\xff", "\x80", "\xe4\xb8", "\xed\xa0\x80", "\xc0\xaf", "\xf0\x9f", "\xf4\x90\x80\x80"};

/* Appends `pieces` of them; `rubbish` in a hundred are no UTF-8. */
static inline void random_text(struct duban_buf *out, struct random *random, unsigned pieces,
                               unsigned rubbish)
{
    const unsigned n = sizeof random_pieces / sizeof *random_pieces;
    const unsigned bad = sizeof random_rubbish / sizeof *random_rubbish;

    for (unsigned i = 0; i < pieces; i++) {
        if (random_below(random, 100) < rubbish)
            duban_buf_adds(out, random_rubbish[random_below(random, bad)]);
        else
            duban_buf_adds(out, random_pieces[random_below(random, n)]);
    }
}

#endif
