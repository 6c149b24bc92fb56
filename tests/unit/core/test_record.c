/* The validator: what is accepted, what follows from it, and what is refused. */
#include "unit/core/model.h"

#include "duban/date.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

static struct duban_campaign campaign;

static void set_up(void)
{
    model_init(&campaign);
}

static void tear_down(void)
{
    duban_campaign_release(&campaign);
}

TestSuite(record, .init = set_up, .fini = tear_down);

static void expect_field(int64_t id, enum duban_field field, const char *value)
{
    const char *extra = field == DUBAN_FIELD_TASK_EXTRA ? "备考" : NULL;
    char *found = duban_field_get(duban_campaign_task(&campaign, id), field, extra);
    cr_expect_str_eq(found ? found : "", (value ? value : ""), "task %d, %s", (int)id,
                     duban_field_info(field)->key);
    free(found);
}

Test(record, new_tasks_are_read_and_ordered)
{
    cr_assert(eq(sz, campaign.n_tasks, 4));
    expect_field(1, DUBAN_FIELD_TASK_DUE, "2018-05-25");
    expect_field(1, DUBAN_FIELD_TASK_KIND, "date");
    expect_field(2, DUBAN_FIELD_TASK_LEADS, "综合处\n督查处");
    expect_field(3, DUBAN_FIELD_TASK_KIND, "none");
    cr_expect_str_eq(campaign.phases[0]->name, "宣传发动阶段");
    cr_expect_str_eq(campaign.phases[0]->label, "一、宣传发动阶段");
    cr_expect_str_eq(campaign.phases[1]->window, "6月至7月");
    cr_expect(eq(int, campaign.phases[1]->end, duban_date_make(2018, 7, 31)));
}

/* Each row: a wish for task 1 and what another field then holds. */
static const struct {
    enum duban_field field;
    const char *value;
    enum duban_field look;
    const char *then;
} consequences[] = {
    {DUBAN_FIELD_TASK_DEADLINE, "7月中旬前", DUBAN_FIELD_TASK_DUE, "2018-07-20"},
    {DUBAN_FIELD_TASK_DEADLINE, "7月中旬前", DUBAN_FIELD_TASK_WARN, "2018-07-10"},
    {DUBAN_FIELD_TASK_DEADLINE, "7月中旬前", DUBAN_FIELD_TASK_FLAGS, "ambig"},
    {DUBAN_FIELD_TASK_DEADLINE, "", DUBAN_FIELD_TASK_DUE, NULL},
    {DUBAN_FIELD_TASK_DEADLINE, "2018-11-31", DUBAN_FIELD_TASK_KIND, "bad"},
    {DUBAN_FIELD_TASK_DUE, "2018-06-20", DUBAN_FIELD_TASK_BY_HAND, "1"},
    {DUBAN_FIELD_TASK_DUE, "6月20日", DUBAN_FIELD_TASK_DUE, "2018-06-20"},
    {DUBAN_FIELD_TASK_DUE, "2018-06-20", DUBAN_FIELD_TASK_DEADLINE, "5.25"},
    {DUBAN_FIELD_TASK_STATUS, "done", DUBAN_FIELD_TASK_DONE_ON, "2018-06-17"},
    {DUBAN_FIELD_TASK_STATUS, "已完成", DUBAN_FIELD_TASK_STATUS, "done"},
    {DUBAN_FIELD_TASK_LEADS, "综合处和督查处", DUBAN_FIELD_TASK_LEADS, "综合处\n督查处"},
    {DUBAN_FIELD_TASK_LEADS, "综合处（牵头）、督查处（配合）", DUBAN_FIELD_TASK_SUPPORTS, "督查处"},
    {DUBAN_FIELD_TASK_PHASE, "2", DUBAN_FIELD_TASK_PHASE, "2"},
    {DUBAN_FIELD_TASK_NOTE, "两行\r\n备注\x1b[31m", DUBAN_FIELD_TASK_NOTE, "两行\n备注[31m"},
    {DUBAN_FIELD_TASK_NOTE, " \t ", DUBAN_FIELD_TASK_NOTE, NULL},
    {DUBAN_FIELD_TASK_EXTRA, "甲", DUBAN_FIELD_TASK_EXTRA, "甲"},
};

