/* Text as it is stored: decoding, checking, clusters, cleaning, trimming, normal forms, lists. */
#include "duban/text.h"
#include "random_text.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void use_utf8(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(text, .init = use_utf8, .timeout = 30);

/* --- Decoding and encoding ----------------------------------------------------------------- */

Test(text, decodes_what_it_encodes)
{
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 61) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        struct duban_buf buf = DUBAN_BUF_INIT;
        duban_text_put(&buf, c);
        const char *p = buf.data;
        cr_assert(duban_text_valid(buf.data, buf.len, NULL), "U+%04X", c);
        cr_assert_eq(duban_text_next(&p), c, "U+%04X", c);
        cr_assert_eq(p, buf.data + buf.len);
        cr_assert_eq(duban_text_next(&p), 0);
        cr_assert_eq(p, buf.data + buf.len, "the end is not passed");
        duban_buf_release(&buf);
    }
}

Test(text, encodes_no_surrogates_and_nothing_beyond_unicode)
{
    static const uint32_t wrong[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};

    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct duban_buf buf = DUBAN_BUF_INIT;
        duban_text_put(&buf, wrong[i]);
        cr_assert_str_eq(buf.data, "\ufffd");
        duban_buf_release(&buf);
    }
}

/* Text that is not valid, and the offset of its first bad byte. */
static const struct {
    const char *bytes;
    size_t bad;
} invalid[] = {
    {"\x80", 0},
    {"\xBF\xBF", 0},
    {"\xC0\x80", 0}, /* overlong */
    {"\xC0\xAF", 0},
    {"\xC1\xBF", 0},
    {"\xE0\x80\xAF", 0},
    {"\xE0\x9F\xBF", 0},
    {"\xF0\x80\x80\xAF", 0},
    {"\xF0\x8F\xBF\xBF", 0},
    {"\xED\xA0\x80", 0}, /* surrogates */
    {"\xED\xBF\xBF", 0},
    {"a\xED\xA0\xBD\xED\xB8\x80", 1},
    {"\xF4\x90\x80\x80", 0}, /* above U+10FFFF */
    {"\xF5\x80\x80\x80", 0},
    {"\xFE", 0},
    {"\xFF", 0},
    {"中\xE4", 3}, /* cut */
    {"中\xE4\xB8", 3},
    {"\xF0\x9F\x91", 0},
    {"\xF0\x9F", 0},
    {"\xC3", 0},
    {"\xE4\xB8z", 0}, /* cut in the middle */
    {"abcdefgh\xE4z", 8},
    {"abcdefghijklmno\x80", 15},
};

Test(text, finds_the_first_bad_byte)
{
    for (size_t i = 0; i < COUNT(invalid); i++) {
        size_t bad = 99;
        cr_assert_not(duban_text_valid(invalid[i].bytes, strlen(invalid[i].bytes), &bad), "%zu", i);
        cr_assert_eq(bad, invalid[i].bad, "row %zu: %zu", i, bad);
        cr_assert_not(duban_text_valid(invalid[i].bytes, strlen(invalid[i].bytes), NULL));
    }
}

Test(text, reads_a_bad_byte_as_one_replacement_character)
{
    for (size_t i = 0; i < COUNT(invalid); i++) {
        const char *p = invalid[i].bytes + invalid[i].bad;
        const char *before = p;
        cr_assert_eq(duban_text_next(&p), 0xFFFD, "row %zu", i);
        cr_assert_eq(p, before + 1);
    }
}

Test(text, every_cut_inside_a_character_is_found)
{
    static const char text[] = "a督é👍🏽\U0010ffff\u07ff\uffff";
    size_t n = strlen(text);

    for (size_t cut = 0; cut <= n; cut++) {
        size_t bad = n + 1;
        bool inside = ((unsigned char)text[cut] & 0xC0) == 0x80;
        cr_assert_eq(duban_text_valid(text, cut, &bad), !inside, "cut at %zu", cut);
        if (inside)
            cr_assert_lt(bad, cut);
    }
}

Test(text, reads_no_byte_beyond_the_length)
{
    /* The rest of a character behind the end must not make it whole. */
    cr_assert_not(duban_text_valid("中文", 4, NULL));
    cr_assert(duban_text_valid("中文", 3, NULL));
    cr_assert(duban_text_valid("", 0, NULL));
    cr_assert(duban_text_valid("a\0b", 3, NULL), "NUL is a character");
}

