/* One key: a command of the keymap, text where text is written, or a word about help. */
#include "duban/session.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

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
                 duban_session_menu_key(session));
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
