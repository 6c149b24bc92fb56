/* The lines that every view shares: the title at the top; at the bottom what was said, and what can
 * be done now. */
#include "tui/views.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdio.h>
#include <string.h>

#define TITLE_MIN  12 /* columns that figures leave to the title */
#define HINTS_MAX  24
#define NOTE_MAX   3  /* lines */
#define SOUGHT_MAX 16 /* columns of what is looked for */

static void put_day(struct duban_buf *out, int today)
{
    static const char *const days[] = {N_("周一"), N_("周二"), N_("周三"), N_("周四"),
                                       N_("周五"), N_("周六"), N_("周日")};
    struct duban_buf day = DUBAN_BUF_INIT;
    int year;

    duban_date_split(today, &year, NULL, NULL);
    duban_date_say(&day, today, year);
    /* TRANSLATORS: a day and its weekday: 6月18日 周一 */
    duban_buf_addf(out, _("%s %s"), day.data, _(days[duban_date_weekday(today) - 1]));
    duban_buf_release(&day);
}

/* Columns 2 to 4 of 12. */
static void put_columns(struct duban_buf *out, const struct duban_session *session,
                        const struct layout *layout)
{
    size_t n = session->board.n_columns, first = layout->first_column + 1;
    const char *noun = duban_grouping_noun(session->board.grouping);

    if (layout->n_columns == 0 || layout->n_columns >= n ||
        duban_ui_context(&session->ui) != DUBAN_IN_BOARD)
        return;
    if (layout->n_columns == 1)
        duban_buf_addf(out, "%s %zu/%zu", noun, first, n);
    else
        duban_buf_addf(out, "%s %zu-%zu/%zu", noun, first, first + layout->n_columns - 1, n);
}

enum figure { FIGURE_COLUMNS, FIGURE_DAY, FIGURE_DONE, FIGURE_SOON, FIGURE_LATE, FIGURES };

static enum role put_figure(struct duban_buf *out, enum figure figure,
                            const struct duban_session *session, const struct layout *layout)
{
    const struct duban_tally *tally = &session->board.tally;

    switch (figure) {
    case FIGURE_COLUMNS: put_columns(out, session, layout); return ROLE_CURRENT;
    case FIGURE_DAY: put_day(out, session->today); return ROLE_TEXT;
    case FIGURE_DONE:
        if (!session->board.filtered) /* the filter's own numbers would be taken for these */
            duban_buf_addf(out, _("完成 %zu/%zu"), tally->done, tally->total);
        return ROLE_DIM;
    case FIGURE_SOON:
        if (tally->yellow > 0)
            duban_buf_addf(out, _("临期 %zu"), tally->yellow);
        return ROLE_SOON;
    case FIGURE_LATE:
        if (tally->red > 0)
            duban_buf_addf(out, _("逾期 %zu"), tally->red);
        return ROLE_OVERDUE;
    case FIGURES: break;
    }
    return ROLE_TEXT;
}

/* How the board is arranged, where that is not as usual: a figure at the left of the title. */
enum state { STATE_MARKS, STATE_FILTER, STATE_GROUPING, STATE_SORTING, STATES };

#define FILTER_MAX 30 /* columns of a filter's text */

/* 筛选：牵头:宣传室 */
static void put_filter(struct duban_buf *out, const char *filter)
{
    struct duban_buf safe = DUBAN_BUF_INIT, cut = DUBAN_BUF_INIT;

    duban_text_safe(&safe, filter, 0);
    duban_text_cut(&cut, safe.data, FILTER_MAX);
    duban_buf_addf(out, _("筛选：%s"), cut.data);
    duban_buf_release(&cut);
    duban_buf_release(&safe);
}

static enum role put_state(struct duban_buf *out, enum state state,
                           const struct duban_session *session)
{
    const struct duban_ui *ui = &session->ui;

    switch (state) {
    case STATE_MARKS:
        if (ui->marks.n > 0)
            duban_buf_addf(out, _("标记 %zu"), ui->marks.n);
        return ROLE_HERE;
    case STATE_FILTER:
        if (ui->filter.text) {
            put_filter(out, ui->filter.text);
            duban_buf_addf(out, "  %zu/%zu", session->board.tally.total, session->board.all);
        }
        return ROLE_HERE;
    case STATE_GROUPING:
        if (ui->grouping != DUBAN_BY_PHASE)
            duban_buf_adds(out, duban_grouping_label(ui->grouping));
        return ROLE_CURRENT;
    case STATE_SORTING:
        if (ui->sorting != DUBAN_SORT_PLAN)
            duban_buf_addf(out, _("列内%s"), duban_sorting_label(ui->sorting));
        return ROLE_CURRENT;
    case STATES: break;
    }
    return ROLE_TEXT;
}

