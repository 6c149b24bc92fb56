/* Keys: names that can be read back, other spellings, and what an input method's characters act
 * as. */
#include "duban/key.h"

#include <criterion/criterion.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

TestSuite(key, .timeout = 20);

static const struct {
    enum duban_key_kind kind;
    uint32_t code;
    const char *name;
} names[] = {
    {DUBAN_KEY_CHAR, 'k', "k"},
    {DUBAN_KEY_CHAR, 'G', "G"},
    {DUBAN_KEY_CHAR, '^', "^"},
    {DUBAN_KEY_CHAR, 'F', "F"},
    {DUBAN_KEY_CHAR, '@', "@"},
    {DUBAN_KEY_CHAR, ' ', "Space"},
    {DUBAN_KEY_CHAR, 0x7763, "督"},
    {DUBAN_KEY_CTRL, 'f', "^F"},
    {DUBAN_KEY_CTRL, '_', "^_"},
    {DUBAN_KEY_CTRL, '^', "^^"},
    {DUBAN_KEY_CTRL, '@', "^@"},
    {DUBAN_KEY_ALT, 'x', "M-x"},
    {DUBAN_KEY_ALT, 'X', "M-X"},
    {DUBAN_KEY_ALT, '-', "M--"},
    {DUBAN_KEY_ALT, ' ', "M-Space"},
    {DUBAN_KEY_ALT, '\r', "M-Enter"},
    {DUBAN_KEY_ALT, 0x7F, "M-Backspace"},
    {DUBAN_KEY_FUNCTION, 1, "F1"},
    {DUBAN_KEY_FUNCTION, 12, "F12"},
    {DUBAN_KEY_FUNCTION, 63, "F63"},
    {DUBAN_KEY_ENTER, 0, "Enter"},
    {DUBAN_KEY_ESC, 0, "Esc"},
    {DUBAN_KEY_TAB, 0, "Tab"},
    {DUBAN_KEY_BACKTAB, 0, "S-Tab"},
    {DUBAN_KEY_BACKSPACE, 0, "Backspace"},
    {DUBAN_KEY_DELETE, 0, "Del"},
    {DUBAN_KEY_INSERT, 0, "Ins"},
    {DUBAN_KEY_UP, 0, "Up"},
    {DUBAN_KEY_DOWN, 0, "Down"},
    {DUBAN_KEY_LEFT, 0, "Left"},
    {DUBAN_KEY_RIGHT, 0, "Right"},
    {DUBAN_KEY_HOME, 0, "Home"},
    {DUBAN_KEY_END, 0, "End"},
    {DUBAN_KEY_PAGE_UP, 0, "PgUp"},
    {DUBAN_KEY_PAGE_DOWN, 0, "PgDn"},
    {DUBAN_KEY_CTRL_LEFT, 0, "C-Left"},
    {DUBAN_KEY_CTRL_RIGHT, 0, "C-Right"},
    {DUBAN_KEY_PASTE, 0, "Paste"},
    {DUBAN_KEY_RESIZE, 0, "Resize"},
};

Test(key, names_are_written_and_read_back)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        struct duban_buf out = DUBAN_BUF_INIT;
        struct duban_key key = {names[i].kind, names[i].code}, back = DUBAN_KEY(NONE);
        duban_key_format(&out, key);
        cr_assert_str_eq(out.data, names[i].name);
        cr_assert(duban_key_parse(&back, names[i].name), "%s", names[i].name);
        cr_assert(duban_key_equal(key, back), "%s", names[i].name);
        duban_buf_release(&out);
    }
}

Test(key, none_has_no_name)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_key_format(&out, DUBAN_KEY(NONE));
    cr_assert_str_eq(out.data, "");
    duban_buf_release(&out);
}

