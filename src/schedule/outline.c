/* Serial numbers within each other: 1, 1.1, 1.2, 2, 2.1. A row that others are numbered within and
 * that says neither who nor when is the heading of those, as 一、 is over 1, 2, 3. */
#include "schedule/row_kind.h"

#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 6 };

struct outline {
    unsigned long parts[DEEPEST]; /* 1.2 is 1 and 2 */
    size_t n;                     /* 0: no such number */
};

/* Figures with . or - between them, and perhaps a sign behind: 1.1 １－１ 1、 */
static struct outline read_number(const char *cell)
{
    struct outline number = {.n = 0};
    struct duban_buf plain = DUBAN_BUF_INIT;
    char *p;

    duban_text_nfkc(&plain, cell);
    p = plain.data + strspn(plain.data, " (");
    while (number.n < DEEPEST && *p >= '0' && *p <= '9') {
        number.parts[number.n++] = strtoul(p, &p, 10);
        p += (*p == '.' || *p == '-') && p[1] >= '0' && p[1] <= '9';
    }
    p += strspn(p, " .)");
    if (strcmp(p, "、") == 0)
        p += strlen(p);
    if (*p)
        number.n = 0;
    duban_buf_release(&plain);
    return number;
}

static struct outline number_of(const struct duban_import *import, size_t row)
{
    return read_number(import_field(import, row, COLUMN_SERIAL));
}

static bool is_within(const struct outline *inner, const struct outline *outer)
{
    return outer->n && inner->n > outer->n &&
           memcmp(inner->parts, outer->parts, outer->n * sizeof *outer->parts) == 0;
}

bool outline_leaves(const struct duban_import *import, size_t heading, size_t row)
{
    struct outline outer = number_of(import, heading);
    struct outline number = number_of(import, row);

    return number.n && !is_within(&number, &outer);
}

/* --- Headings -------------------------------------------------------------------------------- */

static bool is_task(enum row_kind kind)
{
    return kind == ROW_TASK || kind == ROW_TEXTLESS;
}

/* The next row that is a task, `n` when there is none. */
static size_t next_task(const unsigned char *kinds, size_t row, size_t n)
{
    do
        row++;
    while (row < n && !is_task((enum row_kind)kinds[row]));
    return row;
}

/* Does the row say who does it, or by when? */
static bool says_who_or_when(const struct duban_import *import, size_t row)
{
    static const enum column columns[] = {COLUMN_DEADLINE, COLUMN_START, COLUMN_LEADS,
                                          COLUMN_SUPPORTS, COLUMN_LEADER};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (row_has(import, row, columns[i]))
            return true;
    return false;
}

/* Is all that the row has a number and the name of a phase, with its time perhaps? */
static bool is_bare(const struct duban_import *import, size_t row)
{
    size_t filled = row_look_at(import, row).filled;

    if (filled == 3 && row_has(import, row, COLUMN_DEADLINE))
        return row_names_phase(import, import_field(import, row, COLUMN_TASK));
    return filled == 2 && !says_who_or_when(import, row);
}

/* Of most serial numbers one look tells that they are within no other. */
static bool may_be_within(const char *cell)
{
    while (*cell >= '0' && *cell <= '9')
        cell++;
    return *cell != '\0';
}

static bool heads_rows(const struct duban_import *import, const unsigned char *kinds, size_t row,
                       size_t n)
{
    size_t next = next_task(kinds, row, n);
    struct outline inner;
    struct outline outer;

    if (next == n || !may_be_within(import_field(import, next, COLUMN_SERIAL)))
        return false;
    inner = number_of(import, next);
    outer = number_of(import, row);
    return is_within(&inner, &outer);
}

/* Are there phases in the table without its numbers: in their column, or as rows of their own? */
static bool has_phases(const struct duban_import *import, const unsigned char *kinds, size_t from,
                       size_t n)
{
    size_t last = from; /* behind the last section */
    bool phased = false;

    for (size_t row = from; row < n && !phased; row++) {
        phased = is_task((enum row_kind)kinds[row]) && row_has(import, row, COLUMN_PHASE);
        if (kinds[row] == ROW_LONE)
            last = row + 1;
    }
    return phased || (last > from && next_task(kinds, last - 1, n) < n);
}

static void tell_group(struct duban_import *import, size_t row)
{
    import_tell(import, DUBAN_FINDING_NOTE, import->table.rows[row].line,
                header_name(&import->header, COLUMN_SERIAL),
                _("“%s”是下面几项的小标题，没有单位和时限，按一项任务导入；"
                  "不需要单独督办的，导入后可删除"),
                import_field(import, row, COLUMN_SERIAL));
}

void outline_find(unsigned char *kinds, struct duban_import *import, size_t from, size_t n)
{
    bool phases;

    if (import->header.ours || import->header.of[COLUMN_SERIAL] == NO_COLUMN)
        return;
    phases = has_phases(import, kinds, from, n);
    for (size_t row = from; row < n; row++) {
        if (kinds[row] != ROW_TASK || !heads_rows(import, kinds, row, n))
            continue;
        if (!phases && number_of(import, row).n == 1 && is_bare(import, row))
            kinds[row] = ROW_HEADING;
        else if (!says_who_or_when(import, row))
            tell_group(import, row);
    }
}
