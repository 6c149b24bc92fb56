/* import: a schedule table into the board, which is made when there is none. */
#include "duban/preview.h"

#include "cli/founding.h"
#include "cli/watch.h"

#include "duban/cli.h"
#include "duban/date.h"
#include "duban/alloc.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* One import on its way. */
struct job {
    struct cli_run *run;
    const char *file;
    const char *rejects; /* where refused rows go; NULL: they refuse the file */
    bool wrote_rejects;
    struct cli_watch watch;
    struct duban_buf bytes;
    struct duban_import_options options;
    struct duban_import *import;
    bool dry_run;
};

/* --- Options ------------------------------------------------------------------------------- */

static enum duban_status read_delimiter(char *out, const struct cli_run *run, struct duban_err *err)
{
    const char *word = cli_option(run, CLI_DELIMITER);

    *out = 0;
    if (word == NULL)
        return DUBAN_OK;
    if (strcmp(word, "tab") == 0 || strcmp(word, "\\t") == 0)
        *out = '\t';
    else if (strlen(word) == 1 && strchr("\"\r\n", *word) == NULL)
        *out = *word;
    if (*out != 0 && (unsigned char)*out < 0x80)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("--delimiter 后面是一个字符：, ; 或 tab"));
}

static enum duban_status read_zeros(enum duban_import_zeros *out, const struct cli_run *run,
                                    struct duban_err *err)
{
    bool restore = cli_option(run, CLI_RESTORE_ZEROS) != NULL;
    bool keep = cli_option(run, CLI_KEEP_ZEROS) != NULL;

    *out = restore ? DUBAN_ZEROS_RESTORE : keep ? DUBAN_ZEROS_KEEP : DUBAN_ZEROS_ASK;
    if (!(restore && keep))
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("--restore-zeros 和 --keep-zeros 只能用一个"));
}

static enum duban_status read_options(struct job *job, struct duban_err *err)
{
    static const char *const modes[] = {"update", "append", "replace", NULL};
    static const enum duban_import_mode mode_of[] = {DUBAN_IMPORT_UPDATE, DUBAN_IMPORT_APPEND,
                                                     DUBAN_IMPORT_REPLACE};
    const struct cli_run *run = job->run;
    struct duban_import_options *options = &job->options;
    size_t mode = 0;
    enum duban_status status = cli_year(&options->year, run, err);
    int year = options->year;

    if (year == 0)
        duban_date_split(run->today, &year, NULL, NULL);
    if (status == DUBAN_OK)
        status = cli_date(&options->issued, run, CLI_ISSUED, year, err);
    if (status == DUBAN_OK)
        status = cli_choice(&mode, run, CLI_MODE, modes, err);
    if (status == DUBAN_OK)
        status = read_delimiter(&options->delimiter, run, err);
    if (status == DUBAN_OK)
        status = read_zeros(&options->zeros, run, err);
    options->times_in_text = cli_option(run, CLI_TIMES_IN_TEXT) != NULL;
    options->mode = mode_of[mode];
    options->encoding = cli_option(run, CLI_ENCODING);
    options->maps = run->given[CLI_MAP].items;
    options->n_maps = run->given[CLI_MAP].n;
    options->today = run->today;
    job->rejects = cli_option(run, CLI_REJECTS);
    job->dry_run = cli_option(run, CLI_DRY_RUN) != NULL;
    options->rejects = job->rejects != NULL || job->dry_run;
    if (status == DUBAN_OK && !job->dry_run && cli_option(run, CLI_JSON) != NULL)
        return duban_err_set(err, DUBAN_USAGE, _("--json 要和 --dry-run 一起用"));
    return status;
}

/* --- Planning ------------------------------------------------------------------------------ */

static enum duban_status read_table(struct job *job, const struct duban_campaign *campaign,
                                    struct duban_err *err)
{
    enum duban_status status = duban_import_new(&job->import, job->file, job->bytes.data,
                                                job->bytes.len, campaign, &job->options, err);

    duban_buf_release(&job->bytes); /* which may be as large as the rest of it all */
    if (status == DUBAN_OK && duban_import_year(job->import) == 0)
        status = duban_import_no_year(job->import, err);
    return status;
}

/* The file is refused for each of its refused rows: all are told, the last one through *err. */
static void tell_refused(const struct duban_import *import, const char *file, struct duban_err *err)
{
    size_t n;
    const struct duban_finding *findings = duban_import_findings(import, &n);
    bool first = true;

    for (size_t i = 0; i < n; i++) {
        if (findings[i].weight != DUBAN_FINDING_REFUSED)
            continue;
        if (!first)
            duban_cli_complain(err);
        first = false;
        duban_err_set(err, DUBAN_REFUSED, "%s", findings[i].text);
        duban_err_at(err, file, findings[i].line, findings[i].column);
    }
}

