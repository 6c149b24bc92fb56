/* Tables between curses' key numbers, the bytes of terminals, and struct duban_key. */
#include "tui/keys.h"

#include <stddef.h>

/* Sent by common terminals whatever their terminfo entry says (PuTTY, Xshell, the Linux console,
 * rxvt); the entry's own sequences come first. */
static const struct {
    const char *bytes;
    int value;
} sequences[] = {
    {"\033[200~", KEYS_PASTE_BEGIN},
    {"\033[201~", KEYS_PASTE_END},
    {"\033[1;5D", KEYS_CTRL_LEFT},
    {"\033[1;5C", KEYS_CTRL_RIGHT},
    {"\033[1;3D", KEYS_CTRL_LEFT},
    {"\033[1;3C", KEYS_CTRL_RIGHT},
    {"\033Od", KEYS_CTRL_LEFT},
    {"\033Oc", KEYS_CTRL_RIGHT},
    {"\033[A", KEY_UP},
    {"\033[B", KEY_DOWN},
    {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP},
    {"\033OB", KEY_DOWN},
    {"\033OC", KEY_RIGHT},
    {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME},
    {"\033[F", KEY_END},
    {"\033OH", KEY_HOME},
    {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME},
    {"\033[4~", KEY_END},
    {"\033[7~", KEY_HOME},
    {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC},
    {"\033[3~", KEY_DC},
    {"\033[5~", KEY_PPAGE},
    {"\033[6~", KEY_NPAGE},
    {"\033[Z", KEY_BTAB},
    {"\033OM", KEY_ENTER},
    {"\033OP", KEY_F(1)},
    {"\033OQ", KEY_F(2)},
    {"\033OR", KEY_F(3)},
    {"\033OS", KEY_F(4)},
    {"\033[11~", KEY_F(1)},
    {"\033[12~", KEY_F(2)},
    {"\033[13~", KEY_F(3)},
    {"\033[14~", KEY_F(4)},
    {"\033[15~", KEY_F(5)},
    {"\033[17~", KEY_F(6)},
    {"\033[18~", KEY_F(7)},
    {"\033[19~", KEY_F(8)},
    {"\033[20~", KEY_F(9)},
    {"\033[21~", KEY_F(10)},
    {"\033[23~", KEY_F(11)},
    {"\033[24~", KEY_F(12)},
};

static const struct {
    int value;
    enum duban_key_kind kind;
} names[] = {
    {KEY_UP, DUBAN_KEY_UP},
    {KEY_DOWN, DUBAN_KEY_DOWN},
    {KEY_LEFT, DUBAN_KEY_LEFT},
    {KEY_RIGHT, DUBAN_KEY_RIGHT},
    {KEY_HOME, DUBAN_KEY_HOME},
    {KEY_END, DUBAN_KEY_END},
    {KEY_PPAGE, DUBAN_KEY_PAGE_UP},
    {KEY_NPAGE, DUBAN_KEY_PAGE_DOWN},
    {KEY_IC, DUBAN_KEY_INSERT},
    {KEY_DC, DUBAN_KEY_DELETE},
    {KEY_BACKSPACE, DUBAN_KEY_BACKSPACE},
    {KEY_ENTER, DUBAN_KEY_ENTER},
    {KEY_BTAB, DUBAN_KEY_BACKTAB},
    {KEYS_CTRL_LEFT, DUBAN_KEY_CTRL_LEFT},
    {KEYS_CTRL_RIGHT, DUBAN_KEY_CTRL_RIGHT},
    /* The numeric keypad's corners. */
    {KEY_A1, DUBAN_KEY_HOME},
    {KEY_A3, DUBAN_KEY_PAGE_UP},
    {KEY_C1, DUBAN_KEY_END},
    {KEY_C3, DUBAN_KEY_PAGE_DOWN},
    {KEY_FIND, DUBAN_KEY_HOME},
    {KEY_SELECT, DUBAN_KEY_END},
};

void keys_define(void)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        if (sequences[i].value > KEY_MAX || key_defined(sequences[i].bytes) <= 0)
            define_key(sequences[i].bytes, sequences[i].value);
    }
}

struct duban_key keys_from_curses(int value)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].value == value)
            return (struct duban_key){names[i].kind, 0};
    }
    if (value > KEY_F0 && value <= KEY_F(24))
        return DUBAN_KEY_OF(FUNCTION, (uint32_t)(value - KEY_F0));
    return DUBAN_KEY(NONE);
}

struct duban_key keys_from_control(int byte)
{
    static const char tail[] = "[\\]^_"; /* 27 … 31 */

    if (byte == '\r')
        return DUBAN_KEY(ENTER);
    if (byte == '\t')
        return DUBAN_KEY(TAB);
    if (byte == '\b' || byte == 127)
        return DUBAN_KEY(BACKSPACE);
    if (byte == 27)
        return DUBAN_KEY(ESC);
    if (byte == 0)
        return DUBAN_KEY_OF(CTRL, '@');
    if (byte < 27)
        return DUBAN_KEY_OF(CTRL, (uint32_t)('a' + byte - 1));
    return DUBAN_KEY_OF(CTRL, (uint32_t)tail[byte - 27]);
}
