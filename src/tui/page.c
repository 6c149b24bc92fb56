/* Pages: lines of spans over one text. */
#include "tui/page.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

void page_init(struct page *page, int width, const char *key)
{
    *page = (struct page){.width = width, .key = key, .text = DUBAN_BUF_INIT};
}

void page_release(struct page *page)
{
    duban_buf_release(&page->text);
    free(page->spans);
    free(page->hits);
    page->spans = NULL;
    page->hits = NULL;
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

/* The bytes of the line that begins at `start` of page->text, without the … of a cut one. */
static size_t whole(const struct page *page, size_t start)
{
    static const char ellipsis[] = "…";
    size_t len = page->text.len - start, tail = sizeof ellipsis - 1;

    return len >= tail && strcmp(page->text.data + page->text.len - tail, ellipsis) == 0
               ? len - tail
               : len;
}

/* --- What is looked for ----------------------------------------------------------------------- */

struct places {
    struct duban_text_line *items; /* owned */
    size_t n;
};

static struct places find_places(const struct page *page, const char *safe)
{
    struct places places = {NULL, page->key ? duban_text_find(NULL, 0, safe, page->key) : 0};

    if (places.n > 0) {
        places.items = duban_realloc(NULL, places.n, sizeof *places.items);
        duban_text_find(places.items, places.n, safe, page->key);
    }
    return places;
}

/* Marks on the last line, which holds `line` of `safe` from column x on, what of it lies in the
 * places. A place counts on the line that it begins on. */
static void mark_places(struct page *page, int x, const char *safe, struct duban_text_line line,
                        const struct places *places)
{
    size_t end = line.start + line.len;

    for (size_t i = 0; i < places->n; i++) {
        size_t from = places->items[i].start, to = from + places->items[i].len;
        size_t start = page->text.len;

        if (from >= line.start && from < end) {
            page->hits = duban_more(page->hits, page->n_hits, &page->cap_hits, sizeof *page->hits);
            page->hits[page->n_hits++] = page->n_lines - 1;
        }
        from = from < line.start ? line.start : from;
        to = to > end ? end : to;
        if (from >= to)
            continue;
        char *before = duban_strndup(safe + line.start, from - line.start);
        duban_buf_add(&page->text, safe + from, to - from);
        add_span(page, x + duban_text_width(before), ROLE_MATCH, start);
        free(before);
    }
}

/* --- Lines ------------------------------------------------------------------------------------ */

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
        struct places places = find_places(page, safe.data);
        mark_places(page, x, safe.data, (struct duban_text_line){0, whole(page, start)}, &places);
        free(places.items);
    }
    duban_buf_release(&safe);
    return x + used;
}

static void wrap_safe(struct page *page, int x, enum role role, const char *safe)
{
    int width = page->width - x < 2 ? 2 : page->width - x;
    size_t n = duban_text_wrap(NULL, 0, safe, width);
    struct duban_text_line *lines = duban_realloc(NULL, n ? n : 1, sizeof *lines);

    struct places places = find_places(page, safe);

    duban_text_wrap(lines, n, safe, width);
    for (size_t i = 0; i < n; i++) {
        size_t start = page->text.len;

        if (i > 0)
            page_line(page);
        duban_buf_add(&page->text, safe + lines[i].start, lines[i].len);
        add_span(page, x, role, start);
        mark_places(page, x, safe, lines[i], &places);
    }
    free(places.items);
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
