/* From bytes to keys.
 *
 * The terminal is read here in blocks, past curses, which would take a paste byte by byte and end a
 * key that comes in two pieces; what a sequence means, curses knows (key_defined). The UTF-8 is
 * decoded here: get_wch() would swallow up to 145 keys after one byte that is not UTF-8. */
#include "tui/input.h"

#include "duban/text.h"
#include "tui/keys.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#define ESCAPE      27
#define CTRL_C      3
#define REPLACEMENT 0xFFFDu

enum {
    ESCAPE_MS = 25,    /* Esc is a key when nothing follows it for so long */
    SEQUENCE_MS = 200, /* nobody types Esc [ 2: the rest may be on its way on a slow line */
    QUIET_MS = 1000,   /* so long nothing comes when all has come */
    STALLED_MS = 3000, /* a paste that seems to have stopped */
    TELL_MS = 250,     /* how often it is told how much has come */
    GLANCE_MS = 100,   /* how often a paste is looked after that sends nothing */
};

void input_release(struct input *input)
{
    paste_release(&input->paste);
}

/* --- Bytes ------------------------------------------------------------------------------------ */

static size_t waiting(const struct input *input)
{
    return input->len - input->at;
}

/* Reads more, when some comes within `patience` ms; false when none came, or there is no room. */
static bool fill(struct input *input, struct term *term, int patience)
{
    struct pollfd fd = {.fd = term->tty, .events = POLLIN};
    ssize_t n;

    if (input->at > 0) {
        memmove(input->bytes, input->bytes + input->at, waiting(input));
        input->len -= input->at;
        input->at = 0;
    }
    if (input->len == sizeof input->bytes || poll(&fd, 1, patience) <= 0 || !(fd.revents & POLLIN))
        return false;
    n = read(term->tty, input->bytes + input->len, sizeof input->bytes - input->len);
    if (n <= 0)
        return false;
    input->len += (size_t)n;
    return true;
}

/* Whether byte number `i` of those waiting is there, or comes soon. */
static bool comes(struct input *input, struct term *term, size_t i)
{
    while (waiting(input) <= i)
        if (!fill(input, term, i == 1 ? ESCAPE_MS : SEQUENCE_MS))
            return false;
    return true;
}

/* --- Characters ------------------------------------------------------------------------------- */

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

static struct duban_key from_code(uint32_t code)
{
    if (code < 0x20 || code == 0x7F)
        return keys_from_control((int)code);
    if (code >= 0x80 && code < 0xA0)
        return DUBAN_KEY(NONE);
    return DUBAN_KEY_OF(CHAR, code);
}

/* The sequence is whole, or can never be. */
static struct duban_key finish_sequence(struct input *input)
{
    char bytes[5] = {0};
    const char *p = bytes;

    memcpy(bytes, input->sequence, input->have);
    input->have = input->want = 0;
    return from_code(duban_text_next(&p));
}

/* Takes one of the bytes that are waiting, or leaves it when it cannot belong to the sequence. */
static struct duban_key take_byte(struct input *input)
{
    unsigned char byte = (unsigned char)input->bytes[input->at];

    if (input->have > 0 && (byte & 0xC0) != 0x80) {
        input->have = input->want = 0;
        return DUBAN_KEY_OF(CHAR, REPLACEMENT);
    }
    input->at++;
    if (input->have == 0) {
        input->want = sequence_length(byte);
        if (input->want == 1)
            return from_code(byte);
        if (input->want == 0)
            return DUBAN_KEY_OF(CHAR, REPLACEMENT);
    }
    input->sequence[input->have++] = (char)byte;
    return input->have == input->want ? finish_sequence(input) : DUBAN_KEY(NONE);
}

/* --- Escape sequences ------------------------------------------------------------------------- */

/* curses' number of the key whose bytes are waiting, taken; 0: none that is known. */
static int take_known(struct input *input, struct term *term)
{
    char bytes[32] = {0};

    for (size_t n = 0; n + 1 < sizeof bytes && comes(input, term, n); n++) {
        int value;

        bytes[n] = input->bytes[input->at + n];
        value = key_defined(bytes);
        if (value >= 0) {
            input->at += value > 0 ? n + 1 : 0;
            return value;
        }
    }
    return 0;
}

/* The length of a sequence behind Esc that means nothing here (Shift-F5, a report of the focus):
 * its bytes are no keys. 0: it is none. */
static size_t unknown_length(struct input *input, struct term *term)
{
    const char *p = input->bytes + input->at;
    size_t n = 2;

    if (waiting(input) < 3 || (p[1] != '[' && p[1] != 'O'))
        return 0;
    if (p[1] == 'O')
        return 3;
    while (comes(input, term, n) && input->bytes[input->at + n] >= 0x20 &&
           input->bytes[input->at + n] < 0x40)
        n++;
    if (waiting(input) <= n)
        return 0;
    return n == 2 && input->bytes[input->at + n] == '[' && comes(input, term, 3) ? 4 : n + 1;
}

/* Esc, or Alt with the key that comes in one go with it. */
static struct duban_key take_escape(struct input *input, struct term *term)
{
    size_t unknown = unknown_length(input, term);
    unsigned char next;
    struct duban_key key;

    if (unknown > 0) {
        input->at += unknown;
        return DUBAN_KEY(NONE);
    }
    input->at++;
    next = waiting(input) > 0 ? (unsigned char)input->bytes[input->at] : ESCAPE;
    if ((next < 0x20 && next != '\r') || next == 0x7F)
        return DUBAN_KEY(ESC);
    if (next == '\r') {
        input->at++;
        return DUBAN_KEY_OF(ALT, '\r');
    }
    do
        key = take_byte(input);
    while (key.kind == DUBAN_KEY_NONE && comes(input, term, 0));
    return key.kind == DUBAN_KEY_CHAR ? DUBAN_KEY_OF(ALT, key.code) : DUBAN_KEY(ESC);
}

