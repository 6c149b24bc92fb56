/* A form: its fields, what a key does to them, and how they come to the board. */
#include "duban/form.h"

#include "app/form_field.h"
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* The fields of a task's form, in the order people fill them in. */
static const struct {
    enum duban_field field;
    enum duban_form_kind kind;
    const char *label; /* NULL: the field's own */
} plan[] = {
    {DUBAN_FIELD_TASK_TEXT, DUBAN_FORM_LINES, NULL},
    {DUBAN_FIELD_TASK_PHASE, DUBAN_FORM_CHOICE, NULL},
    {DUBAN_FIELD_TASK_DEADLINE, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_LEADS, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_SUPPORTS, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_LEADER, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_STATUS, DUBAN_FORM_CHOICE, NULL},
    {DUBAN_FIELD_TASK_DONE_ON, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_REASON, DUBAN_FORM_LINE, N_("终止原因")},
    {DUBAN_FIELD_TASK_TARGET, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_PROGRESS, DUBAN_FORM_LINES, NULL},
    {DUBAN_FIELD_TASK_NOTE, DUBAN_FORM_LINES, NULL},
    {DUBAN_FIELD_TASK_SERIAL, DUBAN_FORM_LINE, NULL},
    {DUBAN_FIELD_TASK_DUE, DUBAN_FORM_LINE, NULL},
};

/* --- Making and freeing ----------------------------------------------------------------------- */

static void add_field(struct duban_form *form, enum duban_field field, const char *extra,
                      enum duban_form_kind kind, const char *label)
{
    form->fields = duban_more(form->fields, form->n, &form->cap, sizeof *form->fields);
    struct duban_form_field *added = &form->fields[form->n++];
    *added = (struct duban_form_field){
        .field = field,
        .extra = duban_strdup(extra),
        .label = duban_strdup(label),
        .kind = kind,
    };
}

static void fill(struct duban_form_field *field, const struct duban_task *task, int64_t phase)
{
    char *value = task ? duban_form_value(task, field->field, field->extra) : NULL;
    struct duban_buf id = DUBAN_BUF_INIT;

    if (!task && field->field == DUBAN_FIELD_TASK_PHASE) {
        duban_buf_addf(&id, "%lld", (long long)phase);
        value = duban_buf_detach(&id);
    }
    form_field_begin(field, value);
    free(value);
}

static char *names_of(const struct duban_campaign *campaign,
                      void (*gather)(struct duban_buf *, const struct duban_campaign *))
{
    struct duban_buf names = DUBAN_BUF_INIT;

    gather(&names, campaign);
    return duban_buf_detach(&names);
}

/* The names that the field with the cursor may take. */
static void offer(struct duban_form *form)
{
    const struct duban_form_field *field = &form->fields[form->at];
    const char *known = NULL;

    if (field->field == DUBAN_FIELD_TASK_LEADS || field->field == DUBAN_FIELD_TASK_SUPPORTS)
        known = form->departments;
    else if (field->field == DUBAN_FIELD_TASK_LEADER)
        known = form->leaders;
    duban_offers_make(&form->offers, &field->edit, known);
}

struct duban_form *duban_form_new(const struct duban_campaign *campaign,
                                  const struct duban_task *task, int64_t phase)
{
    struct duban_form *form = duban_alloc(sizeof *form);
    const char *columns = campaign->columns;
    const char *name;
    size_t len;

    form->title = duban_strdup(task ? _("修改任务") : _("新增任务"));
    form->task = task ? task->id : 0;
    form->version = task ? task->version : 0;
    for (size_t i = 0; i < sizeof plan / sizeof *plan; i++)
        add_field(form, plan[i].field, NULL, plan[i].kind,
                  _(plan[i].label ? plan[i].label : duban_field_info(plan[i].field)->label));
    while ((name = duban_text_item(&columns, &len))) {
        char *column = duban_strndup(name, len);
        add_field(form, DUBAN_FIELD_TASK_EXTRA, column, DUBAN_FORM_LINE, column);
        free(column);
    }
    for (size_t i = 0; i < form->n; i++) {
        form_field_choices(&form->fields[i], campaign);
        fill(&form->fields[i], task, phase);
        form_field_read(&form->fields[i], campaign);
    }
    form->departments = names_of(campaign, duban_campaign_departments);
    form->leaders = names_of(campaign, duban_campaign_leaders);
    offer(form);
    return form;
}

void duban_form_free(struct duban_form *form)
{
    if (!form)
        return;
    for (size_t i = 0; i < form->n; i++)
        form_field_release(&form->fields[i]);
    free(form->fields);
    duban_offers_release(&form->offers);
    free(form->departments);
    free(form->leaders);
    free(form->confirmed);
    free(form->title);
    free(form);
}

bool duban_form_changed(const struct duban_form *form)
{
    for (size_t i = 0; i < form->n; i++)
        if (form_field_changed(&form->fields[i]))
            return true;
    return false;
}

/* --- Keys ------------------------------------------------------------------------------------- */

bool duban_form_key(struct duban_form *form, const struct duban_campaign *campaign,
                    struct duban_key key, const char *paste)
{
    struct duban_form_field *field = &form->fields[form->at];

    if (duban_offers_enter(&form->offers, &field->edit, key))
        return true;
    enum duban_lineedit_reaction reaction = form_field_key(field, key, paste);
    if (reaction == DUBAN_LINEEDIT_CHANGED)
        duban_form_typed(form, campaign);
    else if (reaction == DUBAN_LINEEDIT_HANDLED)
        offer(form);
    return reaction != DUBAN_LINEEDIT_IGNORED;
}

void duban_form_typed(struct duban_form *form, const struct duban_campaign *campaign)
{
    struct duban_form_field *field = &form->fields[form->at];

    duban_strset(&field->error, NULL);
    form_field_read(field, campaign);
    offer(form);
}

