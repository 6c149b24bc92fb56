/* Hands that type at random: whatever is pressed, the state stays one that can be drawn, and what
 * is in memory is what is in the file. */
#include "desk_suite.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In the desk's folder, because a table may be exported to where we are. */
static void init(void)
{
    desk_enter();
    cr_assert_eq(chdir(desk.folder), 0);
}

static void fini(void)
{
    DIR *folder = opendir(".");
    const struct dirent *entry;

    while (folder && (entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            unlink(entry->d_name);
    if (folder)
        closedir(folder);
    desk_leave();
}

TestSuite(random, .init = init, .fini = fini, .timeout = 120);

static struct duban_key any_key(unsigned *seed)
{
    static const uint32_t signs[] = {'6',    '.',    '2',    '0',   0x6708,
                                     0x65E5, 0xFF1A, 0x3001, 0x300, 'z'};
    const struct duban_keymap *keymap = &desk.session->keymap;
    unsigned dice = (unsigned)rand_r(seed);

    if (dice % 4 == 0)
        return DUBAN_KEY_OF(CHAR, signs[dice / 4 % (sizeof signs / sizeof *signs)]);
    return keymap->bindings[dice / 4 % keymap->n].key;
}

static void assert_drawable(void)
{
    const struct duban_session *session = desk.session;
    const struct duban_ui *ui = &session->ui;
    const struct duban_board_column *column = &session->board.columns[ui->column];

    if (session->board.n_columns == 0) {
        cr_assert(ui->filter.query != NULL || session->campaign.n_tasks == 0);
        cr_assert_eq(ui->column, 0);
        return;
    }
    cr_assert_lt(ui->column, session->board.n_columns);
    cr_assert_eq(ui->column_id, column->id);
    cr_assert(ui->row < column->n_rows || (ui->row == 0 && column->n_rows == 0));
    cr_assert(ui->n_views >= 1 && ui->n_views <= DUBAN_VIEW_DEPTH);
    cr_assert_eq(ui->views[0], DUBAN_VIEW_BOARD);
    cr_assert(ui->bin_at < session->campaign.n_bin || ui->bin_at == 0);
    cr_assert(ui->overlay != DUBAN_OVERLAY_MENU || ui->menu.at < ui->menu.n);
    cr_assert(ui->overlay != DUBAN_OVERLAY_CONFIRM || ui->question);
    cr_assert(!ui->form || ui->form->at < ui->form->n);
    cr_assert(ui->task_id == 0 || duban_campaign_task(&session->campaign, ui->task_id));
}

static void assert_kept(void)
{
    const struct duban_campaign *campaign = &desk.session->campaign;
    struct duban_campaign file;

    desk_load(&file, &desk);
    cr_assert_eq(campaign->n_tasks, file.n_tasks);
    cr_assert_eq(campaign->n_bin, file.n_bin);
    for (size_t i = 0; i < file.n_tasks; i++) {
        const struct duban_task *mine = campaign->tasks[i], *theirs = file.tasks[i];
        cr_assert_eq(mine->id, theirs->id, "another order");
        cr_assert_eq(mine->version, theirs->version);
        cr_assert_eq(mine->status, theirs->status);
        cr_assert_str_eq(mine->text, theirs->text);
        cr_assert_eq(mine->when.due, theirs->when.due);
    }
    duban_campaign_release(&file);
}

static void type_at_random(unsigned seed)
{
    for (int i = 0; i < 1500; i++) {
        unsigned react =
            duban_session_key(desk.session, any_key(&seed), NULL, "2018-06-18T03:00:00Z");

        cr_assert_lt(react, DUBAN_REACT_QUIT << 1);
        assert_drawable();
        if (i % 300 == 0)
            assert_kept();
    }
    assert_kept();
}

Test(random, keys_one)
{
    type_at_random(1);
}

Test(random, keys_two)
{
    type_at_random(20180618);
}

/* Others work at the same time. */
Test(random, keys_among_others)
{
    unsigned seed = 7;

    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 60; i++) {
            duban_session_key(desk.session, any_key(&seed), NULL, DESK_AT);
            assert_drawable();
        }
        desk_meddle(&desk, 1 + round % 6, DUBAN_FIELD_TASK_NOTE, round % 2 ? "甲" : "乙");
        if (round % 3 == 0)
            duban_session_tick(desk.session, 0, DESK_AT);
        assert_drawable();
    }
    duban_session_tick(desk.session, 0, DESK_AT);
    assert_kept();
}
