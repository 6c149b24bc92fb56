/* The program's entry: a locale that can show Chinese, then the command line or the screen. */
#include "duban/cli.h"
#include "duban/i18n.h"
#include "duban/tui.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The text is Chinese wherever it is shown. Over SSH the client's locale is often one that the
 * server lacks, or C; both get UTF-8, which glibc always has. */
static void set_locale(void)
{
    if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_ALL, "C.UTF-8");
    bindtextdomain("duban", DUBAN_LOCALEDIR);
    bind_textdomain_codeset("duban", "UTF-8");
    textdomain("duban");
}

static int screen(const struct duban_request *request)
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
    set_locale();
    int status = duban_cli(argc, argv, &request);
    if (status == DUBAN_OK && request.screen)
        status = isatty(STDOUT_FILENO) ? screen(&request) : duban_cli_print(&request);
    duban_request_release(&request);
    return status;
}
