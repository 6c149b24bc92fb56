/* What a user says about the columns of a file: 'HEADER=FIELD', and where a column has no header,
 * '#3=FIELD' or '第3列=FIELD'. */
#ifndef SCHEDULE_HEADER_MAPS_H
#define SCHEDULE_HEADER_MAPS_H

#include "duban/buf.h"
#include "duban/err.h"
#include "schedule/columns.h"
#include "schedule/header_words.h"

#include <stdbool.h>

struct header_map {
    char *key;          /* search key of the header */
    char *name;         /* the header as it was given */
    char *field;        /* the word for what it is */
    size_t place;       /* of the column, from 1, where the header is called #3; 0: it has a name */
    enum column column; /* COLUMNS: an extra column */
    bool remembered;    /* from an earlier import: what does not fit this file is passed over */
    bool named;         /* the file has a column of just that name, so it is not a place */
};

struct header_maps {
    struct header_map *items; /* those given now before those remembered */
    size_t n;
    bool by_key; /* messages name no options */
};

/* Parses `n` maps, and a list (text.h) of those remembered, which may be NULL; all of it is
 * borrowed until released. DUBAN_USAGE for one that makes no sense. Initialises *out. */
enum duban_status header_maps_init(struct header_maps *out, const char *const *maps, size_t n,
                                   const char *remembered, struct duban_err *err);
void header_maps_release(struct header_maps *maps);

/* The header was found: settles which maps mean a name and which a place. */
void header_maps_settle(struct header_maps *maps, const struct header_block *block, size_t width);

/* What is said about a column of that name, or at that place (from 0); of what was said now, or of
 * what is remembered. NULL: nothing. */
const struct header_map *header_maps_name(const struct header_maps *maps, const char *name,
                                          bool remembered);
const struct header_map *header_maps_place(const struct header_maps *maps, size_t at,
                                           bool remembered);

/* The place of the task (from 0) when a map says it by place; `width` when none does. */
size_t header_maps_task(const struct header_maps *maps, size_t width, bool remembered);

/* Every map that was given now must have found its column. */
enum duban_status header_maps_check(const struct header_maps *maps,
                                    const struct header_block *block, size_t width,
                                    struct duban_err *err);

#endif
