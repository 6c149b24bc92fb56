/* The one validator: from what somebody asks for to a change that may be written.
 *
 * Command line, forms, keys and CSV all pass their wishes through here, so a rule holds everywhere
 * or nowhere. Texts are cleaned (text.h) but not trimmed, lead cells split, deadlines read,
 * statuses kept in step with their dates. On a refusal nothing has been added to the batch, and the
 * err's column is the field's label.
 */
#ifndef DUBAN_RECORD_H
#define DUBAN_RECORD_H

#include "duban/change.h"

/* A wish: let this field have this value, as a person writes it. */
struct duban_wish {
    enum duban_field field;
    const char *extra; /* the column's name, for DUBAN_FIELD_TASK_EXTRA */
    const char *value; /* NULL or "": empty */
};

#define DUBAN_TEXT_MAX (1u << 20) /* bytes of one field */

/* Adds to `batch` the change that fulfils the wishes for `task`; nothing is added when the task is
 * as wished already.
 *   deadline  also sets kind, dates and flags; under DUBAN_ACT_IMPORT not those that a person set
 *   due       sets the date by hand; an empty one returns to the reading of `deadline`
 *   flags     "zero" puts a lost zero back, empty says that none is lost (rule R5); "day/month" and
 *             "month/day" settle what 03/04/2018 means (rule R9)
 *   start     the day from which the deadline's window counts, where `deadline` names none, as in a
 *             table with a column for it; empty: as `deadline` is read
 *   leads, supports   are split as lead cells
 *   phase     takes an id; a task that changes its phase goes to the new one's end
 *   status    sets or clears done_on (`today`) and the reason
 * Kind, warn, position and deleted cannot be wished for. DUBAN_REFUSED names the field and
 * the fault. */
enum duban_status duban_record_set(struct duban_batch *batch, const struct duban_campaign *campaign,
                                   const struct duban_task *task, const struct duban_wish *wishes,
                                   size_t n, int today, struct duban_err *err);

/* Adds a new task, which must have a text and a phase (an id, or a negative one of this batch). It
 * goes to the end of its phase. Returns in *id, where not NULL, its negative id. */
enum duban_status duban_record_new(struct duban_batch *batch, int64_t *id,
                                   const struct duban_campaign *campaign,
                                   const struct duban_wish *wishes, size_t n, int today,
                                   struct duban_err *err);

/* Puts a task right before `before` in the plan order of its phase (0: at the end), by new
 * positions for as few tasks as it takes. */
void duban_record_reorder(struct duban_batch *batch, const struct duban_campaign *campaign,
                          const struct duban_task *task, int64_t before);

/* A reminder (催办) to `departments` (a list; NULL: all that lead the task) by some means (a word or
 * two; NULL or blank: not said). Counted on the task and logged as the batch's note. A closed task
 * is DUBAN_REFUSED. */
enum duban_status duban_record_chase(struct duban_batch *batch,
                                     const struct duban_campaign *campaign,
                                     const struct duban_task *task, const char *departments,
                                     const char *means, int today, struct duban_err *err);

/* An extension (延期): another deadline, as people write it, for a reason. Counted on the task; the
 * old deadline stays in the history. DUBAN_REFUSED for a closed task, without a reason, and when
 * the deadline names no day or the day it has already. An earlier day is allowed. */
enum duban_status duban_record_extend(struct duban_batch *batch,
                                      const struct duban_campaign *campaign,
                                      const struct duban_task *task, const char *deadline,
                                      const char *reason, int today, struct duban_err *err);

/* To the bin and back. A restored task whose phase was removed is refused. */
enum duban_status duban_record_delete(struct duban_batch *batch, const struct duban_task *task,
                                      struct duban_err *err);
enum duban_status duban_record_restore(struct duban_batch *batch,
                                       const struct duban_campaign *campaign,
                                       const struct duban_task *task, struct duban_err *err);

/* Phases. `cell` is read as a phase cell (phase.h): enumerator, name, window. A new phase goes to
 * the end. Setting `name` or `window` rewrites the label, setting `label` is as for a new one. Two phases of one name are refused, and
 * so is removing one that still has tasks. */
enum duban_status duban_record_phase_new(struct duban_batch *batch, int64_t *id,
                                         const struct duban_campaign *campaign, const char *cell,
                                         struct duban_err *err);
enum duban_status duban_record_phase_set(struct duban_batch *batch,
                                         const struct duban_campaign *campaign,
                                         const struct duban_phase *phase,
                                         const struct duban_wish *wishes, size_t n,
                                         struct duban_err *err);
enum duban_status duban_record_phase_move(struct duban_batch *batch,
                                          const struct duban_campaign *campaign,
                                          const struct duban_phase *phase, size_t number,
                                          struct duban_err *err);
enum duban_status duban_record_phase_remove(struct duban_batch *batch,
                                            const struct duban_campaign *campaign,
                                            const struct duban_phase *phase, struct duban_err *err);

/* Departments: they live in the lists of the tasks, so a change of one goes through all tasks, those
 * in the bin too, and an alias remains: whoever says the old name means the new one. `name`
 * is one that a task has; renaming makes one that no task has, merging takes one that there is.
 * DUBAN_REFUSED lists what there is. */
enum duban_status duban_record_department_rename(struct duban_batch *batch,
                                                 const struct duban_campaign *campaign,
                                                 const char *name, const char *to,
                                                 struct duban_err *err);
enum duban_status duban_record_department_merge(struct duban_batch *batch,
                                                const struct duban_campaign *campaign,
                                                const char *name, const char *into,
                                                struct duban_err *err);

/* The campaign. A new year or issue date reads all deadlines and windows anew, except dates set by
 * hand. */
enum duban_status duban_record_campaign_set(struct duban_batch *batch,
                                            const struct duban_campaign *campaign,
                                            const struct duban_wish *wishes, size_t n,
                                            struct duban_err *err);

#endif
