/* What an export writes, an import reads: boards of random tasks go out, into an empty board and
 * back to their own, in every encoding, and nothing of them is lost. */
#include "random_text.h"
#include "unit/schedule/sheet.h"

#include "duban/alloc.h"
#include "duban/field.h"
#include "duban/record.h"
#include "duban/table.h"
#include "duban/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(round, .timeout = 120);

/* --- Random boards --------------------------------------------------------------------------- */

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

/* Sets a field through the validator, as a person does. */
static void set(struct sheet *sheet, struct duban_task *task, enum duban_field field,
                const char *value)
{
    struct duban_wish wish = {field, NULL, value};
    struct duban_batch batch;

    duban_batch_init(&batch, DUBAN_ACT_SET);
    cr_assert_eq(duban_record_set(&batch, &sheet->campaign, task, &wish, 1, TODAY, NULL), DUBAN_OK,
                 "%s: %s", duban_field_info(field)->key, value);
    for (size_t i = 0; batch.n && i < batch.changes[0].n; i++)
        duban_field_set(task, batch.changes[0].edits[i].field, NULL,
                        batch.changes[0].edits[i].after);
    duban_batch_release(&batch);
}

static void fill_fields(struct sheet *sheet, struct duban_task *task, struct random *random)
{
    static const enum duban_field fields[] = {DUBAN_FIELD_TASK_SERIAL,   DUBAN_FIELD_TASK_DEADLINE,
                                              DUBAN_FIELD_TASK_LEADS,    DUBAN_FIELD_TASK_SUPPORTS,
                                              DUBAN_FIELD_TASK_LEADER,   DUBAN_FIELD_TASK_TARGET,
                                              DUBAN_FIELD_TASK_PROGRESS, DUBAN_FIELD_TASK_NOTE};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char *value = hostile_text(random, 5);

        set(sheet, task, fields[i], value);
        free(value);
    }
}

/* Deadlines that read as something, now and then with a date set by hand, or with what 6.2 and
 * 03/04/2018 mean settled. */
static void fill_dates(struct sheet *sheet, struct duban_task *task, struct random *random)
{
    static const char *const deadlines[] = {"5.25",       "6.2",    "7月中旬前", "每月底",
                                            "03/04/2018", "长期",   "待定",      "2018-11-31",
                                            "43245",      "6、7月", "12-1月",    "国庆节前",
                                            "5月左右",    "７日内"};
    static const char *const settled[] = {"zero", "", "day/month", "month/day"};
    char day[DUBAN_DATE_SIZE];

    if (random_below(random, 3) == 0)
        return;
    set(sheet, task, DUBAN_FIELD_TASK_DEADLINE,
        deadlines[random_below(random, sizeof deadlines / sizeof *deadlines)]);
    if (random_below(random, 3) == 0)
        set(sheet, task, DUBAN_FIELD_TASK_DUE,
            duban_date_format(TODAY + (int)random_below(random, 300), day));
    else if (random_below(random, 3))
        set(sheet, task, DUBAN_FIELD_TASK_FLAGS,
            settled[random_below(random, sizeof settled / sizeof *settled)]);
}

