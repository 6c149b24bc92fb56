/* From rows to changes: phases (plan_phases.c), rows (plan_row.c), what the file no longer has,
 * extra columns. Every wish goes through record.h, the one validator. */
#include "duban/import.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"
#include "schedule/plan.h"

#include <stdlib.h>
#include <string.h>

/* --- The whole ------------------------------------------------------------------------------- */

/* New extra columns stand behind those the board has. */
static void list_columns(struct duban_buf *out, const struct planner *planner)
{
    const struct header *header = &planner->import->header;

    duban_buf_adds(out, planner->campaign->columns ? planner->campaign->columns : "");
    for (size_t i = 0; i < header->n; i++) {
        enum column column = header->columns[i].column;

        if (header->columns[i].name && (column == COLUMNS || planner->kept[column]))
            duban_text_add_item(out, header->columns[i].name, strlen(header->columns[i].name));
    }
}

/* Does the list of maps say something about the header of `map`? */
static bool list_maps_header(const char *list, const char *map, size_t map_len)
{
    size_t len;
    char *header = duban_strndup(map, map_len);
    bool found = false;

    *strrchr(header, '=') = '\0';
    for (const char *p = list, *item; !found && (item = duban_text_item(&p, &len));) {
        const char *equals = memrchr(item, '=', len);

        found = equals && header_same_key(item, (size_t)(equals - item), header);
    }
    free(header);
    return found;
}

/* What was said about headers earlier stays where nothing else is said now. */
static void merge_maps(struct duban_buf *out, const struct planner *planner)
{
    const char *lists[] = {planner->campaign->maps, planner->import->maps};
    size_t len;

    for (size_t i = 0; i < 2; i++)
        for (const char *p = lists[i], *item; (item = duban_text_item(&p, &len));) {
            if (list_maps_header(i == 0 ? lists[1] : out->data, item, len))
                continue;
            if (out->len)
                duban_buf_addc(out, '\n');
            duban_buf_add(out, item, len);
        }
}

/* What the board remembers of this import: its extra columns, what was said about headers. */
static void plan_campaign(struct planner *planner)
{
    const struct duban_campaign *campaign = planner->campaign;
    struct duban_buf columns = DUBAN_BUF_INIT;
    struct duban_buf maps = DUBAN_BUF_INIT;
    struct duban_change *change =
        duban_batch_add(planner->batch, DUBAN_OBJECT_CAMPAIGN, 0, campaign->version);

    list_columns(&columns, planner);
    duban_change_edit(change, DUBAN_FIELD_CAMPAIGN_COLUMNS, NULL, campaign->columns,
                      columns.len ? columns.data : NULL, false);
    merge_maps(&maps, planner);
    duban_change_edit(change, DUBAN_FIELD_CAMPAIGN_MAPS, NULL, campaign->maps,
                      maps.len ? maps.data : NULL, true);
    if (!change->n)
        duban_batch_drop(planner->batch);
    duban_buf_release(&columns);
    duban_buf_release(&maps);
}

