/* The header row, and which column is what. */
#ifndef SCHEDULE_HEADER_H
#define SCHEDULE_HEADER_H

#include "duban/table.h"
#include "schedule/columns.h"

#include <stdbool.h>

#define NO_COLUMN ((size_t)-1)

struct header_column {
    enum column column; /* COLUMNS: an extra column, or nothing when `name` is NULL */
    char *name;         /* as in the file, on one line */
};

struct header {
    size_t row, rows; /* where it is, how many rows it takes (1 or 2) */
    struct header_column *columns;
    size_t n;           /* as many as the table is wide */
    size_t of[COLUMNS]; /* index into `columns`, or NO_COLUMN */
    bool ours;          /* it has the column `duban`: the file was written by an export */
};

/* What --map asked for. */
struct header_maps {
    const char *const *maps; /* 'HEADER=FIELD' */
    size_t n;
};

/* Finds the header. DUBAN_REFUSED when there is none, none with a column for the task, or a map
 * that makes no sense; the message names the columns seen. Initialises *out. */
enum duban_status header_find(struct header *out, const struct duban_table *table,
                              const struct header_maps *maps, struct duban_err *err);
void header_release(struct header *header);

/* Is that row a header too, as pages and further tables have one? *same tells whether its columns
 * are those of `header`. */
bool header_again(const struct header *header, const struct duban_table *table, size_t row,
                  bool *same);

/* The name of a known column in this file, its usual name where the file has none. */
const char *header_name(const struct header *header, enum column column);

/* No more than blanks? */
bool cell_blank(const char *cell);

#endif
