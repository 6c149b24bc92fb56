/* export: the schedule table, to a file or to standard output. */
#include "duban/export.h"

#include "cli/cli.h"

#include "duban/file.h"
#include "duban/i18n.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const forms[] = {"data", "print", NULL};
static const char *const formats[] = {"csv", "xlsx", "html", "json", NULL};
static const enum duban_export_format format_of[] = {DUBAN_EXPORT_CSV, DUBAN_EXPORT_XLSX,
                                                     DUBAN_EXPORT_HTML, DUBAN_EXPORT_JSON};
static const char *const encodings[] = {"utf-8", "gb18030", "gbk", NULL};

struct job {
    struct cli_run *run;
    const char *file; /* NULL: standard output */
    size_t form, encoding;
    enum duban_export_format format;
    struct duban_query *query;
    struct duban_buf query_text;
    struct duban_buf *out; /* what becomes the table */
};

/* The format that is asked for, else the one that the file's name ends with, else CSV. */
static enum duban_status read_format(struct job *job, struct duban_err *err)
{
    size_t at = 0;
    enum duban_status status = cli_choice(&at, job->run, CLI_FORMAT, formats, err);

    job->format = format_of[at];
    if (cli_option(job->run, CLI_FORMAT) == NULL && job->file != NULL)
        job->format = duban_export_format_of(job->file);
    return status;
}

/* Only CSV has two forms and several encodings. */
static enum duban_status check_format(const struct job *job, struct duban_err *err)
{
    bool data = job->form == 0 && cli_option(job->run, CLI_FOR) != NULL;

    switch (job->format) {
    case DUBAN_EXPORT_CSV: return DUBAN_OK;
    case DUBAN_EXPORT_JSON:
        if (job->encoding == 0 && cli_option(job->run, CLI_FOR) == NULL)
            return DUBAN_OK;
        return duban_err_set(err, DUBAN_USAGE,
                             _("--format json 总是完整数据、UTF-8，"
                               "不能与 --for 或 --encoding 同用"));
    case DUBAN_EXPORT_XLSX:
    case DUBAN_EXPORT_HTML: break;
    }
    if (data || job->encoding != 0)
        return duban_err_set(err, DUBAN_USAGE,
                             _("xlsx 和 html 供打印阅读，不能与 --for data 或 --encoding 同用；"
                               "要原样导入请用 --format csv"));
    if (job->format == DUBAN_EXPORT_XLSX && job->file == NULL && isatty(STDOUT_FILENO))
        return duban_err_set(err, DUBAN_USAGE, _("工作簿不能写到终端，请用 -o 指定文件名"));
    return DUBAN_OK;
}

static enum duban_status read_options(struct job *job, struct duban_err *err)
{
    const struct cli_run *run = job->run;
    const char *file = cli_option(run, CLI_OUTPUT);
    enum duban_status status = cli_choice(&job->form, run, CLI_FOR, forms, err);

    job->file = file != NULL && strcmp(file, "-") != 0 ? file : NULL;
    if (status == DUBAN_OK)
        status = read_format(job, err);
    if (status == DUBAN_OK)
        status = cli_choice(&job->encoding, run, CLI_ENCODING, encodings, err);
    if (status == DUBAN_OK)
        status = check_format(job, err);
    if (status == DUBAN_OK && file != NULL && *file == '\0')
        status = duban_err_set(err, DUBAN_USAGE, _("-o 后面要有文件名，或 -"));
    return status;
}

static enum duban_status read_query(struct job *job, struct duban_err *err)
{
    const struct cli_list *words = &job->run->words;

    for (size_t i = 0; i < words->n; i++)
        duban_buf_addf(&job->query_text, i > 0 ? " %s" : "%s", words->items[i]);
    if (words->n == 0)
        return DUBAN_OK;
    return duban_query_new(&job->query, words->items, words->n, job->run->today, err);
}

/* --- From the board into `out` --------------------------------------------------------------- */

static struct duban_export_options options_of(const struct job *job)
{
    return (struct duban_export_options){
        .form = job->form == 0 ? DUBAN_EXPORT_DATA : DUBAN_EXPORT_PRINT,
        .bom = job->file != NULL && cli_option(job->run, CLI_NO_BOM) == NULL,
        .encoding = encodings[job->encoding],
        .query = job->query,
        .query_text = job->query_text.len > 0 ? job->query_text.data : NULL,
        .today = job->run->today,
    };
}

/* One task after another. */
static enum duban_status walk_board(struct job *job, struct duban_store *store,
                                    struct duban_err *err)
{
    struct duban_export_options options = options_of(job);
    bool fields[DUBAN_FIELDS];
    bool some = duban_export_fields(fields, job->format, &options);
    struct duban_store_walk *board;
    enum duban_status status = duban_store_walk_open(&board, store, some ? fields : NULL, err);

    if (status == DUBAN_OK) {
        struct duban_walk walk = duban_store_walk(board);

        duban_buf_grow(job->out, duban_store_walk_size(board));
        status = duban_export_walk(job->out, duban_store_walk_campaign(board), &walk, job->format,
                                   &options, err);
    }
    duban_store_walk_close(board);
    return status;
}

/* A page is laid out with all of them at hand. */
static enum duban_status load_board(struct job *job, struct duban_store *store,
                                    struct duban_err *err)
{
    struct duban_export_options options = options_of(job);
    struct duban_campaign campaign;
    enum duban_status status = duban_store_load(&campaign, store, err);

    if (status == DUBAN_OK)
        status = duban_export(job->out, &campaign, job->format, &options, err);
    duban_campaign_release(&campaign);
    return status;
}

static enum duban_status make_table(void *data, struct duban_store *store, struct duban_err *err)
{
    struct job *job = data;

    return duban_export_walks(job->format) ? walk_board(job, store, err)
                                           : load_board(job, store, err);
}

static void forget_table(void *data)
{
    struct job *job = data;

    duban_buf_clear(job->out);
}

/* --- From there to the file ------------------------------------------------------------------ */

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
    struct duban_buf table = DUBAN_BUF_INIT;
    struct job job = {.run = run, .query_text = DUBAN_BUF_INIT};
    struct duban_reading reading = {make_table, forget_table, &job};
    struct duban_store *store = NULL;
    enum duban_status status = read_options(&job, err);

    job.out = job.file != NULL ? &table : &run->out;
    if (status == DUBAN_OK)
        status = read_query(&job, err);
    if (status == DUBAN_OK)
        status = cli_open_reading(&store, run, &reading, err);
    duban_store_close(store);
    if (status == DUBAN_OK && job.file != NULL)
        status = write_table(&job, &table, err);
    duban_query_free(job.query);
    duban_buf_release(&table);
    duban_buf_release(&job.query_text);
    return status;
}
