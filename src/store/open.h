/* Opening a board, for the store that is opened and the one that goes over to another file. */
#ifndef STORE_OPEN_H
#define STORE_OPEN_H

#include "store/db.h"
#include "store/header.h"

/* A store that is connected to nothing yet. */
struct duban_store *duban_open_new(const char *path, bool read_only);

/* Connects to a file that looks like a board, `header` being what it looks like. What opening finds
 * and what it does: duban_store_open_with(). */
enum duban_status duban_open_prepare(struct duban_store *store, const struct duban_header *header,
                                     const char *backups, struct duban_err *err);

/* From here on duban_store_changed() tells what others do. */
enum duban_status duban_open_remember(struct duban_store *store, struct duban_err *err);

#endif
