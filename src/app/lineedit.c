/* The line editor: what each act does to text and cursor.
 *
 * Most acts are a place to go to; moving goes there, deleting deletes up to there, killing keeps
 * what was deleted for Yank. So there is one table of places and very little code. */
#include "duban/lineedit.h"
#include "app/lineedit_parts.h"

#include <limits.h>
#include <string.h>

/* What the last act was: an act of the same streak joins it. */
enum streak { STREAK_NONE, STREAK_TYPING, STREAK_KILLING };

void duban_lineedit_init(struct duban_lineedit *edit, unsigned flags)
{
    *edit = (struct duban_lineedit){.text = DUBAN_BUF_INIT,
                                    .flags = flags,
                                    .killed = DUBAN_BUF_INIT,
                                    .goal = -1};
}

void duban_lineedit_release(struct duban_lineedit *edit)
{
    duban_buf_release(&edit->text);
    duban_buf_release(&edit->killed);
    duban_lineedit_forget(edit);
    edit->cursor = 0;
}

/* Ends streak and column: what every act does that does not continue them. */
static void interrupt(struct duban_lineedit *edit)
{
    edit->goal = -1;
    edit->hugging = false;
    edit->streak = STREAK_NONE;
}

/* Appends text as the field may hold it. */
static void adopt(struct duban_buf *out, const char *text, size_t len, unsigned flags)
{
    size_t start = out->len;

    duban_text_clean(out, text, len);
    if ((flags & DUBAN_LINEEDIT_MULTILINE) != 0)
        return;
    while (out->len > start && out->data[out->len - 1] == '\n')
        duban_buf_truncate(out, out->len - 1);
    for (char *p = out->data + start; (p = strpbrk(p, "\n\t")) != NULL;)
        *p = ' ';
}

void duban_lineedit_set(struct duban_lineedit *edit, const char *text)
{
    struct duban_buf adopted = DUBAN_BUF_INIT;

    if (text != NULL)
        adopt(&adopted, text, strlen(text), edit->flags);
    duban_buf_release(&edit->text);
    edit->text = adopted;
    edit->cursor = adopted.len;
    duban_lineedit_forget(edit);
    interrupt(edit);
}

enum duban_lineedit_reaction duban_lineedit_insert(struct duban_lineedit *edit, const char *text,
                                                   size_t len)
{
    struct duban_buf adopted = DUBAN_BUF_INIT;

    interrupt(edit);
    adopt(&adopted, text, len, edit->flags);
    bool any = adopted.len > 0;
    if (any)
        duban_lineedit_splice(edit, edit->cursor, 0, adopted.data, adopted.len, false);
    duban_buf_release(&adopted);
    return any ? DUBAN_LINEEDIT_CHANGED : DUBAN_LINEEDIT_HANDLED;
}

void duban_lineedit_replace(struct duban_lineedit *edit, size_t from, size_t to, const char *text)
{
    struct duban_buf adopted = DUBAN_BUF_INIT;

    interrupt(edit);
    adopt(&adopted, text, strlen(text), edit->flags);
    duban_lineedit_splice(edit, from, to - from, adopted.data, adopted.len, false);
    duban_buf_release(&adopted);
}

/* True for what ends a phrase, and so what one undo takes back. */
static bool ends_phrase(uint32_t c)
{
    return c < '0' || (c >= ':' && c <= '@') || (c >= 0x3000 && c <= 0x3002) ||
           (c >= 0xFF01 && c <= 0xFF1F);
}

enum duban_lineedit_reaction duban_lineedit_type(struct duban_lineedit *edit, uint32_t c)
{
    struct duban_buf bytes = DUBAN_BUF_INIT;
    bool joined = edit->streak == STREAK_TYPING;

