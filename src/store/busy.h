/* What a connection does while somebody else holds the file, so that everybody has a turn. */
#ifndef STORE_BUSY_H
#define STORE_BUSY_H

#include "store/db.h"

/* SQLite's busy handler; `data` is the store. Gives up after DUBAN_DB_BUSY_SECONDS. */
int duban_busy_wait(void *data, int times);

/* Before a write: whoever has only just written lets those go first who have waited for that. */
void duban_busy_give_way(const struct duban_store *store);

/* After a write. */
void duban_busy_written(struct duban_store *store);

#endif
