/* What the files of the preview share. */
#ifndef SCHEDULE_PREVIEW_PARTS_H
#define SCHEDULE_PREVIEW_PARTS_H

#include "duban/preview.h"
#include "schedule/import.h"

/* The change that a row makes, NULL: none. */
const struct duban_change *preview_change(const struct duban_preview *preview,
                                          const struct duban_import_row *row);

/* preview_departments.c: fills preview->departments. */
void preview_add_departments(struct duban_preview *preview);

/* preview_text.c: text made safe and cut to a length that a line can hold. */
void preview_add_text(struct duban_buf *out, const char *text, int columns);

#endif
