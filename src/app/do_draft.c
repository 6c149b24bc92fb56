/* Drafts in a session: what was being written is kept when the program has to end, and is asked
 * about at the next start. */
#include "app/draft_file.h"
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a session has to do with drafts. */
struct duban_drafts {
    char *folder;             /* NULL: none are kept */
    char *board;              /* the board's name in drafts */
    char *path;               /* the file of `draft`; NULL: there is none */
    struct duban_draft draft; /* asked about, or being written on */
    bool resumed;             /* being written on */
};

struct duban_drafts *duban_drafts_new(const char *folder, const char *board)
{
    struct duban_drafts *drafts = duban_alloc(sizeof *drafts);

    drafts->folder = duban_strdup(folder);
    drafts->board = duban_draft_board(board);
    duban_draft_init(&drafts->draft);
    return drafts;
}

static void forget(struct duban_drafts *drafts)
{
    duban_draft_release(&drafts->draft);
    free(drafts->path);
    drafts->path = NULL;
    drafts->resumed = false;
}

void duban_drafts_free(struct duban_drafts *drafts)
{
    forget(drafts);
    free(drafts->folder);
    free(drafts->board);
    free(drafts);
}

/* --- Keeping ---------------------------------------------------------------------------------- */

static void set_name(struct duban_draft *draft, const struct duban_session *session)
{
    const struct duban_task *task =
        draft->task ? duban_campaign_task(&session->campaign, draft->task) : NULL;

    if (task)
        draft->name = duban_strdup(task->text);
}

static bool gather_form(struct duban_draft *draft, const struct duban_form *form)
{
    if (!form || !duban_form_changed(form))
        return false;
    draft->task = form->task;
    duban_form_gather(form, draft);
    return true;
}

/* What is asked changes the board; of the command line, what is written there. */
static bool is_for_board(const struct duban_session *session)
{
    struct duban_command_words split;
    enum duban_command command = session->given;

    if (command == DUBAN_COMMAND_COMMAND_LINE) {
        split = duban_command_split(session->ui.prompt.edit.text.data);
        command = duban_command_meant(session, split.word, NULL);
        free(split.word);
        if (split.rest == SIZE_MAX) /* a name alone is soon written again */
            return false;
    }
    return command != DUBAN_COMMANDS &&
           (duban_command_info(command)->flags & DUBAN_COMMAND_MUTATES) != 0;
}

/* A question that changes the board, and whose answer is another one than was proposed. Which form
 * it belongs to need not be said: there is one at most. */
static bool gather_answer(struct duban_draft *draft, const struct duban_session *session,
                          bool of_form)
{
    const struct duban_command_info *info = duban_command_info(session->given);
    const char *text = session->ui.prompt.edit.text.data;
    const char *asked = session->wait->asked ? session->wait->asked : "";

    if (!session->ui.prompt.label || strcmp(text, asked) == 0 ||
        !(of_form || is_for_board(session)))
        return false;
    draft->before = duban_strdup(asked);
    draft->text = duban_strdup(text);
    if (!of_form) {
        draft->command = duban_strdup(info->name);
        draft->task = session->wait->task;
    }
    return true;
}

enum duban_status duban_session_leave(struct duban_session *session, struct duban_err *err)
{
    const struct duban_drafts *drafts = session->drafts;
    enum duban_status status = DUBAN_OK;
    struct duban_draft draft;

    duban_draft_init(&draft);
    bool form = gather_form(&draft, session->ui.form);
    bool answer = gather_answer(&draft, session, form);
    if (drafts->folder && (form || answer)) {
        draft.board = duban_strdup(drafts->board);
        draft.actor = duban_strdup(session->actor);
        set_name(&draft, session);
        status =
            duban_draft_keep(&draft, drafts->resumed ? drafts->path : NULL, drafts->folder, err);
    }
    duban_draft_release(&draft);
    return status;
}

bool duban_draft_can_keep(const struct duban_session *session)
{
    return session->drafts->folder && duban_form_changed(session->ui.form);
}

unsigned duban_draft_set_aside(struct duban_session *session)
{
    struct duban_err err = DUBAN_ERR_INIT;

    if (duban_session_leave(session, &err) != DUBAN_OK)
        return duban_ui_complain(&session->ui, &err);
    duban_ui_close_form(&session->ui);
    forget(session->drafts);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已存为草稿，下次打开看板时再问"));
    return DUBAN_REACT_DRAW;
}

/* --- Taking up again -------------------------------------------------------------------------- */

static enum duban_status no_such_card(struct duban_session *session)
{
    duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                 _("这项任务已在回收站，草稿还留着；请按 b 恢复任务，再打开看板时继续"));
    return DUBAN_REFUSED;
}

static enum duban_status resume_form(struct duban_session *session, const struct duban_draft *draft)
{
    const struct duban_task *task = duban_campaign_task(&session->campaign, draft->task);
    bool gone = draft->task != 0 && (!task || task->deleted);

