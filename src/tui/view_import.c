/* The import screen: how the table is understood, what would become of each row, and more about the
 * chosen one. Only the rows in sight are looked at. */
#include "tui/import_parts.h"

#include "duban/date.h"
#include "duban/i18n.h"
#include "duban/text.h"

#define WIDE   100 /* columns from which a row tells its phase too */
#define MEDIUM 76  /* and from which it tells its lead */
#define NARROW 50  /* and from which its line and deadline */

/* --- Before there is a table ----------------------------------------------------------------- */

static void put_ways(struct page *page, const struct duban_session *session)
{
    page_text(page, 1, ROLE_HEAD, _("粘贴计划安排表"));
    page_text(page, 1, ROLE_TEXT,
              _("1 在 Excel、WPS 或 Word 里选中整张表，连同表头，按 Ctrl+C 复制"));
    page_text(page, 1, ROLE_TEXT,
              _("2 回到这里粘贴：Shift+Insert、Ctrl+Shift+V 或鼠标右键，视终端而定"));
    page_text(page, 1, ROLE_TEXT, _("3 核对预览，按 F2 写入看板；不对就按 Esc，看板不变"));
    page_line(page);
    page_text(page, 1, ROLE_DIM,
              session->locked ? _("也可以在自己的电脑上运行：ssh 主机 import < 安排表.csv")
                              : _("也可以按 f 读这台机器上的 CSV 文件。一次最多粘贴 16 MB"));
}

static void put_refusal(struct page *page, const struct duban_importing *importing)
{
    struct duban_buf place = DUBAN_BUF_INIT;

    duban_buf_addf(&place, importing->error_line ? _("%s，第 %lu 行") : "%s", importing->name,
                   importing->error_line);
    page_text(page, 1, ROLE_HEAD, place.data);
    page_text(page, 1, ROLE_ERROR, importing->error);
    page_line(page);
    page_text(page, 1, ROLE_TEXT,
              importing->stopped ? _("按 e 选一种编码就重新读取，按 Esc 放弃")
                                 : _("按 m 指明工作任务是哪一列，按 e 换编码，按 d 换分隔符；"
                                     "也可以连同表头重新复制，再粘贴一次"));
    duban_buf_release(&place);
}

static void put_coming(struct page *page, const struct duban_importing *importing)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_addf(&text, _("%s：%.1f MB，正在读取，请稍候 …"), importing->name,
                   (double)importing->bytes.len / (1 << 20));
    page_text(page, 1, ROLE_MESSAGE, text.data);
    if (importing->total) {
        duban_buf_clear(&text);
        duban_buf_addf(&text, _("已理解 %zu 行，共 %zu 行；按 Esc 停下，看板不变"), importing->done,
                       importing->total);
        page_text(page, 1, ROLE_TEXT, text.data);
    }
    duban_buf_release(&text);
}

static void draw_without_rows(const struct canvas *canvas, const struct duban_session *session,
                              struct rect rect)
{
    const struct duban_importing *importing = session->ui.importing;
    struct page page;

    page_init(&page, rect.w - 2 < 90 ? rect.w - 2 : 90, NULL);
    switch (importing->stage) {
    case DUBAN_IMPORTING_WAITS: put_ways(&page, session); break;
    case DUBAN_IMPORTING_COMES: put_coming(&page, importing); break;
    case DUBAN_IMPORTING_REFUSED: put_refusal(&page, importing); break;
    case DUBAN_IMPORTING_READY: break;
    }
    page_draw(canvas, rect, &page, 0, 1);
    page_release(&page);
}

/* --- The list's columns ---------------------------------------------------------------------- */

/* Where each column of the list begins, and how wide it is; 0: not there. */
struct plan {
    struct rect rect;
    int line, fate, phase, text, when, leads; /* x */
    int line_w, fate_w, phase_w, text_w, when_w, leads_w;
};

static struct plan plan_for(struct rect rect)
{
    struct plan plan = {.rect = rect, .fate_w = 6};
    int end = rect.x + rect.w - 1;

    if (rect.w >= NARROW)
        plan.line_w = 6;
    if (rect.w >= WIDE)
        plan.phase_w = 14;
    if (rect.w >= MEDIUM)
        plan.leads_w = rect.w >= WIDE ? 20 : 12;
    if (rect.w >= NARROW)
        plan.when_w = rect.w >= WIDE ? 26 : rect.w >= MEDIUM ? 20 : 12;
    plan.line = rect.x + 1;
    plan.fate = plan.line + plan.line_w + 1;
    plan.phase = plan.fate + plan.fate_w + 1;
    plan.text = plan.phase + plan.phase_w + (plan.phase_w > 0);
    plan.leads = end - plan.leads_w;
    plan.when = plan.leads - plan.when_w - (plan.leads_w > 0);
    plan.text_w = plan.when - plan.text - (plan.when_w > 0);
    return plan;
}

