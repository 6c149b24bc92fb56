/* A draft: what a person was writing when the program had to end.
 *
 * A plain value with a form of its own on disk; where it is kept is draft_file.h's business, how it
 * comes to be and back into a form do_draft.c's.
 */
#ifndef APP_DRAFT_H
#define APP_DRAFT_H

#include "duban/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was typed into one field of a form. All strings owned; NULL: empty. */
struct duban_draft_field {
    char *key;    /* field.h's */
    char *extra;  /* the column's name, of a field without a place in the program */
    char *before; /* what the field held when the writing began */
    char *text;
};

struct duban_draft {
    char *board; /* the file, by its real path */
    char *actor;
    char *name;          /* the task's text, for a word about it */
    int64_t task;        /* 0: a new one */
    int64_t phase;       /* where a new one was to go */
    char *command;       /* the command whose question was being answered; NULL: a form's */
    char *before, *text; /* of that question; NULL: none was open */
    struct duban_draft_field *fields;
    size_t n, cap;
};

void duban_draft_init(struct duban_draft *draft);
void duban_draft_release(struct duban_draft *draft);

/* A field at the end, the strings copied. */
void duban_draft_add(struct duban_draft *draft, const char *key, const char *extra,
                     const char *before, const char *text);

/* Appends the draft as it is kept. Reading gives back what was written; false for anything that is
 * not such a text, whole, and then *draft (initialised by this call) is empty. */
void duban_draft_format(struct duban_buf *out, const struct duban_draft *draft);
bool duban_draft_parse(struct duban_draft *draft, const char *data, size_t len);

#endif
