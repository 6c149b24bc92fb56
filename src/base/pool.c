/* Blocks that are filled from the front, each twice as large as the one before up to a limit. */
#include "duban/pool.h"

#include "duban/alloc.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 1u << 10, LARGEST = 1u << 18 }; /* bytes of a block, or what one thing needs */

struct duban_pool_block {
    struct duban_pool_block *before;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

static void add_block(struct duban_pool *pool, size_t least)
{
    size_t size = pool->last ? pool->last->size * 2 : SMALLEST;
    struct duban_pool_block *block;

    if (size > LARGEST)
        size = LARGEST;
    if (size < least)
        size = least;
    block = duban_realloc(NULL, sizeof *block + size, 1);
    *block = (struct duban_pool_block){.before = pool->last, .size = size};
    pool->last = block;
}

static void *take(struct duban_pool *pool, size_t size)
{
    char *p;

    if (!pool->last || pool->last->size - pool->last->used < size)
        add_block(pool, size);
    p = pool->last->bytes + pool->last->used;
    pool->last->used += size;
    return p;
}

void duban_pool_release(struct duban_pool *pool)
{
    while (pool->last) {
        struct duban_pool_block *before = pool->last->before;

        free(pool->last);
        pool->last = before;
    }
}

char *duban_pool_strdup(struct duban_pool *pool, const char *s)
{
    size_t size;

    if (!s)
        return NULL;
    size = strlen(s) + 1;
    return memcpy(take(pool, size), s, size);
}

/* Grows the array by one element in its place; false when it is not the last thing in the pool, or
 * there is no room behind it. */
static bool extend(struct duban_pool *pool, const void *array, size_t n, size_t size)
{
    struct duban_pool_block *block = pool->last;

    if (!array || block->bytes + block->used != (const char *)array + n * size ||
        block->size - block->used < size)
        return false;
    block->used += size;
    return true;
}

void *duban_pool_more(struct duban_pool *pool, void *array, size_t n, size_t *cap, size_t size)
{
    char *copy;

    if (n < *cap)
        return array;
    if (!extend(pool, array, n, size)) {
        copy = take(pool, (n + 1) * size);
        if (n)
            memcpy(copy, array, n * size);
        array = copy;
    }
    *cap = n + 1;
    return array;
}
