/* history: who did what, when; and how one's own last act is taken back. */
#include "cli/cli.h"

#include "duban/i18n.h"
#include "duban/json.h"
#include "duban/sift.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- As JSON ------------------------------------------------------------------------------- */

/* What the note of an act is: a field of its own in the JSON; NULL: just text. */
static const char *note_field(enum duban_act act)
{
    static const char *const fields[DUBAN_ACTS] = {
        [DUBAN_ACT_MOVE] = "reason",
        [DUBAN_ACT_DROP] = "reason",
        [DUBAN_ACT_EXTEND] = "reason",
        [DUBAN_ACT_DONE] = "evidence",
    };

    return fields[act];
}

static void put_object(struct duban_buf *out, const struct duban_history_line *line,
                       const char *field, const char *before, const char *after)
{
    duban_buf_adds(out, "{\"at\":");
    duban_json_string(out, line->at);
    duban_buf_adds(out, ",\"actor\":");
    duban_json_string(out, line->actor);
    if (line->object == DUBAN_OBJECT_TASK && line->id != 0)
        duban_buf_addf(out, ",\"task\":%" PRId64, line->id);
    else
        duban_buf_adds(out, ",\"task\":null");
    duban_buf_addf(out, ",\"act\":\"%s\",\"field\":", duban_act_name(line->act));
    duban_json_string(out, field);
    duban_buf_adds(out, ",\"before\":");
    duban_json_string(out, before);
    duban_buf_adds(out, ",\"after\":");
    duban_json_string(out, after);
    duban_buf_addc(out, '}');
}

/* The lines of one act: [i, returned). */
static size_t end_of_act(const struct duban_history *history, size_t i)
{
    size_t end = i;

    while (end < history->n && history->lines[end].batch == history->lines[i].batch)
        end++;
    return end;
}

/* Whether one of the lines tells the note already, as the reason of a dropped task. */
static bool told(const struct duban_history *history, size_t from, size_t to, const char *field)
{
    for (size_t i = from; i < to && field != NULL; i++)
        if (history->lines[i].field != NULL && strcmp(history->lines[i].field, field) == 0)
            return true;
    return false;
}

void cli_history_json(struct duban_buf *out, const struct duban_history *history,
                      const char *separator)
{
    const char *between = "";

    for (size_t i = 0; i < history->n;) {
        const struct duban_history_line *first = &history->lines[i];
        size_t end = end_of_act(history, i);
        const char *field = note_field(first->act);
        bool note = first->note != NULL && !told(history, i, end, field);

        for (; i < end; i++) {
            const struct duban_history_line *line = &history->lines[i];

            if (line->field == NULL && note)
                continue; /* an act that is nothing but its note */
            duban_buf_adds(out, between);
            put_object(out, line, line->field, line->before, line->after);
            between = separator;
        }
        if (note) {
            duban_buf_adds(out, between);
            put_object(out, first, field, NULL, first->note);
            between = separator;
        }
    }
}

/* --- As text ------------------------------------------------------------------------------- */

enum { VALUE_COLUMNS = 60 };

/* A value as people read it: a status by its word, a list with 、, all on one line. */
static void put_value(struct duban_buf *out, enum duban_field field, const char *value)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    enum duban_task_status status;

    if (value == NULL)
        duban_buf_adds(&safe, _("（空）"));
    else if (field == DUBAN_FIELD_TASK_STATUS && duban_status_parse(&status, value))
        duban_buf_adds(&safe, duban_status_label(status));
    else if (field != DUBAN_FIELDS && duban_field_info(field)->type == DUBAN_TYPE_LIST)
        cli_safe_list(&safe, value);
    else
        cli_safe(&safe, value);
    duban_text_cut(out, safe.data, VALUE_COLUMNS);
    duban_buf_release(&safe);
}

