/* The line editor: clusters, words, kills, undo, pastes, and any keys in any order.
 *
 * A text with its cursor is written with a bar: "督|办". */
#include "duban/lineedit.h"
#include "random_text.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void use_utf8(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(lineedit, .init = use_utf8, .timeout = 30);

/* An editor with the text and the cursor that `barred` says. */
static void begin(struct duban_lineedit *edit, unsigned flags, const char *barred)
{
    struct duban_buf text = DUBAN_BUF_INIT;
    const char *bar = strchr(barred, '|');

    cr_assert(bar != NULL);
    duban_buf_add(&text, barred, (size_t)(bar - barred));
    duban_buf_adds(&text, bar + 1);
    duban_lineedit_init(edit, flags);
    duban_lineedit_set(edit, text.data);
    while (edit->cursor > (size_t)(bar - barred))
        duban_lineedit_act(edit, DUBAN_LINEEDIT_LEFT);
    cr_assert_eq(edit->cursor, (size_t)(bar - barred));
    duban_buf_release(&text);
}

static void expect(const struct duban_lineedit *edit, const char *barred)
{
    struct duban_buf text = DUBAN_BUF_INIT;

    duban_buf_add(&text, edit->text.data, edit->cursor);
    duban_buf_addc(&text, '|');
    duban_buf_adds(&text, edit->text.data + edit->cursor);
    cr_assert_str_eq(text.data, barred, "«%s», not «%s»", text.data, barred);
    duban_buf_release(&text);
}

/* One act on one text. */
struct row {
    const char *before;
    enum duban_lineedit_act act;
    const char *after;
};

static void check_rows(const struct row *rows, size_t n, unsigned flags)
{
    for (size_t i = 0; i < n; i++) {
        struct duban_lineedit edit;
        begin(&edit, flags, rows[i].before);
        struct duban_buf before = DUBAN_BUF_INIT;
        duban_buf_adds(&before, edit.text.data);
        enum duban_lineedit_reaction reaction = duban_lineedit_act(&edit, rows[i].act);
        expect(&edit, rows[i].after);
        cr_assert_eq(reaction, strcmp(before.data, edit.text.data) == 0 ? DUBAN_LINEEDIT_HANDLED
                                                                        : DUBAN_LINEEDIT_CHANGED);
        duban_buf_release(&before);
        duban_lineedit_release(&edit);
    }
}

Test(lineedit, moves_by_clusters)
{
    static const struct row rows[] = {
        {"督|办", DUBAN_LINEEDIT_LEFT, "|督办"},
        {"督|办", DUBAN_LINEEDIT_RIGHT, "督办|"},
        {"|督办", DUBAN_LINEEDIT_LEFT, "|督办"},
        {"督办|", DUBAN_LINEEDIT_RIGHT, "督办|"},
        {"a👍🏽|b", DUBAN_LINEEDIT_LEFT, "a|👍🏽b"},
        {"|👨‍👩‍👧b", DUBAN_LINEEDIT_RIGHT, "👨‍👩‍👧|b"},
        {"e\u0301|x", DUBAN_LINEEDIT_LEFT, "|e\u0301x"},
        {"🇨🇳🇨🇳|", DUBAN_LINEEDIT_LEFT, "🇨🇳|🇨🇳"},
        {"|", DUBAN_LINEEDIT_LEFT, "|"},
        {"|", DUBAN_LINEEDIT_RIGHT, "|"},
    };

    check_rows(rows, COUNT(rows), 0);
}

Test(lineedit, invisible_characters_are_passed_with_the_visible_one)
{
    static const struct row rows[] = {
        {"|a\u200bb", DUBAN_LINEEDIT_RIGHT, "a\u200b|b"},
        {"a\u200b|b", DUBAN_LINEEDIT_LEFT, "|a\u200bb"},
        {"a\u200b\ufeff|b", DUBAN_LINEEDIT_DELETE_BACK, "|b"},
        {"|\ufeff督办", DUBAN_LINEEDIT_RIGHT, "\ufeff督|办"},
        {"\ufeff督|办", DUBAN_LINEEDIT_DELETE_BACK, "|办"},
        {"|a\u202eb", DUBAN_LINEEDIT_RIGHT, "a|\u202eb"}, /* shown, as U+FFFD */
    };

    check_rows(rows, COUNT(rows), 0);
}

