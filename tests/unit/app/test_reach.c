/* Hands with an input method on: arrows, Enter, Esc and function keys reach everything, and what
 * the input method makes of a key acts as that key wherever a key is no text. */
#include "desk_suite.h"

#include "app/inside.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

TestSuite(reach, .init = desk_enter, .fini = desk_leave, .timeout = 120);

#define GOOD "任务\t时限\n新的事\t7.1\n旧的事\t7.2\n"
#define BAD  "甲列\t乙列\n一\t二\n"

/* How each place is come to from the board; a table is pasted behind the keys. */
static const struct place {
    unsigned context;
    const char *keys, *paste, *then;
} places[] = {
    {DUBAN_IN_BOARD, "", NULL, ""},
    {DUBAN_IN_BOARD, "V f '动员' Enter", NULL, ""},
    {DUBAN_IN_BOARD, "/ '动员' Enter", NULL, ""},
    {DUBAN_IN_CARD, "Enter", NULL, ""},
    {DUBAN_IN_HISTORY, "5", NULL, ""},
    {DUBAN_IN_BIN, "d y b", NULL, ""},
    {DUBAN_IN_HELP, "?", NULL, ""},
    {DUBAN_IN_FORM, "e", NULL, ""},
    {DUBAN_IN_PROMPT, "i", NULL, ""},
    {DUBAN_IN_PROMPT, ":", NULL, ""},
    {DUBAN_IN_PROMPT, "f", NULL, ""},
    {DUBAN_IN_OFFER, "@", NULL, "^U '综'"},
    {DUBAN_IN_MENU, "m", NULL, ""},
    {DUBAN_IN_CONFIRM, "d", NULL, ""},
    {DUBAN_IN_PASTE, "I", NULL, ""},
    {DUBAN_IN_UNREAD, "I", BAD, ""},
    {DUBAN_IN_IMPORT, "I", GOOD, ""},
    {DUBAN_IN_ROW, "I", GOOD, "Enter"},
};

static void go(const struct place *place)
{
    desk_type(&desk, place->keys);
    if (place->paste) {
        duban_session_key(desk.session, DUBAN_KEY(PASTE), place->paste, DESK_AT);
        duban_session_tick(desk.session, desk.session->today, DESK_AT);
    }
    desk_type(&desk, place->then);
    cr_assert_eq(duban_ui_context(&desk.session->ui), place->context, "%s %s leads elsewhere",
                 place->keys, place->then);
}

static void go_anew(const struct place *place)
{
    desk_close(&desk);
    desk_open(&desk);
    go(place);
}

/* --- Without letters -------------------------------------------------------------------------- */

static bool needs_no_letter(struct duban_key key)
{
    switch (key.kind) {
    case DUBAN_KEY_UP:
    case DUBAN_KEY_DOWN:
    case DUBAN_KEY_LEFT:
    case DUBAN_KEY_RIGHT:
    case DUBAN_KEY_ENTER:
    case DUBAN_KEY_ESC:
    case DUBAN_KEY_FUNCTION: return true;
    case DUBAN_KEY_NONE:
    case DUBAN_KEY_CHAR:
    case DUBAN_KEY_CTRL:
    case DUBAN_KEY_ALT:
    case DUBAN_KEY_TAB:
    case DUBAN_KEY_BACKTAB:
    case DUBAN_KEY_BACKSPACE:
    case DUBAN_KEY_DELETE:
    case DUBAN_KEY_INSERT:
    case DUBAN_KEY_HOME:
    case DUBAN_KEY_END:
    case DUBAN_KEY_PAGE_UP:
    case DUBAN_KEY_PAGE_DOWN:
    case DUBAN_KEY_CTRL_LEFT:
    case DUBAN_KEY_CTRL_RIGHT:
    case DUBAN_KEY_PASTE:
    case DUBAN_KEY_COMING:
    case DUBAN_KEY_STALLED:
    case DUBAN_KEY_RESIZE: break;
    }
    return false;
}

/* One of its keys does it here. */
static bool has_key(enum duban_command command)
{
    const struct duban_session *session = desk.session;
    unsigned context = duban_ui_context(&session->ui);
    struct duban_key key;

    for (size_t i = 0; duban_command_key(&key, command, i); i++)
        if (needs_no_letter(key) && duban_keymap_find(&session->keymap, key, context) == command)
            return true;
    return false;
}

