/* Tasks as rows of the board: one after another by id, each with its extra columns.
 *
 * Every value is tested as it is read. What a campaign in memory is filled from, and what goes by
 * without being kept, comes through here.
 */
#ifndef STORE_TASK_ROWS_H
#define STORE_TASK_ROWS_H

#include "store/db.h"

#include "duban/campaign.h"

struct duban_task_rows; /* opaque */

/* Begins before the first task, deleted ones among them. `campaign` has the phases already, and
 * outlives the rows. Of `fields` (NULL: all, and version and stamp) those that are true are read;
 * text, phase, position, `deleted` and the extra columns are in any case. *out is NULL on failure.
 */
enum duban_status duban_task_rows_open(struct duban_task_rows **out, struct duban_store *store,
                                       const struct duban_campaign *campaign, const bool *fields,
                                       struct duban_err *err);
void duban_task_rows_close(struct duban_task_rows *rows); /* NULL: nothing to do */

/* Goes back to before the first task. */
void duban_task_rows_begin(struct duban_task_rows *rows);

/* Goes to the first task with this id or a larger one: the next one that is read. Nothing is done
 * when the rows stand there anyway. */
void duban_task_rows_seek(struct duban_task_rows *rows, int64_t id);

/* Reads the next task into *out, NULL behind the last one. It is good until the next call; its
 * texts, other than those of extra columns, are SQLite's. DUBAN_BOARD names a task of which
 * something cannot be understood. */
enum duban_status duban_task_rows_next(struct duban_task **out, struct duban_task_rows *rows,
                                       struct duban_err *err);

/* The fault of a thing of the board of which the field cannot be understood. */
enum duban_status duban_unreadable(struct duban_err *err, const struct duban_store *store,
                                   enum duban_object object, int64_t id, enum duban_field field);

#endif
