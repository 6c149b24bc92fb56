/* A page: lines of text longer than the screen, made for one width and shown from any line on. The
 * card, the history and the help are pages. */
#ifndef TUI_PAGE_H
#define TUI_PAGE_H

#include "duban/buf.h"
#include "tui/draw.h"
#include "tui/layout.h"

struct page_span {
    size_t line;
    int x;
    enum role role;
    size_t start, len; /* bytes of page.text */
};

struct page {
    int width;
    const char *key;       /* a search key, borrowed: what has it is marked; NULL: none */
    size_t *hits;          /* the line of each place that has it */
    size_t n_hits, cap_hits;
    struct duban_buf text; /* safe */
    struct page_span *spans;
    size_t n_spans, cap_spans;
    size_t n_lines;
};

void page_init(struct page *page, int width, const char *key);
void page_release(struct page *page);

/* A new line, blank so far. */
void page_line(struct page *page);

/* Text on the last line, from column x on, cut at the page's edge. Returns where it ends. */
int page_put(struct page *page, int x, enum role role, const char *text);

/* Text from column x on, over as many lines as it takes; the first is the last one there is. */
void page_wrap(struct page *page, int x, enum role role, const char *text);

/* The same, on new lines. */
void page_text(struct page *page, int x, enum role role, const char *text);

/* A new line with a label, and beside it, from column x on, its text. Nothing when `text` is empty
 * or NULL. */
void page_field(struct page *page, int x, const char *label, enum role role, const char *text);

/* A blank line, then a title with a rule behind it. */
void page_title(struct page *page, const char *title);

/* Shows the lines from `first` on, in that many columns side by side; returns the first line really
 * shown, for at the end of the page there is nothing more to scroll. */
size_t page_draw(const struct canvas *canvas, struct rect rect, const struct page *page,
                 size_t first, int columns);

#endif
