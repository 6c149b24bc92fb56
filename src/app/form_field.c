/* One field of a form: a text being edited, or a choice; and what it was before. */
#include "app/form_field.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Choices ---------------------------------------------------------------------------------- */

static void add_choice(struct duban_form_field *field, char *value, const char *label)
{
    struct duban_form_choice *choices =
        duban_realloc(field->choices, field->n_choices + 1, sizeof *choices);

    choices[field->n_choices++] = (struct duban_form_choice){value, duban_strdup(label)};
    field->choices = choices;
}

static void add_phases(struct duban_form_field *field, const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < campaign->n_phases; i++) {
        struct duban_buf id = DUBAN_BUF_INIT;

        duban_buf_addf(&id, "%lld", (long long)campaign->phases[i]->id);
        add_choice(field, duban_buf_detach(&id), campaign->phases[i]->name);
    }
}

static void add_statuses(struct duban_form_field *field)
{
    for (enum duban_task_status status = 0; status < DUBAN_TASK_STATUSES; status++)
        add_choice(field, duban_strdup(duban_status_name(status)), duban_status_label(status));
}

void form_field_choices(struct duban_form_field *field, const struct duban_campaign *campaign)
{
    if (field->field == DUBAN_FIELD_TASK_PHASE)
        add_phases(field, campaign);
    else if (field->field == DUBAN_FIELD_TASK_STATUS)
        add_statuses(field);
}

static void release_choices(struct duban_form_field *field)
{
    for (size_t i = 0; i < field->n_choices; i++) {
        free(field->choices[i].value);
        free(field->choices[i].label);
    }
    free(field->choices);
    field->choices = NULL;
    field->n_choices = field->choice = 0;
}

static void choose(struct duban_form_field *field, const char *value)
{
    for (size_t i = 0; i < field->n_choices; i++)
        if (value && strcmp(field->choices[i].value, value) == 0)
            field->choice = i;
}

/* --- Values ----------------------------------------------------------------------------------- */

/* Sets the value, and takes note of it as the field keeps it: cleaned, and a break perhaps a blank.
 */
void form_field_set(struct duban_form_field *field, const char *value)
{
    if (field->kind == DUBAN_FORM_CHOICE)
        choose(field, value);
    else
        duban_lineedit_set(&field->edit, value);
    duban_strset(&field->before, form_field_text(field));
}

/* A value that has lines keeps them, in whatever field it stands. */
void form_field_begin(struct duban_form_field *field, const char *value)
{
    if (field->kind == DUBAN_FORM_LINE && value && strchr(value, '\n'))
        field->kind = DUBAN_FORM_LINES;
    duban_lineedit_init(&field->edit,
                        field->kind == DUBAN_FORM_LINES ? DUBAN_LINEEDIT_MULTILINE : 0);
    form_field_set(field, value);
}

bool form_field_rechoose(struct duban_form_field *field, const struct duban_campaign *campaign)
{
    char *value = duban_strdup(form_field_text(field));
    char *label = duban_strdup(form_field_label(field, value));

    release_choices(field);
    form_field_choices(field, campaign);
    choose(field, field->before);
    choose(field, value);
    bool gone = *value != '\0' && strcmp(form_field_text(field), value) != 0;
    if (gone) {
        struct duban_buf text = DUBAN_BUF_INIT;
        duban_buf_addf(&text, _("“%s”刚被别人删除，请另选"), label);
        duban_strset(&field->error, text.data);
        duban_buf_release(&text);
    }
    free(label);
    free(value);
    return gone;
}

void form_field_release(struct duban_form_field *field)
{
    release_choices(field);
    duban_lineedit_release(&field->edit);
    free(field->extra);
    free(field->label);
    free(field->before);
    free(field->reading);
    free(field->error);
    free(field->theirs);
    free(field->original);
}

