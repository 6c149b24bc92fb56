/* News: what others have done to the board since it was last read, in one line, and which cards
 * they have touched.
 *
 * Acts are told apart by their batches, not by who did them: one's own act in another window or on
 * the command line is news too. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/instant.h"
#include "duban/text.h"

#include <stdlib.h>

struct duban_news {
    int64_t seen; /* every act up to this batch is known */
    int64_t *own; /* batches after it that this session has written */
    size_t n_own, cap_own;
};

#define LINES_MAX 1000 /* of the history, read at once */

struct duban_news *duban_news_new(void)
{
    return duban_alloc(sizeof(struct duban_news));
}

void duban_news_free(struct duban_news *news)
{
    if (news)
        free(news->own);
    free(news);
}

enum duban_status duban_news_begin(struct duban_session *session, struct duban_err *err)
{
    return duban_store_latest(&session->news->seen, session->store, err);
}

void duban_news_own(struct duban_session *session, int64_t batch)
{
    struct duban_news *news = session->news;

    if (batch == news->seen + 1 && news->n_own == 0) {
        news->seen = batch;
        return;
    }
    news->own = duban_more(news->own, news->n_own, &news->cap_own, sizeof *news->own);
    news->own[news->n_own++] = batch;
}

static bool is_others(const struct duban_history_line *line, const void *with)
{
    const struct duban_news *news = with;

    for (size_t i = 0; i < news->n_own; i++)
        if (news->own[i] == line->batch)
            return false;
    return true;
}

/* --- Saying it -------------------------------------------------------------------------------- */

static void put_phase(struct duban_buf *out, const struct duban_session *session, int64_t id)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, id);

    if (phase)
        duban_buf_addf(out, _("“%s”"), phase->name);
}

/* What the act was about: 「制定…」的完成时限, “学习讨论”, 15 项任务. */
static void put_subject(struct duban_buf *out, const struct duban_session *session,
                        const struct duban_history *news, size_t first, size_t n_things)
{
    const struct duban_history_line *line = &news->lines[first];
    const struct duban_task *task;

    if (n_things > 1) {
        duban_buf_addf(out, Q_(" %zu 项", " %zu 项", n_things), n_things);
        return;
    }
    switch (line->object) {
    case DUBAN_OBJECT_TASK:
        task = duban_campaign_task(&session->campaign, line->id);
        if (task)
            duban_say_task(out, task);
        break;
    case DUBAN_OBJECT_PHASE: put_phase(out, session, line->id); break;
    case DUBAN_OBJECT_CAMPAIGN: break;
    }
}

/* 李：修改「制定…」的完成时限 */
static void put_act(struct duban_buf *out, const struct duban_session *session,
                    const struct duban_history *news, size_t first)
{
    const struct duban_history_line *line = &news->lines[first];
    size_t things = 1, lines = 1;

    for (size_t i = first + 1; i < news->n; i++, lines++)
        if (news->lines[i].object != news->lines[i - 1].object ||
            news->lines[i].id != news->lines[i - 1].id)
            things++;
    duban_buf_addf(out, _("%s：%s"), line->actor, duban_act_label(line->act));
    put_subject(out, session, news, first, things);
    if (line->act == DUBAN_ACT_SET && things == 1 && lines == 1 && line->field)
        duban_buf_addf(out, _("的%s"), duban_say_field(line));
}

/* The newest act, and how many there were before it. */
static void say(struct duban_session *session, const struct duban_history *news)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    size_t first = news->n - 1, others = 0;

    while (first > 0 && news->lines[first - 1].batch == news->lines[first].batch)
        first--;
    for (size_t i = 1; i <= first; i++)
        others += news->lines[i].batch != news->lines[i - 1].batch;
    put_act(&text, session, news, first);
    if (others > 0)
        duban_buf_addf(&text,
                       Q_("；另有 %zu 次改动（按 5 看记录）", "；另有 %zu 次改动（按 5 看记录）",
                          others),
                       others);
    duban_ui_say(&session->ui, DUBAN_TONE_INFO, "%s", text.data);
    duban_buf_release(&text);
}

/* --- Taking it -------------------------------------------------------------------------------- */

static void mark(struct duban_session *session, const struct duban_history *news)
{
    int64_t until = duban_instant_seconds(session->at) + DUBAN_FRESH_SECONDS;

    for (size_t i = 0; i < news->n; i++)
        if (news->lines[i].object == DUBAN_OBJECT_TASK && news->lines[i].id != 0)
            duban_ui_mark_fresh(&session->ui, news->lines[i].id, until);
}

/* A warning or a fault that is being read is not written over. */
static bool may_say(const struct duban_ui *ui)
{
    return !ui->message || ui->tone == DUBAN_TONE_INFO;
}

void duban_news_take(struct duban_session *session)
{
    struct duban_news *known = session->news;
    struct duban_recall wanted = {.after = known->seen,
                                  .limit = LINES_MAX,
                                  .fits = is_others,
                                  .with = known};
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_history news;
    int64_t latest = known->seen;
    enum duban_status status = duban_store_latest(&latest, session->store, &err);

    duban_history_init(&news);
    if (status == DUBAN_OK)
        status = duban_store_recall(&news, session->store, &wanted, &err);
    if (status == DUBAN_OK) {
        known->seen = news.n > 0 && news.lines[news.n - 1].batch > latest
                          ? news.lines[news.n - 1].batch
                          : latest;
        known->n_own = 0;
        mark(session, &news);
    }
    if (status == DUBAN_OK && news.n > 0 && may_say(&session->ui))
        say(session, &news);
    duban_err_release(&err);
    duban_history_release(&news);
}