    if (c < ' ' || (c >= 0x7F && c < 0xA0))
        return DUBAN_LINEEDIT_IGNORED;
    interrupt(edit);
    duban_text_put(&bytes, c);
    duban_lineedit_splice(edit, edit->cursor, 0, bytes.data, bytes.len, joined);
    duban_buf_release(&bytes);
    edit->streak = ends_phrase(c) ? STREAK_NONE : STREAK_TYPING;
    return DUBAN_LINEEDIT_CHANGED;
}

/* --- Places -------------------------------------------------------------------------------- */

static size_t first(const char *text, size_t at)
{
    (void)text;
    (void)at;
    return 0;
}

static size_t last(const char *text, size_t at)
{
    return at + strlen(text + at);
}

/* The line's end, or behind its line break when the cursor is there already. */
static size_t past_end(const char *text, size_t at)
{
    return text[at] == '\n' ? at + 1 : duban_lineedit_line_end(text, at);
}

/* --- Acts ---------------------------------------------------------------------------------- */

/* Keeps bytes for Yank: in the order of the text with what the same streak killed before. */
static void keep(struct duban_lineedit *edit, const char *bytes, size_t len, bool before)
{
    struct duban_buf kept = DUBAN_BUF_INIT;
    bool more = edit->streak == STREAK_KILLING;

    if (more && !before)
        duban_buf_add(&kept, edit->killed.data, edit->killed.len);
    duban_buf_add(&kept, bytes, len);
    if (more && before)
        duban_buf_add(&kept, edit->killed.data, edit->killed.len);
    duban_buf_release(&edit->killed);
    edit->killed = kept;
}

static enum duban_lineedit_reaction delete_range(struct duban_lineedit *edit, size_t from,
                                                 size_t to, bool kill)
{
    bool before = from < edit->cursor;

    if (from == to) {
        if (!kill)
            interrupt(edit);
        return DUBAN_LINEEDIT_HANDLED;
    }
    if (kill)
        keep(edit, edit->text.data + from, to - from, before);
    interrupt(edit);
    duban_lineedit_splice(edit, from, to - from, "", 0, false);
    edit->streak = kill ? STREAK_KILLING : STREAK_NONE;
    return DUBAN_LINEEDIT_CHANGED;
}

static enum duban_lineedit_reaction clear(struct duban_lineedit *edit)
{
    return delete_range(edit, 0, edit->text.len, true);
}

static enum duban_lineedit_reaction yank(struct duban_lineedit *edit)
{
    return duban_lineedit_insert(edit, edit->killed.data, edit->killed.len);
}

static enum duban_lineedit_reaction undo(struct duban_lineedit *edit)
{
    interrupt(edit);
    return duban_lineedit_revert(edit) ? DUBAN_LINEEDIT_CHANGED : DUBAN_LINEEDIT_HANDLED;
}

static enum duban_lineedit_reaction redo(struct duban_lineedit *edit)
{
    interrupt(edit);
    return duban_lineedit_repeat(edit) ? DUBAN_LINEEDIT_CHANGED : DUBAN_LINEEDIT_HANDLED;
}

static enum duban_lineedit_reaction newline(struct duban_lineedit *edit)
{
    if ((edit->flags & DUBAN_LINEEDIT_MULTILINE) == 0)
        return DUBAN_LINEEDIT_IGNORED;
    return duban_lineedit_insert(edit, "\n", 1);
}

static enum duban_lineedit_reaction row_by(struct duban_lineedit *edit, int by)
{
    if ((edit->flags & DUBAN_LINEEDIT_MULTILINE) == 0)
        return DUBAN_LINEEDIT_IGNORED;
    int goal = edit->goal >= 0 ? edit->goal : duban_lineedit_column(edit);
    if (!duban_lineedit_to_row(edit, by, goal))
        return DUBAN_LINEEDIT_IGNORED;
    edit->streak = STREAK_NONE;
    edit->goal = goal;
    return DUBAN_LINEEDIT_HANDLED;
}

static enum duban_lineedit_reaction up(struct duban_lineedit *edit)
{
    return row_by(edit, -1);
}

static enum duban_lineedit_reaction down(struct duban_lineedit *edit)
{
    return row_by(edit, 1);
}

