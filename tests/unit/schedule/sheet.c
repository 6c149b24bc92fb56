/* A board that tables are read into and written from, without a store. */
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"
#include "duban/file.h"
#include "duban/standing.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sheet_init(struct sheet *sheet)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    *sheet = (struct sheet){.err = DUBAN_ERR_INIT,
                            .report = DUBAN_BUF_INIT,
                            .rejects = DUBAN_BUF_INIT,
                            .json = DUBAN_BUF_INIT};
    sheet->with.year = 2018;
    sheet->with.issued = DUBAN_NO_DATE;
    sheet->with.today = TODAY;
    duban_campaign_init(&sheet->campaign);
}

void sheet_release(struct sheet *sheet)
{
    duban_campaign_release(&sheet->campaign);
    duban_err_release(&sheet->err);
    duban_buf_release(&sheet->report);
    duban_buf_release(&sheet->rejects);
    duban_buf_release(&sheet->json);
}

/* --- What the store does to a batch ---------------------------------------------------------- */

static bool given(const struct duban_batch *batch, size_t before, int64_t id)
{
    for (size_t i = 0; i < before; i++)
        if (batch->changes[i].object == DUBAN_OBJECT_TASK && batch->changes[i].id == id)
            return true;
    return false;
}

/* The id that is wanted while it is free, else a new one. */
static int64_t give_task_id(struct sheet *sheet, const struct duban_batch *batch, size_t at)
{
    int64_t id = batch->changes[at].wanted_id;

    if (!id || duban_campaign_task(&sheet->campaign, id) || given(batch, at, id))
        id = sheet->last_task + 1;
    if (id > sheet->last_task)
        sheet->last_task = id;
    return id;
}

static void settle_phases(struct duban_batch *batch, int64_t from, int64_t to)
{
    char old[24];
    char new[24];

    snprintf(old, sizeof old, "%lld", (long long)from);
    snprintf(new, sizeof new, "%lld", (long long)to);
    for (size_t i = 0; i < batch->n; i++)
        for (size_t k = 0; k < batch->changes[i].n; k++) {
            struct duban_edit *edit = &batch->changes[i].edits[k];

            if (edit->field == DUBAN_FIELD_TASK_PHASE && edit->after &&
                strcmp(edit->after, old) == 0)
                edit->after = duban_change_keep(&batch->changes[i], new);
        }
}

static void settle(struct sheet *sheet, struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++) {
        struct duban_change *change = &batch->changes[i];

        change->version++;
        if (change->id >= 0)
            continue;
        if (change->object == DUBAN_OBJECT_TASK) {
            change->id = give_task_id(sheet, batch, i);
        } else {
            settle_phases(batch, change->id, sheet->last_phase + 1);
            change->id = ++sheet->last_phase;
        }
    }
    duban_campaign_apply(&sheet->campaign, batch, "2018-06-18T08:00:00Z", "test");
}

/* --- Reading --------------------------------------------------------------------------------- */

static void plan(struct sheet *sheet, struct duban_import *import)
{
    struct duban_preview preview;
    struct duban_batch batch;

    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    sheet->status =
        duban_import_year(import) ? DUBAN_OK : duban_import_no_year(import, &sheet->err);
    if (!sheet->status) {
        sheet->campaign.year = duban_import_year(import);
        if (sheet->with.issued != DUBAN_NO_DATE)
            sheet->campaign.issued = sheet->with.issued;
        sheet->status = duban_import_plan(&batch, import, &sheet->campaign, &sheet->err);
    }
    duban_preview_init(&preview, import, &batch, &sheet->campaign);
    duban_preview_report(&sheet->report, &preview);
    duban_preview_rows(&sheet->report, &preview);
    duban_buf_clear(&sheet->json);
    duban_preview_json(&sheet->json, &preview);
    duban_preview_release(&preview);
    duban_buf_clear(&sheet->rejects);
    if (!sheet->status)
        duban_import_rejects(&sheet->rejects, import);
    sheet->changes = batch.n;
    if (!sheet->status)
        settle(sheet, &batch);
    duban_batch_release(&batch);
}

