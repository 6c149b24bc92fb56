/* The session: opening, closing, one key, one tick, one command. */
#include "duban/session.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/backup.h"
#include "duban/i18n.h"
#include "duban/instant.h"

#include <stdlib.h>
#include <string.h>

static duban_do *const handlers[] = {
#define COMMAND(id, name, handler, argument, contexts, flags, keys, group, rank, hint, ...) \
    [DUBAN_COMMAND_##id] = duban_do_##handler,
#include "duban/commands.def"
#undef COMMAND
};

/* --- Opening and closing ---------------------------------------------------------------------- */

static struct duban_session *blank(const struct duban_request *request, int today, const char *at)
{
    struct duban_session *session = duban_alloc(sizeof *session);

    duban_campaign_init(&session->campaign);
    duban_board_init(&session->board);
    duban_ui_init(&session->ui);
    duban_keymap_init(&session->keymap);
    duban_history_init(&session->history);
    session->path = duban_strdup(request->board);
    session->actor = duban_strdup(request->actor);
    session->backups = duban_strdup(request->backups);
    session->copied_on = DUBAN_NO_DATE;
    session->today_fixed = request->today != DUBAN_NO_DATE;
    session->today = session->today_fixed ? request->today : today;
    session->read_only = session->asked_read_only = request->read_only;
    session->locked = request->locked;
    session->wait = duban_alloc(sizeof *session->wait);
    session->pasts = duban_alloc(sizeof *session->pasts);
    session->drafts = duban_drafts_new(request->drafts, request->board);
    session->news = duban_news_new();
    session->presence = duban_presence_new(request->board, request->actor);
    session->given = DUBAN_COMMAND_BOARD;
    memccpy(session->at, at, '\0', sizeof session->at - 1);
    return session;
}

/* The column whose phase is under way, the last one when several are; else the first. */
static void select_first(struct duban_session *session)
{
    size_t column = 0;

    for (size_t i = 0; i < session->board.n_columns; i++)
        if (session->board.columns[i].current)
            column = i;
    session->ui.column = column;
    session->ui.row = 0;
    session->ui.column_id = session->ui.task_id = 0;
    duban_session_settle(session);
}

/* A setting that could not be understood is told once, where it will be read. */
static void tell_fault(struct duban_session *session, const struct duban_settings *settings)
{
    const struct duban_err *fault = settings->faults;

    if (settings->n_faults > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("设置文件第 %lu 行 %s：%s（%s）"),
                     fault->line, fault->column ? fault->column : "", fault->text, fault->file);
}

/* What people should know about the board's place and its opening. */
static void tell_place(struct duban_session *session)
{
    struct duban_buf network = DUBAN_BUF_INIT;

    duban_store_network(&network, session->store);
    if (network.len > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", network.data);
    if (duban_store_warning(session->store))
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, "%s", duban_store_warning(session->store));
    duban_buf_release(&network);
}

enum duban_status duban_session_open(struct duban_session **out, struct duban_request *request,
                                     int today, const char *at, struct duban_err *err)
{
    struct duban_session *session = blank(request, today, at);
    unsigned flags = request->read_only ? DUBAN_STORE_READ_ONLY : 0;
    enum duban_status status =
        duban_store_open_with(&session->store, request->board, flags, request->backups, err);

    if (status == DUBAN_OK)
        status = duban_news_begin(session, err);
    if (status == DUBAN_OK)
        status = duban_session_reload(session, err);
    if (status != DUBAN_OK) {
        duban_session_close(session);
        *out = NULL;
        return status;
    }
    duban_keymap_use(&session->keymap, &request->settings);
    duban_trouble_heed_limit(session);
    select_first(session);
    tell_fault(session, &request->settings);
    tell_place(session);
    duban_draft_offer(session);
    *out = session;
    return DUBAN_OK;
}

void duban_session_close(struct duban_session *session)
{
    if (!session)
        return;
    duban_store_close(session->store);
    duban_board_release(&session->board);
    duban_campaign_release(&session->campaign);
    duban_ui_release(&session->ui);
    duban_keymap_release(&session->keymap);
    duban_history_release(&session->history);
    duban_drafts_free(session->drafts);
    duban_news_free(session->news);
    duban_presence_free(session->presence);
    duban_wait_clear(session->wait);
    free(session->wait);
    duban_past_release(&session->pasts->commands);
    duban_past_release(&session->pasts->searches);
    free(session->pasts);
    free(session->path);
    free(session->actor);
    free(session->backups);
    free(session);
}

/* --- Commands --------------------------------------------------------------------------------- */

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

/* The key that lists what can be done here: elsewhere F2, but in an import that one writes. */
static const char *menu_key_here(const struct duban_session *session)
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
                     _(info->help), menu_key_here(session));
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

