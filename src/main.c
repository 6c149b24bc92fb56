/* The program's entry: the language of its user, then the command line or the screen. */
#include "duban/cli.h"
#include "duban/i18n.h"
#include "duban/tui.h"

#include <signal.h>
#include <unistd.h>

static int screen(struct duban_request *request)
{
    struct duban_err err = DUBAN_ERR_INIT;
    enum duban_status status = duban_tui(request, &err);

    if (status != DUBAN_OK)
        duban_cli_complain(&err);
    duban_err_release(&err);
    return (int)status;
}

int main(int argc, char **argv)
{
    struct duban_request request;

    signal(SIGPIPE, SIG_IGN); /* a write that fails is an error to report, not an end */
    signal(SIGXFSZ, SIG_IGN);
    duban_i18n_begin();
    int status = duban_cli(argc, argv, &request);
    if (status == DUBAN_OK && request.screen)
        status = isatty(STDOUT_FILENO) ? screen(&request) : duban_cli_print(&request);
    duban_request_release(&request);
    return status;
}
