/* Deadlines that name no date: what the tokens are then. */
#ifndef DUBAN_CORE_DEADLINE_UNDATED_H
#define DUBAN_CORE_DEADLINE_UNDATED_H

#include "core/deadline_token.h"

/* "/", "—", nothing at all */
bool duban_undated_is_blank(const struct duban_tokens *tokens);

/* 同上 */
bool duban_undated_is_ditto(const struct duban_tokens *tokens);

/* 会后7日内, 春节前 */
bool duban_undated_is_relative(const struct duban_tokens *tokens);

/* Whether unknown text is at least Chinese, so that it can name an event or a manner. */
bool duban_undated_is_plain(const struct duban_tokens *tokens);

/* Whether there is a number without a unit that makes sense of it. */
bool duban_undated_is_strange(const struct duban_tokens *tokens);

/* None, relative, open or bad. */
enum duban_deadline_kind duban_undated_sort(const struct duban_tokens *tokens);

#endif
