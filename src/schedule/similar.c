/* A task whose text was reworded: the row and the task are alike in most pairs of neighbouring
 * characters, in the same phase and with the same first lead. What is alike elsewhere is never
 * taken for the same, only told. Only rows and tasks that nothing
 * else has matched come here. An index of the pairs keeps it fast: those that very many tasks have
 * say little and find nobody. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* In per cent of Dice's measure: what may be the same task, what surely is; by how much a second
 * one must fall behind. */
enum { ALIKE = 80, SAME = 90, CLEAR = 5 };
enum { MOST_PAIRS = 400, COMMON = 64 }; /* pairs looked at in a text; tasks that share a pair */

struct pairs {
    uint32_t *items; /* ascending, no two the same */
    size_t n;
};

struct posting {
    uint64_t key; /* of a pair within a phase and a lead */
    uint32_t task;
};

struct rating {
    size_t best, second; /* per cent */
    size_t other;        /* of the best, from 1: the task of a row, the row of a task */
};

struct similar {
    struct duban_import *import;
    const struct duban_campaign *campaign;
    struct duban_task **found;
    bool *used;
    struct pairs *pairs; /* of the tasks */
    struct posting *postings;
    size_t n_postings, cap_postings;
    uint16_t *shared; /* per task: the rare pairs it shares with the row at hand */
    size_t n_rare;    /* of the row at hand */
    uint32_t *touched;
    size_t n_touched;
    bool anywhere; /* phase and lead do not count */
    struct rating *rows, *tasks;
    struct duban_buf key;
};

/* --- Texts ----------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t a, uint64_t b)
{
    return (a ^ (b + UINT64_C(0x9e3779b97f4a7c15) + (a << 6) + (a >> 2))) *
           UINT64_C(0xff51afd7ed558ccd);
}

static int by_pair(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static struct pairs pairs_of(struct similar *similar, const char *text)
{
    struct pairs pairs = {duban_alloc(MOST_PAIRS * sizeof(uint32_t)), 0};
    uint32_t before;
    uint32_t c;
    const char *p;
    size_t n = 0;

    duban_buf_clear(&similar->key);
    duban_text_key(&similar->key, text);
    p = similar->key.data;
    before = duban_text_next(&p);
    while (before && (c = duban_text_next(&p)) && n < MOST_PAIRS) {
        pairs.items[n++] = (uint32_t)mix(before, c);
        before = c;
    }
    qsort(pairs.items, n, sizeof *pairs.items, by_pair);
    for (size_t i = 0; i < n; i++)
        if (!i || pairs.items[i] != pairs.items[i - 1])
            pairs.items[pairs.n++] = pairs.items[i];
    return pairs;
}

/* Where a task may stand: its phase and the first of its leads. */
static uint64_t place_of(struct similar *similar, int64_t phase, const char *leads)
{
    uint64_t place = mix(1, similar->anywhere ? 0 : (uint64_t)phase);
    size_t len;
    const char *p = leads;
    const char *name = similar->anywhere || similar->import->header.of[COLUMN_LEADS] == NO_COLUMN
                           ? NULL
                           : duban_text_item(&p, &len);

    for (size_t i = 0; name && i < len; i++)
        place = mix(place, (unsigned char)name[i]);
    return place;
}

static size_t percent(size_t shared, const struct pairs *a, const struct pairs *b)
{
    return a->n + b->n ? 200 * shared / (a->n + b->n) : 0;
}

static size_t count_shared(const struct pairs *a, const struct pairs *b)
{
    size_t shared = 0;

    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        shared += a->items[i] == b->items[k];
        if (a->items[i] < b->items[k])
            i++;
        else if (a->items[i] > b->items[k])
            k++;
        else
            i++, k++;
    }
    return shared;
}

