/* A schedule table, read: bytes to text to rows to tasks, each step in its own file; here they are
 * put one behind the other. */
#include "duban/import.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/decode.h"
#include "duban/export.h"
#include "duban/i18n.h"
#include "schedule/delimiter.h"
#include "schedule/import.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* --- Cells and findings ---------------------------------------------------------------------- */

const char *import_cell(const struct duban_import *import, size_t row, size_t column)
{
    const char *cell = column == NO_COLUMN ? "" : duban_table_cell(&import->table, row, column);

    return import->header.ours ? cell + duban_export_added(cell, import_is_print(import)) : cell;
}

const char *import_field(const struct duban_import *import, size_t row, enum column column)
{
    if (import->deadlines && column == COLUMN_DEADLINE && import->deadlines[row])
        return import->deadlines[row];
    return import_cell(import, row, import->header.of[column]);
}

struct duban_deadline import_when(const struct duban_import *import, const char *cell)
{
    struct duban_deadline_context context = {import->year, import->issued};
    struct duban_deadline when;

    duban_deadline_reader_read(import->reader, &when, cell, &context);
    return when;
}

void import_tell(struct duban_import *import, int weight, unsigned long line, const char *column,
                 const char *format, ...)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    struct duban_finding *finding;
    va_list args;

    import->findings = duban_more(import->findings, import->n_findings, &import->cap_findings,
                                  sizeof *import->findings);
    finding = &import->findings[import->n_findings++];
    va_start(args, format);
    duban_buf_vaddf(&text, format, args);
    va_end(args);
    *finding = (struct duban_finding){.line = line,
                                      .column = duban_strdup(column),
                                      .text = duban_buf_detach(&text)};
    finding->weight = weight;
}

/* --- Reading --------------------------------------------------------------------------------- */

static void tell_mended(struct duban_import *import)
{
    for (size_t i = 0; i < import->table.n_mended; i++)
        import_tell(import, DUBAN_FINDING_NOTE, import->table.mended[i], NULL,
                    _("单元格中间有英文引号，已原样保留"));
}

/* How the rows of the text end: as its last one does, or the first line where that has no end. */
static const char *find_line_end(const char *text, size_t len)
{
    size_t at = len;

    if (len && text[len - 1] != '\n' && text[len - 1] != '\r')
        for (at = 0; at < len && text[at] != '\n' && text[at] != '\r';)
            at++;
    else if (len)
        at = len >= 2 && text[len - 1] == '\n' && text[len - 2] == '\r' ? len - 2 : len - 1;
    if (at < len && text[at] == '\r')
        return at + 1 < len && text[at + 1] == '\n' ? "\r\n" : "\r";
    return at < len ? "\n" : "\r\n";
}

static enum duban_status read_table(struct duban_import *import, const char *bytes, size_t len,
                                    const struct duban_import_options *options,
                                    struct duban_err *err)
{
    struct duban_decoded decoded;
    size_t skipped;
    enum duban_status status = duban_decode(&decoded, bytes, len, options->encoding, err);

    if (!status) {
        import->encoding = decoded.encoding;
        import->bom = decoded.bom;
        import->guessed = decoded.guessed;
        import->line_end = find_line_end(decoded.text, decoded.len);
        import->declared = delimiter_declared(decoded.text, decoded.len, &skipped) != 0;
        status =
            duban_table_read(&import->table, decoded.text, decoded.len, options->delimiter, err);
    }
    duban_decoded_release(&decoded);
    return status;
}

