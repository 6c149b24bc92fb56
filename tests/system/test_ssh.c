/* The board over SSH: what a coordinator at another machine sees and does. */
#include "e2e/board.h"
#include "system/wire.h"

#include "duban/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *board;
static const struct campaign *campaign;

static void begin(void)
{
    wire_needed();
    board = campaign_board(&campaign, "ssh");
}

static void end(void)
{
    free(board);
}

TestSuite(ssh, .init = begin, .fini = end, .timeout = 120);

#define SHOWS(term, text) cr_assert(term_shows(term, text), "no %s in\n%s", text, term_screen(term))

static void leave(struct term *term)
{
    term_send(term, "q");
    cr_expect_eq(term_wait_exit(term), 0, "%s", term_screen(term));
    cr_expect(term_is_restored(term));
    term_end(term);
}

static void expect_listed(const char *text)
{
    const char *const words[] = {"list", NULL};
    char *list = board_run(board, words);

    cr_expect(strstr(list, text) != NULL, "no %s in\n%s", text, list);
    free(list);
}

/* Each card begins in a column of its phase, and its mark stands in one of its four rows. A paint
 * comes over the line in pieces, so the whole of it is waited for before anything is looked at. */
static void expect_cards(struct term *term)
{
    int last = 0, columns = 0;

    for (int i = 0; i < CAMPAIGN_CARDS; i++)
        SHOWS(term, campaign->cards[i].head);
    SHOWS(term, "Enter 打开");
    term_settle(term);
    for (int i = 0; i < CAMPAIGN_CARDS; i++) {
        const char *head = campaign->cards[i].head, *mark = campaign->cards[i].mark;
        int row, column;

        cr_assert(term_find(term, head, &row, &column), "no card %s in\n%s", head,
                  term_screen(term));
        if (i == 0 || column > last)
            columns++;
        last = column;
        cr_expect(term_find_within(term, mark, &row, &column, 4, 29), "%s is not %s in\n%s", head,
                  mark, term_screen(term));
    }
    cr_expect_eq(columns, CAMPAIGN_PHASES);
}

Test(ssh, four_columns_and_fifteen_cards_with_their_marks)
{
    struct term *term = wire_board(40, 120, board, campaign);

    SHOWS(term, campaign->cards[CAMPAIGN_CARDS - 1].head);
    for (int i = 0; i < CAMPAIGN_PHASES; i++)
        SHOWS(term, campaign->phases[i]);
    expect_cards(term);
    SHOWS(term, "Enter 打开");
    leave(term);
}

/* The server is told of a terminal and of a locale that it has never heard of. */
Test(ssh, terminal_and_locale_are_the_clients)
{
    const char *const words[] = {"echo \"[$TERM $LC_ALL]\"; locale -a | grep -c zh_CN || :", NULL};
    struct term *term = wire_start(24, 80, "duban-test", words);

    cr_expect_eq(term_wait_exit(term), 0);
    SHOWS(term, "[xterm-256color zh_CN.UTF-8]");
    term_end(term);
}

Test(ssh, resizes)
{
    struct term *term = wire_board(24, 80, board, campaign);
    const char *last = campaign->cards[CAMPAIGN_CARDS - 1].head;

    term_resize(term, 40, 120);
    SHOWS(term, last);
    expect_cards(term);
    term_resize(term, 5, 40);
    SHOWS(term, "窗口太小");
    term_resize(term, 40, 120);
    SHOWS(term, last);
    expect_cards(term);
    leave(term);
}

/* Opens the form of the first card, and types before the last two characters of a text that is its
 * own. */
static struct term *edit_in_the_middle(const char *typed)
{
    struct term *term = wire_board(40, 120, board, campaign);

    term_send(term, "hhhhge");
    SHOWS(term, "配合单位");
    term_send(term, "\025核对台账"); /* ^U: from here to the line's begin */
    SHOWS(term, "核对台账");
    term_send(term, "\033[D\033[D");
    term_send(term, typed);
    return term;
}

