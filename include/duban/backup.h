/* Copies of a board: to a file that somebody names, and one a day that nobody has to think of.
 *
 * A copy is consistent whatever others write meanwhile, and stands under its name only when it is
 * whole and on the disk. A plain copy of the file would be neither.
 */
#ifndef DUBAN_BACKUP_H
#define DUBAN_BACKUP_H

#include "duban/store.h"

#define DUBAN_BACKUP_KEPT 7 /* daily copies of one board */

/* Writes a copy of the board to `file`, outside of a frame. DUBAN_REFUSED when it exists and is not
 * to be replaced, or is the board itself; DUBAN_IO, naming it, when it cannot be written or the
 * board stays locked; then nothing is left behind. */
enum duban_status duban_backup_write(struct duban_store *store, const char *file, bool replace,
                                     struct duban_err *err);

/* Sees to it that `folder` (made where it is not there) holds a copy of the board of that `day`,
 * and of older daily ones the last few. Nothing is done for a store that only reads. *busy: the
 * board is being written just now and the copy is to be tried again; then too DUBAN_OK. */
enum duban_status duban_backup_daily(bool *busy, struct duban_store *store, const char *folder,
                                     int day, struct duban_err *err);

/* The automatic copies of a board in `folder` that there are, as lines of paths, newest first;
 * appends nothing when there are none. */
void duban_backup_list(struct duban_buf *out, const char *folder, const char *board);

#endif
