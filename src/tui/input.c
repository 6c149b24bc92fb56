/* From bytes to keys.
 *
 * curses takes escape sequences apart (wgetch on a pad, which draws nothing), the UTF-8 is decoded
 * here: get_wch() would swallow up to 145 keys after one byte that is not UTF-8. */
#include "tui/input.h"

#include "duban/text.h"
#include "tui/keys.h"

#include <string.h>

#define PASTE_PATIENCE_MS 3000 /* a paste whose end does not come is over */
#define ESCAPE            27
#define REPLACEMENT       0xFFFDu

void input_release(struct input *input)
{
    duban_buf_release(&input->paste);
}

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

static struct duban_key take_byte(struct input *input, unsigned char byte)
{
    if (input->have == 0) {
        input->want = sequence_length(byte);
        if (input->want == 1)
            return from_code(byte);
        if (input->want == 0)
            return DUBAN_KEY_OF(CHAR, REPLACEMENT);
    } else if ((byte & 0xC0) != 0x80) {
        input->have = input->want = 0;
        ungetch(byte);
        return DUBAN_KEY_OF(CHAR, REPLACEMENT);
    }
    input->sequence[input->have++] = (char)byte;
    return input->have == input->want ? finish_sequence(input) : DUBAN_KEY(NONE);
}

/* CR, and CR LF, as terminals send line ends, become LF. */
static void take_pasted(struct input *input, int value, int *last)
{
    if (value == '\n' && *last == '\r')
        return;
    if (input->paste.len < INPUT_PASTE_MAX)
        duban_buf_addc(&input->paste, value == '\r' ? '\n' : (char)value);
    else
        input->cut = true;
}

static struct duban_key read_paste(struct input *input, struct term *term)
{
    int value, last = 0;

    duban_buf_clear(&input->paste);
    input->cut = false;
    for (;;) {
        value = wgetch(term->keys);
        if (value == ERR) {
            if (!term_wait(term, PASTE_PATIENCE_MS) || term_hung_up(term))
                break;
            continue;
        }
        if (value == KEYS_PASTE_END)
            break;
        if (value <= 0xFF)
            take_pasted(input, value, &last);
        last = value;
    }
    return DUBAN_KEY_OF(PASTE, input->cut);
}

/* Esc, or Alt with the key that comes in one go with it. */
static struct duban_key read_escape(struct input *input, struct term *term)
{
    int value = wgetch(term->keys);
    struct duban_key key;

    if (value == ERR)
        return DUBAN_KEY(ESC);
    if (value > 0xFF || (value < 0x20 && value != '\r') || value == 0x7F) {
        ungetch(value);
        return DUBAN_KEY(ESC);
    }
    if (value == '\r')
        return DUBAN_KEY_OF(ALT, '\r');
    key = take_byte(input, (unsigned char)value);
    while (key.kind == DUBAN_KEY_NONE && (value = wgetch(term->keys)) != ERR && value <= 0xFF)
        key = take_byte(input, (unsigned char)value);
    return key.kind == DUBAN_KEY_CHAR ? DUBAN_KEY_OF(ALT, key.code) : DUBAN_KEY(ESC);
}

struct duban_key input_next(struct input *input, struct term *term)
{
    struct duban_key key = DUBAN_KEY(NONE);
    int value;

    while (key.kind == DUBAN_KEY_NONE && (value = wgetch(term->keys)) != ERR) {
        if (value == KEYS_PASTE_BEGIN)
            key = read_paste(input, term);
        else if (value > 0xFF)
            key = keys_from_curses(value);
        else if (value == ESCAPE && input->have == 0)
            key = read_escape(input, term);
        else
            key = take_byte(input, (unsigned char)value);
    }
    return key;
}
