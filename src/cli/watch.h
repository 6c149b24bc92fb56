/* A long act under watch: how far it is, and whether somebody wants it to stop. Private to cli. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "duban/err.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct cli_watch {
    sigset_t held;   /* the signals that are held back */
    sigset_t before; /* those that were blocked anyway */
    long started;    /* milliseconds */
    bool terminal;   /* standard error is one */
    bool shown;      /* a line of progress stands there */
    bool stopped;    /* a signal came, and the act was told */
};

/* Holds SIGINT, SIGTERM and SIGHUP back until the end, so that nothing is left half written. Those
 * that are ignored stay so. */
void cli_watch_begin(struct cli_watch *watch);

/* Shows how far it is when it has taken more than half a second and standard error is a terminal.
 * False when a signal waits: then the act cleans up and ends. `data` is the watch. */
bool cli_watch_step(void *data, size_t done, size_t total);

/* Takes the line away and lets the signals through. One that has stopped the act ends the program
 * here, after `err` was told; one that came too late for that is forgotten, because all is done. */
void cli_watch_end(struct cli_watch *watch, const struct duban_err *err);

#endif
