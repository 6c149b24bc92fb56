/* Is this file a board? Answered from its first 100 bytes, without changing anything. */
#include "store/header.h"

#include "duban/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Offsets in the file, from SQLite's description of its format. */
enum {
    HEADER_BYTES = 100,
    AT_WRITE_FORMAT = 18, /* 1: rollback journal, 2: write-ahead log */
    AT_READ_FORMAT = 19,
    AT_USER_VERSION = 60,
    AT_APPLICATION_ID = 68,
};

static const char magic[16] = "SQLite format 3";

static const struct {
    int code;
    const char *text;
} reasons[] = {
    {ENOENT, N_("没有这个看板文件；请检查路径，或用 duban init 新建一个")},
    {ENOTDIR, N_("没有这个看板文件，路径中有一段不是文件夹；请检查路径")},
    {EACCES, N_("没有读取这个文件的权限；请联系文件的所有者")},
    {ELOOP, N_("路径中的链接绕成了圈；请检查路径")},
    {ENAMETOOLONG, N_("文件名太长；请检查路径")},
};

static enum duban_status refuse(struct duban_err *err, const char *path, const char *text)
{
    duban_err_set(err, DUBAN_BOARD, "%s", text);
    duban_err_at(err, path, 0, NULL);
    return DUBAN_BOARD;
}

static enum duban_status refuse_errno(struct duban_err *err, const char *path, int code)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == code)
            return refuse(err, path, _(reasons[i].text));
    duban_err_set(err, DUBAN_BOARD, _("无法读取（%s）；请检查路径和磁盘"), strerror(code));
    duban_err_at(err, path, 0, NULL);
    return DUBAN_BOARD;
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Reads up to HEADER_BYTES; returns how many, or -1. */
static ssize_t read_start(int fd, unsigned char *bytes)
{
    size_t have = 0;
    while (have < HEADER_BYTES) {
        ssize_t n = read(fd, bytes + have, HEADER_BYTES - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += (size_t)n;
    }
    return (ssize_t)have;
}

static enum duban_status judge(struct duban_header *out, const unsigned char *bytes,
                               const char *path, int newest, struct duban_err *err)
{
    if (memcmp(bytes, magic, sizeof magic) != 0)
        return refuse(err, path, _("这不是看板文件；要导入表格请用 duban import"));
    if (big_endian(bytes + AT_APPLICATION_ID) != DUBAN_APPLICATION_ID)
        return refuse(err, path, _("这是其他程序的数据库，不是看板；请检查路径"));
    uint32_t version = big_endian(bytes + AT_USER_VERSION);
    if (version > (uint32_t)newest) {
        duban_err_set(err, DUBAN_BOARD,
                      _("看板由更新版本的 duban 建立（格式 %u，本程序认识到 %d）；请升级程序"),
                      (unsigned)version, newest);
        duban_err_at(err, path, 0, NULL);
        return DUBAN_BOARD;
    }
    if (version == 0)
        return refuse(err, path, _("看板文件不完整；请用备份恢复"));
    out->version = (int)version;
    out->wal = bytes[AT_WRITE_FORMAT] == 2 || bytes[AT_READ_FORMAT] == 2;
    return DUBAN_OK;
}

static enum duban_status look(struct duban_header *out, int fd, const char *path, int newest,
                              struct duban_err *err)
{
    unsigned char bytes[HEADER_BYTES] = {0};
    struct stat st;
    if (fstat(fd, &st) != 0)
        return refuse_errno(err, path, errno);
    if (S_ISDIR(st.st_mode))
        return refuse(err, path, _("这是文件夹，不是看板文件；请给出文件夹里的看板文件"));
    if (!S_ISREG(st.st_mode))
        return refuse(err, path, _("这不是普通文件；请给出看板文件"));
    ssize_t have = read_start(fd, bytes);
    if (have < 0)
        return refuse_errno(err, path, errno);
    if (have == 0)
        return refuse(err, path,
                      _("文件是空的，不是看板；请删除它后用 duban init 新建，或用备份恢复"));
    return judge(out, bytes, path, newest, err);
}

enum duban_status duban_header_read(struct duban_header *out, const char *path, int newest,
                                    struct duban_err *err)
{
    /* O_NONBLOCK: a named pipe must not keep the program waiting. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return refuse_errno(err, path, errno);
    enum duban_status status = look(out, fd, path, newest, err);
    close(fd);
    return status;
}
