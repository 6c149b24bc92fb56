/* Transactions: whatever happens, the connection is outside one afterwards. */
#ifndef STORE_TRANSACTION_H
#define STORE_TRANSACTION_H

#include "store/db.h"

/* BEGIN IMMEDIATE: waits for other writers, so that what is read is still true when it is written.
 * DUBAN_REFUSED on a store that was opened read-only. */
enum duban_status duban_transaction_begin(struct duban_store *store, struct duban_err *err);

/* DUBAN_IO when the work could not be saved; it is rolled back then. */
enum duban_status duban_transaction_commit(struct duban_store *store, struct duban_err *err);
void duban_transaction_rollback(struct duban_store *store);

/* One batch: a transaction of its own, or a savepoint within the caller's. _end commits when
 * `status` is DUBAN_OK, otherwise takes the batch back; it returns what came of it all. */
enum duban_status duban_transaction_enter(struct duban_store *store, struct duban_err *err);
enum duban_status duban_transaction_leave(struct duban_store *store, enum duban_status status,
                                          struct duban_err *err);

/* A snapshot for reading in several statements; nothing is done when a transaction is open. */
enum duban_status duban_transaction_snapshot(struct duban_store *store, bool *own,
                                             struct duban_err *err);
void duban_transaction_release(struct duban_store *store, bool own);

#endif
