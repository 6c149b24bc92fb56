/* A table pasted out of a spreadsheet, as terminals send it: tab-separated, cells with line breaks
 * in quotes, every line end a CR. */
#include "e2e/board.h"
#include "e2e/term.h"
#include "places.h"

#include "duban/buf.h"
#include "duban/err.h"
#include "duban/file.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

TestSuite(import, .timeout = 120);

#define SHOWS(term, text) cr_assert(term_shows(term, text), "no %s in\n%s", text, term_screen(term))

/* The table of a CSV file as it comes through a terminal that marks what is pasted. */
static char *pasted(const char *csv)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    bool quoted = false;

    duban_buf_adds(&out, "\033[200~");
    for (; *csv; csv++) {
        quoted = quoted != (*csv == '"');
        duban_buf_addc(&out, *csv == '\n' ? '\r' : *csv == ',' && !quoted ? '\t' : *csv);
    }
    duban_buf_adds(&out, "\033[201~");
    return duban_buf_detach(&out);
}

static struct term *start(char **board, const char *csv)
{
    const char *argv[] = {"-b", NULL, "--today", "2018-06-18", "--actor", "wang", NULL};

    *board = board_import("paste", csv);
    argv[1] = *board;
    return term_duban(24, 80, argv);
}

static size_t count_listed(const char *board)
{
    const char *const words[] = {"list", "--json", NULL};
    char *list = board_run(board, words);
    size_t n = 0;

    for (const char *p = list; *p; p++)
        n += *p == '\n';
    free(list);
    return n;
}

static void leave(struct term *term, char *board)
{
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    term_end(term);
    free(board);
}

/* Nothing of the preview is wanted. */
static void leave_preview(struct term *term, char *board)
{
    term_send(term, "\033");
    SHOWS(term, "放弃粘贴的表格？");
    term_send(term, "y");
    SHOWS(term, "没有导入，看板没有改动");
    leave(term, board);
}

Test(import, a_whole_table_is_pasted_looked_at_and_written)
{
    char *path = shared_file("schedules/seed004.csv"), *board;
    struct duban_buf csv = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct term *term = start(&board, "序号,阶段步骤,工作任务,完成时限\n1,旧的,旧任务,5.25\n");
    char *text;

    cr_assert_eq(duban_file_read(&csv, path, 1 << 20, &err), DUBAN_OK);
    text = pasted(csv.data);
    SHOWS(term, "旧任务");
    term_send(term, "I");
    SHOWS(term, "粘贴计划安排表");
    term_send(term, text);
    SHOWS(term, "新增 15");
    SHOWS(term, "5.25 → 5月25日");
    cr_expect_eq(count_listed(board), 1);
    term_send(term, "\023"); /* ^S */
    SHOWS(term, "写入看板？");
    term_send(term, "y");
    SHOWS(term, "已导入：新增 15 项");
    cr_expect_eq(count_listed(board), 16);
    term_send(term, "u");
    SHOWS(term, "已撤销");
    cr_expect_eq(count_listed(board), 1);
    leave(term, board);
    duban_buf_release(&csv);
    free(text);
    free(path);
}

/* Nothing that a pasted table holds reaches the terminal as a command. */
Test(import, a_hostile_table_sends_nothing_to_the_terminal)
{
    char *board;
    struct term *term = start(&board, "序号,阶段步骤,工作任务,完成时限\n1,旧的,旧任务,5.25\n");
    const char *bytes;
    size_t len;

    SHOWS(term, "旧任务");
    term_forget(term);
    term_send(term, "\033[200~序号\t阶段\t工作任务\t完成时限\r"
                    "1\t\302\2332J\302\235;夺名\a\t坏\302\23331m任务\342\200\256反\t\302\2205.25\r"
                    "\033[201~");
    SHOWS(term, "新增 1");
    term_send(term, "\r");
    SHOWS(term, "作为新任务导入");
    term_settle(term);
    bytes = term_bytes(term, &len);
    for (size_t i = 0; i + 1 < len; i++) {
        cr_assert(!((unsigned char)bytes[i] == 0xC2 && (unsigned char)bytes[i + 1] < 0xA0),
                  "a C1 control was sent");
        cr_assert(bytes[i] != '\a', "a bell was sent");
        cr_assert(!(bytes[i] == '\033' && bytes[i + 1] == ']'), "a title was set");
    }
    term_send(term, "\033");
    SHOWS(term, "新增 1");
    term_send(term, "\033");
    SHOWS(term, "放弃粘贴的表格？");
    term_send(term, "y");
    SHOWS(term, "没有导入，看板没有改动");
    leave(term, board);
}

#define OLD_BOARD "序号,阶段步骤,工作任务,完成时限\n1,旧的,旧任务,5.25\n"
#define HEADER    "序号\t阶段步骤\t工作任务\t完成时限\r"

/* A paste that stops halfway waits for the rest; no part of it is ever a key, though every line here
 * would delete a card. */
