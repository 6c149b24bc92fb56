/* What reading a board begins with. */
#ifndef STORE_LOAD_H
#define STORE_LOAD_H

#include "store/db.h"

#include "duban/campaign.h"

/* Reads the campaign and its phases, and no task, into an empty campaign. Within a transaction. */
enum duban_status duban_load_head(struct duban_campaign *campaign, struct duban_store *store,
                                  struct duban_err *err);

/* How many bytes the board has. */
enum duban_status duban_load_size(size_t *out, struct duban_store *store, struct duban_err *err);

#endif
