/* Bytes to UTF-8. Nobody knows what encoding a file is in, so they are tried from the one that
 * mistakes least to the one that accepts most; what fits none is refused with its place. */
#include "duban/decode.h"

#include "duban/i18n.h"
#include "duban/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

struct bytes {
    const char *s;
    size_t len;
};

/* --- Files that are no text ------------------------------------------------------------------ */

static const struct {
    const char *magic;
    size_t len;
    const char *text;
} formats[] = {
    {"\xd0\xcf\x11\xe0", 4, N_("这是 Excel 97-2003 工作簿(xls)，请另存为 CSV 后再导入")},
    {"%PDF", 4, N_("这是 PDF 文件，请从原表格另存为 CSV 后再导入")},
    {"{\\rtf", 5, N_("这是 RTF 文档，请把表格复制到 Excel，另存为 CSV 后再导入")},
    {"SQLite format 3", 16, N_("这是看板文件，请先用 duban export 导出为 CSV")},
    {"\x1f\x8b", 2, N_("这是压缩文件，请解压后再导入")},
    {"Rar!", 4, N_("这是压缩文件，请解压后再导入")},
    {"7z\xbc\xaf", 4, N_("这是压缩文件，请解压后再导入")},
    {"\x89PNG", 4, N_("这是图片，请从原表格另存为 CSV 后再导入")},
    {"\xff\xd8\xff", 3, N_("这是图片，请从原表格另存为 CSV 后再导入")},
};

/* ZIP archives, by the names of the parts that are in them; the last fits all. */
static const struct {
    const char *part, *text;
} archives[] = {
    {"xl/", N_("这是 Excel 工作簿(xlsx)，请另存为 CSV 后再导入")},
    {"word/", N_("这是 Word 文档(docx)，请把表格复制到 Excel，另存为 CSV 后再导入")},
    {"opendocument.spreadsheet", N_("这是 ODS 表格，请另存为 CSV 后再导入")},
    {"opendocument.text", N_("这是 ODT 文档，请把表格复制到表格程序，另存为 CSV 后再导入")},
    {"[Content_Types].xml", N_("这是 Excel 工作簿(xlsx)，请另存为 CSV 后再导入")},
    {"", N_("这是压缩文件，请解压后再导入")},
};

static const char *const markup[] = {"<html", "<!doctype", "<table", "<?xml",        "<head",
                                     "<meta", "<style",    "<!--",   "mime-version:"};

static bool begins(struct bytes in, const char *magic, size_t len)
{
    return in.len >= len && memcmp(in.s, magic, len) == 0;
}

static enum duban_status refuse_archive(struct bytes in, struct duban_err *err)
{
    size_t i = 0;

    while (!memmem(in.s, in.len, archives[i].part, strlen(archives[i].part)))
        i++;
    return duban_err_set(err, DUBAN_REFUSED, "%s", _(archives[i].text));
}

static enum duban_status refuse_markup(struct bytes in, struct duban_err *err)
{
    if (begins(in, "\xef\xbb\xbf", 3))
        in = (struct bytes){in.s + 3, in.len - 3};
    while (in.len && strchr(" \t\r\n", *in.s) && *in.s)
        in = (struct bytes){in.s + 1, in.len - 1};
    for (size_t i = 0; i < sizeof markup / sizeof *markup; i++)
        if (in.len >= strlen(markup[i]) && strncasecmp(in.s, markup[i], strlen(markup[i])) == 0)
            return duban_err_set(err, DUBAN_REFUSED,
                                 _("这是网页(HTML)文件，请用 Excel 打开后另存为 CSV 再导入"));
    return DUBAN_OK;
}

static enum duban_status refuse_formats(struct bytes in, struct duban_err *err)
{
    if (!in.len)
        return duban_err_set(err, DUBAN_REFUSED, _("文件是空的，请检查是否选错了文件"));
    if (begins(in, "PK\3\4", 4) || begins(in, "PK\5\6", 4))
        return refuse_archive(in, err);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (begins(in, formats[i].magic, formats[i].len))
            return duban_err_set(err, DUBAN_REFUSED, "%s", _(formats[i].text));
    return refuse_markup(in, err);
}

