/* The window in a phase cell: the dates that stand in brackets behind the name or inside it, or
 * without them on a line of their own or behind a colon.
 */
#include "core/phase_window.h"

#include "duban/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char figures[] = "0123456789０１２３４５６７８９";

static bool reads_as_dates(struct duban_deadline *when, const char *s, size_t len,
                           const struct duban_deadline_context *context)
{
    static const char *const labels[] = {"实施",     "活动", "起止", "完成", "时间安排",
                                         "时间节点", "时间", "时限", "：",   ":"};
    struct span span = span_skip_blanks((struct span){s, len});
    char *text;

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        span = span_from(span, span_starts(span, labels[i]));
    text = strndup(span.s, span.len);
    duban_deadline_read(when, text, context);
    free(text);
    switch (when->kind) {
    case DUBAN_DEADLINE_DATE:
    case DUBAN_DEADLINE_RANGE:
    case DUBAN_DEADLINE_RECUR:
    case DUBAN_DEADLINE_OPEN:
    case DUBAN_DEADLINE_RELATIVE: return true;
    case DUBAN_DEADLINE_NONE:
    case DUBAN_DEADLINE_DITTO:
    case DUBAN_DEADLINE_BAD: return false;
    }
    return false;
}

/* The bracket group at the very end: *at is where it opens. False when there is none. */
static bool last_group(struct span span, size_t *at)
{
    int depth = 0;

    while (span.len) {
        size_t last = span_last(span);
        struct span character = span_from(span, last);

        if (span_one_of(span_closing, character))
            depth++;
        else if (span_one_of(span_opening, character))
            depth--;
        if (depth == 0) {
            *at = last;
            return span_one_of(span_opening, character) != 0;
        }
        span.len = last;
    }
    return false;
}

static void keep_window(struct duban_phase_cell *cell, struct span window,
                        const struct duban_deadline *when)
{
    window = span_trim_end(span_skip_blanks(window));
    duban_buf_add(&cell->window, window.s, window.len);
    cell->start = when->start;
    cell->end = when->due;
}

/* Dates that say their month and end with it: the 1.2 of a name is no window, nor is 5月总结. */
static bool reads_as_months(struct duban_deadline *when, const char *s, size_t len,
                            const struct duban_deadline_context *context)
{
    static const char *const units[] = {"月", "季度"};
    struct span span = span_trim_end((struct span){s, len});
    bool ends = span.len &&
                span_one_of("月日号旬底末初份度年前起止间右成0123456789", span_from(span, span_last(span)));

    for (size_t i = 0; ends && i < sizeof units / sizeof *units; i++)
        if (memmem(s, len, units[i], strlen(units[i])))
            return reads_as_dates(when, s, len, context) &&
                   (when->kind == DUBAN_DEADLINE_DATE || when->kind == DUBAN_DEADLINE_RANGE);
    return false;
}

/* Does the name end in 阶段 or a bracket, so that dates behind it need no sign: 宣传阶段3月-4月? */
static bool is_whole(struct span name)
{
    static const char word[] = "阶段";
    size_t len = sizeof word - 1;

    return span_one_of(span_closing, span_from(name, span_last(name))) ||
           (name.len >= len && memcmp(name.s + name.len - len, word, len) == 0);
}

/* The same without brackets: dates on a line above the name, or behind a colon or a blank. */
static struct span strip_bare_window(struct duban_phase_cell *cell, struct span name,
                                     const struct duban_deadline_context *context)
{
    const char *lf = memchr(name.s, '\n', name.len);
    struct duban_deadline when;

    if (lf && reads_as_months(&when, name.s, (size_t)(lf - name.s), context)) {
        keep_window(cell, (struct span){name.s, (size_t)(lf - name.s)}, &when);
        return span_from(name, (size_t)(lf + 1 - name.s));
    }
    for (size_t at = 0; at < name.len; at++) {
        size_t len = span_one_of("：:，,。；; \xe3\x80\x80", span_from(name, at));
        struct span rest = span_from(name, at + len);

        if (at && (len || is_whole((struct span){name.s, at})) &&
            reads_as_months(&when, rest.s, rest.len, context)) {
            keep_window(cell, rest, &when);
            return span_trim_end((struct span){name.s, at});
        }
    }
    return name;
}

