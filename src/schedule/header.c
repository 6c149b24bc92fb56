/* The header row is found by the words in it, not by its place: titles stand above it, and its
 * columns come in any order under any of their names. */
#include "schedule/header.h"

#include "duban/alloc.h"
#include "duban/text.h"
#include "schedule/header_words.h"

#include <stdlib.h>
#include <string.h>

bool cell_blank(const char *cell)
{
    return duban_text_blank(cell);
}

/* --- Columns of one row ---------------------------------------------------------------------- */

/* Ideographs or figures at the beginning, and different ones: most cells are told apart by these.
 */
static bool begin_differently(const char *a, size_t len, const char *b)
{
    unsigned char x = len ? (unsigned char)*a : 0;
    unsigned char y = (unsigned char)*b;
    bool plain = ((x >= 0xe5 && x <= 0xe9) || (x >= '0' && x <= '9')) &&
                 ((y >= 0xe5 && y <= 0xe9) || (y >= '0' && y <= '9'));

    return plain && x != y;
}

bool header_same_key(const char *a, size_t len, const char *b)
{
    struct duban_buf x = DUBAN_BUF_INIT;
    struct duban_buf y = DUBAN_BUF_INIT;
    char *copy;
    bool same;

    if (begin_differently(a, len, b))
        return false;
    copy = duban_strndup(a, len);
    duban_text_key(&x, copy);
    duban_text_key(&y, b);
    same = strcmp(x.data, y.data) == 0;
    free(copy);
    duban_buf_release(&x);
    duban_buf_release(&y);
    return same;
}

static enum column meaning(const char *cell, const struct header_maps *maps)
{
    const struct header_map *map = maps ? header_maps_name(maps, cell, false) : NULL;

    if (maps && !map)
        map = header_maps_name(maps, cell, true);
    return map ? map->column : column_find(cell);
}

size_t header_score(const struct duban_table *table, size_t row, const struct header_maps *maps,
                    bool *task)
{
    unsigned known = 0;

    for (size_t i = 0; i < table->rows[row].n; i++) {
        enum column column = meaning(duban_table_cell(table, row, i), maps);

        if (column != COLUMNS)
            known |= 1u << column;
    }
    *task = known & 1u << COLUMN_TASK;
    return (size_t)__builtin_popcount(known);
}

/* --- Columns --------------------------------------------------------------------------------- */

/* Of two columns of one kind the mapped one is meant, then the better name, then the first; of two
 * named duban the last, because an export writes it there. */
static bool better(enum column column, size_t rank, size_t best)
{
    return column == COLUMN_ID ? rank <= best : rank < best;
}

/* What a map says about the column: its words before its place. A place that is remembered is good
 * for a column without a name only, because columns move and their names go with them. */
static const struct header_map *find_map(struct duban_buf *name, const struct header_block *block,
                                         size_t at, const struct header_maps *maps, bool remembered)
{
    const struct header_map *map = NULL;

    for (size_t n = 0; !map && header_word(name, block, at, n); n++)
        map = header_maps_name(maps, name->data, remembered);
    if (map)
        return map;
    header_word(name, block, at, 0);
    return remembered && (name->len || !block->rows) ? NULL
                                                     : header_maps_place(maps, at, remembered);
}

enum { NOT_MAPPED = 2 }; /* the first rank of what no map says */

/* What the words over a column mean, and in *name the one that says so; in *rank how well: what was
 * said now before what is remembered, and both before any synonym. A print knows its columns. */
static enum column read_column(struct duban_buf *name, size_t *rank,
                               const struct header_block *block, size_t at,
                               const struct header_maps *maps)
{
    for (*rank = 0; maps->n && *rank < (block->print ? 1 : NOT_MAPPED); ++*rank) {
        const struct header_map *map = find_map(name, block, at, maps, *rank == 1);

        if (map)
            return map->column;
    }
    if (block->print && header_word(name, block, at, 0))
        return header_print_column(name->data);
    for (size_t n = 0; header_word(name, block, at, n); n++) {
        enum column column = column_find(name->data);

        *rank = NOT_MAPPED + column_rank(column, name->data);
        if (column != COLUMNS)
            return column;
    }
    header_word(name, block, at, 0);
    return COLUMNS;
}

