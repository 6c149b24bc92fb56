/* The tables of a board, and the steps from version to version.
 *
 * The text of a step is never edited once it was released, not even when fields.def grows: a board
 * made by an older program has gone through exactly these words. A new field is a new step.
 */
#include "store/schema.h"

#include "duban/i18n.h"
#include "store/header.h"
#include "store/transaction.h"

#include <string.h>

/* Column definitions that occur often. A CHECK holds for NULL. For an IN of more than two values
 * SQLite builds a table every time a row is written; OR costs nothing. */
/* clang-format off */
#define DATE_GLOB     "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
#define DATE(name)    name " TEXT CHECK (" name " GLOB '" DATE_GLOB "')"
#define INSTANT(name) \
    name " TEXT NOT NULL CHECK (" name " GLOB '" DATE_GLOB "T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z')"
#define BOOL(name)    name " INTEGER NOT NULL DEFAULT 0 CHECK (" name " IN (0, 1))"
#define COUNT(name) \
    name " INTEGER NOT NULL DEFAULT 0 CHECK (" name " BETWEEN 0 AND 2147483647)"
#define REFERENCE(name, table) \
    name " INTEGER REFERENCES " table " (id) DEFERRABLE INITIALLY DEFERRED"
#define APPEND_ONLY(table, verb) \
    "CREATE TRIGGER " table "_no_" verb " BEFORE " verb " ON " table " BEGIN\n" \
    "  SELECT RAISE(ABORT, 'the history is only ever added to');\n" \
    "END;\n"

/* Columns are named by the keys of fields.def. The one row of `campaign` is there from the start,
 * in version 0: nobody has written it yet. */
