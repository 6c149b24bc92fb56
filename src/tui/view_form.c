/* The form: labels in one column, fields in the next, under each what was understood or what is
 * wrong. Scrolls by whole fields. */
#include "tui/views.h"

#include "duban/text.h"

#define LABEL_MAX  14 /* columns of a label */
#define VALUES_MAX 90 /* columns of a field: longer lines are hard to read */
#define LINES_MAX  6  /* rows of a field of several lines */

/* What the fields of one frame share. */
struct plan {
    struct rect rect;
    int labels; /* columns of the label column */
    int values; /* columns of the value column */
};

static struct plan plan_for(const struct duban_form *form, struct rect rect)
{
    struct plan plan = {.rect = rect};

    for (size_t i = 0; i < form->n; i++) {
        int width = draw_width(form->fields[i].label);

        if (width > plan.labels)
            plan.labels = width;
    }
    if (plan.labels > LABEL_MAX)
        plan.labels = LABEL_MAX;
    if (plan.labels > rect.w / 2 - 4)
        plan.labels = rect.w / 2 - 4;
    plan.values = rect.w - plan.labels - 5;
    if (plan.values > VALUES_MAX)
        plan.values = VALUES_MAX;
    return plan;
}

/* Rows of the field itself. */
static int edit_rows(const struct plan *plan, const struct duban_form_field *field)
{
    struct duban_lineedit_view look = DUBAN_LINEEDIT_VIEW_INIT;
    int most = plan->rect.h - 1 < LINES_MAX ? plan->rect.h - 1 : LINES_MAX;
    int rows;

    if (field->kind != DUBAN_FORM_LINES || most <= 1)
        return 1;
    duban_lineedit_look(&look, &field->edit, plan->values, most);
    rows = look.n < (size_t)most ? (int)look.n : most;
    duban_lineedit_view_release(&look);
    return rows;
}

static bool has_remark(const struct duban_form_field *field)
{
    return (field->error && *field->error) || (field->reading && *field->reading);
}

static int field_rows(const struct plan *plan, const struct duban_form_field *field)
{
    return edit_rows(plan, field) + has_remark(field);
}

/* The field with the cursor is in sight with what stands below it. */
static size_t first_field(const struct plan *plan, const struct duban_form *form)
{
    size_t first = form->scroll > form->at ? form->at : form->scroll;
    int used = 0;

    for (size_t i = first; i <= form->at; i++)
        used += field_rows(plan, &form->fields[i]);
    while (used > plan->rect.h && first < form->at)
        used -= field_rows(plan, &form->fields[first++]);
    return first;
}

static void draw_choice(const struct canvas *canvas, const struct plan *plan,
                        const struct duban_form_field *field, int y, int x, bool here)
{
    const char *label = field->n_choices ? field->choices[field->choice].label : "";
    int used;

    if (!here) {
        draw_text(canvas, y, x, plan->values, ROLE_TEXT, label);
        return;
    }
    draw_glyph(canvas, y, x, ROLE_CURRENT, GLYPH_LEFT);
    used = draw_text(canvas, y, x + 2, plan->values - 4, ROLE_SELECTED, label);
    draw_glyph(canvas, y, x + 3 + used, ROLE_CURRENT, GLYPH_RIGHT);
}

static void draw_edit(const struct canvas *canvas, const struct plan *plan,
                      const struct duban_form_field *field, struct rect box, bool here,
                      struct cursor *cursor)
{
    struct duban_lineedit_view look = DUBAN_LINEEDIT_VIEW_INIT;

    (void)plan;
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

/* Draws one field at row y; returns the rows it takes. */
static int draw_field(const struct canvas *canvas, const struct plan *plan,
                      struct duban_form_field *field, int y, bool here, struct cursor *cursor)
{
    int end = plan->rect.y + plan->rect.h, x = plan->rect.x + plan->labels + 4;
    int rows = edit_rows(plan, field);
    struct rect box = {y, x, y + rows > end ? end - y : rows, plan->values};

    if (here)
        draw_glyph(canvas, y, plan->rect.x, ROLE_BAR, GLYPH_BAR);
    draw_text(canvas, y, plan->rect.x + 2, plan->labels, here ? ROLE_LABEL_HERE : ROLE_LABEL,
              field->label);
    field->edit.columns = plan->values;
    if (field->kind == DUBAN_FORM_CHOICE)
        draw_choice(canvas, plan, field, y, x, here);
    else
        draw_edit(canvas, plan, field, box, here, cursor);
    if (has_remark(field) && y + rows < end)
        view_remark(canvas, y + rows, x, plan->values, field->error, field->reading);
    return rows + has_remark(field);
}

void view_form(const struct canvas *canvas, struct duban_form *form, struct rect rect,
               struct cursor *cursor)
{
    struct plan plan = plan_for(form, rect);
    int y = rect.y;

    form->scroll = first_field(&plan, form);
    for (size_t i = 0; i < form->n; i++) {
        if (i >= form->scroll && y < rect.y + rect.h)
            y += draw_field(canvas, &plan, &form->fields[i], y, i == form->at, cursor);
        else
            form->fields[i].edit.columns = plan.values;
    }
    if (form->scroll > 0)
        draw_glyph(canvas, rect.y, rect.x + rect.w - 1, ROLE_CURRENT, GLYPH_UP);
}
