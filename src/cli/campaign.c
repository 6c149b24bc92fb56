/* campaign: the frame that all tasks share. */
#include "cli/cli.h"

#include "duban/field.h"
#include "duban/i18n.h"
#include "duban/json.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What is shown, in this order. */
static const enum duban_field shown[] = {
    DUBAN_FIELD_CAMPAIGN_TITLE,   DUBAN_FIELD_CAMPAIGN_ORG,  DUBAN_FIELD_CAMPAIGN_DOC_NO,
    DUBAN_FIELD_CAMPAIGN_THEME,   DUBAN_FIELD_CAMPAIGN_YEAR, DUBAN_FIELD_CAMPAIGN_ISSUED,
    DUBAN_FIELD_CAMPAIGN_START,   DUBAN_FIELD_CAMPAIGN_END,  DUBAN_FIELD_CAMPAIGN_SOON,
    DUBAN_FIELD_CAMPAIGN_COLUMNS, DUBAN_FIELD_CAMPAIGN_ALIASES, DUBAN_FIELD_CAMPAIGN_MAPS,
};

static void put_json_value(struct duban_buf *out, enum duban_field_type type, const char *value)
{
    if (type == DUBAN_TYPE_LIST)
        duban_json_list(out, value);
    else if (type == DUBAN_TYPE_COUNT)
        duban_buf_adds(out, value != NULL ? value : "null");
    else
        duban_json_string(out, value);
}

static void put_json(struct duban_buf *out, const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const struct duban_field_info *info = duban_field_info(shown[i]);
        char *value = duban_field_get(campaign, shown[i], NULL);

        duban_buf_addf(out, "%c\"%s\":", i == 0 ? '{' : ',', info->key);
        put_json_value(out, info->type, value);
        free(value);
    }
    duban_buf_addf(out, ",\"version\":%" PRId64 "}\n", campaign->version);
}

static void put_lines(struct duban_buf *out, const struct duban_campaign *campaign)
{
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const struct duban_field_info *info = duban_field_info(shown[i]);
        char *value = duban_field_get(campaign, shown[i], NULL);
        struct duban_buf text = DUBAN_BUF_INIT;

        if (value != NULL && info->type == DUBAN_TYPE_LIST)
            cli_safe_list(&text, value);
        else if (value != NULL)
            duban_buf_adds(&text, value);
        duban_text_pad(out, _(info->label), 16);
        cli_wrap(out, value != NULL ? text.data : "—", 16);
        duban_buf_release(&text);
        free(value);
    }
}

static enum duban_status set(struct cli_run *run, struct cli_board *board, struct duban_err *err)
{
    struct cli_wishes wishes = {0};
    struct duban_batch batch;
    enum duban_status status = DUBAN_OK;

    duban_batch_init(&batch, DUBAN_ACT_CAMPAIGN);
    for (size_t i = 1; i < run->words.n && status == DUBAN_OK; i++)
        status = cli_wish_word(&wishes, DUBAN_OBJECT_CAMPAIGN, &board->campaign,
                               run->words.items[i], err);
    if (status == DUBAN_OK)
        status = duban_record_campaign_set(&batch, &board->campaign, wishes.items, wishes.n, err);
    if (status == DUBAN_OK)
        status = cli_board_write(board, run, &batch, err);
    duban_batch_release(&batch);
    cli_wishes_release(&wishes);
    return status;
}

static enum duban_status show(struct cli_run *run, struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status = cli_board_read(&board, run, err);

    if (status == DUBAN_OK && cli_option(run, CLI_JSON) != NULL)
        put_json(&run->out, &board.campaign);
    else if (status == DUBAN_OK)
        put_lines(&run->out, &board.campaign);
    cli_board_close(&board);
    return status;
}

enum duban_status cli_do_campaign(struct cli_run *run, struct duban_err *err)
{
    const char *verb = run->words.n > 0 ? run->words.items[0] : "show";
    struct cli_board board;
    enum duban_status status;

    if (strcmp(verb, "show") == 0 && run->words.n <= 1)
        return show(run, err);
    if (strcmp(verb, "set") != 0)
        return duban_err_set(err, DUBAN_USAGE, _("campaign 后面是 show 或 set FIELD=VALUE..."));
    if (run->words.n < 2 || cli_option(run, CLI_JSON) != NULL)
        return duban_err_set(err, DUBAN_USAGE, _("campaign set 后面要有 FIELD=VALUE"));
    status = cli_board_begin(&board, run, err);
    if (status == DUBAN_OK)
        status = set(run, &board, err);
    cli_board_close(&board);
    return status;
}
