/* The command line of the screen: a command by its name, and behind it the answer to what the
 * command would ask first. Nothing is done in another way than by its key. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/near.h"

#include <stdlib.h>
#include <string.h>

#define MEANT 5 /* names that a refusal lists */

/* --- The words -------------------------------------------------------------------------------- */

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000;
}

/* Behind blanks and, as in vi, further colons. */
static const char *skip(const char *p, bool colons)
{
    for (const char *next = p;; p = next) {
        uint32_t c = duban_text_next(&next);

        if (!is_blank(c) && !(colons && (c == ':' || c == 0xFF1A)))
            return p;
    }
}

struct duban_command_words duban_command_split(const char *line)
{
    struct duban_command_words words = {NULL, SIZE_MAX};
    struct duban_buf key = DUBAN_BUF_INIT;
    const char *begin = skip(line, true), *end = begin, *next = begin;

    for (uint32_t c; (c = duban_text_next(&next)) != 0 && !is_blank(c); end = next)
        continue;
    char *word = duban_strndup(begin, (size_t)(end - begin));
    duban_text_key(&key, word);
    free(word);
    words.word = duban_buf_detach(&key);
    if (*end != '\0')
        words.rest = (size_t)(skip(end, false) - line);
    return words;
}

/* The word of the footer serves as a name too: 时限 for deadline. */
static void hint_key(struct duban_buf *out, enum duban_command command)
{
    const char *hint = duban_command_info(command)->hint;

    if (hint)
        duban_text_key(out, _(hint));
}

bool duban_command_begins(enum duban_command command, const char *word)
{
    size_t len = strlen(word);
    struct duban_buf hint = DUBAN_BUF_INIT;

    hint_key(&hint, command);
    bool begins = strncmp(duban_command_info(command)->name, word, len) == 0 ||
                  strncmp(hint.data, word, len) == 0;
    duban_buf_release(&hint);
    return begins;
}

/* --- Which command is meant ------------------------------------------------------------------- */

/* The only command that begins with the word, of those that can be given here or of all;
 * DUBAN_COMMANDS when there is none or, *several, more than one. */
static enum duban_command only(const struct duban_session *session, const char *word, bool here,
                               bool *several)
{
    enum duban_command found = DUBAN_COMMANDS;

    *several = false;
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        if ((here && !duban_session_would_allow(session, command)) ||
            !duban_command_begins(command, word))
            continue;
        *several = found != DUBAN_COMMANDS;
        if (*several)
            return DUBAN_COMMANDS;
        found = command;
    }
    return found;
}

/* A name in full goes before all it is the beginning of, and so does a hint. */
static enum duban_command named(const char *word)
{
    enum duban_command command = duban_command_find(word), i = 0;

    for (; command == DUBAN_COMMANDS && i < DUBAN_COMMANDS; i++) {
        struct duban_buf hint = DUBAN_BUF_INIT;

        hint_key(&hint, i);
        if (strcmp(hint.data, word) == 0)
            command = i;
        duban_buf_release(&hint);
    }
    return command;
}

enum duban_command duban_command_meant(const struct duban_session *session, const char *word,
                                       bool *several)
{
    enum duban_command command = *word ? named(word) : DUBAN_COMMANDS;
    bool more = false;

    if (*word && command == DUBAN_COMMANDS)
        command = only(session, word, true, &more);
    if (*word && command == DUBAN_COMMANDS && !more)
        command = only(session, word, false, &more);
    if (several)
        *several = more;
    return command;
}

/* --- Refusals: the prompt stays open, with the reason beside it ------------------------------- */

static unsigned refuse(struct duban_session *session, struct duban_buf *why)
{
    struct duban_prompt *prompt = &session->ui.prompt;

    free(prompt->error);
    prompt->error = duban_buf_detach(why);
    duban_menu_close(&prompt->list);
    duban_strset(&prompt->reading, NULL);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* Appends the names that can be given here and that `word` begins; at most MEANT. */
static size_t add_begun(struct duban_buf *out, const struct duban_session *session,
                        const char *word)
{
    size_t n = 0;

    for (enum duban_command command = 0; command < DUBAN_COMMANDS && n < MEANT; command++)
        if (duban_session_would_allow(session, command) && duban_command_begins(command, word))
            duban_buf_addf(out, "%s%s", n++ > 0 ? _("、") : "", duban_command_info(command)->name);
    return n;
}

/* Appends those that it is a slip of, the nearest first. */
static size_t add_like(struct duban_buf *out, const struct duban_session *session, const char *word)
{
    struct duban_buf names = DUBAN_BUF_INIT, found = DUBAN_BUF_INIT;
    size_t n, len;

    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++)
        if (duban_session_would_allow(session, command))
            duban_buf_addf(&names, "%s\n", duban_command_info(command)->name);
    n = duban_near(&found, names.len > 0 ? names.data : "", word, MEANT);
    for (const char *p = found.data, *name; n > 0 && (name = duban_text_item(&p, &len)) != NULL;)
        duban_buf_addf(out, "%s%.*s", out->len > 0 ? _("、") : "", (int)len, name);
    duban_buf_release(&names);
    duban_buf_release(&found);
    return n;
}

