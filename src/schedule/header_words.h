/* The words over a column, where the header takes several rows. */
#ifndef SCHEDULE_HEADER_WORDS_H
#define SCHEDULE_HEADER_WORDS_H

#include "duban/table.h"

#include <stdbool.h>

enum { HEADER_ROWS = 4 }; /* that a header takes at most */

/* The rows of a table that are its header. */
struct header_block {
    const struct duban_table *table;
    size_t row, rows;
    bool print; /* it is that of a print */
};

/* The whole header around the row that was found: rows that name parts of what it spans stand
 * below it, one that spans it may stand above. */
struct header_block header_block_at(const struct duban_table *table, size_t row);

/* What may be the name of a column, the best first, one more for each `n` from 0: all its words
 * from the top (责任 over 单位 is 责任单位), then each alone from the bottom. False when there is
 * no more; *out is empty then. */
bool header_word(struct duban_buf *out, const struct header_block *block, size_t column, size_t n);

#endif
