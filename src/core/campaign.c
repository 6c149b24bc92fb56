/* The campaign in memory: what it owns, its order, and finding things in it. */
#include "duban/campaign.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Index by id --------------------------------------------------------------------------- */

/* Open addressing with linear probing. Ids are never 0 and things are never taken out, only moved
 * to the bin, so there are no gaps to care for. */
struct slot {
    int64_t id;
    void *thing;
};

struct index {
    struct slot *slots;
    size_t n, size; /* size is 0 or a power of two, at most half full */
};

struct duban_campaign_index {
    struct index tasks, phases;
};

static struct slot *index_slot(const struct index *index, int64_t id)
{
    size_t i = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (index->size - 1);
    while (index->slots[i].id != 0 && index->slots[i].id != id)
        i = (i + 1) & (index->size - 1);
    return &index->slots[i];
}

/* To a power of two. */
static void index_resize(struct index *index, size_t size)
{
    struct index larger = {NULL, index->n, size};
    larger.slots = duban_alloc(larger.size * sizeof *larger.slots);
    for (size_t i = 0; i < index->size; i++)
        if (index->slots[i].id != 0)
            *index_slot(&larger, index->slots[i].id) = index->slots[i];
    free(index->slots);
    *index = larger;
}

static void index_add(struct index *index, int64_t id, void *thing)
{
    if (index->n * 2 >= index->size)
        index_resize(index, index->size ? index->size * 2 : 64);
    struct slot *slot = index_slot(index, id);
    if (slot->id != 0)
        duban_die("the id %lld occurs twice", (long long)id);
    *slot = (struct slot){id, thing};
    index->n++;
}

static void *index_find(const struct index *index, int64_t id)
{
    return index->size && id != 0 ? index_slot(index, id)->thing : NULL;
}

/* --- Life cycle ---------------------------------------------------------------------------- */

struct duban_phase *duban_phase_new(void)
{
    struct duban_phase *phase = duban_alloc(sizeof *phase);
    phase->start = phase->end = DUBAN_NO_DATE;
    return phase;
}

void duban_phase_free(struct duban_phase *phase)
{
    if (!phase)
        return;
    free(phase->name);
    free(phase->label);
    free(phase->window);
    free(phase);
}

void duban_campaign_init(struct duban_campaign *campaign)
{
    *campaign = (struct duban_campaign){
        .issued = DUBAN_NO_DATE,
        .start = DUBAN_NO_DATE,
        .end = DUBAN_NO_DATE,
        .soon = DUBAN_SOON_DAYS,
        .index = duban_alloc(sizeof *campaign->index),
    };
}

void duban_campaign_release(struct duban_campaign *campaign)
{
    for (size_t i = 0; i < campaign->n_tasks; i++)
        duban_task_free(campaign->tasks[i]);
    for (size_t i = 0; i < campaign->n_bin; i++)
        duban_task_free(campaign->bin[i]);
    for (size_t i = 0; i < campaign->n_phases; i++)
        duban_phase_free(campaign->phases[i]);
    for (size_t i = 0; i < campaign->n_removed; i++)
        duban_phase_free(campaign->removed[i]);
    if (campaign->index) {
        free(campaign->index->tasks.slots);
        free(campaign->index->phases.slots);
    }
    void *const owned[] = {campaign->tasks, campaign->bin,    campaign->phases, campaign->removed,
                           campaign->index, campaign->title,  campaign->org,    campaign->doc_no,
                           campaign->theme, campaign->columns, campaign->aliases,
                           campaign->maps};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    *campaign = (struct duban_campaign){0};
}

/* --- Building ------------------------------------------------------------------------------ */

/* The four arrays grow by doubling: their lengths alone tell when they are full. */
static void *push(void *array, size_t n, size_t size)
{
    bool full = n == 0 || (n >= 8 && (n & (n - 1)) == 0);
    return full ? duban_realloc(array, n < 8 ? 8 : n * 2, size) : array;
}

static void push_task(struct duban_task ***array, size_t *n, struct duban_task *task)
{
    *array = push(*array, *n, sizeof **array);
    (*array)[(*n)++] = task;
}

static void push_phase(struct duban_phase ***array, size_t *n, struct duban_phase *phase)
{
    *array = push(*array, *n, sizeof **array);
    (*array)[(*n)++] = phase;
}

void duban_campaign_expect(struct duban_campaign *campaign, size_t tasks)
{
    struct index *index = &campaign->index->tasks;
    size_t size = index->size ? index->size : 64;
    while (size < tasks * 2)
        size *= 2;
    if (size > index->size)
        index_resize(index, size);
}

