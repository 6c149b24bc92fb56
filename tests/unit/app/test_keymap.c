/* From keys to commands: contexts, counts, full-width keys, other bindings. */
#include "duban/keymap.h"

#include <criterion/criterion.h>

static struct duban_keymap keymap;

static void init(void)
{
    duban_keymap_init(&keymap);
}

static void fini(void)
{
    duban_keymap_release(&keymap);
}

TestSuite(keymap, .init = init, .fini = fini, .timeout = 20);

static struct duban_fed feed(uint32_t code, unsigned context)
{
    return duban_keymap_feed(&keymap, DUBAN_KEY_OF(CHAR, code), context);
}

static void assert_command(struct duban_fed fed, enum duban_command command, int count)
{
    cr_assert_eq(fed.feed, DUBAN_FEED_COMMAND);
    cr_assert_eq(fed.command, command);
    cr_assert_eq(fed.count, count);
}

Test(keymap, the_same_key_does_what_fits_the_context)
{
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, 1);
    assert_command(feed('j', DUBAN_IN_CARD), DUBAN_COMMAND_SCROLL_DOWN, 1);
    assert_command(feed('j', DUBAN_IN_MENU), DUBAN_COMMAND_ITEM_DOWN, 1);
    cr_assert_eq(feed('j', DUBAN_IN_PROMPT).feed, DUBAN_FEED_UNBOUND);
    cr_assert_eq(feed('j', DUBAN_IN_CONFIRM).feed, DUBAN_FEED_UNBOUND);
}

Test(keymap, full_width_and_chinese_keys_act_as_ascii)
{
    assert_command(feed(0xFF1F, DUBAN_IN_BOARD), DUBAN_COMMAND_HELP, 1); /* ？ */
    assert_command(feed(0xFF4A, DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, 1); /* ｊ */
    assert_command(feed(0x3000, DUBAN_IN_BOARD), DUBAN_COMMAND_CYCLE, 1);
    cr_assert_eq(feed(0xFF1F, DUBAN_IN_FORM).feed, DUBAN_FEED_UNBOUND);
}

Test(keymap, digits_count)
{
    cr_assert_eq(feed('3', DUBAN_IN_BOARD).feed, DUBAN_FEED_PENDING);
    cr_assert_eq(keymap.count, 3);
    cr_assert_eq(feed('1', DUBAN_IN_BOARD).feed, DUBAN_FEED_PENDING);
    cr_assert_eq(feed('0', DUBAN_IN_BOARD).feed, DUBAN_FEED_PENDING);
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, 310);
    cr_assert_eq(keymap.count, 0);
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, 1);
}

Test(keymap, a_count_has_an_end)
{
    for (int i = 0; i < 40; i++)
        feed('9', DUBAN_IN_BOARD);
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, DUBAN_COUNT_MAX);
}

Test(keymap, a_bound_digit_begins_no_count_but_continues_one)
{
    assert_command(feed('5', DUBAN_IN_BOARD), DUBAN_COMMAND_HISTORY, 1);
    feed('2', DUBAN_IN_BOARD);
    cr_assert_eq(feed('5', DUBAN_IN_BOARD).feed, DUBAN_FEED_PENDING);
    assert_command(feed('k', DUBAN_IN_BOARD), DUBAN_COMMAND_UP, 25);
}

Test(keymap, a_key_without_use_ends_a_count)
{
    feed('4', DUBAN_IN_BOARD);
    cr_assert_eq(duban_keymap_feed(&keymap, DUBAN_KEY_OF(FUNCTION, 9), DUBAN_IN_BOARD).feed,
                 DUBAN_FEED_UNBOUND);
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, 1);
}

/* In a card Esc leaves it; with a count begun it takes back the count only. */
Test(keymap, esc_takes_a_count_back)
{
    feed('4', DUBAN_IN_CARD);
    cr_assert_eq(duban_keymap_feed(&keymap, DUBAN_KEY(ESC), DUBAN_IN_CARD).feed,
                 DUBAN_FEED_PENDING);
    cr_assert_eq(keymap.count, 0);
    assert_command(duban_keymap_feed(&keymap, DUBAN_KEY(ESC), DUBAN_IN_CARD), DUBAN_COMMAND_BACK,
                   1);
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_DOWN, 1);
}

Test(keymap, text_is_not_counted)
{
    cr_assert_eq(feed('3', DUBAN_IN_FORM).feed, DUBAN_FEED_UNBOUND);
    cr_assert_eq(feed('3', DUBAN_IN_PROMPT).feed, DUBAN_FEED_UNBOUND);
    cr_assert_eq(feed('3', DUBAN_IN_MENU).feed, DUBAN_FEED_UNBOUND);
}

Test(keymap, binding_takes_the_key_away_from_what_it_did)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_keymap_bind(&keymap, "j", DUBAN_IN_BOARD, DUBAN_COMMAND_UP, &err), DUBAN_OK);
    assert_command(feed('j', DUBAN_IN_BOARD), DUBAN_COMMAND_UP, 1);
    assert_command(feed('j', DUBAN_IN_CARD), DUBAN_COMMAND_SCROLL_DOWN, 1);
}

Test(keymap, binding_refuses_what_is_no_key)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_keymap_bind(&keymap, "nokey", DUBAN_IN_BOARD, DUBAN_COMMAND_UP, &err),
                 DUBAN_REFUSED);
    cr_assert(err.text != NULL);
    duban_err_release(&err);
}
