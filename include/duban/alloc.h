/* Memory that is there or the program is not.
 *
 * Running out of memory and broken invariants end the program through duban_die(), the one place
 * that first lets the terminal be restored.
 */
#ifndef DUBAN_ALLOC_H
#define DUBAN_ALLOC_H

#include <stddef.h>

/* Owned by the caller, freed with free(). A size of 0 gives a valid pointer. */
void *duban_alloc(size_t size);                      /* zeroed */
void *duban_realloc(void *p, size_t n, size_t size); /* n elements of `size`; overflow dies */
char *duban_strdup(const char *s);                   /* NULL gives NULL */
char *duban_strndup(const char *s, size_t len);

/* Room for one more element behind the `n` that *array holds: grows *array geometrically. *cap is
 * the number of elements allocated. Use as
 *     list->items = duban_more(list->items, list->n, &list->cap, sizeof *list->items); */
void *duban_more(void *array, size_t n, size_t *cap, size_t size);

/* Replaces an owned string by a copy of `value` (NULL: none). `value` may be *slot itself. */
void duban_strset(char **slot, const char *value);

/* A hint: about so many bytes will be asked for in small pieces. Where that is a lot, the heap grows
 * by it at once and in huge pages, if the system has them: on a virtual machine a page fault can
 * cost more than all that is done with the page. */
void duban_alloc_expect(size_t bytes);

/* Called once before the program ends in duban_die(); NULL takes it away. */
void duban_die_hook(void (*restore)(void));

/* Ends the program with a message on standard error and abort(). For broken invariants only. */
_Noreturn void duban_die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
