/* Presence: see presence.h.
 *
 * The locks are those of an open file description (F_OFD_SETLK): they end with the program, and
 * closing another file of the process does not end them, as it does with plain POSIX locks. The
 * file may be taken away by the last one who leaves while somebody else is just coming: whoever
 * finds that their file has no name any more comes again. */
#include "duban/presence.h"

#include "duban/alloc.h"
#include "duban/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SLOT     128 /* bytes: "TASK NAME", blanks, a newline */
#define SLOTS    256
#define MODE     0660
#define NO_SLOT  (-1)
#define NO_FILE  (-1)

struct duban_presence {
    char *board, *path;
    char *actor;
    int fd;       /* NO_FILE: not open */
    bool writing; /* it is open for writing too */
    int slot;     /* that is locked; NO_SLOT: none */
    int64_t task; /* that is being edited here; 0: none */
    struct duban_editor *others;
    size_t n_others;
};

/* .NAME.editing beside the board. */
static char *path_of(const char *board)
{
    const char *slash = strrchr(board, '/'), *name = slash ? slash + 1 : board;
    struct duban_buf path = DUBAN_BUF_INIT;
    duban_buf_add(&path, board, (size_t)(name - board));
    duban_buf_addf(&path, ".%s.editing", name);
    return duban_buf_detach(&path);
}

struct duban_presence *duban_presence_new(const char *board, const char *actor)
{
    struct duban_presence *p = duban_alloc(sizeof *p);
    p->board = duban_strdup(board);
    p->path = path_of(board);
    p->actor = duban_strdup(actor);
    p->fd = NO_FILE;
    p->slot = NO_SLOT;
    return p;
}

/* --- Locks ----------------------------------------------------------------------------------- */

static bool try_lock(struct duban_presence *p, int slot, short type)
{
    struct flock lock = {
        .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)slot * SLOT, .l_len = SLOT};
    return fcntl(p->fd, F_OFD_SETLK, &lock) == 0;
}

