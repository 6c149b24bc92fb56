/* Which departments a file names, and which of them the board has not met yet: a name that is
 * written otherwise than usual shows itself here. */
#include "schedule/preview_parts.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* One mention of a name. */
struct mention {
    const char *name;
    size_t len;
    size_t order; /* of the mentions of the file; those of the board are KNOWN */
};

#define KNOWN SIZE_MAX

struct mentions {
    struct mention *items;
    size_t n, cap;
};

static void add_list(struct mentions *mentions, const char *list, bool known)
{
    const char *name;
    size_t len;

    while ((name = duban_text_item(&list, &len))) {
        mentions->items =
            duban_more(mentions->items, mentions->n, &mentions->cap, sizeof *mentions->items);
        mentions->items[mentions->n] = (struct mention){name, len, known ? KNOWN : mentions->n};
        mentions->n++;
    }
}

/* As the row changes it, else as its task has it. */
const char *duban_preview_names(const struct duban_preview *preview,
                                const struct duban_import_row *row, enum duban_field field)
{
    const struct duban_change *change = preview_change(preview, row);
    const struct duban_edit *edit = change ? duban_change_find(change, field) : NULL;
    const struct duban_task *task =
        row->task > 0 ? duban_campaign_task(preview->campaign, row->task) : NULL;

    if (edit)
        return edit->after;
    if (!task)
        return NULL;
    return field == DUBAN_FIELD_TASK_SUPPORTS ? task->supports : task->leads;
}

static void add_row(struct mentions *mentions, const struct duban_preview *preview,
                    const struct duban_import_row *row)
{
    add_list(mentions, duban_preview_names(preview, row, DUBAN_FIELD_TASK_LEADS), false);
    add_list(mentions, duban_preview_names(preview, row, DUBAN_FIELD_TASK_SUPPORTS), false);
}

static int by_name(const void *a, const void *b)
{
    const struct mention *x = a;
    const struct mention *y = b;
    int differ = memcmp(x->name, y->name, x->len < y->len ? x->len : y->len);

    if (differ)
        return differ;
    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int by_order(const void *a, const void *b)
{
    const struct mention *x = a;
    const struct mention *y = b;

    return (x->order > y->order) - (x->order < y->order);
}

static bool same_name(const struct mention *a, const struct mention *b)
{
    return a->len == b->len && memcmp(a->name, b->name, a->len) == 0;
}

/* One for each name of the file. The mentions come sorted by name, known ones last of each name;
 * a department stands at the place of its first mention, then they move together. */
static void add_groups(struct duban_preview *preview, struct mentions *mentions)
{
    size_t n = 0;

    preview->departments = duban_alloc((mentions->n + 1) * sizeof *preview->departments);
    for (size_t i = 0, end; i < mentions->n; i = end) {
        struct mention first = mentions->items[i];
        size_t rows = 0;

        for (end = i; end < mentions->n && same_name(&first, &mentions->items[end]); end++)
            rows += mentions->items[end].order != KNOWN;
        if (!rows)
            continue;
        preview->departments[first.order] =
            (struct duban_preview_department){duban_strndup(first.name, first.len), rows,
                                              mentions->items[end - 1].order == KNOWN};
        mentions->items[n++] = first;
    }
    if (n > 0)
        qsort(mentions->items, n, sizeof *mentions->items, by_order);
    for (size_t i = 0; i < n; i++)
        preview->departments[i] = preview->departments[mentions->items[i].order];
    preview->n_departments = n;
}

void preview_add_departments(struct duban_preview *preview)
{
    struct mentions mentions = {0};
    struct duban_buf known = DUBAN_BUF_INIT;

    duban_campaign_departments(&known, preview->campaign);
    for (size_t i = 0; i < preview->import->n_rows; i++)
        add_row(&mentions, preview, &preview->import->rows[i]);
    add_list(&mentions, known.data, true);
    if (mentions.n)
        qsort(mentions.items, mentions.n, sizeof *mentions.items, by_name);
    add_groups(preview, &mentions);
    free(mentions.items);
    duban_buf_release(&known);
}
