/* Text broken into lines by the manners of Chinese print (避头尾): anywhere between ideographs, but
 * no closing sign begins a line and no opening one ends it; ASCII words and numbers stay whole.
 *
 * Lines are filled greedily from grapheme clusters. Each cluster is looked at once for its line,
 * and again at most once for the next, so wrapping is linear in the text. */
#include "duban/text.h"
#include "core/text_class.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* How a cluster behaves beside its neighbours; 0 is an ideograph, which breaks on both sides. */
enum manner {
    BLANK = 1u << 0,
    WORD = 1u << 1,  /* holds together with another WORD */
    CLOSE = 1u << 2, /* never first on a line */
    OPEN = 1u << 3,  /* never last on a line */
};

/* ASCII signs hold to their word on both sides ("3.5", "a/b") and keep the manners of their kind
 * towards ideographs. */
static const struct duban_text_range manners[] = {
    {'!', '!', WORD | CLOSE},
    {'"', '$', WORD},
    {'%', '%', WORD | CLOSE},
    {'&', '\'', WORD},
    {'(', '(', WORD | OPEN},
    {')', ')', WORD | CLOSE},
    {'*', '+', WORD},
    {',', '.', WORD | CLOSE},
    {'/', '9', WORD},
    {':', ';', WORD | CLOSE},
    {'<', '>', WORD},
    {'?', '?', WORD | CLOSE},
    {'@', 'Z', WORD},
    {'[', '[', WORD | OPEN},
    {'\\', '\\', WORD},
    {']', ']', WORD | CLOSE},
    {'^', 'z', WORD},
    {'{', '{', WORD | OPEN},
    {'|', '|', WORD},
    {'}', '}', WORD | CLOSE},
    {'~', '~', WORD | CLOSE},
    {0xA0, 0xA0, WORD},
    {0xAB, 0xAB, OPEN},
    {0xB0, 0xB0, WORD | CLOSE},
    {0xB7, 0xB7, CLOSE},
    {0xBB, 0xBB, CLOSE},
    {0x2010, 0x2013, WORD | CLOSE},
    {0x2014, 0x2015, CLOSE},
    {0x2018, 0x2018, OPEN},
    {0x2019, 0x2019, WORD | CLOSE},
    {0x201A, 0x201A, OPEN},
    {0x201C, 0x201C, OPEN},
    {0x201D, 0x201D, CLOSE},
    {0x201E, 0x201E, OPEN},
    {0x2022, 0x2022, CLOSE},
    {0x2025, 0x2027, CLOSE},
    {0x2030, 0x2033, WORD | CLOSE},
    {0x2039, 0x2039, OPEN},
    {0x203A, 0x203A, CLOSE},
    {0x203C, 0x203C, CLOSE},
    {0x2047, 0x2049, CLOSE},
    {0x2103, 0x2103, CLOSE},
    {0x3001, 0x3003, CLOSE},
    {0x3005, 0x3005, CLOSE},
    {0x3008, 0x3008, OPEN},
    {0x3009, 0x3009, CLOSE},
    {0x300A, 0x300A, OPEN},
    {0x300B, 0x300B, CLOSE},
    {0x300C, 0x300C, OPEN},
    {0x300D, 0x300D, CLOSE},
    {0x300E, 0x300E, OPEN},
    {0x300F, 0x300F, CLOSE},
    {0x3010, 0x3010, OPEN},
    {0x3011, 0x3011, CLOSE},
    {0x3014, 0x3014, OPEN},
    {0x3015, 0x3015, CLOSE},
    {0x3016, 0x3016, OPEN},
    {0x3017, 0x3017, CLOSE},
    {0x3018, 0x3018, OPEN},
    {0x3019, 0x3019, CLOSE},
    {0x301A, 0x301A, OPEN},
    {0x301B, 0x301B, CLOSE},
    {0x301C, 0x301C, CLOSE},
    {0x301D, 0x301D, OPEN},
    {0x301E, 0x301F, CLOSE},
    {0x30FB, 0x30FC, CLOSE},
    {0xFE50, 0xFE58, CLOSE},
    {0xFE59, 0xFE59, OPEN},
    {0xFE5A, 0xFE5A, CLOSE},
    {0xFE5B, 0xFE5B, OPEN},
    {0xFE5C, 0xFE5C, CLOSE},
    {0xFE5D, 0xFE5D, OPEN},
    {0xFE5E, 0xFE5E, CLOSE},
    {0xFF01, 0xFF01, CLOSE},
    {0xFF05, 0xFF05, WORD | CLOSE},
    {0xFF08, 0xFF08, OPEN},
    {0xFF09, 0xFF09, CLOSE},
    {0xFF0C, 0xFF0C, CLOSE},
    {0xFF0D, 0xFF0E, WORD | CLOSE},
    {0xFF0F, 0xFF0F, CLOSE},
    {0xFF10, 0xFF19, WORD},
    {0xFF1A, 0xFF1B, CLOSE},
    {0xFF1F, 0xFF1F, CLOSE},
    {0xFF21, 0xFF3A, WORD},
    {0xFF3B, 0xFF3B, OPEN},
    {0xFF3D, 0xFF3D, CLOSE},
    {0xFF41, 0xFF5A, WORD},
    {0xFF5B, 0xFF5B, OPEN},
    {0xFF5D, 0xFF5E, CLOSE},
    {0xFF5F, 0xFF5F, OPEN},
    {0xFF60, 0xFF61, CLOSE},
    {0xFF62, 0xFF62, OPEN},
    {0xFF63, 0xFF65, CLOSE},
    {0xFFE5, 0xFFE5, WORD | OPEN},
};

