/* The command line, read: what becomes a command, an option, a word, or a fault. */
#include "cli/cli.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void init(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(options, .init = init, .timeout = 20);

enum { ARGS = 16 };

/* Parses the words of `line`, which are separated by single blanks. */
static enum duban_status parse(struct cli_run *run, char *line, struct duban_err *err)
{
    char *argv[ARGS] = {NULL};
    char program[] = "duban";
    int argc = 1;

    argv[0] = program;
    for (char *word; argc < ARGS - 1 && (word = strsep(&line, " ")) != NULL; argc++)
        argv[argc] = word;
    *run = (struct cli_run){.out = DUBAN_BUF_INIT};
    enum duban_status status = cli_scan(run, argc, argv, err);

    return status == DUBAN_OK ? cli_check(run, err) : status;
}

static void release(struct cli_run *run)
{
    for (int i = 0; i < CLI_OPTIONS; i++)
        free(run->given[i].items);
    free(run->words.items);
}

/* What was read, as one line: COMMAND [--OPTION=VALUE...] | WORD... */
static void expect(const char *line, const char *wanted)
{
    struct duban_buf got = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    char *copy = strdup(line);
    struct cli_run run;

    cr_expect_eq(parse(&run, copy, &err), DUBAN_OK, "%s: %s", line, err.text);
    duban_buf_adds(&got, run.command != NULL ? run.command->word : "board");
    for (int i = 0; i < CLI_OPTIONS; i++)
        for (size_t j = 0; j < run.given[i].n; j++)
            duban_buf_addf(&got, " --%s=%s", cli_option_info((enum cli_option)i)->name,
                           run.given[i].items[j]);
    duban_buf_adds(&got, " |");
    for (size_t i = 0; i < run.words.n; i++)
        duban_buf_addf(&got, " %s", run.words.items[i]);
    cr_expect_str_eq(got.data, wanted, "%s: got %s, wanted %s", line, got.data, wanted);
    release(&run);
    free(copy);
    duban_buf_release(&got);
    duban_err_release(&err);
}

static void refuse(const char *line, const char *in_message)
{
    struct duban_err err = DUBAN_ERR_INIT;
    char *copy = strdup(line);
    struct cli_run run;

    cr_expect_eq(parse(&run, copy, &err), DUBAN_USAGE, "%s", line);
    cr_expect(err.text != NULL && strstr(err.text, in_message) != NULL, "%s: %s", line, err.text);
    release(&run);
    free(copy);
    duban_err_release(&err);
}

Test(options, commands_and_boards)
{
    expect("list", "list |");
    expect("b.duban", "board | b.duban");
    expect("-b b list", "list --board=b |");
    expect("list -b b", "list --board=b |");
    expect("list -bb", "list --board=b |");
    expect("--board=b --read-only list", "list --board=b --read-only= |");
    expect("-- list", "list |");
    expect("show 3", "show | 3");
    expect("note 3 list", "note | 3 list");
}

Test(options, words_and_options_in_any_order)
{
    expect("show --json 3", "show --json= | 3");
    expect("show 3 --json", "show --json= | 3");
    expect("add --lead a --phase 1 --lead b x=y t", "add --phase=1 --lead=a --lead=b | x=y t");
    expect("note 3 -- -x", "note | 3 -x");
    expect("import -", "import | -");
    expect("init --year 2018 --phase a --phase b", "init --year=2018 --phase=a --phase=b |");
    expect("done 3 --ev x", "done --evidence=x | 3");
}

Test(options, a_term_of_a_query_may_begin_with_a_minus)
{
    expect("list -lead:x", "list | -lead:x");
    expect("list -牵头：x", "list | -牵头：x");
    expect("list --json -宣传室 -status:done", "list --json= | -宣传室 -status:done");
    expect("export -o f -lead:x", "export --output=f | -lead:x");
    expect("export -o -lead:x", "export --output=-lead:x |");
    refuse("show -lead:x", "-l");
    refuse("list -x", "-x");
}

Test(options, help_and_version_come_before_faults)
{
    expect("show -h", "show --help= |");
    expect("-hV", "board --help= --version= |");
    expect("add --help", "add --help= |");
}

