/* Deadlines: what expressions mean, and what holds whatever the expression is.
 *
 * The expressions stand in tables, one of ours (tests/data/deadlines.tsv, each group under its
 * rule) and the field's own (deadlines.tsv of the shared folder).
 */
#include "duban/deadline.h"
#include "core/deadline_token.h"
#include "duban/buf.h"
#include "duban/date.h"
#include "duban/file.h"
#include "duban/text.h"
#include "places.h"
#include "random_text.h"

#include <criterion/criterion.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 7, MEGABYTE = 1 << 20 };

static const unsigned periods = DUBAN_DEADLINE_DAY | DUBAN_DEADLINE_WEEK | DUBAN_DEADLINE_MONTH |
                                DUBAN_DEADLINE_QUARTER | DUBAN_DEADLINE_HALF | DUBAN_DEADLINE_YEAR;

static struct duban_deadline_context context_2018(void)
{
    return (struct duban_deadline_context){2018, duban_date_make(2018, 5, 18)};
}

static struct duban_deadline read_2018(const char *text)
{
    struct duban_deadline_context context = context_2018();
    struct duban_deadline deadline;

    duban_deadline_read(&deadline, text, &context);
    return deadline;
}

/* Writes a reading as a row of the tables has it: kind, start, due, warn, flags. */
static void describe(struct duban_buf *out, const struct duban_deadline *deadline)
{
    char start[DUBAN_DATE_SIZE], due[DUBAN_DATE_SIZE], warn[DUBAN_DATE_SIZE];

    duban_buf_addf(out, "%s|%s|%s|%s|", duban_deadline_kind_name(deadline->kind),
                   duban_date_format(deadline->start, start), duban_date_format(deadline->due, due),
                   duban_date_format(deadline->warn, warn));
    duban_deadline_flags_format(out, deadline->flags);
}

/* --- Tables -------------------------------------------------------------------------------- */

struct row {
    char *column[COLUMNS]; /* "" where the line has no more */
};

/* Cuts the next line of *text into its columns; false at the end. Blank lines and comments are
 * passed over. */
static bool next_row(struct row *row, char **text)
{
    static char empty[1];

    for (char *line; (line = strsep(text, "\n"));) {
        if (line[0] == '\0' || strncmp(line, "# ", 2) == 0) {
            continue;
        }
        for (int i = 0; i < COLUMNS; i++) {
            char *column = strsep(&line, "\t");
            row->column[i] = column ? column : empty;
        }
        return true;
    }
    return false;
}

static struct duban_deadline_context context_of(const struct row *row)
{
    struct duban_deadline_context context = context_2018();
    const char *issued = strstr(row->column[6], "issued=");

    if (issued) {
        char date[DUBAN_DATE_SIZE] = "";
        memcpy(date, issued + strlen("issued="), strnlen(issued + strlen("issued="), 10));
        context.issued = duban_date_parse(date);
    }
    return context;
}

static void check_row(const struct row *row)
{
    struct duban_deadline_context context = context_of(row);
    struct duban_deadline deadline;
    struct duban_buf got = DUBAN_BUF_INIT, want = DUBAN_BUF_INIT;

    duban_deadline_read(&deadline, row->column[0], &context);
    describe(&got, &deadline);
    duban_buf_addf(&want, "%s|%s|%s|%s|%s", row->column[1], row->column[2], row->column[3],
                   row->column[4], row->column[5]);
    cr_expect_str_eq(got.data, want.data, "%s: %s, not %s", row->column[0], got.data, want.data);
    duban_buf_release(&got);
    duban_buf_release(&want);
}

/* Calls `check` for every row of the file, which is freed. Returns how many there were. */
static int for_rows(char *path, void (*check)(const struct row *))
{
    struct duban_buf file = DUBAN_BUF_INIT;
    struct row row;
    int rows = 0;

    cr_assert_eq(duban_file_read(&file, path, MEGABYTE, NULL), DUBAN_OK, "%s", path);
    for (char *rest = file.data; next_row(&row, &rest); rows++) {
        check(&row);
    }
    duban_buf_release(&file);
    free(path);
    return rows;
}

