/* The views: each draws one part of the screen from the session's state and decides nothing. */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "duban/session.h"
#include "tui/draw.h"
#include "tui/layout.h"
#include "tui/page.h"

/* Where the terminal's cursor is to stand; off: nowhere, nothing is being written. */
struct cursor {
    bool on;
    int y, x;
};

/* The board: heads and cards. */
void view_board(const struct canvas *canvas, const struct duban_session *session,
                const struct layout *layout);

/* One card in its place. */
void view_board_card(const struct canvas *canvas, const struct duban_session *session,
                     const struct layout *layout, const struct duban_board_row *row,
                     const struct layout_card *card, bool selected);

/* Pages, made for their width. */
void view_card(struct page *page, const struct duban_session *session);
void view_history(struct page *page, const struct duban_session *session);
void view_help(struct page *page, const struct duban_session *session);

/* The history's lines from the newest to the oldest; `names`: each act says what it is about. */
void view_history_lines(struct page *page, const struct duban_session *session, bool names);

/* The bin: one line a task. Returns the first line in sight. */
size_t view_bin(const struct canvas *canvas, const struct duban_session *session, struct rect rect);

/* Of `n` lines that scroll, the first in sight, so that line `at` is among the `height` in sight. */
size_t view_first_in_sight(size_t first, size_t at, size_t height, size_t n);

/* The import: its screen, and one of its rows as a page. */
void view_import(const struct canvas *canvas, struct duban_session *session, struct rect rect);
void view_import_row(struct page *page, const struct duban_session *session);

/* The open form; keeps form->scroll, and tells each editor its width. */
void view_form(const struct canvas *canvas, struct duban_form *form, struct rect rect,
               struct cursor *cursor);

/* Names that are offered for what is being written, on one row. */
void view_offers(const struct canvas *canvas, int y, int x, int width,
                 const struct duban_offers *offers);

/* What lies over the view: a prompt, a menu, a question. */
void view_overlay(const struct canvas *canvas, struct duban_session *session,
                  const struct layout_frame *frame, struct cursor *cursor);

/* The line at the top. */
void view_title(const struct canvas *canvas, const struct duban_session *session,
                const struct layout *layout);

/* Messages and, at the bottom, what can be done now. */
void view_footer(const struct canvas *canvas, const struct duban_session *session,
                 const struct layout_frame *frame);

/* A message over at most three lines, the last of them at row `bottom`. */
void view_note(const struct canvas *canvas, int bottom, int width, enum role role,
               const char *text);

/* What is said of a text that is being written: what is wrong, else what was understood and, where
 * `doubtful`, is to be looked at again. */
struct remark {
    enum role role;
    const char *text; /* borrowed; empty: nothing */
};

struct remark view_remark_of(const char *error, const char *reading, bool doubtful);

/* Rows that it takes, at most `max`; and drawn in as many. */
int view_remark_rows(const struct remark *remark, int width, int max);
void view_remark(const struct canvas *canvas, int y, int x, int width, int rows,
                 const struct remark *remark);

/* Appends which hit is chosen, of how many: 3/7. */
void view_hits(struct duban_buf *out, const struct duban_search *search);

/* The role of a task's light or, when it is closed, of its end. */
enum role view_light_role(const struct duban_task *task, const struct duban_standing *standing);

/* Appends the deadline as people read it: as written; an inherited due date in brackets. */
void view_deadline(struct duban_buf *out, const struct duban_task *task,
                   const struct duban_standing *standing);

/* Appends who else is editing the task: 李、王; nothing when nobody is. */
void view_editors(struct duban_buf *out, const struct duban_session *session, int64_t task);

/* Appends a list's names with 、 between them. */
void view_names(struct duban_buf *out, const char *list);

#endif
