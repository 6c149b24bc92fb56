/* The acts of a coordinator on one task: each one batch, each one act in the history. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>

/* One task on its way to be changed. */
struct act {
    struct cli_run *run;
    const struct duban_campaign *campaign;
    const struct duban_task *task;
    struct duban_batch *batch;
    struct cli_wishes wishes;
};

typedef enum duban_status act_function(struct act *act, struct duban_err *err);

/* --- The frame of every act ---------------------------------------------------------------- */

static enum duban_status check_version(const struct cli_run *run, const struct duban_task *task,
                                       struct duban_err *err)
{
    int64_t wanted;

    if (cli_if_version(&wanted, run, err) != DUBAN_OK)
        return DUBAN_USAGE;
    if (wanted == 0 || wanted == task->version)
        return DUBAN_OK;
    return duban_err_set(err, DUBAN_CONFLICT,
                         _("任务 %" PRId64 " 已由%s改过，现在是版本 %" PRId64 "，不是 %" PRId64
                           "；请重新查看后再改"),
                         task->id, task->updated_by != NULL ? task->updated_by : _("别人"),
                         task->version, wanted);
}

void cli_warn_deadline(const struct duban_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++) {
        const struct duban_edit *kind =
            duban_change_find(&batch->changes[i], DUBAN_FIELD_TASK_KIND);
        const struct duban_edit *text =
            duban_change_find(&batch->changes[i], DUBAN_FIELD_TASK_DEADLINE);
        enum duban_deadline_kind read;

        if (kind == NULL || text == NULL || kind->after == NULL ||
            !duban_deadline_kind_parse(&read, kind->after))
            continue;
        if (read == DUBAN_DEADLINE_BAD)
            cli_warn(_("完成时限“%s”未能识别，已照原文保存，没有截止日期"), text->after);
        else if (read == DUBAN_DEADLINE_RELATIVE)
            cli_warn(_("完成时限“%s”没有写明日期，请用 due=日期 补上"), text->after);
    }
}

static enum duban_status do_act(struct cli_run *run, struct cli_board *board, enum duban_act name,
                                act_function *function, struct duban_err *err)
{
    struct duban_batch batch;
    struct act act = {.run = run, .campaign = &board->campaign, .batch = &batch};
    enum duban_status status;
    int64_t id;

    duban_batch_init(&batch, name);
    status = cli_id(&id, run->words.items[0], err);
    if (status == DUBAN_OK)
        status = cli_board_task(&act.task, board, id, name == DUBAN_ACT_RESTORE, err);
    if (status == DUBAN_OK)
        status = check_version(run, act.task, err);
    if (status == DUBAN_OK)
        status = function(&act, err);
    if (status == DUBAN_OK)
        status = cli_board_write(board, run, &batch, err);
    if (status == DUBAN_OK)
        cli_warn_deadline(&batch);
    cli_wishes_release(&act.wishes);
    duban_batch_release(&batch);
    return status;
}

/* Words that make no sense are told before the board is opened. */
static enum duban_status run_act(struct cli_run *run, enum duban_act name, act_function *function,
                                 struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status;
    int64_t number;

    if (cli_id(&number, run->words.items[0], err) != DUBAN_OK ||
        cli_if_version(&number, run, err) != DUBAN_OK)
        return DUBAN_USAGE;
    status = cli_board_begin(&board, run, err);
    if (status == DUBAN_OK)
        status = do_act(run, &board, name, function, err);
    cli_board_close(&board);
    return status;
}

static enum duban_status fulfil(struct act *act, struct duban_err *err)
{
    return duban_record_set(act->batch, act->campaign, act->task, act->wishes.items, act->wishes.n,
                            act->run->today, err);
}

/* The act's note: a reason, evidence, a dated line. NULL or blank: none. */
static void set_note(struct act *act, const char *text)
{
    struct duban_buf bare = DUBAN_BUF_INIT, clean = DUBAN_BUF_INIT;

    if (text != NULL)
        duban_text_trim(&bare, text);
    duban_text_clean(&clean, bare.data, bare.len);
    if (clean.len > 0) {
        duban_strset(&act->batch->note, clean.data);
        act->batch->note_task = act->task->id;
    }
    duban_buf_release(&bare);
    duban_buf_release(&clean);
}

/* --- Progress ------------------------------------------------------------------------------ */

static enum duban_status start(struct act *act, struct duban_err *err)
{
    bool closed = act->task->status == DUBAN_DONE || act->task->status == DUBAN_DROPPED;

    act->batch->act = closed ? DUBAN_ACT_REOPEN : DUBAN_ACT_START;
    cli_wish(&act->wishes, DUBAN_FIELD_TASK_STATUS, "doing");
    return fulfil(act, err);
}

enum duban_status cli_do_start(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_START, start, err);
}

static enum duban_status done(struct act *act, struct duban_err *err)
{
    char day[DUBAN_DATE_SIZE];
    int on;

    if (cli_date(&on, act->run, CLI_ON, act->campaign->year, err) != DUBAN_OK)
        return DUBAN_USAGE;
    cli_wish(&act->wishes, DUBAN_FIELD_TASK_STATUS, "done");
    if (on != DUBAN_NO_DATE)
        cli_wish(&act->wishes, DUBAN_FIELD_TASK_DONE_ON, duban_date_format(on, day));
    set_note(act, cli_option(act->run, CLI_EVIDENCE));
    return fulfil(act, err);
}

enum duban_status cli_do_done(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_DONE, done, err);
}

