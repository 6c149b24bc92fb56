/* Text on its way to a terminal: safe, measured, cut, padded. */
#include "duban/text.h"
#include "random_text.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void use_utf8(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(text_show, .init = use_utf8, .timeout = 30);

static void check_safe(const char *in, unsigned flags, const char *expected)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_text_safe(&out, in, flags);
    cr_assert_str_eq(out.data, expected, "«%s»", out.data);
    duban_buf_release(&out);
}

Test(text_show, plain_text_stays_as_it_is)
{
    check_safe("", 0, "");
    check_safe("制定《方案》，共3000字。", 0, "制定《方案》，共3000字。");
    check_safe("e\u0301 👍🏽 👨‍👩‍👧 ☎️ 葛\U000e0100", 0,
               "e\u0301 👍🏽 👨‍👩‍👧 ☎️ 葛\U000e0100");
    check_safe("“引号”‘引’①…—", 0, "“引号”‘引’①…—");
    check_safe("�", 0, "�");
}

Test(text_show, controls_are_replaced)
{
    check_safe("\x1b[31m红\x1b[0m字", 0, "�[31m红�[0m字");
    check_safe("\x1b]0;title\x07尾", 0, "�]0;title�尾");
    check_safe("\xc2\x9b"
               "31m\xc2\x85\x7f\x01",
               0, "�31m���");
    check_safe("a\rb", 0, "a�b");
}

Test(text_show, bidi_controls_are_replaced_and_joiners_of_nothing_left_out)
{
    check_safe("\u200b零宽\ufeff字符\u202e反向", 0, "零宽字符�反向");
    check_safe("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e", 0, "��������");
    check_safe("\u2066\u2067\u2068\u2069", 0, "����");
    check_safe("\ufff9a\ufffab\ufffb", 0, "�a�b�");
    check_safe("a\u00adb\u2060c", 0, "abc");
    check_safe("a\U000e0041\U000e007f", 0, "a");
    check_safe("\U0010ffff\u0378\uffff", 0, "���");
}

Test(text_show, lines_and_tabs)
{
    check_safe("a\tb\nc", 0, "a b c");
    check_safe("a\tb\nc", DUBAN_TEXT_LINES, "a b\nc");
    check_safe("a\u2028b", DUBAN_TEXT_LINES, "a b");
}

/* A mark alone would sit on whatever the screen shows to the left of the text. */
Test(text_show, a_mark_does_not_leave_its_text)
{
    check_safe("\u0301a", 0, "\u25cc\u0301a");
    check_safe("a\n\u0301b", DUBAN_TEXT_LINES, "a\n\u25cc\u0301b");
    check_safe("a\n\u0301b", 0, "a \u0301b");
    check_safe("\u200b\u0301", 0, "\u25cc\u0301");
    check_safe("\u200d\ufe0fa", 0, "a");
}

Test(text_show, invalid_bytes_are_replaced)
{
    check_safe("中\xff文", 0, "中�文");
    check_safe("\xe4\xb8", 0, "��");
    check_safe("a\x80", 0, "a�");
}

static bool holds_no_danger(const char *safe)
{
    for (const char *p = safe, *end = safe + strlen(safe); p < end;) {
        uint32_t c = duban_text_next(&p);
        bool control = (c < ' ' && c != '\n') || (c >= 0x7F && c < 0xA0);
        bool bidi = c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                    (c >= 0x2066 && c <= 0x2069);
        if (control || bidi || (c >= 0xFFF9 && c <= 0xFFFB))
            return false;
        if (c != '\n' && wcwidth((wchar_t)c) < 0)
            return false;
    }
    return duban_text_valid(safe, strlen(safe), NULL);
}

Test(text_show, safe_text_holds_no_danger_and_making_it_safe_again_changes_nothing)
{
    struct random random = {7};

    for (int round = 0; round < 5000; round++) {
        struct duban_buf raw = DUBAN_BUF_INIT, once = DUBAN_BUF_INIT, twice = DUBAN_BUF_INIT;
        unsigned flags = random_below(&random, 2) ? DUBAN_TEXT_LINES : 0;
        random_text(&raw, &random, random_below(&random, 15), 5);
        duban_text_safe(&once, raw.data, flags);
        duban_text_safe(&twice, once.data, flags);
        cr_assert_str_eq(twice.data, once.data, "round %d", round);
        cr_assert(holds_no_danger(once.data), "round %d", round);
        cr_assert_eq(strchr(once.data, '\x1b'), NULL);
        if (flags == 0)
            cr_assert_eq(strchr(once.data, '\n'), NULL);
        duban_buf_release(&raw);
        duban_buf_release(&once);
        duban_buf_release(&twice);
    }
}