Test(lineedit, deletes_by_clusters)
{
    static const struct row rows[] = {
        {"督办|制", DUBAN_LINEEDIT_DELETE_BACK, "督|制"},
        {"督|办制", DUBAN_LINEEDIT_DELETE_FORWARD, "督|制"},
        {"好👍🏽|", DUBAN_LINEEDIT_DELETE_BACK, "好|"},
        {"|👨‍👩‍👧好", DUBAN_LINEEDIT_DELETE_FORWARD, "|好"},
        {"e\u0301|", DUBAN_LINEEDIT_DELETE_BACK, "|"},
        {"|abc", DUBAN_LINEEDIT_DELETE_BACK, "|abc"},
        {"abc|", DUBAN_LINEEDIT_DELETE_FORWARD, "abc|"},
    };

    check_rows(rows, COUNT(rows), 0);
}

Test(lineedit, words)
{
    static const struct row rows[] = {
        {"制定方案，报送abc 2018年|", DUBAN_LINEEDIT_WORD_LEFT, "制定方案，报送abc 2018|年"},
        {"制定方案，报送abc 2018|年", DUBAN_LINEEDIT_WORD_LEFT, "制定方案，报送abc |2018年"},
        {"制定方案，报送abc |2018年", DUBAN_LINEEDIT_WORD_LEFT, "制定方案，报送|abc 2018年"},
        {"制定方案，报送|abc", DUBAN_LINEEDIT_WORD_LEFT, "制定方案，|报送abc"},
        {"制定方案，|报送", DUBAN_LINEEDIT_WORD_LEFT, "制定方案|，报送"},
        {"制定方|案", DUBAN_LINEEDIT_WORD_LEFT, "|制定方案"},
        {"  |", DUBAN_LINEEDIT_WORD_LEFT, "|  "},
        {"|制定方案，报送", DUBAN_LINEEDIT_WORD_RIGHT, "制定方案|，报送"},
        {"制定|  abc方", DUBAN_LINEEDIT_WORD_RIGHT, "制定  abc|方"},
        {"ひら|がなカ", DUBAN_LINEEDIT_WORD_RIGHT, "ひらがなカ|"},
        {"abc|  ", DUBAN_LINEEDIT_WORD_RIGHT, "abc  |"},
        {"制定方案|", DUBAN_LINEEDIT_DELETE_WORD_BACK, "|"},
        {"宣传室 综合处|", DUBAN_LINEEDIT_DELETE_WORD_BACK, "宣传室 |"},
        {"|综合处、室", DUBAN_LINEEDIT_DELETE_WORD_FORWARD, "|、室"},
    };

    check_rows(rows, COUNT(rows), 0);
}

Test(lineedit, lines_of_a_multi_line_text)
{
    static const struct row rows[] = {
        {"一\n二三|四\n五", DUBAN_LINEEDIT_HOME, "一\n|二三四\n五"},
        {"一\n二三|四\n五", DUBAN_LINEEDIT_END, "一\n二三四|\n五"},
        {"一\n二三|四\n五", DUBAN_LINEEDIT_FIRST, "|一\n二三四\n五"},
        {"一\n二三|四\n五", DUBAN_LINEEDIT_LAST, "一\n二三四\n五|"},
        {"一\n|二", DUBAN_LINEEDIT_LEFT, "一|\n二"},
        {"一|\n二", DUBAN_LINEEDIT_RIGHT, "一\n|二"},
        {"一\n|二", DUBAN_LINEEDIT_DELETE_BACK, "一|二"},
        {"一\n二三|四\n五", DUBAN_LINEEDIT_KILL_TO_END, "一\n二三|\n五"},
        {"一\n二|\n五", DUBAN_LINEEDIT_KILL_TO_END, "一\n二|五"},
        {"一\n二三|四", DUBAN_LINEEDIT_KILL_TO_HOME, "一\n|四"},
        {"一\n二三|四", DUBAN_LINEEDIT_CLEAR, "|"},
        {"一|二", DUBAN_LINEEDIT_NEWLINE, "一\n|二"},
    };

    check_rows(rows, COUNT(rows), DUBAN_LINEEDIT_MULTILINE);
}

