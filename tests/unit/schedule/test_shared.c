/* The real tables: five bodies' plans, one plan as ten programs save it, and files that are none.
 * They are not part of the source tree; without them these tests are skipped. */
#include "places.h"
#include "unit/schedule/sheet.h"

#include "duban/file.h"

#include <string.h>

TestSuite(shared, .timeout = 60);

static void read_shared(struct sheet *sheet, const char *name)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    char *file;

    duban_buf_addf(&path, "schedules/%s", name);
    file = shared_file(path.data);
    sheet_read_file(sheet, file);
    free(file);
    duban_buf_release(&path);
}

/* --- The five plans -------------------------------------------------------------------------- */

static void check_seed(const char *name, const char *expected, int issued)
{
    char *path = shared_file(expected);
    struct duban_buf want = DUBAN_BUF_INIT;
    struct duban_buf got = DUBAN_BUF_INIT;
    const char *rows;
    struct sheet sheet;

    sheet_init(&sheet);
    sheet.with.issued = issued;
    read_shared(&sheet, name);
    cr_assert_eq(sheet.status, DUBAN_OK, "%s", sheet.err.text);
    sheet_dump(&got, &sheet);
    cr_assert_eq(duban_file_read(&want, path, 1u << 20, NULL), DUBAN_OK);
    for (rows = want.data; *rows == '#';)
        rows = strchr(rows, '\n') + 1;
    cr_assert_str_eq(got.data, rows, "%s", name);
    free(path);
    duban_buf_release(&want);
    duban_buf_release(&got);
    sheet_release(&sheet);
}

Test(shared, seeds_are_read_as_expected)
{
    check_seed("seed000.csv", "schedules/expected/seed000.tsv", duban_date_make(2018, 5, 28));
    check_seed("seed001.csv", "schedules/expected/seed001.tsv", duban_date_make(2018, 5, 21));
    check_seed("seed002.csv", "schedules/expected/seed002.tsv", duban_date_make(2018, 6, 8));
    check_seed("seed003.csv", "schedules/expected/seed003.tsv", DUBAN_NO_DATE);
    check_seed("seed004.csv", "schedules/expected/seed004.tsv", duban_date_make(2018, 5, 18));
}

Test(shared, seeds_come_back_to_the_byte)
{
    static const char *const names[] = {"seed000.csv",
                                        "seed001.csv",
                                        "seed002.csv",
                                        "seed003.csv",
                                        "seed004.csv",
                                        "variants/v18_reordered_extra.csv",
                                        "variants/v37_lead_separators.csv",
                                        "variants/v38_hostile.csv"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct duban_buf first = DUBAN_BUF_INIT;
        struct duban_buf second = DUBAN_BUF_INIT;
        struct sheet sheet;
        struct sheet again;

        sheet_init(&sheet);
        sheet_init(&again);
        read_shared(&sheet, names[i]);
        sheet_write(&first, &sheet, DUBAN_EXPORT_DATA);
        sheet_takes(&again, first.data);
        sheet_write(&second, &again, DUBAN_EXPORT_DATA);
        cr_expect_str_eq(second.data, first.data, "%s", names[i]);
        sheet_takes(&sheet, first.data);
        cr_expect_eq(sheet.changes, 0, "%s is not the same as its own export", names[i]);
        read_shared(&sheet, names[i]);
        cr_expect_eq(sheet.changes, 0, "%s a second time changes something", names[i]);
        duban_buf_release(&first);
        duban_buf_release(&second);
        sheet_release(&sheet);
        sheet_release(&again);
    }
}

/* --- The variants ---------------------------------------------------------------------------- */

/* What must be the same however the table was saved: serial, phase number, due date, text, leads.
 */
static void dump_core(struct duban_buf *out, const struct sheet *sheet, bool phases)
{
    for (size_t i = 0; i < sheet->campaign.n_tasks; i++) {
        const struct duban_task *task = sheet->campaign.tasks[i];
        char date[DUBAN_DATE_SIZE];

        if (phases)
            duban_buf_addf(out, "%s %s ", task->serial,
                           duban_campaign_phase(&sheet->campaign, task->phase)->name);
        duban_buf_addf(out, "%s %s %s\n", duban_date_format(task->when.due, date), task->text,
                       task->leads);
    }
}

static void check_variant(const char *name, bool phases)
{
    struct duban_buf want = DUBAN_BUF_INIT;
    struct duban_buf got = DUBAN_BUF_INIT;
    struct sheet seed;
    struct sheet variant;

    sheet_init(&seed);
    sheet_init(&variant);
    read_shared(&seed, "seed004.csv");
    read_shared(&variant, name);
    cr_expect_eq(variant.status, DUBAN_OK, "%s: %s", name, variant.err.text);
    dump_core(&want, &seed, phases);
    dump_core(&got, &variant, phases);
    cr_expect_str_eq(got.data, want.data, "%s", name);
    read_shared(&variant, name);
    cr_expect_eq(variant.changes, 0, "%s a second time changes something", name);
    sheet_reported(&variant, "与看板相同，没有改动");
    duban_buf_release(&want);
    duban_buf_release(&got);
    sheet_release(&seed);
    sheet_release(&variant);
}

