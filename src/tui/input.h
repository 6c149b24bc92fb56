/* Keys out of what the terminal sends. */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "duban/buf.h"
#include "duban/key.h"
#include "tui/term.h"

#define INPUT_PASTE_MAX (16u << 20) /* bytes; what is pasted beyond them is dropped */

struct input {
    char sequence[4]; /* a UTF-8 sequence that has not come in whole yet */
    size_t have, want;
    struct duban_buf paste; /* the text of the last PASTE key */
    bool cut;               /* it was longer than INPUT_PASTE_MAX */
};

#define INPUT_INIT                       \
    {                                    \
        {0}, 0, 0, DUBAN_BUF_INIT, false \
    }

void input_release(struct input *input);

/* The next key that is waiting; NONE when there is none. Never waits, but for the end of a paste
 * that has begun. */
struct duban_key input_next(struct input *input, struct term *term);

#endif