void duban_campaign_add_task(struct duban_campaign *campaign, struct duban_task *task)
{
    index_add(&campaign->index->tasks, task->id, task);
    if (task->deleted)
        push_task(&campaign->bin, &campaign->n_bin, task);
    else
        push_task(&campaign->tasks, &campaign->n_tasks, task);
}

void duban_campaign_add_phase(struct duban_campaign *campaign, struct duban_phase *phase)
{
    index_add(&campaign->index->phases, phase->id, phase);
    if (phase->deleted)
        push_phase(&campaign->removed, &campaign->n_removed, phase);
    else
        push_phase(&campaign->phases, &campaign->n_phases, phase);
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_phases(const void *a, const void *b)
{
    const struct duban_phase *const *x = a, *const *y = b;
    int order = compare((*x)->position, (*y)->position);
    return order ? order : compare((*x)->id, (*y)->id);
}

int duban_campaign_order(const struct duban_campaign *campaign, const struct duban_place *a,
                         const struct duban_place *b)
{
    if (a->phase != b->phase) {
        const struct duban_phase *p = duban_campaign_phase(campaign, a->phase);
        const struct duban_phase *q = duban_campaign_phase(campaign, b->phase);
        return compare_phases(&p, &q);
    }
    int order = compare(a->position, b->position);
    return order ? order : compare(a->id, b->id);
}

static int compare_tasks(const void *a, const void *b, void *campaign)
{
    const struct duban_task *const *x = a, *const *y = b;
    struct duban_place p = {(*x)->phase, (*x)->position, (*x)->id};
    struct duban_place q = {(*y)->phase, (*y)->position, (*y)->id};
    return duban_campaign_order(campaign, &p, &q);
}

/* Takes what has changed sides, live or deleted, to the other array. */
static void settle_tasks(struct duban_campaign *campaign)
{
    struct duban_task **live = campaign->tasks, **bin = campaign->bin;
    size_t n_live = campaign->n_tasks, n_bin = campaign->n_bin;
    campaign->tasks = campaign->bin = NULL;
    campaign->n_tasks = campaign->n_bin = 0;
    for (size_t i = 0; i < n_live + n_bin; i++) {
        struct duban_task *task = i < n_live ? live[i] : bin[i - n_live];
        if (task->deleted)
            push_task(&campaign->bin, &campaign->n_bin, task);
        else
            push_task(&campaign->tasks, &campaign->n_tasks, task);
    }
    free(live);
    free(bin);
}

static void settle_phases(struct duban_campaign *campaign)
{
    struct duban_phase **live = campaign->phases, **gone = campaign->removed;
    size_t n_live = campaign->n_phases, n_gone = campaign->n_removed;
    campaign->phases = campaign->removed = NULL;
    campaign->n_phases = campaign->n_removed = 0;
    for (size_t i = 0; i < n_live + n_gone; i++) {
        struct duban_phase *phase = i < n_live ? live[i] : gone[i - n_live];
        if (phase->deleted)
            push_phase(&campaign->removed, &campaign->n_removed, phase);
        else
            push_phase(&campaign->phases, &campaign->n_phases, phase);
    }
    free(live);
    free(gone);
}

/* Mostly they are in order already: a plan is written and read from its first task to its last. */
static void sort_tasks(struct duban_campaign *campaign, struct duban_task **tasks, size_t n)
{
    size_t sorted = 1;
    while (sorted < n && compare_tasks(&tasks[sorted - 1], &tasks[sorted], campaign) <= 0)
        sorted++;
    if (sorted < n)
        qsort_r(tasks, n, sizeof *tasks, compare_tasks, campaign);
}

void duban_campaign_sort(struct duban_campaign *campaign)
{
    settle_phases(campaign);
    settle_tasks(campaign);
    if (campaign->n_phases)
        qsort(campaign->phases, campaign->n_phases, sizeof *campaign->phases, compare_phases);
    sort_tasks(campaign, campaign->tasks, campaign->n_tasks);
    sort_tasks(campaign, campaign->bin, campaign->n_bin);
}

/* --- Finding ------------------------------------------------------------------------------- */

struct duban_task *duban_campaign_task(const struct duban_campaign *campaign, int64_t id)
{
    return index_find(&campaign->index->tasks, id);
}

struct duban_phase *duban_campaign_phase(const struct duban_campaign *campaign, int64_t id)
{
    return index_find(&campaign->index->phases, id);
}

bool duban_phase_holds(const struct duban_phase *phase, int day)
{
    bool bounded = phase->start != DUBAN_NO_DATE || phase->end != DUBAN_NO_DATE;

    return bounded && (phase->start == DUBAN_NO_DATE || phase->start <= day) &&
           (phase->end == DUBAN_NO_DATE || day <= phase->end);
}

size_t duban_campaign_phase_no(const struct duban_campaign *campaign, int64_t id)
{
    for (size_t i = 0; i < campaign->n_phases; i++)
        if (campaign->phases[i]->id == id)
            return i + 1;
    return 0;
}

/* Whether `word` is the number of a phase; 0 when it is none. */
static size_t phase_number(const struct duban_campaign *campaign, const char *word)
{
    char *end = NULL;
    unsigned long number = strtoul(word, &end, 10);
    bool plain = *word >= '0' && *word <= '9' && !*end;
    return plain && number <= campaign->n_phases ? number : 0;
}

const struct duban_phase *duban_campaign_find_phase(const struct duban_campaign *campaign,
                                                    const char *word, bool *ambiguous)
{
    struct duban_buf key = DUBAN_BUF_INIT, name = DUBAN_BUF_INIT;
    const struct duban_phase *exact = NULL, *part = NULL;
    size_t parts = 0, number = 0;
    duban_text_key(&key, word);
    for (size_t i = 0; i < campaign->n_phases && key.len; i++) {
        duban_buf_clear(&name);
        duban_text_key(&name, campaign->phases[i]->name);
        if (!exact && strcmp(name.data, key.data) == 0)
            exact = campaign->phases[i];
        if (strstr(name.data, key.data)) {
            part = campaign->phases[i];
            parts++;
        }
    }
    number = phase_number(campaign, key.data);
    duban_buf_release(&key);
    duban_buf_release(&name);
    if (ambiguous)
        *ambiguous = !exact && !number && parts > 1;
    if (exact)
        return exact;
    if (number)
        return campaign->phases[number - 1];
    return parts == 1 ? part : NULL;
}

/* The first task from which on the plan order is not before (`after`: not before or in) `phase`. */
static size_t phase_bound(const struct duban_campaign *campaign, const struct duban_phase *phase,
                          bool after)
{
    size_t low = 0, high = campaign->n_tasks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct duban_phase *its =
            duban_campaign_phase(campaign, campaign->tasks[middle]->phase);
        int order = compare_phases(&its, &phase);
        if (order < 0 || (after && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t duban_campaign_phase_tasks(const struct duban_campaign *campaign, int64_t phase,
                                  size_t *first)
{
    const struct duban_phase *of = duban_campaign_phase(campaign, phase);
    *first = of ? phase_bound(campaign, of, false) : 0;
    return of ? phase_bound(campaign, of, true) - *first : 0;
}

static void list_merge(struct duban_buf *out, const char *list)
{
    size_t len = 0;
    for (const char *name; (name = duban_text_item(&list, &len)) != NULL;)
        duban_text_add_item(out, name, len);
}

void duban_campaign_departments(struct duban_buf *out, const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < campaign->n_tasks; i++) {
        list_merge(out, campaign->tasks[i]->leads);
        list_merge(out, campaign->tasks[i]->supports);
    }
}

void duban_campaign_leaders(struct duban_buf *out, const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < campaign->n_tasks; i++)
        list_merge(out, campaign->tasks[i]->leader);
}

/* Do people take the `len` bytes for the name whose key this is? */
static bool has_key(const char *name, size_t len, const char *key)
{
    struct duban_buf own = DUBAN_BUF_INIT;
    char *copy = duban_strndup(name, len);
    duban_text_key(&own, copy);
    bool same = strcmp(own.data, key) == 0;
    duban_buf_release(&own);
    free(copy);
    return same;
}

/* What the name is an alias of, else the name itself. Borrowed; *len is its length. */
static const char *resolve(const struct duban_campaign *campaign, const char *name, size_t *len)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    char *copy = duban_strndup(name, *len);
    size_t n = 0;
    duban_text_key(&key, copy);
    for (const char *p = campaign->aliases, *item; (item = duban_text_item(&p, &n)) != NULL;) {
        const char *equals = memrchr(item, '=', n);
        if (!equals || !has_key(item, (size_t)(equals - item), key.data))
            continue;
        name = equals + 1;
        *len = (size_t)(item + n - name);
        break;
    }
    duban_buf_release(&key);
    free(copy);
    return name;
}

void duban_campaign_resolve(struct duban_buf *out, const struct duban_campaign *campaign,
                            const char *names)
{
    size_t len = 0;
    for (const char *name; (name = duban_text_item(&names, &len)) != NULL;) {
        name = resolve(campaign, name, &len);
        duban_text_add_item(out, name, len);
    }
}
