/* The guard against spreadsheets: what they would evaluate gets a ' before it, and what looks
 * guarded already gets one more, so that taking one off always gives the cell back. */
#include "duban/export.h"

#include <string.h>

/* What makes a spreadsheet evaluate a cell: ASCII, and the full-width forms that some convert. */
static bool evaluated(const char *s)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};

    if (*s && strchr("=+-@\t\r\n", *s))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(s, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

bool duban_export_guarded(const char *cell)
{
    return evaluated(cell + strspn(cell, "'"));
}

void duban_export_escape(struct duban_buf *out, const char *cell)
{
    if (duban_export_guarded(cell))
        duban_buf_addc(out, '\'');
    duban_buf_adds(out, cell);
}

void duban_export_unescape(struct duban_buf *out, const char *cell)
{
    duban_buf_adds(out, *cell == '\'' && duban_export_guarded(cell) ? cell + 1 : cell);
}
