/* Walking through tasks; those of a campaign in memory. */
#include "duban/walk.h"

enum duban_status duban_walk_begin(const struct duban_walk *walk, struct duban_err *err)
{
    return walk->begin(walk->of, err);
}

enum duban_status duban_walk_next(const struct duban_task **out, const struct duban_walk *walk,
                                  struct duban_err *err)
{
    return walk->next(out, walk->of, err);
}

bool duban_walk_broken_off(const struct duban_walk *walk)
{
    return walk->broken_off(walk->of);
}

/* --- A campaign in memory -------------------------------------------------------------------- */

static enum duban_status begin(void *of, struct duban_err *err)
{
    struct duban_walk_place *place = of;

    (void)err;
    place->at = 0;
    return DUBAN_OK;
}

static enum duban_status next(const struct duban_task **out, void *of, struct duban_err *err)
{
    struct duban_walk_place *place = of;

    (void)err;
    *out = place->at < place->campaign->n_tasks ? place->campaign->tasks[place->at++] : NULL;
    return DUBAN_OK;
}

/* It is sorted. */
static bool broken_off(const void *of)
{
    (void)of;
    return false;
}

struct duban_walk duban_walk_campaign(struct duban_walk_place *place,
                                      const struct duban_campaign *campaign)
{
    *place = (struct duban_walk_place){campaign, 0};
    return (struct duban_walk){begin, next, broken_off, place};
}
