/* The settings of a person: how duban looks and which keys it takes, never what a board holds.
 *
 * One file, in the form of git's and many others' settings (INI):
 *
 *     lang = zh                 # one setting a line, see settings.def
 *     borders = ascii
 *     [keys]
 *     done = x F8               # a command of commands.def, and all the keys it has from now on
 *     [colours]
 *     overdue = 196 bold        # a role of roles.def, and its look
 *
 * A line that cannot be understood is told and passed over: a slip of the pen must not lock anybody
 * out of the board.
 */
#ifndef DUBAN_SETTINGS_H
#define DUBAN_SETTINGS_H

#include "duban/err.h"

#include <stdbool.h>
#include <stddef.h>

enum duban_setting {
#define SETTING(id, name, preset, others, help) DUBAN_SETTING_##id,
#include "duban/settings.def"
#undef SETTING
    DUBAN_SETTINGS,
};

/* A line of one of the sections, not yet looked into. */
struct duban_setting_line {
    char *name, *value; /* owned */
    unsigned long line;
};

struct duban_setting_lines {
    struct duban_setting_line *items;
    size_t n, cap;
};

struct duban_settings {
    char *path;                    /* NULL: none was read */
    char *values[DUBAN_SETTINGS]; /* NULL: the default */
    struct duban_setting_lines keys, colours;
    struct duban_err *faults; /* what could not be understood, each with file and line */
    size_t n_faults, cap_faults;
};

void duban_settings_init(struct duban_settings *settings);
void duban_settings_release(struct duban_settings *settings);

/* Reads the file into *settings, which is initialised. A file that is not there is no fault; one
 * that cannot be read is one of `faults`. */
void duban_settings_read(struct duban_settings *settings, const char *path);

/* The value of a setting, borrowed; "" for an offset that is not set. */
const char *duban_settings_word(const struct duban_settings *settings, enum duban_setting setting);
bool duban_settings_is(const struct duban_settings *settings, enum duban_setting setting,
                       const char *word);

/* Adds a fault of a line, as whoever looks into `keys` or `colours` finds them. */
void duban_settings_fault(struct duban_settings *settings, unsigned long line, const char *name,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The time zone of a utc-offset in the words of POSIX ("<+0800>-08:00"), which needs no data base
 * of zones; owned, NULL when `offset` is none. */
char *duban_settings_zone(const char *offset);

#endif
