/* The order of the cards in a column. */
#include "app/board_plan.h"
#include "duban/alloc.h"
#include "duban/date.h"

#include <stdlib.h>

/* What a card is put in order by: the lower the earlier. */
struct entry {
    int64_t first, second;
    size_t task; /* plan order decides between equals */
};

static int64_t due_key(const struct duban_standing *standing)
{
    return standing->due == DUBAN_NO_DATE ? INT64_MAX : standing->due;
}

/* Red is the highest light and comes first. */
static int64_t light_key(const struct duban_standing *standing)
{
    return -(int64_t)standing->light;
}

static int64_t lead_key(size_t rank)
{
    return rank == SIZE_MAX ? INT64_MAX : (int64_t)rank;
}

static struct entry entry_of(size_t task, enum duban_sorting sorting, const struct board_plan *plan,
                             const size_t *lead_ranks)
{
    const struct duban_standing *standing = &plan->standings[task];

    switch (sorting) {
    case DUBAN_SORT_PLAN: break;
    case DUBAN_SORT_DUE: return (struct entry){due_key(standing), 0, task};
    case DUBAN_SORT_LIGHT: return (struct entry){light_key(standing), due_key(standing), task};
    case DUBAN_SORT_LEAD: return (struct entry){lead_key(lead_ranks[task]), 0, task};
    }
    return (struct entry){0, 0, task};
}

static int compare(const void *one, const void *other)
{
    const struct entry *a = one, *b = other;

    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->second != b->second)
        return a->second < b->second ? -1 : 1;
    return a->task < b->task ? -1 : a->task > b->task;
}

void board_sort(size_t *tasks, size_t n, enum duban_sorting sorting, const struct board_plan *plan,
                const size_t *lead_ranks)
{
    if (n < 2 || sorting == DUBAN_SORT_PLAN)
        return;
    struct entry *entries = duban_alloc(n * sizeof *entries);
    for (size_t i = 0; i < n; i++)
        entries[i] = entry_of(tasks[i], sorting, plan, lead_ranks);
    qsort(entries, n, sizeof *entries, compare);
    for (size_t i = 0; i < n; i++)
        tasks[i] = entries[i].task;
    free(entries);
}
