/* An import before it is done: how the file was understood and what would happen, as plain data.
 *
 * The report of the command line, its JSON and the import screen all show this, each in its own
 * form. What is costly for a large table is asked for row by row (`duban_preview_…`), so that a
 * screen pays for the rows in sight only.
 */
#ifndef DUBAN_PREVIEW_H
#define DUBAN_PREVIEW_H

#include "duban/import.h"

/* A column of the file that has a name or content. */
struct duban_preview_column {
    size_t at;          /* in the table, from 0 */
    const char *header; /* as in the file, on one line; "" where it has none */
    const char *usual;  /* its usual header, look it up with _(); NULL: kept as an extra column */
    enum duban_field field; /* what it becomes; DUBAN_FIELDS: none of them, or an extra column */
    bool id;                /* the column `duban` of an export */
    const char *sample;     /* its first cell that is not blank, "" when there is none */
};

struct duban_preview_department {
    char *name;  /* owned */
    size_t rows; /* that it leads or supports */
    bool known;  /* the board has it */
};

/* A row of the file, or behind them a task of the board that no row stands for. */
struct duban_preview_item {
    enum duban_row_fate fate;
    bool doubtful; /* somebody should look at it */
    size_t at;     /* the row's number; of a MISSING one, in `missing` */
};

struct duban_preview {
    const struct duban_import *import; /* these three are borrowed */
    const struct duban_batch *batch;
    const struct duban_campaign *campaign;

    const char *file, *encoding; /* borrowed */
    bool bom, guessed;           /* guessed: the bytes would also have been valid UTF-8 */
    bool chose_encoding;         /* the options did */
    char delimiter;
    unsigned long header_line; /* 0: the table has none */
    int year;
    enum duban_year_from year_from;
    const char *title; /* borrowed, NULL: none */
    enum duban_import_mode mode;
    enum duban_import_zeros zeros;
    size_t zeros_maybe;      /* deadlines that may have lost a zero */
    bool zeros_lost;         /* most likely they have: none of the column ends in one */
    const char *zero_sample; /* one of them; borrowed */
    bool times_in_text;      /* times that texts name are taken for deadlines */
    size_t times;            /* tasks without a deadline whose text names one */
    bool planned;            /* the fates of the rows are known */

    struct duban_preview_column *columns;
    size_t n_columns;
    const struct duban_import_phase *phases; /* borrowed; id > 0: the board has it, < 0: new */
    size_t n_phases;
    struct duban_preview_department *departments; /* in order of first appearance */
    size_t n_departments;
    struct duban_preview_item *items;
    size_t n_items;
    size_t counts[DUBAN_ROW_FATES]; /* items of each fate */
    size_t doubtful;                /* items that are */
    const int64_t *missing;         /* tasks; borrowed */
    size_t *by_line;                /* the findings by line; private */
    size_t *around;                 /* those that no row shows, doubts first; private */
    size_t n_around;
};

/* Makes the preview of an import and of the batch that duban_import_plan() has filled (whatever it
 * came to), which has not been applied. All three must live as long as *out. */
void duban_preview_init(struct duban_preview *out, const struct duban_import *import,
                        const struct duban_batch *batch, const struct duban_campaign *campaign);
void duban_preview_release(struct duban_preview *preview);

/* --- One row --------------------------------------------------------------------------------- */

const struct duban_import_row *duban_preview_row(const struct duban_preview *preview,
                                                 const struct duban_preview_item *item);

/* The cell of a column of the table; the cell of a field, "" where the file has no such column. */
const char *duban_preview_cell(const struct duban_preview *preview,
                               const struct duban_import_row *row, size_t column);
const char *duban_preview_field(const struct duban_preview *preview,
                                const struct duban_import_row *row, enum duban_field field);

/* What a field that holds names (leads, supports) will hold, as a list (text.h); NULL: none. */
const char *duban_preview_names(const struct duban_preview *preview,
                                const struct duban_import_row *row, enum duban_field field);

/* The name of the row's phase, "" when it has none. */
const char *duban_preview_phase(const struct duban_preview *preview,
                                const struct duban_import_row *row);

/* The deadline as it will be. */
void duban_preview_deadline(struct duban_deadline *out, const struct duban_preview *preview,
                            const struct duban_import_row *row);

/* Edit number `n` of a row, of those that say something to a person; NULL behind the last. */
const struct duban_edit *duban_preview_edit(const struct duban_preview *preview,
                                            const struct duban_import_row *row, size_t n);

/* The header of the edit's column in the file, else the word for its field. */
const char *duban_preview_label(const struct duban_preview *preview, const struct duban_edit *edit);

/* A value as people know it: a phase by its name. May be NULL. */
const char *duban_preview_value(const struct duban_preview *preview, const struct duban_edit *edit,
                                const char *value);

/* Finding number `n` of that line (0: those about the whole file), NULL behind the last. */
const struct duban_finding *duban_preview_finding(const struct duban_preview *preview,
                                                  unsigned long line, size_t n);

/* Finding number `n` of those that no row shows: about the whole file, or about a line that is no
 * task (another table, a footer). Doubts come first; NULL behind the last. */
const struct duban_finding *duban_preview_around(const struct duban_preview *preview, size_t n);

/* --- Choices --------------------------------------------------------------------------------- */

/* What a column can be made, number `n` from 0: the word that a map takes, and its usual header
 * (look it up with _()). False behind the last. */
bool duban_preview_choice(size_t n, const char **word, const char **usual);

/* --- As text --------------------------------------------------------------------------------- */

/* Appends the summary: encoding, delimiter, header line, columns, year and where it came from,
 * phases, departments, counts, then the findings as `FILE:LINE: COLUMN: text`, one a line. */
void duban_preview_report(struct duban_buf *out, const struct duban_preview *preview);

/* Appends what would happen: each row with its line and fate, a changed one field by field,
 * old → new; then the board's tasks that the file lacks. */
void duban_preview_rows(struct duban_buf *out, const struct duban_preview *preview);

/* Both as JSON, one object a line: first the summary, then each row. */
void duban_preview_json(struct duban_buf *out, const struct duban_preview *preview);

#endif
