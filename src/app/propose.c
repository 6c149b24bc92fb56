/* Proposals: what can be written next on the command line, and in a prompt that asks for names. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 200 /* more than anybody looks through */

/* What is being proposed for: the last word of the text, as a search key and as it is, and what of
 * the argument stands before it. */
struct stem {
    const struct duban_campaign *campaign;
    const char *text;
    char *before;
    struct duban_buf key;
};

static void offer(struct duban_menu *list, const struct stem *stem, const char *text, char *meaning)
{
    if (duban_text_has(text, strlen(text), stem->key.data))
        duban_menu_add(list, text, meaning, 0);
    else
        free(meaning);
}

/* --- By kind of argument ---------------------------------------------------------------------- */

static void offer_phases(struct duban_menu *list, const struct stem *stem)
{
    const struct duban_campaign *campaign = stem->campaign;

    for (size_t i = 0; i < campaign->n_phases; i++)
        offer(list, stem, campaign->phases[i]->name, duban_strdup(campaign->phases[i]->window));
}

static void offer_statuses(struct duban_menu *list, const struct stem *stem)
{
    for (unsigned i = 0; i < DUBAN_TASK_STATUSES; i++)
        offer(list, stem, duban_status_label((enum duban_task_status)i), NULL);
}

static void offer_units(struct duban_menu *list, const struct stem *stem)
{
    struct duban_buf names = DUBAN_BUF_INIT;
    const char *p, *name;
    size_t len;

    duban_campaign_departments(&names, stem->campaign);
    for (p = names.data; (name = duban_text_item(&p, &len));) {
        char *copy = duban_strndup(name, len);
        if (!strstr(stem->before, copy))
            offer(list, stem, copy, NULL);
        free(copy);
    }
    duban_buf_release(&names);
}

static int by_text(const void *a, const void *b)
{
    const struct duban_menu_item *left = a, *right = b;

    return strcmp(left->text, right->text);
}

/* A folder ends in /, so that what is in it is proposed next. Names that begin with a dot are
 * offered to whoever has typed the dot. */
static void offer_file(struct duban_menu *list, const struct stem *stem, const struct dirent *entry)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    size_t bad;

    if (strncmp(entry->d_name, stem->text, strlen(stem->text)) != 0 ||
        (entry->d_name[0] == '.' && stem->text[0] != '.') ||
        !duban_text_valid(entry->d_name, strlen(entry->d_name), &bad))
        return;
    duban_buf_adds(&name, entry->d_name);
    if (entry->d_type == DT_DIR)
        duban_buf_addc(&name, '/');
    duban_menu_add(list, name.data, NULL, 0);
    duban_buf_release(&name);
}

static void offer_files(struct duban_menu *list, const struct stem *stem)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    DIR *dir;
    const struct dirent *entry;

    duban_file_path(&path, *stem->before ? stem->before : ".");
    dir = opendir(path.data);
    while (dir && list->n < FILES_MAX && (entry = readdir(dir)))
        offer_file(list, stem, entry);
    if (dir)
        closedir(dir);
    if (list->n > 0)
        qsort(list->items, list->n, sizeof *list->items, by_text);
    duban_buf_release(&path);
}

/* --- What is being written -------------------------------------------------------------------- */

/* Behind the last separator of a list of names, blanks left out. */
static size_t last_name(const char *text, size_t from)
{
    static const char *const separators[] = {"、", "，", "；", ",", ";", "\xE3\x80\x80", " "};
    size_t at = from;

    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        const char *sep = separators[i];

        for (const char *p = text + at; (p = strstr(p, sep)) != NULL; at = (size_t)(p - text))
            p += strlen(sep);
    }
    return at;
}

static size_t last_folder(const char *text, size_t from)
{
    const char *slash = strrchr(text + from, '/');

    return slash ? (size_t)(slash + 1 - text) : from;
}

/* A list that holds nothing but what stands there already proposes nothing. */
static void settle(struct duban_menu *list, const char *written)
{
    if (list->n == 1 && strcmp(list->items[0].text, written) == 0)
        duban_menu_close(list);
    list->at = list->n;
}

static void propose(struct duban_session *session, const char *text, size_t from,
                    enum duban_takes takes)
{
    struct duban_menu *list = &session->ui.prompt.list;
    struct stem stem = {&session->campaign, NULL, NULL, DUBAN_BUF_INIT};
    size_t begin = from;

