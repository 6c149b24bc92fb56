/* Where duban keeps what nobody has named a place for: the folders of the XDG base directories. */
#include "cli/cli.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

static const char *home(void)
{
    const char *dir = getenv("HOME");
    const struct passwd *user = dir == NULL || *dir != '/' ? getpwuid(getuid()) : NULL;

    if (dir != NULL && *dir == '/')
        return dir;
    return user != NULL ? user->pw_dir : "/";
}

char *cli_place(const char *variable, const char *fallback, const char *name)
{
    const char *base = getenv(variable);
    struct duban_buf path = DUBAN_BUF_INIT;

    if (base != NULL && *base == '/')
        duban_buf_adds(&path, base);
    else
        duban_buf_addf(&path, "%s/%s", home(), fallback);
    duban_buf_addf(&path, "/duban/%s", name);
    return duban_buf_detach(&path);
}
