/* The tests' desk: see desk.h. */
#include "desk.h"

#include "duban/alloc.h"
#include "duban/record.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct duban_stamp stamp = {"张三", "2018-05-20T01:00:00Z"};

static void must(enum duban_status status, struct duban_err *err)
{
    cr_assert_eq(status, DUBAN_OK, "%s", err->text ? err->text : "(no word)");
}

static void add_phase(struct duban_batch *batch, int64_t *id, const char *cell)
{
    struct duban_campaign none;
    struct duban_err err = DUBAN_ERR_INIT;

    duban_campaign_init(&none);
    none.year = 2018;
    must(duban_record_phase_new(batch, id, &none, cell, &err), &err);
    duban_campaign_release(&none);
}

static void add_task(struct duban_batch *batch, int64_t phase, const char *text,
                     const char *deadline, const char *status)
{
    struct duban_campaign none;
    struct duban_err err = DUBAN_ERR_INIT;
    char id[24];
    struct duban_wish wishes[] = {
        {DUBAN_FIELD_TASK_PHASE, NULL, id},          {DUBAN_FIELD_TASK_TEXT, NULL, text},
        {DUBAN_FIELD_TASK_DEADLINE, NULL, deadline}, {DUBAN_FIELD_TASK_LEADS, NULL, "综合处"},
        {DUBAN_FIELD_TASK_STATUS, NULL, status},
    };

    snprintf(id, sizeof id, "%lld", (long long)phase);
    duban_campaign_init(&none);
    none.year = 2018;
    must(duban_record_new(batch, NULL, &none, wishes, 5, duban_date_make(2018, 5, 25), &err), &err);
    duban_campaign_release(&none);
}

static void fill(struct duban_batch *batch)
{
    struct duban_campaign none;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_wish year = {DUBAN_FIELD_CAMPAIGN_YEAR, NULL, "2018"};
    int64_t phases[4];

    duban_campaign_init(&none);
    must(duban_record_campaign_set(batch, &none, &year, 1, &err), &err);
    duban_campaign_release(&none);
    add_phase(batch, &phases[0], "宣传发动（5.20-6.10）");
    add_phase(batch, &phases[1], "学习讨论（6.11-6.30）");
    add_phase(batch, &phases[2], "整改落实（7.1-8.31）");
    add_phase(batch, &phases[3], "总结");
    add_task(batch, phases[0], "制定方案", "5.25", "done");
    add_task(batch, phases[0], "动员大会", "5.31", "todo");
    add_task(batch, phases[0], "广泛宣传", "6.5", "todo");
    add_task(batch, phases[1], "组织学习", "6.20", "todo");
    add_task(batch, phases[1], "交流讨论", "6.30", "todo");
    add_task(batch, phases[2], "落实整改", "7月中旬前", "todo");
}

static void make_board(const char *path)
{
    struct duban_store *store;
    struct duban_batch batch;
    struct duban_err err = DUBAN_ERR_INIT;

    must(duban_store_create(&store, path, false, &err), &err);
    duban_batch_init(&batch, DUBAN_ACT_INIT);
    fill(&batch);
    must(duban_store_apply(store, &batch, &stamp, &err), &err);
    must(duban_store_publish(store, &err), &err);
    duban_store_close(store);
    duban_batch_release(&batch);
}

void desk_reopen_as(struct desk *desk, const char *actor, bool read_only)
{
    struct duban_err err = DUBAN_ERR_INIT;
    char *name = duban_strdup(actor);
    struct duban_request request = {
        .board = desk->path,
        .actor = name,
        .drafts = desk->drafts,
        .today = duban_date_make(2018, 6, 18),
        .read_only = read_only,
    };

    duban_session_close(desk->session);
    must(duban_session_open(&desk->session, &request, request.today, DESK_AT, &err), &err);
    desk->session->ui.room = (struct duban_room){2, 5, 20};
    free(name);
}

void desk_reopen(struct desk *desk, bool read_only)
{
    desk_reopen_as(desk, "张三", read_only);
}

void desk_die(struct desk *desk)
{
    struct duban_err err = DUBAN_ERR_INIT;

    must(duban_session_leave(desk->session, &err), &err);
    desk_reopen(desk, false);
}

/* The files among the drafts, taken away if so wished. */
static int walk_drafts(const struct desk *desk, bool removed)
{
    DIR *dir = opendir(desk->drafts);
    struct dirent *entry;
    int n = 0;

    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        n++;
        if (removed)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    return n;
}

int desk_drafts(const struct desk *desk)
{
    return walk_drafts(desk, false);
}

void desk_open(struct desk *desk)
{
    const char *tmp = getenv("TMPDIR");

    *desk = (struct desk){0};
    snprintf(desk->folder, sizeof desk->folder, "%s/desk-XXXXXX", tmp ? tmp : "/tmp");
    cr_assert(mkdtemp(desk->folder) != NULL);
    snprintf(desk->path, sizeof desk->path, "%s/board.duban", desk->folder);
    snprintf(desk->drafts, sizeof desk->drafts, "%s/drafts", desk->folder);
    make_board(desk->path);
    desk_reopen(desk, false);
}

void desk_close(struct desk *desk)
{
    duban_session_close(desk->session);
    unlink(desk->path);
    walk_drafts(desk, true);
    rmdir(desk->drafts);
    rmdir(desk->folder);
}

/* --- Typing ----------------------------------------------------------------------------------- */

static unsigned press(struct desk *desk, struct duban_key key)
{
    return duban_session_key(desk->session, key, NULL, DESK_AT);
}

