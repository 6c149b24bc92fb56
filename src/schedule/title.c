/* What stands above the table: its title, and with luck the year. */
#include "schedule/import.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2100 };

static int digit_of(uint32_t c)
{
    static const char numerals[] = "〇一二三四五六七八九";
    const char *p = numerals;

    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c == 0x25cb || c == 0x96f6) /* ○ 零 */
        return 0;
    for (int i = 0; i < 10; i++)
        if (duban_text_next(&p) == c)
            return i;
    return -1;
}

/* A year needs its sign: 年 behind it, or the brackets of a document number around it. */
static bool signs_year(uint32_t before, uint32_t after)
{
    return after == 0x5e74 || ((before == 0x3014 || before == '[' || before == '(') &&
                               (after == 0x3015 || after == ']' || after == ')'));
}

int import_year_in(const char *text)
{
    struct duban_buf plain = DUBAN_BUF_INIT;
    const char *p;
    uint32_t before = 0;
    int found = 0;

    duban_text_nfkc(&plain, text);
    p = plain.data;
    while (*p && !found) {
        const char *start = p;
        uint32_t c = duban_text_next(&p);
        int year = 0;
        int digits = 0;

        for (int d; (d = digit_of(c)) >= 0; digits++) {
            year = year < LAST_YEAR * 10 ? year * 10 + d : year;
            c = duban_text_next(&p);
        }
        if (digits == 4 && year >= FIRST_YEAR && year <= LAST_YEAR && signs_year(before, c))
            found = year;
        before = c;
        if (p == start || !c)
            break;
    }
    duban_buf_release(&plain);
    return found;
}

/* 附件, 附表2： and the like are no titles. */
static bool is_label(const char *text)
{
    static const char *const labels[] = {"附件", "附表", "附："};
    enum { LONGEST = 24 };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strncmp(text, labels[i], strlen(labels[i])) == 0)
            return strlen(text) <= LONGEST;
    return false;
}

static size_t title_weight(const char *text)
{
    static const char *const words[] = {"安排表", "计划表", "任务表", "方案", "计划", "活动",
                                        "安排",   "清单",   "台账",   "任务", "表"};
    enum { WORD = 1000 };

    if (is_label(text))
        return 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(text, words[i]))
            return WORD + strlen(text);
    return 1 + strlen(text);
}

/* The year that a line above the table names; in a workbook the day of the print does not count. */
static int year_above(const struct duban_import *import, const char *cell)
{
    const char *day = import_is_print(import) ? strstr(cell, "截至 ") : NULL;
    char *text = duban_strndup(cell, day ? (size_t)(day - cell) : strlen(cell));
    int year = cell_blank(text) ? 0 : import_year_in(text);

    free(text);
    return year;
}

/* Takes off the title of a print what paper_title() adds. */
static void unprint_title(struct duban_import *import)
{
    static const char added[] = "计划安排表";
    size_t len = import->title ? strlen(import->title) : 0;

    if (!import_is_print(import) || len < strlen(added) ||
        strcmp(import->title + len - strlen(added), added) != 0)
        return;
    import->title[len - strlen(added)] = '\0';
    if (!*import->title || strcmp(import->title, "活动") == 0)
        duban_strset(&import->title, NULL);
}

void import_read_titles(struct duban_import *import)
{
    size_t best = 0;

    for (size_t row = 0; row < import->header.row; row++)
        for (size_t i = 0; i < import->table.rows[row].n; i++) {
            const char *cell = import_cell(import, row, i);
            struct duban_buf text = DUBAN_BUF_INIT;
            int year = year_above(import, cell);

            if (year && !import->year) {
                import->year = year;
                import->year_from = DUBAN_YEAR_TITLE;
            }
            duban_text_trim(&text, cell);
            if (text.len && title_weight(text.data) > best) {
                best = title_weight(text.data);
                duban_strset(&import->title, text.data);
            }
            duban_buf_release(&text);
        }
    if (best <= 1)
        duban_strset(&import->title, NULL);
    unprint_title(import);
}
