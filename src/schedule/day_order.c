/* 03/04/2018 is 4 March or 3 April; 25/04/2018 can be one day only. A column is written in one way,
 * so one such value settles it for all. */
#include "schedule/import.h"

#include "duban/date.h"
#include "duban/memo.h"
#include "duban/text.h"

#include <stdio.h>
#include <string.h>

/* The first two numbers of 25/04/2018, 25-4-18 or 25.04.2018 0:00; false for anything else. */
static bool two_numbers(const char *text, int *a, int *b)
{
    char first = '\0';
    char second = '\0';
    int year = 0;
    int read = 0;
    const char *sign = strpbrk(text, "/-.");

    if (!sign || !strchr(sign + 1, *sign)) /* 5.25, in most tables: not worth a closer look */
        return false;
    text += strspn(text, " ");
    if (sscanf(text, "%2d%c%2d%c%4d%n", a, &first, b, &second, &year, &read) != 5)
        return false;
    return first == second && strchr("/-.", first) && (year < 100 || year > 999) &&
           strspn(text + read, "0123456789/-.") == 0 && *a > 0 && *b > 0;
}

/* What the reader makes of a cell that can be read in one way only. */
static enum day_order order_of(const struct duban_import *import, const char *cell)
{
    struct duban_deadline when;
    struct duban_buf plain = DUBAN_BUF_INIT;
    enum day_order order = ORDER_UNKNOWN;
    int month;
    int day;
    int a;
    int b;

    duban_text_nfkc(&plain, cell);
    if (two_numbers(plain.data, &a, &b) && (a > 12) != (b > 12)) {
        when = import_when(import, plain.data);
        if (when.kind == DUBAN_DEADLINE_DATE) {
            duban_date_split(when.due, NULL, &month, &day);
            order = day == a && month == b ? DAY_FIRST : order;
            order = day == b && month == a ? MONTH_FIRST : order;
        }
    }
    duban_buf_release(&plain);
    return order;
}

void import_settle_day_order(struct duban_import *import)
{
    enum { LONGEST = 40 }; /* bytes of a date */
    struct duban_memo orders = {.size = sizeof(enum day_order)};
    bool seen[3] = {false, false, false};

    for (size_t i = 0; i < import->n_rows; i++) {
        const char *cell = import_field(import, import->rows[i].row, COLUMN_DEADLINE);

        if (*cell && strlen(cell) <= LONGEST && strpbrk(cell, "/-.") &&
            !duban_memo_find(&orders, cell)) {
            enum day_order order = order_of(import, cell);

            seen[order] = true;
            duban_memo_keep(&orders, cell, &order);
        }
    }
    duban_memo_release(&orders);
    if (seen[DAY_FIRST] != seen[MONTH_FIRST])
        import->day_order = seen[DAY_FIRST] ? DAY_FIRST : MONTH_FIRST;
}

const char *import_day_order_word(const struct duban_import *import)
{
    switch (import->day_order) {
    case ORDER_UNKNOWN: break;
    case DAY_FIRST: return "day/month";
    case MONTH_FIRST: return "month/day";
    }
    return NULL;
}
