/* Names and folders of board files, and how a new one comes to its name.
 *
 * A board is built under another name in its own folder and renamed when it is whole, so that a
 * power cut leaves a board or none, and a race of two leaves the first one's. */
#include "store/path.h"

#include "duban/alloc.h"
#include "duban/buf.h"
#include "duban/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BOARD_MODE  0660
#define FOLDER_MODE 0700
#define NAME_BYTES  200 /* of the board's name within the temporary one: NAME_MAX is 255 */

static const struct {
    int code;
    const char *text;
} reasons[] = {
    {ENOENT, N_("所在的文件夹不存在；请先建立它，或换一个位置")},
    {ENOTDIR, N_("路径中有一段不是文件夹；请检查路径")},
    {EACCES, N_("没有权限在这个文件夹里建立文件；请换一个位置，或请管理员开放权限")},
    {EPERM, N_("没有权限在这个文件夹里建立文件；请换一个位置，或请管理员开放权限")},
    {EROFS, N_("所在的磁盘是只读的；请换一个位置")},
    {ENOSPC, N_("磁盘已满；请腾出空间后重试")},
    {EDQUOT, N_("超出磁盘配额；请腾出空间后重试")},
    {EFBIG, N_("超出允许的文件大小；请联系管理员")},
    {ENAMETOOLONG, N_("文件名太长；请用短一些的名字")},
    {ELOOP, N_("路径中的链接绕成了圈；请检查路径")},
};

static enum duban_status fail(struct duban_err *err, const char *path, int code)
{
    const char *text = NULL;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons && !text; i++)
        if (reasons[i].code == code)
            text = _(reasons[i].text);
    if (text)
        duban_err_set(err, DUBAN_IO, "%s", text);
    else
        duban_err_set(err, DUBAN_IO, _("无法写入（%s）；请检查磁盘后重试"), strerror(code));
    duban_err_at(err, path, 0, NULL);
    return DUBAN_IO;
}

static enum duban_status refuse(struct duban_err *err, const char *path, const char *text)
{
    duban_err_set(err, DUBAN_REFUSED, "%s", text);
    duban_err_at(err, path, 0, NULL);
    return DUBAN_REFUSED;
}

char *duban_path_plain(const char *path)
{
    struct duban_buf plain = DUBAN_BUF_INIT;
    if (*path != '/')
        duban_buf_adds(&plain, "./");
    duban_buf_adds(&plain, path);
    return duban_buf_detach(&plain);
}

/* Where the last part of the path begins. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

enum duban_status duban_path_vacant(const char *path, struct duban_err *err)
{
    struct stat st;
    if (!*base_name(path))
        return refuse(err, path, _("缺少文件名；请给出新看板的文件名"));
    if (lstat(path, &st) == 0)
        return refuse(err, path, _("文件已存在，没有改动它；请换一个名字"));
    return DUBAN_OK;
}

enum duban_status duban_path_folders(const char *path, struct duban_err *err)
{
    char *folder = duban_strndup(path, (size_t)(base_name(path) - path));
    enum duban_status status = DUBAN_OK;
    for (char *p = folder; *p && status == DUBAN_OK; p++) {
        if (*p != '/' || p == folder)
            continue;
        *p = '\0';
        if (mkdir(folder, FOLDER_MODE) != 0 && errno != EEXIST)
            status = fail(err, folder, errno);
        *p = '/';
    }
    free(folder);
    return status;
}

/* The bytes of `name` that fit, cut between two characters. */
static size_t name_bytes(const char *name)
{
    size_t len = strlen(name);
    if (len > NAME_BYTES)
        for (len = NAME_BYTES; len > 0 && ((unsigned char)name[len] & 0xC0) == 0x80; len--)
            continue;
    return len;
}

enum duban_status duban_path_temporary(char **out, const char *path, struct duban_err *err)
{
    const char *name = base_name(path);
    struct duban_buf temp = DUBAN_BUF_INIT;
    duban_buf_add(&temp, path, (size_t)(name - path));
    duban_buf_adds(&temp, ".");
    duban_buf_add(&temp, name, name_bytes(name));
    duban_buf_adds(&temp, ".XXXXXX.new");
    int fd = mkostemps(temp.data, (int)strlen(".new"), O_CLOEXEC);
    if (fd < 0) {
        enum duban_status status = fail(err, path, errno);
        duban_buf_release(&temp);
        return status;
    }
    /* A file system without modes says no; it has nothing to share by them either. */
    (void)!fchmod(fd, BOARD_MODE);
    close(fd);
    *out = duban_buf_detach(&temp);
    return DUBAN_OK;
}

/* fsync of a file or folder by name. */
static int sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int result = fsync(fd), code = errno;
    close(fd);
    errno = code;
    return result;
}

/* Owned. */
static char *folder_of(const char *path)
{
    size_t len = (size_t)(base_name(path) - path);
    return len ? duban_strndup(path, len) : duban_strdup(".");
}

bool duban_path_folder_writable(const char *path)
{
    char *folder = folder_of(path);
    bool writable = faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
    free(folder);
    return writable;
}

bool duban_path_sync_folder(const char *path)
{
    char *folder = folder_of(path);
    bool synced = sync_path(folder, O_RDONLY | O_DIRECTORY) == 0;
    free(folder);
    return synced;
}

/* The board has its name already; where folders cannot be synced there is no more to do. */
static void sync_folder(const char *path)
{
    (void)duban_path_sync_folder(path);
}

/* renameat2 where the file system knows it, else link and unlink; neither replaces. */
static int rename_vacant(const char *temp, const char *path)
{
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (link(temp, path) != 0)
        return -1;
    unlink(temp);
    return 0;
}

enum duban_status duban_path_publish(const char *temp, const char *path, struct duban_err *err)
{
    if (sync_path(temp, O_RDONLY) != 0)
        return fail(err, path, errno);
    if (rename_vacant(temp, path) != 0)
        return errno == EEXIST ? duban_path_vacant(path, err) : fail(err, path, errno);
    sync_folder(path);
    return DUBAN_OK;
}

enum duban_status duban_path_replace(const char *temp, const char *path, struct duban_err *err)
{
    if (sync_path(temp, O_RDONLY) != 0 || rename(temp, path) != 0)
        return fail(err, path, errno);
    sync_folder(path);
    return DUBAN_OK;
}
