/* What the printed forms share. They are for people and, like all that is exported, the same in
 * every language. */
#ifndef SCHEDULE_PAPER_H
#define SCHEDULE_PAPER_H

#include "schedule/chosen.h"

/* Appends the title: 大讨论活动计划安排表. */
void paper_title(struct duban_buf *out, const struct duban_campaign *campaign);

/* Appends the line below it: whose plan it is, which tasks were chosen, how they stand on what day.
 */
void paper_summary(struct duban_buf *out, const struct chosen *chosen);

/* Appends a cell's text without the blanks at its ends. */
void paper_cell(struct duban_buf *out, const struct chosen *chosen, size_t row, size_t column);

/* Is the column of short things that stand in its middle? */
bool paper_centred(const struct chosen_column *column);

/* The widths of the columns in columns of a terminal, half a Chinese character each, so that the
 * table fills a line of `room`; owned by the caller. */
int *paper_widths(const struct chosen *chosen, int room);

/* html.c: one page that needs nothing else. */
void html_write(struct duban_buf *out, const struct duban_campaign *campaign,
                const struct duban_export_options *options);

/* xlsx.c: a workbook. */
enum duban_status xlsx_write(struct duban_buf *out, const struct duban_campaign *campaign,
                             const struct duban_export_options *options, struct duban_err *err);

#endif
