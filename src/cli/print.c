/* The board as plain text, for when standard output is no terminal: the same columns, one below the
 * other. */
#include "duban/cli.h"

#include "cli/cli.h"

#include "duban/board.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <inttypes.h>
#include <string.h>

/* The cells in front of a task's text; each is as wide as its widest on the board, within a bound.
 */
enum { CELL_ID, CELL_MARK, CELL_DEADLINE, CELL_LEADS, CELLS };
enum { GAP = 2 };

static const int bounds[CELLS] = {
    [CELL_ID] = 9, [CELL_MARK] = 10, [CELL_DEADLINE] = 16, [CELL_LEADS] = 20};

static void put_counts(struct duban_buf *out, const struct duban_tally *tally)
{
    duban_buf_addf(out, _("完成 %zu/%zu"), tally->done, tally->total);
    if (tally->red > 0)
        duban_buf_addf(out, _("  逾期 %zu"), tally->red);
    if (tally->yellow > 0)
        duban_buf_addf(out, _("  临期 %zu"), tally->yellow);
    if (tally->dropped > 0)
        duban_buf_addf(out, _("  不再推进 %zu"), tally->dropped);
}

/* Safe text; an inherited date in brackets, a deadline as it was written. */
static void put_cell(struct duban_buf *out, const struct duban_board_row *row, int cell, int today)
{
    char date[DUBAN_DATE_SIZE];

    if (cell == CELL_ID) {
        duban_buf_addf(out, "%" PRId64, row->task->id);
    } else if (cell == CELL_MARK) {
        duban_standing_mark(out, row->task, &row->standing, today);
    } else if (cell == CELL_LEADS) {
        cli_safe_list(out, row->task->leads);
    } else {
        cli_safe(out, row->task->deadline);
        if (row->standing.inherited)
            duban_buf_addf(out, "(%s)", duban_date_format(row->standing.due, date) + 5);
    }
}

static void measure(int widths[CELLS], const struct duban_board *board, int today)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    for (size_t i = 0; i < board->n_columns; i++)
        for (size_t j = 0; j < board->columns[i].n_rows; j++)
            for (int cell = 0; cell < CELLS; cell++) {
                duban_buf_clear(&text);
                if (board->columns[i].rows[j].kind == DUBAN_BOARD_CARD)
                    put_cell(&text, &board->columns[i].rows[j], cell, today);
                int width = duban_text_width(text.data);
                if (width > widths[cell])
                    widths[cell] = width < bounds[cell] ? width : bounds[cell];
            }
    duban_buf_release(&text);
}

static void put_task(struct duban_buf *out, const struct duban_board_row *row,
                     const int widths[CELLS], int today)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int indent = 0;

    for (int cell = 0; cell < CELLS; cell++) {
        duban_buf_clear(&text);
        put_cell(&text, row, cell, today);
        duban_buf_addf(out, "%*s", GAP, "");
        if (cell == CELL_ID)
            duban_buf_addf(out, "%*s", widths[cell] - (int)text.len, "");
        duban_text_pad(out, text.data, cell == CELL_ID ? (int)text.len : widths[cell]);
        indent += GAP + widths[cell];
    }
    duban_buf_addf(out, "%*s", GAP, "");
    cli_wrap(out, row->task->text, indent + GAP);
    duban_buf_release(&text);
}

static void put_column(struct duban_buf *out, const struct duban_board_column *column,
                       size_t number, const int widths[CELLS], int today)
{
    duban_buf_addf(out, "\n%zu ", number);
    cli_safe(out, column->name);
    if (column->window != NULL) {
        duban_buf_adds(out, _("（"));
        cli_safe(out, column->window);
        duban_buf_adds(out, _("）"));
    }
    duban_buf_adds(out, "  ");
    if (column->current)
        duban_buf_adds(out, _("当前  "));
    put_counts(out, &column->tally);
    duban_buf_addc(out, '\n');
    for (size_t i = 0; i < column->n_rows; i++)
        if (column->rows[i].kind == DUBAN_BOARD_CARD)
            put_task(out, &column->rows[i], widths, today);
}

static void put_board(struct duban_buf *out, const struct duban_campaign *campaign,
                      const struct duban_board *board, const char *path, int today)
{
    char date[DUBAN_DATE_SIZE];
    int widths[CELLS] = {0};
    const char *file = strrchr(path, '/');

    measure(widths, board, today);
    cli_safe(out, campaign->title != NULL ? campaign->title : file != NULL ? file + 1 : path);
    duban_buf_addf(out, "  %s  ", duban_date_format(today, date));
    put_counts(out, &board->tally);
    duban_buf_addc(out, '\n');
    for (size_t i = 0; i < board->n_columns; i++)
        put_column(out, &board->columns[i], i + 1, widths, today);
    if (board->n_columns == 0)
        duban_buf_adds(out, _("\n还没有阶段；请用 duban phase add 建立，或用 duban import 读入\n"));
}

/* On paper nothing can be unfolded. */
static void make_open(struct duban_board *board, const struct duban_campaign *campaign, int today)
{
    struct duban_arrangement how = {.unfolded = true};

    duban_board_init(board);
    duban_board_make(board, campaign, today, &how);
}

int duban_cli_print(const struct duban_request *request)
{
    struct cli_run run = {.request = request, .out = DUBAN_BUF_INIT};
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_board board;
    struct cli_board on;
    enum duban_status status = cli_board_read(&on, &run, &err);

    run.today = request->today != DUBAN_NO_DATE ? request->today : duban_clock_today();
    if (status == DUBAN_OK) {
        make_open(&board, &on.campaign, run.today);
        put_board(&run.out, &on.campaign, &board, request->board, run.today);
        duban_board_release(&board);
        status = cli_flush(&run.out, &err);
    }
    if (status != DUBAN_OK)
        duban_cli_complain(&err);
    cli_board_close(&on);
    duban_err_release(&err);
    duban_buf_release(&run.out);
    return (int)status;
}
