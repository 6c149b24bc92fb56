/* The bin: deleted tasks, one a line. */
#include "tui/views.h"

#include "duban/i18n.h"

size_t view_first_in_sight(size_t first, size_t at, size_t height, size_t n)
{
    if (at < first)
        first = at;
    else if (at >= first + height)
        first = at - height + 1;
    if (n <= height)
        return 0;
    return first > n - height ? n - height : first;
}

static void draw_line(const struct canvas *canvas, const struct duban_session *session, int y,
                      struct rect rect, const struct duban_task *task, bool here)
{
    const struct duban_phase *phase = duban_campaign_phase(&session->campaign, task->phase);
    struct duban_buf text = DUBAN_BUF_INIT;
    int width = rect.w - 3;

    if (here)
        draw_glyph(canvas, y, rect.x, ROLE_BAR, GLYPH_BAR);
    if (phase && width > 40)
        width -= 2 + draw_width(phase->name);
    if (phase && rect.w - 3 > 40)
        draw_text(canvas, y, rect.x + width + 4, rect.w - width - 4, ROLE_DIM, phase->name);
    layout_card_text(&text, task);
    draw_text(canvas, y, rect.x + 2, width, here ? ROLE_SELECTED : ROLE_TEXT, text.data);
    duban_buf_release(&text);
}

size_t view_bin(const struct canvas *canvas, const struct duban_session *session, struct rect rect)
{
    const struct duban_campaign *campaign = &session->campaign;
    size_t height = (size_t)rect.h, at = session->ui.bin_at;
    size_t first = view_first_in_sight(session->ui.scroll[DUBAN_VIEW_BIN], at, height, campaign->n_bin);

    if (campaign->n_bin == 0)
        draw_text(canvas, rect.y, rect.x + 2, rect.w - 3, ROLE_DIM, _("回收站是空的"));
    for (size_t i = first; i < campaign->n_bin && i < first + height; i++)
        draw_line(canvas, session, rect.y + (int)(i - first), rect, campaign->bin[i], i == at);
    return first;
}