Test(record, consequences_follow)
{
    for (size_t i = 0; i < sizeof consequences / sizeof *consequences; i++) {
        duban_campaign_release(&campaign);
        model_init(&campaign);
        cr_assert(eq(int, model_set(&campaign, 1, consequences[i].field, consequences[i].value),
                     DUBAN_OK),
                  "row %zu", i);
        expect_field(1, consequences[i].look, consequences[i].then);
    }
}

static const struct {
    enum duban_field field;
    const char *value;
} refusals[] = {
    {DUBAN_FIELD_TASK_TEXT, ""},         {DUBAN_FIELD_TASK_TEXT, " 　"},
    {DUBAN_FIELD_TASK_DUE, "明天吧"},    {DUBAN_FIELD_TASK_DUE, "2018-11-31"},
    {DUBAN_FIELD_TASK_STATUS, "差不多"}, {DUBAN_FIELD_TASK_DONE_ON, "2018-06-01"},
    {DUBAN_FIELD_TASK_PHASE, "99"},      {DUBAN_FIELD_TASK_PHASE, NULL},
    {DUBAN_FIELD_TASK_CHASES, "many"},   {DUBAN_FIELD_TASK_POSITION, "1"},
};

Test(record, refusals_name_the_field_and_change_nothing)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct duban_err err = DUBAN_ERR_INIT;
        struct duban_batch batch;
        const struct duban_wish wish = {refusals[i].field, NULL, refusals[i].value};
        duban_batch_init(&batch, DUBAN_ACT_SET);
        cr_expect(eq(int,
                     duban_record_set(&batch, &campaign, campaign.tasks[0], &wish, 1, 17699, &err),
                     DUBAN_REFUSED),
                  "row %zu", i);
        cr_expect(eq(sz, batch.n, 0));
        cr_expect(err.column != NULL && err.text != NULL);
        duban_batch_release(&batch);
        duban_err_release(&err);
    }
}

Test(record, a_text_over_the_limit_is_refused)
{
    size_t size = DUBAN_TEXT_MAX + 2;
    char *text = malloc(size);
    memset(text, 'a', size - 1);
    text[size - 1] = '\0';
    cr_expect(eq(int, model_set(&campaign, 1, DUBAN_FIELD_TASK_NOTE, text), DUBAN_REFUSED));
    text[DUBAN_TEXT_MAX] = '\0';
    cr_expect(eq(int, model_set(&campaign, 1, DUBAN_FIELD_TASK_NOTE, text), DUBAN_OK));
    free(text);
}

Test(record, what_is_as_wished_already_changes_nothing)
{
    int64_t version = duban_campaign_task(&campaign, 1)->version;
    cr_assert(eq(int, model_set(&campaign, 1, DUBAN_FIELD_TASK_DEADLINE, "5.25"), DUBAN_OK));
    cr_expect(eq(i64, duban_campaign_task(&campaign, 1)->version, version));
}

Test(record, reopening_takes_the_finish_date_away)
{
    model_set(&campaign, 1, DUBAN_FIELD_TASK_STATUS, "done");
    cr_assert(eq(int, model_set(&campaign, 1, DUBAN_FIELD_TASK_DONE_ON, "6.1"), DUBAN_OK));
    expect_field(1, DUBAN_FIELD_TASK_DONE_ON, "2018-06-01");
    model_set(&campaign, 1, DUBAN_FIELD_TASK_STATUS, "doing");
    expect_field(1, DUBAN_FIELD_TASK_DONE_ON, NULL);
}