Test(text_show, every_code_point_alone_is_made_safe)
{
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        struct duban_buf raw = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;
        duban_text_put(&raw, c);
        duban_text_safe(&out, raw.data, 0);
        cr_assert(holds_no_danger(out.data), "U+%04X", c);
        duban_buf_release(&raw);
        duban_buf_release(&out);
    }
}

Test(text_show, hostile_table_is_made_safe)
{
    const char *shared = getenv("DUBAN_SHARED");
    char path[4096], line[65536];

    snprintf(path, sizeof path, "%s/schedules/variants/v38_hostile.csv", shared ? shared : "");
    FILE *file = shared != NULL ? fopen(path, "r") : NULL;
    if (file == NULL)
        cr_skip("no shared schedules here");
    while (fgets(line, sizeof line, file) != NULL) {
        struct duban_buf safe = DUBAN_BUF_INIT, cut = DUBAN_BUF_INIT;
        duban_text_safe(&safe, line, 0);
        cr_assert(holds_no_danger(safe.data));
        cr_assert_leq(duban_text_cut(&cut, safe.data, 40), 40);
        duban_buf_release(&safe);
        duban_buf_release(&cut);
    }
    fclose(file);
}

/* --- Width, cut, pad ----------------------------------------------------------------------- */

Test(text_show, width)
{
    static const struct {
        const char *text;
        int columns;
    } rows[] = {
        {"", 0},
        {"abc", 3},
        {"中文", 4},
        {"中a文", 5},
        {"e\u0301", 1},
        {"“”‘’①…", 6},
        {"👍", 2},
        {"中\n文", 4},
        {"，。", 4},
        {"\u3000", 2},
        {"\U00020bb7", 2},
        {"�", 1},
        {"\u1100\u1161\u11a8", 2},
        {"Ａ", 2},
        {"ｶ", 1},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        cr_assert_eq(duban_text_width(rows[i].text), rows[i].columns, "row %zu: %d", i,
                     duban_text_width(rows[i].text));
}

static void check_cut(const char *text, int columns, const char *expected)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    int used = duban_text_cut(&out, text, columns);
    cr_assert_str_eq(out.data, expected, "%d: «%s»", columns, out.data);
    cr_assert_eq(used, duban_text_width(out.data));
    duban_buf_release(&out);
}

Test(text_show, cut)
{
    check_cut("中文ab字", -1, "");
    check_cut("中文ab字", 0, "");
    check_cut("中文ab字", 1, "…");
    check_cut("中文ab字", 2, "…");
    check_cut("中文ab字", 3, "中…");
    check_cut("中文ab字", 4, "中…");
    check_cut("中文ab字", 5, "中文…");
    check_cut("中文ab字", 7, "中文ab…");
    check_cut("中文ab字", 8, "中文ab字");
    check_cut("中文ab字", 80, "中文ab字");
    check_cut("", 5, "");
    check_cut("e\u0301e\u0301", 2, "e\u0301e\u0301");
    check_cut("e\u0301e\u0301e\u0301", 2, "e\u0301…");
    check_cut("👍🏽👍🏽", 4, "…");
    check_cut("👍🏽👍🏽", 5, "👍🏽…");
    check_cut("中\n文", 10, "中…");
}

Test(text_show, cut_fits_and_pad_fills)
{
    struct random random = {99};

    for (int round = 0; round < 5000; round++) {
        struct duban_buf raw = DUBAN_BUF_INIT, safe = DUBAN_BUF_INIT;
        struct duban_buf cut = DUBAN_BUF_INIT, pad = DUBAN_BUF_INIT;
        int columns = (int)random_below(&random, 30);
        random_text(&raw, &random, random_below(&random, 10), 3);
        duban_text_safe(&safe, raw.data, 0);
        int used = duban_text_cut(&cut, safe.data, columns);
        duban_text_pad(&pad, safe.data, columns);
        cr_assert_leq(used, columns);
        cr_assert_eq(used, duban_text_width(cut.data), "round %d", round);
        cr_assert_eq(duban_text_width(pad.data), columns, "round %d", round);
        cr_assert_eq(strncmp(pad.data, cut.data, cut.len), 0);
        if (duban_text_width(safe.data) <= columns)
            cr_assert_str_eq(cut.data, safe.data);
        duban_buf_release(&raw);
        duban_buf_release(&safe);
        duban_buf_release(&cut);
        duban_buf_release(&pad);
    }
}