Test(deadline, own_table)
{
    cr_assert_gt(for_rows(source_file("tests/data/deadlines.tsv"), check_row), 800);
}

Test(deadline, table_of_the_field)
{
    cr_assert_eq(for_rows(shared_file("deadlines.tsv"), check_row), 127);
}

/* --- Rules that no line of a table can show ------------------------------------------------- */

Test(deadline, nothing_is_none)
{
    static const char *const blanks[] = {"", " ", "\t\n", "\u3000\u00a0", "\u200b\ufeff"};

    cr_assert_eq(read_2018(NULL).kind, DUBAN_DEADLINE_NONE);
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        cr_expect_eq(read_2018(blanks[i]).kind, DUBAN_DEADLINE_NONE, "row %zu", i);
    }
}

static void expect_reading(const char *text, const char *want)
{
    struct duban_deadline deadline = read_2018(text);
    struct duban_buf got = DUBAN_BUF_INIT;

    describe(&got, &deadline);
    cr_expect_str_eq(got.data, want, "\"%s\": %s, not %s", text, got.data, want);
    duban_buf_release(&got);
}

/* A narrow cell wraps its words; a line break between two dates parts them. */
/* Also one that breaks off; the sanitizer sees to it that nothing behind its end is read. */
Test(deadline, clocks)
{
    static const char *const clocks[] = {"18:00", "0:00:00", "0:00:0", "00:00:00.000"};

    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        char *text = NULL;
        cr_assert(asprintf(&text, "2018-05-25 %s", clocks[i]) > 0);
        expect_reading(text, "date||2018-05-25||");
        free(text);
    }
}

Test(deadline, line_breaks)
{
    expect_reading("5月\n底前", "date||2018-05-31||");
    expect_reading("长\r\n期", "open||||");
    expect_reading("2018年\n5月25日", "date||2018-05-25||");
    expect_reading("5月25日\n（周五）", "date||2018-05-25||");
    expect_reading("2018-05-25\n18:00", "date||2018-05-25||");
    expect_reading("5.25\n6.15", "range|2018-05-25|2018-06-15||multi");
    expect_reading("5月底前\n10月底前", "date||2018-10-31||multi");
}

Test(deadline, blanks_inside_words)
{
    expect_reading("长  期", "open||||");
    expect_reading("6月上\u3000旬", "range|2018-06-01|2018-06-10||");
    expect_reading("适\u200b时", "open||||");
    expect_reading("N / A", "none||||");
    expect_reading("即 日 起 至 6 月 底", "range|2018-05-18|2018-06-30||");
}

/* Another time in a bracket is not swallowed, whatever words stand around it: the date is read
 * only where the bracket holds nothing but words. */
Test(deadline, no_other_time_is_swallowed)
{
    static const char *const times[] = {"7月10日", "7.10",     "7-10",   "7月底前",  "7月中旬",
                                        "三季度",  "年底前",   "8月",    "下月",     "次月5日",
                                        "7日内",   "两周内",   "第3周",  "会后",     "国庆节前",
                                        "明年",    "2019年底", "即日起", "20190110", "7/10",
                                        "25日",    "月底前",   "年内"};
    static const char *const words[] = {"", "分两批，", "含培训", "第一批", "完成80%、"};

    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            char text[128];
            snprintf(text, sizeof text, "6月20日（%s%s验收材料）", words[k], times[i]);
            cr_expect_neq(read_2018(text).kind, DUBAN_DEADLINE_DATE, "%s", text);
            snprintf(text, sizeof text, "6月20日（%s验收材料）", words[k]);
            expect_reading(text, "date||2018-06-20||");
        }
    }
}

/* Rule R1 without an issue date: the start is left open. */
Test(deadline, issue_date_unknown)
{
    struct duban_deadline_context context = {2018, DUBAN_NO_DATE};
    struct duban_deadline deadline;

    duban_deadline_read(&deadline, "即日起至6月底", &context);
    cr_assert_eq(deadline.kind, DUBAN_DEADLINE_RANGE);
    cr_assert_eq(deadline.start, DUBAN_NO_DATE);
    cr_assert_eq(deadline.due, duban_date_make(2018, 6, 30));
}

