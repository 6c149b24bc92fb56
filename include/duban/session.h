/* The session: one person at one board, everything the full screen does but drawing and reading
 * keys.
 *
 * The screen's whole part is:
 *
 *     duban_session_open(&session, request, today, at, &err);
 *     for (;;) {
 *         layout and draw session->campaign, ->board, ->ui, ->history, ->today;
 *         session->ui.room = what there is room for;
 *         wait for a key, half a second at most
 *         key:   react = duban_session_key(session, key, paste, at);
 *         none:  react = duban_session_tick(session, today, at);
 *         DUBAN_REACT_QUIT: leave
 *     }
 *     by a signal or a lost line: duban_session_leave(session, &err);
 *     duban_session_close(session);
 */
#ifndef DUBAN_SESSION_H
#define DUBAN_SESSION_H

#include "duban/board.h"
#include "duban/keymap.h"
#include "duban/presence.h"
#include "duban/request.h"
#include "duban/store.h"
#include "duban/ui.h"

/* So many lines of the board's history are shown at most, the last ones. */
#define DUBAN_HISTORY_LINES 1000

/* What a key or a tick calls for. */
enum {
    DUBAN_REACT_DRAW = 1u << 0,   /* something that is shown has changed */
    DUBAN_REACT_REDRAW = 1u << 1, /* paint everything anew (^L) */
    DUBAN_REACT_BELL = 1u << 2,   /* the key was of no use here */
    DUBAN_REACT_QUIT = 1u << 3,
    DUBAN_REACT_SOON = 1u << 4, /* draw, then call the tick at once: there is work to do */
};

/* What is not settled with the board; a greater one is settled by less. */
enum duban_trouble {
    DUBAN_TROUBLE_NONE,
    DUBAN_TROUBLE_READING, /* over as soon as it can be read */
    DUBAN_TROUBLE_WRITING, /* over when something was written, or the user has taken note */
};

/* What the session waits for while something is asked; private to the app room. */
struct duban_wait;

/* What is kept of unsaved text; private to the app room. */
struct duban_drafts;

/* What is known of others' acts; private to the app room. */
struct duban_news;

/* What was written at prompts before; private to the app room. */
struct duban_pasts;

struct duban_session {
    struct duban_store *store;
    struct duban_campaign campaign;
    struct duban_board board; /* made from `campaign` and `today` */
    struct duban_ui ui;
    struct duban_keymap keymap;
    struct duban_history history; /* of the card in CARD, of the board in HISTORY; else empty */
    char *path;                   /* of the board */
    char *actor;
    char *backups; /* folder for a copy a day; NULL: none is made */
    int copied_on; /* the day of which there is a copy, or of which none could be made */
    int today;
    bool today_fixed; /* --today: the clock does not move it */
    bool asked_read_only; /* --read-only */
    bool read_only;       /* that, or the board is damaged */
    enum duban_trouble trouble;
    bool locked; /* whoever sits here may reach no other file */
    bool stale; /* somebody else has changed the board, and it could not be read since */
    char at[DUBAN_INSTANT_SIZE]; /* the instant of the present key */
    enum duban_command given;    /* the last one that was no answer to a question */
    bool doubtful; /* the present key has written what may not outlast a power cut */
    int64_t touched;             /* the task that the present key has written; 0: none */
    struct duban_wait *wait;
    struct duban_drafts *drafts;
    struct duban_news *news;
    struct duban_presence *presence; /* who else is editing; NULL: nobody asks */
    struct duban_pasts *pasts;
    /* Set by the screen, called now and then in the midst of long work, when the board may be drawn:
     * false when the user has had enough of it. NULL: nobody looks. */
    bool (*goes_on)(void *data);
    void *goes_on_data;
};

/* Opens request->board, takes the keys of request->settings (which gain what is wrong with them),
 * and selects the first card that is not closed of the phase whose window
 * holds today (else the first). `today` and `at` are the clock's; request->today goes before.
 * Errors are those of duban_store_open and _load. */
enum duban_status duban_session_open(struct duban_session **out, struct duban_request *request,
                                     int today, const char *at, struct duban_err *err);
void duban_session_close(struct duban_session *session);

/* The program has to end without having been asked to by its user (a signal, a lost line): what was
 * being written in a form or a prompt is kept as a draft in request->drafts, and the next session
 * of this person at this board asks about it. DUBAN_IO when it cannot be written. */
enum duban_status duban_session_leave(struct duban_session *session, struct duban_err *err);

/* One key, or with a key of kind PASTE the pasted text (NULL otherwise). Returns DUBAN_REACT_…. */
unsigned duban_session_key(struct duban_session *session, struct duban_key key, const char *paste,
                           const char *at);

/* When no key came: looks whether somebody else has changed the board, and whether the day has. */
unsigned duban_session_tick(struct duban_session *session, int today, const char *at);

/* Does a command as if its key had been pressed `count` times. */
unsigned duban_session_exec(struct duban_session *session, enum duban_command command, int count);

/* Whether a text of the task, one that is shown on its card or in its page, holds the search key. */
bool duban_search_fits(const struct duban_task *task, const char *key);

/* True when the command can be given here and now (context, card, read-only). */
bool duban_session_allows(const struct duban_session *session, enum duban_command command);

/* The commands for the footer, best first; fills at most `max`, returns how many. */
size_t duban_session_hints(const struct duban_session *session, enum duban_command *out,
                           size_t max);

/* A hint's word, translated: what the command would do right now. */
const char *duban_session_hint(const struct duban_session *session, enum duban_command command);

/* The task that a command is about: the selected card; NULL when there is none. */
const struct duban_task *duban_session_task(const struct duban_session *session);

#endif
