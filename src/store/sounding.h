/* Asking whether a board is sound, while others are already reading it. */
#ifndef STORE_SOUNDING_H
#define STORE_SOUNDING_H

#include <stdbool.h>

struct duban_sounding; /* opaque */

/* Begins to check the file in a thread of its own, with a connection of its own. NULL when there is
 * no thread to be had. */
struct duban_sounding *duban_sounding_begin(const char *path);

/* Waits for the end of it. False when the file is damaged, or could not be looked at. */
bool duban_sounding_end(struct duban_sounding *sounding);

#endif
