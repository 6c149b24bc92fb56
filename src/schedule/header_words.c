/* Headers of several rows: 责任 spans 牵头单位 and 配合单位, 时间 spans 开始 and 结束, and a form
 * says in a bracket below how to fill a column in. */
#include "schedule/header_words.h"

#include "duban/text.h"
#include "schedule/columns.h"
#include "schedule/header.h"

#include <string.h>

enum { LONGEST = 60 }; /* bytes of a cell that is a part of a header */

static const char *cell_at(const struct header_block *block, size_t row, size_t column)
{
    return duban_table_cell(block->table, row, column);
}

/* （月.日）, （万元）: how to fill a column in, not what it is. */
static bool is_hint(const char *cell)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    bool hint;

    duban_text_key(&key, cell);
    hint = key.len > 2 && key.data[0] == '(' && strchr(key.data, ')') == key.data + key.len - 1;
    duban_buf_release(&key);
    return hint;
}

/* Words that name a part of what stands above them. */
static bool is_part(const char *cell)
{
    static const char *const words[] = {"起", "止", "完成", "姓名", "职务", "电话", "领导", "协办"};
    struct duban_buf key = DUBAN_BUF_INIT;
    bool part = false;

    duban_text_key(&key, cell);
    for (size_t i = 0; i < sizeof words / sizeof *words && !part; i++)
        part = strcmp(key.data, words[i]) == 0;
    duban_buf_release(&key);
    return part;
}

static bool is_header_word(const char *cell)
{
    return strlen(cell) <= LONGEST &&
           (column_find(cell) != COLUMNS || is_hint(cell) || is_part(cell));
}

/* One word alone could be a task as well, unless a header is often just that. */
static bool is_lone_word(const char *cell)
{
    enum column column = column_find(cell);

    return is_hint(cell) || is_part(cell) ||
           (column != COLUMNS && column_rank(column, cell) < COLUMN_COMPOSED);
}

static size_t count_words(const struct duban_table *table, size_t row)
{
    size_t n = 0;

    for (size_t i = 0; i < table->rows[row].n; i++)
        n += is_header_word(duban_table_cell(table, row, i));
    return n;
}

/* Does the cell stand under one that spans it and others? */
static bool is_spanned(const struct duban_table *table, size_t above, size_t row, size_t column)
{
    bool left = cell_blank(duban_table_cell(table, above, column));
    bool right = cell_blank(duban_table_cell(table, above, column + 1)) &&
                 !cell_blank(duban_table_cell(table, row, column + 1));

    return column > 0 && (left || right);
}

/* Is that row a part of a header whose row above it is `above`? All it holds is words of a header;
 * under a cell that is empty, because one to its left spans it, any short name will do. */
static bool continues(const struct duban_table *table, size_t above, size_t row)
{
    size_t filled = 0;
    const char *last = "";
    bool first = true;

    for (size_t i = 0; i < table->rows[row].n; i++) {
        const char *cell = duban_table_cell(table, row, i);

        if (cell_blank(cell))
            continue;
        if (!is_header_word(cell) && !(strlen(cell) <= LONGEST && !strpbrk(cell, "0123456789") &&
                                       is_spanned(table, above, row, i)))
            return false;
        filled++;
        last = cell;
        first = i == 0;
    }
    return (filled > 1 || (!first && is_lone_word(last))) && count_words(table, row) > 0;
}

/* Does the row above have the names of columns that the row leaves empty? */
static bool begins_above(const struct duban_table *table, size_t row)
{
    size_t named = 0;
    size_t filled = 0;

    for (size_t i = 0; row > 0 && i < table->rows[row - 1].n; i++) {
        const char *cell = duban_table_cell(table, row - 1, i);

        if (cell_blank(cell))
            continue;
        filled++;
        if (strlen(cell) > LONGEST)
            return false;
        named += column_find(cell) != COLUMNS && cell_blank(duban_table_cell(table, row, i));
    }
    return named > 0 && filled > 1;
}

/* An export writes one row, and whatever stands below is a task. */
static bool is_export(const struct duban_table *table, size_t row)
{
    for (size_t i = 0; i < table->rows[row].n; i++)
        if (column_find(duban_table_cell(table, row, i)) == COLUMN_ID)
            return true;
    return false;
}

struct header_block header_block_at(const struct duban_table *table, size_t row)
{
    struct header_block block = {table, row, 1, header_is_print(table, row)};

    if (block.print || is_export(table, row))
        return block;
    if (begins_above(table, row))
        block = (struct header_block){table, row - 1, 2, false};
    for (size_t last = block.row + block.rows - 1, next; block.rows < HEADER_ROWS; last = next) {
        next = last + 1;
        while (next < table->n_rows && !row_filled(table, next))
            next++;
        if (next >= table->n_rows || !continues(table, last, next))
            break;
        block.rows = next - block.row + 1;
    }
    return block;
}

/* --- Names ----------------------------------------------------------------------------------- */

/* The word of one row for a column, "" where it has none of its own. */
static const char *own_word(const struct header_block *block, size_t row, size_t column)
{
    const char *cell = cell_at(block, row, column);

    return cell_blank(cell) || (row > block->row && is_hint(cell)) ? "" : cell;
}

/* The word of the cell that spans the column from the left. */
static const char *spanning_word(const struct header_block *block, size_t row, size_t column)
{
    while (column > 0 && cell_blank(cell_at(block, row, column)))
        column--;
    return own_word(block, row, column);
}

static void add_all_words(struct duban_buf *out, const struct header_block *block, size_t column)
{
    const char *before = "";
    size_t last = block->row + block->rows;

    while (last > block->row && !*own_word(block, last - 1, column))
        last--;
    for (size_t row = block->row; row < last; row++) {
        const char *word =
            row + 1 < last ? spanning_word(block, row, column) : own_word(block, row, column);

        if (strcmp(word, before) != 0)
            duban_buf_adds(out, word);
        before = word;
    }
}

bool header_word(struct duban_buf *out, const struct header_block *block, size_t column, size_t n)
{
    duban_buf_clear(out);
    if (n == 0)
        add_all_words(out, block, column);
    else if (n <= block->rows && block->rows > 1)
        duban_buf_adds(out, own_word(block, block->row + block->rows - n, column));
    return n == 0 || (n <= block->rows && block->rows > 1);
}
