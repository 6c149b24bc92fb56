/* Stretches of a phase cell. */
#include "core/phase_span.h"

#include "duban/text.h"

#include <string.h>

const char span_opening[] = "（([【〔［︵﹙";
const char span_closing[] = "）)]】〕］︶﹚";

size_t span_one_of(const char *set, struct span span)
{
    const char *p = span.s;
    uint32_t c = span.len ? duban_text_next(&p) : 0;

    if (!c || (size_t)(p - span.s) > span.len)
        return 0;
    for (const char *q = set; *q;)
        if (duban_text_next(&q) == c)
            return (size_t)(p - span.s);
    return 0;
}

size_t span_starts(struct span span, const char *word)
{
    size_t len = strlen(word);

    return len <= span.len && memcmp(span.s, word, len) == 0 ? len : 0;
}

struct span span_from(struct span span, size_t len)
{
    return (struct span){span.s + len, span.len - len};
}

struct span span_skip_blanks(struct span span)
{
    size_t len;

    while ((len = span_one_of(" \t\n\xc2\xa0\xe3\x80\x80", span)))
        span = span_from(span, len);
    return span;
}

size_t span_last(struct span span)
{
    size_t at = span.len;

    while (at && ((unsigned char)span.s[--at] & 0xc0) == 0x80)
        ;
    return at;
}

struct span span_trim_end(struct span span)
{
    while (span.len) {
        size_t last = span_last(span);

        if (!span_one_of(" \t\n：:。；;\xc2\xa0\xe3\x80\x80", span_from(span, last)))
            break;
        span.len = last;
    }
    return span;
}
