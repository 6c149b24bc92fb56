/* The classes of code points that several parts of the text module ask for. */
#ifndef DUBAN_CORE_TEXT_CLASS_H
#define DUBAN_CORE_TEXT_CLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An inclusive range of code points with what is true of it; tables of them are sorted. */
struct duban_text_range {
    uint32_t first, last;
    unsigned what;
};

/* `what` of the range that holds `c`; 0 when none does. */
unsigned duban_text_lookup(const struct duban_text_range *table, size_t n, uint32_t c);

/* Blanks: they take room and show nothing (ASCII blanks, U+00A0, U+2000–A, U+3000 …), and the
 * line separators. */
bool duban_text_is_blank(uint32_t c);

/* Blanks, and the zero-width spaces that are as good as one at the end of a text (U+200B, U+2060,
 * U+FEFF). Not the joiners and variation selectors, which belong to the character before them. */
bool duban_text_is_gap(uint32_t c);

/* Takes no room and shows nothing: zero-width characters and joiners, soft hyphen, bidi controls,
 * variation selectors, tags. */
bool duban_text_is_invisible(uint32_t c);

/* The simplified character for a traditional one that occurs in the words of this trade; any other
 * is itself. */
uint32_t duban_text_simplified(uint32_t c);

/* Columns of one code point; one that has no width counts as the U+FFFD shown for it. LF and the
 * other controls count nothing. */
int duban_text_columns(uint32_t c);

#endif
