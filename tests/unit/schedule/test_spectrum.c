/* The collection csv-spectrum, cell by cell, where it is at hand: DUBAN_CSV_SPECTRUM names its
 * folder, as `npm pack csv-spectrum` and tar unpack it. Each file of csvs/ is an array of objects
 * in json/, whose keys are the first row. location_coordinates is left out: its bytes are broken,
 * and its JSON tells of another row than it has. */
#include "places.h"

#include "duban/file.h"
#include "duban/json.h"
#include "duban/table.h"

#include <string.h>

TestSuite(spectrum, .timeout = 60);

enum { LARGEST = 1u << 20 };

static const char *const names[] = {"comma_in_quotes",
                                    "empty",
                                    "empty_crlf",
                                    "escaped_quotes",
                                    "json",
                                    "newlines",
                                    "newlines_crlf",
                                    "quotes_and_newlines",
                                    "simple",
                                    "simple_crlf",
                                    "utf8"};

static void read_file(struct duban_buf *out, const char *folder, const char *part, const char *name,
                      const char *end)
{
    struct duban_buf path = DUBAN_BUF_INIT;

    duban_buf_addf(&path, "%s/%s/%s.%s", folder, part, name, end);
    cr_assert_eq(duban_file_read(out, path.data, LARGEST, NULL), DUBAN_OK, "%s", path.data);
    duban_buf_release(&path);
}

static void add_row(struct duban_buf *out, const struct duban_table *table, size_t row)
{
    cr_expect_eq(table->rows[row].n, table->rows[0].n, "row %zu is not as wide as the first", row);
    for (size_t i = 0; i < table->rows[row].n; i++) {
        duban_buf_addc(out, i == 0 ? '{' : ',');
        duban_json_string(out, duban_table_cell(table, 0, i));
        duban_buf_addc(out, ':');
        duban_json_string(out, duban_table_cell(table, row, i));
    }
    duban_buf_addc(out, '}');
}

static void add_table(struct duban_buf *out, const struct duban_table *table)
{
    duban_buf_addc(out, '[');
    for (size_t row = 1; row < table->n_rows; row++) {
        duban_buf_adds(out, row > 1 ? "," : "");
        add_row(out, table, row);
    }
    duban_buf_addc(out, ']');
}

/* The JSON without the blanks between its signs. */
static void add_compact(struct duban_buf *out, const char *json)
{
    bool quoted = false;

    for (; *json; json++) {
        if (*json == '"')
            quoted = !quoted;
        if (quoted || !strchr(" \t\r\n", *json))
            duban_buf_addc(out, *json);
        if (*json == '\\' && json[1])
            duban_buf_addc(out, *++json);
    }
}

static void check(const char *folder, const char *name)
{
    struct duban_buf bytes = DUBAN_BUF_INIT, json = DUBAN_BUF_INIT;
    struct duban_buf got = DUBAN_BUF_INIT, wanted = DUBAN_BUF_INIT;
    struct duban_table table;

    read_file(&bytes, folder, "csvs", name, "csv");
    read_file(&json, folder, "json", name, "json");
    cr_assert_eq(duban_table_read(&table, bytes.data, bytes.len, 0, NULL), DUBAN_OK, "%s", name);
    add_table(&got, &table);
    add_compact(&wanted, json.data);
    cr_expect_str_eq(got.data, wanted.data, "%s: %s instead of %s", name, got.data, wanted.data);
    duban_table_release(&table);
    duban_buf_release(&bytes);
    duban_buf_release(&json);
    duban_buf_release(&got);
    duban_buf_release(&wanted);
}

Test(spectrum, every_cell_is_as_the_collection_has_it)
{
    const char *folder = getenv("DUBAN_CSV_SPECTRUM");

    if (!folder)
        cr_skip("the collection csv-spectrum is not there (DUBAN_CSV_SPECTRUM)");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check(folder, names[i]);
}
