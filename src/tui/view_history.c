/* The history: who did what, when; the newest first. One act is one entry, its fields below it. */
#include "tui/views.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FIELDS 4  /* the column where an entry's fields begin */
#define NAME   28 /* columns of a task's text in an entry */

/* Instants are kept in UTC and read by people where they are. */
static void put_instant(struct duban_buf *out, const char *at, int year)
{
    struct tm utc = {0}, local;
    time_t instant;

    if (!at || !strptime(at, "%Y-%m-%dT%H:%M:%SZ", &utc)) {
        duban_buf_adds(out, at ? at : "");
        return;
    }
    instant = timegm(&utc);
    localtime_r(&instant, &local);
    if (local.tm_year + 1900 != year)
        duban_buf_addf(out, "%d-", local.tm_year + 1900);
    duban_buf_addf(out, "%02d-%02d %02d:%02d", local.tm_mon + 1, local.tm_mday, local.tm_hour,
                   local.tm_min);
}

static void put_name(struct duban_buf *out, const struct duban_session *session,
                     const struct duban_history_line *line)
{
    const struct duban_task *task;
    const struct duban_phase *phase;
    struct duban_buf safe = DUBAN_BUF_INIT;

    if (line->object == DUBAN_OBJECT_TASK &&
        (task = duban_campaign_task(&session->campaign, line->id)))
        layout_card_text(&safe, task);
    else if (line->object == DUBAN_OBJECT_PHASE &&
             (phase = duban_campaign_phase(&session->campaign, line->id)))
        duban_text_safe(&safe, phase->name, 0);
    if (safe.len > 0) {
        duban_buf_adds(out, C_("after a word", "「"));
        duban_text_cut(out, safe.data, NAME);
        duban_buf_adds(out, _("」"));
    }
    duban_buf_release(&safe);
}

static const char *field_label(const struct duban_history_line *line)
{
    enum duban_field field = duban_field_find(line->object, line->field);

    return field < DUBAN_FIELDS ? _(duban_field_info(field)->label) : line->field;
}

/* A canonical value as people read it: lists on one line, statuses by their word. */
static char *shown(const struct duban_history_line *line, const char *value)
{
    enum duban_field field = duban_field_find(line->object, line->field);
    struct duban_buf out = DUBAN_BUF_INIT;
    enum duban_task_status status;

    if (!value)
        return duban_strdup(_("空"));
    if (field < DUBAN_FIELDS && duban_field_info(field)->type == DUBAN_TYPE_LIST)
        view_names(&out, value);
    else if (field == DUBAN_FIELD_TASK_STATUS && duban_status_parse(&status, value))
        duban_buf_adds(&out, duban_status_label(status));
    else
        duban_buf_adds(&out, value);
    return duban_buf_detach(&out);
}

static void put_field(struct page *page, const struct duban_history_line *line)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    char *before, *after;

    if (!line->field || (!line->before && !line->after))
        return;
    before = shown(line, line->before);
    after = shown(line, line->after);
    if (line->before)
        duban_buf_addf(&text, _("%s：%s → %s"), field_label(line), before, after);
    else
        duban_buf_addf(&text, _("%s：%s"), field_label(line), after);
    page_text(page, FIELDS, ROLE_DIM, text.data);
    free(before);
    free(after);
    duban_buf_release(&text);
}

static void put_entry(struct page *page, const struct duban_session *session,
                      const struct duban_history_line *line, bool names)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int x;

    page_line(page);
    put_instant(&text, line->at, session->campaign.year);
    x = page_put(page, 1, ROLE_LABEL, text.data) + 2;
    x = page_put(page, x, ROLE_TEXT, line->actor) + 2;
    x = page_put(page, x, ROLE_KEY, duban_act_label(line->act));
    if (names) {
        duban_buf_clear(&text);
        put_name(&text, session, line);
        page_put(page, x, ROLE_TEXT, text.data);
    }
    if (line->note)
        page_text(page, FIELDS, ROLE_TEXT, line->note);
    duban_buf_release(&text);
}

static void put_none(struct page *page, const struct duban_session *session, bool names)
{
    bool sifted = names && session->ui.sifting.text;

    page_text(page, 1, ROLE_DIM, sifted ? _("没有符合筛选的记录") : _("还没有记录"));
}

void view_history_lines(struct page *page, const struct duban_session *session, bool names)
{
    const struct duban_history *history = &session->history;
    size_t end = history->n;

    if (end == 0)
        put_none(page, session, names);
    while (end > 0) {
        size_t begin = end - 1;

        while (begin > 0 &&
               !duban_history_apart(&history->lines[begin - 1], &history->lines[begin]))
            begin--;
        put_entry(page, session, &history->lines[begin], names);
        for (size_t i = begin; i < end; i++)
            put_field(page, &history->lines[i]);
        end = begin;
    }
}

void view_history(struct page *page, const struct duban_session *session)
{
    view_history_lines(page, session, true);
    if (session->history.n < DUBAN_HISTORY_LINES)
        return;
    page_line(page);
    page_text(page, 1, ROLE_DIM, _("更早的没有列出；按 f 筛选，如 止:6月1日"));
}
