/* A card on the board: some lines of its text, then who leads it, until when, and its mark. */
#include "tui/views.h"

#include "duban/i18n.h"
#include "duban/text.h"
#include "tui/pieces.h"

#include <stdio.h>
#include <string.h>

#define LEADS_MIN    6 /* columns that a deadline leaves to the leads */
#define DEADLINE_MIN 5 /* columns below which a cut deadline is left out */
#define MATCHES_MAX  64

static void make_mark(struct piece *piece, const struct duban_session *session,
                      const struct duban_board_row *row)
{
    struct duban_buf mark = DUBAN_BUF_INIT;

    duban_standing_mark(&mark, row->task, &row->standing, session->today);
    piece->role = view_light_role(row->task, &row->standing);
    snprintf(piece->text, sizeof piece->text, "%s", mark.data);
    duban_buf_release(&mark);
}

/* 李在改: somebody else has the card open for editing. */
static void make_editors(struct piece *piece, const struct duban_session *session,
                         const struct duban_task *task)
{
    struct duban_buf names = DUBAN_BUF_INIT;

    view_editors(&names, session, task->id);
    *piece = (struct piece){.role = ROLE_WARN};
    if (names.len > 0 && names.len < sizeof piece->text / 2)
        snprintf(piece->text, sizeof piece->text, _("%s在改"), names.data);
    else if (names.len > 0)
        snprintf(piece->text, sizeof piece->text, "%s", _("多人在改"));
    duban_buf_release(&names);
}

/* The deadline in what is left beside the leads: as written, else only the date it inherits, else
 * cut; a stump of it tells nothing. */
static void fit_deadline(struct duban_buf *out, const struct duban_board_row *row, int room)
{
    struct duban_task bare = *row->task;

    view_deadline(out, row->task, &row->standing);
    if (draw_width(out->data) > room && row->standing.inherited) {
        duban_buf_clear(out);
        bare.deadline = NULL;
        view_deadline(out, &bare, &row->standing);
    }
    if (draw_width(out->data) > room && room < DEADLINE_MIN)
        duban_buf_clear(out);
}

/* Draws it at the right end; returns what is left to the leads. */
static int draw_deadline(const struct canvas *canvas, const struct duban_board_row *row, int y,
                         int x, int width, int leads, const struct piece *mark, const char *key,
                         bool *found)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    int reserve = leads < LEADS_MIN ? leads : LEADS_MIN, used;

    fit_deadline(&text, row, width - reserve - (reserve > 0));
    if (strcmp(text.data, mark->text) == 0) /* 长期, once is enough */
        duban_buf_clear(&text);
    used = draw_width(text.data);
    if (used > width - reserve - (reserve > 0))
        used = width - reserve - (reserve > 0);
    *found = draw_searched(canvas, y, x + width - used, used,
                           mark->role == ROLE_DONE ? ROLE_DONE : ROLE_DIM, text.data, key);
    duban_buf_release(&text);
    return used > 0 ? width - used - 1 : width;
}

/* How often its leads were chased, and its deadline extended, if there is room for it. */
static void add_counts(struct duban_buf *out, const struct duban_task *task, int room)
{
    struct duban_buf counts = DUBAN_BUF_INIT;

    if (task->chases > 0)
        duban_buf_addf(&counts, _(" 催%d"), task->chases);
    if (task->extensions > 0)
        duban_buf_addf(&counts, _(" 延%d"), task->extensions);
    if (draw_width(out->data) + draw_width(counts.data) <= room)
        duban_buf_adds(out, counts.data);
    duban_buf_release(&counts);
}

/* Leads at the left, deadline and mark at the right; the mark is the last thing to give way. True
 * when something of it was looked for. */
static bool draw_meta(const struct canvas *canvas, const struct duban_session *session,
                      const struct duban_board_row *row, struct rect box, int y)
{
    const char *key = session->ui.search.key;
    struct duban_buf leads = DUBAN_BUF_INIT;
    struct piece pieces[2], mark;
    int x = box.x + 2, width = layout_text_width(box.w);
    bool found;

    make_editors(&pieces[0], session, row->task);
    make_mark(&mark, session, row);
    pieces[1] = mark;
    width = draw_pieces(canvas, y, x, width, pieces, 2);
    if (row->task->status == DUBAN_DOING) {
        draw_glyph(canvas, y, x, ROLE_DOING, GLYPH_DOING);
        x += 2;
        width -= 2;
    }
    view_names(&leads, row->task->leads);
    width = draw_deadline(canvas, row, y, x, width, draw_width(leads.data), &mark, key, &found);
    add_counts(&leads, row->task, width);
    found = draw_searched(canvas, y, x, width, ROLE_DIM, leads.data, key) || found;
    duban_buf_release(&leads);
    return found;
}

