/* UTF-8 to the encoding a file is wanted in. What does not fit is refused by name: a ? in its place
 * would be noticed when it is too late. */
#include "schedule/encode.h"

#include "duban/i18n.h"
#include "duban/text.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *word, *encoding; /* NULL: UTF-8 */
} names[] = {
    {"utf-8", NULL}, {"utf8", NULL},     {"gb18030", "GB18030"},
    {"gbk", "GBK"},  {"cp936", "CP936"}, {"gb2312", "GB2312"},
};

enum duban_status encoder_open(struct encoder *encoder, const char *encoding, struct duban_err *err)
{
    *encoder = (struct encoder){.encoding = NULL};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcasecmp(encoding ? encoding : "utf-8", names[i].word) != 0)
            continue;
        if (!names[i].encoding)
            return DUBAN_OK;
        encoder->encoding = names[i].encoding;
        encoder->to = iconv_open(names[i].encoding, "UTF-8");
        encoder->converts = encoder->to != (iconv_t)-1;
        if (encoder->converts)
            return DUBAN_OK;
    }
    return duban_err_set(err, DUBAN_REFUSED, _("不能写成编码“%s”；可用 utf-8、gb18030、gbk"),
                         encoding);
}

void encoder_close(struct encoder *encoder)
{
    if (encoder->converts)
        iconv_close(encoder->to);
    encoder->converts = false;
}

bool encoder_knows_signs(const struct encoder *encoder)
{
    return !encoder->converts || strcmp(encoder->encoding, "GB18030") == 0;
}

static enum duban_status refuse(const struct encoder *encoder, const char *at, int64_t task,
                                struct duban_err *err)
{
    struct duban_buf shown = DUBAN_BUF_INIT;
    struct duban_buf safe = DUBAN_BUF_INIT;
    const char *end = at;
    uint32_t c = duban_text_next(&end);

    duban_buf_add(&shown, at, (size_t)(end - at));
    duban_text_safe(&safe, shown.data, 0);
    if (task)
        duban_err_set(err, DUBAN_REFUSED,
                      _("任务 %lld 中的“%s”(U+%04X) 不能用 %s 表示，请改用 utf-8 或 gb18030"),
                      (long long)task, safe.data, (unsigned)c, encoder->encoding);
    else
        duban_err_set(err, DUBAN_REFUSED,
                      _("表头中的“%s”(U+%04X) 不能用 %s 表示，请改用 utf-8 或 gb18030"), safe.data,
                      (unsigned)c, encoder->encoding);
    duban_buf_release(&shown);
    duban_buf_release(&safe);
    return DUBAN_REFUSED;
}

enum duban_status encoder_add(struct duban_buf *out, struct encoder *encoder,
                              const struct duban_buf *text, int64_t task, struct duban_err *err)
{
    char *from = text->data;
    size_t left = text->len;

    if (!encoder->converts) {
        duban_buf_add(out, text->data, text->len);
        return DUBAN_OK;
    }
    while (left) {
        size_t room;
        char *to;
        size_t got;

        duban_buf_grow(out, left * 2 + 8);
        to = out->data + out->len;
        room = out->cap - out->len - 1;
        got = iconv(encoder->to, &from, &left, &to, &room);
        out->len = (size_t)(to - out->data);
        out->data[out->len] = '\0';
        if (got == (size_t)-1 && errno != E2BIG)
            return refuse(encoder, from, task, err);
    }
    return DUBAN_OK;
}
