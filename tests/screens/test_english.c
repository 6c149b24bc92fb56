/* The screen in English: the widths that the layout counts on; how it looks is in test_scenes.c. */
#include "screens/sample.h"
#include "screens/screen.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/standing.h"
#include "duban/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct duban_session session;

static void begin(void)
{
    struct duban_task *task;

    screen_begin("xterm-256color");
    screen_speak_english();
    sample_init(&session);
    task = duban_campaign_task(&session.campaign, 1002);
    task->supports = duban_strdup("机关党委\n各党支部");
    task->leader = duban_strdup("张主任");
    task->target = duban_strdup("不少于2个");
    task->note = duban_strdup("见《实施方案》第三部分");
    task->chases = 2;
    task->extensions = 1;
    sample_history(&session, 1, DUBAN_ACT_IMPORT, 1002, NULL, NULL, NULL, NULL);
    sample_history(&session, 4, DUBAN_ACT_SET, 1002, "deadline", "5.30", "5.31", NULL);
    sample_history(&session, 7, DUBAN_ACT_NOTE, 1002, NULL, NULL, NULL, "已收到三个支部的问题清单");
    sample_history(&session, 9, DUBAN_ACT_START, 1003, "status", "todo", "doing", NULL);
}

static void end(void)
{
    sample_release(&session);
    screen_end();
}

TestSuite(english, .init = begin, .fini = end);

Test(english, unfolded_board)
{
    sample_select(&session, 0, 3);
    duban_session_exec(&session, DUBAN_COMMAND_FOLD, 1);
    screen_expect(&session, "board-unfolded-en", 24, 80);
}

Test(english, menu)
{
    struct duban_menu *menu = &session.ui.menu;

    duban_strset(&menu->title, _("要做什么？"));
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const struct duban_command_info *info = duban_command_info(command);
        struct duban_buf keys = DUBAN_BUF_INIT;

        if (info->group == DUBAN_GROUP_MOVE || !duban_session_allows(&session, command))
            continue;
        duban_command_keys(&keys, command, 1);
        menu->items = duban_more(menu->items, menu->n, &menu->cap, sizeof *menu->items);
        menu->items[menu->n++] =
            (struct duban_menu_item){duban_strdup(_(info->help)), duban_buf_detach(&keys), command};
    }
    session.ui.overlay = DUBAN_OVERLAY_MENU;
    screen_expect(&session, "menu-long-en", 24, 80);
}

/* --- Widths ----------------------------------------------------------------------------------- */

enum {
    HINT_MAX = 10,  /* columns of a word in the footer */
    LABEL_MAX = 12, /* of a field's label in forms; those of the card view have two less */
    CARD_LABEL_MAX = 10,
    MARK_MAX = 10, /* of a mark up to 999 days */
};

Test(english, hints_are_short)
{
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const char *hint = duban_command_info(command)->hint;

        if (hint)
            cr_expect_leq(duban_text_width(_(hint)), HINT_MAX, "%s", _(hint));
    }
}

Test(english, labels_are_short_and_distinct)
{
    for (enum duban_field a = 0; a < DUBAN_FIELDS; a++) {
        const struct duban_field_info *info = duban_field_info(a);

        cr_expect_leq(duban_text_width(_(info->label)), LABEL_MAX, "%s", _(info->label));
        for (enum duban_field b = 0; b < a; b++)
            if (duban_field_info(b)->object == info->object)
                cr_expect_str_neq(_(info->label), _(duban_field_info(b)->label), "%s and %s",
                                  info->key, duban_field_info(b)->key);
    }
}

Test(english, labels_fit_the_card)
{
    static const char *const labels[] = {
        N_("阶段步骤"), N_("状态"), N_("完成时限"), N_("牵头单位"), N_("配合单位"), N_("牵头领导"),
        N_("数量要求"), N_("进展"), N_("备注"),     N_("催办"),     N_("延期"),
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        cr_expect_leq(duban_text_width(_(labels[i])), CARD_LABEL_MAX, "%s", _(labels[i]));
}

Test(english, marks_are_short)
{
    struct duban_task *task = duban_campaign_task(&session.campaign, 1002);

    for (int status = 0; status < DUBAN_TASK_STATUSES; status++)
        for (int days = -999; days <= 999; days++) {
            int due = session.today + days;
            struct duban_buf mark = DUBAN_BUF_INIT;
            struct duban_standing standing;

            task->status = (enum duban_task_status)status;
            task->done_on = status == DUBAN_DONE ? session.today : DUBAN_NO_DATE;
            task->when.start = task->when.due = due;
            standing = duban_standing_of(&session.campaign, task, session.today);
            duban_standing_mark(&mark, task, &standing, session.today);
            cr_expect_leq(duban_text_width(mark.data), MARK_MAX, "%s", mark.data);
            duban_buf_release(&mark);
        }
}

/* A day reads as people write it in English. */
Test(english, days)
{
    struct duban_buf day = DUBAN_BUF_INIT;

    duban_date_say(&day, duban_date_parse("2018-06-18"), 2018);
    cr_expect_str_eq(day.data, "18 Jun");
    duban_buf_clear(&day);
    duban_date_say(&day, duban_date_parse("2018-06-18"), 2019);
    cr_expect_str_eq(day.data, "18 Jun 2018");
    duban_buf_release(&day);
}
