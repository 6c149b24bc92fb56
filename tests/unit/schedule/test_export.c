/* The table written: its columns, its two forms, its encodings, and that it comes back. */
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"
#include "duban/field.h"
#include "duban/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(export, .timeout = 120);

static void expect_written(const struct sheet *sheet, enum duban_export_form form,
                           const char *table)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    sheet_write(&out, sheet, form);
    cr_expect_str_eq(out.data, table, "%s", out.data);
    duban_buf_release(&out);
}

#define HEADER "序号,阶段步骤,工作任务,完成时限,牵头单位"

Test(export, five_columns_and_the_ids)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(
        &sheet,
        "序号,阶段,任务,时限,单位,牵头部门\n1,学习（5月）,甲,5.20,x,综合处、督查处\n2,,乙,6.1,,\n");
    expect_written(&sheet, DUBAN_EXPORT_DATA,
                   HEADER ",单位,duban\r\n1,学习（5月）,甲,5.20,\"综合处\n督查处\",x,1\r\n"
                          "2,学习（5月）,乙,6.1,,,2\r\n");
    sheet_release(&sheet);
}

Test(export, other_columns_where_they_are_filled)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务,状态,备注\n甲,进行中,\n乙,,注\n");
    expect_written(&sheet, DUBAN_EXPORT_DATA,
                   HEADER ",状态,备注,duban\r\n,未分阶段,甲,,,进行中,,1\r\n"
                          ",未分阶段,乙,,,未启动,注,2\r\n");
    sheet_release(&sheet);
}

Test(export, what_a_spreadsheet_would_evaluate_is_guarded)
{
    static const char *const cells[] = {"=1+1", "+86", "-x",  "@a",   "\tx", "＝1", "'=1",
                                        "''@",  "'x",  "x=1", "\n=1", "",    "－",  "'"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct duban_buf guarded = DUBAN_BUF_INIT;

        duban_export_escape(&guarded, cells[i]);
        cr_expect_str_eq(guarded.data + duban_export_added(guarded.data, false), cells[i]);
        cr_expect_eq(guarded.len, strlen(cells[i]) + (i < 8 || i == 10 || i == 12));
        duban_buf_release(&guarded);
    }
}

