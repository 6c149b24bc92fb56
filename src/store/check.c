/* Whether a board is in order: the file, the schema, and what must always hold in a board.
 *
 * Rules that SQL can ask for are a table of questions; the form of every value is checked by the
 * field table itself. Each finding is one line for a person, so texts in it are made safe. */
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"
#include "store/columns.h"
#include "store/db.h"
#include "store/schema.h"
#include "store/transaction.h"

#include <stdlib.h>
#include <string.h>

#define EXCERPT_COLUMNS 60
#define FINDINGS_MAX    100 /* of one question; a broken board need not be told line by line */

struct checking {
    struct duban_store *store;
    struct duban_buf *out;
    struct duban_err *err;
    size_t findings;
};

/* --- Findings -------------------------------------------------------------------------------- */

/* Appends a line: `format` has one %s for the excerpt of what was found. */
static void find(struct checking *c, const char *format, const char *what)
{
    struct duban_buf safe = DUBAN_BUF_INIT, excerpt = DUBAN_BUF_INIT;
    duban_text_safe(&safe, what ? what : "", 0);
    duban_text_cut(&excerpt, safe.data, EXCERPT_COLUMNS);
    duban_buf_addf(c->out, format, excerpt.data);
    duban_buf_addc(c->out, '\n');
    duban_buf_release(&safe);
    duban_buf_release(&excerpt);
    c->findings++;
}

/* --- Questions ------------------------------------------------------------------------------- */

/* The words that the history may hold, from the tables of acts and fields. */
/* clang-format off */
static const char unknown_acts[] = "SELECT id FROM batch WHERE act NOT IN ("
#define ACT(id, name, label) "'" name "', "
#include "duban/acts.def"
#undef ACT
    "'')";

static const char unknown_fields[] =
    "SELECT id FROM history WHERE upper(object) || ' ' || field NOT IN ("
#define FIELD(id, object, member, type, key, label) "'" #object " " key "', "
#include "duban/fields.def"
#undef FIELD
    "'')";
/* clang-format on */

/* The act that made a thing of that id says so. */
/* clang-format off */
#define NOT_MADE(object) \
    "SELECT t.id FROM " object " t WHERE t.id > ifnull((SELECT last FROM creation" \
    " WHERE object = '" object "' AND first <= t.id ORDER BY first DESC LIMIT 1), 0)"

/* Every id that an act has made is still there: nothing is ever taken out of the tables. */
#define MADE_BUT_GONE(object) \
    "SELECT batch FROM creation WHERE object = '" object "' AND last - first + 1 <>" \
    " (SELECT count(*) FROM " object " t WHERE t.id BETWEEN first AND last)"
/* clang-format on */

/* Each row of an answer is a finding; its first column says which thing it is about. A pragma also
 * answers when all is well: `fine` is that answer. */
