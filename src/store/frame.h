/* Rules between things, which no version guards. */
#ifndef STORE_FRAME_H
#define STORE_FRAME_H

#include "store/db.h"

/* Within the transaction, after the batch was written: DUBAN_CONFLICT, naming the phase, when a
 * live task stands in a removed one. */
enum duban_status duban_frame_check(struct duban_store *store, const struct duban_batch *batch,
                                    struct duban_err *err);

#endif
