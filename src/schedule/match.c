/* Which task of the board does a row stand for? By its id where the file came from an export, else
 * by its text, first within its phase, else by the likeness of its text (similar.c). Serials are
 * labels and never decide. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/hash.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t hash; /* of the text's key */
    size_t order;  /* in the plan */
    struct duban_task *task;
};

struct matcher {
    struct duban_import *import;
    const struct duban_campaign *campaign;
    struct entry *entries; /* the board's tasks, by hash, then in plan order */
    bool *used;            /* by `order` */
    struct duban_task **found;
    struct duban_buf key, clean;
};

/* The row's text as the board would keep it. */
static const char *row_text(struct matcher *matcher, const struct duban_import_row *row)
{
    const char *text = import_field(matcher->import, row->row, COLUMN_TASK);

    if (!matcher->import->controls)
        return text;
    duban_buf_clear(&matcher->clean);
    duban_text_clean(&matcher->clean, text, strlen(text));
    return matcher->clean.data;
}

static uint64_t hash_text(struct matcher *matcher, const char *text)
{
    duban_buf_clear(&matcher->key);
    duban_text_key(&matcher->key, text);
    return duban_hash(DUBAN_HASH_START, matcher->key.data, matcher->key.len);
}

static int by_hash(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void index_board(struct matcher *matcher)
{
    const struct duban_campaign *campaign = matcher->campaign;

    matcher->entries = duban_alloc(campaign->n_tasks * sizeof *matcher->entries);
    for (size_t i = 0; i < campaign->n_tasks; i++)
        matcher->entries[i] =
            (struct entry){hash_text(matcher, campaign->tasks[i]->text), i, campaign->tasks[i]};
    qsort(matcher->entries, campaign->n_tasks, sizeof *matcher->entries, by_hash);
}

/* The first entry of that hash, n_tasks when there is none. */
static size_t first_entry(const struct matcher *matcher, uint64_t hash)
{
    size_t low = 0;
    size_t high = matcher->campaign->n_tasks;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (matcher->entries[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool same_phase(const struct matcher *matcher, const struct duban_import_row *row,
                       const struct duban_task *task)
{
    return matcher->import->phases[row->phase].id == task->phase;
}

/* Equal hashes are no proof. */
static bool same_text(struct matcher *matcher, const char *text, const struct duban_task *task)
{
    struct duban_buf other = DUBAN_BUF_INIT;
    bool same = strcmp(text, task->text) == 0;

    if (!same) {
        duban_buf_clear(&matcher->key);
        duban_text_key(&matcher->key, text);
        duban_text_key(&other, task->text);
        same = strcmp(matcher->key.data, other.data) == 0;
        duban_buf_release(&other);
    }
    return same;
}

/* How much more than the text must be equal: of several tasks of one text, the one that is closest
 * to the row is meant. */
enum closeness { SAME_PHASE = 1u << 0, SAME_DEADLINE = 1u << 1 };

static bool same_deadline(const struct matcher *matcher, const struct duban_import_row *row,
                          const struct duban_task *task)
{
    const char *cell = import_field(matcher->import, row->row, COLUMN_DEADLINE);

    return strcmp(cell, task->deadline ? task->deadline : "") == 0 ||
           (import_is_print(matcher->import) &&
            import_shows_deadline(matcher->import, matcher->campaign, row->row, task));
}

static bool close_enough(const struct matcher *matcher, const struct duban_import_row *row,
                         const struct duban_task *task, unsigned closeness)
{
    return (!(closeness & SAME_PHASE) || same_phase(matcher, row, task)) &&
           (!(closeness & SAME_DEADLINE) || same_deadline(matcher, row, task));
}

static void match_text(struct matcher *matcher, size_t at, unsigned closeness)
{
    const struct duban_import_row *row = &matcher->import->rows[at];
    const char *text = row_text(matcher, row);
    uint64_t hash = hash_text(matcher, text);

    for (size_t i = first_entry(matcher, hash);
         i < matcher->campaign->n_tasks && matcher->entries[i].hash == hash; i++) {
        const struct entry *entry = &matcher->entries[i];

        if (matcher->used[entry->order] || !same_text(matcher, text, entry->task) ||
            !close_enough(matcher, row, entry->task, closeness))
            continue;
        matcher->used[entry->order] = true;
        matcher->found[at] = entry->task;
        return;
    }
}

/* --- Ids ------------------------------------------------------------------------------------- */

static struct duban_task *live_task(const struct matcher *matcher, int64_t id)
{
    struct duban_task *task = id ? duban_campaign_task(matcher->campaign, id) : NULL;

    return task && !task->deleted ? task : NULL;
}

/* Ids of another board mean nothing here: several that name tasks of this one, none with its text,
 * come from there. */
static bool foreign_ids(struct matcher *matcher)
{
    enum { SEVERAL = 3 };
    size_t known = 0;

    for (size_t i = 0; i < matcher->import->n_rows; i++) {
        const struct duban_import_row *row = &matcher->import->rows[i];
        const struct duban_task *task = live_task(matcher, row->wanted_id);

        if (!task)
            continue;
        if (same_text(matcher, row_text(matcher, row), task))
            return false;
        known++;
    }
    return known >= SEVERAL;
}

/* The place of a task in the plan, for `used`. */
static size_t order_of(struct matcher *matcher, const struct duban_task *task)
{
    uint64_t hash = hash_text(matcher, task->text);
    size_t i = first_entry(matcher, hash);

    while (matcher->entries[i].task != task)
        i++;
    return matcher->entries[i].order;
}

static void match_ids(struct matcher *matcher)
{
    struct duban_import *import = matcher->import;

    if (foreign_ids(matcher)) {
        import_tell(import, DUBAN_FINDING_DOUBT, 0, header_name(&import->header, COLUMN_ID),
                    _("这些编号不是本看板的，改按任务文字对应"));
        return;
    }
    for (size_t i = 0; i < import->n_rows; i++) {
        struct duban_task *task = live_task(matcher, import->rows[i].wanted_id);
        size_t order = task ? order_of(matcher, task) : 0;

        if (!task)
            continue;
        if (matcher->used[order]) {
            import_tell(import, DUBAN_FINDING_DOUBT, import->rows[i].line,
                        header_name(&import->header, COLUMN_ID),
                        _("编号 %lld 前面已经用过，按没有编号处理"),
                        (long long)import->rows[i].wanted_id);
            continue;
        }
        matcher->used[order] = true;
        matcher->found[i] = task;
    }
}

static void match_board(struct matcher *matcher)
{
    static const unsigned passes[] = {SAME_PHASE | SAME_DEADLINE, SAME_PHASE, SAME_DEADLINE, 0};
    struct duban_import *import = matcher->import;

    index_board(matcher);
    match_ids(matcher);
    for (size_t pass = 0; pass < sizeof passes / sizeof *passes; pass++)
        for (size_t i = 0; i < import->n_rows; i++)
            if (!matcher->found[i] && import->rows[i].fate != DUBAN_ROW_REFUSED)
                match_text(matcher, i, passes[pass]);
    import_find_renamed(import, matcher->campaign, matcher->found);
    import_match_similar(import, matcher->campaign, matcher->found, matcher->used);
}

struct duban_task **import_match(struct duban_import *import, const struct duban_campaign *campaign,
                                 bool **used)
{
    struct matcher matcher = {.import = import,
                              .campaign = campaign,
                              .key = DUBAN_BUF_INIT,
                              .clean = DUBAN_BUF_INIT};

    matcher.found = duban_alloc((import->n_rows + 1) * sizeof *matcher.found);
    matcher.used = *used = duban_alloc((campaign->n_tasks + 1) * sizeof *matcher.used);
    if (import->mode == DUBAN_IMPORT_APPEND)
        return matcher.found;
    if (campaign->n_tasks)
        match_board(&matcher);
    import_find_binned(import, campaign, matcher.found);
    free(matcher.entries);
    duban_buf_release(&matcher.key);
    duban_buf_release(&matcher.clean);
    return matcher.found;
}
