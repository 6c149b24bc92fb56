/* The sample campaign, lived through by the same keys that a coordinator would press. */
#include "pictures/story.h"

#include "duban/alloc.h"
#include "duban/file.h"
#include "duban/import.h"
#include "duban/record.h"
#include "duban/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char actor[] = "wang";
static const char founded[] = "2026-02-26T01:12:00Z";
static const char today[] = "2026-06-18";

/* On that day, with that task selected, somebody presses these keys. */
static const struct {
    const char *day, *keys;
    int64_t task;
} acts[] = {
    {"2026-03-09", "x", 1},
    {"2026-03-15", "x", 2},
    {"2026-03-20", "x", 3},
    {"2026-04-17", "x", 4},
    {"2026-05-08", "x", 5},
    {"2026-05-11", " ", 6},
    {"2026-05-14", "i班子成员已走流程3件，列出堵点7处\r", 6},
    {"2026-06-08", " ", 8},
    {"2026-06-12", " ", 9},
    {"2026-06-17", "i余下2位成员本周内走完\r", 6},
};

static void must(enum duban_status status, const struct duban_err *err)
{
    if (status != DUBAN_OK)
        duban_die("no sample campaign: %s", err->text);
}

static void apply(struct duban_store *store, struct duban_batch *batch,
                  struct duban_campaign *campaign)
{
    struct duban_stamp stamp = {actor, founded};
    struct duban_err err = DUBAN_ERR_INIT;

    must(duban_store_apply(store, batch, &stamp, &err), &err);
    duban_campaign_apply(campaign, batch, stamp.at, stamp.actor);
    duban_batch_release(batch);
}

static void name_campaign(struct duban_store *store, struct duban_campaign *campaign)
{
    static const struct duban_wish wishes[] = {
        {DUBAN_FIELD_CAMPAIGN_YEAR, NULL, "2026"},
        {DUBAN_FIELD_CAMPAIGN_TITLE, NULL, "“窗口服务提升年”活动"},
    };
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_batch batch;

    duban_batch_init(&batch, DUBAN_ACT_INIT);
    must(duban_record_campaign_set(&batch, campaign, wishes, 2, &err), &err);
    apply(store, &batch, campaign);
}

static void import(struct duban_store *store, struct duban_campaign *campaign, const char *csv)
{
    struct duban_import_options options = {.year = campaign->year, .issued = DUBAN_NO_DATE};
    struct duban_buf bytes = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_import *table;
    struct duban_batch batch;

    options.today = duban_date_parse(today);
    must(duban_file_read(&bytes, csv, 1 << 20, &err), &err);
    must(duban_import_new(&table, csv, bytes.data, bytes.len, campaign, &options, &err), &err);
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    must(duban_import_plan(&batch, table, campaign, &err), &err);
    apply(store, &batch, campaign);
    duban_import_free(table);
    duban_buf_release(&bytes);
}

static void found(const char *board, const char *csv)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_campaign campaign;
    struct duban_store *store;

    must(duban_store_create(&store, board, false, &err), &err);
    must(duban_store_begin(store, &err), &err);
    must(duban_store_load(&campaign, store, &err), &err);
    name_campaign(store, &campaign);
    import(store, &campaign, csv);
    must(duban_store_commit(store, &err), &err);
    must(duban_store_publish(store, &err), &err);
    duban_campaign_release(&campaign);
    duban_store_close(store);
}

/* Half past eight on the session's day, in the morning of the picture's time zone. */
static void instant(char at[DUBAN_INSTANT_SIZE], const struct duban_session *session)
{
    char day[DUBAN_DATE_SIZE];

    snprintf(at, DUBAN_INSTANT_SIZE, "%.10sT00:30:00Z", duban_date_format(session->today, day));
}

void story_select(struct story *story, int64_t task)
{
    const struct duban_board *board = &story->session->board;
    struct duban_ui *ui = &story->session->ui;

    for (size_t c = 0; c < board->n_columns; c++)
        for (size_t r = 0; r < board->columns[c].n_rows; r++)
            if (board->columns[c].rows[r].task && board->columns[c].rows[r].task->id == task) {
                ui->column = c;
                ui->row = r;
                ui->column_id = board->columns[c].id;
                ui->task_id = task;
                return;
            }
    duban_die("no task %d on the sample board", (int)task);
}

void story_type(struct story *story, const char *text)
{
    char at[DUBAN_INSTANT_SIZE];

    instant(at, story->session);
    while (*text) {
        uint32_t c = duban_text_next(&text);
        struct duban_key key = c == '\r'     ? DUBAN_KEY(ENTER)
                               : c == '\033' ? DUBAN_KEY(ESC)
                                             : DUBAN_KEY_OF(CHAR, c);

        duban_session_key(story->session, key, NULL, at);
    }
}

void story_begin(struct story *story, const char *csv)
{
    const char *place = getenv("TMPDIR");
    struct duban_request request = {.actor = duban_strdup(actor), .today = DUBAN_NO_DATE};
    struct duban_buf path = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;

    duban_buf_addf(&path, "%s/duban-pictures.XXXXXX", place ? place : "/tmp");
    if (!mkdtemp(path.data))
        duban_die("no temporary folder %s", path.data);
    story->folder = duban_strdup(path.data);
    duban_buf_adds(&path, "/sample.duban");
    story->board = duban_buf_detach(&path);
    found(story->board, csv);
    request.board = duban_strdup(story->board);
    must(duban_session_open(&story->session, &request, duban_date_parse(acts[0].day), founded,
                            &err),
         &err);
    duban_request_release(&request);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        duban_session_tick(story->session, duban_date_parse(acts[i].day), founded);
        story_select(story, acts[i].task);
        story_type(story, acts[i].keys);
    }
    duban_session_tick(story->session, duban_date_parse(today), founded);
    story_type(story, "\033"); /* the last message goes with the next key */
}

void story_end(struct story *story)
{
    duban_session_close(story->session);
    unlink(story->board);
    rmdir(story->folder);
    free(story->board);
    free(story->folder);
}
