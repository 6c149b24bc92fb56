/* Help while a prompt is written in: what is proposed, and what was written there before. */
#include "app/inside.h"
#include "duban/alloc.h"

#include <stdlib.h>
#include <string.h>

/* --- What is proposed ------------------------------------------------------------------------- */

/* The text with the chosen proposal in it; with none chosen, as it was typed. */
static void try_proposal(struct duban_session *session)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    const struct duban_wait *wait = session->wait;
    const struct duban_menu *list = &prompt->list;
    struct duban_buf text = DUBAN_BUF_INIT;

    if (list->at < list->n) {
        duban_buf_add(&text, wait->typing, wait->stem);
        duban_buf_adds(&text, list->items[list->at].text);
    } else {
        duban_buf_adds(&text, wait->typing);
    }
    duban_lineedit_set(&prompt->edit, text.data);
    duban_buf_release(&text);
}

/* A lone proposal is taken for good, so that what comes behind it is proposed next. */
static void take_proposal(struct duban_session *session)
{
    struct duban_prompt *prompt = &session->ui.prompt;

    if (prompt->list.items[0].value != 0)
        duban_lineedit_insert(&prompt->edit, " ", 1);
    session->wait->typed(session, prompt->edit.text.data);
}

unsigned duban_do_prompt_propose(struct duban_session *session, int by)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    struct duban_menu *list = &prompt->list;

    if (list->n == 0 || prompt->edit.cursor != prompt->edit.text.len)
        return DUBAN_REACT_BELL;
    if (list->at >= list->n)
        duban_strset(&session->wait->typing, prompt->edit.text.data);
    list->at = (list->at + list->n + 1 + (by < 0 ? list->n : 1)) % (list->n + 1);
    duban_strset(&prompt->error, NULL);
    try_proposal(session);
    if (list->n == 1 && list->at == 0)
        take_proposal(session);
    return DUBAN_REACT_DRAW;
}

/* --- What was written before ------------------------------------------------------------------ */

void duban_past_add(struct duban_past *past, const char *line)
{
    if (*line == '\0' || (past->n > 0 && strcmp(past->lines[past->n - 1], line) == 0))
        return;
    past->lines = duban_more(past->lines, past->n, &past->cap, sizeof *past->lines);
    past->lines[past->n++] = duban_strdup(line);
}

void duban_past_release(struct duban_past *past)
{
    for (size_t i = 0; i < past->n; i++)
        free(past->lines[i]);
    free(past->lines);
    *past = (struct duban_past){0};
}

/* The list of proposals lies beyond the newest line: on into it, and back out of it. */
static bool is_in_list(const struct duban_session *session, int by)
{
    const struct duban_wait *wait = session->wait;
    const struct duban_menu *list = &session->ui.prompt.list;

    if (wait->past && wait->past_at < wait->past->n)
        return false;
    return by > 0 ? list->n > 0 : list->at < list->n;
}

/* Beyond the newest one is what was being written. */
unsigned duban_do_prompt_past(struct duban_session *session, int by)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    struct duban_wait *wait = session->wait;
    const struct duban_past *past = wait->past;

    if (is_in_list(session, by))
        return duban_do_prompt_propose(session, by);
    if (!past || (by < 0 ? wait->past_at == 0 : wait->past_at >= past->n))
        return DUBAN_REACT_BELL;
    if (wait->past_at == past->n)
        duban_strset(&wait->typing, prompt->edit.text.data);
    wait->past_at += by < 0 ? (size_t)-1 : 1;
    duban_lineedit_set(&prompt->edit,
                       wait->past_at < past->n ? past->lines[wait->past_at] : wait->typing);
    duban_strset(&prompt->error, NULL);
    if (wait->typed)
        wait->typed(session, prompt->edit.text.data);
    return DUBAN_REACT_DRAW;
}