    if (session->board.n_columns == 0)
        return no_such_card(session);
    if (draft->task != 0 && !gone)
        duban_session_go_to(session, draft->task);
    session->ui.form = duban_form_resume(&session->campaign, draft, session->ui.column_id);
    if (gone)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("原来的任务已被删除，保存即作为新任务；不要请按 Esc"));
    else
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("已接着上次填写，保存后才算数"));
    for (size_t i = 0; i < session->ui.form->n; i++)
        if (session->ui.form->fields[i].error)
            duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                         _("别人也改了这项任务，已在栏旁标出；保存即以您的为准"));
    return DUBAN_OK;
}

/* The command asks its question again; duban_draft_answer() gives it what was written. */
static enum duban_status resume_answer(struct duban_session *session,
                                       const struct duban_draft *draft)
{
    enum duban_command command = duban_command_find(draft->command);

    if (command == DUBAN_COMMANDS ||
        (draft->task != 0 && !duban_session_go_to(session, draft->task)))
        return no_such_card(session);
    duban_session_exec(session, command, 1);
    struct duban_prompt *prompt = &session->ui.prompt;
    const char *asked = session->wait->asked ? session->wait->asked : "";
    if (session->ui.overlay == DUBAN_OVERLAY_PROMPT &&
        strcmp(asked, draft->before ? draft->before : "") != 0) {
        struct duban_buf text = DUBAN_BUF_INIT;
        duban_buf_addf(&text, _("别人刚改为：%s"), *asked ? asked : _("（空）"));
        duban_strset(&prompt->error, text.data);
        duban_buf_release(&text);
    }
    return DUBAN_OK;
}

static unsigned resume(struct duban_session *session)
{
    struct duban_drafts *drafts = session->drafts;

    drafts->resumed = true;
    if ((drafts->draft.command ? resume_answer : resume_form)(session, &drafts->draft) != DUBAN_OK)
        forget(drafts);
    return DUBAN_REACT_DRAW;
}

const char *duban_draft_answer(const struct duban_session *session)
{
    const struct duban_drafts *drafts = session->drafts;
    const char *command = drafts->draft.command;

    if (!drafts->resumed)
        return NULL;
    bool fits = command ? strcmp(command, duban_command_info(session->given)->name) == 0
                        : session->ui.form != NULL;
    return fits ? drafts->draft.text : NULL;
}

/* --- Asking, and the end ---------------------------------------------------------------------- */

static void remove_file(struct duban_session *session)
{
    struct duban_drafts *drafts = session->drafts;

    if (unlink(drafts->path) != 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("草稿没有删掉：%s"), drafts->path);
    forget(drafts);
}

void duban_draft_settle(struct duban_session *session, bool of_form)
{
    const struct duban_drafts *drafts = session->drafts;

    if (drafts->resumed && (of_form ? !drafts->draft.command : duban_draft_answer(session) != NULL))
        remove_file(session);
}

static unsigned throw_away(struct duban_session *session)
{
    remove_file(session);
    duban_draft_offer(session);
    if (session->ui.overlay == DUBAN_OVERLAY_NONE)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("草稿已丢弃"));
    return DUBAN_REACT_DRAW;
}

/* Appends what the draft is about: 修改任务 3「…」. */
static void describe(struct duban_buf *out, const struct duban_draft *draft)
{
    struct duban_task named = {.text = draft->name};
    enum duban_command command = draft->command ? duban_command_find(draft->command)
                                 : draft->task  ? DUBAN_COMMAND_EDIT
                                                : DUBAN_COMMAND_ADD;
    const struct duban_command_info *info =
        duban_command_info(command == DUBAN_COMMANDS ? DUBAN_COMMAND_EDIT : command);

    duban_buf_adds(out, info->hint ? _(info->hint) : _(info->help));
    if (draft->task == 0)
        return;
    duban_buf_addf(out, _("任务 %lld "), (long long)draft->task);
    duban_say_task(out, &named);
}

void duban_draft_offer(struct duban_session *session)
{
    struct duban_drafts *drafts = session->drafts;
    struct duban_buf damaged = DUBAN_BUF_INIT, what = DUBAN_BUF_INIT;

    if (!drafts->folder || session->read_only)
        return;
    forget(drafts);
    if (duban_draft_find(&drafts->draft, &drafts->path, drafts->folder, drafts->board,
                         session->actor, &damaged)) {
        describe(&what, &drafts->draft);
        duban_ask_yes(session, resume, _("上次没有保存：%s。回车继续填写，Esc 丢弃"), what.data);
        session->wait->declined = throw_away;
    }
    if (damaged.len > 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN, _("草稿文件未能识别，没有动它：%s"),
                     damaged.data);
    duban_buf_release(&what);
    duban_buf_release(&damaged);
}
