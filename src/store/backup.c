/* A copy of the board under another name: VACUUM INTO, which takes a consistent state whatever
 * others do, then the name once all is on the disk. */
#include "duban/backup.h"

#include "duban/i18n.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/path.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum duban_status refuse(struct duban_err *err, const char *file, const char *text)
{
    duban_err_set(err, DUBAN_REFUSED, "%s", text);
    duban_err_at(err, file, 0, NULL);
    return DUBAN_REFUSED;
}

/* The board must not be written over, whatever its name is. */
static enum duban_status look(const struct duban_store *store, const char *file, bool replace,
                              struct duban_err *err)
{
    struct stat board, there;

    if (lstat(file, &there) != 0)
        return duban_path_vacant(file, err);
    if (stat(store->path, &board) == 0 && board.st_dev == there.st_dev &&
        board.st_ino == there.st_ino)
        return refuse(err, file, _("这是看板文件本身，请换一个文件名"));
    if (!replace)
        return refuse(err, file, _("文件已存在，没有改动它；请换一个名字，或加 --force 覆盖"));
    if (!S_ISREG(there.st_mode))
        return refuse(err, file, _("这不是普通文件，请换一个文件名"));
    return DUBAN_OK;
}

/* What cannot be written is the copy, not the board. */
static enum duban_status blame_file(const struct duban_store *store, const char *file,
                                    enum duban_status status, struct duban_err *err)
{
    if (status == DUBAN_IO && (sqlite3_errcode(store->db) & 0xff) != SQLITE_BUSY)
        duban_err_at(err, file, 0, NULL);
    return status;
}

/* `query_only` would forbid writing the other file too. */
static enum duban_status vacuum_into(struct duban_store *store, const char *temp,
                                     struct duban_err *err)
{
    char *plain = duban_path_plain(temp);
    sqlite3_stmt *stmt = NULL;
    enum duban_status status = duban_db_exec(store, "PRAGMA query_only=OFF", err);

    if (status == DUBAN_OK)
        status = duban_db_prepare(&stmt, store, "VACUUM INTO ?1", err);
    if (status == DUBAN_OK) {
        duban_db_bind(stmt, 1, plain);
        status = duban_db_run(store, stmt, err);
    }
    sqlite3_finalize(stmt);
    if (store->read_only)
        sqlite3_exec(store->db, "PRAGMA query_only=ON", NULL, NULL, NULL);
    free(plain);
    return status;
}

enum duban_status duban_backup_make(struct duban_store *store, const char *file, bool replace,
                                    struct duban_err *err)
{
    char *temp = NULL;
    enum duban_status status = duban_path_temporary(&temp, file, err);

    if (status != DUBAN_OK)
        return status;
    status = blame_file(store, file, vacuum_into(store, temp, err), err);
    if (status == DUBAN_OK)
        status =
            replace ? duban_path_replace(temp, file, err) : duban_path_publish(temp, file, err);
    if (status != DUBAN_OK)
        unlink(temp);
    free(temp);
    return status;
}

enum duban_status duban_backup_write(struct duban_store *store, const char *file, bool replace,
                                     struct duban_err *err)
{
    enum duban_status status = look(store, file, replace, err);

    return status == DUBAN_OK ? duban_backup_make(store, file, replace, err) : status;
}