/* --- Converting ------------------------------------------------------------------------------ */

/* The physical line that offset `at` is on, for one-byte line ends. */
static unsigned long line_of(struct bytes in, size_t at)
{
    unsigned long line = 1;

    for (size_t i = 0; i < at && i < in.len; i++)
        line += in.s[i] == '\n' || (in.s[i] == '\r' && (i + 1 == in.len || in.s[i + 1] != '\n'));
    return line;
}

static enum duban_status refuse_at(size_t at, unsigned long line, const char *encoding, bool cut,
                                   struct duban_err *err)
{
    if (cut)
        duban_err_set(err, DUBAN_REFUSED,
                      _("文件在第 %zu 字节处被截断（最后一个字符不完整，按 %s 读），"
                        "请重新取得完整的文件"),
                      at + 1, encoding);
    else
        duban_err_set(err, DUBAN_REFUSED,
                      _("第 %zu 字节处不是 %s 字符：编码混杂或文件损坏，"
                        "请另存为“CSV UTF-8”，或指明编码（--encoding，预览里按 e）"),
                      at + 1, encoding);
    duban_err_at(err, NULL, line, NULL);
    return DUBAN_REFUSED;
}

/* Converts all of `in` to UTF-8 in *out. False when it is not of that encoding: *out is what came
 * before the first byte that is not, *bad its offset; *cut tells that the input ended there in the
 * middle of a character. */
static bool convert(struct duban_buf *out, struct bytes in, iconv_t from, size_t *bad, bool *cut)
{
    char *p = (char *)(uintptr_t)in.s; /* iconv's prototype lacks a const; it does not write */
    size_t left = in.len;
    bool ok = true;

    duban_buf_clear(out);
    while (ok && left) {
        char *to;
        size_t room;

        duban_buf_grow(out, left + left / 2 + 16);
        to = out->data + out->len;
        room = out->cap - out->len - 1;
        ok = iconv(from, &p, &left, &to, &room) != (size_t)-1 || errno == E2BIG;
        *cut = errno == EINVAL;
        out->len = (size_t)(to - out->data);
        out->data[out->len] = '\0';
    }
    *bad = in.len - left;
    return ok;
}

static bool convert_from(struct duban_buf *out, struct bytes in, const char *encoding, size_t *bad,
                         bool *cut)
{
    iconv_t from = iconv_open("UTF-8", encoding);
    bool ok;

    *bad = 0;
    *cut = false;
    duban_buf_clear(out);
    if (from == (iconv_t)-1)
        return false;
    ok = convert(out, in, from, bad, cut);
    iconv_close(from);
    return ok;
}

/* The text has been found: takes off a BOM, refuses NULs. */
static enum duban_status keep(struct duban_decoded *out, struct bytes text, const char *encoding,
                              struct duban_err *err)
{
    const char *nul;
    enum duban_status status = refuse_markup(text, err); /* in an encoding of two bytes */

    if (status)
        return status;
    if (begins(text, "\xef\xbb\xbf", 3)) {
        text = (struct bytes){text.s + 3, text.len - 3};
        out->bom = true;
    }
    nul = memchr(text.s, '\0', text.len);
    if (nul) {
        size_t at = (size_t)(nul - text.s);

        duban_err_set(err, DUBAN_REFUSED,
                      _("第 %zu 字节处有 NUL 字节，这不是文本文件；请从原表格另存为 CSV"), at + 1);
        duban_err_at(err, NULL, line_of(text, at), NULL);
        return DUBAN_REFUSED;
    }
    out->text = text.s;
    out->len = text.len;
    out->encoding = encoding;
    return DUBAN_OK;
}

/* The line on which the conversion into `own` ended. */
static unsigned long own_line(const struct duban_decoded *out)
{
    return line_of((struct bytes){out->own.data, out->own.len}, out->own.len);
}

static enum duban_status decode_as(struct duban_decoded *out, struct bytes in, const char *encoding,
                                   struct duban_err *err)
{
    size_t bad;
    bool cut;

    if (!convert_from(&out->own, in, encoding, &bad, &cut))
        return refuse_at(bad, own_line(out), encoding, cut, err);
    return keep(out, (struct bytes){out->own.data, out->own.len}, encoding, err);
}

