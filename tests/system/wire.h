/* Programs at the other end of a real SSH connection; tests/system/ssh.test prepares the server. */
#ifndef SYSTEM_WIRE_H
#define SYSTEM_WIRE_H

#include "e2e/campaign.h"
#include "e2e/term.h"

#include "duban/buf.h"

#include <stdint.h>

/* Skips the test, with a word, where there is no server. */
void wire_needed(void);

/* `ssh -t HOST WORDS...` from a terminal of TERM xterm-256color and a client whose locale is
 * zh_CN.UTF-8. words ends with NULL. */
struct term *wire_start(int rows, int columns, const char *host, const char *const *words);

/* The board, opened on the server on the campaign's day. Fails the test when no card comes. */
struct term *wire_board(int rows, int columns, const char *board, const struct campaign *campaign);

/* `ssh HOST COMMAND <INPUT` without a terminal: the exit status, with the output added to *out, and
 * if `errors` with the standard error, where the server's shell complains of the locale too. */
int wire_run(struct duban_buf *out, const char *command, const char *input, bool errors);

/* How many processes, the calling one aside, name `text` in their command line. */
int wire_processes(const char *text);

/* Milliseconds until no process names `text` any more; -1 when some still do after ten seconds. */
int64_t wire_gone_after(const char *text);

#endif
