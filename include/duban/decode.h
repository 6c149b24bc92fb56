/* Bytes of a file to UTF-8: which encoding is it? */
#ifndef DUBAN_DECODE_H
#define DUBAN_DECODE_H

#include "duban/buf.h"
#include "duban/err.h"

#include <stdbool.h>

struct duban_decoded {
    const char *text;     /* UTF-8, valid, without BOM and NUL; `len` bytes, not terminated */
    size_t len;           /* borrowed from the bytes where they are UTF-8, else from `own` */
    struct duban_buf own; /* what was converted */
    const char *encoding; /* "UTF-8", "GB18030", "UTF-16LE" … */
    bool bom;
    bool guessed; /* the bytes would also have been valid UTF-8 (see the summary) */
};

/* Finds the encoding (BOM, UTF-16 by its NULs, strict UTF-8, GB18030, CP936) or takes `encoding` as
 * given, and decodes. DUBAN_REFUSED, each with its own message: empty file, Excel workbook (.xlsx),
 * Excel 97-2003 workbook (.xls), HTML or another known format, NUL bytes, cut or mixed encoding
 * (with line and byte offset), unknown encoding name. `bytes` must live as long as *out, which this
 * initialises. */
enum duban_status duban_decode(struct duban_decoded *out, const char *bytes, size_t len,
                               const char *encoding, struct duban_err *err);
void duban_decoded_release(struct duban_decoded *decoded);

#endif