/* Whether somebody else holds a lock on `n` slots from `slot` on. */
static bool is_held(const struct duban_presence *p, int slot, int n)
{
    struct flock lock = {.l_type = F_WRLCK,
                         .l_whence = SEEK_SET,
                         .l_start = (off_t)slot * SLOT,
                         .l_len = (off_t)n * SLOT};
    return fcntl(p->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/* --- The file -------------------------------------------------------------------------------- */

static void close_file(struct duban_presence *p)
{
    if (p->fd != NO_FILE)
        close(p->fd);
    p->fd = NO_FILE;
    p->slot = NO_SLOT;
}

/* A plain file that has this one name: nothing that somebody has put there to be written through. */
static bool is_ours(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1;
}

/* The group of the board is let in, whatever the umask. */
static void let_group_in(const struct duban_presence *p, int fd)
{
    struct stat board;
    if (stat(p->board, &board) == 0)
        (void)!fchown(fd, (uid_t)-1, board.st_gid);
    (void)!fchmod(fd, MODE);
}

static int open_file(const struct duban_presence *p, bool writing)
{
    int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    int fd = open(p->path, flags | (writing ? O_RDWR : O_RDONLY));
    if (fd < 0 && errno == ENOENT && writing) {
        fd = open(p->path, flags | O_RDWR | O_CREAT | O_EXCL, MODE);
        if (fd >= 0)
            let_group_in(p, fd);
    }
    return fd;
}

/* True when the file is open, and still the one of that name. */
static bool reach(struct duban_presence *p, bool writing)
{
    if (p->fd != NO_FILE && (!is_ours(p->fd) || (writing && !p->writing)))
        close_file(p);
    if (p->fd != NO_FILE)
        return true;
    p->fd = open_file(p, writing);
    p->writing = writing;
    if (p->fd != NO_FILE && !is_ours(p->fd))
        close_file(p);
    return p->fd != NO_FILE;
}

/* --- One's own word -------------------------------------------------------------------------- */

static bool write_slot(struct duban_presence *p, int64_t task)
{
    char text[SLOT + 1], name[DUBAN_EDITOR_NAME];
    size_t len = strlen(p->actor);
    if (len >= sizeof name)
        for (len = sizeof name - 1; len > 0 && ((unsigned char)p->actor[len] & 0xC0) == 0x80;)
            len--;
    memcpy(name, p->actor, len);
    name[len] = '\0';
    if (task != 0)
        snprintf(text, sizeof text, "%" PRId64 " %s", task, name);
    else
        text[0] = '\0';
    len = strlen(text);
    memset(text + len, ' ', SLOT - len);
    text[SLOT - 1] = '\n';
    return pwrite(p->fd, text, SLOT, (off_t)p->slot * SLOT) == SLOT;
}

static void take_slot(struct duban_presence *p)
{
    for (int slot = 0; slot < SLOTS && p->slot == NO_SLOT; slot++)
        if (try_lock(p, slot, F_WRLCK))
            p->slot = slot;
}

/* Comes with the word, or comes again when the file was taken away. */
static void say(struct duban_presence *p)
{
    if (!reach(p, true) || p->slot != NO_SLOT)
        return;
    take_slot(p);
    if (p->slot != NO_SLOT && !write_slot(p, p->task))
        close_file(p);
}

static void leave(struct duban_presence *p)
{
    if (p->slot == NO_SLOT)
        return;
    (void)write_slot(p, 0);
    try_lock(p, p->slot, F_UNLCK);
    p->slot = NO_SLOT;
    if (!is_held(p, 0, SLOTS) && is_ours(p->fd))
        unlink(p->path);
}

void duban_presence_edit(struct duban_presence *p, int64_t task)
{
    if (task == p->task)
        return;
    p->task = task;
    if (task == 0)
        leave(p);
    else if (p->slot == NO_SLOT)
        say(p);
    else if (!write_slot(p, task))
        close_file(p);
}

void duban_presence_free(struct duban_presence *p)
{
    if (!p)
        return;
    duban_presence_edit(p, 0);
    close_file(p);
    free(p->others);
    free(p->board);
    free(p->path);
    free(p->actor);
    free(p);
}

/* --- The others' ----------------------------------------------------------------------------- */

/* "12 李" and blanks. False for what is no such text. */
static bool read_slot(struct duban_editor *out, const char *slot)
{
    char text[SLOT], *name;
    size_t len = SLOT - 1;
    memcpy(text, slot, SLOT);
    while (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    if (*text < '1' || *text > '9')
        return false;
    out->task = strtoll(text, &name, 10);
    if (*name != ' ' || name[1] == '\0' || strlen(name + 1) >= sizeof out->name)
        return false;
    memset(out->name, 0, sizeof out->name);
    memcpy(out->name, name + 1, strlen(name + 1));
    return true;
}

static size_t read_others(struct duban_editor *out, const struct duban_presence *p)
{
    static const size_t size = (size_t)SLOT * SLOTS;
    char *slots = duban_alloc(size);
    ssize_t got = pread(p->fd, slots, size, 0);
    size_t n = 0;
    for (int slot = 0; slot < SLOTS && (slot + 1) * SLOT <= got; slot++)
        if (slot != p->slot && read_slot(&out[n], slots + (ptrdiff_t)slot * SLOT) &&
            is_held(p, slot, 1))
            n++;
    free(slots);
    return n;
}

bool duban_presence_look(struct duban_presence *p)
{
    struct duban_editor *others = NULL;
    size_t n = 0;
    if (p->task != 0)
        say(p);
    if (p->fd != NO_FILE || reach(p, false)) {
        if (!is_ours(p->fd))
            close_file(p);
        else {
            others = duban_alloc(SLOTS * sizeof *others);
            n = read_others(others, p);
        }
    }
    bool changed = n != p->n_others || (n > 0 && memcmp(others, p->others, n * sizeof *others));
    free(p->others);
    p->others = others;
    p->n_others = n;
    return changed;
}

const struct duban_editor *duban_presence_others(const struct duban_presence *p, size_t *n)
{
    *n = p->n_others;
    return p->others;
}
