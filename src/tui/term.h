/* The terminal: taken over, read from, given back.
 *
 * One terminal at a time; opening it takes over the signals too. The calls that draw are curses'
 * own, on stdscr.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "duban/err.h"

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>

struct term {
    SCREEN *screen;
    int tty;      /* what keys are read from, never by curses: getch() would repaint the screen */
    int wake;     /* readable when a signal came */
    FILE *opened; /* /dev/tty, where standard input is none; else NULL */
    bool mono;    /* no colours: the terminal has none, or NO_COLOR asks for it */
};

/* Takes the terminal over. DUBAN_TERMINAL, naming TERM, when curses cannot work on it. */
enum duban_status term_open(struct term *term, struct duban_err *err);

/* Gives it back as it was, cursor, modes, signals; a term that is not open is left alone. */
void term_close(struct term *term);

/* What signals and the line have told since this was last asked, TERM_… bits. */
enum {
    TERM_LEAVE = 1u << 0,   /* SIGTERM, SIGINT or SIGHUP */
    TERM_GONE = 1u << 1,    /* nobody is at the other end of the line */
    TERM_RESIZED = 1u << 2, /* curses knows the new size already */
    TERM_REDRAW = 1u << 3,  /* what is on the terminal may not be ours any more */
};
unsigned term_events(struct term *term);

/* Waits at most `timeout_ms` for a key or a signal; true when something can be read. */
bool term_wait(struct term *term, int timeout_ms);

/* True when the line is dead: reading from it would return at once for ever. */
bool term_hung_up(const struct term *term);

/* Gives the terminal back, stops the process as ^Z does, and takes it over again when it is
 * continued. */
void term_suspend(struct term *term);

/* Milliseconds of a clock that nobody sets. */
int64_t term_now(void);

/* Rings. */
void term_beep(void);

#endif
