/* Clashes: two people have changed one field. Both values are shown, with who wrote the other one
 * and when, and one of them is taken, or the own one is worked on. */
#include "app/form_field.h"
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/instant.h"

#include <stdlib.h>
#include <string.h>

/* --- Who it was ------------------------------------------------------------------------------- */

struct place {
    enum duban_field field;
    const char *extra;
};

static bool is_of_field(const struct duban_history_line *line, const void *with)
{
    const struct place *place = with;
    const char *key = place->extra ? place->extra : duban_field_info(place->field)->key;

    return line->field && strcmp(line->field, key) == 0;
}

void duban_say_last(struct duban_buf *out, struct duban_session *session, int64_t task,
                    enum duban_field field, const char *extra)
{
    struct place place = {field, extra};
    struct duban_recall wanted = {.task = task, .limit = 1, .fits = is_of_field, .with = &place};
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_history history;

    duban_history_init(&history);
    if (task != 0 && duban_store_recall(&history, session->store, &wanted, &err) == DUBAN_OK &&
        history.n > 0) {
        duban_buf_addf(out, "%s ", history.lines[0].actor);
        duban_instant_say(out, history.lines[0].at, session->today);
    } else {
        duban_buf_adds(out, _("别人"));
    }
    duban_err_release(&err);
    duban_history_release(&history);
}

/* --- Asking ----------------------------------------------------------------------------------- */

static void put_value(struct duban_buf *out, const char *who, const char *value)
{
    duban_buf_addf(out, _("%s：%s"), who, value && *value ? value : _("（空）"));
    duban_buf_addc(out, '\n');
}

void duban_ask_clash(struct duban_session *session, const struct duban_clash *clash,
                     unsigned (*chosen)(struct duban_session *, int64_t))
{
    struct duban_menu *menu = &session->ui.menu;
    struct duban_buf title = DUBAN_BUF_INIT, text = DUBAN_BUF_INIT, who = DUBAN_BUF_INIT;

    duban_buf_addf(&title, _("%s：两人都改了"), clash->label);
    duban_say_last(&who, session, clash->task, clash->field, clash->extra);
    put_value(&text, _("原来"), clash->before);
    put_value(&text, who.data, clash->theirs);
    put_value(&text, _("我的"), clash->mine);
    if (session->ui.overlay == DUBAN_OVERLAY_PROMPT)
        duban_ask_within(session, title.data, chosen);
    else
        duban_ask_choice(session, title.data, chosen);
    menu->preface = duban_buf_detach(&text);
    duban_menu_add(menu, _("用我的"), duban_strdup("m"), DUBAN_CLASH_MINE);
    duban_menu_add(menu, _("用对方的"), duban_strdup("t"), DUBAN_CLASH_THEIRS);
    duban_menu_add(menu, _("接着改，再保存"), duban_strdup("e"), DUBAN_CLASH_EDIT);
    duban_buf_release(&title);
    duban_buf_release(&who);
}

/* --- In a form -------------------------------------------------------------------------------- */

static struct duban_form_field *first_clash(struct duban_form *form)
{
    for (size_t i = 0; i < form->n; i++)
        if (form->fields[i].theirs) {
            form->at = i;
            return &form->fields[i];
        }
    return NULL;
}

static void settle_field(struct duban_form_field *field)
{
    duban_strset(&field->theirs, NULL);
    duban_strset(&field->original, NULL);
    duban_strset(&field->error, NULL);
}

/* When all is decided, what was asked for goes on: saving. */
static unsigned decide(struct duban_session *session, int64_t value)
{
    struct duban_form_field *field = first_clash(session->ui.form);

    if (!field)
        return DUBAN_REACT_DRAW;
    if (value == DUBAN_CLASH_THEIRS)
        form_field_put(field, field->theirs, field->theirs);
    settle_field(field);
    form_field_read(field, &session->campaign);
    return value == DUBAN_CLASH_EDIT ? DUBAN_REACT_DRAW : duban_do_form_save(session, 0);
}

bool duban_form_clash(struct duban_session *session)
{
    struct duban_form_field *field = first_clash(session->ui.form);

    if (!field)
        return false;
    struct duban_clash clash = {
        .label = field->label,
        .before = form_field_label(field, field->original),
        .mine = form_field_label(field, form_field_text(field)),
        .theirs = form_field_label(field, field->theirs),
        .task = session->ui.form->task,
        .field = field->field,
        .extra = field->extra,
    };
    duban_ask_clash(session, &clash, decide);
    return true;
}

/* --- A form whose task is in the bin ---------------------------------------------------------- */

enum { RESTORE, KEEP, BACK };

static unsigned decide_gone(struct duban_session *session, int64_t value)
{
    if (value == RESTORE)
        return duban_form_restore(session);
    if (value == KEEP)
        return duban_draft_set_aside(session);
    return DUBAN_REACT_DRAW;
}

unsigned duban_form_gone(struct duban_session *session)
{
    struct duban_menu *menu = &session->ui.menu;
    struct duban_buf text = DUBAN_BUF_INIT, who = DUBAN_BUF_INIT;

    duban_say_last(&who, session, session->ui.form->task, DUBAN_FIELD_TASK_DELETED, NULL);
    duban_buf_addf(&text, _("%s 把这项任务放入了回收站。您写的还在。\n"), who.data);
    duban_ask_choice(session, _("任务已被删除"), decide_gone);
    menu->preface = duban_buf_detach(&text);
    duban_menu_add(menu, _("恢复任务，并保存我写的"), duban_strdup("r"), RESTORE);
    if (duban_draft_can_keep(session))
        duban_menu_add(menu, _("存为草稿，下次打开看板时再问"), duban_strdup("s"), KEEP);
    duban_menu_add(menu, _("回到填写"), duban_strdup("e"), BACK);
    duban_buf_release(&who);
    return DUBAN_REACT_DRAW;
}