/* Rule R4: whatever names no year has the campaign's. */
Test(deadline, year_is_the_campaigns)
{
    struct duban_deadline_context context = {2020, DUBAN_NO_DATE};
    struct duban_deadline deadline;

    duban_deadline_read(&deadline, "2.29", &context);
    cr_assert_eq(deadline.due, duban_date_make(2020, 2, 29));
    duban_deadline_read(&deadline, "明年2月底", &context);
    cr_assert_eq(deadline.due, duban_date_make(2021, 2, 28));
    duban_deadline_read(&deadline, "12月至2月29日", &context);
    cr_assert_eq(deadline.kind, DUBAN_DEADLINE_BAD); /* 2021 has none */
    context.year = 2019;
    duban_deadline_read(&deadline, "12月至2月29日", &context);
    cr_assert_eq(deadline.due, duban_date_make(2020, 2, 29));
}

/* Rule R5: every month and each of its lost zeros. */
Test(deadline, lost_zeros)
{
    for (int month = 1; month <= 12; month++) {
        for (int day = 1; day <= 9; day++) {
            char text[32];
            snprintf(text, sizeof text, "%d.%d", month, day);
            struct duban_deadline deadline = read_2018(text);
            int restored = day <= 3 ? duban_date_make(2018, month, day * 10) : DUBAN_NO_DATE;
            unsigned want = restored != DUBAN_NO_DATE ? (unsigned)DUBAN_DEADLINE_ZERO_MAYBE : 0;

            cr_expect_eq(deadline.due, duban_date_make(2018, month, day), "%s", text);
            cr_expect_eq(deadline.flags, want, "%s", text);
            cr_expect_eq(duban_deadline_restore_zero(&deadline), want != 0, "%s", text);
            if (want) {
                cr_expect_eq(deadline.due, restored, "%s", text);
                cr_expect_eq(deadline.flags, (unsigned)DUBAN_DEADLINE_ZERO, "%s", text);
                cr_expect_not(duban_deadline_restore_zero(&deadline), "%s", text);
            }
        }
    }
}

/* Rule R10: all that three figures can say, and nothing rolls over. */
Test(deadline, every_day_of_the_year_in_figures)
{
    for (int month = 0; month <= 14; month++) {
        for (int day = 0; day <= 33; day++) {
            static const char *const forms[] = {"%d月%d日",     "%d月%d日前",     "%d月%d号",
                                                "2018.%d.%d",   "2018-%02d-%02d", "2018/%d/%d",
                                                "2018%02d%02d", "截至%d月%d日"};
            int want = duban_date_make(2018, month, day);

            for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
                char text[64];
                snprintf(text, sizeof text, forms[i], month, day);
                struct duban_deadline deadline = read_2018(text);
                cr_expect_eq(deadline.due, want, "%s", text);
                cr_expect_eq(deadline.kind,
                             want == DUBAN_NO_DATE ? DUBAN_DEADLINE_BAD : DUBAN_DEADLINE_DATE, "%s",
                             text);
            }
        }
    }
}

/* Rule R9: the whole range of serials. */
Test(deadline, every_serial)
{
    for (int serial = 36526; serial <= 73050; serial++) {
        char text[16];
        snprintf(text, sizeof text, "%d", serial);
        struct duban_deadline deadline = read_2018(text);
        cr_assert_eq(deadline.kind, DUBAN_DEADLINE_DATE, "%s", text);
        cr_assert_eq(deadline.due, duban_date_make(2000, 1, 1) + serial - 36526, "%s", text);
    }
}

/* --- Names --------------------------------------------------------------------------------- */