Test(key, other_spellings_are_read)
{
    static const struct {
        const char *name;
        enum duban_key_kind kind;
        uint32_t code;
    } rows[] = {
        {"enter", DUBAN_KEY_ENTER, 0},        {"RETURN", DUBAN_KEY_ENTER, 0},
        {"回车", DUBAN_KEY_ENTER, 0},         {"空格", DUBAN_KEY_CHAR, ' '},
        {" ", DUBAN_KEY_CHAR, ' '},           {"^f", DUBAN_KEY_CTRL, 'f'},
        {"C-f", DUBAN_KEY_CTRL, 'f'},         {"c-F", DUBAN_KEY_CTRL, 'f'},
        {"c-left", DUBAN_KEY_CTRL_LEFT, 0},   {"Ctrl-Right", DUBAN_KEY_CTRL_RIGHT, 0},
        {"pagedown", DUBAN_KEY_PAGE_DOWN, 0}, {"Delete", DUBAN_KEY_DELETE, 0},
        {"shift-tab", DUBAN_KEY_BACKTAB, 0},  {"f1", DUBAN_KEY_FUNCTION, 1},
        {"m-x", DUBAN_KEY_ALT, 'x'},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct duban_key key = DUBAN_KEY(NONE);
        cr_assert(duban_key_parse(&key, rows[i].name), "%s", rows[i].name);
        cr_assert(duban_key_equal(key, (struct duban_key){rows[i].kind, rows[i].code}), "%s",
                  rows[i].name);
    }
}

Test(key, what_is_no_name_is_refused)
{
    static const char *const wrong[] = {"",     "kk",   "^ab",          "^督",    "^1",
                                        "^`",   "M-",   "M-xy",         "F0",     "F64",
                                        "F1x",  "F01",  "F99999999999", "C-",     "\n",
                                        "\x1b", "督办", "\xff",         "M-\xff", "Entre"};
    const struct duban_key before = DUBAN_KEY_OF(CHAR, 'q');

    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct duban_key key = before;
        cr_assert_not(duban_key_parse(&key, wrong[i]), "row %zu", i);
        cr_assert(duban_key_equal(key, before), "row %zu", i);
    }
}

Test(key, chinese_punctuation_acts_as_the_key_it_sits_on)
{
    static const struct {
        uint32_t typed, key;
    } rows[] = {
        {0xFF1A, ':'}, /* ： */ {0xFF0F, '/'}, /* ／ */ {0x3001, '/'}, /* 、 */
        {0xFF1F, '?'}, /* ？ */ {0xFF0C, ','}, /* ， */ {0x3002, '.'}, /* 。 */
        {0xFF1B, ';'}, /* ； */ {0xFF01, '!'}, /* ！ */ {0xFF08, '('}, /* （ */
        {0xFF09, ')'}, /* ） */ {0xFF2A, 'J'}, /* Ｊ */ {0xFF4A, 'j'}, /* ｊ */
        {0xFF11, '1'}, /* １ */ {0x3000, ' '}, {0x300A, '<'},          /* 《 */
        {0x3010, '['}, /* 【 */ {0x201C, '"'}, {0x2026, '^'},
        {0xFFE5, '$'}, /* ￥ */ {0xFF20, '@'}, /* ＠ */ {0xFF5E, '~'},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct duban_key key = duban_key_ascii(DUBAN_KEY_OF(CHAR, rows[i].typed));
        cr_assert_eq(key.kind, DUBAN_KEY_CHAR);
        cr_assert_eq(key.code, rows[i].key, "U+%04X: %c", rows[i].typed, (int)key.code);
    }
}

Test(key, other_keys_act_as_themselves)
{
    cr_assert_eq(duban_key_ascii(DUBAN_KEY_OF(CHAR, 'j')).code, 'j');
    cr_assert_eq(duban_key_ascii(DUBAN_KEY_OF(CHAR, 0x7763)).code, 0x7763);
    cr_assert_eq(duban_key_ascii(DUBAN_KEY_OF(CHAR, 0xFF00)).code, 0xFF00);
    cr_assert_eq(duban_key_ascii(DUBAN_KEY_OF(CHAR, 0xFF5F)).code, 0xFF5F);
    cr_assert_eq(duban_key_ascii(DUBAN_KEY_OF(FUNCTION, 1)).kind, DUBAN_KEY_FUNCTION);
    cr_assert(duban_key_equal(duban_key_ascii(DUBAN_KEY(ENTER)), DUBAN_KEY(ENTER)));
    cr_assert_eq(duban_key_ascii(DUBAN_KEY_OF(ALT, 0xFF1A)).code, ':');
}
