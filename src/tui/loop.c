/* The loop: the only place that waits.
 *
 * Keys are taken until none is waiting, then the screen is brought up to date once: fifty keys in
 * one burst cost one refresh. Twice a second, keys or not, the session is asked whether somebody
 * else has changed the board; that sends nothing unless something has. */
#include "duban/tui.h"

#include "duban/session.h"
#include "tui/input.h"
#include "tui/screen.h"
#include "tui/term.h"
#include "tui/theme.h"

#define TICK_MS    500
#define BURST_KEYS 5000 /* so that a flood of keys is seen to be worked on */

struct loop {
    struct term term;
    struct theme theme;
    struct input input;
    struct duban_session *session;
    bool cursor;              /* it can be seen */
    bool bell;                /* a key without a use rings */
    int64_t ticked;           /* when the session was last asked, in ms */
    int64_t seen;             /* when long work was last drawn */
    enum duban_status status; /* what came of leaving in a hurry */
    struct duban_err *err;
};

static void draw(struct loop *loop)
{
    struct canvas canvas = {stdscr, &loop->theme};
    bool cursor = screen_draw(&canvas, loop->session);

    if (cursor != loop->cursor)
        curs_set(cursor);
    loop->cursor = cursor;
    leaveok(stdscr, !cursor); /* a cursor that nobody sees need not be moved */
    wnoutrefresh(stdscr);
    doupdate();
}

/* Long work goes on: it is seen how far it is, and it can be stopped. A signal stops it, too. */
static bool goes_on(void *data)
{
    enum { SEEN_MS = 250 };
    struct loop *loop = data;
    int64_t now = term_now();

    if (now - loop->seen < SEEN_MS)
        return true;
    loop->seen = now;
    draw(loop);
    return !input_breaks(&loop->input, &loop->term) && !term_hung_up(&loop->term);
}

static unsigned give(struct loop *loop, struct duban_key key)
{
    const char *paste = key.kind == DUBAN_KEY_PASTE ? loop->input.paste.text.data : NULL;
    char at[DUBAN_INSTANT_SIZE];

    return duban_session_key(loop->session, key, paste, duban_clock_instant(at));
}

/* Alt with a key comes as Esc and the key. Where Alt means nothing, two quick keys were meant. */
static bool is_two_keys(const struct loop *loop, struct duban_key key)
{
    unsigned context = duban_ui_context(&loop->session->ui);

    return key.kind == DUBAN_KEY_ALT && !(context & DUBAN_IN_TEXT) &&
           duban_keymap_find(&loop->session->keymap, key, context) == DUBAN_COMMANDS;
}

/* What is taken for a paste that comes without marks. */
static enum input_unmarked unmarked(const struct loop *loop)
{
    unsigned context = duban_ui_context(&loop->session->ui);

    if (context & DUBAN_IN_TEXT)
        return INPUT_TYPED;
    return context & (DUBAN_IN_PASTE | DUBAN_IN_UNREAD | DUBAN_IN_IMPORT) ? INPUT_ASKED
                                                                          : INPUT_TABLE;
}

static struct duban_key next(struct loop *loop)
{
    loop->input.unmarked = unmarked(loop);
    return input_next(&loop->input, &loop->term);
}

static unsigned take_keys(struct loop *loop)
{
    unsigned react = 0;

    for (int i = 0; i < BURST_KEYS && !(react & DUBAN_REACT_QUIT); i++) {
        struct duban_key key = next(loop);

        if (key.kind == DUBAN_KEY_NONE)
            break;
        if (key.kind == DUBAN_KEY_COMING) /* to be seen, though more is waiting */
            return react | give(loop, key);
        if (is_two_keys(loop, key)) {
            react |= give(loop, DUBAN_KEY(ESC));
            key.kind = key.code == '\r' ? DUBAN_KEY_ENTER : DUBAN_KEY_CHAR;
        }
        if (!(react & DUBAN_REACT_QUIT))
            react |= give(loop, key);
    }
    return react;
}

/* Whoever types without a pause must see what others do, too. */
static bool is_due(const struct loop *loop)
{
    return term_now() - loop->ticked >= TICK_MS;
}

static unsigned tick(struct loop *loop)
{
    char at[DUBAN_INSTANT_SIZE];

    loop->ticked = term_now();
    return duban_session_tick(loop->session, duban_clock_today(), duban_clock_instant(at));
}

static unsigned wait_and_work(struct loop *loop, int patience)
{
    int waits = input_patience(&loop->input, patience);
    bool ready = term_wait(&loop->term, waits) || waits < patience;
    unsigned events = term_events(&loop->term), react = 0;

    if (events & (TERM_LEAVE | TERM_GONE)) {
        loop->status = duban_session_leave(loop->session, loop->err);
        return DUBAN_REACT_QUIT;
    }
    if (events & TERM_RESIZED)
        react |= DUBAN_REACT_DRAW;
    if (events & TERM_REDRAW)
        react |= DUBAN_REACT_REDRAW;
    if (ready)
        react |= take_keys(loop);
    if (!ready || (is_due(loop) && !(react & DUBAN_REACT_QUIT)))
        react |= tick(loop);
    return react;
}

static void run(struct loop *loop)
{
    unsigned react = DUBAN_REACT_DRAW;

    while (!(react & DUBAN_REACT_QUIT)) {
        if (react & DUBAN_REACT_REDRAW)
            clearok(curscr, TRUE);
        if (react & (DUBAN_REACT_DRAW | DUBAN_REACT_REDRAW))
            draw(loop);
        if ((react & DUBAN_REACT_BELL) && loop->bell)
            term_beep();
        react = wait_and_work(loop, react & DUBAN_REACT_SOON ? 0 : TICK_MS);
    }
}

enum duban_status duban_tui(struct duban_request *request, struct duban_err *err)
{
    struct loop loop = {.input = INPUT_INIT, .err = err};
    char at[DUBAN_INSTANT_SIZE];
    enum duban_status status = duban_session_open(&loop.session, request, duban_clock_today(),
                                                  duban_clock_instant(at), err);

    if (status)
        return status;
    status = term_open(&loop.term, err);
    if (!status) {
        theme_init(&loop.theme, loop.term.mono ||
                                    duban_settings_is(&request->settings, DUBAN_SETTING_COLOURS,
                                                      "never"));
        theme_use(&loop.theme, &request->settings);
        loop.bell = duban_settings_is(&request->settings, DUBAN_SETTING_BELL, "on");
        loop.session->goes_on = goes_on;
        loop.session->goes_on_data = &loop;
        run(&loop);
        term_close(&loop.term);
        status = loop.status;
    }
    input_release(&loop.input);
    duban_session_close(loop.session);
    return status;
}