bool duban_form_hint(const struct duban_form *form, const char **keys, const char **word)
{
    const struct duban_form_field *field = &form->fields[form->at];
    bool offers = form->offers.n > 0 && !duban_offers_chosen(&form->offers);

    *keys = offers ? "→" : field->kind == DUBAN_FORM_CHOICE ? "← →" : "Enter";
    *word = offers ? _("选用列出的") : field->kind == DUBAN_FORM_CHOICE ? _("改选") : _("换行");
    return offers || field->kind != DUBAN_FORM_LINE;
}

void duban_form_step(struct duban_form *form, int by)
{
    int64_t n = (int64_t)form->n;
    int64_t to = ((int64_t)form->at + by) % n;

    form->at = (size_t)(to < 0 ? to + n : to);
    offer(form);
}

void duban_form_line(struct duban_form *form, int by)
{
    struct duban_form_field *field = &form->fields[form->at];
    enum duban_lineedit_act act = by < 0 ? DUBAN_LINEEDIT_UP : DUBAN_LINEEDIT_DOWN;

    if (field->kind == DUBAN_FORM_LINES &&
        duban_lineedit_act(&field->edit, act) != DUBAN_LINEEDIT_IGNORED)
        return;
    duban_form_step(form, by);
}

void duban_form_goto(struct duban_form *form, enum duban_field field)
{
    for (size_t i = 0; i < form->n; i++)
        if (form->fields[i].field == field) {
            form->at = i;
            offer(form);
            return;
        }
}

void duban_form_preset(struct duban_form *form, const struct duban_campaign *campaign,
                       enum duban_field field, const char *value)
{
    for (size_t i = 0; i < form->n; i++)
        if (form->fields[i].field == field) {
            form_field_set(&form->fields[i], value);
            form_field_read(&form->fields[i], campaign);
        }
}

/* --- To the board ----------------------------------------------------------------------------- */

/* What is wished for: what was changed, and for a new task all that is not empty. */
static size_t gather(struct duban_wish *wishes, const struct duban_form *form)
{
    size_t n = 0;

    for (size_t i = 0; i < form->n; i++) {
        const struct duban_form_field *field = &form->fields[i];
        const char *text = form_field_text(field);

        if (form->task == 0 ? *text != '\0' : form_field_changed(field))
            wishes[n++] = (struct duban_wish){field->field, field->extra, text};
    }
    return n;
}

static bool is_named(const struct duban_form_field *field, const char *column)
{
    return strcmp(field->extra ? field->extra : _(duban_field_info(field->field)->label), column) ==
           0;
}

/* Puts the cursor on the field at fault, which the err names by the field's own label. */
static void point_out(struct duban_form *form, const struct duban_err *err)
{
    for (size_t i = 0; err->column && i < form->n; i++)
        if (is_named(&form->fields[i], err->column)) {
            duban_strset(&form->fields[i].error, err->text);
            form->at = i;
            offer(form);
            return;
        }
}

/* A task is given up for a reason; whoever gives it up by hand says which. */
static bool lacks_reason(const struct duban_form *form)
{
    bool given_up = false, reason = false;

    for (size_t i = 0; i < form->n; i++) {
        const struct duban_form_field *field = &form->fields[i];
        const char *text = form_field_text(field);

        if (field->field == DUBAN_FIELD_TASK_STATUS)
            given_up =
                form_field_changed(field) && strcmp(text, duban_status_name(DUBAN_DROPPED)) == 0;
        else if (field->field == DUBAN_FIELD_TASK_REASON)
            reason = *text != '\0';
    }
    return given_up && !reason;
}

static enum duban_status refuse_reason(struct duban_err *err)
{
    duban_err_set(err, DUBAN_REFUSED, _("不再推进要写原因"));
    duban_err_at(err, NULL, 0, _(duban_field_info(DUBAN_FIELD_TASK_REASON)->label));
    return DUBAN_REFUSED;
}

/* Everything the form asks for, as one change. */
static enum duban_status record(const struct duban_form *form, struct duban_batch *batch,
                                int64_t *id, const struct duban_campaign *campaign,
                                const struct duban_task *task, int today, struct duban_err *err)
{
    struct duban_wish *wishes = duban_alloc(form->n * sizeof *wishes);
    size_t n = gather(wishes, form);
    enum duban_status status = task ? duban_record_set(batch, campaign, task, wishes, n, today, err)
                                    : duban_record_new(batch, id, campaign, wishes, n, today, err);

    free(wishes);
    return status;
}

enum duban_status duban_form_commit(struct duban_form *form, struct duban_batch *batch, int64_t *id,
                                    const struct duban_campaign *campaign,
                                    const struct duban_task *task, int today, struct duban_err *err)
{
    enum duban_status status = lacks_reason(form)
                                   ? refuse_reason(err)
                                   : record(form, batch, id, campaign, task, today, err);

    if (status != DUBAN_OK && err)
        point_out(form, err);
    return status;
}

size_t duban_form_rebase(struct duban_form *form, const struct duban_task *task)
{
    size_t met = 0;

    form->version = task->version;
    for (size_t i = 0; i < form->n; i++) {
        char *now = duban_form_value(task, form->fields[i].field, form->fields[i].extra);
        met += form_field_rebase(&form->fields[i], now) ? 1 : 0;
        free(now);
    }
    return met;
}

bool duban_form_rechoose(struct duban_form *form, const struct duban_campaign *campaign)
{
    bool gone = false;

    for (size_t i = 0; i < form->n; i++)
        if (form->fields[i].field == DUBAN_FIELD_TASK_PHASE)
            gone = form_field_rechoose(&form->fields[i], campaign) || gone;
    return gone;
}
