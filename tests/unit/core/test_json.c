/* JSON: strings that every parser reads, and the object of a task key by key. */
#include "duban/json.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <criterion/criterion.h>
#include <locale.h>

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(json, .init = init);

static void expect_string(const char *s, const char *json)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_json_string(&out, s);
    cr_expect_str_eq(out.data, json);
    duban_buf_release(&out);
}

Test(json, strings)
{
    expect_string(NULL, "null");
    expect_string("", "\"\"");
    expect_string("宣传室", "\"宣传室\"");
    expect_string("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
    expect_string("一\n二\t三\r", "\"一\\n二\\t三\\r\"");
    expect_string("\x01\x1b[31m\x7f", "\"\\u0001\\u001b[31m\\u007f\"");
    expect_string("\xc2\x9b", "\"\\u009b\"");
    expect_string("😀𠮷", "\"😀𠮷\"");
}

Test(json, bytes_that_are_no_utf8_do_not_come_through)
{
    expect_string("a\xff"
                  "b\xe5\xae",
                  "\"a\xef\xbf\xbd"
                  "b\xef\xbf\xbd\xef\xbf\xbd\"");
}

Test(json, lists_and_dates)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_json_list(&out, "综合处\n督查处");
    duban_json_list(&out, NULL);
    duban_json_date(&out, duban_date_make(2018, 5, 31));
    duban_json_date(&out, DUBAN_NO_DATE);
    cr_expect_str_eq(out.data, "[\"综合处\",\"督查处\"][]\"2018-05-31\"null");
    duban_buf_release(&out);
}

/* --- The object of a task ------------------------------------------------------------------ */

static struct duban_task *add_task(struct duban_campaign *campaign)
{
    struct duban_phase *phase = duban_phase_new();
    struct duban_task *task = duban_task_new();

    campaign->year = 2018;
    phase->id = 7;
    phase->position = 1;
    phase->name = duban_strdup("宣传发动阶段");
    duban_campaign_add_phase(campaign, phase);
    task->id = 3;
    task->version = 2;
    task->phase = 7;
    task->text = duban_strdup("发放调查问卷");
    duban_campaign_add_task(campaign, task);
    return task;
}

static void expect_task(const struct duban_campaign *campaign, const struct duban_task *task,
                        int today, const char *json)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_json_task(&out, campaign, task, today);
    cr_expect_str_eq(out.data, json);
    duban_buf_release(&out);
}

Test(json, empty_task_has_every_key)
{
    struct duban_campaign campaign;

    duban_campaign_init(&campaign);
    struct duban_task *task = add_task(&campaign);
    duban_campaign_sort(&campaign);
    expect_task(&campaign, task, duban_date_make(2018, 6, 18),
                "{\"id\":3,\"serial\":null,\"phase\":\"宣传发动阶段\",\"phase_no\":1,"
                "\"text\":\"发放调查问卷\",\"deadline\":null,\"kind\":\"none\",\"start\":null,"
                "\"due\":null,\"warn\":null,\"flags\":[],\"effective_due\":null,"
                "\"inherited\":false,\"light\":\"none\",\"days\":null,\"leads\":[],"
                "\"supports\":[],\"leader\":null,\"status\":\"todo\",\"done_on\":null,"
                "\"target\":null,\"progress\":null,\"note\":null,\"extra\":{},\"chases\":0,"
                "\"extensions\":0,\"version\":2,\"updated_at\":null,\"updated_by\":null}");
    duban_campaign_release(&campaign);
}

static void add_extra(struct duban_task *task, const char *name, const char *value)
{
    struct duban_extras *extras = &task->extras;

    extras->items = duban_more(extras->items, extras->n, &extras->cap, sizeof *extras->items);
    extras->items[extras->n].name = duban_strdup(name);
    extras->items[extras->n++].value = duban_strdup(value);
}

static void fill(struct duban_campaign *campaign, struct duban_task *task)
{
    campaign->columns = duban_strdup("乙\n甲");
    task->serial = duban_strdup("1.1");
    task->deadline = duban_strdup("7月中旬前");
    task->when.kind = DUBAN_DEADLINE_DATE;
    task->when.due = duban_date_make(2018, 7, 20);
    task->when.warn = duban_date_make(2018, 7, 10);
    task->when.flags = DUBAN_DEADLINE_ZERO_MAYBE | DUBAN_DEADLINE_AMBIG;
    task->leads = duban_strdup("综合处\n督查处");
    task->status = DUBAN_DONE;
    task->done_on = duban_date_make(2018, 7, 25);
    task->chases = 2;
    task->updated_at = duban_strdup("2018-07-25T01:02:03Z");
    task->updated_by = duban_strdup("li");
    add_extra(task, "丙", "3");
    add_extra(task, "甲", "1");
    add_extra(task, "乙", "2");
}

Test(json, full_task)
{
    struct duban_campaign campaign;

    duban_campaign_init(&campaign);
    struct duban_task *task = add_task(&campaign);
    fill(&campaign, task);
    duban_campaign_sort(&campaign);
    expect_task(
        &campaign, task, duban_date_make(2018, 6, 18),
        "{\"id\":3,\"serial\":\"1.1\",\"phase\":\"宣传发动阶段\",\"phase_no\":1,"
        "\"text\":\"发放调查问卷\",\"deadline\":\"7月中旬前\",\"kind\":\"date\","
        "\"start\":null,\"due\":\"2018-07-20\",\"warn\":\"2018-07-10\","
        "\"flags\":[\"ambig\",\"zero?\"],\"effective_due\":\"2018-07-20\","
        "\"inherited\":false,\"light\":\"none\",\"days\":5,"
        "\"leads\":[\"综合处\",\"督查处\"],\"supports\":[],\"leader\":null,"
        "\"status\":\"done\",\"done_on\":\"2018-07-25\",\"target\":null,"
        "\"progress\":null,\"note\":null,\"extra\":{\"乙\":\"2\",\"甲\":\"1\",\"丙\":\"3\"},"
        "\"chases\":2,\"extensions\":0,\"version\":2,"
        "\"updated_at\":\"2018-07-25T01:02:03Z\",\"updated_by\":\"li\"}");
    duban_campaign_release(&campaign);
}