/* A status with its date or its reason, and acts that a table does not tell of. */
static void fill_progress(struct sheet *sheet, struct duban_task *task, struct random *random)
{
    enum duban_task_status status = (enum duban_task_status)random_below(random, 4);
    char *reason = hostile_value(random, 4);
    char day[DUBAN_DATE_SIZE];

    if (status != DUBAN_DROPPED || reason)
        set(sheet, task, DUBAN_FIELD_TASK_STATUS, duban_status_name(status));
    if (status == DUBAN_DONE)
        set(sheet, task, DUBAN_FIELD_TASK_DONE_ON,
            duban_date_format(TODAY - (int)random_below(random, 60), day));
    if (status == DUBAN_DROPPED && reason)
        set(sheet, task, DUBAN_FIELD_TASK_REASON, reason);
    task->chases = (int)random_below(random, 3);
    task->extensions = (int)random_below(random, 3);
    free(reason);
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

/* A board of random tasks in four phases, some of them with windows. */
static void fill(struct sheet *sheet, struct random *random)
{
    static const char *const phases[] = {"一、学习（5月）", "\"\"\"=查摆\"\"（6.1—6.30)\"", "阶段2",
                                         "'@整改"};
    struct duban_buf table = DUBAN_BUF_INIT;
    size_t tasks = 1 + random_below(random, 8);

    duban_buf_adds(&table, "阶段,任务\n");
    for (size_t i = 0; i < tasks; i++)
        duban_buf_addf(&table, "%s,x\n", phases[random_below(random, 4)]);
    sheet_takes(sheet, table.data);
    duban_buf_release(&table);
    duban_strset(&sheet->campaign.columns, "经费\n备注\n任务\n=x");
    for (size_t i = 0; i < sheet->campaign.n_tasks; i++) {
        fill_texts(sheet->campaign.tasks[i], random);
        fill_fields(sheet, sheet->campaign.tasks[i], random);
        fill_dates(sheet, sheet->campaign.tasks[i], random);
        fill_progress(sheet, sheet->campaign.tasks[i], random);
    }
}

/* --- Comparing ------------------------------------------------------------------------------- */

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

static void expect_value(size_t board, const void *first, const void *second,
                         enum duban_field field, const char *extra)
{
    char *wanted = duban_field_get(first, field, extra);
    char *got = duban_field_get(second, field, extra);

    cr_assert_str_eq(got ? got : "", wanted ? wanted : "", "board %zu: %s of <%s> became <%s>",
                     board, extra ? extra : duban_field_info(field)->key, wanted ? wanted : "",
                     got ? got : "");
    free(wanted);
    free(got);
}

/* What a table does not carry: places in the board, and what has only been counted. */
static bool is_carried(enum duban_field field)
{
    switch ((int)field) {
    case DUBAN_FIELD_TASK_PHASE:
    case DUBAN_FIELD_TASK_POSITION:
    case DUBAN_FIELD_TASK_CHASES:
    case DUBAN_FIELD_TASK_EXTENSIONS:
    case DUBAN_FIELD_TASK_DELETED:
    case DUBAN_FIELD_TASK_EXTRA:
    case DUBAN_FIELD_PHASE_POSITION:
    case DUBAN_FIELD_PHASE_DELETED: return false;
    }
    return true;
}

static void expect_fields(size_t board, enum duban_object object, const void *first,
                          const void *second)
{
    for (unsigned field = 0; field < DUBAN_FIELDS; field++)
        if (duban_field_info((enum duban_field)field)->object == object &&
            is_carried((enum duban_field)field))
            expect_value(board, first, second, (enum duban_field)field, NULL);
}

static void expect_task(size_t board, const struct sheet *first, const struct sheet *second,
                        size_t at)
{
    const struct duban_task *task = sheet_task(first, at);
    const struct duban_task *other = sheet_task(second, at);

    cr_assert_eq(other->id, task->id);
    expect_fields(board, DUBAN_OBJECT_TASK, task, other);
    expect_fields(board, DUBAN_OBJECT_PHASE, duban_campaign_phase(&first->campaign, task->phase),
                  duban_campaign_phase(&second->campaign, other->phase));
    cr_assert_eq(other->extras.n, task->extras.n, "board %zu: other columns", board);
    for (size_t i = 0; i < task->extras.n; i++)
        expect_value(board, task, other, DUBAN_FIELD_TASK_EXTRA, task->extras.items[i].name);
}

static void expect_board(size_t board, const struct sheet *first, const struct sheet *second)
{
    cr_assert_eq(second->campaign.n_tasks, first->campaign.n_tasks);
    for (size_t i = 0; i < first->campaign.n_tasks; i++)
        expect_task(board, first, second, i);
}

/* --- There and back -------------------------------------------------------------------------- */

static void write_as(struct duban_buf *out, const struct sheet *sheet, enum duban_export_form form,
                     const char *encoding, bool bom)
{
    struct duban_export_options options = {.form = form,
                                           .today = TODAY,
                                           .encoding = encoding,
                                           .bom = bom};

    cr_assert_eq(duban_export(out, &sheet->campaign, DUBAN_EXPORT_CSV, &options, NULL), DUBAN_OK);
}

static void write_in(struct duban_buf *out, const struct sheet *sheet, const char *encoding,
                     bool bom)
{
    write_as(out, sheet, DUBAN_EXPORT_DATA, encoding, bom);
}

static void check_board(size_t board, struct sheet *sheet, const char *encoding, bool bom)
{
    struct duban_buf first = DUBAN_BUF_INIT;
    struct duban_buf second = DUBAN_BUF_INIT;
    struct sheet again;

    sheet_init(&again);
    write_in(&first, sheet, encoding, bom);
    sheet_read(&again, first.data, first.len);
    cr_assert_eq(again.status, DUBAN_OK, "board %zu: %s", board, again.err.text);
    write_in(&second, &again, encoding, bom);
    cr_assert_eq(second.len, first.len, "board %zu in %s", board, encoding);
    expect_same(board, first.data, second.data);
    expect_board(board, sheet, &again);
    sheet_read(sheet, first.data, first.len); /* may note the order of the extra columns */
    sheet_read(sheet, first.data, first.len);
    cr_assert_eq(sheet->changes, 0, "board %zu differs from its own export\n%s", board, first.data);
    expect_board(board, &again, sheet);
    duban_buf_release(&first);
    duban_buf_release(&second);
    sheet_release(&again);
}

static void check_boards(uint64_t seed, const char *encoding, bool bom)
{
    enum { BOARDS = 400 };
    struct random random = {seed};

    for (size_t i = 0; i < BOARDS; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        fill(&sheet, &random);
        check_board(i, &sheet, encoding, bom);
        sheet_release(&sheet);
    }
}

Test(round, an_export_comes_back_to_the_byte)
{
    check_boards(20180618, "utf-8", false);
}

Test(round, with_a_mark_of_its_encoding)
{
    check_boards(20180518, "utf-8", true);
}

Test(round, in_gb18030)
{
    check_boards(20181001, "gb18030", false);
}

/* --- A print, and back ----------------------------------------------------------------------- */

/* The first column of that name in the second row, where a print has its header. */
static size_t column_of(const struct duban_table *table, const char *name)
{
    size_t i = 0;

    while (i < table->width && strcmp(duban_table_cell(table, 1, i), name) != 0)
        i++;
    return i;
}

/* But for the lights: a day of a window is not on paper. */
static void expect_same_print(size_t board, const struct duban_buf *first,
                              const struct duban_buf *second)
{
    struct duban_table tables[2];
    size_t light;

    cr_assert_eq(duban_table_read(&tables[0], first->data, first->len, ',', NULL), DUBAN_OK);
    cr_assert_eq(duban_table_read(&tables[1], second->data, second->len, ',', NULL), DUBAN_OK);
    cr_assert_eq(tables[0].n_rows, tables[1].n_rows);
    light = column_of(&tables[0], "预警");
    cr_assert(light < tables[0].width);
    for (size_t row = 0; row < tables[0].n_rows; row++)
        for (size_t i = 0; i < tables[0].width || i < tables[1].width; i++)
            if (i != light || row < 2)
                expect_same(board, duban_table_cell(&tables[0], row, i),
                            duban_table_cell(&tables[1], row, i));
    duban_table_release(&tables[0]);
    duban_table_release(&tables[1]);
}

/* A print that nobody has touched changes nothing; where the board is lost, all that it shows comes
 * back from it. */
static void check_print(size_t board, struct sheet *sheet, const char *encoding)
{
    struct duban_buf data = DUBAN_BUF_INIT;
    struct duban_buf same = DUBAN_BUF_INIT;
    struct duban_buf first = DUBAN_BUF_INIT;
    struct duban_buf second = DUBAN_BUF_INIT;
    struct sheet again;

    sheet_init(&again);
    write_in(&data, sheet, "utf-8", false);
    sheet_read(sheet, data.data, data.len); /* may note the order of the extra columns */
    duban_buf_clear(&data);
    write_in(&data, sheet, "utf-8", false);
    write_as(&first, sheet, DUBAN_EXPORT_PRINT, encoding, false);
    sheet_read(sheet, first.data, first.len);
    cr_assert_eq(sheet->status, DUBAN_OK, "board %zu: %s", board, sheet->err.text);
    cr_assert_eq(sheet->changes, 0, "board %zu differs from its own print\n%s\n%s", board,
                 first.data, sheet->report.data);
    write_in(&same, sheet, "utf-8", false);
    expect_same(board, data.data, same.data);
    sheet_read(&again, first.data, first.len);
    cr_assert_eq(again.status, DUBAN_OK, "board %zu: %s", board, again.err.text);
    write_as(&second, &again, DUBAN_EXPORT_PRINT, encoding, false);
    if (strcmp(encoding, "utf-8") == 0)
        expect_same_print(board, &first, &second);
    duban_buf_release(&data);
    duban_buf_release(&same);
    duban_buf_release(&first);
    duban_buf_release(&second);
    sheet_release(&again);
}

static void check_prints(uint64_t seed, const char *encoding)
{
    enum { BOARDS = 400 };
    struct random random = {seed};

    for (size_t i = 0; i < BOARDS; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        fill(&sheet, &random);
        check_print(i, &sheet, encoding);
        sheet_release(&sheet);
    }
}

Test(round, a_print_changes_nothing)
{
    check_prints(20180601, "utf-8");
}

Test(round, a_print_in_gb18030_changes_nothing)
{
    check_prints(20180602, "gb18030");
}

/* Whether 6.2 was 6.20 is settled once, not again in every board that the table goes to; and unlike
 * a date set by hand it gives way to another deadline. */
static void check_zero(enum duban_import_zeros zeros, int due, unsigned flags)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    struct sheet sheet;
    struct sheet again;

    sheet_init(&sheet);
    sheet_init(&again);
    sheet.with.zeros = zeros;
    sheet_takes(&sheet, "任务,时限\n甲,6.2\n");
    sheet_write(&table, &sheet, DUBAN_EXPORT_DATA);
    sheet_takes(&again, table.data);
    cr_expect_null(strstr(again.report.data, "丢了末尾的 0"), "%s", again.report.data);
    cr_expect_null(strstr(again.report.data, "存疑"), "%s", again.report.data);
    cr_expect_eq(sheet_task(&again, 0)->when.due, due);
    cr_expect_eq(sheet_task(&again, 0)->when.flags, flags);
    sheet_takes(&again, "任务,时限\n甲,7.5\n");
    cr_expect_eq(sheet_task(&again, 0)->when.due, duban_date_make(2018, 7, 5));
    duban_buf_release(&table);
    sheet_release(&sheet);
    sheet_release(&again);
}

Test(round, a_settled_zero_stays_settled)
{
    check_zero(DUBAN_ZEROS_RESTORE, duban_date_make(2018, 6, 20), DUBAN_DEADLINE_ZERO);
    check_zero(DUBAN_ZEROS_KEEP, duban_date_make(2018, 6, 2), 0);
}