static void draw_heads(const struct canvas *canvas, const struct plan *plan)
{
    int y = plan->rect.y;

    draw_right(canvas, y, plan->line, plan->line_w, ROLE_LABEL, _("行"));
    draw_text(canvas, y, plan->fate, plan->fate_w, ROLE_LABEL, _("结果"));
    draw_text(canvas, y, plan->phase, plan->phase_w, ROLE_LABEL, _("阶段步骤"));
    draw_text(canvas, y, plan->text, plan->text_w, ROLE_LABEL, _("工作任务"));
    draw_text(canvas, y, plan->when, plan->when_w, ROLE_LABEL, _("完成时限 → 理解"));
    draw_text(canvas, y, plan->leads, plan->leads_w, ROLE_LABEL, _("牵头单位"));
}

/* --- Rows ------------------------------------------------------------------------------------ */

static const char *fate_word(enum duban_row_fate fate)
{
    switch (fate) {
    case DUBAN_ROW_NEW: return C_("fate", "新增");
    case DUBAN_ROW_CHANGED: return C_("fate", "更新");
    case DUBAN_ROW_SAME: return C_("fate", "不变");
    case DUBAN_ROW_REFUSED: return C_("fate", "不导入");
    case DUBAN_ROW_MISSING: return C_("fate", "文件无");
    }
    return "";
}

static enum role fate_role(enum duban_row_fate fate)
{
    switch (fate) {
    case DUBAN_ROW_NEW: return ROLE_OK;
    case DUBAN_ROW_CHANGED: return ROLE_CURRENT;
    case DUBAN_ROW_SAME: return ROLE_DIM;
    case DUBAN_ROW_REFUSED: return ROLE_ERROR;
    case DUBAN_ROW_MISSING: return ROLE_WARN;
    }
    return ROLE_TEXT;
}

static void draw_fate(const struct canvas *canvas, const struct plan *plan, int y,
                      const struct duban_preview_item *item)
{
    int used = draw_text(canvas, y, plan->fate, plan->fate_w, fate_role(item->fate),
                         fate_word(item->fate));

    if (item->doubtful)
        draw_text(canvas, y, plan->fate + used, plan->fate_w - used, ROLE_WARN, _("？"));
}

/* As written, then as understood; in warning colours where somebody should look. */
static void draw_when(const struct canvas *canvas, const struct plan *plan, int y,
                      const struct duban_preview *preview, const struct duban_import_row *row,
                      bool dim)
{
    const char *cell = duban_preview_field(preview, row, DUBAN_FIELD_TASK_DEADLINE);
    struct duban_buf reading = DUBAN_BUF_INIT;
    struct duban_deadline when;
    int used = draw_text(canvas, y, plan->when, plan->when_w, dim ? ROLE_DIM : ROLE_TEXT, cell);
    enum role role;

    duban_preview_deadline(&when, preview, row);
    role = import_reading(&reading, &when, preview->year);
    if (used > 0 && reading.len > 0 && used + 4 < plan->when_w) {
        draw_text(canvas, y, plan->when + used + 1, 1, ROLE_DIM, "→");
        draw_text(canvas, y, plan->when + used + 3, plan->when_w - used - 3,
                  dim && role == ROLE_READING ? ROLE_DIM : role, reading.data);
    }
    duban_buf_release(&reading);
}

/* What changes, instead of deadline and leads: 完成时限 5.31→6.10，备注 …. */
static void draw_changes(const struct canvas *canvas, const struct plan *plan, int y,
                         const struct duban_preview *preview, const struct duban_import_row *row)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    const struct duban_edit *edit;
    int width = plan->rect.x + plan->rect.w - 1 - plan->when;

    for (size_t n = 0; n < 4 && (edit = duban_preview_edit(preview, row, n)); n++) {
        duban_buf_adds(&text, n ? "  " : "");
        import_change(&text, preview, edit);
    }
    draw_text(canvas, y, plan->when, width, ROLE_CURRENT, text.data);
    duban_buf_release(&text);
}

static void draw_text_of(const struct canvas *canvas, const struct plan *plan, int y,
                         const struct duban_preview *preview, const struct duban_import_row *row,
                         enum role role)
{
    const char *serial = duban_preview_field(preview, row, DUBAN_FIELD_TASK_SERIAL);
    int used = draw_text(canvas, y, plan->text, plan->text_w / 2, ROLE_SERIAL, serial);

    used += used > 0;
    draw_text(canvas, y, plan->text + used, plan->text_w - used, role,
              duban_preview_field(preview, row, DUBAN_FIELD_TASK_TEXT));
}

