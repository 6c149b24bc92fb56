/* Help, made from the tables of commands and options, so that it cannot say what is not so. */
#include "cli/cli.h"

#include "duban/config.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>

void cli_usage(struct duban_buf *out, const struct cli_command *command)
{
    if (command == NULL)
        duban_buf_adds(out,
                       _("用法：duban [选项...] [看板文件]，或 duban 命令 [选项...] [参数...]；"
                         "详见 duban --help"));
    else
        duban_buf_addf(out, _("用法：duban %s %s"), command->word, command->synopsis);
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        duban_buf_truncate(out, out->len - 1);
    duban_buf_addc(out, '\n');
}

/* A term in a column of its own, and its explanation, wrapped. */
static void put_row(struct duban_buf *out, const char *term, const char *text, int column)
{
    duban_buf_adds(out, "  ");
    if (duban_text_width(term) + 4 <= column)
        duban_text_pad(out, term, column - 2);
    else
        duban_buf_addf(out, "%s\n%*s", term, column, "");
    cli_wrap(out, text, column);
}

static void put_option(struct duban_buf *out, enum cli_option option)
{
    const struct cli_option_info *info = cli_option_info(option);
    struct duban_buf term = DUBAN_BUF_INIT;

    if (info->letter != 0)
        duban_buf_addf(&term, "-%c, ", info->letter);
    duban_buf_addf(&term, "--%s", info->name);
    if (info->argument != NULL)
        duban_buf_addf(&term, " %s", info->argument);
    put_row(out, term.data, _(info->help), 28);
    duban_buf_release(&term);
}

static void put_options(struct duban_buf *out, const struct cli_command *command, bool common)
{
    for (int i = 0; i < CLI_OPTIONS; i++) {
        bool is_common = (cli_option_info((enum cli_option)i)->flags & CLI_COMMON) != 0;

        if (is_common == common && cli_takes(command, (enum cli_option)i))
            put_option(out, (enum cli_option)i);
    }
}

static void put_command_help(struct duban_buf *out, const struct cli_command *command)
{
    cli_usage(out, command);
    duban_buf_addc(out, '\n');
    cli_wrap(out, _(command->help), 0);
    if (command->options != 0) {
        duban_buf_adds(out, _("\n选项：\n"));
        put_options(out, command, false);
    }
    duban_buf_adds(out, _("\n各命令共有的选项：\n"));
    put_options(out, command, true);
}

void cli_help(struct duban_buf *out, const struct cli_command *command)
{
    size_t n;
    const struct cli_command *all = cli_commands(&n);

    if (command != NULL) {
        put_command_help(out, command);
        return;
    }
    duban_buf_adds(out, _("duban — 督办看板：活动计划、时限和牵头单位，一目了然\n\n"
                          "用法：\n"
                          "  duban [选项...] [看板文件]        全屏打开看板\n"
                          "  duban 命令 [选项...] [参数...]    做一件事就退出\n"));
    duban_buf_adds(out, _("\n命令：\n"));
    for (size_t i = 0; i < n; i++)
        put_row(out, all[i].word, _(all[i].help), 14);
    duban_buf_adds(out, _("\n选项：\n"));
    put_options(out, NULL, true);
    duban_buf_adds(out, _("\n每个命令的用法见 duban 命令 --help。\n"));
}
