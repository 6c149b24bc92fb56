/* Signals as bits that a loop can wait for: a flag each and one pipe. */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include "duban/err.h"

#include <stdbool.h>

enum {
    SIGNALS_LEAVE = 1u << 0,    /* SIGTERM, SIGINT, SIGHUP */
    SIGNALS_SIZE = 1u << 1,     /* SIGWINCH */
    SIGNALS_STOP = 1u << 2,     /* SIGTSTP */
    SIGNALS_CONTINUE = 1u << 3, /* SIGCONT */
};

/* Catches them; *wake is the descriptor to poll. A SIGHUP or SIGTSTP that was ignored stays
 * ignored. Must come before curses starts, which else puts handlers of its own in. */
enum duban_status signals_catch(int *wake, struct duban_err *err);

/* Puts back what was there before; harmless when nothing is caught. */
void signals_release(void);

/* The bits that came since the last call. */
unsigned signals_take(void);

/* Whether this process may be stopped at all. */
bool signals_may_stop(void);

/* Stops this process as ^Z would, and returns when it is continued. */
void signals_stop_here(void);

#endif
