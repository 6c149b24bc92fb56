/* Phase cells: what a body calls its phase, and when it is.
 *
 * A cell as found in a table carries an enumerator, the name, a window in brackets, and whatever a
 * word processor did to it: line breaks to centre it, the text once per printed page, one character
 * a line.
 */
#include "duban/phase.h"

#include "core/phase_window.h"

#include "duban/date.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

static const char numerals[] = "一二三四五六七八九十〇零百0123456789０１２３４５６７８９"
                               "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ";
static const char circled[] = "①②③④⑤⑥⑦⑧⑨⑩㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽";

static size_t count_numerals(struct span span)
{
    size_t n = 0;
    size_t len;

    while ((len = span_one_of(numerals, span_from(span, n))))
        n += len;
    return n;
}

/* --- Mending --- */

/* Puts the trimmed lines of `cell` that are not blank into *out. Returns how many they are. */
static size_t tidy_lines(struct duban_buf *out, const char *cell)
{
    struct duban_buf clean = DUBAN_BUF_INIT;
    struct duban_buf line = DUBAN_BUF_INIT;
    size_t n = 0;
    size_t len;

    duban_text_clean(&clean, cell, strlen(cell));
    for (const char *p = clean.data, *s; (s = duban_text_item(&p, &len));) {
        char *copy = strndup(s, len);

        duban_buf_clear(&line);
        duban_text_trim(&line, copy);
        free(copy);
        if (!line.len)
            continue;
        if (n++)
            duban_buf_addc(out, '\n');
        duban_buf_adds(out, line.data);
    }
    duban_buf_release(&clean);
    duban_buf_release(&line);
    return n;
}

/* Where line number `line` (from 0) begins. */
static const char *line_start(const char *s, size_t line)
{
    while (line--)
        s = strchr(s, '\n') + 1;
    return s;
}

/* Word writes a merged cell once for every printed page: when the n lines are a block that comes
 * again and again, only the first is kept. */
static size_t undouble_lines(struct duban_buf *text, size_t n)
{
    for (size_t block = 1; block <= n / 2; block++) {
        const char *second;
        size_t len;

        if (n % block)
            continue;
        second = line_start(text->data, block);
        len = (size_t)(second - text->data);
        /* A text that repeats with a period of `len` is equal to itself moved by `len`. */
        if (memcmp(text->data, second, text->len - len) == 0 && (text->len + 1) % len == 0) {
            duban_buf_truncate(text, len - 1);
            return block;
        }
    }
    return n;
}

/* The same with the page breaks lost: 宣传发动阶段宣传发动阶段. */
static void undouble_text(struct duban_buf *text)
{
    enum { LEAST = 9 }; /* three Chinese characters: 讨论讨论 is a name */
    size_t half = text->len / 2;

    if (text->len % 2 == 0 && half >= LEAST && memcmp(text->data, text->data + half, half) == 0)
        duban_buf_truncate(text, half);
}

/* One character a line? Then the cell is written from top to bottom. */
static bool vertical(const char *text, size_t n)
{
    size_t len;

    if (n < 3)
        return false;
    for (const char *p = text, *line; (line = duban_text_item(&p, &len));)
        if (duban_text_grapheme(line) != len)
            return false;
    return true;
}

/* The text on one line: no blank between lines, except where words of letters meet. */
static void join_lines(struct duban_buf *out, const char *text)
{
    for (; *text; text++) {
        bool words = out->len && (unsigned char)out->data[out->len - 1] < 0x80 &&
                     (unsigned char)text[1] < 0x80;

        if (*text != '\n')
            duban_buf_addc(out, *text);
        else if (words)
            duban_buf_addc(out, ' ');
    }
}

static void mend(struct duban_buf *label, const char *cell)
{
    struct duban_buf joined = DUBAN_BUF_INIT;
    size_t n = undouble_lines(label, tidy_lines(label, cell));

    if (vertical(label->data, n)) {
        join_lines(&joined, label->data);
        duban_buf_clear(label);
        duban_buf_adds(label, joined.data);
    }
    undouble_text(label);
    duban_buf_release(&joined);
}

/* --- Enumerators --- */

/* （一） (1) ① and 1) */
static size_t bracketed_number(struct span span)
{
    size_t at = span_one_of(span_opening, span);
    size_t digits = count_numerals(span_from(span, at));
    size_t close = span_one_of(span_closing, span_from(span, at + digits));

    if (span_one_of(circled, span))
        return span_one_of(circled, span);
    return digits && close ? at + digits + close : 0;
}

