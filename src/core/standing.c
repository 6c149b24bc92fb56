/* Lights and marks: where a task stands today. Computed from its dates, never stored. */
#include "duban/standing.h"

#include "duban/date.h"
#include "duban/i18n.h"

int duban_task_due(const struct duban_campaign *campaign, const struct duban_task *task,
                   bool *inherited)
{
    /* R12: a date of one's own counts, also one set by hand on a deadline that has none. */
    bool inherits = task->when.due == DUBAN_NO_DATE && (task->when.kind == DUBAN_DEADLINE_NONE ||
                                                        task->when.kind == DUBAN_DEADLINE_RECUR);
    int due = task->when.due;
    if (inherits) {
        const struct duban_phase *phase = duban_campaign_phase(campaign, task->phase);
        due = phase && phase->end != DUBAN_NO_DATE ? phase->end : campaign->end;
    }
    if (inherited)
        *inherited = inherits && due != DUBAN_NO_DATE;
    return due;
}

static enum duban_light light_of(const struct duban_campaign *campaign,
                                 const struct duban_task *task, int due, int today)
{
    if (due == DUBAN_NO_DATE)
        return DUBAN_LIGHT_NONE;
    if (today > due)
        return DUBAN_LIGHT_RED;
    if (due - today <= campaign->soon)
        return DUBAN_LIGHT_YELLOW;
    if (task->when.warn != DUBAN_NO_DATE && today > task->when.warn)
        return DUBAN_LIGHT_YELLOW;
    return DUBAN_LIGHT_GREEN;
}

struct duban_standing duban_standing_of(const struct duban_campaign *campaign,
                                        const struct duban_task *task, int today)
{
    struct duban_standing standing = {.light = DUBAN_LIGHT_NONE};
    standing.due = duban_task_due(campaign, task, &standing.inherited);
    switch (task->status) {
    case DUBAN_TODO:
    case DUBAN_DOING:
        standing.light = light_of(campaign, task, standing.due, today);
        standing.has_days = standing.due != DUBAN_NO_DATE;
        standing.days = standing.has_days ? standing.due - today : 0;
        break;
    case DUBAN_DONE:
        standing.has_days = standing.due != DUBAN_NO_DATE && task->done_on != DUBAN_NO_DATE;
        standing.days = standing.has_days ? task->done_on - standing.due : 0;
        break;
    case DUBAN_DROPPED: break;
    }
    return standing;
}

static void open_mark(struct duban_buf *out, const struct duban_task *task,
                      const struct duban_standing *standing, int today)
{
    if (!standing->has_days)
        duban_buf_adds(out, task->when.kind == DUBAN_DEADLINE_OPEN ? _("长期") : _("无时限"));
    else if (standing->days < 0)
        duban_buf_addf(out, Q_("逾%d天", "逾%d天", -standing->days), -standing->days);
    else if (standing->days == 0)
        duban_buf_adds(out, _("今天"));
    else if (standing->light == DUBAN_LIGHT_GREEN && task->when.start != DUBAN_NO_DATE &&
             today < task->when.start)
        duban_buf_adds(out, _("未到"));
    else
        duban_buf_addf(out, Q_("余%d天", "余%d天", standing->days), standing->days);
}

void duban_standing_mark(struct duban_buf *out, const struct duban_task *task,
                         const struct duban_standing *standing, int today)
{
    switch (task->status) {
    case DUBAN_TODO:
    case DUBAN_DOING: open_mark(out, task, standing, today); break;
    case DUBAN_DONE:
        duban_buf_adds(out, "√");
        if (standing->has_days && standing->days > 0)
            duban_buf_addf(out, Q_("逾%d天", "逾%d天", standing->days), standing->days);
        break;
    case DUBAN_DROPPED: duban_buf_adds(out, "×"); break;
    }
}

const char *duban_light_name(enum duban_light light)
{
    static const char *const names[] = {
        [DUBAN_LIGHT_NONE] = "none",
        [DUBAN_LIGHT_GREEN] = "green",
        [DUBAN_LIGHT_YELLOW] = "yellow",
        [DUBAN_LIGHT_RED] = "red",
    };
    return names[light];
}

void duban_tally_add(struct duban_tally *tally, const struct duban_task *task,
                     const struct duban_standing *standing)
{
    tally->total++;
    if (task->status == DUBAN_DONE)
        tally->done++;
    else if (task->status == DUBAN_DROPPED)
        tally->dropped++;
    else if (standing->light == DUBAN_LIGHT_RED)
        tally->red++;
    else if (standing->light == DUBAN_LIGHT_YELLOW)
        tally->yellow++;
    else if (standing->light == DUBAN_LIGHT_GREEN)
        tally->green++;
    else
        tally->none++;
}
