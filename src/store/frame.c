/* What must hold between things after every batch: a live task stands in a live phase.
 *
 * Versions guard each thing by itself; two people can break this rule together, one removing a
 * phase, the other putting a task into it. So it is asked again before the batch is committed,
 * but only where some phase was ever removed: all others cannot break it. */
#include "store/frame.h"

#include "duban/i18n.h"

static bool may_break(const struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++) {
        const struct duban_change *change = &batch->changes[i];
        if (change->object == DUBAN_OBJECT_PHASE
                ? duban_change_find(change, DUBAN_FIELD_PHASE_DELETED) != NULL
                : change->id < 0 || duban_change_find(change, DUBAN_FIELD_TASK_PHASE) ||
                      duban_change_find(change, DUBAN_FIELD_TASK_DELETED))
            return true;
    }
    return false;
}

static enum duban_status find(bool *row, struct duban_store *store, struct duban_err *err)
{
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_db_prepare(
        &stmt, store,
        "SELECT p.name FROM task t JOIN phase p ON p.id = t.phase"
        " WHERE t.deleted = 0 AND t.phase IN (SELECT id FROM phase WHERE deleted = 1) LIMIT 1",
        err);
    *row = false;
    if (status == DUBAN_OK)
        status = duban_db_next(row, store, stmt, err);
    if (*row)
        status = duban_err_set(err, DUBAN_CONFLICT,
                               _("阶段“%s”已被删除，而任务还要放在里面，没有保存；请另选阶段，或先"
                                 "移走其中的任务"),
                               duban_db_word(stmt, 0));
    sqlite3_finalize(stmt);
    return status;
}

enum duban_status duban_frame_check(struct duban_store *store, const struct duban_batch *batch,
                                    struct duban_err *err)
{
    int64_t removed = 0;
    bool broken = false;
    if (!may_break(batch))
        return DUBAN_OK;
    enum duban_status status =
        duban_db_number(&removed, store, "SELECT count(*) FROM phase WHERE deleted = 1", err);
    if (status != DUBAN_OK || removed == 0)
        return status;
    return find(&broken, store, err);
}
