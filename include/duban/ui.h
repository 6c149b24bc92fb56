/* What the screen shows, as plain data.
 *
 * The session changes it, the screen draws it and decides nothing. Geometry is not here, with two
 * exceptions: what the screen scrolls (first column, first rows: kept here between frames, moved by
 * the layout so that the selection can be seen) and what it has room for (`room`, told before each
 * key, so that a page is a page).
 */
#ifndef DUBAN_UI_H
#define DUBAN_UI_H

#include "duban/board.h"
#include "duban/command.h"
#include "duban/form.h"
#include "duban/importing.h"
#include "duban/lineedit.h"
#include "duban/offer.h"
#include "duban/sift.h"

enum duban_view {
    DUBAN_VIEW_BOARD,
    DUBAN_VIEW_CARD,
    DUBAN_VIEW_HISTORY,
    DUBAN_VIEW_BIN,
    DUBAN_VIEW_HELP,
    DUBAN_VIEW_IMPORT,
    DUBAN_VIEW_ROW, /* of the import */
    DUBAN_VIEWS,
};

enum duban_tone { DUBAN_TONE_INFO, DUBAN_TONE_WARN, DUBAN_TONE_ERROR };

/* Written by the screen after each frame. */
struct duban_room {
    size_t cards; /* rows of the current column that are in sight, at least 1 */
    size_t lines; /* lines of the current view or menu that are in sight, at least 1 */
    size_t total; /* lines that the view has altogether */
};

/* One for each column that was scrolled or opened. */
struct duban_ui_column {
    int64_t id;
    size_t first; /* first row in sight; the screen's */
    bool open;
};

/* A card that somebody else has changed, marked until that second, or until it was looked at. */
struct duban_ui_fresh {
    int64_t task;
    int64_t until;
};

#define DUBAN_FRESH_SECONDS 60

/* What lies over the view (or over the form) and takes the keys. */
enum duban_overlay {
    DUBAN_OVERLAY_NONE,
    DUBAN_OVERLAY_PROMPT,
    DUBAN_OVERLAY_MENU,
    DUBAN_OVERLAY_CONFIRM,
};

struct duban_menu_item {
    char *text;
    char *keys; /* shown at its right, or NULL */
    int64_t value;
};

struct duban_menu {
    char *title;
    char *preface; /* lines above the items: what is to be known before choosing; or NULL */
    struct duban_menu_item *items;
    size_t n, cap, at;
    size_t first; /* first item in sight; the screen's */
};

/* A line asked for at the bottom of the screen. */
struct duban_prompt {
    char *label; /* 原因（可不填） */
    struct duban_lineedit edit;
    char *reading;              /* shown behind or above it, or NULL */
    bool doubtful;              /* it is to be looked at again */
    char *error;                /* why the last answer was refused, or NULL */
    struct duban_offers offers; /* names that may be put in; shown above it */
    /* On the command line, what can be written next, shown above it; `keys` is what it means, `at`
     * n: none is chosen. */
    struct duban_menu list;
};

/* Which cards are shown: a query in use, or none. */
struct duban_filter {
    char *text;                /* as it was typed; NULL: every card is shown */
    struct duban_query *query; /* what it asks for; NULL with it */
    int today;                 /* the day it was read on: due:week means another week later */
};

/* Which lines of the history are shown, or all of them. */
struct duban_sifting {
    char *text;              /* as it was typed; NULL: all */
    struct duban_sift *sift; /* NULL with it */
    int today;               /* the day it was read on */
};

/* Marked tasks. */
struct duban_marks {
    int64_t *ids; /* ascending */
    size_t n, cap;
};

/* What is looked for, and marked wherever it is shown. */
struct duban_search {
    char *text;           /* as it was written; NULL: nothing */
    char *key;            /* as a search key (text.h) */
    enum duban_view view; /* where the hits were counted */
    size_t n;             /* hits: cards of the board; in a page places, counted by the screen */
    size_t at;            /* the chosen one, from 1; 0: none */
    bool typing;          /* the prompt asks for it */
    bool seek; /* the screen is to bring it into sight, of a page, or choose the first from the
                  present line on; cleared by it */
};

#define DUBAN_VIEW_DEPTH 8

struct duban_ui {
    enum duban_view views[DUBAN_VIEW_DEPTH]; /* a stack; views[0] is the board */
    size_t n_views;                          /* at least 1 */

    /* The selection: held by ids, found anew after every change; the indices are its place on the
     * board as it is now. */
    int64_t column_id, task_id; /* task_id 0: the fold row, or nothing in an empty column */
    size_t column, row;         /* indices into the board; both 0 when there is nothing */