static const struct question {
    const char *sql, *fine;
    const char *finding;
} questions[] = {
    {"PRAGMA integrity_check(20)", "ok", N_("文件已损坏：%s；请先另存一份，再用备份恢复")},
    {"SELECT \"table\" || ' ' || coalesce(rowid, '') || ' -> ' || parent"
     " FROM pragma_foreign_key_check",
     NULL, N_("引用了不存在的记录：%s；请用备份恢复")},
    {"SELECT id FROM task WHERE updated_at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T"
     "[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'",
     NULL, N_("任务 %s 的修改时间无法识别，可能是别的程序写入的；请核对它的内容，重新写一次")},
    {"SELECT count(*) FROM campaign HAVING count(*) <> 1", NULL,
     N_("活动信息应有一条，实有 %s 条；请用备份恢复")},
    {"SELECT year FROM campaign WHERE version > 0 AND year = 0", NULL,
     N_("没有年度（%s）；请用 duban campaign set year=… 补上")},
    {"SELECT t.id FROM task t JOIN phase p ON p.id = t.phase"
     " WHERE t.deleted = 0 AND p.deleted = 1",
     NULL, N_("任务 %s 在已删除的阶段里；请用 duban move 移到别的阶段")},
    {"SELECT name FROM phase WHERE deleted = 0 GROUP BY name HAVING count(*) > 1", NULL,
     N_("有两个阶段同名：%s；请用 duban phase set 改名")},
    {NOT_MADE("task"), NULL,
     N_("历史里没有新建任务 %s 的操作，可能是别的程序写入的；请核对它的内容")},
    {NOT_MADE("phase"), NULL,
     N_("历史里没有新建阶段 %s 的操作，可能是别的程序写入的；请核对它的内容")},
    {MADE_BUT_GONE("task"), NULL, N_("历史里第 %s 次操作新建的任务不全；请用备份恢复")},
    {MADE_BUT_GONE("phase"), NULL, N_("历史里第 %s 次操作新建的阶段不全；请用备份恢复")},
    {"SELECT t.id FROM task t WHERE t.version IS NOT coalesce((SELECT max(h.version)"
     " FROM history h WHERE h.object = 'task' AND h.thing = t.id), 1)",
     NULL, N_("任务 %s 的版本与历史不符，可能被别的程序改过；请核对它的内容")},
    {"SELECT p.name FROM phase p WHERE p.version IS NOT coalesce((SELECT max(h.version)"
     " FROM history h WHERE h.object = 'phase' AND h.thing = p.id), 1)",
     NULL, N_("阶段“%s”的版本与历史不符，可能被别的程序改过；请核对它的内容")},
    {"SELECT c.version FROM campaign c WHERE c.version IS NOT coalesce((SELECT max(h.version)"
     " FROM history h WHERE h.object = 'campaign'), 0)",
     NULL, N_("活动信息的版本（%s）与历史不符，可能被别的程序改过；请核对它的内容")},
    {"SELECT h.id FROM history h WHERE h.object = 'task'"
     " AND NOT EXISTS (SELECT 1 FROM task t WHERE t.id = h.thing)",
     NULL, N_("历史第 %s 条说的任务不存在；请用备份恢复")},
    {"SELECT h.id FROM history h WHERE h.object = 'phase'"
     " AND NOT EXISTS (SELECT 1 FROM phase p WHERE p.id = h.thing)",
     NULL, N_("历史第 %s 条说的阶段不存在；请用备份恢复")},
    {"SELECT id FROM batch WHERE (act IN ('undo', 'redo')) <> (target IS NOT NULL)"
     " OR target >= id",
     NULL, N_("历史里第 %s 次操作的撤销对象不对；请用备份恢复")},
    {unknown_acts, NULL,
     N_("历史里第 %s 次操作的动作无法识别，可能是更新的程序写的；请升级程序，或用备份恢复")},
    {unknown_fields, NULL,
     N_("历史第 %s 条的栏目无法识别，可能是更新的程序写的；请升级程序，或用备份恢复")},
    {"SELECT h.thing FROM (SELECT thing, extra, after, max(id) FROM history"
     " WHERE object = 'task' AND extra IS NOT NULL GROUP BY thing, extra) h"
     " WHERE ifnull(h.after, '') <> ifnull((SELECT value FROM task_extra e"
     " WHERE e.task = h.thing AND e.name = h.extra), '')",
     NULL, N_("任务 %s 的其他列与历史的最后一条不符，可能被别的程序改过；请核对，重新写一次")},
};

static enum duban_status ask(struct checking *c, const struct question *question)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    enum duban_status status = duban_db_prepare(&stmt, c->store, question->sql, c->err);
    for (size_t n = 0; status == DUBAN_OK && row && n < FINDINGS_MAX; n++) {
        status = duban_db_next(&row, c->store, stmt, c->err);
        const char *what = row ? duban_db_text(stmt, 0) : NULL;
        if (row && (!question->fine || !what || strcmp(what, question->fine) != 0))
            find(c, _(question->finding), what);
    }
    sqlite3_finalize(stmt);
    return status;
}

/* --- The schema ------------------------------------------------------------------------------ */

/* The whole schema as one text. */
static enum duban_status describe(char **out, struct duban_store *store, struct duban_err *err)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    enum duban_status status = duban_db_prepare(
        &stmt, store,
        "SELECT type || ' ' || name || char(10) || coalesce(sql, '') || char(10)"
        " FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name",
        err);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, store, stmt, err);
        if (row)
            duban_buf_adds(&text, duban_db_word(stmt, 0));
    }
    sqlite3_finalize(stmt);
    *out = duban_buf_detach(&text);
    return status;
}

