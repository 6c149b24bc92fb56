/* Conflicts: which thing, and who was first. */
#include "store/conflict.h"

#include "duban/i18n.h"
#include "duban/text.h"

#define EXCERPT_COLUMNS 40

/* The thing's text or name, who changed it last, and when by the clock on the wall. */
static const char *const questions[] = {
    [DUBAN_OBJECT_TASK] = ("SELECT text, updated_by, strftime('%Y-%m-%d %H:%M', updated_at,"
                           " 'localtime') FROM task WHERE id = ?1"),
    [DUBAN_OBJECT_PHASE] = "SELECT name, NULL, NULL FROM phase WHERE id = ?1",
    [DUBAN_OBJECT_CAMPAIGN] = "SELECT title, NULL, NULL FROM campaign WHERE id = ?1",
};

static void report_task(sqlite3_stmt *row, int64_t id, const char *excerpt, struct duban_err *err)
{
    duban_err_set(err, DUBAN_CONFLICT,
                  _("任务 %lld“%s”已被 %s 在 %s 改动，没有保存；请看过最新内容后再改"),
                  (long long)id, excerpt, duban_db_word(row, 1), duban_db_word(row, 2));
}

static void report_found(sqlite3_stmt *row, enum duban_object object, int64_t id,
                         struct duban_err *err)
{
    struct duban_buf safe = DUBAN_BUF_INIT, excerpt = DUBAN_BUF_INIT;
    const char *text = duban_db_text(row, 0);
    duban_text_safe(&safe, text ? text : "", 0);
    duban_text_cut(&excerpt, safe.data, EXCERPT_COLUMNS);
    switch (object) {
    case DUBAN_OBJECT_TASK: report_task(row, id, excerpt.data, err); break;
    case DUBAN_OBJECT_PHASE:
        duban_err_set(err, DUBAN_CONFLICT,
                      _("阶段“%s”已被别人改动，没有保存；请看过最新内容后再改"), excerpt.data);
        break;
    case DUBAN_OBJECT_CAMPAIGN:
        duban_err_set(err, DUBAN_CONFLICT,
                      _("活动信息已被别人改动，没有保存；请看过最新内容后再改"));
        break;
    }
    duban_buf_release(&safe);
    duban_buf_release(&excerpt);
}

static void report_missing(enum duban_object object, int64_t id, struct duban_err *err)
{
    if (object == DUBAN_OBJECT_TASK)
        duban_err_set(err, DUBAN_CONFLICT, _("看板里没有编号为 %lld 的任务；请刷新后再试"),
                      (long long)id);
    else
        duban_err_set(err, DUBAN_CONFLICT, _("看板里没有这个阶段；请刷新后再试"));
}

enum duban_status duban_conflict_report(struct duban_store *store, enum duban_object object,
                                        int64_t id, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    enum duban_status status = duban_db_prepare(&stmt, store, questions[object], err);
    if (status == DUBAN_OK) {
        sqlite3_bind_int64(stmt, 1, id);
        status = duban_db_next(&row, store, stmt, err);
    }
    if (status == DUBAN_OK && row)
        report_found(stmt, object, id, err);
    else if (status == DUBAN_OK)
        report_missing(object, id, err);
    sqlite3_finalize(stmt);
    return status == DUBAN_OK ? DUBAN_CONFLICT : status;
}
