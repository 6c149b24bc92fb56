/* Asking for a filter, of the board or of the history: it is written with its result in view, or
 * chosen from what is usual; Esc takes back what was only tried. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>

/* Puts it in use and shows it; otherwise says why not, beside the prompt. */
static bool use(struct duban_session *session, const char *text)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    struct duban_err err = DUBAN_ERR_INIT;

    if (session->wait->filtering->use(session, text, &err) == DUBAN_OK)
        return true;
    duban_strset(&prompt->reading, NULL);
    duban_strset(&prompt->error, err.text);
    duban_err_release(&err);
    return false;
}

/* While it is typed; what cannot be read yet leaves in view what was read last. */
static void preview(struct duban_session *session, const char *text)
{
    struct duban_buf reading = DUBAN_BUF_INIT;

    if (!use(session, text))
        return;
    session->wait->filtering->count(&reading, session);
    duban_strset(&session->ui.prompt.reading, reading.data);
    duban_buf_release(&reading);
}

static unsigned accept(struct duban_session *session, const char *text)
{
    if (!use(session, text))
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    duban_ui_close_overlay(&session->ui);
    session->wait->filtering->say(session);
    return DUBAN_REACT_DRAW;
}

/* Back to the filter that there was. */
static void restore(struct duban_session *session)
{
    use(session, session->wait->text);
}

static unsigned choose(struct duban_session *session, int64_t value)
{
    char *text = session->wait->filtering->usual(session, value);

    if (use(session, text))
        session->wait->filtering->say(session);
    free(text);
    return DUBAN_REACT_DRAW;
}

/* The menu takes the prompt's place; leaving it leaves the filter as it was before both. */
static unsigned offer(struct duban_session *session)
{
    struct duban_wait *wait = session->wait;
    const struct duban_filtering *filtering = wait->filtering;
    char *before = duban_strdup(wait->text);
    int64_t task = wait->task;

    duban_ask_choice(session, _("筛选什么？"), choose);
    wait->restore = restore;
    wait->filtering = filtering;
    wait->text = before;
    wait->task = task;
    filtering->offer(&session->ui.menu, session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_ask_filter(struct duban_session *session, const struct duban_filtering *filtering,
                          const char *now)
{
    duban_ask_text(session, _(filtering->title), now, accept);
    session->wait->typed = preview;
    session->wait->restore = restore;
    session->wait->usual = offer;
    session->wait->filtering = filtering;
    session->wait->text = duban_strdup(now);
    if (now)
        preview(session, now);
    else
        duban_strset(&session->ui.prompt.reading, _(filtering->hint));
    return DUBAN_REACT_DRAW;
}