static unsigned refuse_word(struct duban_session *session, const char *word, bool several)
{
    struct duban_buf names = DUBAN_BUF_INIT, why = DUBAN_BUF_INIT;

    if (several && add_begun(&names, session, word) > 0)
        duban_buf_addf(&why, _("“%s”可以是 %s；请再写一点，或按 Tab 选"), word, names.data);
    else if (add_like(&names, session, word) > 0)
        duban_buf_addf(&why, _("没有命令“%s”；相近的有 %s"), word, names.data);
    else
        duban_buf_addf(&why, _("没有命令“%s”；删去它再按 Tab，可以看到此刻能用的命令"), word);
    duban_buf_release(&names);
    return refuse(session, &why);
}

/* --- Doing ------------------------------------------------------------------------------------ */

/* A bare number is a card: what lies over it is left, an open card is changed for it. */
static unsigned select_card(struct duban_session *session, const char *digits)
{
    struct duban_ui *ui = &session->ui;
    int64_t id = strtoll(digits, NULL, 10);
    const struct duban_task *task = duban_campaign_task(&session->campaign, id);
    struct duban_buf why = DUBAN_BUF_INIT;

    if (!task || task->deleted) {
        duban_buf_addf(&why,
                       task ? _("编号 %s 的任务在回收站；请按 Esc，再按 b 查看")
                            : _("没有编号为 %s 的任务；编号见卡片"),
                       digits);
        return refuse(session, &why);
    }
    duban_ui_close_overlay(ui);
    while (duban_ui_view(ui) != DUBAN_VIEW_BOARD && duban_ui_view(ui) != DUBAN_VIEW_CARD)
        duban_ui_pop(ui);
    ui->scroll[DUBAN_VIEW_CARD] = 0;
    duban_session_go_to(session, id);
    duban_session_read_history(session);
    return DUBAN_REACT_DRAW;
}

/* What a menu item must have as its value to be the one that `words` name. */
static bool value_of(int64_t *value, const struct duban_session *session, enum duban_takes takes,
                     const char *words)
{
    const struct duban_phase *phase;
    enum duban_task_status status;

    switch (takes) {
    case DUBAN_TAKES_PHASE:
        phase = duban_campaign_find_phase(&session->campaign, words, NULL);
        *value = phase ? phase->id : 0;
        return phase != NULL;
    case DUBAN_TAKES_STATUS:
        if (!duban_status_parse(&status, words))
            return false;
        *value = status;
        return true;
    case DUBAN_TAKES_NOTHING:
    case DUBAN_TAKES_UNITS:
    case DUBAN_TAKES_DEADLINE:
    case DUBAN_TAKES_WORDS:
    case DUBAN_TAKES_PATH:
    case DUBAN_TAKES: break;
    }
    *value = 0;
    return true;
}

/* Gives the words to whatever the command has asked. */
static unsigned answer(struct duban_session *session, const char *words, int64_t value)
{
    struct duban_ui *ui = &session->ui;

    switch (ui->overlay) {
    case DUBAN_OVERLAY_PROMPT:
        duban_lineedit_set(&ui->prompt.edit, words);
        if (session->wait->typed)
            session->wait->typed(session, words);
        return duban_do_prompt_accept(session, 0);
    case DUBAN_OVERLAY_MENU:
        for (size_t i = 0; i < ui->menu.n; i++)
            if (ui->menu.items[i].value == value)
                ui->menu.at = i;
        return duban_do_menu_choose(session, 0);
    case DUBAN_OVERLAY_CONFIRM: return 0;
    case DUBAN_OVERLAY_NONE: break;
    }
    if (ui->form)
        duban_lineedit_insert(&ui->form->fields[ui->form->at].edit, words, strlen(words));
    return 0;
}

