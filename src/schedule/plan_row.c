/* What one row wishes for. Plan fields follow the file; progress, status and notes stay where the
 * file has none. */
#include "schedule/plan.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/leads.h"
#include "duban/text.h"

#include <string.h>

static void wish(struct planner *planner, enum duban_field field, const char *extra,
                 const char *value)
{
    planner->wishes[planner->n++] = (struct duban_wish){field, extra, value};
}

/* --- Cells that need a thought --------------------------------------------------------------- */

/* A cell that its field cannot hold is kept in an extra column of the same name. */
static void keep_as_extra(struct planner *planner, enum column column, const char *cell)
{
    planner->kept[column] = true;
    wish(planner, DUBAN_FIELD_TASK_EXTRA, header_name(&planner->import->header, column), cell);
}

static struct duban_deadline read_when(const struct planner *planner, const char *cell)
{
    struct duban_deadline_context context = {planner->campaign->year, planner->campaign->issued};
    struct duban_deadline when;

    duban_deadline_reader_read(planner->import->reader, &when, cell, &context);
    return when;
}

static bool is_day(const struct planner *planner, const char *cell)
{
    return read_when(planner, cell).kind == DUBAN_DEADLINE_DATE;
}

/* What a date beside a deadline settles about it, as a wish for its flags: that 03/04/2018 has its
 * day first or not, that 6.2 has lost its zero or not. NULL: nothing, somebody chose the date. */
static const char *settled_word(const struct planner *planner, const struct duban_import_row *row,
                                const char *date)
{
    struct duban_deadline when =
        read_when(planner, import_field(planner->import, row->row, COLUMN_DEADLINE));
    int due = read_when(planner, date).due;

    if (when.flags & DUBAN_DEADLINE_ZERO_MAYBE) {
        if (when.due == due)
            return "";
        return duban_deadline_restore_zero(&when) && when.due == due ? "zero" : NULL;
    }
    if (when.flags & DUBAN_DEADLINE_US && when.due == due)
        return "month/day";
    return duban_deadline_day_first(&when) && when.due == due ? "day/month" : NULL;
}

/* Why a task was dropped; said of another task it is kept as it stands. */
static void wish_reason(struct planner *planner, const struct duban_import_row *row,
                        enum duban_task_status status)
{
    const char *reason = import_field(planner->import, row->row, COLUMN_REASON);

    if (cell_blank(reason))
        return;
    if (status == DUBAN_DROPPED)
        wish(planner, DUBAN_FIELD_TASK_REASON, NULL, reason);
    else
        keep_as_extra(planner, COLUMN_REASON, reason);
}

/* A due date set by hand, from the board that wrote the file; one that was set here stays. */
static void wish_due(struct planner *planner, const struct duban_import_row *row,
                     const struct duban_task *task)
{
    const char *due = import_field(planner->import, row->row, COLUMN_DUE);

    if (cell_blank(due) || (task && (task->by_hand || task->when.flags & DUBAN_DEADLINE_ZERO)))
        return;
    if (settled_word(planner, row, due))
        wish(planner, DUBAN_FIELD_TASK_FLAGS, NULL, settled_word(planner, row, due));
    else if (is_day(planner, due))
        wish(planner, DUBAN_FIELD_TASK_DUE, NULL, due);
    else
        keep_as_extra(planner, COLUMN_DUE, due);
}

/* How far a task is: a file that lags behind the board takes no progress back. */
static int stage(enum duban_task_status status)
{
    switch (status) {
    case DUBAN_TODO: return 0;
    case DUBAN_DOING: return 1;
    case DUBAN_DONE:
    case DUBAN_DROPPED: break;
    }
    return 2;
}

/* The board knows better: told once it matters, so that nobody looks for the file's words. */
static void tell_kept(const struct planner *planner, const struct duban_import_row *row,
                      enum column column, const char *board, const char *file)
{
    struct duban_import *import = planner->import;

    import_tell(import, DUBAN_FINDING_NOTE, row->line, header_name(&import->header, column),
                _("看板上是“%s”，文件里是“%s”，保留看板上的"), board, file);
}

/* Status and finish date. A file that is behind takes no progress back; a finish date without a
 * status says 已完成. */