/* --- UTF-8 ----------------------------------------------------------------------------------- */

/* A sequence that the end of the file cuts: everything from `at` on is the beginning of one. */
static bool cut_sequence(struct bytes in, size_t at)
{
    unsigned char lead = (unsigned char)in.s[at];
    size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;

    if (lead > 0xf4 || at + need <= in.len)
        return false;
    for (size_t i = at + 1; i < in.len; i++)
        if (((unsigned char)in.s[i] & 0xc0) != 0x80)
            return false;
    return true;
}

static enum duban_status decode_utf8(struct duban_decoded *out, struct bytes in,
                                     struct duban_err *err)
{
    size_t bad;

    if (!duban_text_valid(in.s, in.len, &bad))
        return refuse_at(bad, line_of(in, bad), "UTF-8", cut_sequence(in, bad), err);
    return keep(out, in, "UTF-8", err);
}

/* Is most of what is not ASCII made of the three- and four-byte sequences of UTF-8? Text in GB18030
 * hardly ever looks like that by chance. */
static bool mostly_utf8(struct bytes in)
{
    size_t high = 0;
    size_t fitting = 0;

    for (size_t i = 0; i < in.len;) {
        unsigned char lead = (unsigned char)in.s[i];
        size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 1;
        bool fits = need > 1 && i + need <= in.len && duban_text_valid(in.s + i, need, NULL);
        size_t step = fits ? need : 1;

        high += lead >= 0x80 ? step : 0;
        fitting += fits ? step : 0;
        i += step;
    }
    return high && fitting * 2 >= high;
}

static bool is_cjk(uint32_t c)
{
    return (c >= 0x3000 && c <= 0x303f) || (c >= 0x3400 && c <= 0x9fff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef) || c >= 0x20000;
}

/* Counts the characters beyond ASCII, and the CJK ones among them. */
static void count_cjk(struct bytes in, size_t *high, size_t *cjk)
{
    *high = *cjk = 0;
    for (size_t i = 0; i < in.len;) {
        const char *p = in.s + i;
        uint32_t c = (unsigned char)*p;

        if (c < 0x80) {
            i++;
            continue;
        }
        c = duban_text_next(&p);
        i = (size_t)(p - in.s);
        (*high)++;
        *cjk += is_cjk(c);
    }
}

/* Valid UTF-8, but is it? A short GB18030 text can be valid UTF-8 by chance (实施, 牵头): then it
 * has no CJK character as UTF-8 and nothing else as GB18030. */
static bool gb_by_chance(struct duban_buf *text, struct bytes in)
{
    enum { LONGEST = 1 << 16 }; /* chance does not reach further */
    size_t high;
    size_t cjk;
    size_t bad;
    bool cut;

    if (in.len > LONGEST)
        return false;
    count_cjk(in, &high, &cjk);
    if (!high || cjk || !convert_from(text, in, "GB18030", &bad, &cut))
        return false;
    count_cjk((struct bytes){text->data, text->len}, &high, &cjk);
    return high && cjk == high;
}

/* --- Finding the encoding -------------------------------------------------------------------- */

static const struct {
    const char *bom;
    size_t len;
    const char *encoding;
} boms[] = {
    {"\xef\xbb\xbf", 3, "UTF-8"},    {"\xff\xfe\0\0", 4, "UTF-32LE"},
    {"\0\0\xfe\xff", 4, "UTF-32BE"}, {"\xff\xfe", 2, "UTF-16LE"},
    {"\xfe\xff", 2, "UTF-16BE"},     {"\x84\x31\x95\x33", 4, "GB18030"},
};

/* UTF-16 without a BOM: delimiters, digits and line ends leave a NUL beside each. Some ideographs
 * hold one on the other side (一 is 4E 00), so the sides are weighed. NULL when it is not. */