Test(text, validity_agrees_with_decoding)
{
    struct random random = {20180618};

    for (int round = 0; round < 3000; round++) {
        struct duban_buf buf = DUBAN_BUF_INIT;
        size_t bad = 0;
        random_text(&buf, &random, random_below(&random, 12), 5);
        bool valid = duban_text_valid(buf.data, buf.len, &bad);
        const char *p = buf.data, *fault = NULL;
        for (const char *here = p; *p != '\0'; here = p)
            if (duban_text_next(&p) == 0xFFFD && p - here == 1 && fault == NULL)
                fault = here;
        cr_assert_eq(valid, fault == NULL);
        if (!valid)
            cr_assert_eq(bad, (size_t)(fault - buf.data));
        duban_buf_release(&buf);
    }
}

/* --- Clusters ------------------------------------------------------------------------------ */

Test(text, clusters_hold_what_people_see_as_one)
{
    static const struct {
        const char *text;
        size_t len;
    } clusters[] = {
        {"", 0},
        {"ab", 1},
        {"中文", 3},
        {"中", 3},
        {"a中", 1},
        {"中a", 3},
        {"\n", 1},
        {"\r\n", 2},
        {"e\u0301x", 3},
        {"中\u0301文", 5},
        {"\u0301a", 2},
        {"👍🏽好", 8},
        {"👨‍👩‍👧x", 18},
        {"🇨🇳🇨🇳", 8},
        {"葛\U000e0100城", 7},
        {"☎️", 6},
        {"\u1100\u1161\u11a8", 9},
        {"\u200bx", 3},
        {"\xffx", 1},
        {"，。", 3},
        {"\U00020bb7野", 4},
    };

    for (size_t i = 0; i < COUNT(clusters); i++)
        cr_assert_eq(duban_text_grapheme(clusters[i].text), clusters[i].len, "row %zu: %zu", i,
                     duban_text_grapheme(clusters[i].text));
}

/* --- Cleaning ------------------------------------------------------------------------------ */

Test(text, cleans_what_comes_in)
{
    static const struct {
        const char *in, *out;
        size_t faults;
    } rows[] = {
        {"", "", 0},
        {"督办 board\t1", "督办 board\t1", 0},
        {"a\r\nb\rc\nd", "a\nb\nc\nd", 0},
        {"\r", "\n", 0},
        {"\r\r\n", "\n\n", 0},
        {"\x1b[31m红\x1b[0m", "[31m红[0m", 2},
        {"\x1b]0;title\x07尾", "]0;title尾", 2},
        {"\x7f\x01\x0b\x0c", "", 4},
        {"\xc2\x85"
         "a\xc2\x9b"
         "31m",
         "a31m", 2},
        {"\u00a0\u200b\u202e", "\u00a0\u200b\u202e", 0},
        {"中\xff文", "中\ufffd文", 1},
        {"\xe4\xb8", "\ufffd\ufffd", 2},
        {"\xed\xa0\x80", "\ufffd\ufffd\ufffd", 3},
        {"\xc2", "\ufffd", 1},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct duban_buf out = DUBAN_BUF_INIT;
        cr_assert_eq(duban_text_clean(&out, rows[i].in, strlen(rows[i].in)), rows[i].faults,
                     "row %zu", i);
        cr_assert_str_eq(out.data, rows[i].out, "row %zu", i);
        duban_buf_release(&out);
    }
}

Test(text, cleaning_takes_nul_out_and_reads_no_further_than_told)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    cr_assert_eq(duban_text_clean(&out, "a\0b\0", 4), 2);
    cr_assert_str_eq(out.data, "ab");
    duban_buf_clear(&out);
    cr_assert_eq(duban_text_clean(&out, "中文", 4), 1);
    cr_assert_str_eq(out.data, "中\ufffd");
    duban_buf_clear(&out);
    cr_assert_eq(duban_text_clean(&out, "a\r\n", 2), 0);
    cr_assert_str_eq(out.data, "a\n");
    duban_buf_release(&out);
}

Test(text, clean_text_is_valid_and_cleaning_it_changes_nothing)
{
    struct random random = {42};

    for (int round = 0; round < 2000; round++) {
        struct duban_buf raw = DUBAN_BUF_INIT, once = DUBAN_BUF_INIT, twice = DUBAN_BUF_INIT;
        random_text(&raw, &random, random_below(&random, 15), 10);
        duban_text_clean(&once, raw.data, raw.len);
        cr_assert_eq(duban_text_is_clean(raw.data, raw.len),
                     once.len == raw.len && memcmp(once.data, raw.data, raw.len) == 0);
        cr_assert(duban_text_valid(once.data, once.len, NULL));
        cr_assert_eq(duban_text_clean(&twice, once.data, once.len), 0);
        cr_assert_str_eq(twice.data, once.data);
        duban_buf_release(&raw);
        duban_buf_release(&once);
        duban_buf_release(&twice);
    }
}

