/* Encodings: found, overridden, and refused with their place. */
#include "duban/decode.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <string.h>

TestSuite(decode, .timeout = 20);

static const char plan[] = "序号,工作任务\r\n1,实施方案㐀𠮷\r\n";

/* `text` in another encoding. */
static struct duban_buf encoded(const char *text, const char *encoding)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    iconv_t to = iconv_open(encoding, "UTF-8");
    char in[512];
    char *from = in;
    size_t left = strlen(text);
    size_t room = 4 * left + 16;
    char *p;

    strcpy(in, text);
    duban_buf_grow(&out, room);
    p = out.data;
    cr_assert_neq(iconv(to, &from, &left, &p, &room), (size_t)-1, "%s", encoding);
    out.len = (size_t)(p - out.data);
    iconv_close(to);
    return out;
}

static void expect(const char *bytes, size_t len, const char *given, const char *encoding,
                   const char *text)
{
    struct duban_decoded decoded;
    struct duban_err err = DUBAN_ERR_INIT;
    enum duban_status status = duban_decode(&decoded, bytes, len, given, &err);

    cr_expect_eq(status, DUBAN_OK, "%s: %s", encoding, err.text);
    cr_expect_str_eq(decoded.encoding, encoding);
    cr_expect_eq(decoded.len, strlen(text), "%s", encoding);
    cr_expect_arr_eq(decoded.text, text, strlen(text), "%s", encoding);
    duban_decoded_release(&decoded);
    duban_err_release(&err);
}

static void expect_refused(const char *bytes, size_t len, const char *given, unsigned long line,
                           const char *words)
{
    struct duban_decoded decoded;
    struct duban_err err = DUBAN_ERR_INIT;

    cr_expect_eq(duban_decode(&decoded, bytes, len, given, &err), DUBAN_REFUSED, "%s", words);
    cr_expect(err.text && strstr(err.text, words), "%s instead of %s", err.text, words);
    cr_expect_eq(err.line, line, "line %lu: %s", err.line, words);
    duban_decoded_release(&decoded);
    duban_err_release(&err);
}

#define REFUSED(bytes, line, words) expect_refused(bytes, sizeof(bytes) - 1, NULL, line, words)

Test(decode, finds_the_encoding)
{
    static const struct {
        const char *iconv, *encoding, *bom;
    } samples[] = {
        {"UTF-8", "UTF-8", ""},       {"UTF-8", "UTF-8", "\xef\xbb\xbf"},
        {"GB18030", "GB18030", ""},   {"GB18030", "GB18030", "\x84\x31\x95\x33"},
        {"UTF-16LE", "UTF-16LE", ""}, {"UTF-16LE", "UTF-16LE", "\xff\xfe"},
        {"UTF-16BE", "UTF-16BE", ""}, {"UTF-16BE", "UTF-16BE", "\xfe\xff"},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct duban_buf body = encoded(plan, samples[i].iconv);
        struct duban_buf file = DUBAN_BUF_INIT;

        duban_buf_adds(&file, samples[i].bom);
        duban_buf_add(&file, body.data, body.len);
        expect(file.data, file.len, NULL, samples[i].encoding, plan);
        duban_buf_release(&body);
        duban_buf_release(&file);
    }
}

Test(decode, takes_the_encoding_as_given)
{
    static const char *const names[] = {"utf-8", "GB18030", "UTF-16LE", "utf-16be"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct duban_buf body = encoded(plan, names[i]);
        struct duban_decoded decoded;

        cr_assert_eq(duban_decode(&decoded, body.data, body.len, names[i], NULL), DUBAN_OK);
        cr_expect_arr_eq(decoded.text, plan, strlen(plan));
        duban_decoded_release(&decoded);
        duban_buf_release(&body);
    }
    expect("\xa4\xa4\xa4\xe5", 4, "big5", "BIG5-HKSCS", "中文");
    expect_refused("x", 1, "klingon", 0, "没有编码“klingon”");
}

Test(decode, plain_ascii_is_utf8)
{
    expect("a,b\n", 4, NULL, "UTF-8", "a,b\n");
}

Test(decode, euro_sign_of_windows)
{
    expect("\xd0\xf2\xba\xc5,\x80\n", 7, NULL, "CP936", "序号,€\n");
}

/* 实施 and 牵头 in GBK are valid UTF-8 too: modifier letters that nobody writes. */
Test(decode, gb_that_is_utf8_by_chance)
{
    struct duban_decoded decoded;
    static const char bytes[] = "\xca\xb5\xca\xa9\n";

    cr_assert_eq(duban_decode(&decoded, bytes, strlen(bytes), NULL, NULL), DUBAN_OK);
    cr_assert(decoded.guessed);
    cr_assert_arr_eq(decoded.text, "实施\n", 7);
    duban_decoded_release(&decoded);
    expect("5€,", 5, NULL, "UTF-8", "5€,");
}

Test(decode, cut_and_mixed_encodings_are_placed)
{
    REFUSED("序号,任务\n1,实\xe6\x96", 2, "第 20 字节处被截断");
    REFUSED("序号,任务\n1,\xb9\xa4\xd7\xf7\n2,工作\n", 2, "第 17 字节处不是 UTF-8");
    REFUSED("\xd0\xf2\xba\xc5\n\xd0\xf2\xba\xc5\n\xff\xff\n", 3, "第 11 字节处不是 GB18030");
    REFUSED("\xd0\xf2\xba\xc5\n\xd0\xf2\xba", 2, "被截断");
    REFUSED("\xff\xfe\x0f\x5e\x0a\x00\x41", 2, "被截断");
    expect_refused("a\n\xff", 3, "utf-8", 2, "第 3 字节处不是 UTF-8");
}

Test(decode, names_what_is_no_text)
{
    REFUSED("", 0, "文件是空的");
    REFUSED("PK\3\4....xl/workbook.xml", 0, "这是 Excel 工作簿(xlsx)，请另存为 CSV");
    REFUSED("PK\3\4....word/document.xml", 0, "这是 Word 文档(docx)");
    REFUSED("PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 0, "ODS");
    REFUSED("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "这是 Excel 97-2003 工作簿(xls)");
    REFUSED("\xef\xbb\xbf \r\n<HTML><table>", 0, "网页");
    REFUSED("<!DOCTYPE html>", 0, "网页");
    REFUSED("<table><tr>", 0, "网页");
    REFUSED("%PDF-1.4", 0, "PDF");
    REFUSED("{\\rtf1", 0, "RTF");
    REFUSED("SQLite format 3\0", 0, "看板");
    REFUSED("a,b\n1,\0\n", 2, "第 7 字节处有 NUL");
}
