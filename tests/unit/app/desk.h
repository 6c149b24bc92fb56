/* A desk for the tests of the app room: a small board in a folder of its own, a session at it, and
 * hands that type.
 *
 * The board is of 2018, and it is 18 June:
 *
 *     宣传发动（5.20-6.10）   学习讨论（6.11-6.30）   整改落实（7.1-8.31）   总结（none）
 *     1 制定方案  5.25 done   4 组织学习  6.20        6 落实整改  7月中旬前
 *     2 动员大会  5.31        5 交流讨论  6.30
 *     3 广泛宣传  6.5
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "duban/session.h"

#define DESK_AT "2018-06-18T02:00:00Z"

struct desk {
    char folder[64];
    char path[96];
    char drafts[96]; /* a folder that is made when it is needed */
    struct duban_session *session;
};

void desk_open(struct desk *desk);
void desk_close(struct desk *desk);

/* Closes the session and opens another one at the same board. */
void desk_reopen(struct desk *desk, bool read_only);

/* The same by somebody else; and after the end by a signal, which must succeed. */
void desk_reopen_as(struct desk *desk, const char *actor, bool read_only);
void desk_die(struct desk *desk);

/* How many files lie among the drafts. */
int desk_drafts(const struct desk *desk);

/* Types a script: key names as in help, separated by blanks, and texts in single quotes, which come
 * as one character after the other: "j Space a '新任务' F2". Returns what the last key called for.
 */
unsigned desk_type(struct desk *desk, const char *script);

/* The board as it is in the file, read by somebody else. The caller releases it. */
void desk_load(struct duban_campaign *out, const struct desk *desk);

/* Somebody called 李四 sets a field of a task, or puts it into the bin. */
void desk_meddle(const struct desk *desk, int64_t task, enum duban_field field, const char *value);
void desk_remove(const struct desk *desk, int64_t task);

/* And removes a phase that has no tasks. */
void desk_remove_phase(const struct desk *desk, int64_t phase);

/* The id of the task whose text contains `part`, in memory and, checked to be the same, in the
 * file. */
const struct duban_task *desk_task(const struct desk *desk, const char *part);

/* The texts of the present column's rows, "|" between them; a fold row is "-". Static storage. */
const char *desk_column(const struct desk *desk);

/* The selected task's text, or "" */
const char *desk_selected(const struct desk *desk);

#endif
