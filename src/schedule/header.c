/* The header row is found by the words in it, not by its place: titles stand above it, and its
 * columns come in any order under any of their names. */
#include "schedule/header.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"
#include "schedule/header_words.h"

#include <stdlib.h>
#include <string.h>

enum { SEARCHED = 200, NAMED = 24 }; /* rows looked at; columns named in a message */

bool cell_blank(const char *cell)
{
    struct duban_buf bare = DUBAN_BUF_INIT;
    bool blank;

    /* Most cells are told by their first byte. */
    if ((unsigned char)*cell > ' ' && (unsigned char)*cell < 0x80)
        return false;
    if (!*cell || ((unsigned char)*cell >= 0xe4 && (unsigned char)*cell <= 0xe9))
        return !*cell;
    duban_text_trim(&bare, cell);
    blank = bare.len == 0;
    duban_buf_release(&bare);
    return blank;
}

/* --- Columns of one row ---------------------------------------------------------------------- */

/* Ideographs or figures at the beginning, and different ones: most cells are told apart by these. */
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

static bool maps_cell(enum column *out, const char *map, const char *cell)
{
    const char *equals = strrchr(map, '=');

    if (!equals || !header_same_key(map, (size_t)(equals - map), cell))
        return false;
    *out = column_of_word(equals + 1);
    return true;
}

/* What the user says about a header cell, now or in an earlier import: the column, and true when
 * something was said. */
static bool mapped_as(enum column *out, const char *cell, const struct header_maps *maps)
{
    size_t len;
    bool found = false;

    if (!maps || (!maps->n && !maps->remembered) || cell_blank(cell))
        return false;
    for (size_t i = 0; i < maps->n && !found; i++)
        found = maps_cell(out, maps->maps[i], cell);
    for (const char *p = maps->remembered, *item; !found && (item = duban_text_item(&p, &len));) {
        char *map = duban_strndup(item, len);

        found = maps_cell(out, map, cell);
        free(map);
    }
    return found;
}

static enum column meaning(const char *cell, const struct header_maps *maps)
{
    enum column column;

    return mapped_as(&column, cell, maps) ? column : column_find(cell);
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

/* --- Finding the row ------------------------------------------------------------------------- */

static void list_cells(struct duban_buf *out, const struct duban_table *table, size_t row)
{
    size_t named = 0;

    for (size_t i = 0; i < table->rows[row].n && named < NAMED; i++) {
        const char *cell = duban_table_cell(table, row, i);

        if (cell_blank(cell))
            continue;
        duban_buf_adds(out, named++ ? "、" : "");
        duban_text_safe(out, cell, 0);
    }
}

static enum duban_status refuse_headless(const struct duban_table *table, size_t row, bool known,
                                         bool by_key, struct duban_err *err)
{
    struct duban_buf cells = DUBAN_BUF_INIT;
    struct duban_buf cut = DUBAN_BUF_INIT;

    list_cells(&cells, table, row);
    duban_text_cut(&cut, cells.data, 160);
    if (by_key)
        duban_err_set(err, DUBAN_REFUSED,
                      known ? _("表头里没有“工作任务”一列；这一行的各列是：%s")
                            : _("没有找到表头（序号、阶段步骤、工作任务、完成时限、牵头单位）；"
                                "这一行的各列是：%s"),
                      cut.data);
    else
        duban_err_set(err, DUBAN_REFUSED,
                      known ? _("表头里没有“工作任务”一列；这一行的各列是：%s。"
                                "请用 --map '列名=task' 指明哪一列是工作任务")
                            : _("没有找到表头（序号、阶段步骤、工作任务、完成时限、牵头单位）；"
                                "这一行的各列是：%s。请用 --map '列名=task' 指明哪一列是工作任务"),
                      cut.data);
    duban_err_at(err, NULL, table->rows[row].line, NULL);
    duban_buf_release(&cells);
    duban_buf_release(&cut);
    return DUBAN_REFUSED;
}

size_t row_filled(const struct duban_table *table, size_t row)
{
    size_t n = 0;

    for (size_t i = 0; i < table->rows[row].n; i++)
        n += !cell_blank(duban_table_cell(table, row, i));
    return n;
}

static bool any_filled(const struct duban_table *table)
{
    for (size_t row = 0; row < table->n_rows; row++)
        if (row_filled(table, row))
            return true;
    return false;
}

/* The first row that names the task and another column; else the first that names the task. */
static enum duban_status find_row(size_t *out, const struct duban_table *table,
                                  const struct header_maps *maps, struct duban_err *err)
{
    size_t most = 0;
    size_t best = NO_COLUMN;
    size_t lone = NO_COLUMN;
    size_t wide = NO_COLUMN;
    size_t first = NO_COLUMN;

    for (size_t row = 0; row < table->n_rows && row < SEARCHED; row++) {
        bool task;
        size_t known = header_score(table, row, maps, &task);

        if (task && known > 1) {
            *out = row;
            return DUBAN_OK;
        }
        if (task && lone == NO_COLUMN)
            lone = row;
        if (known > most) {
            most = known;
            best = row;
        }
        if (wide == NO_COLUMN && row_filled(table, row) > 1)
            wide = row;
        if (first == NO_COLUMN && row_filled(table, row))
            first = row;
    }
    *out = lone;
    if (lone != NO_COLUMN)
        return DUBAN_OK;
    if (!any_filled(table))
        return duban_err_set(err, DUBAN_REFUSED, _("文件里没有内容，请检查是否选错了文件"));
    if (most > 1)
        return refuse_headless(table, best, true, maps && maps->by_key, err);
    return refuse_headless(table,
                           wide != NO_COLUMN    ? wide
                           : first != NO_COLUMN ? first
                                                : 0,
                           false, maps && maps->by_key, err);
}

/* --- Columns --------------------------------------------------------------------------------- */

/* Of two columns of one kind the mapped one is meant, then the better name, then the first; of two
 * named duban the last, because an export writes it there. */
static bool better(enum column column, size_t rank, size_t best)
{
    return column == COLUMN_ID ? rank <= best : rank < best;
}

/* What the words over a column mean, and in *name the one that says so; in *rank how well: 0 when
 * --map does. */
static enum column read_column(struct duban_buf *name, size_t *rank,
                               const struct header_block *block, size_t at,
                               const struct header_maps *maps)
{
    enum column column = COLUMNS;

    *rank = 0;
    for (size_t n = 0; header_word(name, block, at, n); n++)
        if (mapped_as(&column, name->data, maps))
            return column;
    for (size_t n = 0; header_word(name, block, at, n); n++) {
        column = column_find(name->data);
        *rank = 1 + column_rank(column, name->data);
        if (column != COLUMNS)
            return column;
    }
    header_word(name, block, at, 0);
    return COLUMNS;
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
        duban_strset(&header->columns[i].name, name.data);
        if (column == COLUMNS ||
            (header->of[column] != NO_COLUMN && !better(column, rank, ranks[column])))
            continue;
        header->of[column] = i;
        ranks[column] = rank;
    }
    header->ours = header->of[COLUMN_ID] != NO_COLUMN;
    for (size_t i = 0; i < COLUMNS; i++)
        if (header->of[i] != NO_COLUMN)
            header->columns[header->of[i]].column = (enum column)i;
    duban_buf_release(&name);
}

