/* Memory for many small things that live and die together.
 *
 * Nothing in a pool is freed by itself; duban_pool_release() frees it all. A zeroed struct is an
 * empty pool. One pool holds strings, or arrays of one type: nothing is padded.
 */
#ifndef DUBAN_POOL_H
#define DUBAN_POOL_H

#include <stddef.h>

struct duban_pool_block; /* opaque */

struct duban_pool {
    struct duban_pool_block *last; /* the one that is being filled; NULL: none yet */
};

void duban_pool_release(struct duban_pool *pool);

/* A copy that lives as long as the pool; NULL gives NULL. */
char *duban_pool_strdup(struct duban_pool *pool, const char *s);

/* As duban_more(), for an array in the pool. The array that was asked for last grows where it is,
 * to just the room it needs; any other one is copied. */
void *duban_pool_more(struct duban_pool *pool, void *array, size_t n, size_t *cap, size_t size);

#endif
