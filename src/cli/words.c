/* The words of the command line, read: numbers, dates, choices, phases. */
#include "cli/cli.h"

#include "duban/date.h"
#include "duban/deadline.h"
#include "duban/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A plain decimal number from 1 on; 0 for anything else. */
static int64_t number(const char *word)
{
    long long n;

    if (*word == '\0' || word[strspn(word, "0123456789")] != '\0')
        return 0;
    errno = 0;
    n = strtoll(word, NULL, 10);
    return errno == 0 ? n : 0;
}

enum duban_status cli_id(int64_t *out, const char *word, struct duban_err *err)
{
    *out = number(word);
    if (*out > 0)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("“%s”不是任务编号；编号见 duban list 的第一列"), word);
}

enum duban_status cli_if_version(int64_t *out, const struct cli_run *run, struct duban_err *err)
{
    const char *word = cli_option(run, CLI_IF_VERSION);

    *out = word != NULL ? number(word) : 0;
    if (word == NULL || *out > 0)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_USAGE, _("--if-version 后面要有版本号，不能是“%s”"), word);
}

static enum duban_status bad_option(enum cli_option option, const char *word, const char *form,
                                    struct duban_err *err)
{
    return duban_err_set(err, DUBAN_USAGE, _("--%s 不能是“%s”；请写成 %s"),
                         cli_option_info(option)->name, word, form);
}

enum duban_status cli_year(int *out, const struct cli_run *run, struct duban_err *err)
{
    const char *word = cli_option(run, CLI_YEAR);
    int64_t year = word != NULL ? number(word) : 0;

    *out = 0;
    if (word == NULL)
        return DUBAN_OK;
    if (year < 1900 || year > 2199)
        return bad_option(CLI_YEAR, word, _("四位数的年份，如 2018"), err);
    *out = (int)year;
    return DUBAN_OK;
}

enum duban_status cli_date(int *out, const struct cli_run *run, enum cli_option option, int year,
                           struct duban_err *err)
{
    const char *word = cli_option(run, option);
    struct duban_deadline_context context = {year, DUBAN_NO_DATE};
    struct duban_deadline read;

    *out = DUBAN_NO_DATE;
    if (word == NULL)
        return DUBAN_OK;
    duban_deadline_read(&read, word, &context);
    *out = read.kind == DUBAN_DEADLINE_DATE ? read.due : DUBAN_NO_DATE;
    if (*out != DUBAN_NO_DATE)
        return DUBAN_OK;
    return bad_option(option, word, _("日期，如 2018-06-20 或 6月20日"), err);
}

enum duban_status cli_choice(size_t *out, const struct cli_run *run, enum cli_option option,
                             const char *const *choices, struct duban_err *err)
{
    const char *word = cli_option(run, option);

    *out = 0;
    if (word == NULL)
        return DUBAN_OK;
    for (size_t i = 0; choices[i] != NULL; i++)
        if (strcmp(choices[i], word) == 0) {
            *out = i;
            return DUBAN_OK;
        }
    return bad_option(option, word, cli_option_info(option)->argument, err);
}

enum duban_status cli_phase(const struct duban_phase **out, const struct duban_campaign *campaign,
                            const char *word, struct duban_err *err)
{
    struct duban_buf names = DUBAN_BUF_INIT;
    bool ambiguous = false;

    *out = duban_campaign_find_phase(campaign, word, &ambiguous);
    if (*out != NULL)
        return DUBAN_OK;
    for (size_t i = 0; i < campaign->n_phases; i++)
        duban_buf_addf(&names, "%s%zu %s", i > 0 ? _("、") : "", i + 1, campaign->phases[i]->name);
    if (campaign->n_phases == 0)
        duban_err_set(err, DUBAN_REFUSED, _("看板还没有阶段；请先用 duban phase add 建立"));
    else if (ambiguous)
        duban_err_set(err, DUBAN_REFUSED, _("不止一个阶段含有“%s”；阶段有：%s"), word, names.data);
    else
        duban_err_set(err, DUBAN_REFUSED, _("没有阶段“%s”；阶段有：%s"), word, names.data);
    duban_buf_release(&names);
    return DUBAN_REFUSED;
}
