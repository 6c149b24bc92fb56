/* The filter of the history: written with its result in view, chosen from what is usual, cleared.
 * Its words are those of `duban history`. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* --- In use ----------------------------------------------------------------------------------- */

void duban_sifting_release(struct duban_sifting *sifting)
{
    free(sifting->text);
    duban_sift_free(sifting->sift);
    *sifting = (struct duban_sifting){0};
}

enum duban_status duban_sifting_set(struct duban_sifting *sifting, const char *text, int today,
                                    struct duban_err *err)
{
    struct duban_buf clean = DUBAN_BUF_INIT;
    struct duban_sift *sift = NULL;
    enum duban_status status;

    duban_text_trim(&clean, text ? text : "");
    status = duban_sift_new(&sift, (const char *const[]){clean.data}, 1, today, err);
    if (status == DUBAN_OK) {
        duban_sifting_release(sifting);
        if (clean.len > 0)
            *sifting = (struct duban_sifting){duban_buf_detach(&clean), sift, today};
        else
            duban_sift_free(sift);
    }
    duban_buf_release(&clean);
    return status;
}

void duban_sifting_follow(struct duban_sifting *sifting, int today)
{
    struct duban_err err = DUBAN_ERR_INIT;
    char *text = duban_strdup(sifting->text);

    if (text && sifting->today != today &&
        duban_sifting_set(sifting, text, today, &err) != DUBAN_OK)
        duban_err_release(&err);
    free(text);
}

/* What one act did to one thing is one entry on the screen. */
static size_t count_entries(const struct duban_history *history)
{
    size_t n = 0;

    for (size_t i = 0; i < history->n; i++)
        n += i == 0 || duban_history_apart(&history->lines[i - 1], &history->lines[i]);
    return n;
}

static void count(struct duban_buf *out, const struct duban_session *session)
{
    const struct duban_history *history = &session->history;
    size_t n = count_entries(history);

    if (history->n >= DUBAN_HISTORY_LINES)
        duban_buf_addf(out, Q_("至少 %zu 条记录", "至少 %zu 条记录", n), n);
    else
        duban_buf_addf(out, Q_("%zu 条记录", "%zu 条记录", n), n);
}

static void say_found(struct duban_session *session)
{
    struct duban_buf found = DUBAN_BUF_INIT;

    count(&found, session);
    if (!session->ui.sifting.text)
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("没有筛选，列出全部记录"));
    else if (session->history.n == 0)
        duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                     _("没有符合筛选的记录；按 f 改筛选，按 Esc 清除筛选"));
    else
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("筛出 %s（按 Esc 清除筛选）"), found.data);
    duban_buf_release(&found);
}

/* The newest entry on top. */
static enum duban_status use(struct duban_session *session, const char *text,
                             struct duban_err *err)
{
    enum duban_status status =
        duban_sifting_set(&session->ui.sifting, text, session->today, err);

    if (status == DUBAN_OK) {
        session->ui.scroll[DUBAN_VIEW_HISTORY] = 0;
        duban_session_read_history(session);
    }
    return status;
}

/* --- What is usual ---------------------------------------------------------------------------- */

/* Sets *query to the i-th of the usual ones, owned, and returns its label; NULL: no more. */
static const char *usual(char **query, const struct duban_session *session, size_t i)
{
    static const struct {
        const char *label, *query;
    } fixed[] = {
        {N_("今天的"), "日期:今天"},          {N_("昨天的"), "日期:昨天"},
        {N_("办结"), "动作:办结"},            {N_("调整"), "动作:调整"},
        {N_("催办、延期"), "动作:催办、延期"}, {N_("删除"), "动作:删除"},
        {N_("导入"), "动作:导入"},
    };
    struct duban_buf text = DUBAN_BUF_INIT;

    *query = NULL;
    if (i < sizeof fixed / sizeof *fixed) {
        *query = duban_strdup(fixed[i].query);
        return _(fixed[i].label);
    }
    if (i == sizeof fixed / sizeof *fixed && !strchr(session->actor, '"')) {
        duban_buf_addf(&text, "经办:\"%s\"", session->actor);
        *query = duban_buf_detach(&text);
        return _("自己的");
    }
    return NULL;
}

static char *query_of(const struct duban_session *session, int64_t value)
{
    char *query;

    usual(&query, session, (size_t)value);
    return query;
}

static void offer_usual(struct duban_menu *menu, const struct duban_session *session)
{
    const char *label;
    char *query;

    for (size_t i = 0; (label = usual(&query, session, i)) != NULL; i++)
        duban_menu_add(menu, label, query, (int64_t)i);
}

/* --- Commands --------------------------------------------------------------------------------- */

static const struct duban_filtering filtering = {
    N_("筛选记录"), N_("如 经办:张三、任务:12、动作:办结、起:6月1日；F2 选常用的"),
    use, count, say_found, offer_usual, query_of,
};

unsigned duban_do_sift(struct duban_session *session, int by)
{
    (void)by;
    return duban_ask_filter(session, &filtering, session->ui.sifting.text);
}

bool duban_sift_clear(struct duban_session *session)
{
    if (duban_ui_view(&session->ui) != DUBAN_VIEW_HISTORY || !session->ui.sifting.text)
        return false;
    duban_sifting_release(&session->ui.sifting);
    session->ui.scroll[DUBAN_VIEW_HISTORY] = 0;
    duban_session_read_history(session);
    say_found(session);
    return true;
}