/* Draws them where `canvas` is given; returns the columns used, the gap behind them included. */
static int draw_states(const struct canvas *canvas, const struct duban_session *session, int y,
                       int x, int width)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int used = 0;

    for (enum state state = 0; state < STATES; state++) {
        duban_buf_clear(&text);
        enum role role = put_state(&text, state, session);
        int wanted = draw_width(text.data);

        if (wanted == 0)
            continue;
        if (canvas && used < width)
            draw_text(canvas, y, x + used, width - used, role, text.data);
        used += wanted + 2;
    }
    duban_buf_release(&text);
    return used;
}

static bool shows_board(const struct duban_session *session)
{
    return duban_ui_view(&session->ui) == DUBAN_VIEW_BOARD && !session->ui.form;
}

/* From the right end inwards, the most urgent last to give way; returns what is left. */
static int draw_figures(const struct canvas *canvas, const struct duban_session *session,
                        const struct layout *layout, int width)
{
    int reserve = shows_board(session) ? draw_states(NULL, session, 0, 0, 0) : 0;

    static const enum figure order[] = {FIGURE_LATE, FIGURE_SOON, FIGURE_DAY, FIGURE_DONE,
                                        FIGURE_COLUMNS};
    struct duban_buf text = DUBAN_BUF_INIT;

    for (size_t i = 0; i < FIGURES; i++) {
        enum role role;
        int wanted;

        duban_buf_clear(&text);
        role = put_figure(&text, order[i], session, layout);
        wanted = draw_width(text.data);
        if (wanted == 0)
            continue;
        if (wanted + (reserve > TITLE_MIN ? reserve : TITLE_MIN) > width)
            break;
        draw_text(canvas, layout->frame.title.y, width - wanted, wanted, role, text.data);
        width -= wanted + 2;
    }
    duban_buf_release(&text);
    return width;
}

/* The campaign's title; without one the file's name, its ending left off. */
static void put_name(struct duban_buf *out, const struct duban_session *session)
{
    static const char ending[] = ".duban";
    const char *slash, *name;

    if (session->campaign.title) {
        duban_buf_adds(out, session->campaign.title);
        return;
    }
    slash = session->path ? strrchr(session->path, '/') : NULL;
    name = slash ? slash + 1 : session->path;
    duban_buf_adds(out, name ? name : _("督办看板"));
    if (out->len > sizeof ending && strcmp(out->data + out->len - sizeof ending + 1, ending) == 0)
        duban_buf_truncate(out, out->len - sizeof ending + 1);
}

static const char *view_name(const struct duban_session *session)
{
    static const char *const names[DUBAN_VIEWS] = {
        [DUBAN_VIEW_CARD] = N_("任务"),
        [DUBAN_VIEW_HISTORY] = N_("记录"),
        [DUBAN_VIEW_BIN] = N_("回收站"),
        [DUBAN_VIEW_HELP] = N_("帮助"),
        [DUBAN_VIEW_IMPORT] = N_("导入预览"),
        [DUBAN_VIEW_ROW] = N_("表格的一行"),
    };
    const char *name = names[duban_ui_view(&session->ui)];

    if (session->ui.form)
        return session->ui.form->title;
    return name ? _(name) : NULL;
}

/* Which lines of the history are shown. */
static int draw_sifting(const struct canvas *canvas, const struct duban_session *session, int y,
                        int x, int width)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int used = 0;

    if (session->ui.sifting.text && duban_ui_view(&session->ui) == DUBAN_VIEW_HISTORY) {
        put_filter(&text, session->ui.sifting.text);
        used = 1 + draw_text(canvas, y, x, width, ROLE_HERE, text.data);
    }
    duban_buf_release(&text);
    return used;
}

/* Who else has the task of the form open. */
static int draw_editors(const struct canvas *canvas, const struct duban_session *session, int y,
                        int x, int width)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int used = 0;

    view_editors(&text, session, session->ui.form->task);
    if (text.len > 0) {
        duban_buf_adds(&text, _("也在修改"));
        used = 1 + draw_text(canvas, y, x, width, ROLE_WARN, text.data);
    }
    duban_buf_release(&text);
    return used;
}

void view_title(const struct canvas *canvas, const struct duban_session *session,
                const struct layout *layout)
{
    struct rect rect = layout->frame.title;
    const char *name = view_name(session);
    struct duban_buf title = DUBAN_BUF_INIT;
    int width, x = 0;

    if (rect.h == 0)
        return;
    width = draw_figures(canvas, session, layout, rect.w - 1);
    if (name)
        x += 1 + draw_text(canvas, rect.y, x, width - x, ROLE_HERE, name);
    if (session->ui.form)
        x += draw_editors(canvas, session, rect.y, x, width - x);
    else
        x += draw_sifting(canvas, session, rect.y, x, width - x);
    if (session->read_only)
        x += 1 + draw_text(canvas, rect.y, x, width - x, ROLE_WARN, _("只读"));
    if (shows_board(session))
        x += draw_states(canvas, session, rect.y, x, width - x);
    put_name(&title, session);
    draw_text(canvas, rect.y, x, width - x, ROLE_TITLE, title.data);
    duban_buf_release(&title);
}

/* --- The bottom ------------------------------------------------------------------------------ */

