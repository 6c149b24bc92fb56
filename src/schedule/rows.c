/* The rows of a table: which are tasks, which name a phase, and which only stand around. */
#include "schedule/row_kind.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "schedule/tables.h"

#include <stdlib.h>
#include <string.h>

struct plan {
    struct duban_import *import;
    unsigned char *kinds; /* of the table's rows, by row_kind */
    size_t n;             /* rows that are of this table */
    size_t last;          /* behind the last task */
    size_t phase;         /* of the task to come */
    size_t heading;       /* the row of the heading above, or NO_COLUMN */
    size_t headed;        /* its phase */
    bool phased;
};

static unsigned long line_of(const struct duban_import *import, size_t row)
{
    return import->table.rows[row].line;
}

/* What a section row calls its phase, with the window that stands in another cell. */
static void add_section(struct duban_buf *out, const struct duban_import *import, size_t row)
{
    if (row_has(import, row, COLUMN_PHASE))
        duban_buf_adds(out, import_field(import, row, COLUMN_PHASE));
    else if (row_has(import, row, COLUMN_TASK))
        duban_buf_adds(out, import_field(import, row, COLUMN_TASK));
    else
        duban_buf_adds(out, duban_table_cell(&import->table, row, row_look_at(import, row).first));
    if (row_look_at(import, row).filled > 1 && row_has(import, row, COLUMN_DEADLINE))
        duban_buf_addf(out, "（%s）", import_field(import, row, COLUMN_DEADLINE));
}

/* The id that an export gave the task; 0 when the cell holds none. */
static int64_t read_id(struct duban_import *import, size_t row)
{
    const char *cell = import_field(import, row, COLUMN_ID);
    char *end;
    long long id;

    if (cell_blank(cell))
        return 0;
    id = strtoll(cell, &end, 10);
    if (id > 0 && *end == '\0' && strlen(cell) < 19)
        return id;
    import_tell(import, DUBAN_FINDING_DOUBT, line_of(import, row),
                header_name(&import->header, COLUMN_ID), _("“%s”不是任务编号，按没有编号处理"),
                cell);
    return 0;
}

static struct duban_import_row *add_row(struct plan *plan, size_t row, enum duban_row_fate fate)
{
    struct duban_import *import = plan->import;

    import->rows =
        duban_more(import->rows, import->n_rows, &import->cap_rows, sizeof *import->rows);
    import->rows[import->n_rows] = (struct duban_import_row){
        .row = row,
        .line = line_of(import, row),
        .phase = plan->phase,
        .fate = fate,
    };
    return &import->rows[import->n_rows++];
}

/* A task that is numbered beside a heading is not one of its phase. */
static void look_at_heading(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;

    if (plan->heading == NO_COLUMN || !row_has(import, row, COLUMN_SERIAL))
        return;
    plan->phase = plan->headed;
    if (!outline_leaves(import, plan->heading, row))
        return;
    plan->phase = import_phase(import, NULL);
    import_tell(import, DUBAN_FINDING_NOTE, line_of(import, row),
                header_name(&import->header, COLUMN_SERIAL),
                _("“%s”不在上面的标题“%s”之下，不放入那个阶段"),
                import_field(import, row, COLUMN_SERIAL),
                import_field(import, plan->heading, COLUMN_TASK));
}

/* A phase cell is that of the rows below, too. */
static void take_phase_cell(struct plan *plan, size_t row)
{
    const char *cell = import_field(plan->import, row, COLUMN_PHASE);

    if (cell_blank(cell))
        return;
    plan->phase = import_phase(plan->import, cell);
    plan->phased = true;
}

static void add_task(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;
    struct duban_import_row *added;

    look_at_heading(plan, row);
    take_phase_cell(plan, row);
    if (!plan->phased) {
        plan->phase = import_phase(import, NULL);
        plan->phased = true;
    }
    added = add_row(plan, row, DUBAN_ROW_NEW);
    added->wanted_id = read_id(import, row);
    import->phases[plan->phase].rows++;
}

static void refuse_row(struct plan *plan, size_t row, const char *why)
{
    struct duban_import *import = plan->import;

    take_phase_cell(plan, row);
    add_row(plan, row, DUBAN_ROW_REFUSED)->phase = plan->phased ? plan->phase : SIZE_MAX;
    import_tell(import, DUBAN_FINDING_REFUSED, line_of(import, row),
                header_name(&import->header, COLUMN_TASK), "%s", why);
}

static void note_footer(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;
    const char *cell = duban_table_cell(&import->table, row, row_look_at(import, row).first);

    if (!import->footer_year)
        import->footer_year = import_year_in(cell);
    import_tell(import, DUBAN_FINDING_NOTE, line_of(import, row), NULL, _("表外文字，未导入：%s"),
                cell);
}

/* Is the next row that counts one of a task, which names no phase itself? */
static bool heads_tasks(const struct plan *plan, size_t row)
{
    while (++row < plan->last)
        if (plan->kinds[row] == ROW_TASK || plan->kinds[row] == ROW_TEXTLESS)
            return !row_has(plan->import, row, COLUMN_PHASE);
        else if (plan->kinds[row] == ROW_LONE)
            return false;
    return false;
}

