/* Looking for text: as it is typed, on and back, over the whole board or along a page.
 *
 * What is looked for is kept in ui.search and marked wherever it is shown. On the board a hit is a
 * card, folded away or not. In another view a hit is a place in its page: only the screen knows the
 * lines, so it counts them and brings the chosen one into sight. */
#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Cards ------------------------------------------------------------------------------------ */

static bool holds(const char *text, const char *key)
{
    return text && duban_text_has(text, strlen(text), key);
}

bool duban_search_fits(const struct duban_task *task, const char *key)
{
    const char *const texts[] = {task->text,     task->serial, task->deadline, task->leads,
                                 task->supports, task->leader, task->target,   task->progress,
                                 task->note,     task->reason};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (holds(texts[i], key))
            return true;
    for (size_t i = 0; i < task->extras.n; i++)
        if (holds(task->extras.items[i].value, key))
            return true;
    return false;
}

/* The hits of the board, as indices into campaign->tasks: plan order over all phases. */
struct hits {
    size_t *at;
    size_t n;
};

/* What a filter leaves out is not looked for. */
static bool is_shown(const struct duban_session *session, const struct duban_task *task)
{
    const struct duban_query *filter = session->ui.filter.query;

    return !filter || duban_query_fits(filter, &session->campaign, task, session->today);
}

static struct hits look(const struct duban_session *session)
{
    const struct duban_campaign *campaign = &session->campaign;
    const char *key = session->ui.search.key;
    struct hits hits = {duban_alloc(campaign->n_tasks * sizeof *hits.at), 0};

    for (size_t i = 0; key && i < campaign->n_tasks; i++)
        if (is_shown(session, campaign->tasks[i]) && duban_search_fits(campaign->tasks[i], key))
            hits.at[hits.n++] = i;
    return hits;
}

/* Where the selection stands in plan order; a fold or an empty column, at its beginning. */
static size_t here(const struct duban_session *session)
{
    const struct duban_campaign *campaign = &session->campaign;
    size_t first = 0;

    for (size_t i = 0; session->ui.task_id != 0 && i < campaign->n_tasks; i++)
        if (campaign->tasks[i]->id == session->ui.task_id)
            return i;
    duban_campaign_phase_tasks(campaign, session->ui.column_id, &first);
    return first;
}

/* Selects hit number `i`, out of a fold if need be. */
static void choose(struct duban_session *session, const struct hits *hits, size_t i)
{
    struct duban_search *search = &session->ui.search;

    search->view = DUBAN_VIEW_BOARD;
    search->n = hits->n;
    search->at = hits->n > 0 ? i + 1 : 0;
    if (hits->n > 0)
        duban_session_go_to(session, session->campaign.tasks[hits->at[i]]->id);
}

/* The first hit from the selection on, around the end. */
static void choose_first(struct duban_session *session)
{
    struct hits hits = look(session);
    size_t from = here(session), i = 0;

    while (i < hits.n && hits.at[i] < from)
        i++;
    choose(session, &hits, i < hits.n ? i : 0);
    free(hits.at);
}

/* --- What is looked for ----------------------------------------------------------------------- */

static void set_key(struct duban_session *session, const char *text)
{
    struct duban_search *search = &session->ui.search;
    struct duban_buf key = DUBAN_BUF_INIT;

    duban_text_key(&key, text);
    duban_strset(&search->key, key.len > 0 ? key.data : NULL);
    duban_strset(&search->text, key.len > 0 ? text : NULL);
    search->n = search->at = 0;
    search->view = duban_ui_view(&session->ui);
    duban_buf_release(&key);
}

static void look_anew(struct duban_session *session)
{
    if (!session->ui.search.key)
        return;
    if (duban_ui_view(&session->ui) == DUBAN_VIEW_BOARD)
        choose_first(session);
    else
        session->ui.search.seek = true;
}

/* --- Where the search began ------------------------------------------------------------------- */

struct duban_origin {
    int64_t column_id, task_id;
    size_t column, row, scroll;
    struct duban_ui_column *columns; /* which were open */
    size_t n_columns;
};

static void keep_origin(struct duban_session *session)
{
    const struct duban_ui *ui = &session->ui;
    struct duban_origin *origin = duban_alloc(sizeof *origin);

    *origin = (struct duban_origin){ui->column_id,
                                    ui->task_id,
                                    ui->column,
                                    ui->row,
                                    ui->scroll[duban_ui_view(ui)],
                                    duban_alloc(ui->n_columns * sizeof *ui->columns),
                                    ui->n_columns};
    for (size_t i = 0; i < ui->n_columns; i++)
        origin->columns[i] = ui->columns[i];
    session->wait->origin = origin;
}

void duban_origin_free(struct duban_origin *origin)
{
    if (origin)
        free(origin->columns);
    free(origin);
}

static bool was_open(const struct duban_origin *origin, int64_t id)
{
    for (size_t i = 0; i < origin->n_columns; i++)
        if (origin->columns[i].id == id)
            return origin->columns[i].open;
    return false;
}

