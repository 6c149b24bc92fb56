/* A look into a finished workbook, which is a zip of XML files. */
#ifndef SCHEDULE_ZIP_H
#define SCHEDULE_ZIP_H

#include <stdbool.h>
#include <stddef.h>

/* Is every file in the zip whole: can it be unpacked, and does it end with the end of the element
 * that it begins with? */
bool zip_is_whole(const char *bytes, size_t len);

#endif
