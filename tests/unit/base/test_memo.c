/* Memos: what is remembered is what was found out, about that text and no other. */
#include "duban/memo.h"

#include "leaks.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(memo, .timeout = 20);

static int number_of(const struct duban_memo *memo, const char *text)
{
    const int *number = duban_memo_find(memo, text);

    return number ? *number : -1;
}

Test(memo, remembers_what_was_found_out)
{
    struct duban_memo memo = {.size = sizeof(int)};

    cr_assert_null(duban_memo_find(&memo, "6.20"));
    duban_memo_keep(&memo, "6.20", &(int){20});
    duban_memo_keep(&memo, "6.2", &(int){2});
    cr_assert_eq(number_of(&memo, "6.20"), 20);
    cr_assert_eq(number_of(&memo, "6.2"), 2);
    cr_assert_eq(number_of(&memo, "6."), -1);
    duban_memo_keep(&memo, "6.20", &(int){21});
    cr_assert_eq(number_of(&memo, "6.20"), 21);
    duban_memo_release(&memo);
    cr_assert_null(duban_memo_find(&memo, "6.20"));
}

Test(memo, leaves_out_long_texts_and_nothing)
{
    struct duban_memo memo = {.size = sizeof(int)};
    char text[] = "0123456789012345678901234567890123456789";

    duban_memo_keep(&memo, text, &(int){40});
    duban_memo_keep(&memo, "", &(int){0});
    cr_assert_eq(number_of(&memo, text), -1);
    cr_assert_eq(number_of(&memo, ""), -1);
    text[39] = '\0';
    duban_memo_keep(&memo, text, &(int){39});
    cr_assert_eq(number_of(&memo, text), 39);
    duban_memo_release(&memo);
}

/* Many more texts than there are places: most are forgotten, none is mistaken for another, and the
 * last one is always known. */
Test(memo, never_mistakes_one_text_for_another)
{
    struct duban_memo memo = {.size = sizeof(int)};
    size_t known = 0;
    char text[16];

    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "%d", i);
        duban_memo_keep(&memo, text, &i);
        cr_assert_eq(number_of(&memo, text), i);
    }
    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "%d", i);
        cr_assert(number_of(&memo, text) == i || number_of(&memo, text) == -1, "%d", i);
        known += number_of(&memo, text) == i;
    }
    cr_assert_lt(known, 2000);
    cr_assert_gt(known, 100);
    duban_memo_release(&memo);
}

/* As many as a column has are all remembered at once, or nearly so. */
Test(memo, holds_what_a_column_has)
{
    struct duban_memo memo = {.size = 1};
    size_t known = 0;
    char text[16];

    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < 136; i++) {
            snprintf(text, sizeof text, "%d.%d", i % 8 + 3, i % 17 + 11);
            known += turn && duban_memo_find(&memo, text);
            duban_memo_keep(&memo, text, "x");
        }
    cr_assert_geq(known, 130);
    duban_memo_release(&memo);
}
