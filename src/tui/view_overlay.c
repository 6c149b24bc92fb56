/* What lies over a view: a line to be written, a menu, a question. */
#include "tui/views.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#define FIELD_MIN   20 /* columns a prompt's field keeps beside what is read out of it */
#define FIELD_USUAL 40 /* and has, where nothing presses */
#define LABEL_ROWS  2  /* rows of a label that has no room before the field */
#define LIST_MAX    8  /* proposals in sight above a prompt */
#define REMARK_MAX  3  /* rows of what is wrong with an answer */
#define PREFACE     60 /* columns of a menu with a text above its items */
#define PREFACE_MAX 40 /* rows of that text */

static void blank(const struct canvas *canvas, struct rect rect)
{
    for (int y = 0; y < rect.h; y++) {
        draw_split(canvas, rect.y + y, rect.x);
        draw_fill(canvas, rect.y + y, rect.x, rect.w, ROLE_TEXT);
    }
}

/* Where the parts of a prompt lie: its label before the field or, where both have no room, above
 * it; what is offered or said behind the field if there is room, else above. */
struct place {
    int x, width; /* of the field */
    int above;    /* rows above it */
    int stacked;  /* the first of them are the label's */
    int beside;   /* columns of the remark behind the field; 0: it is above */
};

static struct place place_prompt(const struct duban_prompt *prompt, const struct remark *remark,
                                 struct rect line)
{
    int label = draw_width(prompt->label) + 1, wanted = draw_width(remark->text) + 2;
    int field = draw_width(prompt->edit.text.data) + 2;
    struct place place = {.x = label, .width = line.w - label - 1};
    bool offers = prompt->offers.n > 0, wrong = remark->role == ROLE_ERROR;

    if (label > line.w / 2) {
        int rows = (label + line.w - 1) / line.w;

        rows = rows < LABEL_ROWS ? rows : LABEL_ROWS;
        place = (struct place){1, line.w - 2, .above = rows, .stacked = rows};
    }
    field = field < FIELD_USUAL ? FIELD_USUAL : field;
    field = field > place.width - wanted - 1 ? place.width - wanted - 1 : field;
    if (wanted > 2 && !wrong && !offers && field >= FIELD_MIN) {
        place.beside = wanted;
        place.width = field;
        return place;
    }
    place.above += offers && !wrong ? 1 : view_remark_rows(remark, line.w - 1, REMARK_MAX);
    if (place.above > line.y)
        place.above = line.y;
    return place;
}

static void draw_above(const struct canvas *canvas, const struct duban_prompt *prompt,
                       const struct remark *remark, struct place place, struct rect line)
{
    struct remark label = {ROLE_LABEL_HERE, prompt->label};
    int y = line.y - place.above;

    blank(canvas, (struct rect){y, line.x, place.above, line.w});
    if (place.stacked)
        view_remark(canvas, y, line.x, line.w, place.stacked, &label);
    y += place.stacked;
    if (place.beside > 0)
        view_remark(canvas, line.y, line.x + place.x + place.width + 1, place.beside, 1, remark);
    else if (prompt->offers.n > 0 && remark->role != ROLE_ERROR && y < line.y)
        view_offers(canvas, y, line.x + place.x - 2 > 0 ? line.x + place.x - 2 : 0,
                    line.w - place.x, &prompt->offers);
    else
        view_remark(canvas, y, line.x, line.w - 1, line.y - y, remark);
}

/* The chosen line is in sight, and no line is left empty that could be filled. */
static void scroll_menu(struct duban_menu *menu, size_t height)
{
    if (menu->at < menu->first || menu->at >= menu->n)
        menu->first = menu->at < menu->n ? menu->at : 0;
    else if (menu->at >= menu->first + height)
        menu->first = menu->at - height + 1;
    if (menu->n <= height)
        menu->first = 0;
}

/* What can be written, a line each with its meaning; the names of all begin at one column and so do
 * the meanings. */
