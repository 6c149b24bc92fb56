/* The phases of the file and those of the board: which is which, what follows the file, and where
 * new ones stand. */
#include "schedule/plan.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Which is which -------------------------------------------------------------------------- */

static const struct duban_phase *board_phase(const struct duban_campaign *campaign,
                                             const char *name)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    struct duban_buf other = DUBAN_BUF_INIT;
    const struct duban_phase *found = NULL;

    duban_text_key(&key, name);
    for (size_t i = 0; i < campaign->n_phases && !found; i++) {
        duban_buf_clear(&other);
        duban_text_key(&other, campaign->phases[i]->name);
        if (strcmp(key.data, other.data) == 0)
            found = campaign->phases[i];
    }
    duban_buf_release(&key);
    duban_buf_release(&other);
    return found;
}

void import_find_phases(struct duban_import *import, const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < import->n_phases; i++) {
        const struct duban_phase *known = board_phase(campaign, import->phases[i].name);

        import->phases[i].id = known ? known->id : 0;
    }
}

static unsigned long phase_line(const struct duban_import *import, size_t phase)
{
    size_t i = 0;

    while (i < import->n_rows && import->rows[i].phase != phase)
        i++;
    return i < import->n_rows ? import->rows[i].line : 0;
}

static bool is_named(const struct duban_import *import, int64_t id)
{
    for (size_t i = 0; i < import->n_phases; i++)
        if (import->phases[i].id == id)
            return true;
    return false;
}

/* The rows of a phase of the file that stand for tasks, and those of them whose tasks are in that
 * phase of the board. */
static void count_rows(size_t *matched, size_t *from, const struct duban_import *import,
                       struct duban_task *const *found, size_t phase, int64_t id)
{
    *matched = *from = 0;
    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].phase == phase && found[i]) {
            ++*matched;
            *from += found[i]->phase == id;
        }
}

/* A phase that the file does not name, and most of whose tasks are in a phase that the board does
 * not have, together with few others, has got another name. */
static const struct duban_phase *old_name(const struct duban_import *import,
                                          const struct duban_campaign *campaign,
                                          struct duban_task *const *found, size_t phase)
{
    for (size_t i = 0; i < campaign->n_phases; i++) {
        int64_t id = campaign->phases[i]->id;
        size_t first;
        size_t n = duban_campaign_phase_tasks(campaign, id, &first);
        size_t matched;
        size_t from;

        if (!n || is_named(import, id))
            continue;
        count_rows(&matched, &from, import, found, phase, id);
        if (from * 2 > n && from * 2 > matched)
            return campaign->phases[i];
    }
    return NULL;
}

void import_find_renamed(struct duban_import *import, const struct duban_campaign *campaign,
                         struct duban_task *const *found)
{
    for (size_t i = 0; i < import->n_phases; i++) {
        const struct duban_phase *old = NULL;

        if (!import->phases[i].id && import->phases[i].cell)
            old = old_name(import, campaign, found, i);
        if (!old)
            continue;
        import->phases[i].id = old->id;
        import_tell(import, DUBAN_FINDING_NOTE, phase_line(import, i),
                    header_name(&import->header, COLUMN_PHASE),
                    _("阶段“%s”改名为“%s”，其中的任务照旧"), old->name, import->phases[i].name);
    }
}

/* --- What follows the file ------------------------------------------------------------------- */

/* The phase of rows that have none is made only when a new task needs it. */
static bool phase_needed(const struct planner *planner, size_t phase)
{
    const struct duban_import *import = planner->import;

    if (import->phases[phase].cell)
        return true;
    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].phase == phase && !planner->tasks[i] &&
            import->rows[i].fate != DUBAN_ROW_REFUSED)
            return true;
    return false;
}

static bool same_name(const char *a, const char *b)
{
    return header_same_key(a, strlen(a), b);
}

