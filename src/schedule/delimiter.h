/* Which character separates the cells? */
#ifndef SCHEDULE_DELIMITER_H
#define SCHEDULE_DELIMITER_H

#include <stddef.h>

/* What a first line `sep=;` declares, 0 without one; *skipped is that line's length. */
char delimiter_declared(const char *text, size_t len, size_t *skipped);

/* The likeliest of comma, tab and semicolon: the one that gives a row the most cells that are known
 * as headers, else the one that gives rows of equal width. */
char delimiter_find(const char *text, size_t len);

#endif
