/* What the command line asked for: who, when, which board. */
#ifndef DUBAN_REQUEST_H
#define DUBAN_REQUEST_H

#include "duban/date.h"
#include "duban/settings.h"

#include <stdbool.h>

struct duban_request {
    char *board;  /* path of the board file; owned */
    char *actor;  /* owned */
    struct duban_settings settings; /* of this person; initialised by whoever makes the request */
    char *drafts;  /* folder for unsaved text; NULL: none is kept; owned */
    char *backups; /* folder for automatic copies of boards; NULL: none are made; owned */
    int today;     /* --today or $DUBAN_TODAY; DUBAN_NO_DATE: the clock's */
    bool read_only;
    bool locked; /* --locked: nothing but the board; no file, no suspending */
    bool screen; /* no command: show the board */
};

void duban_request_release(struct duban_request *request);

/* The clock, asked only by main's neighbours; everything below is given its time. */
#define DUBAN_INSTANT_SIZE 21
char *duban_clock_instant(char out[DUBAN_INSTANT_SIZE]); /* now, "YYYY-MM-DDTHH:MM:SSZ" */
int duban_clock_today(void);                             /* the local civil date */

#endif
