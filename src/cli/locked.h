/* --locked: what a forced command leaves to the person at the other end. Private to cli. */
#ifndef CLI_LOCKED_H
#define CLI_LOCKED_H

#include "cli/cli.h"

/* Cuts a line into words as a shell would, but nothing is expanded and nothing can be run: quotes
 * and backslashes keep words together, and what would mean something to a shell is refused unless
 * quoted (a comparison as in due:<2018-06 means nothing to it). Appends each word with a NUL behind
 * it, and their number to *n. DUBAN_USAGE says why not. */
enum duban_status cli_split(struct duban_buf *out, size_t *n, const char *line,
                            struct duban_err *err);

/* Locks a run whose command line was read: from here on neither the environment nor a suspend key
 * counts, and the command that came through SSH ($SSH_ORIGINAL_COMMAND) takes the place of none, if
 * it is one of those allowed and says nothing about board, actor, date or files. Its words are kept
 * in *afar, which must live as long as the run. DUBAN_USAGE when it is refused. */
enum duban_status cli_lock(struct cli_run *run, struct duban_buf *afar, struct duban_err *err);

#endif
