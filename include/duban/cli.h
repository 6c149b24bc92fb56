/* The command line. */
#ifndef DUBAN_CLI_H
#define DUBAN_CLI_H

#include "duban/request.h"

/* Runs the command that `argv` names and returns the exit status. Without a command it fills
 * *request, sets request->screen and returns DUBAN_OK: the caller shows the board. */
int duban_cli(int argc, char **argv, struct duban_request *request);

/* Prints the board as plain text on standard output, for when that is no terminal. */
int duban_cli_print(const struct duban_request *request);

/* Writes an error to standard error in the program's form, made safe for a terminal. */
struct duban_err;
void duban_cli_complain(const struct duban_err *err);

#endif
