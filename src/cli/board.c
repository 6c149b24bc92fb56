/* The board of a command: opened, read, written, closed. */
#include "cli/cli.h"

#include "duban/backup.h"
#include "duban/i18n.h"

#include <inttypes.h>

/* Opens the board, and says what is left to do about it. */
static enum duban_status open_store(struct duban_store **store, const struct cli_run *run,
                                    const struct duban_reading *reading, struct duban_err *err)
{
    const struct duban_request *request = run->request;
    unsigned flags = request->read_only ? DUBAN_STORE_READ_ONLY : 0;
    enum duban_status status =
        duban_store_open_reading(store, request->board, flags, request->backups, reading, err);

    if (*store != NULL && duban_store_warning(*store))
        cli_warn("%s: %s", request->board, duban_store_warning(*store));
    return status;
}

/* The first who writes on a day keeps the board as it was before. That this went wrong is no reason
 * to refuse the work. */
static void keep_copy(const struct cli_board *board, const struct cli_run *run)
{
    struct duban_err err = DUBAN_ERR_INIT;
    bool busy;

    if (duban_backup_daily(&busy, board->store, run->request->backups, duban_clock_today(), &err) !=
        DUBAN_OK)
        cli_warn(_("今天的自动备份没有做成：%s"), err.text);
    duban_err_release(&err);
}

/* The store initialises the campaign that it loads into. */
static enum duban_status load(void *campaign, struct duban_store *store, struct duban_err *err)
{
    duban_campaign_release(campaign);
    return duban_store_load(campaign, store, err);
}

static void forget(void *campaign)
{
    duban_campaign_release(campaign);
    duban_campaign_init(campaign);
}

void cli_warn_limit(const struct duban_store *store, const struct cli_run *run)
{
    if (duban_store_limit(store) != NULL)
        cli_warn("%s: %s", run->request->board, duban_store_limit(store));
}

enum duban_status cli_open_reading(struct duban_store **store, const struct cli_run *run,
                                   const struct duban_reading *reading, struct duban_err *err)
{
    enum duban_status status = open_store(store, run, reading, err);

    if (*store != NULL)
        cli_warn_limit(*store, run);
    return status;
}

enum duban_status cli_board_read(struct cli_board *board, const struct cli_run *run,
                                 struct duban_err *err)
{
    struct duban_reading reading = {load, forget, &board->campaign};

    duban_campaign_init(&board->campaign);
    return cli_open_reading(&board->store, run, &reading, err);
}

enum duban_status cli_board_begin(struct cli_board *board, const struct cli_run *run,
                                  struct duban_err *err)
{
    duban_campaign_init(&board->campaign);
    enum duban_status status = open_store(&board->store, run, NULL, err);

    if (status == DUBAN_OK)
        keep_copy(board, run);
    if (status == DUBAN_OK)
        status = duban_store_begin(board->store, err);
    return status == DUBAN_OK ? load(&board->campaign, board->store, err) : status;
}

void cli_board_close(struct cli_board *board)
{
    duban_store_close(board->store);
    duban_campaign_release(&board->campaign);
}

enum duban_status cli_board_store(struct cli_board *board, const struct cli_run *run,
                                  struct duban_batch *batch, struct duban_err *err)
{
    char now[DUBAN_INSTANT_SIZE];
    struct duban_stamp stamp = {run->request->actor, duban_clock_instant(now)};

    return duban_store_apply(board->store, batch, &stamp, err);
}

enum duban_status cli_board_apply(struct cli_board *board, const struct cli_run *run,
                                  struct duban_batch *batch, struct duban_err *err)
{
    char now[DUBAN_INSTANT_SIZE];
    struct duban_stamp stamp = {run->request->actor, duban_clock_instant(now)};
    enum duban_status status = duban_store_apply(board->store, batch, &stamp, err);

    if (status == DUBAN_OK)
        duban_campaign_apply(&board->campaign, batch, stamp.at, stamp.actor);
    return status;
}

enum duban_status cli_board_write(struct cli_board *board, const struct cli_run *run,
                                  struct duban_batch *batch, struct duban_err *err)
{
    enum duban_status status = cli_board_apply(board, run, batch, err);

    return status == DUBAN_OK ? duban_store_commit(board->store, err) : status;
}

enum duban_status cli_board_task(const struct duban_task **out, const struct cli_board *board,
                                 int64_t id, bool deleted, struct duban_err *err)
{
    const struct duban_task *task = duban_campaign_task(&board->campaign, id);

    *out = task;
    if (task == NULL)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("没有编号为 %" PRId64 " 的任务；编号见 duban list"), id);
    if (task->deleted && !deleted)
        return duban_err_set(err, DUBAN_REFUSED,
                             _("任务 %" PRId64 " 在回收站里；请先用 duban restore %" PRId64
                               " 恢复"),
                             id, id);
    if (!task->deleted && deleted)
        return duban_err_set(err, DUBAN_REFUSED, _("任务 %" PRId64 " 不在回收站里"), id);
    return DUBAN_OK;
}