/* Another name takes the whole cell over, unless the board knows a window and the cell has none. */
static enum duban_status plan_known(struct planner *planner, struct duban_import_phase *phase,
                                    const struct duban_phase *known, struct duban_err *err)
{
    struct duban_wish wish = {DUBAN_FIELD_PHASE_WINDOW, NULL, phase->window};
    bool windowed = phase->window && phase->end != DUBAN_NO_DATE;

    if (!same_name(phase->name, known->name)) {
        bool whole = windowed || !known->window;

        wish.field = whole ? DUBAN_FIELD_PHASE_LABEL : DUBAN_FIELD_PHASE_NAME;
        wish.value = whole ? phase->cell : phase->name;
    } else if (!windowed || (known->window && strcmp(known->window, phase->window) == 0)) {
        return DUBAN_OK;
    }
    return duban_record_phase_set(planner->batch, planner->campaign, known, &wish, 1, err);
}

static enum duban_status plan_phase(struct planner *planner, size_t at, struct duban_err *err)
{
    struct duban_import_phase *phase = &planner->import->phases[at];
    const struct duban_phase *known = duban_campaign_phase(planner->campaign, phase->id);
    enum duban_status status = DUBAN_OK;

    if (known)
        status = plan_known(planner, phase, known, err);
    else if (phase_needed(planner, at))
        status = duban_record_phase_new(planner->batch, &phase->id, planner->campaign,
                                        phase->cell ? phase->cell : phase->name, err);
    if (status)
        duban_err_at(err, planner->import->name, phase_line(planner->import, at),
                     header_name(&planner->import->header, COLUMN_PHASE));
    return status;
}

/* --- Where new ones stand -------------------------------------------------------------------- */

/* Does the file name a new phase before one that the board has? */
static bool in_the_middle(const struct duban_import *import)
{
    bool new = false;

    for (size_t i = 0; i < import->n_phases; i++) {
        if (import->phases[i].id > 0 && new)
            return true;
        new = new || import->phases[i].id < 0;
    }
    return false;
}

static size_t place_of(const int64_t *ids, size_t n, int64_t id)
{
    size_t i = 0;

    while (i < n && ids[i] != id)
        i++;
    return i;
}

static void set_position(struct planner *planner, int64_t id, int64_t position)
{
    const struct duban_phase *known = id > 0 ? duban_campaign_phase(planner->campaign, id) : NULL;
    struct duban_change *change = NULL;
    char before[24];
    char after[24];

    snprintf(after, sizeof after, "%lld", (long long)position);
    for (size_t i = 0; i < planner->batch->n && !change; i++)
        if (planner->batch->changes[i].object == DUBAN_OBJECT_PHASE &&
            planner->batch->changes[i].id == id)
            change = &planner->batch->changes[i];
    if (known) {
        snprintf(before, sizeof before, "%lld", (long long)known->position);
        if (known->position == position)
            return;
        if (!change)
            change = duban_batch_add(planner->batch, DUBAN_OBJECT_PHASE, id, known->version);
        duban_change_edit(change, DUBAN_FIELD_PHASE_POSITION, NULL, before, after, false);
        return;
    }
    for (size_t i = 0; change && i < change->n; i++)
        if (change->edits[i].field == DUBAN_FIELD_PHASE_POSITION)
            change->edits[i].after = duban_change_keep(change, after);
}

/* What the board has keeps its order; each new phase follows the one before it in the file. */
static void plan_phase_order(struct planner *planner)
{
    const struct duban_import *import = planner->import;
    const struct duban_campaign *campaign = planner->campaign;
    int64_t *ids = duban_alloc((campaign->n_phases + import->n_phases + 1) * sizeof *ids);
    size_t n = campaign->n_phases;
    size_t at = 0; /* behind the phase before */

    for (size_t i = 0; i < n; i++)
        ids[i] = campaign->phases[i]->id;
    for (size_t i = 0; i < import->n_phases; i++) {
        int64_t id = import->phases[i].id;

        if (id > 0) {
            at = place_of(ids, n, id) + 1;
        } else if (id < 0) {
            memmove(ids + at + 1, ids + at, (n - at) * sizeof *ids);
            ids[at++] = id;
            n++;
        }
    }
    for (size_t i = 0; i < n; i++)
        set_position(planner, ids[i], (int64_t)i + 1);
    free(ids);
}

enum duban_status plan_phases(struct planner *planner, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;

    for (size_t i = 0; i < planner->import->n_phases && !status; i++)
        status = plan_phase(planner, i, err);
    if (!status && in_the_middle(planner->import))
        plan_phase_order(planner);
    return status;
}