Test(export, only_our_own_files_lose_a_guard)
{
    struct sheet sheet;

    sheet_init(&sheet);
    sheet_takes(&sheet, "任务\n'=1\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->text, "'=1");
    sheet_takes(&sheet, "任务,duban\n'=1,1\n");
    cr_assert_str_eq(sheet_task(&sheet, 0)->text, "=1");
    sheet_release(&sheet);
}

/* --- Encodings ------------------------------------------------------------------------------- */

Test(export, encodings)
{
    struct duban_export_options options = {.bom = true, .today = TODAY};
    struct duban_buf out = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct sheet sheet;
    struct sheet again;

    sheet_init(&sheet);
    sheet_init(&again);
    sheet_takes(&sheet, "任务\n甲👍\n");
    cr_assert_eq(duban_export(&out, &sheet.campaign, DUBAN_EXPORT_CSV, &options, NULL), DUBAN_OK);
    cr_assert_eq(strncmp(out.data, "\xef\xbb\xbf序号", 9), 0);
    duban_buf_clear(&out);
    options.encoding = "gb18030";
    cr_assert_eq(duban_export(&out, &sheet.campaign, DUBAN_EXPORT_CSV, &options, NULL), DUBAN_OK);
    cr_assert_eq(strncmp(out.data, "\xd0\xf2\xba\xc5", 4), 0);
    sheet_read(&again, out.data, out.len);
    cr_assert_str_eq(sheet_task(&again, 0)->text, "甲👍");
    duban_buf_clear(&out);
    options.encoding = "gbk";
    cr_assert_eq(duban_export(&out, &sheet.campaign, DUBAN_EXPORT_CSV, &options, &err),
                 DUBAN_REFUSED);
    cr_assert_eq(out.len, 0);
    cr_assert(strstr(err.text, "任务 1 中的“👍”(U+1F44D)") != NULL, "%s", err.text);
    cr_assert_eq(duban_export(&out, &again.campaign, DUBAN_EXPORT_CSV, &options, NULL),
                 DUBAN_REFUSED);
    duban_campaign_task(&again.campaign, 1)->text[strlen("甲")] = '\0';
    cr_assert_eq(duban_export(&out, &again.campaign, DUBAN_EXPORT_CSV, &options, NULL), DUBAN_OK);
    cr_assert_eq(strncmp(out.data, "\xd0\xf2\xba\xc5", 4), 0);
    duban_buf_clear(&out);
    options.encoding = "ebcdic";
    cr_assert_eq(duban_export(&out, &sheet.campaign, DUBAN_EXPORT_CSV, &options, &err),
                 DUBAN_REFUSED);
    duban_err_release(&err);
    duban_buf_release(&out);
    sheet_release(&sheet);
    sheet_release(&again);
}

/* --- Columns that come late ------------------------------------------------------------------ */

/* Three hundred tasks: what the last ones fill is not known when the first ones are written. */
Test(export, a_column_that_a_late_task_fills_is_there_from_the_first)
{
    struct duban_buf table = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;
    struct sheet sheet;

    duban_buf_adds(&table, "任务,备注,电话\n");
    for (int i = 1; i <= 300; i++)
        duban_buf_addf(&table, "第%d项,%s,%s\n", i, i == 250 ? "迟来的" : "",
                       i == 299 ? "12345" : "");
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    free(sheet.campaign.columns);
    sheet.campaign.columns = NULL; /* so that only the task tells of it */
    sheet_write(&out, &sheet, DUBAN_EXPORT_DATA);
    cr_assert(strstr(out.data, "序号,阶段步骤,工作任务,完成时限,牵头单位,备注,电话,duban\r\n") ==
              out.data);
    cr_expect(strstr(out.data, ",第1项,,,,,1\r\n") != NULL);
    cr_expect(strstr(out.data, ",第250项,,,迟来的,,250\r\n") != NULL);
    cr_expect(strstr(out.data, ",第299项,,,,12345,299\r\n") != NULL);
    cr_expect(strstr(out.data, ",第300项,,,,,300\r\n") != NULL);
    cr_expect(strstr(out.data + 1, "序号") == NULL);
    duban_buf_release(&table);
    duban_buf_release(&out);
    sheet_release(&sheet);
}

/* A walk that goes backwards, breaks off after some tasks, and goes as it should from then on. */
struct backwards {
    struct duban_walk_place place;
    struct duban_walk forwards;
    size_t at, breaks_at;
    enum { BACKWARDS, BROKEN_OFF, FORWARDS } way;
};

static enum duban_status begin(void *of, struct duban_err *err)
{
    struct backwards *walk = of;

    walk->at = 0;
    walk->way = walk->way == BACKWARDS ? BACKWARDS : FORWARDS;
    return duban_walk_begin(&walk->forwards, err);
}

static enum duban_status next(const struct duban_task **out, void *of, struct duban_err *err)
{
    struct backwards *walk = of;
    const struct duban_campaign *campaign = walk->place.campaign;

    *out = NULL;
    if (walk->way == FORWARDS)
        return duban_walk_next(out, &walk->forwards, err);
    if (walk->at == walk->breaks_at)
        walk->way = BROKEN_OFF;
    else
        *out = campaign->tasks[campaign->n_tasks - 1 - walk->at++];
    return DUBAN_OK;
}

static bool broken_off(const void *of)
{
    return ((const struct backwards *)of)->way == BROKEN_OFF;
}

static void expect_as_in_memory(const struct sheet *sheet, size_t breaks_at)
{
    struct duban_export_options options = {.form = DUBAN_EXPORT_DATA};
    struct duban_buf out = DUBAN_BUF_INIT, expected = DUBAN_BUF_INIT;
    struct backwards backwards = {.breaks_at = breaks_at};
    struct duban_walk walk = {begin, next, broken_off, &backwards};

    backwards.forwards = duban_walk_campaign(&backwards.place, &sheet->campaign);
    sheet_write(&expected, sheet, DUBAN_EXPORT_DATA);
    cr_assert_eq(duban_export_walk(&out, &sheet->campaign, &walk, DUBAN_EXPORT_CSV, &options, NULL),
                 DUBAN_OK);
    cr_expect_eq(backwards.way, FORWARDS);
    cr_expect_str_eq(out.data, expected.data, "%.200s", out.data);
    duban_buf_release(&out);
    duban_buf_release(&expected);
}

Test(export, columns_stand_in_the_order_of_the_plan_however_the_tasks_come)
{
    struct duban_buf table = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;
    struct sheet sheet;

    duban_buf_adds(&table, "任务,电话,地点\n");
    for (int i = 1; i <= 300; i++)
        duban_buf_addf(&table, "第%d项,%s,%s\n", i, i == 300 ? "12345" : "", i == 2 ? "三楼" : "");
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    free(sheet.campaign.columns);
    sheet.campaign.columns = NULL; /* so that only the tasks tell of them */
    sheet_write(&out, &sheet, DUBAN_EXPORT_DATA);
    cr_assert(strstr(out.data, ",牵头单位,地点,电话,duban\r\n") != NULL, "%.200s", out.data);
    expect_as_in_memory(&sheet, 2);
    expect_as_in_memory(&sheet, 200);
    duban_buf_release(&table);
    duban_buf_release(&out);
    sheet_release(&sheet);
}
