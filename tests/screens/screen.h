/* Screens drawn by a real curses that has no terminal, and compared with what is written down. */
#ifndef SCREENS_SCREEN_H
#define SCREENS_SCREEN_H

#include "duban/session.h"

/* Call once in a test: starts curses for TERM `term`. */
void screen_begin(const char *term);
void screen_end(void);

/* Speaks English from now on, by the catalogue that was built beside the program. */
void screen_speak_english(void);

/* Draws the session at that size, and compares it with tests/screens/golden/NAME-COLUMNSxROWS.txt:
 * the text, then a letter per cell for its role (tui/roles.def). With GENERATE=1 in the environment
 * the file is written instead. */
void screen_expect(struct duban_session *session, const char *name, int rows, int columns);

/* The same at 20×6, 80×24, 120×40 and 200×50. */
void screen_expect_all(struct duban_session *session, const char *name);

#endif
