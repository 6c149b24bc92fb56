/* Text that is pasted, as it comes in: gathered up to its end mark, and made text.
 *
 * No terminal is read here, and nothing waits: bytes are handed in as they come.
 */
#ifndef TUI_PASTE_H
#define TUI_PASTE_H

#include "duban/buf.h"

#include <stdbool.h>

#define PASTE_MAX (16u << 20) /* bytes; a longer one is not kept */

struct paste {
    struct duban_buf text;
    size_t seen; /* bytes that came, kept or not */
    bool cut;    /* there were more than PASTE_MAX: `text` is empty then */
};

#define PASTE_INIT               \
    {                            \
        DUBAN_BUF_INIT, 0, false \
    }

/* Another one begins: what was gathered is forgotten. */
void paste_begin(struct paste *paste);
void paste_release(struct paste *paste);

/* Takes bytes up to the end mark, and tells how many of them (the mark's included) it took; true:
 * the end mark was among them. The mark may come in pieces. */
bool paste_take(size_t *taken, struct paste *paste, const char *bytes, size_t len);

/* The same without a mark to look for: all of them. */
void paste_add(struct paste *paste, const char *bytes, size_t len);

/* All has come: CR and CR LF, as terminals send line ends, become LF; escape sequences and NULs,
 * which no text has, are taken out. */
void paste_finish(struct paste *paste);

/* How many of the bytes behind an end mark belong to what was pasted all the same: there is another
 * end mark behind them, so the first one was part of the text and not the terminal's. */
size_t paste_smuggled(const char *bytes, size_t len);

/* Whether bytes that came in one go, without marks, were pasted: nobody types a table. Where one is
 * asked for (`asked`) a long piece with a TAB or a line end within it is enough; elsewhere there
 * must be two lines with a TAB in each. */
bool paste_is_table(const char *bytes, size_t len, bool asked);

#endif