Test(record, a_date_set_by_hand_survives_an_import_but_not_a_new_deadline)
{
    struct duban_batch batch;
    const struct duban_wish wish = {DUBAN_FIELD_TASK_DEADLINE, NULL, "6.30"};
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DUE, "2018-08-08");
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    duban_record_set(&batch, &campaign, duban_campaign_task(&campaign, 1), &wish, 1, 17699, NULL);
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    expect_field(1, DUBAN_FIELD_TASK_DEADLINE, "6.30");
    expect_field(1, DUBAN_FIELD_TASK_DUE, "2018-08-08");
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DEADLINE, "7.30");
    expect_field(1, DUBAN_FIELD_TASK_DUE, "2018-07-30");
    expect_field(1, DUBAN_FIELD_TASK_BY_HAND, NULL);
}

Test(record, taking_a_hand_set_date_away_reads_the_deadline_again)
{
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DUE, "2018-08-08");
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DUE, "");
    expect_field(1, DUBAN_FIELD_TASK_DUE, "2018-05-25");
    expect_field(1, DUBAN_FIELD_TASK_BY_HAND, NULL);
}

Test(record, ditto_takes_the_dates_of_the_row_above)
{
    model_set(&campaign, 2, DUBAN_FIELD_TASK_DEADLINE, "同上");
    expect_field(2, DUBAN_FIELD_TASK_KIND, "ditto");
    expect_field(2, DUBAN_FIELD_TASK_DUE, "2018-05-25");
}

Test(record, a_lost_zero_is_restored_or_denied)
{
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DEADLINE, "6.2");
    expect_field(1, DUBAN_FIELD_TASK_FLAGS, "zero?");
    model_set(&campaign, 1, DUBAN_FIELD_TASK_FLAGS, "zero");
    expect_field(1, DUBAN_FIELD_TASK_DUE, "2018-06-20");
    expect_field(1, DUBAN_FIELD_TASK_FLAGS, "zero");
    expect_field(1, DUBAN_FIELD_TASK_DEADLINE, "6.2");
    model_set(&campaign, 2, DUBAN_FIELD_TASK_DEADLINE, "6.3");
    model_set(&campaign, 2, DUBAN_FIELD_TASK_FLAGS, "");
    expect_field(2, DUBAN_FIELD_TASK_DUE, "2018-06-03");
    expect_field(2, DUBAN_FIELD_TASK_FLAGS, NULL);
}

Test(record, a_new_year_dates_everything_anew)
{
    struct duban_batch batch;
    const struct duban_wish wish = {DUBAN_FIELD_CAMPAIGN_YEAR, NULL, "2020"};
    model_set(&campaign, 1, DUBAN_FIELD_TASK_DEADLINE, "2月底");
    model_set(&campaign, 2, DUBAN_FIELD_TASK_DUE, "2018-08-08");
    duban_batch_init(&batch, DUBAN_ACT_CAMPAIGN);
    cr_assert(eq(int, duban_record_campaign_set(&batch, &campaign, &wish, 1, NULL), DUBAN_OK));
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    expect_field(1, DUBAN_FIELD_TASK_DUE, "2020-02-29");
    expect_field(2, DUBAN_FIELD_TASK_DUE, "2018-08-08");
    cr_expect(eq(int, campaign.phases[1]->end, duban_date_make(2020, 7, 31)));
}

/* --- Order and phases ---------------------------------------------------------------------- */

static void expect_order(const char *ids)
{
    struct duban_buf found = DUBAN_BUF_INIT;
    for (size_t i = 0; i < campaign.n_tasks; i++)
        duban_buf_addf(&found, "%lld ", (long long)campaign.tasks[i]->id);
    cr_expect_str_eq(found.data, ids);
    duban_buf_release(&found);
}

static void reorder(int64_t id, int64_t before, size_t edits)
{
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_MOVE);
    duban_record_reorder(&batch, &campaign, duban_campaign_task(&campaign, id), before);
    cr_expect(eq(sz, batch.n, edits));
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
}

Test(record, reordering_touches_as_few_tasks_as_it_takes)
{
    expect_order("1 2 3 4 ");
    reorder(2, 1, 2);
    expect_order("2 1 3 4 ");
    reorder(2, 0, 3);
    expect_order("1 3 2 4 ");
    reorder(2, 0, 0);
    expect_order("1 3 2 4 ");
}