/* Rows below the header in which the column `full` has a cell and `empty` has none. */
static size_t rows_of_one(const struct header_block *block, size_t full, size_t empty)
{
    const struct duban_table *table = block->table;
    size_t n = 0;

    for (size_t row = block->row + block->rows; row < table->n_rows; row++)
        n += cell_blank(duban_table_cell(table, row, empty)) &&
             !cell_blank(duban_table_cell(table, row, full));
    return n;
}

/* 重点任务 merged over the 工作举措 below it names a group: they are the tasks, it is their phase
 * where the table has no other. */
static void settle_merged(struct header *header, const struct header_block *block,
                          const struct header_maps *maps)
{
    size_t task = header->of[COLUMN_TASK], rank;
    struct duban_buf name = DUBAN_BUF_INIT;

    for (size_t i = 0; task != NO_COLUMN && i < header->n; i++) {
        if (i == task || header->columns[i].column != COLUMNS ||
            read_column(&name, &rank, block, i, maps) != COLUMN_TASK ||
            rows_of_one(block, i, task) <= rows_of_one(block, task, i))
            continue;
        header->of[COLUMN_TASK] = i;
        if (header->of[COLUMN_PHASE] == NO_COLUMN)
            header->of[COLUMN_PHASE] = task;
        break;
    }
    duban_buf_release(&name);
}

static void choose_columns(struct header *header, const struct header_block *block,
                           const struct header_maps *maps)
{
    size_t ranks[COLUMNS];
    struct duban_buf name = DUBAN_BUF_INIT;

    for (size_t i = 0; i < COLUMNS; i++)
        header->of[i] = NO_COLUMN;
    for (size_t i = 0; i < header->n; i++) {
        size_t rank;
        enum column column = read_column(&name, &rank, block, i, maps);

        header->columns[i].column = COLUMNS;
        header->columns[i].named = !cell_blank(name.data);
        duban_strset(&header->columns[i].name, name.data);
        if (column == COLUMNS ||
            (header->of[column] != NO_COLUMN && !better(column, rank, ranks[column])))
            continue;
        header->of[column] = i;
        ranks[column] = rank;
    }
    if (header->of[COLUMN_TASK] != NO_COLUMN && ranks[COLUMN_TASK] >= NOT_MAPPED)
        settle_merged(header, block, maps);
    header->ours = header->of[COLUMN_ID] != NO_COLUMN || block->print;
    for (size_t i = 0; i < COLUMNS; i++)
        if (header->of[i] != NO_COLUMN)
            header->columns[header->of[i]].column = (enum column)i;
    duban_buf_release(&name);
}

enum duban_status header_find(struct header *out, const struct duban_table *table,
                              struct header_maps *maps, struct duban_err *err)
{
    struct header_block block;
    enum duban_status status = header_block_find(&block, table, maps, err);

    *out = (struct header){.rows = 1};
    if (status)
        return status;
    out->row = block.row;
    out->rows = block.rows;
    out->n = table->width;
    out->columns = duban_alloc(out->n * sizeof *out->columns);
    header_maps_settle(maps, &block, out->n);
    choose_columns(out, &block, maps);
    header_name_columns(out, table);
    status = header_maps_check(maps, &block, out->n, err);
    if (status)
        header_release(out);
    return status;
}

void header_release(struct header *header)
{
    for (size_t i = 0; i < header->n; i++)
        free(header->columns[i].name);
    free(header->columns);
    *header = (struct header){.rows = 1};
}

const char *header_name(const struct header *header, enum column column)
{
    size_t at = header->of[column];

    if (at != NO_COLUMN && header->columns[at].name && *header->columns[at].name)
        return header->columns[at].name;
    return column_info(column)->header;
}
