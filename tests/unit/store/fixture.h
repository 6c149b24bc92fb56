/* What the tests of the store share: a folder of one's own, a small board, changes to it. */
#ifndef TEST_STORE_FIXTURE_H
#define TEST_STORE_FIXTURE_H

#include "duban/store.h"

#define BOARD "board.duban"

/* An empty folder of the test's own, and out of it again. */
void fixture_enter(void);
void fixture_leave(void);

/* 2018-06-01T00:00:00Z, by that actor. */
struct duban_stamp fixture_stamp(const char *actor);

/* A published board at `path`: year 2018, phases 1 宣传发动 and 2 学习讨论, tasks 1 and 2 in the
 * first and 3 in the second. */
struct duban_store *fixture_board(const char *path);
struct duban_store *fixture_open(const char *path);

/* One act by `actor` on one task as it is on the board: field = value. Returns what came of it and
 * releases the fault. */
enum duban_status fixture_set(struct duban_store *store, const char *actor, int64_t task,
                              enum duban_field field, const char *value);
enum duban_status fixture_set_extra(struct duban_store *store, const char *actor, int64_t task,
                                    const char *name, const char *value);

/* A change for a new task of that text. */
struct duban_change *fixture_new_task(struct duban_batch *batch, int64_t id, const char *phase,
                                      const char *position, const char *text);

/* A field of a task as the board has it now; owned. */
char *fixture_get(struct duban_store *store, int64_t task, enum duban_field field);
void fixture_expect(struct duban_store *store, int64_t task, enum duban_field field,
                    const char *value);

/* Files: writing one, its bytes, and how many names the folder holds. */
void fixture_put(const char *path, const void *bytes, size_t len);
void fixture_bytes(struct duban_buf *out, const char *path);
int fixture_names(void);

/* Runs SQL on a board as some other program would; returns SQLite's result code. */
int fixture_sql(const char *path, const char *sql);

/* The same by a program that is killed before it ends what it has begun. */
void fixture_sql_killed(const char *path, const char *sql);

#endif