/* --- Text coming in ------------------------------------------------------------------------ */

Test(lineedit, text_of_an_input_method_comes_as_several_characters_and_is_one_undo)
{
    struct duban_lineedit edit;
    static const uint32_t typed[] = {0x7763, 0x529E, 0x5236};

    begin(&edit, 0, "中|文");
    for (size_t i = 0; i < COUNT(typed); i++)
        cr_assert_eq(duban_lineedit_key(&edit, DUBAN_KEY_OF(CHAR, typed[i])),
                     DUBAN_LINEEDIT_CHANGED);
    expect(&edit, "中督办制|文");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
    expect(&edit, "中|文");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_REDO);
    expect(&edit, "中督办制|文");
    duban_lineedit_release(&edit);
}

Test(lineedit, an_emoji_typed_in_parts_is_one_cluster)
{
    struct duban_lineedit edit;
    static const uint32_t typed[] = {0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467};

    begin(&edit, 0, "|");
    for (size_t i = 0; i < COUNT(typed); i++)
        duban_lineedit_key(&edit, DUBAN_KEY_OF(CHAR, typed[i]));
    expect(&edit, "👨‍👩‍👧|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_DELETE_BACK);
    expect(&edit, "|");
    duban_lineedit_release(&edit);
}

Test(lineedit, clusters_that_grow_together_do_not_hold_the_cursor_inside)
{
    struct duban_lineedit edit;

    begin(&edit, 0, "\U0001f1e8a|\U0001f1f3");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_DELETE_BACK);
    expect(&edit, "🇨🇳|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
    expect(&edit, "\U0001f1e8a|\U0001f1f3");
    duban_lineedit_release(&edit);
}

Test(lineedit, pasted_text_is_cleaned)
{
    static const struct {
        unsigned flags;
        const char *pasted, *after;
    } rows[] = {
        {0, "第一行\r\n第二行\r\n", "中第一行 第二行|文"},
        {0, "a\tb", "中a b|文"},
        {0, "\x1b[31m红\x1b[0m", "中[31m红[0m|文"},
        {0, "\xff", "中\ufffd|文"},
        {0, "\n\n", "中|文"},
        {0, "", "中|文"},
        {DUBAN_LINEEDIT_MULTILINE, "第一行\r\n第二行\r", "中第一行\n第二行\n|文"},
        {DUBAN_LINEEDIT_MULTILINE, "a\tb\x07", "中a\tb|文"},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct duban_lineedit edit;
        begin(&edit, rows[i].flags, "中|文");
        enum duban_lineedit_reaction reaction =
            duban_lineedit_insert(&edit, rows[i].pasted, strlen(rows[i].pasted));
        expect(&edit, rows[i].after);
        cr_assert_eq(reaction, strcmp(edit.text.data, "中文") == 0 ? DUBAN_LINEEDIT_HANDLED
                                                                   : DUBAN_LINEEDIT_CHANGED);
        duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
        expect(&edit, "中|文");
        duban_lineedit_release(&edit);
    }
}

Test(lineedit, a_text_that_is_set_is_cleaned_and_cannot_be_undone)
{
    struct duban_lineedit edit;

    begin(&edit, 0, "旧|");
    duban_lineedit_key(&edit, DUBAN_KEY_OF(CHAR, 'x'));
    duban_lineedit_set(&edit, "综合处\n督查处\x1b\n");
    expect(&edit, "综合处 督查处|");
    cr_assert_eq(duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO), DUBAN_LINEEDIT_HANDLED);
    expect(&edit, "综合处 督查处|");
    duban_lineedit_set(&edit, NULL);
    expect(&edit, "|");
    duban_lineedit_release(&edit);
}

/* --- Kill, yank, undo ---------------------------------------------------------------------- */

Test(lineedit, kills_in_a_row_are_yanked_together)
{
    struct duban_lineedit edit;

    begin(&edit, 0, "宣传室 综合处|尾");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_DELETE_WORD_BACK);
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_DELETE_WORD_BACK);
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_KILL_TO_END);
    expect(&edit, "|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_YANK);
    expect(&edit, "宣传室 综合处尾|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_DELETE_WORD_BACK);
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_HOME);
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_YANK);
    expect(&edit, "综合处尾|宣传室 ");
    duban_lineedit_release(&edit);
}

