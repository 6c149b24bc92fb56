/* Fields as columns: SQL lists, binding and reading by the field table, so that no field is named
 * twice. Extra columns have a table of their own and are no columns here.
 */
#ifndef STORE_COLUMNS_H
#define STORE_COLUMNS_H

#include "store/db.h"

/* The table of an object and, in history, its word: "task", "phase", "campaign". */
const char *duban_columns_table(enum duban_object object);
const char *duban_columns_label(enum duban_object object); /* translated */
bool duban_columns_object(enum duban_object *out, const char *table);

/* Whether the field is a column of its object's table. */
bool duban_column_stored(enum duban_field field);

bool duban_column_stored_in(enum duban_field field, enum duban_object object);

/* Appends `before` and the quoted column for each stored field of the object, in the order of the
 * field table; returns how many. */
int duban_columns_list(struct duban_buf *out, enum duban_object object, const char *before);

/* What the column keeps for an empty value that may not be NULL, as text; "" where it is NULL. */
const char *duban_column_empty(enum duban_field field);

/* Binds a canonical value as the column keeps it; borrowed until the statement has been run. */
void duban_column_bind(sqlite3_stmt *stmt, int parameter, enum duban_field field,
                       const char *value);

/* The canonical value of a column, borrowed until the next step. */
const char *duban_column_text(sqlite3_stmt *stmt, int column, enum duban_field field);

/* The stored fields of an object, in the order of duban_columns_list(); returns how many. */
size_t duban_columns_fields(enum duban_field fields[DUBAN_FIELDS], enum duban_object object);

/* Sets `n` fields of a new, empty `thing` from consecutive columns of the row, beginning at
 * `column`. DUBAN_FIELDS when all went well, else the field whose value is not one of its type. */
enum duban_field duban_columns_read(void *thing, const enum duban_field *fields, size_t n,
                                    sqlite3_stmt *stmt, int column);

/* The same for a thing whose texts are not its own: they are SQLite's until the next step. */
enum duban_field duban_columns_lend(void *thing, const enum duban_field *fields, size_t n,
                                    sqlite3_stmt *stmt, int column);

#endif
