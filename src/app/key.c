/* Keys: their names, read and written by the same table, and what they act as while an input
 * method is on. */
#include "duban/key.h"

#include "duban/text.h"

#include <string.h>
#include <strings.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum {
    LAST_FUNCTION = 63, /* as many as curses knows */
};

/* The first name of a key is the one that is written; any is read. */
struct name {
    const char *name;
    enum duban_key_kind kind;
    uint32_t code;
};

static const struct name names[] = {
    {"Space", DUBAN_KEY_CHAR, ' '},
    {"Enter", DUBAN_KEY_ENTER, 0},
    {"Esc", DUBAN_KEY_ESC, 0},
    {"Tab", DUBAN_KEY_TAB, 0},
    {"S-Tab", DUBAN_KEY_BACKTAB, 0},
    {"Backspace", DUBAN_KEY_BACKSPACE, 0},
    {"Del", DUBAN_KEY_DELETE, 0},
    {"Ins", DUBAN_KEY_INSERT, 0},
    {"Up", DUBAN_KEY_UP, 0},
    {"Down", DUBAN_KEY_DOWN, 0},
    {"Left", DUBAN_KEY_LEFT, 0},
    {"Right", DUBAN_KEY_RIGHT, 0},
    {"Home", DUBAN_KEY_HOME, 0},
    {"End", DUBAN_KEY_END, 0},
    {"PgUp", DUBAN_KEY_PAGE_UP, 0},
    {"PgDn", DUBAN_KEY_PAGE_DOWN, 0},
    {"C-Left", DUBAN_KEY_CTRL_LEFT, 0},
    {"C-Right", DUBAN_KEY_CTRL_RIGHT, 0},
    {"Paste", DUBAN_KEY_PASTE, 0},
    {"Resize", DUBAN_KEY_RESIZE, 0},
    {"M-Enter", DUBAN_KEY_ALT, '\r'},
    {"M-Space", DUBAN_KEY_ALT, ' '},
    {"M-Backspace", DUBAN_KEY_ALT, 0x7F},
    /* other spellings */
    {"空格", DUBAN_KEY_CHAR, ' '},
    {"Return", DUBAN_KEY_ENTER, 0},
    {"回车", DUBAN_KEY_ENTER, 0},
    {"Escape", DUBAN_KEY_ESC, 0},
    {"Backtab", DUBAN_KEY_BACKTAB, 0},
    {"Shift-Tab", DUBAN_KEY_BACKTAB, 0},
    {"BS", DUBAN_KEY_BACKSPACE, 0},
    {"退格", DUBAN_KEY_BACKSPACE, 0},
    {"Delete", DUBAN_KEY_DELETE, 0},
    {"Insert", DUBAN_KEY_INSERT, 0},
    {"PageUp", DUBAN_KEY_PAGE_UP, 0},
    {"PageDown", DUBAN_KEY_PAGE_DOWN, 0},
    {"Ctrl-Left", DUBAN_KEY_CTRL_LEFT, 0},
    {"Ctrl-Right", DUBAN_KEY_CTRL_RIGHT, 0},
};

bool duban_key_equal(struct duban_key a, struct duban_key b)
{
    return a.kind == b.kind && a.code == b.code;
}

static bool set(struct duban_key *key, enum duban_key_kind kind, uint32_t code)
{
    *key = (struct duban_key){kind, code};
    return true;
}

static bool is_control(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0);
}

/* Upper case as it is written, for letters only. */
static uint32_t upper(uint32_t c)
{
    return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

static uint32_t lower(uint32_t c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

void duban_key_format(struct duban_buf *out, struct duban_key key)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        if (names[i].kind == key.kind && names[i].code == key.code) {
            duban_buf_adds(out, names[i].name);
            return;
        }
    }
    if (key.kind == DUBAN_KEY_FUNCTION) {
        duban_buf_addf(out, "F%u", (unsigned)key.code);
        return;
    }
    if (key.kind == DUBAN_KEY_CTRL)
        duban_text_put(out, '^');
    else if (key.kind == DUBAN_KEY_ALT)
        duban_buf_adds(out, "M-");
    else if (key.kind != DUBAN_KEY_CHAR)
        return;
    duban_text_put(out, key.kind == DUBAN_KEY_CTRL ? upper(key.code) : key.code);
}