Test(lineedit, undo_goes_back_step_by_step_and_redo_forward)
{
    struct duban_lineedit edit;

    begin(&edit, 0, "|");
    for (const char *p = "ab,cd"; *p != '\0'; p++)
        duban_lineedit_key(&edit, DUBAN_KEY_OF(CHAR, (unsigned char)*p));
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_DELETE_BACK);
    expect(&edit, "ab,c|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
    expect(&edit, "ab,cd|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
    expect(&edit, "ab,|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
    expect(&edit, "|");
    cr_assert_eq(duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO), DUBAN_LINEEDIT_HANDLED);
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_REDO);
    expect(&edit, "ab,|");
    duban_lineedit_key(&edit, DUBAN_KEY_OF(CHAR, 'x'));
    cr_assert_eq(duban_lineedit_act(&edit, DUBAN_LINEEDIT_REDO), DUBAN_LINEEDIT_HANDLED);
    expect(&edit, "ab,x|");
    duban_lineedit_release(&edit);
}

Test(lineedit, undo_puts_the_cursor_where_it_was)
{
    struct duban_lineedit edit;

    begin(&edit, 0, "制定方案|，报送");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_CLEAR);
    expect(&edit, "|");
    duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO);
    expect(&edit, "制定方案|，报送");
    duban_lineedit_release(&edit);
}

Test(lineedit, the_history_is_bounded)
{
    struct duban_lineedit edit;
    int undone = 0;

    begin(&edit, 0, "|");
    for (int i = 0; i < 2000; i++)
        duban_lineedit_insert(&edit, "字", 3);
    while (duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO) == DUBAN_LINEEDIT_CHANGED)
        undone++;
    cr_assert_geq(undone, 100);
    cr_assert_lt(undone, 2000);
    cr_assert_eq(edit.text.len, 3u * (2000u - (unsigned)undone));
    duban_lineedit_release(&edit);
}

/* --- Keys ---------------------------------------------------------------------------------- */

