/* Text: UTF-8 with the widths and the manners of a terminal.
 *
 * Strings are NUL-terminated UTF-8. Widths are columns, from the C library's wcwidth(), as ncurses
 * counts them, so the caller must have set a UTF-8 LC_CTYPE; nothing else here depends on a locale.
 * Stored text may hold anything but NUL and most control characters (duban_text_clean); what a
 * terminal is given must have gone through duban_text_safe first. The functions that measure, cut
 * and wrap expect such safe text.
 */
#ifndef DUBAN_TEXT_H
#define DUBAN_TEXT_H

#include "duban/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the code point at *p, moves *p behind it, and returns it; 0 at the end of the string. A
 * byte that begins no valid sequence is U+FFFD and one byte long. */
uint32_t duban_text_next(const char **p);

/* Appends code point `c` as UTF-8; what is no scalar value becomes U+FFFD. */
void duban_text_put(struct duban_buf *out, uint32_t c);

/* True when the `len` bytes are valid UTF-8 (no surrogates, nothing overlong, at most U+10FFFF).
 * Otherwise *bad, where it is not NULL, is the offset of the first byte that is not. */
bool duban_text_valid(const char *s, size_t len, size_t *bad);

/* The bytes of the grapheme cluster that begins at `s` (UAX #29 extended); 0 at the end. */
size_t duban_text_grapheme(const char *s);

/* --- On the way in ------------------------------------------------------------------------- */

/* Appends `len` bytes as they are to be stored: CRLF and CR as LF; C0 and C1 controls other than
 * TAB and LF, DEL and NUL taken out; invalid bytes as U+FFFD. Returns how many characters were
 * taken out or replaced (line ends do not count). */
size_t duban_text_clean(struct duban_buf *out, const char *s, size_t len);

/* Would cleaning leave the bytes as they are? */
bool duban_text_is_clean(const char *s, size_t len);

/* Appends the text without blanks at its two ends (ASCII blanks, U+00A0, U+3000, the other Unicode
 * spaces, U+200B, U+2060, U+FEFF). */
void duban_text_trim(struct duban_buf *out, const char *s);

/* Would trimming leave nothing? */
bool duban_text_blank(const char *s);

/* Compatibility normal form NFKC (Unicode UAX #15): full-width digits and signs as plain ones. */
void duban_text_nfkc(struct duban_buf *out, const char *s);

/* A part of a string: bytes [start, start + len) of it. */
struct duban_text_line {
    size_t start, len;
};

/* A key under which texts that people take for the same are equal: NFKC, case folded, without any
 * blanks, line breaks or zero-width characters. For search and for matching rows and names. */
void duban_text_key(struct duban_buf *out, const char *s);

/* The text with simplified characters for the traditional ones that occur in headers, deadlines and
 * words for a status (序號, 長期, 進行中). To look words up by, never to be kept. */
void duban_text_simplify(struct duban_buf *out, const char *s);

/* True when the key of the first `len` bytes of `text` holds `part`, which is itself a key. Much
 * cheaper than making the key. */
bool duban_text_has(const char *text, size_t len, const char *part);

/* The places in `s`, grapheme by grapheme, where the search key (see above) is to be found; each
 * begins behind the one before. Fills at most `max` of them and returns how many there are. */
size_t duban_text_find(struct duban_text_line *places, size_t max, const char *s, const char *key);

/* --- On the way to a terminal -------------------------------------------------------------- */

enum {
    DUBAN_TEXT_LINES = 1u << 0, /* keep LF; otherwise LF is shown as a blank */
};

/* Appends `s` as a terminal may have it: controls (C0, C1, DEL), bidi controls (U+061C, U+200E–F,
 * U+202A–E, U+2066–9), U+FFF9–B and code points without a width as U+FFFD; zero-width characters
 * that join nothing visible (U+200B, U+2060, U+FEFF, U+00AD, tags …) left out; TAB as one blank. A
 * combining mark with nothing before it on its line sits on a U+25CC, not on the cell beside it.
 * Safe text made safe again stays the same. */
void duban_text_safe(struct duban_buf *out, const char *s, unsigned flags);

/* Columns that safe text takes; a LF counts nothing. */
int duban_text_width(const char *s);

/* Appends as much of one line of safe text as fits `columns`, whole graphemes only; when something
 * is left off, an … is the last column. Returns the columns used, never more than `columns`. */
int duban_text_cut(struct duban_buf *out, const char *s, int columns);

/* Like duban_text_cut, then filled up with blanks to exactly `columns`. */
void duban_text_pad(struct duban_buf *out, const char *s, int columns);

/* Breaks safe text into lines of at most `columns` (≥ 2) columns; blanks at its end are not part of
 * a line. Breaks at LF, at blanks, and
 * anywhere between CJK characters, but never before closing punctuation (，。、；：？！”’）》】…)
 * nor after opening punctuation (（《【“‘); a word that fits no line is broken where it must be,
 * between grapheme clusters unless one alone is wider than the line. An indent is kept where it
 * fits. Fills at most `max` lines and returns how many lines the whole text takes (possibly more
 * than `max`). `lines` may be NULL with max 0, to count. An empty text takes no line, and a LF at
 * the end begins none. */
size_t duban_text_wrap(struct duban_text_line *lines, size_t max, const char *s, int columns);

/* --- Lists --------------------------------------------------------------------------------- */

/* A list of names is kept as one string, its names separated by LF ("综合处\n督查处"). Returns the
 * next name (borrowed, *len bytes) and moves *list behind it; NULL at the end or for a NULL list:
 *     for (const char *p = list, *name; (name = duban_text_item(&p, &len));) … */
const char *duban_text_item(const char **list, size_t *len);

/* Whether the list (may be NULL) holds that very name of `len` bytes. */
bool duban_text_has_item(const char *list, const char *name, size_t len);

/* Appends the name to the list in `out`, unless it is there already. */
void duban_text_add_item(struct duban_buf *out, const char *name, size_t len);

#endif
