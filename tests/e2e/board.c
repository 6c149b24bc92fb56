/* Boards for end-to-end tests: written as a table, imported by the real program. */
#include "e2e/board.h"

#include "duban/alloc.h"
#include "duban/buf.h"
#include "duban/file.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char plain[] = "序号,阶段步骤,工作任务,完成时限,牵头单位\n"
                            "1,发动,制定方案,5.25,宣传室\n"
                            "2,,查找问题,5.31,\"综合处\n督查处\"\n"
                            "3,,发放问卷,6.15,督查处\n"
                            "4,学习,召开座谈会,6.20,业务处\n"
                            "5,,开办专栏,6.30,综合处\n"
                            "6,,主题征文,7.30,综合处\n"
                            "7,转化,梳理意见建议,8.30,宣传室\n"
                            "8,深化,总结成果,12.15,综合处\n";

/* A path that no test has used before: tests run in processes of their own, and each makes several
 * boards of one name. */
static char *path_of(const char *name, const char *suffix)
{
    struct duban_buf path = DUBAN_BUF_INIT;
    const char *folder = getenv("TMPDIR");

    for (int i = 0; path.len == 0 || access(path.data, F_OK) == 0; i++) {
        duban_buf_clear(&path);
        duban_buf_addf(&path, "%s/%s-%d-%d%s", folder ? folder : "/tmp", name, (int)getpid(), i,
                       suffix);
    }
    return duban_buf_detach(&path);
}

int board_exec(struct duban_buf *out, const char *const *argv)
{
    char bytes[4096];
    int ends[2], status;
    ssize_t n;
    pid_t pid;

    cr_assert_eq(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(ends[1]);
    while ((n = read(ends[0], bytes, sizeof bytes)) > 0)
        duban_buf_add(out, bytes, (size_t)n);
    close(ends[0]);
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int board_try(struct duban_buf *out, const char *board, const char *const *words)
{
    const char *argv[16] = {getenv("DUBAN_BIN"), words[0], "-b", board};

    cr_assert(argv[0] != NULL, "DUBAN_BIN is not set; run this by make check or tests/run");
    for (size_t i = 1; words[i]; i++) {
        cr_assert(i + 4 < sizeof argv / sizeof *argv);
        argv[i + 3] = words[i];
    }
    return board_exec(out, argv);
}

char *board_run(const char *board, const char *const *words)
{
    struct duban_buf out = DUBAN_BUF_INIT;
    int status = board_try(&out, board, words);

    cr_assert_eq(status, 0, "duban %s: %s", words[0], out.data);
    return duban_buf_detach(&out);
}

char *board_read(const char *name, const char *table, const char *year)
{
    char *board = path_of(name, ".duban");
    const char *const words[] = {"import", "--year", year, table, NULL};

    free(board_run(board, words));
    return board;
}

char *board_import(const char *name, const char *csv)
{
    char *board, *table = path_of(name, ".csv");
    struct duban_err err = DUBAN_ERR_INIT;

    cr_assert_eq(duban_file_write(table, csv, strlen(csv), true, 0600, &err), DUBAN_OK, "%s",
                 err.text);
    board = board_read(name, table, "2018");
    free(table);
    return board;
}

char *board_make(const char *name)
{
    return board_import(name, plain);
}