/* What this program would make, made in memory. */
static enum duban_status describe_own(char **out, struct duban_err *err)
{
    char path[] = "";
    struct duban_store own = {.path = path};
    *out = NULL;
    if (sqlite3_open_v2(":memory:", &own.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
        SQLITE_OK)
        duban_die("out of memory");
    enum duban_status status = duban_schema_migrate(&own, err);
    if (status == DUBAN_OK)
        status = describe(out, &own, err);
    duban_db_disconnect(&own);
    return status;
}

static enum duban_status check_schema(struct checking *c)
{
    char *board = NULL, *own = NULL;
    enum duban_status status = describe(&board, c->store, c->err);
    if (status == DUBAN_OK)
        status = describe_own(&own, c->err);
    if (status == DUBAN_OK && strcmp(board, own) != 0)
        find(c, _("数据表的结构与本程序的不同%s；请用备份恢复，不要用别的程序改结构"), "");
    free(board);
    free(own);
    return status;
}

/* --- Values ---------------------------------------------------------------------------------- */

/* The texts of a board that are no fields of a thing: which row, and the text. */
static const char *const texts[] = {
    "SELECT 'task ' || task, name FROM task_extra",
    "SELECT 'task ' || task, value FROM task_extra",
    "SELECT 'batch ' || id, actor FROM batch",
    "SELECT 'batch ' || id, note FROM batch WHERE note IS NOT NULL",
    "SELECT 'history ' || id, before FROM history WHERE before IS NOT NULL",
    "SELECT 'history ' || id, after FROM history WHERE after IS NOT NULL",
    "SELECT 'history ' || id, extra FROM history WHERE extra IS NOT NULL",
    "SELECT 'task ' || id, updated_by FROM task",
};

/* Valid UTF-8 without NUL; SQLite's STRICT tables take anything. */
static bool text_sound(sqlite3_stmt *row, int column)
{
    const char *text = duban_db_text(row, column);
    size_t len = (size_t)sqlite3_column_bytes(row, column);
    return !text || (!memchr(text, '\0', len) && duban_text_valid(text, len, NULL));
}

static enum duban_status check_texts(struct checking *c, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    enum duban_status status = duban_db_prepare(&stmt, c->store, sql, c->err);
    while (status == DUBAN_OK && row) {
        status = duban_db_next(&row, c->store, stmt, c->err);
        if (row && !text_sound(stmt, 1))
            find(c, _("%s 的文字不是有效的 UTF-8；请用备份恢复"), duban_db_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
    return status;
}

/* A scratch thing to try values on. */
union scratch {
    struct duban_task task;
    struct duban_phase phase;
    struct duban_campaign campaign;
};

static void check_value(struct checking *c, union scratch *scratch, enum duban_field field,
                        sqlite3_stmt *row, int column)
{
    const struct duban_field_info *info = duban_field_info(field);
    const char *value = duban_column_text(row, column, field);
    struct duban_buf where = DUBAN_BUF_INIT;
    duban_buf_addf(&where, "%s %lld", duban_columns_label(info->object),
                   (long long)sqlite3_column_int64(row, 0));
    bool sound = text_sound(row, column);
    if (!sound)
        duban_buf_addf(&where, _("“%s”"), _(info->label));
    if (!sound)
        find(c, _("%s 的文字不是有效的 UTF-8；请用备份恢复"), where.data);
    else if (!duban_field_set(scratch, field, NULL, value)) {
        duban_buf_addf(&where, _("“%s”：%s"), _(info->label), value);
        find(c, _("%s 无法识别；请用 duban set 改正"), where.data);
    }
    /* Texts belong to the scratch thing: empty it again. */
    duban_field_set(scratch, field, NULL, NULL);
    duban_buf_release(&where);
}

static enum duban_status check_values(struct checking *c, enum duban_object object)
{
    union scratch scratch = {0};
    struct duban_buf sql = DUBAN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    duban_buf_adds(&sql, "SELECT id");
    duban_columns_list(&sql, object, ", ");
    duban_buf_addf(&sql, " FROM %s", duban_columns_table(object));
    enum duban_status status = duban_db_prepare(&stmt, c->store, sql.data, c->err);
    while (status == DUBAN_OK && row) {
        int column = 1;
        status = duban_db_next(&row, c->store, stmt, c->err);
        for (unsigned i = 0; row && i < DUBAN_FIELDS; i++)
            if (duban_column_stored_in((enum duban_field)i, object))
                check_value(c, &scratch, (enum duban_field)i, stmt, column++);
    }
    sqlite3_finalize(stmt);
    duban_buf_release(&sql);
    return status;
}

/* --- The trail ------------------------------------------------------------------------------- */

/* Asks for every field whose value is not the one that its last line of the history left: each row
 * is the thing and the field's key. */
static void trail_question(struct duban_buf *sql, enum duban_object object)
{
    duban_buf_addf(sql,
                   "SELECT h.thing, h.field FROM (SELECT thing, field, after, max(id) FROM history"
                   " WHERE object = '%s' AND extra IS NULL GROUP BY thing, field) h"
                   " JOIN %s t ON t.id = h.thing + %d WHERE CASE h.field",
                   duban_columns_table(object), duban_columns_table(object),
                   object == DUBAN_OBJECT_CAMPAIGN); /* the history calls the campaign 0 */
    for (unsigned i = 0; i < DUBAN_FIELDS; i++) {
        const char *key = duban_field_info((enum duban_field)i)->key;
        const char *empty = duban_column_empty((enum duban_field)i);

        if (duban_column_stored_in((enum duban_field)i, object))
            duban_buf_addf(sql,
                           " WHEN '%s' THEN coalesce(nullif(h.after, ''), '%s')"
                           " IS NOT coalesce(CAST(t.\"%s\" AS TEXT), '%s')",
                           key, empty, key, empty);
    }
    duban_buf_adds(sql, " END");
}

static void find_off_trail(struct checking *c, enum duban_object object, sqlite3_stmt *row)
{
    enum duban_field field = duban_field_find(object, duban_db_word(row, 1));
    struct duban_buf where = DUBAN_BUF_INIT;

    duban_buf_addf(&where, _("%s %lld“%s”"), duban_columns_label(object),
                   (long long)sqlite3_column_int64(row, 0), _(duban_field_info(field)->label));
    find(c, _("%s与历史的最后一条不符，可能被别的程序改过；请核对它的内容，重新写一次"),
         where.data);
    duban_buf_release(&where);
}

static enum duban_status check_trail(struct checking *c, enum duban_object object)
{
    struct duban_buf sql = DUBAN_BUF_INIT;
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    trail_question(&sql, object);
    enum duban_status status = duban_db_prepare(&stmt, c->store, sql.data, c->err);
    for (size_t n = 0; status == DUBAN_OK && row && n < FINDINGS_MAX; n++) {
        status = duban_db_next(&row, c->store, stmt, c->err);
        if (row)
            find_off_trail(c, object, stmt);
    }
    sqlite3_finalize(stmt);
    duban_buf_release(&sql);
    return status;
}

/* --- All of it ------------------------------------------------------------------------------- */

static enum duban_status check_all(struct checking *c)
{
    static const enum duban_object objects[] = {DUBAN_OBJECT_CAMPAIGN, DUBAN_OBJECT_PHASE,
                                                DUBAN_OBJECT_TASK};
    enum duban_status status = DUBAN_OK;
    for (size_t i = 0; i < sizeof questions / sizeof *questions && status == DUBAN_OK; i++)
        status = ask(c, &questions[i]);
    if (status == DUBAN_OK)
        status = check_schema(c);
    for (size_t i = 0; i < sizeof objects / sizeof *objects && status == DUBAN_OK; i++)
        status = check_values(c, objects[i]);
    for (size_t i = 0; i < sizeof objects / sizeof *objects && status == DUBAN_OK; i++)
        status = check_trail(c, objects[i]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts && status == DUBAN_OK; i++)
        status = check_texts(c, texts[i]);
    return status;
}

enum duban_status duban_store_check(struct duban_buf *out, struct duban_store *store,
                                    struct duban_err *err)
{
    struct checking c = {.store = store, .out = out, .err = err};
    bool own = false;
    enum duban_status status = duban_transaction_snapshot(store, &own, err);
    if (status == DUBAN_OK)
        status = check_all(&c);
    duban_transaction_release(store, own);
    if (status == DUBAN_OK && c.findings > 0) {
        duban_err_set(err, DUBAN_BOARD, _("看板有 %zu 处问题"), c.findings);
        duban_err_at(err, store->path, 0, NULL);
        status = DUBAN_BOARD;
    }
    return status;
}