const char *form_field_label(const struct duban_form_field *field, const char *value)
{
    for (size_t i = 0; value && i < field->n_choices; i++)
        if (strcmp(field->choices[i].value, value) == 0)
            return field->choices[i].label;
    return value;
}

const char *form_field_text(const struct duban_form_field *field)
{
    if (field->kind == DUBAN_FORM_CHOICE)
        return field->n_choices > 0 ? field->choices[field->choice].value : "";
    return field->edit.text.data;
}

bool form_field_changed(const struct duban_form_field *field)
{
    return strcmp(form_field_text(field), field->before ? field->before : "") != 0;
}

void form_field_put(struct duban_form_field *field, const char *before, const char *text)
{
    if (field->kind == DUBAN_FORM_LINE && text && strchr(text, '\n')) {
        field->kind = DUBAN_FORM_LINES;
        field->edit.flags |= DUBAN_LINEEDIT_MULTILINE;
    }
    if (field->kind == DUBAN_FORM_CHOICE)
        choose(field, text);
    else
        duban_lineedit_set(&field->edit, text);
    duban_strset(&field->before, before);
}

bool form_field_rebase(struct duban_form_field *field, const char *now)
{
    struct duban_form_field theirs = {.kind = field->kind,
                                      .choices = field->choices,
                                      .n_choices = field->n_choices};
    bool touched = form_field_changed(field);
    char *was = duban_strdup(field->before);

    duban_lineedit_init(&theirs.edit, field->edit.flags);
    form_field_set(&theirs, now);
    bool moved = strcmp(theirs.before, field->before ? field->before : "") != 0;
    bool met = moved && touched && strcmp(theirs.before, form_field_text(field)) != 0;
    if (moved && !touched)
        form_field_set(field, now);
    else if (moved)
        duban_strset(&field->before, theirs.before);
    if (met) {
        struct duban_buf text = DUBAN_BUF_INIT;
        const char *shown = form_field_label(field, theirs.before);
        duban_buf_addf(&text, _("别人刚改为：%s"), *shown ? shown : _("（空）"));
        duban_strset(&field->error, text.data);
        duban_buf_release(&text);
        if (!field->theirs)
            field->original = duban_strdup(was);
        duban_strset(&field->theirs, theirs.before);
    } else if (moved && field->theirs) { /* what they have now is what is written here */
        duban_strset(&field->theirs, NULL);
        duban_strset(&field->original, NULL);
        duban_strset(&field->error, NULL);
    }
    free(was);
    duban_lineedit_release(&theirs.edit);
    free(theirs.before);
    return met;
}

/* --- Keys ------------------------------------------------------------------------------------- */

static enum duban_lineedit_reaction choice_key(struct duban_form_field *field, struct duban_key key)
{
    size_t n = field->n_choices;
    struct duban_key space = DUBAN_KEY_OF(CHAR, ' ');

    if (n == 0)
        return DUBAN_LINEEDIT_IGNORED;
    if (key.kind == DUBAN_KEY_LEFT)
        field->choice = (field->choice + n - 1) % n;
    else if (key.kind == DUBAN_KEY_RIGHT || duban_key_equal(duban_key_ascii(key), space))
        field->choice = (field->choice + 1) % n;
    else
        return DUBAN_LINEEDIT_IGNORED;
    return DUBAN_LINEEDIT_CHANGED;
}

enum duban_lineedit_reaction form_field_key(struct duban_form_field *field, struct duban_key key,
                                            const char *paste)
{
    if (field->kind == DUBAN_FORM_CHOICE)
        return choice_key(field, key);
    if (key.kind == DUBAN_KEY_PASTE && paste)
        return duban_lineedit_insert(&field->edit, paste, strlen(paste));
    return duban_lineedit_key(&field->edit, key);
}

void form_field_read(struct duban_form_field *field, const struct duban_campaign *campaign)
{
    free(field->reading);
    field->reading =
        duban_form_reading(&field->doubtful, campaign, field->field, form_field_text(field));
}
