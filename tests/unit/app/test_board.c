/* The board as it is shown: display order, folds, counts, the phases of today. */
#include "duban/board.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <criterion/criterion.h>
#include <stdint.h>

static struct duban_campaign campaign;
static struct duban_board board;

static void add_phase(int64_t id, int start, int end)
{
    struct duban_phase *phase = duban_phase_new();

    phase->id = phase->position = id;
    phase->name = duban_strdup("阶段");
    phase->start = start;
    phase->end = end;
    duban_campaign_add_phase(&campaign, phase);
}

static void add_task(int64_t id, int64_t phase, enum duban_task_status status)
{
    struct duban_task *task = duban_task_new();

    task->id = task->position = id;
    task->phase = phase;
    task->text = duban_strdup("任务");
    task->status = status;
    duban_campaign_add_task(&campaign, task);
}

static void init(void)
{
    duban_campaign_init(&campaign);
    duban_board_init(&board);
    add_phase(1, 100, 200);
    add_phase(2, 150, DUBAN_NO_DATE);
    add_phase(3, DUBAN_NO_DATE, DUBAN_NO_DATE);
    add_task(11, 1, DUBAN_DONE);
    add_task(12, 1, DUBAN_TODO);
    add_task(13, 1, DUBAN_DROPPED);
    add_task(14, 1, DUBAN_DOING);
    add_task(21, 2, DUBAN_TODO);
    duban_campaign_sort(&campaign);
}

static void fini(void)
{
    duban_board_release(&board);
    duban_campaign_release(&campaign);
}

static void make(struct duban_arrangement how, int today)
{
    duban_board_make(&board, &campaign, today, &how);
}

TestSuite(board, .init = init, .fini = fini, .timeout = 20);

Test(board, live_cards_come_first_and_closed_ones_are_folded)
{
    make((struct duban_arrangement){0}, 160);
    const struct duban_board_column *column = &board.columns[0];
    cr_assert_eq(column->n_rows, 3);
    cr_assert_eq(column->rows[0].task->id, 12);
    cr_assert_eq(column->rows[1].task->id, 14);
    cr_assert_eq(column->rows[2].kind, DUBAN_BOARD_FOLD);
    cr_assert(column->rows[2].task == NULL);
}

Test(board, an_open_fold_shows_what_is_closed_in_plan_order)
{
    int64_t open[] = {7, 1};

    make((struct duban_arrangement){.open = open, .n_open = 2}, 160);
    const struct duban_board_column *column = &board.columns[0];
    cr_assert_eq(column->n_rows, 5);
    cr_assert_eq(column->rows[3].task->id, 11);
    cr_assert_eq(column->rows[4].task->id, 13);
    cr_assert_eq(duban_board_row_of(column, 13), 4);
}

Test(board, a_column_without_closed_cards_has_no_fold)
{
    int64_t open[] = {2, 3};

    make((struct duban_arrangement){.open = open, .n_open = 2}, 160);
    cr_assert_eq(board.columns[1].n_rows, 1);
    cr_assert_eq(board.columns[2].n_rows, 0);
}

Test(board, folded_cards_count_all_the_same)
{
    make((struct duban_arrangement){0}, 160);
    cr_assert_eq(board.columns[0].tally.total, 4);
    cr_assert_eq(board.columns[0].tally.done, 1);
    cr_assert_eq(board.columns[0].tally.dropped, 1);
    cr_assert_eq(board.tally.total, 5);
}

Test(board, a_fold_says_what_is_in_it)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    make((struct duban_arrangement){0}, 160);
    duban_board_fold_text(&text, &board.columns[0]);
    cr_assert_str_eq(text.data, "已办结 1 项，不再推进 1 项");
    duban_buf_release(&text);
}

Test(board, several_phases_can_hold_today)
{
    static const struct {
        int today;
        bool first, second;
    } days[] = {{99, false, false},
                {100, true, false},
                {150, true, true},
                {200, true, true},
                {201, false, true}};

    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        make((struct duban_arrangement){0}, days[i].today);
        cr_assert_eq(board.columns[0].current, days[i].first, "day %d", days[i].today);
        cr_assert_eq(board.columns[1].current, days[i].second, "day %d", days[i].today);
        cr_assert(!board.columns[2].current);
    }
}

Test(board, what_is_not_there_is_not_found)
{
    make((struct duban_arrangement){0}, 160);
    cr_assert_eq(duban_board_column_of(&board, 2), 1);
    cr_assert_eq(duban_board_column_of(&board, 9), SIZE_MAX);
    cr_assert_eq(duban_board_row_of(&board.columns[0], 11), SIZE_MAX);
    cr_assert_eq(duban_board_row_of(&board.columns[0], 21), SIZE_MAX);
}
