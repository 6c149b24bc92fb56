/* Changes: the one way to change anything.
 *
 * Keys, the command line, CSV and undo all make a `struct duban_batch`; the store writes it in one
 * transaction, then duban_campaign_apply() does the same to the copy in memory. A change knows what
 * it expects to find (version and old values), which makes conflicts visible and undo possible.
 */
#ifndef DUBAN_CHANGE_H
#define DUBAN_CHANGE_H

#include "duban/campaign.h"
#include "duban/err.h"
#include "duban/field.h"

/* What a coordinator does, one row each: ACT(ID, name in the history, word on the screen). */
enum duban_act {
#define ACT(id, name, label) DUBAN_ACT_##id,
#include "duban/acts.def"
#undef ACT
    DUBAN_ACTS,
};

const char *duban_act_name(enum duban_act act);
const char *duban_act_label(enum duban_act act); /* translated */
bool duban_act_parse(enum duban_act *out, const char *name);

/* One field's old and new value, canonical (field.h). The strings live as long as the batch and what
 * it was lent, NULL: empty. */
struct duban_edit {
    enum duban_field field;
    bool told; /* the history shows it: asked for, not a mere consequence (a date read anew) */
    const char *extra; /* the column's name, for DUBAN_FIELD_TASK_EXTRA */
    const char *before, *after;
};

struct duban_batch_memory; /* opaque: where edits and their strings are */

/* The edits of one task, phase or the campaign. A new thing has a negative id, unique in its batch
 * and used by the batch's other changes to refer to it; the store gives it the real one, and
 * replaces the negative one everywhere in the batch (also in TASK_PHASE edits). */
struct duban_change {
    enum duban_object object;
    bool created;    /* a new thing (id was negative before the store gave it one) */
    int64_t id;      /* 0 for the campaign */
    int64_t version; /* the version the change was made from; 0: new. The store sets the new one */
    int64_t wanted_id; /* a new task's id if it is still free; 0: any */
    struct duban_edit *edits;
    size_t n, cap;
    struct duban_batch_memory *memory; /* of its batch */
};

/* One act: everything that is written, or not, together. */
struct duban_batch {
    enum duban_act act;
    int64_t target;    /* the batch that an undo or redo is of; 0 otherwise */
    char *note;        /* reason, evidence, or the dated progress line; NULL: none */
    int64_t note_task; /* the task a note without any edit is about; 0: none */
    struct duban_change *changes;
    size_t n, cap;
    int64_t id; /* set by the store */
    struct duban_batch_memory *memory;
};

void duban_batch_init(struct duban_batch *batch, enum duban_act act);
void duban_batch_release(struct duban_batch *batch);

/* Lends the batch a text that outlives it: what lies in these bytes is not copied into it. */
void duban_batch_lend(struct duban_batch *batch, const char *bytes, size_t len);

/* A hint: so many changes are about to be added. */
void duban_batch_expect(struct duban_batch *batch, size_t changes);

/* A new change at the end of the batch, for the existing thing, or for a new one (version 0, id
 * negative). The pointer is good until the next call. */
struct duban_change *duban_batch_add(struct duban_batch *batch, enum duban_object object,
                                     int64_t id, int64_t version);

/* Takes the last change away again. */
void duban_batch_drop(struct duban_batch *batch);

/* Adds an edit unless before and after are equal; the strings are copied, unless they lie in what was
 * lent to the batch. True when added. */
bool duban_change_edit(struct duban_change *change, enum duban_field field, const char *extra,
                       const char *before, const char *after, bool told);

/* A copy of `value` that lives as long as the batch, for an edit that is given another value; NULL
 * gives NULL. */
const char *duban_change_keep(const struct duban_change *change, const char *value);

/* The change's edit of that field, or NULL. */
const struct duban_edit *duban_change_find(const struct duban_change *change,
                                           enum duban_field field);

/* Does to the copy in memory what the store has written: `batch` must have its real ids and
 * versions. `at` and `by` become updated_at and updated_by of its tasks. Sorts afterwards. */
void duban_campaign_apply(struct duban_campaign *campaign, const struct duban_batch *batch,
                          const char *at, const char *by);

/* Where two people have met: a field that both have given different values. `extra` is borrowed. */
struct duban_meeting {
    enum duban_object object;
    int64_t id;
    enum duban_field field;
    const char *extra;
};

/* Brings a batch that was made from an older state up to `campaign` (merge.c): its versions become
 * the present ones, and what somebody else has done already is left out of it. DUBAN_CONFLICT, with
 * the first such field in *out and the batch as it was, where both have changed one field; where
 * what is changed was deleted, or what is deleted was changed; where a task goes to a phase that
 * was removed. */
enum duban_status duban_batch_rebase(struct duban_meeting *out, struct duban_batch *batch,
                                     const struct duban_campaign *campaign);

/* Makes in *out (initialised with UNDO or REDO) the batch that takes `done` back: edits reversed,
 * created things deleted; `campaign` is the present state. With DUBAN_ACT_REDO, `done` is done
 * again. DUBAN_CONFLICT, naming the task, when a field no longer has the value `done` left in it.
 */
enum duban_status duban_batch_invert(struct duban_batch *out, const struct duban_batch *done,
                                     const struct duban_campaign *campaign, struct duban_err *err);

#endif
