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

#endif