/* 一、 1. 1． and 1.1 before a blank or the name; not the 5.25 of a date. */
static size_t dotted_number(struct span span)
{
    size_t at = 0;

    for (;;) {
        size_t digits = count_numerals(span_from(span, at));
        size_t dot = span_one_of(".．", span_from(span, at + digits));

        if (!digits)
            return 0;
        at += digits;
        if (span_one_of("、", span_from(span, at)))
            return at + span_one_of("、", span_from(span, at));
        if (!dot)
            return 0;
        at += dot;
        if (!count_numerals(span_from(span, at)))
            return at;
        /* 1.1 with a blank behind it */
        digits = count_numerals(span_from(span, at));
        if (span_one_of(" \xe3\x80\x80", span_from(span, at + digits)))
            return at + digits;
    }
}

/* 一 and a blank; not the 5 of 5 月. */
static size_t spaced_number(struct span span)
{
    size_t digits = count_numerals(span);
    struct span rest = span_skip_blanks(span_from(span, digits));

    return digits && rest.len < span.len - digits && !span_one_of("年月日号个阶季", rest)
               ? span.len - rest.len
               : 0;
}

/* The length of 阶段 and the like. */
static size_t phase_word(struct span span)
{
    static const char *const words[] = {"阶段", "步骤", "环节", "步"};
    size_t len = 0;

    for (size_t i = 0; !len && i < sizeof words / sizeof *words; i++)
        len = span_starts(span, words[i]);
    return len;
}

/* 第一阶段： and 阶段一： */
static size_t phase_number(struct span span)
{
    static const char *const signs = "：:、，,—-–  　\n";
    size_t ordinal = span_starts(span, "第");
    size_t at = ordinal ? ordinal + count_numerals(span_from(span, ordinal)) : 0;
    size_t word = phase_word(span_from(span, at));
    size_t behind = ordinal ? 0 : count_numerals(span_from(span, word));
    size_t sign;

    if (!word || !(ordinal ? at > ordinal : behind))
        return 0;
    at += word + behind;
    if (!span_one_of(signs, span_from(span, at)))
        return 0;
    while ((sign = span_one_of(signs, span_from(span, at))))
        at += sign;
    return at;
}

static struct span strip_enumerators(struct span name)
{
    static size_t (*const kinds[])(struct span) = {bracketed_number, dotted_number, spaced_number,
                                                   phase_number};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds;) {
        size_t len = kinds[i](name);
        struct span rest = span_skip_blanks(span_from(name, len));

        /* What would leave nothing, or nothing but a window, is the name itself. */
        if (!len || !rest.len || span_one_of(span_opening, rest)) {
            i++;
            continue;
        }
        name = rest;
        i = 0;
    }
    return name;
}

/* --- The cell --- */

/* 宣 传 发 动: blanks between all characters, to fill the width of a cell. */
static bool is_spread(const char *name)
{
    size_t n = 0;

    while (*name) {
        size_t len = duban_text_grapheme(name);

        if ((unsigned char)*name < 0x80 || span_one_of(" \xe3\x80\x80", (struct span){name, len}))
            return false;
        name += len;
        n++;
        len = span_one_of(" \xe3\x80\x80", (struct span){name, strlen(name)});
        if (*name && !len)
            return false;
        name += len;
    }
    return n > 2;
}

static void put_name(struct duban_buf *out, const char *lines)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    const char *p;
    uint32_t c;

    join_lines(&name, lines);
    if (!is_spread(name.data)) {
        duban_buf_adds(out, name.data);
    } else {
        p = name.data;
        while ((c = duban_text_next(&p)))
            if (c != ' ' && c != 0x3000)
                duban_text_put(out, c);
    }
    duban_buf_release(&name);
}

void duban_phase_cell_read(struct duban_phase_cell *out, const char *cell,
                           const struct duban_deadline_context *context)
{
    struct duban_buf joined = DUBAN_BUF_INIT;
    struct duban_buf lines = DUBAN_BUF_INIT;
    struct span name;

    *out = (struct duban_phase_cell){DUBAN_BUF_INIT, DUBAN_BUF_INIT, DUBAN_BUF_INIT, DUBAN_NO_DATE,
                                     DUBAN_NO_DATE};
    mend(&out->label, cell ? cell : "");
    name = span_trim_end((struct span){out->label.data, out->label.len});
    name = phase_strip_window(out, name, context);
    if (!out->window.len && phase_cut_window(out, &joined, name, context))
        name = (struct span){joined.data, joined.len};
    name = strip_enumerators(name);
    if (!out->window.len)
        name = strip_enumerators(phase_strip_first_window(out, name, context));
    duban_buf_add(&lines, name.s, name.len);
    put_name(&out->name, lines.data);
    if (!out->name.len)
        put_name(&out->name, out->label.data);
    duban_buf_release(&joined);
    duban_buf_release(&lines);
}

void duban_phase_cell_release(struct duban_phase_cell *cell)
{
    duban_buf_release(&cell->label);
    duban_buf_release(&cell->name);
    duban_buf_release(&cell->window);
}