void sheet_read(struct sheet *sheet, const char *bytes, size_t len)
{
    struct duban_import *import;

    duban_err_release(&sheet->err);
    duban_buf_clear(&sheet->report);
    sheet->changes = 0;
    sheet->status =
        duban_import_new(&import, "plan.csv", bytes, len,
                         sheet->campaign.year ? &sheet->campaign : NULL, &sheet->with, &sheet->err);
    if (!sheet->status)
        plan(sheet, import);
    duban_import_free(import);
}

void sheet_reads(struct sheet *sheet, const char *text)
{
    sheet_read(sheet, text, strlen(text));
}

void sheet_read_file(struct sheet *sheet, const char *path)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;

    cr_assert_eq(duban_file_read(&bytes, path, 1u << 20, NULL), DUBAN_OK, "%s", path);
    sheet_read(sheet, bytes.data, bytes.len);
    duban_buf_release(&bytes);
}

void sheet_takes(struct sheet *sheet, const char *text)
{
    sheet_reads(sheet, text);
    cr_assert_eq(sheet->status, DUBAN_OK, "line %lu: %s", sheet->err.line,
                 sheet->err.text ? sheet->err.text : "");
}

/* --- Looking --------------------------------------------------------------------------------- */

void sheet_write(struct duban_buf *out, const struct sheet *sheet, enum duban_export_form form)
{
    struct duban_export_options options = {.form = form, .today = TODAY};

    cr_assert_eq(duban_export(out, &sheet->campaign, DUBAN_EXPORT_CSV, &options, NULL), DUBAN_OK);
}

static void dump_list(struct duban_buf *out, const char *list)
{
    for (; list && *list; list++)
        duban_buf_addc(out, *list == '\n' ? '|' : *list);
}

static void dump_task(struct duban_buf *out, const struct sheet *sheet,
                      const struct duban_task *task)
{
    const struct duban_phase *phase = duban_campaign_phase(&sheet->campaign, task->phase);
    const struct duban_deadline *when = &task->when;
    int dates[] = {when->start, when->due, when->warn};
    char date[DUBAN_DATE_SIZE];

    duban_buf_addf(out, "%s\t%zu\t%s\t", task->serial ? task->serial : "",
                   duban_campaign_phase_no(&sheet->campaign, phase->id), phase->name);
    duban_buf_addf(out, "%s\t", duban_date_format(phase->start, date));
    duban_buf_addf(out, "%s\t", duban_date_format(phase->end, date));
    duban_buf_addf(out, "%s\t%s\t", task->deadline ? task->deadline : "",
                   duban_deadline_kind_name(when->kind));
    for (size_t i = 0; i < 3; i++)
        duban_buf_addf(out, "%s\t", duban_date_format(dates[i], date));
    duban_deadline_flags_format(out, when->flags);
    duban_buf_addf(out, "\t%s\t",
                   duban_date_format(duban_task_due(&sheet->campaign, task, NULL), date));
    dump_list(out, task->leads);
    duban_buf_addc(out, '\n');
}

void sheet_dump(struct duban_buf *out, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->campaign.n_tasks; i++)
        dump_task(out, sheet, sheet->campaign.tasks[i]);
}

const struct duban_task *sheet_task(const struct sheet *sheet, size_t at)
{
    cr_assert_lt(at, sheet->campaign.n_tasks);
    return sheet->campaign.tasks[at];
}

const char *sheet_phase(const struct sheet *sheet, size_t at)
{
    cr_assert_lt(at, sheet->campaign.n_phases);
    return sheet->campaign.phases[at]->name;
}

void sheet_refused(const struct sheet *sheet, unsigned long line, const char *words)
{
    cr_expect_eq(sheet->status, DUBAN_REFUSED, "not refused: %s", words);
    cr_expect_eq(sheet->err.line, line, "line %lu instead of %lu: %s", sheet->err.line, line,
                 words);
    cr_expect(sheet->err.text && strstr(sheet->err.text, words), "%s instead of %s",
              sheet->err.text ? sheet->err.text : "", words);
    cr_expect_str_eq(sheet->err.file ? sheet->err.file : "", "plan.csv");
}

void sheet_reported(const struct sheet *sheet, const char *words)
{
    cr_expect(strstr(sheet->report.data, words), "no %s in:\n%s", words, sheet->report.data);
}
