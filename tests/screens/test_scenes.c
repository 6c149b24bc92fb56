/* Every view and every form at every size in both languages: one table of scenes. What the sample
 * holds is Chinese, combining, ambiguous, wide and hostile, so each of them is drawn everywhere. */
#include "screens/sample.h"
#include "screens/screen.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct duban_session session;

static void show(enum duban_view view)
{
    session.ui.views[1] = view;
    session.ui.n_views = 2;
}

/* --- The board -------------------------------------------------------------------------------- */

static void plain(void)
{
}

/* Combining, emoji, hostile. */
static void hostile(void)
{
    sample_select(&session, 1, 2);
}

static void twelve_phases(void)
{
    for (int i = 5; i <= 12; i++) {
        char name[64];

        snprintf(name, sizeof name, "第%d阶段：名称很长很长的一个阶段步骤", i);
        sample_phase(&session, name, NULL);
        sample_task(&session, i, NULL, "一项任务", "9.1", "综合处");
    }
    sample_select(&session, 6, 0);
}

static void many_cards(void)
{
    for (int i = 0; i < 500; i++) {
        char serial[16];

        snprintf(serial, sizeof serial, "3.%d", i + 1);
        sample_task(&session, 3, serial, "走访联系服务对象，听取意见建议并逐条登记，建立台账。",
                    "8.15", "业务处");
    }
    sample_select(&session, 2, 250);
}

static void one_phase(void)
{
    sample_release(&session);
    sample_init_empty(&session);
    sample_phase(&session, "全部工作", "全年");
    sample_task(&session, 1, "1", "唯一的任务", "12月底前", "办公室");
    sample_select(&session, 0, 0);
}

static void no_phase(void)
{
    sample_release(&session);
    sample_init_empty(&session);
}

static void empty_phase(void)
{
    sample_phase(&session, "空的阶段", NULL);
    sample_select(&session, 4, 0);
}

/* --- Views ------------------------------------------------------------------------------------ */

static void card(void)
{
    show(DUBAN_VIEW_CARD);
}

static void history(void)
{
    show(DUBAN_VIEW_HISTORY);
}

/* The lines that fit are what the store would have read. */
static void sift(const char *text)
{
    struct duban_history all = session.history;
    struct duban_sifting *sifting = &session.ui.sifting;

    cr_assert_eq(duban_sifting_set(sifting, text, session.today, NULL), DUBAN_OK);
    duban_history_init(&session.history);
    for (size_t i = 0; i < all.n; i++)
        if (duban_sift_fits(&all.lines[i], sifting->sift))
            sample_history(&session, all.lines[i].batch, all.lines[i].act, all.lines[i].id,
                           all.lines[i].field, all.lines[i].before, all.lines[i].after,
                           all.lines[i].note);
    duban_history_release(&all);
    show(DUBAN_VIEW_HISTORY);
}

static void history_filtered(void)
{
    sift("任务:1002 动作:修改、进展");
}

static void history_without_a_hit(void)
{
    sift("经办:王五");
}

static void help(void)
{
    show(DUBAN_VIEW_HELP);
}

static void bin(void)
{
    duban_campaign_task(&session.campaign, 1004)->deleted = true;
    duban_campaign_task(&session.campaign, 2008)->deleted = true;
    sample_select(&session, 0, 0);
    session.ui.bin_at = 1;
    show(DUBAN_VIEW_BIN);
}

/* --- Forms ------------------------------------------------------------------------------------ */

static struct duban_form *open_form(int64_t id, enum duban_field field)
{
    const struct duban_task *task = id ? duban_campaign_task(&session.campaign, id) : NULL;

    session.ui.form = duban_form_new(&session.campaign, task, 1);
    duban_form_goto(session.ui.form, field);
    return session.ui.form;
}

static void type(const char *text)
{
    while (*text) {
        struct duban_key key = {DUBAN_KEY_CHAR, duban_text_next(&text)};

        duban_form_key(session.ui.form, &session.campaign, key, NULL);
    }
}

static void form(void)
{
    open_form(1002, DUBAN_FIELD_TASK_TEXT);
}

