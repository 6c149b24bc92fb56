/* The line editor's changes and their history.
 *
 * Every change of a text is one splice, and a splice knows how to be taken back, so undo needs no
 * copies of the whole text. Typing in one go is one entry. */
#include "app/lineedit_parts.h"

#include "duban/alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEPTH = 500, /* changes that can be taken back */
};

struct change {
    size_t at;
    struct duban_buf gone, come;
    size_t cursor; /* before it */
};

struct duban_lineedit_history {
    struct change *items; /* oldest first */
    size_t n, cap;
    size_t done; /* those after the first `done` have been taken back */
};

static void release_change(struct change *change)
{
    duban_buf_release(&change->gone);
    duban_buf_release(&change->come);
}

/* Drops the changes from `n` on. */
static void truncate_history(struct duban_lineedit_history *history, size_t n)
{
    while (history->n > n)
        release_change(&history->items[--history->n]);
    if (history->done > n)
        history->done = n;
}

void duban_lineedit_forget(struct duban_lineedit *edit)
{
    if (edit->history == NULL)
        return;
    truncate_history(edit->history, 0);
    free(edit->history->items);
    free(edit->history);
    edit->history = NULL;
}

/* A place for one more change, after dropping what was taken back and, at the limit, the oldest. */
static struct change *new_change(struct duban_lineedit_history *history)
{
    truncate_history(history, history->done);
    if (history->n == DEPTH) {
        release_change(&history->items[0]);
        memmove(history->items, history->items + 1, --history->n * sizeof *history->items);
    }
    history->items = duban_more(history->items, history->n, &history->cap, sizeof *history->items);
    struct change *change = &history->items[history->n++];
    *change = (struct change){.gone = DUBAN_BUF_INIT, .come = DUBAN_BUF_INIT};
    history->done = history->n;
    return change;
}

/* The change that text coming in at `at` continues, or NULL. */
static struct change *open_change(const struct duban_lineedit_history *history, size_t at)
{
    if (history->done == 0 || history->done < history->n)
        return NULL;
    struct change *last = &history->items[history->n - 1];
    return last->at + last->come.len == at ? last : NULL;
}

static void put(struct duban_lineedit *edit, size_t at, size_t gone, const char *bytes, size_t len)
{
    char *tail = duban_strdup(edit->text.data + at + gone);

    duban_buf_truncate(&edit->text, at);
    duban_buf_add(&edit->text, bytes, len);
    duban_buf_adds(&edit->text, tail);
    free(tail);
}

void duban_lineedit_splice(struct duban_lineedit *edit, size_t at, size_t gone, const char *bytes,
                           size_t len, bool joined)
{
    if (edit->history == NULL)
        edit->history = duban_alloc(sizeof *edit->history);
    struct change *change = joined && gone == 0 ? open_change(edit->history, at) : NULL;
    if (change == NULL) {
        change = new_change(edit->history);
        change->at = at;
        change->cursor = edit->cursor;
        duban_buf_add(&change->gone, edit->text.data + at, gone);
    }
    duban_buf_add(&change->come, bytes, len);
    put(edit, at, gone, bytes, len);
    edit->cursor = duban_lineedit_settle(edit->text.data, at + len);
}

bool duban_lineedit_revert(struct duban_lineedit *edit)
{
    struct duban_lineedit_history *history = edit->history;

    if (history == NULL || history->done == 0)
        return false;
    const struct change *change = &history->items[--history->done];
    put(edit, change->at, change->come.len, change->gone.data, change->gone.len);
    edit->cursor = duban_lineedit_settle(edit->text.data, change->cursor);
    return true;
}

bool duban_lineedit_repeat(struct duban_lineedit *edit)
{
    struct duban_lineedit_history *history = edit->history;

    if (history == NULL || history->done == history->n)
        return false;
    const struct change *change = &history->items[history->done++];
    put(edit, change->at, change->gone.len, change->come.data, change->come.len);
    edit->cursor = duban_lineedit_settle(edit->text.data, change->at + change->come.len);
    return true;
}