Test(text, trims_blanks_of_every_kind)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"", ""},
        {" \t\n", ""},
        {"  前后空格 \u00a0\u3000 ", "前后空格"},
        {"\u200b\ufeff综合处\u200b", "综合处"},
        {"综合 处", "综合 处"},
        {"\u2003a\u2028", "a"},
        {"👍🏽 ", "👍🏽"},
        {" ☎️ ", "☎️"},
        {"葛\U000e0100", "葛\U000e0100"},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct duban_buf out = DUBAN_BUF_INIT;
        duban_text_trim(&out, rows[i].in);
        cr_assert_str_eq(out.data, rows[i].out, "row %zu", i);
        duban_buf_release(&out);
    }
}

/* --- Normal forms -------------------------------------------------------------------------- */

static void check_nfkc(const char *in, const char *expected)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_text_nfkc(&out, in);
    cr_assert_str_eq(out.data, expected, "%s: %s", in, out.data);
    duban_buf_release(&out);
}

Test(text, nfkc)
{
    check_nfkc("", "");
    check_nfkc("5.25前", "5.25前");
    check_nfkc("５．２５　～６月", "5.25 ~6月");
    check_nfkc("（综合处）", "(综合处)");
    check_nfkc("①②", "12");
    check_nfkc("e\u0301中e\u0301", "é中é");
    check_nfkc("中\u0301", "中\u0301");
    check_nfkc("ｶﾞ", "ガ");
    check_nfkc("\u1100\u1161\u11a8", "각");
    check_nfkc("ﬁ㎡", "fim2");
    check_nfkc("a\u0323\u0307", "ạ\u0307");
    check_nfkc("a\u0307\u0323", "ạ\u0307");
    check_nfkc("a\xff", "a\ufffd");
    check_nfkc("Ａ\xe4\xb8Ｂ", "A\ufffd\ufffdB");
}

Test(text, nfkc_of_long_text_is_put_together_right)
{
    struct duban_buf in = DUBAN_BUF_INIT, expected = DUBAN_BUF_INIT;

    for (int i = 0; i < 2000; i++) {
        duban_buf_adds(&in, "\u1100\u1161\u11a8e\u0301");
        duban_buf_adds(&expected, "각é");
    }
    check_nfkc(in.data, expected.data);
    duban_buf_release(&in);
    duban_buf_release(&expected);
}

/* Reordering marks takes quadratic time when it is done at once: minutes for this text. */
Test(text, nfkc_of_hostile_marks_takes_no_time, .timeout = 10)
{
    struct duban_buf in = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;

    duban_buf_adds(&in, "a");
    for (int i = 0; i < 150000; i++)
        duban_buf_adds(&in, "\u0301");
    for (int i = 0; i < 150000; i++)
        duban_buf_adds(&in, "\u0323");
    duban_text_nfkc(&out, in.data);
    cr_assert(duban_text_valid(out.data, out.len, NULL));
    cr_assert_gt(out.len, 500000);
    duban_buf_release(&in);
    duban_buf_release(&out);
}

/* The cheap way finds what the key itself would show, whatever the text is made of. */
Test(text, a_key_is_found_where_the_key_of_the_text_holds_it)
{
    struct random random = {7};
    size_t found = 0;

    for (int i = 0; i < 20000; i++) {
        struct duban_buf text = DUBAN_BUF_INIT, word = DUBAN_BUF_INIT, part = DUBAN_BUF_INIT,
                         whole = DUBAN_BUF_INIT;

        random_text(&text, &random, random_below(&random, 12), 3);
        random_text(&word, &random, random_below(&random, 3), 0);
        duban_text_key(&part, word.len > 0 ? word.data : "");
        duban_text_key(&whole, text.len > 0 ? text.data : "");
        bool has = strstr(whole.data, part.data) != NULL;
        found += has && part.len > 0;
        cr_assert_eq(duban_text_has(text.len > 0 ? text.data : "", text.len, part.data), has,
                     "“%s” in “%s”", part.data, whole.data);
        duban_buf_release(&text);
        duban_buf_release(&word);
        duban_buf_release(&part);
        duban_buf_release(&whole);
    }
    cr_assert_gt(found, 500);
}

Test(text, a_key_is_found_within_the_length_only)
{
    cr_assert(duban_text_has("综合处\n督查处", 9, "综合"));
    cr_assert_not(duban_text_has("综合处\n督查处", 9, "督查"));
    cr_assert_not(duban_text_has("综合处\n督查处", 9, "处督"));
    cr_assert(duban_text_has("Ｘ光 “机\n房”", strlen("Ｘ光 “机\n房”"), "x光“机房”"));
    cr_assert_not(duban_text_has("e\u0301", 3, "e"), "é is no e");
    cr_assert(duban_text_has("有", 3, ""));
}

