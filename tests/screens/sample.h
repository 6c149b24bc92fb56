/* Sessions without a store, for looking at: campaigns built in code. */
#ifndef SCREENS_SAMPLE_H
#define SCREENS_SAMPLE_H

#include "duban/session.h"

/* Tuesday 2018-06-12. */
#define SAMPLE_TODAY "2018-06-12"

/* Four phases, fourteen tasks in all states, one of them hostile; the first card is selected. The
 * session is released with sample_release(). */
void sample_init(struct duban_session *session);

/* The same without any phase. */
void sample_init_empty(struct duban_session *session);
void sample_release(struct duban_session *session);

/* Building on. A task of phase p that is the n-th on the board has the id 1000 p + n. */
void sample_phase(struct duban_session *session, const char *name, const char *window);
struct duban_task *sample_task(struct duban_session *session, int64_t phase, const char *serial,
                               const char *text, const char *deadline, const char *leads);

/* Makes the board anew and selects row `row` of column `column`. */
void sample_select(struct duban_session *session, size_t column, size_t row);

/* A line of the history. */
void sample_history(struct duban_session *session, int64_t batch, enum duban_act act, int64_t task,
                    const char *field, const char *before, const char *after, const char *note);

#endif
