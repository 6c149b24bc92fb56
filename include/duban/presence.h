/* Presence: who is editing which card at this moment, in all programs on one board.
 *
 * A word for colleagues, never a lock. It is kept in a small file beside the board, one slot a
 * program; whoever edits holds a lock on their slot, and the word counts only as long as that lock
 * is held, so it is gone when the program is, however it ends. The board file itself is not
 * touched. Where the folder cannot be written there is no presence, and nothing else is amiss.
 */
#ifndef DUBAN_PRESENCE_H
#define DUBAN_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DUBAN_EDITOR_NAME 80 /* bytes of a name, with its NUL; longer ones are cut */

/* Somebody else's open card. The name is what the other program wrote: make it safe before it is
 * shown (text.h). */
struct duban_editor {
    int64_t task;
    char name[DUBAN_EDITOR_NAME];
};

struct duban_presence; /* opaque; never carried over a fork */

/* For a program on `board`, used by `actor`. Opens nothing yet. */
struct duban_presence *duban_presence_new(const char *board, const char *actor);

/* Takes one's own word back and frees it; NULL is allowed. The last one takes the file away. */
void duban_presence_free(struct duban_presence *presence);

/* Says that `task` is being edited here; 0: none. */
void duban_presence_edit(struct duban_presence *presence, int64_t task);

/* Looks who else is editing, about twice a second. True when that has changed since. */
bool duban_presence_look(struct duban_presence *presence);

/* The others as they were last seen, in no order; borrowed until the next look. */
const struct duban_editor *duban_presence_others(const struct duban_presence *presence, size_t *n);

#endif