Test(lineedit, keys_do_what_they_stand_for)
{
    static const struct {
        enum duban_key_kind kind;
        uint32_t code;
        const char *after;
        enum duban_lineedit_reaction reaction;
    } rows[] = {
        {DUBAN_KEY_LEFT, 0, "|督办 board", DUBAN_LINEEDIT_HANDLED},
        {DUBAN_KEY_CTRL, 'f', "督办| board", DUBAN_LINEEDIT_HANDLED},
        {DUBAN_KEY_END, 0, "督办 board|", DUBAN_LINEEDIT_HANDLED},
        {DUBAN_KEY_HOME, 0, "|督办 board", DUBAN_LINEEDIT_HANDLED},
        {DUBAN_KEY_CTRL, 'e', "督办 board|", DUBAN_LINEEDIT_HANDLED},
        {DUBAN_KEY_CTRL_RIGHT, 0, "督办| board", DUBAN_LINEEDIT_HANDLED},
        {DUBAN_KEY_BACKSPACE, 0, "|办 board", DUBAN_LINEEDIT_CHANGED},
        {DUBAN_KEY_CTRL, 'h', "|办 board", DUBAN_LINEEDIT_CHANGED},
        {DUBAN_KEY_DELETE, 0, "督| board", DUBAN_LINEEDIT_CHANGED},
        {DUBAN_KEY_CTRL, 'u', "|办 board", DUBAN_LINEEDIT_CHANGED},
        {DUBAN_KEY_CTRL, 'k', "督|", DUBAN_LINEEDIT_CHANGED},
        {DUBAN_KEY_CHAR, 0xFF1A, "督：|办 board", DUBAN_LINEEDIT_CHANGED},
        {DUBAN_KEY_CHAR, 0x1B, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_CHAR, 0x9B, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_ENTER, 0, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_ESC, 0, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_TAB, 0, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_UP, 0, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_CTRL, 'j', "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_FUNCTION, 1, "督|办 board", DUBAN_LINEEDIT_IGNORED},
        {DUBAN_KEY_PASTE, 0, "督|办 board", DUBAN_LINEEDIT_IGNORED},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct duban_lineedit edit;
        begin(&edit, 0, "督|办 board");
        struct duban_key key = {rows[i].kind, rows[i].code};
        cr_assert_eq(duban_lineedit_key(&edit, key), rows[i].reaction, "row %zu", i);
        expect(&edit, rows[i].after);
        duban_lineedit_release(&edit);
    }
}

/* --- Anything ------------------------------------------------------------------------------ */

static bool is_place(const char *text, size_t at)
{
    size_t place = 0;

    while (place < at)
        place += duban_text_grapheme(text + place);
    return place == at;
}

static enum duban_lineedit_reaction anything(struct duban_lineedit *edit, struct random *random)
{
    if (random_below(random, 3) != 0)
        return duban_lineedit_act(edit, (enum duban_lineedit_act)
                                            random_below(random, DUBAN_LINEEDIT_NEWLINE + 1));
    struct duban_buf text = DUBAN_BUF_INIT;
    random_text(&text, random, 1 + random_below(random, 4), 10);
    enum duban_lineedit_reaction reaction;
    if (random_below(random, 2) == 0) {
        reaction = duban_lineedit_insert(edit, text.data, text.len);
    } else {
        const char *p = text.data;
        reaction = duban_lineedit_key(edit, DUBAN_KEY_OF(CHAR, duban_text_next(&p)));
    }
    duban_buf_release(&text);
    return reaction;
}

static void check_anything(unsigned flags, uint64_t seed)
{
    struct random random = {seed};
    struct duban_lineedit edit;
    struct duban_buf before = DUBAN_BUF_INIT;

    duban_lineedit_init(&edit, flags);
    edit.columns = 2 + (int)random_below(&random, 20);
    for (int i = 0; i < 4000; i++) {
        duban_buf_clear(&before);
        duban_buf_adds(&before, edit.text.data);
        enum duban_lineedit_reaction reaction = anything(&edit, &random);
        cr_assert_leq(edit.cursor, edit.text.len);
        cr_assert(is_place(edit.text.data, edit.cursor), "step %d", i);
        cr_assert(duban_text_valid(edit.text.data, edit.text.len, NULL), "step %d", i);
        cr_assert_eq(strlen(edit.text.data), edit.text.len);
        if (reaction != DUBAN_LINEEDIT_CHANGED)
            cr_assert_str_eq(edit.text.data, before.data, "step %d", i);
        if ((flags & DUBAN_LINEEDIT_MULTILINE) == 0)
            cr_assert_null(strpbrk(edit.text.data, "\n\t"));
        cr_assert_null(strchr(edit.text.data, '\x1b'));
    }
    duban_buf_release(&before);
    duban_lineedit_release(&edit);
}

Test(lineedit, any_acts_in_any_order_leave_valid_text_and_a_cursor_between_clusters)
{
    check_anything(0, 11);
    check_anything(0, 12);
    check_anything(DUBAN_LINEEDIT_MULTILINE, 13);
    check_anything(DUBAN_LINEEDIT_MULTILINE, 14);
}

Test(lineedit, everything_can_be_taken_back_and_made_again)
{
    struct random random = {5};

    for (int round = 0; round < 100; round++) {
        struct duban_lineedit edit;
        struct duban_buf last = DUBAN_BUF_INIT;
        int undone = 0;
        begin(&edit, DUBAN_LINEEDIT_MULTILINE, "制定方案|");
        for (int i = 0; i < 40; i++)
            anything(&edit, &random);
        while (duban_lineedit_act(&edit, DUBAN_LINEEDIT_REDO) == DUBAN_LINEEDIT_CHANGED)
            continue;
        duban_buf_adds(&last, edit.text.data);
        while (duban_lineedit_act(&edit, DUBAN_LINEEDIT_UNDO) == DUBAN_LINEEDIT_CHANGED)
            undone++;
        cr_assert_str_eq(edit.text.data, "制定方案");
        for (; undone > 0; undone--)
            duban_lineedit_act(&edit, DUBAN_LINEEDIT_REDO);
        cr_assert_str_eq(edit.text.data, last.data);
        duban_buf_release(&last);
        duban_lineedit_release(&edit);
    }
}
