/* A new board: all or nothing, never over something that is there, and whole when it is read. */
#include "unit/store/fixture.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(create, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

static unsigned mode_of(const char *path)
{
    struct stat st;
    cr_assert_eq(stat(path, &st), 0);
    return st.st_mode & 07777;
}

Test(create, mode_lets_the_group_in_whatever_the_umask)
{
    umask(077);
    duban_store_close(fixture_board("a"));
    umask(0);
    duban_store_close(fixture_board("b"));
    cr_assert_eq(mode_of("a"), 0660);
    cr_assert_eq(mode_of("b"), 0660);
}

Test(create, unpublished_board_leaves_nothing)
{
    struct duban_store *store = NULL;
    cr_assert_eq(duban_store_create(&store, BOARD, false, NULL), DUBAN_OK);
    cr_assert(access(BOARD, F_OK) != 0);
    duban_store_close(store);
    cr_assert_eq(fixture_names(), 0);
}

Test(create, published_board_is_the_only_file)
{
    struct duban_store *store = fixture_board(BOARD);
    cr_assert_eq(fixture_names(), 1);
    cr_assert_eq(fixture_set(store, "li", 1, DUBAN_FIELD_TASK_NOTE, "x"), DUBAN_OK);
    duban_store_close(store);
    cr_assert_eq(fixture_names(), 1);
}

static void expect_refused(const char *path, enum duban_status expected)
{
    struct duban_store *store = NULL;
    struct duban_err err = DUBAN_ERR_INIT;
    int names = fixture_names();
    cr_assert_eq(duban_store_create(&store, path, false, &err), expected, "%s", path);
    cr_assert(store == NULL);
    cr_assert(err.text != NULL);
    cr_assert_eq(fixture_names(), names);
    duban_err_release(&err);
}

Test(create, what_is_there_is_refused)
{
    fixture_put("file", "", 0);
    cr_assert_eq(symlink("nowhere", "dangling"), 0);
    cr_assert_eq(mkdir("folder", 0700), 0);
    expect_refused("file", DUBAN_REFUSED);
    expect_refused("dangling", DUBAN_REFUSED);
    expect_refused("folder", DUBAN_REFUSED);
    expect_refused("folder/", DUBAN_REFUSED);
    expect_refused("", DUBAN_REFUSED);
    expect_refused("no/such/folder/board", DUBAN_IO);
    expect_refused("file/board", DUBAN_IO);
}

Test(create, name_as_long_as_names_may_be)
{
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    duban_store_close(fixture_board(name));
    duban_store_close(fixture_open(name));
}

