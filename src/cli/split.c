/* A line cut into words without a shell. */
#include "cli/locked.h"

#include "duban/i18n.h"

#include <string.h>

enum place { BETWEEN, WORD, SINGLE, DOUBLE };

struct splitting {
    struct duban_buf *out;
    size_t *n;
    enum place place;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* What a shell would act upon. It is not ours to act, and passing it on as if it had been meant as
 * text would hide that. */
static bool is_shells(const struct splitting *s, char c)
{
    if (c == '<' || c == '>')
        return s->place == BETWEEN;
    return c != '\0' && strchr(";|&`$()\n\r", c) != NULL;
}

static void end_word(struct splitting *s)
{
    if (s->place == BETWEEN)
        return;
    duban_buf_addc(s->out, '\0');
    ++*s->n;
    s->place = BETWEEN;
}

/* Within quotes: the character that ends them, or text. Returns how many bytes were taken. */
static size_t quoted(struct splitting *s, const char *p)
{
    char end = s->place == SINGLE ? '\'' : '"';
    bool escaped = s->place == DOUBLE && *p == '\\' && (p[1] == '"' || p[1] == '\\');

    if (*p == end)
        s->place = WORD;
    else
        duban_buf_addc(s->out, escaped ? p[1] : *p);
    return escaped ? 2 : 1;
}

static size_t plain(struct splitting *s, const char *p)
{
    bool escaped = *p == '\\' && p[1] != '\0';

    if (*p == '\'' || *p == '"') {
        s->place = *p == '\'' ? SINGLE : DOUBLE;
        return 1;
    }
    s->place = WORD;
    duban_buf_addc(s->out, escaped ? p[1] : *p);
    return escaped ? 2 : 1;
}

enum duban_status cli_split(struct duban_buf *out, size_t *n, const char *line,
                            struct duban_err *err)
{
    struct splitting s = {.out = out, .n = n, .place = BETWEEN};

    while (*line != '\0') {
        if (s.place == SINGLE || s.place == DOUBLE) {
            line += quoted(&s, line);
        } else if (is_blank(*line)) {
            end_word(&s);
            line++;
        } else if (is_shells(&s, *line)) {
            return duban_err_set(err, DUBAN_USAGE,
                                 _("这里没有 shell，不能用 ; | & > 之类；要查找这些字请加引号"));
        } else {
            line += plain(&s, line);
        }
    }
    if (s.place == SINGLE || s.place == DOUBLE)
        return duban_err_set(err, DUBAN_USAGE, _("引号没有成对；请补上后面的引号"));
    end_word(&s);
    return DUBAN_OK;
}
