/* The form: labels in one column, fields in the next, under each what was understood or what is
 * wrong. On a narrow screen a label stands above its field. Scrolls by whole fields. */
#include "tui/views.h"

#include "duban/text.h"

#include <stdio.h>

#define LABEL_MAX     14 /* columns of a label */
#define VALUES_MAX    90 /* columns of a field: longer lines are hard to read */
#define LINES_MAX     6  /* rows of a field of several lines */
#define REMARK_MAX    3  /* rows of what is said below a field */
#define STACKED_BELOW 40 /* columns: fewer, and labels stand above their fields */
#define CHOICE_GAP    2

/* What the fields of one frame share. */
struct plan {
    struct rect rect;
    bool stacked;
    int labels; /* columns of the label column */
    int x;      /* where values begin */
    int values; /* columns of a value */
};

static int widest_label(const struct duban_form *form)
{
    int widest = 0;

    for (size_t i = 0; i < form->n; i++) {
        int width = draw_width(form->fields[i].label);

        if (width > widest)
            widest = width;
    }
    return widest < LABEL_MAX ? widest : LABEL_MAX;
}

static struct plan plan_for(const struct duban_form *form, struct rect rect)
{
    struct plan plan = {.rect = rect, .stacked = rect.w < STACKED_BELOW};

    plan.labels = plan.stacked ? rect.w - 9 : widest_label(form);
    plan.x = rect.x + (plan.stacked ? 2 : plan.labels + 4);
    plan.values = rect.x + rect.w - plan.x - 1;
    if (plan.values > VALUES_MAX)
        plan.values = VALUES_MAX;
    return plan;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* How the rows of one field are shared out; what the form has no room for is left off below. */
struct shares {
    int label, edit, offers, remark;
};

static int all_rows(const struct shares *shares)
{
    return shares->label + shares->edit + shares->offers + shares->remark;
}

static int edit_rows(const struct plan *plan, const struct duban_form_field *field, int most)
{
    struct duban_lineedit_view look = DUBAN_LINEEDIT_VIEW_INIT;
    int rows;

    if (most > LINES_MAX)
        most = LINES_MAX;
    if (field->kind != DUBAN_FORM_LINES || most <= 1)
        return 1;
    duban_lineedit_look(&look, &field->edit, plan->values, most);
    rows = look.n < (size_t)most ? (int)look.n : most;
    duban_lineedit_view_release(&look);
    return rows;
}

/* Names are offered for the field with the cursor only. */
static struct shares share(const struct plan *plan, const struct duban_form *form, size_t i)
{
    const struct duban_form_field *field = &form->fields[i];
    struct remark remark = view_remark_of(field->error, field->reading, field->doubtful);
    struct shares shares = {.label = plan->stacked, .edit = 1};
    int left = plan->rect.h - all_rows(&shares);

    shares.offers = i == form->at && form->offers.n > 0 && left > 0;
    left -= shares.offers;
    shares.remark = view_remark_rows(&remark, plan->values, left < REMARK_MAX ? left : REMARK_MAX);
    shares.edit = edit_rows(plan, field, 1 + left - shares.remark);
    return shares;
}

static int field_rows(const struct plan *plan, const struct duban_form *form, size_t i)
{
    struct shares shares = share(plan, form, i);

    return all_rows(&shares);
}

/* The field with the cursor is in sight with what stands below it, and no room is left unused while
 * fields are out of sight above. */
static size_t first_field(const struct plan *plan, const struct duban_form *form)
{
    size_t first = form->scroll > form->at ? form->at : form->scroll;
    int used = 0, below = 0;

    for (size_t i = first; i <= form->at; i++)
        used += field_rows(plan, form, i);
    while (used > plan->rect.h && first < form->at)
        used -= field_rows(plan, form, first++);
    for (size_t i = first; i < form->n && below <= plan->rect.h; i++)
        below += field_rows(plan, form, i);
    while (first > 0 && (below += field_rows(plan, form, first - 1)) <= plan->rect.h)
        first--;
    return first;
}

/* --- One field -------------------------------------------------------------------------------- */

static int choices_width(const struct duban_form_field *field)
{
    int width = 0;

    for (size_t i = 0; i < field->n_choices; i++)
        width += draw_width(field->choices[i].label) + CHOICE_GAP;
    return width;
}

/* All that can be chosen, where there is room for it. */
static void draw_choices(const struct canvas *canvas, const struct duban_form_field *field, int y,
                         int x, int width)
{
    for (size_t i = 0; i < field->n_choices; i++) {
        bool chosen = i == field->choice;
        int used = draw_text(canvas, y, x, width, chosen ? ROLE_ITEM_HERE : ROLE_DIM,
                             field->choices[i].label);

        x += used + CHOICE_GAP;
        width -= used + CHOICE_GAP;
    }
}

/* ‹ 学习讨论阶段 › 2/12: one of many. */
static void draw_one_choice(const struct canvas *canvas, const struct duban_form_field *field,
                            int y, int x, int width)
{
    char place[32];
    int used;

    snprintf(place, sizeof place, "%zu/%zu", field->choice + 1, field->n_choices);
    draw_glyph(canvas, y, x, ROLE_CURRENT, GLYPH_LEFT);
    used = draw_text(canvas, y, x + 2, width - 5 - draw_width(place), ROLE_ITEM_HERE,
                     field->choices[field->choice].label);
    draw_glyph(canvas, y, x + 3 + used, ROLE_CURRENT, GLYPH_RIGHT);
    draw_text(canvas, y, x + 5 + used, width - 5 - used, ROLE_DIM, place);
}

static void draw_choice(const struct canvas *canvas, const struct plan *plan,
                        const struct duban_form_field *field, int y, bool here)
{
    const char *label = field->n_choices ? field->choices[field->choice].label : "";

    if (!here || field->n_choices == 0)
        draw_text(canvas, y, plan->x, plan->values, ROLE_TEXT, label);
    else if (choices_width(field) <= plan->values)
        draw_choices(canvas, field, y, plan->x, plan->values);
    else
        draw_one_choice(canvas, field, y, plan->x, plan->values);
}

static void draw_edit(const struct canvas *canvas, const struct duban_form_field *field,
                      struct rect box, bool here, struct cursor *cursor)
{
    struct duban_lineedit_view look = DUBAN_LINEEDIT_VIEW_INIT;

