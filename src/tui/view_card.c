/* The card's page: the text in full, every field that holds something, how the deadline was read,
 * and what has happened to it. */
#include "tui/views.h"

#include "duban/date.h"
#include "duban/i18n.h"

#define VALUES 12 /* the column where values begin */

static void put_phase(struct page *page, const struct duban_session *session,
                      const struct duban_task *task)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, task->phase);
    struct duban_buf text = DUBAN_BUF_INIT;

    if (!phase)
        return;
    duban_buf_adds(&text, phase->name);
    if (phase->window)
        duban_buf_addf(&text, _("（%s）"), phase->window);
    page_field(page, VALUES, _("阶段步骤"), ROLE_TEXT, text.data);
    duban_buf_release(&text);
}

static void put_status(struct page *page, const struct duban_session *session,
                       const struct duban_task *task)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_adds(&text, duban_status_label(task->status));
    if (task->done_on != DUBAN_NO_DATE) {
        duban_buf_adds(&text, "  ");
        duban_date_say(&text, task->done_on, session->campaign.year);
    }
    if (task->status == DUBAN_DROPPED && task->reason)
        duban_buf_addf(&text, "  %s", task->reason);
    page_field(page, VALUES, _("状态"), task->status == DUBAN_DOING ? ROLE_DOING : ROLE_TEXT,
               text.data);
    duban_buf_release(&text);
}

/* As written, and its mark: behind it where that fits, else below. */
static void put_written(struct page *page, const struct duban_session *session,
                        const struct duban_task *task, const struct duban_standing *standing)
{
    const char *written = task->deadline ? task->deadline : _("未填写");
    struct duban_buf mark = DUBAN_BUF_INIT;
    int x = VALUES + draw_width(written) + 2;

    duban_standing_mark(&mark, task, standing, session->today);
    page_field(page, VALUES, _("完成时限"), ROLE_TEXT, written);
    if (x + draw_width(mark.data) > page->width) {
        page_line(page);
        x = VALUES;
    }
    page_put(page, x, view_light_role(task, standing), mark.data);
    duban_buf_release(&mark);
}

static void put_deadline(struct page *page, const struct duban_session *session,
                         const struct duban_task *task)
{
    struct duban_standing standing = duban_standing_of(&session->campaign, task, session->today);
    struct duban_buf text = DUBAN_BUF_INIT;

    put_written(page, session, task, &standing);
    duban_buf_adds(&text, "→ ");
    duban_deadline_say(&text, &task->when, session->campaign.year);
    if (task->by_hand)
        duban_buf_adds(&text, _("（人工定期）"));
    page_text(page, VALUES, ROLE_READING, text.data);
    if (standing.inherited) {
        duban_buf_clear(&text);
        duban_buf_adds(&text, _("→ 到期日："));
        duban_date_say(&text, standing.due, session->campaign.year);
        page_text(page, VALUES, ROLE_READING, text.data);
    }
    duban_buf_release(&text);
}

static void put_names(struct page *page, const char *label, const char *list)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    view_names(&text, list);
    page_field(page, VALUES, label, ROLE_TEXT, text.data);
    duban_buf_release(&text);
}

static void put_count(struct page *page, const char *label, int count)
{
    char text[32];

    if (count <= 0)
        return;
    snprintf(text, sizeof text, Q_("%d 次", "%d 次", (unsigned long)count), count);
    page_field(page, VALUES, label, ROLE_TEXT, text);
}

/* What the command lines call the task by. */
static void put_number(struct page *page, int64_t id)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)id);
    page_field(page, VALUES, _("编号"), ROLE_TEXT, text);
}

static void put_fields(struct page *page, const struct duban_task *task)
{
    put_names(page, _("牵头单位"), task->leads);
    put_names(page, _("配合单位"), task->supports);
    page_field(page, VALUES, _("牵头领导"), ROLE_TEXT, task->leader);
    page_field(page, VALUES, _("数量要求"), ROLE_TEXT, task->target);
    page_field(page, VALUES, _("进展"), ROLE_TEXT, task->progress);
    page_field(page, VALUES, _("备注"), ROLE_TEXT, task->note);
    put_count(page, C_("times", "催办"), task->chases);
    put_count(page, C_("times", "延期"), task->extensions);
    for (size_t i = 0; i < task->extras.n; i++)
        page_field(page, VALUES, task->extras.items[i].name, ROLE_TEXT,
                   task->extras.items[i].value);
    put_number(page, task->id);
}

static void put_heading(struct page *page, const struct duban_task *task)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    if (task->serial && *task->serial)
        duban_buf_addf(&text, "%s ", task->serial);
    duban_buf_adds(&text, task->text);
    page_text(page, 1, ROLE_SELECTED, text.data);
    duban_buf_release(&text);
    page_line(page);
}

static void put_editors(struct page *page, const struct duban_session *session,
                        const struct duban_task *task)
{
    struct duban_buf names = DUBAN_BUF_INIT;

    view_editors(&names, session, task->id);
    if (names.len > 0)
        page_field(page, VALUES, _("正在修改"), ROLE_WARN, names.data);
    duban_buf_release(&names);
}

void view_card(struct page *page, const struct duban_session *session)
{
    const struct duban_task *task = duban_session_task(session);

    if (!task) {
        page_text(page, 1, ROLE_DIM, _("没有选中的任务"));
        return;
    }
    put_heading(page, task);
    put_editors(page, session, task);
    put_phase(page, session, task);
    put_status(page, session, task);
    put_deadline(page, session, task);
    put_fields(page, task);
    if (duban_ui_view(&session->ui) != DUBAN_VIEW_CARD)
        return;
    page_title(page, _("经过"));
    view_history_lines(page, session, false);
}