Test(record, tasks_of_equal_position_are_put_in_order)
{
    for (size_t i = 0; i < 3; i++)
        campaign.tasks[i]->position = 7;
    duban_campaign_sort(&campaign);
    reorder(3, 1, 2);
    expect_order("3 1 2 4 ");
}

Test(record, a_task_that_changes_its_phase_goes_to_the_end)
{
    model_set(&campaign, 1, DUBAN_FIELD_TASK_PHASE, "2");
    expect_order("2 3 4 1 ");
}

Test(record, phases_are_named_once_and_removed_only_when_empty)
{
    struct duban_batch batch;
    struct duban_err err = DUBAN_ERR_INIT;
    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    cr_expect(eq(int, duban_record_phase_new(&batch, NULL, &campaign, "（三）学习讨论阶段", &err),
                 DUBAN_REFUSED));
    cr_expect(eq(int, duban_record_phase_remove(&batch, &campaign, campaign.phases[0], &err),
                 DUBAN_REFUSED));
    cr_expect(eq(sz, batch.n, 0));
    cr_assert(eq(int, duban_record_phase_new(&batch, NULL, &campaign, "总结提高", &err), DUBAN_OK));
    cr_expect(
        eq(int, duban_record_phase_new(&batch, NULL, &campaign, "总结提高", &err), DUBAN_REFUSED));
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    cr_assert(eq(sz, campaign.n_phases, 3));
    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    cr_expect(
        eq(int, duban_record_phase_remove(&batch, &campaign, campaign.phases[2], &err), DUBAN_OK));
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    cr_expect(eq(sz, campaign.n_phases, 2));
    cr_expect(eq(sz, campaign.n_removed, 1));
    duban_err_release(&err);
}

Test(record, a_phase_moves_to_its_number)
{
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    cr_assert(
        eq(int, duban_record_phase_move(&batch, &campaign, campaign.phases[1], 1, NULL), DUBAN_OK));
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    expect_order("4 1 2 3 ");
    cr_expect(eq(sz, duban_campaign_phase_no(&campaign, 2), 1));
}

Test(record, a_new_window_is_read_and_written_into_the_label)
{
    struct duban_batch batch;
    const struct duban_wish wish = {DUBAN_FIELD_PHASE_WINDOW, NULL, "8月至12月上旬"};
    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    cr_assert(eq(int, duban_record_phase_set(&batch, &campaign, campaign.phases[1], &wish, 1, NULL),
                 DUBAN_OK));
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    cr_expect(eq(int, campaign.phases[1]->end, duban_date_make(2018, 12, 10)));
    cr_expect_str_eq(campaign.phases[1]->label, "学习讨论阶段（8月至12月上旬）");
}

/* --- Departments ----------------------------------------------------------------------------- */

typedef enum duban_status department_function(struct duban_batch *batch,
                                              const struct duban_campaign *campaign,
                                              const char *name, const char *other,
                                              struct duban_err *err);

static enum duban_status department(department_function *record, const char *name,
                                    const char *other)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;
    enum duban_status status;

    duban_batch_init(&batch, DUBAN_ACT_DEPARTMENT);
    status = record(&batch, &campaign, name, other, &err);
    cr_expect(status == DUBAN_OK ? err.text == NULL : batch.n == 0);
    if (status == DUBAN_OK)
        model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    duban_err_release(&err);
    return status;
}

Test(record, a_department_is_renamed_everywhere)
{
    model_set(&campaign, 3, DUBAN_FIELD_TASK_SUPPORTS, "督查处");
    cr_expect(eq(int, department(duban_record_department_rename, "督查处", "督查室"), DUBAN_OK));
    expect_field(2, DUBAN_FIELD_TASK_LEADS, "综合处\n督查室");
    expect_field(3, DUBAN_FIELD_TASK_SUPPORTS, "督查室");
    cr_expect_str_eq(campaign.aliases, "督查处=督查室");
    cr_expect(eq(int, department(duban_record_department_rename, "督查室", "督查局"), DUBAN_OK));
    cr_expect_str_eq(campaign.aliases, "督查处=督查局\n督查室=督查局");
    cr_expect(eq(int, department(duban_record_department_rename, "督查局", "督查处"), DUBAN_OK));
    cr_expect_str_eq(campaign.aliases, "督查室=督查处\n督查局=督查处");
}

