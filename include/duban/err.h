/* Errors as values.
 *
 * A function that can fail returns `enum duban_status` and takes `struct duban_err *err` last. The
 * lowest layer that knows why fills *err; the layers above pass it on untouched. The message is in
 * the user's language, says what is wrong and what to do, and ends without a full stop or newline.
 */
#ifndef DUBAN_ERR_H
#define DUBAN_ERR_H

/* What came of a call. The values are the program's exit statuses. */
enum duban_status {
    DUBAN_OK = 0,
    DUBAN_REFUSED = 1,  /* bad or unreadable input; nothing changed */
    DUBAN_USAGE = 2,    /* the command line makes no sense */
    DUBAN_BOARD = 3,    /* the board cannot be opened, is damaged, or newer than the program */
    DUBAN_CONFLICT = 4, /* somebody else changed it first */
    DUBAN_IO = 5,       /* writing failed: disk full, no permission, locked too long */
    DUBAN_TERMINAL = 6, /* no usable terminal */
};

/* One fault. Start it as DUBAN_ERR_INIT; release it when a call failed (releasing an unset one is
 * harmless). Every string is owned and may be NULL: absent. */
struct duban_err {
    enum duban_status status;
    char *file;         /* as the user named it; "-" is standard input */
    unsigned long line; /* physical line, from 1; 0: none */
    char *column;       /* the table's column, by its header */
    char *text;         /* what is wrong and what to do */
};

#define DUBAN_ERR_INIT       \
    {                        \
        DUBAN_OK, 0, 0, 0, 0 \
    }

/* Sets status and message, dropping what *err held; a NULL err is allowed and ignored.
 * Returns `status`, so that a failing function can end with `return duban_err_set(err, …)`. */
enum duban_status duban_err_set(struct duban_err *err, enum duban_status status, const char *format,
                                ...) __attribute__((format(printf, 3, 4)));

/* Adds where it happened to a fault already set. NULL and 0 leave that part as it is. */
void duban_err_at(struct duban_err *err, const char *file, unsigned long line, const char *column);

/* Frees what *err owns and makes it DUBAN_ERR_INIT again. */
void duban_err_release(struct duban_err *err);

#endif
