/* What a row is, as far as it tells by itself: a task, the name of a phase, a note, nothing. */
#include "schedule/row_kind.h"

#include "duban/phase.h"
#include "duban/text.h"
#include "schedule/tables.h"

#include <string.h>

struct row_look row_look_at(const struct duban_import *import, size_t row)
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

bool row_has(const struct duban_import *import, size_t row, enum column column)
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
        if (*text == *words[i] && strncmp(text, words[i], strlen(words[i])) == 0)
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

/* The words of notes and forms, as they begin a line below or between the tasks. */
static bool has_note_word(const char *text)
{
    static const char *const words[] = {"注：",   "注:",        "备注", "说明", "续表", "（续",
                                        "(续",    "填表",       "制表", "填报", "审核", "联系人",
                                        "单位：", "单位（盖章", "合计", "总计", "共计", "附件"};

    struct duban_buf trimmed = DUBAN_BUF_INIT;
    bool found;

    duban_text_trim(&trimmed, text);
    found = begins_with(trimmed.data, words, sizeof words / sizeof *words);
    duban_buf_release(&trimmed);
    return found;
}

/* Notes, page numbers and titles that come again: one cell that is never a phase. */
static bool is_note(const struct duban_import *import, const char *cell)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    bool note;

    duban_text_trim(&text, cell);
    note = has_note_word(cell) || (strncmp(text.data, "第", 3) == 0 && strstr(text.data, "页")) ||
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

bool row_names_phase(const struct duban_import *import, const char *cell)
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
           row_names_phase(import, duban_table_cell(&import->table, row, look.first));
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
        (look.filled <= (row_has(import, row, COLUMN_DEADLINE) ? 3 : 2) &&
         is_numbered_section(import, row)))
        return ROW_LONE;
    if (look.filled > 1 || look.first != first_column(import) || import->table.width == 1)
        return ROW_TASK;
    if (is_note(import, text))
        return ROW_NOTE;
    return bare || row_names_phase(import, text) ? ROW_LONE : ROW_TASK;
}

static enum row_kind classify_textless(const struct duban_import *import, size_t row,
                                       struct row_look look)
{
    const char *cell = duban_table_cell(&import->table, row, look.first);
    bool serial = look.first == import->header.of[COLUMN_SERIAL];
    bool phase = row_has(import, row, COLUMN_PHASE);

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

enum row_kind row_kind_of(const struct duban_import *import, size_t row)
{
    struct row_look look = row_look_at(import, row);
    bool text = row_has(import, row, COLUMN_TASK);

    if (!look.filled)
        return ROW_BLANK;
    if (row_has(import, row, COLUMN_ID) || row_has(import, row, COLUMN_LIGHT))
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
