/* What the two forms of a preview share. */
#ifndef SCHEDULE_PREVIEW_H
#define SCHEDULE_PREVIEW_H

#include "schedule/import.h"

struct preview {
    struct duban_buf *out;
    const struct duban_import *import;
    const struct duban_batch *batch;
    const struct duban_campaign *campaign;
    size_t *by_line; /* the findings, by line */
};

void preview_init(struct preview *preview, struct duban_buf *out, const struct duban_import *import,
                  const struct duban_batch *batch, const struct duban_campaign *campaign);
void preview_release(struct preview *preview);

/* The edits of a row that say something to a person; NULL behind the last. `n` counts from 0. */
const struct duban_edit *preview_edit(const struct preview *preview,
                                      const struct duban_import_row *row, size_t n);

/* The head of the edit's column in the file, else the word for its field. */
const char *preview_label(const struct preview *preview, const struct duban_edit *edit);

/* A value as people know it: a phase by its name. */
const char *preview_value(const struct preview *preview, const struct duban_edit *edit,
                          const char *value);

/* Finding number `n` of that line, NULL behind the last. */
const struct duban_finding *preview_finding(const struct preview *preview, unsigned long line,
                                            size_t n);

#endif
