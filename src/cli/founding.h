/* A new board: begun, filled, and given its name only when all has gone well. Private to cli. */
#ifndef CLI_FOUNDING_H
#define CLI_FOUNDING_H

#include "cli/cli.h"

/* Begins a new board in a transaction and writes the campaign's fields as its first act.
 * DUBAN_REFUSED when the board exists or the program is to read only. Initialises *board, which
 * cli_board_close() releases: without cli_found_finish() nothing is left behind. */
enum duban_status cli_found(struct cli_board *board, const struct cli_run *run,
                            const struct cli_wishes *wishes, struct duban_err *err);

/* Ends the transaction and gives the board its name. */
enum duban_status cli_found_finish(struct cli_board *board, struct duban_err *err);

/* --- After last year's (init_from.c) -------------------------------------------------------- */

struct cli_from {
    const struct duban_campaign *from, *to;
    int today;
};

/* Adds the wishes for a campaign of `year` that follows `from`: title, organisation and theme, but
 * not those that are wished for already. The strings are borrowed from `from`. */
void cli_from_campaign(struct cli_wishes *wishes, const struct duban_campaign *from, int year);

/* Adds the phases, tasks and departments of `from`, without dates and progress, to the batch. */
enum duban_status cli_from_plan(struct duban_batch *batch, const struct cli_from *pair,
                                struct duban_err *err);

#endif