Test(ssh, edits_in_the_middle_of_chinese)
{
    struct term *term = edit_in_the_middle("三年行动");
    int row, column, at_row, at_column;

    SHOWS(term, "核对三年行动台账");
    cr_assert(term_find(term, "台账", &row, &column));
    term_cursor(term, &at_row, &at_column);
    cr_expect(at_row == row && at_column == column, "cursor %d,%d text %d,%d", at_row, at_column,
              row, column);
    term_send(term, "\177\177\023"); /* takes 行动 away again, ^S */
    SHOWS(term, "1 核对三年台账");
    expect_listed("核对三年台账");
    leave(term);
}

Test(ssh, pastes_in_one_piece)
{
    struct term *term = edit_in_the_middle("\033[200~甲q\r乙dx\033[201~");

    SHOWS(term, "乙dx台账");
    SHOWS(term, "修改任务");
    term_send(term, "\023");
    SHOWS(term, "1 核对甲q");
    expect_listed("核对甲q");
    leave(term);
}

/* --- Without a terminal ---------------------------------------------------------------------- */

static char *command(const char *format, const char *path)
{
    struct duban_buf line = DUBAN_BUF_INIT;

    duban_buf_addf(&line, format, path, campaign->year);
    return duban_buf_detach(&line);
}

/* Runs a command over SSH that must succeed; what it printed, owned by the caller. */
static char *remote(const char *format, const char *path, const char *input)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    char *line = command(format, path);
    int status = wire_run(&out, line, input, false);

    cr_assert_eq(status, 0, "%s: %d %s", line, status, out.data);
    free(line);
    return duban_buf_detach(&out);
}

/* What comes out of one board goes into another, byte for byte the same on both sides. */
Test(ssh, tables_go_in_and_out)
{
    const char *const words[] = {"export", NULL};
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_buf path = DUBAN_BUF_INIT, csv = DUBAN_BUF_INIT;
    char *here = board_run(board, words), *there, *again;

    there = remote("duban export -b %s", board, "/dev/null");
    cr_assert_str_eq(there, here);
    duban_buf_addf(&path, "%s.second", board);
    duban_buf_addf(&csv, "%s.csv", board);
    cr_assert_eq(duban_file_write(csv.data, there, strlen(there), true, 0600, &err), DUBAN_OK);
    free(remote("duban import -b %s --year %s -", path.data, csv.data));
    again = remote("duban export -b %s -o -", path.data, "/dev/null");
    cr_expect_str_eq(again, here);
    free(again);
    free(there);
    free(here);
    duban_buf_release(&path);
    duban_buf_release(&csv);
}

Test(ssh, refuses_what_is_no_table)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    char *line = command("duban import -b %s --year %s - && echo done", board);

    cr_expect_eq(wire_run(&out, line, getenv("DUBAN_BIN"), true), 1, "%s", out.data);
    cr_expect(strstr(out.data, "duban: -:1: ") != NULL, "%s", out.data);
    cr_expect(strstr(out.data, "done") == NULL);
    free(line);
    duban_buf_release(&out);
}

/* --- One key for one board -------------------------------------------------------------------- */

/* A key whose holder gets this board under this name, whatever they ask for. */
Test(ssh, a_forced_command_names_board_and_actor)
{
    const char *forced = getenv("DUBAN_SSH_FORCED");
    const char *const words[] = {"echo", "a-shell", NULL}, *const history[] = {"history", NULL};
    const char *copy[] = {"cp", board, forced, NULL};
    struct duban_buf out = DUBAN_BUF_INIT;
    struct term *term;
    char *lines;

    cr_assert_eq(board_exec(&out, copy), 0, "%s", out.data);
    duban_buf_release(&out);
    term = wire_start(40, 120, "duban-forced", words);
    SHOWS(term, campaign->cards[0].head);
    term_send(term, "hhhhgx");
    SHOWS(term, "已办结 1 项");
    leave(term);
    lines = board_run(forced, history);
    cr_expect(strstr(lines, "li") != NULL, "%s", lines);
    free(lines);
}
