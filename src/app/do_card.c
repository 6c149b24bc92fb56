/* One field of a card on one line: its deadline, its leads. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

void duban_read_typed(struct duban_session *session, const char *text)
{
    struct duban_prompt *prompt = &session->ui.prompt;

    free(prompt->reading);
    prompt->reading =
        duban_form_reading(&prompt->doubtful, &session->campaign, session->wait->field, text);
}

/* The prompt is on top again; what they have made of it is what is written over now. */
static unsigned decide(struct duban_session *session, int64_t value)
{
    const struct duban_task *task = duban_wait_task(session);

    if (value == DUBAN_CLASH_THEIRS || !task) {
        duban_ui_close_overlay(&session->ui);
        if (task)
            duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有改动，用了对方的"));
        return DUBAN_REACT_DRAW;
    }
    free(session->wait->text);
    session->wait->text = duban_form_value(task, session->wait->field, NULL);
    return value == DUBAN_CLASH_MINE ? duban_do_prompt_accept(session, 0) : DUBAN_REACT_DRAW;
}

/* True when somebody else has set the field since it was asked about: it is asked whose counts. */
static bool overtaken(struct duban_session *session, const struct duban_task *task,
                      const char *mine)
{
    enum duban_field field = session->wait->field;
    const char *before = session->wait->text;
    char *now = duban_form_value(task, field, NULL);
    bool differs =
        strcmp(now ? now : "", before ? before : "") != 0 && strcmp(now ? now : "", mine) != 0;
    struct duban_clash clash = {
        _(duban_field_info(field)->label), before, mine, now, task->id, field, NULL};

    if (differs)
        duban_ask_clash(session, &clash, decide);
    free(now);
    return differs;
}

static void say_set(struct duban_session *session, enum duban_field field, bool changed)
{
    if (!changed)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有改动"));
    else if (session->ui.prompt.reading)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("%s已改：%s"),
                     _(duban_field_info(field)->label), session->ui.prompt.reading);
    else
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("%s已改"), _(duban_field_info(field)->label));
}

void duban_offer_departments(struct duban_session *session)
{
    struct duban_prompt *prompt = &session->ui.prompt;
    struct duban_buf known = DUBAN_BUF_INIT;

    duban_campaign_departments(&known, &session->campaign);
    duban_offers_make(&prompt->offers, &prompt->edit, known.data);
    duban_buf_release(&known);
}

/* The prompt stays open, with the reason, when the value is refused. */
static unsigned set_field(struct duban_session *session, const char *text)
{
    const struct duban_task *task = duban_wait_task(session);
    enum duban_field field = session->wait->field;
    struct duban_wish wish = {field, NULL, text};
    bool changed = false;

    if (!task) {
        duban_ui_close_overlay(&session->ui);
        return DUBAN_REACT_BELL;
    }
    if (overtaken(session, task, text))
        return DUBAN_REACT_BELL;
    if (field == DUBAN_FIELD_TASK_LEADS && duban_ask_department(session))
        return DUBAN_REACT_DRAW;
    if (!duban_session_wish(session, DUBAN_ACT_SET, task, &wish, 1, NULL, &changed))
        return duban_prompt_refused(session);
    say_set(session, field, changed);
    duban_ui_close_overlay(&session->ui);
    return DUBAN_REACT_DRAW;
}

static unsigned ask_field(struct duban_session *session, enum duban_field field)
{
    char *value = duban_form_value(duban_session_task(session), field, NULL);

    duban_ask_text(session, _(duban_field_info(field)->label), value, set_field);
    session->wait->field = field;
    session->wait->typed = duban_read_typed;
    session->wait->text = value;
    duban_read_typed(session, session->ui.prompt.edit.text.data);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_deadline(struct duban_session *session, int by)
{
    (void)by;
    if (duban_session_bulk(session))
        return duban_marks_ask(session, DUBAN_FIELD_TASK_DEADLINE);
    return ask_field(session, DUBAN_FIELD_TASK_DEADLINE);
}

unsigned duban_do_leads(struct duban_session *session, int by)
{
    (void)by;
    if (duban_session_bulk(session))
        return duban_marks_ask(session, DUBAN_FIELD_TASK_LEADS);
    unsigned react = ask_field(session, DUBAN_FIELD_TASK_LEADS);
    session->wait->offer = duban_offer_departments;
    duban_offer_departments(session);
    return react;
}
