/* Groupings and orders: where every card stands, and that the counts add up. */
#include "duban/board.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct duban_campaign campaign;
static struct duban_board board;
static int today;

static void add_phase(int64_t id, const char *name)
{
    struct duban_phase *phase = duban_phase_new();

    phase->id = phase->position = id;
    phase->name = duban_strdup(name);
    duban_campaign_add_phase(&campaign, phase);
}

static struct duban_task *add_task(int64_t id, int64_t phase, const char *leads, int due)
{
    struct duban_task *task = duban_task_new();

    task->id = task->position = id;
    task->phase = phase;
    task->text = duban_strdup("任务");
    task->leads = duban_strdup(leads);
    task->when.due = due;
    task->when.kind = due == DUBAN_NO_DATE ? DUBAN_DEADLINE_BAD : DUBAN_DEADLINE_DAY;
    duban_campaign_add_task(&campaign, task);
    return task;
}

static int day(int year, int month, int number)
{
    return duban_date_make(year, month, number);
}

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    duban_campaign_init(&campaign);
    duban_board_init(&board);
    campaign.year = 2018;
    today = day(2018, 6, 18);
    add_phase(1, "宣传发动");
    add_phase(2, "学习讨论");
}

static void fini(void)
{
    duban_board_release(&board);
    duban_campaign_release(&campaign);
}

TestSuite(group, .init = init, .fini = fini, .timeout = 60);

static void arrange(enum duban_grouping grouping, enum duban_sorting sorting)
{
    struct duban_arrangement how = {.grouping = grouping, .sorting = sorting, .unfolded = true};

    duban_campaign_sort(&campaign);
    duban_board_make(&board, &campaign, today, &how);
}

static void filter(enum duban_grouping grouping, const char *words)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_query *query;

    cr_assert_eq(duban_query_new(&query, &words, 1, today, &err), DUBAN_OK);
    struct duban_arrangement how = {.grouping = grouping, .filter = query};
    duban_campaign_sort(&campaign);
    duban_board_make(&board, &campaign, today, &how);
    duban_query_free(query);
}

/* "宣传室: 1 2; 无牵头单位: 3": the columns with the ids of their cards; a fold is "-". */
static const char *picture(void)
{
    static char text[2048];
    size_t len = 0;

    text[0] = '\0';
    for (size_t i = 0; i < board.n_columns; i++) {
        const struct duban_board_column *column = &board.columns[i];

        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s:", i > 0 ? "; " : "",
                                column->name);
        for (size_t j = 0; j < column->n_rows; j++) {
            const struct duban_task *task = column->rows[j].task;

            if (task)
                len +=
                    (size_t)snprintf(text + len, sizeof text - len, " %lld", (long long)task->id);
            else
                len += (size_t)snprintf(text + len, sizeof text - len, " -");
        }
        cr_assert_lt(len, sizeof text);
    }
    return text;
}

/* --- What stands where ------------------------------------------------------------------------ */

Test(group, departments_come_by_overdue_tasks_then_as_the_plan_names_them)
{
    add_task(11, 1, "宣传室", day(2018, 7, 1));
    add_task(12, 1, "综合处\n督查处", day(2018, 6, 1));
    add_task(13, 1, NULL, DUBAN_NO_DATE);
    add_task(21, 2, "督查处", day(2018, 6, 17));
    add_task(22, 2, "业务处\n宣传室", day(2018, 6, 18));
    arrange(DUBAN_BY_LEAD, DUBAN_SORT_PLAN);
    cr_expect_str_eq(picture(),
                     "督查处: 12 21; 综合处: 12; 宣传室: 11 22; 业务处: 22; 无牵头单位: 13");
    cr_expect_eq(board.columns[0].tally.red, 2);
    cr_expect_eq(board.tally.total, 5, "a task with two leads counts once");
    cr_expect_not(duban_board_has_lead(board.columns[4].id));
    cr_expect(duban_board_has_lead(board.columns[0].id));
}

Test(group, a_department_that_is_named_twice_has_the_card_once)
{
    add_task(11, 1, "宣传室\n宣传室", DUBAN_NO_DATE);
    arrange(DUBAN_BY_LEAD, DUBAN_SORT_PLAN);
    cr_expect_str_eq(picture(), "宣传室: 11");
}

Test(group, statuses_are_always_four_columns_without_folds)
{
    add_task(11, 1, "宣传室", DUBAN_NO_DATE)->status = DUBAN_DONE;
    add_task(12, 1, "宣传室", DUBAN_NO_DATE)->status = DUBAN_DOING;
    struct duban_arrangement how = {.grouping = DUBAN_BY_STATUS};

    duban_campaign_sort(&campaign);
    duban_board_make(&board, &campaign, today, &how);
    cr_expect_str_eq(picture(), "未启动:; 进行中: 12; 已完成: 11; 不再推进:");
    for (size_t i = 0; i < board.n_columns; i++)
        cr_expect_eq(duban_board_status(board.columns[i].id), (enum duban_task_status)i);
}

