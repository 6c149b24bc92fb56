/* deadline: how an expression is read. Needs no board, so that it can be tried out. */
#include "cli/cli.h"

#include "duban/date.h"
#include "duban/deadline.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>
#include <unistd.h>

enum { STDIN_LIMIT = 64 << 20 };

/* As it was given, but in one cell of one line. */
static void put_expression(struct duban_buf *out, const char *text)
{
    if (isatty(STDOUT_FILENO)) {
        cli_safe(out, text);
        return;
    }
    for (; *text != '\0'; text++)
        duban_buf_addc(out, strchr("\t\r\n", *text) != NULL ? ' ' : *text);
}

static void put_reading(struct duban_buf *out, const char *text,
                        const struct duban_deadline_context *context)
{
    struct duban_deadline read;
    char start[DUBAN_DATE_SIZE], due[DUBAN_DATE_SIZE], warn[DUBAN_DATE_SIZE];

    duban_deadline_read(&read, text, context);
    put_expression(out, text);
    duban_buf_addf(out, "\t%s\t%s\t%s\t%s\t", duban_deadline_kind_name(read.kind),
                   duban_date_format(read.start, start), duban_date_format(read.due, due),
                   duban_date_format(read.warn, warn));
    duban_deadline_flags_format(out, read.flags);
    duban_buf_addc(out, '\n');
}

/* One expression a line; CRLF is a line end too. */
static enum duban_status put_lines(struct duban_buf *out,
                                   const struct duban_deadline_context *context,
                                   struct duban_err *err)
{
    struct duban_buf bytes = DUBAN_BUF_INIT, text = DUBAN_BUF_INIT;
    enum duban_status status = duban_file_read(&bytes, "-", STDIN_LIMIT, err);
    char *line, *rest;

    duban_text_clean(&text, bytes.data, bytes.len); /* CRLF as LF */
    if (text.len > 0 && text.data[text.len - 1] == '\n')
        duban_buf_truncate(&text, text.len - 1);
    rest = text.len > 0 ? text.data : NULL;
    while (status == DUBAN_OK && (line = strsep(&rest, "\n")) != NULL)
        put_reading(out, line, context);
    duban_buf_release(&bytes);
    duban_buf_release(&text);
    return status;
}

enum duban_status cli_do_deadline(struct cli_run *run, struct duban_err *err)
{
    const struct cli_list *words = &run->words;
    struct duban_deadline_context context;
    enum duban_status status = cli_year(&context.year, run, err);

    if (status == DUBAN_OK && context.year == 0)
        duban_date_split(run->today, &context.year, NULL, NULL);
    if (status == DUBAN_OK)
        status = cli_date(&context.issued, run, CLI_ISSUED, context.year, err);
    if (status == DUBAN_OK && words->n == 0)
        return put_lines(&run->out, &context, err);
    for (size_t i = 0; i < words->n && status == DUBAN_OK; i++) {
        if (strcmp(words->items[i], "-") == 0)
            status = put_lines(&run->out, &context, err);
        else
            put_reading(&run->out, words->items[i], &context);
    }
    return status;
}
