/* A board that tables are read into and written from, without a store. */
#ifndef TESTS_SCHEDULE_SHEET_H
#define TESTS_SCHEDULE_SHEET_H

#include "duban/date.h"
#include "duban/export.h"
#include "duban/preview.h"

#define TODAY duban_date_make(2018, 6, 18)

struct sheet {
    struct duban_campaign campaign;
    int64_t last_task, last_phase;    /* ids given so far */
    struct duban_import_options with; /* how the next table is read */
    enum duban_status status;         /* what came of the last table */
    struct duban_err err;
    size_t changes;           /* of its batch */
    struct duban_buf rejects; /* rows of the last table that were refused */
    struct duban_buf json;    /* its preview for scripts */
    struct duban_buf report;  /* on it, with its rows */
};

void sheet_init(struct sheet *sheet);
void sheet_release(struct sheet *sheet);

/* Reads a table into the board, as the command line does. */
void sheet_read(struct sheet *sheet, const char *bytes, size_t len);
void sheet_reads(struct sheet *sheet, const char *text);
void sheet_read_file(struct sheet *sheet, const char *path);

/* Reads a table that must be taken, fails the test otherwise. */
void sheet_takes(struct sheet *sheet, const char *text);

/* The board as a table. */
void sheet_write(struct duban_buf *out, const struct sheet *sheet, enum duban_export_form form);

/* One line a task: serial, phase number, phase, its dates, deadline, its dates and flags, effective
 * due date, leads with | between them, separated by tabs; the columns of the expected files. */
void sheet_dump(struct duban_buf *out, const struct sheet *sheet);

const struct duban_task *sheet_task(const struct sheet *sheet, size_t at);
const char *sheet_phase(const struct sheet *sheet, size_t at);

/* Fails the test unless the last table was refused on that line with these words in the message. */
void sheet_refused(const struct sheet *sheet, unsigned long line, const char *words);

/* Fails the test unless the report of the last table holds the words. */
void sheet_reported(const struct sheet *sheet, const char *words);

#endif
