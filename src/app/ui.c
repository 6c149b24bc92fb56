/* The state of the screen: views one over the other, overlays, a form, a message. */
#include "duban/ui.h"

#include "app/inside.h"
#include "duban/alloc.h"

#include <stdlib.h>

void duban_ui_init(struct duban_ui *ui)
{
    *ui = (struct duban_ui){.n_views = 1, .room = {1, 1, 1}};
    duban_lineedit_init(&ui->prompt.edit, 0);
    duban_offers_release(&ui->prompt.offers);
}

static void close_prompt(struct duban_prompt *prompt)
{
    duban_strset(&prompt->label, NULL);
    duban_strset(&prompt->reading, NULL);
    duban_strset(&prompt->error, NULL);
    prompt->doubtful = false;
    duban_lineedit_set(&prompt->edit, NULL);
    duban_offers_release(&prompt->offers);
    duban_menu_close(&prompt->list);
}

void duban_menu_close(struct duban_menu *menu)
{
    for (size_t i = 0; i < menu->n; i++) {
        free(menu->items[i].text);
        free(menu->items[i].keys);
    }
    free(menu->items);
    free(menu->title);
    free(menu->preface);
    *menu = (struct duban_menu){0};
}

void duban_ui_close_overlay(struct duban_ui *ui)
{
    close_prompt(&ui->prompt);
    duban_menu_close(&ui->menu);
    duban_strset(&ui->question, NULL);
    ui->overlay = DUBAN_OVERLAY_NONE;
}

void duban_ui_close_form(struct duban_ui *ui)
{
    duban_form_free(ui->form);
    ui->form = NULL;
}

void duban_ui_release(struct duban_ui *ui)
{
    duban_ui_close_overlay(ui);
    duban_ui_close_form(ui);
    duban_lineedit_release(&ui->prompt.edit);
    duban_importing_free(ui->importing);
    duban_filter_release(&ui->filter);
    duban_sifting_release(&ui->sifting);
    duban_marks_release(&ui->marks);
    free(ui->search.text);
    free(ui->search.key);
    free(ui->columns);
    free(ui->fresh);
    free(ui->message);
    free(ui->trouble);
    *ui = (struct duban_ui){.n_views = 1};
}

enum duban_view duban_ui_view(const struct duban_ui *ui)
{
    return ui->views[ui->n_views - 1];
}

unsigned duban_ui_context_beneath(const struct duban_ui *ui)
{
    static const unsigned views[DUBAN_VIEWS] = {
        [DUBAN_VIEW_BOARD] = DUBAN_IN_BOARD,     [DUBAN_VIEW_CARD] = DUBAN_IN_CARD,
        [DUBAN_VIEW_HISTORY] = DUBAN_IN_HISTORY, [DUBAN_VIEW_BIN] = DUBAN_IN_BIN,
        [DUBAN_VIEW_HELP] = DUBAN_IN_HELP,       [DUBAN_VIEW_IMPORT] = DUBAN_IN_IMPORT,
        [DUBAN_VIEW_ROW] = DUBAN_IN_ROW,
    };
    static const unsigned imports[] = {
        [DUBAN_IMPORTING_WAITS] = DUBAN_IN_PASTE,
        [DUBAN_IMPORTING_COMES] = DUBAN_IN_PASTE,
        [DUBAN_IMPORTING_REFUSED] = DUBAN_IN_UNREAD,
        [DUBAN_IMPORTING_READY] = DUBAN_IN_IMPORT,
    };

    if (ui->form)
        return DUBAN_IN_FORM;
    if (duban_ui_view(ui) == DUBAN_VIEW_IMPORT && ui->importing)
        return imports[ui->importing->stage];
    return views[duban_ui_view(ui)];
}

unsigned duban_ui_context_below(const struct duban_ui *ui)
{
    switch (ui->overlay) {
    case DUBAN_OVERLAY_PROMPT: return DUBAN_IN_PROMPT;
    case DUBAN_OVERLAY_MENU: return DUBAN_IN_MENU;
    case DUBAN_OVERLAY_CONFIRM: return DUBAN_IN_CONFIRM;
    case DUBAN_OVERLAY_NONE: break;
    }
    return duban_ui_context_beneath(ui);
}

struct duban_lineedit *duban_ui_edit(struct duban_ui *ui)
{
    unsigned context = duban_ui_context_below(ui);
    struct duban_form_field *field = ui->form ? &ui->form->fields[ui->form->at] : NULL;

    if (context == DUBAN_IN_PROMPT)
        return &ui->prompt.edit;
    return context == DUBAN_IN_FORM && field->kind != DUBAN_FORM_CHOICE ? &field->edit : NULL;
}

struct duban_offers *duban_ui_offers(struct duban_ui *ui)
{
    unsigned context = duban_ui_context_below(ui);

    if (context == DUBAN_IN_PROMPT)
        return &ui->prompt.offers;
    return context == DUBAN_IN_FORM ? &ui->form->offers : NULL;
}

