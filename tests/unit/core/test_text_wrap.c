/* Wrapping: the manners of Chinese print, whole words, whole clusters, and never a line too wide.
 */
#include "duban/text.h"
#include "random_text.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void use_utf8(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(text_wrap, .init = use_utf8, .timeout = 30);

/* The lines of a text, each behind a bar. */
static void wrap(struct duban_buf *out, const char *text, int columns)
{
    struct duban_text_line lines[64];

    size_t n = duban_text_wrap(lines, COUNT(lines), text, columns);
    cr_assert_leq(n, COUNT(lines));
    for (size_t i = 0; i < n; i++) {
        duban_buf_addc(out, '|');
        duban_buf_add(out, text + lines[i].start, lines[i].len);
    }
}

static void check(const char *text, int columns, const char *expected)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    wrap(&out, text, columns);
    cr_assert_str_eq(out.data, expected, "%d: %s", columns, out.data);
    duban_buf_release(&out);
}

Test(text_wrap, chinese_breaks_anywhere)
{
    check("", 10, "");
    check("中", 2, "|中");
    check("制定方案", 2, "|制|定|方|案");
    check("制定方案", 4, "|制定|方案");
    check("制定方案", 5, "|制定|方案");
    check("制定方案", 8, "|制定方案");
}

Test(text_wrap, closing_signs_do_not_begin_a_line)
{
    check("制定方案，报送", 8, "|制定方|案，报送");
    check("问题不少于2个。", 14, "|问题不少于2|个。");
    check("（初稿）报", 6, "|（初|稿）报");
    check("工作“成果”等", 8, "|工作“成|果”等");
    check("一二三……四", 6, "|一二|三……四");
    check("一二三——四", 6, "|一二|三——四");
    check("《计划》；《表》", 8, "|《计|划》；|《表》");
    check("百分之50%。", 8, "|百分之|50%。");
}

Test(text_wrap, opening_signs_do_not_end_a_line)
{
    check("报送（初稿）", 6, "|报送|（初|稿）");
    check("一二“三四", 5, "|一二|“三四");
    check("中文(abc)", 7, "|中文|(abc)");
    check("总价￥300元", 6, "|总价|￥300|元");
}

Test(text_wrap, words_and_numbers_stay_whole)
{
    check("hello wonderful", 10, "|hello|wonderful");
    check("共3000字", 6, "|共3000|字");
    check("改革开放40周年", 8, "|改革开放|40周年");
    check("第5.25条", 4, "|第|5.25|条");
    check("it’s me", 4, "|it’s|me");
    check("２０１８年", 8, "|２０１８|年");
    check("Ünïcode Слово", 8, "|Ünïcode|Слово");
}

Test(text_wrap, what_fits_no_line_is_broken_where_it_must_be)
{
    check("wonderful", 4, "|wond|erfu|l");
    check("中wonderful", 6, "|中|wonder|ful");
    check("中，，，，，", 4, "|中，|，，|，，");
    check("（（（中", 4, "|（（|（中");
    check("《中》", 2, "|《|中|》");
}

Test(text_wrap, blanks)
{
    check("ab cd", 2, "|ab|cd");
    check("ab    cd", 3, "|ab|cd");
    check("ab cd ", 8, "|ab cd");
    check("  ab", 8, "|  ab");
    check("\u3000\u3000中文字", 8, "|\u3000\u3000中文|字");
    check("\u3000\u3000中文", 2, "|中|文");
    check("   ", 2, "|");
    check("中 ，文", 4, "|中|，文");
}

Test(text_wrap, line_breaks)
{
    check("a\nb", 10, "|a|b");
    check("a\n\nb", 10, "|a||b");
    check("a\n", 10, "|a");
    check("\n", 10, "|");
    check("a \nb", 10, "|a|b");
    check("第一行\n第二行", 4, "|第一|行|第二|行");
}