/* What leads to the same by steps, tried by tests of its own. */
static enum duban_command instead(enum duban_command command)
{
    static const struct {
        enum duban_command command, steps;
    } rows[] = {
        {DUBAN_COMMAND_FIRST, DUBAN_COMMAND_UP},
        {DUBAN_COMMAND_LAST, DUBAN_COMMAND_DOWN},
        {DUBAN_COMMAND_PAGE_UP, DUBAN_COMMAND_UP},
        {DUBAN_COMMAND_PAGE_DOWN, DUBAN_COMMAND_DOWN},
        {DUBAN_COMMAND_HALF_UP, DUBAN_COMMAND_UP},
        {DUBAN_COMMAND_HALF_DOWN, DUBAN_COMMAND_DOWN},
        {DUBAN_COMMAND_SCROLL_TOP, DUBAN_COMMAND_SCROLL_UP},
        {DUBAN_COMMAND_SCROLL_BOTTOM, DUBAN_COMMAND_SCROLL_DOWN},
        {DUBAN_COMMAND_SCROLL_PAGE_UP, DUBAN_COMMAND_SCROLL_UP},
        {DUBAN_COMMAND_SCROLL_PAGE_DOWN, DUBAN_COMMAND_SCROLL_DOWN},
        {DUBAN_COMMAND_SCROLL_HALF_UP, DUBAN_COMMAND_SCROLL_UP},
        {DUBAN_COMMAND_SCROLL_HALF_DOWN, DUBAN_COMMAND_SCROLL_DOWN},
        {DUBAN_COMMAND_ITEM_FIRST, DUBAN_COMMAND_ITEM_UP},
        {DUBAN_COMMAND_ITEM_LAST, DUBAN_COMMAND_ITEM_DOWN},
        {DUBAN_COMMAND_ITEM_PAGE_UP, DUBAN_COMMAND_ITEM_UP},
        {DUBAN_COMMAND_ITEM_PAGE_DOWN, DUBAN_COMMAND_ITEM_DOWN},
        {DUBAN_COMMAND_FORM_NEXT, DUBAN_COMMAND_FORM_DOWN},
        {DUBAN_COMMAND_FORM_PREVIOUS, DUBAN_COMMAND_FORM_UP},
        {DUBAN_COMMAND_PROMPT_NEXT, DUBAN_COMMAND_PROMPT_NEWER},
        {DUBAN_COMMAND_PROMPT_PREVIOUS, DUBAN_COMMAND_PROMPT_OLDER},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].command == command)
            return rows[i].steps;
    return DUBAN_COMMANDS;
}

/* Chooses it in the menu as a hand does. */
static void choose_in_menu(enum duban_command command)
{
    const struct duban_menu *menu = &desk.session->ui.menu;
    unsigned context = duban_ui_context(&desk.session->ui);
    size_t at = 0;

    desk_type(&desk, (duban_command_info(DUBAN_COMMAND_MENU)->contexts & context) ? "F2" : "F3");
    cr_assert_eq(desk.session->ui.overlay, DUBAN_OVERLAY_MENU, "no menu");
    while (at < menu->n && menu->items[at].value != (int64_t)command)
        at++;
    cr_assert_lt(at, menu->n, "%s is not in the menu", duban_command_info(command)->name);
    desk.session->given = DUBAN_COMMANDS;
    for (size_t i = 0; i < at; i++)
        desk_type(&desk, "Down");
    desk_type(&desk, "Enter");
    cr_assert_eq(desk.session->given, command, "the menu does not do %s",
                 duban_command_info(command)->name);
}

static void expect_reached(const struct place *place, enum duban_command command)
{
    enum duban_command steps = instead(command);

    if (has_key(command) || (steps != DUBAN_COMMANDS && has_key(steps)))
        return;
    cr_assert_eq(place->context & (DUBAN_IN_TEXT | DUBAN_IN_MENU | DUBAN_IN_CONFIRM), 0,
                 "%s is out of reach of %s", duban_command_info(command)->name, place->keys);
    choose_in_menu(command);
    go_anew(place);
}

Test(reach, everything_without_letters)
{
    for (size_t i = 0; i < COUNT(places); i++) {
        go_anew(&places[i]);
        for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++)
            if ((duban_command_info(command)->contexts & places[i].context) != 0 &&
                duban_session_allows(desk.session, command))
                expect_reached(&places[i], command);
    }
}

Test(reach, every_place_is_walked)
{
    unsigned walked = 0;

    for (size_t i = 0; i < COUNT(places); i++)
        walked |= places[i].context;
    cr_assert_eq(walked, (1u << DUBAN_CONTEXTS) - 1);
}

/* A card added, worked on, moved and put away by a hand that types nothing but its text. */
Test(reach, a_days_work_without_letters)
{
    choose_in_menu(DUBAN_COMMAND_ADD);
    desk_type(&desk, "'新任务' F2");
    cr_assert_str_eq(desk_selected(&desk), "新任务");
    choose_in_menu(DUBAN_COMMAND_MOVE_TO);
    desk_type(&desk, "Down Enter Enter");
    cr_assert_eq(desk_task(&desk, "新任务")->phase, desk.session->campaign.phases[2]->id);
    choose_in_menu(DUBAN_COMMAND_DONE);
    cr_assert_eq(desk_task(&desk, "新任务")->status, DUBAN_DONE);
}

/* --- The list of a prompt --------------------------------------------------------------------- */

static const char *written(void)
{
    return desk.session->ui.prompt.edit.text.data;
}

Test(reach, the_list_of_the_command_line_is_walked_with_arrows)
{
    const struct duban_menu *list = &desk.session->ui.prompt.list;

    desk_type(&desk, ": 'move-' Down");
    cr_assert_eq(list->at, 0);
    cr_assert_str_eq(written(), "move-left");
    desk_type(&desk, "Down");
    cr_assert_str_eq(written(), "move-right");
    desk_type(&desk, "Up Up");
    cr_assert_str_eq(written(), "move-");
    cr_assert_neq(desk_type(&desk, "Up") & DUBAN_REACT_BELL, 0, "there is no past yet");
}

