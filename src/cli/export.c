/* export: the schedule table out of the board, to a file or to standard output. */
#include "duban/export.h"

#include "cli/cli.h"

#include "duban/file.h"
#include "duban/i18n.h"

#include <string.h>
#include <strings.h>

static enum duban_status read_encoding(struct duban_export_options *options,
                                       const struct cli_run *run, struct duban_err *err)
{
    const char *word = cli_option(run, CLI_ENCODING);

    if (word == NULL || strcasecmp(word, "utf-8") == 0 || strcasecmp(word, "utf8") == 0)
        return DUBAN_OK;
    if (strcasecmp(word, "gb18030") == 0) {
        options->encoding = "gb18030";
        return DUBAN_OK;
    }
    return duban_err_set(err, DUBAN_USAGE, _("--encoding 不能是“%s”；请写成 utf-8 或 gb18030"),
                         word);
}

static enum duban_status write_out(struct cli_run *run, const struct duban_buf *table,
                                   const char *file, struct duban_err *err)
{
    bool force = cli_option(run, CLI_FORCE) != NULL;

    if (file != NULL)
        return duban_file_write(file, table->data, table->len, force, 0666, err);
    duban_buf_add(&run->out, table->data, table->len);
    return DUBAN_OK;
}

static enum duban_status export(struct cli_run *run, const struct duban_export_options *options,
                                bool json, const char *file, struct duban_err *err) {
    struct duban_buf table = DUBAN_BUF_INIT; struct cli_board board;
    enum duban_status status = cli_board_read(&board, run, err);

    if (status == DUBAN_OK && json)
        duban_export_json(&table, &board.campaign, options->query, options->today);
    else if (status == DUBAN_OK) status = duban_export_csv(&table, &board.campaign, options, err);
    cli_board_close(&board);
    if (status == DUBAN_OK) status = write_out(run, &table, file, err);
    duban_buf_release(&table);
    return status;
}

enum duban_status cli_do_export(struct cli_run *run, struct duban_err *err)
{
    static const char *const forms[] = {"data", "print", NULL};
    static const char *const formats[] = {"csv", "json", NULL};
    const char *file = cli_option(run, CLI_OUTPUT);
    struct duban_export_options options = {.today = run->today};
    struct duban_query *query = NULL;
    size_t form = 0, format = 0;
    enum duban_status status = cli_choice(&form, run, CLI_FOR, forms, err);

    if (status == DUBAN_OK)
        status = cli_choice(&format, run, CLI_FORMAT, formats, err);
    if (status == DUBAN_OK)
        status = read_encoding(&options, run, err);
    if (status == DUBAN_OK)
        status = duban_query_new(&query, run->words.items, run->words.n, run->today, err);
    if (file != NULL && strcmp(file, "-") == 0)
        file = NULL;
    options.form = form == 1 ? DUBAN_EXPORT_PRINT : DUBAN_EXPORT_DATA;
    options.bom = file != NULL && options.encoding == NULL && cli_option(run, CLI_NO_BOM) == NULL;
    options.query = query;
    if (status == DUBAN_OK)
        status = export(run, &options, format == 1, file, err);
    duban_query_free(query);
    return status;
}
