/* A terminal for tests: runs a program in a pseudo-terminal and keeps the screen that a user would
 * see. The program is started with the environment of the test and TERM=xterm-256color.
 *
 * Nothing here sleeps for a guess: a test sends keys and waits for the text that must follow. Every
 * wait gives up after some seconds and then says false, so that the test can show the screen.
 */
#ifndef E2E_TERM_H
#define E2E_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct term;

/* Starts argv[0], found by PATH, on a screen of rows × columns. argv ends with NULL. */
struct term *term_start(int rows, int columns, const char *const *argv);

/* The same for the built program: argv holds what follows its name. */
struct term *term_duban(int rows, int columns, const char *const *argv);

/* Ends it: waits until the program has left, frees everything. Returns its exit status, 128 + the
 * signal that killed it, or -1 when it had to be killed because it did not leave. */
int term_end(struct term *term);

/* As term_end without freeing, so that the screen that is left behind can be looked at. */
int term_wait_exit(struct term *term);

void term_send(struct term *term, const char *keys); /* UTF-8, control characters as typed */
/* The process that was started. */
pid_t term_pid(const struct term *term);

void term_signal(struct term *term, int number);
void term_resize(struct term *term, int rows, int columns);

/* libvterm 0.1 does not survive some bytes on very small screens. A blind terminal hands it none of
 * them, and when it is to see again it begins with an empty alternate screen, which the program
 * must be made to paint (^L). */
void term_blind(struct term *term, bool blind);

/* Waits until the text is on the screen, or is not. It stands in one row, and a wide character is
 * one character of it. */
bool term_shows(struct term *term, const char *text);
bool term_hides(struct term *term, const char *text);

/* For tests that watch many terminals at once: waits until one of them has something to read, `ms`
 * at most; and, without waiting, whether the text is on a terminal's screen. */
void term_wait_any(struct term *const *terms, size_t n, int ms);
bool term_sees(struct term *term, const char *text);

/* Reads for so long, whatever comes. */
void term_listen(struct term *term, int ms);

/* Waits until nothing has come for a while: for looking at what must not change. */
void term_settle(struct term *term);

/* What is on the screen now, without spaces at the ends of rows. Borrowed, until the next call. */
const char *term_screen(struct term *term);
const char *term_row(struct term *term, int row);

/* The row and column of the text's first cell; false when it is not there. */
bool term_find(struct term *term, const char *text, int *row, int *column);

/* The same among the `rows` rows and `columns` columns that begin at (*row, *column). */
bool term_find_within(struct term *term, const char *text, int *row, int *column, int rows,
                      int columns);

void term_cursor(struct term *term, int *row, int *column);
bool term_bold(struct term *term, int row, int column);
bool term_reverse(struct term *term, int row, int column);

/* Every byte that the program has written since the start or since term_forget(). Borrowed, good
 * until more is read. NULs may be among them. */
const char *term_bytes(struct term *term, size_t *len);
void term_forget(struct term *term);

/* Closes the line, as a lost connection does. Afterwards only term_wait_exit and term_end. */
void term_hang_up(struct term *term);

/* What a program must give back when it leaves: the normal screen, a cursor, a line discipline
 * that echoes and edits. */
bool term_is_restored(struct term *term);

#endif
