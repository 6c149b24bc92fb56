/* The rows of a table: which are tasks, which name a phase, and which only stand around. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/phase.h"
#include "duban/text.h"
#include "schedule/tables.h"

#include <stdlib.h>
#include <string.h>

enum row_kind {
    ROW_BLANK,
    ROW_HEADER, /* the header again, on the next printed page */
    ROW_TABLE,  /* the header of another table */
    ROW_LONE,   /* one cell: a phase above its tasks, or a footer */
    ROW_NOTE,   /* one cell that is no phase wherever it stands */
    ROW_TASK,
    ROW_TEXTLESS, /* cells of a task without its text */
    ROW_REST,     /* the texts of the task above, on the next printed page */
};

/* --- Looking at one row ---------------------------------------------------------------------- */

struct row_look {
    size_t filled; /* cells that are not blank */
    size_t first;  /* the first of them */
};

static struct row_look look_at(const struct duban_import *import, size_t row)
{
    struct row_look look = {0, NO_COLUMN};

    for (size_t i = 0; i < import->table.rows[row].n; i++) {
        if (cell_blank(duban_table_cell(&import->table, row, i)))
            continue;
        if (!look.filled++)
            look.first = i;
    }
    return look;
}

static bool is_filled(const struct duban_import *import, size_t row, enum column column)
{
    return !cell_blank(import_field(import, row, column));
}

/* The first column that is one, where titles, sections and footers stand. */
static size_t first_column(const struct duban_import *import)
{
    size_t i = 0;

    while (i < import->header.n && import->header.columns[i].column == COLUMNS &&
           !import->header.columns[i].name)
        i++;
    return i;
}

static bool begins_with(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

bool import_is_numeral(const char *cell)
{
    static const char *const marks[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
                                        "百", "第", "（", "）", "(",  ")",  "、", ".",  "．", "①",
                                        "②",  "③",  "④",  "⑤",  "⑥",  "⑦",  "⑧",  "⑨",  "⑩"};
    const char *p = cell;

    while (*p) {
        size_t len = strchr("0123456789- ", *p) ? 1 : 0;

        for (size_t i = 0; !len && i < sizeof marks / sizeof *marks; i++)
            len = strncmp(p, marks[i], strlen(marks[i])) == 0 ? strlen(marks[i]) : 0;
        if (!len)
            return false;
        p += len;
    }
    return true;
}

bool import_has_figures(const struct duban_import *import)
{
    return import->figures;
}

static bool is_figure(const char *cell)
{
    return *cell && strspn(cell, "0123456789. ") == strlen(cell);
}

/* The words of notes and forms, as they begin a line below or between the tasks. */
static bool has_note_word(const char *text)
{
    static const char *const words[] = {"注：",   "注:",        "备注", "说明", "续表", "（续",
                                        "(续",    "填表",       "制表", "填报", "审核", "联系人",
                                        "单位：", "单位（盖章", "合计", "总计", "共计", "附件"};

    return begins_with(text, words, sizeof words / sizeof *words);
}

/* Notes, page numbers and titles that come again: one cell that is never a phase. */
static bool is_note(const struct duban_import *import, const char *cell)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    bool note;

    duban_text_trim(&text, cell);
    note = has_note_word(text.data) ||
           (strncmp(text.data, "第", 3) == 0 && strstr(text.data, "页")) ||
           strspn(text.data, "0123456789-— /") == text.len;
    for (size_t row = 0; row < import->header.row && !note; row++)
        for (size_t i = 0; i < import->table.rows[row].n && !note; i++)
            note = strcmp(duban_table_cell(&import->table, row, i), cell) == 0;
    duban_buf_release(&text);
    return note;
}

/* Is the text without its window one that ends with 阶段? */
static bool is_named_phase(const struct duban_import *import, const char *text)
{
    struct duban_deadline_context context = {import->year, import->issued};
    struct duban_phase_cell cell;
    bool named;

    duban_phase_cell_read(&cell, text, &context);
    named = cell.name.len > 6 && strcmp(cell.name.data + cell.name.len - 6, "阶段") == 0;
    duban_phase_cell_release(&cell);
    return named;
}