static void draw_row(const struct canvas *canvas, const struct plan *plan, int y,
                     const struct duban_preview *preview, const struct duban_preview_item *item,
                     bool here)
{
    const struct duban_import_row *row = duban_preview_row(preview, item);
    bool dim = item->fate == DUBAN_ROW_SAME;
    enum role role = here ? ROLE_SELECTED : dim ? ROLE_DIM : ROLE_TEXT;
    struct duban_buf leads = DUBAN_BUF_INIT;
    char line[24];

    snprintf(line, sizeof line, "%lu", row->line);
    draw_right(canvas, y, plan->line, plan->line_w, ROLE_SERIAL, line);
    draw_text(canvas, y, plan->phase, plan->phase_w, ROLE_DIM, duban_preview_phase(preview, row));
    draw_text_of(canvas, plan, y, preview, row, role);
    if (item->fate == DUBAN_ROW_CHANGED && plan->when_w > 0) {
        draw_changes(canvas, plan, y, preview, row);
    } else {
        draw_when(canvas, plan, y, preview, row, dim);
        view_names(&leads, duban_preview_names(preview, row, DUBAN_FIELD_TASK_LEADS));
        draw_text(canvas, y, plan->leads, plan->leads_w, dim ? ROLE_DIM : ROLE_TEXT, leads.data);
    }
    duban_buf_release(&leads);
}

static void draw_missing(const struct canvas *canvas, const struct plan *plan, int y,
                         const struct duban_preview *preview, const struct duban_preview_item *item,
                         bool here)
{
    const struct duban_task *task =
        duban_campaign_task(preview->campaign, preview->missing[item->at]);
    struct duban_buf text = DUBAN_BUF_INIT;

    if (!task)
        return;
    layout_card_text(&text, task);
    draw_text(canvas, y, plan->text, plan->text_w, here ? ROLE_SELECTED : ROLE_DIM, text.data);
    draw_text(canvas, y, plan->when, plan->rect.x + plan->rect.w - 1 - plan->when, ROLE_DIM,
              preview->mode == DUBAN_IMPORT_REPLACE ? _("移入回收站") : _("保留不动"));
    duban_buf_release(&text);
}

static void draw_item(const struct canvas *canvas, const struct plan *plan, int y,
                      const struct duban_preview *preview, const struct duban_preview_item *item,
                      bool here)
{
    if (here)
        draw_glyph(canvas, y, plan->rect.x, ROLE_BAR, GLYPH_BAR);
    draw_fate(canvas, plan, y, item);
    if (item->fate == DUBAN_ROW_MISSING)
        draw_missing(canvas, plan, y, preview, item, here);
    else
        draw_row(canvas, plan, y, preview, item, here);
}

static void draw_list(const struct canvas *canvas, struct duban_ui *ui, struct rect rect)
{
    struct duban_importing *importing = ui->importing;
    struct plan plan = plan_for(rect);
    bool heads = rect.h >= 4;
    size_t height = (size_t)(rect.h - heads);

    if (heads)
        draw_heads(canvas, &plan);
    importing->first =
        view_first_in_sight(importing->first, importing->at, height, importing->n_shown);
    for (size_t i = 0; i < height && importing->first + i < importing->n_shown; i++) {
        size_t at = importing->first + i;

        draw_item(canvas, &plan, rect.y + heads + (int)i, &importing->preview,
                  &importing->preview.items[importing->shown[at]], at == importing->at);
    }
    ui->room.lines = height;
    ui->room.total = importing->n_shown;
    if (importing->first > 0)
        draw_glyph(canvas, rect.y + heads, rect.x + rect.w - 1, ROLE_CURRENT, GLYPH_UP);
    if (importing->first + height < importing->n_shown)
        draw_glyph(canvas, rect.y + rect.h - 1, rect.x + rect.w - 1, ROLE_CURRENT, GLYPH_DOWN);
}

/* --- More about the chosen row --------------------------------------------------------------- */

static int detail_rows(int height)
{
    return height >= 40 ? 6 : height >= 28 ? 4 : height >= 16 ? 3 : 0;
}

static void draw_detail(const struct canvas *canvas, const struct duban_importing *importing,
                        struct rect rect)
{
    const struct duban_preview_item *item = duban_importing_item(importing);
    struct page page;

    draw_rule(canvas, rect.y, rect.x, rect.w, ROLE_BORDER);
    if (!item)
        return;
    page_init(&page, rect.w - 2, NULL);
    import_put_reasons(&page, importing, item);
    page_draw(canvas, (struct rect){rect.y + 1, rect.x + 1, rect.h - 1, rect.w - 1}, &page, 0, 1);
    page_release(&page);
}

void view_import(const struct canvas *canvas, struct duban_session *session, struct rect rect)
{
    struct duban_importing *importing = session->ui.importing;
    int detail, head;

    if (!importing)
        return;
    if (importing->stage != DUBAN_IMPORTING_READY) {
        draw_without_rows(canvas, session, rect);
        return;
    }
    detail = detail_rows(rect.h);
    head =
        import_draw_head(canvas, importing,
                         (struct rect){rect.y, rect.x + 1, rect.h / 3 + (rect.h < 6), rect.w - 1});
    draw_list(canvas, &session->ui,
              (struct rect){rect.y + head, rect.x, rect.h - head - detail, rect.w});
    if (detail > 0)
        draw_detail(canvas, importing,
                    (struct rect){rect.y + rect.h - detail, rect.x, detail, rect.w});
}