Test(text_wrap, clusters_are_not_split)
{
    check("e\u0301e\u0301e\u0301", 2, "|e\u0301e\u0301|e\u0301");
    check("好👍🏽好", 4, "|好|👍🏽|好");
    check("🇨🇳🇨🇳", 3, "|🇨🇳|🇨🇳");
    check("중국", 2, "|중|국");
    check("\u1100\u1161\u11a8국", 2, "|\u1100\u1161\u11a8|국");
    check("葛\U000e0100城", 2, "|葛\U000e0100|城");
}

Test(text_wrap, a_cluster_wider_than_the_line_is_split_all_the_same)
{
    check("👍🏽", 2, "|👍|🏽");
    check("👨‍👩‍👧好", 4, "|👨‍👩‍|👧好");
}

Test(text_wrap, counts_more_lines_than_it_fills)
{
    struct duban_text_line lines[2] = {{9, 9}, {9, 9}};

    cr_assert_eq(duban_text_wrap(NULL, 0, "一二三四五", 2), 5);
    cr_assert_eq(duban_text_wrap(lines, 1, "一二三四五", 2), 5);
    cr_assert_eq(lines[0].start, 0);
    cr_assert_eq(lines[0].len, 3);
    cr_assert_eq(lines[1].start, 9, "a line beyond max is not written");
}

static bool is_blank_run(const char *text, size_t from, size_t to)
{
    struct duban_buf part = DUBAN_BUF_INIT, trimmed = DUBAN_BUF_INIT;

    duban_buf_add(&part, text + from, to - from);
    duban_text_trim(&trimmed, part.data);
    bool blank = trimmed.len == 0;
    duban_buf_release(&part);
    duban_buf_release(&trimmed);
    return blank;
}

/* In order, none too wide, nothing but blanks between them, no blank at their end. */
static void check_lines(const char *text, const struct duban_text_line *lines, size_t n,
                        int columns)
{
    size_t covered = 0;

    for (size_t i = 0; i < n; i++) {
        struct duban_buf line = DUBAN_BUF_INIT;
        cr_assert_geq(lines[i].start, covered);
        cr_assert(is_blank_run(text, covered, lines[i].start));
        duban_buf_add(&line, text + lines[i].start, lines[i].len);
        cr_assert_leq(duban_text_width(line.data), columns, "«%s»", line.data);
        cr_assert_null(strchr(line.data, '\n'));
        cr_assert(lines[i].len == 0 || line.data[line.len - 1] != ' ', "«%s»", line.data);
        covered = lines[i].start + lines[i].len;
        duban_buf_release(&line);
    }
    cr_assert(is_blank_run(text, covered, strlen(text)));
}

Test(text_wrap, any_text_at_any_width)
{
    struct random random = {38};

    for (int round = 0; round < 5000; round++) {
        struct duban_buf raw = DUBAN_BUF_INIT, safe = DUBAN_BUF_INIT;
        int columns = 2 + (int)random_below(&random, 24);
        random_text(&raw, &random, random_below(&random, 25), 2);
        duban_text_safe(&safe, raw.data, DUBAN_TEXT_LINES);
        size_t n = duban_text_wrap(NULL, 0, safe.data, columns);
        struct duban_text_line *lines = calloc(n + 1, sizeof *lines);
        cr_assert(lines != NULL);
        cr_assert_eq(duban_text_wrap(lines, n, safe.data, columns), n);
        check_lines(safe.data, lines, n, columns);
        free(lines);
        duban_buf_release(&raw);
        duban_buf_release(&safe);
    }
}

/* Linear time: a cell of a megabyte at the narrowest width. */
Test(text_wrap, a_long_text, .timeout = 10)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    while (text.len < 1000000)
        duban_buf_adds(&text, "制定方案，报送wonderful（初稿）\u0301\u0301 ");
    cr_assert_gt(duban_text_wrap(NULL, 0, text.data, 2), 100000);
    cr_assert_gt(duban_text_wrap(NULL, 0, text.data, 200), 1000);
    duban_buf_release(&text);
}
