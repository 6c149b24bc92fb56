/* Names that are near to a word: what somebody may have meant who wrote what nobody is called.
 */
#ifndef DUBAN_NEAR_H
#define DUBAN_NEAR_H

#include "duban/buf.h"

#include <stdbool.h>

/* How well `typed` fits `name` as the beginning of it, both as people write them (compared as
 * search keys, text.h): 0 when it is no part of it, else the larger the better. A name fits by its
 * beginning, by a part in its middle, or by some of its characters in their order, as names are cut
 * short in Chinese: 人社局 is in 人力资源和社会保障局. An empty `typed` fits every name. */
enum duban_fit {
    DUBAN_FIT_NONE,
    DUBAN_FIT_SHORT, /* its characters are in the name, in order */
    DUBAN_FIT_WITHIN,
    DUBAN_FIT_BEGIN,
    DUBAN_FIT_WHOLE, /* it is the name */
};

enum duban_fit duban_fit(const char *typed, const char *name);

/* Appends to *out, as a list (text.h), at most `max` names of the list `names` that `word` is a
 * slip of, or is short for, the nearest first; `word` itself is not among them. Returns how many.
 */
size_t duban_near(struct duban_buf *out, const char *names, const char *word, size_t max);

#endif