/* --- The board's tasks ----------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    const struct posting *x = a;
    const struct posting *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->task > y->task) - (x->task < y->task);
}

static void index_tasks(struct similar *similar)
{
    for (size_t t = 0; t < similar->campaign->n_tasks; t++) {
        const struct duban_task *task = similar->campaign->tasks[t];
        uint64_t place;

        if (similar->used[t])
            continue;
        place = place_of(similar, task->phase, task->leads);
        similar->pairs[t] = pairs_of(similar, task->text);
        for (size_t i = 0; i < similar->pairs[t].n; i++) {
            similar->postings = duban_more(similar->postings, similar->n_postings,
                                           &similar->cap_postings, sizeof *similar->postings);
            similar->postings[similar->n_postings++] =
                (struct posting){mix(place, similar->pairs[t].items[i]), (uint32_t)t};
        }
    }
    if (similar->n_postings)
        qsort(similar->postings, similar->n_postings, sizeof *similar->postings, by_key);
}

static size_t first_posting(const struct similar *similar, uint64_t key)
{
    size_t low = 0;
    size_t high = similar->n_postings;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (similar->postings[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Notes the tasks that have the pair, unless they are too many. */
static void touch(struct similar *similar, uint64_t key)
{
    size_t first = first_posting(similar, key);
    size_t end = first;

    while (end < similar->n_postings && similar->postings[end].key == key && end - first <= COMMON)
        end++;
    if (end - first > COMMON)
        return;
    similar->n_rare++;
    for (size_t i = first; i < end; i++) {
        uint32_t task = similar->postings[i].task;

        if (!similar->shared[task]++)
            similar->touched[similar->n_touched++] = task;
    }
}

/* --- The rows -------------------------------------------------------------------------------- */

static void rate(struct rating *rating, size_t likeness, size_t other)
{
    if (likeness > rating->best) {
        rating->second = rating->best;
        rating->best = likeness;
        rating->other = other;
    } else if (likeness > rating->second) {
        rating->second = likeness;
    }
}

static void rate_row(struct similar *similar, size_t at)
{
    const struct duban_import_row *row = &similar->import->rows[at];
    struct pairs pairs = pairs_of(similar, import_field(similar->import, row->row, COLUMN_TASK));
    struct duban_buf leads = DUBAN_BUF_INIT;
    struct duban_buf names = DUBAN_BUF_INIT;
    struct duban_buf supports = DUBAN_BUF_INIT;
    uint64_t place;

    duban_leads_split(&names, &supports, import_field(similar->import, row->row, COLUMN_LEADS),
                      NULL);
    duban_campaign_resolve(&leads, similar->campaign, names.data);
    place = place_of(similar, similar->import->phases[row->phase].id, leads.data);
    similar->n_touched = similar->n_rare = 0;
    for (size_t i = 0; i < pairs.n; i++)
        touch(similar, mix(place, pairs.items[i]));
    for (size_t i = 0; i < similar->n_touched; i++) {
        uint32_t task = similar->touched[i];
        const struct pairs *other = &similar->pairs[task];
        /* who shares less than half of the rare pairs does not reach ALIKE */
        bool worth = similar->shared[task] * 2 >= similar->n_rare;
        size_t likeness = worth ? percent(count_shared(&pairs, other), &pairs, other) : 0;

        similar->shared[task] = 0;
        if (likeness < (similar->anywhere ? SAME : ALIKE))
            continue;
        rate(&similar->rows[at], likeness, task + 1);
        rate(&similar->tasks[task], likeness, at + 1);
    }
    free(pairs.items);
    duban_buf_release(&leads);
    duban_buf_release(&names);
    duban_buf_release(&supports);
}

/* Each the other's best, and nobody else near. */
static bool is_clear(const struct similar *similar, size_t at)
{
    const struct rating *row = &similar->rows[at];
    const struct rating *task = &similar->tasks[row->other - 1];

    return !similar->anywhere && row->best >= SAME && task->other == at + 1 &&
           row->second + CLEAR <= row->best && task->second + CLEAR <= task->best;
}

