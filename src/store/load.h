/* What reading a board begins with. */
#ifndef STORE_LOAD_H
#define STORE_LOAD_H

#include "store/db.h"

#include "duban/campaign.h"

/* Reads the campaign and its phases, and no task, into an empty campaign. Within a transaction. */
enum duban_status duban_load_head(struct duban_campaign *campaign, struct duban_store *store,
                                  struct duban_err *err);

/* How large a board is: its bytes, and how many tasks it can have at most. */
struct duban_load_extent {
    size_t bytes, tasks;
};
enum duban_status duban_load_extent(struct duban_load_extent *out, struct duban_store *store,
                                    struct duban_err *err);

#endif