static void form_of_hostile_task(void)
{
    open_form(2008, DUBAN_FIELD_TASK_TEXT);
}

static void form_with_offers(void)
{
    open_form(1002, DUBAN_FIELD_TASK_LEADS);
    type("、处");
}

static void form_with_choices(void)
{
    open_form(1002, DUBAN_FIELD_TASK_STATUS);
}

static void form_with_doubt(void)
{
    open_form(0, DUBAN_FIELD_TASK_DEADLINE);
    type("5-6");
}

static void form_refused(void)
{
    struct duban_form *form = open_form(0, DUBAN_FIELD_TASK_TEXT);

    duban_strset(&form->fields[form->at].error, _("工作任务不能为空"));
}

/* --- Others ----------------------------------------------------------------------------------- */

static char folder[64];
static struct duban_presence *other;

/* Somebody else has the second card open. */
static void meet(const char *name)
{
    char board[96];

    snprintf(folder, sizeof folder, "/tmp/duban-screens-XXXXXX");
    cr_assert(mkdtemp(folder) != NULL);
    snprintf(board, sizeof board, "%s/a.duban", folder);
    other = duban_presence_new(board, name);
    session.presence = duban_presence_new(board, "王五");
    duban_presence_edit(other, 1002);
    cr_assert(duban_presence_look(session.presence));
}

static void part(void)
{
    duban_presence_free(session.presence);
    duban_presence_free(other);
    session.presence = other = NULL;
    if (*folder)
        cr_assert_eq(rmdir(folder), 0);
    *folder = '\0';
}

static void board_with_an_editor(void)
{
    meet("李四");
}

static void card_with_an_editor(void)
{
    meet("李四");
    sample_select(&session, 0, 0);
    show(DUBAN_VIEW_CARD);
}

static void form_with_an_editor(void)
{
    meet("名字很长的一位\033[1m联络员");
    open_form(1002, DUBAN_FIELD_TASK_TEXT);
}

/* --- Overlays --------------------------------------------------------------------------------- */

static void ask(const char *label, const char *text)
{
    session.ui.overlay = DUBAN_OVERLAY_PROMPT;
    duban_strset(&session.ui.prompt.label, label);
    duban_lineedit_set(&session.ui.prompt.edit, text);
}

static void prompt(void)
{
    ask(_("完成时限"), "7月中旬前");
    duban_strset(&session.ui.prompt.reading, "7月20日（7月10日起提醒）");
}

static void prompt_with_offers(void)
{
    ask(_("牵头单位"), "综合处、督");
    duban_offers_make(&session.ui.prompt.offers, &session.ui.prompt.edit,
                      "综合处\n督查处\n督办与综合协调领导小组办公室\n业务处");
}

static void prompt_refused(void)
{
    ask(_("完成时限"),
        "2.30，这一行写得太长，长得窗口都放不下，只好向左边滚动，让光标总在眼前，再长一点就好");
    duban_strset(&session.ui.prompt.error, _("还不是一个日期；请写成 2018-06-20 或 6月20日"));
}

static void prompt_for_reason(void)
{
    struct duban_buf label = DUBAN_BUF_INIT;

    duban_buf_addf(&label, _("调整到“%s”的原因（可不填）"), "实践转化阶段");
    ask(label.data, "合并开展");
    duban_buf_release(&label);
}

static void add_item(const char *text, const char *keys)
{
    struct duban_menu *menu = &session.ui.menu;

    menu->items = duban_more(menu->items, menu->n, &menu->cap, sizeof *menu->items);
    menu->items[menu->n++] = (struct duban_menu_item){duban_strdup(text), duban_strdup(keys), 1};
}

/* A question within a question: the line stays in sight. */
static void menu(void)
{
    struct duban_buf title = DUBAN_BUF_INIT;

    ask(_("牵头单位"), "应急科");
    duban_buf_addf(&title, _("「%s」是新单位，确定新增？"), "应急科");
    duban_strset(&session.ui.menu.title, title.data);
    duban_buf_release(&title);
    add_item("应急处", "L");
    add_item("应急科", NULL);
    session.ui.overlay = DUBAN_OVERLAY_MENU;
}

