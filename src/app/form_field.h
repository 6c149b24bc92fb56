/* One field of a form. */
#ifndef APP_FORM_FIELD_H
#define APP_FORM_FIELD_H

#include "duban/form.h"

/* Gives a choice field what can be chosen; nothing for the others. */
void form_field_choices(struct duban_form_field *field, const struct duban_campaign *campaign);

/* The same anew, keeping what was chosen. True when that is no more to be had: the field says so. */
bool form_field_rechoose(struct duban_form_field *field, const struct duban_campaign *campaign);

/* A value as people read it: of a choice its label. Borrowed. */
const char *form_field_label(const struct duban_form_field *field, const char *value);

/* Starts with a value (NULL: empty): what it holds then counts as unchanged. */
void form_field_begin(struct duban_form_field *field, const char *value);

/* Gives a field that was begun another value to start from. */
void form_field_set(struct duban_form_field *field, const char *value);
void form_field_release(struct duban_form_field *field);

/* What the field says now, as a wish; borrowed, never NULL. */
const char *form_field_text(const struct duban_form_field *field);
bool form_field_changed(const struct duban_form_field *field);

enum duban_lineedit_reaction form_field_key(struct duban_form_field *field, struct duban_key key,
                                            const char *paste);

/* Makes the reading below the field anew. */
void form_field_read(struct duban_form_field *field, const struct duban_campaign *campaign);

/* Puts a text in as if it had been typed over `before`, which counts as what the field held. */
void form_field_put(struct duban_form_field *field, const char *before, const char *text);

/* Follows the board, where the value is now `now`; true when the user has changed it too, to
 * something else: then the user's text stays, the field says so, and keeps theirs and the original
 * until one of the two is taken (clash.c). */
bool form_field_rebase(struct duban_form_field *field, const char *now);

#endif
