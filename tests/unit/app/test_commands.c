/* The table of commands: whole, consistent, and the only place where keys are written. */
#include "app/inside.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(commands, .timeout = 20);

Test(commands, every_row_is_filled_in)
{
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const struct duban_command_info *info = duban_command_info(command);

        cr_assert(info->name && *info->name, "command %d has no name", (int)command);
        cr_assert_eq(strspn(info->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(info->name), "%s",
                     info->name);
        cr_assert_neq(info->contexts, 0, "%s can be given nowhere", info->name);
        cr_assert_lt(info->contexts, 1u << DUBAN_CONTEXTS, "%s", info->name);
        cr_assert(info->help && *info->help, "%s has no help", info->name);
        cr_assert_eq(info->rank != 0, info->hint != NULL, "%s has half a hint", info->name);
    }
}

Test(commands, names_are_found_and_are_unique)
{
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++)
        cr_assert_eq(duban_command_find(duban_command_info(command)->name), command);
    cr_assert_eq(duban_command_find("no-such-command"), DUBAN_COMMANDS);
}

/* As many as the notation has words, so none is misspelt. */
Test(commands, every_default_key_is_a_key)
{
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const char *p = duban_command_info(command)->keys;
        struct duban_key key;
        size_t words = 0;

        for (p += strspn(p, " "); *p != '\0'; p += strspn(p, " ")) {
            p += strcspn(p, " ");
            words++;
        }
        for (size_t i = 0; i < words; i++)
            cr_assert(duban_command_key(&key, command, i), "key %zu of %s", i,
                      duban_command_info(command)->name);
        cr_assert(!duban_command_key(&key, command, words));
        cr_assert_gt(words, 0);
    }
}

static void assert_no_clash(enum duban_command a, enum duban_command b)
{
    const struct duban_command_info *one = duban_command_info(a), *other = duban_command_info(b);
    struct duban_key left, right;

    for (size_t i = 0; duban_command_key(&left, a, i); i++)
        for (size_t j = 0; duban_command_key(&right, b, j); j++)
            cr_assert(!duban_key_equal(left, right), "a key of %s is also one of %s", one->name,
                      other->name);
}

Test(commands, no_key_is_bound_twice_in_one_context)
{
    for (enum duban_command a = 0; a < DUBAN_COMMANDS; a++)
        for (enum duban_command b = a + 1; b < DUBAN_COMMANDS; b++)
            if ((duban_command_info(a)->contexts & duban_command_info(b)->contexts) != 0)
                assert_no_clash(a, b);
}

/* What the table binds is what the keymap says: nothing is taken away on the way. */
Test(commands, default_keymap_is_the_table)
{
    struct duban_keymap keymap;

    duban_keymap_init(&keymap);
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        struct duban_key key;

        for (size_t i = 0; duban_command_key(&key, command, i); i++)
            for (unsigned context = 1; context < 1u << DUBAN_CONTEXTS; context <<= 1)
                if (duban_command_info(command)->contexts & context)
                    cr_assert_eq(duban_keymap_find(&keymap, key, context), command, "%s",
                                 duban_command_info(command)->name);
    }
    duban_keymap_release(&keymap);
}

/* Whoever has an input method on can do without letters: arrows, Enter, Esc and F-keys reach the
 * menu, and that reaches all else. */
Test(commands, menu_is_reached_without_letters)
{
    unsigned views = DUBAN_IN_BOARD | DUBAN_IN_CARD | DUBAN_IN_HISTORY | DUBAN_IN_BIN;
    struct duban_key key;

    cr_assert_eq(duban_command_info(DUBAN_COMMAND_MENU)->contexts & views, views);
    cr_assert(duban_command_key(&key, DUBAN_COMMAND_MENU, 0));
    cr_assert_eq(key.kind, DUBAN_KEY_FUNCTION);
}

Test(commands, text_takes_no_plain_characters_away)
{
    struct duban_keymap keymap;

    duban_keymap_init(&keymap);
    for (uint32_t code = ' '; code < 0x7f; code++) {
        struct duban_key key = {DUBAN_KEY_CHAR, code};

        cr_assert_eq(duban_keymap_find(&keymap, key, DUBAN_IN_FORM), DUBAN_COMMANDS);
        cr_assert_eq(duban_keymap_find(&keymap, key, DUBAN_IN_PROMPT), DUBAN_COMMANDS);
        cr_assert_eq(duban_keymap_find(&keymap, key, DUBAN_IN_OFFER), DUBAN_COMMANDS);
    }
    duban_keymap_release(&keymap);
}

Test(commands, keys_are_shown_as_people_read_them)
{
    struct duban_buf keys = DUBAN_BUF_INIT;

    duban_command_keys(&keys, DUBAN_COMMAND_UP, 0);
    cr_assert_str_eq(keys.data, "k ↑");
    duban_buf_clear(&keys);
    duban_command_keys(&keys, DUBAN_COMMAND_REDO, 1);
    cr_assert_str_eq(keys.data, "^R");
    duban_buf_release(&keys);
}
