/* Large files: nothing may take more than its share of time. Measured in processor time against a
 * quarter of the same table, with room for a busy machine: it catches what grows with the square.
 */
#include "unit/schedule/sheet.h"

#include <criterion/criterion.h>
#include <time.h>

TestSuite(large, .timeout = 300);

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void make_table(struct duban_buf *out, size_t rows, const char *deadline)
{
    duban_buf_adds(out, "序号,阶段,任务,时限,牵头单位,经费\n");
    for (size_t i = 0; i < rows; i++)
        duban_buf_addf(
            out, "%zu,阶段%zu,第%zu项任务：开展讨论，\"查\"找问题,%s,\"综合处\n督查处\",%zu\n", i,
            i * 4 / rows, i, deadline, i);
}

/* The time it takes to read, to write, and to read the same again. */
static double time_for(size_t rows, const char *deadline)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    struct duban_buf out = DUBAN_BUF_INIT;
    struct sheet sheet;
    double start;

    make_table(&table, rows, deadline);
    sheet_init(&sheet);
    start = seconds();
    sheet_takes(&sheet, table.data);
    cr_assert_eq(sheet.campaign.n_tasks, rows);
    sheet_write(&out, &sheet, DUBAN_EXPORT_DATA);
    sheet_takes(&sheet, out.data);
    cr_assert_eq(sheet.changes, 0);
    start = seconds() - start;
    sheet_release(&sheet);
    duban_buf_release(&table);
    duban_buf_release(&out);
    return start;
}

Test(large, time_grows_with_the_rows)
{
    static const char *const deadlines[] = {"6.15", "看不懂"};

    for (size_t i = 0; i < 2; i++) {
        double quarter = time_for(5000, deadlines[i]);
        double whole = time_for(20000, deadlines[i]);

        cr_expect_lt(whole, quarter * 10 + 0.5, "%.2f s for 20000 rows, %.2f s for 5000", whole,
                     quarter);
    }
}

Test(large, a_hundred_thousand_rows)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    struct sheet sheet;

    make_table(&table, 100000, "6.15");
    sheet_init(&sheet);
    sheet_takes(&sheet, table.data);
    cr_assert_eq(sheet.campaign.n_tasks, 100000);
    cr_assert_eq(sheet.campaign.n_phases, 4);
    sheet_release(&sheet);
    duban_buf_release(&table);
}
