/* The settings file: what is taken, what is told and passed over. */
#include "duban/settings.h"

#include "duban/file.h"
#include "duban/keymap.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct duban_settings settings;

static void init(void)
{
    duban_settings_init(&settings);
}

static void fini(void)
{
    duban_settings_release(&settings);
}

TestSuite(settings, .init = init, .fini = fini, .timeout = 20);

static void read_text(const char *text)
{
    struct duban_err err = DUBAN_ERR_INIT;
    const char *folder = getenv("TMPDIR");
    char path[256];

    snprintf(path, sizeof path, "%s/settings-%d.ini", folder ? folder : "/tmp", (int)getpid());
    cr_assert_eq(duban_file_write(path, text, strlen(text), true, 0600, &err), DUBAN_OK, "%s",
                 err.text);
    duban_settings_read(&settings, path);
    unlink(path);
}

static void assert_word(enum duban_setting setting, const char *word)
{
    cr_assert_str_eq(duban_settings_word(&settings, setting), word);
}

static void assert_fault(size_t i, unsigned long line, const char *name, const char *part)
{
    cr_assert_lt(i, settings.n_faults);
    cr_assert_eq(settings.faults[i].line, line, "%lu: %s", settings.faults[i].line,
                 settings.faults[i].text);
    if (name)
        cr_assert_str_eq(settings.faults[i].column, name);
    cr_assert(strstr(settings.faults[i].text, part) != NULL, "%s", settings.faults[i].text);
}

Test(settings, nothing_is_set_without_a_file)
{
    duban_settings_read(&settings, "/nowhere/settings.ini");
    cr_assert_eq(settings.n_faults, 0);
    assert_word(DUBAN_SETTING_LANG, "auto");
    assert_word(DUBAN_SETTING_UTC_OFFSET, "");
}

Test(settings, lines_with_remarks_indents_and_both_line_ends)
{
    read_text("\xEF\xBB\xBF# 说明\r\nlang = en\r\n   borders=ascii   # 画线\r\n; x = y\r\n\r\n"
              "utc-offset = -03:30\n");
    cr_assert_eq(settings.n_faults, 0, "%s", settings.n_faults ? settings.faults[0].text : "");
    assert_word(DUBAN_SETTING_LANG, "en");
    assert_word(DUBAN_SETTING_BORDERS, "ascii");
    assert_word(DUBAN_SETTING_UTC_OFFSET, "-03:30");
    assert_word(DUBAN_SETTING_AMBIGUOUS, "1");
}

Test(settings, the_default_may_be_written_out)
{
    read_text("lang = zh\nlang = auto\nbell = on\n");
    cr_assert_eq(settings.n_faults, 0);
    assert_word(DUBAN_SETTING_LANG, "auto");
}

Test(settings, a_slip_is_told_with_its_line_and_the_rest_is_taken)
{
    read_text("langue = en\nborders = wide\nthis is nothing\nutc-offset = 8\n[cards]\nx = 1\n"
              "[keys]\ndone = F8\n");
    cr_assert_eq(settings.n_faults, 5);
    assert_fault(0, 1, "langue", "没有这个设置");
    assert_fault(1, 2, "borders", "lines|ascii");
    assert_fault(2, 4, "utc-offset", "+08:00");
    assert_fault(3, 6, "cards", "[keys]");
    assert_fault(4, 3, NULL, "名字 = 值");
    cr_assert_eq(settings.keys.n, 1);
    assert_word(DUBAN_SETTING_BORDERS, "lines");
}

Test(settings, long_remarks_are_no_fault_but_long_lines_are)
{
    char text[1024];
    int n = snprintf(text, sizeof text, "# %0400d\nlang = %0300d\nbell = off\n", 0, 0);

    cr_assert_lt((size_t)n, sizeof text);
    read_text(text);
    assert_fault(0, 2, NULL, "太长");
    cr_assert_eq(settings.n_faults, 1);
    assert_word(DUBAN_SETTING_BELL, "off");
}

Test(settings, a_folder_in_its_place_is_told)
{
    duban_settings_read(&settings, "/tmp");
    cr_assert_eq(settings.n_faults, 1);
    cr_assert_str_eq(settings.faults[0].file, "/tmp");
}

Test(settings, offsets_are_zones_of_posix)
{
    const struct {
        const char *offset, *zone;
    } rows[] = {{"+08:00", "<+0800>-08:00"}, {"-03:30", "<-0330>+03:30"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *zone = duban_settings_zone(rows[i].offset);

        cr_expect_str_eq(zone, rows[i].zone);
        free(zone);
    }
    cr_assert(duban_settings_zone("") == NULL);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static struct duban_keymap keymap_of(const char *text)
{
    struct duban_keymap keymap;

    read_text(text);
    duban_keymap_init(&keymap);
    duban_keymap_use(&keymap, &settings);
    return keymap;
}

static void assert_keys(const struct duban_keymap *keymap, enum duban_command command,
                        const char *keys)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_keymap_keys(&out, keymap, command, 0);
    cr_expect_str_eq(out.data, keys);
    duban_buf_release(&out);
}

Test(settings, a_command_has_the_keys_of_its_line_and_no_others)
{
    struct duban_keymap keymap = keymap_of("[keys]\ndone = X F8\nquit = x\nadd =\n");

    cr_assert_eq(settings.n_faults, 0);
    assert_keys(&keymap, DUBAN_COMMAND_DONE, "X F8");
    assert_keys(&keymap, DUBAN_COMMAND_QUIT, "x");
    assert_keys(&keymap, DUBAN_COMMAND_ADD, "");
    assert_keys(&keymap, DUBAN_COMMAND_UP, "k ↑");
    cr_assert_eq(duban_keymap_find(&keymap, DUBAN_KEY_OF(CHAR, 'x'), DUBAN_IN_BOARD),
                 DUBAN_COMMAND_QUIT);
    cr_assert_eq(duban_keymap_find(&keymap, DUBAN_KEY_OF(CHAR, 'q'), DUBAN_IN_BOARD),
                 DUBAN_COMMANDS);
    duban_keymap_release(&keymap);
}

/* A key taken by one command is no longer shown at the other. */
Test(settings, a_key_has_one_command)
{
    struct duban_keymap keymap = keymap_of("[keys]\nquit = x\n");

    assert_keys(&keymap, DUBAN_COMMAND_DONE, "x"); /* in the card, where quit is not */
    cr_assert_eq(duban_keymap_find(&keymap, DUBAN_KEY_OF(CHAR, 'x'), DUBAN_IN_CARD),
                 DUBAN_COMMAND_DONE);
    duban_keymap_release(&keymap);
}

Test(settings, what_is_no_command_or_key_leaves_the_keys_alone)
{
    struct duban_keymap keymap = keymap_of("[keys]\nfinish = x\ndone = Hyper-x\nform-save = z\n");

    cr_assert_eq(settings.n_faults, 3);
    assert_fault(0, 2, "finish", "没有这个命令");
    assert_fault(1, 3, "done", "Hyper-x");
    assert_fault(2, 4, "form-save", "写字");
    assert_keys(&keymap, DUBAN_COMMAND_DONE, "x");
    assert_keys(&keymap, DUBAN_COMMAND_FORM_SAVE, "F2 ^S");
    duban_keymap_release(&keymap);
}
