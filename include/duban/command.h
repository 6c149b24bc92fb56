/* The commands of the screen: what can be done, where, and by which keys.
 *
 * One table (commands.def) is behind all of it. A command that is refused on this board or without
 * a card is still a command; duban_session_allows() (session.h) tells what can be done right now.
 */
#ifndef DUBAN_COMMAND_H
#define DUBAN_COMMAND_H

#include "duban/buf.h"

enum duban_command {
#define COMMAND(id, name, handler, argument, contexts, flags, keys, group, rank, hint, ...) \
    DUBAN_COMMAND_##id,
#include "duban/commands.def"
#undef COMMAND
    DUBAN_COMMANDS, /* how many; also "none" */
};

/* Where a key is given. Exactly one at a time (duban_ui_context); a set of them in the table. */
enum {
    DUBAN_IN_BOARD = 1u << 0,
    DUBAN_IN_CARD = 1u << 1,
    DUBAN_IN_HISTORY = 1u << 2,
    DUBAN_IN_BIN = 1u << 3,
    DUBAN_IN_HELP = 1u << 4,
    DUBAN_IN_FORM = 1u << 5,
    DUBAN_IN_PROMPT = 1u << 6,
    DUBAN_IN_MENU = 1u << 7,
    DUBAN_IN_CONFIRM = 1u << 8,
    DUBAN_IN_OFFER = 1u << 9, /* in a form or a prompt where a name is offered and chosen; keys that
                                 it does not bind go to what is below */
    DUBAN_IN_PASTE = 1u << 10,  /* the import screen, waiting for a table */
    DUBAN_IN_UNREAD = 1u << 11, /* the same with one that could not be read */
    DUBAN_IN_IMPORT = 1u << 12, /* and with one that could */
    DUBAN_IN_ROW = 1u << 13,    /* one row of it */
};
#define DUBAN_CONTEXTS 14

/* In these a character is text, and only what is bound explicitly is a command. */
#define DUBAN_IN_TEXT (DUBAN_IN_FORM | DUBAN_IN_PROMPT | DUBAN_IN_OFFER)

enum {
    DUBAN_COMMAND_MUTATES = 1u << 0, /* refused on a read-only board */
    DUBAN_COMMAND_NEEDS = 1u << 1,   /* needs a selected card */
    DUBAN_COMMAND_ASKS = 1u << 2,    /* asks before it does anything */
    DUBAN_COMMAND_COUNT = 1u << 3,   /* a count multiplies its argument */
    DUBAN_COMMAND_PHASE = 1u << 4,   /* needs a phase */
    DUBAN_COMMAND_LISTS = 1u << 5,   /* needs a prompt that lists what can be written */
    DUBAN_COMMAND_BULK = 1u << 6,    /* goes to the marked cards, where there are any */
    DUBAN_COMMAND_CLEARS = 1u << 7,  /* only where there are marks or a filter to clear */
    DUBAN_COMMAND_OFFERS = 1u << 8,  /* only where the prompt has something to offer */
};

/* What may stand behind a command's name on the command line of the screen. */
enum duban_takes {
    DUBAN_TAKES_NOTHING,
    DUBAN_TAKES_PHASE,    /* a name, a part of it, or its number */
    DUBAN_TAKES_STATUS,   /* 已完成 */
    DUBAN_TAKES_UNITS,    /* departments, as in a lead cell */
    DUBAN_TAKES_DEADLINE, /* 7月中旬前 */
    DUBAN_TAKES_WORDS,    /* any text */
    DUBAN_TAKES_PATH,     /* a file */
    DUBAN_TAKES,          /* how many */
};

/* The chapters of the help screen, in their order. */
enum duban_command_group {
    DUBAN_GROUP_MOVE,
    DUBAN_GROUP_CARD,
    DUBAN_GROUP_PLAN,
    DUBAN_GROUP_VIEW,
    DUBAN_GROUP_IMPORT,
    DUBAN_GROUP_FRAME,
    DUBAN_GROUP_FORM,
    DUBAN_GROUPS,
};

struct duban_command_info {
    const char *name;
    const char *keys; /* default keys, notation of key.h, separated by blanks */
    unsigned contexts, flags;
    int argument;
    enum duban_command_group group;
    int rank;         /* in the footer, from 1; 0: not there, -1: before all others */
    const char *hint; /* look it up with _(); NULL when rank is 0 */
    const char *help; /* look it up with _() */
    enum duban_takes takes;
};

const struct duban_command_info *duban_command_info(enum duban_command command);

/* The command of that name; DUBAN_COMMANDS when there is none. */
enum duban_command duban_command_find(const char *name);

/* What it takes, in a word: 阶段. NULL: nothing. */
const char *duban_command_takes(enum duban_command command);

/* A group's title, translated. */
const char *duban_command_group_title(enum duban_command_group group);

/* Appends the default keys as people read them, at most `max` of them (0: all): "k ↑", "Enter". */
void duban_command_keys(struct duban_buf *out, enum duban_command command, unsigned max);

#endif
