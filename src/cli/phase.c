/* phase: the columns of the board. */
#include "cli/cli.h"

#include "duban/i18n.h"
#include "duban/json.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- Listing ------------------------------------------------------------------------------- */

static struct duban_tally tally_of(const struct duban_campaign *campaign,
                                   const struct duban_phase *phase, int today)
{
    struct duban_tally tally = {0};
    size_t first, n = duban_campaign_phase_tasks(campaign, phase->id, &first);

    for (size_t i = first; i < first + n; i++) {
        struct duban_standing standing = duban_standing_of(campaign, campaign->tasks[i], today);

        duban_tally_add(&tally, campaign->tasks[i], &standing);
    }
    return tally;
}

static void put_json(struct duban_buf *out, const struct duban_phase *phase, size_t number,
                     const struct duban_tally *tally)
{
    duban_buf_addf(out, "{\"no\":%zu,\"id\":%" PRId64 ",\"name\":", number, phase->id);
    duban_json_string(out, phase->name);
    duban_buf_adds(out, ",\"label\":");
    duban_json_string(out, phase->label);
    duban_buf_adds(out, ",\"window\":");
    duban_json_string(out, phase->window);
    duban_buf_adds(out, ",\"start\":");
    duban_json_date(out, phase->start);
    duban_buf_adds(out, ",\"end\":");
    duban_json_date(out, phase->end);
    duban_buf_addf(out, ",\"total\":%zu,\"done\":%zu,\"overdue\":%zu,\"version\":%" PRId64 "}\n",
                   tally->total, tally->done, tally->red, phase->version);
}

static void put_line(struct duban_buf *out, const struct duban_phase *phase, size_t number,
                     const struct duban_tally *tally, int width)
{
    struct duban_buf name = DUBAN_BUF_INIT;

    cli_safe(&name, phase->name);
    duban_buf_addf(out, "%2zu  ", number);
    duban_text_pad(out, name.data, width);
    duban_buf_addf(out, "  %3zu/%zu", tally->done, tally->total);
    if (tally->red > 0)
        duban_buf_addf(out, _("  逾期 %zu"), tally->red);
    if (phase->window != NULL) {
        duban_buf_adds(out, "  ");
        cli_safe(out, phase->window);
    }
    duban_buf_addc(out, '\n');
    duban_buf_release(&name);
}

static int widest_name(const struct duban_campaign *campaign)
{
    int widest = 0;

    for (size_t i = 0; i < campaign->n_phases; i++) {
        struct duban_buf name = DUBAN_BUF_INIT;
        int width;

        cli_safe(&name, campaign->phases[i]->name);
        width = duban_text_width(name.data);
        widest = width > widest ? width : widest;
        duban_buf_release(&name);
    }
    return widest < 40 ? widest : 40;
}

static enum duban_status list(struct cli_run *run, struct cli_board *board, struct duban_err *err)
{
    const struct duban_campaign *campaign = &board->campaign;
    int width = widest_name(campaign);

    (void)err;
    for (size_t i = 0; i < campaign->n_phases; i++) {
        const struct duban_phase *phase = campaign->phases[i];
        struct duban_tally tally = tally_of(campaign, phase, run->today);

        if (cli_option(run, CLI_JSON) != NULL)
            put_json(&run->out, phase, i + 1, &tally);
        else
            put_line(&run->out, phase, i + 1, &tally, width);
    }
    return DUBAN_OK;
}

/* --- Changing ------------------------------------------------------------------------------ */

typedef enum duban_status change_function(struct duban_batch *batch, const struct cli_run *run,
                                          const struct duban_campaign *campaign,
                                          struct duban_err *err);

static enum duban_status add(struct duban_batch *batch, const struct cli_run *run,
                             const struct duban_campaign *campaign, struct duban_err *err)
{
    return duban_record_phase_new(batch, NULL, campaign, run->words.items[1], err);
}

static enum duban_status set(struct duban_batch *batch, const struct cli_run *run,
                             const struct duban_campaign *campaign, struct duban_err *err)
{
    struct cli_wishes wishes = {0};
    const struct duban_phase *phase;
    enum duban_status status = cli_phase(&phase, campaign, run->words.items[1], err);

    for (size_t i = 2; i < run->words.n && status == DUBAN_OK; i++)
        status = cli_wish_word(&wishes, DUBAN_OBJECT_PHASE, campaign, run->words.items[i], err);
    if (status == DUBAN_OK)
        status = duban_record_phase_set(batch, campaign, phase, wishes.items, wishes.n, err);
    cli_wishes_release(&wishes);
    return status;
}

static enum duban_status move(struct duban_batch *batch, const struct cli_run *run,
                              const struct duban_campaign *campaign, struct duban_err *err)
{
    const char *word = run->words.items[2];
    const struct duban_phase *phase;
    enum duban_status status = cli_phase(&phase, campaign, run->words.items[1], err);

    if (status != DUBAN_OK)
        return status;
    if (word[strspn(word, "0123456789")] != '\0' || strlen(word) > 6)
        return duban_err_set(err, DUBAN_USAGE, _("“%s”不是序号；请写阶段要排在第几"), word);
    return duban_record_phase_move(batch, campaign, phase, strtoul(word, NULL, 10), err);
}

static enum duban_status remove_phase(struct duban_batch *batch, const struct cli_run *run,
                                      const struct duban_campaign *campaign, struct duban_err *err)
{
    const struct duban_phase *phase;
    enum duban_status status = cli_phase(&phase, campaign, run->words.items[1], err);

    return status == DUBAN_OK ? duban_record_phase_remove(batch, campaign, phase, err) : status;
}

static const struct verb {
    const char *word;
    size_t least, most;      /* words, its own included */
    change_function *change; /* NULL: list */
} verbs[] = {
    {"list", 1, 1, NULL},           {"add", 2, 2, add},
    {"set", 3, SIZE_MAX, set},      {"move", 3, 3, move},
    {"remove", 2, 2, remove_phase},
};

static enum duban_status change(struct cli_run *run, struct cli_board *board,
                                change_function *function, struct duban_err *err)
{
    struct duban_batch batch;
    enum duban_status status;

    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    status = function(&batch, run, &board->campaign, err);
    if (status == DUBAN_OK)
        status = cli_board_write(board, run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

static const struct verb *find_verb(const char *word)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].word, word) == 0)
            return &verbs[i];
    return NULL;
}

enum duban_status cli_do_phase(struct cli_run *run, struct duban_err *err)
{
    const char *word = run->words.n > 0 ? run->words.items[0] : "list";
    const struct verb *verb = find_verb(word);
    size_t n = run->words.n > 0 ? run->words.n : 1;
    struct cli_board board;
    enum duban_status status;

    if (verb == NULL)
        return duban_err_set(err, DUBAN_USAGE, _("phase 没有“%s”"), word);
    if (n < verb->least || n > verb->most)
        return duban_err_set(err, DUBAN_USAGE, _("phase %s 的参数太少或太多"), word);
    if (verb->change != NULL && cli_option(run, CLI_JSON) != NULL)
        return duban_err_set(err, DUBAN_USAGE, _("--json 只用于 phase list"));
    status =
        verb->change != NULL ? cli_board_begin(&board, run, err) : cli_board_read(&board, run, err);
    if (status == DUBAN_OK)
        status =
            verb->change != NULL ? change(run, &board, verb->change, err) : list(run, &board, err);
    cli_board_close(&board);
    return status;
}