static const char version_1[] =
    "CREATE TABLE campaign (\n"
    "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
    "  version INTEGER NOT NULL CHECK (version >= 0),\n"
    "  title TEXT,\n"
    "  org TEXT,\n"
    "  doc_no TEXT,\n"
    "  theme TEXT,\n"
    "  year INTEGER NOT NULL DEFAULT 0 CHECK (year BETWEEN 0 AND 9999),\n"
    "  " DATE("issued") ",\n"
    "  " DATE("start") ",\n"
    "  " DATE("\"end\"") ",\n"
    "  soon INTEGER NOT NULL DEFAULT 7 CHECK (soon BETWEEN 1 AND 30),\n"
    "  columns TEXT\n"
    ") STRICT;\n"
    "INSERT INTO campaign (id, version) VALUES (1, 0);\n"

    "CREATE TABLE phase (\n"
    "  id INTEGER PRIMARY KEY CHECK (id > 0),\n"
    "  version INTEGER NOT NULL CHECK (version >= 1),\n"
    "  position INTEGER NOT NULL,\n"
    "  name TEXT NOT NULL CHECK (name <> ''),\n"
    "  label TEXT,\n"
    "  \"window\" TEXT,\n"
    "  " DATE("start") ",\n"
    "  " DATE("\"end\"") ",\n"
    "  " BOOL("deleted") "\n"
    ") STRICT;\n"

    "CREATE TABLE task (\n"
    "  id INTEGER PRIMARY KEY CHECK (id > 0),\n"
    "  version INTEGER NOT NULL CHECK (version >= 1),\n"
    "  " REFERENCE("phase", "phase") " NOT NULL,\n"
    "  position INTEGER NOT NULL,\n"
    "  serial TEXT,\n"
    "  text TEXT NOT NULL CHECK (text <> ''),\n"
    "  deadline TEXT,\n"
    "  kind TEXT NOT NULL DEFAULT 'none' CHECK (kind = 'none' OR kind = 'date' OR kind = 'range'\n"
    "    OR kind = 'recur' OR kind = 'open' OR kind = 'relative' OR kind = 'ditto'\n"
    "    OR kind = 'bad'),\n"
    "  " DATE("start") ",\n"
    "  " DATE("due") ",\n"
    "  " DATE("warn") ",\n"
    "  flags TEXT,\n"
    "  " BOOL("by_hand") ",\n"
    "  leader TEXT,\n"
    "  status TEXT NOT NULL DEFAULT 'todo' CHECK (status = 'todo' OR status = 'doing'\n"
    "    OR status = 'done' OR status = 'dropped'),\n"
    "  " DATE("done_on") ",\n"
    "  reason TEXT,\n"
    "  target TEXT,\n"
    "  progress TEXT,\n"
    "  note TEXT,\n"
    "  " COUNT("chases") ",\n"
    "  " COUNT("extensions") ",\n"
    "  " BOOL("deleted") ",\n"
    "  " INSTANT("updated_at") ",\n"
    "  updated_by TEXT NOT NULL CHECK (updated_by <> '')\n"
    ") STRICT;\n"

    "CREATE TABLE department (\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL UNIQUE CHECK (name <> '')\n"
    ") STRICT;\n"

    "CREATE TABLE task_department (\n"
    "  " REFERENCE("task", "task") " NOT NULL,\n"
    "  role TEXT NOT NULL CHECK (role IN ('leads', 'supports')),\n"
    "  position INTEGER NOT NULL,\n"
    "  " REFERENCE("department", "department") " NOT NULL,\n"
    "  PRIMARY KEY (task, role, position)\n"
    ") STRICT, WITHOUT ROWID;\n"

    "CREATE TABLE task_extra (\n"
    "  " REFERENCE("task", "task") " NOT NULL,\n"
    "  name TEXT NOT NULL CHECK (name <> ''),\n"
    "  position INTEGER NOT NULL,\n"
    "  value TEXT NOT NULL,\n"
    "  PRIMARY KEY (task, name)\n"
    ") STRICT, WITHOUT ROWID;\n"

    "CREATE TABLE batch (\n"
    "  id INTEGER PRIMARY KEY CHECK (id > 0),\n"
    "  " INSTANT("at") ",\n"
    "  actor TEXT NOT NULL CHECK (actor <> ''),\n"
    "  act TEXT NOT NULL CHECK (act <> ''),\n"
    "  " REFERENCE("target", "batch") ",\n"
    "  note TEXT,\n"
    "  " REFERENCE("note_task", "task") "\n"
    ") STRICT;\n"
    "CREATE INDEX batch_actor ON batch (actor);\n"
    "CREATE INDEX batch_target ON batch (target) WHERE target IS NOT NULL;\n"
    "CREATE INDEX batch_note_task ON batch (note_task) WHERE note_task IS NOT NULL;\n"

    "CREATE TABLE history (\n"
    "  id INTEGER PRIMARY KEY CHECK (id > 0),\n"
    "  " REFERENCE("batch", "batch") " NOT NULL,\n"
    "  change INTEGER NOT NULL,\n"
    "  object TEXT NOT NULL\n"
    "    CHECK (object = 'task' OR object = 'phase' OR object = 'campaign'),\n"
    "  thing INTEGER NOT NULL,\n"
    "  version INTEGER NOT NULL CHECK (version >= 1),\n"
    "  " BOOL("created") ",\n"
    "  field TEXT NOT NULL CHECK (field <> ''),\n"
    "  extra TEXT,\n"
    "  before TEXT,\n"
    "  after TEXT,\n"
    "  " BOOL("told") "\n"
    ") STRICT;\n"
    "CREATE INDEX history_batch ON history (batch);\n"
    "CREATE INDEX history_thing ON history (thing, object);\n"

    APPEND_ONLY("batch", "UPDATE")
    APPEND_ONLY("batch", "DELETE")
    APPEND_ONLY("history", "UPDATE")
    APPEND_ONLY("history", "DELETE");
/* clang-format on */

/* Other names of departments, and headers that somebody has explained to an import. */
static const char version_2[] = "ALTER TABLE campaign ADD COLUMN aliases TEXT;\n"
                                "ALTER TABLE campaign ADD COLUMN maps TEXT;\n";

/* For a hundred thousand tasks, which an import makes in one act: the departments of a task are
 * columns like its other lists, what an act made is a range of ids and not a line for each, and a
 * day is checked by comparing, because GLOB takes longer than storing the row. */
/* clang-format off */
#define DAY(name)    name " TEXT CHECK (" name " BETWEEN '0000-01-01' AND '9999-12-31')"
#define MOMENT(name) \
    name " TEXT NOT NULL CHECK (" name " BETWEEN '0000-01-01T00:00:00Z' AND '9999-12-31T23:59:59Z')"
#define DEPARTMENTS(role) \
    "(SELECT group_concat(name, char(10)) FROM (SELECT d.name FROM task_department p" \
    " JOIN department d ON d.id = p.department WHERE p.task = task.id AND p.role = '" role "'" \
    " ORDER BY p.position))"
