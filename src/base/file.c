/* Whole files in, whole files out: what is read is bounded, what is written is there completely or
 * not at all. */
#include "duban/file.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 16, NAMES_TRIED = 100 };

static enum duban_status refuse(struct duban_err *err, enum duban_status status, const char *path,
                                const char *text)
{
    duban_err_set(err, status, "%s", text);
    duban_err_at(err, path, 0, NULL);
    return status;
}

static enum duban_status refuse_errno(struct duban_err *err, enum duban_status status,
                                      const char *path, const char *text)
{
    int why = errno;

    duban_err_set(err, status, _("%s：%s"), text, strerror(why));
    duban_err_at(err, path, 0, NULL);
    return status;
}

/* Reading */

static enum duban_status unreadable(const char *path, struct duban_err *err)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR: return refuse(err, DUBAN_REFUSED, path, _("没有这个文件，请检查路径"));
    case EACCES: return refuse(err, DUBAN_REFUSED, path, _("没有读取权限，请检查文件权限"));
    case EISDIR: return refuse(err, DUBAN_REFUSED, path, _("这是一个文件夹，请指定其中的文件"));
    default: return refuse_errno(err, DUBAN_REFUSED, path, _("读取失败"));
    }
}

static enum duban_status too_large(const char *path, size_t limit, struct duban_err *err)
{
    duban_err_set(err, DUBAN_REFUSED, _("文件太大，最多 %zu 字节，请拆分后再试"), limit);
    duban_err_at(err, path, 0, NULL);
    return DUBAN_REFUSED;
}

static enum duban_status read_all(int fd, struct duban_buf *out, const char *path, size_t limit,
                                  struct duban_err *err)
{
    size_t got = 0;

    for (;;) {
        ssize_t n;

        duban_buf_grow(out, CHUNK);
        n = read(fd, out->data + out->len, CHUNK);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return unreadable(path, err);
        if (n == 0)
            return DUBAN_OK;
        got += (size_t)n;
        if (got > limit)
            return too_large(path, limit, err);
        out->len += (size_t)n;
        out->data[out->len] = '\0';
    }
}

/* Opens what can be read to its end: looked at before it is opened, because opening a device or a
 * terminal may do something or wait for ever. */
static enum duban_status open_plain(int *fd, const char *path, size_t limit, struct duban_err *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return unreadable(path, err);
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return unreadable(path, err);
    }
    if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
        return refuse(err, DUBAN_REFUSED, path, _("这不是普通文件，请先另存为文件再试"));
    if (S_ISREG(st.st_mode) && (uintmax_t)st.st_size > limit)
        return too_large(path, limit, err);
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    return *fd < 0 ? unreadable(path, err) : DUBAN_OK;
}

enum duban_status duban_file_read(struct duban_buf *out, const char *path, size_t limit,
                                  struct duban_err *err)
{
    bool standard = strcmp(path, "-") == 0;
    size_t before = out->len;
    enum duban_status status;
    int fd = STDIN_FILENO;

    if (!standard) {
        status = open_plain(&fd, path, limit, err);
        if (status)
            return status;
    }
    status = read_all(fd, out, path, limit, err);
    if (status)
        duban_buf_truncate(out, before);
    if (!standard)
        close(fd);
    return status;
}

/* Writing */

static size_t folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* A new empty file beside `path`, its name in *temp. O_EXCL with the wanted mode, so that umask and
 * the folder's default rights count as they do for any other program. */
static int open_beside(char **temp, const char *path, unsigned mode)
{
    struct duban_buf name = DUBAN_BUF_INIT;
    int fd = -1;

    for (int i = 0; fd < 0 && i < NAMES_TRIED; i++) {
        duban_buf_clear(&name);
        duban_buf_add(&name, path, folder_len(path));
        duban_buf_addf(&name, ".duban-%ld-%d.tmp", (long)getpid(), i);
        fd = open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    *temp = duban_buf_detach(&name);
    return fd;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

/* Writes, syncs and closes `fd`; closes it in every case. */
static bool fill(int fd, const char *data, size_t len, const struct stat *old)
{
    bool ok = write_all(fd, data, len) && (!old || fchmod(fd, old->st_mode & 07777) == 0) &&
              fsync(fd) == 0;
    int why = errno;

    if (close(fd) != 0 && ok)
        return false;
    errno = why;
    return ok;
}

/* A rename that replaces nothing; where the file system has none, a hard link does the same. */
static bool rename_new(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return link(from, to) == 0 && unlink(from) == 0;
}

/* Makes the new name last. The file is in its place by now and that cannot be taken back, so a
 * folder that cannot be synced (some file systems refuse) is no failure. */
static void sync_folder(const char *path)
{
    size_t len = folder_len(path);
    char *folder = len ? duban_strndup(path, len) : duban_strdup(".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

/* May `path` be written? *exists and *old tell what is there now. */
static enum duban_status look(const char *path, bool replace, bool *exists, struct stat *old,
                              struct duban_err *err)
{
    *exists = lstat(path, old) == 0;
    if (!*exists)
        return errno == ENOENT ? DUBAN_OK : refuse_errno(err, DUBAN_IO, path, _("无法写入"));
    if (S_ISDIR(old->st_mode))
        return refuse(err, DUBAN_REFUSED, path, _("这是一个文件夹，请指定文件名"));
    if (!S_ISREG(old->st_mode))
        return refuse(err, DUBAN_REFUSED, path, _("这不是普通文件，请换一个文件名"));
    if (!replace)
        return refuse(err, DUBAN_REFUSED, path, _("文件已存在，请换一个文件名，或明确要求覆盖"));
    return DUBAN_OK;
}

enum duban_status duban_file_write(const char *path, const char *data, size_t len, bool replace,
                                   unsigned mode, struct duban_err *err)
{
    struct stat old;
    bool exists;
    bool done = false;
    char *temp = NULL;
    int fd;
    enum duban_status status = look(path, replace, &exists, &old, err);

    if (status)
        return status;
    fd = open_beside(&temp, path, mode);
    if (fd >= 0) {
        done = fill(fd, data, len, exists ? &old : NULL) &&
               (replace ? rename(temp, path) == 0 : rename_new(temp, path));
        if (!done) {
            int why = errno;

            unlink(temp);
            errno = why;
        }
    }
    if (done)
        sync_folder(path);
    else if (errno == EEXIST && !replace)
        status = look(path, replace, &exists, &old, err);
    else
        status = refuse_errno(err, DUBAN_IO, path, _("写入失败，原文件未改动"));
    free(temp);
    return status;
}