static void draw_list_line(const struct canvas *canvas, const struct duban_menu_item *item, int y,
                           int names, int width, bool here)
{
    draw_fill(canvas, y, 0, width, ROLE_TEXT);
    if (here)
        draw_glyph(canvas, y, 0, ROLE_BAR, GLYPH_BAR);
    draw_text(canvas, y, 2, width - 3, here ? ROLE_SELECTED : ROLE_ITEM, item->text);
    if (item->keys)
        draw_text(canvas, y, names + 4, width - names - 5, ROLE_DIM, item->keys);
}

static void draw_list(const struct canvas *canvas, struct duban_menu *list, int bottom, int width)
{
    int height = (bottom + 1) / 2 < LIST_MAX ? (bottom + 1) / 2 : LIST_MAX, names = 0, y;

    if (list->n == 0 || height < 1)
        return;
    if ((size_t)height > list->n)
        height = (int)list->n;
    for (size_t i = 0; i < list->n; i++) {
        int wanted = draw_width(list->items[i].text);

        names = wanted > names && wanted <= width / 2 ? wanted : names;
    }
    scroll_menu(list, (size_t)height);
    y = bottom - height + 1;
    if (y > bottom / 3)
        draw_rule(canvas, y - 1, 0, width, ROLE_BORDER);
    for (int i = 0; i < height; i++) {
        size_t at = list->first + (size_t)i;

        draw_list_line(canvas, &list->items[at], y + i, names, width, at == list->at);
    }
    if (list->first > 0)
        draw_glyph(canvas, y, width - 1, ROLE_CURRENT, GLYPH_UP);
    if (list->first + (size_t)height < list->n)
        draw_glyph(canvas, bottom, width - 1, ROLE_CURRENT, GLYPH_DOWN);
}

/* While a search is typed, which hit this is and of how many, or that there is none. */
static void tell_hits(struct duban_ui *ui)
{
    const struct duban_search *search = &ui->search;
    struct duban_buf text = DUBAN_BUF_INIT;

    if (!search->typing)
        return;
    if (search->key && search->n == 0)
        duban_buf_adds(&text, _("没有找到"));
    else if (search->key)
        view_hits(&text, search);
    duban_strset(&ui->prompt.reading, text.data);
    duban_buf_release(&text);
}

static void draw_prompt(const struct canvas *canvas, struct duban_prompt *prompt, struct rect line,
                        struct cursor *cursor)
{
    struct duban_lineedit_view look = DUBAN_LINEEDIT_VIEW_INIT;
    struct remark remark = view_remark_of(prompt->error, prompt->reading, prompt->doubtful);
    struct place place = place_prompt(prompt, &remark, line);
    int x = line.x + place.x;

    blank(canvas, line);
    draw_above(canvas, prompt, &remark, place, line);
    draw_list(canvas, &prompt->list, line.y - place.above - 1, line.w);
    if (!place.stacked)
        draw_text(canvas, line.y, line.x, place.x - 1, ROLE_LABEL_HERE, prompt->label);
    prompt->edit.columns = place.width;
    draw_fill(canvas, line.y, x, place.width, ROLE_FIELD);
    duban_lineedit_look(&look, &prompt->edit, place.width, 1);
    draw_safe(canvas, line.y, x, ROLE_FIELD, look.shown.data + look.lines[look.first].start,
              look.lines[look.first].len);
    if (look.more_left)
        draw_glyph(canvas, line.y, x - 1, ROLE_CURRENT, GLYPH_LEFT);
    if (look.more_right)
        draw_glyph(canvas, line.y, x + place.width, ROLE_CURRENT, GLYPH_RIGHT);
    *cursor = (struct cursor){true, line.y, x + look.cursor_column};
    duban_lineedit_view_release(&look);
}

/* --- Menus ----------------------------------------------------------------------------------- */

/* A title that is too long for the box's edge stands in the box, over some lines. */
static size_t title_rows(const struct duban_menu *menu, struct rect box)
{
    struct remark title = {ROLE_HERE, menu->title};

    return draw_width(menu->title) <= box.w - 4
               ? 0
               : (size_t)view_remark_rows(&title, box.w - 3, box.h - 3);
}

