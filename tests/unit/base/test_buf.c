/* Growable strings: the invariants of buf.h, and every way to append. */
#include "duban/buf.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(buf, .timeout = 20);

Test(buf, starts_empty_and_terminated)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    cr_assert_str_eq(buf.data, "");
    cr_assert_eq(buf.len, 0);
    duban_buf_clear(&buf);
    duban_buf_release(&buf);
    cr_assert_str_eq(buf.data, "");
}

Test(buf, appends_bytes_strings_characters_and_formats)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    duban_buf_adds(&buf, "督办");
    duban_buf_addc(&buf, ' ');
    duban_buf_add(&buf, "abcdef", 3);
    duban_buf_addf(&buf, " %d/%s", 7, "x");
    cr_assert_str_eq(buf.data, "督办 abc 7/x");
    cr_assert_eq(buf.len, strlen(buf.data));
    duban_buf_release(&buf);
}

Test(buf, appends_numbers_in_decimal)
{
    static const int64_t numbers[] = {0, 7, -7, 10, 1234567890123, INT64_MAX, INT64_MIN};
    struct duban_buf number = DUBAN_BUF_INIT, format = DUBAN_BUF_INIT;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        duban_buf_clear(&number);
        duban_buf_clear(&format);
        duban_buf_addi(&number, numbers[i]);
        duban_buf_addf(&format, "%lld", (long long)numbers[i]);
        cr_expect_str_eq(number.data, format.data);
    }
    duban_buf_release(&number);
    duban_buf_release(&format);
}

Test(buf, keeps_nul_bytes)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    duban_buf_add(&buf, "a\0b", 3);
    cr_assert_eq(buf.len, 3);
    cr_assert_arr_eq(buf.data, "a\0b", 4);
    duban_buf_release(&buf);
}

Test(buf, grows_far_and_keeps_what_it_held)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    for (int i = 0; i < 10000; i++)
        duban_buf_addf(&buf, "%04d", i);
    cr_assert_eq(buf.len, 40000);
    cr_assert_arr_eq(buf.data, "00000001", 8);
    cr_assert_str_eq(buf.data + 40000 - 8, "99989999");
    duban_buf_release(&buf);
}

Test(buf, format_longer_than_any_first_guess)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    duban_buf_addf(&buf, "%5000s|", "x");
    cr_assert_eq(buf.len, 5001);
    cr_assert_str_eq(buf.data + 4998, " x|");
    duban_buf_release(&buf);
}

Test(buf, grow_makes_room_without_changing_the_text)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    duban_buf_adds(&buf, "one");
    duban_buf_grow(&buf, 500);
    cr_assert_geq(buf.cap, 504);
    cr_assert_str_eq(buf.data, "one");
    duban_buf_release(&buf);
}

Test(buf, clear_keeps_the_memory)
{
    struct duban_buf buf = DUBAN_BUF_INIT;
    size_t cap;

    duban_buf_adds(&buf, "one");
    cap = buf.cap;
    duban_buf_clear(&buf);
    cr_assert_str_eq(buf.data, "");
    cr_assert_eq(buf.cap, cap);
    duban_buf_adds(&buf, "two");
    cr_assert_str_eq(buf.data, "two");
    duban_buf_release(&buf);
}

Test(buf, truncate_cuts_and_terminates)
{
    struct duban_buf buf = DUBAN_BUF_INIT;

    duban_buf_truncate(&buf, 0);
    duban_buf_adds(&buf, "abcdef");
    duban_buf_truncate(&buf, 2);
    cr_assert_str_eq(buf.data, "ab");
    cr_assert_eq(buf.len, 2);
    duban_buf_release(&buf);
}

Test(buf, detach_hands_over_and_starts_again)
{
    struct duban_buf buf = DUBAN_BUF_INIT;
    char *s;

    duban_buf_adds(&buf, "mine");
    s = duban_buf_detach(&buf);
    cr_assert_str_eq(s, "mine");
    cr_assert_eq(buf.cap, 0);
    duban_buf_adds(&buf, "other");
    cr_assert_str_eq(s, "mine");
    free(s);
    duban_buf_release(&buf);
}

Test(buf, detach_of_an_unused_one_can_be_freed)
{
    struct duban_buf buf = DUBAN_BUF_INIT;
    char *s = duban_buf_detach(&buf);

    cr_assert(s != duban_buf_empty);
    cr_assert_str_eq(s, "");
    free(s);
}