    duban_lineedit_look(&look, &field->edit, box.w, box.h);
    for (int row = 0; row < box.h; row++) {
        size_t line = look.first + (size_t)row;

        if (here)
            draw_fill(canvas, box.y + row, box.x, box.w, ROLE_FIELD);
        if (line < look.n)
            draw_safe(canvas, box.y + row, box.x, here ? ROLE_FIELD : ROLE_TEXT,
                      look.shown.data + look.lines[line].start, look.lines[line].len);
    }
    if (look.more_left)
        draw_glyph(canvas, box.y, box.x - 1, ROLE_CURRENT, GLYPH_LEFT);
    if (look.more_right)
        draw_glyph(canvas, box.y, box.x + box.w, ROLE_CURRENT, GLYPH_RIGHT);
    if (here)
        *cursor = (struct cursor){true, box.y + look.cursor_row, box.x + look.cursor_column};
    duban_lineedit_view_release(&look);
}

static void draw_label(const struct canvas *canvas, const struct plan *plan,
                       const struct duban_form *form, size_t i, int y)
{
    bool here = i == form->at;
    char place[48];

    if (here)
        draw_glyph(canvas, y, plan->rect.x, ROLE_BAR, GLYPH_BAR);
    draw_text(canvas, y, plan->rect.x + 2, plan->labels, here ? ROLE_LABEL_HERE : ROLE_LABEL,
              form->fields[i].label);
    if (!plan->stacked || !here)
        return;
    snprintf(place, sizeof place, "%zu/%zu", i + 1, form->n);
    draw_right(canvas, y, plan->x, plan->values - 2, ROLE_DIM, place);
}

/* What stands below the edited text, as far as there are rows for it. */
static void draw_below(const struct canvas *canvas, const struct plan *plan,
                       const struct duban_form *form, size_t i, int y, struct shares shares)
{
    const struct duban_form_field *field = &form->fields[i];
    struct remark remark = view_remark_of(field->error, field->reading, field->doubtful);
    int end = plan->rect.y + plan->rect.h;

    if (shares.offers && y < end)
        view_offers(canvas, y, plan->x - 2, plan->values + 2, &form->offers);
    y += shares.offers;
    if (y < end)
        view_remark(canvas, y, plan->x, plan->values,
                    y + shares.remark > end ? end - y : shares.remark, &remark);
}

/* Draws one field at row y; returns the rows it takes. */
static int draw_field(const struct canvas *canvas, const struct plan *plan, struct duban_form *form,
                      size_t i, int y, struct cursor *cursor)
{
    struct duban_form_field *field = &form->fields[i];
    struct shares shares = share(plan, form, i);
    int top = y + shares.label, end = plan->rect.y + plan->rect.h;
    int rows = top + shares.edit > end ? end - top : shares.edit;

    draw_label(canvas, plan, form, i, y);
    if (rows > 0 && field->kind == DUBAN_FORM_CHOICE)
        draw_choice(canvas, plan, field, top, i == form->at);
    else if (rows > 0)
        draw_edit(canvas, field, (struct rect){top, plan->x, rows, plan->values}, i == form->at,
                  cursor);
    draw_below(canvas, plan, form, i, top + shares.edit, shares);
    return all_rows(&shares);
}

void view_form(const struct canvas *canvas, struct duban_form *form, struct rect rect,
               struct cursor *cursor)
{
    struct plan plan = plan_for(form, rect);
    int y = rect.y, end = rect.y + rect.h, right = rect.x + rect.w - 1;
    size_t i;

    for (i = 0; i < form->n; i++)
        form->fields[i].edit.columns = plan.values;
    form->scroll = first_field(&plan, form);
    for (i = form->scroll; i < form->n && y < end; i++)
        y += draw_field(canvas, &plan, form, i, y, cursor);
    if (form->scroll > 0)
        draw_glyph(canvas, rect.y, right, ROLE_CURRENT, GLYPH_UP);
    if (i < form->n || y > end)
        draw_glyph(canvas, end - 1, right, ROLE_CURRENT, GLYPH_DOWN);
}