static unsigned type_text(struct desk *desk, const char **script)
{
    unsigned react = 0;

    while (**script != '\'') {
        cr_assert_neq(**script, '\0', "a text without its end");
        struct duban_key key = {DUBAN_KEY_CHAR, duban_text_next(script)};
        react = press(desk, key);
    }
    (*script)++;
    return react;
}

static unsigned type_key(struct desk *desk, const char **script)
{
    size_t len = strcspn(*script, " ");
    char *name = duban_strndup(*script, len);
    struct duban_key key = {0};

    cr_assert(duban_key_parse(&key, name), "%s is no key", name);
    free(name);
    *script += len;
    return press(desk, key);
}

unsigned desk_type(struct desk *desk, const char *script)
{
    unsigned react = 0;

    while (*(script += strspn(script, " ")) != '\0') {
        if (*script == '\'') {
            script++;
            react = type_text(desk, &script);
        } else {
            react = type_key(desk, &script);
        }
    }
    return react;
}

/* --- Looking ---------------------------------------------------------------------------------- */

void desk_load(struct duban_campaign *out, const struct desk *desk)
{
    struct duban_store *store;
    struct duban_err err = DUBAN_ERR_INIT;

    must(duban_store_open(&store, desk->path, DUBAN_STORE_READ_ONLY, &err), &err);
    must(duban_store_load(out, store, &err), &err);
    duban_store_close(store);
}

/* Writes what somebody else has made of the board as it is in the file. */
static void meddle(const struct desk *desk, int64_t task, const struct duban_wish *wish)
{
    struct duban_store *store;
    struct duban_campaign campaign;
    struct duban_batch batch;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp other = {"李四", "2018-06-18T01:59:00Z"};

    must(duban_store_open(&store, desk->path, 0, &err), &err);
    must(duban_store_load(&campaign, store, &err), &err);
    const struct duban_task *theirs = duban_campaign_task(&campaign, task);
    duban_batch_init(&batch, wish ? DUBAN_ACT_SET : DUBAN_ACT_DELETE);
    if (wish)
        must(duban_record_set(&batch, &campaign, theirs, wish, 1, duban_date_make(2018, 6, 18),
                              &err),
             &err);
    else
        must(duban_record_delete(&batch, theirs, &err), &err);
    must(duban_store_apply(store, &batch, &other, &err), &err);
    duban_batch_release(&batch);
    duban_campaign_release(&campaign);
    duban_store_close(store);
}

void desk_remove_phase(const struct desk *desk, int64_t phase)
{
    struct duban_store *store;
    struct duban_campaign campaign;
    struct duban_batch batch;
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_stamp other = {"李四", "2018-06-18T01:59:00Z"};

    must(duban_store_open(&store, desk->path, 0, &err), &err);
    must(duban_store_load(&campaign, store, &err), &err);
    duban_batch_init(&batch, DUBAN_ACT_PHASE);
    must(duban_record_phase_remove(&batch, &campaign, duban_campaign_phase(&campaign, phase), &err),
         &err);
    must(duban_store_apply(store, &batch, &other, &err), &err);
    duban_batch_release(&batch);
    duban_campaign_release(&campaign);
    duban_store_close(store);
}

void desk_meddle(const struct desk *desk, int64_t task, enum duban_field field, const char *value)
{
    struct duban_wish wish = {field, NULL, value};

    meddle(desk, task, &wish);
}

void desk_remove(const struct desk *desk, int64_t task)
{
    meddle(desk, task, NULL);
}

static const struct duban_task *find(const struct duban_campaign *campaign, const char *part)
{
    for (size_t i = 0; i < campaign->n_tasks; i++)
        if (strstr(campaign->tasks[i]->text, part))
            return campaign->tasks[i];
    return NULL;
}

/* Every field that is kept is the same in memory and in the file. */
static void same(const struct duban_task *a, const struct duban_task *b)
{
    cr_assert_eq(a->version, b->version);
    for (enum duban_field field = 0; field < DUBAN_FIELDS; field++) {
        const struct duban_field_info *info = duban_field_info(field);
        if (info->object != DUBAN_OBJECT_TASK || info->type == DUBAN_TYPE_EXTRA)
            continue;
        char *mine = duban_field_get(a, field, NULL), *theirs = duban_field_get(b, field, NULL);
        cr_assert_str_eq(mine ? mine : "", theirs ? theirs : "", "%s differs", info->key);
        free(mine);
        free(theirs);
    }
}

const struct duban_task *desk_task(const struct desk *desk, const char *part)
{
    struct duban_campaign file;
    const struct duban_task *task = find(&desk->session->campaign, part);

    desk_load(&file, desk);
    const struct duban_task *kept = find(&file, part);
    cr_assert_eq(task == NULL, kept == NULL, "memory and file differ about %s", part);
    if (task)
        same(task, kept);
    duban_campaign_release(&file);
    return task;
}

const char *desk_column(const struct desk *desk)
{
    static char text[1024];
    const struct duban_session *session = desk->session;
    const struct duban_board_column *column = &session->board.columns[session->ui.column];
    size_t len = 0;

    text[0] = '\0';
    for (size_t i = 0; i < column->n_rows; i++) {
        const struct duban_task *task = column->rows[i].task;
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", i > 0 ? "|" : "",
                                task ? task->text : "-");
        cr_assert_lt(len, sizeof text);
    }
    return text;
}

const char *desk_selected(const struct desk *desk)
{
    const struct duban_task *task = duban_session_task(desk->session);

    return task ? task->text : "";
}
