/* The store: one board, one SQLite file.
 *
 * Everything above this header sees values only. A write is one transaction: when a call that
 * writes returns DUBAN_OK its work is on the disk, otherwise the file is as it was. No statement is
 * held between calls, so a store that waits for a key blocks nobody.
 */
#ifndef DUBAN_STORE_H
#define DUBAN_STORE_H

#include "duban/change.h"
#include "duban/walk.h"

struct duban_store; /* opaque; one thread, never carried over a fork */

enum {
    DUBAN_STORE_READ_ONLY = 1u << 0, /* every write is refused */
};

/* Who writes, and when. */
struct duban_stamp {
    const char *actor; /* login name or --actor */
    const char *at;    /* instant in UTC, "YYYY-MM-DDTHH:MM:SSZ" */
};

/* Opens an existing board. The first 100 bytes are looked at before SQLite touches the file, and a
 * file that is refused is left exactly as it is. DUBAN_BOARD: no such file, a directory, not
 * readable, empty, no SQLite file, another program's, newer than this program, damaged so that it
 * cannot be read. One of which all can be read is opened for reading, and writing to it is
 * DUBAN_BOARD: duban_store_limit() says why. DUBAN_IO: locked too long. A file that this user may
 * only read is opened; writing to it is DUBAN_IO. Do not open a board while another store of this
 * process is inside a frame on the same file: closing the file after the look at its header would
 * drop the other's locks. */
enum duban_status duban_store_open(struct duban_store **out, const char *path, unsigned flags,
                                   struct duban_err *err);

/* The same; when the board gets new tables, a copy of it as it was is kept in `backups` first
 * (NULL: none). That the copy could not be made keeps nobody from the board: duban_store_warning().
 */
enum duban_status duban_store_open_with(struct duban_store **out, const char *path, unsigned flags,
                                        const char *backups, struct duban_err *err);

/* What is read of a board as soon as it is open. */
struct duban_reading {
    enum duban_status (*read)(void *into, struct duban_store *store, struct duban_err *err);
    void (*forget)(void *into); /* what was read: it is going to be read again, or not at all */
    void *into;
};

/* The same, and reads. A large board is checked while it is being read; what was read of one that
 * turns out to be damaged is forgotten, and read again as far as such a board can be. When only the
 * reading fails the store is open all the same. */
enum duban_status duban_store_open_reading(struct duban_store **out, const char *path,
                                           unsigned flags, const char *backups,
                                           const struct duban_reading *reading,
                                           struct duban_err *err);

/* Begins a new board beside `path`, of mode 0660 whatever the umask: colleagues of one group work
 * on it, nobody else. It becomes `path` only with duban_store_publish(); closing it before leaves
 * nothing behind. DUBAN_REFUSED when `path` exists or names no file, DUBAN_IO when the folder
 * cannot be written. Folders on the way are made, for this user only (0700), when `make_folders`.
 */
enum duban_status duban_store_create(struct duban_store **out, const char *path, bool make_folders,
                                     struct duban_err *err);

/* Gives the new board its name, outside of a frame. DUBAN_REFUSED when somebody else has made a
 * file of that name meanwhile, DUBAN_IO when it cannot be saved; then the store can only be closed.
 */
enum duban_status duban_store_publish(struct duban_store *store, struct duban_err *err);

/* Rolls back what is open and frees the store; NULL is allowed. */
void duban_store_close(struct duban_store *store);

/* What keeps a board from being written that was to be; NULL: nothing. */
const char *duban_store_limit(const struct duban_store *store);

/* What opening it left undone and people should know; NULL: nothing. */
const char *duban_store_warning(const struct duban_store *store);

/* Appends a warning when the board lies on a network disk, where programs on several machines can
 * damage it; nothing when on a disk of this machine. */
void duban_store_network(struct duban_buf *out, const struct duban_store *store);

/* Reads the whole board into *out (initialised by this call, also on failure). */
enum duban_status duban_store_load(struct duban_campaign *out, struct duban_store *store,
                                   struct duban_err *err);

/* A walk (walk.h) through the board without reading it into memory: all of one moment, and who
 * wants to write meanwhile waits until the walk is closed. Its campaign has the phases and no tasks.
 * Its tasks have all fields or, when `fields` (DUBAN_FIELDS of them) is not NULL, at least those that
 * are true there, the text, the place and the extra columns. *out is NULL on failure; DUBAN_BOARD,
 * on the way too, when something cannot be understood. */
struct duban_store_walk; /* opaque */
enum duban_status duban_store_walk_open(struct duban_store_walk **out, struct duban_store *store,
                                        const bool *fields, struct duban_err *err);
