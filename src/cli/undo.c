/* undo and redo: one's own last act is taken back, or done again. */
#include "cli/cli.h"

#include "duban/i18n.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>

/* What was taken back: 撤销：办结，任务 3 在便民方舟发放调查问卷… */
static void put_done(struct duban_buf *out, const struct duban_campaign *campaign,
                     enum duban_act act, const struct duban_batch *done)
{
    const struct duban_task *task = NULL;

    duban_buf_addf(out, _("%s：%s"), duban_act_label(act), duban_act_label(done->act));
    for (size_t i = 0; i < done->n && task == NULL; i++)
        if (done->changes[i].object == DUBAN_OBJECT_TASK)
            task = duban_campaign_task(campaign, done->changes[i].id);
    if (task != NULL) {
        struct duban_buf text = DUBAN_BUF_INIT;

        cli_safe(&text, task->text);
        duban_buf_addf(out, _("，任务 %" PRId64 " "), task->id);
        duban_text_cut(out, text.data, 40);
        duban_buf_release(&text);
    }
    if (done->n > 1)
        duban_buf_addf(out, Q_("（共 %zu 处）", "（共 %zu 处）", done->n), done->n);
    duban_buf_addc(out, '\n');
}

/* What cannot be taken back has been changed by somebody since: puts who and when before it. */
static enum duban_status name_who(struct cli_board *board, const struct duban_batch *done,
                                  struct duban_err *err)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    char *actor, *at;

    if (duban_store_blame(&actor, &at, board->store, done, NULL) == DUBAN_OK && actor != NULL) {
        cli_safe(&text, actor);
        duban_buf_addc(&text, ' ');
        cli_local_time(&text, at);
        duban_buf_addf(&text, _("：%s"), err->text);
        duban_err_set(err, DUBAN_CONFLICT, "%s", text.data);
        free(actor);
        free(at);
    }
    duban_buf_release(&text);
    return DUBAN_CONFLICT;
}

static enum duban_status take_back(struct cli_run *run, struct cli_board *board, enum duban_act act,
                                   struct duban_err *err)
{
    struct duban_batch done, inverse;
    enum duban_status status =
        duban_store_last(&done, board->store, run->request->actor, act == DUBAN_ACT_REDO, err);

    duban_batch_init(&inverse, act);
    if (status == DUBAN_OK)
        status = duban_batch_invert(&inverse, &done, &board->campaign, err);
    if (status == DUBAN_CONFLICT)
        status = name_who(board, &done, err);
    if (status == DUBAN_OK)
        status = cli_board_write(board, run, &inverse, err);
    if (status == DUBAN_OK)
        put_done(&run->out, &board->campaign, act, &done);
    duban_batch_release(&inverse);
    duban_batch_release(&done);
    return status;
}

static enum duban_status run_undo(struct cli_run *run, enum duban_act act, struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status = cli_board_begin(&board, run, err);

    if (status == DUBAN_OK)
        status = take_back(run, &board, act, err);
    cli_board_close(&board);
    return status;
}

enum duban_status cli_do_undo(struct cli_run *run, struct duban_err *err)
{
    return run_undo(run, DUBAN_ACT_UNDO, err);
}

enum duban_status cli_do_redo(struct cli_run *run, struct duban_err *err)
{
    return run_undo(run, DUBAN_ACT_REDO, err);
}
