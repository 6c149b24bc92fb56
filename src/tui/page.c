/* Pages: lines of spans over one text. */
#include "tui/page.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>

void page_init(struct page *page, int width)
{
    *page = (struct page){.width = width, .text = DUBAN_BUF_INIT};
}

void page_release(struct page *page)
{
    duban_buf_release(&page->text);
    free(page->spans);
    page->spans = NULL;
}

void page_line(struct page *page)
{
    page->n_lines++;
}

/* The text of the span is what was appended to page->text since `start`. */
static void add_span(struct page *page, int x, enum role role, size_t start)
{
    struct page_span span = {page->n_lines - 1, x, role, start, page->text.len - start};

    if (span.len == 0)
        return;
    page->spans = duban_more(page->spans, page->n_spans, &page->cap_spans, sizeof *page->spans);
    page->spans[page->n_spans++] = span;
}

int page_put(struct page *page, int x, enum role role, const char *text)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    size_t start = page->text.len;
    int used = 0;

    if (page->n_lines == 0)
        page_line(page);
    if (text && x < page->width) {
        duban_text_safe(&safe, text, 0);
        used = duban_text_cut(&page->text, safe.data, page->width - x);
        add_span(page, x, role, start);
    }
    duban_buf_release(&safe);
    return x + used;
}

static void wrap_safe(struct page *page, int x, enum role role, const char *safe)
{
    int width = page->width - x < 2 ? 2 : page->width - x;
    size_t n = duban_text_wrap(NULL, 0, safe, width);
    struct duban_text_line *lines = duban_realloc(NULL, n ? n : 1, sizeof *lines);

    duban_text_wrap(lines, n, safe, width);
    for (size_t i = 0; i < n; i++) {
        size_t start = page->text.len;

        if (i > 0)
            page_line(page);
        duban_buf_add(&page->text, safe + lines[i].start, lines[i].len);
        add_span(page, x, role, start);
    }
    free(lines);
}

void page_wrap(struct page *page, int x, enum role role, const char *text)
{
    struct duban_buf safe = DUBAN_BUF_INIT;

    if (page->n_lines == 0)
        page_line(page);
    if (text) {
        duban_text_safe(&safe, text, DUBAN_TEXT_LINES);
        wrap_safe(page, x, role, safe.data);
    }
    duban_buf_release(&safe);
}

void page_text(struct page *page, int x, enum role role, const char *text)
{
    page_line(page);
    page_wrap(page, x, role, text);
}

void page_field(struct page *page, int x, const char *label, enum role role, const char *text)
{
    if (!text || !*text)
        return;
    page_line(page);
    if (page_put(page, 1, ROLE_LABEL, label) >= x)
        page_line(page);
    page_wrap(page, x, role, text);
}

void page_title(struct page *page, const char *title)
{
    if (page->n_lines > 0)
        page_line(page);
    page_line(page);
    page_put(page, 1, ROLE_HEAD, title);
}

size_t page_draw(const struct canvas *canvas, struct rect rect, const struct page *page,
                 size_t first, int columns)
{
    size_t height = (size_t)rect.h, shown = height * (size_t)columns;

    if (page->n_lines <= shown)
        first = 0;
    else if (first > page->n_lines - shown)
        first = page->n_lines - shown;
    for (size_t i = 0; i < page->n_spans; i++) {
        const struct page_span *span = &page->spans[i];
        size_t place = span->line - first;

        if (span->line >= first && place < shown)
            draw_safe(canvas, rect.y + (int)(place % height),
                      rect.x + (int)(place / height) * (rect.w / columns) + span->x, span->role,
                      page->text.data + span->start, span->len);
    }
    return first;
}
