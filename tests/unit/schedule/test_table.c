/* Rows and cells, their lines, and every fault with its place. */
#include "duban/table.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(table, .timeout = 60);

/* The table as text: its line, then the cells between |, LF in a cell as \n. */
static void dump(struct duban_buf *out, const struct duban_table *table)
{
    for (size_t row = 0; row < table->n_rows; row++) {
        duban_buf_addf(out, "%lu:", (unsigned long)table->rows[row].line);
        for (size_t i = 0; i < table->rows[row].n; i++) {
            duban_buf_adds(out, i ? "|" : "");
            for (const char *p = duban_table_cell(table, row, i); *p; p++)
                if (*p == '\n' || *p == '\r')
                    duban_buf_adds(out, *p == '\n' ? "\\n" : "\\r");
                else
                    duban_buf_addc(out, *p);
        }
        duban_buf_addc(out, ' ');
    }
}

static void expect(const char *text, char delimiter, const char *rows)
{
    struct duban_table table;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_buf out = DUBAN_BUF_INIT;

    cr_expect_eq(duban_table_read(&table, text, strlen(text), delimiter, &err), DUBAN_OK, "%s: %s",
                 text, err.text);
    dump(&out, &table);
    cr_expect_str_eq(out.data, rows, "%s: %s", text, out.data);
    duban_table_release(&table);
    duban_buf_release(&out);
    duban_err_release(&err);
}

static void expect_refused(const char *text, size_t len, unsigned long line, const char *words)
{
    struct duban_table table;
    struct duban_err err = DUBAN_ERR_INIT;

    cr_expect_eq(duban_table_read(&table, text, len, ',', &err), DUBAN_REFUSED, "%s", words);
    cr_expect(err.text && strstr(err.text, words), "%s instead of %s", err.text, words);
    cr_expect_eq(err.line, line, "line %lu: %s", err.line, words);
    cr_expect_eq(table.n_rows, 0);
    duban_table_release(&table);
    duban_err_release(&err);
}

Test(table, line_ends)
{
    expect("a,b\nc,d\n", ',', "1:a|b 2:c|d ");
    expect("a,b\r\nc,d\r\n", ',', "1:a|b 2:c|d ");
    expect("a,b\rc,d\r", ',', "1:a|b 2:c|d ");
    expect("a,b\nc,d", ',', "1:a|b 2:c|d ");
    expect("a\r\n\r\n\nb\r\r\nc", ',', "1:a 4:b 6:c ");
    expect("", ',', "");
}

Test(table, quoted_cells_hold_anything)
{
    expect("\"a,\"\"b\"\"\",\"\"\n", ',', "1:a,\"b\"| ");
    expect("\"a\nb\",c\nd\n", ',', "1:a\\nb|c 3:d ");
    expect("\"a\r\nb\r\nc\",d\r\ne\r\n", ',', "1:a\\r\\nb\\r\\nc|d 4:e ");
    expect("\"a\rb\"\rc\r", ',', "1:a\\rb 3:c ");
    expect("x,\"\n\n\"\ny\n", ',', "1:x|\\n\\n 4:y ");
}

Test(table, blanks_belong_to_the_cell)
{
    expect(" a , b\t\n", ',', "1: a | b\t ");
    expect("a\tb \n", '\t', "1:a|b  ");
}

Test(table, rows_of_every_width)
{
    expect("a\nb,c,d\n,\n,,x\n", ',', "1:a 2:b|c|d 3:| 4:||x ");
}

Test(table, a_quote_inside_an_unquoted_cell_is_text)
{
    struct duban_table table;
    static const char text[] = "a,b\n1 \"x\" 2,\"c\"\"d\",5\" \n";

    expect(text, ',', "1:a|b 2:1 \"x\" 2|c\"d|5\"  ");
    expect("a\n\"b\nc\",d\"e,\"f\ng\"\n", ',', "1:a 2:b\\nc|d\"e|f\\ng ");
    cr_assert_eq(duban_table_read(&table, text, strlen(text), ',', NULL), DUBAN_OK);
    cr_assert_eq(table.n_mended, 1);
    cr_assert_eq(table.mended[0], 2);
    duban_table_release(&table);
}

Test(table, finds_the_delimiter)
{
    static const char delimiters[] = {',', ';', '\t'};

    for (size_t i = 0; i < sizeof delimiters; i++) {
        struct duban_table table;
        char text[] = "标题；、，\n序号#工作任务#完成时限\n1#甲、乙;丙,丁#5.25\n";

        for (char *p = text; *p; p++)
            *p = *p == '#' ? delimiters[i] : *p;
        cr_assert_eq(duban_table_read(&table, text, strlen(text), 0, NULL), DUBAN_OK);
        cr_expect_eq(table.delimiter, delimiters[i]);
        duban_table_release(&table);
    }
    expect("a;b\nc;d\n", 0, "1:a|b 2:c|d ");
    expect("a\n", 0, "1:a ");
}

Test(table, obeys_a_declared_delimiter)
{
    expect("sep=;\r\na;b,c\r\n", 0, "2:a|b,c ");
    expect("\"sep=|\"\na|b\n", 0, "2:a|b ");
    expect("sep=;\na,b;c\n", ',', "2:a|b;c ");
    expect("sep=ab\n", 0, "1:sep=ab ");
}

