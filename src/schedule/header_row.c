/* Where the header is: its words are looked for, in any row; a table without one is read all the
 * same when somebody says where its columns are. */
#include "schedule/header.h"

#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>

enum {
    SEARCHED = 200, /* rows looked at */
    NAMED = 24,     /* columns named in a message */
    LONGEST = 60,   /* bytes of a cell of a header */
};

size_t row_filled(const struct duban_table *table, size_t row)
{
    size_t n = 0;

    for (size_t i = 0; i < table->rows[row].n; i++)
        n += !cell_blank(duban_table_cell(table, row, i));
    return n;
}

bool row_wordy(const struct duban_table *table, size_t row)
{
    for (size_t i = 0; i < table->rows[row].n; i++) {
        const char *cell = duban_table_cell(table, row, i);

        if (strlen(cell) > LONGEST || strpbrk(cell, "0123456789"))
            return false;
    }
    return row_filled(table, row) > 1;
}

/* --- Looking at the rows --------------------------------------------------------------------- */

/* Rows that may be the header; NO_COLUMN: there is none of that kind. */
struct sights {
    size_t header; /* names the task and another column */
    size_t lone;   /* names the task only */
    size_t best;   /* names `most` columns, the task not among them */
    size_t most;
    size_t wide, first; /* has several cells, or any */
};

static void look_at(struct sights *sights, const struct duban_table *table, size_t row,
                    const struct header_maps *maps)
{
    bool task;
    size_t known = header_score(table, row, maps, &task);
    size_t filled = row_filled(table, row);

    if (task && known > 1)
        sights->header = row;
    if (task && sights->lone == NO_COLUMN)
        sights->lone = row;
    if (known > sights->most) {
        sights->most = known;
        sights->best = row;
    }
    if (filled > 1 && sights->wide == NO_COLUMN)
        sights->wide = row;
    if (filled && sights->first == NO_COLUMN)
        sights->first = row;
}

/* The first header is the one. */
static struct sights look(const struct duban_table *table, const struct header_maps *maps)
{
    struct sights sights = {NO_COLUMN, NO_COLUMN, NO_COLUMN, 0, NO_COLUMN, NO_COLUMN};

    for (size_t row = 0; row < table->n_rows && row < SEARCHED && sights.header == NO_COLUMN; row++)
        look_at(&sights, table, row, maps);
    return sights;
}

/* --- Refusing -------------------------------------------------------------------------------- */

/* #1 序号、#2 事情: each with what --map calls it where its name will not do. */
static void list_cells(struct duban_buf *out, const struct duban_table *table, size_t row)
{
    size_t named = 0;

    for (size_t i = 0; i < table->rows[row].n && named < NAMED; i++) {
        const char *cell = duban_table_cell(table, row, i);

        if (cell_blank(cell))
            continue;
        duban_buf_addf(out, "%s#%zu ", named++ ? "、" : "", i + 1);
        duban_text_safe(out, cell, 0);
    }
}

static size_t bytes_of(const struct duban_table *table, size_t column)
{
    size_t bytes = 0;

    for (size_t row = 0; row < table->n_rows && row < SEARCHED; row++)
        if (row_filled(table, row) > 1)
            bytes += strlen(duban_table_cell(table, row, column));
    return bytes;
}

/* The column with the longest texts, from 1: most likely the tasks. One that `head` names as
 * something else comes behind all others. */
static size_t longest_column(const struct duban_table *table, size_t head)
{
    size_t longest = 0, most = 0;
    bool unnamed = false;

    for (size_t i = 0; i < table->width; i++) {
        size_t bytes = bytes_of(table, i);
        bool named = column_find(duban_table_cell(table, head, i)) != COLUMNS;

        if ((named && unnamed) || (bytes <= most && named != unnamed))
            continue;
        unnamed = unnamed || !named;
        most = bytes;
        longest = i;
    }
    return longest + 1;
}

