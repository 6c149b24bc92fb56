/* A form as a draft, and a draft as a form: what was typed goes on top of what the task is now. */
#include "app/draft.h"
#include "app/form_field.h"
#include "app/inside.h"
#include "duban/alloc.h"

#include <stdlib.h>
#include <string.h>

static const char *key_of(const struct duban_form_field *field)
{
    return duban_field_info(field->field)->key;
}

void duban_form_gather(const struct duban_form *form, struct duban_draft *draft)
{
    for (size_t i = 0; i < form->n; i++) {
        const struct duban_form_field *field = &form->fields[i];

        if (field->field == DUBAN_FIELD_TASK_PHASE && form->task == 0 && field->before)
            draft->phase = strtoll(field->before, NULL, 10);
        if (form_field_changed(field))
            duban_draft_add(draft, key_of(field), field->extra, field->before,
                            form_field_text(field));
    }
}

static struct duban_form_field *find(struct duban_form *form, const struct duban_draft_field *from)
{
    const char *extra = from->extra ? from->extra : "";

    for (size_t i = 0; i < form->n; i++) {
        struct duban_form_field *field = &form->fields[i];

        if (strcmp(key_of(field), from->key) == 0 &&
            strcmp(field->extra ? field->extra : "", extra) == 0)
            return field;
    }
    return NULL;
}

/* Fills a new task's form with what a deleted one was. */
static void copy(struct duban_form *form, const struct duban_task *task)
{
    for (size_t i = 0; i < form->n; i++) {
        struct duban_form_field *field = &form->fields[i];
        char *value = duban_form_value(task, field->field, field->extra);

        if (value)
            form_field_put(field, field->before, value);
        free(value);
    }
}

/* A column that the table has lost since: its words go to the remarks, not away. */
static void put_homeless(struct duban_form *form, const struct duban_draft_field *from)
{
    static const struct duban_draft_field note = {.key = "note"};
    struct duban_form_field *field = find(form, &note);
    struct duban_buf text = DUBAN_BUF_INIT;

    if (!field || !from->text)
        return;
    duban_buf_addf(&text, "%s%s%s: %s", form_field_text(field),
                   *form_field_text(field) != '\0' ? "\n" : "",
                   from->extra ? from->extra : from->key, from->text);
    form_field_put(field, field->before, text.data);
    duban_buf_release(&text);
}

/* The cursor goes to the first field that was written in. */
static void put_all(struct duban_form *form, const struct duban_draft *draft, bool rebased)
{
    for (size_t i = draft->n; i-- > 0;) {
        const struct duban_draft_field *from = &draft->fields[i];
        struct duban_form_field *field = find(form, from);

        if (!field)
            continue;
        form_field_put(field, rebased ? from->before : field->before, from->text);
        form->at = (size_t)(field - form->fields);
    }
    for (size_t i = 0; i < draft->n; i++)
        if (!find(form, &draft->fields[i]))
            put_homeless(form, &draft->fields[i]);
}

struct duban_form *duban_form_resume(const struct duban_campaign *campaign,
                                     const struct duban_draft *draft, int64_t column)
{
    const struct duban_task *task = duban_campaign_task(campaign, draft->task);
    const struct duban_task *gone = task && task->deleted ? task : NULL;
    int64_t phase = gone ? gone->phase : draft->phase;
    bool there = duban_campaign_phase_no(campaign, phase) != 0;

    if (gone)
        task = NULL;
    struct duban_form *form = duban_form_new(campaign, task, there ? phase : column);
    if (gone)
        copy(form, gone);
    put_all(form, draft, task != NULL);
    if (task)
        duban_form_rebase(form, task);
    for (size_t i = 0; i < form->n; i++)
        form_field_read(&form->fields[i], campaign);
    return form;
}
