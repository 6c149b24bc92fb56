/* Which names are near to what was written, and which are not. */
#include "duban/near.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void use_utf8(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(near, .init = use_utf8, .timeout = 20);

Test(near, names_fit_by_beginning_middle_and_when_cut_short)
{
    cr_assert_eq(duban_fit("综合", "综合处"), DUBAN_FIT_BEGIN);
    cr_assert_eq(duban_fit("合处", "综合处"), DUBAN_FIT_WITHIN);
    cr_assert_eq(duban_fit("人社局", "人力资源和社会保障局"), DUBAN_FIT_SHORT);
    cr_assert_eq(duban_fit("综合处", "综合处"), DUBAN_FIT_WHOLE);
    cr_assert_eq(duban_fit("局社", "人力资源和社会保障局"), DUBAN_FIT_NONE);
    cr_assert_eq(duban_fit("综合处办", "综合处"), DUBAN_FIT_NONE);
    cr_assert_eq(duban_fit("", "综合处"), DUBAN_FIT_BEGIN);
    cr_assert_eq(duban_fit("ＩＴ", "it中心"), DUBAN_FIT_BEGIN);
}

static void assert_near(const char *word, const char *expected)
{
    static const char names[] = "综合处\n督查处\n业务处\n应急处\n人力资源和社会保障局\n财务处\n"
                                "市场监管局\n宣传室";
    struct duban_buf out = DUBAN_BUF_INIT;

    size_t n = duban_near(&out, names, word, 3);
    cr_expect_str_eq(out.data, expected, "%s: %s", word, out.data);
    cr_expect_eq(n == 0, *expected == '\0');
    duban_buf_release(&out);
}

Test(near, slips_find_the_name)
{
    assert_near("应急科", "应急处");
    assert_near("综合出", "综合处");
    assert_near("合综处", "综合处");
    assert_near("市场督管局", "市场监管局");
    assert_near("宣传宣", "宣传室");
    assert_near("综合处", "");
}

Test(near, short_names_find_the_long_one)
{
    assert_near("人社局", "人力资源和社会保障局");
    assert_near("市人力资源和社会保障局", "人力资源和社会保障局");
    assert_near("宣传", "宣传室");
}

Test(near, strangers_are_not_near)
{
    assert_near("应", "");
    assert_near("纪检组", "");
    assert_near("", "");
    assert_near("局", "");
}

Test(near, the_nearest_come_first_and_no_more_than_wanted)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    cr_assert_eq(duban_near(&out, "甲乙丙丁戊己\n甲乙丙丁戊庚\n甲乙丙丁戊", "甲乙丙丁戊", 1), 1);
    cr_assert_str_eq(out.data, "甲乙丙丁戊己");
    duban_buf_release(&out);
}

/* A name longer than any office's is compared by its beginning, not beyond the table. */
Test(near, very_long_names)
{
    struct duban_buf name = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;

    for (int i = 0; i < 500; i++)
        duban_buf_adds(&name, "长");
    cr_assert_eq(duban_near(&out, name.data, "长长", 3), 1);
    cr_assert_eq(duban_near(&out, "长长", name.data, 3), 1);
    duban_buf_release(&name);
    duban_buf_release(&out);
}
