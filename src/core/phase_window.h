/* The window in a phase cell. */
#ifndef DUBAN_CORE_PHASE_WINDOW_H
#define DUBAN_CORE_PHASE_WINDOW_H

#include "core/phase_span.h"
#include "duban/phase.h"

#include <stdbool.h>

/* Takes the window off the name and keeps it in window, start and end of *cell: brackets with
 * dates, or dates on a last line. Returns the name without it. */
struct span phase_strip_window(struct duban_phase_cell *cell, struct span name,
                               const struct duban_deadline_context *context);

/* The same for dates in front of the name, with a colon, a blank or a line break behind them: 3月：
 * 宣传发动. */
struct span phase_strip_first_window(struct duban_phase_cell *cell, struct span name,
                                     const struct duban_deadline_context *context);

/* The same for dates in brackets in front of the name or inside it: appends what is left of the
 * name to *out, with a line break where the window was. False, and nothing done, when there are
 * none. */
bool phase_cut_window(struct duban_phase_cell *cell, struct duban_buf *out, struct span name,
                      const struct duban_deadline_context *context);

#endif
