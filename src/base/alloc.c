/* Memory that is there or the program is not: the one place where running out of it, or a broken
 * invariant, ends the program, after the terminal was given back. */
#include "duban/alloc.h"

#include "duban/i18n.h"

#include <limits.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The only state of the room: a dying program has no caller that could pass it in. */
static void (*before_death)(void);

void duban_die_hook(void (*restore)(void))
{
    before_death = restore;
}

void duban_die(const char *format, ...)
{
    void (*restore)(void) = before_death;
    va_list args;

    before_death = NULL; /* a hook that dies itself must not be called again */
    if (restore)
        restore();
    fputs("duban: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}

static void *given(void *p)
{
    if (!p)
        duban_die("%s", _("内存不足"));
    return p;
}

void *duban_alloc(size_t size)
{
    return given(calloc(1, size ? size : 1));
}

void *duban_realloc(void *p, size_t n, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, size, &bytes))
        duban_die("%s", _("内存不足"));
    return given(realloc(p, bytes ? bytes : 1));
}

char *duban_strdup(const char *s)
{
    return s ? given(strdup(s)) : NULL;
}

char *duban_strndup(const char *s, size_t len)
{
    return s ? given(strndup(s, len)) : NULL;
}

void duban_strset(char **slot, const char *value)
{
    char *copy = duban_strdup(value);

    free(*slot);
    *slot = copy;
}

void *duban_more(void *array, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return array;
    if (n > SIZE_MAX / 2)
        duban_die("%s", _("内存不足"));
    *cap = n < 4 ? 8 : n * 2;
    return duban_realloc(array, *cap, size);
}

/* --- Large boards ---------------------------------------------------------------------------- */

void duban_alloc_expect(size_t bytes)
{
#if defined M_TOP_PAD && defined MADV_HUGEPAGE
    enum { LITTLE = 4 << 20, MOST = 1 << 28, MAPPED = 32 << 20, PIECE = 1 << 20, PAGE = 4096 };
    size_t pad = bytes < MOST ? bytes : MOST;

    if (bytes < LITTLE)
        return;
    mallopt(M_MMAP_THRESHOLD, MAPPED);  /* large arrays come from the heap, too */
    mallopt(M_TRIM_THRESHOLD, INT_MAX); /* which keeps what it has got */
    mallopt(M_TOP_PAD, (int)pad);
    char *piece = malloc(PIECE); /* more than is left: the heap grows */
    char *from = piece + (PAGE - (uintptr_t)piece % PAGE) % PAGE, *end = sbrk(0);
    if (piece && from < end)
        madvise(from, (size_t)(end - from), MADV_HUGEPAGE);
    free(piece);
    mallopt(M_TOP_PAD, PIECE);
#else
    (void)bytes;
#endif
}
