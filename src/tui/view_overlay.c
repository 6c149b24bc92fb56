/* What lies over a view: a line to be written, a menu, a question. */
#include "tui/views.h"

#include "duban/text.h"

#define FIELD_MIN   20 /* columns a prompt's field keeps beside what is read out of it */
#define FIELD_USUAL 40 /* and has, where nothing presses */

static void blank(const struct canvas *canvas, struct rect rect)
{
    for (int y = 0; y < rect.h; y++) {
        draw_split(canvas, rect.y + y, rect.x);
        draw_fill(canvas, rect.y + y, rect.x, rect.w, ROLE_TEXT);
    }
}

int view_remark(const struct canvas *canvas, int y, int x, int width, const char *error,
                const char *reading)
{
    if (error && *error)
        return draw_text(canvas, y, x, width, ROLE_ERROR, error);
    if (!reading || !*reading || width < 4)
        return 0;
    draw_glyph(canvas, y, x, ROLE_READING, GLYPH_ARROW);
    return 2 + draw_text(canvas, y, x + 2, width - 2, ROLE_READING, reading);
}

/* The remark stands behind the field if there is room, else above it. Returns the columns that are
 * the field's. */
static int draw_remark(const struct canvas *canvas, const struct duban_prompt *prompt,
                       struct rect line, int x)
{
    bool wrong = prompt->error && *prompt->error;
    int room = line.w - x - 1, wanted = draw_width(wrong ? prompt->error : prompt->reading) + 2;
    int field = draw_width(prompt->edit.text.data) + 2;

    if (wanted == 2)
        return room;
    field = field < FIELD_USUAL ? FIELD_USUAL : field;
    field = field > room - wanted - 1 ? room - wanted - 1 : field;
    if (!wrong && field >= FIELD_MIN) {
        view_remark(canvas, line.y, line.x + x + field + 1, wanted, NULL, prompt->reading);
        return field;
    }
    blank(canvas, (struct rect){line.y - 1, line.x, 1, line.w});
    view_remark(canvas, line.y - 1, line.x, line.w - 1, prompt->error, prompt->reading);
    return room;
}

static void draw_prompt(const struct canvas *canvas, struct duban_prompt *prompt, struct rect line,
                        struct cursor *cursor)
{
    struct duban_lineedit_view look = DUBAN_LINEEDIT_VIEW_INIT;
    int x, width;

    blank(canvas, line);
    x = draw_text(canvas, line.y, line.x, line.w / 2, ROLE_LABEL_HERE, prompt->label) + 1;
    width = draw_remark(canvas, prompt, line, x);
    prompt->edit.columns = width;
    draw_fill(canvas, line.y, line.x + x, width, ROLE_FIELD);
    duban_lineedit_look(&look, &prompt->edit, width, 1);
    draw_safe(canvas, line.y, line.x + x, ROLE_FIELD,
              look.shown.data + look.lines[look.first].start, look.lines[look.first].len);
    if (look.more_left)
        draw_glyph(canvas, line.y, line.x + x - 1, ROLE_CURRENT, GLYPH_LEFT);
    if (look.more_right)
        draw_glyph(canvas, line.y, line.x + x + width, ROLE_CURRENT, GLYPH_RIGHT);
    *cursor = (struct cursor){true, line.y, line.x + x + look.cursor_column};
    duban_lineedit_view_release(&look);
}

/* --- Menus ----------------------------------------------------------------------------------- */

static struct rect menu_box(const struct duban_menu *menu, struct rect body)
{
    int width = draw_width(menu->title) + 6, height = (int)menu->n + 2;

    for (size_t i = 0; i < menu->n; i++) {
        int keys = draw_width(menu->items[i].keys);
        int wanted = draw_width(menu->items[i].text) + 6 + (keys ? keys + 3 : 0);

        if (wanted > width)
            width = wanted;
    }
    if (width > body.w)
        width = body.w;
    if (height > body.h)
        height = body.h;
    return (struct rect){body.y + (body.h - height) / 2, body.x + (body.w - width) / 2, height,
                         width};
}

static void draw_box(const struct canvas *canvas, struct rect box, const char *title)
{
    int bottom = box.y + box.h - 1, right = box.x + box.w - 1;

    blank(canvas, box);
    draw_rule(canvas, box.y, box.x, box.w, ROLE_BORDER);
    draw_rule(canvas, bottom, box.x, box.w, ROLE_BORDER);
    draw_wall(canvas, box.y, box.x, box.h, ROLE_BORDER);
    draw_wall(canvas, box.y, right, box.h, ROLE_BORDER);
    draw_glyph(canvas, box.y, box.x, ROLE_BORDER, GLYPH_TOP_LEFT);
    draw_glyph(canvas, box.y, right, ROLE_BORDER, GLYPH_TOP_RIGHT);
    draw_glyph(canvas, bottom, box.x, ROLE_BORDER, GLYPH_BOTTOM_LEFT);
    draw_glyph(canvas, bottom, right, ROLE_BORDER, GLYPH_BOTTOM_RIGHT);
    draw_text(canvas, box.y, box.x + 2, box.w - 4, ROLE_HERE, title);
}

static void draw_item(const struct canvas *canvas, const struct duban_menu_item *item,
                      struct rect line, bool here)
{
    int keys = draw_width(item->keys), width = line.w - 3;

    if (here)
        draw_glyph(canvas, line.y, line.x, ROLE_BAR, GLYPH_BAR);
    if (keys > 0 && keys + 8 < width) {
        draw_right(canvas, line.y, line.x + 2, width, ROLE_KEY, item->keys);
        width -= keys + 2;
    }
    draw_text(canvas, line.y, line.x + 2, width, here ? ROLE_SELECTED : ROLE_ITEM, item->text);
}

static void draw_menu(const struct canvas *canvas, struct duban_ui *ui, struct rect body)
{
    struct duban_menu *menu = &ui->menu;
    struct rect box = menu_box(menu, body);
    size_t height = box.h > 2 ? (size_t)box.h - 2 : 1;

    if (menu->at < menu->first)
        menu->first = menu->at;
    else if (menu->at >= menu->first + height)
        menu->first = menu->at - height + 1;
    if (menu->n <= height)
        menu->first = 0;
    draw_box(canvas, box, menu->title);
    for (size_t i = 0; i < height && menu->first + i < menu->n; i++) {
        struct rect line = {box.y + 1 + (int)i, box.x + 1, 1, box.w - 2};

        draw_item(canvas, &menu->items[menu->first + i], line, menu->first + i == menu->at);
    }
    if (menu->first > 0)
        draw_glyph(canvas, box.y, box.x + box.w - 2, ROLE_CURRENT, GLYPH_UP);
    if (menu->first + height < menu->n)
        draw_glyph(canvas, box.y + box.h - 1, box.x + box.w - 2, ROLE_CURRENT, GLYPH_DOWN);
    ui->room.lines = height;
    ui->room.total = menu->n;
}

void view_overlay(const struct canvas *canvas, struct duban_session *session,
                  const struct layout_frame *frame, struct cursor *cursor)
{
    struct duban_ui *ui = &session->ui;

    switch (ui->overlay) {
    case DUBAN_OVERLAY_NONE: break;
    case DUBAN_OVERLAY_PROMPT: draw_prompt(canvas, &ui->prompt, frame->message, cursor); break;
    case DUBAN_OVERLAY_MENU: draw_menu(canvas, ui, frame->body); break;
    case DUBAN_OVERLAY_CONFIRM:
        cursor->on = false;
        view_note(canvas, frame->footer.y - 1, frame->footer.w - 1, ROLE_WARN, ui->question);
        break;
    }
}