static const char version_3[] =
    "CREATE TABLE task_3 (\n"
    "  id INTEGER PRIMARY KEY CHECK (id > 0),\n"
    "  version INTEGER NOT NULL CHECK (version >= 1),\n"
    "  " REFERENCE("phase", "phase") " NOT NULL,\n"
    "  position INTEGER NOT NULL,\n"
    "  serial TEXT,\n"
    "  text TEXT NOT NULL CHECK (text <> ''),\n"
    "  deadline TEXT,\n"
    "  kind TEXT NOT NULL DEFAULT 'none' CHECK (kind = 'none' OR kind = 'date' OR kind = 'range'\n"
    "    OR kind = 'recur' OR kind = 'open' OR kind = 'relative' OR kind = 'ditto'\n"
    "    OR kind = 'bad'),\n"
    "  " DAY("start") ",\n"
    "  " DAY("due") ",\n"
    "  " DAY("warn") ",\n"
    "  flags TEXT,\n"
    "  " BOOL("by_hand") ",\n"
    "  leads TEXT,\n"
    "  supports TEXT,\n"
    "  leader TEXT,\n"
    "  status TEXT NOT NULL DEFAULT 'todo' CHECK (status = 'todo' OR status = 'doing'\n"
    "    OR status = 'done' OR status = 'dropped'),\n"
    "  " DAY("done_on") ",\n"
    "  reason TEXT,\n"
    "  target TEXT,\n"
    "  progress TEXT,\n"
    "  note TEXT,\n"
    "  " COUNT("chases") ",\n"
    "  " COUNT("extensions") ",\n"
    "  " BOOL("deleted") ",\n"
    "  " MOMENT("updated_at") ",\n"
    "  updated_by TEXT NOT NULL CHECK (updated_by <> '')\n"
    ") STRICT;\n"
    "INSERT INTO task_3 SELECT id, version, phase, position, serial, text, deadline, kind, start,\n"
    "  due, warn, flags, by_hand, " DEPARTMENTS("leads") ", " DEPARTMENTS("supports") ", leader,\n"
    "  status, done_on, reason, target, progress, note, chases, extensions, deleted, updated_at,\n"
    "  updated_by FROM task;\n"
    "DROP TABLE task_department;\n"
    "DROP TABLE department;\n"
    "DROP TABLE task;\n"
    "ALTER TABLE task_3 RENAME TO task;\n"

    "CREATE TABLE creation (\n"
    "  object TEXT NOT NULL CHECK (object = 'task' OR object = 'phase'),\n"
    "  first INTEGER NOT NULL CHECK (first > 0),\n"
    "  last INTEGER NOT NULL CHECK (last >= first),\n"
    "  " REFERENCE("batch", "batch") " NOT NULL,\n"
    "  change INTEGER NOT NULL,\n" /* of the first of them */
    "  PRIMARY KEY (object, first)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX creation_batch ON creation (batch);\n"
    "INSERT INTO creation (object, first, last, batch, change)\n"
    "  SELECT object, min(thing), max(thing), batch, min(change) FROM (\n"
    "    SELECT object, thing, batch, change, thing - row_number() OVER\n"
    "      (PARTITION BY object, batch, change - thing ORDER BY thing) AS run\n"
    "    FROM history WHERE created = 1)\n"
    "  GROUP BY object, batch, change - thing, run;\n"
    "DROP TRIGGER history_no_DELETE;\n"
    "DELETE FROM history WHERE created = 1;\n"
    "ALTER TABLE history DROP COLUMN created;\n"
    APPEND_ONLY("history", "DELETE")
    APPEND_ONLY("creation", "UPDATE")
    APPEND_ONLY("creation", "DELETE");
/* clang-format on */

static const char *const tables[] = {
    "campaign", "phase", "task", "task_extra", "batch", "creation", "history",
};

static const struct {
    int version; /* the one the step leads to, ascending */
    const char *sql;
} steps[] = {
    {1, version_1},
    {2, version_2},
    {3, version_3},
};

/* *climbed: steps were taken. */
static enum duban_status climb(bool *climbed, struct duban_store *store, struct duban_err *err)
{
    int64_t version = 0;
    enum duban_status status = duban_db_number(&version, store, "PRAGMA user_version", err);
    *climbed = status == DUBAN_OK && version < DUBAN_SCHEMA_VERSION;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == DUBAN_OK; i++)
        if (steps[i].version > version)
            status = duban_db_exec(store, steps[i].sql, err);
    if (status != DUBAN_OK || !*climbed)
        return status;
    char sql[80];
    sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                     DUBAN_APPLICATION_ID, DUBAN_SCHEMA_VERSION);
    return duban_db_exec(store, sql, err);
}

