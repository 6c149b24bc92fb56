/* The board as it is shown: which cards stand in which column, and in what order. */
#include "duban/board.h"

#include "app/board_plan.h"
#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"

#include <stdlib.h>

void duban_board_init(struct duban_board *board)
{
    *board = (struct duban_board){0};
}

static void release_column(struct duban_board_column *column)
{
    free(column->name);
    free(column->rows);
}

void duban_board_release(struct duban_board *board)
{
    for (size_t i = 0; i < board->n_columns; i++)
        release_column(&board->columns[i]);
    free(board->columns);
    duban_board_init(board);
}

/* --- The plan --------------------------------------------------------------------------------- */

#define VALUE_BITS 56

struct duban_board_column *board_plan_column(struct board_plan *plan, enum duban_grouping grouping,
                                             int64_t value, const char *name, size_t len)
{
    plan->columns =
        duban_more(plan->columns, plan->n_columns, &plan->cap_columns, sizeof *plan->columns);
    struct duban_board_column *column = &plan->columns[plan->n_columns++];
    *column = (struct duban_board_column){
        .id = (int64_t)grouping << VALUE_BITS | value,
        .name = duban_strndup(name, len),
    };
    return column;
}

int64_t board_column_value(int64_t id)
{
    return id & ((INT64_C(1) << VALUE_BITS) - 1);
}

bool duban_board_has_lead(int64_t column)
{
    return board_column_value(column) != 0;
}

