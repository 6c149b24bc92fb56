/* init: a new board, and what every new board begins with. */
#include "cli/founding.h"

#include "duban/i18n.h"

static enum duban_status write_campaign(struct cli_board *board, const struct cli_run *run,
                                        const struct cli_wishes *wishes, struct duban_err *err)
{
    struct duban_batch batch;
    enum duban_status status;

    duban_batch_init(&batch, DUBAN_ACT_INIT);
    status = duban_record_campaign_set(&batch, &board->campaign, wishes->items, wishes->n, err);
    if (status == DUBAN_OK)
        status = cli_board_apply(board, run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

enum duban_status cli_found(struct cli_board *board, const struct cli_run *run,
                            const struct cli_wishes *wishes, struct duban_err *err)
{
    enum duban_status status = DUBAN_OK;

    board->store = NULL;
    duban_campaign_init(&board->campaign);
    if (run->request->read_only)
        return duban_err_set(err, DUBAN_REFUSED, _("只看不改（--read-only），不能建立看板"));
    status = duban_store_create(&board->store, run->request->board, run->default_board, err);
    if (status == DUBAN_OK)
        status = duban_store_begin(board->store, err);
    if (status != DUBAN_OK)
        return status;
    duban_campaign_release(&board->campaign);
    status = duban_store_load(&board->campaign, board->store, err);
    return status == DUBAN_OK ? write_campaign(board, run, wishes, err) : status;
}

enum duban_status cli_found_finish(struct cli_board *board, struct duban_err *err)
{
    enum duban_status status = duban_store_commit(board->store, err);

    return status == DUBAN_OK ? duban_store_publish(board->store, err) : status;
}

/* --- init ---------------------------------------------------------------------------------- */

/* What the board begins with: the plan of `from` (NULL: none), then the phases that were named. */
static enum duban_status add_plan(struct cli_board *board, const struct cli_run *run,
                                  const struct duban_campaign *from, struct duban_err *err)
{
    const struct cli_list *cells = &run->given[CLI_NEW_PHASE];
    struct cli_from pair = {from, &board->campaign, run->today};
    enum duban_status status = DUBAN_OK;
    struct duban_batch batch;

    duban_batch_init(&batch, DUBAN_ACT_INIT);
    if (from != NULL)
        status = cli_from_plan(&batch, &pair, err);
    for (size_t i = 0; i < cells->n && status == DUBAN_OK; i++)
        status = duban_record_phase_new(&batch, NULL, &board->campaign, cells->items[i], err);
    if (status == DUBAN_OK)
        status = cli_board_apply(board, run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

/* The options that fill a field of the campaign as they are. */
static const struct {
    enum cli_option option;
    enum duban_field field;
} fields[] = {
    {CLI_YEAR, DUBAN_FIELD_CAMPAIGN_YEAR},     {CLI_TITLE, DUBAN_FIELD_CAMPAIGN_TITLE},
    {CLI_ORG, DUBAN_FIELD_CAMPAIGN_ORG},       {CLI_DOC_NO, DUBAN_FIELD_CAMPAIGN_DOC_NO},
    {CLI_ISSUED, DUBAN_FIELD_CAMPAIGN_ISSUED},
};

static void wish_options(struct cli_wishes *wishes, const struct cli_run *run)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (cli_option(run, fields[i].option) != NULL)
            cli_wish(wishes, fields[i].field, cli_option(run, fields[i].option));
}

/* Reads the board of --from; *from is initialised in any case. */
static enum duban_status read_from(struct duban_campaign *from, const struct cli_run *run,
                                   struct duban_err *err)
{
    struct duban_store *store = NULL;
    enum duban_status status;

    duban_campaign_init(from);
    if (cli_option(run, CLI_FROM) == NULL)
        return DUBAN_OK;
    status = duban_store_open(&store, cli_option(run, CLI_FROM), DUBAN_STORE_READ_ONLY, err);
    if (status == DUBAN_OK) {
        duban_campaign_release(from);
        status = duban_store_load(from, store, err);
    }
    duban_store_close(store);
    return status;
}

static enum duban_status found(const struct cli_run *run, const struct cli_wishes *wishes,
                               const struct duban_campaign *from, struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status = cli_found(&board, run, wishes, err);

    if (status == DUBAN_OK)
        status = add_plan(&board, run, from, err);
    if (status == DUBAN_OK)
        status = cli_found_finish(&board, err);
    cli_board_close(&board);
    return status;
}

enum duban_status cli_do_init(struct cli_run *run, struct duban_err *err)
{
    bool follows = cli_option(run, CLI_FROM) != NULL;
    struct cli_wishes wishes = {0};
    struct duban_campaign from;
    enum duban_status status;
    int year, issued;

    if (cli_year(&year, run, err) != DUBAN_OK || cli_date(&issued, run, CLI_ISSUED, year, err) != 0)
        return DUBAN_USAGE;
    if (year == 0)
        return duban_err_set(err, DUBAN_USAGE,
                             _("请用 --year 说明活动年度：“5.25”是哪一年的 5 月 25 日"));
    status = read_from(&from, run, err);
    wish_options(&wishes, run);
    if (status == DUBAN_OK && follows)
        cli_from_campaign(&wishes, &from, year);
    if (status == DUBAN_OK)
        status = found(run, &wishes, follows ? &from : NULL, err);
    cli_wishes_release(&wishes);
    duban_campaign_release(&from);
    return status;
}
