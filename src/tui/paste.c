/* Text that is pasted: its end mark, its line ends, and what it looks like without marks. */
#include "tui/paste.h"

#include <string.h>

#define BEGIN_MARK "\033[200~"
#define END_MARK   "\033[201~"
#define MARK       (sizeof END_MARK - 1)
#define ESCAPE     '\033'

void paste_begin(struct paste *paste)
{
    duban_buf_clear(&paste->text);
    paste->seen = 0;
    paste->cut = false;
}

void paste_release(struct paste *paste)
{
    duban_buf_release(&paste->text);
}

/* Of one that is too long only what may be the beginning of its end mark is kept. */
static void limit(struct paste *paste)
{
    struct duban_buf *text = &paste->text;

    if (text->len > PASTE_MAX)
        paste->cut = true;
    if (!paste->cut || text->len < MARK)
        return;
    memmove(text->data, text->data + text->len - (MARK - 1), MARK - 1);
    duban_buf_truncate(text, MARK - 1);
}

bool paste_take(size_t *taken, struct paste *paste, const char *bytes, size_t len)
{
    struct duban_buf *text = &paste->text;
    size_t before = text->len, from = before < MARK ? 0 : before - (MARK - 1);
    const char *mark;

    duban_buf_add(text, bytes, len);
    mark = memmem(text->data + from, text->len - from, END_MARK, MARK);
    if (!mark) {
        *taken = len;
        paste->seen += len;
        limit(paste);
        return false;
    }
    *taken = (size_t)(mark - text->data) + MARK - before;
    paste->seen += *taken;
    duban_buf_truncate(text, (size_t)(mark - text->data));
    return true;
}

void paste_add(struct paste *paste, const char *bytes, size_t len)
{
    duban_buf_add(&paste->text, bytes, len);
    paste->seen += len;
    limit(paste);
}

/* --- Text ------------------------------------------------------------------------------------ */

/* Bytes of the escape sequence at `p`; 1 when it is none that is known: the Esc alone. */
static size_t sequence_length(const char *p, const char *end)
{
    const char *q = p + 1;

    if (q < end && *q == 'O')
        return q + 1 < end ? 3 : 2;
    if (q == end || *q != '[')
        return 1;
    for (q++; q < end && *q >= 0x20 && *q < 0x40; q++)
        continue;
    return (size_t)(q - p) + (q < end && *q >= 0x40 && *q < 0x7F);
}

void paste_finish(struct paste *paste)
{
    struct duban_buf *text = &paste->text;
    const char *p = text->data, *end = p + text->len;
    char *to = text->data;

    if (text->len == 0)
        return;
    while (p < end && !paste->cut) {
        if (*p == ESCAPE) {
            p += sequence_length(p, end);
        } else if (*p == '\r') {
            *to++ = '\n';
            p += p + 1 < end && p[1] == '\n' ? 2 : 1;
        } else if (*p == '\0') {
            p++;
        } else {
            *to++ = *p++;
        }
    }
    duban_buf_truncate(text, (size_t)(to - text->data));
}

/* --- Marks that are missing or too many ------------------------------------------------------- */

size_t paste_smuggled(const char *bytes, size_t len)
{
    const char *begin = memmem(bytes, len, BEGIN_MARK, MARK), *end;
    size_t smuggled = 0;

    if (begin)
        len = (size_t)(begin - bytes);
    while ((end = memmem(bytes + smuggled, len - smuggled, END_MARK, MARK)))
        smuggled = (size_t)(end - bytes) + MARK;
    return smuggled;
}

/* Different bytes among the first ones: a key that is held down is no text. */
static bool is_varied(const char *bytes, size_t len)
{
    enum { ENOUGH = 6, LOOKED_AT = 256 };
    bool seen[256] = {false};
    size_t n = 0;

    for (size_t i = 0; i < len && i < LOOKED_AT; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        n += !seen[byte];
        seen[byte] = true;
    }
    return n >= ENOUGH;
}

/* Lines with a TAB in them that are over. */
static size_t table_lines(const char *bytes, size_t len)
{
    bool tab = false;
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        bool over = bytes[i] == '\r' || bytes[i] == '\n';

        n += over && tab;
        tab = !over && (tab || bytes[i] == '\t');
    }
    return n;
}

bool paste_is_table(const char *bytes, size_t len, bool asked)
{
    enum { TYPED = 16 }; /* bytes; fewer may be keys that the line has held back */
    const char *escape = memchr(bytes, ESCAPE, len);

    if (escape)
        len = (size_t)(escape - bytes);
    if (len < TYPED || !is_varied(bytes, len))
        return false;
    if (table_lines(bytes, len) >= 2)
        return true;
    return asked && (memchr(bytes, '\t', len - 1) || memchr(bytes, '\r', len - 1) ||
                     memchr(bytes, '\n', len - 1));
}
