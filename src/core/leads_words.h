/* The words of lead cells, and the pieces of a cell that are looked at for them. */
#ifndef DUBAN_CORE_LEADS_WORDS_H
#define DUBAN_CORE_LEADS_WORDS_H

#include "duban/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct piece {
    const char *s;
    size_t len;
};

/* A list of words ends with an empty one. A longer word stands before one that it contains. */
struct word {
    const char *s;
    size_t len;
};

#define WORD(s)          \
    {                    \
        s, sizeof(s) - 1 \
    }

extern const struct word words_separators[];
extern const struct word words_blanks[];
extern const struct word words_opening[];
extern const struct word words_closing[];
extern const struct word words_conjunctions[];
extern const struct word words_colons[];
extern const struct word words_units[];     /* 处, 室, 中心 … */
extern const struct word words_after_and[]; /* behind 和 in 和平区, 和谐路: no conjunction */
extern const struct word words_with[];      /* 会同: who comes behind it supports */
extern const struct word words_lead[];      /* 牵头单位, 负责 … */
extern const struct word words_support[];   /* 配合单位, 协办 … */
extern const struct word words_nouns[];     /* how those end that are names too: 各牵头单位 */
extern const struct word words_others[];    /* 等, 等有关单位 … */
extern const struct word words_nothing[];   /* what stands for no department: —, 无 */

/* 主 and 协: short for a lead and a support, and only alone in brackets: 政协 is no support. */
extern const struct word words_lead_sign[];
extern const struct word words_support_sign[];

/* The length of the word that the piece begins with, or ends with; 0 for none. */
size_t piece_begins(struct piece piece, const struct word *words);
size_t piece_ends(struct piece piece, const struct word *words);

/* Is the piece one of the words? */
bool piece_is(struct piece piece, const struct word *words);

/* Does it end like a unit: 综合处, but not 干部? */
bool piece_is_unit(struct piece piece);

struct piece piece_cut_front(struct piece piece, size_t len);
struct piece piece_cut_back(struct piece piece, size_t len);

/* Without the blanks at its ends, and without the stops behind it. */
struct piece piece_strip(struct piece piece);
struct piece piece_trim(struct piece piece);

/* The bytes of its first character. */
size_t piece_char(struct piece piece);

/* No separator and no bracket begins like the common ideographs U+4000–U+9FFF: most characters of
 * most cells are done with by one comparison. */
bool piece_ideograph(struct piece piece);

/* +1 when a bracket opens at the beginning of the piece, −1 when one closes. */
int piece_bracket(struct piece piece);

/* Does each of its brackets close? */
bool piece_balanced(struct piece piece);

/* Is `piece`, which begins with a bracket, a part of the name before it: 综合处 and （牵头）? */
bool piece_joins(struct piece before, struct piece piece);

/* The last name of a list. */
struct piece piece_last_name(const struct duban_buf *list);

/* --- In front of names (leads_entry.c) --- */

/* The number of an entry in a list that a cell holds. */
struct entry {
    enum {
        ENTRY_CIRCLED, /* ①: nothing else */
        ENTRY_MARKED,  /* 1. or （1）: may belong to a name, inside one */
        ENTRY_LISTED,  /* 1、: may be a name of a list by itself */
    } kind;
    int number;
    size_t len; /* bytes; 0: there is none */
};

/* The number that the piece begins with, in front of something. */
struct entry piece_entry(struct piece piece);

/* The bytes of the （牵头） or （配合） that the piece begins with, and which of the two it is; 0
 * for none. */
size_t piece_role(struct piece piece, bool *supports);

/* Is it （1）, and nothing more? */
bool piece_is_entry(struct piece piece);

/* Does the piece begin with one, or with a role, so that a new name begins with it? */
bool piece_heads(struct piece piece);

/* The digits that a piece begins with, 0 when they are too many for the number of an entry. */
size_t piece_digits(struct piece piece);

/* --- Roles (leads_role.c) --- */

/* The bytes of the （牵头） or （配合） that the piece begins with, and which of the two it is; 0
 * for none. */
size_t piece_role(struct piece piece, bool *supports);

/* The bytes of the 牵头单位： that the piece begins with; 0 for none. */
size_t piece_label(struct piece piece, bool *supports);

/* The same as piece_role() at its end. *bare: without brackets, as in 督查处配合. */
size_t piece_role_behind(struct piece piece, bool *supports, bool *bare);

/* The bytes of the 等, 等有关单位 or 等3个处室 at its end; 0 for none. */
size_t piece_others_behind(struct piece piece);

/* --- What tables do to cells (leads_mend.c) --- */

/* Appends the cell to *out as lines without blank ones. One that is written from top to bottom, one
 * character a line, or with blanks between all of them (综 合 处), becomes what it says. A line
 * that begins with a bracket is drawn to the line before it: in a narrow column （牵头） stands
 * below its department. */
void leads_mend_cell(struct duban_buf *out, const char *cell);

/* Mends the names of a list in the same way, so that a list read again gives itself, and takes out
 * numbers that are no names: only the 1 of 1、2支部 is one. */
void leads_mend_list(struct duban_buf *list);

#endif
