/* check: is the board file in order? */
#include "cli/cli.h"

#include "duban/backup.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <sys/stat.h>

/* What can take the place of a board that is not in order. */
static void list_backups(struct cli_run *run)
{
    struct duban_buf list = DUBAN_BUF_INIT;

    if (run->request->backups != NULL)
        duban_backup_list(&list, run->request->backups, run->request->board);
    if (list.len > 0) {
        duban_buf_adds(&run->out, _("有这些自动备份，最新的在前；先用 duban --read-only 看过，"
                                    "等所有人退出后再换上：\n"));
        duban_text_safe(&run->out, list.data, DUBAN_TEXT_LINES);
    } else if (run->request->backups != NULL) {
        duban_buf_addf(&run->out, _("%s 里没有这个看板的自动备份\n"), run->request->backups);
    }
    duban_buf_release(&list);
}

static void warn_network(const struct duban_store *store, const struct cli_run *run)
{
    struct duban_buf network = DUBAN_BUF_INIT;

    duban_store_network(&network, store);
    if (network.len > 0)
        cli_warn("%s: %s", run->request->board, network.data);
    duban_buf_release(&network);
}

enum duban_status cli_do_check(struct cli_run *run, struct duban_err *err)
{
    struct duban_store *store = NULL;
    struct duban_buf findings = DUBAN_BUF_INIT;
    struct stat info;
    enum duban_status status =
        duban_store_open(&store, run->request->board, DUBAN_STORE_READ_ONLY, err);

    if (status == DUBAN_OK)
        status = duban_store_check(&findings, store, err);
    if (store)
        warn_network(store, run);
    if (findings.len > 0)
        duban_text_safe(&run->out, findings.data, DUBAN_TEXT_LINES);
    else if (status == DUBAN_OK)
        duban_buf_adds(&run->out, _("看板完好\n"));
    if (status == DUBAN_BOARD && stat(run->request->board, &info) == 0)
        list_backups(run);
    duban_store_close(store);
    duban_buf_release(&findings);
    return status;
}
