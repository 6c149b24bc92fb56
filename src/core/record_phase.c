/* Phases: their names, windows and order. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/phase.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

static bool same_name(const char *a, const char *b)
{
    struct duban_buf x = DUBAN_BUF_INIT, y = DUBAN_BUF_INIT;
    duban_text_key(&x, a ? a : "");
    duban_text_key(&y, b ? b : "");
    bool same = strcmp(x.data, y.data) == 0;
    duban_buf_release(&x);
    duban_buf_release(&y);
    return same;
}

/* A phase needs a name, on one line, that no other has. */
static enum duban_status check_name(const struct duban_batch *batch,
                                    const struct duban_campaign *campaign,
                                    const struct duban_phase *phase, struct duban_err *err)
{
    if (!phase->name || strchr(phase->name, '\n'))
        return record_refuse(err, DUBAN_FIELD_PHASE_NAME, _("阶段要有名称，写在一行里"));
    for (size_t i = 0; i < campaign->n_phases; i++)
        if (campaign->phases[i]->id != phase->id &&
            same_name(campaign->phases[i]->name, phase->name))
            return record_refuse(err, DUBAN_FIELD_PHASE_NAME, _("已有同名的阶段"));
    for (size_t i = 0; i < batch->n; i++) {
        const struct duban_edit *edit =
            duban_change_find(&batch->changes[i], DUBAN_FIELD_PHASE_NAME);
        if (edit && batch->changes[i].id != phase->id && same_name(edit->after, phase->name))
            return record_refuse(err, DUBAN_FIELD_PHASE_NAME, _("已有同名的阶段"));
    }
    return DUBAN_OK;
}

static void set_cell(struct duban_phase *phase, const struct duban_phase_cell *cell)
{
    duban_strset(&phase->name, cell->name.len ? cell->name.data : NULL);
    duban_strset(&phase->label, cell->label.len ? cell->label.data : NULL);
    duban_strset(&phase->window, cell->window.len ? cell->window.data : NULL);
    phase->start = cell->start;
    phase->end = cell->end;
}

enum duban_status duban_record_phase_new(struct duban_batch *batch, int64_t *id,
                                         const struct duban_campaign *campaign, const char *cell,
                                         struct duban_err *err)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_phase_cell read;
    struct duban_phase *phase = duban_phase_new();
    char *clean = NULL;
    enum duban_status status = record_clean(&clean, DUBAN_FIELD_PHASE_NAME, cell, err);
    duban_phase_cell_read(&read, clean ? clean : "", &context);
    set_cell(phase, &read);
    phase->id = -1 - (int64_t)batch->n;
    phase->position = 1 + (int64_t)batch->n;
    if (campaign->n_phases)
        phase->position += campaign->phases[campaign->n_phases - 1]->position;
    if (status == DUBAN_OK)
        status = check_name(batch, campaign, phase, err);
    if (status == DUBAN_OK)
        record_diff(batch, DUBAN_OBJECT_PHASE, phase->id, 0, NULL, phase,
                    RECORD_BIT(DUBAN_FIELD_PHASE_NAME));
    if (id)
        *id = phase->id;
    free(clean);
    duban_phase_cell_release(&read);
    duban_phase_free(phase);
    return status;
}

static struct duban_phase *copy_phase(const struct duban_phase *phase)
{
    struct duban_phase *copy = duban_phase_new();
    *copy = *phase;
    copy->name = duban_strdup(phase->name);
    copy->label = duban_strdup(phase->label);
    copy->window = duban_strdup(phase->window);
    return copy;
}

/* The cell as an export writes it, after its name or window was changed. */
static void rewrite_label(struct duban_phase *phase)
{
    struct duban_buf label = DUBAN_BUF_INIT;
    duban_buf_adds(&label, phase->name ? phase->name : "");
    if (phase->window)
        duban_buf_addf(&label, "（%s）", phase->window);
    duban_strset(&phase->label, label.data);
    duban_buf_release(&label);
}

static enum duban_status wish_phase_date(struct duban_phase *phase,
                                         const struct duban_campaign *campaign,
                                         const struct duban_wish *wish, struct duban_err *err)
{
    int date = DUBAN_NO_DATE;
    if (!record_date(&date, wish->value, campaign))
        return record_refuse(err, wish->field, _("这不是一个日期；请写成 2018-06-20 或 6月20日"));
    if (wish->field == DUBAN_FIELD_PHASE_START)
        phase->start = date;
    else
        phase->end = date;
    return DUBAN_OK;
}

static void read_window(struct duban_phase *phase, const struct duban_campaign *campaign)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_deadline when;
    duban_deadline_read(&when, phase->window, &context);
    phase->start = when.start;
    phase->end = when.due;
}

