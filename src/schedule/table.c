/* Delimited text to rows of cells. libcsv parses; this file gives it one physical line a call, so
 * that every row and every fault has its line, and keeps the limits. */
#include "duban/table.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "schedule/delimiter.h"
#include "schedule/quotes.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct duban_table *table;
    struct quotes quotes;
    unsigned long line;   /* physical line being read */
    unsigned long opened; /* where the quoted cell that is open now was opened */
    uint32_t row_line;    /* where the row being read began */
    uint32_t row_first;   /* its first cell */
    enum { FINE, MANY_COLUMNS, LONG_FIELD, MANY_ROWS } fault;
    bool looks; /* only counts, keeps nothing */
    struct duban_buf mended;
};

/* RFC 4180 keeps blanks. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* The cap on libcsv's buffer: without it an unclosed quote takes as much memory as the file. */
static void *capped_realloc(void *p, size_t size)
{
    enum { SLACK = 1 << 17 };

    return size > DUBAN_TABLE_FIELD + SLACK ? NULL : realloc(p, size);
}

static void take_cell(void *s, size_t len, void *data)
{
    struct reader *reader = data;
    struct duban_table *table = reader->table;

    if (reader->fault)
        return;
    if (len > DUBAN_TABLE_FIELD) {
        reader->fault = LONG_FIELD;
        return;
    }
    if (table->n_cells - reader->row_first >= DUBAN_TABLE_COLUMNS) {
        reader->fault = MANY_COLUMNS;
        return;
    }
    if (reader->looks) {
        table->n_cells++;
        return;
    }
    table->cells =
        duban_more(table->cells, table->n_cells, &table->cap_cells, sizeof *table->cells);
    table->cells[table->n_cells++] = (uint32_t)table->text_len;
    if (len)
        memcpy(table->text + table->text_len, s, len);
    table->text_len += len;
    table->text[table->text_len++] = '\0';
}

static void take_row(int end, void *data)
{
    struct reader *reader = data;
    struct duban_table *table = reader->table;
    size_t n = table->n_cells - reader->row_first;

    (void)end;
    if (reader->fault)
        return;
    if (reader->looks) {
        table->n_cells = 0;
        return;
    }
    if (table->n_rows >= DUBAN_TABLE_ROWS) {
        reader->fault = MANY_ROWS;
        return;
    }
    table->rows = duban_more(table->rows, table->n_rows, &table->cap_rows, sizeof *table->rows);
    table->rows[table->n_rows++] =
        (struct duban_table_row){reader->row_line, reader->row_first, (uint32_t)n};
    if (n > table->width)
        table->width = n;
    reader->row_first = (uint32_t)table->n_cells;
}

/* --- Faults ---------------------------------------------------------------------------------- */

static enum duban_status refuse(struct duban_err *err, unsigned long line, const char *text)
{
    duban_err_set(err, DUBAN_REFUSED, "%s", text);
    duban_err_at(err, NULL, line, NULL);
    return DUBAN_REFUSED;
}

static enum duban_status refuse_unclosed(const struct reader *reader, struct duban_err *err)
{
    duban_err_set(err, DUBAN_REFUSED, _("第 %zu 列在这一行打开的引号没有闭合，请补上引号后再导入"),
                  reader->quotes.column + 1);
    duban_err_at(err, NULL, reader->opened, NULL);
    return DUBAN_REFUSED;
}

static enum duban_status refuse_behind(const struct reader *reader, struct duban_err *err)
{
    if (reader->opened != reader->line) {
        duban_err_set(err, DUBAN_REFUSED,
                      _("第 %zu 列在这一行打开的引号没有闭合（第 %lu 行的引号不能作为它的结尾），"
                        "请补上引号后再导入"),
                      reader->quotes.column + 1, reader->line);
        duban_err_at(err, NULL, reader->opened, NULL);
        return DUBAN_REFUSED;
    }
    duban_err_set(err, DUBAN_REFUSED,
                  _("第 %zu 列的右引号后面还有文字；单元格里的引号要写成两个，请改正后再导入"),
                  reader->quotes.column + 1);
    duban_err_at(err, NULL, reader->line, NULL);
    return DUBAN_REFUSED;
}

