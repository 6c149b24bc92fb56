/* import: a schedule table into the board, all of it or nothing. */
#include "cli/cli.h"

#include "duban/date.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/import.h"
#include "duban/table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* One import: what was asked for, and what it works on. */
struct job {
    struct cli_run *run;
    struct duban_import_options options;
    struct duban_buf bytes;
    struct duban_import *import;
    struct cli_board board;
    bool new_board;
    bool dry;
};

/* --- Options ------------------------------------------------------------------------------- */

static enum duban_status read_mode(struct job *job, struct duban_err *err)
{
    static const char *const modes[] = {"update", "append", "replace", NULL};
    size_t mode = 0;
    enum duban_status status = cli_choice(&mode, job->run, CLI_MODE, modes, err);

    if (status == DUBAN_OK)
        job->options.mode = (enum duban_import_mode)mode;
    return status;
}

static enum duban_status read_delimiter(struct job *job, struct duban_err *err)
{
    static const struct {
        const char *word;
        char delimiter;
    } words[] = {{",", ','},    {";", ';'},     {"\t", '\t'},      {"tab", '\t'},
                 {"\\t", '\t'}, {"comma", ','}, {"semicolon", ';'}};
    const char *word = cli_option(job->run, CLI_DELIMITER);

    for (size_t i = 0; word != NULL && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, word) == 0) {
            job->options.delimiter = words[i].delimiter;
            return DUBAN_OK;
        }
    if (word == NULL)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("--delimiter 不能是“%s”；请写成 , ; 或 tab"), word);
}

static enum duban_status read_zeros(struct job *job, struct duban_err *err)
{
    bool restore = cli_option(job->run, CLI_RESTORE_ZEROS) != NULL;
    bool keep = cli_option(job->run, CLI_KEEP_ZEROS) != NULL;

    if (restore && keep)
        return duban_err_set(err, DUBAN_USAGE, _("--restore-zeros 和 --keep-zeros 只能给一个"));
    job->options.zeros = restore ? DUBAN_ZEROS_RESTORE : keep ? DUBAN_ZEROS_KEEP : DUBAN_ZEROS_ASK;
    return DUBAN_OK;
}

static enum duban_status read_options(struct job *job, struct duban_err *err)
{
    enum duban_status status = cli_year(&job->options.year, job->run, err);

    if (status == DUBAN_OK)
        status = cli_date(&job->options.issued, job->run, CLI_ISSUED, job->options.year, err);
    if (status == DUBAN_OK)
        status = read_mode(job, err);
    if (status == DUBAN_OK)
        status = read_delimiter(job, err);
    if (status == DUBAN_OK)
        status = read_zeros(job, err);
    job->options.encoding = cli_option(job->run, CLI_ENCODING);
    job->options.maps = job->run->given[CLI_MAP].items;
    job->options.n_maps = job->run->given[CLI_MAP].n;
    job->options.today = job->run->today;
    job->dry = cli_option(job->run, CLI_DRY_RUN) != NULL;
    return status;
}

/* --- The board it goes to ------------------------------------------------------------------ */

static bool is_new(const struct duban_request *request)
{
    struct stat info;

    return stat(request->board, &info) != 0 && errno == ENOENT;
}

/* A board keeps one year: a plan of another year would be dated wrongly. */
static enum duban_status check_year(const struct job *job, struct duban_err *err)
{
    int year = job->board.campaign.year;

    if (job->options.year == 0 || year == 0 || job->options.year == year)
        return DUBAN_OK;
    return duban_err_set(
        err, DUBAN_REFUSED,
        _("看板是 %d 年的，不能按 %d 年导入；请另建看板，或先用 duban campaign set "
          "year=%d"),
        year, job->options.year, job->options.year);
}

/* The wishes that make a new campaign, or give an old one its issue date. */
static enum duban_status campaign_batch(struct duban_batch *batch, const struct job *job,
                                        struct duban_err *err)
{
    char year[16], issued[DUBAN_DATE_SIZE];
    struct duban_wish wishes[3];
    size_t n = 0;

    snprintf(year, sizeof year, "%d", duban_import_year(job->import));
    if (job->new_board)
        wishes[n++] = (struct duban_wish){DUBAN_FIELD_CAMPAIGN_YEAR, NULL, year};
    if (job->new_board && duban_import_title(job->import) != NULL)
        wishes[n++] =
            (struct duban_wish){DUBAN_FIELD_CAMPAIGN_TITLE, NULL, duban_import_title(job->import)};
    if (job->options.issued != DUBAN_NO_DATE)
        wishes[n++] = (struct duban_wish){DUBAN_FIELD_CAMPAIGN_ISSUED, NULL,
                                          duban_date_format(job->options.issued, issued)};
    if (n == 0)
        return DUBAN_OK;
    return duban_record_campaign_set(batch, &job->board.campaign, wishes, n, err);
}

