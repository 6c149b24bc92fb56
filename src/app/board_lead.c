/* The board by lead department: a column for each, a card in the column of each of its leads. */
#include "app/board_plan.h"
#include "duban/alloc.h"
#include "duban/hash.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* A department's name where a task has it. */
struct mention {
    const char *name; /* borrowed, `len` bytes */
    size_t len;
    size_t task;
    size_t at; /* how manieth mention it is */
};

struct mentions {
    struct mention *items;
    size_t n, cap;
};

/* The mentions of one department, in plan order. */
struct department {
    const struct mention *first;
    size_t n;
    size_t red; /* how many of its tasks are overdue */
};

/* --- Mentions --------------------------------------------------------------------------------- */

static void mention(struct mentions *all, const char *name, size_t len, size_t task)
{
    all->items = duban_more(all->items, all->n, &all->cap, sizeof *all->items);
    all->items[all->n] = (struct mention){name, len, task, all->n};
    all->n++;
}

static int compare_names(const struct mention *a, const struct mention *b)
{
    size_t len = a->len < b->len ? a->len : b->len;
    int order = memcmp(a->name, b->name, len);

    return order ? order : (a->len > b->len) - (a->len < b->len);
}

static int by_name(const void *one, const void *other)
{
    const struct mention *a = one, *b = other;
    int order = compare_names(a, b);

    return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* How many mentions from `i` on are of one department. */
static size_t run_of(const struct mentions *all, size_t i)
{
    size_t n = 1;

    while (i + n < all->n && compare_names(&all->items[i], &all->items[i + n]) == 0)
        n++;
    return n;
}

/* The leads of every task, the first one only or all; then sorted by name. */
static void gather(struct mentions *out, const struct duban_campaign *campaign, bool first_only)
{
    *out = (struct mentions){0};
    for (size_t i = 0; i < campaign->n_tasks; i++) {
        const char *list = campaign->tasks[i]->leads, *name;
        size_t len;

        while ((name = duban_text_item(&list, &len))) {
            mention(out, name, len, i);
            if (first_only)
                break;
        }
    }
    if (out->n > 0)
        qsort(out->items, out->n, sizeof *out->items, by_name);
}

size_t *board_lead_ranks(const struct duban_campaign *campaign)
{
    size_t *ranks = duban_alloc(campaign->n_tasks * sizeof *ranks);
    struct mentions leads;

    for (size_t i = 0; i < campaign->n_tasks; i++)
        ranks[i] = SIZE_MAX;
    gather(&leads, campaign, true);
    for (size_t i = 0, n; i < leads.n; i += n) {
        n = run_of(&leads, i);
        for (size_t j = i; j < i + n; j++)
            ranks[leads.items[j].task] = leads.items[i].task;
    }
    free(leads.items);
    return ranks;
}

/* --- Columns ---------------------------------------------------------------------------------- */

/* Who is late comes first; else departments come in the order people know from the plan. */
static int by_lateness(const void *one, const void *other)
{
    const struct department *a = one, *b = other;

    if (a->red != b->red)
        return a->red < b->red ? 1 : -1;
    return a->first->at < b->first->at ? -1 : 1;
}

static size_t count_red(const struct board_plan *plan, const struct mention *mentions, size_t n)
{
    size_t red = 0;

    for (size_t i = 0; i < n; i++)
        red += plan->standings[mentions[i].task].light == DUBAN_LIGHT_RED;
    return red;
}

static struct department *departments(const struct board_plan *plan, const struct mentions *leads,
                                      size_t *n)
{
    struct department *out = duban_alloc(leads->n * sizeof *out);

    *n = 0;
    for (size_t i = 0, run; i < leads->n; i += run) {
        const struct mention *first = &leads->items[i];

        run = run_of(leads, i);
        out[(*n)++] = (struct department){first, run, count_red(plan, first, run)};
    }
    if (*n > 0)
        qsort(out, *n, sizeof *out, by_lateness);
    return out;
}

/* A column is held by its department's name. Should two names ever meet in one number (55 bits
 * of a hash), their columns would fold and scroll together, no more. 0 is left to those without lead. */
static int64_t value_of(const char *name, size_t len)
{
    uint64_t hash = duban_hash(DUBAN_HASH_START, name, len);

    return (int64_t)((hash ^ hash >> 55) & ((UINT64_C(1) << 55) - 1)) + 1;
}

static void place_department(struct board_plan *plan, const struct department *department)
{
    const struct mention *first = department->first;
    size_t column = plan->n_columns;

    board_plan_column(plan, DUBAN_BY_LEAD, value_of(first->name, first->len), first->name,
                      first->len);
    for (size_t i = 0; i < department->n; i++)
        if (i == 0 || first[i].task != first[i - 1].task)
            board_plan_put(plan, column, first[i].task);
}

static void place_without_lead(struct board_plan *plan)
{
    const struct duban_campaign *campaign = plan->campaign;
    const char *name = _("无牵头单位");
    size_t column = plan->n_columns;

    for (size_t i = 0; i < campaign->n_tasks; i++) {
        if (campaign->tasks[i]->leads)
            continue;
        if (plan->n_columns == column)
            board_plan_column(plan, DUBAN_BY_LEAD, 0, name, strlen(name));
        board_plan_put(plan, column, i);
    }
}

void board_place_by_lead(struct board_plan *plan)
{
    struct mentions leads;
    struct department *all;
    size_t n;

    gather(&leads, plan->campaign, false);
    all = departments(plan, &leads, &n);
    for (size_t i = 0; i < n; i++)
        place_department(plan, &all[i]);
    place_without_lead(plan);
    free(all);
    free(leads.items);
}
