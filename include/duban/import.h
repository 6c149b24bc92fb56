/* A schedule table, read: from the bytes of a file to a batch of changes. How everything was
 * understood is told by preview.h.
 */
#ifndef DUBAN_IMPORT_H
#define DUBAN_IMPORT_H

#include "duban/change.h"

enum duban_import_mode {
    DUBAN_IMPORT_UPDATE,  /* rows that match a task update its plan, the others are new */
    DUBAN_IMPORT_APPEND,  /* every row is a new task */
    DUBAN_IMPORT_REPLACE, /* as update, and tasks that are not in the file go to the bin */
};

enum duban_import_zeros {
    DUBAN_ZEROS_ASK, /* import as read, flag, and say so */
    DUBAN_ZEROS_RESTORE,
    DUBAN_ZEROS_KEEP,
};

struct duban_import_options {
    int year;   /* 0: from the title lines, else the board's */
    int issued; /* DUBAN_NO_DATE: the board's */
    enum duban_import_mode mode;
    enum duban_import_zeros zeros;
    bool times_in_text;      /* a time that a task's text names is its deadline where it has none */
    const char *encoding;    /* NULL: find it */
    char delimiter;          /* 0: find it */
    const char *const *maps; /* 'HEADER=FIELD', n_maps of them */
    size_t n_maps;
    bool rejects; /* refused rows are left out; without it one refuses the file */
    bool by_key;  /* for the screen: messages name no options of the command line */
    int today;
    /* Called now and then while planning; false stops it: DUBAN_REFUSED. NULL: nobody looks. */
    bool (*step)(void *data, size_t done, size_t total);
    void *step_data;
};

enum duban_row_fate {
    DUBAN_ROW_NEW,
    DUBAN_ROW_CHANGED,
    DUBAN_ROW_SAME,
    DUBAN_ROW_REFUSED,
    DUBAN_ROW_MISSING, /* no row at all: a task of the board that none stands for */
};
#define DUBAN_ROW_FATES 5

/* Where the year came from that the deadlines are read with. */
enum duban_year_from {
    DUBAN_YEAR_NOWHERE,
    DUBAN_YEAR_OPTION,
    DUBAN_YEAR_TITLE,
    DUBAN_YEAR_BOARD,
};

/* One task row of the file. */
struct duban_import_row {
    size_t row;         /* in the table */
    unsigned long line; /* physical line */
    size_t phase;       /* index into `phases`; behind them of a refused row that has none */
    int64_t task;       /* the task it matches, else its new negative id, 0 when refused */
    int64_t wanted_id;  /* from the column `duban`; 0: none */
    enum duban_row_fate fate;
    unsigned likeness; /* in per cent */
    int64_t resembles; /* the task whose text is like this one's; 0: none, or the same text */
    int64_t in_bin;    /* new, but the task in the bin with this text; 0: none */
    size_t change;     /* its change in the batch, from 1; 0: none */
};

struct duban_import_phase {
    char *cell; /* as read from the file; NULL: the phase of rows that have none */
    char *name, *window;
    int start, end;
    int64_t id; /* in the board, or negative in the batch */
    size_t rows;
};

/* Something to tell, with its place. */
struct duban_finding {
    enum { DUBAN_FINDING_NOTE, DUBAN_FINDING_DOUBT, DUBAN_FINDING_REFUSED } weight;
    unsigned long line; /* 0: the whole file */
    char *column;       /* header, or NULL */
    char *text;
};

struct duban_import; /* opaque: decoded text, table, mapping, rows, phases, findings */

/* Reads `len` bytes of the file called `name` and finds encoding, delimiter, header, columns,
 * phases and rows. `campaign` is the board it is for, or NULL when there is none yet.
 * DUBAN_REFUSED, with file, line and column, when it is no such table; nothing is kept then. */
enum duban_status duban_import_new(struct duban_import **out, const char *name, const char *bytes,
                                   size_t len, const struct duban_campaign *campaign,
                                   const struct duban_import_options *options,
                                   struct duban_err *err);
void duban_import_free(struct duban_import *import);

/* Makes the changes: matches rows with the board's tasks and fills `batch` (initialised with
 * DUBAN_ACT_IMPORT), which borrows from the import: it is released first. For a board that is new, `campaign` is empty but for year and issue date. The
 * batch is empty when nothing would change. DUBAN_REFUSED for the first refused row, unless the
 * options leave them out. */
enum duban_status duban_import_plan(struct duban_batch *batch, struct duban_import *import,
                                    const struct duban_campaign *campaign, struct duban_err *err);

/* Appends the refused rows as a table in the file's own form (encoding, delimiter, line ends,
 * header), with the column 未导入原因 in front that says why; nothing when no row was refused. A file
 * without a header gets one, and that column last, so that places still fit. Mended, it can be
 * imported again, with the same options. After duban_import_plan(). */
void duban_import_rejects(struct duban_buf *out, const struct duban_import *import);

/* What was found; borrowed, good until freed. `year` is 0 when neither the options, the title nor
 * the board has one: then the caller refuses with duban_import_no_year(). */
int duban_import_year(const struct duban_import *import);
const char *duban_import_title(const struct duban_import *import); /* NULL: none */
const struct duban_import_row *duban_import_rows(const struct duban_import *import, size_t *n);
const struct duban_import_phase *duban_import_phases(const struct duban_import *import, size_t *n);
const struct duban_finding *duban_import_findings(const struct duban_import *import, size_t *n);
enum duban_status duban_import_no_year(const struct duban_import *import, struct duban_err *err);

#endif
