/* What the command line asked for, and the clock: the only file below main that asks for the time.
 */
#include "duban/request.h"

#include <stdlib.h>
#include <time.h>

void duban_request_release(struct duban_request *request)
{
    free(request->board);
    free(request->actor);
    free(request->drafts);
    free(request->backups);
    duban_settings_release(&request->settings);
    *request = (struct duban_request){.today = DUBAN_NO_DATE};
}

char *duban_clock_instant(char out[DUBAN_INSTANT_SIZE])
{
    time_t now = time(NULL);
    struct tm utc;

    gmtime_r(&now, &utc);
    strftime(out, DUBAN_INSTANT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return out;
}

int duban_clock_today(void)
{
    time_t now = time(NULL);
    struct tm local;

    localtime_r(&now, &local);
    return duban_date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