static void begin_paste(struct input *input, enum input_state state)
{
    input->state = state;
    input->stalled = false;
    input->heard = input->told = term_now();
    paste_begin(&input->paste);
}

static bool is_control(unsigned char byte)
{
    return byte < 0x20 || byte == 0x7F;
}

/* What is waiting, as a key; NONE also for what is none, and when a paste begins. */
static struct duban_key take_key(struct input *input, struct term *term)
{
    const char *bytes = input->bytes + input->at;
    int value;

    if (input->have > 0)
        return take_byte(input);
    if (input->unmarked != INPUT_TYPED &&
        paste_is_table(bytes, waiting(input), input->unmarked == INPUT_ASKED)) {
        begin_paste(input, INPUT_BURSTS);
        return DUBAN_KEY(NONE);
    }
    if (!is_control((unsigned char)*bytes))
        return take_byte(input);
    value = take_known(input, term);
    if (value == KEYS_PASTE_BEGIN)
        begin_paste(input, INPUT_PASTES);
    else if (value > 0)
        return keys_from_curses(value);
    else if (input->bytes[input->at] == ESCAPE)
        return take_escape(input, term);
    else
        return take_byte(input);
    return DUBAN_KEY(NONE);
}

/* --- Pastes ----------------------------------------------------------------------------------- */

static struct duban_key end_paste(struct input *input, uint32_t how)
{
    input->state = INPUT_KEYS;
    paste_finish(&input->paste);
    return DUBAN_KEY_OF(PASTE, input->paste.cut ? DUBAN_PASTE_CUT : how);
}

/* How much has come so far, to be told; NONE when it was told just now. */
static struct duban_key tell(struct input *input, int64_t now, bool stalled)
{
    if (stalled ? input->stalled : now - input->told < TELL_MS)
        return DUBAN_KEY(NONE);
    input->told = now;
    input->stalled = stalled;
    return stalled ? DUBAN_KEY_OF(STALLED, (uint32_t)input->paste.seen)
                   : DUBAN_KEY_OF(COMING, (uint32_t)input->paste.seen);
}

/* Somebody has had enough of waiting for the rest. The key comes alone: it may be a part of what is
 * pasted, too. */
static bool is_broken_off(struct input *input, struct term *term)
{
    char byte = input->bytes[input->at];

    return input->stalled && waiting(input) == 1 && (byte == ESCAPE || byte == CTRL_C) &&
           !comes(input, term, 1);
}

static bool more(struct input *input, struct term *term)
{
    return waiting(input) > 0 || fill(input, term, 0);
}

static struct duban_key next_pasted(struct input *input, struct term *term)
{
    struct duban_key key = DUBAN_KEY(NONE);
    size_t taken;

    while (key.kind == DUBAN_KEY_NONE && more(input, term)) {
        if (is_broken_off(input, term)) {
            input->at = input->len;
            input->heard = term_now();
            input->state = INPUT_SWALLOWS;
            return DUBAN_KEY(NONE);
        }
        input->stalled = false;
        input->heard = term_now();
        if (paste_take(&taken, &input->paste, input->bytes + input->at, waiting(input))) {
            input->at += taken;
            input->at += paste_smuggled(input->bytes + input->at, waiting(input));
            return end_paste(input, DUBAN_PASTE_WHOLE);
        }
        input->at = input->len;
        key = tell(input, input->heard, false);
    }
    if (key.kind == DUBAN_KEY_NONE && term_now() - input->heard >= STALLED_MS)
        key = tell(input, term_now(), true);
    return key;
}

/* What comes without marks, and what comes behind a paste that was broken off. */
static struct duban_key next_until_quiet(struct input *input, struct term *term)
{
    bool kept = input->state == INPUT_BURSTS;

    while (more(input, term)) {
        if (kept)
            paste_add(&input->paste, input->bytes + input->at, waiting(input));
        input->at = input->len;
        input->heard = term_now();
        if (kept && input->heard - input->told >= TELL_MS)
            return tell(input, input->heard, false);
    }
    if (term_now() - input->heard < QUIET_MS)
        return DUBAN_KEY(NONE);
    return end_paste(input, kept ? DUBAN_PASTE_WHOLE : DUBAN_PASTE_BROKEN);
}

/* --- Keys ------------------------------------------------------------------------------------- */

struct duban_key input_next(struct input *input, struct term *term)
{
    struct duban_key key = DUBAN_KEY(NONE);

    while (key.kind == DUBAN_KEY_NONE && input->state == INPUT_KEYS && more(input, term))
        key = take_key(input, term);
    if (key.kind != DUBAN_KEY_NONE)
        return key;
    switch (input->state) {
    case INPUT_KEYS: break;
    case INPUT_PASTES: return next_pasted(input, term);
    case INPUT_BURSTS:
    case INPUT_SWALLOWS: return next_until_quiet(input, term);
    }
    return key;
}

bool input_breaks(struct input *input, struct term *term)
{
    char last;

    fill(input, term, 0);
    if (input->state != INPUT_KEYS || waiting(input) == 0)
        return false;
    last = input->bytes[input->len - 1];
    if (last != ESCAPE && last != CTRL_C)
        return false;
    input->at = input->len;
    return true;
}

int input_patience(const struct input *input, int patience)
{
    if (waiting(input) > 0)
        return 0;
    return input->state == INPUT_KEYS || patience < GLANCE_MS ? patience : GLANCE_MS;
}
