/* init: a new board, with its campaign and its phases. */
#include "cli/cli.h"

#include "duban/date.h"
#include "duban/i18n.h"

#include <string.h>

static enum duban_status set_campaign(struct cli_board *board, struct cli_run *run, int year,
                                      struct duban_err *err)
{
    char issued[DUBAN_DATE_SIZE];
    int date = DUBAN_NO_DATE;
    struct duban_batch batch;
    enum duban_status status = cli_date(&date, run, CLI_ISSUED, year, err);
    const struct duban_wish wishes[] = {
        {DUBAN_FIELD_CAMPAIGN_YEAR, NULL, cli_option(run, CLI_YEAR)},
        {DUBAN_FIELD_CAMPAIGN_TITLE, NULL, cli_option(run, CLI_TITLE)},
        {DUBAN_FIELD_CAMPAIGN_ORG, NULL, cli_option(run, CLI_ORG)},
        {DUBAN_FIELD_CAMPAIGN_DOC_NO, NULL, cli_option(run, CLI_DOC_NO)},
        {DUBAN_FIELD_CAMPAIGN_ISSUED, NULL, duban_date_format(date, issued)},
    };

    duban_batch_init(&batch, DUBAN_ACT_INIT);
    if (status == DUBAN_OK)
        status = duban_record_campaign_set(&batch, &board->campaign, wishes,
                                           sizeof wishes / sizeof *wishes, err);
    if (status == DUBAN_OK)
        status = cli_board_apply(board, run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

/* After the campaign, because its year dates the windows. */
static enum duban_status add_phases(struct cli_board *board, struct cli_run *run,
                                    struct duban_err *err)
{
    const struct cli_list *cells = &run->given[CLI_NEW_PHASE];
    struct duban_batch batch;
    enum duban_status status = DUBAN_OK;

    duban_batch_init(&batch, DUBAN_ACT_INIT);
    for (size_t i = 0; i < cells->n && status == DUBAN_OK; i++)
        status = duban_record_phase_new(&batch, NULL, &board->campaign, cells->items[i], err);
    if (status == DUBAN_OK)
        status = cli_board_apply(board, run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

static enum duban_status init(struct cli_board *board, struct cli_run *run, int year,
                              struct duban_err *err)
{
    enum duban_status status =
        duban_store_create(&board->store, run->request->board, run->default_board, err);

    if (status == DUBAN_OK)
        status = duban_store_begin(board->store, err);
    if (status == DUBAN_OK)
        status = set_campaign(board, run, year, err);
    if (status == DUBAN_OK)
        status = add_phases(board, run, err);
    if (status == DUBAN_OK)
        status = duban_store_commit(board->store, err);
    return status == DUBAN_OK ? duban_store_publish(board->store, err) : status;
}

enum duban_status cli_do_init(struct cli_run *run, struct duban_err *err)
{
    struct cli_board board = {0};
    int year = 0;
    enum duban_status status = cli_year(&year, run, err);

    if (status != DUBAN_OK)
        return status;
    if (year == 0)
        return duban_err_set(err, DUBAN_USAGE,
                             _("请用 --year 说明活动年度，完成时限要靠它确定是哪一年"));
    if (run->request->read_only)
        return duban_err_set(err, DUBAN_REFUSED, _("--read-only 之下不能建立看板"));
    duban_campaign_init(&board.campaign);
    status = init(&board, run, year, err);
    cli_board_close(&board);
    return status;
}
