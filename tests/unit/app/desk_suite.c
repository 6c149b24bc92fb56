#include "desk_suite.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

struct desk desk;

void desk_enter(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    desk_open(&desk);
}

void desk_leave(void)
{
    desk_close(&desk);
}

void desk_said(const char *part)
{
    const char *said = desk.session->ui.message;

    cr_assert(said != NULL, "nothing was said; expected: %s", part);
    cr_assert(strstr(said, part) != NULL, "said: %s; expected: %s", said, part);
}
