/* The way in: who asks, when, for which board; then one command, and what came of it. */
#include "duban/cli.h"

#include "cli/locked.h"

#include "duban/alloc.h"
#include "duban/config.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* --- Who, when, which board ---------------------------------------------------------------- */

static enum duban_status find_today(struct duban_request *request, const struct cli_run *run,
                                    struct duban_err *err)
{
    const char *name = "--today", *day = cli_option(run, CLI_TODAY);

    if (day == NULL) {
        name = "$DUBAN_TODAY";
        day = getenv("DUBAN_TODAY");
        if (day == NULL || *day == '\0')
            return DUBAN_OK;
    }
    request->today = duban_date_parse(day);
    if (request->today != DUBAN_NO_DATE)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("%s 要写成 YYYY-MM-DD，如 2018-06-18，不能是“%s”"),
                         name, day);
}

/* The environment is not believed: anybody can set USER. */
static enum duban_status find_actor(struct duban_request *request, const struct cli_run *run,
                                    struct duban_err *err)
{
    const char *actor = cli_option(run, CLI_ACTOR);
    const struct passwd *user = actor == NULL ? getpwuid(getuid()) : NULL;
    struct duban_buf name = DUBAN_BUF_INIT, clean = DUBAN_BUF_INIT;

    if (actor == NULL && user == NULL)
        duban_buf_addf(&name, "uid%lu", (unsigned long)getuid());
    else
        duban_text_trim(&name, actor != NULL ? actor : user->pw_name);
    duban_text_clean(&clean, name.data, name.len);
    if (clean.len == 0 || strpbrk(clean.data, "\n\t") != NULL || strcmp(clean.data, name.data) != 0)
        duban_err_set(err, DUBAN_USAGE, _("--actor 后面要有一个名字，写在一行里"));
    else
        request->actor = duban_buf_detach(&clean);
    duban_buf_release(&name);
    duban_buf_release(&clean);
    return request->actor != NULL ? DUBAN_OK : DUBAN_USAGE;
}

/* A first word that can only be a mistyped command is no board. */
static enum duban_status check_board_word(const char *word, struct duban_err *err)
{
    struct stat info;

    if (strchr(word, '/') != NULL || strstr(word, ".duban") != NULL || stat(word, &info) == 0)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("没有命令“%s”，也没有这个文件"), word);
}

static enum duban_status find_board(struct duban_request *request, struct cli_run *run,
                                    struct duban_err *err)
{
    const char *given = cli_option(run, CLI_BOARD), *environment = getenv("DUBAN_BOARD");

    if (run->command == NULL && run->words.n > 0) {
        if (check_board_word(run->words.items[0], err) != DUBAN_OK)
            return DUBAN_USAGE;
        given = run->words.items[0];
    }
    if (given != NULL && *given == '\0')
        return duban_err_set(err, DUBAN_USAGE, _("看板文件的名字是空的"));
    if (given == NULL && environment != NULL && *environment != '\0')
        given = environment;
    run->default_board = given == NULL;
    if (given != NULL)
        request->board = duban_strdup(given);
    else
        request->board = cli_place("XDG_DATA_HOME", ".local/share", "board.duban");
    return DUBAN_OK;
}

/* Automatic copies: on, unless the settings or the environment say otherwise. */
static char *find_backups(const struct duban_settings *settings)
{
    const char *wish = getenv("DUBAN_BACKUP");

    if ((wish != NULL && strcmp(wish, "off") == 0) ||
        duban_settings_is(settings, DUBAN_SETTING_BACKUPS, "never"))
        return NULL;
    return cli_place("XDG_STATE_HOME", ".local/state", "backups");
}

static enum duban_status fill_request(struct duban_request *request, struct cli_run *run,
                                      struct duban_err *err)
{
    enum duban_status status = find_today(request, run, err);

    if (status == DUBAN_OK)
        status = find_actor(request, run, err);
    if (status == DUBAN_OK)
        status = find_board(request, run, err);
    request->read_only = cli_option(run, CLI_READ_ONLY) != NULL;
    request->locked = cli_option(run, CLI_LOCKED) != NULL;
    request->screen = run->command == NULL;
    request->drafts = cli_place("XDG_STATE_HOME", ".local/state", "drafts");
    request->backups = find_backups(&request->settings);
    run->request = request;
    run->today = request->today != DUBAN_NO_DATE ? request->today : duban_clock_today();
    return status;
}

/* --- Running ------------------------------------------------------------------------------- */

/* Nobody is left alone with a board that is not there yet. */
static enum duban_status check_screen(const struct duban_request *request, struct duban_err *err)
{
    struct stat info;

