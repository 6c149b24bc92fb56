/* Automatic copies: their names, and the one before a board gets new tables. Private to store. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "duban/backup.h"

/* A copy of the board in `file`, which nobody has looked at yet. */
enum duban_status duban_backup_make(struct duban_store *store, const char *file, bool replace,
                                    struct duban_err *err);

/* A copy of the board as it is before it leaves the schema's `version`, kept for good. `folder` may
 * be NULL: then there is none. */
enum duban_status duban_backup_version(struct duban_store *store, const char *folder, int version,
                                       struct duban_err *err);

#endif