static enum duban_status refuse(const struct duban_table *table, size_t row, bool known,
                                bool by_key, struct duban_err *err)
{
    struct duban_buf cells = DUBAN_BUF_INIT;
    struct duban_buf cut = DUBAN_BUF_INIT;
    size_t place = longest_column(table, row);

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
                      known ? _("表头里没有“工作任务”一列；这一行的各列是：%s。请用 --map "
                                "'列名=task' 指明哪一列是工作任务，或写列号：--map '#%zu=task'")
                            : _("没有找到表头（序号、阶段步骤、工作任务、完成时限、牵头单位）；"
                                "这一行的各列是：%s。请用 --map '列名=task' 指明哪一列是工作任务；"
                                "没有表头的表写列号：--map '#%zu=task'"),
                      cut.data, place);
    duban_err_at(err, NULL, table->rows[row].line, NULL);
    duban_buf_release(&cells);
    duban_buf_release(&cut);
    return DUBAN_REFUSED;
}

static enum duban_status refuse_all(const struct duban_table *table, const struct sights *sights,
                                    bool by_key, struct duban_err *err)
{
    if (sights->most > 1)
        return refuse(table, sights->best, true, by_key, err);
    return refuse(table, sights->wide != NO_COLUMN ? sights->wide : sights->first, false, by_key,
                  err);
}

/* --- Without the word for the task ----------------------------------------------------------- */

/* One cell that heads the tasks below it: 一、…, 第一阶段, but not the title of a table. */
static bool is_section(const struct duban_table *table, size_t row)
{
    static const char *const words[] = {"一、", "（一）", "(一)", "第一"};
    struct duban_buf text = DUBAN_BUF_INIT;
    bool section = false;

    for (size_t i = 0; i < table->rows[row].n; i++)
        if (!cell_blank(duban_table_cell(table, row, i)))
            duban_text_trim(&text, duban_table_cell(table, row, i));
    for (size_t i = 0; i < sizeof words / sizeof *words && !section; i++)
        section = strncmp(text.data, words[i], strlen(words[i])) == 0;
    section = (section || strstr(text.data, "阶段")) &&
              !(text.len > 3 && strcmp(text.data + text.len - 3, "表") == 0);
    duban_buf_release(&text);
    return section && row_filled(table, row) == 1;
}

/* Where the tasks begin: behind the titles, with the phase that stands above the first of them. */
static struct header_block begin_at(const struct duban_table *table, size_t task)
{
    struct header_block block = {table, 0, 0, false};
    size_t above;

    while (block.row < table->n_rows && (cell_blank(duban_table_cell(table, block.row, task)) ||
                                         (table->width > 1 && row_filled(table, block.row) == 1)))
        block.row++;
    if (block.row == table->n_rows)
        block.row = 0;
    for (above = block.row; above > 0 && !row_filled(table, above - 1);)
        above--;
    if (above > 0 && is_section(table, above - 1))
        block.row = above - 1;
    return block;
}

/* No word for the task anywhere, but somebody said where it is: under a header that has no such
 * word, else in a table without any. That of an earlier import is good for a column that still has
 * no name. */
static bool find_placed(struct header_block *out, const struct duban_table *table,
                        const struct header_maps *maps, const struct sights *sights)
{
    size_t task = header_maps_task(maps, table->width, false);
    size_t remembered = header_maps_task(maps, table->width, true);
    bool header = sights->best != NO_COLUMN && (sights->most > 1 || row_wordy(table, sights->best));

    if (task == table->width && remembered == table->width)
        return false;
    if (header &&
        (task != table->width || cell_blank(duban_table_cell(table, sights->best, remembered))))
        *out = header_block_at(table, sights->best);
    else if (task != table->width)
        *out = begin_at(table, task);
    else
        return false;
    return true;
}

enum duban_status header_block_find(struct header_block *out, const struct duban_table *table,
                                    const struct header_maps *maps, struct duban_err *err)
{
    struct sights sights = look(table, maps);

    if (sights.first == NO_COLUMN)
        return duban_err_set(err, DUBAN_REFUSED, _("文件里没有内容，请检查是否选错了文件"));
    if (sights.header == NO_COLUMN && find_placed(out, table, maps, &sights))
        return DUBAN_OK;
    if (sights.header == NO_COLUMN)
        sights.header = sights.lone;
    if (sights.header == NO_COLUMN)
        return refuse_all(table, &sights, maps->by_key, err);
    *out = header_block_at(table, sights.header);
    return DUBAN_OK;
}