Test(group, months_ascend_and_what_has_no_date_comes_last)
{
    int year, month;

    add_task(11, 1, NULL, day(2019, 1, 31));
    add_task(12, 1, NULL, DUBAN_NO_DATE);
    add_task(13, 1, NULL, DUBAN_NO_DATE)->when.kind = DUBAN_DEADLINE_OPEN;
    add_task(14, 1, NULL, day(2018, 6, 30));
    add_task(21, 2, NULL, day(2018, 6, 1));
    add_task(22, 2, NULL, day(2018, 12, 31));
    arrange(DUBAN_BY_MONTH, DUBAN_SORT_PLAN);
    cr_expect_str_eq(picture(), "6月: 14 21; 12月: 22; 2019年1月: 11; 长期: 13; 无时限: 12");
    cr_expect(board.columns[0].current);
    cr_expect_not(board.columns[1].current);
    cr_expect_eq(board.columns[0].tally.red, 1);
    cr_assert(duban_board_month(&year, &month, board.columns[2].id));
    cr_expect_eq(year, 2019);
    cr_expect_eq(month, 1);
    cr_expect_not(duban_board_month(&year, &month, board.columns[3].id));
    cr_expect(duban_board_is_open_end(board.columns[3].id));
    cr_expect_not(duban_board_is_open_end(board.columns[4].id));
}

/* A date that is the phase's counts as the task's own: it is the effective one. */
Test(group, a_month_is_that_of_the_effective_due_date)
{
    add_task(11, 1, NULL, DUBAN_NO_DATE)->when.kind = DUBAN_DEADLINE_NONE;
    campaign.phases[0]->end = day(2018, 8, 31);
    arrange(DUBAN_BY_MONTH, DUBAN_SORT_PLAN);
    cr_expect_str_eq(picture(), "8月: 11");
}

Test(group, a_closed_card_that_is_to_be_seen_unfolds_its_column)
{
    add_task(11, 1, "甲处", DUBAN_NO_DATE)->status = DUBAN_DONE;
    add_task(12, 1, "乙处", DUBAN_NO_DATE)->status = DUBAN_DONE;
    struct duban_arrangement how = {.grouping = DUBAN_BY_LEAD, .seen = 12};

    duban_campaign_sort(&campaign);
    duban_board_make(&board, &campaign, today, &how);
    cr_expect_str_eq(picture(), "甲处: -; 乙处: - 12");
    cr_expect_eq(duban_board_find(&board, 12), 1);
    cr_expect_eq(duban_board_find(&board, 11), SIZE_MAX);
}

/* --- Orders ----------------------------------------------------------------------------------- */

Test(group, cards_can_stand_by_date_light_and_lead)
{
    add_task(1, 1, "乙处", day(2018, 9, 1));
    add_task(2, 1, NULL, DUBAN_NO_DATE);
    add_task(3, 1, "甲处", day(2018, 6, 20));
    add_task(4, 1, "乙处", day(2018, 6, 1));
    add_task(5, 1, "甲处", day(2018, 8, 1))->when.warn = day(2018, 6, 10);
    add_task(6, 1, "乙处", day(2018, 7, 15));
    arrange(DUBAN_BY_PHASE, DUBAN_SORT_DUE);
    cr_expect_str_eq(picture(), "宣传发动: 4 3 6 5 1 2; 学习讨论:");
    arrange(DUBAN_BY_PHASE, DUBAN_SORT_LIGHT);
    cr_expect_str_eq(picture(), "宣传发动: 4 3 5 6 1 2; 学习讨论:");
    arrange(DUBAN_BY_PHASE, DUBAN_SORT_LEAD);
    cr_expect_str_eq(picture(), "宣传发动: 1 4 6 3 5 2; 学习讨论:");
}

Test(group, closed_cards_stay_behind_the_live_ones_in_every_order)
{
    add_task(1, 1, NULL, day(2018, 6, 1))->status = DUBAN_DONE;
    add_task(2, 1, NULL, day(2018, 9, 1));
    arrange(DUBAN_BY_PHASE, DUBAN_SORT_DUE);
    cr_expect_str_eq(picture(), "宣传发动: 2 - 1; 学习讨论:");
}

/* --- Filters ---------------------------------------------------------------------------------- */

