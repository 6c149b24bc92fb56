/* Text as it is compared: compatibility normal form and search keys.
 *
 * Most of a board is ideographs, ASCII and full-width signs, which need no tables; only what lies
 * between them goes through utf8proc, in pieces: its reordering of combining marks
 * takes quadratic time, which a hostile cell of a megabyte must not be able to ask for. */
#include "duban/alloc.h"
#include "duban/text.h"
#include "core/text_class.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    PIECE = 512, /* bytes given to utf8proc at a time, give or take a cluster */
};

static const utf8proc_option_t nfkc = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
static const utf8proc_option_t key =
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

/* What `c` becomes where that is simple, and nothing but a mark behind it could change it: plain
 * characters, and full-width forms of ASCII. 0 for all others. */
static uint32_t simple(uint32_t c, utf8proc_option_t options)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!';
    if (c < 0x80)
        return (options & UTF8PROC_CASEFOLD) != 0 && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    bool sign = (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) ||
                (c >= 0x2018 && c <= 0x201D) || c == 0x2014;
    return (c >= 0x4E00 && c <= 0x9FFF) || sign ? c : 0;
}

/* The bytes of the run of simple characters at `s`, without its last one if something follows
 * that might combine with it. */
static size_t simple_run(const char *s, utf8proc_option_t options)
{
    const char *p = s, *here = s, *before = s;

    for (uint32_t c; (c = duban_text_next(&p)) != 0; before = here, here = p)
        if (simple(c, options) == 0)
            return (size_t)(before - s);
    return (size_t)(here - s);
}

static void put_simple(struct duban_buf *out, const char *s, size_t len, utf8proc_option_t options)
{
    duban_buf_grow(out, len);
    for (const char *p = s; p < s + len;)
        duban_text_put(out, simple(duban_text_next(&p), options));
}

/* The bytes of the piece at `s` up to the next two simple characters, of which the second cannot
 * be touched by what is before it; about PIECE at most, whole clusters where they are no longer. */
static size_t odd_run(const char *s, utf8proc_option_t options)
{
    const char *p = s, *here = s;
    bool after_simple = false;
    utf8proc_int32_t before = 0;

    for (uint32_t c; (c = duban_text_next(&p)) != 0; here = p) {
        bool now_simple = simple(c, options) != 0;
        if (now_simple && after_simple)
            break;
        if (here - s >= 2 * PIECE)
            break;
        if (here - s >= PIECE && utf8proc_grapheme_break(before, (utf8proc_int32_t)c))
            break;
        after_simple = now_simple && here > s;
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
        size_t run = simple_run(s, options);
        put_simple(out, s, run, options);
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
    const char *p = folded.data, *here = p, *copied = p;
    for (uint32_t c; (c = duban_text_next(&p)) != 0; here = p) {
        if (!duban_text_is_blank(c) && !duban_text_is_invisible(c))
            continue;
        duban_buf_add(out, copied, (size_t)(here - copied));
        copied = p;
    }
    duban_buf_add(out, copied, (size_t)(here - copied));
    duban_buf_release(&folded);
}

/* --- Looking for a key ------------------------------------------------------------------------
 *
 * A filter looks into every text of the board at each key that is typed. A text of simple
 * characters is walked as it is; only for others the key is made. */

/* The next character of a text as it stands in the key; 0: it is not simple. */
static inline uint32_t take(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;

    if (s[0] < 0x80) {
        (*p)++;
        return s[0] >= 'A' && s[0] <= 'Z' ? s[0] - 'A' + 'a' : s[0];
    }
    if (s[0] >= 0xE4 && s[0] <= 0xE9 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
        uint32_t c = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);

        *p += 3;
        return simple(c, key);
    }
    return simple(duban_text_next(p), key);
}

/* Whether the key goes on as `rest` at p, up to something that cannot change its last character. */
static bool goes_on(const char *p, const char *end, const char *rest)
{
    for (uint32_t wanted; (wanted = duban_text_next(&rest)) != 0;) {
        uint32_t c;

        do {
            if (p >= end)
                return false;
            c = take(&p);
        } while (c < 0x80 && duban_text_is_blank(c));
        if (c != wanted)
            return false;
    }
    return p >= end || take(&p) != 0;
}

/* *plain: the text has only simple characters as far as it was looked at. */
static bool plain_has(bool *plain, const char *text, const char *end, const char *part)
{
    const char *rest = part;
    uint32_t first = duban_text_next(&rest);

    *plain = true;
    for (const char *p = text; p < end;) {
        uint32_t c = take(&p);

        *plain = c != 0;
        if (!*plain)
            return false;
        if (c == first && goes_on(p, end, rest))
            return true;
    }
    return first == 0;
}

bool duban_text_has(const char *text, size_t len, const char *part)
{
    struct duban_buf whole = DUBAN_BUF_INIT;
    bool plain, has = plain_has(&plain, text, text + len, part);
    char *copy;

    if (plain)
        return has;
    copy = duban_strndup(text, len);
    duban_text_key(&whole, copy);
    has = strstr(whole.data, part) != NULL;
    duban_buf_release(&whole);
    free(copy);
    return has;
}