/* Writes the batch, or in a dry run does it only to the copy in memory. */
static enum duban_status apply(struct job *job, struct duban_batch *batch, struct duban_err *err)
{
    if (!job->dry)
        return cli_board_apply(&job->board, job->run, batch, err);
    for (size_t i = 0; i < batch->n; i++)
        batch->changes[i].version++;
    duban_campaign_apply(&job->board.campaign, batch, "1970-01-01T00:00:00Z",
                         job->run->request->actor);
    return DUBAN_OK;
}

static enum duban_status set_campaign(struct job *job, struct duban_err *err)
{
    struct duban_batch batch;
    enum duban_status status;

    duban_batch_init(&batch, job->new_board ? DUBAN_ACT_INIT : DUBAN_ACT_CAMPAIGN);
    status = campaign_batch(&batch, job, err);
    if (status == DUBAN_OK)
        status = apply(job, &batch, err);
    duban_batch_release(&batch);
    return status;
}

static enum duban_status open_board(struct job *job, struct duban_err *err)
{
    const struct duban_request *request = job->run->request;
    enum duban_status status = DUBAN_OK;

    job->new_board = is_new(request);
    if (!job->new_board)
        return job->dry ? cli_board_read(&job->board, job->run, err)
                        : cli_board_begin(&job->board, job->run, err);
    if (request->read_only && !job->dry)
        return duban_err_set(err, DUBAN_REFUSED, _("--read-only 之下不能建立看板"));
    return status;
}

/* A new board is begun only when the file has turned out to be a table. */
static enum duban_status begin_board(struct job *job, struct duban_err *err)
{
    enum duban_status status;

    if (!job->new_board || job->dry)
        return DUBAN_OK;
    status = duban_store_create(&job->board.store, job->run->request->board,
                                job->run->default_board, err);
    return status == DUBAN_OK ? duban_store_begin(job->board.store, err) : status;
}

static enum duban_status end_board(struct job *job, struct duban_err *err)
{
    enum duban_status status;

    if (job->dry)
        return DUBAN_OK;
    status = duban_store_commit(job->board.store, err);
    if (status == DUBAN_OK && job->new_board)
        status = duban_store_publish(job->board.store, err);
    return status;
}

/* --- The import ---------------------------------------------------------------------------- */

static enum duban_status plan_and_write(struct job *job, struct duban_err *err)
{
    struct duban_batch batch;
    enum duban_status status;

    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    status = duban_import_plan(&batch, job->import, &job->board.campaign, err);
    duban_import_report(&job->run->out, job->import, job->dry);
    if (status == DUBAN_OK && !job->dry)
        status = cli_board_apply(&job->board, job->run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

static enum duban_status import(struct job *job, const char *file, struct duban_err *err)
{
    enum duban_status status = open_board(job, err);

    if (status == DUBAN_OK)
        status = check_year(job, err);
    if (status == DUBAN_OK)
        status = duban_import_new(&job->import, file, job->bytes.data, job->bytes.len,
                                  job->new_board ? NULL : &job->board.campaign, &job->options, err);
    if (status == DUBAN_OK && duban_import_year(job->import) == 0)
        status = duban_import_no_year(job->import, err);
    if (status == DUBAN_OK)
        status = begin_board(job, err);
    if (status == DUBAN_OK)
        status = set_campaign(job, err);
    if (status == DUBAN_OK)
        status = plan_and_write(job, err);
    return status == DUBAN_OK ? end_board(job, err) : status;
}

enum duban_status cli_do_import(struct cli_run *run, struct duban_err *err)
{
    struct job job = {.run = run, .bytes = DUBAN_BUF_INIT};
    const char *file = run->words.items[0];
    enum duban_status status = read_options(&job, err);

    duban_campaign_init(&job.board.campaign);
    if (status == DUBAN_OK)
        status = duban_file_read(&job.bytes, file, DUBAN_TABLE_FILE, err);
    if (status == DUBAN_OK)
        status = import(&job, file, err);
    duban_import_free(job.import);
    cli_board_close(&job.board);
    duban_buf_release(&job.bytes);
    return status;
}
