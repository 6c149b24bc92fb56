/* show: one task, everything about it. */
#include "cli/cli.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/json.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LABEL_COLUMNS = 12 };

static void put_row(struct duban_buf *out, const char *label, const char *value)
{
    struct duban_buf safe = DUBAN_BUF_INIT;

    if (value == NULL || *value == '\0')
        return;
    cli_safe(&safe, label);
    duban_text_pad(out, safe.data, LABEL_COLUMNS);
    cli_wrap(out, value, LABEL_COLUMNS);
    duban_buf_release(&safe);
}

/* --- How the deadline was read ------------------------------------------------------------- */

static const char *kind_word(enum duban_deadline_kind kind)
{
    static const char *const words[DUBAN_DEADLINE_KINDS] = {
        [DUBAN_DEADLINE_NONE] = N_("没有时限"),
        [DUBAN_DEADLINE_DATE] = N_("一天"),
        [DUBAN_DEADLINE_RANGE] = N_("一段时间"),
        [DUBAN_DEADLINE_RECUR] = N_("定期重复"),
        [DUBAN_DEADLINE_OPEN] = N_("长期"),
        [DUBAN_DEADLINE_RELATIVE] = N_("没有写明日期，请补上"),
        [DUBAN_DEADLINE_DITTO] = N_("同上一项任务"),
        [DUBAN_DEADLINE_BAD] = N_("未能识别，请改正"),
    };

    return _(words[kind]);
}

/* The flags that a person should look at. */
static const struct {
    unsigned flag;
    const char *word;
} flag_words[] = {
    {DUBAN_DEADLINE_AMBIG, N_("有两种理解，取较晚的一天")},
    {DUBAN_DEADLINE_APPROX, N_("大约")},
    {DUBAN_DEADLINE_MULTI, N_("几段时间")},
    {DUBAN_DEADLINE_US, N_("按月/日/年理解")},
    {DUBAN_DEADLINE_ZERO, N_("补回了末尾的零")},
    {DUBAN_DEADLINE_ZERO_MAYBE, N_("末尾的零可能丢了")},
};

static void put_date(struct duban_buf *out, const char *format, int date)
{
    char day[DUBAN_DATE_SIZE];

    if (date != DUBAN_NO_DATE)
        duban_buf_addf(out, format, duban_date_format(date, day));
}

static void put_reading(struct duban_buf *out, const struct duban_task *task,
                        const struct duban_standing *standing)
{
    const struct duban_deadline *when = &task->when;
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_adds(&text, kind_word(when->kind));
    put_date(&text, _("，从 %s 起"), when->start);
    put_date(&text, _("，截止 %s"), when->due);
    put_date(&text, _("，%s 起提醒"), when->warn);
    if (task->by_hand)
        duban_buf_adds(&text, _("，人工定期"));
    if (standing->inherited)
        put_date(&text, _("，随阶段 %s 截止"), standing->due);
    for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++)
        if (when->flags & flag_words[i].flag)
            duban_buf_addf(&text, _("，%s"), _(flag_words[i].word));
    put_row(out, _("时限理解"), text.data);
    duban_buf_release(&text);
}

/* --- The card ------------------------------------------------------------------------------ */

static void put_status(struct duban_buf *out, const struct duban_task *task,
                       const struct duban_standing *standing, int today)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, "%s  ", duban_status_label(task->status));
    duban_standing_mark(&text, task, standing, today);
    put_date(&text, _("（%s）"), task->done_on);
    if (task->chases > 0)
        duban_buf_addf(&text, Q_("  催办 %d 次", "  催办 %d 次", (unsigned long)task->chases),
                       task->chases);
    if (task->extensions > 0)
        duban_buf_addf(&text, Q_("  延期 %d 次", "  延期 %d 次", (unsigned long)task->extensions),
                       task->extensions);
    if (task->deleted)
        duban_buf_adds(&text, _("  在回收站里"));
    put_row(out, _("状态"), text.data);
    duban_buf_release(&text);
}

