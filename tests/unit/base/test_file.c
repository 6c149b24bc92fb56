/* Whole files: what is refused and how it is named, and that a write is all or nothing. */
#include "duban/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every test runs in an empty folder of its own and in a process of its own. */
static char folder[4096];

static void enter(void)
{
    const char *base = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/duban-file.XXXXXX", base ? base : "/tmp");
    cr_assert(mkdtemp(folder) != NULL);
    cr_assert_eq(chdir(folder), 0);
    cr_assert_eq(chmod(".", 0755), 0);
    umask(022);
}

static void leave(void)
{
    char command[sizeof folder + 16];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    cr_assert_eq(system(command), 0);
}

TestSuite(file, .init = enter, .fini = leave, .timeout = 20);

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    cr_assert(f != NULL);
    fputs(text, f);
    cr_assert_eq(fclose(f), 0);
}

static void expect_content(const char *path, const char *text)
{
    struct duban_buf got = DUBAN_BUF_INIT;

    cr_assert_eq(duban_file_read(&got, path, 1 << 20, NULL), DUBAN_OK);
    cr_assert_str_eq(got.data, text);
    duban_buf_release(&got);
}

/* How many names are in the folder: nothing may be left behind. */
static int names(void)
{
    DIR *dir = opendir(".");
    int n = 0;

    cr_assert(dir != NULL);
    for (struct dirent *entry; (entry = readdir(dir));)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return n;
}

static void expect_unreadable(const char *path, size_t limit, const char *part)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct duban_buf got = DUBAN_BUF_INIT;

    duban_buf_adds(&got, "before");
    cr_assert_eq(duban_file_read(&got, path, limit, &err), DUBAN_REFUSED);
    cr_assert_eq(err.status, DUBAN_REFUSED);
    cr_assert_str_eq(err.file, path);
    cr_assert(strstr(err.text, part) != NULL, "%s: %s", path, err.text);
    cr_assert_str_eq(got.data, "before");
    duban_err_release(&err);
    duban_buf_release(&got);
}

static void expect_unwritable(const char *path, bool replace, enum duban_status status,
                              const char *part)
{
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_file_write(path, "new", 3, replace, 0644, &err), status, "%s", path);
    cr_assert_eq(err.status, status);
    cr_assert_str_eq(err.file, path);
    cr_assert(strstr(err.text, part) != NULL, "%s: %s", path, err.text);
    duban_err_release(&err);
}

/* Reading */

Test(file, read_appends)
{
    struct duban_buf got = DUBAN_BUF_INIT;

    put("a", "one");
    put("b", "two");
    cr_assert_eq(duban_file_read(&got, "a", 10, NULL), DUBAN_OK);
    cr_assert_eq(duban_file_read(&got, "b", 10, NULL), DUBAN_OK);
    cr_assert_str_eq(got.data, "onetwo");
    duban_buf_release(&got);
}

Test(file, read_large_and_binary)
{
    enum { SIZE = 300000 };
    struct duban_buf got = DUBAN_BUF_INIT;
    char *bytes = malloc(SIZE);

    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i % 251);
    cr_assert_eq(duban_file_write("a", bytes, SIZE, false, 0644, NULL), DUBAN_OK);
    cr_assert_eq(duban_file_read(&got, "a", SIZE, NULL), DUBAN_OK);
    cr_assert_eq(got.len, SIZE);
    cr_assert_arr_eq(got.data, bytes, SIZE);
    free(bytes);
    duban_buf_release(&got);
}

Test(file, read_up_to_the_limit_and_not_beyond)
{
    put("a", "12345");
    expect_content("a", "12345");
    expect_unreadable("a", 4, "文件太大");
}

Test(file, read_names_each_refusal)
{
    cr_assert_eq(mkdir("folder", 0755), 0);
    put("file", "x");
    expect_unreadable("missing", 10, "没有这个文件");
    expect_unreadable("file/below", 10, "没有这个文件");
    expect_unreadable("folder", 10, "文件夹");
    expect_unreadable("/dev/null", 10, "不是普通文件");
}

Test(file, read_without_permission)
{
    put("secret", "x");
    cr_assert_eq(chmod("secret", 0), 0);
    if (geteuid() == 0)
        cr_assert_eq(setegid(65534) | seteuid(65534), 0);
    expect_unreadable("secret", 10, "没有读取权限");
    cr_assert_eq(seteuid(getuid()), 0);
}

static pid_t write_into(const char *fifo, const char *text)
{
    pid_t pid;

    cr_assert_eq(mkfifo(fifo, 0644), 0);
    pid = fork();
    if (pid == 0) {
        int fd = open(fifo, O_WRONLY);

        signal(SIGPIPE, SIG_IGN);
        _exit(write(fd, text, strlen(text)) < 0);
    }
    return pid;
}

Test(file, read_a_pipe)
{
    write_into("pipe", "from a pipe");
    expect_content("pipe", "from a pipe");
}

Test(file, read_of_a_pipe_is_limited_too)
{
    write_into("pipe", "from a pipe");
    expect_unreadable("pipe", 4, "文件太大");
}

