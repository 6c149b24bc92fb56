/* Fields as columns of the board's tables, by the field table. */
#include "store/columns.h"

#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *table, *label;
} objects[] = {
    [DUBAN_OBJECT_TASK] = {"task", N_("任务")},
    [DUBAN_OBJECT_PHASE] = {"phase", N_("阶段")},
    [DUBAN_OBJECT_CAMPAIGN] = {"campaign", N_("活动")},
};

/* How a type is kept in its column. An empty number is 0, an empty word the first of its kind. */
static const struct {
    bool number;
    const char *empty; /* of a word that may not be NULL */
} kept[] = {
    [DUBAN_TYPE_TEXT] = {false, NULL},     [DUBAN_TYPE_LIST] = {false, NULL},
    [DUBAN_TYPE_DATE] = {false, NULL},     [DUBAN_TYPE_NUMBER] = {true, NULL},
    [DUBAN_TYPE_COUNT] = {true, NULL},     [DUBAN_TYPE_BOOL] = {true, NULL},
    [DUBAN_TYPE_STATUS] = {false, "todo"}, [DUBAN_TYPE_KIND] = {false, "none"},
    [DUBAN_TYPE_FLAGS] = {false, NULL},    [DUBAN_TYPE_EXTRA] = {false, NULL},
};

const char *duban_columns_table(enum duban_object object)
{
    return objects[object].table;
}

const char *duban_columns_label(enum duban_object object)
{
    return _(objects[object].label);
}

bool duban_columns_object(enum duban_object *out, const char *table)
{
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        if (strcmp(objects[i].table, table) == 0) {
            *out = (enum duban_object)i;
            return true;
        }
    return false;
}

bool duban_column_stored(enum duban_field field)
{
    return duban_field_info(field)->type != DUBAN_TYPE_EXTRA;
}

bool duban_column_stored_in(enum duban_field field, enum duban_object object)
{
    return duban_field_info(field)->object == object && duban_column_stored(field);
}

int duban_columns_list(struct duban_buf *out, enum duban_object object, const char *before)
{
    int n = 0;
    for (unsigned i = 0; i < DUBAN_FIELDS; i++)
        if (duban_column_stored_in((enum duban_field)i, object)) {
            duban_buf_addf(out, "%s\"%s\"", before, duban_field_info((enum duban_field)i)->key);
            n++;
        }
    return n;
}

const char *duban_column_empty(enum duban_field field)
{
    enum duban_field_type type = duban_field_info(field)->type;
    if (kept[type].number)
        return "0";
    return kept[type].empty ? kept[type].empty : "";
}

void duban_column_bind(sqlite3_stmt *stmt, int parameter, enum duban_field field, const char *value)
{
    enum duban_field_type type = duban_field_info(field)->type;
    if (kept[type].number)
        sqlite3_bind_int64(stmt, parameter, value ? strtoll(value, NULL, 10) : 0);
    else
        duban_db_bind(stmt, parameter, value && *value ? value : kept[type].empty);
}

const char *duban_column_text(sqlite3_stmt *stmt, int column, enum duban_field field)
{
    /* An empty number is kept as 0. */
    if (kept[duban_field_info(field)->type].number && sqlite3_column_int64(stmt, column) == 0)
        return NULL;
    return duban_db_text(stmt, column);
}

size_t duban_columns_fields(enum duban_field fields[DUBAN_FIELDS], enum duban_object object)
{
    size_t n = 0;
    for (unsigned i = 0; i < DUBAN_FIELDS; i++)
        if (duban_column_stored_in((enum duban_field)i, object))
            fields[n++] = (enum duban_field)i;
    return n;
}

static enum duban_field read_columns(void *thing, const enum duban_field *fields, size_t n,
                                     sqlite3_stmt *stmt, int column, bool lend)
{
    for (size_t i = 0; i < n; i++, column++) {
        bool number = kept[duban_field_info(fields[i])->type].number;
        const char *text = number ? NULL : duban_db_text(stmt, column);
        if (number ? !duban_field_set_number(thing, fields[i], sqlite3_column_int64(stmt, column))
            : lend ? text && !duban_field_lend(thing, fields[i], text)
                   : text && !duban_field_set(thing, fields[i], NULL, text))
            return fields[i];
    }
    return DUBAN_FIELDS;
}

enum duban_field duban_columns_read(void *thing, const enum duban_field *fields, size_t n,
                                    sqlite3_stmt *stmt, int column)
{
    return read_columns(thing, fields, n, stmt, column, false);
}

enum duban_field duban_columns_lend(void *thing, const enum duban_field *fields, size_t n,
                                    sqlite3_stmt *stmt, int column)
{
    return read_columns(thing, fields, n, stmt, column, true);
}