/* Two people have changed one field of an open form. */
static void clash(void)
{
    struct duban_menu *menu = &session.ui.menu;
    struct duban_buf text = DUBAN_BUF_INIT;

    open_form(1002, DUBAN_FIELD_TASK_DEADLINE);
    duban_buf_addf(&text, _("%s：两人都改了"), _("完成时限"));
    duban_strset(&menu->title, text.data);
    duban_buf_clear(&text);
    duban_buf_addf(&text, _("%s：%s"), _("原来"), "5.31\n");
    duban_buf_addf(&text, _("%s：%s"), "李四 10:32", "6月中旬前\n");
    duban_buf_addf(&text, _("%s：%s"), _("我的"), "6.20\n");
    duban_strset(&menu->preface, text.data);
    duban_buf_release(&text);
    add_item(_("用我的"), "m");
    add_item(_("用对方的"), "t");
    add_item(_("接着改，再保存"), "e");
    session.ui.overlay = DUBAN_OVERLAY_MENU;
}

static void question(void)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, _("把%s放入回收站？"), "「针对部分干部职工工作…」");
    session.ui.question = duban_buf_detach(&text);
    session.ui.overlay = DUBAN_OVERLAY_CONFIRM;
}

/* --- The table -------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*prepare)(void);
} scenes[] = {
    {"board", plain},
    {"board-second", hostile},
    {"board-twelve", twelve_phases},
    {"board-many", many_cards},
    {"board-one", one_phase},
    {"board-empty", no_phase},
    {"board-empty-phase", empty_phase},
    {"card", card},
    {"history", history},
    {"history-filtered", history_filtered},
    {"history-no-hit", history_without_a_hit},
    {"help", help},
    {"bin", bin},
    {"form", form},
    {"form-hostile", form_of_hostile_task},
    {"form-offers", form_with_offers},
    {"form-choices", form_with_choices},
    {"form-doubt", form_with_doubt},
    {"form-refused", form_refused},
    {"board-editor", board_with_an_editor},
    {"card-editor", card_with_an_editor},
    {"form-editor", form_with_an_editor},
    {"prompt", prompt},
    {"prompt-offers", prompt_with_offers},
    {"prompt-refused", prompt_refused},
    {"prompt-reason", prompt_for_reason},
    {"menu", menu},
    {"clash", clash},
    {"question", question},
};

static void fill(void)
{
    struct duban_task *task;

    sample_init(&session);
    task = duban_campaign_task(&session.campaign, 1002);
    task->supports = duban_strdup("机关党委\n各党支部");
    task->leader = duban_strdup("张主任");
    task->target = duban_strdup("不少于2个");
    task->note = duban_strdup("见《实施方案》第三部分\n分两批报送");
    task->chases = 2;
    task->extensions = 1;
    sample_history(&session, 1, DUBAN_ACT_IMPORT, 1002, NULL, NULL, NULL, NULL);
    sample_history(&session, 4, DUBAN_ACT_SET, 1002, "deadline", "5.30", "5.31", NULL);
    sample_history(&session, 4, DUBAN_ACT_SET, 1002, "leads", "综合处", "综合处\n督查处", NULL);
    sample_history(&session, 7, DUBAN_ACT_NOTE, 1002, NULL, NULL, NULL,
                   "6月8日 王科：已收到三个支部的问题清单，\x1B[1m其余下周报送");
    sample_history(&session, 9, DUBAN_ACT_START, 1003, "status", "todo", "doing", NULL);
}

static void draw_all(const char *suffix)
{
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        char name[64];

        snprintf(name, sizeof name, "%s%s", scenes[i].name, suffix);
        fill();
        scenes[i].prepare();
        screen_expect_all(&session, name);
        part();
        sample_release(&session);
    }
}

TestSuite(scenes, .timeout = 60);

Test(scenes, in_chinese)
{
    screen_begin("xterm-256color");
    draw_all("");
    screen_end();
}

Test(scenes, in_english)
{
    screen_begin("xterm-256color");
    screen_speak_english();
    draw_all("-en");
    screen_end();
}