static enum duban_status drop(struct act *act, struct duban_err *err)
{
    const char *reason = cli_option(act->run, CLI_REASON);

    set_note(act, reason);
    if (act->batch->note == NULL)
        return duban_err_set(err, DUBAN_USAGE, _("终止任务须用 --reason 说明原因"));
    cli_wish(&act->wishes, DUBAN_FIELD_TASK_STATUS, "dropped");
    cli_wish(&act->wishes, DUBAN_FIELD_TASK_REASON, act->batch->note);
    return fulfil(act, err);
}

enum duban_status cli_do_drop(struct cli_run *run, struct duban_err *err)
{
    if (cli_option(run, CLI_REASON) == NULL)
        return duban_err_set(err, DUBAN_USAGE, _("终止任务须用 --reason 说明原因"));
    return run_act(run, DUBAN_ACT_DROP, drop, err);
}

static enum duban_status note(struct act *act, struct duban_err *err)
{
    set_note(act, act->run->words.items[1]);
    if (act->batch->note == NULL)
        return duban_err_set(err, DUBAN_REFUSED, _("进展不能为空"));
    return DUBAN_OK;
}

enum duban_status cli_do_note(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_NOTE, note, err);
}

static enum duban_status chase(struct act *act, struct duban_err *err)
{
    return duban_record_chase(act->batch, act->campaign, act->task, NULL,
                              cli_option(act->run, CLI_MEANS), act->run->today, err);
}

enum duban_status cli_chase_task(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_CHASE, chase, err);
}

/* --- The plan ------------------------------------------------------------------------------ */

/* Real plans have deadlines outside their phase: it is told, never refused. */
static void warn_outside(const struct duban_task *task, const struct duban_phase *phase)
{
    int due = task->when.due;
    char day[DUBAN_DATE_SIZE];
    bool early = due != DUBAN_NO_DATE && phase->start != DUBAN_NO_DATE && due < phase->start;
    bool late = due != DUBAN_NO_DATE && phase->end != DUBAN_NO_DATE && due > phase->end;

    if (early || late)
        cli_warn(_("任务 %" PRId64 " 的截止日期 %s 不在阶段“%s”的起止时间（%s）之内"), task->id,
                 duban_date_format(due, day), phase->name,
                 phase->window != NULL ? phase->window : "");
}

static enum duban_status move(struct act *act, struct duban_err *err)
{
    const struct duban_phase *phase;
    struct duban_buf id = DUBAN_BUF_INIT;
    enum duban_status status = cli_phase(&phase, act->campaign, act->run->words.items[1], err);

    if (status != DUBAN_OK)
        return status;
    duban_buf_addf(&id, "%" PRId64, phase->id);
    cli_wish(&act->wishes, DUBAN_FIELD_TASK_PHASE, id.data);
    status = fulfil(act, err);
    duban_buf_release(&id);
    if (status != DUBAN_OK || act->batch->n == 0)
        return status;
    set_note(act, cli_option(act->run, CLI_REASON));
    warn_outside(act->task, phase);
    return DUBAN_OK;
}

enum duban_status cli_do_move(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_MOVE, move, err);
}

/* The day a batch moves a task's deadline to; DUBAN_NO_DATE when it does not. */
static int new_due(const struct duban_batch *batch)
{
    const struct duban_edit *due =
        batch->n > 0 ? duban_change_find(&batch->changes[0], DUBAN_FIELD_TASK_DUE) : NULL;

    return due != NULL && due->after != NULL ? duban_date_parse(due->after) : DUBAN_NO_DATE;
}

static enum duban_status extend(struct act *act, struct duban_err *err)
{
    int before = act->task->when.due, after;
    enum duban_status status = duban_record_extend(
        act->batch, act->campaign, act->task, act->run->words.items[1],
        cli_option(act->run, CLI_REASON), act->run->today, err);

    after = new_due(act->batch);
    if (status == DUBAN_OK && after != DUBAN_NO_DATE && after < before)
        cli_warn(_("任务 %" PRId64 " 的新期限比原来早"), act->task->id);
    return status;
}

enum duban_status cli_do_extend(struct cli_run *run, struct duban_err *err)
{
    if (cli_option(run, CLI_REASON) == NULL)
        return duban_err_set(err, DUBAN_USAGE, _("延期须用 --reason 说明原因"));
    return run_act(run, DUBAN_ACT_EXTEND, extend, err);
}

static enum duban_status set(struct act *act, struct duban_err *err)
{
    const struct cli_list *words = &act->run->words;

    for (size_t i = 1; i < words->n; i++) {
        enum duban_status status =
            cli_wish_word(&act->wishes, DUBAN_OBJECT_TASK, act->campaign, words->items[i], err);

        if (status != DUBAN_OK)
            return status;
    }
    return fulfil(act, err);
}

enum duban_status cli_do_set(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_SET, set, err);
}

/* --- The bin ------------------------------------------------------------------------------- */

static enum duban_status delete (struct act *act, struct duban_err *err) {
    return duban_record_delete(act->batch, act->task, err);
}

enum duban_status cli_do_delete(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_DELETE, delete, err);
}

static enum duban_status restore(struct act *act, struct duban_err *err)
{
    return duban_record_restore(act->batch, act->campaign, act->task, err);
}

enum duban_status cli_do_restore(struct cli_run *run, struct duban_err *err)
{
    return run_act(run, DUBAN_ACT_RESTORE, restore, err);
}
