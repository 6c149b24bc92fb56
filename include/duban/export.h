/* The schedule table, written. */
#ifndef DUBAN_EXPORT_H
#define DUBAN_EXPORT_H

#include "duban/campaign.h"
#include "duban/err.h"
#include "duban/field.h"
#include "duban/query.h"
#include "duban/walk.h"

enum duban_export_form {
    DUBAN_EXPORT_DATA,  /* lossless: comes back through import to the byte */
    DUBAN_EXPORT_PRINT, /* for people: dates as 6月20日, a phase once, nothing evaluated */
};

enum duban_export_format {
    DUBAN_EXPORT_CSV,
    DUBAN_EXPORT_XLSX, /* a workbook to print; the print form, whatever `form` says */
    DUBAN_EXPORT_HTML, /* a page to print; likewise */
    DUBAN_EXPORT_JSON, /* everything, one object a line */
};

struct duban_export_options {
    enum duban_export_form form;
    bool bom;
    const char *encoding;            /* NULL or "utf-8", "gb18030", "gbk" */
    const struct duban_query *query; /* NULL: all */
    const char *query_text;          /* as the user wrote it, for people to read; NULL: none */
    int today;
};

/* Appends the table in that format. DUBAN_REFUSED when a text does not fit into it, or when the
 * program was built without the format; DUBAN_IO when the temporary files of a workbook do not fit
 * on the disk. Nothing is appended then.
 *
 * CSV: comma, CRLF between rows, LF inside cells. The data form has the five columns, the other
 * known columns that any task fills, the extra columns in their order, and last `duban` with the
 * ids; the print form a title above the header, and status, light and progress. The print form can
 * be imported again, too: then what nobody has touched stays as it is. JSON: see json.h. */
enum duban_status duban_export(struct duban_buf *out, const struct duban_campaign *campaign,
                               enum duban_export_format format,
                               const struct duban_export_options *options, struct duban_err *err);

/* The same for tasks that `walk` brings; those of `campaign` itself are not looked at. Only for a
 * format that writes one task after another; the failures of the walk come on top. */
enum duban_status duban_export_walk(struct duban_buf *out, const struct duban_campaign *campaign,
                                    const struct duban_walk *walk, enum duban_export_format format,
                                    const struct duban_export_options *options,
                                    struct duban_err *err);
bool duban_export_walks(enum duban_export_format format);

/* What such an export looks at of each task. False when that may be anything. */
bool duban_export_fields(bool fields[DUBAN_FIELDS], enum duban_export_format format,
                         const struct duban_export_options *options);

/* The format that a file's name ends with (.xlsx, .html, .json in any case), else CSV. */
enum duban_export_format duban_export_format_of(const char *name);

/* The guard against spreadsheets: a ' before what they would evaluate. */
void duban_export_escape(struct duban_buf *out, const char *cell);

/* Does an export have to guard that cell, or did it: does the cell begin with any number of ' and
 * then what a spreadsheet evaluates? */
bool duban_export_guarded(const char *cell);

/* Would a spreadsheet that opens a CSV show something else than this cell says: 1.10 as 1.1, 5-6 as
 * a day, 007 as 7? */
bool duban_export_reformatted(const char *cell);

/* Such a cell is marked on paper, and so is one that looks as if it were: by a sign without a
 * width, or by a ' where the encoding has no such sign. */
#define DUBAN_EXPORT_MARK "\u200b"
bool duban_export_marked(const char *cell);

/* How many bytes at the beginning of a cell an export has put there: its guard or, in a print, its
 * mark. */
size_t duban_export_added(const char *cell, bool print);

#endif
