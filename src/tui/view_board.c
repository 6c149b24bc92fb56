/* The board: a head and a stack of cards for every column in sight. */
#include "tui/views.h"

#include "duban/i18n.h"
#include "tui/pieces.h"

#include <stdio.h>

#define TAB_MIN 10 /* columns below which no further name is begun */

static struct piece overdue_piece(const struct duban_tally *tally)
{
    struct piece piece = {ROLE_OVERDUE, ""};

    if (tally->red > 0)
        snprintf(piece.text, sizeof piece.text, _("逾%zu"), tally->red);
    return piece;
}

/* How many are done; under a filter, how many of the column's cards it has found. */
static struct piece count_piece(const struct duban_board_column *column, bool filtered)
{
    const struct duban_tally *tally = &column->tally;
    struct piece piece = {filtered ? ROLE_CURRENT : ROLE_DIM, ""};

    if (filtered)
        snprintf(piece.text, sizeof piece.text, _("筛出%zu/%zu"), tally->total, column->all);
    else
        snprintf(piece.text, sizeof piece.text, "%zu/%zu", tally->done, tally->total);
    return piece;
}

/* ↑3 ↓5: rows out of sight. */
static void scroll_text(const struct canvas *canvas, const struct layout_column *place, char *out,
                        size_t size)
{
    int len = 0;

    out[0] = '\0';
    if (place->above > 0)
        len = snprintf(out, size, "%s%zu", theme_glyph(canvas->theme, GLYPH_UP), place->above);
    if (place->below > 0)
        snprintf(out + len, size - (size_t)len, "%s%s%zu", len ? " " : "",
                 theme_glyph(canvas->theme, GLYPH_DOWN), place->below);
}

static void draw_window(const struct canvas *canvas, const struct duban_board_column *column,
                        struct rect rect, int y)
{
    struct piece late = overdue_piece(&column->tally);
    int width = draw_pieces(canvas, y, rect.x, rect.w - 1, &late, 1), x = 2;

    if (column->current)
        x += draw_text(canvas, y, rect.x + x, width - x, ROLE_CURRENT, _("当前 "));
    draw_text(canvas, y, rect.x + x, width - x, ROLE_DIM, column->window);
}

static void draw_head(const struct canvas *canvas, const struct duban_board_column *column,
                      struct rect rect, bool here, bool filtered)
{
    struct piece pieces[2] = {overdue_piece(&column->tally), count_piece(column, filtered)};
    bool single = rect.h == 1;
    int width;

    if (rect.h == 0)
        return;
    width = draw_pieces(canvas, rect.y, rect.x, rect.w - 1, pieces + !single, 1 + single);
    if (column->current)
        draw_glyph(canvas, rect.y, rect.x, ROLE_CURRENT, GLYPH_CURRENT);
    draw_text(canvas, rect.y, rect.x + 2, width - 2, here ? ROLE_HERE : ROLE_HEAD, column->name);
    if (!single)
        draw_window(canvas, column, rect, rect.y + 1);
}

/* Where one column is shown at a time, the line of tabs names them all; the head keeps the rest. */
static void draw_tab_head(const struct canvas *canvas, const struct duban_board_column *column,
                          struct rect rect, bool filtered)
{
    struct piece count = count_piece(column, filtered);
    struct rect left = rect;

    if (rect.h == 0)
        return;
    left.w = draw_pieces(canvas, rect.y, rect.x, rect.w - 1, &count, 1) + 1;
    draw_window(canvas, column, left, rect.y);
}

static void draw_scroll(const struct canvas *canvas, const struct layout *layout,
                        const struct layout_column *place)
{
    char text[32];
    int y = layout->rule.h ? layout->rule.y : place->body.y;
    int width;

    scroll_text(canvas, place, text, sizeof text);
    width = draw_width(text);
    if (width > 0 && layout->rule.h)
        draw_text(canvas, y, place->body.x + place->body.w - width - 1, width, ROLE_CURRENT, text);
}

