/* What the command line prints: safe for a terminal, and surely written. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/cli.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

void cli_safe(struct duban_buf *out, const char *s)
{
    if (s != NULL)
        duban_text_safe(out, s, 0);
}

void cli_safe_list(struct duban_buf *out, const char *list)
{
    size_t len, n = 0;

    for (const char *p = list, *name; (name = duban_text_item(&p, &len)) != NULL; n++) {
        char *copy = duban_strndup(name, len);

        if (n > 0)
            duban_buf_adds(out, _("、"));
        cli_safe(out, copy);
        free(copy);
    }
}

int cli_columns(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long n = columns != NULL ? strtol(columns, NULL, 10) : 0;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        n = size.ws_col;
    if (n <= 0)
        n = 80;
    return n < 40 ? 40 : n > 1000 ? 1000 : (int)n;
}

void cli_wrap(struct duban_buf *out, const char *s, int indent)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    struct duban_text_line *lines;
    int columns = cli_columns() - indent;
    size_t n;

    if (columns < 10)
        columns = 10;
    duban_text_safe(&safe, s, DUBAN_TEXT_LINES);
    n = duban_text_wrap(NULL, 0, safe.data, columns);
    lines = duban_alloc((n + 1) * sizeof *lines);
    duban_text_wrap(lines, n, safe.data, columns);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            duban_buf_addf(out, "%*s", indent, "");
        duban_buf_add(out, safe.data + lines[i].start, lines[i].len);
        duban_buf_addc(out, '\n');
    }
    if (n == 0)
        duban_buf_addc(out, '\n');
    free(lines);
    duban_buf_release(&safe);
}

void cli_local_time(struct duban_buf *out, const char *at)
{
    struct tm utc = {0}, local;
    char text[32];
    const char *end = at != NULL ? strptime(at, "%Y-%m-%dT%H:%M:%SZ", &utc) : NULL;
    time_t instant = timegm(&utc);

    if (end == NULL || *end != '\0' || localtime_r(&instant, &local) == NULL) {
        cli_safe(out, at);
        return;
    }
    strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
    duban_buf_adds(out, text);
}

/* --- Standard error ------------------------------------------------------------------------ */

void duban_cli_complain(const struct duban_err *err)
{
    struct duban_buf line = DUBAN_BUF_INIT;

    duban_buf_adds(&line, "duban: ");
    if (err->file != NULL) {
        cli_safe(&line, err->file);
        duban_buf_addc(&line, ':');
        if (err->line > 0)
            duban_buf_addf(&line, "%lu:", err->line);
        duban_buf_addc(&line, ' ');
    }
    if (err->column != NULL) {
        cli_safe(&line, err->column);
        duban_buf_adds(&line, ": ");
    }
    cli_safe(&line, err->text != NULL ? err->text : _("出错了"));
    fprintf(stderr, "%s\n", line.data);
    duban_buf_release(&line);
}

void cli_warn(const char *format, ...)
{
    struct duban_buf text = DUBAN_BUF_INIT, line = DUBAN_BUF_INIT;
    va_list args;

    va_start(args, format);
    duban_buf_vaddf(&text, format, args);
    va_end(args);
    cli_safe(&line, text.data);
    fprintf(stderr, "duban: %s\n", line.data);
    duban_buf_release(&text);
    duban_buf_release(&line);
}

/* --- Standard output ----------------------------------------------------------------------- */

enum duban_status cli_flush(const struct duban_buf *out, struct duban_err *err)
{
    errno = 0;
    if (fwrite(out->data, 1, out->len, stdout) == out->len && fflush(stdout) == 0)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_IO, _("写标准输出失败：%s"), strerror(errno));
}