static enum duban_lineedit_reaction row_home(struct duban_lineedit *edit)
{
    duban_lineedit_to_row(edit, 0, 0);
    edit->goal = -1;
    edit->streak = STREAK_NONE;
    return DUBAN_LINEEDIT_HANDLED;
}

static enum duban_lineedit_reaction row_end(struct duban_lineedit *edit)
{
    duban_lineedit_to_row(edit, 0, INT_MAX);
    edit->goal = -1;
    edit->streak = STREAK_NONE;
    return DUBAN_LINEEDIT_HANDLED;
}

/* An act is a place and what to do with the text on the way to it, or else a function. */
struct act {
    size_t (*place)(const char *text, size_t at);
    enum { MOVE, DELETE, KILL } how;
    enum duban_lineedit_reaction (*run)(struct duban_lineedit *edit);
};

static const struct act acts[] = {
    [DUBAN_LINEEDIT_LEFT] = {duban_lineedit_step_back, MOVE, NULL},
    [DUBAN_LINEEDIT_RIGHT] = {duban_lineedit_step, MOVE, NULL},
    [DUBAN_LINEEDIT_WORD_LEFT] = {duban_lineedit_word_left, MOVE, NULL},
    [DUBAN_LINEEDIT_WORD_RIGHT] = {duban_lineedit_word_right, MOVE, NULL},
    [DUBAN_LINEEDIT_HOME] = {duban_lineedit_line_start, MOVE, NULL},
    [DUBAN_LINEEDIT_END] = {duban_lineedit_line_end, MOVE, NULL},
    [DUBAN_LINEEDIT_ROW_HOME] = {NULL, MOVE, row_home},
    [DUBAN_LINEEDIT_ROW_END] = {NULL, MOVE, row_end},
    [DUBAN_LINEEDIT_UP] = {NULL, MOVE, up},
    [DUBAN_LINEEDIT_DOWN] = {NULL, MOVE, down},
    [DUBAN_LINEEDIT_FIRST] = {first, MOVE, NULL},
    [DUBAN_LINEEDIT_LAST] = {last, MOVE, NULL},
    [DUBAN_LINEEDIT_DELETE_BACK] = {duban_lineedit_step_back, DELETE, NULL},
    [DUBAN_LINEEDIT_DELETE_FORWARD] = {duban_lineedit_step, DELETE, NULL},
    [DUBAN_LINEEDIT_DELETE_WORD_BACK] = {duban_lineedit_word_left, KILL, NULL},
    [DUBAN_LINEEDIT_DELETE_WORD_FORWARD] = {duban_lineedit_word_right, KILL, NULL},
    [DUBAN_LINEEDIT_KILL_TO_END] = {past_end, KILL, NULL},
    [DUBAN_LINEEDIT_KILL_TO_HOME] = {duban_lineedit_line_start, KILL, NULL},
    [DUBAN_LINEEDIT_CLEAR] = {NULL, KILL, clear},
    [DUBAN_LINEEDIT_YANK] = {NULL, MOVE, yank},
    [DUBAN_LINEEDIT_UNDO] = {NULL, MOVE, undo},
    [DUBAN_LINEEDIT_REDO] = {NULL, MOVE, redo},
    [DUBAN_LINEEDIT_NEWLINE] = {NULL, MOVE, newline},
};

enum duban_lineedit_reaction duban_lineedit_act(struct duban_lineedit *edit,
                                                enum duban_lineedit_act act)
{
    const struct act *how = &acts[act];

    if (how->run != NULL)
        return how->run(edit);
    size_t place = how->place(edit->text.data, edit->cursor);
    if (how->how == MOVE) {
        interrupt(edit);
        edit->cursor = place;
        return DUBAN_LINEEDIT_HANDLED;
    }
    size_t from = place < edit->cursor ? place : edit->cursor;
    size_t to = place < edit->cursor ? edit->cursor : place;
    return delete_range(edit, from, to, how->how == KILL);
}
