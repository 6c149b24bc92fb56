/* The command line: from argv to a command, its options and its words.
 *
 * getopt_long is asked one argument at a time and in order, because the options that are known
 * change when the command's word appears, and because a query may begin with a minus sign.
 */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define COMMON CLI_COMMON
#define PATH   CLI_PATH
#define KEEPER CLI_KEEPER
#define ANY    SIZE_MAX

static const struct cli_option_info options[CLI_OPTIONS] = {
#define OPTION(id, letter, name, argument, flags, help) {letter, name, argument, flags, help},
#include "cli/options.def"
#undef OPTION
};

_Static_assert(CLI_OPTIONS <= 64, "a set of options is one word");

#define TAKES(id) CLI_BIT(CLI_##id)

static const struct cli_command commands[] = {
#define COMMAND(word, options, least, most, synopsis, help) \
    {#word, options, least, most, synopsis, help, cli_do_##word},
#include "cli/commands.def"
#undef COMMAND
};

const struct cli_option_info *cli_option_info(enum cli_option option)
{
    return &options[option];
}

const struct cli_command *cli_commands(size_t *n)
{
    *n = sizeof commands / sizeof *commands;
    return commands;
}

const struct cli_command *cli_command_find(const char *word)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].word, word) == 0)
            return &commands[i];
    return NULL;
}

bool cli_takes(const struct cli_command *command, enum cli_option option)
{
    if (options[option].flags & CLI_COMMON)
        return true;
    return command != NULL && (command->options & CLI_BIT(option)) != 0;
}

const char *cli_option(const struct cli_run *run, enum cli_option option)
{
    const struct cli_list *given = &run->given[option];

    return given->n > 0 ? given->items[given->n - 1] : NULL;
}

void cli_add(struct cli_list *list, const char *item)
{
    list->items = duban_more(list->items, list->n, &list->cap, sizeof *list->items);
    list->items[list->n++] = item;
}

/* --- getopt_long's tables ------------------------------------------------------------------ */

enum { LONG_BASE = 256 }; /* an option's val is this plus its number */

struct tables {
    char letters[2 + 2 * CLI_OPTIONS + 1];
    struct option names[CLI_OPTIONS + 1];
};

static void make_tables(struct tables *tables, const struct cli_command *command)
{
    size_t n = 0;
    char *letter = tables->letters;

    memset(tables, 0, sizeof *tables);
    *letter++ = '-'; /* words in their order */
    *letter++ = ':'; /* a missing argument is told apart from an unknown option */
    for (int i = 0; i < CLI_OPTIONS; i++) {
        bool argument = options[i].argument != NULL;

        if (!cli_takes(command, (enum cli_option)i))
            continue;
        tables->names[n++] =
            (struct option){options[i].name, argument ? required_argument : no_argument, NULL,
                            LONG_BASE + i};
        if (options[i].letter == 0)
            continue;
        *letter++ = options[i].letter;
        if (argument)
            *letter++ = ':';
    }
}

static enum cli_option option_of(int val)
{
    if (val >= LONG_BASE)
        return (enum cli_option)(val - LONG_BASE);
    for (int i = 0; i < CLI_OPTIONS; i++)
        if (options[i].letter == val)
            return (enum cli_option)i;
    return CLI_OPTIONS;
}

/* --- Faults -------------------------------------------------------------------------------- */

static enum duban_status unknown_option(char **argv, struct duban_err *err)
{
    const char *word = argv[optind - 1];

    if (optopt >= LONG_BASE)
        return duban_err_set(err, DUBAN_USAGE, _("选项 --%s 不带参数"),
                             options[optopt - LONG_BASE].name);
    if (optopt != 0)
        return duban_err_set(err, DUBAN_USAGE, _("没有选项 -%c"), optopt);
    return duban_err_set(err, DUBAN_USAGE, _("没有选项 %s，或不止一个选项以此开头"), word);
}

static enum duban_status missing_argument(struct duban_err *err)
{
    const struct cli_option_info *info = &options[option_of(optopt)];

    return duban_err_set(err, DUBAN_USAGE, _("选项 --%s 后面要有 %s"), info->name, info->argument);
}

static enum duban_status unknown_language(const char *word, struct duban_err *err)
{
    const struct cli_option_info *info = &options[CLI_LANG];

    return duban_err_set(err, DUBAN_USAGE, _("--%s 不能是“%s”；请写成 %s"), info->name, word,
                         info->argument);
}

