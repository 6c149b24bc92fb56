/* duban chase: a reminder for one task, or for all that a department is late or nearly late with. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <inttypes.h>
#include <string.h>

/* Overdue, or soon to be. */
static bool is_pressing(const struct duban_campaign *campaign, const struct duban_task *task,
                        int today)
{
    struct duban_standing standing = duban_standing_of(campaign, task, today);

    return standing.light == DUBAN_LIGHT_RED || standing.light == DUBAN_LIGHT_YELLOW;
}

static void tell(struct cli_run *run, const struct duban_task *task)
{
    struct duban_buf text = DUBAN_BUF_INIT, cut = DUBAN_BUF_INIT;

    cli_safe(&text, task->text);
    duban_text_cut(&cut, text.data, 40);
    duban_buf_addf(&run->out, _("催办任务 %" PRId64 "（第 %d 次）：%s\n"), task->id,
                   task->chases + 1, cut.data);
    duban_buf_release(&cut);
    duban_buf_release(&text);
}

/* All of them in one batch: one act, one undo. */
static enum duban_status chase_all(struct cli_run *run, struct cli_board *board,
                                   const char *department, struct duban_batch *batch,
                                   struct duban_err *err)
{
    const struct duban_campaign *campaign = &board->campaign;
    enum duban_status status = DUBAN_OK;
    bool known = false;

    for (size_t i = 0; i < campaign->n_tasks && status == DUBAN_OK; i++) {
        const struct duban_task *task = campaign->tasks[i];

        if (!duban_text_has_item(task->leads, department, strlen(department)))
            continue;
        known = true;
        if (!is_pressing(campaign, task, run->today))
            continue;
        tell(run, task);
        status = duban_record_chase(batch, campaign, task, department, cli_option(run, CLI_MEANS),
                                    run->today, err);
    }
    if (status == DUBAN_OK && !known)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("没有任务由“%s”牵头；有哪些部门见 duban department"), department);
    if (status == DUBAN_OK && batch->n == 0)
        return duban_err_set(err, DUBAN_REFUSED, _("“%s”没有逾期或临期的任务，不必催办"),
                             department);
    return status == DUBAN_OK ? cli_board_write(board, run, batch, err) : status;
}

enum duban_status cli_do_chase(struct cli_run *run, struct duban_err *err)
{
    const char *department = cli_option(run, CLI_DEPARTMENT);
    struct duban_buf name = DUBAN_BUF_INIT; /* the department, as the board has it */
    struct duban_batch batch;
    struct cli_board board;
    enum duban_status status;

    if ((department == NULL) == (run->words.n == 0))
        return duban_err_set(err, DUBAN_USAGE, _("请写任务编号，或用 --department 写部门，二者选一"));
    if (department == NULL)
        return cli_chase_task(run, err);
    duban_batch_init(&batch, DUBAN_ACT_CHASE);
    status = cli_board_begin(&board, run, err);
    if (status == DUBAN_OK) {
        duban_campaign_resolve(&name, &board.campaign, department);
        status = chase_all(run, &board, name.data, &batch, err);
    }
    if (status != DUBAN_OK)
        duban_buf_clear(&run->out); /* nothing of it was done */
    cli_board_close(&board);
    duban_batch_release(&batch);
    duban_buf_release(&name);
    return status;
}
