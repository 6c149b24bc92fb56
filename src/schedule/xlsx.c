/* The schedule table as a workbook that prints: A4 across, one page wide, the header on every page,
 * a phase merged over its tasks, rows as high as their text, a text longer than a page on several.
 */
#include "duban/i18n.h"
#include "schedule/paper.h"

#ifndef HAVE_XLSXWRITER

enum duban_status xlsx_write(struct duban_buf *out, const struct duban_campaign *campaign,
                             const struct duban_export_options *options, struct duban_err *err)
{
    (void)out;
    (void)campaign;
    (void)options;
    return duban_err_set(err, DUBAN_REFUSED,
                         _("这个 duban 建造时没有 libxlsxwriter，不能写 xlsx；"
                           "请改用 --format html，或装上 libxlsxwriter-dev 重新建造"));
}

#else

#include "schedule/xlsx.h"
#include "schedule/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The library tells its troubles to standard error, where a full screen may be. */
static lxw_error close_quietly(lxw_workbook *book)
{
    int kept = dup(STDERR_FILENO);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    lxw_error status;

    fflush(stderr);
    if (kept >= 0 && null >= 0)
        dup2(null, STDERR_FILENO);
    status = workbook_close(book);
    if (kept >= 0) {
        fflush(stderr);
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
    if (null >= 0)
        close(null);
    return status;
}

static bool read_back(struct duban_buf *out, int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);
    size_t got = 0;

    if (size <= 0)
        return false;
    duban_buf_grow(out, (size_t)size);
    while (got < (size_t)size) {
        ssize_t n = pread(fd, out->data + out->len + got, (size_t)size - got, (off_t)got);

        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    out->len += got;
    out->data[out->len] = '\0';
    return true;
}

static enum duban_status no_room(struct duban_err *err)
{
    return duban_err_set(err, DUBAN_IO, _("工作簿没有写成：临时文件夹 %s 可能已满，请清理后再试"),
                         getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
}

/* The book is written into memory, not to its place: whether it is whole is known only afterwards.
 */
static enum duban_status write_to(struct duban_buf *out, struct workbook *work, int fd,
                                  struct duban_err *err)
{
    lxw_workbook_options options = {.tmpdir = getenv("TMPDIR")};
    enum duban_status status;
    size_t before = out->len;
    char path[64];
    lxw_error closed;

    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    work->book = workbook_new_opt(path, &options);
    if (!work->book)
        return no_room(err);
    status = xlsx_fill(work, err);
    closed = close_quietly(work->book);
    if (status)
        return status;
    if (closed == LXW_NO_ERROR && read_back(out, fd) &&
        zip_is_whole(out->data + before, out->len - before))
        return DUBAN_OK;
    duban_buf_truncate(out, before);
    return no_room(err);
}

enum duban_status xlsx_write(struct duban_buf *out, const struct duban_campaign *campaign,
                             const struct duban_export_options *options, struct duban_err *err)
{
    struct duban_export_options print = *options;
    struct workbook work = {.text = DUBAN_BUF_INIT};
    enum duban_status status;
    int fd = memfd_create("duban", MFD_CLOEXEC);

    if (fd < 0)
        return duban_err_set(err, DUBAN_IO, _("工作簿没有写成：%s"), strerror(errno));
    print.form = DUBAN_EXPORT_PRINT;
    chosen_all(&work.chosen, campaign, &print);
    status = write_to(out, &work, fd, err);
    chosen_release(&work.chosen);
    free(work.widths);
    free(work.strips);
    duban_buf_release(&work.text);
    close(fd);
    return status;
}

#endif