void duban_key_show(struct duban_buf *out, struct duban_key key)
{
    static const struct {
        enum duban_key_kind kind;
        const char *sign;
    } arrows[] = {
        {DUBAN_KEY_UP, "↑"},
        {DUBAN_KEY_DOWN, "↓"},
        {DUBAN_KEY_LEFT, "←"},
        {DUBAN_KEY_RIGHT, "→"},
    };

    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (arrows[i].kind == key.kind) {
            duban_buf_adds(out, arrows[i].sign);
            return;
        }
    duban_key_format(out, key);
}

/* The one code point that `s` consists of; 0 when there are none, several, or a control. */
static uint32_t only(const char *s)
{
    size_t bad;
    if (!duban_text_valid(s, strlen(s), &bad))
        return 0;
    uint32_t c = duban_text_next(&s);
    return *s == '\0' && !is_control(c) ? c : 0;
}

static bool parse_ctrl(struct duban_key *key, const char *s)
{
    uint32_t c = lower(only(s));
    if (c < '@' || c > 'z' || c == '`')
        return false;
    return set(key, DUBAN_KEY_CTRL, c);
}

static bool parse_function(struct duban_key *key, const char *digits)
{
    unsigned n = 0;

    if (*digits == '0' || *digits == '\0')
        return false;
    for (; *digits != '\0'; digits++) {
        if (*digits < '0' || *digits > '9' || n > LAST_FUNCTION)
            return false;
        n = n * 10 + (unsigned)(*digits - '0');
    }
    return n <= LAST_FUNCTION && set(key, DUBAN_KEY_FUNCTION, n);
}

bool duban_key_parse(struct duban_key *key, const char *name)
{
    uint32_t c = only(name);
    if (c != 0)
        return set(key, DUBAN_KEY_CHAR, c);
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcasecmp(name, names[i].name) == 0)
            return set(key, names[i].kind, names[i].code);
    if (name[0] == '^')
        return parse_ctrl(key, name + 1);
    if (strncasecmp(name, "C-", 2) == 0)
        return parse_ctrl(key, name + 2);
    if (strncasecmp(name, "M-", 2) == 0)
        return (c = only(name + 2)) != 0 && set(key, DUBAN_KEY_ALT, c);
    if (name[0] == 'F' || name[0] == 'f')
        return parse_function(key, name + 1);
    return false;
}

/* What an input method makes of a key in Chinese mode, beside the full-width forms. 、 sits on \
 * with some and on / with others: / is the one that is of use here. */
static const struct {
    uint32_t typed, key;
} punctuation[] = {
    {0x3000, ' '}, {0x3001, '/'}, {0x3002, '.'}, {0x300A, '<'},  {0x300B, '>'},  {0x3008, '<'},
    {0x3009, '>'}, {0x3010, '['}, {0x3011, ']'}, {0x300C, '{'},  {0x300D, '}'},  {0x300E, '{'},
    {0x300F, '}'}, {0x3014, '['}, {0x3015, ']'}, {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'},
    {0x201D, '"'}, {0x2014, '_'}, {0x2026, '^'}, {0xB7, '`'},    {0xD7, '*'},    {0xF7, '/'},
    {0xFFE5, '$'}, {0xA5, '$'},   {0xFF61, '.'}, {0xFF64, '/'},  {0x301C, '~'},
};

struct duban_key duban_key_ascii(struct duban_key key)
{
    if (key.kind != DUBAN_KEY_CHAR && key.kind != DUBAN_KEY_ALT)
        return key;
    if (key.code >= 0xFF01 && key.code <= 0xFF5E) {
        key.code -= 0xFF01 - '!';
        return key;
    }
    for (size_t i = 0; i < COUNT(punctuation); i++)
        if (punctuation[i].typed == key.code)
            key.code = punctuation[i].key;
    return key;
}
