/* The table written: its columns, its two forms, its encodings, and that it comes back. */
#include "random_text.h"
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"
#include "duban/field.h"
#include "duban/record.h"
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
        struct duban_buf back = DUBAN_BUF_INIT;

        duban_export_escape(&guarded, cells[i]);
        duban_export_unescape(&back, guarded.data);
        cr_expect_str_eq(back.data, cells[i]);
        cr_expect_eq(guarded.len, strlen(cells[i]) + (i < 8 || i == 10 || i == 12));
        duban_buf_release(&guarded);
        duban_buf_release(&back);
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
    cr_assert_eq(duban_export_csv(&out, &sheet.campaign, &options, NULL), DUBAN_OK);
    cr_assert_eq(strncmp(out.data, "\xef\xbb\xbf序号", 9), 0);
    duban_buf_clear(&out);
    options.encoding = "gb18030";
    cr_assert_eq(duban_export_csv(&out, &sheet.campaign, &options, NULL), DUBAN_OK);
    cr_assert_eq(strncmp(out.data, "\xd0\xf2\xba\xc5", 4), 0);
    sheet_read(&again, out.data, out.len);
    cr_assert_str_eq(sheet_task(&again, 0)->text, "甲👍");
    duban_buf_clear(&out);
    options.encoding = "gbk";
    cr_assert_eq(duban_export_csv(&out, &sheet.campaign, &options, &err), DUBAN_REFUSED);
    cr_assert_eq(out.len, 0);
    cr_assert(strstr(err.text, "任务 1 中的“👍”(U+1F44D)") != NULL, "%s", err.text);
    cr_assert_eq(duban_export_csv(&out, &again.campaign, &options, NULL), DUBAN_REFUSED);
    duban_campaign_task(&again.campaign, 1)->text[strlen("甲")] = '\0';
    cr_assert_eq(duban_export_csv(&out, &again.campaign, &options, NULL), DUBAN_OK);
    cr_assert_eq(strncmp(out.data, "\xd0\xf2\xba\xc5", 4), 0);
    duban_buf_clear(&out);
    options.encoding = "ebcdic";
    cr_assert_eq(duban_export_csv(&out, &sheet.campaign, &options, &err), DUBAN_REFUSED);
    duban_err_release(&err);
    duban_buf_release(&out);
    sheet_release(&sheet);
    sheet_release(&again);
}

/* --- There and back -------------------------------------------------------------------------- */

static const char *const hostile[] = {"=",     "+",      "-",        "@",        "'",
                                      "''",    "\"",     "\"\"",     ",",        ";",
                                      "\t",    "\n",     "\n\n",     " ",        "　",
                                      "＝",    "＠",     "序号",     "工作任务", "duban",
                                      "5.20",  "注：",   "一、",     "（5月）",  "和",
                                      "处",    "、",     "（配合）", "等",       "牵头单位：",
                                      "sep=;", "未启动", "附件",     "第1页",    "合计"};

static char *hostile_text(struct random *random, unsigned pieces)
{
    struct duban_buf raw = DUBAN_BUF_INIT;
    struct duban_buf clean = DUBAN_BUF_INIT;
    unsigned n = random_below(random, pieces);

    for (unsigned i = 0; i < n; i++)
        if (random_below(random, 2))
            random_text(&raw, random, 1, 0);
        else
            duban_buf_adds(&raw, hostile[random_below(random, sizeof hostile / sizeof *hostile)]);
    duban_text_clean(&clean, raw.data, raw.len);
    duban_buf_release(&raw);
    return duban_buf_detach(&clean);
}

/* A text with something in it, or NULL: as the validator keeps it. */
static char *hostile_value(struct random *random, unsigned pieces)
{
    char *value = hostile_text(random, pieces);
    struct duban_buf bare = DUBAN_BUF_INIT;

    duban_text_trim(&bare, value);
    if (!bare.len) {
        free(value);
        value = NULL;
    }
    duban_buf_release(&bare);
    return value;
}

