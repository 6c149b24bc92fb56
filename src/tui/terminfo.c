/* Which terminals can be used. Asked before curses starts, which would not give back all it takes
 * when it fails. A file of its own, because <term.h> makes macros of many short words. */
#include "tui/terminfo.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

/* Nothing of a full screen can be shown on these. */
static const char *const hopeless[] = {"dumb", "hardcopy", "unknown", "network", "dialup"};

/* All of xterm's kind. */
static const char *const kin[] = {"alacritty", "contour", "foot",    "ghostty", "gnome",
                                  "iTerm",     "kitty",   "konsole", "mintty",  "putty",
                                  "st-",       "vte",     "wezterm", "xterm"};

static bool known(const char *name)
{
    int found;

    if (setupterm(name, STDOUT_FILENO, &found) != OK)
        return false;
    del_curterm(cur_term);
    return true;
}

const char *terminfo_name(const char *name)
{
    const char *other = strstr(name, "256color") ? "xterm-256color" : "xterm";

    for (size_t i = 0; i < sizeof hopeless / sizeof *hopeless; i++) {
        if (strcmp(name, hopeless[i]) == 0)
            return NULL;
    }
    if (known(name))
        return name;
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++) {
        if (strncmp(name, kin[i], strlen(kin[i])) == 0)
            return known(other) ? other : NULL;
    }
    return NULL;
}