/* --- Keys ------------------------------------------------------------------------------------- */

static unsigned prompt_key(struct duban_session *session, struct duban_key key, const char *paste)
{
    struct duban_prompt *prompt = &session->ui.prompt;

    if (duban_offers_enter(&prompt->offers, &prompt->edit, key))
        return DUBAN_REACT_DRAW;
    if (key.kind == DUBAN_KEY_TAB && session->wait->complete) {
        session->wait->complete(session);
        return DUBAN_REACT_DRAW;
    }
    enum duban_lineedit_reaction reaction =
        key.kind == DUBAN_KEY_PASTE && paste
            ? duban_lineedit_insert(&prompt->edit, paste, strlen(paste))
            : duban_lineedit_key(&prompt->edit, key);

    if (reaction == DUBAN_LINEEDIT_IGNORED)
        return DUBAN_REACT_BELL;
    if (reaction == DUBAN_LINEEDIT_CHANGED) {
        duban_strset(&prompt->error, NULL);
        if (session->wait->typed)
            session->wait->typed(session, prompt->edit.text.data);
    }
    if (session->wait->offer)
        session->wait->offer(session);
    return DUBAN_REACT_DRAW;
}

/* The item that shows this key as its own; menu->n: none. */
static size_t item_of(const struct duban_menu *menu, struct duban_key key)
{
    struct duban_key shown;
    size_t i = 0;

    while (i < menu->n && !(menu->items[i].keys && duban_key_parse(&shown, menu->items[i].keys) &&
                            duban_key_equal(shown, key)))
        i++;
    return i;
}

/* In a menu the key beside an item chooses it, and so does a digit by its number. */
static unsigned menu_key(struct duban_session *session, struct duban_key key)
{
    struct duban_key digit = duban_key_ascii(key);
    struct duban_menu *menu = &session->ui.menu;
    size_t item = item_of(menu, digit);

    if (item < menu->n) {
        menu->at = item;
        return duban_do_menu_choose(session, 0);
    }
    if (digit.kind != DUBAN_KEY_CHAR || digit.code < '1' || digit.code > '9' ||
        digit.code - '1' >= menu->n)
        return DUBAN_REACT_BELL;
    menu->at = digit.code - '1';
    return duban_do_menu_choose(session, 0);
}