void board_plan_put(struct board_plan *plan, size_t column, size_t task)
{
    plan->places =
        duban_more(plan->places, plan->n_places, &plan->cap_places, sizeof *plan->places);
    plan->places[plan->n_places++] = (struct board_place){column, task};
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* A board being made: the plan, and what of it is shown. */
struct making {
    struct board_plan plan;
    const struct duban_arrangement *how;
    struct duban_standing *standings; /* of each task */
    bool *shown;                      /* whether the filter lets it through */
    bool folds;
    size_t *lead_ranks; /* NULL unless sorted by lead */
};

static bool closed(const struct duban_task *task)
{
    return task->status == DUBAN_DONE || task->status == DUBAN_DROPPED;
}

static bool holds(const int64_t *ids, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Adds those of the tasks that are closed, or those that are not. */
static void add_cards(struct duban_board_column *column, const struct making *making,
                      const size_t *tasks, size_t n, bool want_closed)
{
    for (size_t i = 0; i < n; i++) {
        const struct duban_task *task = making->plan.campaign->tasks[tasks[i]];

        if (closed(task) == want_closed)
            column->rows[column->n_rows++] =
                (struct duban_board_row){DUBAN_BOARD_CARD, task, making->standings[tasks[i]]};
    }
}

static void count(struct duban_tally *tally, const struct making *making, size_t task)
{
    duban_tally_add(tally, making->plan.campaign->tasks[task], &making->standings[task]);
}

static bool seen_among(const struct making *making, const size_t *tasks, size_t n)
{
    for (size_t i = 0; making->how->seen != 0 && i < n; i++)
        if (making->plan.campaign->tasks[tasks[i]]->id == making->how->seen)
            return closed(making->plan.campaign->tasks[tasks[i]]);
    return false;
}

/* The rows of a column that shows these tasks. */
static void fill_column(struct duban_board_column *column, const struct making *making,
                        size_t *tasks, size_t n)
{
    const struct duban_arrangement *how = making->how;

    board_sort(tasks, n, how->sorting, &making->plan, making->lead_ranks);
    for (size_t i = 0; i < n; i++)
        count(&column->tally, making, tasks[i]);
    column->rows = duban_alloc((n + 1) * sizeof *column->rows);
    column->folds = making->folds && column->tally.done + column->tally.dropped > 0;
    column->open = !column->folds || how->unfolded || holds(how->open, how->n_open, column->id) ||
                   seen_among(making, tasks, n);
    add_cards(column, making, tasks, n, false);
    if (column->folds)
        column->rows[column->n_rows++] =
            (struct duban_board_row){DUBAN_BOARD_FOLD, NULL, {.due = DUBAN_NO_DATE}};
    if (column->open)
        add_cards(column, making, tasks, n, true);
}

/* Hands every column its tasks that are shown; `all` counts the others too. */
static void fill_columns(struct making *making)
{
    struct board_plan *plan = &making->plan;
    size_t *tasks = duban_alloc(plan->n_places * sizeof *tasks);
    size_t *ends = duban_alloc(plan->n_columns * sizeof *ends);
    size_t n = 0;

    for (size_t i = 0; i < plan->n_places; i++) {
        plan->columns[plan->places[i].column].all++;
        ends[plan->places[i].column] += making->shown[plan->places[i].task];
    }
    for (size_t i = 0; i < plan->n_columns; i++) {
        size_t shown = ends[i];
        ends[i] = n; /* where its tasks begin, until they have been put there */
        n += shown;
    }
    for (size_t i = 0; i < plan->n_places; i++)
        if (making->shown[plan->places[i].task])
            tasks[ends[plan->places[i].column]++] = plan->places[i].task;
    for (size_t i = 0; i < plan->n_columns; i++) {
        size_t begin = i > 0 ? ends[i - 1] : 0;
        fill_column(&plan->columns[i], making, tasks + begin, ends[i] - begin);
    }
    free(ends);
    free(tasks);
}

/* Takes away the columns in which the filter has left nothing. */
static void drop_empty(struct board_plan *plan)
{
    size_t n = 0;

    for (size_t i = 0; i < plan->n_columns; i++) {
        if (plan->columns[i].tally.total > 0)
            plan->columns[n++] = plan->columns[i];
        else
            release_column(&plan->columns[i]);
    }
    plan->n_columns = n;
}

/* --- The board -------------------------------------------------------------------------------- */

static void begin(struct making *making, const struct duban_campaign *campaign, int today,
                  const struct duban_arrangement *how)
{
    size_t n = campaign->n_tasks;

    *making = (struct making){
        .how = how,
        .standings = duban_alloc(n * sizeof *making->standings),
        .shown = duban_alloc(n * sizeof *making->shown),
        .folds = board_grouping(how->grouping)->folds && !how->filter,
        .lead_ranks = how->sorting == DUBAN_SORT_LEAD ? board_lead_ranks(campaign) : NULL,
    };
    making->plan.campaign = campaign;
    making->plan.today = today;
    making->plan.standings = making->standings;
    for (size_t i = 0; i < n; i++) {
        making->standings[i] = duban_standing_of(campaign, campaign->tasks[i], today);
        making->shown[i] = duban_query_fits(how->filter, campaign, campaign->tasks[i], today);
    }
}

static void end(struct making *making)
{
    free(making->plan.places);
    free(making->standings);
    free(making->shown);
    free(making->lead_ranks);
}

void duban_board_make(struct duban_board *board, const struct duban_campaign *campaign, int today,
                      const struct duban_arrangement *how)
{
    const struct board_grouping *grouping = board_grouping(how->grouping);
    struct making making;

    duban_board_release(board);
    begin(&making, campaign, today, how);
    grouping->place(&making.plan);
    fill_columns(&making);
    if (grouping->sparse)
        drop_empty(&making.plan);
    board->grouping = how->grouping;
    board->filtered = how->filter != NULL;
    board->folds = making.folds;
    board->columns = making.plan.columns;
    board->n_columns = making.plan.n_columns;
    board->all = campaign->n_tasks;
    for (size_t i = 0; i < campaign->n_tasks; i++)
        if (making.shown[i])
            count(&board->tally, &making, i);
    end(&making);
}

size_t duban_board_column_of(const struct duban_board *board, int64_t id)
{
    for (size_t i = 0; i < board->n_columns; i++)
        if (board->columns[i].id == id)
            return i;
    return SIZE_MAX;
}

size_t duban_board_row_of(const struct duban_board_column *column, int64_t task)
{
    for (size_t i = 0; i < column->n_rows; i++)
        if (column->rows[i].task && column->rows[i].task->id == task)
            return i;
    return SIZE_MAX;
}

size_t duban_board_find(const struct duban_board *board, int64_t task)
{
    for (size_t i = 0; i < board->n_columns; i++)
        if (duban_board_row_of(&board->columns[i], task) != SIZE_MAX)
            return i;
    return SIZE_MAX;
}

void duban_board_fold_text(struct duban_buf *out, const struct duban_board_column *column)
{
    size_t done = column->tally.done, dropped = column->tally.dropped;

    if (done > 0)
        duban_buf_addf(out, Q_("已办结 %zu 项", "已办结 %zu 项", done), done);
    if (done > 0 && dropped > 0)
        duban_buf_adds(out, _("，"));
    if (dropped > 0)
        duban_buf_addf(out, Q_("不再推进 %zu 项", "不再推进 %zu 项", dropped), dropped);
}