/* The past lies above the line that is written, the list below it. */
Test(reach, the_past_lies_above_and_the_list_below)
{
    desk_type(&desk, ": 'bin' Enter 1 : 'move-' Up");
    cr_assert_str_eq(written(), "bin");
    desk_type(&desk, "Down");
    cr_assert_str_eq(written(), "move-");
    desk_type(&desk, "Down");
    cr_assert_str_eq(written(), "move-left");
    desk_type(&desk, "Up Up");
    cr_assert_str_eq(written(), "bin");
}

/* --- With an input method on ------------------------------------------------------------------ */

/* What Chinese input methods make of the keys of a keyboard, beside the full-width forms. */
static const struct {
    const char *typed;
    char key;
} punctuation[] = {
    {"：", ':'}, {"／", '/'},  {"？", '?'}, {"，", ','}, {"。", '.'}, {"、", '/'}, {"；", ';'},
    {"‘", '\''}, {"’", '\''},  {"“", '"'},  {"”", '"'},  {"【", '['}, {"】", ']'}, {"《", '<'},
    {"》", '>'}, {"（", '('},  {"）", ')'}, {"！", '!'}, {"￥", '$'}, {"…", '^'},  {"—", '_'},
    {"　", ' '}, {"＠", '@'},  {"＋", '+'}, {"－", '-'}, {"＝", '='}, {"～", '~'}, {"｛", '{'},
    {"「", '{'}, {"」", '}'},  {"·", '`'},  {"＃", '#'}, {"％", '%'}, {"＆", '&'}, {"＊", '*'},
    {"｜", '|'}, {"＼", '\\'},
};

/* In `context` the code point does what the ASCII key does; in text it does nothing but be written.
 */
static void expect_same(uint32_t code, char ascii, unsigned context)
{
    const struct duban_keymap *keymap = &desk.session->keymap;
    enum duban_command one = duban_keymap_find(keymap, DUBAN_KEY_OF(CHAR, code), context);
    enum duban_command other =
        duban_keymap_find(keymap, DUBAN_KEY_OF(CHAR, (unsigned char)ascii), context);

    if ((context & DUBAN_IN_TEXT) != 0)
        cr_assert_eq(one, DUBAN_COMMANDS, "U+%04X in text", code);
    else
        cr_assert_eq(one, other, "U+%04X is not %c in context %#x", code, ascii, context);
}

Test(reach, full_width_keys_are_their_ascii_keys_everywhere)
{
    for (unsigned context = 1; context < 1u << DUBAN_CONTEXTS; context <<= 1) {
        for (char c = '!'; c <= '~'; c++)
            expect_same(0xFF01 + (uint32_t)(c - '!'), c, context);
        for (size_t i = 0; i < COUNT(punctuation); i++) {
            const char *p = punctuation[i].typed;

            expect_same(duban_text_next(&p), punctuation[i].key, context);
        }
    }
}

/* Counts, questions and menus, which no row of the table names. */
Test(reach, full_width_digits_and_answers)
{
    desk_type(&desk, "h g '２' 'ｊ'");
    cr_assert_eq(desk.session->ui.row, 2);
    desk_type(&desk, "g j 'ｍ' '３'");
    cr_assert(strstr(desk.session->ui.prompt.label, "整改落实") != NULL, "%s",
              desk.session->ui.prompt.label);
    desk_type(&desk, "Esc 'ｄ'");
    cr_assert_eq(desk.session->ui.overlay, DUBAN_OVERLAY_CONFIRM);
    desk_type(&desk, "'ｎ' 'ｄ' 'ｙ'");
    cr_assert_eq(desk.session->campaign.n_bin, 1);
    desk_type(&desk, "'：'");
    cr_assert_str_eq(desk.session->ui.prompt.label, ":");
    desk_type(&desk, "Esc '、'");
    cr_assert_str_eq(desk.session->ui.prompt.label, "/");
}

Test(reach, what_is_written_stays_as_it_is_written)
{
    struct duban_buf all = DUBAN_BUF_INIT;

    for (size_t i = 0; i < COUNT(punctuation); i++)
        duban_buf_adds(&all, punctuation[i].typed);
    desk_type(&desk, "i");
    for (const char *p = all.data; *p != '\0';)
        duban_session_key(desk.session, DUBAN_KEY_OF(CHAR, duban_text_next(&p)), NULL, DESK_AT);
    cr_assert_str_eq(written(), all.data);
    desk_type(&desk, "Esc a");
    for (const char *p = all.data; *p != '\0';)
        duban_session_key(desk.session, DUBAN_KEY_OF(CHAR, duban_text_next(&p)), NULL, DESK_AT);
    const struct duban_form *form = desk.session->ui.form;
    cr_assert_str_eq(form->fields[form->at].edit.text.data, all.data);
    duban_buf_release(&all);
}
