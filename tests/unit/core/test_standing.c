/* Lights, marks and counts. */
#include "unit/core/model.h"

#include "duban/date.h"
#include "duban/standing.h"

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

TestSuite(standing, .init = set_up, .fini = tear_down);

/* One deadline on one day: the light, the days and the mark. */
static const struct {
    const char *deadline, *today, *light;
    int days;
    const char *mark;
} days[] = {
    {"5.25", "2018-05-17", "green", 8, "余8天"},
    {"5.25", "2018-05-18", "yellow", 7, "余7天"},
    {"5.25", "2018-05-24", "yellow", 1, "余1天"},
    {"5.25", "2018-05-25", "yellow", 0, "今天"},
    {"5.25", "2018-05-26", "red", -1, "逾1天"},
    {"7月中旬前", "2018-07-01", "green", 19, "余19天"},
    {"7月中旬前", "2018-07-10", "green", 10, "余10天"},
    {"7月中旬前", "2018-07-11", "yellow", 9, "余9天"},
    {"7月中旬前", "2018-07-20", "yellow", 0, "今天"},
    {"7月中旬前", "2018-07-21", "red", -1, "逾1天"},
    {"8月至10月", "2018-07-31", "green", 92, "未到"},
    {"8月至10月", "2018-08-01", "green", 91, "余91天"},
    {"长期", "2018-07-31", "none", 0, "长期"},
    {"会后7日内", "2018-07-31", "none", 0, "无时限"},
    {"2018-11-31", "2018-12-31", "none", 0, "无时限"},
};

Test(standing, lights_follow_the_days)
{
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct duban_buf mark = DUBAN_BUF_INIT;
        int today = duban_date_parse(days[i].today);
        model_set(&campaign, 1, DUBAN_FIELD_TASK_DEADLINE, days[i].deadline);
        const struct duban_task *task = duban_campaign_task(&campaign, 1);
        struct duban_standing standing = duban_standing_of(&campaign, task, today);
        duban_standing_mark(&mark, task, &standing, today);
        cr_expect_str_eq(duban_light_name(standing.light), days[i].light, "%s", days[i].deadline);
        cr_expect(eq(int, standing.days, days[i].days), "%s", days[i].deadline);
        cr_expect_str_eq(mark.data, days[i].mark);
        duban_buf_release(&mark);
    }
}

Test(standing, without_a_date_the_phase_and_then_the_campaign_give_one)
{
    bool inherited = false;
    int end = duban_date_make(2018, 12, 31);
    cr_expect(eq(int, duban_task_due(&campaign, duban_campaign_task(&campaign, 3), &inherited),
                 DUBAN_NO_DATE));
    cr_expect(not(inherited));
    cr_expect(eq(int, duban_task_due(&campaign, duban_campaign_task(&campaign, 4), &inherited),
                 duban_date_make(2018, 7, 31)));
    cr_expect(inherited);
    campaign.end = end;
    cr_expect(
        eq(int, duban_task_due(&campaign, duban_campaign_task(&campaign, 3), &inherited), end));
    cr_expect(inherited);
    model_set(&campaign, 3, DUBAN_FIELD_TASK_DEADLINE, "每月");
    cr_expect(
        eq(int, duban_task_due(&campaign, duban_campaign_task(&campaign, 3), &inherited), end));
    model_set(&campaign, 3, DUBAN_FIELD_TASK_DEADLINE, "长期");
    cr_expect(eq(int, duban_task_due(&campaign, duban_campaign_task(&campaign, 3), &inherited),
                 DUBAN_NO_DATE));
    model_set(&campaign, 3, DUBAN_FIELD_TASK_DUE, "2018-09-01");
    cr_expect(eq(int, duban_task_due(&campaign, duban_campaign_task(&campaign, 3), &inherited),
                 duban_date_make(2018, 9, 1)));
    cr_expect(not(inherited));
}

Test(standing, closed_tasks_have_a_mark_and_no_light)
{
    struct duban_buf mark = DUBAN_BUF_INIT;
    int today = duban_date_make(2018, 6, 17);
    const struct duban_task *task = duban_campaign_task(&campaign, 1);
    model_set(&campaign, 1, DUBAN_FIELD_TASK_STATUS, "done");
    struct duban_standing standing = duban_standing_of(&campaign, task, today);
    duban_standing_mark(&mark, task, &standing, today);
    cr_expect_str_eq(mark.data, "√逾23天");
    cr_expect(eq(int, standing.days, 23));
    cr_expect(eq(int, standing.light, DUBAN_LIGHT_NONE));
    duban_buf_clear(&mark);
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DONE_ON, "5.20");
    standing = duban_standing_of(&campaign, task, today);
    duban_standing_mark(&mark, task, &standing, today);
    cr_expect_str_eq(mark.data, "√");
    cr_expect(eq(int, standing.days, -5));
    duban_buf_clear(&mark);
    model_set(&campaign, 1, DUBAN_FIELD_TASK_STATUS, "dropped");
    standing = duban_standing_of(&campaign, task, today);
    duban_standing_mark(&mark, task, &standing, today);
    cr_expect_str_eq(mark.data, "×");
    cr_expect(not(standing.has_days));
    duban_buf_release(&mark);
}

Test(standing, the_total_is_the_sum_of_its_parts)
{
    struct duban_tally tally = {0};
    int today = duban_date_make(2018, 6, 17);
    model_set(&campaign, 1, DUBAN_FIELD_TASK_STATUS, "done");
    for (size_t i = 0; i < campaign.n_tasks; i++) {
        struct duban_standing standing = duban_standing_of(&campaign, campaign.tasks[i], today);
        duban_tally_add(&tally, campaign.tasks[i], &standing);
    }
    cr_expect(eq(sz, tally.total, 4));
    cr_expect(eq(sz, tally.done, 1));
    cr_expect(eq(sz, tally.red, 1));
    cr_expect(eq(sz, tally.none, 1));
    cr_expect(eq(sz, tally.green, 1));
    cr_expect(eq(sz, tally.total,
                 tally.done + tally.dropped + tally.red + tally.yellow + tally.green + tally.none));
}
