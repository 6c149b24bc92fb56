/* Merging: a batch that was made from an older state of the board, brought up to the present one.
 *
 * Field by field: where only one of two people has changed a field, both changes stand. */
#include "duban/change.h"

#include <stdlib.h>
#include <string.h>

static bool equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum duban_field deleted_field(enum duban_object object)
{
    return object == DUBAN_OBJECT_PHASE ? DUBAN_FIELD_PHASE_DELETED : DUBAN_FIELD_TASK_DELETED;
}

/* What a change is about, as it is now; NULL when it is not there. */
struct present {
    const void *thing;
    int64_t version;
    bool deleted;
};

static struct present present_of(const struct duban_campaign *campaign,
                                 const struct duban_change *change)
{
    const struct duban_task *task;
    const struct duban_phase *phase;
    switch (change->object) {
    case DUBAN_OBJECT_TASK:
        task = duban_campaign_task(campaign, change->id);
        return task ? (struct present){task, task->version, task->deleted} : (struct present){0};
    case DUBAN_OBJECT_PHASE:
        phase = duban_campaign_phase(campaign, change->id);
        return phase ? (struct present){phase, phase->version, phase->deleted}
                     : (struct present){0};
    case DUBAN_OBJECT_CAMPAIGN: break;
    }
    return (struct present){campaign, campaign->version, false};
}

static bool leads_to_removed_phase(const struct duban_campaign *campaign,
                                   const struct duban_edit *edit)
{
    if (edit->field != DUBAN_FIELD_TASK_PHASE || !edit->after)
        return false;
    int64_t id = strtoll(edit->after, NULL, 10);
    const struct duban_phase *phase = id > 0 ? duban_campaign_phase(campaign, id) : NULL;
    return id > 0 && (!phase || phase->deleted);
}

/* Whoever puts a thing into the bin means it as they saw it. */
static bool edit_meets(const struct duban_change *change, const struct duban_edit *edit,
                       const struct present *now)
{
    char *value = duban_field_get(now->thing, edit->field, edit->extra);
    bool done = equal(value, edit->after), same = equal(value, edit->before);
    free(value);
    if (done)
        return false;
    if (edit->field == deleted_field(change->object) && edit->after)
        return now->version != change->version;
    return !same;
}

static bool change_meets(struct duban_meeting *out, const struct duban_change *change,
                         const struct duban_campaign *campaign)
{
    struct present now = present_of(campaign, change);
    enum duban_field deleted = deleted_field(change->object);
    *out = (struct duban_meeting){change->object, change->id, deleted, NULL};
    if (change->id < 0) {
        for (size_t i = 0; i < change->n; i++)
            if (leads_to_removed_phase(campaign, &change->edits[i])) {
                out->field = DUBAN_FIELD_TASK_PHASE;
                return true;
            }
        return false;
    }
    if (!now.thing || (now.deleted && !duban_change_find(change, deleted)))
        return true;
    for (size_t i = 0; i < change->n; i++) {
        const struct duban_edit *edit = &change->edits[i];
        if (!leads_to_removed_phase(campaign, edit) && !edit_meets(change, edit, &now))
            continue;
        out->field = edit->field;
        out->extra = edit->extra;
        return true;
    }
    return false;
}

static void adopt(struct duban_change *change, const struct duban_campaign *campaign)
{
    struct present now = present_of(campaign, change);
    size_t kept = 0;
    if (change->id < 0)
        return;
    change->version = now.version;
    for (size_t i = 0; i < change->n; i++) {
        struct duban_edit *edit = &change->edits[i];
        char *value = duban_field_get(now.thing, edit->field, edit->extra);
        if (!equal(value, edit->after))
            change->edits[kept++] = *edit;
        free(value);
    }
    change->n = kept;
}

enum duban_status duban_batch_rebase(struct duban_meeting *out, struct duban_batch *batch,
                                     const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < batch->n; i++)
        if (change_meets(out, &batch->changes[i], campaign))
            return DUBAN_CONFLICT;
    for (size_t i = 0; i < batch->n; i++)
        adopt(&batch->changes[i], campaign);
    return DUBAN_OK;
}