static enum role tone_role(enum duban_tone tone)
{
    static const enum role roles[] = {
        [DUBAN_TONE_INFO] = ROLE_MESSAGE,
        [DUBAN_TONE_WARN] = ROLE_WARN,
        [DUBAN_TONE_ERROR] = ROLE_ERROR,
    };

    return roles[tone];
}

/* One hint, if it fits; returns the columns used. */
static int draw_hint(const struct canvas *canvas, int y, int x, int width, const char *keys,
                     const char *word)
{
    int used = draw_width(keys) + 1 + draw_width(word);

    if (used <= width) {
        int end = draw_text(canvas, y, x, width, ROLE_KEY, keys);

        draw_text(canvas, y, x + end + 1, width - end - 1, ROLE_HINT, word);
    }
    return used <= width ? used : 0;
}

static int draw_command(const struct canvas *canvas, const struct duban_session *session, int y,
                        int x, int width, enum duban_command command)
{
    struct duban_buf keys = DUBAN_BUF_INIT;

    duban_keymap_keys(&keys, &session->keymap, command, 1);
    int used = draw_hint(canvas, y, x, width, keys.data, duban_session_hint(session, command));
    duban_buf_release(&keys);
    return used;
}

static void draw_hints(const struct canvas *canvas, const struct duban_session *session,
                       struct rect rect)
{
    enum duban_command hints[HINTS_MAX];
    size_t n = duban_session_hints(session, hints, HINTS_MAX);
    const struct duban_ui *ui = &session->ui;
    const char *keys, *word;
    int x = 0;

    for (size_t i = 0; i < n; i++) {
        int used = draw_command(canvas, session, rect.y, rect.x + x, rect.w - x - 1, hints[i]);

        if (used == 0)
            return;
        x += used + 2;
    }
    if (duban_ui_context(ui) == DUBAN_IN_FORM && duban_form_hint(ui->form, &keys, &word))
        draw_hint(canvas, rect.y, rect.x + x, rect.w - x - 1, keys, word);
}

void view_hits(struct duban_buf *out, const struct duban_search *search)
{
    if (search->at > 0)
        duban_buf_addf(out, "%zu/%zu", search->at, search->n);
    else
        duban_buf_addf(out, "%zu", search->n);
}

/* What is pending stands at the right end, where it is in nobody's way: what is looked for, and a
 * count that was begun. */
static void put_pending(struct duban_buf *out, const struct duban_session *session)
{
    const struct duban_search *search = &session->ui.search;

    if (search->text) {
        struct duban_buf safe = DUBAN_BUF_INIT;

        duban_text_safe(&safe, search->text, 0);
        duban_buf_adds(out, " /");
        duban_text_cut(out, safe.data, SOUGHT_MAX);
        duban_buf_release(&safe);
        if (search->view == duban_ui_view(&session->ui)) {
            duban_buf_addc(out, ' ');
            view_hits(out, search);
        }
    }
    if (session->keymap.count > 0)
        duban_buf_addf(out, " %d", session->keymap.count);
}

static int pending_width(const struct duban_session *session)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int width;

    put_pending(&text, session);
    width = draw_width(text.data);
    duban_buf_release(&text);
    return width;
}

static void draw_pending(const struct canvas *canvas, const struct duban_session *session,
                         struct rect rect)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    put_pending(&text, session);
    draw_right(canvas, rect.y, rect.x, rect.w - 1, ROLE_KEY, text.data);
    duban_buf_release(&text);
}

void view_note(const struct canvas *canvas, int bottom, int width, enum role role, const char *text)
{
    struct duban_buf safe = DUBAN_BUF_INIT, line = DUBAN_BUF_INIT;
    struct duban_text_line lines[NOTE_MAX];
    size_t n;

    duban_text_safe(&safe, text, DUBAN_TEXT_LINES);
    n = duban_text_wrap(lines, NOTE_MAX, safe.data, width);
    if (n > NOTE_MAX)
        n = NOTE_MAX;
    for (size_t i = 0; i < n; i++) {
        int y = bottom - (int)(n - 1 - i);

        draw_fill(canvas, y, 0, getmaxx(canvas->window), ROLE_TEXT);
        duban_buf_clear(&line);
        if (i + 1 == n)
            duban_text_cut(&line, safe.data + lines[i].start, width);
        else
            duban_buf_add(&line, safe.data + lines[i].start, lines[i].len);
        draw_safe(canvas, y, 0, role, line.data, line.len);
    }
    duban_buf_release(&line);
    duban_buf_release(&safe);
}

void view_footer(const struct canvas *canvas, const struct duban_session *session,
                 const struct layout_frame *frame)
{
    const struct duban_ui *ui = &session->ui;
    bool apart = frame->message.y != frame->footer.y;
    enum duban_tone tone;
    const char *note = duban_ui_note(ui, &tone);

    if (apart || !note)
        draw_hints(canvas, session, frame->footer);
    if (note)
        view_note(canvas, frame->message.y, frame->message.w - 1 - pending_width(session),
                  tone_role(tone), note);
    draw_pending(canvas, session, frame->message);
}
