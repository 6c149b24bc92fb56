/* Growable strings.
 *
 * Invariants: `data` is never NULL and always ends in a NUL that `len` does not count; the bytes
 * before it may hold NULs. A buffer starts as DUBAN_BUF_INIT and ends with duban_buf_release() or
 * duban_buf_detach(). Growing never fails: without memory the program ends (see alloc.h).
 */
#ifndef DUBAN_BUF_H
#define DUBAN_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct duban_buf {
    char *data;
    size_t len; /* bytes in use */
    size_t cap; /* bytes allocated; 0: `data` is the shared empty string */
};

extern char duban_buf_empty[1]; /* what `data` of an unused buffer points to; never written */

#define DUBAN_BUF_INIT        \
    {                         \
        duban_buf_empty, 0, 0 \
    }

/* Life cycle. _clear keeps the memory for reuse; _release frees it; both leave a valid empty
 * buffer. _detach hands the string to the caller, who frees it with free(). */
void duban_buf_clear(struct duban_buf *buf);
void duban_buf_release(struct duban_buf *buf);
char *duban_buf_detach(struct duban_buf *buf);

/* Appending. `s` must not point into `buf`. */
void duban_buf_grow(struct duban_buf *buf,
                    size_t extra); /* room for `extra` more bytes and a NUL */
void duban_buf_add(struct duban_buf *buf, const char *bytes, size_t len);
void duban_buf_adds(struct duban_buf *buf, const char *s);
void duban_buf_addc(struct duban_buf *buf, char c);
void duban_buf_addi(struct duban_buf *buf, int64_t number); /* in decimal */
void duban_buf_addf(struct duban_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void duban_buf_vaddf(struct duban_buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Cuts the string to its first `len` bytes; `len` may not exceed buf->len. */
void duban_buf_truncate(struct duban_buf *buf, size_t len);

#endif
