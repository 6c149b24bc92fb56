/* The header row, and which column is what. */
#ifndef SCHEDULE_HEADER_H
#define SCHEDULE_HEADER_H

#include "duban/table.h"
#include "schedule/columns.h"
#include "schedule/header_maps.h"

#include <stdbool.h>

#define NO_COLUMN ((size_t)-1)

struct header_column {
    enum column column; /* COLUMNS: an extra column, or nothing when `name` is NULL */
    char *name;         /* as in the file, on one line */
    bool named;         /* the file has a name for it */
};

struct header {
    size_t row, rows; /* where it is, how many rows it takes; 0 rows: there is none, and the tasks
                         begin in that row */
    struct header_column *columns;
    size_t n;           /* as many as the table is wide */
    size_t of[COLUMNS]; /* index into `columns`, or NO_COLUMN */
    bool ours;          /* the file was written by an export: it has the column `duban`, or is a
                           print, which has COLUMN_LIGHT */
};

/* Finds the header. DUBAN_REFUSED when there is none with a column for the task, and no map says by
 * its place which one that is, or when there is no such column as a map says; the message names the
 * columns seen. Initialises *out. */
enum duban_status header_find(struct header *out, const struct duban_table *table,
                              struct header_maps *maps, struct duban_err *err);
void header_release(struct header *header);

/* The name of a known column in this file, its usual name where the file has none: the table's own
 * words, because they may be stored. */
const char *header_name(const struct header *header, enum column column);

/* No more than blanks? */
bool cell_blank(const char *cell);

/* Cells of the row that are more than blanks; and whether there are several, all of them short
 * words without figures, as in a header. */
size_t row_filled(const struct duban_table *table, size_t row);
bool row_wordy(const struct duban_table *table, size_t row);

/* How many columns are known in that row; *task tells whether the task is among them. `maps` may be
 * NULL. */
size_t header_score(const struct duban_table *table, size_t row, const struct header_maps *maps,
                    bool *task);

/* Do people take the `len` bytes and the other text for the same name? */
bool header_same_key(const char *a, size_t len, const char *b);

/* header_row.c: finds the rows of the header; a block of 0 rows, where the tasks begin, when there
 * is none but a map says which column is the task. Fails as header_find(). */
enum duban_status header_block_find(struct header_block *out, const struct duban_table *table,
                                    const struct header_maps *maps, struct duban_err *err);

/* printed.c: is that row the header of a print? And which column is it that a print calls so? */
bool header_is_print(const struct duban_table *table, size_t row);
enum column header_print_column(const char *name);

/* header_names.c: makes of the words over the columns names that differ, on one line; NULL for a
 * column without name and content. */
void header_name_columns(struct header *header, const struct duban_table *table);

#endif
