/* Telling a user that somebody else was first. */
#ifndef STORE_CONFLICT_H
#define STORE_CONFLICT_H

#include "store/db.h"

/* Always DUBAN_CONFLICT (or the fault of asking): names the thing and, for a task, who changed it
 * last. Within the transaction in which the change was refused. */
enum duban_status duban_conflict_report(struct duban_store *store, enum duban_object object,
                                        int64_t id, struct duban_err *err);

#endif