static void wish_progress(struct planner *planner, const struct duban_import_row *row,
                          const struct duban_task *task)
{
    const char *word = import_field(planner->import, row->row, COLUMN_STATUS);
    const char *day = import_field(planner->import, row->row, COLUMN_DONE_ON);
    enum duban_task_status status = task ? task->status : DUBAN_TODO;
    bool dated = !cell_blank(day) && is_day(planner, day);

    if (cell_blank(word)) {
        status = dated && status == DUBAN_TODO ? DUBAN_DONE : status;
    } else if (!duban_status_parse(&status, word)) {
        keep_as_extra(planner, COLUMN_STATUS, word);
        status = task ? task->status : DUBAN_TODO;
    } else if (task && stage(status) < stage(task->status)) {
        if (status != DUBAN_TODO)
            tell_kept(planner, row, COLUMN_STATUS, duban_status_label(task->status), word);
        status = task->status;
    }
    if (status != (task ? task->status : DUBAN_TODO))
        wish(planner, DUBAN_FIELD_TASK_STATUS, NULL, duban_status_name(status));
    if (dated && status == DUBAN_DONE)
        wish(planner, DUBAN_FIELD_TASK_DONE_ON, NULL, day);
    else if (!cell_blank(day))
        keep_as_extra(planner, COLUMN_DONE_ON, day);
    wish_reason(planner, row, status);
}

/* An empty support cell clears the supports, unless the lead cell names some. */
static void wish_supports(struct planner *planner, const struct duban_import_row *row,
                          const struct duban_task *task)
{
    const char *cell = import_field(planner->import, row->row, COLUMN_SUPPORTS);
    struct duban_buf leads = DUBAN_BUF_INIT;

    if (!cell_blank(cell)) {
        wish(planner, DUBAN_FIELD_TASK_SUPPORTS, NULL, cell);
        return;
    }
    if (!task || !task->supports)
        return;
    duban_buf_clear(&planner->scratch);
    duban_leads_split(&leads, &planner->scratch,
                      import_field(planner->import, row->row, COLUMN_LEADS), NULL);
    if (!planner->scratch.len)
        wish(planner, DUBAN_FIELD_TASK_SUPPORTS, NULL, "");
    duban_buf_release(&leads);
}

/* The day from which a task's time counts. Its cell stays as it was written, in an extra column. */
static void wish_start(struct planner *planner, const struct duban_import_row *row,
                       const struct duban_task *task)
{
    struct duban_import *import = planner->import;
    const char *cell = import_field(import, row->row, COLUMN_START);
    struct duban_deadline when = read_when(planner, cell);

    if (import->header.of[COLUMN_START] == NO_COLUMN || (cell_blank(cell) && !task))
        return;
    if (import->day_order == DAY_FIRST)
        duban_deadline_day_first(&when);
    duban_date_format(when.start != DUBAN_NO_DATE ? when.start : when.due, planner->start);
    wish(planner, DUBAN_FIELD_TASK_START, NULL, planner->start);
    keep_as_extra(planner, COLUMN_START, cell);
}

/* The cell of the deadline or, where it is empty, the time that the text names: when the user says
 * so, and when somebody has given the task just that deadline meanwhile. */
static const char *deadline_of(struct planner *planner, const struct duban_import_row *row,
                               const struct duban_task *task)
{
    const struct duban_import *import = planner->import;
    const char *cell = import_field(import, row->row, COLUMN_DEADLINE);

    if (!cell_blank(cell) || !(import->times_in_text || (task && task->deadline)) ||
        !import_time_in_text(&planner->time, import, row->row))
        return cell;
    return import->times_in_text || strcmp(task->deadline, planner->time.data) == 0
               ? planner->time.data
               : cell;
}

/* A deadline that was extended was set by a person, for a reason (R11): a plan that does not know
 * of it moves it nowhere. An export of the board knows. */
static bool is_extended(const struct planner *planner, const struct duban_task *task,
                        const char *deadline)
{
    return task && task->extensions > 0 && task->deadline && !planner->import->header.ours &&
           read_when(planner, deadline).due != task->when.due;
}

static void wish_deadline(struct planner *planner, const struct duban_import_row *row,
                          const struct duban_task *task)
{
    struct duban_import *import = planner->import;
    const char *deadline = deadline_of(planner, row, task);

    if (cell_blank(deadline) && !(task && import->header.of[COLUMN_DEADLINE] != NO_COLUMN))
        return;
    if (is_extended(planner, task, deadline)) {
        tell_kept(planner, row, COLUMN_DEADLINE, task->deadline, deadline);
        return;
    }
    wish(planner, DUBAN_FIELD_TASK_DEADLINE, NULL, deadline);
    if (import_day_order_word(import))
        wish(planner, DUBAN_FIELD_TASK_FLAGS, NULL, import_day_order_word(import));
    if (import->zeros == DUBAN_ZEROS_ASK || (task && task->by_hand) ||
        !import_zero_maybe(import, row->row))
        return;
    wish(planner, DUBAN_FIELD_TASK_FLAGS, NULL, import->zeros == DUBAN_ZEROS_RESTORE ? "zero" : "");
}

/* What a plan says about the progress is for tasks that have none; an export of the board, which
 * somebody has filled in, says what is new. */
