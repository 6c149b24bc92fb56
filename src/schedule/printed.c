/* The print form, come back: people mend what they were given. It is known by its column for the
 * lights, which is passed over; what the export has put around cells is taken off again, and a
 * deadline that nobody has touched is the one the board has, whatever the paper shows of it. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/standing.h"
#include "duban/text.h"
#include "schedule/cells.h"

#include <stdlib.h>
#include <string.h>

/* --- The header ------------------------------------------------------------------------------ */

static size_t place_of(const struct duban_table *table, size_t row, enum column column)
{
    const char *name = column_info(column)->header;

    for (size_t i = 0; i < table->rows[row].n; i++)
        if (strcmp(duban_table_cell(table, row, i), name) == 0)
            return i;
    return NO_COLUMN;
}

/* Is most of what stands below in that column what lights say? */
static bool shows_lights(const struct duban_table *table, size_t row, size_t column)
{
    size_t lights = 0;
    size_t others = 0;

    while (++row < table->n_rows) {
        const char *cell = duban_table_cell(table, row, column);

        if (cell_is_light(cell))
            lights++;
        else
            others += !cell_blank(cell);
    }
    return lights > others;
}

/* Does the header end with the ids that the data form has? */
static bool has_ids(const struct duban_table *table, size_t row)
{
    size_t last = table->rows[row].n - 1;
    const char *cell = duban_table_cell(table, row, last);

    if (strcmp(cell, column_info(COLUMN_ID)->header) != 0)
        return false;
    while (++row < table->n_rows) {
        cell = duban_table_cell(table, row, last);
        if (cell[strspn(cell, "0123456789")])
            return false;
    }
    return true;
}

bool header_is_print(const struct duban_table *table, size_t row)
{
    size_t light = place_of(table, row, COLUMN_LIGHT);

    return light != NO_COLUMN && place_of(table, row, COLUMN_TASK) != NO_COLUMN &&
           place_of(table, row, COLUMN_STATUS) != NO_COLUMN && shows_lights(table, row, light) &&
           !has_ids(table, row);
}

/* What a print calls a start column is up to the table that the board has it from. */
enum column header_print_column(const char *name)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (i != COLUMN_ID && strcmp(name, column_info((enum column)i)->header) == 0)
            return (enum column)i;
    return column_find(name) == COLUMN_START ? COLUMN_START : COLUMNS;
}

bool import_is_print(const struct duban_import *import)
{
    return import->header.of[COLUMN_LIGHT] != NO_COLUMN;
}

bool import_goes_on(const struct duban_import *import, size_t row)
{
    static const char sign[] = "（续）";
    struct duban_buf serial = DUBAN_BUF_INIT;
    bool goes_on;

    if (!import_is_print(import) || !cell_blank(import_field(import, row, COLUMN_LIGHT)) ||
        !cell_blank(import_field(import, row, COLUMN_STATUS)))
        return false;
    duban_text_trim(&serial, import_field(import, row, COLUMN_SERIAL));
    goes_on =
        serial.len >= strlen(sign) && strcmp(serial.data + serial.len - strlen(sign), sign) == 0;
    duban_buf_release(&serial);
    return goes_on;
}

/* --- Deadlines ------------------------------------------------------------------------------- */

static int read_day(const struct duban_import *import, const char *text)
{
    struct duban_deadline when = import_when(import, text);

    return when.kind == DUBAN_DEADLINE_DATE ? when.due : DUBAN_NO_DATE;
}

/* Does a task with such a deadline take the end of its phase? */
static bool inherits(const struct duban_import *import, const char *text)
{
    struct duban_deadline when = import_when(import, text);

    return when.kind == DUBAN_DEADLINE_NONE || when.kind == DUBAN_DEADLINE_RECUR;
}

/* The brackets at the end of a printed deadline, NULL where there are none: 每月（7月31日） */
static const char *brackets_in(const char *cell)
{
    static const char open[] = "（";
    static const char close[] = "）";
    const char *found = NULL;

    for (const char *p = cell; (p = strstr(p, open)) != NULL; p += strlen(open))
        found = p;
    return found && strlen(found) > strlen(close) &&
                   strcmp(found + strlen(found) - strlen(close), close) == 0
               ? found
               : NULL;
}

/* Is it a day that tasks of the row's phase are measured by, in the file or on the board? Where
 * there is no board yet, nobody knows the end of the campaign. */