static enum duban_status refuse(struct duban_store *store, struct duban_err *err, const char *text)
{
    duban_err_set(err, DUBAN_BOARD, "%s", text);
    duban_err_at(err, store->path, 0, NULL);
    return DUBAN_BOARD;
}

/* How many rows of one table refer to rows of another which are not there. */
static enum duban_status dangling(int64_t *out, struct duban_store *store, struct duban_err *err)
{
    return duban_db_number(out, store, "SELECT count(*) FROM pragma_foreign_key_check", err);
}

/* The steps, after which no more may dangle than did before: some other program may have left such
 * rows, and duban_store_check() tells of them. */
static enum duban_status climb_safely(bool *climbed, struct duban_store *store,
                                      struct duban_err *err)
{
    int64_t before = 0, after = 0;
    enum duban_status status = dangling(&before, store, err);
    if (status == DUBAN_OK)
        status = climb(climbed, store, err);
    if (status == DUBAN_OK && *climbed)
        status = dangling(&after, store, err);
    if (status == DUBAN_OK && after > before)
        status = refuse(store, err, _("看板里有记录引用了不存在的记录，不能转换；请用备份恢复"));
    return status;
}

static enum duban_status migrate(bool *climbed, struct duban_store *store, struct duban_err *err)
{
    enum duban_status status = duban_db_exec(store, "BEGIN IMMEDIATE", err);
    if (status != DUBAN_OK)
        return status;
    status = climb_safely(climbed, store, err);
    if (status == DUBAN_OK)
        return duban_transaction_commit(store, err);
    duban_transaction_rollback(store);
    return status;
}

/* The pages that the steps have left make half of a large board. It is good with them, too: where
 * the disk is full, or somebody reads, they stay. */
static void tidy(struct duban_store *store)
{
    if (sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL) != SQLITE_OK)
        duban_transaction_rollback(store);
}

enum duban_status duban_schema_migrate(struct duban_store *store, struct duban_err *err)
{
    bool climbed = false;
    /* A step may build a table anew that others refer to. */
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    enum duban_status status = migrate(&climbed, store, err);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    if (status == DUBAN_OK && climbed)
        tidy(store);
    return status;
}

static enum duban_status has_table(struct duban_store *store, sqlite3_stmt *stmt, const char *name,
                                   struct duban_err *err)
{
    bool row = false;
    duban_db_bind(stmt, 1, name);
    enum duban_status status = duban_db_next(&row, store, stmt, err);
    sqlite3_reset(stmt);
    if (status == DUBAN_OK && !row)
        status = refuse(store, err, _("看板文件缺少必需的数据表；请用备份恢复"));
    return status;
}

enum duban_status duban_schema_verify(struct duban_store *store, struct duban_err *err)
{
    int64_t id = 0, version = 0;
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_db_number(&id, store, "PRAGMA application_id", err);
    if (status == DUBAN_OK)
        status = duban_db_number(&version, store, "PRAGMA user_version", err);
    if (status == DUBAN_OK && (id != DUBAN_APPLICATION_ID || version != DUBAN_SCHEMA_VERSION))
        status = refuse(store, err, _("看板在打开时被换成了别的文件；请重新打开"));
    if (status == DUBAN_OK)
        status =
            duban_db_prepare(&stmt, store,
                             "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", err);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == DUBAN_OK; i++)
        status = has_table(store, stmt, tables[i], err);
    sqlite3_finalize(stmt);
    return status;
}

enum duban_status duban_schema_sound(struct duban_store *store, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    /* The CHECKs of the tables are left to duban_store_check(): they take half of the time, and
     * loading tests every value anyhow. */
    enum duban_status status = duban_db_exec(store, "PRAGMA ignore_check_constraints=ON", err);
    if (status == DUBAN_OK)
        status = duban_db_prepare(&stmt, store, "PRAGMA quick_check(1)", err);
    if (status == DUBAN_OK)
        status = duban_db_next(&row, store, stmt, err);
    const char *result = row ? duban_db_text(stmt, 0) : NULL;
    if (status == DUBAN_OK && (!result || strcmp(result, "ok") != 0)) {
        duban_err_set(err, DUBAN_BOARD,
                      _("看板文件已损坏（%s），不能再改动；请先导出并另存一份，再用备份恢复，"
                        "备份见 duban check"),
                      result ? result : "quick_check");
        duban_err_at(err, store->path, 0, NULL);
        status = DUBAN_BOARD;
    }
    sqlite3_finalize(stmt);
    return status == DUBAN_OK ? duban_db_exec(store, "PRAGMA ignore_check_constraints=OFF", err)
                              : status;
}
