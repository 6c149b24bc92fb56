/* The guard against spreadsheets: what they would evaluate gets a ' before it, and what looks
 * guarded already gets one more, so that taking one off always gives the cell back. What they would
 * only show otherwise is marked on paper in the same way. */
#include "duban/export.h"

#include "duban/text.h"

#include <string.h>
#include <strings.h>

/* What makes a spreadsheet evaluate a cell: ASCII, and the full-width forms that some convert. */
static bool evaluated(const char *s)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};

    switch (*s) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n': return true;
    case '\xef': break; /* the bytes of all the full-width ones begin so */
    default: return false;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(s, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

bool duban_export_guarded(const char *cell)
{
    while (*cell == '\'')
        cell++;
    return evaluated(cell);
}

void duban_export_escape(struct duban_buf *out, const char *cell)
{
    if (duban_export_guarded(cell))
        duban_buf_addc(out, '\'');
    duban_buf_adds(out, cell);
}

/* 0, 12, 1.5: a number that looks the same when it is read as one and written again. */
static bool plain_number(const char *s)
{
    size_t whole = strspn(s, "0123456789");
    size_t part = s[whole] == '.' ? strspn(s + whole + 1, "0123456789") : 0;

    if (!whole || whole + part > 11 || (*s == '0' && whole > 1))
        return false;
    if (!s[whole])
        return true;
    return part && !s[whole + 1 + part] && s[whole + part] != '0';
}

/* Figures and what stands between them in numbers, dates and times; or a word that is a value. */
static bool looks_like_value(const char *s)
{
    size_t len = strspn(s, "0123456789.,-/: %eE$");

    if (strcasecmp(s, "true") == 0 || strcasecmp(s, "false") == 0)
        return true;
    return !s[len] && strpbrk(s, "0123456789");
}

bool duban_export_reformatted(const char *cell)
{
    struct duban_buf plain = DUBAN_BUF_INIT;
    bool reformatted;

    duban_text_nfkc(&plain, cell); /* full-width figures are figures to an East Asian one */
    reformatted =
        looks_like_value(plain.data) && !plain_number(cell) && !duban_export_guarded(cell);
    duban_buf_release(&plain);
    return reformatted;
}

/* Behind the signs that mark a cell, or look like it. */
static const char *behind_marks(const char *cell)
{
    for (;;)
        if (*cell == '\'')
            cell++;
        else if (strncmp(cell, DUBAN_EXPORT_MARK, strlen(DUBAN_EXPORT_MARK)) == 0)
            cell += strlen(DUBAN_EXPORT_MARK);
        else
            return cell;
}

bool duban_export_marked(const char *cell)
{
    return duban_export_reformatted(behind_marks(cell));
}

size_t duban_export_added(const char *cell, bool print)
{
    size_t len = strlen(DUBAN_EXPORT_MARK);

    if (*cell == '\'' && (duban_export_guarded(cell) || (print && duban_export_marked(cell))))
        return 1;
    return print && strncmp(cell, DUBAN_EXPORT_MARK, len) == 0 && duban_export_marked(cell) ? len
                                                                                            : 0;
}