/* The number before the text is all of it that changes with the selection, and it looks like the
 * bar before it: few cells to repaint, in one run. */
static void draw_serial(const struct canvas *canvas, const struct duban_task *task, struct rect box,
                        int width, bool selected)
{
    if (!task->serial || draw_width(task->serial) >= width)
        return;
    if (selected)
        draw_text(canvas, box.y, box.x + 1, 1, ROLE_BAR, " ");
    draw_text(canvas, box.y, box.x + 2, width, selected ? ROLE_BAR : ROLE_SERIAL, task->serial);
}

/* The lines of a card's text as they are drawn: at most `max`; when there is more text, the last of
 * them ends in …. */
struct card_lines {
    struct duban_buf text; /* safe */
    struct duban_text_line lines[LAYOUT_TEXT_LINES];
    size_t n;
    bool cut;
};

static void wrap_card(struct card_lines *lines, const struct duban_task *task, struct rect box,
                      size_t max, int width)
{
    size_t n;

    *lines = (struct card_lines){.text = DUBAN_BUF_INIT};
    layout_card_text(&lines->text, task);
    n = duban_text_wrap(lines->lines, max, lines->text.data, width);
    lines->cut = n > max;
    lines->n = n < max ? n : max;
    if (lines->n > (size_t)box.h)
        lines->n = (size_t)box.h;
}

static void draw_lines(const struct canvas *canvas, struct card_lines *lines, struct rect box,
                       size_t max, int width, enum role role)
{
    struct duban_buf line = DUBAN_BUF_INIT;

    for (size_t i = 0; i < lines->n; i++) {
        struct duban_text_line *at = &lines->lines[i];

        duban_buf_clear(&line);
        if (i + 1 == max && lines->cut) {
            duban_text_cut(&line, lines->text.data + at->start, width);
            at->len = line.len > strlen("…") ? line.len - strlen("…") : 0;
        } else {
            duban_buf_add(&line, lines->text.data + at->start, at->len);
        }
        draw_safe(canvas, box.y + (int)i, box.x + 2, role, line.data, line.len);
    }
    duban_buf_release(&line);
}

/* Marks what is looked for, over line ends too. */
static bool draw_found(const struct canvas *canvas, const struct card_lines *lines, struct rect box,
                       const char *key)
{
    struct duban_text_line places[MATCHES_MAX];
    size_t n = key ? duban_text_find(places, MATCHES_MAX, lines->text.data, key) : 0;
    bool any = false;

    for (size_t i = 0; n > 0 && i < lines->n; i++)
        any = draw_places(canvas, box.y + (int)i, box.x + 2, lines->text.data, lines->lines[i],
                          places, n < MATCHES_MAX ? n : MATCHES_MAX) ||
              any;
    return any;
}

static bool draw_card_text(const struct canvas *canvas, const struct duban_task *task,
                           const struct layout_card *card, int width, bool selected,
                           const char *key)
{
    bool closed = task->status == DUBAN_DONE || task->status == DUBAN_DROPPED;
    struct card_lines lines;

    wrap_card(&lines, task, card->box, card->lines, width);
    draw_lines(canvas, &lines, card->box, card->lines, width, closed ? ROLE_DONE : ROLE_TEXT);
    draw_serial(canvas, task, card->box, width, selected);
    bool found = draw_found(canvas, &lines, card->box, key);
    duban_buf_release(&lines.text);
    return found;
}

void view_board_card(const struct canvas *canvas, const struct duban_session *session,
                     const struct layout *layout, const struct duban_board_row *row,
                     const struct layout_card *card, bool selected)
{
    const char *key = session->ui.search.key;
    struct rect box = card->box;
    int width = layout_text_width(box.w), meta = box.y + (int)card->lines;
    bool found = false;

    if (!layout->density.meta) {
        struct piece pieces[2];

        make_editors(&pieces[0], session, row->task);
        make_mark(&pieces[1], session, row);
        width = draw_pieces(canvas, box.y, box.x + 2, width, pieces, 2);
    } else if (meta < box.y + box.h) {
        found = draw_meta(canvas, session, row, box, meta);
    }
    found = draw_card_text(canvas, row->task, card, width, selected, key) || found;
    /* What was found where it cannot be seen here is marked all the same. */
    if (key && !found && duban_search_fits(row->task, key))
        draw_glyph(canvas, box.y, box.x + 1, ROLE_MATCH, GLYPH_RIGHT);
}