/* Text that reads like a phase where a task could stand as well: 一、 （一） 第一阶段 … 阶段. */
static bool looks_like_phase(const struct duban_import *import, const char *cell)
{
    static const char *const words[] = {"一、", "二、", "三、", "四、", "五、", "六、", "七、",
                                        "八、", "九、", "十、", "（一", "（二", "（三", "（四",
                                        "（五", "（六", "第一", "第二", "第三", "第四", "第五"};
    enum { LONGEST = 120 };
    struct duban_buf text = DUBAN_BUF_INIT;
    bool phase;

    duban_text_trim(&text, cell);
    phase = text.len <= LONGEST && (begins_with(text.data, words, sizeof words / sizeof *words) ||
                                    is_named_phase(import, text.data));
    duban_buf_release(&text);
    return phase;
}

/* 一、学习教育 in the column of the tasks, above those that are numbered 1, 2, 3. */
static bool is_section_text(const struct duban_import *import, size_t row, struct row_look look)
{
    return look.filled == 1 && import->figures && import->header.of[COLUMN_PHASE] == NO_COLUMN &&
           look.first == import->header.of[COLUMN_TASK] &&
           looks_like_phase(import, duban_table_cell(&import->table, row, look.first));
}

/* 一 | 学习教育 over tasks that are numbered 1, 2, 3, in a table without a column for phases; its
 * time may stand in the column of the deadlines. */
static bool is_numbered_section(const struct duban_import *import, size_t row)
{
    const char *serial = import_field(import, row, COLUMN_SERIAL);

    return import->figures && import->header.of[COLUMN_PHASE] == NO_COLUMN && !cell_blank(serial) &&
           import_is_numeral(serial) && !strpbrk(serial, "0123456789");
}

/* A row with a task text: is that all there is, and is it a task? */
static enum row_kind classify_text(const struct duban_import *import, size_t row,
                                   struct row_look look)
{
    const char *text = duban_table_cell(&import->table, row, look.first);
    bool bare = import->table.rows[row].n == 1 && import->table.width > 1;

    /* 制表人：张三 in the column of the serials, 审核：李四 in that of the tasks */
    if (look.filled > 1 && look.first == import->header.of[COLUMN_SERIAL] && has_note_word(text))
        return ROW_NOTE;
    if (is_section_text(import, row, look) ||
        (look.filled <= (is_filled(import, row, COLUMN_DEADLINE) ? 3 : 2) &&
         is_numbered_section(import, row)))
        return ROW_LONE;
    if (look.filled > 1 || look.first != first_column(import) || import->table.width == 1)
        return ROW_TASK;
    if (is_note(import, text))
        return ROW_NOTE;
    return bare || looks_like_phase(import, text) ? ROW_LONE : ROW_TASK;
}

static enum row_kind classify_textless(const struct duban_import *import, size_t row,
                                       struct row_look look)
{
    const char *cell = duban_table_cell(&import->table, row, look.first);
    bool serial = look.first == import->header.of[COLUMN_SERIAL];
    bool phase = is_filled(import, row, COLUMN_PHASE);

    if (look.filled == 2 && serial && phase)
        return ROW_LONE;
    if (look.filled > 1)
        return has_note_word(cell) ? ROW_NOTE : ROW_TEXTLESS;
    if (serial && strspn(cell, "0123456789. ") == strlen(cell))
        return ROW_BLANK; /* numbered in advance, never filled in */
    if (is_note(import, cell))
        return ROW_NOTE;
    return phase || look.first == first_column(import) ? ROW_LONE : ROW_TEXTLESS;
}

static enum row_kind classify(const struct duban_import *import, size_t row)
{
    struct row_look look = look_at(import, row);
    bool text = is_filled(import, row, COLUMN_TASK);

    if (!look.filled)
        return ROW_BLANK;
    if (is_filled(import, row, COLUMN_ID) || is_filled(import, row, COLUMN_LIGHT))
        return text ? ROW_TASK : ROW_TEXTLESS;
    if (import_goes_on(import, row))
        return ROW_REST;
    switch (table_look(import, row)) {
    case TABLE_HEADER: return ROW_HEADER;
    case TABLE_OTHER: return ROW_TABLE;
    case TABLE_ROW: break;
    }
    return text ? classify_text(import, row, look) : classify_textless(import, row, look);
}

