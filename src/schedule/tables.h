/* Other tables in the file. */
#ifndef SCHEDULE_TABLES_H
#define SCHEDULE_TABLES_H

#include "schedule/import.h"

enum table_sign {
    TABLE_ROW,    /* no sign of another table */
    TABLE_HEADER, /* the header again, as on the next page */
    TABLE_OTHER,  /* another table begins here, with its title or its header */
};

enum table_sign table_look(const struct duban_import *import, size_t row);

/* What stands over a table that begins in that row; "" when nothing does. Borrowed. */
const char *table_title(const struct duban_import *import, size_t row);

/* Where the table behind the one that begins in that row begins, n_rows when there is none. */
size_t table_next(const struct duban_import *import, size_t row);

#endif