/* A dry run shows everything; any other run what it is about to do. */
static void show(struct job *job, const struct duban_batch *batch,
                 const struct duban_campaign *campaign)
{
    struct duban_preview preview;

    duban_preview_init(&preview, job->import, batch, campaign);
    if (cli_option(job->run, CLI_JSON) != NULL) {
        duban_preview_json(&job->run->out, &preview);
    } else {
        duban_preview_report(&job->run->out, &preview);
        if (job->dry_run)
            duban_preview_rows(&job->run->out, &preview);
    }
    duban_preview_release(&preview);
}

static bool any_refused(const struct duban_import *import)
{
    size_t n;
    const struct duban_import_row *rows = duban_import_rows(import, &n);
    bool any = false;

    for (size_t i = 0; i < n && !any; i++)
        any = rows[i].fate == DUBAN_ROW_REFUSED;
    return any;
}

/* Plans against the board as it is now. A dry run plans all rows that can be planned, and is
 * refused afterwards for the others as the real run would be. */
static enum duban_status plan(struct duban_batch *batch, struct job *job,
                              const struct duban_campaign *campaign, struct duban_err *err)
{
    enum duban_status status = duban_import_plan(batch, job->import, campaign, err);

    if (status == DUBAN_OK || job->dry_run)
        show(job, batch, campaign);
    if (status == DUBAN_OK && job->rejects == NULL && any_refused(job->import))
        status = DUBAN_REFUSED;
    if (status == DUBAN_REFUSED)
        tell_refused(job->import, job->file, err);
    return status;
}

/* Refused rows are written before the good ones are committed: neither is lost. */
static enum duban_status write_rejects(struct job *job, struct duban_err *err)
{
    struct duban_buf table = DUBAN_BUF_INIT;
    enum duban_status status = DUBAN_OK;

    duban_import_rejects(&table, job->import);
    if (table.len > 0) {
        status = duban_file_write(job->rejects, table.data, table.len, false, 0666, err);
        job->wrote_rejects = status == DUBAN_OK;
    }
    if (job->wrote_rejects) {
        duban_buf_adds(&job->run->out, _("不能导入的行已写到 "));
        cli_safe(&job->run->out, job->rejects);
        duban_buf_addc(&job->run->out, '\n');
    }
    duban_buf_release(&table);
    return status;
}

static enum duban_status plan_and_apply(struct job *job, struct cli_board *board,
                                        struct duban_err *err)
{
    struct duban_batch batch;
    enum duban_status status;

    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    status = plan(&batch, job, &board->campaign, err);
    if (status == DUBAN_OK && !job->dry_run)
        status = cli_board_store(board, job->run, &batch, err);
    if (status == DUBAN_OK && !job->dry_run && job->rejects != NULL)
        status = write_rejects(job, err);
    if (status == DUBAN_OK && !cli_watch_step(&job->watch, 0, 0))
        status = duban_err_set(err, DUBAN_REFUSED, _("已中断，看板没有改动"));
    duban_batch_release(&batch);
    return status;
}

/* --- Into a new board ---------------------------------------------------------------------- */

/* What the table and the options say about the campaign. */
static void campaign_wishes(struct cli_wishes *wishes, const struct job *job)
{
    struct duban_buf year = DUBAN_BUF_INIT;
    char day[DUBAN_DATE_SIZE];

    duban_buf_addf(&year, "%d", duban_import_year(job->import));
    cli_wish(wishes, DUBAN_FIELD_CAMPAIGN_YEAR, cli_wishes_keep(wishes, duban_buf_detach(&year)));
    if (duban_import_title(job->import) != NULL)
        cli_wish(wishes, DUBAN_FIELD_CAMPAIGN_TITLE, duban_import_title(job->import));
    if (job->options.issued == DUBAN_NO_DATE)
        return;
    duban_buf_adds(&year, duban_date_format(job->options.issued, day));
    cli_wish(wishes, DUBAN_FIELD_CAMPAIGN_ISSUED, cli_wishes_keep(wishes, duban_buf_detach(&year)));
}

/* A board that is never written: only its year and issue date matter to a plan. */
static enum duban_status rehearse(struct job *job, struct duban_err *err)
{
    struct cli_board board = {0};
    enum duban_status status;

    duban_campaign_init(&board.campaign);
    board.campaign.year = duban_import_year(job->import);
    board.campaign.issued = job->options.issued;
    status = plan_and_apply(job, &board, err);
    cli_board_close(&board);
    return status;
}

