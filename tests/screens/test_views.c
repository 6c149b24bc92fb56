/* What is special about views and forms; each of them as it usually is stands in test_scenes.c. */
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

Test(views, help)
{
    show(DUBAN_VIEW_HELP);
    session.ui.scroll[DUBAN_VIEW_HELP] = 30;
    screen_expect(&session, "help-scrolled", 24, 80);
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

/* The place is marked and in sight; while a word is typed its hits are counted beside it. */
Test(views, search_in_a_page)
{
    struct duban_search *search = &session.ui.search;

    show(DUBAN_VIEW_HELP);
    duban_strset(&search->text, "撤销");
    duban_strset(&search->key, "撤销");
    search->seek = true;
    session.ui.overlay = DUBAN_OVERLAY_PROMPT;
    duban_strset(&session.ui.prompt.label, "/");
    duban_lineedit_set(&session.ui.prompt.edit, "撤销");
    search->typing = true;
    screen_expect(&session, "help-search", 24, 80);
    cr_assert_eq(search->at, 1);
    cr_assert_gt(search->n, 1);
    search->at = search->n;
    search->seek = true;
    search->typing = false;
    session.ui.overlay = DUBAN_OVERLAY_NONE;
    screen_expect(&session, "help-search-last", 24, 80);
}

/* What can be written stands above the prompt, with its meaning. */
Test(views, prompt_list)
{
    struct duban_menu *list = &session.ui.prompt.list;
    static const char *const items[][2] = {
        {"deadline", "时限 · 修改完成时限，边写边看如何理解"},
        {"delete", "删除：放入回收站，先询问"},
        {"done", "今天办结"},
        {"down", "下一张卡片"},
        {"宣传室", NULL},
    };

    session.ui.overlay = DUBAN_OVERLAY_PROMPT;
    duban_strset(&session.ui.prompt.label, ":");
    duban_lineedit_set(&session.ui.prompt.edit, "d");
    for (size_t i = 0; i < 5; i++) {
        list->items = duban_more(list->items, list->n, &list->cap, sizeof *list->items);
        list->items[list->n++] =
            (struct duban_menu_item){duban_strdup(items[i][0]), duban_strdup(items[i][1]), 0};
    }
    list->at = 3;
    screen_expect_all(&session, "prompt-list");
}
