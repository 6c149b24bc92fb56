/* Errors as values: what a fault holds, and that it can be filled again and released twice. */
#include "duban/err.h"

#include <criterion/criterion.h>

TestSuite(err, .timeout = 20);

Test(err, set_returns_the_status_and_keeps_the_message)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_err_set(&err, DUBAN_BOARD, "第%d行：%s", 3, "坏了"), DUBAN_BOARD);
    cr_assert_eq(err.status, DUBAN_BOARD);
    cr_assert_str_eq(err.text, "第3行：坏了");
    cr_assert_null(err.file);
    cr_assert_null(err.column);
    cr_assert_eq(err.line, 0);
    duban_err_release(&err);
}

Test(err, nobody_listens)
{
    cr_assert_eq(duban_err_set(NULL, DUBAN_IO, "x"), DUBAN_IO);
    duban_err_at(NULL, "f", 1, "c");
}

Test(err, at_adds_the_place_and_leaves_what_is_not_given)
{
    struct duban_err err = DUBAN_ERR_INIT;

    duban_err_set(&err, DUBAN_REFUSED, "x");
    duban_err_at(&err, "a.csv", 0, NULL);
    duban_err_at(&err, NULL, 12, NULL);
    duban_err_at(&err, NULL, 0, "完成时限");
    duban_err_at(&err, NULL, 0, NULL);
    cr_assert_str_eq(err.file, "a.csv");
    cr_assert_eq(err.line, 12);
    cr_assert_str_eq(err.column, "完成时限");
    cr_assert_str_eq(err.text, "x");
    duban_err_release(&err);
}

Test(err, a_second_fault_takes_the_place_of_the_first)
{
    struct duban_err err = DUBAN_ERR_INIT;

    duban_err_set(&err, DUBAN_REFUSED, "first");
    duban_err_at(&err, "a.csv", 12, "时限");
    duban_err_set(&err, DUBAN_IO, "second after %s", err.text);
    cr_assert_eq(err.status, DUBAN_IO);
    cr_assert_str_eq(err.text, "second after first");
    cr_assert_null(err.file);
    cr_assert_null(err.column);
    cr_assert_eq(err.line, 0);
    duban_err_release(&err);
}

Test(err, the_place_may_be_its_own)
{
    struct duban_err err = DUBAN_ERR_INIT;

    duban_err_set(&err, DUBAN_IO, "x");
    duban_err_at(&err, "a.csv", 1, "c");
    duban_err_at(&err, err.file, 2, err.column);
    cr_assert_str_eq(err.file, "a.csv");
    cr_assert_str_eq(err.column, "c");
    duban_err_release(&err);
}

Test(err, release_makes_it_new)
{
    struct duban_err err = DUBAN_ERR_INIT;

    duban_err_release(&err);
    duban_err_set(&err, DUBAN_CONFLICT, "x");
    duban_err_release(&err);
    cr_assert_eq(err.status, DUBAN_OK);
    cr_assert_null(err.text);
    duban_err_release(&err);
}