    struct duban_ui_column *columns;
    size_t n_columns, cap_columns;
    size_t first_column; /* first column in sight; the screen's */
    enum duban_grouping grouping;
    enum duban_sorting sorting;
    struct duban_filter filter;
    struct duban_sifting sifting;
    struct duban_marks marks;
    size_t scroll[DUBAN_VIEWS]; /* first line in sight of CARD, HISTORY, HELP, BIN */
    size_t bin_at;              /* the chosen line of the bin: index into campaign->bin */

    char *message; /* NULL: none; gone with the next key */
    enum duban_tone tone;
    char *trouble; /* what is not settled yet; shown while nothing else is said; or NULL */

    enum duban_overlay overlay;
    struct duban_prompt prompt;
    struct duban_menu menu;
    char *question; /* of CONFIRM: 把这项任务放入回收站？ */

    struct duban_search search;
    struct duban_ui_fresh *fresh;
    size_t n_fresh, cap_fresh;

    struct duban_form *form; /* NULL: none. Below the overlay, above the view */

    struct duban_importing *importing; /* of the views IMPORT and ROW; else NULL */

    struct duban_room room;
};

void duban_ui_init(struct duban_ui *ui);
void duban_ui_release(struct duban_ui *ui);

/* The view on top, and where a key given now goes (one of DUBAN_IN_…); and where one goes that has
 * no use there: elsewhere only in DUBAN_IN_OFFER. */
enum duban_view duban_ui_view(const struct duban_ui *ui);
unsigned duban_ui_context(const struct duban_ui *ui);
unsigned duban_ui_context_below(const struct duban_ui *ui);

/* What is being written now and the names offered for it: a prompt's, else a form's field; NULL
 * when nothing is. */
struct duban_lineedit *duban_ui_edit(struct duban_ui *ui);
struct duban_offers *duban_ui_offers(struct duban_ui *ui);

/* Makes the board as it is to be shown; `seen` as in duban_arrangement. */
void duban_ui_arrange(struct duban_board *out, const struct duban_ui *ui,
                      const struct duban_campaign *campaign, int today, int64_t seen);

/* Makes `text` the filter in use; one of blanks ends it. DUBAN_USAGE, with the place of the mistake:
 * it cannot be read, and nothing has changed. */
enum duban_status duban_filter_set(struct duban_filter *filter, const char *text, int today,
                                   struct duban_err *err);

/* Reads it anew on another day. */
void duban_filter_follow(struct duban_filter *filter, int today);
void duban_filter_release(struct duban_filter *filter);

/* The same for the history; a mistake is told by its word. */
enum duban_status duban_sifting_set(struct duban_sifting *sifting, const char *text, int today,
                                    struct duban_err *err);
void duban_sifting_follow(struct duban_sifting *sifting, int today);
void duban_sifting_release(struct duban_sifting *sifting);

bool duban_marks_hold(const struct duban_marks *marks, int64_t id);
void duban_marks_set(struct duban_marks *marks, int64_t id, bool marked);

/* Marks every card that has a row on the board. */
void duban_marks_take(struct duban_marks *marks, const struct duban_board *board);

/* How many marked tasks have no row there: folded away, or filtered out. */
size_t duban_marks_unseen(const struct duban_marks *marks, const struct duban_board *board);

/* Takes the marks of tasks away that are no more. */
void duban_marks_prune(struct duban_marks *marks, const struct duban_campaign *campaign);
void duban_marks_release(struct duban_marks *marks);

/* The entry of a column, made when it is not there. Good until the next call. */
struct duban_ui_column *duban_ui_column(struct duban_ui *ui, int64_t id);

/* Cards changed by others: marks one, tells whether one is marked, and takes the mark off. The last
 * takes off all that have had their time at second `now`; true when there was any. */
void duban_ui_mark_fresh(struct duban_ui *ui, int64_t task, int64_t until);
bool duban_ui_is_fresh(const struct duban_ui *ui, int64_t task);
void duban_ui_seen(struct duban_ui *ui, int64_t task);
bool duban_ui_fade(struct duban_ui *ui, int64_t now);

/* Says something to the user, instead of what was said before. */
void duban_ui_say(struct duban_ui *ui, enum duban_tone tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What stands on the message line: what was said, else what is not settled; NULL: nothing. */
const char *duban_ui_note(const struct duban_ui *ui, enum duban_tone *tone);

#endif
