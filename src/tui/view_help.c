/* The help: every command with its keys, from the command table; two columns where there is room.
 */
#include "tui/views.h"

#include "duban/i18n.h"

#include <string.h>

#define KEYS_WIDTH 16
#define WIDTH_MIN  36 /* columns below which a sentence stands below its keys */
#define INDENT     4

/* The same keys do the same thing to whatever is shown: one line of help is enough. */
static bool told_before(enum duban_command command)
{
    const struct duban_command_info *info = duban_command_info(command);

    for (enum duban_command other = 0; other < command; other++) {
        const struct duban_command_info *earlier = duban_command_info(other);

        if (earlier->group == info->group && strcmp(earlier->keys, info->keys) == 0)
            return true;
    }
    return false;
}

/* Keys or a mark, and what they mean. */
static void put_row(struct page *page, enum role role, const char *sign, const char *text)
{
    int column = page->width < WIDTH_MIN ? INDENT : KEYS_WIDTH;

    page_line(page);
    if (page_put(page, 2, role, sign) >= column)
        page_line(page);
    page_wrap(page, column, ROLE_TEXT, text);
}

static void put_command(struct page *page, const struct duban_keymap *keymap,
                        enum duban_command command)
{
    struct duban_buf keys = DUBAN_BUF_INIT;

    duban_keymap_keys(&keys, keymap, command, 0);
    put_row(page, ROLE_KEY, keys.data, _(duban_command_info(command)->help));
    duban_buf_release(&keys);
}

static void put_group(struct page *page, const struct duban_keymap *keymap,
                      enum duban_command_group group)
{
    page_title(page, duban_command_group_title(group));
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        if (duban_command_info(command)->group == group && !told_before(command))
            put_command(page, keymap, command);
    }
}

/* The signs that a card can carry. */
static void put_marks(struct page *page)
{
    static const struct {
        const char *mark, *meaning;
        enum role role;
    } marks[] = {
        {N_("逾n天"), N_("已过时限 n 天"), ROLE_OVERDUE},
        {N_("今天 余n天"), N_("临近时限，或还有 n 天"), ROLE_SOON},
        {N_("未到"), N_("还没有到开始的日子"), ROLE_OK},
        {"●", N_("进行中"), ROLE_DOING},
        {"(6.30)", N_("没有自己的时限，到本阶段结束"), ROLE_TEXT},
        {N_("√ √逾n天 ×"), N_("已完成，逾期完成，不再推进"), ROLE_DONE},
    };

    page_title(page, _("卡片上的记号"));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        put_row(page, marks[i].role, _(marks[i].mark), _(marks[i].meaning));
}

void view_help(struct page *page, const struct duban_session *session)
{
    (void)session;
    for (enum duban_command_group group = 0; group < DUBAN_GROUPS; group++)
        put_group(page, &session->keymap, group);
    put_marks(page);
}
