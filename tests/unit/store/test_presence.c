/* Presence: a word about who is editing, which ends with whoever said it. */
#include "duban/presence.h"

#include "unit/store/fixture.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_NAME ".board.duban.editing"

TestSuite(presence, .init = fixture_enter, .fini = fixture_leave, .timeout = 60);

static void expect_one(struct duban_presence *presence, int64_t task, const char *name)
{
    size_t n;
    const struct duban_editor *others = duban_presence_others(presence, &n);
    cr_assert_eq(n, 1);
    cr_assert_eq(others[0].task, task);
    cr_assert_str_eq(others[0].name, name);
}

Test(presence, others_see_it_come_and_go)
{
    struct duban_presence *li = duban_presence_new(BOARD, "李"),
                          *wang = duban_presence_new(BOARD, "王");
    cr_assert(!duban_presence_look(wang));
    duban_presence_edit(li, 3);
    cr_assert(duban_presence_look(wang));
    expect_one(wang, 3, "李");
    cr_assert(!duban_presence_look(wang));
    cr_assert(!duban_presence_look(li));
    duban_presence_edit(wang, 3);
    cr_assert(duban_presence_look(li));
    expect_one(li, 3, "王");
    duban_presence_edit(li, 4);
    cr_assert(duban_presence_look(wang));
    expect_one(wang, 4, "李");
    duban_presence_free(li);
    cr_assert(duban_presence_look(wang));
    duban_presence_free(wang);
    cr_assert_eq(fixture_names(), 0);
}

Test(presence, the_word_ends_with_the_program)
{
    struct duban_presence *wang = duban_presence_new(BOARD, "王");
    int ready[2];
    char c;
    cr_assert_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        duban_presence_edit(duban_presence_new(BOARD, "李"), 7);
        if (write(ready[1], "x", 1) == 1)
            pause();
        _exit(1);
    }
    cr_assert_eq(read(ready[0], &c, 1), 1);
    cr_assert(duban_presence_look(wang));
    expect_one(wang, 7, "李");
    kill(child, SIGKILL);
    cr_assert_eq(waitpid(child, NULL, 0), child);
    cr_assert(duban_presence_look(wang));
    cr_assert_eq(fixture_names(), 1);
    duban_presence_edit(wang, 1); /* takes what was left behind, and takes it away */
    duban_presence_free(wang);
    cr_assert_eq(fixture_names(), 0);
}

Test(presence, who_lost_the_file_comes_again)
{
    struct duban_presence *li = duban_presence_new(BOARD, "李"),
                          *wang = duban_presence_new(BOARD, "王");
    duban_presence_edit(li, 3);
    cr_assert_eq(unlink(FILE_NAME), 0);
    cr_assert(!duban_presence_look(li));
    cr_assert(duban_presence_look(wang));
    expect_one(wang, 3, "李");
    duban_presence_free(wang);
    duban_presence_free(li);
    cr_assert_eq(fixture_names(), 0);
}

Test(presence, nothing_strange_is_written_through)
{
    struct duban_presence *li = duban_presence_new(BOARD, "李");
    struct stat st;
    fixture_put("mine", "mine", 4);
    cr_assert_eq(symlink("mine", FILE_NAME), 0);
    duban_presence_edit(li, 3);
    cr_assert(!duban_presence_look(li));
    cr_assert_eq(unlink(FILE_NAME), 0);
    cr_assert_eq(link("mine", FILE_NAME), 0);
    cr_assert(!duban_presence_look(li));
    cr_assert_eq(stat("mine", &st), 0);
    cr_assert_eq(st.st_size, 4);
    cr_assert_eq(unlink(FILE_NAME), 0);
    cr_assert_eq(mkfifo(FILE_NAME, 0600), 0);
    cr_assert(!duban_presence_look(li));
    duban_presence_free(li);
}

Test(presence, garbage_is_nobody)
{
    struct duban_presence *wang = duban_presence_new(BOARD, "王");
    char bytes[4096];
    memset(bytes, '9', sizeof bytes);
    fixture_put(FILE_NAME, bytes, sizeof bytes);
    cr_assert(!duban_presence_look(wang));
    duban_presence_free(wang);
}

Test(presence, the_group_is_let_in)
{
    struct duban_presence *li = duban_presence_new(BOARD, "李");
    struct stat st;
    umask(077);
    duban_presence_edit(li, 3);
    cr_assert_eq(stat(FILE_NAME, &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0660);
    duban_presence_free(li);
}

Test(presence, a_missing_folder_is_nothing_to_worry_about)
{
    struct duban_presence *li = duban_presence_new("nowhere/board.duban", "李");
    duban_presence_edit(li, 3);
    cr_assert(!duban_presence_look(li));
    duban_presence_free(li);
}
