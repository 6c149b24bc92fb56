/* The header row is found by the words in it, not by its place: titles stand above it, and its
 * columns come in any order under any of their names. */
#include "schedule/header.h"

#include "duban/alloc.h"
#include "duban/export.h"
#include "duban/i18n.h"
#include "duban/text.h"

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

static bool same_key(const char *a, size_t len, const char *b)
{
    struct duban_buf x = DUBAN_BUF_INIT;
    struct duban_buf y = DUBAN_BUF_INIT;
    char *copy = duban_strndup(a, len);
    bool same;

    duban_text_key(&x, copy);
    duban_text_key(&y, b);
    same = strcmp(x.data, y.data) == 0;
    free(copy);
    duban_buf_release(&x);
    duban_buf_release(&y);
    return same;
}

/* What a header cell means; *mapped when --map says so. */
static enum column meaning(const char *cell, const struct header_maps *maps, bool *mapped)
{
    *mapped = false;
    for (size_t i = 0; maps && i < maps->n && !cell_blank(cell); i++) {
        const char *equals = strrchr(maps->maps[i], '=');

        if (!equals || !same_key(maps->maps[i], (size_t)(equals - maps->maps[i]), cell))
            continue;
        *mapped = true;
        return column_of_word(equals + 1);
    }
    return column_find(cell);
}