static bool is_an_end(const struct duban_import *import, const struct duban_campaign *campaign,
                      const struct duban_import_row *row, int day)
{
    const struct duban_import_phase *phase = &import->phases[row->phase];
    const struct duban_phase *known = campaign ? duban_campaign_phase(campaign, phase->id) : NULL;

    if (!campaign || !campaign->n_tasks)
        return phase->end == day || phase->end == DUBAN_NO_DATE;
    return day == phase->end || day == campaign->end || (known && day == known->end);
}

/* Takes the day in brackets off a deadline: it is the phase's or the campaign's. One that is not
 * was put there by somebody. */
static void take_brackets(struct duban_import *import, const struct duban_campaign *campaign,
                          const struct duban_import_row *row)
{
    const char *cell = import_field(import, row->row, COLUMN_DEADLINE);
    const char *brackets = brackets_in(cell);
    int day = brackets ? read_day(import, brackets) : DUBAN_NO_DATE;
    char *before;

    if (day == DUBAN_NO_DATE)
        return;
    before = duban_strndup(cell, (size_t)(brackets - cell));
    if (inherits(import, before) &&
        (is_an_end(import, campaign, row, day) || !cell_blank(before))) {
        import->deadlines[row->row] = before;
        return;
    }
    free(before);
    if (brackets == cell)
        import_tell(import, DUBAN_FINDING_DOUBT, row->line,
                    header_name(&import->header, COLUMN_DEADLINE),
                    _("“%s”不是阶段或活动的截止日期，作为这项任务自己的时限，请核对"), cell);
}

void import_take_print(struct duban_import *import, const struct duban_campaign *campaign)
{
    if (!import_is_print(import))
        return;
    import_tell(import, DUBAN_FINDING_NOTE, 0, header_name(&import->header, COLUMN_LIGHT),
                _("这是 duban 的打印稿；这一列由日期算出，不读入"));
    import->deadlines = duban_alloc((import->table.n_rows + 1) * sizeof *import->deadlines);
    if (campaign)
        import_find_phases(import, campaign);
    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].fate != DUBAN_ROW_REFUSED)
            take_brackets(import, campaign, &import->rows[i]);
}

/* Appends what paper shows of the task's deadline, but for the day in brackets. */
static void add_printed(struct duban_buf *out, const struct duban_campaign *campaign,
                        const struct duban_task *task)
{
    struct cells paper = {.campaign = campaign, .print = true};
    struct duban_buf text = DUBAN_BUF_INIT;
    bool inherited;
    const char *brackets;

    cell_text(&text, &paper, task, COLUMN_DEADLINE);
    duban_task_due(campaign, task, &inherited);
    brackets = inherited ? brackets_in(text.data) : NULL;
    if (brackets)
        duban_buf_truncate(&text, (size_t)(brackets - text.data));
    duban_text_trim(out, text.data);
    duban_buf_release(&text);
}

bool import_shows_deadline(const struct duban_import *import, const struct duban_campaign *campaign,
                           size_t row, const struct duban_task *task)
{
    struct duban_buf cell = DUBAN_BUF_INIT;
    struct duban_buf printed = DUBAN_BUF_INIT;
    bool same;

    if (import->header.of[COLUMN_DEADLINE] == NO_COLUMN)
        return false;
    duban_text_trim(&cell, import_field(import, row, COLUMN_DEADLINE));
    add_printed(&printed, campaign, task);
    same = strcmp(cell.data, printed.data) == 0;
    duban_buf_release(&cell);
    duban_buf_release(&printed);
    return same;
}

/* A day that somebody has set stays, as in every import; on paper it stands in the place of the
 * deadline, so whoever has changed it there is told. */
static void tell_by_hand(struct duban_import *import, const struct duban_import_row *row,
                         const struct duban_task *task)
{
    char date[DUBAN_DATE_SIZE];

    import_tell(import, DUBAN_FINDING_DOUBT, row->line,
                header_name(&import->header, COLUMN_DEADLINE),
                _("截止日期是人工定的 %s，未按“%s”改动；要改请在看板上改"),
                duban_date_format(task->when.due, date),
                import_field(import, row->row, COLUMN_DEADLINE));
}

void import_restore_print(struct duban_import *import, const struct duban_campaign *campaign,
                          struct duban_task *const *found)
{
    if (!import_is_print(import) || import->header.of[COLUMN_DEADLINE] == NO_COLUMN)
        return;
    for (size_t i = 0; i < import->n_rows; i++) {
        const struct duban_task *task = found[i];
        bool same = task && import_shows_deadline(import, campaign, import->rows[i].row, task);

        if (!task || !(same || task->by_hand))
            continue;
        if (!same)
            tell_by_hand(import, &import->rows[i], task);
        duban_strset(&import->deadlines[import->rows[i].row], task->deadline ? task->deadline : "");
    }
}