/* The year the deadlines are read with: asked for, in the title, or the board's. */
static enum duban_status settle_year(struct duban_import *import,
                                     const struct duban_campaign *campaign, struct duban_err *err)
{
    int board = campaign ? campaign->year : 0;

    if (board && import->year_from == DUBAN_YEAR_OPTION && import->year != board)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("看板的年度是 %d，与 --year %d 不符；"
                               "请去掉 --year，或先用 duban campaign set year=%d 修改年度"),
                             board, import->year, import->year);
    import_read_titles(import);
    if (board && import->year_from == DUBAN_YEAR_TITLE && import->year != board)
        import_tell(import, DUBAN_FINDING_DOUBT, 0, NULL,
                    _("标题中的年度是 %d，看板的年度是 %d，时限按看板的年度理解"), import->year,
                    board);
    if (board && import->year_from != DUBAN_YEAR_OPTION) {
        import->year_from = import->year == board ? import->year_from : DUBAN_YEAR_BOARD;
        import->year = board;
    }
    return DUBAN_OK;
}

/* Big5 is valid GB18030 too, and then without a header: where it has one, that is what it is. */
static enum duban_status try_big5(struct duban_import *import, const char *bytes, size_t len,
                                  const struct duban_import_options *options,
                                  struct header_maps *maps, struct duban_err *err)
{
    struct duban_import_options big5 = *options;
    struct duban_import other = {0};
    struct duban_err fault = DUBAN_ERR_INIT;
    enum duban_status status;

    big5.encoding = "big5";
    status = read_table(&other, bytes, len, &big5, &fault);
    if (!status)
        status = header_find(&other.header, &other.table, maps, &fault);
    duban_err_release(&fault);
    if (status) {
        duban_table_release(&other.table);
        return DUBAN_REFUSED;
    }
    if (err)
        duban_err_release(err);
    duban_table_release(&import->table);
    import->table = other.table;
    import->header = other.header;
    import->encoding = other.encoding;
    import->guessed = true;
    return DUBAN_OK;
}

/* How often the header has a column of that name. */
static size_t count_named(const struct header *header, const char *name)
{
    size_t n = 0;

    for (size_t i = 0; i < header->n; i++)
        n += header->columns[i].named &&
             header_same_key(name, strlen(name), header->columns[i].name);
    return n;
}

/* What was said about the columns now, to be remembered: by name wherever the column has one of its
 * own, because columns move. Places in a table without a header mean nothing in the next one. */
static char *list_maps(const struct header *header, const struct header_maps *maps)
{
    struct duban_buf list = DUBAN_BUF_INIT;

    for (size_t i = 0; i < maps->n; i++) {
        const struct header_map *map = &maps->items[i];
        bool placed = map->place && !map->named;
        const struct header_column *column = placed ? &header->columns[map->place - 1] : NULL;
        const char *name = placed && column->named ? column->name : map->name;

        if (map->remembered || strchr(name, '\n') ||
            (placed && (!header->rows || (column->named && count_named(header, name) != 1))))
            continue;
        duban_buf_addf(&list, "%s%s=%s", list.len ? "\n" : "", name, map->field);
    }
    return list.len ? duban_buf_detach(&list) : NULL;
}

static enum duban_status find_header(struct duban_import *import, const char *bytes, size_t len,
                                     const struct duban_campaign *campaign,
                                     const struct duban_import_options *options,
                                     struct duban_err *err)
{
    struct header_maps maps;
    enum duban_status status = header_maps_init(&maps, options->maps, options->n_maps,
                                                campaign ? campaign->maps : NULL, err);

    maps.by_key = options->by_key;
    if (!status)
        status = header_find(&import->header, &import->table, &maps, err);
    if (status == DUBAN_REFUSED && !options->encoding && strcmp(import->encoding, "GB18030") == 0)
        status = try_big5(import, bytes, len, options, &maps, err);
    if (!status)
        import->maps = list_maps(&import->header, &maps);
    header_maps_release(&maps);
    if (!status && !import->header.rows)
        import_tell(import, DUBAN_FINDING_NOTE, 0, NULL,
                    _("没有表头，按列号理解；从第 %lu 行起每一行都是任务"),
                    (unsigned long)import->table.rows[import->header.row].line);
    return status;
}

static enum duban_status read_file(struct duban_import *import, const char *bytes, size_t len,
                                   const struct duban_campaign *campaign,
                                   const struct duban_import_options *options,
                                   struct duban_err *err)
{
    enum duban_status status = read_table(import, bytes, len, options, err);