struct span phase_strip_window(struct duban_phase_cell *cell, struct span name,
                               const struct duban_deadline_context *context)
{
    struct duban_deadline when;
    size_t at = 0;

    if (last_group(name, &at) && at) {
        struct span inner = span_from(name, at);

        inner = span_from(inner, span_one_of(span_opening, inner));
        inner.len = span_last(inner);
        if (reads_as_dates(&when, inner.s, inner.len, context)) {
            keep_window(cell, inner, &when);
            return span_trim_end((struct span){name.s, at});
        }
        return name;
    }
    for (at = name.len; at && name.s[at - 1] != '\n';)
        at--;
    if (at && reads_as_dates(&when, name.s + at, name.len - at, context)) {
        keep_window(cell, span_from(name, at), &when);
        return span_trim_end((struct span){name.s, at});
    }
    return strip_bare_window(cell, name, context);
}

struct span phase_strip_first_window(struct duban_phase_cell *cell, struct span name,
                                     const struct duban_deadline_context *context)
{
    struct duban_deadline when;

    for (size_t at = 1; at < name.len; at++) {
        size_t len = span_one_of("：: \n\xe3\x80\x80", span_from(name, at));
        struct span rest = span_skip_blanks(span_from(name, at + len));

        if (len && rest.len && !span_one_of(figures, rest) &&
            reads_as_months(&when, name.s, at, context)) {
            keep_window(cell, (struct span){name.s, at}, &when);
            return rest;
        }
    }
    return name;
}

/* The length of the bracket group that the span begins with; 0 when there is none. */
static size_t first_group(struct span span)
{
    int depth = 0;
    size_t at = 0;

    while (at < span.len) {
        struct span rest = span_from(span, at);
        const char *behind = rest.s;

        depth += span_one_of(span_opening, rest) ? 1 : 0;
        depth -= span_one_of(span_closing, rest) ? 1 : 0;
        if (depth <= 0 && at == 0)
            return 0;
        duban_text_next(&behind);
        at += (size_t)(behind - rest.s);
        if (depth == 0)
            return at;
    }
    return 0;
}

/* The dates of a plan have figures or say 月: the 七一 of 庆（七一）活动 is what the phase is for.
 */
static bool reads_as_window(struct duban_deadline *when, struct span inner,
                            const struct duban_deadline_context *context)
{
    bool plain = false;

    for (size_t i = 0; i < inner.len && !plain; i++)
        plain =
            span_one_of(figures, span_from(inner, i)) || span_one_of("年月季", span_from(inner, i));
    return plain && reads_as_dates(when, inner.s, inner.len, context) &&
           (when->kind == DUBAN_DEADLINE_DATE || when->kind == DUBAN_DEADLINE_RANGE);
}

/* The name without the `len` bytes at `at`. A line break parts what stood on either side, as the
 * brackets did, so that 第一阶段（3月）宣传发动 still begins with an enumerator. */
static void join_around(struct duban_buf *out, struct span name, size_t at, size_t len)
{
    struct span before = span_trim_end((struct span){name.s, at});
    struct span after = span_skip_blanks(span_from(name, at + len));

    duban_buf_add(out, before.s, before.len);
    if (before.len && !span_one_of("：:、，,—-–", after))
        duban_buf_addc(out, '\n');
    duban_buf_add(out, after.s, after.len);
}

bool phase_cut_window(struct duban_phase_cell *cell, struct duban_buf *out, struct span name,
                      const struct duban_deadline_context *context)
{
    struct duban_deadline when;

    for (size_t at = 0, len; at < name.len; at += len ? len : 1) {
        len = first_group(span_from(name, at));
        if (!len || !span_skip_blanks(span_from(name, at + len)).len)
            continue;
        struct span inner = {name.s + at, len};

        inner.len = span_last(inner);
        inner = span_from(inner, span_one_of(span_opening, inner));
        if (reads_as_window(&when, inner, context)) {
            keep_window(cell, inner, &when);
            join_around(out, name, at, len);
            return true;
        }
    }
    return false;
}
