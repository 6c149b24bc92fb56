/* UTF-8 to the encoding a file is wanted in. */
#ifndef SCHEDULE_ENCODE_H
#define SCHEDULE_ENCODE_H

#include "duban/buf.h"
#include "duban/err.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>

struct encoder {
    bool converts; /* false: UTF-8, passed on as it is */
    const char *encoding;
    iconv_t to;
};

/* `encoding`: NULL or utf-8, gb18030, gbk. DUBAN_REFUSED for any other; nothing to close then. */
enum duban_status encoder_open(struct encoder *encoder, const char *encoding,
                               struct duban_err *err);

/* Does it have the signs that nobody sees, such as U+200B? */
bool encoder_knows_signs(const struct encoder *encoder);
void encoder_close(struct encoder *encoder);

/* Appends the text. DUBAN_REFUSED when a character does not fit, naming it and the task (0: the
 * header). */
enum duban_status encoder_add(struct duban_buf *out, struct encoder *encoder,
                              const struct duban_buf *text, int64_t task, struct duban_err *err);

#endif
