/* Errors as values: filled once by the layer that knows why, passed on untouched by all others. */
#include "duban/err.h"

#include "duban/alloc.h"
#include "duban/buf.h"

#include <stdarg.h>
#include <stdlib.h>

enum duban_status duban_err_set(struct duban_err *err, enum duban_status status, const char *format,
                                ...)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    va_list args;

    if (!err)
        return status;
    va_start(args, format);
    duban_buf_vaddf(&text, format, args);
    va_end(args);
    duban_err_release(err); /* only now: the arguments may point into it */
    err->status = status;
    err->text = duban_buf_detach(&text);
    return status;
}

void duban_err_at(struct duban_err *err, const char *file, unsigned long line, const char *column)
{
    if (!err)
        return;
    if (file)
        duban_strset(&err->file, file);
    if (line)
        err->line = line;
    if (column)
        duban_strset(&err->column, column);
}

void duban_err_release(struct duban_err *err)
{
    free(err->file);
    free(err->column);
    free(err->text);
    *err = (struct duban_err)DUBAN_ERR_INIT;
}
