/* The line editor: the text of a prompt or of a form field, its cursor, and what keys do to them.
 *
 * A model only: it reads no keys and draws nothing. The text is valid UTF-8 as it is stored (see
 * duban_text_clean); the cursor is a byte offset in it and always stands between two grapheme
 * clusters. An invisible character (U+200B, U+FEFF …) is passed and deleted together with the
 * visible one before it, so every move is seen. What is drawn comes from duban_lineedit_look().
 */
#ifndef DUBAN_LINEEDIT_H
#define DUBAN_LINEEDIT_H

#include "duban/buf.h"
#include "duban/key.h"
#include "duban/text.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    DUBAN_LINEEDIT_MULTILINE = 1u << 0, /* LF and TAB are kept; otherwise they become a blank */
};

/* What a key or an act came to. */
enum duban_lineedit_reaction {
    DUBAN_LINEEDIT_IGNORED, /* not the editor's business, or Up and Down at the edge: the owner's */
    DUBAN_LINEEDIT_HANDLED, /* done; the text is the same */
    DUBAN_LINEEDIT_CHANGED, /* the text is another one */
};

/* Everything but `flags`, `columns`, and reading `text` and `cursor` is the module's own. */
struct duban_lineedit {
    struct duban_buf text;
    size_t cursor;
    unsigned flags;
    int columns; /* width of the field, set by the owner before keys are handled: what Up, Down and
                    the visual line ends of a multi-line field go by; 0: logical lines */
    struct duban_buf killed;
    /* for undo; NULL until something changed */
    struct duban_lineedit_history *history;
    int goal;        /* column that Up and Down keep to; -1: none */
    bool hugging;    /* at a row's end without a line break it stands there, not on the next row */
    unsigned streak; /* what the last act was, for those that continue one */
};

void duban_lineedit_init(struct duban_lineedit *edit, unsigned flags);
void duban_lineedit_release(struct duban_lineedit *edit);

/* Gives it another text (NULL: none), the cursor at its end and nothing to undo: the beginning of
 * an edit. The text is cleaned as typed text is. */
void duban_lineedit_set(struct duban_lineedit *edit, const char *text);

/* --- Acts ---------------------------------------------------------------------------------- */

enum duban_lineedit_act {
    DUBAN_LINEEDIT_LEFT, /* by a grapheme */
    DUBAN_LINEEDIT_RIGHT,
    DUBAN_LINEEDIT_WORD_LEFT, /* over blanks, then over characters of one kind: ideographs, letters
                                 and digits, kana, signs */
    DUBAN_LINEEDIT_WORD_RIGHT,
    DUBAN_LINEEDIT_HOME, /* of the logical line, which LF ends */
    DUBAN_LINEEDIT_END,
    DUBAN_LINEEDIT_ROW_HOME, /* of the row it is shown on */
    DUBAN_LINEEDIT_ROW_END,
    DUBAN_LINEEDIT_UP, /* a row; multi-line only, IGNORED at the first and the last */
    DUBAN_LINEEDIT_DOWN,
    DUBAN_LINEEDIT_FIRST, /* of the text */
    DUBAN_LINEEDIT_LAST,
    DUBAN_LINEEDIT_DELETE_BACK, /* a grapheme */
    DUBAN_LINEEDIT_DELETE_FORWARD,
    DUBAN_LINEEDIT_DELETE_WORD_BACK, /* this and what follows can be yanked; several in a row
                                        gather */
    DUBAN_LINEEDIT_DELETE_WORD_FORWARD,
    DUBAN_LINEEDIT_KILL_TO_END, /* of the logical line; at its end the line break */
    DUBAN_LINEEDIT_KILL_TO_HOME,
    DUBAN_LINEEDIT_CLEAR, /* all of it */
    DUBAN_LINEEDIT_YANK,
    DUBAN_LINEEDIT_UNDO,
    DUBAN_LINEEDIT_REDO,
    DUBAN_LINEEDIT_NEWLINE, /* multi-line only */
};

enum duban_lineedit_reaction duban_lineedit_act(struct duban_lineedit *edit,
                                                enum duban_lineedit_act act);

/* Puts `len` bytes in at the cursor, typed or pasted alike: cleaned, and in a single-line field
 * every line break or TAB as a blank, those at the end left out. Text from one paste is one undo.
 */
enum duban_lineedit_reaction duban_lineedit_insert(struct duban_lineedit *edit, const char *text,
                                                   size_t len);

/* Puts other text in the place of the bytes [from, to), two places between clusters, as one undo;
 * the cursor comes behind it. */
void duban_lineedit_replace(struct duban_lineedit *edit, size_t from, size_t to, const char *text);

/* Does what the key stands for: a CHAR is put in, others are looked up in a table. Enter, Esc, Tab
 * and PASTE (use duban_lineedit_insert) are always IGNORED; Alt-Enter and ^J break the line in a
 * multi-line field. */
enum duban_lineedit_reaction duban_lineedit_key(struct duban_lineedit *edit, struct duban_key key);

/* --- What is to be drawn ------------------------------------------------------------------- */

/* A field as it is seen. Row i of the window is the safe text
 *     shown.data[lines[first + i].start … + lines[first + i].len)
 * for i < rows and first + i < n, drawn from the left edge; the cursor is at (cursor_row,
 * cursor_column) of the window, inside it. */
struct duban_lineedit_view {
    struct duban_buf shown;        /* safe text, owned */
    struct duban_text_line *lines; /* owned */
    size_t n;                      /* lines in all; at least 1 */
    size_t first;                  /* the first one seen */
    int cursor_row, cursor_column;
    bool more_left, more_right; /* single-line: text is hidden on that side */
};

#define DUBAN_LINEEDIT_VIEW_INIT                    \
    {                                               \
        DUBAN_BUF_INIT, 0, 0, 0, 0, 0, false, false \
    }

/* Lays the text out for a window of `columns` (≥ 2) by `rows` (≥ 1). A function of its arguments:
 * a long single line is scrolled by half windows, so that most moves redraw nothing; a multi-line
 * text is wrapped one column short, so that the cursor has room behind a full row. `view` is
 * reused from call to call. */
void duban_lineedit_look(struct duban_lineedit_view *view, const struct duban_lineedit *edit,
                         int columns, int rows);
void duban_lineedit_view_release(struct duban_lineedit_view *view);

#endif
