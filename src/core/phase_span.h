/* Stretches of a phase cell, and what is looked at in them. */
#ifndef DUBAN_CORE_PHASE_SPAN_H
#define DUBAN_CORE_PHASE_SPAN_H

#include <stddef.h>

struct span {
    const char *s;
    size_t len;
};

/* Brackets of either width, and those of text that runs from top to bottom. */
extern const char span_opening[];
extern const char span_closing[];

/* The length of the character at the span's beginning when it is one of `set`, else 0. */
size_t span_one_of(const char *set, struct span span);

/* The length of `word` when the span begins with it, else 0. */
size_t span_starts(struct span span, const char *word);

/* The span without its first `len` bytes. */
struct span span_from(struct span span, size_t len);

struct span span_skip_blanks(struct span span);

/* Without the blanks and stops at its end. */
struct span span_trim_end(struct span span);

/* Where its last character begins. */
size_t span_last(struct span span);

#endif
