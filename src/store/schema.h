/* The tables of a board file and how an older board gets those of this program. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

/* The schema's version, kept in the file's user_version. */
#define DUBAN_SCHEMA_VERSION 3

/* Brings the file to DUBAN_SCHEMA_VERSION in one transaction; an empty file becomes a board without
 * content. Several programs may do this at once: one of them does the work. */
enum duban_status duban_schema_migrate(struct duban_store *store, struct duban_err *err);

/* DUBAN_BOARD unless the connection shows a board of this version with all its tables. */
enum duban_status duban_schema_verify(struct duban_store *store, struct duban_err *err);

/* DUBAN_BOARD with a message when the file is damaged (quick_check). */
enum duban_status duban_schema_sound(struct duban_store *store, struct duban_err *err);

#endif
