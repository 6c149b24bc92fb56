/* Which commands can be done now, doing one, and saying why not. */
#include "duban/session.h"

#include "app/inside.h"
#include "duban/i18n.h"

#include <string.h>

static duban_do *const handlers[] = {
#define COMMAND(id, name, handler, argument, contexts, flags, keys, group, rank, hint, ...) \
    [DUBAN_COMMAND_##id] = duban_do_##handler,
#include "duban/commands.def"
#undef COMMAND
};

const struct duban_task *duban_session_task(const struct duban_session *session)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, session->ui.task_id);

    return task && !task->deleted ? task : NULL;
}

/* A card to work on: the selected one, or marked ones where these are meant. */
static bool has_object(const struct duban_session *session, const struct duban_command_info *info)
{
    return duban_session_task(session) ||
           ((info->flags & DUBAN_COMMAND_BULK) != 0 && duban_session_bulk(session));
}

static bool has_to_clear(const struct duban_session *session)
{
    return session->ui.search.key || session->ui.marks.n > 0 || session->ui.filter.query;
}

static bool has_offer(const struct duban_session *session)
{
    return session->wait && session->wait->usual;
}

static bool allows_in(const struct duban_session *session, enum duban_command command,
                      unsigned contexts)
{
    const struct duban_command_info *info = duban_command_info(command);

    return (info->contexts & contexts) != 0 &&
           !((info->flags & DUBAN_COMMAND_MUTATES) != 0 && session->read_only) &&
           !((info->flags & DUBAN_COMMAND_PHASE) != 0 && session->campaign.n_phases == 0) &&
           !((info->flags & DUBAN_COMMAND_LISTS) != 0 && session->ui.prompt.list.n == 0) &&
           !((info->flags & DUBAN_COMMAND_NEEDS) != 0 && !has_object(session, info)) &&
           !((info->flags & DUBAN_COMMAND_CLEARS) != 0 && !has_to_clear(session)) &&
           !((info->flags & DUBAN_COMMAND_OFFERS) != 0 && !has_offer(session));
}

bool duban_session_allows(const struct duban_session *session, enum duban_command command)
{
    unsigned contexts = duban_ui_context(&session->ui) | duban_ui_context_below(&session->ui);

    return allows_in(session, command, contexts);
}

bool duban_session_would_allow(const struct duban_session *session, enum duban_command command)
{
    return allows_in(session, command, duban_ui_context_beneath(&session->ui));
}

const char *duban_session_menu_key(const struct duban_session *session)
{
    return duban_session_would_allow(session, DUBAN_COMMAND_IMPORT_MENU) ? "F3" : "F2";
}

/* What stands in a command's way, with what would help. */
unsigned duban_session_refuse(struct duban_session *session, enum duban_command command)
{
    const struct duban_command_info *info = duban_command_info(command);
    bool here = (info->contexts & duban_ui_context_beneath(&session->ui)) != 0;

    if ((info->flags & DUBAN_COMMAND_CLEARS) != 0) {
        /* Esc may be pressed to be sure, or to put a trouble aside. */
        duban_trouble_settle(session, DUBAN_TROUBLE_WRITING);
        return DUBAN_REACT_DRAW;
    }
    if ((info->flags & DUBAN_COMMAND_MUTATES) != 0 && duban_store_limit(session->store))
        duban_ui_say(&session->ui, DUBAN_TONE_ERROR, "%s", duban_store_limit(session->store));
    else if ((info->flags & DUBAN_COMMAND_MUTATES) != 0 && session->read_only)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("只读打开，不能改动；要改动请不带 --read-only 重新打开"));
    else if (here && (info->flags & (DUBAN_COMMAND_PHASE | DUBAN_COMMAND_NEEDS)) != 0 &&
             session->campaign.n_phases == 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("看板还没有阶段；请先用 duban phase add 名称 建一个阶段"));
    else if (here && (info->flags & DUBAN_COMMAND_NEEDS) != 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("没有选中卡片；请先移到一张卡片上，或按 a 新增"));
    else
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("这里不能“%s”；请按 %s 看此刻能做什么"),
                     _(info->help), duban_session_menu_key(session));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

unsigned duban_session_exec(struct duban_session *session, enum duban_command command, int count)
{
    const struct duban_command_info *info = duban_command_info(command);

    if (!duban_session_allows(session, command))
        return duban_session_refuse(session, command);
    if (session->ui.overlay == DUBAN_OVERLAY_NONE)
        session->given = command;
    if (info->argument != 0 && (info->flags & DUBAN_COMMAND_COUNT) != 0)
        return handlers[command](session, info->argument * count);
    return handlers[command](session, info->argument);
}

/* A key that does something else on top is no hint of what it does below. */
static bool hidden(const struct duban_session *session, enum duban_command command)
{
    unsigned context = duban_ui_context(&session->ui);
    struct duban_key key;

    return (duban_command_info(command)->contexts & context) == 0 &&
           duban_command_key(&key, command, 0) &&
           duban_keymap_find(&session->keymap, key, context) != DUBAN_COMMANDS;
}

static int better(const struct duban_command_info *a, const struct duban_command_info *b)
{
    return a->rank - b->rank;
}

size_t duban_session_hints(const struct duban_session *session, enum duban_command *out, size_t max)
{
    size_t n = 0;

    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const struct duban_command_info *info = duban_command_info(command);
        size_t at = n;

        if (info->rank == 0 || !duban_session_allows(session, command) || hidden(session, command))
            continue;
        while (at > 0 && better(info, duban_command_info(out[at - 1])) < 0)
            at--;
        if (at == max)
            continue;
        if (n < max)
            n++;
        memmove(out + at + 1, out + at, (n - at - 1) * sizeof *out);
        out[at] = command;
    }
    return n;
}

const char *duban_session_hint(const struct duban_session *session, enum duban_command command)
{
    const struct duban_command_info *info = duban_command_info(command);

    if ((info->flags & DUBAN_COMMAND_CLEARS) != 0 && session->ui.search.key)
        return _("结束查找");
    if ((info->flags & DUBAN_COMMAND_CLEARS) != 0 && session->ui.marks.n > 0)
        return _("取消标记");
    if (command == DUBAN_COMMAND_BACK && duban_ui_view(&session->ui) == DUBAN_VIEW_HISTORY &&
        session->ui.sifting.text)
        return _("清除筛选");
    return _(info->hint);
}