    if (takes == DUBAN_TAKES_UNITS)
        begin = last_name(text, from);
    else if (takes == DUBAN_TAKES_PATH)
        begin = last_folder(text, from);
    stem.text = text + begin;
    stem.before = duban_strndup(text + from, begin - from);
    duban_text_key(&stem.key, stem.text);
    switch (takes) {
    case DUBAN_TAKES_PHASE: offer_phases(list, &stem); break;
    case DUBAN_TAKES_STATUS: offer_statuses(list, &stem); break;
    case DUBAN_TAKES_UNITS: offer_units(list, &stem); break;
    case DUBAN_TAKES_PATH:
        if (!session->locked)
            offer_files(list, &stem);
        break;
    case DUBAN_TAKES_NOTHING:
    case DUBAN_TAKES_DEADLINE:
    case DUBAN_TAKES_WORDS:
    case DUBAN_TAKES: break;
    }
    session->wait->stem = begin;
    settle(list, stem.text);
    free(stem.before);
    duban_buf_release(&stem.key);
}

/* --- Commands --------------------------------------------------------------------------------- */

/* The command's help, what it takes before it: 阶段 · 调整到选定的阶段. */
static char *meaning_of(enum duban_command command)
{
    const char *argument = duban_command_takes(command);
    struct duban_buf out = DUBAN_BUF_INIT;

    if (argument)
        duban_buf_addf(&out, "%s · ", argument);
    duban_buf_adds(&out, _(duban_command_info(command)->help));
    return duban_buf_detach(&out);
}

/* Moving about comes last: for it there are keys. */
static void propose_names(struct duban_session *session, const char *text, const char *word)
{
    struct duban_menu *list = &session->ui.prompt.list;

    for (int moves = 0; moves <= 1; moves++)
        for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
            const struct duban_command_info *info = duban_command_info(command);

            if ((info->group == DUBAN_GROUP_MOVE) == (moves == 1) &&
                command != DUBAN_COMMAND_COMMAND_LINE &&
                duban_session_would_allow(session, command) && duban_command_begins(command, word))
                duban_menu_add(list, info->name, meaning_of(command),
                               info->takes != DUBAN_TAKES_NOTHING);
        }
    session->wait->stem = strlen(text) - strlen(text + strspn(text, " "));
    settle(list, text + session->wait->stem);
}

/* What the argument is understood to mean, else what the command does. */
static char *reading_of(struct duban_session *session, enum duban_command command,
                        const char *argument)
{
    const struct duban_command_info *info = duban_command_info(command);
    bool *doubtful = &session->ui.prompt.doubtful;

    if (*argument && info->takes == DUBAN_TAKES_DEADLINE)
        return duban_form_reading(doubtful, &session->campaign, DUBAN_FIELD_TASK_DEADLINE,
                                  argument);
    if (*argument && info->takes == DUBAN_TAKES_UNITS)
        return duban_form_reading(doubtful, &session->campaign, DUBAN_FIELD_TASK_LEADS, argument);
    return *argument ? NULL : meaning_of(command);
}

/* The card that a bare number would select. */
static char *reading_of_card(const struct duban_session *session, const char *digits)
{
    const struct duban_task *task =
        duban_campaign_task(&session->campaign, strtoll(digits, NULL, 10));
    struct duban_buf out = DUBAN_BUF_INIT;

    if (task && !task->deleted)
        duban_say_task(&out, task);
    return out.len > 0 ? duban_buf_detach(&out) : NULL;
}

void duban_propose_command(struct duban_session *session, const char *text)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    struct duban_command_words words = duban_command_split(text);
    enum duban_command command = duban_command_meant(session, words.word, NULL);

    duban_menu_close(&prompt->list);
    duban_strset(&prompt->reading, NULL);
    prompt->doubtful = false;
    if (words.rest == SIZE_MAX)
        propose_names(session, text, words.word);
    else if (command != DUBAN_COMMANDS)
        propose(session, text, words.rest, duban_command_info(command)->takes);
    if (prompt->list.n == 0 && command == DUBAN_COMMANDS)
        prompt->reading = reading_of_card(session, words.word);
    else if (prompt->list.n == 0)
        prompt->reading =
            reading_of(session, command, words.rest == SIZE_MAX ? "" : text + words.rest);
    free(words.word);
}
