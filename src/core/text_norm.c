/* Text as it is compared: compatibility normal form and search keys.
 *
 * Most of a board is ideographs and ASCII that are normal already, so such runs are copied and
 * only what lies between them goes through utf8proc, in pieces: its reordering of combining marks
 * takes quadratic time, which a hostile cell of a megabyte must not be able to ask for. */
#include "duban/alloc.h"
#include "duban/text.h"
#include "core/text_class.h"

#include <stdlib.h>
#include <utf8proc.h>

enum {
    PIECE = 512, /* bytes given to utf8proc at a time, give or take a cluster */
};

static const utf8proc_option_t nfkc = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
static const utf8proc_option_t key =
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

/* True when `c` stays what it is, unless a mark that is none of these follows. */
static bool is_normal(uint32_t c, utf8proc_option_t options)
{
    if (c < 0x80)
        return (options & UTF8PROC_CASEFOLD) == 0 || c < 'A' || c > 'Z';
    return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3001 || c == 0x3002;
}

/* The bytes of the run of normal characters at `s`, without its last one if something follows
 * that might combine with it. */
static size_t normal_run(const char *s, utf8proc_option_t options)
{
    const char *p = s, *here = s, *before = s;

    for (uint32_t c; (c = duban_text_next(&p)) != 0; before = here, here = p)
        if (!is_normal(c, options))
            return (size_t)(before - s);
    return (size_t)(here - s);
}

/* The bytes of the piece at `s` up to the next two normal characters, of which the second cannot
 * be touched by what is before it; about PIECE at most, whole clusters where they are no longer. */
static size_t odd_run(const char *s, utf8proc_option_t options)
{
    const char *p = s, *here = s;
    bool after_normal = false;
    utf8proc_int32_t before = 0;

    for (uint32_t c; (c = duban_text_next(&p)) != 0; here = p) {
        bool normal = is_normal(c, options);
        if (normal && after_normal)
            break;
        if (here - s >= 2 * PIECE)
            break;
        if (here - s >= PIECE && utf8proc_grapheme_break(before, (utf8proc_int32_t)c))
            break;
        after_normal = normal && here > s;
        before = (utf8proc_int32_t)c;
    }
    return (size_t)(here - s);
}

static void map(struct duban_buf *out, const char *s, size_t len, utf8proc_option_t options)
{
    struct duban_buf valid = DUBAN_BUF_INIT;
    utf8proc_uint8_t *mapped = NULL;

    for (const char *p = s; p < s + len;)
        duban_text_put(&valid, duban_text_next(&p));
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)valid.data,
                                      (utf8proc_ssize_t)valid.len, &mapped, options);
    if (n < 0)
        duban_die("utf8proc: %s", utf8proc_errmsg(n));
    duban_buf_add(out, (const char *)mapped, (size_t)n);
    free(mapped);
    duban_buf_release(&valid);
}

static void normalise(struct duban_buf *out, const char *s, utf8proc_option_t options)
{
    while (*s != '\0') {
        size_t run = normal_run(s, options);
        duban_buf_add(out, s, run);
        s += run;
        if (*s == '\0')
            break;
        run = odd_run(s, options);
        map(out, s, run, options);
        s += run;
    }
}

void duban_text_nfkc(struct duban_buf *out, const char *s)
{
    normalise(out, s, nfkc);
}

void duban_text_key(struct duban_buf *out, const char *s)
{
    struct duban_buf folded = DUBAN_BUF_INIT;

    normalise(&folded, s, key);
    for (const char *p = folded.data, *here = p; *here != '\0'; here = p) {
        uint32_t c = duban_text_next(&p);
        if (!duban_text_is_blank(c) && !duban_text_is_invisible(c))
            duban_buf_add(out, here, (size_t)(p - here));
    }
    duban_buf_release(&folded);
}