/* How many columns are known in that row; *task whether the task is among them. */
static size_t score(const struct duban_table *table, size_t row, const struct header_maps *maps,
                    bool *task)
{
    unsigned known = 0;

    for (size_t i = 0; i < table->rows[row].n; i++) {
        bool mapped;
        enum column column = meaning(duban_table_cell(table, row, i), maps, &mapped);

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
                                         struct duban_err *err)
{
    struct duban_buf cells = DUBAN_BUF_INIT;
    struct duban_buf cut = DUBAN_BUF_INIT;

    list_cells(&cells, table, row);
    duban_text_cut(&cut, cells.data, 160);
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

static size_t filled_cells(const struct duban_table *table, size_t row)
{
    size_t n = 0;

    for (size_t i = 0; i < table->rows[row].n; i++)
        n += !cell_blank(duban_table_cell(table, row, i));
    return n;
}

/* The first row that names the task and another column; else the first that names the task. */
static enum duban_status find_row(size_t *out, const struct duban_table *table,
                                  const struct header_maps *maps, struct duban_err *err)
{
    size_t most = 0;
    size_t best = NO_COLUMN;
    size_t lone = NO_COLUMN;
    size_t wide = NO_COLUMN;

    for (size_t row = 0; row < table->n_rows && row < SEARCHED; row++) {
        bool task;
        size_t known = score(table, row, maps, &task);

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
        if (wide == NO_COLUMN && filled_cells(table, row) > 1)
            wide = row;
    }
    *out = lone;
    if (lone != NO_COLUMN)
        return DUBAN_OK;
    if (!table->n_rows)
        return duban_err_set(err, DUBAN_REFUSED, _("文件里没有内容，请检查是否选错了文件"));
    if (most > 1)
        return refuse_headless(table, best, true, err);
    return refuse_headless(table, wide == NO_COLUMN ? 0 : wide, false, err);
}

/* --- Names ----------------------------------------------------------------------------------- */

/* A column's name as it is kept: one line, no blanks around it. */
static char *tidy_name(const char *cell, bool ours)
{
    struct duban_buf plain = DUBAN_BUF_INIT;
    struct duban_buf clean = DUBAN_BUF_INIT;
    struct duban_buf name = DUBAN_BUF_INIT;
    char *to;

    if (ours)
        duban_export_unescape(&plain, cell);
    else
        duban_buf_adds(&plain, cell);
    duban_text_clean(&clean, plain.data, plain.len);
    to = clean.data;
    for (const char *from = clean.data; *from; from++)
        if (*from != '\n')
            *to++ = *from;
    duban_buf_truncate(&clean, (size_t)(to - clean.data));
    duban_text_trim(&name, clean.data);
    duban_buf_release(&plain);
    duban_buf_release(&clean);
    return duban_buf_detach(&name);
}

static bool filled_below(const struct duban_table *table, size_t row, size_t column)
{
    while (++row < table->n_rows)
        if (!cell_blank(duban_table_cell(table, row, column)))
            return true;
    return false;
}

static bool name_taken(const struct header *header, size_t column, const char *name)
{
    for (size_t i = 0; i < column; i++)
        if (header->columns[i].column == COLUMNS && header->columns[i].name &&
            strcmp(header->columns[i].name, name) == 0)
            return true;
    return false;
}

/* Extra columns need names that differ; a column with neither name nor content is none. */
static void name_extra(struct header *header, const struct duban_table *table, size_t column)
{
    struct header_column *it = &header->columns[column];
    struct duban_buf name = DUBAN_BUF_INIT;

    if (!*it->name) {
        duban_strset(&it->name, NULL);
        if (!filled_below(table, header->row + header->rows - 1, column))
            return;
        duban_buf_addf(&name, _("第%zu列"), column + 1);
    } else {
        duban_buf_adds(&name, it->name);
    }
    for (size_t i = 2; name_taken(header, column, name.data); i++) {
        duban_buf_clear(&name);
        duban_buf_addf(&name, "%s（%zu）", it->name ? it->name : "", i);
    }
    duban_strset(&it->name, name.data);
    duban_buf_release(&name);
}

/* --- Columns --------------------------------------------------------------------------------- */

/* Of two columns of one kind the mapped one is meant, then the better name, then the first; of two
 * named duban the last, because an export writes it there. */
static bool better(enum column column, size_t rank, size_t best)
{
    return column == COLUMN_ID ? rank <= best : rank < best;
}

static const char *header_cell(const struct header *header, const struct duban_table *table,
                               size_t column)
{
    const char *below = header->rows > 1 ? duban_table_cell(table, header->row + 1, column) : "";

    return cell_blank(below) ? duban_table_cell(table, header->row, column) : below;
}

static void choose_columns(struct header *header, const struct duban_table *table,
                           const struct header_maps *maps)
{
    size_t ranks[COLUMNS];

    for (size_t i = 0; i < COLUMNS; i++) {
        header->of[i] = NO_COLUMN;
        ranks[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < header->n; i++) {
        const char *cell = header_cell(header, table, i);
        bool mapped;
        enum column column = meaning(cell, maps, &mapped);
        size_t rank = column == COLUMNS ? SIZE_MAX : mapped ? 0 : 1 + column_rank(column, cell);

        header->columns[i].column = COLUMNS;
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
}

/* A second header row names parts of what the first one spans: it has no task text, but words that
 * are known, and nothing that could be a row of the table. */
static bool second_row(const struct header *header, const struct duban_table *table)
{
    size_t row = header->row + 1;
    size_t known = 0;

    if (row >= table->n_rows || header->of[COLUMN_ID] != NO_COLUMN)
        return false;
    for (size_t i = 0; i < table->rows[row].n; i++) {
        const char *cell = duban_table_cell(table, row, i);
        bool above = !cell_blank(duban_table_cell(table, header->row, i));

        if (cell_blank(cell))
            continue;
        if (column_find(cell) == COLUMNS || (i == header->of[COLUMN_TASK] && above))
            return false;
        known++;
    }
    return known > 0;
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
                _("“%s”里的字段不认识；可用 serial、phase、task、deadline、leads、"
                  "supports、leader、status、done_on、target、progress、note、extra"),
                maps->maps[i]);
    }
    return DUBAN_OK;
}

/* Every map must have found its column. */
static enum duban_status check_mapped(const struct header *header, const struct duban_table *table,
                                      const struct header_maps *maps, struct duban_err *err)
{
    for (size_t i = 0; maps && i < maps->n; i++) {
        size_t len = (size_t)(strrchr(maps->maps[i], '=') - maps->maps[i]);
        bool found = false;

        for (size_t c = 0; c < header->n && !found; c++)
            found = same_key(maps->maps[i], len, header_cell(header, table, c));
        if (!found) {
            duban_err_set(err, DUBAN_REFUSED, _("表头里没有 --map 所说的列“%.*s”"), (int)len,
                          maps->maps[i]);
            duban_err_at(err, NULL, table->rows[header->row].line, NULL);
            return DUBAN_REFUSED;
        }
    }
    return DUBAN_OK;
}

enum duban_status header_find(struct header *out, const struct duban_table *table,
                              const struct header_maps *maps, struct duban_err *err)
{
    enum duban_status status = check_maps(maps, err);

    *out = (struct header){.rows = 1};
    if (!status)
        status = find_row(&out->row, table, maps, err);
    if (status)
        return status;
    out->n = table->width;
    out->columns = duban_alloc(out->n * sizeof *out->columns);
    choose_columns(out, table, maps);
    if (second_row(out, table)) {
        out->rows = 2;
        choose_columns(out, table, maps);
    }
    for (size_t i = 0; i < out->n; i++) {
        out->columns[i].name = tidy_name(header_cell(out, table, i), out->ours);
        if (out->columns[i].column == COLUMNS)
            name_extra(out, table, i);
    }
    status = check_mapped(out, table, maps, err);
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

/* Are all cells of the row what the header has at their places? Most rows differ in their first. */
static bool same_cells(const struct header *header, const struct duban_table *table, size_t row)
{
    for (size_t i = 0; i < header->n; i++) {
        const char *cell = duban_table_cell(table, row, i);
        const char *name = header->columns[i].name;

        if (!cell_blank(cell) && (!name || !same_key(cell, strlen(cell), name)))
            return false;
    }
    return true;
}

bool header_again(const struct header *header, const struct duban_table *table, size_t row,
                  bool *same)
{
    enum { LONGEST = 40 }; /* bytes of the word for the task */
    size_t first = 0;
    size_t known;
    bool task;

    *same = false;
    if (strlen(duban_table_cell(table, row, header->of[COLUMN_TASK])) > LONGEST)
        return false;
    while (first < header->n && cell_blank(duban_table_cell(table, row, first)))
        first++;
    if (filled_cells(table, row) < 2)
        return false;
    *same = same_cells(header, table, row);
    if (*same || column_find(duban_table_cell(table, row, first)) == COLUMNS)
        return *same;
    known = score(table, row, NULL, &task);
    return task && known > 1 && known * 2 >= filled_cells(table, row);
}

const char *header_name(const struct header *header, enum column column)
{
    size_t at = header->of[column];

    if (at != NO_COLUMN && header->columns[at].name && *header->columns[at].name)
        return header->columns[at].name;
    return _(column_info(column)->header);
}