Test(table, faults_have_their_line)
{
    expect_refused("a\nb,\"c\nd\ne", 10, 2, "第 2 列在这一行打开的引号没有闭合");
    expect_refused("a\nb,\"c\"d\n", 9, 2, "第 2 列的右引号后面还有文字");
    expect_refused("a\nb,\"c\nd\ne,\"f\"\n", 15, 2, "第 4 行");
    expect_refused("\"a\nb\",\"c\nd", 10, 2, "第 2 列在这一行打开的引号没有闭合");
}

static char *repeated(const char *piece, size_t n, const char *before)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_adds(&text, before);
    for (size_t i = 0; i < n; i++)
        duban_buf_adds(&text, piece);
    return duban_buf_detach(&text);
}

static void expect_too_much(const char *piece, size_t n, const char *before, unsigned long line,
                            const char *words)
{
    char *text = repeated(piece, n, before);

    expect_refused(text, strlen(text), line, words);
    free(text);
}

Test(table, limits)
{
    expect_too_much(",", 1024, "a\n", 2, "超过 1024 列");
    expect_too_much(",", 100000, "a\n\n", 3, "超过 1024 列");
    expect_too_much("x", (1u << 20) + 1, "a,b\nc,", 2, "第 2 列的单元格超过 1 MiB");
    expect_too_much("xxxxxxxxxx", 1u << 20, "a,b\nc,", 2, "第 2 列的单元格超过 1 MiB");
    expect_too_much("xxxx\n", 1u << 19, "a,b\n\nc,\"", 3, "1 MiB 仍未结束");
    expect_too_much("x\n", 1048577, "", 1048577, "超过 1048576 行");
}

Test(table, as_wide_as_may_be)
{
    char *wide = repeated(",", 1023, "a\n");
    struct duban_table table;

    cr_assert_eq(duban_table_read(&table, wide, strlen(wide), ',', NULL), DUBAN_OK);
    cr_assert_eq(table.width, 1024);
    cr_assert_str_eq(duban_table_cell(&table, 1, 1023), "");
    cr_assert_str_eq(duban_table_cell(&table, 0, 1), "");
    duban_table_release(&table);
    free(wide);
}

/* Feeds the text in pieces; the line of the refusal, 0 when there is none. */
static unsigned long look_at(const char *text, size_t len, size_t piece)
{
    struct duban_table_look *look = duban_table_look_new(0);
    struct duban_err err = DUBAN_ERR_INIT;
    unsigned long line = 0;

    for (size_t at = 0; at < len && !line; at += piece)
        if (duban_table_look_on(look, text + at, len - at < piece ? len - at : piece, &err))
            line = err.line;
    duban_table_look_free(look);
    duban_err_release(&err);
    return line;
}

Test(table, a_quote_that_stays_open_is_seen_on_the_way)
{
    char *open = repeated("xxxx\n", 1u << 19, "a,b\n\nc,\"");
    char *closed = repeated("\"x\ny\",\"z\"\"\n\"\n", 1u << 18, "a,b\n");
    char *wide = repeated("x", 5u << 20, "a,b\nc,");

    cr_assert_eq(look_at(open, strlen(open), 1u << 16), 3);
    cr_assert_eq(look_at(open, strlen(open), 1000), 3);
    cr_assert_eq(look_at(closed, strlen(closed), 1u << 16), 0);
    cr_assert_eq(look_at(closed, strlen(closed), 777), 0);
    cr_assert_eq(look_at(wide, strlen(wide), 1u << 16), 0);
    free(open);
    free(closed);
    free(wide);
}

/* The cases of the collection csv-spectrum, rewritten; test_spectrum.c reads the collection itself.
 */
Test(table, the_spectrum_of_csv)
{
    expect("first,last,address,city,zip\nJo,Do,\"1, Any St.\",\"Here, WW\",08123\n", ',',
           "1:first|last|address|city|zip 2:Jo|Do|1, Any St.|Here, WW|08123 ");
    expect("a,b,c\n1,\"\",\"\"\n2,3,4\n", ',', "1:a|b|c 2:1|| 3:2|3|4 ");
    expect("a,b,c\r\n1,\"\",\"\"\r\n2,3,4", ',', "1:a|b|c 2:1|| 3:2|3|4 ");
    expect("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", ',', "1:a|b 2:1|ha \"ha\" ha 3:3|4 ");
    expect("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n", ',',
           "1:key|val 2:1|{\"type\": \"Point\", \"at\": [102.0, 0.5]} ");
    expect("a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n", ',',
           "1:a|b|c 2:1|2|3 3:Once upon \\na time|5|6 5:7|8|9 ");
    expect("a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n", ',',
           "1:a|b|c 2:1|2|3 3:Once upon \\r\\na time|5|6 5:7|8|9 ");
    expect("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", ',', "1:a|b 2:1|ha \\n\"ha\" \\nha 5:3|4 ");
    expect("a,b,c\n1,2,3\n4,5,ʤ\n", ',', "1:a|b|c 2:1|2|3 3:4|5|ʤ ");
    expect("a,b,c\n1,2,3\n", ',', "1:a|b|c 2:1|2|3 ");
    expect("a,b,c\r\n1,2,3\r\n", ',', "1:a|b|c 2:1|2|3 ");
    expect("a,b,c\n1,2,3", ',', "1:a|b|c 2:1|2|3 ");
}
