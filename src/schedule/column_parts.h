/* Headers that are put together of known words. */
#ifndef SCHEDULE_COLUMN_PARTS_H
#define SCHEDULE_COLUMN_PARTS_H

#include "schedule/columns.h"

#include <stddef.h>

/* The column of a name that is a synonym, COLUMNS when it is none. */
typedef enum column exact_function(const char *name, size_t len);

/* The column that a header's key names when looked at in parts; COLUMNS when it is none. */
enum column column_in_parts(const char *key, exact_function *exact);

#endif