/* Gives the task random values through the validator, as a person types them. */
static void fill_fields(struct sheet *sheet, struct duban_task *task, struct random *random)
{
    static const enum duban_field fields[] = {DUBAN_FIELD_TASK_SERIAL,   DUBAN_FIELD_TASK_DEADLINE,
                                              DUBAN_FIELD_TASK_LEADS,    DUBAN_FIELD_TASK_SUPPORTS,
                                              DUBAN_FIELD_TASK_LEADER,   DUBAN_FIELD_TASK_TARGET,
                                              DUBAN_FIELD_TASK_PROGRESS, DUBAN_FIELD_TASK_NOTE};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char *value = hostile_text(random, 5);
        struct duban_wish wish = {fields[i], NULL, value};
        struct duban_batch batch;

        duban_batch_init(&batch, DUBAN_ACT_SET);
        cr_assert_eq(duban_record_set(&batch, &sheet->campaign, task, &wish, 1, TODAY, NULL),
                     DUBAN_OK);
        for (size_t k = 0; batch.n && k < batch.changes[0].n; k++)
            duban_field_set(task, batch.changes[0].edits[k].field, NULL,
                            batch.changes[0].edits[k].after);
        duban_batch_release(&batch);
        free(value);
    }
}

static void fill_texts(struct duban_task *task, struct random *random)
{
    static const char *const columns[] = {"经费",  "备注", "任务",     "=x",
                                          "duban", "a\"b", "状态（2）"};
    char *text = hostile_value(random, 6);

    duban_strset(&task->text, text ? text : "x");
    free(text);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        text = hostile_value(random, 4);
        duban_field_set(task, DUBAN_FIELD_TASK_EXTRA, columns[i], text);
        free(text);
    }
}

/* A board of random tasks in three phases. */
static void fill(struct sheet *sheet, struct random *random)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    size_t tasks = 1 + random_below(random, 8);

    duban_buf_adds(&table, "阶段,任务,状态\n");
    for (size_t i = 0; i < tasks; i++)
        duban_buf_addf(&table, "阶段%u,x,%s\n", random_below(random, 3),
                       duban_status_name((enum duban_task_status)random_below(random, 4)));
    sheet_takes(sheet, table.data);
    duban_buf_release(&table);
    duban_strset(&sheet->campaign.columns, "经费\n备注\n任务\n=x");
    for (size_t i = 0; i < sheet->campaign.n_tasks; i++) {
        fill_texts(sheet->campaign.tasks[i], random);
        fill_fields(sheet, sheet->campaign.tasks[i], random);
    }
}

/* Fails with the place where the two differ. */
static void expect_same(size_t board, const char *first, const char *second)
{
    size_t at = 0;

    while (first[at] && first[at] == second[at])
        at++;
    for (size_t i = 0; i < 30 && at && ((first[at] & 0xc0) == 0x80 || i < 20); i++)
        at--;
    cr_assert_str_eq(second, first, "board %zu: <%.60s> came back as <%.60s>", board, first + at,
                     second + at);
}

Test(export, an_export_comes_back_to_the_byte)
{
    enum { BOARDS = 400 };
    struct random random = {20180618};

    for (size_t i = 0; i < BOARDS; i++) {
        struct duban_buf first = DUBAN_BUF_INIT;
        struct duban_buf second = DUBAN_BUF_INIT;
        struct sheet sheet;
        struct sheet again;

        sheet_init(&sheet);
        sheet_init(&again);
        fill(&sheet, &random);
        sheet_write(&first, &sheet, DUBAN_EXPORT_DATA);
        sheet_takes(&again, first.data);
        sheet_write(&second, &again, DUBAN_EXPORT_DATA);
        expect_same(i, first.data, second.data);
        sheet_takes(&sheet, first.data); /* may note the order of the extra columns */
        sheet_takes(&sheet, first.data);
        cr_assert_eq(sheet.changes, 0, "board %zu differs from its own export\n%s", i, first.data);
        duban_buf_release(&first);
        duban_buf_release(&second);
        sheet_release(&sheet);
        sheet_release(&again);
    }
}
