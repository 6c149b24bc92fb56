/* The sample campaign as it stands on 18 June: what the pictures show. */
#ifndef PICTURES_STORY_H
#define PICTURES_STORY_H

#include "duban/session.h"

struct story {
    char *folder; /* a temporary one, with the board in it */
    char *board;
    struct duban_session *session;
};

/* Imports the table `csv` into a new board and lives through the campaign's first months.
 * Everything is given its time, so the board is the same whenever it is made. Ends the program with
 * a message when that cannot be done. */
void story_begin(struct story *story, const char *csv);

/* Selects that task on the board. */
void story_select(struct story *story, int64_t task);

/* Types the text, one key a character; \r is Enter and \033 Esc. */
void story_type(struct story *story, const char *text);

/* Removes the board. */
void story_end(struct story *story);

#endif
