/* add: a new task at the end of a phase. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <inttypes.h>
#include <stdlib.h>

/* What options and words say, as wishes. The last word is the text, whatever it looks like. */
static enum duban_status make_wishes(struct cli_wishes *wishes, const struct cli_run *run,
                                     const struct duban_campaign *campaign, struct duban_err *err)
{
    const struct cli_list *words = &run->words, *leads = &run->given[CLI_LEAD];
    struct duban_buf list = DUBAN_BUF_INIT, id = DUBAN_BUF_INIT;
    const struct duban_phase *phase;
    enum duban_status status = cli_phase(&phase, campaign, cli_option(run, CLI_PHASE), err);

    if (status != DUBAN_OK)
        return status;
    duban_buf_addf(&id, "%" PRId64, phase->id);
    cli_wish(wishes, DUBAN_FIELD_TASK_PHASE, cli_wishes_keep(wishes, duban_buf_detach(&id)));
    for (size_t i = 0; i < leads->n; i++)
        duban_buf_addf(&list, "%s%s", i > 0 ? "\n" : "", leads->items[i]);
    if (leads->n > 0)
        cli_wish(wishes, DUBAN_FIELD_TASK_LEADS, cli_wishes_keep(wishes, duban_buf_detach(&list)));
    if (cli_option(run, CLI_DEADLINE) != NULL)
        cli_wish(wishes, DUBAN_FIELD_TASK_DEADLINE, cli_option(run, CLI_DEADLINE));
    for (size_t i = 0; i + 1 < words->n && status == DUBAN_OK; i++)
        status = cli_wish_word(wishes, DUBAN_OBJECT_TASK, campaign, words->items[i], err);
    if (status == DUBAN_OK)
        cli_wish(wishes, DUBAN_FIELD_TASK_TEXT, words->items[words->n - 1]);
    return status;
}

/* The store has given the new task, the batch's only change, its id. */
static enum duban_status add(struct cli_run *run, struct cli_board *board, struct duban_err *err)
{
    struct cli_wishes wishes = {0};
    struct duban_batch batch;
    enum duban_status status = make_wishes(&wishes, run, &board->campaign, err);

    duban_batch_init(&batch, DUBAN_ACT_ADD);
    if (status == DUBAN_OK)
        status = duban_record_new(&batch, NULL, &board->campaign, wishes.items, wishes.n,
                                  run->today, err);
    if (status == DUBAN_OK)
        status = cli_board_write(board, run, &batch, err);
    if (status == DUBAN_OK) {
        duban_buf_addf(&run->out, "%" PRId64 "\n", batch.changes[0].id);
        cli_warn_deadline(&batch);
    }
    duban_batch_release(&batch);
    cli_wishes_release(&wishes);
    return status;
}

enum duban_status cli_do_add(struct cli_run *run, struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status;

    if (cli_option(run, CLI_PHASE) == NULL)
        return duban_err_set(err, DUBAN_USAGE, _("新增任务须用 --phase 说明属于哪个阶段"));
    status = cli_board_begin(&board, run, err);
    if (status == DUBAN_OK)
        status = add(run, &board, err);
    cli_board_close(&board);
    return status;
}