static void put_fields(struct duban_buf *out, const struct duban_task *task)
{
    static const enum duban_field fields[] = {
        DUBAN_FIELD_TASK_LEADS,  DUBAN_FIELD_TASK_SUPPORTS, DUBAN_FIELD_TASK_LEADER,
        DUBAN_FIELD_TASK_REASON, DUBAN_FIELD_TASK_TARGET,   DUBAN_FIELD_TASK_PROGRESS,
        DUBAN_FIELD_TASK_NOTE,
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct duban_field_info *info = duban_field_info(fields[i]);
        char *value = duban_field_get(task, fields[i], NULL);
        struct duban_buf list = DUBAN_BUF_INIT;

        if (info->type == DUBAN_TYPE_LIST)
            cli_safe_list(&list, value);
        put_row(out, _(info->label), info->type == DUBAN_TYPE_LIST ? list.data : value);
        duban_buf_release(&list);
        free(value);
    }
    for (size_t i = 0; i < task->extras.n; i++)
        put_row(out, task->extras.items[i].name, task->extras.items[i].value);
}

static void put_card(struct cli_run *run, const struct duban_campaign *campaign,
                     const struct duban_task *task)
{
    const struct duban_phase *phase = duban_campaign_phase(campaign, task->phase);
    struct duban_standing standing = duban_standing_of(campaign, task, run->today);
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, "%" PRId64, task->id);
    put_row(&run->out, _("编号"), text.data);
    put_row(&run->out, _("序号"), task->serial);
    put_row(&run->out, _("阶段步骤"), phase != NULL ? phase->name : NULL);
    put_row(&run->out, _("工作任务"), task->text);
    put_row(&run->out, _("完成时限"), task->deadline);
    put_reading(&run->out, task, &standing);
    put_status(&run->out, task, &standing, run->today);
    put_fields(&run->out, task);
    duban_buf_clear(&text);
    duban_buf_addf(&text, "%" PRId64, task->version);
    put_row(&run->out, _("版本"), text.data);
    duban_buf_release(&text);
}

/* The object of `list --json` with one key more. */
static void put_json(struct cli_run *run, const struct duban_campaign *campaign,
                     const struct duban_task *task, const struct duban_history *history)
{
    duban_json_task(&run->out, campaign, task, run->today);
    duban_buf_truncate(&run->out, run->out.len - 1);
    duban_buf_adds(&run->out, ",\"history\":[");
    cli_history_json(&run->out, history, ",");
    duban_buf_adds(&run->out, "]}\n");
}

static enum duban_status show(struct cli_run *run, struct cli_board *board, int64_t id,
                              struct duban_err *err)
{
    const struct duban_task *task = duban_campaign_task(&board->campaign, id);
    struct duban_history history;
    enum duban_status status;

    if (task == NULL)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("没有编号为 %" PRId64 " 的任务；编号见 duban list"), id);
    status = duban_store_history(&history, board->store, id, 0, err);
    if (status == DUBAN_OK && cli_option(run, CLI_JSON) != NULL) {
        put_json(run, &board->campaign, task, &history);
    } else if (status == DUBAN_OK) {
        put_card(run, &board->campaign, task);
        duban_buf_adds(&run->out, _("\n历史\n"));
        cli_history_text(&run->out, &history, false);
    }
    duban_history_release(&history);
    return status;
}

enum duban_status cli_do_show(struct cli_run *run, struct duban_err *err)
{
    struct cli_board board;
    enum duban_status status;
    int64_t id;

    if (cli_id(&id, run->words.items[0], err) != DUBAN_OK)
        return DUBAN_USAGE;
    status = cli_board_read(&board, run, err);
    if (status == DUBAN_OK)
        status = show(run, &board, id, err);
    cli_board_close(&board);
    return status;
}
