/* Acts that are counted on the card: a reminder to the departments, a later deadline. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

static bool is_closed(const struct duban_task *task)
{
    return task->status == DUBAN_DONE || task->status == DUBAN_DROPPED;
}

/* The text without blanks at its ends and without controls, owned; NULL: nothing is left. */
static char *bare(const char *text)
{
    struct duban_buf trimmed = DUBAN_BUF_INIT, clean = DUBAN_BUF_INIT;

    if (text)
        duban_text_trim(&trimmed, text);
    duban_text_clean(&clean, trimmed.data, trimmed.len);
    duban_buf_release(&trimmed);
    if (clean.len == 0)
        duban_buf_release(&clean);
    return clean.len > 0 ? duban_buf_detach(&clean) : NULL;
}

static char *one_more(int count)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, "%d", count + 1);
    return duban_buf_detach(&text);
}

/* Whom and how, for the history: 综合处、督查处，电话. */
static char *chase_note(const char *departments, const char *means)
{
    struct duban_buf note = DUBAN_BUF_INIT;
    const char *name;
    size_t len;

    for (const char *p = departments; (name = duban_text_item(&p, &len));) {
        if (note.len > 0)
            duban_buf_adds(&note, "、");
        duban_buf_add(&note, name, len);
    }
    if (means)
        duban_buf_addf(&note, "%s%s", note.len > 0 ? "，" : "", means);
    return note.len > 0 ? duban_buf_detach(&note) : NULL;
}

enum duban_status duban_record_chase(struct duban_batch *batch,
                                     const struct duban_campaign *campaign,
                                     const struct duban_task *task, const char *departments,
                                     const char *means, int today, struct duban_err *err)
{
    char *how = bare(means), *count = one_more(task->chases);
    struct duban_wish wish = {DUBAN_FIELD_TASK_CHASES, NULL, count};
    enum duban_status status;

    if (is_closed(task))
        status = duban_err_set(err, DUBAN_REFUSED, _("这项任务%s，不必催办"),
                               duban_status_label(task->status));
    else
        status = duban_record_set(batch, campaign, task, &wish, 1, today, err);
    if (status == DUBAN_OK) {
        free(batch->note);
        batch->note = chase_note(departments ? departments : task->leads, how);
    }
    free(count);
    free(how);
    return status;
}

/* A new deadline must say a day: what has none can be set, but is no extension. */
static enum duban_status check_extension(const struct duban_campaign *campaign,
                                         const struct duban_task *task, const char *deadline,
                                         const char *reason, struct duban_err *err)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_deadline when;

    if (is_closed(task))
        return duban_err_set(err, DUBAN_REFUSED, _("这项任务%s，不能延期；请先重新启动"),
                             duban_status_label(task->status));
    if (!reason)
        return duban_err_set(err, DUBAN_REFUSED, _("延期要写明原因"));
    duban_deadline_read(&when, deadline ? deadline : "", &context);
    if (when.due == DUBAN_NO_DATE)
        return record_refuse(err, DUBAN_FIELD_TASK_DEADLINE,
                             _("延期要有一个日期；请写成 7月20日、7月底前 这样"));
    if (when.due == task->when.due)
        return record_refuse(err, DUBAN_FIELD_TASK_DEADLINE, _("和现在的期限是同一天"));
    return DUBAN_OK;
}

enum duban_status duban_record_extend(struct duban_batch *batch,
                                      const struct duban_campaign *campaign,
                                      const struct duban_task *task, const char *deadline,
                                      const char *reason, int today, struct duban_err *err)
{
    char *why = bare(reason), *until = bare(deadline), *count = one_more(task->extensions);
    struct duban_wish wishes[] = {{DUBAN_FIELD_TASK_DEADLINE, NULL, until},
                                  {DUBAN_FIELD_TASK_EXTENSIONS, NULL, count}};
    enum duban_status status = check_extension(campaign, task, until, why, err);

    if (status == DUBAN_OK)
        status = duban_record_set(batch, campaign, task, wishes, 2, today, err);
    if (status == DUBAN_OK) {
        duban_strset(&batch->note, why);
        batch->note_task = task->id;
    }
    free(count);
    free(until);
    free(why);
    return status;
}
