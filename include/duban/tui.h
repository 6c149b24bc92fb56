/* The full screen. */
#ifndef DUBAN_TUI_H
#define DUBAN_TUI_H

#include "duban/err.h"
#include "duban/request.h"

/* Shows the board until the user leaves. Restores the terminal on every way out. */
enum duban_status duban_tui(struct duban_request *request, struct duban_err *err);

#endif
