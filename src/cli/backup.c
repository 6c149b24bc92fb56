/* backup: a copy of the board, while others work on it. */
#include "duban/backup.h"

#include "cli/cli.h"

#include "duban/i18n.h"

#include <string.h>

enum duban_status cli_do_backup(struct cli_run *run, struct duban_err *err)
{
    const char *file = run->words.items[0];
    bool replace = cli_option(run, CLI_FORCE) != NULL;
    struct duban_store *store = NULL;
    enum duban_status status;

    if (strcmp(file, "-") == 0 || *file == '\0')
        return duban_err_set(err, DUBAN_USAGE, _("备份要写到一个文件里，请给出文件名"));
    status = duban_store_open(&store, run->request->board, DUBAN_STORE_READ_ONLY, err);
    if (status == DUBAN_OK)
        status = duban_backup_write(store, file, replace, err);
    duban_store_close(store);
    return status;
}
