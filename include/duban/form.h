/* A form: the fields of one task, being edited.
 *
 * State and what a key does to it; it neither draws nor reads keys. What is in it reaches the board
 * through record.h only, and a fault found there is shown beside its field.
 */
#ifndef DUBAN_FORM_H
#define DUBAN_FORM_H

#include "duban/err.h"
#include "duban/key.h"
#include "duban/lineedit.h"
#include "duban/offer.h"
#include "duban/record.h"

enum duban_form_kind {
    DUBAN_FORM_LINE,   /* one line of text */
    DUBAN_FORM_LINES,  /* text of several lines */
    DUBAN_FORM_CHOICE, /* one of `choices`; ← → change it */
};

struct duban_form_choice {
    char *value; /* as a wish (record.h) */
    char *label; /* as shown */
};

struct duban_form_field {
    enum duban_field field;
    char *extra; /* the column's name of an extra field */
    char *label; /* translated */
    enum duban_form_kind kind;
    struct duban_lineedit edit; /* LINE and LINES; the screen sets edit.columns */
    struct duban_form_choice *choices;
    size_t n_choices, choice;
    char *before; /* the value the form was opened with; NULL: empty */
    char
        *reading; /* what is understood, shown below the field: 7月20日（7月10日起提醒）; or NULL */
    bool doubtful; /* it is to be looked at again, or will not be taken */
    char *error;   /* what is wrong, shown beside the field; or NULL */
    char *theirs;   /* what somebody else has made of it while it was changed here; NULL: nothing */
    char *original; /* and what it was before either did */
};

struct duban_form {
    char *title;     /* 新增任务, 修改任务 */
    int64_t task;    /* 0: a new one */
    int64_t version; /* the version it was opened at */
    struct duban_form_field *fields;
    size_t n, cap;
    size_t at;                   /* the field with the cursor */
    size_t scroll;               /* first field shown; kept by the screen */
    struct duban_offers offers;  /* names for the field with the cursor */
    char *departments, *leaders; /* what they are taken from, lists */
    char *confirmed;             /* names of new departments that were confirmed, a list */
};

/* A form of `task`, or of a new one in `phase` when task is NULL. */
struct duban_form *duban_form_new(const struct duban_campaign *campaign,
                                  const struct duban_task *task, int64_t phase);
void duban_form_free(struct duban_form *form);

/* True when something would be lost. */
bool duban_form_changed(const struct duban_form *form);

/* Gives a key that is no command to the field with the cursor. True when it did something. */
bool duban_form_key(struct duban_form *form, const struct duban_campaign *campaign,
                    struct duban_key key, const char *paste);

/* Moves the cursor to another field, around the ends; by a line inside a text of several lines
 * first. */
void duban_form_step(struct duban_form *form, int by);
void duban_form_line(struct duban_form *form, int by);
void duban_form_goto(struct duban_form *form, enum duban_field field);

/* What a key does in the field with the cursor that it does not do in every field: "Enter" 换行,
 * "← →" 改选; false when there is nothing to tell. For the footer; borrowed, translated. */
bool duban_form_hint(const struct duban_form *form, const char **keys, const char **word);

/* The field with the cursor has another text: takes its error away, reads it anew, offers names. */
void duban_form_typed(struct duban_form *form, const struct duban_campaign *campaign);

/* Puts into `batch` what was changed in the form. On a refusal the cursor is on the field at fault,
 * with its error beside it, and *err holds it too. `task` is the present state of the task, NULL
 * for a new one; *id (may be NULL) the negative id of a new one. */
enum duban_status duban_form_commit(struct duban_form *form, struct duban_batch *batch, int64_t *id,
                                    const struct duban_campaign *campaign,
                                    const struct duban_task *task, int today,
                                    struct duban_err *err);

#endif
