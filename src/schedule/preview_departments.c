/* Which departments a file names, and which of them the board has not met yet: a name that is
 * written otherwise than usual shows itself here. */
#include "schedule/preview_parts.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* A department of the file; its name is borrowed from the batch or the board. */
struct mention {
    const char *name;
    size_t len;
    size_t rows;
    bool known;
};

struct mentions {
    void *tree;             /* of the items, by name */
    struct mention **items; /* in the order of their first appearance */
    size_t n, cap;
};

static int by_name(const void *a, const void *b)
{
    const struct mention *x = a;
    const struct mention *y = b;
    int differ = memcmp(x->name, y->name, x->len < y->len ? x->len : y->len);

    return differ ? differ : (x->len > y->len) - (x->len < y->len);
}

/* The tree's node points to the item, NULL when it is not there. */
static struct mention *find(struct mentions *mentions, const struct mention *name)
{
    struct mention **node = tfind(name, &mentions->tree, by_name);

    return node ? *node : NULL;
}

static struct mention *add(struct mentions *mentions, const struct mention *name)
{
    struct mention *mention = duban_alloc(sizeof *mention);

    *mention = *name;
    if (!tsearch(mention, &mentions->tree, by_name))
        duban_die("no memory for the names of departments");
    mentions->items =
        duban_more(mentions->items, mentions->n, &mentions->cap, sizeof *mentions->items);
    return mentions->items[mentions->n++] = mention;
}

static void add_list(struct mentions *mentions, const char *list)
{
    struct mention name = {0};

    while ((name.name = duban_text_item(&list, &name.len))) {
        struct mention *found = find(mentions, &name);

        found = found ? found : add(mentions, &name);
        found->rows++;
    }
}

static void mark_known(struct mentions *mentions, const char *list)
{
    struct mention name = {0};

    while ((name.name = duban_text_item(&list, &name.len))) {
        struct mention *found = find(mentions, &name);

        if (found)
            found->known = true;
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
    add_list(mentions, duban_preview_names(preview, row, DUBAN_FIELD_TASK_LEADS));
    add_list(mentions, duban_preview_names(preview, row, DUBAN_FIELD_TASK_SUPPORTS));
}

static void keep(void *item)
{
    (void)item; /* the list of the items has it */
}

void preview_add_departments(struct duban_preview *preview)
{
    struct mentions mentions = {0};
    struct duban_buf known = DUBAN_BUF_INIT;

    duban_campaign_departments(&known, preview->campaign);
    for (size_t i = 0; i < preview->import->n_rows; i++)
        add_row(&mentions, preview, &preview->import->rows[i]);
    mark_known(&mentions, known.data);
    tdestroy(mentions.tree, keep);
    preview->departments = duban_alloc((mentions.n + 1) * sizeof *preview->departments);
    for (size_t i = 0; i < mentions.n; i++) {
        struct mention *item = mentions.items[i];

        preview->departments[preview->n_departments++] = (struct duban_preview_department){
            duban_strndup(item->name, item->len), item->rows, item->known};
        free(item);
    }
    free(mentions.items);
    duban_buf_release(&known);
}
