/* Keys out of what the terminal sends. */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "duban/key.h"
#include "tui/paste.h"
#include "tui/term.h"

/* What text is taken for that comes without marks, as from the Linux console and old terminals. */
enum input_unmarked {
    INPUT_TYPED, /* whatever it is: where text is written, every key is text already */
    INPUT_TABLE, /* a table that is plainly one was pasted */
    INPUT_ASKED, /* the same, and it is waited for */
};

enum input_state {
    INPUT_KEYS,
    INPUT_PASTES,   /* in a paste, until its end mark comes */
    INPUT_BURSTS,   /* in one without marks, until it is quiet */
    INPUT_SWALLOWS, /* the rest of a paste that was broken off, until it is quiet */
};

struct input {
    char bytes[4096]; /* read, and not taken as keys yet: [at, len) */
    size_t at, len;
    char sequence[4]; /* a UTF-8 sequence that has not come in whole yet */
    size_t have, want;

    enum input_unmarked unmarked; /* set by the loop, before it asks for a key */
    enum input_state state;
    struct paste paste; /* the text of the last PASTE key */
    int64_t heard;      /* term_now() when something came last in a paste; of the start, before */
    int64_t told;       /* when a COMING key was given last */
    bool stalled;       /* nothing has come for long, and that was told */
};

#define INPUT_INIT           \
    {                        \
        .paste = PASTE_INIT, \
    }

void input_release(struct input *input);

/* The next key that is waiting; NONE when there is none. Waits for nothing but the rest of an
 * escape sequence. While a paste comes in it gives a COMING key now and then, and the PASTE key at
 * the end (duban/key.h). A paste ends with its end mark and in no other way, but for Esc or ^C when
 * nothing has come for some seconds: what still comes then is no key. */
struct duban_key input_next(struct input *input, struct term *term);

/* In the midst of long work: whether Esc or ^C was pressed, as the last key of what has come. Then
 * all of that is dropped; otherwise it is kept for input_next(). */
bool input_breaks(struct input *input, struct term *term);

/* How long may be waited for a key, at most `patience` ms: not at all while bytes are there that
 * were read and not taken, and not long in the midst of a paste, which may have become quiet. */
int input_patience(const struct input *input, int patience);

#endif
