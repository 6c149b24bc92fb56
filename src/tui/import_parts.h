/* What the files of the import screen share. */
#ifndef TUI_IMPORT_PARTS_H
#define TUI_IMPORT_PARTS_H

#include "tui/views.h"

/* view_import_head.c: how the table is understood, over at most rect.h rows. Returns the rows used,
 * at least 1. */
int import_draw_head(const struct canvas *canvas, const struct duban_importing *importing,
                     struct rect rect);

/* view_import_row.c: */

/* Appends how a deadline is understood, short; the role says whether somebody should look at it. */
enum role import_reading(struct duban_buf *out, const struct duban_deadline *when, int year);

/* Appends one change of a row: 完成时限 5.31→6.10. */
void import_change(struct duban_buf *out, const struct duban_preview *preview,
                   const struct duban_edit *edit);

/* Why an item is as it is: refused, doubtful, noteworthy; then what it changes. */
void import_put_reasons(struct page *page, const struct duban_importing *importing,
                        const struct duban_preview_item *item);

#endif