Test(shared, variants_are_the_same_fifteen_rows)
{
    static const char *const names[] = {
        "v01_gbk_crlf.csv",
        "v02_utf8_bom_crlf.csv",
        "v03_semicolon.csv",
        "v04_tab.tsv",
        "v05_utf16le_bom_tab.txt",
        "v08_all_quoted.csv",
        "v10_fullwidth_comma_safe.csv",
        "v12_title_footer.csv",
        "v13_title_bare.csv",
        "v16_blank_rows_between.csv",
        "v17a_headers.csv",
        "v17c_headers.csv",
        "v17e_headers.csv",
        "v18_reordered_extra.csv",
        "v19_phase_repeated.csv",
        "v21_word_cell.csv",
        "v26_date_slash.csv",
        "v27_date_iso.csv",
        "v28_date_cn.csv",
        "v29_date_cn_full.csv",
        "v31_date_us.csv",
        "v33_date_timestamp.csv",
        "v35_fullwidth_digits.csv",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *name = place_below("variants", names[i]);

        check_variant(name, true);
        free(name);
    }
    check_variant("variants/v24_no_phase_no_serial.csv", false);
}

Test(shared, a_table_without_phases_has_one)
{
    struct sheet sheet;

    sheet_init(&sheet);
    read_shared(&sheet, "variants/v24_no_phase_no_serial.csv");
    cr_assert_eq(sheet.campaign.n_phases, 1);
    cr_assert_str_eq(sheet_phase(&sheet, 0), "未分阶段");
    sheet_release(&sheet);
}

Test(shared, notes_are_kept)
{
    static const size_t rows[] = {2, 5, 10, 15};
    struct sheet sheet;
    size_t noted = 0;

    sheet_init(&sheet);
    read_shared(&sheet, "variants/v18_reordered_extra.csv");
    for (size_t i = 0; i < sheet.campaign.n_tasks; i++)
        noted += sheet_task(&sheet, i)->note != NULL;
    cr_assert_eq(noted, 4);
    for (size_t i = 0; i < 4; i++)
        cr_assert(sheet_task(&sheet, rows[i] - 1)->note != NULL);
    sheet_release(&sheet);
}

Test(shared, fifteen_ways_to_write_two_units)
{
    struct sheet sheet;

    sheet_init(&sheet);
    read_shared(&sheet, "variants/v37_lead_separators.csv");
    for (size_t i = 0; i < 11; i++) {
        const struct duban_task *task = sheet_task(&sheet, i);
        bool supported = i == 8 || i == 9;

        cr_expect_str_eq(task->leads, supported ? "综合处" : "综合处\n督查处", "row %zu", i + 1);
        cr_expect_str_eq(task->supports ? task->supports : "", supported ? "督查处" : "");
    }
    cr_assert_str_eq(sheet_task(&sheet, 11)->leads, "综合\n督查处");
    cr_assert_str_eq(sheet_task(&sheet, 12)->leads, "各处（室）\n各直属单位");
    cr_assert_str_eq(sheet_task(&sheet, 13)->leads, "综合处");
    cr_assert_null(sheet_task(&sheet, 14)->leads);
    sheet_release(&sheet);
}

Test(shared, hostile_text_is_kept_without_its_controls)
{
    struct sheet sheet;

    sheet_init(&sheet);
    read_shared(&sheet, "variants/v38_hostile.csv");
    cr_assert_eq(sheet.campaign.n_tasks, 15);
    cr_assert_str_eq(sheet_task(&sheet, 0)->text,
                     "=HYPERLINK(\"http://example.invalid\",\"点我\")");
    cr_assert_str_eq(sheet_task(&sheet, 4)->text, "ESC[31m红[31m字]0;title尾");
    sheet_reported(&sheet, "已去掉 3 个控制字符");
    cr_assert_null(strchr(sheet.report.data, '\x1b'));
    sheet_release(&sheet);
}

/* --- What must be refused -------------------------------------------------------------------- */

Test(shared, bad_files_are_refused_by_name)
{
    static const struct {
        const char *name;
        unsigned long line;
        const char *words;
    } samples[] = {
        {"bad/b01_empty.csv", 0, "文件是空的"},
        {"bad/b02_header_only.csv", 1, "没有数据行"},
        {"bad/b04_unclosed_quote.csv", 8, "引号没有闭合"},
        {"bad/b07_xlsx_renamed.csv", 0, "这是 Excel 工作簿(xlsx)，请另存为 CSV"},
        {"bad/b08_xls_renamed.csv", 0, "这是 Excel 97-2003 工作簿(xls)"},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct sheet sheet;

        sheet_init(&sheet);
        read_shared(&sheet, samples[i].name);
        sheet_refused(&sheet, samples[i].line, samples[i].words);
        cr_expect_eq(sheet.campaign.n_tasks, 0);
        sheet_release(&sheet);
    }
}

Test(shared, bad_dates_are_kept_and_listed)
{
    struct sheet sheet;

    sheet_init(&sheet);
    read_shared(&sheet, "bad/b11_bad_dates.csv");
    cr_assert_eq(sheet.campaign.n_tasks, 15);
    for (size_t i = 0; i < 14; i++) {
        const struct duban_task *task = sheet_task(&sheet, i);

        cr_expect_eq(task->when.kind, DUBAN_DEADLINE_BAD, "%s", task->deadline);
        cr_expect_eq(task->when.due, DUBAN_NO_DATE);
        sheet_reported(&sheet, task->deadline);
    }
    cr_assert_eq(sheet_task(&sheet, 14)->when.kind, DUBAN_DEADLINE_NONE);
    sheet_reported(&sheet, "plan.csv:2: 完成时限: ");
    sheet_reported(&sheet, "plan.csv:16: 完成时限: ");
    sheet_release(&sheet);
}