static enum duban_status check_words(const struct cli_run *run, struct duban_err *err)
{
    const struct cli_command *command = run->command;
    size_t n = run->words.n;

    if (command == NULL && n > 1)
        return duban_err_set(err, DUBAN_USAGE, _("多出了“%s”：只能打开一个看板"),
                             run->words.items[1]);
    if (command == NULL)
        return DUBAN_OK;
    if (n < command->least)
        return duban_err_set(err, DUBAN_USAGE, _("%s 缺少参数"), command->word);
    if (n > command->most)
        return duban_err_set(err, DUBAN_USAGE, _("%s 多出了参数“%s”"), command->word,
                             run->words.items[command->most]);
    return DUBAN_OK;
}

/* The first of the list that is no UTF-8; NULL: none. */
static const char *not_utf8(const struct cli_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (!duban_text_valid(list->items[i], strlen(list->items[i]), NULL))
            return list->items[i];
    return NULL;
}

/* What will be stored or compared must be UTF-8; only the names of files may be any bytes. */
static enum duban_status check_utf8(const struct cli_run *run, struct duban_err *err)
{
    bool files = run->command == NULL || run->command->run == cli_do_import ||
                 run->command->run == cli_do_backup;
    const char *bad = files ? NULL : not_utf8(&run->words);

    for (int i = 0; i < CLI_OPTIONS && bad == NULL; i++)
        if ((options[i].flags & CLI_PATH) == 0)
            bad = not_utf8(&run->given[i]);
    if (bad == NULL)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("参数“%s”不是 UTF-8；请把终端的编码设为 UTF-8"), bad);
}

/* --- Parsing ------------------------------------------------------------------------------- */

/* -lead:宣传室 is a term of a query, no option. */
static bool is_negated_term(const struct cli_run *run, const char *word)
{
    bool query = run->command != NULL &&
                 (run->command->run == cli_do_list || run->command->run == cli_do_export ||
                  run->command->run == cli_do_history);

    if (!query || word[0] != '-' || word[1] == '\0' || word[1] == '-')
        return false;
    return (unsigned char)word[1] >= 0x80 || word[1] == '"' || strchr(word, ':') != NULL ||
           strstr(word, "：") != NULL;
}

/* The first word may be a command; then its options are known too. */
static void add_word(struct cli_run *run, struct tables *tables, const char *word)
{
    if (run->command == NULL && run->words.n == 0)
        run->command = cli_command_find(word);
    else {
        cli_add(&run->words, word);
        return;
    }
    if (run->command != NULL)
        make_tables(tables, run->command);
    else
        cli_add(&run->words, word);
}

/* The language is chosen as soon as it is read: what is wrong further on is told in it. */
static enum duban_status scan(struct cli_run *run, struct tables *tables, int argc, char **argv,
                              struct duban_err *err)
{
    /* A getopt that has moved on stands at the beginning of an argument. */
    for (int last = 0;;) {
        if (last != optind && optind < argc && is_negated_term(run, argv[optind])) {
            cli_add(&run->words, argv[optind++]);
            continue;
        }
        last = optind;
        int c = getopt_long(argc, argv, tables->letters, tables->names, NULL);

        if (c == -1)
            return DUBAN_OK;
        if (c == '?')
            return unknown_option(argv, err);
        if (c == ':')
            return missing_argument(err);
        if (c == 1)
            add_word(run, tables, optarg);
        else
            cli_add(&run->given[option_of(c)], optarg != NULL ? optarg : "");
        if (c != 1 && option_of(c) == CLI_LANG && !duban_i18n_choose(optarg))
            return unknown_language(optarg, err);
    }
}

enum duban_status cli_scan(struct cli_run *run, int argc, char **argv, struct duban_err *err)
{
    struct tables tables;
    enum duban_status status;

    make_tables(&tables, NULL);
    opterr = 0;
    optind = 0; /* begin anew, also inside getopt */
    status = scan(run, &tables, argc, argv, err);
    for (; status == DUBAN_OK && optind < argc; optind++)
        add_word(run, &tables, argv[optind]); /* behind -- */
    return status;
}

enum duban_status cli_check(const struct cli_run *run, struct duban_err *err)
{
    enum duban_status status;

    if (cli_option(run, CLI_HELP) != NULL || cli_option(run, CLI_VERSION) != NULL)
        return DUBAN_OK;
    status = check_words(run, err);
    return status == DUBAN_OK ? check_utf8(run, err) : status;
}