    if (!status)
        status = find_header(import, bytes, len, campaign, options, err);
    if (!status)
        status = settle_year(import, campaign, err);
    if (status)
        return status;
    tell_mended(import);
    status = import_check_broken(import, err);
    if (!status) {
        import_take_dittos(import);
        status = import_read_rows(import, err);
    }
    if (!status) {
        import_take_print(import, campaign);
        import_find_doubts(import);
    }
    return status;
}

enum duban_status duban_import_new(struct duban_import **out, const char *name, const char *bytes,
                                   size_t len, const struct duban_campaign *campaign,
                                   const struct duban_import_options *options,
                                   struct duban_err *err)
{
    struct duban_import *import = duban_alloc(sizeof *import);
    enum duban_status status;

    *out = NULL;
    duban_alloc_expect(len * 4); /* the cells, the rows, and what is planned of them */
    import->name = duban_strdup(name);
    import->reader = duban_deadline_reader_new();
    import->chose_encoding = options->encoding != NULL;
    import->chose_delimiter = options->delimiter != 0;
    import->mode = options->mode;
    import->zeros = options->zeros;
    import->times_in_text = options->times_in_text;
    import->rejects = options->rejects;
    import->by_key = options->by_key;
    import->step = options->step;
    import->step_data = options->step_data;
    import->today = options->today;
    import->year = options->year;
    import->year_from = options->year ? DUBAN_YEAR_OPTION : DUBAN_YEAR_NOWHERE;
    import->issued = options->issued != DUBAN_NO_DATE ? options->issued
                     : campaign                       ? campaign->issued
                                                      : DUBAN_NO_DATE;
    status = read_file(import, bytes, len, campaign, options, err);
    if (!status) {
        *out = import;
        return DUBAN_OK;
    }
    duban_err_at(err, name, 0, NULL);
    duban_import_free(import);
    return status;
}

void duban_import_free(struct duban_import *import)
{
    if (!import)
        return;
    for (size_t i = 0; i < import->n_phases; i++) {
        free(import->phases[i].cell);
        free(import->phases[i].name);
        free(import->phases[i].window);
    }
    for (size_t i = 0; i < import->n_findings; i++) {
        free(import->findings[i].column);
        free(import->findings[i].text);
    }
    for (size_t i = 0; import->deadlines && i < import->table.n_rows; i++)
        free(import->deadlines[i]);
    free(import->deadlines);
    header_release(&import->header);
    duban_table_release(&import->table);
    duban_deadline_reader_free(import->reader);
    free(import->name);
    free(import->title);
    free(import->maps);
    free(import->rows);
    free(import->phases);
    free(import->findings);
    free(import->missing);
    free(import->doubted);
    free(import);
}

/* --- What was found -------------------------------------------------------------------------- */

int duban_import_year(const struct duban_import *import)
{
    return import->year;
}

const char *duban_import_title(const struct duban_import *import)
{
    return import->title;
}

const struct duban_import_row *duban_import_rows(const struct duban_import *import, size_t *n)
{
    *n = import->n_rows;
    return import->rows;
}

const struct duban_import_phase *duban_import_phases(const struct duban_import *import, size_t *n)
{
    *n = import->n_phases;
    return import->phases;
}

const struct duban_finding *duban_import_findings(const struct duban_import *import, size_t *n)
{
    *n = import->n_findings;
    return import->findings;
}

enum duban_status duban_import_no_year(const struct duban_import *import, struct duban_err *err)
{
    if (import->footer_year)
        duban_err_set(err, DUBAN_REFUSED,
                      _("不知道活动年度，时限无法理解；表下写有 %d 年，如果就是它，请加 --year %d"),
                      import->footer_year, import->footer_year);
    else
        duban_err_set(err, DUBAN_REFUSED,
                      _("标题里没有年度，时限无法理解；请加 --year，例如 --year 2018"));
    duban_err_at(err, import->name, 0, NULL);
    return DUBAN_REFUSED;
}
