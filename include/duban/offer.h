/* Offers: the names that may be put in where a list of names is being written, the likeliest first.
 *
 * A model only, of the one part of the list that the cursor stands at the end of: 综合处、督| is
 * offered 督查处. What is being typed chooses by itself; an empty part and one that is a name
 * already choose nothing, but a name can be picked from the list all the same.
 */
#ifndef DUBAN_OFFER_H
#define DUBAN_OFFER_H

#include "duban/lineedit.h"

#include <stdbool.h>
#include <stddef.h>

struct duban_offers {
    char *names;       /* a list (text.h) */
    size_t n;          /* of names */
    size_t at;         /* the chosen one; n or more: none */
    size_t start, end; /* the bytes of the text that it takes the place of */
    bool behind;       /* it is put behind a 、 instead */
};

void duban_offers_release(struct duban_offers *offers);

/* Offers what fits of the list `known` (NULL: nothing) at the cursor of `edit`. */
void duban_offers_make(struct duban_offers *offers, const struct duban_lineedit *edit,
                       const char *known);

/* True when one is chosen. */
bool duban_offers_chosen(const struct duban_offers *offers);

/* Chooses the next or the one before; before the first lies none. False at the end. */
bool duban_offers_step(struct duban_offers *offers, int by);

/* Where none is chosen, a key that would only stand still at the end of the text chooses the first:
 * Right, and Tab, where that comes here as no command. True when it did. */
bool duban_offers_enter(struct duban_offers *offers, const struct duban_lineedit *edit,
                        struct duban_key key);

/* Puts the chosen one into the text, as one undo. The offers are to be made anew. */
void duban_offers_take(const struct duban_offers *offers, struct duban_lineedit *edit);

#endif