Test(deadline, kinds_by_name)
{
    enum duban_deadline_kind kind;

    for (int i = 0; i < DUBAN_DEADLINE_KINDS; i++) {
        const char *name = duban_deadline_kind_name((enum duban_deadline_kind)i);
        cr_assert(duban_deadline_kind_parse(&kind, name));
        cr_assert_eq((int)kind, i, "%s", name);
    }
    cr_assert_not(duban_deadline_kind_parse(&kind, "Date"));
    cr_assert_not(duban_deadline_kind_parse(&kind, ""));
}

Test(deadline, flags_by_name)
{
    for (unsigned flags = 0; flags < 1u << DUBAN_DEADLINE_FLAGS; flags++) {
        struct duban_buf names = DUBAN_BUF_INIT;
        unsigned again = ~0u;

        duban_deadline_flags_format(&names, flags);
        cr_assert(duban_deadline_flags_parse(&again, names.data), "%s", names.data);
        cr_assert_eq(again, flags, "%s", names.data);
        duban_buf_release(&names);
    }
    for (unsigned i = 1; i < DUBAN_DEADLINE_FLAGS; i++) {
        cr_assert_lt(strcmp(duban_deadline_flag_name(i - 1), duban_deadline_flag_name(i)), 0);
    }
}

Test(deadline, unknown_flags)
{
    static const char *const bad[] = {"x", ",", "us,", ",us", "us,,zero", "us, zero", "US", "zer"};
    unsigned flags;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect_not(duban_deadline_flags_parse(&flags, bad[i]), "%s", bad[i]);
    }
}

/* --- Whatever the expression is ------------------------------------------------------------- */

static bool is_dated(const struct duban_deadline *d)
{
    return d->kind == DUBAN_DEADLINE_DATE || d->kind == DUBAN_DEADLINE_RANGE;
}

/* The promises of deadline.h that hold for every text; the first that is broken, or NULL. */
static const char *broken_promise(const struct duban_deadline *d)
{
    bool recurs = d->kind == DUBAN_DEADLINE_RECUR;
    bool starts = d->kind == DUBAN_DEADLINE_RANGE || d->kind == DUBAN_DEADLINE_OPEN || recurs;

    if (d->flags >> DUBAN_DEADLINE_FLAGS) {
        return "an unknown flag";
    }
    if (is_dated(d) && d->due == DUBAN_NO_DATE) {
        return "no due date";
    }
    if (!is_dated(d) && !recurs && (d->due != DUBAN_NO_DATE || d->flags != 0)) {
        return "a due date or flags where there are none";
    }
    if (!starts && d->start != DUBAN_NO_DATE) {
        return "a start where there is none";
    }
    if (d->due != DUBAN_NO_DATE && d->start > d->due) {
        return "a start behind the end";
    }
    if (d->warn != DUBAN_NO_DATE && (d->warn >= d->due || !(d->flags & DUBAN_DEADLINE_AMBIG))) {
        return "a warning that makes no sense";
    }
    unsigned period = d->flags & periods;
    if (recurs ? period == 0 || (period & (period - 1)) || d->flags != period : period != 0) {
        return "not one period for what recurs";
    }
    return NULL;
}

static void assert_same(const struct duban_deadline *a, const struct duban_deadline *b,
                        const char *text)
{
    cr_assert(a->kind == b->kind && a->start == b->start && a->due == b->due &&
                  a->warn == b->warn && a->flags == b->flags,
              "%s", text);
}

static void check_promises(const char *text, const struct duban_deadline_context *context)
{
    struct duban_deadline deadline, again;

    duban_deadline_read(&deadline, text, context);
    const char *broken = broken_promise(&deadline);
    if (broken) {
        cr_assert_fail("%s: %s", text, broken);
    }
    duban_deadline_read(&again, text, context);
    assert_same(&deadline, &again, text);
}

static const struct duban_deadline_context contexts[] = {
    {2018, 17669}, {2018, DUBAN_NO_DATE}, {1, DUBAN_NO_DATE}, {9999, 2932896}, {2020, 0},
};

static void check_everywhere(const char *text)
{
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
        check_promises(text, &contexts[i]);
    }
}