Test(import, a_paste_that_pauses_is_one_paste)
{
    char *board;
    struct term *term = start(&board, OLD_BOARD);

    SHOWS(term, "旧任务");
    term_send(term, "\033[200~" HEADER "1\t旧的\td");
    SHOWS(term, "还没有到齐（已收到");
    term_send(term, "dy\t5.31\r");
    term_send(term, "2\t旧的\tdy\t6.1\r\033[201~");
    SHOWS(term, "新增 2");
    cr_expect_eq(count_listed(board), 1);
    leave_preview(term, board);
}

/* One that is broken off shows what has come when that is wanted; the rest of it is no key. */
Test(import, a_paste_that_is_broken_off)
{
    char *board;
    struct term *term = start(&board, OLD_BOARD);

    SHOWS(term, "旧任务");
    term_send(term, "\033[200~" HEADER "1\t旧的\t新任务\t5.31\r2\t旧");
    SHOWS(term, "还没有到齐（已收到");
    term_send(term, "\033");
    term_listen(term, 300);
    term_send(term, "dy\rdy\r");
    SHOWS(term, "只收到 ");
    SHOWS(term, "看预览？");
    cr_expect_eq(count_listed(board), 1);
    term_send(term, "y");
    SHOWS(term, "新增 1");
    leave_preview(term, board);
}

/* From a terminal that marks nothing, whether the import is open or not. */
Test(import, a_paste_without_marks)
{
    char *board;
    struct term *term = start(&board, OLD_BOARD);

    SHOWS(term, "旧任务");
    term_send(term, HEADER "1\t旧的\tdydydy\t5.31\r2\t旧的\tquxx\t6.1\r");
    SHOWS(term, "新增 2");
    term_send(term, "q");
    SHOWS(term, "放弃粘贴的表格？");
    term_send(term, "y");
    SHOWS(term, "没有导入");
    term_send(term, "I");
    SHOWS(term, "粘贴计划安排表");
    term_send(term, "工作任务\rdydydydydydydydy\rquxx\r");
    SHOWS(term, "新增 2");
    cr_expect_eq(count_listed(board), 1);
    leave_preview(term, board);
}

/* Three megabytes, with how much has come told meanwhile. */
Test(import, a_large_paste)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    char *board;
    struct term *term = start(&board, OLD_BOARD);

    duban_buf_adds(&text, "\033[200~" HEADER);
    for (int i = 1; text.len < 3u << 20; i++)
        duban_buf_addf(&text, "%d\t旧的\t第%d项工作：各支部查找问题并落实到人\t%d.%d\r", i, i,
                       i % 12 + 1, i % 28 + 1);
    SHOWS(term, "旧任务");
    term_send(term, text.data);
    term_listen(term, 600);
    term_send(term, "\t旧的");
    SHOWS(term, "已收到 3.0 MB");
    term_send(term, "\r\033[201~");
    SHOWS(term, "表头第 1 行");
    cr_expect_eq(count_listed(board), 1);
    leave_preview(term, board);
    duban_buf_release(&text);
}

/* --- On the command line --------------------------------------------------------------------- */

/* So many rows that there is time to change one's mind. */
static char *make_long_table(const char *board)
{
    struct duban_buf path = DUBAN_BUF_INIT, text = DUBAN_BUF_INIT;

    duban_buf_addf(&path, "%s.csv", board);
    duban_buf_adds(&text, "序号,工作任务,完成时限\n");
    for (int i = 1; i <= 600000; i++)
        duban_buf_addf(&text, "%d,第%d项工作,%d.%d\n", i, i, i % 12 + 1, i % 28 + 1);
    cr_assert_eq(duban_file_write(path.data, text.data, text.len, true, 0600, NULL), DUBAN_OK);
    duban_buf_release(&text);
    return duban_buf_detach(&path);
}

/* ^C at the keyboard while the rows are counted on the screen. */
Test(import, control_c_leaves_the_board_as_it_was)
{
    struct duban_buf before = DUBAN_BUF_INIT, after = DUBAN_BUF_INIT;
    char *board = board_import("stop", OLD_BOARD), *table = make_long_table(board);
    const char *argv[] = {"-b", board, "import", "--year", "2018", table, NULL};

    cr_assert_eq(duban_file_read(&before, board, 1u << 24, NULL), DUBAN_OK);
    struct term *term = term_duban(24, 80, argv);
    SHOWS(term, "正在导入：");
    term_send(term, "\003");
    SHOWS(term, "已中断，看板没有改动");
    cr_expect_eq(term_end(term), 128 + SIGINT);
    cr_assert_eq(duban_file_read(&after, board, 1u << 24, NULL), DUBAN_OK);
    cr_expect(after.len == before.len && memcmp(after.data, before.data, before.len) == 0);
    cr_expect_eq(count_listed(board), 1);
    duban_buf_release(&before);
    duban_buf_release(&after);
    free(table);
    free(board);
}