static enum duban_status refuse_fault(const struct reader *reader, struct duban_err *err)
{
    switch (reader->fault) {
    case MANY_COLUMNS:
        duban_err_set(err, DUBAN_REFUSED, _("超过 %d 列，请检查分隔符，或删去多余的列后再导入"),
                      DUBAN_TABLE_COLUMNS);
        break;
    case MANY_ROWS:
        duban_err_set(err, DUBAN_REFUSED, _("超过 %d 行，请拆分后再导入"), DUBAN_TABLE_ROWS);
        break;
    case FINE:
    case LONG_FIELD:
        if (reader->quotes.state == CELL_QUOTED)
            return refuse(err, reader->opened,
                          _("在这一行打开的引号之后 1 MiB 仍未结束：引号没有闭合，或单元格太大"));
        duban_err_set(err, DUBAN_REFUSED, _("第 %zu 列的单元格超过 1 MiB，请缩短后再导入"),
                      reader->table->n_cells - reader->row_first + 1);
        break;
    }
    duban_err_at(err, NULL, reader->row_line, NULL);
    return DUBAN_REFUSED;
}

/* --- Lines ----------------------------------------------------------------------------------- */

/* Bytes before the first line end. It is looked for in pieces: in a file whose lines end in CR the
 * first LF may be far behind. */
static size_t bare_len(const char *s, size_t len)
{
    enum { PIECE = 1 << 10 };

    for (size_t at = 0; at < len;) {
        size_t n = len - at < PIECE ? len - at : PIECE;
        const char *lf = memchr(s + at, '\n', n);
        const char *cr = memchr(s + at, '\r', lf ? (size_t)(lf - s) - at : n);

        if (cr || lf)
            return (size_t)((cr ? cr : lf) - s);
        at += n;
    }
    return len;
}

/* The length of the physical line at `s`, its line end included; *bare without it. */
static size_t line_len(const char *s, size_t len, size_t *bare)
{
    size_t n = *bare = bare_len(s, len);

    if (n < len && s[n] == '\r')
        n++;
    if (n < len && s[n] == '\n')
        n++;
    return n;
}

static void note_mended(struct reader *reader)
{
    struct duban_table *table = reader->table;

    table->mended =
        duban_more(table->mended, table->n_mended, &table->cap_mended, sizeof *table->mended);
    table->mended[table->n_mended++] = (uint32_t)reader->line;
}

/* Gives libcsv one physical line of `len` bytes, `bare` without its end. */
static enum duban_status read_line(struct reader *reader, struct csv_parser *parser, const char *s,
                                   size_t len, size_t bare, struct duban_err *err)
{
    enum cell_state before = reader->quotes.state;
    size_t column = reader->quotes.column;

    if (before == CELL_START)
        reader->row_line = (uint32_t)reader->line;
    quotes_line(&reader->quotes, s, bare);
    if ((reader->quotes.state == CELL_QUOTED || reader->quotes.behind) &&
        (before != CELL_QUOTED || reader->quotes.column != column))
        reader->opened = reader->line;
    if (reader->quotes.behind)
        return refuse_behind(reader, err);
    if (reader->quotes.stray) {
        duban_buf_clear(&reader->mended);
        quotes_mend(&reader->mended, reader->quotes.delimiter, before, s, bare);
        duban_buf_add(&reader->mended, s + bare, len - bare);
        note_mended(reader);
        s = reader->mended.data;
        len = reader->mended.len;
    }
    if (csv_parse(parser, s, len, take_cell, take_row, reader) != len || reader->fault)
        return refuse_fault(reader, err);
    return DUBAN_OK;
}

static enum duban_status read_lines(struct reader *reader, struct csv_parser *parser,
                                    const char *text, size_t len, struct duban_err *err)
{
    while (len) {
        size_t bare;
        size_t n = line_len(text, len, &bare);
        enum duban_status status = read_line(reader, parser, text, n, bare, err);

        if (status)
            return status;
        text += n;
        len -= n;
        reader->line++;
    }
    return DUBAN_OK;
}

static enum duban_status read_end(struct reader *reader, struct csv_parser *parser,
                                  struct duban_err *err)
{
    if (reader->quotes.state == CELL_QUOTED)
        return refuse_unclosed(reader, err);
    if (csv_fini(parser, take_cell, take_row, reader) != 0 || reader->fault)
        return refuse_fault(reader, err);
    return DUBAN_OK;
}

