/* The campaign's own fields; a new year or issue date dates everything anew. */
#include "core/record.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/phase.h"

#include <stdlib.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2199, SOON_MAX = 30 };

static enum duban_status wish_year(struct duban_campaign *campaign, const struct duban_wish *wish,
                                   struct duban_err *err)
{
    if (!duban_field_set(campaign, wish->field, NULL, wish->value) || campaign->year < YEAR_MIN ||
        campaign->year > YEAR_MAX)
        return record_refuse(err, wish->field, _("年度要写成四位数，如 2018"));
    return DUBAN_OK;
}

static enum duban_status wish_soon(struct duban_campaign *campaign, const struct duban_wish *wish,
                                   struct duban_err *err)
{
    if (!duban_field_set(campaign, wish->field, NULL, wish->value) || campaign->soon < 1 ||
        campaign->soon > SOON_MAX)
        return record_refuse(err, wish->field, _("临期天数在 1 到 30 之间"));
    return DUBAN_OK;
}

static enum duban_status wish_date(struct duban_campaign *campaign, const struct duban_wish *wish,
                                   struct duban_err *err)
{
    char text[DUBAN_DATE_SIZE];
    int date = DUBAN_NO_DATE;
    if (!record_date(&date, wish->value, campaign))
        return record_refuse(err, wish->field, _("这不是一个日期；请写成 2018-06-20 或 6月20日"));
    duban_field_set(campaign, wish->field, NULL, duban_date_format(date, text));
    return DUBAN_OK;
}

static enum duban_status wish_string(struct duban_campaign *campaign, const struct duban_wish *wish,
                                     struct duban_err *err)
{
    char *value = NULL;
    enum duban_status status = record_clean(&value, wish->field, wish->value, err);
    if (status == DUBAN_OK)
        duban_field_set(campaign, wish->field, NULL, value);
    free(value);
    return status;
}

static enum duban_status wish_campaign(struct duban_campaign *campaign,
                                       const struct duban_wish *wish, struct duban_err *err)
{
    if (wish->field == DUBAN_FIELD_CAMPAIGN_YEAR)
        return wish_year(campaign, wish, err);
    if (wish->field == DUBAN_FIELD_CAMPAIGN_SOON)
        return wish_soon(campaign, wish, err);
    if (duban_field_info(wish->field)->type == DUBAN_TYPE_DATE)
        return wish_date(campaign, wish, err);
    return wish_string(campaign, wish, err);
}

/* --- Dating anew --------------------------------------------------------------------------- */

/* A task's dates as they are read in the new year. 同上 is settled by the caller, who goes through
 * the plan in order. */
static void redate_task(struct duban_batch *batch, const struct duban_task *task,
                        const struct duban_deadline_context *context, struct duban_deadline *above)
{
    struct duban_task copy = *task;
    if (!task->by_hand) {
        record_read_deadline(batch, &copy, context);
        if (copy.when.kind == DUBAN_DEADLINE_DITTO) {
            copy.when.start = above->start;
            copy.when.due = above->due;
            copy.when.warn = above->warn;
        }
        /* somebody has said that no zero is lost here */
        if (!(task->when.flags & DUBAN_DEADLINE_ZERO_MAYBE))
            copy.when.flags &= ~(unsigned)DUBAN_DEADLINE_ZERO_MAYBE;
    }
    *above = copy.when;
    record_diff(batch, DUBAN_OBJECT_TASK, task->id, task->version, task, &copy, 0);
}

static void redate_phase(struct duban_batch *batch, const struct duban_phase *phase,
                         const struct duban_deadline_context *context)
{
    struct duban_phase copy = *phase;
    struct duban_deadline when;
    if (!phase->window)
        return;
    duban_deadline_read(&when, phase->window, context);
    copy.start = when.start;
    copy.end = when.due;
    record_diff(batch, DUBAN_OBJECT_PHASE, phase->id, phase->version, phase, &copy, 0);
}

static void redate(struct duban_batch *batch, const struct duban_campaign *campaign,
                   const struct duban_campaign *wished)
{
    struct duban_deadline_context context = {wished->year, wished->issued};
    struct duban_deadline above = {DUBAN_DEADLINE_NONE, DUBAN_NO_DATE, DUBAN_NO_DATE, DUBAN_NO_DATE,
                                   0};
    for (size_t i = 0; i < campaign->n_phases; i++)
        redate_phase(batch, campaign->phases[i], &context);
    for (size_t i = 0; i < campaign->n_tasks; i++)
        redate_task(batch, campaign->tasks[i], &context, &above);
    for (size_t i = 0; i < campaign->n_bin; i++)
        redate_task(batch, campaign->bin[i], &context, &above);
}

/* --- Setting ------------------------------------------------------------------------------- */

/* The campaign's own fields, without what it holds. */
static void copy_fields(struct duban_campaign *copy, const struct duban_campaign *campaign)
{
    duban_campaign_init(copy);
    for (unsigned i = 0; i < DUBAN_FIELDS; i++) {
        enum duban_field field = (enum duban_field)i;
        if (duban_field_info(field)->object != DUBAN_OBJECT_CAMPAIGN)
            continue;
        char *value = duban_field_get(campaign, field, NULL);
        duban_field_set(copy, field, NULL, value);
        free(value);
    }
}

static enum duban_status check(const struct duban_campaign *wished, struct duban_err *err)
{
    if (wished->year == 0)
        return record_refuse(err, DUBAN_FIELD_CAMPAIGN_YEAR, _("年度不能为空"));
    if (wished->start != DUBAN_NO_DATE && wished->end != DUBAN_NO_DATE &&
        wished->start > wished->end)
        return record_refuse(err, DUBAN_FIELD_CAMPAIGN_START, _("开始日期晚于结束日期"));
    return DUBAN_OK;
}

enum duban_status duban_record_campaign_set(struct duban_batch *batch,
                                            const struct duban_campaign *campaign,
                                            const struct duban_wish *wishes, size_t n,
                                            struct duban_err *err)
{
    struct duban_campaign wished;
    enum duban_status status = DUBAN_OK;
    uint64_t told = 0;
    copy_fields(&wished, campaign);
    for (size_t i = 0; i < n && status == DUBAN_OK; i++) {
        status = wish_campaign(&wished, &wishes[i], err);
        told |= RECORD_BIT(wishes[i].field);
    }
    if (status == DUBAN_OK)
        status = check(&wished, err);
    if (status == DUBAN_OK) {
        record_diff(batch, DUBAN_OBJECT_CAMPAIGN, 0, campaign->version, campaign, &wished, told);
        if (wished.year != campaign->year || wished.issued != campaign->issued)
            redate(batch, campaign, &wished);
    }
    duban_campaign_release(&wished);
    return status;
}
