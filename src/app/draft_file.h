/* Where drafts are kept: a folder of the person's own, and in it some files for each pair of a
 * board and an actor, told apart by a number.
 *
 * A name is made from a hash of the pair, and what is in a file says whose it is: nobody's draft is
 * shown to, or written over by, anybody else. One person's second session finds the first number
 * taken and uses the next. */
#ifndef APP_DRAFT_FILE_H
#define APP_DRAFT_FILE_H

#include "app/draft.h"
#include "duban/err.h"

/* The board's name in drafts: its real path, as far as there is one. Owned. */
char *duban_draft_board(const char *path);

/* The first draft of that pair, in *draft, and its file in *path, both then owned. False when there
 * is none, and then *draft and *path hold nothing. The names of files that might be one but cannot
 * be read are appended to `damaged`, one a line; they are left alone. */
bool duban_draft_find(struct duban_draft *draft, char **path, const char *folder, const char *board,
                      const char *actor, struct duban_buf *damaged);

/* Writes the draft: to *path, or, when that is NULL, to a file of its own. */
enum duban_status duban_draft_keep(const struct duban_draft *draft, const char *path,
                                   const char *folder, struct duban_err *err);

#endif