static void begin_section(struct plan *plan, size_t row)
{
    struct duban_buf cell = DUBAN_BUF_INIT;

    add_section(&cell, plan->import, row);
    plan->phase = import_phase(plan->import, cell.data);
    plan->phased = true;
    duban_buf_release(&cell);
}

static void take_lone(struct plan *plan, size_t row)
{
    if (heads_tasks(plan, row))
        begin_section(plan, row);
    else
        note_footer(plan, row);
}

static void take_heading(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;

    begin_section(plan, row);
    plan->heading = row;
    plan->headed = plan->phase;
    import_tell(import, DUBAN_FINDING_NOTE, line_of(import, row),
                header_name(&import->header, COLUMN_SERIAL),
                _("“%s %s”下面是它的分项，没有牵头单位，按阶段理解"),
                import_field(import, row, COLUMN_SERIAL), import_field(import, row, COLUMN_TASK));
}

/* Below the last task stand signatures and dates in any cell; but a row with a deadline or a lead
 * that lacks its text is a task gone wrong. */
static void take_textless(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;
    bool task = row_has(import, row, COLUMN_ID) || row_has(import, row, COLUMN_SERIAL) ||
                row_has(import, row, COLUMN_PHASE);

    if (row >= plan->last && !task &&
        (row_look_at(import, row).filled == 1 || !row_has(import, row, COLUMN_DEADLINE)))
        note_footer(plan, row);
    else
        refuse_row(plan, row, _("这一行没有工作任务；请补上，或删去这一行后再导入"));
}

static void take_row(struct plan *plan, size_t row)
{
    switch ((enum row_kind)plan->kinds[row]) {
    case ROW_TASK: add_task(plan, row); break;
    case ROW_TEXTLESS: take_textless(plan, row); break;
    case ROW_LONE: take_lone(plan, row); break;
    case ROW_HEADING: take_heading(plan, row); break;
    case ROW_NOTE: note_footer(plan, row); break;
    case ROW_REST:
        refuse_row(plan, row,
                   _("这一行是上面任务的续行，请把文字并入上面的任务，再删去这一行；"
                     "要改的表请导出为 csv，其中没有续行"));
        break;
    case ROW_BLANK:
    case ROW_HEADER:
    case ROW_TABLE: break;
    }
}

/* The first table is taken, the others are named. */
static void tell_tables(struct duban_import *import, size_t row)
{
    for (; row < import->table.n_rows; row = table_next(import, row)) {
        const char *title = table_title(import, row);

        import_tell(import, DUBAN_FINDING_DOUBT, line_of(import, row), NULL,
                    *title ? _("从这一行起是另一张表“%s”，未导入；请拆成单独的文件再导入")
                           : _("从这一行起是另一张表%s，未导入；请拆成单独的文件再导入"),
                    title);
    }
}

static bool is_figure(const char *cell)
{
    return *cell && strspn(cell, "0123456789. ") == strlen(cell);
}

static void classify_all(struct plan *plan, size_t from)
{
    struct duban_import *import = plan->import;

    plan->n = import->table.n_rows;
    plan->last = from;
    for (size_t row = from; row < plan->n; row++)
        import->figures = import->figures || (row_has(import, row, COLUMN_TASK) &&
                                              is_figure(import_field(import, row, COLUMN_SERIAL)));
    for (size_t row = from; row < plan->n; row++) {
        enum row_kind kind = row_kind_of(import, row);

        plan->kinds[row] = (unsigned char)kind;
        if (kind == ROW_TASK || kind == ROW_REST)
            plan->last = row + 1;
        if (kind == ROW_TABLE) {
            tell_tables(import, row);
            plan->n = row;
        }
    }
}

/* Makes room for the rows of tasks, no more than there are. */
static void expect_tasks(struct plan *plan, size_t from)
{
    struct duban_import *import = plan->import;

    for (size_t row = from; row < plan->n; row++)
        import->cap_rows += plan->kinds[row] == ROW_TASK || plan->kinds[row] == ROW_TEXTLESS;
    import->rows = duban_realloc(NULL, import->cap_rows, sizeof *import->rows);
}

enum duban_status import_read_rows(struct duban_import *import, struct duban_err *err)
{
    struct plan plan = {.import = import, .heading = NO_COLUMN};
    size_t from = import->header.row + import->header.rows;

    plan.kinds = duban_alloc(import->table.n_rows + 1);
    classify_all(&plan, from);
    outline_find(plan.kinds, import, from, plan.n);
    expect_tasks(&plan, from);
    for (size_t row = from; row < plan.n; row++)
        take_row(&plan, row);
    free(plan.kinds);
    if (import->n_rows)
        return DUBAN_OK;
    duban_err_set(err, DUBAN_REFUSED, _("只有表头，没有数据行；请检查文件内容"));
    duban_err_at(err, NULL, line_of(import, import->header.row), NULL);
    return DUBAN_REFUSED;
}
