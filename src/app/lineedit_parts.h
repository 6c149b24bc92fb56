/* What the files of the line editor share: places in a text, the one way to change it, and the
 * rows it is shown on. */
#ifndef DUBAN_APP_LINEEDIT_PARTS_H
#define DUBAN_APP_LINEEDIT_PARTS_H

#include "duban/lineedit.h"

/* --- Places (lineedit_move.c) -------------------------------------------------------------- */

/* The end of what one move to the right passes from `at`: a grapheme cluster and the invisible
 * ones behind it (those before it too at the beginning of a line), or a line break. */
size_t duban_lineedit_step(const char *text, size_t at);

/* The beginning of what one move to the left passes. */
size_t duban_lineedit_step_back(const char *text, size_t at);

/* Beginning and end of the logical line. */
size_t duban_lineedit_line_start(const char *text, size_t at);
size_t duban_lineedit_line_end(const char *text, size_t at);

size_t duban_lineedit_word_left(const char *text, size_t at);
size_t duban_lineedit_word_right(const char *text, size_t at);

/* The first place between two clusters that is not before `at`. */
size_t duban_lineedit_settle(const char *text, size_t at);

/* --- Changes (lineedit_history.c) ---------------------------------------------------------- */

/* Replaces `gone` bytes at `at` by `len` others, notes it for undo, and puts the cursor behind
 * them. `joined`: one undo together with the change before, if it continues it. */
void duban_lineedit_splice(struct duban_lineedit *edit, size_t at, size_t gone, const char *bytes,
                           size_t len, bool joined);

/* Takes the last change back, or makes it again; false when there is none. */
bool duban_lineedit_revert(struct duban_lineedit *edit);
bool duban_lineedit_repeat(struct duban_lineedit *edit);

void duban_lineedit_forget(struct duban_lineedit *edit);

/* --- Typing (lineedit.c) ------------------------------------------------------------------- */

/* Puts one typed code point in; what is typed in a row up to the end of a phrase is one undo. A
 * control character is IGNORED. */
enum duban_lineedit_reaction duban_lineedit_type(struct duban_lineedit *edit, uint32_t c);

/* --- Rows (lineedit_view.c) ---------------------------------------------------------------- */

/* Moves the cursor `by` rows (0: stays on its row) to the column nearest to `goal` that is not
 * beyond it; false when there is no such row. */
bool duban_lineedit_to_row(struct duban_lineedit *edit, int by, int goal);

/* The cursor's column on its row. */
int duban_lineedit_column(const struct duban_lineedit *edit);

#endif
