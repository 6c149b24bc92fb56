/* Changes: building them, doing them to the copy in memory, taking them back. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/hash.h"
#include "duban/i18n.h"
#include "duban/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *label;
} acts[DUBAN_ACTS] = {
#define ACT(id, name, label) [DUBAN_ACT_##id] = {name, label},
#include "duban/acts.def"
#undef ACT
};

const char *duban_act_name(enum duban_act act)
{
    return acts[act].name;
}

const char *duban_act_label(enum duban_act act)
{
    return duban_i18n_in_context(acts[act].label);
}

bool duban_act_parse(enum duban_act *out, const char *name)
{
    for (unsigned i = 0; i < DUBAN_ACTS; i++)
        if (strcmp(acts[i].name, name) == 0) {
            *out = (enum duban_act)i;
            return true;
        }
    return false;
}

/* --- Building ------------------------------------------------------------------------------ */

enum {
    PLACES = 256,
    SHORT = 24, /* bytes of a value that may well come again: a date, a kind, a department */
};

struct duban_batch_memory {
    struct duban_pool edits, strings;
    const char *places[PLACES]; /* short strings; another one may take over a place */
    const char *lent;
    size_t lent_len;
    struct record_known known;
};

void duban_batch_init(struct duban_batch *batch, enum duban_act act)
{
    *batch = (struct duban_batch){.act = act};
}

void duban_batch_release(struct duban_batch *batch)
{
    if (batch->memory) {
        duban_pool_release(&batch->memory->edits);
        duban_pool_release(&batch->memory->strings);
        duban_deadline_reader_free(batch->memory->known.reader);
        duban_memo_release(&batch->memory->known.leads);
    }
    free(batch->memory);
    free(batch->changes);
    free(batch->note);
    *batch = (struct duban_batch){.act = batch->act};
}

static struct duban_batch_memory *memory_of(struct duban_batch *batch)
{
    if (!batch->memory)
        batch->memory = duban_alloc(sizeof *batch->memory);
    return batch->memory;
}

struct record_known *record_known(struct duban_batch *batch)
{
    return &memory_of(batch)->known;
}

void duban_batch_expect(struct duban_batch *batch, size_t changes)
{
    size_t room = batch->n + changes;

    if (room <= batch->cap)
        return;
    batch->changes = duban_realloc(batch->changes, room, sizeof *batch->changes);
    batch->cap = room;
}

void duban_batch_lend(struct duban_batch *batch, const char *bytes, size_t len)
{
    memory_of(batch)->lent = bytes;
    memory_of(batch)->lent_len = len;
}

struct duban_change *duban_batch_add(struct duban_batch *batch, enum duban_object object,
                                     int64_t id, int64_t version)
{
    batch->changes = duban_more(batch->changes, batch->n, &batch->cap, sizeof *batch->changes);
    batch->changes[batch->n] = (struct duban_change){
        .object = object,
        .id = id,
        .version = version,
        .created = id < 0,
        .memory = memory_of(batch),
    };
    return &batch->changes[batch->n++];
}

void duban_batch_drop(struct duban_batch *batch)
{
    batch->n--;
}

static bool equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool duban_change_edit(struct duban_change *change, enum duban_field field, const char *extra,
                       const char *before, const char *after, bool told)
{
    if (equal(before, after))
        return false;
    change->edits = duban_pool_more(&change->memory->edits, change->edits, change->n, &change->cap,
                                    sizeof *change->edits);
    change->edits[change->n++] = (struct duban_edit){
        .field = field,
        .extra = field == DUBAN_FIELD_TASK_EXTRA ? duban_change_keep(change, extra) : NULL,
        .before = duban_change_keep(change, before),
        .after = duban_change_keep(change, after),
        .told = told,
    };
    return true;
}

static bool is_lent(const struct duban_batch_memory *memory, const char *value)
{
    return (uintptr_t)value - (uintptr_t)memory->lent < memory->lent_len;
}

const char *duban_change_keep(const struct duban_change *change, const char *value)
{
    struct duban_batch_memory *memory = change->memory;

    if (!value || is_lent(memory, value))
        return value;
    size_t len = strnlen(value, SHORT);
    if (len == SHORT)
        return duban_pool_strdup(&memory->strings, value);
    const char **place = &memory->places[duban_hash(DUBAN_HASH_START, value, len) % PLACES];
    if (!*place || strcmp(*place, value) != 0)
        *place = duban_pool_strdup(&memory->strings, value);
    return *place;
}

const struct duban_edit *duban_change_find(const struct duban_change *change,
                                           enum duban_field field)
{
    for (size_t i = 0; i < change->n; i++)
        if (change->edits[i].field == field)
            return &change->edits[i];
    return NULL;
}

/* --- Doing --------------------------------------------------------------------------------- */

static void set_edits(void *thing, const struct duban_change *change)
{
    for (size_t i = 0; i < change->n; i++) {
        const struct duban_edit *edit = &change->edits[i];
        if (!duban_field_set(thing, edit->field, edit->extra, edit->after))
            duban_die("the value of %s is not of its type", duban_field_info(edit->field)->key);
    }
}

