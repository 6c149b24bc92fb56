/* Where a task stands today: its effective due date, its light, its mark.
 *
 * Lateness is computed, never stored; the rules are R12 and the table of lights in the project's
 * domain description (README, "Lights").
 */
#ifndef DUBAN_STANDING_H
#define DUBAN_STANDING_H

#include "duban/campaign.h"

enum duban_light {
    DUBAN_LIGHT_NONE,
    DUBAN_LIGHT_GREEN,
    DUBAN_LIGHT_YELLOW,
    DUBAN_LIGHT_RED,
};

struct duban_standing {
    int due;        /* effective due date, DUBAN_NO_DATE: none */
    bool inherited; /* `due` is the end of the phase or campaign */
    enum duban_light light;
    bool has_days;
    int days; /* due − today, negative when late; for a done task done_on − due */
};

/* The effective due date (rule R12); *inherited may be NULL. */
int duban_task_due(const struct duban_campaign *campaign, const struct duban_task *task,
                   bool *inherited);

struct duban_standing duban_standing_of(const struct duban_campaign *campaign,
                                        const struct duban_task *task, int today);

/* Appends the mark that stands beside the colour: 逾3天, 余5天, 今天, 未到, 长期, 无时限, √,
 * √逾2天, ×. Translated. */
void duban_standing_mark(struct duban_buf *out, const struct duban_task *task,
                         const struct duban_standing *standing, int today);

/* "red", "yellow", "green", "none". */
const char *duban_light_name(enum duban_light light);

/* Counts over a run of tasks. Total = done + dropped + red + yellow + green + none, always. */
struct duban_tally {
    size_t total, done, dropped, red, yellow, green, none;
};

void duban_tally_add(struct duban_tally *tally, const struct duban_task *task,
                     const struct duban_standing *standing);

#endif
