/* 同上 and 〃 in a cell that names a phase, departments or a leader: what stands above it.
 * Deadlines have their own way with them (deadline.h), and what a print says was meant so. */
#include "schedule/import.h"

#include "duban/i18n.h"

/* Puts the cell above in the place of each ditto of one column; how many there were. */
static size_t take_column(struct duban_import *import, size_t column)
{
    struct duban_table *table = &import->table;
    size_t from = import->header.row + import->header.rows;
    size_t above = 0; /* where the text of the cell above is */
    size_t taken = 0;
    bool any = false;

    for (size_t row = from; row < table->n_rows; row++) {
        const char *cell = duban_table_cell(table, row, column);

        if (cell_blank(cell))
            continue;
        if (any && import_when(import, cell).kind == DUBAN_DEADLINE_DITTO &&
            cell_blank(import_field(import, row, COLUMN_LIGHT))) {
            table->cells[table->rows[row].first + column] = (uint32_t)above;
            taken++;
        } else {
            above = (size_t)(cell - table->text);
            any = true;
        }
    }
    return taken;
}

/* An export of the data form: what stands in it is meant. */
static bool is_data(const struct duban_import *import)
{
    return import->header.ours && !import_is_print(import);
}

void import_take_dittos(struct duban_import *import)
{
    static const enum column columns[] = {COLUMN_PHASE, COLUMN_LEADS, COLUMN_SUPPORTS,
                                          COLUMN_LEADER};

    for (size_t i = 0; i < sizeof columns / sizeof *columns && !is_data(import); i++) {
        size_t at = import->header.of[columns[i]];
        size_t taken = at == NO_COLUMN ? 0 : take_column(import, at);

        if (taken)
            import_tell(import, DUBAN_FINDING_NOTE, 0, header_name(&import->header, columns[i]),
                        _("%zu 处“同上”按上面一行的内容理解"), taken);
    }
}
