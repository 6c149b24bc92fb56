/* init --from: next year's campaign from this one's. The plan is taken over, what belongs to a year
 * is not: dates, windows, the document's number, and all that was done. */
#include "cli/founding.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- The campaign -------------------------------------------------------------------------- */

/* A title keeps its words; the year in it, where there is one, becomes the new one. */
static char *new_title(const char *title, int old, int year)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    char digits[16];
    size_t len = (size_t)snprintf(digits, sizeof digits, "%d", old);

    for (const char *p = title, *at;; p = at + len) {
        at = strstr(p, digits);
        duban_buf_add(&out, p, at != NULL ? (size_t)(at - p) : strlen(p));
        if (at == NULL)
            return duban_buf_detach(&out);
        duban_buf_addf(&out, "%d", year);
    }
}

static void wish_unless_given(struct cli_wishes *wishes, enum duban_field field, const char *value)
{
    for (size_t i = 0; i < wishes->n; i++)
        if (wishes->items[i].field == field)
            return;
    if (value != NULL)
        cli_wish(wishes, field, value);
}

void cli_from_campaign(struct cli_wishes *wishes, const struct duban_campaign *from, int year)
{
    struct duban_buf soon = DUBAN_BUF_INIT;

    if (from->title != NULL)
        wish_unless_given(wishes, DUBAN_FIELD_CAMPAIGN_TITLE,
                          cli_wishes_keep(wishes, new_title(from->title, from->year, year)));
    wish_unless_given(wishes, DUBAN_FIELD_CAMPAIGN_ORG, from->org);
    wish_unless_given(wishes, DUBAN_FIELD_CAMPAIGN_THEME, from->theme);
    duban_buf_addf(&soon, "%d", from->soon);
    wish_unless_given(wishes, DUBAN_FIELD_CAMPAIGN_SOON,
                      cli_wishes_keep(wishes, duban_buf_detach(&soon)));
}

/* How the board reads tables: the order of extra columns, other names of departments, mapped
 * headers. */
static void take_lists(struct duban_batch *batch, const struct duban_campaign *to,
                       const struct duban_campaign *from)
{
    struct duban_change *change = duban_batch_add(batch, DUBAN_OBJECT_CAMPAIGN, 0, to->version);

    duban_change_edit(change, DUBAN_FIELD_CAMPAIGN_COLUMNS, NULL, to->columns, from->columns,
                      false);
    duban_change_edit(change, DUBAN_FIELD_CAMPAIGN_ALIASES, NULL, to->aliases, from->aliases,
                      false);
    duban_change_edit(change, DUBAN_FIELD_CAMPAIGN_MAPS, NULL, to->maps, from->maps, false);
    if (change->n == 0)
        duban_batch_drop(batch);
}

/* --- Phases -------------------------------------------------------------------------------- */

/* Appends the cell of a phase without its window, which stands in brackets at its end. */
static void bare_label(struct duban_buf *out, const struct duban_phase *phase)
{
    static const char *const brackets[] = {"（", "(", "【", "[", "〔"};
    const char *label = phase->label != NULL ? phase->label : phase->name;
    const char *at = phase->window != NULL ? strstr(label, phase->window) : NULL;

    if (phase->window == NULL) {
        duban_buf_adds(out, label);
        return;
    }
    for (size_t i = 0; at != NULL && i < sizeof brackets / sizeof *brackets; i++) {
        size_t len = strlen(brackets[i]);

        if ((size_t)(at - label) > len && strncmp(at - len, brackets[i], len) == 0) {
            duban_buf_add(out, label, (size_t)(at - label) - len);
            return;
        }
    }
    duban_buf_adds(out, phase->name);
}

static enum duban_status take_phase(struct duban_batch *batch, int64_t *id,
                                    const struct duban_campaign *to,
                                    const struct duban_phase *phase, struct duban_err *err)
{
    struct duban_buf cell = DUBAN_BUF_INIT;
    enum duban_status status;

    bare_label(&cell, phase);
    status = duban_record_phase_new(batch, id, to, cell.data, err);
    duban_buf_release(&cell);
    return status;
}

/* --- Tasks --------------------------------------------------------------------------------- */

/* A start date or another date in a column of the table's own; plain figures may be anything. */
static bool is_date(const struct duban_campaign *from, const char *value)
{
    struct duban_deadline_context context = {from->year, from->issued};
    struct duban_deadline read;

    if (value[strspn(value, "0123456789")] == '\0')
        return false;
    duban_deadline_read(&read, value, &context);
    return read.kind == DUBAN_DEADLINE_DATE || read.kind == DUBAN_DEADLINE_RANGE;
}

static void wish_extras(struct cli_wishes *wishes, const struct duban_campaign *from,
                        const struct duban_task *task)
{
    for (size_t i = 0; i < task->extras.n; i++) {
        const struct duban_extra *extra = &task->extras.items[i];

        if (is_date(from, extra->value))
            continue;
        cli_wish(wishes, DUBAN_FIELD_TASK_EXTRA, extra->value);
        wishes->items[wishes->n - 1].extra = extra->name;
    }
}

static enum duban_status take_task(struct duban_batch *batch, int64_t phase,
                                   const struct cli_from *pair, const struct duban_task *task,
                                   struct duban_err *err)
{
    static const enum duban_field fields[] = {
        DUBAN_FIELD_TASK_SERIAL,   DUBAN_FIELD_TASK_TEXT,   DUBAN_FIELD_TASK_LEADS,
        DUBAN_FIELD_TASK_SUPPORTS, DUBAN_FIELD_TASK_LEADER, DUBAN_FIELD_TASK_TARGET,
        DUBAN_FIELD_TASK_NOTE,
    };
    struct cli_wishes wishes = {0};
    struct duban_buf id = DUBAN_BUF_INIT;
    enum duban_status status;

    duban_buf_addf(&id, "%" PRId64, phase);
    cli_wish(&wishes, DUBAN_FIELD_TASK_PHASE, cli_wishes_keep(&wishes, duban_buf_detach(&id)));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char *value = duban_field_get(task, fields[i], NULL);

        if (value != NULL)
            cli_wish(&wishes, fields[i], cli_wishes_keep(&wishes, value));
    }
    wish_extras(&wishes, pair->from, task);
    status = duban_record_new(batch, NULL, pair->to, wishes.items, wishes.n, pair->today, err);
    cli_wishes_release(&wishes);
    return status;
}

/* The phase's tasks in their order; those that are no longer pursued stay behind. */
static enum duban_status take_tasks(struct duban_batch *batch, int64_t id,
                                    const struct cli_from *pair, const struct duban_phase *phase,
                                    struct duban_err *err)
{
    size_t first;
    size_t n = duban_campaign_phase_tasks(pair->from, phase->id, &first);
    enum duban_status status = DUBAN_OK;

    for (size_t i = first; i < first + n && status == DUBAN_OK; i++)
        if (pair->from->tasks[i]->status != DUBAN_DROPPED)
            status = take_task(batch, id, pair, pair->from->tasks[i], err);
    return status;
}

enum duban_status cli_from_plan(struct duban_batch *batch, const struct cli_from *pair,
                                struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;

    take_lists(batch, pair->to, pair->from);
    for (size_t i = 0; i < pair->from->n_phases && status == DUBAN_OK; i++) {
        int64_t id;

        status = take_phase(batch, &id, pair->to, pair->from->phases[i], err);
        if (status == DUBAN_OK)
            status = take_tasks(batch, id, pair, pair->from->phases[i], err);
    }
    return status;
}
