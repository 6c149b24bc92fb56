/* What an export writes into the cells of a task. */
#ifndef SCHEDULE_CELLS_H
#define SCHEDULE_CELLS_H

#include "duban/campaign.h"
#include "schedule/columns.h"

/* What the cells of one table have in common. */
struct cells {
    const struct duban_campaign *campaign;
    bool print;                           /* for people to read, not as it is kept */
    struct duban_deadline_reader *reader; /* not needed in print */
};

/* Appends the text of a known column for that task, nothing where it is empty. The guard against
 * spreadsheets is not part of it. */
void cell_text(struct duban_buf *out, const struct cells *cells, const struct duban_task *task,
               enum column column);

/* Appends what the light of a task says in words: 逾29天, 今天, 余6天, 未到, 长期, 无时限, √,
 * √逾2天, ×. Unlike the mark on a screen it is the same in every language. */
void cell_light(struct duban_buf *out, const struct cells *cells, const struct duban_task *task,
                int today);

/* Is it one of the words that a light says? */
bool cell_is_light(const char *text);

#endif
