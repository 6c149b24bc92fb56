/* Nearness of names: by the slips of a hand, one character wrong, missing, too many or swapped with
 * its neighbour, and by what is cut short. */
#include "duban/near.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST = 64, /* characters of a name that are compared */
    FAR = LONGEST,
};

/* A name's search key, character by character. */
struct word {
    uint32_t c[LONGEST];
    size_t n;
};

static struct word word_of(const char *s, size_t len)
{
    struct word word = {.n = 0};
    struct duban_buf key = DUBAN_BUF_INIT;
    char *copy = duban_strndup(s, len);

    duban_text_key(&key, copy);
    for (const char *p = key.data; *p != '\0' && word.n < LONGEST;)
        word.c[word.n++] = duban_text_next(&p);
    duban_buf_release(&key);
    free(copy);
    return word;
}

/* --- Fitting -----------------------------------------------------------------------------------
 */

static bool begins(const struct word *name, size_t at, const struct word *typed)
{
    return at + typed->n <= name->n &&
           memcmp(name->c + at, typed->c, typed->n * sizeof *typed->c) == 0;
}

static bool is_short_for(const struct word *typed, const struct word *name)
{
    size_t at = 0;

    for (size_t i = 0; i < name->n && at < typed->n; i++)
        at += name->c[i] == typed->c[at];
    return at == typed->n;
}

static enum duban_fit fit(const struct word *typed, const struct word *name)
{
    if (begins(name, 0, typed))
        return typed->n == name->n ? DUBAN_FIT_WHOLE : DUBAN_FIT_BEGIN;
    for (size_t at = 1; at < name->n; at++)
        if (begins(name, at, typed))
            return DUBAN_FIT_WITHIN;
    return is_short_for(typed, name) ? DUBAN_FIT_SHORT : DUBAN_FIT_NONE;
}

enum duban_fit duban_fit(const char *typed, const char *name)
{
    struct word left = word_of(typed, strlen(typed)), right = word_of(name, strlen(name));

    return fit(&left, &right);
}

/* --- Slips -------------------------------------------------------------------------------------
 */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* How many slips lie between two words. */
static size_t slips(const struct word *a, const struct word *b)
{
    size_t rows[3][LONGEST + 1]; /* the row before last, the last one, this one */
    size_t *older = rows[0], *last = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b->n; j++)
        last[j] = j;
    for (size_t i = 1; i <= a->n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            bool same = a->c[i - 1] == b->c[j - 1];

            row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] && a->c[i - 2] == b->c[j - 1])
                row[j] = least(row[j], older[j - 2] + 1, FAR);
        }
        size_t *free_row = older;
        older = last;
        last = row;
        row = free_row;
    }
    return last[b->n];
}

/* One slip in three characters is one; in two it would make strangers kin. What is short for the
 * other is near however much is left out, but behind the slips. */
static size_t distance(const struct word *a, const struct word *b)
{
    size_t longer = a->n > b->n ? a->n : b->n, n = slips(a, b);

    if (n * 3 <= longer)
        return n;
    if (a->n >= 2 && b->n >= 2 && (is_short_for(a, b) || is_short_for(b, a)))
        return n + 1;
    return FAR;
}

/* --- The nearest -------------------------------------------------------------------------------
 */

struct neighbour {
    const char *name;
    size_t len, distance;
};

/* Keeps the nearest, and the earlier of two that are equally near. */
static size_t keep(struct neighbour *found, size_t n, size_t max, struct neighbour item)
{
    size_t at = n;

    while (at > 0 && item.distance < found[at - 1].distance)
        at--;
    if (at == max)
        return n;
    if (n < max)
        n++;
    memmove(found + at + 1, found + at, (n - at - 1) * sizeof *found);
    found[at] = item;
    return n;
}

size_t duban_near(struct duban_buf *out, const char *names, const char *word, size_t max)
{
    struct word wanted = word_of(word, strlen(word));
    struct neighbour *found = duban_alloc(max * sizeof *found);
    size_t n = 0, len;

    for (const char *name; (name = duban_text_item(&names, &len));) {
        struct word other = word_of(name, len);
        size_t far = distance(&wanted, &other);

        if (far > 0 && far < FAR)
            n = keep(found, n, max, (struct neighbour){name, len, far});
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            duban_buf_addc(out, '\n');
        duban_buf_add(out, found[i].name, found[i].len);
    }
    free(found);
    return n;
}