static const char *const words[] = {
#define WORD(text, type, value) text,
#include "core/deadline_phrases.def"
#include "core/deadline_words.def"
#undef WORD
};

static const char *const numbers[] = {"0",        "1",      "2",     "3",    "5",           "6",
                                      "12",       "25",     "31",    "32",   "2018",        "43245",
                                      "20180525", "201806", "一",    "十二", "三十",        "廿",
                                      "〇",       "五.25",  "18:00", "００", "999999999999"};

/* The tables are in no order, so the index must not lose a word of them; and of two words of one
 * text only the first would ever be found. */
Test(deadline, every_word_is_found)
{
    struct duban_word_index index;

    duban_word_index_init(&index);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct duban_word *word = duban_word_find(&index, words[i]);
        cr_assert(word && word->len == strlen(words[i]), "%s", words[i]);
        for (size_t k = 0; k < i; k++) {
            cr_assert_str_neq(words[k], words[i]);
        }
    }
    cr_assert_null(duban_word_find(&index, "制定方案"));
    cr_assert_null(duban_word_find(&index, "6"));
    cr_assert_null(duban_word_find(&index, ""));
}

/* Deadlines are words and figures in some order: many of these are nearly right. */
static void random_expression(struct duban_buf *out, struct random *random)
{
    const unsigned n_words = sizeof words / sizeof *words;
    const unsigned n_numbers = sizeof numbers / sizeof *numbers;

    for (unsigned left = random_below(random, 12); left > 0; left--) {
        duban_buf_adds(out, random_below(random, 2) ? numbers[random_below(random, n_numbers)]
                                                    : words[random_below(random, n_words)]);
    }
}

Test(deadline, words_in_any_order)
{
    struct random random = {20180518};

    for (int i = 0; i < 20000; i++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        random_expression(&text, &random);
        check_everywhere(text.data);
        duban_buf_release(&text);
    }
}

/* A reader that has read a text before says the same as one that has not, whatever it has read in
 * between, and in another year something else. */
Test(deadline, a_reader_remembers_rightly)
{
    struct duban_deadline_reader *reader = duban_deadline_reader_new();
    struct duban_deadline alone, among;
    struct random random = {20180620};

    for (int i = 0; i < 2000; i++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        random_expression(&text, &random);
        for (size_t k = 0; k < 2 * sizeof contexts / sizeof *contexts; k++) {
            const struct duban_deadline_context *context = &contexts[k / 2];
            duban_deadline_read(&alone, text.data, context);
            duban_deadline_reader_read(reader, &among, text.data, context);
            assert_same(&alone, &among, text.data);
        }
        duban_buf_release(&text);
    }
    duban_deadline_reader_read(reader, &among, NULL, &contexts[0]);
    cr_assert_eq(among.kind, DUBAN_DEADLINE_NONE);
    duban_deadline_reader_free(reader);
    duban_deadline_reader_free(NULL);
}

/* The same text with its ASCII in full width, and with a wide blank or a zero-width one between any
 * two characters, but not between two of the ASCII ones, where a blank can part two numbers. */
static void disguise(struct duban_buf *out, const char *text, struct random *random)
{
    static const char *const blanks[] = {"\u3000", " ", "\u200b", "\u00a0"};
    bool before = true;

    for (const char *p = text; *p;) {
        const char *begin = p;
        uint32_t c = duban_text_next(&p);
        bool ascii = c < 0x80 || (c >= 0xFF01 && c <= 0xFF5E);
        if (!before || !ascii) {
            duban_buf_adds(out, blanks[random_below(random, 4)]);
        }
        before = ascii;
        if (c > ' ' && c < 0x7F && random_below(random, 2)) {
            uint32_t wide = c - '!' + 0xFF01;
            duban_buf_addc(out, (char)(0xE0 | wide >> 12));
            duban_buf_addc(out, (char)(0x80 | (wide >> 6 & 0x3F)));
            duban_buf_addc(out, (char)(0x80 | (wide & 0x3F)));
        } else {
            duban_buf_add(out, begin, (size_t)(p - begin));
        }
    }
}