/* Lines that the text above the items takes, with a blank one below it, of `most` that are left. */
static int preface_rows(const struct duban_menu *menu, int width, int most)
{
    struct duban_buf safe = DUBAN_BUF_INIT;
    int rows = 0;

    if (menu->preface) {
        duban_text_safe(&safe, menu->preface, DUBAN_TEXT_LINES);
        rows = 1 + (int)duban_text_wrap(NULL, 0, safe.data, width);
    }
    duban_buf_release(&safe);
    if (rows > PREFACE_MAX)
        rows = PREFACE_MAX;
    return rows < most ? rows : most > 1 ? most : 0;
}

static struct rect menu_box(const struct duban_menu *menu, struct rect body)
{
    int width = draw_width(menu->title) + 6, height = (int)menu->n + 2;

    for (size_t i = 0; i < menu->n; i++) {
        int keys = draw_width(menu->items[i].keys);
        int wanted = draw_width(menu->items[i].text) + 6 + (keys ? keys + 3 : 0);

        if (wanted > width)
            width = wanted;
    }
    if (menu->preface && width < PREFACE)
        width = PREFACE;
    if (width > body.w) {
        width = body.w;
        height += (int)title_rows(menu, body);
    }
    height += preface_rows(menu, width - 4, body.h - height);
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

static void draw_title(const struct canvas *canvas, const struct duban_menu *menu, struct rect box,
                       size_t rows)
{
    struct remark title = {ROLE_HERE, menu->title};

    if (rows > 0)
        view_remark(canvas, box.y + 1, box.x + 2, box.w - 3, (int)rows, &title);
}

/* What is to be known before choosing; where it is cut, its last line ends in …. */
static void draw_preface(const struct canvas *canvas, const struct duban_menu *menu,
                         struct rect place)
{
    struct duban_text_line lines[PREFACE_MAX];
    struct duban_buf safe = DUBAN_BUF_INIT, line = DUBAN_BUF_INIT;
    size_t n;

    duban_text_safe(&safe, menu->preface ? menu->preface : "", DUBAN_TEXT_LINES);
    n = duban_text_wrap(lines, PREFACE_MAX, safe.data, place.w);
    for (int i = 0; i < place.h - 1 && (size_t)i < n; i++) {
        bool cut = i + 2 == place.h && n > (size_t)i + 1;

        duban_buf_clear(&line);
        duban_buf_add(&line, safe.data + lines[i].start, lines[i].len);
        if (cut)
            duban_buf_adds(&line, "…");
        draw_text(canvas, place.y + i, place.x, place.w, ROLE_TEXT, line.data);
    }
    duban_buf_release(&line);
    duban_buf_release(&safe);
}

static void draw_menu(const struct canvas *canvas, struct duban_ui *ui, struct rect body)
{
    struct duban_menu *menu = &ui->menu;
    struct rect box = menu_box(menu, body);
    size_t title = title_rows(menu, box);
    size_t preface =
        (size_t)preface_rows(menu, box.w - 4, box.h - 2 - (int)title - (int)menu->n);
    size_t above = title + preface;
    size_t height = box.h > 2 + (int)above ? (size_t)box.h - 2 - above : 1;

    scroll_menu(menu, height);
    draw_box(canvas, box, title ? NULL : menu->title);
    draw_title(canvas, menu, box, title);
    draw_preface(canvas, menu,
                 (struct rect){box.y + 1 + (int)title, box.x + 2, (int)preface, box.w - 4});
    for (size_t i = 0; i < height && menu->first + i < menu->n; i++) {
        struct rect line = {box.y + 1 + (int)(above + i), box.x + 1, 1, box.w - 2};

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
    case DUBAN_OVERLAY_PROMPT:
        tell_hits(ui);
        draw_prompt(canvas, &ui->prompt, frame->message, cursor);
        break;
    case DUBAN_OVERLAY_MENU:
        if (ui->prompt.label)
            draw_prompt(canvas, &ui->prompt, frame->message, cursor);
        cursor->on = false;
        draw_menu(canvas, ui, frame->body);
        break;
    case DUBAN_OVERLAY_CONFIRM:
        cursor->on = false;
        view_note(canvas, frame->footer.y - 1, frame->footer.w - 1, ROLE_WARN, ui->question);
        break;
    }
}