/* --- Making something of them ---------------------------------------------------------------- */

struct plan {
    struct duban_import *import;
    unsigned char *kinds; /* of the table's rows, by row_kind */
    size_t n;             /* rows that are of this table */
    size_t last;          /* behind the last task */
    size_t phase;         /* of the task to come */
    bool phased;
};

static unsigned long line_of(const struct duban_import *import, size_t row)
{
    return import->table.rows[row].line;
}

/* What a section row calls its phase, with the window that stands in another cell. */
static void add_section(struct duban_buf *out, const struct duban_import *import, size_t row)
{
    if (is_filled(import, row, COLUMN_PHASE))
        duban_buf_adds(out, import_field(import, row, COLUMN_PHASE));
    else if (is_filled(import, row, COLUMN_TASK))
        duban_buf_adds(out, import_field(import, row, COLUMN_TASK));
    else
        duban_buf_adds(out, duban_table_cell(&import->table, row, look_at(import, row).first));
    if (look_at(import, row).filled > 1 && is_filled(import, row, COLUMN_DEADLINE))
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

static void add_task(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;
    const char *cell = import_field(import, row, COLUMN_PHASE);
    struct duban_import_row *added;

    if (!cell_blank(cell)) {
        plan->phase = import_phase(import, cell);
        plan->phased = true;
    } else if (!plan->phased) {
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

    add_row(plan, row, DUBAN_ROW_REFUSED);
    import_tell(import, DUBAN_FINDING_REFUSED, line_of(import, row),
                header_name(&import->header, COLUMN_TASK), "%s", why);
}

static void note_footer(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;
    const char *cell = duban_table_cell(&import->table, row, look_at(import, row).first);

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
            return !is_filled(plan->import, row, COLUMN_PHASE);
        else if (plan->kinds[row] == ROW_LONE)
            return false;
    return false;
}

static void take_lone(struct plan *plan, size_t row)
{
    struct duban_buf cell = DUBAN_BUF_INIT;

    if (!heads_tasks(plan, row)) {
        note_footer(plan, row);
        return;
    }
    add_section(&cell, plan->import, row);
    plan->phase = import_phase(plan->import, cell.data);
    plan->phased = true;
    duban_buf_release(&cell);
}

/* Below the last task stand signatures and dates in any cell; but a row with a deadline or a lead
 * that lacks its text is a task gone wrong. */
static void take_textless(struct plan *plan, size_t row)
{
    struct duban_import *import = plan->import;
    bool task = is_filled(import, row, COLUMN_ID) || is_filled(import, row, COLUMN_SERIAL) ||
                is_filled(import, row, COLUMN_PHASE);

    if (row >= plan->last && !task &&
        (look_at(import, row).filled == 1 || !is_filled(import, row, COLUMN_DEADLINE)))
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

static void classify_all(struct plan *plan, size_t from)
{
    struct duban_import *import = plan->import;

    plan->n = import->table.n_rows;
    plan->last = from;
    for (size_t row = from; row < plan->n; row++)
        import->figures = import->figures || (is_filled(import, row, COLUMN_TASK) &&
                                              is_figure(import_field(import, row, COLUMN_SERIAL)));
    for (size_t row = from; row < plan->n; row++) {
        enum row_kind kind = classify(import, row);

        plan->kinds[row] = (unsigned char)kind;
        if (kind == ROW_TASK || kind == ROW_REST)
            plan->last = row + 1;
        if (kind == ROW_TABLE) {
            tell_tables(import, row);
            plan->n = row;
        }
    }
}

enum duban_status import_read_rows(struct duban_import *import, struct duban_err *err)
{
    struct plan plan = {.import = import};
    size_t from = import->header.row + import->header.rows;

    plan.kinds = duban_alloc(import->table.n_rows + 1);
    classify_all(&plan, from);
    for (size_t row = from; row < plan.n; row++)
        take_row(&plan, row);
    free(plan.kinds);
    if (import->n_rows)
        return DUBAN_OK;
    duban_err_set(err, DUBAN_REFUSED, _("只有表头，没有数据行；请检查文件内容"));
    duban_err_at(err, NULL, line_of(import, import->header.row), NULL);
    return DUBAN_REFUSED;
}
