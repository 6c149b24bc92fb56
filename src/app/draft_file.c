/* Drafts in files: found, written, never over somebody else's. */
#include "app/draft_file.h"

#include "duban/alloc.h"
#include "duban/file.h"
#include "duban/hash.h"
#include "duban/i18n.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FILES = 20,  /* of one pair */
    MODE = 0600, /* what somebody has not said yet is nobody else's business */
    SIZE_MAX_MIB = 64,
};

char *duban_draft_board(const char *path)
{
    char *real = realpath(path, NULL);

    return real ? real : duban_strdup(path);
}

static char *path_of(const char *folder, const char *board, const char *actor, int number)
{
    /* With the NUL between the two, and the one behind them. */
    uint64_t hash = duban_hash(duban_hash(DUBAN_HASH_START, board, strlen(board) + 1), actor,
                               strlen(actor) + 1);
    struct duban_buf path = DUBAN_BUF_INIT;

    duban_buf_addf(&path, "%s/%016" PRIx64 "-%d.draft", folder, hash, number);
    return duban_buf_detach(&path);
}

/* Reads one file. False, with nothing in *draft, when it is not there, damaged or somebody else's.
 */
static bool read_one(struct duban_draft *draft, const char *path, const char *board,
                     const char *actor, struct duban_buf *damaged)
{
    struct duban_buf data = DUBAN_BUF_INIT;
    bool good = duban_file_read(&data, path, (size_t)SIZE_MAX_MIB << 20, NULL) == DUBAN_OK &&
                duban_draft_parse(draft, data.data, data.len);

    duban_buf_release(&data);
    if (!good) {
        duban_buf_addf(damaged, "%s%s", damaged->len > 0 ? "\n" : "", path);
        return false;
    }
    if (strcmp(draft->board, board) == 0 && strcmp(draft->actor, actor) == 0)
        return true;
    duban_draft_release(draft);
    return false;
}

bool duban_draft_find(struct duban_draft *draft, char **path, const char *folder, const char *board,
                      const char *actor, struct duban_buf *damaged)
{
    duban_draft_init(draft);
    for (int i = 0; i < FILES; i++) {
        *path = path_of(folder, board, actor, i);
        if (access(*path, F_OK) == 0 && read_one(draft, *path, board, actor, damaged))
            return true;
        free(*path);
    }
    *path = NULL;
    return false;
}

/* Tries the names of the pair until one is free. */
static enum duban_status write_new(const struct duban_draft *draft, const struct duban_buf *data,
                                   const char *folder, struct duban_err *err)
{
    for (int i = 0; i < FILES; i++) {
        char *path = path_of(folder, draft->board, draft->actor, i);
        enum duban_status status = i == 0 ? duban_file_folders(path, err) : DUBAN_OK;

        if (status == DUBAN_OK && access(path, F_OK) == 0)
            status = DUBAN_REFUSED;
        else if (status == DUBAN_OK)
            status = duban_file_write(path, data->data, data->len, false, MODE, err);
        free(path);
        if (status != DUBAN_REFUSED)
            return status;
        duban_err_release(err);
    }
    return duban_err_set(err, DUBAN_IO, _("草稿太多了，请先打开看板处理以前的草稿"));
}

enum duban_status duban_draft_keep(const struct duban_draft *draft, const char *path,
                                   const char *folder, struct duban_err *err)
{
    struct duban_buf data = DUBAN_BUF_INIT;
    enum duban_status status;

    duban_draft_format(&data, draft);
    if (path)
        status = duban_file_write(path, data.data, data.len, true, MODE, err);
    else
        status = write_new(draft, &data, folder, err);
    duban_buf_release(&data);
    return status;
}
