/* Queries: which of six tasks each one chooses, and which words are no query. */
#include "duban/query.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(query, .init = init);

/* Monday 18 June 2018. */
#define TODAY duban_date_make(2018, 6, 18)

struct row {
    int phase;
    const char *serial, *text, *leads, *supports;
    int month, day; /* due; 0: none */
    enum duban_task_status status;
    unsigned flags;
};

/* Task n is row n − 1. */
static const struct row rows[] = {
    {1, "1", "制定实施方案", "宣传室", NULL, 5, 25, DUBAN_DONE, 0},
    {1, "2", "查找问题ABC", "综合处\n督查处", "业务处", 6, 15, DUBAN_TODO, 0},
    {2, "3", "召开座谈会 8:30", "业务处", NULL, 6, 20, DUBAN_DOING, DUBAN_DEADLINE_AMBIG},
    {2, "10", "开办专栏，逾期不候", "宣传室", NULL, 7, 30, DUBAN_TODO, 0},
    {3, NULL, "形成成果", NULL, NULL, 0, 0, DUBAN_TODO, 0},
    {3, "12", "总结", "综合处", NULL, 12, 15, DUBAN_DROPPED, 0},
};

static void build(struct duban_campaign *campaign)
{
    static const char *const phases[] = {"宣传发动阶段", "学习讨论阶段", "实践转化阶段"};

    duban_campaign_init(campaign);
    campaign->year = 2018;
    for (int i = 0; i < 3; i++) {
        struct duban_phase *phase = duban_phase_new();

        phase->id = i + 1;
        phase->position = i + 1;
        phase->name = duban_strdup(phases[i]);
        duban_campaign_add_phase(campaign, phase);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct duban_task *task = duban_task_new();

        task->id = (int64_t)i + 1;
        task->position = (int64_t)i + 1;
        task->phase = rows[i].phase;
        task->serial = duban_strdup(rows[i].serial);
        task->text = duban_strdup(rows[i].text);
        task->leads = duban_strdup(rows[i].leads);
        task->supports = duban_strdup(rows[i].supports);
        task->status = rows[i].status;
        task->when.flags = rows[i].flags;
        if (rows[i].month != 0) {
            task->when.kind = DUBAN_DEADLINE_DATE;
            task->when.due = duban_date_make(2018, rows[i].month, rows[i].day);
        }
        if (task->status == DUBAN_DONE)
            task->done_on = duban_date_make(2018, 6, 1);
        duban_campaign_add_task(campaign, task);
    }
    campaign->aliases = duban_strdup("文宣科=宣传室\n秘书组=综合处\n别处=没有的处");
    campaign->tasks[3]->chases = 2;
    campaign->tasks[4]->note = duban_strdup("见附件");
    duban_campaign_sort(campaign);
}

/* The ids that the query chooses, as digits: "245". */
static void expect(const char *query_text, const char *ids)
{
    struct duban_campaign campaign;
    struct duban_query *query = NULL;
    struct duban_err err = DUBAN_ERR_INIT;
    char found[8] = "";
    size_t n = 0;

    build(&campaign);
    cr_assert_eq(duban_query_new(&query, &query_text, 1, TODAY, &err), DUBAN_OK, "%s: %s",
                 query_text, err.text);
    for (size_t i = 0; i < campaign.n_tasks; i++)
        if (duban_query_fits(query, &campaign, campaign.tasks[i], TODAY))
            found[n++] = (char)('0' + campaign.tasks[i]->id);
    cr_expect_str_eq(found, ids, "%s: got %s, wanted %s", query_text, found, ids);
    duban_query_free(query);
    duban_campaign_release(&campaign);
}

static void refuse(const char *query_text, const char *in_message)
{
    struct duban_query *query = NULL;
    struct duban_err err = DUBAN_ERR_INIT;

    cr_expect_eq(duban_query_new(&query, &query_text, 1, TODAY, &err), DUBAN_USAGE, "%s",
                 query_text);
    cr_expect(query == NULL);
    cr_expect(err.text != NULL && strstr(err.text, in_message) != NULL, "%s: %s", query_text,
              err.text);
    duban_err_release(&err);
}

Test(query, nothing_asked_chooses_all)
{
    expect("", "123456");
    expect("  　", "123456");
    cr_expect(duban_query_fits(NULL, NULL, NULL, TODAY));
}

Test(query, words_look_into_all_that_was_written)
{
    expect("座谈", "3");
    expect("宣传", "14");
    expect("业务处", "23");
    expect("附件", "5");
    expect("10", "4");
    expect("abc", "2");
    expect("ＡＢＣ", "2");
    expect("宣传 专栏", "4");
    expect("-宣传室", "2356");
    expect("nothing", "");
}

