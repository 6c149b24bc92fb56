/* What the tables of duban are measured against, and how: the least that can be done with a table.
 *
 *     plain import FILE DATABASE   parses with libcsv and inserts into one indexed table
 *     plain export DATABASE        selects all rows in order and writes them as CSV
 *     plain measure COMMAND...     runs it and prints on standard error: seconds, KiB at most,
 * status
 */
#include <csv.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COLUMNS = 5 };

struct insert {
    sqlite3 *db;
    sqlite3_stmt *row;
    int column;
};

static void die(const char *what)
{
    fprintf(stderr, "plain: %s\n", what);
    exit(1);
}

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
}

static void on_cell(void *cell, size_t len, void *data)
{
    struct insert *insert = data;

    if (++insert->column <= COLUMNS)
        sqlite3_bind_text(insert->row, insert->column, cell, (int)len, SQLITE_TRANSIENT);
}

static void on_row(int end, void *data)
{
    struct insert *insert = data;

    (void)end;
    if (sqlite3_step(insert->row) != SQLITE_DONE)
        die(sqlite3_errmsg(insert->db));
    sqlite3_reset(insert->row);
    sqlite3_clear_bindings(insert->row);
    insert->column = 0;
}

static int import(const char *path, const char *database)
{
    struct insert insert = {NULL, NULL, 0};
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    char chunk[1u << 16];

    if (!file || sqlite3_open(database, &insert.db) != SQLITE_OK)
        die("cannot open the files");
    run(insert.db, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
                   "CREATE TABLE task (id INTEGER PRIMARY KEY, serial TEXT, phase TEXT, text TEXT,"
                   " deadline TEXT, lead TEXT) STRICT;"
                   "CREATE INDEX task_phase ON task (phase); BEGIN IMMEDIATE");
    sqlite3_prepare_v2(insert.db,
                       "INSERT INTO task (serial, phase, text, deadline, lead)"
                       " VALUES (?1, ?2, ?3, ?4, ?5)",
                       -1, &insert.row, NULL);
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
        if (csv_parse(&parser, chunk, n, on_cell, on_row, &insert) != n)
            die("no CSV");
    csv_fini(&parser, on_cell, on_row, &insert);
    csv_free(&parser);
    fclose(file);
    sqlite3_finalize(insert.row);
    run(insert.db, "COMMIT");
    sqlite3_close(insert.db);
    return 0;
}

static int export(const char *database)
{
    sqlite3 *db;
    sqlite3_stmt *rows;

    if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        die("cannot open the database");
    sqlite3_prepare_v2(db, "SELECT serial, phase, text, deadline, lead FROM task ORDER BY id", -1,
                       &rows, NULL);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < COLUMNS; i++) {
            if (i)
                putchar(',');
            csv_fwrite(stdout, sqlite3_column_text(rows, i), (size_t)sqlite3_column_bytes(rows, i));
        }
        fputs("\r\n", stdout);
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return fflush(stdout) ? 1 : 0;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int measure(char **command)
{
    struct rusage usage;
    double begin = seconds();
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        execvp(*command, command);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        die("cannot run the command");
    fprintf(stderr, "%.3f %ld %d\n", seconds() - begin, usage.ru_maxrss,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "import") == 0)
        return import(argv[2], argv[3]);
    if (argc == 3 && strcmp(argv[1], "export") == 0)
        return export(argv[2]);
    if (argc > 2 && strcmp(argv[1], "measure") == 0)
        return measure(argv + 2);
    die("import FILE DATABASE | export DATABASE | measure COMMAND...");
}
