/* What the files of the validator share. */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include "duban/memo.h"
#include "duban/record.h"

/* The value of a field in cleaned form, owned: line ends as LF, controls out, only blanks is NULL.
 * DUBAN_REFUSED when it is too long. */
enum duban_status record_clean(char **out, enum duban_field field, const char *value,
                               struct duban_err *err);

/* Reads a date a person writes: YYYY-MM-DD, or whatever the deadline grammar takes for one day. */
bool record_date(int *out, const char *value, const struct duban_campaign *campaign);

/* The same from a reading; false when it is no one day, nor says that there is none. */
bool record_day(int *out, const struct duban_deadline *read);

/* What the validator finds out while a batch is made, and need not find out again: a table names
 * the same deadlines and departments over and over. */
struct record_known {
    struct duban_deadline_reader *reader;
    struct duban_memo leads; /* of the lists in a cell (record_leads.c) */
};

/* That of the batch (change.c). */
struct record_known *record_known(struct duban_batch *batch);

/* As duban_deadline_read(), with what the batch knows. */
void record_read(struct duban_batch *batch, struct duban_deadline *out, const char *text,
                 const struct duban_deadline_context *context);

/* Sets err for a field: DUBAN_REFUSED with its label as the column. */
enum duban_status record_refuse(struct duban_err *err, enum duban_field field, const char *text);

/* Reads the task's deadline text anew, keeping what a person decided about a lost zero. */
void record_read_deadline(struct duban_batch *batch, struct duban_task *task,
                          const struct duban_deadline_context *context);

/* Appends the departments that a lead or support cell names, by the names they have in the
 * campaign. DUBAN_REFUSED when it is too long. */
enum duban_status record_leads(struct duban_buf *leads, struct duban_buf *supports,
                               struct duban_batch *batch, const struct duban_campaign *campaign,
                               enum duban_field field, const char *value, struct duban_err *err);

/* Gives the task the dates of the row above, while its text stays (record_ditto.c): of the last task
 * in the batch for a new one, else of the task before it in the plan. `before` is the task as it is
 * in the campaign, NULL for a new one. */
void record_dates_above(struct duban_task *task, const struct duban_batch *batch,
                        const struct duban_campaign *campaign, const struct duban_task *before);

/* Adds the change that makes `before` (NULL: nothing) into `after`: all fields that differ, told
 * where `told` holds the field's bit. Nothing is added when nothing differs. */
void record_diff(struct duban_batch *batch, enum duban_object object, int64_t id, int64_t version,
                 const void *before, const void *after, uint64_t told);

/* Adds the change that puts a task or phase into the bin, or takes it out. */
void record_edit_deleted(struct duban_batch *batch, enum duban_object object, int64_t id,
                         int64_t version, bool deleted);

#define RECORD_BIT(field) (UINT64_C(1) << (field))

#endif