/* A key that is no command: text where text is written, else a word about help. */
static unsigned unbound(struct duban_session *session, struct duban_key key, const char *paste)
{
    struct duban_ui *ui = &session->ui;

    if (key.kind == DUBAN_KEY_PASTE && key.code != DUBAN_PASTE_WHOLE)
        return duban_paste_fault(session, key, paste ? paste : "");
    if (ui->overlay == DUBAN_OVERLAY_PROMPT)
        return prompt_key(session, key, paste);
    if (ui->overlay == DUBAN_OVERLAY_MENU)
        return menu_key(session, key);
    if (ui->overlay == DUBAN_OVERLAY_CONFIRM)
        return DUBAN_REACT_BELL;
    if (key.kind == DUBAN_KEY_PASTE && paste && duban_import_takes(session, paste))
        return duban_import_paste(session, paste);
    if (ui->form)
        return duban_form_key(ui->form, &session->campaign, key, paste) ? DUBAN_REACT_DRAW
                                                                        : DUBAN_REACT_BELL;
    if (key.kind == DUBAN_KEY_ESC) {
        duban_trouble_settle(session, DUBAN_TROUBLE_WRITING);
        return DUBAN_REACT_DRAW;
    }
    duban_ui_say(ui, DUBAN_TONE_INFO, _("这个键在这里不起作用；按 F1 看帮助，按 %s 选要做的事"),
                 menu_key_here(session));
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* A key that walks through a list, where there is none: it is the editor's, or of no use. */
static bool walks_nothing(const struct duban_session *session, enum duban_command command)
{
    return (duban_command_info(command)->flags & DUBAN_COMMAND_LISTS) != 0 &&
           session->ui.prompt.list.n == 0;
}

/* A card that was just written and that the filter hides would seem to be lost. */
static void tell_hidden(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;
    const struct duban_task *task = duban_campaign_task(&session->campaign, session->touched);
    char *said;

    if (!task || task->deleted || duban_ui_view(ui) != DUBAN_VIEW_BOARD ||
        duban_query_fits(ui->filter.query, &session->campaign, task, session->today))
        return;
    said = duban_strdup(ui->message ? ui->message : "");
    duban_ui_say(ui, ui->tone, _("%s；它不合筛选，不再列出，按 Esc 清除筛选可见"), said);
    free(said);
}

unsigned duban_session_key(struct duban_session *session, struct duban_key key, const char *paste,
                           const char *at)
{
    if (key.kind == DUBAN_KEY_NONE)
        return 0;
    if (key.kind == DUBAN_KEY_RESIZE || duban_paste_coming(session, key))
        return DUBAN_REACT_DRAW;
    memccpy(session->at, at, '\0', sizeof session->at - 1);
    duban_ui_hush(&session->ui);
    duban_ui_seen(&session->ui, session->ui.task_id);
    duban_import_work(session);
    unsigned react = DUBAN_REACT_DRAW;

    session->touched = 0;
    session->doubtful = false;
    struct duban_fed fed = duban_keymap_feed(&session->keymap, key, duban_ui_context(&session->ui));
    if (fed.feed == DUBAN_FEED_UNBOUND)
        fed = duban_keymap_feed(&session->keymap, key, duban_ui_context_below(&session->ui));
    switch (fed.feed) {
    case DUBAN_FEED_PENDING: return DUBAN_REACT_DRAW;
    case DUBAN_FEED_COMMAND:
        react |= walks_nothing(session, fed.command)
                     ? unbound(session, key, paste)
                     : duban_session_exec(session, fed.command, fed.count);
        break;
    case DUBAN_FEED_UNBOUND: react |= unbound(session, key, paste); break;
    }
    if (session->touched != 0)
        tell_hidden(session);
    if (session->doubtful) /* more important than what was done */
        duban_ui_hush(&session->ui);
    return react;
}

/* --- Ticks ------------------------------------------------------------------------------------ */

static unsigned look_at_board(struct duban_session *session)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool read = false;
    enum duban_status status = duban_session_catch_up(&read, session, &err);
    bool news = status == DUBAN_OK ? duban_trouble_settle(session, DUBAN_TROUBLE_READING)
                                   : duban_trouble_meet(session, DUBAN_TROUBLE_READING, &err);

    duban_err_release(&err);
    return read || news ? DUBAN_REACT_DRAW : 0;
}

/* A copy a day, when nobody is typing: the first paint does not wait for it. */
static unsigned keep_copy(struct duban_session *session, int day)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool busy = false;
    enum duban_status status;

    if (session->copied_on == day)
        return 0;
    status = duban_backup_daily(&busy, session->store, session->backups, day, &err);
    if (!busy)
        session->copied_on = day;
    if (status == DUBAN_OK)
        return 0;
    duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("今天的自动备份没有做成：%s"), err.text);
    duban_err_release(&err);
    return DUBAN_REACT_DRAW;
}

/* The task whose form is open, or about which a question that changes it is being answered. */
static int64_t being_edited(const struct duban_session *session)
{
    const struct duban_ui *ui = &session->ui;
    unsigned flags = duban_command_info(session->given)->flags;

    if (ui->form)
        return ui->form->task;
    return ui->overlay == DUBAN_OVERLAY_PROMPT && (flags & DUBAN_COMMAND_NEEDS) != 0
               ? session->wait->task
               : 0;
}

/* Tells others what is being edited here, and looks what they are at. */
static unsigned look_around(struct duban_session *session)
{
    duban_presence_edit(session->presence, being_edited(session));
    return duban_presence_look(session->presence) ? DUBAN_REACT_DRAW : 0;
}

unsigned duban_session_tick(struct duban_session *session, int today, const char *at)
{
    bool new_day = !session->today_fixed && today != session->today;

    memccpy(session->at, at, '\0', sizeof session->at - 1);
    if (new_day) {
        session->today = today;
        duban_session_refresh(session);
    }
    bool faded = duban_ui_fade(&session->ui, duban_instant_seconds(at));
    return look_around(session) | look_at_board(session) | keep_copy(session, today) |
           duban_import_work(session) | (new_day || faded ? DUBAN_REACT_DRAW : 0);
}