static void apply_task(struct duban_campaign *campaign, const struct duban_change *change,
                       const char *at, const char *by)
{
    struct duban_task *task =
        change->created ? duban_task_new() : duban_campaign_task(campaign, change->id);
    if (!task)
        duban_die("a change of task %lld, which is not there", (long long)change->id);
    set_edits(task, change);
    task->version = change->version;
    duban_strset(&task->updated_at, at);
    duban_strset(&task->updated_by, by);
    if (change->created) {
        task->id = change->id;
        duban_campaign_add_task(campaign, task);
    }
}

static void apply_phase(struct duban_campaign *campaign, const struct duban_change *change)
{
    struct duban_phase *phase =
        change->created ? duban_phase_new() : duban_campaign_phase(campaign, change->id);
    if (!phase)
        duban_die("a change of phase %lld, which is not there", (long long)change->id);
    set_edits(phase, change);
    phase->version = change->version;
    if (change->created) {
        phase->id = change->id;
        duban_campaign_add_phase(campaign, phase);
    }
}

void duban_campaign_apply(struct duban_campaign *campaign, const struct duban_batch *batch,
                          const char *at, const char *by)
{
    for (size_t i = 0; i < batch->n; i++) {
        const struct duban_change *change = &batch->changes[i];
        switch (change->object) {
        case DUBAN_OBJECT_TASK: apply_task(campaign, change, at, by); break;
        case DUBAN_OBJECT_PHASE: apply_phase(campaign, change); break;
        case DUBAN_OBJECT_CAMPAIGN:
            set_edits(campaign, change);
            campaign->version = change->version;
            break;
        }
    }
    duban_campaign_sort(campaign);
}

/* --- Taking back --------------------------------------------------------------------------- */

/* The thing a change is about and its present version; NULL when it is not there. */
static const void *thing_of(const struct duban_campaign *campaign,
                            const struct duban_change *change, int64_t *version)
{
    const struct duban_task *task = NULL;
    const struct duban_phase *phase = NULL;
    switch (change->object) {
    case DUBAN_OBJECT_TASK:
        task = duban_campaign_task(campaign, change->id);
        *version = task ? task->version : 0;
        return task;
    case DUBAN_OBJECT_PHASE:
        phase = duban_campaign_phase(campaign, change->id);
        *version = phase ? phase->version : 0;
        return phase;
    case DUBAN_OBJECT_CAMPAIGN: *version = campaign->version; return campaign;
    }
    return NULL;
}

/* The field that says that a thing is deleted; the campaign has none. */
static enum duban_field deleted_field(enum duban_object object)
{
    return object == DUBAN_OBJECT_PHASE ? DUBAN_FIELD_PHASE_DELETED : DUBAN_FIELD_TASK_DELETED;
}

static enum duban_status refuse_invert(struct duban_err *err, const struct duban_batch *out,
                                       const struct duban_change *change, enum duban_field field)
{
    const char *label = _(duban_field_info(field)->label);
    const char *verb = out->act == DUBAN_ACT_UNDO ? _("撤销") : _("重做");
    if (change->object == DUBAN_OBJECT_TASK)
        return duban_err_set(err, DUBAN_CONFLICT,
                             _("任务 %lld 的“%s”此后已被改动，不能%s；请先看它的历史，再手工修改"),
                             (long long)change->id, label, verb);
    return duban_err_set(err, DUBAN_CONFLICT, _("“%s”此后已被改动，不能%s；请先看历史，再手工修改"),
                         label, verb);
}

static enum duban_status invert_edit(struct duban_batch *out, struct duban_change *inverse,
                                     const void *thing, const struct duban_edit *edit,
                                     struct duban_err *err)
{
    bool undo = out->act == DUBAN_ACT_UNDO;
    const char *from = undo ? edit->after : edit->before;
    const char *to = undo ? edit->before : edit->after;
    char *now = duban_field_get(thing, edit->field, edit->extra);
    bool same = equal(now, from);
    free(now);
    if (!same)
        return refuse_invert(err, out, inverse, edit->field);
    duban_change_edit(inverse, edit->field, edit->extra, from, to, edit->told);
    return DUBAN_OK;
}

static enum duban_status invert_change(struct duban_batch *out, const struct duban_change *change,
                                       const struct duban_campaign *campaign, struct duban_err *err)
{
    enum duban_field deleted = deleted_field(change->object);
    int64_t version = 0;
    const void *thing = thing_of(campaign, change, &version);
    if (!thing)
        return refuse_invert(err, out, change, deleted);
    struct duban_change *inverse = duban_batch_add(out, change->object, change->id, version);
    if (change->created) {
        struct duban_edit creation = {.field = deleted,
                                      .before = NULL,
                                      .after = NULL,
                                      .told = true};
        creation.before = "1";
        return invert_edit(out, inverse, thing, &creation, err);
    }
    for (size_t i = 0; i < change->n; i++) {
        enum duban_status status = invert_edit(out, inverse, thing, &change->edits[i], err);
        if (status != DUBAN_OK)
            return status;
    }
    return DUBAN_OK;
}

enum duban_status duban_batch_invert(struct duban_batch *out, const struct duban_batch *done,
                                     const struct duban_campaign *campaign, struct duban_err *err)
{
    out->target = done->id;
    for (size_t i = done->n; i-- > 0;) {
        enum duban_status status = invert_change(out, &done->changes[i], campaign, err);
        if (status != DUBAN_OK)
            return status;
    }
    return DUBAN_OK;
}
