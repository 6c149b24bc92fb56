/* Growable strings: the bytes that everything else is built from. */
#include "duban/buf.h"

#include "duban/alloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 64 };

char duban_buf_empty[1] = "";

void duban_buf_clear(struct duban_buf *buf)
{
    duban_buf_truncate(buf, 0);
}

void duban_buf_release(struct duban_buf *buf)
{
    if (buf->cap)
        free(buf->data);
    *buf = (struct duban_buf)DUBAN_BUF_INIT;
}

char *duban_buf_detach(struct duban_buf *buf)
{
    char *s;

    duban_buf_grow(buf, 0); /* the shared empty string is not ours to give */
    s = buf->data;
    *buf = (struct duban_buf)DUBAN_BUF_INIT;
    return s;
}

void duban_buf_grow(struct duban_buf *buf, size_t extra)
{
    size_t need;

    if (extra >= SIZE_MAX / 2 - buf->len)
        duban_die("buf: %zu + %zu bytes", buf->len, extra);
    need = buf->len + extra + 1;
    if (need <= buf->cap)
        return;
    if (need < buf->cap * 2)
        need = buf->cap * 2;
    if (need < SMALLEST)
        need = SMALLEST;
    buf->data = duban_realloc(buf->cap ? buf->data : NULL, need, 1);
    buf->cap = need;
    buf->data[buf->len] = '\0';
}

void duban_buf_add(struct duban_buf *buf, const char *bytes, size_t len)
{
    if (len == 0)
        return;
    duban_buf_grow(buf, len);
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void duban_buf_adds(struct duban_buf *buf, const char *s)
{
    duban_buf_add(buf, s, strlen(s));
}

void duban_buf_addc(struct duban_buf *buf, char c)
{
    duban_buf_add(buf, &c, 1);
}

void duban_buf_addi(struct duban_buf *buf, int64_t number)
{
    char digits[20]; /* of the largest one, with its sign */
    char *first = digits + sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do
        *--first = (char)('0' + left % 10);
    while (left /= 10);
    if (number < 0)
        *--first = '-';
    duban_buf_add(buf, first, (size_t)(digits + sizeof digits - first));
}

void duban_buf_addf(struct duban_buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    duban_buf_vaddf(buf, format, args);
    va_end(args);
}

void duban_buf_vaddf(struct duban_buf *buf, const char *format, va_list args)
{
    va_list again;
    int len;

    va_copy(again, args);
    duban_buf_grow(buf, 0);
    len = vsnprintf(buf->data + buf->len, buf->cap - buf->len, format, args);
    if (len < 0)
        duban_die("buf: bad format: %s", format);
    if ((size_t)len >= buf->cap - buf->len) {
        duban_buf_grow(buf, (size_t)len);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    buf->len += (size_t)len;
}

void duban_buf_truncate(struct duban_buf *buf, size_t len)
{
    if (len > buf->len)
        duban_die("buf: truncate %zu to %zu", buf->len, len);
    if (!buf->cap)
        return;
    buf->len = len;
    buf->data[len] = '\0';
}