static void open_parser(struct csv_parser *parser, char delimiter)
{
    if (csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        duban_die("libcsv cannot be initialised");
    csv_set_delim(parser, (unsigned char)delimiter);
    csv_set_space_func(parser, no_space);
    csv_set_realloc_func(parser, capped_realloc);
    csv_set_blk_size(parser, 1 << 16);
}

static enum duban_status read_with(struct duban_table *table, const char *text, size_t len,
                                   unsigned long line, struct duban_err *err)
{
    struct reader reader = {.table = table,
                            .quotes = {.delimiter = table->delimiter},
                            .line = line,
                            .mended = DUBAN_BUF_INIT};
    struct csv_parser parser;
    enum duban_status status;

    open_parser(&parser, table->delimiter);
    status = read_lines(&reader, &parser, text, len, err);
    if (!status)
        status = read_end(&reader, &parser, err);
    csv_free(&parser);
    duban_buf_release(&reader.mended);
    return status;
}

/* --- Tables ---------------------------------------------------------------------------------- */

enum duban_status duban_table_read(struct duban_table *out, const char *text, size_t len,
                                   char delimiter, struct duban_err *err)
{
    size_t skipped = 0;
    char declared = delimiter_declared(text, len, &skipped);
    enum duban_status status;

    *out = (struct duban_table){0};
    if (!delimiter)
        delimiter = declared ? declared : delimiter_find(text, len);
    out->delimiter = delimiter;
    /* Every cell ends where a delimiter or a line end stood, or at the end of the text. */
    out->text = duban_alloc(len + 2);
    status = read_with(out, text + skipped, len - skipped, skipped ? 2 : 1, err);
    if (status)
        duban_table_release(out);
    return status;
}

void duban_table_release(struct duban_table *table)
{
    free(table->text);
    free(table->cells);
    free(table->rows);
    free(table->mended);
    *table = (struct duban_table){0};
}

const char *duban_table_cell(const struct duban_table *table, size_t row, size_t column)
{
    const struct duban_table_row *r = &table->rows[row];

    return column < r->n ? table->text + table->cells[r->first + column] : "";
}

/* --- A look through a large file ------------------------------------------------------------- */

struct duban_table_look {
    struct reader reader;
    struct duban_table table;
    struct csv_parser parser;
    struct duban_buf rest; /* the beginning of a line whose end was not seen yet */
    bool begun, over;
};

struct duban_table_look *duban_table_look_new(char delimiter)
{
    struct duban_table_look *look = duban_alloc(sizeof *look);

    look->table.delimiter = delimiter;
    look->reader =
        (struct reader){.table = &look->table, .line = 1, .mended = DUBAN_BUF_INIT, .looks = true};
    look->rest = (struct duban_buf)DUBAN_BUF_INIT;
    return look;
}

void duban_table_look_free(struct duban_table_look *look)
{
    if (look->begun)
        csv_free(&look->parser);
    duban_buf_release(&look->reader.mended);
    duban_buf_release(&look->rest);
    free(look);
}

/* With the first bytes: the delimiter, and whether bytes can be looked at as they are. */
static void begin_look(struct duban_table_look *look, const char *bytes, size_t len)
{
    size_t skipped;
    char declared = delimiter_declared(bytes, len, &skipped);
    char delimiter = look->table.delimiter;

    if (!delimiter)
        delimiter = declared ? declared : delimiter_find(bytes, len);
    look->reader.quotes.delimiter = delimiter;
    open_parser(&look->parser, delimiter);
    look->begun = true;
    look->over = memchr(bytes, '\0', len) != NULL;
}

enum duban_status duban_table_look_on(struct duban_table_look *look, const char *bytes, size_t len,
                                      struct duban_err *err)
{
    const char *end = memrchr(bytes, '\n', len);
    size_t whole = end ? (size_t)(end - bytes) + 1 : 0;
    enum duban_status status;

    if (!look->begun)
        begin_look(look, bytes, len);
    if (look->over)
        return DUBAN_OK;
    duban_buf_add(&look->rest, bytes, whole);
    status = whole ? read_lines(&look->reader, &look->parser, look->rest.data, look->rest.len, err)
                   : DUBAN_OK;
    if (whole)
        duban_buf_clear(&look->rest);
    duban_buf_add(&look->rest, bytes + whole, len - whole);
    if (status || look->rest.len > 4 * DUBAN_TABLE_FIELD)
        look->over = true;
    /* Of anything else the reading itself will tell. */
    return look->reader.quotes.state == CELL_QUOTED ? status : DUBAN_OK;
}
