/* The words that choose lines of the history: who, what, about which task, when. */
#ifndef DUBAN_SIFT_H
#define DUBAN_SIFT_H

#include "duban/store.h"

struct duban_sift; /* opaque */

/* Reads `n` words; a word may hold several terms separated by blanks, and what stands in "…" is
 * one. A term is by:, act:, task:, since:, until: or at: (their Chinese names too, full-width ： as
 * well) with values between commas, or a word that the values and the note are searched for. One
 * key repeated is *or*, different keys are *and*, - or ! before a term is *not*. `today` gives
 * dates their year. DUBAN_USAGE, with *out NULL, names an unknown key or a value that cannot be
 * one. */
enum duban_status duban_sift_new(struct duban_sift **out, const char *const *words, size_t n,
                                 int today, struct duban_err *err);
void duban_sift_free(struct duban_sift *sift);

/* Whether the line fits the sift `with`; of the type of duban_recall.fits. A day is the one that
 * the history shows, by the zone of the process. */
bool duban_sift_fits(const struct duban_history_line *line, const void *with);

#endif
