/* What the files of the import share. */
#ifndef SCHEDULE_IMPORT_H
#define SCHEDULE_IMPORT_H

#include "duban/import.h"
#include "duban/table.h"
#include "schedule/header.h"

enum day_order { ORDER_UNKNOWN, DAY_FIRST, MONTH_FIRST };

struct duban_import {
    char *name; /* of the file, as the user gave it */
    const char *encoding;
    bool bom, guessed;
    bool chose_encoding, chose_delimiter; /* by the user */
    struct duban_table table;
    struct header header;
    struct duban_deadline_reader *reader; /* of all its dates and times */
    enum duban_import_mode mode;
    enum duban_import_zeros zeros;
    bool times_in_text;   /* are taken for deadlines where there is none */
    bool rejects;         /* refused rows are left out */
    bool by_key;          /* no options of the command line in messages */
    bool declared;        /* the file begins with a line `sep=` */
    const char *line_end; /* of its rows; static */
    int today;
    int year, issued;
    enum duban_year_from year_from;
    int footer_year; /* a year seen below the table: proposed, never taken */
    char *title;
    char *maps; /* what the user says about headers, as the board keeps it; NULL: nothing */
    struct duban_import_row *rows;
    size_t n_rows, cap_rows;
    struct duban_import_phase *phases;
    size_t n_phases, cap_phases;
    struct duban_finding *findings;
    size_t n_findings, cap_findings;
    size_t zeros_maybe; /* deadlines that may have lost a zero */
    bool zeros_lost;    /* no deadline of the column shows that zeros were kept */
    const char *zero_sample;
    size_t times;     /* tasks without a deadline whose text names a time */
    int64_t *missing; /* tasks of the board that no row stands for */
    size_t n_missing, cap_missing;
    int64_t *doubted; /* those of them that a new row may stand for */
    size_t n_doubted, cap_doubted;
    enum day_order day_order; /* of the column of the deadlines */
    bool figures;             /* serial numbers are figures: 1, 2, 3 */
    bool controls;            /* some cell may hold characters that are taken out */
    bool (*step)(void *data, size_t done, size_t total);
    void *step_data;
    bool planned;     /* the fates of the rows are known */
    char **deadlines; /* of the table's rows in a print: what is meant, where not what is there */
};

/* A cell of a table row as it was meant: without the guard of an export. "" where the file has no
 * such column. Borrowed. */
const char *import_cell(const struct duban_import *import, size_t row, size_t column);
const char *import_field(const struct duban_import *import, size_t row, enum column column);

/* What a cell says about a time, in the year of the import. */
struct duban_deadline import_when(const struct duban_import *import, const char *cell);

/* printed.c: is the file a print? Does that row of it go on with the texts of the one above? */
bool import_is_print(const struct duban_import *import);
bool import_goes_on(const struct duban_import *import, size_t row);

/* Takes off its deadlines what a print adds to them; `campaign` may be NULL. Once rows are matched,
 * puts the board's deadlines in the place of those that nobody has touched. */
void import_take_print(struct duban_import *import, const struct duban_campaign *campaign);
void import_restore_print(struct duban_import *import, const struct duban_campaign *campaign,
                          struct duban_task *const *found);

/* Does the row of a print show the task's deadline as a print does? */
bool import_shows_deadline(const struct duban_import *import, const struct duban_campaign *campaign,
                           size_t row, const struct duban_task *task);

/* similar.c: the same for rows whose text was reworded, and says so; what is in doubt is told and
 * stays new. */
void import_match_similar(struct duban_import *import, const struct duban_campaign *campaign,
                          struct duban_task **found, bool *used);

/* binned.c: tells of new rows whose text a task in the bin has. */
void import_find_binned(struct duban_import *import, const struct duban_campaign *campaign,
                        struct duban_task *const *found);

/* dittos.c: puts what stands above in the place of 同上 in phases, departments and leaders. */
void import_take_dittos(struct duban_import *import);

/* broken.c: DUBAN_REFUSED, with line, when line breaks without quotes have broken rows. */
enum duban_status import_check_broken(const struct duban_import *import, struct duban_err *err);

/* Adds a finding; `column` may be NULL, `line` 0. */
void import_tell(struct duban_import *import, int weight, unsigned long line, const char *column,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* title.c: title and year from the rows above the header. */
void import_read_titles(struct duban_import *import);

/* A year written as 2018年, 〔2018〕 or 二〇一八年 in the text; 0 for none. */
int import_year_in(const char *text);

/* rows.c: sorts the rows of the table into tasks, phases and what is neither. DUBAN_REFUSED when
 * there is no task at all. */
enum duban_status import_read_rows(struct duban_import *import, struct duban_err *err);

/* row_kind.c: is it a serial number: 1, 1.1, 一, （二）, 第三? */
bool import_is_numeral(const char *cell);

/* Are there tasks with figures as serial numbers? */
bool import_has_figures(const struct duban_import *import);

/* phases.c: the phase a cell names, added when it is new; NULL: the phase of rows without one. */
size_t import_phase(struct duban_import *import, const char *cell);

/* doubts.c: what there is to say about the cells of the tasks. */
void import_find_doubts(struct duban_import *import);

/* Does the row's deadline have a zero that may be lost? */
bool import_zero_maybe(const struct duban_import *import, size_t row);

/* day_order.c: what 03/04/2018 means in this file, as a wish for the flags; NULL: nobody knows. */
void import_settle_day_order(struct duban_import *import);
const char *import_day_order_word(const struct duban_import *import);

/* text_time.c: the time that a task's text names; false, and *out of no meaning, when none. */
bool import_time_in_text(struct duban_buf *out, const struct duban_import *import, size_t row);

/* plan_phases.c: the board's ids of the phases, 0 where it has none of that name; and, once most
 * rows are matched, of those that only have another name. */
void import_find_phases(struct duban_import *import, const struct duban_campaign *campaign);
void import_find_renamed(struct duban_import *import, const struct duban_campaign *campaign,
                         struct duban_task *const *found);

/* match.c: for each row of the import the board's task it stands for, NULL for a new one; in *used,
 * for each task in plan order, whether a row stands for it. Both are owned by the caller. */
struct duban_task **import_match(struct duban_import *import, const struct duban_campaign *campaign,
                                 bool **used);

#endif
