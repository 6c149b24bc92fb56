/* The columns that duban knows, and what people call them. */
#ifndef SCHEDULE_COLUMNS_H
#define SCHEDULE_COLUMNS_H

#include "duban/field.h"

enum column {
#define COLUMN(id, field, header, synonyms) COLUMN_##id,
#include "duban/columns.def"
#undef COLUMN
    COLUMNS, /* no column that is known */
};

struct column_info {
    enum duban_field field;
    const char *header;   /* look it up with _() where people read it */
    const char *synonyms; /* search keys, separated by blanks */
    size_t len;           /* bytes of `synonyms` */
};

const struct column_info *column_info(enum column column);

/* The column that a header cell names, COLUMNS when it is none; a bracket at its end, as in
 * 完成时限（月.日）, does not count. What is no synonym may be put together of known words, as
 * 牵头（责任）单位 and 任务及内容 are (column_parts.h). */
enum column column_find(const char *cell);

/* Where the header stands among the synonyms of its column, from 0: the lower, the more it is
 * meant. From COLUMN_COMPOSED on it is no synonym. */
enum { COLUMN_COMPOSED = 1000 };

size_t column_rank(enum column column, const char *cell);

/* What --map calls a field: a synonym or a field's key. COLUMNS when there is none. */
enum column column_of_word(const char *word);

#endif
