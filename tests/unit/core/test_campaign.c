/* The campaign: order, ids, and finding phases by what people call them. */
#include "unit/core/model.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct duban_campaign campaign;

static void set_up(void)
{
    model_init(&campaign);
}

static void tear_down(void)
{
    duban_campaign_release(&campaign);
}

TestSuite(campaign, .init = set_up, .fini = tear_down);

Test(campaign, phases_are_found_by_number_name_and_unique_part)
{
    bool ambiguous = true;
    const struct {
        const char *word;
        int64_t id;
        bool ambiguous;
    } rows[] = {
        {"1", 1, false},         {"2", 2, false},  {"学习讨论阶段", 2, false}, {"学习", 2, false},
        {"宣传 发动", 1, false}, {"２", 2, false}, {"阶段", 0, true},          {"总结", 0, false},
        {"3", 0, false},         {"", 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct duban_phase *phase =
            duban_campaign_find_phase(&campaign, rows[i].word, &ambiguous);
        cr_expect(eq(i64, phase ? phase->id : 0, rows[i].id), "%s", rows[i].word);
        cr_expect(eq(int, ambiguous, rows[i].ambiguous), "%s", rows[i].word);
    }
}

Test(campaign, tasks_of_a_phase_are_consecutive)
{
    size_t first = 99;
    cr_expect(eq(sz, duban_campaign_phase_tasks(&campaign, 1, &first), 3));
    cr_expect(eq(sz, first, 0));
    cr_expect(eq(sz, duban_campaign_phase_tasks(&campaign, 2, &first), 1));
    cr_expect(eq(sz, first, 3));
    cr_expect(eq(sz, duban_campaign_phase_tasks(&campaign, 9, &first), 0));
}

Test(campaign, departments_come_in_order_and_once)
{
    struct duban_buf names = DUBAN_BUF_INIT;
    model_set(&campaign, 3, DUBAN_FIELD_TASK_LEADS, "督查处、宣传室");
    duban_campaign_departments(&names, &campaign);
    cr_expect_str_eq(names.data, "宣传室\n综合处\n督查处\n业务处");
    duban_buf_release(&names);
}

Test(campaign, ten_thousand_tasks_are_found_by_id)
{
    for (int64_t id = 100; id < 10100; id++) {
        struct duban_task *task = duban_task_new();
        task->id = id;
        task->phase = 1 + id % 2;
        task->position = -id;
        task->deleted = id % 10 == 0;
        task->text = duban_strdup("任务");
        if (id == 5000) /* room for more is made between them, too */
            duban_campaign_expect(&campaign, 20000);
        duban_campaign_add_task(&campaign, task);
    }
    duban_campaign_sort(&campaign);
    cr_expect(eq(sz, campaign.n_tasks, 9004));
    cr_expect(eq(sz, campaign.n_bin, 1000));
    for (int64_t id = 100; id < 10100; id++)
        cr_assert(eq(i64, duban_campaign_task(&campaign, id)->id, id));
    cr_expect(eq(i64, campaign.tasks[0]->id, 10098));
    cr_expect(duban_campaign_task(&campaign, 20000) == NULL);
}

/* Tasks that are in order are left alone; a single one that is not, even the last, is noticed. */
Test(campaign, one_task_out_of_order_is_put_in_its_place)
{
    size_t last = campaign.n_tasks - 1;
    struct duban_task *task = campaign.tasks[last];
    duban_campaign_sort(&campaign);
    cr_assert(campaign.tasks[last] == task);
    task->phase = campaign.tasks[0]->phase;
    task->position = campaign.tasks[0]->position - 1;
    duban_campaign_sort(&campaign);
    cr_expect(campaign.tasks[0] == task);
}

static const struct {
    const char *word;
    int status; /* -1: none */
} words[] = {
    {"todo", DUBAN_TODO},
    {"done", DUBAN_DONE},
    {"DONE", DUBAN_DONE},
    {"已完成", DUBAN_DONE},
    {"办结", DUBAN_DONE},
    {"进行中", DUBAN_DOING},
    {"未启动", DUBAN_TODO},
    {"取消", DUBAN_DROPPED},
    {"不再推进", DUBAN_DROPPED},
    {"基本完成", -1},
    {"", -1},
    {"中", -1},
};

Test(campaign, statuses_are_read_as_people_write_them)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        enum duban_task_status status = DUBAN_TODO;
        bool known = duban_status_parse(&status, words[i].word);
        cr_expect(eq(int, known ? (int)status : -1, words[i].status), "%s", words[i].word);
    }
}