/* True when the words cannot stand behind the command; says why. */
static bool unfit(struct duban_session *session, enum duban_command command, const char *words,
                  int64_t *value)
{
    const struct duban_command_info *info = duban_command_info(command);
    bool counts = (info->flags & DUBAN_COMMAND_COUNT) != 0 && info->takes == DUBAN_TAKES_NOTHING;
    struct duban_buf why = DUBAN_BUF_INIT;

    *value = 0;
    if (*words == '\0')
        return false;
    if (counts && words[strspn(words, "0123456789")] != '\0')
        duban_buf_addf(&why, _("%s 后面只能写次数，不能是“%s”"), info->name, words);
    else if (!counts && info->takes == DUBAN_TAKES_NOTHING)
        duban_buf_addf(&why, _("%s 后面不用再写“%s”"), info->name, words);
    else if (!value_of(value, session, info->takes, words))
        duban_buf_addf(&why, _("没有%s“%s”；删去它再按 Tab，可以逐个选"),
                       duban_command_takes(command), words);
    bool bad = why.len > 0;
    if (bad)
        refuse(session, &why);
    return bad;
}

static int count_of(const char *words)
{
    long n = strtol(words, NULL, 10);

    return n < 1 ? 1 : n > DUBAN_COUNT_MAX ? DUBAN_COUNT_MAX : (int)n;
}

static unsigned run(struct duban_session *session, enum duban_command command, const char *words)
{
    int64_t value;
    unsigned react;

    if (!duban_session_would_allow(session, command)) {
        duban_session_refuse(session, command);
        return duban_prompt_refused(session);
    }
    if (unfit(session, command, words, &value))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    duban_draft_settle(session, false);
    duban_ui_close_overlay(&session->ui);
    react = duban_session_exec(session, command, count_of(words));
    if (command == DUBAN_COMMAND_IMPORT && *words != '\0' && (react & DUBAN_REACT_BELL) == 0)
        react |= duban_session_exec(session, DUBAN_COMMAND_IMPORT_FILE, 1); /* that file is meant */
    if (*words != '\0' && duban_command_info(command)->takes != DUBAN_TAKES_NOTHING)
        react |= answer(session, words, value);
    return react;
}

/* The words behind the command, narrow digits and blanks taken off where a number is meant. */
static void words_of(struct duban_buf *out, const char *line, size_t rest, bool normal)
{
    struct duban_buf bare = DUBAN_BUF_INIT;

    if (rest != SIZE_MAX)
        duban_text_trim(&bare, line + rest);
    if (normal)
        duban_text_key(out, bare.data);
    else
        duban_buf_adds(out, bare.data);
    duban_buf_release(&bare);
}

static unsigned given(struct duban_session *session, const char *line)
{
    struct duban_command_words split = duban_command_split(line);
    struct duban_buf words = DUBAN_BUF_INIT;
    bool several;
    enum duban_command command = duban_command_meant(session, split.word, &several);
    unsigned react;

    duban_past_add(&session->pasts->commands, line);
    session->wait->past_at = session->pasts->commands.n;
    words_of(&words, line, split.rest,
             command == DUBAN_COMMANDS ||
                 duban_command_info(command)->takes == DUBAN_TAKES_NOTHING);
    if (*split.word == '\0') {
        duban_ui_close_overlay(&session->ui);
        react = DUBAN_REACT_DRAW;
    } else if (split.word[strspn(split.word, "0123456789")] == '\0' && words.len == 0) {
        react = select_card(session, split.word);
    } else if (command == DUBAN_COMMANDS) {
        react = refuse_word(session, split.word, several);
    } else {
        react = run(session, command, words.data);
    }
    duban_buf_release(&words);
    free(split.word);
    return react;
}

static unsigned leave(struct duban_session *session)
{
    duban_draft_settle(session, false);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_command_line(struct duban_session *session, int by)
{
    (void)by;
    duban_ask_text(session, ":", NULL, given);
    session->wait->typed = duban_propose_command;
    session->wait->cancelled = leave;
    session->wait->past = &session->pasts->commands;
    session->wait->past_at = session->pasts->commands.n;
    duban_propose_command(session, session->ui.prompt.edit.text.data);
    return DUBAN_REACT_DRAW;
}
