/* Fields by number: how generic code reads and sets any field of a task, a phase or the campaign.
 *
 * A field's value in transit (a change, the history, the command line, the board file) is a string
 * in one canonical form, NULL when empty: text as it is, lists with LF between the names, dates as
 * YYYY-MM-DD, numbers in decimal, booleans as "1" or NULL, statuses, deadline kinds and flags by
 * name.
 */
#ifndef DUBAN_FIELD_H
#define DUBAN_FIELD_H

#include "duban/buf.h"
#include "duban/campaign.h"

enum duban_object {
    DUBAN_OBJECT_TASK,
    DUBAN_OBJECT_PHASE,
    DUBAN_OBJECT_CAMPAIGN,
};

enum duban_field_type {
    DUBAN_TYPE_TEXT,
    DUBAN_TYPE_LIST,
    DUBAN_TYPE_DATE,
    DUBAN_TYPE_NUMBER,
    DUBAN_TYPE_COUNT,
    DUBAN_TYPE_BOOL,
    DUBAN_TYPE_STATUS,
    DUBAN_TYPE_KIND,
    DUBAN_TYPE_FLAGS,
    DUBAN_TYPE_EXTRA,
};

enum duban_field {
#define FIELD(id, object, member, type, key, label) DUBAN_FIELD_##id,
#include "duban/fields.def"
#undef FIELD
    DUBAN_FIELDS,
};

struct duban_field_info {
    enum duban_object object;
    enum duban_field_type type;
    size_t offset; /* in the object's struct */
    const char *key;
    const char *label; /* look it up with _() */
};

const struct duban_field_info *duban_field_info(enum duban_field field);

/* The field of that key; DUBAN_FIELDS when the object has none. */
enum duban_field duban_field_find(enum duban_object object, const char *key);

/* The canonical value of a field of `thing` (the field's own struct), owned by the caller; NULL
 * when empty. `extra` names the column of DUBAN_FIELD_TASK_EXTRA and is otherwise ignored. */
char *duban_field_get(const void *thing, enum duban_field field, const char *extra);

/* The same, borrowed: good until `thing` or `space` changes. `space` is only for room, and may be used
 * for one field after the other. */
const char *duban_field_text(struct duban_buf *space, const void *thing, enum duban_field field,
                             const char *extra);

/* Is the field the same in both? Told without writing its values; true for extra columns only where
 * neither has any. */
bool duban_field_same(const void *a, const void *b, enum duban_field field);

/* Sets a field from its canonical value. False, and nothing set, when the value is not one of the
 * field's type. Checks the form only: what a field may hold is record's business. */
bool duban_field_set(void *thing, enum duban_field field, const char *extra, const char *value);

/* The same for a number, a count or a boolean (0 or 1). */
bool duban_field_set_number(void *thing, enum duban_field field, int64_t value);

/* Sets a field other than an extra column from a value that lives longer than `thing` needs it: a
 * text is not copied, and what stood there is not freed. */
bool duban_field_lend(void *thing, enum duban_field field, const char *value);

#endif