/* The cluster at the current place. */
struct cluster {
    size_t at, len;
    int columns;
    unsigned manner;
};

/* Letters that no table names (Greek, Cyrillic, …) are narrow and form words; what is wide stands
 * alone. */
static unsigned manner_of(uint32_t c, int columns)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return WORD;
    if (c >= 0x3400 && c <= 0x9FFF)
        return 0;
    unsigned manner = duban_text_lookup(manners, COUNT(manners), c);
    if (manner != 0)
        return manner;
    return duban_text_is_blank(c) ? BLANK : columns < 2 ? WORD : 0;
}

static struct cluster cluster_at(const char *s, size_t at)
{
    struct cluster cluster = {.at = at, .len = duban_text_grapheme(s + at)};
    const char *p = s + at, *end = p + cluster.len;
    uint32_t first = duban_text_next(&p);

    cluster.columns = duban_text_columns(first);
    cluster.manner = manner_of(first, cluster.columns);
    if (p < end && cluster.manner == BLANK)
        cluster.manner = WORD; /* a blank with a mark on it is seen */
    while (p < end)
        cluster.columns += duban_text_columns(duban_text_next(&p));
    return cluster;
}

static bool may_break(unsigned before, unsigned after)
{
    if ((before & OPEN) != 0 || (after & CLOSE) != 0)
        return false;
    return (before & WORD) == 0 || (after & WORD) == 0;
}

/* The bytes of a cluster too wide for any line that do fit, at least one code point. */
static size_t fitting(const char *s, size_t len, int columns)
{
    const char *p = s, *here = s;

    for (int used = 0; p < s + len; here = p) {
        used += duban_text_columns(duban_text_next(&p));
        if (used > columns && here > s)
            break;
    }
    return (size_t)(here - s);
}

/* A line while it is being filled. */
struct filling {
    size_t start;
    size_t end;          /* behind the last cluster that is seen */
    size_t brk, brk_end; /* the last place to break before, and the line's end if so */
    int used;            /* columns, blanks at the end included */
    unsigned before;     /* manner of the last cluster */
};

static struct filling begin(size_t at)
{
    /* OPEN: the beginning is no place to break. */
    return (struct filling){.start = at, .end = at, .brk = at, .brk_end = at, .before = OPEN};
}

/* Fills a line from `at`; *next is where the following one begins. Blanks hang over the edge, and
 * an indent too wide for the line is dropped rather than shown as an empty line. */
static struct duban_text_line line_at(const char *s, size_t at, int columns, size_t *next)
{
    struct filling line = begin(at);

    while (s[at] != '\0' && s[at] != '\n') {
        struct cluster now = cluster_at(s, at);
        bool seen = now.manner != BLANK;
        if (seen && may_break(line.before, now.manner)) {
            line.brk = at;
            line.brk_end = line.end;
        }
        if (seen && at > line.start && line.used + now.columns > columns) {
            *next = line.brk > line.start ? line.brk : at;
            size_t end = line.brk > line.start ? line.brk_end : line.end;
            if (end > line.start)
                return (struct duban_text_line){line.start, end - line.start};
            at = *next;
            line = begin(at);
            continue;
        }
        if (seen && now.columns > columns)
            now.len = fitting(s + at, now.len, columns);
        at += now.len;
        line.used += now.columns;
        line.before = now.manner;
        if (seen)
            line.end = at;
        if (seen && line.used > columns)
            break;
    }
    *next = at + (s[at] == '\n');
    return (struct duban_text_line){line.start, line.end - line.start};
}

size_t duban_text_wrap(struct duban_text_line *lines, size_t max, const char *s, int columns)
{
    size_t n = 0;

    for (size_t at = 0; s[at] != '\0'; n++) {
        struct duban_text_line line = line_at(s, at, columns, &at);
        if (n < max)
            lines[n] = line;
    }
    return n;
}
