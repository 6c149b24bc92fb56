/* Finding what people take for the same: places in a text that have a search key. */
#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* The key of a text, and for each of its bytes where in the text the grapheme begins and ends that
 * it comes from. */
struct origin {
    size_t start, end;
};

struct folded {
    struct duban_buf key;
    struct origin *origins;
    size_t cap;
};

static void fold(struct folded *folded, const char *s)
{
    struct duban_buf one = DUBAN_BUF_INIT;
    size_t len, n = 0;

    for (size_t at = 0; (len = duban_text_grapheme(s + at)) > 0; at += len) {
        duban_buf_clear(&one);
        duban_buf_add(&one, s + at, len);
        duban_text_key(&folded->key, one.data);
        for (; n < folded->key.len; n++) {
            folded->origins = duban_more(folded->origins, n, &folded->cap, sizeof(struct origin));
            folded->origins[n] = (struct origin){at, at + len};
        }
    }
    duban_buf_release(&one);
}

size_t duban_text_find(struct duban_text_line *places, size_t max, const char *s, const char *key)
{
    struct folded folded = {DUBAN_BUF_INIT, NULL, 0};
    size_t len = strlen(key), n = 0;

    if (len == 0 || !duban_text_has(s, strlen(s), key))
        return 0;
    fold(&folded, s);
    for (const char *p = folded.key.data; (p = strstr(p, key)) != NULL; p += len) {
        size_t first = (size_t)(p - folded.key.data);
        size_t start = folded.origins[first].start, end = folded.origins[first + len - 1].end;

        if (n < max)
            places[n] = (struct duban_text_line){start, end - start};
        n++;
    }
    free(folded.origins);
    duban_buf_release(&folded.key);
    return n;
}