static void wish_progress_note(struct planner *planner, const struct duban_import_row *row,
                               const struct duban_task *task)
{
    const char *cell = import_field(planner->import, row->row, COLUMN_PROGRESS);

    if (cell_blank(cell))
        return;
    if (!task || !task->progress || planner->import->header.ours)
        wish(planner, DUBAN_FIELD_TASK_PROGRESS, NULL, cell);
    else if (!header_same_key(task->progress, strlen(task->progress), cell))
        tell_kept(planner, row, COLUMN_PROGRESS, task->progress, cell);
}

/* --- The row --------------------------------------------------------------------------------- */

/* Does the file have the column? A new task needs no wish for an empty cell. */
static bool worth_wishing(const struct planner *planner, const struct duban_import_row *row,
                          const struct duban_task *task, enum column column)
{
    return planner->import->header.of[column] != NO_COLUMN &&
           (task || !cell_blank(import_field(planner->import, row->row, column)));
}

static void wish_columns(struct planner *planner, const struct duban_import_row *row,
                         const struct duban_task *task)
{
    static const enum column plan[] = {COLUMN_SERIAL, COLUMN_TASK, COLUMN_LEADS, COLUMN_LEADER,
                                       COLUMN_TARGET};
    const struct duban_import *import = planner->import;

    for (size_t i = 0; i < sizeof plan / sizeof *plan; i++)
        if (worth_wishing(planner, row, task, plan[i]))
            wish(planner, column_info(plan[i])->field, NULL,
                 import_field(import, row->row, plan[i]));
    if (!cell_blank(import_field(import, row->row, COLUMN_NOTE)))
        wish(planner, DUBAN_FIELD_TASK_NOTE, NULL, import_field(import, row->row, COLUMN_NOTE));
    wish_progress_note(planner, row, task);
    wish_deadline(planner, row, task);
    wish_start(planner, row, task);
    wish_due(planner, row, task);
    if (import->header.of[COLUMN_SUPPORTS] != NO_COLUMN)
        wish_supports(planner, row, task);
    wish_progress(planner, row, task);
}

static void wish_extras(struct planner *planner, const struct duban_import_row *row,
                        const struct duban_task *task)
{
    const struct header *header = &planner->import->header;

    for (size_t i = 0; i < header->n; i++) {
        const char *cell;

        if (header->columns[i].column != COLUMNS || !header->columns[i].name)
            continue;
        cell = import_cell(planner->import, row->row, i);
        if (task || !cell_blank(cell))
            wish(planner, DUBAN_FIELD_TASK_EXTRA, header->columns[i].name, cell);
    }
}

/* The phase follows the file, unless the file has no phases to follow. */
static void wish_phase(struct planner *planner, const struct duban_import_row *row,
                       const struct duban_task *task)
{
    const struct duban_import_phase *phase = &planner->import->phases[row->phase];

    if (task && !phase->cell)
        return;
    duban_buf_clear(&planner->phase);
    duban_buf_addi(&planner->phase, phase->id);
    wish(planner, DUBAN_FIELD_TASK_PHASE, NULL, planner->phase.data);
}

/* Puts a fault that record has found into its place in the file. */
static void place_fault(const struct planner *planner, const struct duban_import_row *row,
                        struct duban_err *err)
{
    const struct header *header = &planner->import->header;
    const char *column = NULL;

    for (size_t i = 0; err && err->column && i < COLUMNS; i++) {
        enum duban_field field = column_info((enum column)i)->field;

        if (field != DUBAN_FIELDS && strcmp(err->column, _(duban_field_info(field)->label)) == 0)
            column = header_name(header, (enum column)i);
    }
    duban_err_at(err, planner->import->name, row->line, column);
}

enum duban_status plan_row(struct planner *planner, size_t at, struct duban_err *err)
{
    struct duban_import_row *row = &planner->import->rows[at];
    struct duban_task *task = planner->tasks[at];
    size_t before = planner->batch->n;
    enum duban_status status;

    planner->n = 0;
    wish_phase(planner, row, task);
    wish_columns(planner, row, task);
    wish_extras(planner, row, task);
    if (task)
        status = duban_record_set(planner->batch, planner->campaign, task, planner->wishes,
                                  planner->n, planner->import->today, err);
    else
        status = duban_record_new(planner->batch, &row->task, planner->campaign, planner->wishes,
                                  planner->n, planner->import->today, err);
    if (status) {
        place_fault(planner, row, err);
        return status;
    }
    planner->changes[at] = planner->batch->n > before ? planner->batch->n : 0;
    if (task) {
        row->task = task->id;
        row->fate = planner->batch->n > before ? DUBAN_ROW_CHANGED : DUBAN_ROW_SAME;
    } else if (!planner->campaign->n_tasks && !planner->campaign->n_bin) {
        planner->batch->changes[planner->batch->n - 1].wanted_id = row->wanted_id;
    }
    return DUBAN_OK;
}
