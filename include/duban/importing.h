/* An import on its way on the screen: the table as it came, how it is to be read, what would come
 * of it, and which part of that is looked at.
 *
 * Nothing of the board is changed by any of this; the session writes the batch when it is told to.
 */
#ifndef DUBAN_IMPORTING_H
#define DUBAN_IMPORTING_H

#include "duban/preview.h"

enum duban_importing_stage {
    DUBAN_IMPORTING_WAITS,   /* for a table to be pasted or named */
    DUBAN_IMPORTING_COMES,   /* a large table is about to be read: that is shown first */
    DUBAN_IMPORTING_REFUSED, /* it cannot be read in this way: `error` */
    DUBAN_IMPORTING_READY,   /* `preview` and `batch` hold */
};

/* Which items are shown. */
enum duban_importing_filter {
    DUBAN_SHOW_ALL,
    DUBAN_SHOW_NEW,
    DUBAN_SHOW_CHANGED,
    DUBAN_SHOW_SAME,
    DUBAN_SHOW_DOUBTFUL,
    DUBAN_SHOW_REFUSED,
    DUBAN_SHOW_MISSING,
    DUBAN_SHOWS,
};

struct duban_importing {
    enum duban_importing_stage stage;
    char *name; /* of the file, or what stands for one; NULL while waiting */
    bool pasted;
    struct duban_buf bytes;              /* the table as it came */
    struct duban_import_options options; /* its strings are owned here */
    char *encoding;
    char **maps;
    size_t n_maps;

    size_t done, total; /* rows, while it is read; 0 before there are any */
    bool stopped;       /* the user has stopped the reading */
    char *error;        /* why it was refused */
    unsigned long error_line;
    struct duban_import *import;
    struct duban_batch batch;
    struct duban_preview preview;

    enum duban_importing_filter filter;
    size_t *shown; /* indices into preview.items */
    size_t n_shown;
    size_t at;    /* the chosen one, index into `shown` */
    size_t first; /* the first one in sight; the screen's */
};

struct duban_importing *duban_importing_new(void);
void duban_importing_free(struct duban_importing *importing);

/* Takes a table, which takes the place of the one before; what was chosen for that one is
 * forgotten. `bytes` is emptied. duban_importing_read() is still to be called. */
void duban_importing_take(struct duban_importing *importing, const char *name, bool pasted,
                          struct duban_buf *bytes);

/* Reads the table anew as the options say, against the board as it is. The chosen row stays the
 * chosen one where its line is still there. Does nothing while no table is there. */
void duban_importing_read(struct duban_importing *importing, const struct duban_campaign *campaign,
                          int today);

/* Lets go of all that hangs on the board, which is about to change; duban_importing_read() brings
 * it back. */
void duban_importing_loosen(struct duban_importing *importing);

/* How it is to be read; NULL and 0: found by itself. */
void duban_importing_encode(struct duban_importing *importing, const char *encoding);

/* Takes the column of that header for what `word` says (duban_preview_choice); NULL: as it is
 * found. A field has one column at most: another one that was mapped to it is given up. */
void duban_importing_map(struct duban_importing *importing, const char *header, const char *word);

/* The word that the column of that header was mapped to; NULL: none. Borrowed. */
const char *duban_importing_mapped(const struct duban_importing *importing, const char *header);

/* Shows the items of one kind, and how many there are of each. */
void duban_importing_show(struct duban_importing *importing, enum duban_importing_filter filter);
size_t duban_importing_count(const struct duban_importing *importing,
                             enum duban_importing_filter filter);
const char *duban_importing_filter_word(enum duban_importing_filter filter); /* translated */

/* Moves the choice by so many items, not beyond the ends; to the next one that somebody should look
 * at (doubtful or refused), around the ends; false when there is none. */
void duban_importing_step(struct duban_importing *importing, long by);
bool duban_importing_next(struct duban_importing *importing, int by);

/* The chosen item; NULL when none is shown. */
const struct duban_preview_item *duban_importing_item(const struct duban_importing *importing);

#endif
