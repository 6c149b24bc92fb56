/* Memory: sizes of nothing, sizes that overflow, growth, and the way to die. */
#include "duban/alloc.h"

#include "leaks.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(alloc, .timeout = 20);

Test(alloc, memory_is_zeroed)
{
    unsigned char *p = duban_alloc(100);

    for (int i = 0; i < 100; i++)
        cr_assert_eq(p[i], 0);
    free(p);
}

Test(alloc, nothing_is_a_valid_pointer)
{
    void *p = duban_alloc(0);
    void *q = duban_realloc(NULL, 0, 8);

    cr_assert(p != NULL);
    cr_assert(q != NULL);
    free(p);
    free(q);
}

Test(alloc, realloc_keeps_the_elements)
{
    int *p = duban_realloc(NULL, 2, sizeof *p);

    p[0] = 7;
    p[1] = 8;
    p = duban_realloc(p, 1000, sizeof *p);
    cr_assert_eq(p[0], 7);
    cr_assert_eq(p[1], 8);
    free(p);
}

Test(alloc, realloc_that_overflows_dies, .signal = SIGABRT)
{
    free(duban_realloc(NULL, SIZE_MAX / 2, 3));
}

Test(alloc, strings_are_copied)
{
    char text[] = "督办";
    char *whole = duban_strdup(text);
    char *part = duban_strndup("abcdef", 3);

    text[0] = 'x';
    cr_assert_str_eq(whole, "督办");
    cr_assert_str_eq(part, "abc");
    cr_assert_null(duban_strdup(NULL));
    cr_assert_null(duban_strndup(NULL, 3));
    free(whole);
    free(part);
}

Test(alloc, more_always_has_room_for_one)
{
    int *items = NULL;
    size_t cap = 0;
    size_t grown = 0;

    for (size_t n = 0; n < 1000; n++) {
        size_t before = cap;

        items = duban_more(items, n, &cap, sizeof *items);
        cr_assert_gt(cap, n);
        grown += cap != before;
        items[n] = (int)n;
    }
    cr_assert_leq(grown, 10, "grew %zu times", grown);
    for (int n = 0; n < 1000; n++)
        cr_assert_eq(items[n], n);
    free(items);
}

/* A hint changes nothing that can be seen: what was there stays, and all sizes are still given. */
Test(alloc, expecting_much_keeps_what_is_there)
{
    static const size_t expected[] = {0, 1 << 10, 64 << 20, 64 << 20, SIZE_MAX};
    char *kept = duban_strdup("任务");
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        duban_alloc_expect(expected[i]);
        for (size_t size = 1; size <= 64u << 20; size *= 8) {
            char *p = duban_alloc(size);
            cr_assert(p[0] == 0 && p[size - 1] == 0);
            memset(p, 'x', size);
            free(p);
        }
    }
    cr_assert_str_eq(kept, "任务");
    free(kept);
}

Test(alloc, strset_replaces_even_by_itself)
{
    char *slot = NULL;

    duban_strset(&slot, "one");
    cr_assert_str_eq(slot, "one");
    duban_strset(&slot, slot);
    cr_assert_str_eq(slot, "one");
    duban_strset(&slot, slot + 1);
    cr_assert_str_eq(slot, "ne");
    duban_strset(&slot, NULL);
    cr_assert_null(slot);
}

static void say_restored(void)
{
    fputs("restored\n", stderr);
}

static void die_again(void)
{
    say_restored();
    duban_die("in the hook");
}

static void check_last_words(int signal_number)
{
    (void)signal_number;
    cr_assert_stderr_eq_str("restored\nduban: row 7\n");
    _exit(0);
}

static void check_only_once(int signal_number)
{
    (void)signal_number;
    cr_assert_stderr_eq_str("restored\nduban: in the hook\n");
    _exit(0);
}

Test(alloc, die_restores_the_terminal_first_then_speaks, .init = cr_redirect_stderr)
{
    signal(SIGABRT, check_last_words);
    duban_die_hook(say_restored);
    duban_die("row %d", 7);
}

Test(alloc, a_hook_that_dies_is_not_called_again, .init = cr_redirect_stderr)
{
    signal(SIGABRT, check_only_once);
    duban_die_hook(die_again);
    duban_die("row %d", 7);
}

Test(alloc, die_aborts, .signal = SIGABRT)
{
    duban_die("row %d", 7);
}

Test(alloc, leaks_of_a_test_are_looked_for)
{
    cr_assert_eq(__lsan_is_turned_off(), 0);
}
