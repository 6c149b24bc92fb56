/* Text as a terminal may have it: made safe, measured, cut and padded.
 *
 * Stored text can hold what would move the cursor, turn the writing direction or glue itself to a
 * neighbouring cell; duban_text_safe is the one place that takes the sting out. */
#include "duban/text.h"
#include "core/text_class.h"

#include <string.h>
#include <wchar.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* What becomes of a code point on its way to a terminal. */
enum fate {
    SHOWN = 0, /* as it is: what no table names */
    REPLACED,  /* by U+FFFD */
    LEFT_OUT,
    BLANK, /* a blank instead */
    JOINS, /* kept where something precedes it on the line, otherwise left out */
    SITS,  /* kept likewise, otherwise given a dotted circle to sit on */
    BREAK, /* a line feed where lines are kept */
};

static const struct duban_text_range fates[] = {
    {0x0000, 0x0008, REPLACED},   {'\t', '\t', BLANK},          {'\n', '\n', BREAK},
    {0x000B, 0x001F, REPLACED},   {0x007F, 0x009F, REPLACED},   {0x00AD, 0x00AD, LEFT_OUT},
    {0x034F, 0x034F, LEFT_OUT},   {0x061C, 0x061C, REPLACED},   {0x180B, 0x180F, LEFT_OUT},
    {0x200B, 0x200B, LEFT_OUT},   {0x200C, 0x200D, JOINS},      {0x200E, 0x200F, REPLACED},
    {0x2028, 0x2029, BLANK},      {0x202A, 0x202E, REPLACED},   {0x2060, 0x2065, LEFT_OUT},
    {0x2066, 0x2069, REPLACED},   {0x206A, 0x206F, LEFT_OUT},   {0xFE00, 0xFE0F, JOINS},
    {0xFEFF, 0xFEFF, LEFT_OUT},   {0xFFF9, 0xFFFB, REPLACED},   {0x13430, 0x1345F, REPLACED},
    {0x1BCA0, 0x1BCA3, LEFT_OUT}, {0x1D173, 0x1D17A, LEFT_OUT}, {0xE0000, 0xE00FF, LEFT_OUT},
    {0xE0100, 0xE01EF, JOINS},
};

static enum fate fate_of(uint32_t c)
{
    if ((c >= ' ' && c < 0x7F) || (c >= 0x4E00 && c <= 0x9FFF))
        return SHOWN;
    enum fate fate = (enum fate)duban_text_lookup(fates, COUNT(fates), c);
    if (fate != SHOWN)
        return fate;
    int columns = wcwidth((wchar_t)c);
    return columns < 0 ? REPLACED : columns == 0 ? SITS : SHOWN;
}

/* Appends what stands for the code point at [from, to). `bare`: nothing precedes it on its line,
 * so a combining mark would sit on whatever the screen shows to the left of the text. */
static void put_fate(struct duban_buf *out, enum fate fate, bool bare, const char *from,
                     const char *to)
{
    switch (fate) {
    case BLANK: duban_buf_addc(out, ' '); return;
    case REPLACED: duban_text_put(out, 0xFFFD); return;
    case LEFT_OUT: return;
    case JOINS:
        if (bare)
            return;
        break;
    case SITS:
        if (bare)
            duban_text_put(out, 0x25CC);
        break;
    case SHOWN:
    case BREAK: break;
    }
    duban_buf_add(out, from, (size_t)(to - from));
}

void duban_text_safe(struct duban_buf *out, const char *s, unsigned flags)
{
    size_t line = out->len; /* where the line begins */
    const char *p = s, *here = s, *copied = s;

    for (uint32_t c; (c = duban_text_next(&p)) != 0; here = p) {
        enum fate fate = fate_of(c);
        if (fate == SHOWN && (c != 0xFFFD || p - here == 3))
            continue;
        duban_buf_add(out, copied, (size_t)(here - copied));
        copied = p;
        if (fate == SHOWN)
            fate = REPLACED; /* an invalid byte */
        if (fate == BREAK && (flags & DUBAN_TEXT_LINES) == 0)
            fate = BLANK;
        put_fate(out, fate, out->len == line, here, p);
        if (fate == BREAK)
            line = out->len;
    }
    duban_buf_add(out, copied, (size_t)(here - copied));
}

int duban_text_width(const char *s)
{
    int columns = 0;

    for (uint32_t c; (c = duban_text_next(&s)) != 0;)
        columns += duban_text_columns(c);
    return columns;
}

/* Columns of the `len` bytes at `s`. */
static int span(const char *s, size_t len)
{
    int columns = 0;

    for (const char *end = s + len; s < end;)
        columns += duban_text_columns(duban_text_next(&s));
    return columns;
}

int duban_text_cut(struct duban_buf *out, const char *s, int columns)
{
    static const char ellipsis[] = "…";
    const int mark = span(ellipsis, sizeof ellipsis - 1);
    size_t at = 0, kept = 0; /* kept: what leaves room for the mark */
    int used = 0, kept_columns = 0;

    if (columns <= 0)
        return 0;
    while (s[at] != '\0' && s[at] != '\n') {
        size_t n = duban_text_grapheme(s + at);
        int more = span(s + at, n);
        if (used + more > columns)
            break;
        at += n;
        used += more;
        if (used + mark <= columns) {
            kept = at;
            kept_columns = used;
        }
    }
    if (s[at] == '\0') {
        duban_buf_add(out, s, at);
        return used;
    }
    duban_buf_add(out, s, kept);
    if (kept_columns + mark > columns)
        return kept_columns;
    duban_buf_add(out, ellipsis, sizeof ellipsis - 1);
    return kept_columns + mark;
}

void duban_text_pad(struct duban_buf *out, const char *s, int columns)
{
    for (int used = duban_text_cut(out, s, columns); used < columns; used++)
        duban_buf_addc(out, ' ');
}
