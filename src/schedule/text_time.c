/* Time written inside the text of a task, where the table has no deadline for it: 3月：完善制度,
 * （5月底前）完成总结, 于9月底前报送. It is proposed, and never cut. */
#include "schedule/import.h"

#include "duban/date.h"
#include "duban/text.h"

#include <string.h>

enum { LONGEST = 45, SEARCHED = 600 }; /* bytes of a time, of a text */

static bool is_time(const struct duban_import *import, const char *text, size_t len,
                    struct duban_buf *out)
{
    struct duban_deadline when;

    duban_buf_clear(out);
    if (len == 0 || len > LONGEST)
        return false;
    duban_buf_add(out, text, len);
    if (!strstr(out->data, "月") && !strstr(out->data, "季度") && !strstr(out->data, "年底"))
        return false;
    when = import_when(import, out->data);
    return when.due != DUBAN_NO_DATE &&
           (when.kind == DUBAN_DEADLINE_DATE || when.kind == DUBAN_DEADLINE_RANGE);
}

/* The bytes of the first of the signs in the text, `len` set to what stands before it. */
static bool before_sign(const char *text, const char *const *signs, size_t n, size_t *len)
{
    const char *first = NULL;

    for (size_t i = 0; i < n; i++) {
        const char *sign = strstr(text, signs[i]);

        if (sign && (!first || sign < first))
            first = sign;
    }
    *len = first ? (size_t)(first - text) : 0;
    return first != NULL;
}

/* 3月：… and （5月底前）… */
static bool leads_text(const struct duban_import *import, const char *text, struct duban_buf *out)
{
    static const char *const signs[] = {"：", ":", "，", ",", " ", "\xe3\x80\x80", "\n"};
    static const char *const closing[] = {"）", ")", "】", "]"};
    static const char *const opening[] = {"（", "(", "【", "["};
    size_t len;

    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        size_t open = strlen(opening[i]);

        if (strncmp(text, opening[i], open) == 0)
            return before_sign(text + open, closing, sizeof closing / sizeof *closing, &len) &&
                   is_time(import, text + open, len, out);
    }
    return before_sign(text, signs, sizeof signs / sizeof *signs, &len) &&
           is_time(import, text, len, out);
}

/* Bytes of the character before `at` when a time may hold it, else 0. */
static size_t part_before(const char *text, const char *at)
{
    static const char *const parts[] = {"年", "月", "日", "号", "上", "中", "下", "旬", "底",
                                        "末", "初", "第", "季", "度", "一", "二", "三", "四",
                                        "五", "六", "七", "八", "九", "十", "至", "到", "半"};

    if (at > text && strchr("0123456789.-~", at[-1]))
        return 1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t len = strlen(parts[i]);

        if ((size_t)(at - text) >= len && memcmp(at - len, parts[i], len) == 0)
            return len;
    }
    return 0;
}

/* …于9月底前…: what stands before 前 and can be a time. */
static bool stands_in_text(const struct duban_import *import, const char *text,
                           struct duban_buf *out)
{
    static const char before[] = "前";
    const char *end = text;

    while ((end = strstr(end, before)) && end - text < SEARCHED) {
        const char *from = end;
        size_t len;

        while ((len = part_before(text, from)))
            from -= len;
        end += strlen(before);
        if (is_time(import, from, (size_t)(end - from), out))
            return true;
    }
    return false;
}

bool import_time_in_text(struct duban_buf *out, const struct duban_import *import, size_t row)
{
    const char *text = import_field(import, row, COLUMN_TASK);
    struct duban_buf bare = DUBAN_BUF_INIT;
    bool found;

    duban_text_trim(&bare, text);
    found = leads_text(import, bare.data, out) || stands_in_text(import, bare.data, out);
    duban_buf_release(&bare);
    return found;
}
