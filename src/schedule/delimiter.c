/* Which character separates the cells? Counting characters misleads, because texts hold commas and
 * semicolons; a header row read with the right one is full of words that are known. */
#include "schedule/delimiter.h"

#include "schedule/columns.h"
#include "schedule/quotes.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { SAMPLE = 1 << 15, LONGEST_HEADER = 96 };

struct sample {
    struct quotes quotes;
    char cell[LONGEST_HEADER];
    size_t len;
    unsigned known; /* the columns known in this row, a bit each; until the header is found */
    size_t rows;    /* read so far */
    size_t header;  /* the first row with several columns known; SIZE_MAX: none */
    size_t best;    /* the columns known in it, else the most known in one row */
    size_t width;   /* of the row before */
    size_t steady;  /* rows of more than one cell that are as wide as the row before */
};

char delimiter_declared(const char *text, size_t len, size_t *skipped)
{
    size_t quote = len && *text == '"';
    size_t end;
    char c;

    *skipped = 0;
    if (len < quote + 5 || strncasecmp(text + quote, "sep=", 4) != 0)
        return 0;
    c = text[quote + 4];
    end = quote + 5;
    if (quote && end < len && text[end] == '"')
        end++;
    if (end < len && text[end] != '\r' && text[end] != '\n')
        return 0;
    if (end < len && text[end] == '\r')
        end++;
    if (end < len && text[end] == '\n')
        end++;
    *skipped = end;
    return c;
}

static void end_cell(struct sample *sample)
{
    if (sample->header == SIZE_MAX && sample->len && sample->len < LONGEST_HEADER) {
        enum column column;

        sample->cell[sample->len] = '\0';
        column = column_find(sample->cell);
        if (column != COLUMNS)
            sample->known |= 1u << column;
    }
    sample->len = 0;
}

static void end_row(struct sample *sample)
{
    size_t width = sample->quotes.column + 1;
    size_t known = (size_t)__builtin_popcount(sample->known);

    if (sample->header == SIZE_MAX && known > sample->best)
        sample->best = known;
    if (sample->header == SIZE_MAX && known > 1)
        sample->header = sample->rows;
    sample->rows++;
    sample->steady += width > 1 && width == sample->width;
    sample->width = width;
    sample->known = 0;
    sample->quotes.column = 0;
    sample->quotes.state = CELL_START;
}

static void take(struct sample *sample, char c)
{
    size_t column = sample->quotes.column;

    if ((c == '\n' || c == '\r') && sample->quotes.state != CELL_QUOTED) {
        end_cell(sample);
        end_row(sample);
        return;
    }
    sample->quotes.state = quotes_step(&sample->quotes, c);
    if (sample->quotes.column != column)
        end_cell(sample);
    else if (c != '"' && sample->len < LONGEST_HEADER)
        sample->cell[sample->len++] = c;
}

static struct sample try_delimiter(const char *text, size_t len, char delimiter)
{
    struct sample sample = {.quotes = {.delimiter = delimiter}, .header = SIZE_MAX};

    for (size_t i = 0; i < len; i++)
        take(&sample, text[i]);
    end_cell(&sample);
    end_row(&sample);
    return sample;
}

/* The earlier header wins, because the words of one can stand in a text below it. */
static bool better(const struct sample *a, const struct sample *b)
{
    if (a->header != b->header)
        return a->header < b->header;
    if (a->best != b->best)
        return a->best > b->best;
    return !a->best && a->steady > b->steady;
}

char delimiter_find(const char *text, size_t len)
{
    static const char candidates[] = {',', '\t', ';', '|'};
    struct sample best = {0};

    for (size_t i = 0; i < sizeof candidates; i++) {
        struct sample sample = try_delimiter(text, len < SAMPLE ? len : SAMPLE, candidates[i]);

        if (i == 0 || better(&sample, &best))
            best = sample;
    }
    return best.quotes.delimiter;
}