Test(record, departments_are_merged_and_stand_once)
{
    model_set(&campaign, 3, DUBAN_FIELD_TASK_LEADS, "综合处");
    model_set(&campaign, 3, DUBAN_FIELD_TASK_SUPPORTS, "督查处、业务处");
    cr_expect(eq(int, department(duban_record_department_merge, "督查处", "综合处"), DUBAN_OK));
    expect_field(2, DUBAN_FIELD_TASK_LEADS, "综合处");
    expect_field(3, DUBAN_FIELD_TASK_LEADS, "综合处");
    expect_field(3, DUBAN_FIELD_TASK_SUPPORTS, "业务处");
}

Test(record, departments_that_cannot_be_are_refused)
{
    static const struct {
        department_function *record;
        const char *name, *other;
    } rows[] = {
        {duban_record_department_rename, "没有处", "某处"},
        {duban_record_department_rename, "督查处", "综合处"},
        {duban_record_department_rename, "督查处", "督查处、业务处"},
        {duban_record_department_rename, "督查处", "业务处（配合）"},
        {duban_record_department_rename, "督查处", "a=b"},
        {duban_record_department_rename, "督查处", " "},
        {duban_record_department_merge, "督查处", "没有处"},
        {duban_record_department_merge, "没有处", "综合处"},
        {duban_record_department_merge, "督查处", "督查处"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(department(rows[i].record, rows[i].name, rows[i].other), DUBAN_REFUSED,
                     "%s, %s", rows[i].name, rows[i].other);
    expect_field(2, DUBAN_FIELD_TASK_LEADS, "综合处\n督查处");
}

Test(record, an_alias_is_read_as_what_it_stands_for)
{
    struct duban_wish wish = {DUBAN_FIELD_TASK_LEADS, NULL, "督察处、综合处"};
    struct duban_batch batch;

    duban_field_set(&campaign, DUBAN_FIELD_CAMPAIGN_ALIASES, NULL, "督察处=督查处\n甲=乙");
    cr_expect(eq(int, model_set(&campaign, 3, DUBAN_FIELD_TASK_LEADS, "督察处"), DUBAN_OK));
    expect_field(3, DUBAN_FIELD_TASK_LEADS, "督查处");
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    duban_record_set(&batch, &campaign, duban_campaign_task(&campaign, 3), &wish, 1, 0, NULL);
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    expect_field(3, DUBAN_FIELD_TASK_LEADS, "督查处\n综合处");
}

/* What a cell names is the same the second time, in whichever column it stands. */
Test(record, a_cell_of_departments_is_split_alike_each_time)
{
    static const char cell[] = "业务处和督察处（配合）";
    struct duban_wish wishes[] = {{DUBAN_FIELD_TASK_LEADS, NULL, cell}};
    struct duban_batch batch;

    duban_field_set(&campaign, DUBAN_FIELD_CAMPAIGN_ALIASES, NULL, "督察处=督查处");
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    for (int64_t id = 1; id <= 4; id++) {
        wishes[0].field = id < 4 ? DUBAN_FIELD_TASK_LEADS : DUBAN_FIELD_TASK_SUPPORTS;
        duban_record_set(&batch, &campaign, duban_campaign_task(&campaign, id), wishes, 1, 0, NULL);
    }
    model_apply(&campaign, &batch);
    duban_batch_release(&batch);
    for (int64_t id = 1; id <= 3; id++) {
        expect_field(id, DUBAN_FIELD_TASK_LEADS, "业务处");
        expect_field(id, DUBAN_FIELD_TASK_SUPPORTS, "督查处");
    }
    expect_field(4, DUBAN_FIELD_TASK_LEADS, "业务处");
    expect_field(4, DUBAN_FIELD_TASK_SUPPORTS, "督查处\n业务处");
}
