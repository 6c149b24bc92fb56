/* Pools: what is in one stays as it was put in, whatever comes behind it. */
#include "duban/pool.h"

#include "leaks.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(pool, .timeout = 20);

Test(pool, strings_stay)
{
    struct duban_pool pool = {0};
    char text[2000];
    const char *first = duban_pool_strdup(&pool, "甲");
    const char *long_one;

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    long_one = duban_pool_strdup(&pool, text);
    for (int i = 0; i < 100000; i++)
        duban_pool_strdup(&pool, "乙");
    cr_assert_str_eq(first, "甲");
    cr_assert_str_eq(long_one, text);
    cr_assert_null(duban_pool_strdup(&pool, NULL));
    duban_pool_release(&pool);
    cr_assert_null(pool.last);
}

Test(pool, the_last_array_grows_where_it_is)
{
    struct duban_pool pool = {0};
    size_t n = 0, cap = 0;
    int *numbers = duban_pool_more(&pool, NULL, 0, &cap, sizeof *numbers);
    const int *first = numbers;

    for (; n < 10; n++) {
        numbers = duban_pool_more(&pool, numbers, n, &cap, sizeof *numbers);
        numbers[n] = (int)n;
    }
    cr_assert_eq(numbers, first);
    cr_assert_eq(cap, 10);
    duban_pool_release(&pool);
}

Test(pool, arrays_that_grow_by_turns_keep_their_elements)
{
    struct duban_pool pool = {0};
    int *a = NULL, *b = NULL;
    size_t cap_a = 0, cap_b = 0;

    for (size_t n = 0; n < 3000; n++) {
        a = duban_pool_more(&pool, a, n, &cap_a, sizeof *a);
        a[n] = (int)n;
        b = duban_pool_more(&pool, b, n, &cap_b, sizeof *b);
        b[n] = -(int)n;
    }
    for (int n = 0; n < 3000; n++) {
        cr_assert_eq(a[n], n);
        cr_assert_eq(b[n], -n);
    }
    duban_pool_release(&pool);
}
