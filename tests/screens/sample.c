/* Campaigns built in code. What stands in them is chosen to be hard to show. */
#include "screens/sample.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <stdio.h>
#include <stdlib.h>

#define YEAR 2018

static const struct duban_deadline_context context = {YEAR, DUBAN_NO_DATE};

void sample_phase(struct duban_session *session, const char *name, const char *window)
{
    struct duban_phase *phase = duban_phase_new();
    struct duban_deadline when;

    phase->id = phase->position = (int64_t)session->campaign.n_phases + 1;
    phase->version = 1;
    phase->name = duban_strdup(name);
    phase->window = duban_strdup(window);
    duban_deadline_read(&when, window, &context);
    phase->start = when.start;
    phase->end = when.due;
    duban_campaign_add_phase(&session->campaign, phase);
    duban_campaign_sort(&session->campaign);
}

struct duban_task *sample_task(struct duban_session *session, int64_t phase, const char *serial,
                               const char *text, const char *deadline, const char *leads)
{
    struct duban_task *task = duban_task_new();

    task->position = (int64_t)session->campaign.n_tasks + 1;
    task->id = phase * 1000 + task->position;
    task->version = 1;
    task->phase = phase;
    task->serial = duban_strdup(serial);
    task->text = duban_strdup(text);
    task->deadline = duban_strdup(deadline);
    task->leads = duban_strdup(leads);
    duban_deadline_read(&task->when, deadline, &context);
    duban_campaign_add_task(&session->campaign, task);
    return task;
}

void sample_init_empty(struct duban_session *session)
{
    *session = (struct duban_session){.today = duban_date_parse(SAMPLE_TODAY), .today_fixed = true};
    duban_campaign_init(&session->campaign);
    session->campaign.year = YEAR;
    duban_board_init(&session->board);
    duban_ui_init(&session->ui);
    duban_keymap_init(&session->keymap);
    duban_history_init(&session->history);
    session->path = duban_strdup("board.duban");
    session->actor = duban_strdup("wang");
    sample_select(session, 0, 0);
}

static void add_first_phase(struct duban_session *session)
{
    struct duban_task *task;

    task = sample_task(session, 1, "1", "制定大讨论活动的实施方案和工作计划", "5.25", "宣传室");
    task->status = DUBAN_DONE;
    task->done_on = duban_date_parse("2018-05-24");
    sample_task(
        session, 1, "2",
        "针对部分干部职工工作中存在的骄傲自满、积极性不高、担当意识不强等懒政倾向，深入查找思"
        "想障碍、畏难情绪，有针对性地开展讨论查找，各支部查找问题不少于2个。",
        "5.31", "综合处\n督查处");
    task = sample_task(session, 1, "3", "发放调查问卷，广泛征集意见。", "5.31", "督查处");
    task->status = DUBAN_DOING;
    task->chases = 2;
    sample_task(session, 1, "4",
                "强化舆论引导，在“两微一端”宣传报道大讨论活动的重要意义、主题内容等。", "6.15",
                "宣传室");
    task = sample_task(session, 1, "5", "组织园区行活动", "5.31", "业务处");
    task->status = DUBAN_DROPPED;
    task->reason = duban_strdup("与另一活动合并");
}

static void add_second_phase(struct duban_session *session)
{
    sample_task(session, 2, "6", "召开座谈会①，听取意见…", "6.12", "业务处");
    sample_task(session, 2, "7",
                "Cafe\xCC\x81 Ångström résumé 与 emoji 🎉👍🏽 "
                "混排，再写长一点看看折行",
                "6.20", "市场处");
    sample_task(
        session, 2, "8",
        "\x1B[31m红字\x1B]0;标题\a，\xE2\x80\xAE反向\xE2\x80\xAC，\xE2\x80\x8B零宽\n第二行\t制表",
        "6.19", "\x1B[2J清屏处");
    sample_task(session, 2, "9", "每月开展1次学习成果大讨论活动", "每月", "综合处");
}

void sample_init(struct duban_session *session)
{
    sample_init_empty(session);
    session->campaign.title = duban_strdup("解放思想大讨论活动");
    sample_phase(session, "宣传发动阶段", "5月21日至6月15日");
    sample_phase(session, "学习讨论阶段", "6.1-7.31");
    sample_phase(session, "实践转化阶段", "8-9月");
    sample_phase(session, "持续深化阶段", NULL);
    add_first_phase(session);
    add_second_phase(session);
    sample_task(session, 3, "10",
                "梳理有价值的意见建议，把大讨论活动形成的成果转化为政策意见和具体方案。", "8.30",
                "宣传室");
    sample_task(session, 3, "11", "科学确定目标任务，系统谋划路径举措，全面落实保障机制。",
                "9月底前", "综合处");
    sample_task(session, 4, "12", "总结大讨论活动成果。", "长期", "综合处");
    sample_task(session, 4, "13", "报送总结材料", "2.30", NULL);
    sample_task(session, 4, NULL, "没有序号也没有时限的任务", NULL, "各党支部");
    sample_select(session, 0, 0);
}

void sample_select(struct duban_session *session, size_t column, size_t row)
{
    struct duban_ui *ui = &session->ui;

    duban_campaign_sort(&session->campaign);
    duban_ui_arrange(&session->board, ui, &session->campaign, session->today, 0);
    ui->column = column;
    ui->row = row;
    ui->column_id = ui->task_id = 0;
    if (column < session->board.n_columns) {
        const struct duban_board_column *place = &session->board.columns[column];

        ui->column_id = place->id;
        if (row < place->n_rows && place->rows[row].task)
            ui->task_id = place->rows[row].task->id;
    }
}

void sample_history(struct duban_session *session, int64_t batch, enum duban_act act, int64_t task,
                    const char *field, const char *before, const char *after, const char *note)
{
    struct duban_history *history = &session->history;
    struct duban_history_line line = {.batch = batch, .act = act, .id = task};
    char at[64];

    snprintf(at, sizeof at, "2018-06-%02dT08:30:00Z", (int)(batch % 28) + 1);
    line.at = duban_strdup(at);
    line.actor = duban_strdup(batch % 2 ? "wang" : "李");
    line.object = DUBAN_OBJECT_TASK;
    line.field = duban_strdup(field);
    line.before = duban_strdup(before);
    line.after = duban_strdup(after);
    line.note = duban_strdup(note);
    history->lines = duban_more(history->lines, history->n, &history->cap, sizeof *history->lines);
    history->lines[history->n++] = line;
}

void sample_release(struct duban_session *session)
{
    duban_history_release(&session->history);
    duban_keymap_release(&session->keymap);
    duban_ui_release(&session->ui);
    duban_board_release(&session->board);
    duban_campaign_release(&session->campaign);
    free(session->path);
    free(session->actor);
}