void duban_store_walk_close(struct duban_store_walk *walk); /* NULL: nothing to do */
const struct duban_campaign *duban_store_walk_campaign(const struct duban_store_walk *walk);
struct duban_walk duban_store_walk(struct duban_store_walk *walk);

/* What all of its tasks take, in bytes of the board: about as much as a table of them will. */
size_t duban_store_walk_size(const struct duban_store_walk *walk);

/* A command's frame: BEGIN IMMEDIATE, so that nothing changes between its reading and its writing.
 * duban_store_apply() inside it does not commit. Not nested. */
enum duban_status duban_store_begin(struct duban_store *store, struct duban_err *err);
enum duban_status duban_store_commit(struct duban_store *store, struct duban_err *err);
void duban_store_rollback(struct duban_store *store);

/* A call that writes has failed with DUBAN_IO, and yet its work is in the file: only that it will
 * outlast a power cut was not confirmed. Its batch has its ids then, and must not be written again.
 */
bool duban_store_unconfirmed(const struct duban_store *store);

/* Writes a batch with its history, in one transaction of its own unless one is open. Gives new
 * things their ids and every change its new version, in place. DUBAN_CONFLICT, naming the task,
 * when a change was made from another version than the board's. When anything goes wrong nothing is
 * written, and the batch is as it was. DUBAN_REFUSED on a store that is read-only. A batch without
 * changes and without a note is written as nothing at all. */
enum duban_status duban_store_apply(struct duban_store *store, struct duban_batch *batch,
                                    const struct duban_stamp *stamp, struct duban_err *err);

/* True in *out when another connection has committed since this was last asked (or since opening),
 * or another file stands at the path by now, which is read from here on. A failure means that the
 * file is gone or cannot be opened; asking again is all there is to do. */
enum duban_status duban_store_changed(bool *out, struct duban_store *store, struct duban_err *err);

/* --- History ------------------------------------------------------------------------------- */

/* One line of the history: an act and one field of one thing. All strings owned. */
struct duban_history_line {
    int64_t batch;
    char *at, *actor;
    enum duban_act act;
    enum duban_object object;
    int64_t id;           /* of the task or phase; 0: the campaign */
    char *field;          /* key, or the extra column's name; NULL when the act has no field */
    char *before, *after; /* canonical; a phase by its name */
    char *note;           /* the act's reason, evidence or progress line, on its first line */
};

struct duban_history {
    struct duban_history_line *lines; /* oldest first */
    size_t n, cap;
};

void duban_history_init(struct duban_history *history);
void duban_history_release(struct duban_history *history);

/* True when two lines, one behind the other, tell of different acts or things. */
bool duban_history_apart(const struct duban_history_line *a, const struct duban_history_line *b);

/* What of the history is wanted. All zero: all of it. */
struct duban_recall {
    int64_t task;  /* lines about this task only; 0: about anything */
    int64_t after; /* of acts after this batch only */
    size_t limit;  /* the last so many lines; 0: all */
    /* When not NULL, only lines that fit `with`; each line is shown its act's note. */
    bool (*fits)(const struct duban_history_line *line, const void *with);
    const void *with;
};

/* Reads the told lines that are wanted. *out is initialised by this call. */
enum duban_status duban_store_recall(struct duban_history *out, struct duban_store *store,
                                     const struct duban_recall *wanted, struct duban_err *err);

/* The same for one task or (task 0) the whole board; the last `limit` lines, 0: all. */
enum duban_status duban_store_history(struct duban_history *out, struct duban_store *store,
                                      int64_t task, size_t limit, struct duban_err *err);

/* The batch that was written last; 0: none. */
enum duban_status duban_store_latest(int64_t *out, struct duban_store *store,
                                     struct duban_err *err);

/* The actor's last act that is not undone (or the last undone one, for redo), as the batch that was
 * written. *out is initialised by this call; DUBAN_REFUSED when there is nothing to undo or redo.
 */
enum duban_status duban_store_last(struct duban_batch *out, struct duban_store *store,
                                   const char *actor, bool redo, struct duban_err *err);

/* Who has changed, after `done` and last, what it changed: their name in *actor and the instant in
 * *at, owned; both NULL when nobody has. Somebody else goes before the actor of `done`. */
enum duban_status duban_store_blame(char **actor, char **at, struct duban_store *store,
                                    const struct duban_batch *done, struct duban_err *err);

/* --- Care ---------------------------------------------------------------------------------- */

/* Checks the file, the schema and what must always hold in a board. Each finding is appended as one
 * line to *out. DUBAN_BOARD when there is any. */
enum duban_status duban_store_check(struct duban_buf *out, struct duban_store *store,
                                    struct duban_err *err);

#endif