Test(query, keys_and_values)
{
    expect("lead:宣传室", "14");
    expect("牵头：综合处", "26");
    expect("lead:宣传室,督查处", "124");
    expect("lead:宣传室，督查处", "124");
    expect("lead:处督", "");
    expect("lead:none", "5");
    expect("lead:\"none\"", "");
    expect("lead:文宣科", "14"); /* another name of a department is that department */
    expect("lead:秘书", "26");
    expect("lead:别处", "");
    expect("配合:业务处", "2");
    expect("单位:业务处", "23");
    expect("单位:秘书组", "26");
    expect("phase:学习", "34");
    expect("阶段:2", "34");
    expect("status:todo,doing", "2345");
    expect("状态:已完成", "1");
    expect("serial:1", "1");
    expect("serial:none", "5");
    expect("id:2,5..6", "256");
    expect("text:总", "6");
    expect("note:附件", "5");
    expect("note:none text:专栏", "4");
    expect("chases:>1", "4");
    expect("催办:有", "4");
    expect("flag:ambig", "3");
    expect("kind:none", "5");
}

Test(query, same_key_is_or_different_keys_are_and)
{
    expect("lead:宣传室 lead:综合处", "1246");
    expect("lead:宣传室 status:todo", "4");
    expect("lead:宣传室 lead:综合处 status:todo phase:1,2", "24");
}

Test(query, signs_take_back)
{
    expect("-lead:宣传室", "2356");
    expect("!lead:宣传室", "2356");
    expect("！lead:宣传室 -状态:dropped", "235");
    expect("-lead:宣传室 -lead:综合处", "35");
    expect("lead:综合处 -status:dropped", "2");
    expect("-due:<2018-06-01", "23456");
}

Test(query, due_dates)
{
    expect("due:2018-06-20", "3");
    expect("due:<2018-06-20", "12");
    expect("due:<=2018-06-20", "123");
    expect("due:>2018-06-20", "46");
    expect("due:>=2018-06-20", "346");
    expect("due:2018-06", "23");
    expect("due:>2018-06", "46");
    expect("due:<2018-06", "1");
    expect("due:2018", "12346");
    expect("due:2017", "");
    expect("due:2018-06-15..2018-06-20", "23");
    expect("due:2018-06..", "2346");
    expect("due:..2018-06", "123");
    expect("due:none", "5");
    expect("due:none,2018-12", "56");
    expect("时限：＜２０１８－０６－２０", "12");
    expect("时限<2018-06-20", "12");
    expect("due:2018/6/20", "3");
    expect("due:2018年6月20日", "3");
}

Test(query, due_dates_around_today)
{
    expect("due:today", "");
    expect("due:+2", "3");
    expect("due:week", "3");
    expect("due:本周", "3");
    expect("due:lastweek", "2");
    expect("due:today..+3", "3");
    expect("due:<today", "12");
    expect("due:month", "23");
    expect("due:nextmonth", "4");
    expect("due:今年", "12346");
}

Test(query, due_dates_without_a_year_are_of_the_campaigns)
{
    expect("due:6.20", "3");
    expect("due:6月", "23");
    expect("due:<6月", "1");
    expect("due:>6.20", "46");
    expect("due:6.15至6.20", "23");
    expect("办结:6.1", "1");
}

Test(query, lights_and_states)
{
    expect("light:red", "2");
    expect("light:yellow", "3");
    expect("灯:绿", "4");
    expect("light:none", "156");
    expect("is:overdue", "2");
    expect("is:逾期", "2");
    expect("是：逾期", "2");
    expect("is:open", "2345");
    expect("is:done", "1");
    expect("is:undated", "5");
    expect("is:doubtful", "3");
    expect("-is:open", "16");
}

Test(query, overdue_is_a_key_and_a_word)
{
    expect("逾期", "2");
    expect("-逾期", "13456");
    expect("逾期:是", "2");
    expect("逾期:否", "13456");
    expect("逾期:>2", "2");
    expect("逾期:>3", "");
    expect("\"逾期\"", "4");
    expect("text:逾期", "4");
}

Test(query, quotes_keep_things_together)
{
    expect("\"座谈会 8:30\"", "3");
    expect("text:\"专栏，逾期\"", "4");
    expect("\"lead:宣传室\"", "");
    expect("8:30", "3");
}

Test(query, refuses_what_it_does_not_know)
{
    refuse("leed:宣传室", "leed");
    refuse("status:早", "status");
    refuse("due:2018-13", "due");
    refuse("due:2018-02-30", "due");
    refuse("due:2018-06-", "due");
    refuse("due:soon", "due");
    refuse("due:..", "due");
    refuse("light:blue", "light");
    refuse("is:", "is");
    refuse("lead:,", "lead");
    refuse("id:abc", "id");
}
