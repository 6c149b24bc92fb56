/* list: one task a line, for people or as JSON. */
#include "cli/cli.h"

#include "duban/export.h"
#include "duban/json.h"
#include "duban/query.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <inttypes.h>
#include <unistd.h>

/* The cells of a line in front of the text. */
enum cell { CELL_ID, CELL_MARK, CELL_PHASE, CELL_DEADLINE, CELL_LEADS, CELLS };

static const struct {
    int most; /* columns; what is longer is cut */
    bool right;
} cells[CELLS] = {
    [CELL_ID] = {20, true},        [CELL_MARK] = {10, false},  [CELL_PHASE] = {12, false},
    [CELL_DEADLINE] = {16, false}, [CELL_LEADS] = {20, false},
};

static void put_cell(struct duban_buf *out, const struct cli_run *run,
                     const struct duban_campaign *campaign, const struct duban_task *task,
                     enum cell cell)
{
    const struct duban_phase *phase = duban_campaign_phase(campaign, task->phase);
    struct duban_standing standing = duban_standing_of(campaign, task, run->today);

    switch (cell) {
    case CELL_ID: duban_buf_addf(out, "%" PRId64, task->id); break;
    case CELL_MARK: duban_standing_mark(out, task, &standing, run->today); break;
    case CELL_PHASE: cli_safe(out, phase != NULL ? phase->name : NULL); break;
    case CELL_DEADLINE: cli_safe(out, task->deadline); break;
    case CELL_LEADS: cli_safe_list(out, task->leads); break;
    case CELLS: break;
    }
}

/* Each column is as wide as its widest cell, within its bound. */
static void measure(int widths[CELLS], const struct cli_run *run,
                    const struct duban_campaign *campaign, const struct duban_query *query)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    for (size_t i = 0; i < campaign->n_tasks; i++) {
        if (!duban_query_fits(query, campaign, campaign->tasks[i], run->today))
            continue;
        for (int cell = 0; cell < CELLS; cell++) {
            int width;

            duban_buf_clear(&text);
            put_cell(&text, run, campaign, campaign->tasks[i], (enum cell)cell);
            width = duban_text_width(text.data);
            if (width > cells[cell].most)
                width = cells[cell].most;
            if (width > widths[cell])
                widths[cell] = width;
        }
    }
    duban_buf_release(&text);
}

/* On a terminal a task is one line of the screen too; elsewhere its text is whole. */
static void put_line(struct cli_run *run, const struct duban_campaign *campaign,
                     const struct duban_task *task, const int widths[CELLS])
{
    struct duban_buf text = DUBAN_BUF_INIT, line = DUBAN_BUF_INIT;

    for (int cell = 0; cell < CELLS; cell++) {
        if (widths[cell] == 0)
            continue;
        duban_buf_clear(&text);
        put_cell(&text, run, campaign, task, (enum cell)cell);
        if (cells[cell].right)
            duban_buf_addf(&line, "%*s", widths[cell], text.data);
        else
            duban_text_pad(&line, text.data, widths[cell]);
        duban_buf_adds(&line, "  ");
    }
    cli_safe(&line, task->text);
    if (isatty(STDOUT_FILENO))
        duban_text_cut(&run->out, line.data, cli_columns());
    else
        duban_buf_adds(&run->out, line.data);
    duban_buf_addc(&run->out, '\n');
    duban_buf_release(&text);
    duban_buf_release(&line);
}

static void put_lines(struct cli_run *run, const struct duban_campaign *campaign,
                      const struct duban_query *query)
{
    int widths[CELLS] = {0};

    measure(widths, run, campaign, query);
    for (size_t i = 0; i < campaign->n_tasks; i++)
        if (duban_query_fits(query, campaign, campaign->tasks[i], run->today))
            put_line(run, campaign, campaign->tasks[i], widths);
}

enum duban_status cli_do_list(struct cli_run *run, struct duban_err *err)
{
    struct duban_export_options options = {.today = run->today};
    struct duban_query *query;
    struct cli_board board;
    enum duban_status status =
        duban_query_new(&query, run->words.items, run->words.n, run->today, err);

    if (status != DUBAN_OK)
        return status;
    options.query = query;
    status = cli_board_read(&board, run, err);
    if (status == DUBAN_OK && cli_option(run, CLI_JSON) != NULL)
        status = duban_export(&run->out, &board.campaign, DUBAN_EXPORT_JSON, &options, err);
    else if (status == DUBAN_OK)
        put_lines(run, &board.campaign, query);
    cli_board_close(&board);
    duban_query_free(query);
    return status;
}