Test(options, faults)
{
    refuse("--bogus", "--bogus");
    refuse("list --bogus", "--bogus");
    refuse("list --year 2018", "--year");
    refuse("-b", "--board");
    refuse("list --json=x", "--json");
    refuse("a b", "b");
    refuse("show", "show");
    refuse("show 1 2", "2");
    refuse("note 1 \xff", "UTF-8");
}

/* --- The tables ---------------------------------------------------------------------------- */

Test(options, every_option_is_taken_and_explained)
{
    size_t n;
    const struct cli_command *commands = cli_commands(&n);

    for (int i = 0; i < CLI_OPTIONS; i++) {
        const struct cli_option_info *info = cli_option_info((enum cli_option)i);
        size_t takers = 0;

        for (size_t j = 0; j < n; j++)
            takers += cli_takes(&commands[j], (enum cli_option)i);
        cr_expect(takers > 0, "--%s", info->name);
        cr_expect(info->help != NULL && *info->help != '\0', "--%s", info->name);
    }
}

/* As a whole word: --for is no part of --force. */
static bool names(const char *synopsis, const char *name)
{
    size_t len = strlen(name);

    for (const char *p = synopsis; (p = strstr(p, name)) != NULL; p += len)
        if (strchr(" ]|", p[len]) != NULL)
            return true;
    return false;
}

/* The line that shows how a command is used names all that it takes, and nothing else. */
Test(options, every_synopsis_names_the_options)
{
    size_t n;
    const struct cli_command *commands = cli_commands(&n);

    for (size_t j = 0; j < n; j++)
        for (int i = 0; i < CLI_OPTIONS; i++) {
            const struct cli_option_info *info = cli_option_info((enum cli_option)i);
            char name[40];

            if ((info->flags & CLI_COMMON) != 0 || info->letter != 0 || i == CLI_NEW_PHASE ||
                i == CLI_PHASE)
                continue;
            snprintf(name, sizeof name, "--%s", info->name);
            cr_expect_eq(names(commands[j].synopsis, name),
                         cli_takes(&commands[j], (enum cli_option)i), "%s %s", commands[j].word,
                         name);
        }
}

Test(options, no_command_takes_two_options_of_one_name)
{
    size_t n;
    const struct cli_command *commands = cli_commands(&n);

    for (size_t j = 0; j < n; j++)
        for (int a = 0; a < CLI_OPTIONS; a++)
            for (int b = a + 1; b < CLI_OPTIONS; b++)
                cr_expect(!cli_takes(&commands[j], (enum cli_option)a) ||
                              !cli_takes(&commands[j], (enum cli_option)b) ||
                              strcmp(cli_option_info((enum cli_option)a)->name,
                                     cli_option_info((enum cli_option)b)->name) != 0,
                          "%s", commands[j].word);
}

/* --- Wishes -------------------------------------------------------------------------------- */

static void expect_field(const char *word, enum duban_field field, const char *value)
{
    struct duban_campaign campaign;
    struct cli_wishes wishes = {0};
    struct duban_err err = DUBAN_ERR_INIT;

    duban_campaign_init(&campaign);
    campaign.columns = strdup("经费来源\n联系人");
    cr_assert_eq(cli_wish_word(&wishes, DUBAN_OBJECT_TASK, &campaign, word, &err), DUBAN_OK,
                 "%s: %s", word, err.text);
    cr_expect_eq(wishes.items[0].field, field, "%s", word);
    cr_expect_str_eq(wishes.items[0].value, value, "%s", word);
    cli_wishes_release(&wishes);
    duban_campaign_release(&campaign);
}

Test(options, fields_by_key_label_and_synonym)
{
    expect_field("due=6.20", DUBAN_FIELD_TASK_DUE, "6.20");
    expect_field("deadline=6.20", DUBAN_FIELD_TASK_DEADLINE, "6.20");
    expect_field("截止日期=6.20", DUBAN_FIELD_TASK_DUE, "6.20");
    expect_field("时限=6.20", DUBAN_FIELD_TASK_DEADLINE, "6.20");
    expect_field("牵头部门=a=b", DUBAN_FIELD_TASK_LEADS, "a=b");
    expect_field("NOTE=", DUBAN_FIELD_TASK_NOTE, "");
    expect_field("备注＝a=b", DUBAN_FIELD_TASK_NOTE, "a=b");
    expect_field("经费来源=财政", DUBAN_FIELD_TASK_EXTRA, "财政");
}
