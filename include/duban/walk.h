/* Walking through the tasks of a board, one after another in plan order, wherever they are kept.
 *
 * What needs to see each task but once, such as an export, need not have them all in memory.
 */
#ifndef DUBAN_WALK_H
#define DUBAN_WALK_H

#include "duban/campaign.h"
#include "duban/err.h"

struct duban_walk {
    /* Goes (back) to before the first task. */
    enum duban_status (*begin)(void *of, struct duban_err *err);
    /* The next live task in *out, good until the next call; NULL behind the last one, or where the
     * walk breaks off. */
    enum duban_status (*next)(const struct duban_task **out, void *of, struct duban_err *err);
    /* True when it turned out that the tasks are kept in another order than the plan's. What came
     * so far does not count: from the next beginning on, they come as they should. */
    bool (*broken_off)(const void *of);
    void *of; /* what is walked through */
};

enum duban_status duban_walk_begin(const struct duban_walk *walk, struct duban_err *err);
enum duban_status duban_walk_next(const struct duban_task **out, const struct duban_walk *walk,
                                  struct duban_err *err);
bool duban_walk_broken_off(const struct duban_walk *walk);

/* A walk through a campaign in memory, which stays as it is meanwhile. `place` is the walk's own.
 */
struct duban_walk_place {
    const struct duban_campaign *campaign;
    size_t at;
};
struct duban_walk duban_walk_campaign(struct duban_walk_place *place,
                                      const struct duban_campaign *campaign);

#endif