static void settle_row(struct similar *similar, size_t at)
{
    struct duban_import *import = similar->import;
    const struct rating *rating = &similar->rows[at];
    struct duban_import_row *row = &import->rows[at];
    struct duban_task *task = rating->other ? similar->campaign->tasks[rating->other - 1] : NULL;

    if (!task)
        return;
    row->likeness = (unsigned)rating->best;
    row->resembles = task->id;
    if (is_clear(similar, at)) {
        similar->found[at] = task;
        similar->used[rating->other - 1] = true;
        import_tell(import, DUBAN_FINDING_NOTE, row->line,
                    header_name(&import->header, COLUMN_TASK),
                    _("与任务 #%lld 有 %zu%% 相同，作为同一任务更新；原文：%s"),
                    (long long)task->id, rating->best, task->text);
    } else {
        import_tell(
            import, DUBAN_FINDING_DOUBT, row->line, header_name(&import->header, COLUMN_TASK),
            similar->anywhere
                ? _("与任务 #%lld 有 %zu%% 相同，但阶段或牵头单位不同，作为新任务；原文：%s")
                : _("与任务 #%lld 有 %zu%% 相同，拿不准，作为新任务；原文：%s"),
            (long long)task->id, rating->best, task->text);
    }
}

/* Notes the tasks that rows are like which then became new. */
static void note_doubted(struct similar *similar)
{
    struct duban_import *import = similar->import;

    for (size_t t = 0; t < similar->campaign->n_tasks; t++) {
        size_t row = similar->tasks[t].other;

        if (similar->used[t] || !row || similar->found[row - 1])
            continue;
        import->doubted = duban_more(import->doubted, import->n_doubted, &import->cap_doubted,
                                     sizeof *import->doubted);
        import->doubted[import->n_doubted++] = similar->campaign->tasks[t]->id;
    }
}

/* --- All ------------------------------------------------------------------------------------- */

static void release(struct similar *similar)
{
    for (size_t t = 0; t < similar->campaign->n_tasks; t++)
        free(similar->pairs[t].items);
    free(similar->pairs);
    free(similar->postings);
    free(similar->shared);
    free(similar->touched);
    free(similar->rows);
    free(similar->tasks);
    duban_buf_release(&similar->key);
}

/* Neither matched nor told to be like a task. */
static bool is_open(const struct similar *similar, size_t at)
{
    const struct duban_import_row *row = &similar->import->rows[at];

    return !similar->found[at] && !row->resembles && row->fate != DUBAN_ROW_REFUSED;
}

static bool any_open(const struct similar *similar)
{
    for (size_t i = 0; i < similar->import->n_rows; i++)
        if (is_open(similar, i))
            return true;
    return false;
}

static void search(struct duban_import *import, const struct duban_campaign *campaign,
                   struct duban_task **found, bool *used, bool anywhere)
{
    size_t n = campaign->n_tasks + 1;
    struct similar similar = {.import = import,
                              .campaign = campaign,
                              .found = found,
                              .used = used,
                              .anywhere = anywhere,
                              .key = DUBAN_BUF_INIT};

    if (!any_open(&similar))
        return;
    similar.pairs = duban_alloc(n * sizeof *similar.pairs);
    similar.shared = duban_alloc(n * sizeof *similar.shared);
    similar.touched = duban_alloc(n * sizeof *similar.touched);
    similar.tasks = duban_alloc(n * sizeof *similar.tasks);
    similar.rows = duban_alloc((import->n_rows + 1) * sizeof *similar.rows);
    index_tasks(&similar);
    for (size_t i = 0; i < import->n_rows && similar.n_postings; i++)
        if (is_open(&similar, i))
            rate_row(&similar, i);
    for (size_t i = 0; i < import->n_rows; i++)
        settle_row(&similar, i);
    note_doubted(&similar);
    release(&similar);
}

void import_match_similar(struct duban_import *import, const struct duban_campaign *campaign,
                          struct duban_task **found, bool *used)
{
    search(import, campaign, found, used, false);
    search(import, campaign, found, used, true);
}
