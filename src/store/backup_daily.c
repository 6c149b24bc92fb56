/* The copies that nobody has to think of.
 *
 *     FOLDER/huodong-6f1d2c3b4a596877-2018-06-18.duban    one a day, the last seven
 *     FOLDER/huodong-6f1d2c3b4a596877-v1.duban            before the schema left version 1
 *
 * The figure tells boards of one name in different folders apart. */
#include "store/backup.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "store/db.h"
#include "store/path.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".duban"

/* --- Names ------------------------------------------------------------------------------------ */

/* FNV-1a: for telling names apart, not for hiding anything. */
static uint64_t hash(const char *s)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (; *s != '\0'; s++)
        h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
    return h;
}

/* What the names of a board's copies begin with: its own name without .duban, and the figure. */
static void add_stem(struct duban_buf *out, const char *board)
{
    char *real = realpath(board, NULL);
    const char *path = real ? real : board, *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t len = strlen(name), cut = strlen(SUFFIX);

    if (len > cut && strcmp(name + len - cut, SUFFIX) == 0)
        len -= cut;
    if (len > 100)
        for (len = 100; len > 0 && ((unsigned char)name[len] & 0xC0) == 0x80; len--)
            continue;
    duban_buf_add(out, name, len);
    duban_buf_addf(out, "-%016" PRIx64 "-", hash(path));
    free(real);
}

/* --- The folder ------------------------------------------------------------------------------- */

struct names {
    char **items;
    size_t n, cap;
};

static void release(struct names *names)
{
    for (size_t i = 0; i < names->n; i++)
        free(names->items[i]);
    free(names->items);
}

static int newest_first(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

static bool is_day(const char *s)
{
    char day[DUBAN_DATE_SIZE] = {0};

    strncpy(day, s, sizeof day - 1);
    return strcmp(s + strlen(day), SUFFIX) == 0 && duban_date_parse(day) != DUBAN_NO_DATE;
}

/* The names in the folder that begin with the stem: those of days, or (`days` false) all. */
static void find(struct names *names, const char *folder, const char *stem, bool days)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t len = strlen(stem);

    while (dir && (entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;

        if (strncmp(name, stem, len) != 0 || (days && !is_day(name + len)))
            continue;
        names->items = duban_more(names->items, names->n, &names->cap, sizeof *names->items);
        names->items[names->n++] = duban_strdup(name);
    }
    if (dir)
        closedir(dir);
    if (names->n > 0)
        qsort(names->items, names->n, sizeof *names->items, newest_first);
}

static void drop_old(const char *folder, const char *stem)
{
    struct names names = {0};

    find(&names, folder, stem, true);
    for (size_t i = DUBAN_BACKUP_KEPT; i < names.n; i++) {
        struct duban_buf path = DUBAN_BUF_INIT;

        duban_buf_addf(&path, "%s/%s", folder, names.items[i]);
        unlink(path.data);
        duban_buf_release(&path);
    }
    release(&names);
}

void duban_backup_list(struct duban_buf *out, const char *folder, const char *board)
{
    struct duban_buf stem = DUBAN_BUF_INIT;
    struct names names = {0};

    add_stem(&stem, board);
    find(&names, folder, stem.data, false);
    for (size_t i = 0; i < names.n; i++)
        duban_buf_addf(out, "%s/%s\n", folder, names.items[i]);
    release(&names);
    duban_buf_release(&stem);
}

/* --- Copies ----------------------------------------------------------------------------------- */

/* What was told is no fault after all. */
static enum duban_status forgive(struct duban_err *err)
{
    if (err)
        duban_err_release(err);
    return DUBAN_OK;
}

/* Another program may have been quicker: its copy is as good. */
static enum duban_status make(struct duban_store *store, const char *file, struct duban_err *err)
{
    struct stat there;
    enum duban_status status = duban_path_folders(file, err);

    if (status == DUBAN_OK)
        status = duban_backup_make(store, file, false, err);
    return status == DUBAN_REFUSED && lstat(file, &there) == 0 ? forgive(err) : status;
}

static enum duban_status try_to_make(bool *busy, struct duban_store *store, const char *file,
                                     struct duban_err *err)
{
    enum duban_status status = make(store, file, err);

    *busy = status != DUBAN_OK && (sqlite3_errcode(store->db) & 0xff) == SQLITE_BUSY;
    return *busy ? forgive(err) : status;
}

enum duban_status duban_backup_daily(bool *busy, struct duban_store *store, const char *folder,
                                     int day, struct duban_err *err)
{
    struct duban_buf stem = DUBAN_BUF_INIT, file = DUBAN_BUF_INIT;
    char date[DUBAN_DATE_SIZE];
    struct stat there;
    enum duban_status status = DUBAN_OK;

    *busy = false;
    if (!folder || store->read_only)
        return DUBAN_OK;
    add_stem(&stem, store->path);
    duban_buf_addf(&file, "%s/%s%s" SUFFIX, folder, stem.data, duban_date_format(day, date));
    if (lstat(file.data, &there) != 0) {
        status = try_to_make(busy, store, file.data, err);
        if (status == DUBAN_OK && !*busy)
            drop_old(folder, stem.data);
    }
    duban_buf_release(&stem);
    duban_buf_release(&file);
    return status;
}

enum duban_status duban_backup_version(struct duban_store *store, const char *folder, int version,
                                       struct duban_err *err)
{
    struct duban_buf file = DUBAN_BUF_INIT;
    struct stat there;
    enum duban_status status = DUBAN_OK;

    if (!folder)
        return DUBAN_OK;
    duban_buf_addf(&file, "%s/", folder);
    add_stem(&file, store->path);
    duban_buf_addf(&file, "v%d" SUFFIX, version);
    if (lstat(file.data, &there) != 0)
        status = make(store, file.data, err);
    duban_buf_release(&file);
    return status;
}
