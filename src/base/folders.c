/* The folders that a file stands in: made for their owner alone, because what duban keeps by itself
 * is private. */
#include "duban/file.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_MODE 0700

static enum duban_status make(const char *folder, struct duban_err *err)
{
    if (mkdir(folder, FOLDER_MODE) == 0 || errno == EEXIST)
        return DUBAN_OK;
    duban_err_set(err, DUBAN_IO, _("不能建立文件夹：%s"), strerror(errno));
    duban_err_at(err, folder, 0, NULL);
    return DUBAN_IO;
}

enum duban_status duban_file_folders(const char *path, struct duban_err *err)
{
    char *folder = duban_strdup(path);
    enum duban_status status = DUBAN_OK;

    for (char *p = folder; *p && status == DUBAN_OK; p++) {
        if (*p != '/' || p == folder)
            continue;
        *p = '\0';
        status = make(folder, err);
        *p = '/';
    }
    free(folder);
    return status;
}
