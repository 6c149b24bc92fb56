/* A hash table of fixed size: a text is in one of the few places from its own on. */
#include "duban/memo.h"

#include "duban/alloc.h"
#include "duban/hash.h"

#include <stdlib.h>
#include <string.h>

enum {
    PLACES = 512,
    NEAR = 4,  /* how many places are looked at */
    TEXT = 40, /* bytes of a text and its NUL; a place begins with it, a free one with "" */
};

_Static_assert(TEXT % sizeof(void *) == 0, "what stands behind a text is aligned");

static size_t step(const struct duban_memo *memo)
{
    return (TEXT + memo->size + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);
}

/* The place of the text, else the one that it may take: a free one, or the first. Nothing is ever
 * taken out, so no text is behind a free place. */
static char *place_of(const struct duban_memo *memo, const char *text, size_t len)
{
    size_t own = (size_t)duban_hash(DUBAN_HASH_START, text, len) % PLACES;

    for (size_t i = 0; i < NEAR; i++) {
        char *place = memo->places + (own + i) % PLACES * step(memo);

        if (!*place || memcmp(place, text, len + 1) == 0)
            return place;
    }
    return memo->places + own * step(memo);
}

void duban_memo_release(struct duban_memo *memo)
{
    free(memo->places);
    memo->places = NULL;
}

const void *duban_memo_find(const struct duban_memo *memo, const char *text)
{
    size_t len = strnlen(text, TEXT);
    const char *place;

    if (!memo->places || !len || len == TEXT)
        return NULL;
    place = place_of(memo, text, len);
    return memcmp(place, text, len + 1) == 0 ? place + TEXT : NULL;
}

void duban_memo_keep(struct duban_memo *memo, const char *text, const void *found)
{
    size_t len = strnlen(text, TEXT);
    char *place;

    if (!len || len == TEXT)
        return;
    if (!memo->places)
        memo->places = duban_alloc(PLACES * step(memo));
    place = place_of(memo, text, len);
    memcpy(place, text, len + 1);
    memcpy(place + TEXT, found, memo->size);
}