static const char *utf16_by_nuls(struct bytes in)
{
    enum { SAMPLE = 1 << 16, RARE = 200 };
    size_t n = in.len < SAMPLE ? in.len & ~(size_t)1 : SAMPLE;
    size_t nuls[2] = {0, 0};

    if (in.len % 2)
        return NULL;
    for (size_t i = 0; i < n; i++)
        nuls[i % 2] += in.s[i] == '\0';
    if (nuls[0] + nuls[1] < 2 || nuls[0] + nuls[1] < n / RARE)
        return NULL;
    if (nuls[1] >= nuls[0] * 3)
        return "UTF-16LE";
    return nuls[0] >= nuls[1] * 3 ? "UTF-16BE" : NULL;
}

/* Not UTF-8: GB18030, or the CP936 that Windows writes; else refused where the likelier fails. */
static enum duban_status decode_gb(struct duban_decoded *out, struct bytes in, size_t bad_utf8,
                                   struct duban_err *err)
{
    size_t bad;
    bool cut;

    if (mostly_utf8(in))
        return refuse_at(bad_utf8, line_of(in, bad_utf8), "UTF-8", cut_sequence(in, bad_utf8), err);
    if (convert_from(&out->own, in, "GB18030", &bad, &cut))
        return keep(out, (struct bytes){out->own.data, out->own.len}, "GB18030", err);
    if (convert_from(&out->own, in, "CP936", &bad, &cut))
        return keep(out, (struct bytes){out->own.data, out->own.len}, "CP936", err);
    return decode_as(out, in, "GB18030", err);
}

static enum duban_status find_encoding(struct duban_decoded *out, struct bytes in,
                                       struct duban_err *err)
{
    const char *utf16;
    size_t bad = 0;

    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++)
        if (begins(in, boms[i].bom, boms[i].len)) {
            out->bom = true;
            return i == 0 ? decode_utf8(out, in, err) : decode_as(out, in, boms[i].encoding, err);
        }
    utf16 = memchr(in.s, '\0', in.len) ? utf16_by_nuls(in) : NULL;
    if (utf16)
        return decode_as(out, in, utf16, err);
    if (memchr(in.s, '\0', in.len))
        return keep(out, in, "UTF-8", err);
    if (!duban_text_valid(in.s, in.len, &bad))
        return decode_gb(out, in, bad, err);
    if (gb_by_chance(&out->own, in)) {
        out->guessed = true;
        return keep(out, (struct bytes){out->own.data, out->own.len}, "GB18030", err);
    }
    return keep(out, in, "UTF-8", err);
}

/* --- The encoding as the user names it ------------------------------------------------------- */

static const struct {
    const char *word, *encoding;
} names[] = {
    {"utf-8", "UTF-8"},       {"utf8", "UTF-8"},       {"gb18030", "GB18030"},
    {"gbk", "GBK"},           {"gb2312", "GBK"},       {"cp936", "CP936"},
    {"ansi", "CP936"},        {"utf-16", "UTF-16"},    {"utf16", "UTF-16"},
    {"utf-16le", "UTF-16LE"}, {"utf16le", "UTF-16LE"}, {"utf-16be", "UTF-16BE"},
    {"utf16be", "UTF-16BE"},  {"unicode", "UTF-16LE"}, {"big5", "BIG5-HKSCS"},
};

static enum duban_status decode_named(struct duban_decoded *out, struct bytes in, const char *name,
                                      struct duban_err *err)
{
    const char *encoding = NULL;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i].word) == 0)
            encoding = names[i].encoding;
    if (!encoding)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("没有编码“%s”；可用 utf-8、gb18030、gbk、utf-16le、utf-16be、big5"),
                             name);
    if (strcmp(encoding, "UTF-8") == 0)
        return decode_utf8(out, in, err);
    return decode_as(out, in, encoding, err);
}

enum duban_status duban_decode(struct duban_decoded *out, const char *bytes, size_t len,
                               const char *encoding, struct duban_err *err)
{
    struct bytes in = {bytes, len};
    enum duban_status status;

    *out = (struct duban_decoded){.text = "", .own = DUBAN_BUF_INIT, .encoding = "UTF-8"};
    status = refuse_formats(in, err);
    if (status)
        return status;
    return encoding ? decode_named(out, in, encoding, err) : find_encoding(out, in, err);
}

void duban_decoded_release(struct duban_decoded *decoded)
{
    duban_buf_release(&decoded->own);
}
