/* Keys: what the terminal sends, as a value; their names; what they act as.
 *
 * A key is what the user meant, free of escape sequences and of curses. Text that an input method
 * commits comes as several CHAR keys in one go; pasted text comes as one PASTE key, with the text
 * beside it.
 */
#ifndef DUBAN_KEY_H
#define DUBAN_KEY_H

#include "duban/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum duban_key_kind {
    DUBAN_KEY_NONE,     /* no key: nothing was waiting */
    DUBAN_KEY_CHAR,     /* code: a code point that is no control character */
    DUBAN_KEY_CTRL,     /* code: 'a' … 'z', or one of @ [ \ ] ^ _ */
    DUBAN_KEY_ALT,      /* code: the code point typed with Alt (after Esc); '\r' is Alt-Enter */
    DUBAN_KEY_FUNCTION, /* code: n of Fn, from 1 */
    DUBAN_KEY_ENTER,
    DUBAN_KEY_ESC,
    DUBAN_KEY_TAB,
    DUBAN_KEY_BACKTAB, /* Shift-Tab */
    DUBAN_KEY_BACKSPACE,
    DUBAN_KEY_DELETE,
    DUBAN_KEY_INSERT,
    DUBAN_KEY_UP,
    DUBAN_KEY_DOWN,
    DUBAN_KEY_LEFT,
    DUBAN_KEY_RIGHT,
    DUBAN_KEY_HOME,
    DUBAN_KEY_END,
    DUBAN_KEY_PAGE_UP,
    DUBAN_KEY_PAGE_DOWN,
    DUBAN_KEY_CTRL_LEFT,
    DUBAN_KEY_CTRL_RIGHT,
    DUBAN_KEY_PASTE,   /* the text comes beside it; code: one of DUBAN_PASTE_… */
    DUBAN_KEY_COMING,  /* a paste is coming in; code: so many bytes have come */
    DUBAN_KEY_STALLED, /* the same, and nothing more has come for some seconds: Esc breaks it off */
    DUBAN_KEY_RESIZE, /* the terminal has another size */
};

enum {
    DUBAN_PASTE_WHOLE,
    DUBAN_PASTE_CUT,    /* it was too long: nothing of it was kept */
    DUBAN_PASTE_BROKEN, /* broken off before its end came: the text is its beginning */
};

struct duban_key {
    enum duban_key_kind kind;
    uint32_t code; /* 0 for the kinds that have none */
};

/* `struct duban_key` values in place: DUBAN_KEY(ENTER), DUBAN_KEY_OF(CTRL, 'f'). */
#define DUBAN_KEY(kind)          ((struct duban_key){DUBAN_KEY_##kind, 0})
#define DUBAN_KEY_OF(kind, code) ((struct duban_key){DUBAN_KEY_##kind, (code)})

bool duban_key_equal(struct duban_key a, struct duban_key b);

/* Appends the name of a key as help and settings write it: "k", "Space", "^F", "M-x", "F1",
 * "Enter", "Esc", "Tab", "S-Tab", "Backspace", "Del", "Ins", "Up", "PgDn", "C-Left" … NONE appends
 * nothing. */
void duban_key_format(struct duban_buf *out, struct duban_key key);

/* The same for people to read: arrows as arrows, which are shorter and the same in every language.
 */
void duban_key_show(struct duban_buf *out, struct duban_key key);

/* Reads such a name; names of more than one letter in any case, with the usual other spellings
 * (Return, PageDown, Backtab, C-f, 空格, 回车 …). False, and *key untouched, when it is none. */
bool duban_key_parse(struct duban_key *key, const char *name);

/* The key that `key` acts as outside of text fields, where an input method may be on: full-width
 * forms and Chinese punctuation as the ASCII key they sit on (：as :, ／ and 、as /, 。as ., 《 as
 * <, Ａ as A, a full-width blank as Space). Any other key is itself. */
struct duban_key duban_key_ascii(struct duban_key key);

#endif
