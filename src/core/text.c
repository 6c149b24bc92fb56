/* Text as it is stored: UTF-8 decoded, encoded, checked and cleaned, and the few lists kept in it.
 *
 * Everything that comes from outside goes through here once, 100,000 rows at a time, so checking
 * and cleaning step over what is plain in whole runs. What is shown is text_show.c's, what is
 * searched for text_norm.c's. */
#include "duban/text.h"
#include "core/text_class.h"

#include <string.h>
#include <utf8proc.h>

enum {
    REPLACEMENT = 0xFFFD,
};

static bool is_trail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* How many trail bytes follow a lead byte, and what the second byte must lie between: that range
 * is what keeps out overlong forms, surrogates and everything above U+10FFFF. */
struct lead {
    unsigned char first, last; /* lead bytes */
    unsigned char trails;
    unsigned char low, high; /* second byte */
};

static const struct lead leads[] = {
    {0xE1, 0xEC, 2, 0x80, 0xBF}, /* first, for most Chinese is here */
    {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF}, {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF}, {0xF1, 0xF3, 3, 0x80, 0xBF},
    {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    return NULL;
}

/* The bytes of the non-ASCII sequence at `s`, of which `len` may be read; 0 when it is not valid.
 * It stops at a NUL, so a NUL-terminated string may give any `len`. */
static size_t sequence(const unsigned char *s, size_t len)
{
    const struct lead *lead = find_lead(s[0]);
    if (lead == NULL || len <= lead->trails || s[1] < lead->low || s[1] > lead->high)
        return 0;
    for (size_t i = 2; i <= lead->trails; i++)
        if (!is_trail(s[i]))
            return 0;
    return lead->trails + 1u;
}

/* Most of all text, for which no table is needed: U+4000–U+9FFF. */
static bool is_ideograph(const unsigned char *s, size_t len)
{
    return len >= 3 && s[0] >= 0xE4 && s[0] <= 0xE9 && is_trail(s[1]) && is_trail(s[2]);
}

/* Decodes a sequence that is known to be valid. */
static uint32_t decode(const unsigned char *s, size_t n)
{
    switch (n) {
    case 1: return s[0];
    case 2: return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
    case 3: return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    default:
        return (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
    }
}

uint32_t duban_text_next(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    if (s[0] < 0x80) {
        *p += s[0] != 0;
        return s[0];
    }
    if (s[0] >= 0xE1 && s[0] <= 0xEC && is_trail(s[1]) && is_trail(s[2])) { /* most of all text */
        *p += 3;
        return decode(s, 3);
    }
    size_t n = sequence(s, 4);
    *p += n > 0 ? n : 1;
    return n > 0 ? decode(s, n) : REPLACEMENT;
}

void duban_text_put(struct duban_buf *out, uint32_t c)
{
    char bytes[4];

    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    if (c < 0x80) {
        duban_buf_addc(out, (char)c);
        return;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(marks[n] | c);
    duban_buf_add(out, bytes, n);
}

bool duban_text_valid(const char *s, size_t len, size_t *bad)
{
    const unsigned char *bytes = (const unsigned char *)s;
    size_t at = 0;

    while (at < len) {
        uint64_t eight;
        if (len - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        size_t n = is_ideograph(bytes + at, len - at) ? 3
                   : bytes[at] < 0x80               ? 1
                                                    : sequence(bytes + at, len - at);
        if (n == 0) {
            if (bad != NULL)
                *bad = at;
            return false;
        }
        at += n;
    }
    return true;
}

/* An ideograph that forms a cluster of its own whatever ideograph or ASCII precedes it. */
static bool is_plain(const unsigned char *s)
{
    return (s[0] >= 0x20 && s[0] < 0x7F) ||
           (s[0] >= 0xE4 && s[0] <= 0xE9 && is_trail(s[1]) && is_trail(s[2]));
}

size_t duban_text_grapheme(const char *s)
{
    const unsigned char *bytes = (const unsigned char *)s;
    const char *p = s;
    uint32_t before = duban_text_next(&p);
    utf8proc_int32_t state = 0;

    if (before == 0)
        return 0;
    if (is_plain(bytes) && (*p == '\0' || is_plain((const unsigned char *)p)))
        return (size_t)(p - s);
    for (const char *end = p;; end = p) {
        uint32_t after = duban_text_next(&p);
        if (after == 0 || utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
                                                           (utf8proc_int32_t)after, &state))
            return (size_t)(end - s);
        before = after;
    }
}

/* The bytes at the beginning that are stored as they are: ASCII without controls, TAB, LF, and
 * valid sequences other than C1 controls. */
static size_t clean_run(const unsigned char *s, size_t len)
{
    size_t at = 0;

    while (at < len) {
        unsigned char byte = s[at];
        if (byte < 0x80) {
            if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F)
                break;
            at++;
            continue;
        }
        size_t n = is_ideograph(s + at, len - at) ? 3 : sequence(s + at, len - at);
        if (n == 0 || (byte == 0xC2 && s[at + 1] < 0xA0))
            break;
        at += n;
    }
    return at;
}

bool duban_text_is_clean(const char *s, size_t len)
{
    return clean_run((const unsigned char *)s, len) == len;
}

size_t duban_text_clean(struct duban_buf *out, const char *s, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)s;
    size_t at = 0, faults = 0;

    while (at < len) {
        size_t run = clean_run(bytes + at, len - at);
        duban_buf_add(out, s + at, run);
        at += run;
        if (at == len)
            break;
        size_t n = bytes[at] < 0x80 ? 1 : sequence(bytes + at, len - at);
        if (bytes[at] == '\r') {
            if (at + 1 == len || bytes[at + 1] != '\n')
                duban_buf_addc(out, '\n');
        } else {
            if (n == 0)
                duban_text_put(out, REPLACEMENT);
            faults++;
        }
        at += n > 0 ? n : 1;
    }
    return faults;
}

void duban_text_trim(struct duban_buf *out, const char *s)
{
    const char *start = NULL, *end = s, *p = s, *here = s;

    for (uint32_t c; (c = duban_text_next(&p)) != 0; here = p) {
        if (duban_text_is_gap(c))
            continue;
        if (start == NULL)
            start = here;
        end = p;
    }
    if (start != NULL)
        duban_buf_add(out, start, (size_t)(end - start));
}

bool duban_text_blank(const char *s)
{
    for (uint32_t c; (c = duban_text_next(&s)) != 0;)
        if (!duban_text_is_gap(c))
            return false;
    return true;
}

const char *duban_text_item(const char **list, size_t *len)
{
    const char *item = *list;

    if (item == NULL || *item == '\0')
        return NULL;
    *len = strcspn(item, "\n");
    *list = item + *len + (item[*len] == '\n');
    return item;
}

bool duban_text_has_item(const char *list, const char *name, size_t len)
{
    size_t n;

    for (const char *item; (item = duban_text_item(&list, &n)) != NULL;)
        if (n == len && memcmp(item, name, len) == 0)
            return true;
    return false;
}

void duban_text_add_item(struct duban_buf *out, const char *name, size_t len)
{
    if (duban_text_has_item(out->data, name, len))
        return;
    if (out->len > 0)
        duban_buf_addc(out, '\n');
    duban_buf_add(out, name, len);
}
