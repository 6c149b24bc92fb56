/* --locked: a program for people who must not get anything but the board.
 *
 * Whoever wrote the forced command in authorized_keys says which board and who acts; the person at
 * the other end may look at the screen, or send one of a few commands, which no shell ever sees. */
#include "cli/locked.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* The commands that are left, also to the forced command itself. */
static const struct allowed {
    const char *word;
    bool reads_table; /* from standard input only */
} commands[] = {
    {"import", true},
    {"export", false},
    {"list", false},
    {"report", false},
};

/* What the environment may say: how the terminal looks, the language, and where the account is at
 * home, which the server has set: drafts and copies go there, settings do not come from there. */
static const char *const believed[] = {
    "TERM",     "COLUMNS",     "LINES",   "NO_COLOR", "TZ",     "LANG",       "HOME",
    "LANGUAGE", "LC_MESSAGES", "LC_TIME", "LC_CTYPE", "LC_ALL", "LC_COLLATE",
};
#define N_BELIEVED (sizeof believed / sizeof *believed)

static const struct allowed *allowed(const char *word)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].word, word) == 0 && cli_command_find(word) != NULL)
            return &commands[i];
    return NULL;
}

/* --- The program itself ---------------------------------------------------------------------- */

static void forget_environment(void)
{
    char *values[N_BELIEVED];

    for (size_t i = 0; i < N_BELIEVED; i++) {
        const char *value = getenv(believed[i]);

        values[i] = value != NULL ? duban_strdup(value) : NULL;
    }
    clearenv();
    for (size_t i = 0; i < N_BELIEVED; i++) {
        if (values[i] != NULL)
            setenv(believed[i], values[i], 1);
        free(values[i]);
    }
}

/* There is no shell to come back to: a stopped program would only hang. */
static void forbid_suspending(void)
{
    signal(SIGTSTP, SIG_IGN);
}

/* --- What is asked for ------------------------------------------------------------------------ */

static enum duban_status refuse_word(const char *word, struct duban_err *err)
{
    struct duban_buf names = DUBAN_BUF_INIT;

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (allowed(commands[i].word) != NULL)
            duban_buf_addf(&names, "%s%s", names.len > 0 ? _("、") : "", commands[i].word);
    duban_err_set(err, DUBAN_USAGE, _("这里不能运行“%s”，只能用 %s；不带命令（ssh -t）则打开看板"),
                  word, names.data);
    duban_buf_release(&names);
    return DUBAN_USAGE;
}

/* Files are the server's; a table comes through standard input and goes through standard output. */
static enum duban_status check_options(const struct cli_run *run, unsigned flags,
                                       struct duban_err *err)
{
    for (int i = 0; i < CLI_OPTIONS; i++) {
        const struct cli_option_info *info = cli_option_info((enum cli_option)i);

        if (run->given[i].n > 0 && (info->flags & flags) != 0 && i != CLI_BOARD)
            return duban_err_set(err, DUBAN_USAGE,
                                 _("这里不能用 --%s：看板、经办人和日期由管理员定下，"
                                   "表格只走标准输入和标准输出"),
                                 info->name);
    }
    return DUBAN_OK;
}

static enum duban_status check_command(struct cli_run *run, struct duban_err *err)
{
    const struct allowed *command;

    if (run->command == NULL)
        return DUBAN_OK;
    command = allowed(run->command->word);
    if (command == NULL)
        return refuse_word(run->command->word, err);
    if (command->reads_table && run->words.n == 0)
        cli_add(&run->words, "-");
    if (command->reads_table && strcmp(run->words.items[0], "-") != 0)
        return duban_err_set(err, DUBAN_USAGE, _("%s 在这里只从标准输入读：ssh 主机 %s < 文件"),
                             command->word, command->word);
    return check_options(run, CLI_PATH, err);
}

/* --- The command from afar -------------------------------------------------------------------- */

static void move_list(struct cli_list *to, struct cli_list *from)
{
    for (size_t i = 0; i < from->n; i++)
        cli_add(to, from->items[i]);
    free(from->items);
    *from = (struct cli_list){0};
}

static enum duban_status check_afar(const struct cli_run *afar, struct duban_err *err)
{
    if (afar->given[CLI_BOARD].n > 0)
        return duban_err_set(err, DUBAN_USAGE, _("这里不能用 --%s：看板由管理员定下"),
                             cli_option_info(CLI_BOARD)->name);
    return check_options(afar, CLI_PATH | CLI_KEEPER, err);
}

/* Reads the words as a command line of their own and makes them the run's. */
static enum duban_status take_words(struct cli_run *run, char *word, size_t n,
                                    struct duban_err *err)
{
    struct cli_run afar = {.out = DUBAN_BUF_INIT};
    char **argv = duban_alloc((n + 2) * sizeof *argv), name[] = "duban";
    enum duban_status status;

    argv[0] = name;
    for (size_t i = 1; i <= n; i++, word += strlen(word) + 1)
        argv[i] = word;
    status = allowed(argv[1]) != NULL ? cli_scan(&afar, (int)n + 1, argv, err)
                                      : refuse_word(argv[1], err);
    if (status == DUBAN_OK)
        status = check_afar(&afar, err);
    for (int i = 0; i < CLI_OPTIONS; i++)
        move_list(&run->given[i], &afar.given[i]);
    move_list(&run->words, &afar.words);
    run->command = afar.command;
    free(argv);
    return status;
}

static enum duban_status take_afar(struct cli_run *run, struct duban_buf *words, const char *line,
                                   struct duban_err *err)
{
    size_t n = 0;
    enum duban_status status = cli_split(words, &n, line, err);

    return status == DUBAN_OK && n > 0 ? take_words(run, words->data, n, err) : status;
}

/* The board's word becomes an option, so that words are the command's. */
static enum duban_status take_board(struct cli_run *run, struct duban_err *err)
{
    if (run->command == NULL && run->words.n == 1) {
        cli_add(&run->given[CLI_BOARD], run->words.items[0]);
        run->words.n = 0;
    }
    if (run->given[CLI_BOARD].n > 0)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("--locked 要同时写明看板：duban --locked 看板文件"));
}

enum duban_status cli_lock(struct cli_run *run, struct duban_buf *afar, struct duban_err *err)
{
    const char *line = getenv("SSH_ORIGINAL_COMMAND");
    enum duban_status status = take_board(run, err);

    /* A command that the keeper has fixed is not replaced by another. */
    if (status == DUBAN_OK && run->command == NULL && run->words.n == 0 && line != NULL)
        status = take_afar(run, afar, line, err);
    if (status == DUBAN_OK)
        status = check_command(run, err);
    forget_environment();
    forbid_suspending();
    return status;
}