unsigned duban_ui_context(const struct duban_ui *ui)
{
    unsigned below = duban_ui_context_below(ui);
    bool chosen = (below == DUBAN_IN_PROMPT && duban_offers_chosen(&ui->prompt.offers)) ||
                  (below == DUBAN_IN_FORM && duban_offers_chosen(&ui->form->offers));

    return chosen ? DUBAN_IN_OFFER : below;
}

/* A view that is below already is not put on top a second time: what lies over it is left. */
void duban_ui_push(struct duban_ui *ui, enum duban_view view)
{
    for (size_t i = 0; i < ui->n_views; i++)
        if (ui->views[i] == view) {
            ui->n_views = i + 1;
            return;
        }
    ui->views[ui->n_views++] = view;
    ui->scroll[view] = 0;
}

void duban_ui_pop(struct duban_ui *ui)
{
    if (ui->n_views > 1)
        ui->n_views--;
}

struct duban_ui_column *duban_ui_column(struct duban_ui *ui, int64_t id)
{
    for (size_t i = 0; i < ui->n_columns; i++)
        if (ui->columns[i].id == id)
            return &ui->columns[i];
    ui->columns = duban_more(ui->columns, ui->n_columns, &ui->cap_columns, sizeof *ui->columns);
    ui->columns[ui->n_columns] = (struct duban_ui_column){.id = id};
    return &ui->columns[ui->n_columns++];
}

void duban_ui_arrange(struct duban_board *out, const struct duban_ui *ui,
                      const struct duban_campaign *campaign, int today, int64_t seen)
{
    int64_t *open = duban_alloc(ui->n_columns * sizeof *open);
    size_t n = 0;

    for (size_t i = 0; i < ui->n_columns; i++)
        if (ui->columns[i].open)
            open[n++] = ui->columns[i].id;
    struct duban_arrangement how = {.grouping = ui->grouping,
                                    .sorting = ui->sorting,
                                    .filter = ui->filter.query,
                                    .open = open,
                                    .n_open = n,
                                    .seen = seen};
    duban_board_make(out, campaign, today, &how);
    free(open);
}

/* --- Cards changed by others ------------------------------------------------------------------ */

static size_t fresh_at(const struct duban_ui *ui, int64_t task)
{
    size_t i = 0;

    while (i < ui->n_fresh && ui->fresh[i].task != task)
        i++;
    return i;
}

void duban_ui_mark_fresh(struct duban_ui *ui, int64_t task, int64_t until)
{
    size_t i = fresh_at(ui, task);

    if (i == ui->n_fresh) {
        ui->fresh = duban_more(ui->fresh, ui->n_fresh, &ui->cap_fresh, sizeof *ui->fresh);
        ui->n_fresh++;
    }
    ui->fresh[i] = (struct duban_ui_fresh){task, until};
}

bool duban_ui_is_fresh(const struct duban_ui *ui, int64_t task)
{
    return fresh_at(ui, task) < ui->n_fresh;
}

void duban_ui_seen(struct duban_ui *ui, int64_t task)
{
    size_t i = fresh_at(ui, task);

    if (i < ui->n_fresh)
        ui->fresh[i] = ui->fresh[--ui->n_fresh];
}

bool duban_ui_fade(struct duban_ui *ui, int64_t now)
{
    size_t kept = 0, n = ui->n_fresh;

    for (size_t i = 0; i < n; i++)
        if (ui->fresh[i].until > now)
            ui->fresh[kept++] = ui->fresh[i];
    ui->n_fresh = kept;
    return kept < n;
}

/* --- Words ------------------------------------------------------------------------------------ */

void duban_ui_say(struct duban_ui *ui, enum duban_tone tone, const char *format, ...)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    va_list args;

    va_start(args, format);
    duban_buf_vaddf(&text, format, args);
    va_end(args);
    free(ui->message);
    ui->message = duban_buf_detach(&text);
    ui->tone = tone;
}

void duban_ui_hush(struct duban_ui *ui)
{
    free(ui->message);
    ui->message = NULL;
}

const char *duban_ui_note(const struct duban_ui *ui, enum duban_tone *tone)
{
    *tone = ui->message ? ui->tone : DUBAN_TONE_ERROR;
    return ui->message ? ui->message : ui->trouble;
}

unsigned duban_ui_complain(struct duban_ui *ui, struct duban_err *err)
{
    const char *text = err->text ? err->text : "";

    if (err->column)
        duban_ui_say(ui, DUBAN_TONE_ERROR, "%s: %s", err->column, text);
    else
        duban_ui_say(ui, DUBAN_TONE_ERROR, "%s", text);
    duban_err_release(err);
    return DUBAN_REACT_DRAW | DUBAN_REACT_BELL;
}

void duban_menu_add(struct duban_menu *menu, const char *text, char *keys, int64_t value)
{
    menu->items = duban_more(menu->items, menu->n, &menu->cap, sizeof *menu->items);
    menu->items[menu->n++] = (struct duban_menu_item){duban_strdup(text), keys, value};
}