static void draw_fold(const struct canvas *canvas, const struct duban_board_column *column,
                      struct rect box)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_board_fold_text(&text, column);
    draw_glyph(canvas, box.y, box.x + 2, ROLE_DONE, column->open ? GLYPH_OPEN : GLYPH_CLOSED);
    draw_text(canvas, box.y, box.x + 4, box.w - 5, ROLE_DONE, text.data);
    duban_buf_release(&text);
}

static const char *empty_text(const struct duban_board *board,
                              const struct duban_board_column *column, bool here)
{
    if (column->all > 0)
        return _("没有符合筛选的任务");
    if (here && !board->filtered && board->grouping == DUBAN_BY_PHASE)
        return _("本阶段还没有任务，按 a 新增");
    return _("没有任务");
}

/* A star in the gutter: somebody else has changed the card, or one that is folded away in its
 * phase. */
static bool is_fresh(const struct duban_session *session, const struct duban_board_column *column,
                     const struct duban_board_row *row)
{
    const struct duban_ui *ui = &session->ui;

    if (row->task)
        return duban_ui_is_fresh(ui, row->task->id);
    if (session->board.grouping != DUBAN_BY_PHASE || column->open)
        return false;
    for (size_t i = 0; i < ui->n_fresh; i++) {
        const struct duban_task *task = duban_campaign_task(&session->campaign, ui->fresh[i].task);

        if (task && !task->deleted && task->phase == column->id &&
            duban_board_row_of(column, task->id) == SIZE_MAX)
            return true;
    }
    return false;
}

static void draw_no_cards(const struct canvas *canvas, struct rect body, const char *text)
{
    struct remark remark = {ROLE_DIM, text};
    int rows = view_remark_rows(&remark, body.w - 3, body.h);

    view_remark(canvas, body.y, body.x + 2, body.w - 3, rows, &remark);
}

static void draw_cards(const struct canvas *canvas, const struct duban_session *session,
                       const struct layout *layout, const struct layout_column *place)
{
    const struct duban_board_column *column = &session->board.columns[place->column];
    bool here = place->column == session->ui.column;

    for (size_t i = 0; i < place->n; i++) {
        const struct layout_card *card = &layout->cards[place->first + i];
        const struct duban_board_row *row = &column->rows[card->row];
        bool selected = here && card->row == session->ui.row;

        if (row->kind == DUBAN_BOARD_FOLD)
            draw_fold(canvas, column, card->box);
        else
            view_board_card(canvas, session, layout, row, card, selected);
        bool marked = row->task && duban_marks_hold(&session->ui.marks, row->task->id);

        /* A card that is chosen has been seen: star and bar never want the same place. */
        if (is_fresh(session, column, row))
            draw_glyph(canvas, card->box.y, card->box.x + !marked, ROLE_MESSAGE, GLYPH_FRESH);
        if (marked)
            draw_glyph(canvas, card->box.y, card->box.x + 1, ROLE_HERE, GLYPH_MARK);
        for (int y = 0; selected && y < card->box.h; y++)
            draw_glyph(canvas, card->box.y + y, card->box.x, ROLE_BAR, GLYPH_BAR);
    }
    if (column->n_rows == 0)
        draw_no_cards(canvas, place->body, empty_text(&session->board, column, here));
    if (column->n_rows == 0 && here)
        draw_glyph(canvas, place->body.y, place->body.x, ROLE_BAR, GLYPH_BAR);
}

/* --- All of it ------------------------------------------------------------------------------- */

/* How many of the two, overdue and count, a lone column's name leaves room for: what is late goes
 * before the count. */
static size_t pieces_beside_name(const struct piece *pieces, int width)
{
    int late = draw_width(pieces[0].text), count = draw_width(pieces[1].text);

    return late > 0 && width - late - count - 2 < TAB_MIN ? 1 : 2;
}

