/* New departments: one that nobody has yet is most often a slip, so it is asked about before it is
 * made, with those it may have been meant for. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/near.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_MAX 4 /* names that are proposed instead */

enum { MAKE_IT = -1 }; /* else the number of the name that it was meant for, from 0 */

/* --- Which -------------------------------------------------------------------------------- */

/* The first name of `list` that is in none of the two others, owned; NULL when all are. */
static char *first_beyond(const char *list, const char *known, const char *confirmed)
{
    size_t len;

    for (const char *name; (name = duban_text_item(&list, &len));)
        if (!duban_text_has_item(known, name, len) && !duban_text_has_item(confirmed, name, len))
            return duban_strndup(name, len);
    return NULL;
}

/* The first new department of a lead cell; another name of one that is there is not new. */
static char *first_new(const struct duban_campaign *campaign, const char *cell, const char *known,
                       const char *confirmed)
{
    struct duban_buf written = DUBAN_BUF_INIT, supports = DUBAN_BUF_INIT, names = DUBAN_BUF_INIT;

    duban_leads_split(&written, &supports, cell, known);
    duban_campaign_resolve(&names, campaign, written.data);
    duban_campaign_resolve(&names, campaign, supports.data);
    char *name = first_beyond(names.data, known, confirmed);
    duban_buf_release(&written);
    duban_buf_release(&supports);
    duban_buf_release(&names);
    return name;
}

/* Who keeps the names that were confirmed: the prompt, else the form. */
static char **confirmed_of(struct duban_session *session)
{
    return session->ui.prompt.label ? &session->wait->confirmed : &session->ui.form->confirmed;
}

/* --- The answer ------------------------------------------------------------------------------ */

static void agree(char **confirmed, const char *name)
{
    struct duban_buf list = DUBAN_BUF_INIT;

    duban_buf_addf(&list, "%s%s%s", *confirmed ? *confirmed : "", *confirmed ? "\n" : "", name);
    free(*confirmed);
    *confirmed = duban_buf_detach(&list);
}

/* Puts another name in the place of the new one. */
static void mend(struct duban_lineedit *edit, const char *name, const char *other)
{
    const char *at = strstr(edit->text.data, name);
    size_t from = at ? (size_t)(at - edit->text.data) : 0;

    if (at)
        duban_lineedit_replace(edit, from, from + strlen(name), other);
}

/* wait->names holds the new name, then those that it may have been meant for. */
static unsigned answered(struct duban_session *session, int64_t choice)
{
    const char *names = session->wait->names;
    size_t len;
    const char *first = duban_text_item(&names, &len);
    char *name = duban_strndup(first, len), *other = NULL;

    for (int64_t i = 0; i <= choice; i++) {
        const char *item = duban_text_item(&names, &len);

        free(other);
        other = item ? duban_strndup(item, len) : NULL;
    }
    if (other)
        mend(duban_ui_edit(&session->ui), name, other);
    else
        agree(confirmed_of(session), name);
    free(other);
    free(name);
    if (session->ui.overlay == DUBAN_OVERLAY_PROMPT)
        return duban_do_prompt_accept(session, 0);
    duban_form_typed(session->ui.form, &session->campaign);
    return duban_do_form_save(session, 0);
}

/* --- The question ---------------------------------------------------------------------------- */

static void add_choice(struct duban_session *session, const char *format, const char *name,
                       int64_t value)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, format, name);
    duban_menu_add(&session->ui.menu, text.data, NULL, value);
    duban_buf_release(&text);
}

/* What it was most likely meant for comes first, and is chosen. */
static void ask(struct duban_session *session, const char *name, const char *known)
{
    struct duban_buf title = DUBAN_BUF_INIT, names = DUBAN_BUF_INIT;
    int64_t i = 0;
    size_t len;

    duban_buf_addf(&title, _("「%s」是新单位，确定新增？"), name);
    duban_ask_within(session, title.data, answered);
    duban_buf_addf(&names, "%s\n", name);
    size_t start = names.len;
    duban_near(&names, known, name, NEAR_MAX);
    for (const char *near = names.data + start, *item; (item = duban_text_item(&near, &len)); i++) {
        char *other = duban_strndup(item, len);

        add_choice(session, _("是写错了，改为“%s”"), other, i);
        free(other);
    }
    add_choice(session, _("确定，新增“%s”"), name, MAKE_IT);
    free(session->wait->names);
    session->wait->names = duban_buf_detach(&names);
    duban_buf_release(&title);
}

bool duban_ask_department(struct duban_session *session)
{
    struct duban_buf known = DUBAN_BUF_INIT;

    duban_campaign_departments(&known, &session->campaign);
    char *name = first_new(&session->campaign, duban_ui_edit(&session->ui)->text.data, known.data,
                           *confirmed_of(session));
    if (name)
        ask(session, name, known.data);
    free(name);
    duban_buf_release(&known);
    return name != NULL;
}
