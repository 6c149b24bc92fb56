/* Where the quotes of a delimited line stand: libcsv says only that something is wrong, and then
 * cannot go on. This small automaton says what and where, and mends what has one clear reading. */
#include "schedule/quotes.h"

#include <string.h>

enum cell_state quotes_step(struct quotes *quotes, char c)
{
    switch (quotes->state) {
    case CELL_START:
        if (c == '"')
            return CELL_QUOTED;
        break;
    case CELL_PLAIN: quotes->stray |= c == '"'; break;
    case CELL_QUOTED: return c == '"' ? CELL_CLOSED : CELL_QUOTED;
    case CELL_CLOSED:
        if (c == '"')
            return CELL_QUOTED;
        quotes->behind |= c != quotes->delimiter;
        break;
    }
    if (c != quotes->delimiter)
        return CELL_PLAIN;
    quotes->column++;
    return CELL_START;
}

void quotes_line(struct quotes *quotes, const char *line, size_t len)
{
    quotes->stray = quotes->behind = false;
    if (quotes->state == CELL_START)
        quotes->column = 0;
    if (!memchr(line, '"', len))
        return;
    for (size_t i = 0; i < len && !quotes->behind; i++)
        quotes->state = quotes_step(quotes, line[i]);
    if (quotes->state != CELL_QUOTED)
        quotes->state = CELL_START;
}

static void put_quoted(struct duban_buf *out, const char *cell, size_t len)
{
    duban_buf_addc(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (cell[i] == '"')
            duban_buf_addc(out, '"');
        duban_buf_addc(out, cell[i]);
    }
    duban_buf_addc(out, '"');
}

void quotes_mend(struct duban_buf *out, char delimiter, enum cell_state state, const char *line,
                 size_t len)
{
    struct quotes quotes = {.delimiter = delimiter, .state = state};
    size_t from = 0;

    while (from < len) {
        size_t to = from;
        bool plain = quotes.state == CELL_START && line[from] != '"';
        size_t column = quotes.column;

        while (to < len && quotes.column == column)
            quotes.state = quotes_step(&quotes, line[to++]);
        if (quotes.column != column)
            to--; /* the delimiter is no part of the cell */
        if (plain && memchr(line + from, '"', to - from))
            put_quoted(out, line + from, to - from);
        else
            duban_buf_add(out, line + from, to - from);
        if (quotes.column != column)
            duban_buf_addc(out, delimiter);
        from = to + (quotes.column != column);
    }
}
