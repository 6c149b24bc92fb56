/* Small texts that several views are made of. */
#include "tui/views.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

enum role view_light_role(const struct duban_task *task, const struct duban_standing *standing)
{
    static const enum role roles[] = {
        [DUBAN_LIGHT_NONE] = ROLE_NONE,
        [DUBAN_LIGHT_GREEN] = ROLE_OK,
        [DUBAN_LIGHT_YELLOW] = ROLE_SOON,
        [DUBAN_LIGHT_RED] = ROLE_OVERDUE,
    };

    if (task->status == DUBAN_DONE || task->status == DUBAN_DROPPED)
        return ROLE_DONE;
    return roles[standing->light];
}

void view_deadline(struct duban_buf *out, const struct duban_task *task,
                   const struct duban_standing *standing)
{
    int month, day;

    if (task->deadline)
        duban_buf_adds(out, task->deadline);
    if (!standing->inherited)
        return;
    duban_date_split(standing->due, NULL, &month, &day);
    duban_buf_addf(out, "(%d.%d)", month, day);
}

void view_names(struct duban_buf *out, const char *list)
{
    const char *name;
    size_t len, n = 0;

    while ((name = duban_text_item(&list, &len))) {
        if (n++ > 0)
            duban_buf_adds(out, _("、"));
        duban_buf_add(out, name, len);
    }
}

void view_editors(struct duban_buf *out, const struct duban_session *session, int64_t task)
{
    enum { NAME = 12 };
    const struct duban_editor *editors;
    size_t n = 0, shown = 0;

    editors = session->presence ? duban_presence_others(session->presence, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        struct duban_buf safe = DUBAN_BUF_INIT;

        if (editors[i].task != task)
            continue;
        if (shown++ > 0)
            duban_buf_adds(out, _("、"));
        duban_text_safe(&safe, editors[i].name, 0);
        duban_text_cut(out, safe.data, NAME);
        duban_buf_release(&safe);
    }
}