static enum duban_status check_maps(const struct header_maps *maps, struct duban_err *err)
{
    for (size_t i = 0; maps && i < maps->n; i++) {
        const char *equals = strrchr(maps->maps[i], '=');

        if (!equals || equals == maps->maps[i])
            return duban_err_set(err, DUBAN_USAGE, _("“%s”应写成 列名=字段，例如 '事项=task'"),
                                 maps->maps[i]);
        if (column_of_word(equals + 1) == COLUMNS && strcmp(equals + 1, "extra") != 0)
            return duban_err_set(
                err, DUBAN_USAGE,
                _("“%s”中的字段不存在；可用 serial、phase、task、deadline、leads、"
                  "supports、leader、status、done_on、target、progress、note、extra"),
                maps->maps[i]);
    }
    return DUBAN_OK;
}

static bool has_word(const struct header *header, const struct header_block *block,
                     const char *word, size_t len)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    bool found = false;

    for (size_t i = 0; i < header->n && !found; i++)
        for (size_t n = 0; !found && header_word(&name, block, i, n); n++)
            found = name.len && header_same_key(word, len, name.data);
    duban_buf_release(&name);
    return found;
}

/* Every map must have found its column. */
static enum duban_status check_mapped(const struct header *header, const struct header_block *block,
                                      const struct header_maps *maps, struct duban_err *err)
{
    for (size_t i = 0; maps && i < maps->n; i++) {
        size_t len = (size_t)(strrchr(maps->maps[i], '=') - maps->maps[i]);

        if (has_word(header, block, maps->maps[i], len))
            continue;
        duban_err_set(err, DUBAN_REFUSED, _("表头里没有 --map 所说的列“%.*s”"), (int)len,
                      maps->maps[i]);
        duban_err_at(err, NULL, block->table->rows[header->row].line, NULL);
        return DUBAN_REFUSED;
    }
    return DUBAN_OK;
}

enum duban_status header_find(struct header *out, const struct duban_table *table,
                              const struct header_maps *maps, struct duban_err *err)
{
    enum duban_status status = check_maps(maps, err);
    struct header_block block;

    *out = (struct header){.rows = 1};
    if (!status)
        status = find_row(&out->row, table, maps, err);
    if (status)
        return status;
    block = header_block_at(table, out->row);
    out->row = block.row;
    out->rows = block.rows;
    out->n = table->width;
    out->columns = duban_alloc(out->n * sizeof *out->columns);
    choose_columns(out, &block, maps);
    header_name_columns(out, table);
    status = check_mapped(out, &block, maps, err);
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