    if (stat(request->board, &info) == 0 || errno != ENOENT)
        return DUBAN_OK;
    duban_err_set(err, DUBAN_BOARD,
                  _("还没有这个看板；请用 duban import 读入计划安排表，或用 duban init --year "
                    "年度 建立"));
    duban_err_at(err, request->board, 0, NULL);
    return DUBAN_BOARD;
}

/* The person's settings, before anything is said. Their language is among them, so what is wrong in
 * them is found again to be told in it. */
static void read_settings(struct duban_request *request)
{
    struct duban_settings *settings = &request->settings;
    char *path = cli_place("XDG_CONFIG_HOME", ".config", "settings.ini");

    duban_settings_read(settings, path);
    if (duban_i18n_choose(duban_settings_word(settings, DUBAN_SETTING_LANG)) &&
        settings->n_faults > 0) {
        duban_settings_release(settings);
        duban_settings_read(settings, path);
    }
    free(path);
}

/* What is wrong in the settings is told here where no screen will tell it, and hinders nothing.
 * Behind a forced command a home folder may be anybody's: its settings are forgotten, and the
 * environment's `language` is spoken again. */
static void use_settings(struct duban_request *request, const struct cli_run *run,
                         const char *language)
{
    struct duban_settings *settings = &request->settings;
    char *zone;

    if (cli_option(run, CLI_LOCKED) != NULL) {
        duban_settings_release(settings);
        if (cli_option(run, CLI_LANG) == NULL)
            duban_i18n_choose(language);
    }
    zone = duban_settings_zone(duban_settings_word(settings, DUBAN_SETTING_UTC_OFFSET));
    if (zone != NULL)
        setenv("TZ", zone, 1);
    tzset();
    for (size_t i = 0; run->command != NULL && i < settings->n_faults; i++)
        duban_cli_complain(&settings->faults[i]);
    free(zone);
}

static enum duban_status run_command(struct cli_run *run, struct duban_request *request,
                                     struct duban_err *err)
{
    enum duban_status status;

    if (cli_option(run, CLI_HELP) != NULL) {
        cli_help(&run->out, run->command);
        return DUBAN_OK;
    }
    if (cli_option(run, CLI_VERSION) != NULL) {
        duban_buf_adds(&run->out, "duban " PACKAGE_VERSION "\n");
        return DUBAN_OK;
    }
    status = fill_request(request, run, err);
    if (status != DUBAN_OK)
        return status;
    return run->command != NULL ? run->command->run(run, err) : check_screen(request, err);
}

static void complain(const struct cli_run *run, const struct duban_err *err)
{
    struct duban_buf usage = DUBAN_BUF_INIT;

    duban_cli_complain(err);
    if (err->status == DUBAN_USAGE && cli_option(run, CLI_LOCKED) == NULL) {
        cli_usage(&usage, run->command);
        fputs(usage.data, stderr);
    }
    duban_buf_release(&usage);
}

/* What the command has printed is written also when it failed: findings, a report. */
static enum duban_status finish(const struct cli_run *run, enum duban_status status)
{
    struct duban_err err = DUBAN_ERR_INIT;

    if (run->out.len == 0 || cli_flush(&run->out, &err) == DUBAN_OK)
        return status;
    if (errno != EPIPE) /* a reader that has seen enough is no fault worth words */
        duban_cli_complain(&err);
    duban_err_release(&err);
    return status != DUBAN_OK ? status : DUBAN_IO;
}

static enum duban_status read_command_line(struct cli_run *run, struct duban_buf *afar,
                                           struct duban_request *request, int argc, char **argv,
                                           struct duban_err *err)
{
    const char *language = duban_i18n_language();
    enum duban_status status;

    read_settings(request);
    status = cli_scan(run, argc, argv, err);
    use_settings(request, run, language);
    if (status == DUBAN_OK && cli_option(run, CLI_LOCKED) != NULL)
        status = cli_lock(run, afar, err);
    return status == DUBAN_OK ? cli_check(run, err) : status;
}

static void release(struct cli_run *run)
{
    for (int i = 0; i < CLI_OPTIONS; i++)
        free(run->given[i].items);
    free(run->words.items);
    duban_buf_release(&run->out);
}

int duban_cli(int argc, char **argv, struct duban_request *request)
{
    struct cli_run run = {.out = DUBAN_BUF_INIT};
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_buf afar = DUBAN_BUF_INIT;
    enum duban_status status;

    *request = (struct duban_request){.today = DUBAN_NO_DATE};
    status = read_command_line(&run, &afar, request, argc, argv, &err);
    if (status == DUBAN_OK)
        status = run_command(&run, request, &err);
    if (status != DUBAN_OK)
        complain(&run, &err);
    status = finish(&run, status);
    duban_err_release(&err);
    release(&run);
    duban_buf_release(&afar);
    return (int)status;
}