Test(file, read_standard_input)
{
    put("a", "typed");
    cr_assert_eq(dup2(open("a", O_RDONLY), STDIN_FILENO), STDIN_FILENO);
    expect_content("-", "typed");
}

Test(file, read_standard_input_that_is_a_folder)
{
    cr_assert_eq(dup2(open(".", O_RDONLY), STDIN_FILENO), STDIN_FILENO);
    expect_unreadable("-", 10, "文件夹");
}

/* Writing */

Test(file, write_makes_a_new_file_with_its_mode)
{
    struct stat st;

    cr_assert_eq(duban_file_write("a", "new", 3, false, 0666, NULL), DUBAN_OK);
    expect_content("a", "new");
    cr_assert_eq(stat("a", &st), 0);
    cr_assert_eq(st.st_mode & 07777, 0644, "the umask counts");
    cr_assert_eq(names(), 1);
}

Test(file, write_into_another_folder)
{
    char path[sizeof folder + 16];

    cr_assert_eq(mkdir("sub", 0755), 0);
    cr_assert_eq(duban_file_write("sub/a", "new", 3, false, 0644, NULL), DUBAN_OK);
    expect_content("sub/a", "new");
    snprintf(path, sizeof path, "%s/b", folder);
    cr_assert_eq(duban_file_write(path, "", 0, false, 0644, NULL), DUBAN_OK);
    expect_content("b", "");
    cr_assert_eq(names(), 2);
}

Test(file, write_overwrites_only_when_asked)
{
    struct stat st;

    put("a", "old");
    cr_assert_eq(chmod("a", 0600), 0);
    expect_unwritable("a", false, DUBAN_REFUSED, "已存在");
    expect_content("a", "old");
    cr_assert_eq(duban_file_write("a", "new", 3, true, 0644, NULL), DUBAN_OK);
    expect_content("a", "new");
    cr_assert_eq(stat("a", &st), 0);
    cr_assert_eq(st.st_mode & 07777, 0600, "a replaced file keeps its mode");
    cr_assert_eq(names(), 1);
}

Test(file, write_refuses_what_is_no_plain_file)
{
    put("target", "old");
    cr_assert_eq(symlink("target", "link"), 0);
    cr_assert_eq(symlink("nowhere", "dangling"), 0);
    cr_assert_eq(mkdir("folder", 0755), 0);
    cr_assert_eq(mkfifo("pipe", 0644), 0);
    expect_unwritable("link", true, DUBAN_REFUSED, "不是普通文件");
    expect_unwritable("dangling", false, DUBAN_REFUSED, "不是普通文件");
    expect_unwritable("folder", true, DUBAN_REFUSED, "文件夹");
    expect_unwritable("pipe", true, DUBAN_REFUSED, "不是普通文件");
    expect_content("target", "old");
    cr_assert_eq(access("nowhere", F_OK), -1);
    cr_assert_eq(names(), 5);
}

Test(file, write_where_there_is_no_folder)
{
    put("file", "x");
    expect_unwritable("missing/a", false, DUBAN_IO, "写入失败");
    expect_unwritable("file/a", false, DUBAN_IO, "无法写入");
    expect_unwritable("", false, DUBAN_IO, "写入失败");
    cr_assert_eq(names(), 1);
}

Test(file, write_on_a_full_disk_leaves_all_as_it_was)
{
    struct rlimit small = {100, 100};
    char bytes[1000];

    memset(bytes, 'x', sizeof bytes);
    put("a", "old");
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    cr_assert_eq(duban_file_write("a", bytes, sizeof bytes, true, 0644, NULL), DUBAN_IO);
    cr_assert_eq(duban_file_write("b", bytes, sizeof bytes, false, 0644, NULL), DUBAN_IO);
    expect_content("a", "old");
    cr_assert_eq(names(), 1);
}

Test(file, write_is_not_stopped_by_what_a_crash_left)
{
    char left[64];

    snprintf(left, sizeof left, ".duban-%ld-0.tmp", (long)getpid());
    put(left, "left over");
    cr_assert_eq(duban_file_write("a", "new", 3, false, 0644, NULL), DUBAN_OK);
    expect_content("a", "new");
    expect_content(left, "left over");
}

/* Folders */

Test(file, folders_are_made_for_their_owner_only)
{
    struct duban_err err = DUBAN_ERR_INIT;
    struct stat st;

    cr_assert_eq(duban_file_folders("a/b/c", &err), DUBAN_OK, "%s", err.text);
    cr_assert_eq(stat("a/b", &st), 0);
    cr_expect_eq(st.st_mode & 0777, 0700);
    cr_expect_neq(access("a/b/c", F_OK), 0);
    cr_expect_eq(duban_file_folders("a/b/c", &err), DUBAN_OK, "a second time");
    put("file", "x");
    cr_expect_eq(duban_file_folders("file/b/c", &err), DUBAN_IO);
    cr_expect_str_eq(err.file, "file/b");
    duban_err_release(&err);
}
