/* The names of the columns, as the board keeps those that it has no field for. */
#include "schedule/header.h"

#include "duban/alloc.h"
#include "duban/export.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* A column's name as it is kept: one line, no blanks around it. */
static char *tidy_name(const char *cell)
{
    struct duban_buf clean = DUBAN_BUF_INIT;
    struct duban_buf name = DUBAN_BUF_INIT;
    char *to;

    duban_text_clean(&clean, cell, strlen(cell));
    to = clean.data;
    for (const char *from = clean.data; *from; from++)
        if (*from != '\n')
            *to++ = *from;
    duban_buf_truncate(&clean, (size_t)(to - clean.data));
    duban_text_trim(&name, clean.data);
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
        duban_buf_addf(&name, "第%zu列", column + 1);
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

void header_name_columns(struct header *header, const struct duban_table *table)
{
    bool print = header->of[COLUMN_LIGHT] != NO_COLUMN;

    for (size_t i = 0; i < header->n; i++) {
        const char *cell = header->columns[i].name;
        size_t added = header->ours ? duban_export_added(cell, print) : 0;
        char *name = tidy_name(cell + added);

        free(header->columns[i].name);
        header->columns[i].name = name;
        if (header->columns[i].column == COLUMNS)
            name_extra(header, table, i);
    }
}