/* The chosen column's name in full if it fits, its neighbours in what is left. */
static void draw_tabs(const struct canvas *canvas, const struct duban_session *session,
                      const struct layout *layout)
{
    const struct duban_board *board = &session->board;
    struct rect tab = layout->tab;
    size_t here = session->ui.column;
    int x = tab.x;
    bool lone = layout->columns[0].head.h == 0;
    struct piece pieces[2] = {overdue_piece(&board->columns[here].tally),
                              count_piece(&board->columns[here], board->filtered)};
    int width = lone ? draw_pieces(canvas, tab.y, tab.x, tab.w - 1, pieces,
                                   pieces_beside_name(pieces, tab.w - 1))
                     : tab.w;

    if (here > 0)
        x += draw_glyph(canvas, tab.y, x, ROLE_CURRENT, GLYPH_LEFT);
    for (size_t i = here; i < board->n_columns && (i == here || x < width - TAB_MIN); i++) {
        bool more = i + 1 < board->n_columns;
        int gap = i == here ? 1 : 2;

        x += gap;
        if (board->columns[i].current)
            x += draw_glyph(canvas, tab.y, x, ROLE_CURRENT, GLYPH_CURRENT);
        x += draw_format(canvas, tab.y, x, width - x - more, i == here ? ROLE_HERE : ROLE_DIM,
                         "%zu %s", i + 1, board->columns[i].name);
    }
    if (here + 1 < board->n_columns)
        draw_glyph(canvas, tab.y, x < width - 1 ? x + 1 : width - 1, ROLE_CURRENT, GLYPH_RIGHT);
}

/* Why nothing is to be seen, and what would help. */
static void draw_empty(const struct canvas *canvas, const struct duban_session *session,
                       struct rect body)
{
    static const char *const reasons[][3] = {
        {
            N_("看板还是空的"),
            N_("按 I 导入计划安排表：粘贴，或读文件；"),
            N_("或退出后用 duban phase add '宣传发动阶段' 增加阶段"),
        },
        {N_("看板还没有任务"), N_("按 a 新增，按 I 导入，或按 v 换回按阶段分列"), NULL},
        {N_("没有符合筛选的任务"), N_("按 f 改筛选，按 Esc 清除筛选"), NULL},
    };
    bool phases = session->campaign.n_phases > 0;
    const char *const *lines = reasons[session->board.all > 0 ? 2 : phases];
    int y = body.h > 6 ? body.y + body.h / 3 : body.y, end = body.y + body.h;

    for (int i = 0; i < 3 && y < end && lines[i]; i++) {
        struct remark line = {i ? ROLE_DIM : ROLE_HEAD, _(lines[i])};
        int width = draw_width(line.text), x = width < body.w ? (body.w - width) / 2 : 0;
        int rows = view_remark_rows(&line, body.w - x, end - y);

        view_remark(canvas, y, x, body.w - x, rows, &line);
        y += rows;
    }
}

/* The line below the heads, with signs where more columns lie beyond an edge. */
static void draw_line(const struct canvas *canvas, const struct duban_session *session,
                      const struct layout *layout)
{
    struct rect rule = layout->rule;
    size_t end = layout->first_column + layout->n_columns;

    if (rule.h == 0)
        return;
    draw_rule(canvas, rule.y, rule.x, rule.w, ROLE_BORDER);
    if (layout->tabs) /* the tabs tell */
        return;
    if (layout->first_column > 0)
        draw_glyph(canvas, rule.y, rule.x, ROLE_CURRENT, GLYPH_LEFT);
    if (end < session->board.n_columns)
        draw_glyph(canvas, rule.y, rule.x + rule.w - 1, ROLE_CURRENT, GLYPH_RIGHT);
}

void view_board(const struct canvas *canvas, const struct duban_session *session,
                const struct layout *layout)
{
    if (session->board.n_columns == 0) {
        draw_empty(canvas, session, layout->frame.body);
        return;
    }
    if (layout->tabs)
        draw_tabs(canvas, session, layout);
    draw_line(canvas, session, layout);
    for (size_t i = 0; i < layout->n_columns; i++) {
        const struct layout_column *place = &layout->columns[i];
        const struct duban_board_column *column = &session->board.columns[place->column];

        if (layout->tabs)
            draw_tab_head(canvas, column, place->head, session->board.filtered);
        else
            draw_head(canvas, column, place->head, place->column == session->ui.column,
                      session->board.filtered);
        draw_scroll(canvas, layout, place);
        draw_cards(canvas, session, layout, place);
    }
}
