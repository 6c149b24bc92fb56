/* Queries: words and key:value terms that choose tasks. */
#ifndef DUBAN_QUERY_H
#define DUBAN_QUERY_H

#include "duban/campaign.h"
#include "duban/err.h"

struct duban_query; /* opaque */

/* Reads a query of `n` words, as the shell split them; a word may hold several terms separated by
 * blanks, and a term may be quoted ("…"). No words make a query that every task fits. Keys: lead,
 * support, leader, phase, status, due, light, is, id, serial, note, text … and their Chinese names;
 * full-width ：＜＞＝ act as : < > =. The same key repeated is *or*, different keys are *and*, - or
 * ! before a term is *not*. DUBAN_USAGE names an unknown key or a value that cannot be one. */
enum duban_status duban_query_new(struct duban_query **out, const char *const *words, size_t n,
                                  int today, struct duban_err *err);

/* Reads a query from one text. On a failure *at is the byte where the term at fault begins. */
enum duban_status duban_query_read(struct duban_query **out, const char *text, size_t *at,
                                   int today, struct duban_err *err);
void duban_query_free(struct duban_query *query);

/* True when the task fits; a NULL query is fitted by all. */
bool duban_query_fits(const struct duban_query *query, const struct duban_campaign *campaign,
                      const struct duban_task *task, int today);

#endif
