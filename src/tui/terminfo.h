/* The data base of terminals. */
#ifndef TUI_TERMINFO_H
#define TUI_TERMINFO_H

/* The name under which this system knows the terminal that calls itself `name`: its own, or that of
 * its kin, for a server often lacks the entries of its users' terminals. NULL when it is unknown or
 * cannot show a full screen. */
const char *terminfo_name(const char *name);

#endif
