/* The words of lead cells, and the pieces of a cell that are looked at for them. */
#ifndef DUBAN_CORE_LEADS_WORDS_H
#define DUBAN_CORE_LEADS_WORDS_H

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
extern const struct word words_lead[];      /* 牵头单位, 负责 … */
extern const struct word words_support[];   /* 配合单位, 协办 … */
extern const struct word words_nouns[];     /* how those end that are names too: 各牵头单位 */
extern const struct word words_others[];    /* 等, 等有关单位 … */
extern const struct word words_nothing[];   /* what stands for no department: —, 无 */

/* The length of the word that the piece begins with, or ends with; 0 for none. */
size_t piece_begins(struct piece piece, const struct word *words);
size_t piece_ends(struct piece piece, const struct word *words);

/* Is the piece one of the words? */
bool piece_is(struct piece piece, const struct word *words);

/* Does it end like a unit: 综合处, but not 干部? */
bool piece_is_unit(struct piece piece);

struct piece piece_cut_front(struct piece piece, size_t len);
struct piece piece_cut_back(struct piece piece, size_t len);

/* Without the blanks at its ends and the stops behind it. */
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

#endif
