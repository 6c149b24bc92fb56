/* Everything that is not the board: card, history, bin, help, form, prompt, menu, question. */
#include "screens/sample.h"
#include "screens/screen.h"

#include "duban/alloc.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct duban_session session;

static void begin(void)
{
    screen_begin("xterm-256color");
    sample_init(&session);
    sample_history(&session, 1, DUBAN_ACT_IMPORT, 1002, NULL, NULL, NULL, NULL);
    sample_history(&session, 4, DUBAN_ACT_SET, 1002, "deadline", "5.30", "5.31", NULL);
    sample_history(&session, 4, DUBAN_ACT_SET, 1002, "leads", "综合处", "综合处\n督查处", NULL);
    sample_history(&session, 7, DUBAN_ACT_NOTE, 1002, NULL, NULL, NULL,
                   "6月8日 王科：已收到三个支部的问题清单，\x1B[1m其余下周报送");
    sample_history(&session, 9, DUBAN_ACT_START, 1003, "status", "todo", "doing", NULL);
}

static void end(void)
{
    sample_release(&session);
    screen_end();
}

TestSuite(views, .init = begin, .fini = end);

static void show(enum duban_view view)
{
    session.ui.views[1] = view;
    session.ui.n_views = 2;
}

Test(views, card)
{
    struct duban_task *task = duban_campaign_task(&session.campaign, 1002);

    task->supports = duban_strdup("机关党委\n各党支部");
    task->leader = duban_strdup("张主任");
    task->target = duban_strdup("不少于2个");
    task->note = duban_strdup("见《实施方案》第三部分\n分两批报送");
    task->extensions = 1;
    show(DUBAN_VIEW_CARD);
    screen_expect_all(&session, "card");
}

Test(views, hostile_card)
{
    sample_select(&session, 1, 2);
    show(DUBAN_VIEW_CARD);
    screen_expect(&session, "card-hostile", 24, 80);
}

Test(views, inherited_deadline)
{
    sample_select(&session, 1, 3);
    show(DUBAN_VIEW_CARD);
    screen_expect(&session, "card-inherited", 24, 80);
}

/* A text of 6,000 characters scrolls to its very end, and no further. */
Test(views, long_card)
{
    struct duban_task *task = duban_campaign_task(&session.campaign, 1002);
    struct duban_buf text = DUBAN_BUF_INIT;

    for (int i = 0; i < 600; i++)
        duban_buf_adds(&text, "一二三四五六七八九十");
    duban_strset(&task->text, text.data);
    duban_buf_release(&text);
    show(DUBAN_VIEW_CARD);
    screen_expect(&session, "card-long", 24, 80);
    session.ui.scroll[DUBAN_VIEW_CARD] = 100000;
    screen_expect(&session, "card-long-end", 24, 80);
}

Test(views, history)
{
    show(DUBAN_VIEW_HISTORY);
    screen_expect_all(&session, "history");
}

Test(views, help)
{
    show(DUBAN_VIEW_HELP);
    screen_expect_all(&session, "help");
    session.ui.scroll[DUBAN_VIEW_HELP] = 30;
    screen_expect(&session, "help-scrolled", 24, 80);
}

Test(views, form)
{
    const struct duban_task *task = duban_campaign_task(&session.campaign, 1002);

    session.ui.form = duban_form_new(&session.campaign, task, task->phase);
    screen_expect_all(&session, "form");
}

/* The cursor stands between two wide characters, on the row it belongs to. */
Test(views, form_cursor_in_chinese)
{
    const struct duban_task *task = duban_campaign_task(&session.campaign, 1002);
    struct duban_form *form = duban_form_new(&session.campaign, task, task->phase);

    session.ui.form = form;
    duban_form_goto(form, DUBAN_FIELD_TASK_TEXT);
    form->fields[form->at].edit.cursor = strlen("针对部分干部职工工作中存在的骄傲自满、积极性不高、"
                                                "担当意识不强等懒政倾向，深入");
    screen_expect(&session, "form-cursor", 24, 80);
    screen_expect(&session, "form-cursor", 10, 40);
}

Test(views, form_monochrome)
{
    const struct duban_task *task = duban_campaign_task(&session.campaign, 1003);

    screen_end();
    screen_begin("vt100");
    session.ui.form = duban_form_new(&session.campaign, task, task->phase);
    screen_expect(&session, "form-vt100", 24, 80);
}

Test(views, form_error)
{
    struct duban_form *form = duban_form_new(&session.campaign, NULL, 1);

    session.ui.form = form;
    duban_strset(&form->fields[form->at].error, "请写工作任务");
    screen_expect(&session, "form-error", 24, 80);
    screen_expect(&session, "form-error", 6, 20);
}

static void ask(const char *label, const char *text)
{
    session.ui.overlay = DUBAN_OVERLAY_PROMPT;
    duban_strset(&session.ui.prompt.label, label);
    duban_lineedit_set(&session.ui.prompt.edit, text);
}

Test(views, prompt)
{
    ask("完成时限", "7月中旬前");
    duban_strset(&session.ui.prompt.reading, "7月20日（7月10日起提醒）");
    screen_expect_all(&session, "prompt");
}

Test(views, prompt_refused)
{
    ask("完成时限",
        "2.30，这一行写得太长，长得窗口都放不下，只好向左边滚动，让光标总在眼前，再长一点就好");
    duban_strset(&session.ui.prompt.error, "读不懂这个时限，请写成 6月20日 这样的日期");
    screen_expect(&session, "prompt-refused", 24, 80);
    screen_expect(&session, "prompt-refused", 6, 20);
}

Test(views, menu)
{
    static const char *const names[] = {"宣传发动阶段", "学习讨论阶段", "实践转化阶段",
                                        "持续深化阶段"};
    struct duban_menu *menu = &session.ui.menu;

    duban_strset(&menu->title, "调整到哪个阶段");
    for (size_t i = 0; i < 4; i++) {
        menu->items = duban_more(menu->items, menu->n, &menu->cap, sizeof *menu->items);
        menu->items[menu->n++] =
            (struct duban_menu_item){duban_strdup(names[i]), duban_strdup(i == 1 ? "L" : NULL),
                                     (int64_t)i + 1};
    }
    menu->at = 2;
    session.ui.overlay = DUBAN_OVERLAY_MENU;
    screen_expect_all(&session, "menu");
}

Test(views, question)
{
    session.ui.overlay = DUBAN_OVERLAY_CONFIRM;
    duban_strset(&session.ui.question, "把「针对部分干部职工工作…」放入回收站？");
    screen_expect_all(&session, "question");
}

Test(views, bin)
{
    duban_campaign_task(&session.campaign, 1002)->deleted = true;
    duban_campaign_task(&session.campaign, 2008)->deleted = true;
    sample_select(&session, 0, 0);
    session.ui.bin_at = 1;
    show(DUBAN_VIEW_BIN);
    screen_expect(&session, "bin", 24, 80);
    screen_expect(&session, "bin", 6, 20);
}
