/* Fields by number: one table, and two functions that read and set any field by its type. */
#include "duban/field.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What `object` and `type` of a row stand for in C. */
#define STRUCT_TASK     struct duban_task
#define STRUCT_PHASE    struct duban_phase
#define STRUCT_CAMPAIGN struct duban_campaign

static const struct duban_field_info fields[DUBAN_FIELDS] = {
#define FIELD(id, object, member, type, key, label)                 \
    [DUBAN_FIELD_##id] = {DUBAN_OBJECT_##object, DUBAN_TYPE_##type, \
                          offsetof(STRUCT_##object, member), key, label},
#include "duban/fields.def"
#undef FIELD
};

const struct duban_field_info *duban_field_info(enum duban_field field)
{
    return &fields[field];
}

enum duban_field duban_field_find(enum duban_object object, const char *key)
{
    for (unsigned i = 0; i < DUBAN_FIELDS; i++)
        if (fields[i].object == object && strcmp(fields[i].key, key) == 0)
            return (enum duban_field)i;
    return DUBAN_FIELDS;
}

/* --- Reading ------------------------------------------------------------------------------- */

static const char *number_text(struct duban_buf *space, int64_t number)
{
    if (number == 0)
        return NULL;
    duban_buf_addi(space, number);
    return space->data;
}

static const char *date_text(struct duban_buf *space, int date)
{
    char out[DUBAN_DATE_SIZE];
    if (date == DUBAN_NO_DATE)
        return NULL;
    duban_buf_adds(space, duban_date_format(date, out));
    return space->data;
}

static const char *flags_text(struct duban_buf *space, unsigned flags)
{
    if (flags == 0)
        return NULL;
    duban_deadline_flags_format(space, flags);
    return space->data;
}

const char *duban_field_text(struct duban_buf *space, const void *thing, enum duban_field field,
                             const char *extra)
{
    const struct duban_field_info *info = &fields[field];
    const void *at = (const char *)thing + info->offset;
    duban_buf_clear(space);
    switch (info->type) {
    case DUBAN_TYPE_TEXT:
    case DUBAN_TYPE_LIST: return *(char *const *)at;
    case DUBAN_TYPE_DATE: return date_text(space, *(const int *)at);
    case DUBAN_TYPE_NUMBER: return number_text(space, *(const int64_t *)at);
    case DUBAN_TYPE_COUNT: return number_text(space, *(const int *)at);
    case DUBAN_TYPE_BOOL: return *(const bool *)at ? "1" : NULL;
    case DUBAN_TYPE_STATUS: return duban_status_name(*(const enum duban_task_status *)at);
    case DUBAN_TYPE_KIND: return duban_deadline_kind_name(*(const enum duban_deadline_kind *)at);
    case DUBAN_TYPE_FLAGS: return flags_text(space, *(const unsigned *)at);
    case DUBAN_TYPE_EXTRA: return duban_task_extra(thing, extra);
    }
    return NULL;
}

char *duban_field_get(const void *thing, enum duban_field field, const char *extra)
{
    struct duban_buf space = DUBAN_BUF_INIT;
    char *value = duban_strdup(duban_field_text(&space, thing, field, extra));
    duban_buf_release(&space);
    return value;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool duban_field_same(const void *a, const void *b, enum duban_field field)
{
    const struct duban_field_info *info = &fields[field];
    const void *x = (const char *)a + info->offset;
    const void *y = (const char *)b + info->offset;
    switch (info->type) {
    case DUBAN_TYPE_TEXT:
    case DUBAN_TYPE_LIST: return same_text(*(char *const *)x, *(char *const *)y);
    case DUBAN_TYPE_NUMBER: return *(const int64_t *)x == *(const int64_t *)y;
    case DUBAN_TYPE_DATE:
    case DUBAN_TYPE_COUNT: return *(const int *)x == *(const int *)y;
    case DUBAN_TYPE_BOOL: return *(const bool *)x == *(const bool *)y;
    case DUBAN_TYPE_STATUS:
        return *(const enum duban_task_status *)x == *(const enum duban_task_status *)y;
    case DUBAN_TYPE_KIND:
        return *(const enum duban_deadline_kind *)x == *(const enum duban_deadline_kind *)y;
    case DUBAN_TYPE_FLAGS: return *(const unsigned *)x == *(const unsigned *)y;
    case DUBAN_TYPE_EXTRA:
        return ((const struct duban_extras *)x)->n == 0 && ((const struct duban_extras *)y)->n == 0;
    }
    return false;
}

/* --- Setting ------------------------------------------------------------------------------- */

bool duban_field_set_number(void *thing, enum duban_field field, int64_t value)
{
    const struct duban_field_info *info = &fields[field];
    void *at = (char *)thing + info->offset;
    switch (info->type) {
    case DUBAN_TYPE_NUMBER: *(int64_t *)at = value; return true;
    case DUBAN_TYPE_COUNT:
        if (value < 0 || value > INT_MAX)
            return false;
        *(int *)at = (int)value;
        return true;
    case DUBAN_TYPE_BOOL:
        if (value != 0 && value != 1)
            return false;
        *(bool *)at = value == 1;
        return true;
    case DUBAN_TYPE_TEXT:
    case DUBAN_TYPE_LIST:
    case DUBAN_TYPE_DATE:
    case DUBAN_TYPE_STATUS:
    case DUBAN_TYPE_KIND:
    case DUBAN_TYPE_FLAGS:
    case DUBAN_TYPE_EXTRA: break;
    }
    return false;
}

static bool set_digits(void *thing, enum duban_field field, const char *value)
{
    char *end = NULL;
    if (!value)
        return duban_field_set_number(thing, field, 0);
    errno = 0;
    long long number = strtoll(value, &end, 10);
    return end != value && !*end && !errno && duban_field_set_number(thing, field, number);
}

static bool set_date(int *slot, const char *value)
{
    int date = value ? duban_date_parse(value) : DUBAN_NO_DATE;
    if (value && date == DUBAN_NO_DATE)
        return false;
    *slot = date;
    return true;
}

static bool set_status(enum duban_task_status *slot, const char *value)
{
    for (unsigned i = 0; i < DUBAN_TASK_STATUSES; i++)
        if (strcmp(value ? value : "todo", duban_status_name((enum duban_task_status)i)) == 0) {
            *slot = (enum duban_task_status)i;
            return true;
        }
    return false;
}

static bool set_extra(struct duban_extras *extras, const char *name, const char *value)
{
    size_t i = 0;
    if (!name || !*name)
        return false;
    while (i < extras->n && strcmp(extras->items[i].name, name) != 0)
        i++;
    if (i < extras->n && value) {
        duban_strset(&extras->items[i].value, value);
    } else if (i < extras->n) {
        free(extras->items[i].name);
        free(extras->items[i].value);
        extras->n--;
        memmove(&extras->items[i], &extras->items[i + 1], (extras->n - i) * sizeof *extras->items);
    } else if (value) {
        extras->items = duban_more(extras->items, extras->n, &extras->cap, sizeof *extras->items);
        extras->items[extras->n++] = (struct duban_extra){duban_strdup(name), duban_strdup(value)};
    }
    return true;
}

bool duban_field_set(void *thing, enum duban_field field, const char *extra, const char *value)
{
    const struct duban_field_info *info = &fields[field];
    void *at = (char *)thing + info->offset;
    if (value && !*value)
        value = NULL;
    switch (info->type) {
    case DUBAN_TYPE_TEXT:
    case DUBAN_TYPE_LIST: duban_strset(at, value); return true;
    case DUBAN_TYPE_DATE: return set_date(at, value);
    case DUBAN_TYPE_NUMBER:
    case DUBAN_TYPE_COUNT: return set_digits(thing, field, value);
    case DUBAN_TYPE_BOOL:
        return (!value || strcmp(value, "1") == 0) &&
               duban_field_set_number(thing, field, value != NULL);
    case DUBAN_TYPE_STATUS: return set_status(at, value);
    case DUBAN_TYPE_KIND: return duban_deadline_kind_parse(at, value ? value : "none");
    case DUBAN_TYPE_FLAGS: return duban_deadline_flags_parse(at, value ? value : "");
    case DUBAN_TYPE_EXTRA: return set_extra(at, extra, value);
    }
    return false;
}

bool duban_field_lend(void *thing, enum duban_field field, const char *text)
{
    const struct duban_field_info *info = &fields[field];
    if (info->type != DUBAN_TYPE_TEXT && info->type != DUBAN_TYPE_LIST)
        return duban_field_set(thing, field, NULL, text);
    *(const char **)((char *)thing + info->offset) = *text ? text : NULL;
    return true;
}
