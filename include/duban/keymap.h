/* From keys to commands. */
#ifndef DUBAN_KEYMAP_H
#define DUBAN_KEYMAP_H

#include "duban/command.h"
#include "duban/err.h"
#include "duban/key.h"

#include <stddef.h>

struct duban_binding {
    struct duban_key key;
    unsigned contexts;
    enum duban_command command;
};

struct duban_keymap {
    struct duban_binding *bindings;
    size_t n, cap;
    int count; /* the count typed so far, shown while pending; 0: none */
};

enum duban_feed {
    DUBAN_FEED_UNBOUND, /* no command: text for an editor, or a key without a use */
    DUBAN_FEED_PENDING, /* part of something longer: a count */
    DUBAN_FEED_COMMAND,
};

struct duban_fed {
    enum duban_feed feed;
    enum duban_command command;
    int count; /* ≥ 1; 1 when none was typed */
};

#define DUBAN_COUNT_MAX 9999

/* A keymap with the default keys. */
void duban_keymap_init(struct duban_keymap *keymap);
void duban_keymap_release(struct duban_keymap *keymap);

/* Binds a key in some contexts, taking it away from what it did there. DUBAN_REFUSED when `key` is
 * no key. */
enum duban_status duban_keymap_bind(struct duban_keymap *keymap, const char *key, unsigned contexts,
                                    enum duban_command command, struct duban_err *err);

/* Gives a command the keys of `keys` (names separated by blanks, none: "") instead of those it has,
 * as a line of the settings does. DUBAN_REFUSED, and all as it was, when one is no key, or would
 * take a character away from where text is written. */
enum duban_status duban_keymap_rebind(struct duban_keymap *keymap, enum duban_command command,
                                      const char *keys, struct duban_err *err);

/* Binds what the settings say; what is wrong there becomes a fault of theirs. */
struct duban_settings;
void duban_keymap_use(struct duban_keymap *keymap, struct duban_settings *settings);

/* Appends a command's keys as people read them, at most `max` of them (0: all): "k ↑", "Enter". */
void duban_keymap_keys(struct duban_buf *out, const struct duban_keymap *keymap,
                       enum duban_command command, unsigned max);

/* The command of `key` in `context`; DUBAN_COMMANDS when it has none. Outside text a full-width or
 * Chinese punctuation key acts as its ASCII key. */
enum duban_command duban_keymap_find(const struct duban_keymap *keymap, struct duban_key key,
                                     unsigned context);

/* Takes one key. Outside text, digits that are not bound themselves begin a count, and any digit
 * continues one; Esc takes it back, and does nothing else. */
struct duban_fed duban_keymap_feed(struct duban_keymap *keymap, struct duban_key key,
                                   unsigned context);

#endif