Test(create, folders_are_made_when_asked)
{
    struct duban_store *store = NULL;
    struct stat st;
    cr_assert_eq(duban_store_create(&store, "a/b/c.duban", true, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_publish(store, NULL), DUBAN_OK);
    duban_store_close(store);
    cr_assert_eq(stat("a/b/c.duban", &st), 0);
    cr_assert_eq(mode_of("a"), 0700);
}

Test(create, publishing_never_replaces)
{
    struct duban_store *store = NULL;
    struct duban_buf bytes = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    cr_assert_eq(duban_store_create(&store, BOARD, false, NULL), DUBAN_OK);
    fixture_put(BOARD, "mine", 4);
    cr_assert_eq(duban_store_publish(store, &err), DUBAN_REFUSED);
    duban_store_close(store);
    fixture_bytes(&bytes, BOARD);
    cr_assert_str_eq(bytes.data, "mine");
    cr_assert_eq(fixture_names(), 1);
    duban_err_release(&err);
    duban_buf_release(&bytes);
}

/* Killed at any moment, a program that makes a board leaves the whole of it or none. */
Test(create, killed_while_creating)
{
    for (useconds_t delay = 0; delay < 40000; delay += 1500) {
        pid_t child = fork();
        if (child == 0) {
            duban_store_close(fixture_board(BOARD));
            _exit(0);
        }
        usleep(delay);
        kill(child, SIGKILL);
        cr_assert_eq(waitpid(child, NULL, 0), child);
        if (access(BOARD, F_OK) == 0) {
            struct duban_store *store = fixture_open(BOARD);
            fixture_expect(store, 3, DUBAN_FIELD_TASK_TEXT, "召开座谈会");
            duban_store_close(store);
            cr_assert_eq(unlink(BOARD), 0);
        }
    }
    cr_assert_eq(system("ls -A | grep -v '^\\.board\\.duban\\.......\\.new$'") >> 8, 1,
                 "something else than temporary files was left");
}

/* --- Round trip ------------------------------------------------------------------------------ */

/* A value that each type takes. */
static const char *sample(enum duban_field field)
{
    switch (duban_field_info(field)->type) {
    case DUBAN_TYPE_TEXT: return "“文字”, with 'quotes'\n第二行\t😀";
    case DUBAN_TYPE_LIST: return "综合处\n督查处\n综合处";
    case DUBAN_TYPE_DATE: return "2018-06-20";
    case DUBAN_TYPE_NUMBER: return "1";
    case DUBAN_TYPE_COUNT: return field == DUBAN_FIELD_CAMPAIGN_SOON ? "30" : "2018";
    case DUBAN_TYPE_BOOL: return "1";
    case DUBAN_TYPE_STATUS: return "done";
    case DUBAN_TYPE_KIND: return "recur";
    case DUBAN_TYPE_FLAGS: return "ambig,zero?";
    case DUBAN_TYPE_EXTRA: return "extra";
    }
    return NULL;
}

static void fill(struct duban_batch *batch, enum duban_object object, int64_t id)
{
    struct duban_change *change = duban_batch_add(batch, object, id, 0);
    for (unsigned i = 0; i < DUBAN_FIELDS; i++)
        if (duban_field_info((enum duban_field)i)->object == object)
            duban_change_edit(change, (enum duban_field)i, "列 1", NULL,
                              sample((enum duban_field)i), true);
}

static void expect_filled(const void *thing, enum duban_object object)
{
    for (unsigned i = 0; i < DUBAN_FIELDS; i++) {
        enum duban_field field = (enum duban_field)i;
        if (duban_field_info(field)->object != object)
            continue;
        char *value = duban_field_get(thing, field, "列 1");
        cr_assert(value != NULL, "%s is empty", duban_field_info(field)->key);
        cr_assert_str_eq(value, sample(field), "%s", duban_field_info(field)->key);
        free(value);
    }
}

Test(create, every_field_comes_back)
{
    struct duban_stamp stamp = fixture_stamp("zhang");
    struct duban_store *store = NULL;
    struct duban_campaign campaign;
    struct duban_batch batch;
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    fill(&batch, DUBAN_OBJECT_CAMPAIGN, 0);
    fill(&batch, DUBAN_OBJECT_PHASE, -1);
    fill(&batch, DUBAN_OBJECT_TASK, -2);
    cr_assert_eq(duban_store_create(&store, BOARD, false, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_publish(store, NULL), DUBAN_OK);
    duban_store_close(store);
    store = fixture_open(BOARD);
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    cr_assert_eq(campaign.n_bin, 1);
    cr_assert_eq(campaign.n_removed, 1);
    expect_filled(&campaign, DUBAN_OBJECT_CAMPAIGN);
    expect_filled(campaign.removed[0], DUBAN_OBJECT_PHASE);
    expect_filled(campaign.bin[0], DUBAN_OBJECT_TASK);
    cr_assert_eq(campaign.version, 1);
    cr_assert_eq(campaign.bin[0]->version, 1);
    cr_assert_str_eq(campaign.bin[0]->updated_at, stamp.at);
    cr_assert_str_eq(campaign.bin[0]->updated_by, "zhang");
    duban_campaign_release(&campaign);
    duban_batch_release(&batch);
    duban_store_close(store);
}

Test(create, empty_board_has_the_defaults_of_a_campaign)
{
    struct duban_store *store = NULL;
    struct duban_campaign campaign, fresh;
    duban_campaign_init(&fresh);
    cr_assert_eq(duban_store_create(&store, BOARD, false, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    cr_assert_eq(campaign.version, fresh.version);
    cr_assert_eq(campaign.soon, fresh.soon);
    cr_assert_eq(campaign.year, fresh.year);
    cr_assert_eq(campaign.n_phases + campaign.n_tasks, 0);
    duban_campaign_release(&campaign);
    duban_campaign_release(&fresh);
    duban_store_close(store);
}

Test(create, twenty_thousand_tasks)
{
    enum { TASKS = 20000 };
    struct duban_stamp stamp = fixture_stamp("zhang");
    struct duban_store *store = fixture_board(BOARD);
    struct duban_campaign campaign;
    struct duban_batch batch;
    char position[16], text[32];
    duban_batch_init(&batch, DUBAN_ACT_IMPORT);
    for (int i = 0; i < TASKS; i++) {
        snprintf(position, sizeof position, "%d", TASKS - i);
        snprintf(text, sizeof text, "任务 %d", i);
        struct duban_change *change = fixture_new_task(&batch, -1 - i, "1", position, text);
        duban_change_edit(change, DUBAN_FIELD_TASK_LEADS, NULL, NULL, "综合处\n督查处", true);
    }
    cr_assert_eq(duban_store_apply(store, &batch, &stamp, NULL), DUBAN_OK);
    cr_assert_eq(duban_store_load(&campaign, store, NULL), DUBAN_OK);
    cr_assert_eq(campaign.n_tasks, TASKS + 3);
    cr_assert_str_eq(campaign.tasks[0]->text, "制定实施方案");
    cr_assert_str_eq(campaign.tasks[TASKS + 1]->text, "任务 0");
    cr_assert_str_eq(campaign.tasks[TASKS + 1]->leads, "综合处\n督查处");
    duban_campaign_release(&campaign);
    duban_batch_release(&batch);
    duban_store_close(store);
}
