/* export: the schedule table, to a file or to standard output. */
#include "duban/export.h"

#include "cli/cli.h"

#include "duban/file.h"
#include "duban/i18n.h"

#include <string.h>
#include <sys/stat.h>

enum { FORMAT_CSV, FORMAT_JSON };
enum { ENCODING_UTF8, ENCODING_GB18030 };

static const char *const forms[] = {"data", "print", NULL};
static const char *const formats[] = {"csv", "json", NULL};
static const char *const encodings[] = {"utf-8", "gb18030", NULL};

struct job {
    struct cli_run *run;
    const char *file; /* NULL: standard output */
    size_t form, format, encoding;
    struct duban_query *query;
};

static enum duban_status read_options(struct job *job, struct duban_err *err)
{
    const struct cli_run *run = job->run;
    const char *file = cli_option(run, CLI_OUTPUT);
    enum duban_status status = cli_choice(&job->form, run, CLI_FOR, forms, err);

    if (status == DUBAN_OK)
        status = cli_choice(&job->format, run, CLI_FORMAT, formats, err);
    if (status == DUBAN_OK)
        status = cli_choice(&job->encoding, run, CLI_ENCODING, encodings, err);
    if (status == DUBAN_OK && job->format == FORMAT_JSON &&
        (job->encoding != ENCODING_UTF8 || cli_option(run, CLI_FOR) != NULL))
        status = duban_err_set(err, DUBAN_USAGE,
                               _("--format json 总是完整数据、UTF-8，"
                                 "不能与 --for 或 --encoding 同用"));
    if (status == DUBAN_OK && file != NULL && *file == '\0')
        status = duban_err_set(err, DUBAN_USAGE, _("-o 后面要有文件名，或 -"));
    job->file = file != NULL && strcmp(file, "-") != 0 ? file : NULL;
    return status;
}

static enum duban_status make_table(struct duban_buf *out, const struct job *job,
                                    const struct duban_campaign *campaign, struct duban_err *err)
{
    struct duban_export_options options = {
        .form = job->form == 0 ? DUBAN_EXPORT_DATA : DUBAN_EXPORT_PRINT,
        .bom = job->file != NULL && job->encoding == ENCODING_UTF8 &&
               cli_option(job->run, CLI_NO_BOM) == NULL,
        .encoding = encodings[job->encoding],
        .query = job->query,
        .today = job->run->today,
    };

    if (job->format == FORMAT_CSV)
        return duban_export_csv(out, campaign, &options, err);
    duban_export_json(out, campaign, job->query, job->run->today);
    return DUBAN_OK;
}

/* Whatever its name is, the board file itself must not be written over. */
static bool is_board(const struct job *job)
{
    struct stat board, file;

    return stat(job->run->request->board, &board) == 0 && stat(job->file, &file) == 0 &&
           board.st_dev == file.st_dev && board.st_ino == file.st_ino;
}

static enum duban_status write_table(const struct job *job, const struct duban_buf *table,
                                     struct duban_err *err)
{
    bool force = cli_option(job->run, CLI_FORCE) != NULL;

    if (!is_board(job))
        return duban_file_write(job->file, table->data, table->len, force, 0666, err);
    duban_err_set(err, DUBAN_REFUSED, _("这是看板文件本身，请换一个文件名"));
    duban_err_at(err, job->file, 0, NULL);
    return DUBAN_REFUSED;
}

enum duban_status cli_do_export(struct cli_run *run, struct duban_err *err)
{
    struct job job = {.run = run};
    struct duban_buf table = DUBAN_BUF_INIT;
    struct cli_board board;
    enum duban_status status = read_options(&job, err);

    if (status == DUBAN_OK)
        status = duban_query_new(&job.query, run->words.items, run->words.n, run->today, err);
    if (status != DUBAN_OK)
        return status;
    status = cli_board_read(&board, run, err);
    if (status == DUBAN_OK)
        status = make_table(job.file != NULL ? &table : &run->out, &job, &board.campaign, err);
    cli_board_close(&board);
    if (status == DUBAN_OK && job.file != NULL)
        status = write_table(&job, &table, err);
    duban_query_free(job.query);
    duban_buf_release(&table);
    return status;
}
