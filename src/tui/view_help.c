/* The help: every command with its keys, from the command table; two columns where there is room.
 */
#include "tui/views.h"

#include "duban/i18n.h"

#include <string.h>

#define KEYS_WIDTH 16

/* The same act in another view has a row of its own in the table; one line of help is enough. */
static bool told_before(enum duban_command command)
{
    const struct duban_command_info *info = duban_command_info(command);

    for (enum duban_command other = 0; other < command; other++) {
        const struct duban_command_info *earlier = duban_command_info(other);

        if (earlier->group == info->group && strcmp(earlier->keys, info->keys) == 0 &&
            strcmp(earlier->help, info->help) == 0)
            return true;
    }
    return false;
}

static void put_command(struct page *page, enum duban_command command)
{
    struct duban_buf keys = DUBAN_BUF_INIT;

    duban_command_keys(&keys, command, 0);
    page_line(page);
    if (page_put(page, 2, ROLE_KEY, keys.data) >= KEYS_WIDTH)
        page_line(page);
    page_wrap(page, KEYS_WIDTH, ROLE_TEXT, _(duban_command_info(command)->help));
    duban_buf_release(&keys);
}

static void put_group(struct page *page, enum duban_command_group group)
{
    page_title(page, duban_command_group_title(group));
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        if (duban_command_info(command)->group == group && !told_before(command))
            put_command(page, command);
    }
}

void view_help(struct page *page, const struct duban_session *session)
{
    (void)session;
    for (enum duban_command_group group = 0; group < DUBAN_GROUPS; group++)
        put_group(page, group);
    page_title(page, _("卡片上的记号"));
    page_field(page, KEYS_WIDTH, _("逾n天"), ROLE_TEXT, _("已过时限 n 天（红）"));
    page_field(page, KEYS_WIDTH, _("余n天 今天"), ROLE_TEXT, _("临近时限（黄）；时间还宽（绿）"));
    page_field(page, KEYS_WIDTH, _("（6.30）"), ROLE_TEXT, _("没有自己的时限，随阶段结束"));
    page_field(page, KEYS_WIDTH, _("√ √逾n天 ×"), ROLE_TEXT, _("已完成；逾期完成；不再推进"));
}
