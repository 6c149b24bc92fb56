/* Rows that are new to the board, but whose text a task in the bin has: somebody deleted it, or an
 * import was undone. They are imported as new tasks, so nothing of the file is lost, and told, so
 * that the old one with its progress can be restored instead. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

enum { TOLD = 10 }; /* rows named one by one; more are told at once */

struct binned {
    char *key; /* of its text */
    int64_t id;
    bool used;
};

static int by_key(const void *a, const void *b)
{
    const struct binned *x = a;
    const struct binned *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static char *key_of(const char *text)
{
    struct duban_buf key = DUBAN_BUF_INIT;

    duban_text_key(&key, text);
    return duban_buf_detach(&key);
}

/* The first of the bin with that text that no row before has been told of; NULL when there is none.
 */
static struct binned *find(struct binned *bin, size_t n, const char *text)
{
    char *key = key_of(text);
    size_t low = 0;
    size_t high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(bin[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < n && bin[low].used && strcmp(bin[low].key, key) == 0)
        low++;
    struct binned *found = low < n && strcmp(bin[low].key, key) == 0 ? &bin[low] : NULL;
    free(key);
    return found;
}

static void tell_each(struct duban_import *import)
{
    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].in_bin)
            import_tell(import, DUBAN_FINDING_DOUBT, import->rows[i].line, NULL,
                        _("回收站里的 #%lld 与这一行文字相同，这一行按新任务导入；"
                          "要沿用原来的进展，请先恢复 #%lld 再导入"),
                        (long long)import->rows[i].in_bin, (long long)import->rows[i].in_bin);
}

static void tell(struct duban_import *import, size_t n)
{
    if (n > TOLD)
        import_tell(import, DUBAN_FINDING_DOUBT, 0, NULL,
                    _("有 %zu 行与回收站里的任务文字相同，按新任务导入；"
                      "要沿用原来的进展，请先从回收站恢复再导入"),
                    n);
    else
        tell_each(import);
}

void import_find_binned(struct duban_import *import, const struct duban_campaign *campaign,
                        struct duban_task *const *found)
{
    struct binned *bin = duban_alloc((campaign->n_bin + 1) * sizeof *bin);
    size_t n = 0;

    for (size_t i = 0; i < campaign->n_bin; i++)
        bin[i] = (struct binned){key_of(campaign->bin[i]->text), campaign->bin[i]->id, false};
    qsort(bin, campaign->n_bin, sizeof *bin, by_key);
    for (size_t i = 0; i < import->n_rows && campaign->n_bin; i++) {
        struct duban_import_row *row = &import->rows[i];
        struct binned *same =
            found[i] || row->fate == DUBAN_ROW_REFUSED
                ? NULL
                : find(bin, campaign->n_bin, import_field(import, row->row, COLUMN_TASK));

        if (!same)
            continue;
        same->used = true;
        row->in_bin = same->id;
        n++;
    }
    tell(import, n);
    for (size_t i = 0; i < campaign->n_bin; i++)
        free(bin[i].key);
    free(bin);
}
