/* Where the quotes of a delimited line stand. */
#ifndef SCHEDULE_QUOTES_H
#define SCHEDULE_QUOTES_H

#include "duban/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a reader stands in a cell. Between physical lines it is CELL_START or CELL_QUOTED. */
enum cell_state {
    CELL_START,  /* nothing of the cell has been read */
    CELL_PLAIN,  /* in a cell without quotes */
    CELL_QUOTED, /* behind an opening quote */
    CELL_CLOSED, /* behind a closing quote */
};

struct quotes {
    char delimiter;
    enum cell_state state;
    size_t column; /* of the row, from 0 */
    bool stray;    /* this line has a quote inside an unquoted cell */
    bool behind;   /* this line has text behind a closing quote */
};

/* The state behind one more character; counts columns and notes what is wrong. */
enum cell_state quotes_step(struct quotes *quotes, char c);

/* Goes through one physical line, without its line end, from the state the line before has left. */
void quotes_line(struct quotes *quotes, const char *line, size_t len);

/* Appends the line with its unquoted cells that hold a quote quoted; `state` is the state at its
 * beginning. */
void quotes_mend(struct duban_buf *out, char delimiter, enum cell_state state, const char *line,
                 size_t len);

#endif
