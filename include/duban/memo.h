/* What was found out about short texts that come again and again, as the cells of a column do.
 *
 * There are only so many places, and a text may lose its own to another one: what is remembered is
 * what can be found out anew. A struct with nothing but `size` set remembers nothing yet.
 */
#ifndef DUBAN_MEMO_H
#define DUBAN_MEMO_H

#include <stddef.h>

struct duban_memo {
    size_t size;  /* bytes that are remembered about one text */
    char *places; /* NULL: none yet */
};

void duban_memo_release(struct duban_memo *memo);

/* What is remembered about the text; NULL: nothing. Good until the next duban_memo_keep(). */
const void *duban_memo_find(const struct duban_memo *memo, const char *text);

/* Remembers the `size` bytes at `found` about the text, in the place of what was remembered about
 * it before. The empty text and one of more than 39 bytes are not remembered. */
void duban_memo_keep(struct duban_memo *memo, const char *text, const void *found);

#endif
