/* Boards for end-to-end tests, made by the program itself. */
#ifndef E2E_BOARD_H
#define E2E_BOARD_H

#include "duban/buf.h"

/* A board in the test's temporary folder, imported from a table of four phases and eight tasks:
 *
 *     发动: 1 制定方案 (5.25), 2 查找问题 (5.31), 3 发放问卷 (6.15)
 *     学习: 4 召开座谈会 (6.20), 5 开办专栏 (6.30), 6 主题征文 (7.30)
 *     转化: 7 梳理意见建议 (8.30)
 *     深化: 8 总结成果 (12.15)
 *
 * Owned by the caller. */
char *board_make(const char *name);

/* The same from a table of one's own. */
char *board_import(const char *name, const char *csv);

/* The same from a table that is a file. */
char *board_read(const char *name, const char *table, const char *year);

/* Runs argv[0], found by PATH, with all its output added to *out; returns its exit status, or 128 +
 * the signal that killed it. */
int board_exec(struct duban_buf *out, const char *const *argv);

/* One act of the command line, which may fail: its exit status. */
int board_try(struct duban_buf *out, const char *board, const char *const *words);

/* One act of the command line: DUBAN_BIN -b BOARD and these words, NULL last. What it printed,
 * owned by the caller; the test fails when it does not succeed. */
char *board_run(const char *board, const char *const *words);

#endif