/* The selection, the folds and what was in sight, as they were. */
static void go_back(struct duban_session *session)
{
    struct duban_ui *ui = &session->ui;
    const struct duban_origin *origin = session->wait->origin;
    bool folds = false;

    for (size_t i = 0; i < ui->n_columns; i++) {
        bool open = was_open(origin, ui->columns[i].id);

        folds = folds || ui->columns[i].open != open;
        ui->columns[i].open = open;
    }
    ui->column = origin->column;
    ui->row = origin->row;
    ui->column_id = origin->column_id;
    ui->task_id = origin->task_id;
    ui->scroll[duban_ui_view(ui)] = origin->scroll;
    if (folds)
        duban_session_refresh(session);
    else
        duban_session_settle(session);
}

/* --- The prompt ------------------------------------------------------------------------------- */

static void typed(struct duban_session *session, const char *text)
{
    go_back(session);
    set_key(session, text);
    look_anew(session);
}

static unsigned say_none(struct duban_session *session)
{
    bool part = duban_ui_view(&session->ui) == DUBAN_VIEW_BOARD && session->ui.filter.query;

    duban_ui_say(&session->ui, DUBAN_TONE_WARN,
                 part ? _("列出的任务里没有“%s”；按 Esc 结束查找，再按 Esc 清除筛选，可查找全部")
                      : _("没有找到“%s”；请按 / 换个词，一两个字就够"),
                 session->ui.search.text);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

/* Without a word, what was looked for last. */
static unsigned found(struct duban_session *session, const char *text)
{
    const struct duban_past *past = &session->pasts->searches;
    struct duban_search *search = &session->ui.search;
    bool page = duban_ui_view(&session->ui) != DUBAN_VIEW_BOARD;

    if (!search->key && past->n > 0)
        typed(session, past->lines[past->n - 1]);
    else if (search->key)
        duban_past_add(&session->pasts->searches, text);
    search->typing = false;
    duban_ui_close_overlay(&session->ui);
    if (search->key && search->n == 0 && !page)
        return say_none(session);
    return DUBAN_REACT_DRAW;
}

static unsigned cancelled(struct duban_session *session)
{
    session->ui.search.typing = false;
    go_back(session);
    set_key(session, "");
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_search(struct duban_session *session, int by)
{
    (void)by;
    set_key(session, "");
    duban_ask_text(session, "/", NULL, found);
    keep_origin(session);
    session->ui.search.typing = true;
    session->wait->typed = typed;
    session->wait->cancelled = cancelled;
    session->wait->past = &session->pasts->searches;
    session->wait->past_at = session->pasts->searches.n;
    return DUBAN_REACT_DRAW;
}

/* --- On and back ------------------------------------------------------------------------------ */

static void say_around(struct duban_session *session, int by)
{
    duban_ui_say(&session->ui, DUBAN_TONE_INFO,
                 by > 0 ? _("后面没有了，已从头找起") : _("前面没有了，已从末尾找起"));
}

/* `by` hits on from the selection, which may be none itself. */
static unsigned step_card(struct duban_session *session, int by)
{
    struct hits hits = look(session);
    size_t from = here(session), before = 0, i;
    bool on = false, around;

    for (i = 0; i < hits.n; i++) {
        before += hits.at[i] < from;
        on = on || hits.at[i] == from;
    }
    if (hits.n == 0) {
        free(hits.at);
        session->ui.search.n = session->ui.search.at = 0;
        return say_none(session);
    }
    /* Between two hits the one behind is a step of one, and so is the one before. */
    int64_t to = (int64_t)before + by - (by > 0 && !on), n = (int64_t)hits.n;
    around = to < 0 || to >= n;
    choose(session, &hits, (size_t)(((to % n) + n) % n));
    free(hits.at);
    if (around)
        say_around(session, by);
    return DUBAN_REACT_DRAW;
}

/* The screen has counted the places in the frame before. */
static unsigned step_place(struct duban_session *session, int by)
{
    struct duban_search *search = &session->ui.search;
    enum duban_view view = duban_ui_view(&session->ui);
    int64_t n = (int64_t)search->n;

    search->seek = true;
    if (search->view != view || search->at == 0) { /* the first from here on */
        search->view = view;
        search->at = by > 0 ? 0 : search->n;
        return DUBAN_REACT_DRAW;
    }
    if (n == 0)
        return say_none(session);
    int64_t to = (int64_t)search->at - 1 + by;
    search->at = (size_t)(((to % n) + n) % n) + 1;
    if (to < 0 || to >= n)
        say_around(session, by);
    return DUBAN_REACT_DRAW;
}

unsigned duban_do_search_next(struct duban_session *session, int by)
{
    const struct duban_past *past = &session->pasts->searches;

    if (!session->ui.search.key && past->n > 0)
        set_key(session, past->lines[past->n - 1]);
    if (!session->ui.search.key) {
        duban_ui_say(&session->ui, DUBAN_TONE_INFO, _("还没有查找过；请按 / 写出要找的内容"));
        return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
    }
    return duban_ui_view(&session->ui) == DUBAN_VIEW_BOARD ? step_card(session, by)
                                                           : step_place(session, by);
}

void duban_search_end(struct duban_session *session)
{
    set_key(session, "");
}