static void check_same_key(const char *a, const char *b, bool same)
{
    struct duban_buf one = DUBAN_BUF_INIT, two = DUBAN_BUF_INIT;

    duban_text_key(&one, a);
    duban_text_key(&two, b);
    cr_assert_eq(strcmp(one.data, two.data) == 0, same, "%s %s", one.data, two.data);
    duban_buf_release(&one);
    duban_buf_release(&two);
}

Test(text, keys_are_equal_for_what_people_take_for_the_same)
{
    check_same_key("综合处", " 综 合\n处\u3000", true);
    check_same_key("综合处（室）", "综合处(室)", true);
    check_same_key("Ｎｏ．", "no.", true);
    check_same_key("Straße", "STRASSE", true);
    check_same_key("零宽字符", "\u200b零宽\ufeff字符", true);
    check_same_key("É", "e\u0301", true);
    check_same_key("４０周年", "40周年", true);
    check_same_key("综合处", "综合科", false);
    check_same_key("", " \t\u200b", true);
    check_same_key("①", "1", true);
}

/* --- Lists --------------------------------------------------------------------------------- */

Test(text, items)
{
    size_t len = 99;
    const char *list = "综合处\n督查处\n\n室";

    const char *item = duban_text_item(&list, &len);
    cr_assert_eq(len, strlen("综合处"));
    cr_assert_eq(strncmp(item, "综合处", len), 0);
    item = duban_text_item(&list, &len);
    cr_assert_eq(strncmp(item, "督查处", len), 0);
    cr_assert(duban_text_item(&list, &len) != NULL);
    cr_assert_eq(len, 0, "an empty name is a name");
    item = duban_text_item(&list, &len);
    cr_assert_eq(strncmp(item, "室", len), 0);
    cr_assert_null(duban_text_item(&list, &len));
    cr_assert_null(duban_text_item(&list, &len), "the end stays the end");
    list = NULL;
    cr_assert_null(duban_text_item(&list, &len));
    list = "";
    cr_assert_null(duban_text_item(&list, &len));
}

/* --- Finding ---------------------------------------------------------------------------------- */

/* The places in `text` that are found, in brackets. */
static void assert_found(const char *text, const char *word, const char *expected)
{
    struct duban_text_line places[8];
    struct duban_buf key = DUBAN_BUF_INIT, marked = DUBAN_BUF_INIT;
    size_t at = 0, n;

    duban_text_key(&key, word);
    n = duban_text_find(places, 8, text, key.data);
    for (size_t i = 0; i < n && i < 8; i++) {
        duban_buf_add(&marked, text + at, places[i].start - at);
        duban_buf_addc(&marked, '[');
        duban_buf_add(&marked, text + places[i].start, places[i].len);
        duban_buf_addc(&marked, ']');
        at = places[i].start + places[i].len;
    }
    duban_buf_adds(&marked, text + at);
    cr_expect_str_eq(marked.data, expected);
    duban_buf_release(&marked);
    duban_buf_release(&key);
}

Test(text, finds_what_people_take_for_the_same)
{
    assert_found("学习讨论，再学习", "学习", "[学习]讨论，再[学习]");
    assert_found("见ＯＡ系统", "oa", "见[ＯＡ]系统");
    assert_found("第２ 期", "2期", "第[２ 期]");
    assert_found("宣传\n发动", "传发", "宣[传\n发]动");
    assert_found("100㎡房", "m2", "100[㎡]房");
    assert_found("Cafe\xCC\x81 x", "É", "Caf[e\xCC\x81] x");
    assert_found("aaa", "aa", "[aa]a");
    assert_found("无", "有", "无");
    assert_found("无", "", "无");
    assert_found("", "有", "");
}

Test(text, counts_all_places_though_only_some_are_wanted)
{
    struct duban_text_line place;

    cr_assert_eq(duban_text_find(&place, 1, "一一一", "一"), 3);
    cr_assert_eq(place.start, 0);
    cr_assert_eq(duban_text_find(NULL, 0, "一一一", "一"), 3);
}

Test(text, traditional_characters_have_simplified_ones)
{
    static const char *const samples[][2] = {
        {"序號、長期、進行中", "序号、长期、进行中"},
        {"並來黃點黨", "并来黄点党"},
        {"长期 abc，𠮷", "长期 abc，𠮷"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct duban_buf out = DUBAN_BUF_INIT;

        duban_text_simplify(&out, samples[i][0]);
        cr_expect_str_eq(out.data, samples[i][1], "%s: %s", samples[i][0], out.data);
        duban_buf_release(&out);
    }
}