Test(group, a_filter_leaves_phases_and_statuses_and_takes_other_columns_away)
{
    add_task(11, 1, "宣传室", DUBAN_NO_DATE);
    add_task(12, 1, "督查处", DUBAN_NO_DATE);
    filter(DUBAN_BY_PHASE, "牵头:宣传室");
    cr_expect_str_eq(picture(), "宣传发动: 11; 学习讨论:");
    cr_expect_eq(board.columns[0].all, 2);
    cr_expect_eq(board.columns[0].tally.total, 1);
    filter(DUBAN_BY_STATUS, "牵头:宣传室");
    cr_expect_str_eq(picture(), "未启动: 11; 进行中:; 已完成:; 不再推进:");
    filter(DUBAN_BY_LEAD, "牵头:宣传室");
    cr_expect_str_eq(picture(), "宣传室: 11");
    filter(DUBAN_BY_LEAD, "没有的字");
    cr_expect_eq(board.n_columns, 0);
    cr_expect_eq(board.all, 2);
}

Test(group, what_a_filter_finds_is_never_folded)
{
    add_task(11, 1, NULL, DUBAN_NO_DATE)->status = DUBAN_DONE;
    add_task(12, 1, NULL, DUBAN_NO_DATE);
    filter(DUBAN_BY_PHASE, "status:done,todo");
    cr_expect_str_eq(picture(), "宣传发动: 12 11; 学习讨论:");
}

/* --- Properties ------------------------------------------------------------------------------- */

static void add_any(unsigned *seed, int64_t id)
{
    static const char *const names[] = {NULL, "甲处", "乙处", "甲处\n丙处", "丁处\n乙处\n甲处"};
    unsigned dice = (unsigned)rand_r(seed);
    bool dated = dice % 5 != 0;
    struct duban_task *task =
        add_task(id, 1 + dice / 5 % 2, names[dice / 10 % 5],
                 dated ? today - 200 + (int)(dice / 50 % 500) : DUBAN_NO_DATE);

    if (!dated)
        task->when.kind = (enum duban_deadline_kind)(dice / 50 % DUBAN_DEADLINE_KINDS);
    task->status = (enum duban_task_status)(dice / 3 % DUBAN_TASK_STATUSES);
    task->deleted = dice / 7 % 11 == 0;
}

static size_t times_shown(int64_t task)
{
    size_t n = 0;

    for (size_t i = 0; i < board.n_columns; i++)
        for (size_t j = 0; j < board.columns[i].n_rows; j++)
            n += board.columns[i].rows[j].task && board.columns[i].rows[j].task->id == task;
    return n;
}

static size_t leads_of(const struct duban_task *task)
{
    size_t n = 1;

    for (const char *p = task->leads; p && *p; p++)
        n += *p == '\n';
    return n;
}

static void assert_adds_up(const struct duban_tally *tally)
{
    cr_assert_eq(tally->total, tally->done + tally->dropped + tally->red + tally->yellow +
                                   tally->green + tally->none);
}

static void assert_whole(enum duban_grouping grouping)
{
    for (size_t i = 0; i < campaign.n_tasks; i++) {
        const struct duban_task *task = campaign.tasks[i];

        cr_assert_eq(times_shown(task->id), grouping == DUBAN_BY_LEAD ? leads_of(task) : 1,
                     "task %lld, %s", (long long)task->id, duban_grouping_label(grouping));
    }
    for (size_t i = 0; i < campaign.n_bin; i++)
        cr_assert_eq(times_shown(campaign.bin[i]->id), 0);
    assert_adds_up(&board.tally);
    cr_assert_eq(board.tally.total, campaign.n_tasks);
    for (size_t i = 0; i < board.n_columns; i++) {
        const struct duban_board_column *column = &board.columns[i];

        assert_adds_up(&column->tally);
        cr_assert_eq(column->tally.total, column->all);
        cr_assert_eq(column->n_rows, column->all + column->folds);
        cr_assert_eq(duban_board_column_of(&board, column->id), i, "an id names one column");
    }
}

Test(group, every_task_stands_where_it_belongs_and_the_counts_add_up)
{
    unsigned seed = 3;

    for (int64_t id = 1; id <= 400; id++)
        add_any(&seed, id);
    for (int grouping = 0; grouping < DUBAN_GROUPINGS; grouping++)
        for (int sorting = 0; sorting < DUBAN_SORTINGS; sorting++) {
            arrange((enum duban_grouping)grouping, (enum duban_sorting)sorting);
            assert_whole((enum duban_grouping)grouping);
        }
}

Test(group, a_board_without_tasks_is_whole_too)
{
    for (int grouping = 0; grouping < DUBAN_GROUPINGS; grouping++) {
        arrange((enum duban_grouping)grouping, DUBAN_SORT_LEAD);
        assert_whole((enum duban_grouping)grouping);
    }
}
