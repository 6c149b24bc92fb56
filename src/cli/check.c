/* check: is the board file in order? */
#include "cli/cli.h"

#include "duban/i18n.h"
#include "duban/text.h"

enum duban_status cli_do_check(struct cli_run *run, struct duban_err *err)
{
    struct duban_store *store = NULL;
    struct duban_buf findings = DUBAN_BUF_INIT;
    enum duban_status status =
        duban_store_open(&store, run->request->board, DUBAN_STORE_READ_ONLY, err);

    if (status == DUBAN_OK)
        status = duban_store_check(&findings, store, err);
    if (findings.len > 0)
        duban_text_safe(&run->out, findings.data, DUBAN_TEXT_LINES);
    else if (status == DUBAN_OK)
        duban_buf_adds(&run->out, _("看板完好\n"));
    duban_store_close(store);
    duban_buf_release(&findings);
    return status;
}
