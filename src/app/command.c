/* The table of commands, and what can be asked of it. */
#include "duban/command.h"

#include "app/inside.h"
#include "duban/i18n.h"

#include <string.h>

/* Short words of commands.def, which the enums' prefixes would drown. */
enum {
    BOARD = DUBAN_IN_BOARD,
    CARD = DUBAN_IN_CARD,
    HISTORY = DUBAN_IN_HISTORY,
    BIN = DUBAN_IN_BIN,
    HELP = DUBAN_IN_HELP,
    FORM = DUBAN_IN_FORM,
    PROMPT = DUBAN_IN_PROMPT,
    MENU = DUBAN_IN_MENU,
    CONFIRM = DUBAN_IN_CONFIRM,
    OFFER = DUBAN_IN_OFFER,
    PASTE = DUBAN_IN_PASTE,
    UNREAD = DUBAN_IN_UNREAD,
    IMPORT = DUBAN_IN_IMPORT,
    ROW = DUBAN_IN_ROW,
    MUTATES = DUBAN_COMMAND_MUTATES,
    NEEDS = DUBAN_COMMAND_NEEDS,
    ASKS = DUBAN_COMMAND_ASKS,
    COUNT = DUBAN_COMMAND_COUNT,
    PHASE = DUBAN_COMMAND_PHASE,
    LISTS = DUBAN_COMMAND_LISTS,
    BULK = DUBAN_COMMAND_BULK,
    CLEARS = DUBAN_COMMAND_CLEARS,
    OFFERS = DUBAN_COMMAND_OFFERS,
};

static const struct duban_command_info table[] = {
#define COMMAND(id, name_, handler, argument_, contexts_, flags_, keys_, group_, rank_, hint_, \
                ...)                                                                           \
    [DUBAN_COMMAND_##id] = {.name = name_,                                                     \
                            .keys = keys_,                                                     \
                            .contexts = (contexts_),                                           \
                            .flags = (flags_),                                                 \
                            .argument = argument_,                                             \
                            .group = DUBAN_GROUP_##group_,                                     \
                            .rank = rank_,                                                     \
                            .hint = hint_,                                                     \
                            .help = __VA_ARGS__}, /* and what it takes */
#include "duban/commands.def"
#undef COMMAND
};

static const char *const titles[] = {
    [DUBAN_GROUP_MOVE] = N_("移动"),   [DUBAN_GROUP_CARD] = N_("卡片"),
    [DUBAN_GROUP_PLAN] = N_("计划"),   [DUBAN_GROUP_VIEW] = N_("视图"),
    [DUBAN_GROUP_FRAME] = N_("通用"),  [DUBAN_GROUP_FORM] = N_("填写"),
    [DUBAN_GROUP_IMPORT] = N_("导入"),
};

static const char *const arguments[DUBAN_TAKES] = {
    [DUBAN_TAKES_PHASE] = N_("阶段"),       [DUBAN_TAKES_STATUS] = N_("状态"),
    [DUBAN_TAKES_UNITS] = N_("单位、单位"), [DUBAN_TAKES_DEADLINE] = N_("时限"),
    [DUBAN_TAKES_WORDS] = N_("内容"),       [DUBAN_TAKES_PATH] = N_("文件"),
};

const struct duban_command_info *duban_command_info(enum duban_command command)
{
    return &table[command];
}

enum duban_command duban_command_find(const char *name)
{
    enum duban_command command = 0;

    while (command < DUBAN_COMMANDS && strcmp(table[command].name, name) != 0)
        command++;
    return command;
}

const char *duban_command_takes(enum duban_command command)
{
    const char *argument = arguments[table[command].takes];

    return argument ? _(argument) : NULL;
}

const char *duban_command_group_title(enum duban_command_group group)
{
    return _(titles[group]);
}

bool duban_command_key(struct duban_key *out, enum duban_command command, size_t i)
{
    const char *p = table[command].keys;
    size_t len = strcspn(p, " ");

    for (; i > 0 && *p != '\0'; i--) {
        p += len + strspn(p + len, " ");
        len = strcspn(p, " ");
    }
    char name[16];
    if (len == 0 || len >= sizeof name)
        return false;
    memcpy(name, p, len);
    name[len] = '\0';
    return duban_key_parse(out, name);
}

void duban_command_keys(struct duban_buf *out, enum duban_command command, unsigned max)
{
    struct duban_key key;

    for (size_t i = 0; (max == 0 || i < max) && duban_command_key(&key, command, i); i++) {
        if (i > 0)
            duban_buf_addc(out, ' ');
        duban_key_show(out, key);
    }
}
