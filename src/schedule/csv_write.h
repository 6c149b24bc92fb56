/* The schedule table, written as delimited text. */
#ifndef SCHEDULE_CSV_WRITE_H
#define SCHEDULE_CSV_WRITE_H

#include "duban/export.h"

/* Appends the table of the tasks that `walk` brings (export.h). DUBAN_REFUSED when a character does
 * not fit the encoding; nothing is appended then. */
enum duban_status csv_write(struct duban_buf *out, const struct duban_campaign *campaign,
                            const struct duban_walk *walk,
                            const struct duban_export_options *options, struct duban_err *err);

#endif