/* 状态：未启动 → 已完成. To be in the bin, or not, is what the act's name says. */
static void put_edit(struct duban_buf *out, const struct duban_history_line *line)
{
    enum duban_field field = duban_field_find(line->object, line->field);

    if (field == DUBAN_FIELD_TASK_DELETED || field == DUBAN_FIELD_PHASE_DELETED)
        return;
    duban_buf_adds(out, "  ");
    cli_safe(out, field != DUBAN_FIELDS ? _(duban_field_info(field)->label) : line->field);
    duban_buf_adds(out, _("："));
    if (line->before != NULL) {
        put_value(out, field, line->before);
        duban_buf_adds(out, " → ");
    }
    put_value(out, field, line->after);
}

/* The longest of the common acts; the few longer ones stand out of line. */
static int act_columns(void)
{
    static const enum duban_act common[] = {DUBAN_ACT_ADD,  DUBAN_ACT_SET,  DUBAN_ACT_START,
                                            DUBAN_ACT_DONE, DUBAN_ACT_NOTE, DUBAN_ACT_UNDO};
    int columns = 0;

    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        int width = duban_text_width(duban_act_label(common[i]));

        columns = width > columns ? width : columns;
    }
    return columns;
}

static void put_line(struct duban_buf *out, const struct duban_history_line *line, bool with_task)
{
    struct duban_buf actor = DUBAN_BUF_INIT;

    cli_local_time(out, line->at);
    duban_buf_adds(out, "  ");
    cli_safe(&actor, line->actor);
    duban_text_pad(out, actor.data, 8);
    duban_buf_adds(out, "  ");
    duban_text_pad(out, duban_act_label(line->act), act_columns());
    if (with_task && line->object == DUBAN_OBJECT_TASK && line->id != 0)
        duban_buf_addf(out, _("  任务 %" PRId64), line->id);
    if (line->field != NULL)
        put_edit(out, line);
    if (line->note != NULL) {
        duban_buf_adds(out, line->field != NULL ? "  — " : "  ");
        cli_safe(out, line->note);
    }
    duban_buf_addc(out, '\n');
    duban_buf_release(&actor);
}

void cli_history_text(struct duban_buf *out, const struct duban_history *history, bool with_task)
{
    for (size_t i = 0; i < history->n; i++)
        put_line(out, &history->lines[i], with_task);
}

static enum duban_status put_history(struct cli_run *run, struct cli_board *board, int64_t id,
                                     const struct duban_sift *sift, struct duban_err *err)
{
    struct duban_recall wanted = {.task = id, .fits = duban_sift_fits, .with = sift};
    struct duban_history history;
    enum duban_status status = duban_store_recall(&history, board->store, &wanted, err);

    if (status == DUBAN_OK && cli_option(run, CLI_JSON) != NULL) {
        cli_history_json(&run->out, &history, "\n");
        if (run->out.len > 0)
            duban_buf_addc(&run->out, '\n');
    } else if (status == DUBAN_OK) {
        cli_history_text(&run->out, &history, id == 0);
    }
    duban_history_release(&history);
    return status;
}

/* A first word of digits is the task's id, the others choose among the lines. */
static enum duban_status read_words(int64_t *id, struct duban_sift **sift,
                                    const struct cli_run *run, struct duban_err *err)
{
    const char *const *words = run->words.items;
    size_t n = run->words.n;

    *id = 0;
    *sift = NULL;
    if (n > 0 && words[0][strspn(words[0], "0123456789")] == '\0') {
        if (cli_id(id, words[0], err) != DUBAN_OK)
            return DUBAN_USAGE;
        words++;
        n--;
    }
    return duban_sift_new(sift, words, n, run->today, err);
}

enum duban_status cli_do_history(struct cli_run *run, struct duban_err *err)
{
    struct duban_sift *sift;
    struct cli_board board;
    int64_t id;
    enum duban_status status = read_words(&id, &sift, run, err);

    if (status != DUBAN_OK)
        return status;
    status = cli_board_read(&board, run, err);
    if (status == DUBAN_OK && id != 0 && duban_campaign_task(&board.campaign, id) == NULL)
        status = duban_err_set(err, DUBAN_REFUSED, _("没有编号为 %" PRId64 " 的任务"), id);
    if (status == DUBAN_OK)
        status = put_history(run, &board, id, sift, err);
    cli_board_close(&board);
    duban_sift_free(sift);
    return status;
}
