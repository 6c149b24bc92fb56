/* 03/04/2018 is 4 March or 3 April; 25/04/2018 can be one day only. A column is written in one way,
 * so one such value settles it for all. */
#include "schedule/import.h"

#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* Reads one or two digits and the sign behind them; 0 when there is no such thing. */
static int take_number(const char **p, char *sign)
{
    size_t digits = strspn(*p, "0123456789");
    int number = digits >= 1 && digits <= 2 ? atoi(*p) : 0;

    *p += digits;
    *sign = **p;
    *p += **p != '\0';
    return number;
}

static enum day_order order_of(const char *cell)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    enum day_order order = ORDER_UNKNOWN;
    char first;
    char second;
    const char *p;
    int a;
    int b;

    duban_text_key(&key, cell);
    p = key.data;
    a = take_number(&p, &first);
    b = take_number(&p, &second);
    if (a && b && first == second && first && strchr("/-.", first) &&
        strspn(p, "0123456789") == 4) {
        order = a > 12 && b <= 12 ? DAY_FIRST : order;
        order = b > 12 && a <= 12 ? MONTH_FIRST : order;
    }
    duban_buf_release(&key);
    return order;
}

void import_settle_day_order(struct duban_import *import)
{
    enum { LONGEST = 40 }; /* bytes of a date */
    bool seen[3] = {false, false, false};

    for (size_t i = 0; i < import->n_rows; i++) {
        const char *cell = import_field(import, import->rows[i].row, COLUMN_DEADLINE);

        if (*cell && strlen(cell) <= LONGEST && strpbrk(cell, "/-."))
            seen[order_of(cell)] = true;
    }
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