static enum duban_status import_new(struct job *job, struct duban_err *err)
{
    struct cli_wishes wishes = {0};
    struct cli_board board;
    enum duban_status status = read_table(job, NULL, err);

    if (status != DUBAN_OK)
        return status;
    if (job->dry_run)
        return rehearse(job, err);
    campaign_wishes(&wishes, job);
    status = cli_found(&board, job->run, &wishes, err);
    if (status == DUBAN_OK)
        status = plan_and_apply(job, &board, err);
    if (status == DUBAN_OK)
        status = cli_found_finish(&board, err);
    cli_board_close(&board);
    cli_wishes_release(&wishes);
    return status;
}

/* --- Into a board that is there ------------------------------------------------------------ */

/* --issued moves what begins 即日起, in the old tasks too. */
static enum duban_status set_issued(struct job *job, struct cli_board *board, struct duban_err *err)
{
    char day[DUBAN_DATE_SIZE];
    struct duban_wish wish = {DUBAN_FIELD_CAMPAIGN_ISSUED, NULL,
                              duban_date_format(job->options.issued, day)};
    struct duban_batch batch;
    enum duban_status status;

    if (job->options.issued == DUBAN_NO_DATE || job->options.issued == board->campaign.issued)
        return DUBAN_OK;
    if (job->dry_run) {
        board->campaign.issued = job->options.issued;
        return DUBAN_OK;
    }
    duban_batch_init(&batch, DUBAN_ACT_CAMPAIGN);
    status = duban_record_campaign_set(&batch, &board->campaign, &wish, 1, err);
    if (status == DUBAN_OK)
        status = cli_board_apply(board, job->run, &batch, err);
    duban_batch_release(&batch);
    return status;
}

static enum duban_status import_into(struct job *job, struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status = job->dry_run ? cli_board_read(&board, job->run, err)
                                            : cli_board_begin(&board, job->run, err);

    if (status == DUBAN_OK)
        status = read_table(job, &board.campaign, err);
    if (status == DUBAN_OK)
        status = set_issued(job, &board, err);
    if (status == DUBAN_OK)
        status = plan_and_apply(job, &board, err);
    if (status == DUBAN_OK && !job->dry_run)
        status = duban_store_commit(board.store, err);
    cli_board_close(&board);
    return status;
}

/* A large file whose quote is never closed is refused before it is in memory. What cannot be opened
 * is left to the reading, which says why. */
static enum duban_status look_through(const struct job *job, struct duban_err *err)
{
    enum { LARGE = 64 << 20 };
    struct stat info;
    struct duban_table_look *look;
    enum duban_status status = DUBAN_OK;
    FILE *file;
    char *piece;

    if (stat(job->file, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < LARGE ||
        info.st_size > DUBAN_TABLE_FILE)
        return DUBAN_OK;
    file = fopen(job->file, "rbe");
    if (file == NULL)
        return DUBAN_OK;
    piece = duban_alloc(DUBAN_TABLE_FIELD);
    look = duban_table_look_new(job->options.delimiter);
    for (size_t n; status == DUBAN_OK && (n = fread(piece, 1, DUBAN_TABLE_FIELD, file)) > 0;)
        status = duban_table_look_on(look, piece, n, err);
    if (status != DUBAN_OK)
        duban_err_at(err, job->file, 0, NULL);
    duban_table_look_free(look);
    free(piece);
    fclose(file);
    return status;
}

enum duban_status cli_do_import(struct cli_run *run, struct duban_err *err)
{
    struct job job = {.run = run, .file = run->words.items[0], .bytes = DUBAN_BUF_INIT};
    struct stat info;
    enum duban_status status = read_options(&job, err);

    /* All of the file is read before the board is locked: standard input may take its time. */
    if (status == DUBAN_OK)
        status = look_through(&job, err);
    if (status == DUBAN_OK)
        status = duban_file_read(&job.bytes, job.file, DUBAN_TABLE_FILE, err);
    cli_watch_begin(&job.watch);
    job.options.step = cli_watch_step;
    job.options.step_data = &job.watch;
    if (status == DUBAN_OK && stat(run->request->board, &info) != 0 && errno == ENOENT)
        status = import_new(&job, err);
    else if (status == DUBAN_OK)
        status = import_into(&job, err);
    if (status != DUBAN_OK && job.wrote_rejects)
        unlink(job.rejects); /* nothing was imported, so nothing was left out */
    duban_import_free(job.import);
    duban_buf_release(&job.bytes);
    cli_watch_end(&job.watch, err);
    return status;
}
