/* The frame's composition: title, view or form, overlay, footer, in this order; the session is told
 * what there was room for. */
#include "tui/screen.h"

#include "duban/i18n.h"
#include "tui/layout.h"
#include "tui/views.h"

#include <stdio.h>

#define LINE_MAX_COLUMNS 100 /* longer lines are hard to read */
#define TWO_COLUMNS      100 /* from this width on the help stands in two columns */

static void draw_too_small(const struct canvas *canvas, int rows, int columns)
{
    char full[96], brief[32];

    snprintf(full, sizeof full, _("窗口太小：%d×%d，至少 %d×%d"), columns, rows, LAYOUT_COLUMNS_MIN,
             LAYOUT_ROWS_MIN);
    snprintf(brief, sizeof brief, _("太小 %d×%d"), columns, rows);
    draw_text(canvas, rows / 2, 0, columns, ROLE_WARN, draw_width(full) <= columns ? full : brief);
}

/* What the layout has scrolled is kept for the next frame. */
static void keep_scroll(struct duban_session *session, const struct layout *layout)
{
    struct duban_ui *ui = &session->ui;

    ui->first_column = layout->first_column;
    ui->room.cards = 1;
    for (size_t i = 0; i < layout->n_columns; i++) {
        const struct layout_column *place = &layout->columns[i];

        duban_ui_column(ui, session->board.columns[place->column].id)->first = place->first_row;
        if (place->column == ui->column && place->n > 0)
            ui->room.cards = place->n;
    }
}

static int page_width(int width, int columns)
{
    width = width / columns - 2;
    return width > LINE_MAX_COLUMNS ? LINE_MAX_COLUMNS : width;
}

/* Counts the places that are looked for, and brings the chosen one into sight: it is left where it
 * is if it can be seen, else a third of the page stands above it. */
static void seek(struct duban_ui *ui, const struct page *page, enum duban_view view, size_t shown)
{
    struct duban_search *search = &ui->search;
    size_t *scroll = &ui->scroll[view];

    if (!search->key || (search->view != view && !search->seek))
        return;
    search->view = view;
    search->n = page->n_hits;
    if (search->at > search->n)
        search->at = search->n;
    if (!search->seek || search->n == 0)
        return;
    search->seek = false;
    for (size_t i = 0; search->at == 0 && i < search->n; i++)
        if (page->hits[i] >= *scroll)
            search->at = i + 1;
    if (search->at == 0)
        search->at = 1;
    size_t line = page->hits[search->at - 1];
    if (line < *scroll || line >= *scroll + shown)
        *scroll = line > shown / 3 ? line - shown / 3 : 0;
}

static void draw_page(const struct canvas *canvas, struct duban_session *session, struct rect rect,
                      enum duban_view view,
                      void (*make)(struct page *page, const struct duban_session *session))
{
    struct duban_ui *ui = &session->ui;
    int columns = view == DUBAN_VIEW_HELP && rect.w >= TWO_COLUMNS ? 2 : 1;
    size_t shown = (size_t)(rect.h * columns);
    struct page page;

    page_init(&page, page_width(rect.w, columns), ui->search.key);
    make(&page, session);
    seek(ui, &page, view, shown);
    ui->scroll[view] = page_draw(canvas, rect, &page, ui->scroll[view], columns);
    ui->room.lines = shown;
    ui->room.total = page.n_lines;
    if (ui->scroll[view] > 0)
        draw_glyph(canvas, rect.y, rect.w - 1, ROLE_CURRENT, GLYPH_UP);
    if (ui->scroll[view] + shown < page.n_lines)
        draw_glyph(canvas, rect.y + rect.h - 1, rect.w - 1, ROLE_CURRENT, GLYPH_DOWN);
    page_release(&page);
}

static void draw_bin(const struct canvas *canvas, struct duban_session *session, struct rect rect)
{
    struct duban_ui *ui = &session->ui;

    ui->scroll[DUBAN_VIEW_BIN] = view_bin(canvas, session, rect);
    ui->room.lines = (size_t)rect.h;
    ui->room.total = session->campaign.n_bin;
}

/* On a wide screen the selected card stands beside the board, without its history. */
static void draw_side(const struct canvas *canvas, const struct duban_session *session,
                      struct rect side)
{
    struct page page;
    struct rect inside = {side.y, side.x + 2, side.h, side.w - 2};

    draw_wall(canvas, side.y, side.x, side.h, ROLE_BORDER);
    page_init(&page, inside.w - 2, session->ui.search.key);
    view_card(&page, session);
    page_draw(canvas, inside, &page, 0, 1);
    page_release(&page);
}

static void draw_view(const struct canvas *canvas, struct duban_session *session,
                      const struct layout *layout)
{
    struct rect body = layout->frame.body;

    switch (duban_ui_view(&session->ui)) {
    case DUBAN_VIEW_BOARD:
        view_board(canvas, session, layout);
        if (layout->frame.side.w > 0 && session->board.n_columns > 0)
            draw_side(canvas, session, layout->frame.side);
        keep_scroll(session, layout);
        break;
    case DUBAN_VIEW_CARD: draw_page(canvas, session, body, DUBAN_VIEW_CARD, view_card); break;
    case DUBAN_VIEW_HISTORY:
        draw_page(canvas, session, body, DUBAN_VIEW_HISTORY, view_history);
        break;
    case DUBAN_VIEW_HELP: draw_page(canvas, session, body, DUBAN_VIEW_HELP, view_help); break;
    case DUBAN_VIEW_BIN: draw_bin(canvas, session, body); break;
    case DUBAN_VIEW_IMPORT: view_import(canvas, session, body); break;
    case DUBAN_VIEW_ROW: draw_page(canvas, session, body, DUBAN_VIEW_ROW, view_import_row); break;
    case DUBAN_VIEWS: break;
    }
}

bool screen_draw(const struct canvas *canvas, struct duban_session *session)
{
    int rows = getmaxy(canvas->window), columns = getmaxx(canvas->window);
    struct cursor cursor = {false, 0, 0};
    struct layout layout;

    werase(canvas->window);
    layout_make(&layout, &session->board, &session->ui, rows, columns);
    if (layout.frame.too_small) {
        draw_too_small(canvas, rows, columns);
    } else {
        view_title(canvas, session, &layout);
        if (session->ui.form)
            view_form(canvas, session->ui.form, layout.frame.body, &cursor);
        else
            draw_view(canvas, session, &layout);
        view_footer(canvas, session, &layout.frame);
        view_overlay(canvas, session, &layout.frame, &cursor);
    }
    layout_release(&layout);
    wmove(canvas->window, cursor.y, cursor.x);
    return cursor.on;
}
