/* The board as it is shown: which cards stand in which column, and in what order. */
#include "duban/board.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"

#include <stdlib.h>

void duban_board_init(struct duban_board *board)
{
    *board = (struct duban_board){0};
}

void duban_board_release(struct duban_board *board)
{
    for (size_t i = 0; i < board->n_columns; i++)
        free(board->columns[i].rows);
    free(board->columns);
    duban_board_init(board);
}

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

static void add_row(struct duban_board_column *column, enum duban_board_kind kind,
                    const struct duban_task *task, struct duban_standing standing)
{
    column->rows[column->n_rows++] = (struct duban_board_row){kind, task, standing};
}

/* Adds those of the column's tasks that are closed, or those that are not. */
static void add_cards(struct duban_board_column *column, struct duban_task *const *tasks, size_t n,
                      bool want_closed, const struct duban_campaign *campaign, int today)
{
    for (size_t i = 0; i < n; i++)
        if (closed(tasks[i]) == want_closed)
            add_row(column, DUBAN_BOARD_CARD, tasks[i],
                    duban_standing_of(campaign, tasks[i], today));
}

static void count(struct duban_board_column *column, struct duban_task *const *tasks, size_t n,
                  const struct duban_campaign *campaign, int today)
{
    for (size_t i = 0; i < n; i++) {
        struct duban_standing standing = duban_standing_of(campaign, tasks[i], today);
        duban_tally_add(&column->tally, tasks[i], &standing);
    }
}

static bool holds_day(const struct duban_phase *phase, int day)
{
    bool bounded = phase->start != DUBAN_NO_DATE || phase->end != DUBAN_NO_DATE;

    return bounded && (phase->start == DUBAN_NO_DATE || phase->start <= day) &&
           (phase->end == DUBAN_NO_DATE || day <= phase->end);
}

static void make_column(struct duban_board_column *column, const struct duban_campaign *campaign,
                        const struct duban_phase *phase, int today, bool open)
{
    size_t first;
    size_t n = duban_campaign_phase_tasks(campaign, phase->id, &first);
    struct duban_task *const *tasks = campaign->tasks + first;

    *column = (struct duban_board_column){
        .id = phase->id,
        .phase = phase,
        .rows = duban_alloc((n + 1) * sizeof *column->rows),
        .open = open,
        .current = holds_day(phase, today),
    };
    count(column, tasks, n, campaign, today);
    add_cards(column, tasks, n, false, campaign, today);
    if (column->tally.done + column->tally.dropped == 0)
        return;
    add_row(column, DUBAN_BOARD_FOLD, NULL, (struct duban_standing){.due = DUBAN_NO_DATE});
    if (open)
        add_cards(column, tasks, n, true, campaign, today);
}

static void add_tally(struct duban_tally *sum, const struct duban_tally *part)
{
    sum->total += part->total;
    sum->done += part->done;
    sum->dropped += part->dropped;
    sum->red += part->red;
    sum->yellow += part->yellow;
    sum->green += part->green;
    sum->none += part->none;
}

void duban_board_make(struct duban_board *board, const struct duban_campaign *campaign, int today,
                      const int64_t *open, size_t n_open)
{
    duban_board_release(board);
    board->columns = duban_alloc(campaign->n_phases * sizeof *board->columns);
    for (size_t i = 0; i < campaign->n_phases; i++) {
        const struct duban_phase *phase = campaign->phases[i];

        make_column(&board->columns[i], campaign, phase, today, holds(open, n_open, phase->id));
        add_tally(&board->tally, &board->columns[i].tally);
    }
    board->n_columns = campaign->n_phases;
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