static void missing_add(struct duban_import *import, int64_t task)
{
    import->missing = duban_more(import->missing, import->n_missing, &import->cap_missing,
                                 sizeof *import->missing);
    import->missing[import->n_missing++] = task;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* A task that a row may stand for is not put into the bin: somebody has to look first. */
static bool in_doubt(const struct duban_import *import, int64_t task)
{
    return import->n_doubted && bsearch(&task, import->doubted, import->n_doubted,
                                        sizeof *import->doubted, by_id) != NULL;
}

/* The board's tasks that no row stands for: named, and in the mode REPLACE put into the bin. */
static enum duban_status plan_missing(struct planner *planner, struct duban_err *err)
{
    enum { NAMED = 10 };
    struct duban_import *import = planner->import;
    const struct duban_campaign *campaign = planner->campaign;
    struct duban_buf names = DUBAN_BUF_INIT;
    enum duban_status status = DUBAN_OK;
    size_t n = 0;

    if (import->n_doubted)
        qsort(import->doubted, import->n_doubted, sizeof *import->doubted, by_id);
    for (size_t t = 0; t < campaign->n_tasks && !status; t++) {
        if (planner->there[t])
            continue;
        missing_add(import, campaign->tasks[t]->id);
        if (n++ < NAMED)
            duban_buf_addf(&names, " #%lld", (long long)campaign->tasks[t]->id);
        if (import->mode == DUBAN_IMPORT_REPLACE && !in_doubt(import, campaign->tasks[t]->id))
            status = duban_record_delete(planner->batch, campaign->tasks[t], err);
    }
    if (n && !import->by_key) /* the import screen lists them */
        import_tell(import, DUBAN_FINDING_NOTE, 0, NULL,
                    import->mode == DUBAN_IMPORT_REPLACE
                        ? _("看板中有 %zu 项任务不在文件里，移入回收站：%s%s")
                        : _("看板中有 %zu 项任务不在文件里，保留未动：%s%s"),
                    n, names.data, n > NAMED ? " …" : "");
    duban_buf_release(&names);
    return status;
}

static enum duban_status refuse_first(const struct duban_import *import, struct duban_err *err)
{
    for (size_t i = 0; i < import->n_findings; i++) {
        const struct duban_finding *finding = &import->findings[i];

        if (finding->weight != DUBAN_FINDING_REFUSED)
            continue;
        duban_err_set(err, DUBAN_REFUSED, "%s", finding->text);
        duban_err_at(err, import->name, finding->line, finding->column);
        return DUBAN_REFUSED;
    }
    return DUBAN_OK;
}

/* A row that cannot be stored is left out where the caller takes refused rows. */
static enum duban_status plan_or_refuse(struct planner *planner, size_t at, struct duban_err *err)
{
    struct duban_import *import = planner->import;
    struct duban_import_row *row = &import->rows[at];
    struct duban_err fault = DUBAN_ERR_INIT;
    enum duban_status status;

    if (row->fate == DUBAN_ROW_REFUSED)
        return DUBAN_OK;
    if (!import->rejects)
        return plan_row(planner, at, err);
    status = plan_row(planner, at, &fault);
    if (status == DUBAN_REFUSED) {
        row->fate = DUBAN_ROW_REFUSED;
        row->task = 0;
        import_tell(import, DUBAN_FINDING_REFUSED, row->line, fault.column, "%s", fault.text);
    }
    duban_err_release(&fault);
    return status == DUBAN_REFUSED ? DUBAN_OK : status;
}

static bool goes_on(const struct duban_import *import, size_t row)
{
    enum { ROWS_A_STEP = 1024 };

    return !import->step || row % ROWS_A_STEP ||
           import->step(import->step_data, row, import->n_rows);
}

static size_t count_new(const struct planner *planner)
{
    size_t n = 0;

    for (size_t i = 0; i < planner->import->n_rows; i++)
        n += !planner->tasks[i];
    return n;
}

static enum duban_status plan_all(struct planner *planner, struct duban_err *err)
{
    struct duban_import *import = planner->import;
    enum duban_status status = plan_phases(planner, err);

    for (size_t i = 0; i < import->n_rows && !status; i++)
        status = goes_on(import, i) ? plan_or_refuse(planner, i, err)
                                    : duban_err_set(err, DUBAN_REFUSED, _("已中断，看板没有改动"));
    if (!status && planner->campaign->n_tasks && import->mode != DUBAN_IMPORT_APPEND) {
        plan_order(planner);
        status = plan_missing(planner, err);
    }
    if (!status)
        plan_campaign(planner);
    return status;
}

enum duban_status duban_import_plan(struct duban_batch *batch, struct duban_import *import,
                                    const struct duban_campaign *campaign, struct duban_err *err)
{
    struct planner planner = {.import = import,
                              .campaign = campaign,
                              .batch = batch,
                              .phase = DUBAN_BUF_INIT,
                              .scratch = DUBAN_BUF_INIT,
                              .time = DUBAN_BUF_INIT};
    enum duban_status status = import->rejects ? DUBAN_OK : refuse_first(import, err);

    if (status)
        return status;
    duban_batch_lend(batch, import->table.text, import->table.text_len);
    import_find_phases(import, campaign);
    planner.wishes = duban_alloc((PLAN_WISHES + import->header.n) * sizeof *planner.wishes);
    planner.tasks = import_match(import, campaign, &planner.there);
    import_restore_print(import, campaign, planner.tasks);
    duban_batch_expect(batch, count_new(&planner) + import->n_phases + 1);
    planner.changes = duban_alloc((import->n_rows + 1) * sizeof *planner.changes);
    status = plan_all(&planner, err);
    import->planned = !status;
    for (size_t i = 0; i < import->n_rows; i++)
        import->rows[i].change = planner.changes[i];
    free(planner.wishes);
    free(planner.tasks);
    free(planner.changes);
    free(planner.there);
    duban_buf_release(&planner.phase);
    duban_buf_release(&planner.scratch);
    duban_buf_release(&planner.time);
    return status;
}
