/* Places in a text: where a cursor can stand, and where words begin and end.
 *
 * Clusters can only be told from their line's beginning on, so looking back starts there; fields
 * are short. */
#include "app/lineedit_parts.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* True when the cluster shows nothing. Lead bytes that only visible characters have are told
 * without asking. */
static bool is_hidden(const char *cluster, size_t len)
{
    unsigned char lead = (unsigned char)cluster[0];
    if (lead < 0x80 || (lead >= 0xE3 && lead <= 0xED))
        return false;
    struct duban_buf alone = DUBAN_BUF_INIT, safe = DUBAN_BUF_INIT;
    duban_buf_add(&alone, cluster, len);
    duban_text_safe(&safe, alone.data, 0);
    bool hidden = safe.len == 0;
    duban_buf_release(&alone);
    duban_buf_release(&safe);
    return hidden;
}

size_t duban_lineedit_step(const char *text, size_t at)
{
    bool passed = false;

    if (text[at] == '\n')
        return at + 1;
    while (text[at] != '\0' && text[at] != '\n') {
        size_t n = duban_text_grapheme(text + at);
        bool hidden = is_hidden(text + at, n);
        if (passed && !hidden)
            break;
        passed = passed || !hidden;
        at += n;
    }
    return at;
}

size_t duban_lineedit_step_back(const char *text, size_t at)
{
    size_t start = duban_lineedit_line_start(text, at);

    if (start == at)
        return at > 0 ? at - 1 : 0;
    for (size_t next = start; (next = duban_lineedit_step(text, start)) < at;)
        start = next;
    return start;
}

size_t duban_lineedit_line_start(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

size_t duban_lineedit_line_end(const char *text, size_t at)
{
    return at + strcspn(text + at, "\n");
}

size_t duban_lineedit_settle(const char *text, size_t at)
{
    size_t place = duban_lineedit_line_start(text, at);

    while (place < at)
        place += duban_text_grapheme(text + place);
    return place;
}

/* --- Words --------------------------------------------------------------------------------- */

enum kind { SIGN, BLANK, LETTER, IDEOGRAPH, KANA };

/* Sorted; what no row holds is a sign. */
static const struct {
    uint32_t first, last;
    enum kind kind;
} kinds[] = {
    {'\t', '\n', BLANK},         {' ', ' ', BLANK},           {'0', '9', LETTER},
    {'A', 'Z', LETTER},          {'_', '_', LETTER},          {'a', 'z', LETTER},
    {0xA0, 0xA0, BLANK},         {0xAA, 0xAA, LETTER},        {0xB5, 0xB5, LETTER},
    {0xBA, 0xBA, LETTER},        {0xC0, 0xD6, LETTER},        {0xD8, 0xF6, LETTER},
    {0xF8, 0x1FFF, LETTER},      {0x2000, 0x200A, BLANK},     {0x202F, 0x202F, BLANK},
    {0x3000, 0x3000, BLANK},     {0x3005, 0x3007, IDEOGRAPH}, {0x3040, 0x30FF, KANA},
    {0x3400, 0x4DBF, IDEOGRAPH}, {0x4E00, 0x9FFF, IDEOGRAPH}, {0xAC00, 0xD7FF, LETTER},
    {0xF900, 0xFAFF, IDEOGRAPH}, {0xFF10, 0xFF19, LETTER},    {0xFF21, 0xFF3A, LETTER},
    {0xFF41, 0xFF5A, LETTER},    {0xFF66, 0xFF9F, KANA},      {0x20000, 0x3FFFF, IDEOGRAPH},
};

static enum kind kind_at(const char *text, size_t at)
{
    const char *p = text + at;
    uint32_t c = duban_text_next(&p);

    for (size_t i = 0; i < COUNT(kinds) && kinds[i].first <= c; i++)
        if (c <= kinds[i].last)
            return kinds[i].kind;
    return SIGN;
}

/* The beginning of the last run of one kind before `at`, blanks not counted. */
size_t duban_lineedit_word_left(const char *text, size_t at)
{
    size_t word = 0;
    enum kind before = BLANK;

    for (size_t place = 0; place < at; place = duban_lineedit_step(text, place)) {
        enum kind kind = kind_at(text, place);
        if (kind != before && kind != BLANK)
            word = place;
        before = kind;
    }
    return word;
}

size_t duban_lineedit_word_right(const char *text, size_t at)
{
    while (text[at] != '\0' && kind_at(text, at) == BLANK)
        at = duban_lineedit_step(text, at);
    enum kind kind = kind_at(text, at);
    while (text[at] != '\0' && kind_at(text, at) == kind)
        at = duban_lineedit_step(text, at);
    return at;
}
