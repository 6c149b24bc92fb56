/* Troubles of disk and file while somebody works: they stay on the screen until they are settled,
 * nothing that was written is lost, and the same key does it once there is room. */
#include "unit/app/desk_suite.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

TestSuite(trouble, .init = desk_enter, .fini = desk_leave, .timeout = 60);

/* Files may not grow beyond so many bytes; 0: as they like. What a full disk does, without one. */
static void allow(rlim_t bytes)
{
    struct rlimit limit;

    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes ? bytes : limit.rlim_max;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static const char *note(void)
{
    enum duban_tone tone;
    const char *text = duban_ui_note(&desk.session->ui, &tone);

    return text ? text : "";
}

static void tick(void)
{
    duban_session_tick(desk.session, desk.session->today, DESK_AT);
}

#define SAYS(word)    cr_expect(strstr(note(), word) != NULL, "not %s: %s", word, note())
#define SILENT(about) cr_expect(strstr(note(), about) == NULL, "still %s: %s", about, note())

Test(trouble, an_act_is_done_by_its_key_once_more)
{
    signal(SIGXFSZ, SIG_IGN);
    desk_type(&desk, "j");
    allow(1024);
    desk_type(&desk, "Space");
    SAYS("没有保存");
    desk_type(&desk, "j k");
    tick();
    SAYS("没有保存");
    allow(0);
    tick();
    SAYS("没有保存");
    desk_type(&desk, "Space j");
    SILENT("没有保存");
}

Test(trouble, it_can_be_put_aside)
{
    signal(SIGXFSZ, SIG_IGN);
    allow(1024);
    desk_type(&desk, "Space j");
    SAYS("没有保存");
    desk_type(&desk, "Esc");
    SILENT("没有保存");
    allow(0);
}

Test(trouble, a_reason_is_kept)
{
    signal(SIGXFSZ, SIG_IGN);
    allow(1024);
    desk_type(&desk, "L '等通知' Enter");
    cr_expect_eq(desk.session->ui.overlay, DUBAN_OVERLAY_PROMPT);
    cr_expect_str_eq(desk.session->ui.prompt.edit.text.data, "等通知");
    allow(0);
    desk_type(&desk, "Enter");
    cr_expect_eq(desk.session->ui.overlay, DUBAN_OVERLAY_NONE);
    SILENT("没有保存");
}

Test(trouble, the_board_is_taken_away_and_put_back)
{
    char away[128];

    snprintf(away, sizeof away, "%s.away", desk.path);
    cr_assert_eq(rename(desk.path, away), 0);
    tick();
    SAYS("不见了");
    desk_type(&desk, "j Space j");
    SAYS("没有保存");
    cr_assert_eq(rename(away, desk.path), 0);
    tick();
    desk_type(&desk, "Esc");
    cr_expect_str_eq(note(), "");
    desk_type(&desk, "k Space j");
    SILENT("没有保存");
}