static enum duban_status wish_phase_text(struct duban_phase *phase,
                                         const struct duban_campaign *campaign,
                                         const struct duban_wish *wish, struct duban_err *err)
{
    char *value = NULL;
    enum duban_status status = record_clean(&value, wish->field, wish->value, err);
    if (status != DUBAN_OK)
        return status;
    duban_field_set(phase, wish->field, NULL, value);
    free(value);
    if (wish->field == DUBAN_FIELD_PHASE_WINDOW) {
        read_window(phase, campaign);
        if (phase->window && phase->end == DUBAN_NO_DATE)
            return record_refuse(err, wish->field,
                                 _("起止时间未能识别；请写成 6月至7月 或 12月中旬至年底"));
    }
    rewrite_label(phase);
    return DUBAN_OK;
}

/* All of the phase as a table writes it. */
static enum duban_status wish_phase_cell(struct duban_phase *phase,
                                         const struct duban_campaign *campaign,
                                         const struct duban_wish *wish, struct duban_err *err)
{
    struct duban_deadline_context context = {campaign->year, campaign->issued};
    struct duban_phase_cell read;
    char *clean = NULL;
    enum duban_status status = record_clean(&clean, wish->field, wish->value, err);
    duban_phase_cell_read(&read, clean ? clean : "", &context);
    if (status == DUBAN_OK)
        set_cell(phase, &read);
    free(clean);
    duban_phase_cell_release(&read);
    return status;
}

static enum duban_status wish_phase_field(struct duban_phase *phase,
                                          const struct duban_campaign *campaign,
                                          const struct duban_wish *wish, struct duban_err *err)
{
    if (wish->field == DUBAN_FIELD_PHASE_LABEL)
        return wish_phase_cell(phase, campaign, wish, err);
    if (wish->field == DUBAN_FIELD_PHASE_NAME || wish->field == DUBAN_FIELD_PHASE_WINDOW)
        return wish_phase_text(phase, campaign, wish, err);
    if (wish->field == DUBAN_FIELD_PHASE_START || wish->field == DUBAN_FIELD_PHASE_END)
        return wish_phase_date(phase, campaign, wish, err);
    return record_refuse(err, wish->field, _("这一项不能直接修改"));
}

enum duban_status duban_record_phase_set(struct duban_batch *batch,
                                         const struct duban_campaign *campaign,
                                         const struct duban_phase *phase,
                                         const struct duban_wish *wishes, size_t n,
                                         struct duban_err *err)
{
    struct duban_phase *copy = copy_phase(phase);
    enum duban_status status = DUBAN_OK;
    uint64_t told = 0;
    for (size_t i = 0; i < n && status == DUBAN_OK; i++) {
        status = wish_phase_field(copy, campaign, &wishes[i], err);
        told |= RECORD_BIT(wishes[i].field);
    }
    if (status == DUBAN_OK)
        status = check_name(batch, campaign, copy, err);
    if (status == DUBAN_OK && copy->start != DUBAN_NO_DATE && copy->end != DUBAN_NO_DATE &&
        copy->start > copy->end)
        status = record_refuse(err, DUBAN_FIELD_PHASE_START, _("开始日期晚于结束日期"));
    if (status == DUBAN_OK)
        record_diff(batch, DUBAN_OBJECT_PHASE, phase->id, phase->version, phase, copy, told);
    duban_phase_free(copy);
    return status;
}

static void edit_phase_position(struct duban_batch *batch, const struct duban_phase *phase,
                                int64_t position, bool told)
{
    struct duban_phase *copy = copy_phase(phase);
    copy->position = position;
    record_diff(batch, DUBAN_OBJECT_PHASE, phase->id, phase->version, phase, copy,
                told ? RECORD_BIT(DUBAN_FIELD_PHASE_POSITION) : 0);
    duban_phase_free(copy);
}

enum duban_status duban_record_phase_move(struct duban_batch *batch,
                                          const struct duban_campaign *campaign,
                                          const struct duban_phase *phase, size_t number,
                                          struct duban_err *err)
{
    size_t from = duban_campaign_phase_no(campaign, phase->id);
    if (number < 1 || number > campaign->n_phases || from == 0) {
        duban_err_set(err, DUBAN_REFUSED, _("阶段的序号在 1 到 %zu 之间"), campaign->n_phases);
        return DUBAN_REFUSED;
    }
    for (size_t i = 1, at = 1; i <= campaign->n_phases; i++) {
        const struct duban_phase *each = campaign->phases[i - 1];
        if (each == phase)
            continue;
        if (at == number)
            at++;
        edit_phase_position(batch, each, (int64_t)at++, false);
    }
    edit_phase_position(batch, phase, (int64_t)number, true);
    return DUBAN_OK;
}

enum duban_status duban_record_phase_remove(struct duban_batch *batch,
                                            const struct duban_campaign *campaign,
                                            const struct duban_phase *phase, struct duban_err *err)
{
    size_t first = 0, n = duban_campaign_phase_tasks(campaign, phase->id, &first);
    if (phase->deleted)
        return duban_err_set(err, DUBAN_REFUSED, _("这个阶段已经删除"));
    if (n > 0)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("阶段“%s”还有 %zu 项任务；请先把它们移到其他阶段或删除"),
                             phase->name, n);
    record_edit_deleted(batch, DUBAN_OBJECT_PHASE, phase->id, phase->version, true);
    return DUBAN_OK;
}