static void check_disguised(const char *text, struct random *random)
{
    struct duban_buf other = DUBAN_BUF_INIT, want = DUBAN_BUF_INIT, got = DUBAN_BUF_INIT;
    struct duban_deadline deadline = read_2018(text);

    describe(&want, &deadline);
    disguise(&other, text, random);
    deadline = read_2018(other.data);
    describe(&got, &deadline);
    cr_assert_str_eq(got.data, want.data, "%s: %s\n%s: %s", text, want.data, other.data, got.data);
    duban_buf_release(&other);
    duban_buf_release(&want);
    duban_buf_release(&got);
}

static void check_row_disguised(const struct row *row)
{
    struct random random = {(unsigned)strlen(row->column[0])};
    check_disguised(row->column[0], &random);
}

/* Width and blanks say nothing, in what is well formed and in what is not. */
Test(deadline, width_and_blanks_change_nothing)
{
    struct random random = {618};

    for (int i = 0; i < 20000; i++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        random_expression(&text, &random);
        check_disguised(text.data, &random);
        duban_buf_release(&text);
    }
    for_rows(source_file("tests/data/deadlines.tsv"), check_row_disguised);
}

Test(deadline, any_text_and_any_bytes)
{
    struct random random = {4711};

    for (int i = 0; i < 6000; i++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        random_text(&text, &random, random_below(&random, 20), 10);
        check_everywhere(text.data);
        duban_buf_clear(&text);
        for (unsigned left = random_below(&random, 30); left > 0; left--) {
            duban_buf_addc(&text, (char)(1 + random_below(&random, 255)));
        }
        check_everywhere(text.data);
        duban_buf_release(&text);
    }
}

static void check_row_promises(const struct row *row)
{
    check_everywhere(row->column[0]);
}

Test(deadline, promises_hold_for_the_tables)
{
    for_rows(source_file("tests/data/deadlines.tsv"), check_row_promises);
}

/* Blanks between all characters say nothing; only English and clock times need theirs. */
static void check_row_blanks(const struct row *row)
{
    struct duban_buf spaced = DUBAN_BUF_INIT;
    struct duban_buf got = DUBAN_BUF_INIT, want = DUBAN_BUF_INIT;
    struct duban_deadline deadline = read_2018(row->column[0]);
    bool has_letters =
        strpbrk(row->column[0], ":ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    describe(&want, &deadline);
    for (const char *p = row->column[0]; *p; p++) {
        if (((unsigned char)*p & 0xC0) != 0x80) {
            duban_buf_adds(&spaced, "\u3000");
        }
        duban_buf_addc(&spaced, *p);
    }
    deadline = read_2018(spaced.data);
    describe(&got, &deadline);
    if (!has_letters && !strstr(row->column[0], "：")) {
        cr_expect_str_eq(got.data, want.data, "%s: %s, not %s", row->column[0], got.data,
                         want.data);
    }
    duban_buf_release(&spaced);
    duban_buf_release(&got);
    duban_buf_release(&want);
}

Test(deadline, blanks_say_nothing)
{
    for_rows(source_file("tests/data/deadlines.tsv"), check_row_blanks);
}

/* A cell with a book in it is no deadline, and is found to be none in time that grows no faster
 * than the book: a square in its length would take minutes here. */
Test(deadline, long_texts, .timeout = 20)
{
    static const char *const pieces[] = {"5",  "月",   "5月、", "（",  "中", "a", "5.25、", " ",
                                         "前", "每月", "长期",  "\n5", "五", "/", "“"};

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct duban_buf text = DUBAN_BUF_INIT;
        while (text.len < 2 * MEGABYTE) {
            duban_buf_adds(&text, pieces[i]);
        }
        struct duban_deadline deadline = read_2018(text.data);
        cr_expect_null(broken_promise(&deadline), "%s", pieces[i]);
        cr_expect(!is_dated(&deadline), "%s", pieces[i]);
        duban_buf_release(&text);
    }
}
