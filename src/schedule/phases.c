/* The phases of a file, in the order in which it names them. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/phase.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* The phase of rows that have none. It becomes data of the board, so it is not translated. */
static const char no_phase[] = "未分阶段";

static bool same_name(const char *a, const char *b)
{
    struct duban_buf x = DUBAN_BUF_INIT;
    struct duban_buf y = DUBAN_BUF_INIT;
    bool same;

    duban_text_key(&x, a);
    duban_text_key(&y, b);
    same = strcmp(x.data, y.data) == 0;
    duban_buf_release(&x);
    duban_buf_release(&y);
    return same;
}

static size_t find_name(const struct duban_import *import, const char *name)
{
    for (size_t i = 0; i < import->n_phases; i++)
        if (same_name(import->phases[i].name, name))
            return i;
    return import->n_phases;
}

/* The phase whose cell was written just so, looked for from the last one back. */
static size_t find_cell(const struct duban_import *import, const char *cell)
{
    for (size_t i = import->n_phases; i-- > 0;)
        if (import->phases[i].cell && strcmp(import->phases[i].cell, cell) == 0)
            return i;
    return import->n_phases;
}

static char *own(struct duban_buf *buf)
{
    return buf->len ? duban_strdup(buf->data) : NULL;
}

size_t import_phase(struct duban_import *import, const char *cell)
{
    struct duban_deadline_context context = {import->year, import->issued};
    struct duban_phase_cell read;
    size_t at = cell ? find_cell(import, cell) : import->n_phases;

    if (at < import->n_phases)
        return at;
    duban_phase_cell_read(&read, cell ? cell : no_phase, &context);
    at = find_name(import, read.name.data);
    if (at == import->n_phases) {
        import->phases = duban_more(import->phases, import->n_phases, &import->cap_phases,
                                    sizeof *import->phases);
        import->phases[import->n_phases++] = (struct duban_import_phase){
            .cell = duban_strdup(cell ? cell : NULL),
            .name = duban_strdup(read.name.data),
            .window = own(&read.window),
            .start = read.start,
            .end = read.end,
        };
    }
    duban_phase_cell_release(&read);
    return at;
}
