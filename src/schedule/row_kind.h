/* What a row of the table is, by itself. */
#ifndef SCHEDULE_ROW_KIND_H
#define SCHEDULE_ROW_KIND_H

#include "schedule/import.h"

enum row_kind {
    ROW_BLANK,
    ROW_HEADER,  /* the header again, on the next printed page */
    ROW_TABLE,   /* the header of another table */
    ROW_LONE,    /* one cell: a phase above its tasks, or a footer */
    ROW_NOTE,    /* one cell that is no phase wherever it stands */
    ROW_HEADING, /* a number and a name over tasks that are numbered within it (outline.c) */
    ROW_TASK,
    ROW_TEXTLESS, /* cells of a task without its text */
    ROW_REST,     /* the texts of the task above, on the next printed page */
};

struct row_look {
    size_t filled; /* cells that are not blank */
    size_t first;  /* the first of them */
};

struct row_look row_look_at(const struct duban_import *import, size_t row);

/* Has the row more than blanks in that column? */
bool row_has(const struct duban_import *import, size_t row, enum column column);

/* Never ROW_HEADING: that depends on the rows below. import->figures must be known. */
enum row_kind row_kind_of(const struct duban_import *import, size_t row);

/* Text that reads like a phase where a task could stand as well: 一、 （一） 第一阶段 … 阶段. */
bool row_names_phase(const struct duban_import *import, const char *cell);

/* outline.c: finds the rows whose serial number others below are numbered within: 1 over 1.1 and
 * 1.2. Where phases are told in no other way those that are no tasks themselves become ROW_HEADING;
 * else they stay tasks, and that is told. `kinds` are those of the `n` rows of the table. */
void outline_find(unsigned char *kinds, struct duban_import *import, size_t from, size_t n);

/* Is the row numbered otherwise than within that heading? */
bool outline_leaves(const struct duban_import *import, size_t heading, size_t row);

#endif
