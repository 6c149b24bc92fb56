/* What terminals send for the keys that curses has no name for, or not the right one. */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "duban/key.h"

#include <curses.h>

enum {
    KEYS_PASTE_BEGIN = KEY_MAX + 1,
    KEYS_PASTE_END,
    KEYS_CTRL_LEFT,
    KEYS_CTRL_RIGHT,
};

/* Teaches the running curses the sequences. */
void keys_define(void);

/* The key that a value of wgetch() above 255 is; NONE for those duban has no use for. */
struct duban_key keys_from_curses(int value);

/* The key that a control character (0–31, 127) is. */
struct duban_key keys_from_control(int byte);

#endif
