/* Words that come through SSH, cut without a shell. */
#include "cli/locked.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(split, .init = init, .timeout = 20);

static const struct {
    const char *line, *words; /* the words with a | behind each; NULL: refused */
} lines[] = {
    {"", ""},
    {" \t ", ""},
    {"list", "list|"},
    {"  list  --json ", "list|--json|"},
    {"list '座谈 会' x", "list|座谈 会|x|"},
    {"list \"a b\"c'd e'", "list|a bcd e|"},
    {"list ''", "list||"},
    {"list a\\ b\\;", "list|a b;|"},
    {"list \"a\\\"b\\\\c\\d $HOME `id`\"", "list|a\"b\\c\\d $HOME `id`|"},
    {"list '\\'", "list|\\|"},
    {"list due:<2018-06 due:>=1", "list|due:<2018-06|due:>=1|"},
    {"list ～ * ? ~ {a,b} # !x", "list|～|*|?|~|{a,b}|#|!x|"},
    {"export; id", NULL},
    {"export ;id", NULL},
    {"export|sh", NULL},
    {"export&", NULL},
    {"export >f", NULL},
    {"export < f", NULL},
    {"export $HOME", NULL},
    {"export `id`", NULL},
    {"export (x)", NULL},
    {"export\nid", NULL},
    {"list 'a", NULL},
    {"list \"a", NULL},
    {"list a\\", "list|a\\|"},
};

Test(split, words_or_a_refusal)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct duban_err err = DUBAN_ERR_INIT;
        struct duban_buf words = DUBAN_BUF_INIT;
        size_t n = 0, bars = 0;
        enum duban_status status = cli_split(&words, &n, lines[i].line, &err);

        cr_expect_eq(status, lines[i].words ? DUBAN_OK : DUBAN_USAGE, "%s", lines[i].line);
        for (size_t k = 0; k < words.len; k++)
            if (words.data[k] == '\0') {
                words.data[k] = '|';
                bars++;
            }
        if (lines[i].words)
            cr_expect(bars == n && strcmp(words.data, lines[i].words) == 0, "%s: %s",
                      lines[i].line, words.data);
        else
            cr_expect(err.text != NULL, "%s", lines[i].line);
        duban_buf_release(&words);
        duban_err_release(&err);
    }
}
