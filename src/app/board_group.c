/* The groupings: by what cards are put into columns. */
#include "app/board_plan.h"
#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- By phase --------------------------------------------------------------------------------- */

static void place_by_phase(struct board_plan *plan)
{
    const struct duban_campaign *campaign = plan->campaign;

    for (size_t i = 0; i < campaign->n_phases; i++) {
        const struct duban_phase *phase = campaign->phases[i];
        struct duban_board_column *column =
            board_plan_column(plan, DUBAN_BY_PHASE, phase->id, phase->name, strlen(phase->name));
        size_t first, n = duban_campaign_phase_tasks(campaign, phase->id, &first);

        column->window = phase->window;
        column->current = duban_phase_holds(phase, plan->today);
        for (size_t j = first; j < first + n; j++)
            board_plan_put(plan, i, j);
    }
}

/* --- By status -------------------------------------------------------------------------------- */

static void place_by_status(struct board_plan *plan)
{
    for (enum duban_task_status status = 0; status < DUBAN_TASK_STATUSES; status++) {
        const char *name = duban_status_label(status);

        board_plan_column(plan, DUBAN_BY_STATUS, (int64_t)status, name, strlen(name));
    }
    for (size_t i = 0; i < plan->campaign->n_tasks; i++)
        board_plan_put(plan, plan->campaign->tasks[i]->status, i);
}

enum duban_task_status duban_board_status(int64_t column)
{
    return (enum duban_task_status)board_column_value(column);
}

/* --- By month --------------------------------------------------------------------------------- */

/* A month is the number of months since the year 0. */
enum { OPEN_END = 1 << 20, UNDATED };

struct month {
    int64_t value;
    size_t task;
};

static int64_t month_number(int date)
{
    int year, month;

    duban_date_split(date, &year, &month, NULL);
    return year * 12 + month - 1;
}

static int64_t month_of(const struct board_plan *plan, size_t task)
{
    int due = plan->standings[task].due;

    if (due != DUBAN_NO_DATE)
        return month_number(due);
    return plan->campaign->tasks[task]->when.kind == DUBAN_DEADLINE_OPEN ? OPEN_END : UNDATED;
}

static int by_month(const void *one, const void *other)
{
    const struct month *a = one, *b = other;

    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->task < b->task ? -1 : a->task > b->task;
}

static void put_month_name(struct duban_buf *out, int64_t value, int year)
{
    if (value == OPEN_END)
        duban_buf_adds(out, _("长期"));
    else if (value == UNDATED)
        duban_buf_adds(out, _("无时限"));
    else
        duban_date_say_month(out, (int)(value / 12), (int)(value % 12) + 1, year);
}

static void add_month(struct board_plan *plan, int64_t value)
{
    struct duban_buf name = DUBAN_BUF_INIT;

    put_month_name(&name, value, plan->campaign->year);
    board_plan_column(plan, DUBAN_BY_MONTH, value, name.data, name.len)->current =
        value == month_number(plan->today);
    duban_buf_release(&name);
}

static void place_by_month(struct board_plan *plan)
{
    size_t n = plan->campaign->n_tasks;
    struct month *months = duban_alloc(n * sizeof *months);

    for (size_t i = 0; i < n; i++)
        months[i] = (struct month){month_of(plan, i), i};
    if (n > 0)
        qsort(months, n, sizeof *months, by_month);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || months[i].value != months[i - 1].value)
            add_month(plan, months[i].value);
        board_plan_put(plan, plan->n_columns - 1, months[i].task);
    }
    free(months);
}

bool duban_board_month(int *year, int *month, int64_t column)
{
    int64_t value = board_column_value(column);

    *year = (int)(value / 12);
    *month = (int)(value % 12) + 1;
    return value < OPEN_END;
}

bool duban_board_is_open_end(int64_t column)
{
    return board_column_value(column) == OPEN_END;
}

/* --- The table -------------------------------------------------------------------------------- */

static const struct board_grouping groupings[DUBAN_GROUPINGS] = {
    [DUBAN_BY_PHASE] = {place_by_phase, true, false, N_("阶段"), N_("按阶段")},
    [DUBAN_BY_LEAD] = {board_place_by_lead, true, true, N_("单位"), N_("按牵头单位")},
    [DUBAN_BY_STATUS] = {place_by_status, false, false, N_("状态"), N_("按状态")},
    [DUBAN_BY_MONTH] = {place_by_month, true, true, N_("月份"), N_("按到期月份")},
};

static const char *const sortings[DUBAN_SORTINGS] = {
    [DUBAN_SORT_PLAN] = N_("按计划次序"),
    [DUBAN_SORT_DUE] = N_("按到期日"),
    [DUBAN_SORT_LIGHT] = N_("按缓急"),
    [DUBAN_SORT_LEAD] = N_("按牵头"),
};

const struct board_grouping *board_grouping(enum duban_grouping grouping)
{
    return &groupings[grouping];
}

const char *duban_grouping_noun(enum duban_grouping grouping)
{
    return _(groupings[grouping].noun);
}

const char *duban_grouping_label(enum duban_grouping grouping)
{
    return _(groupings[grouping].label);
}

const char *duban_sorting_label(enum duban_sorting sorting)
{
    return _(sortings[sorting]);
}
