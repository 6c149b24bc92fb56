/* doc-gen FILE: prints the file with its table of keys made anew from the table of commands.
 *
 * The manual and the README each hold the table between two lines that stay; what stands between
 * them is never written by hand. `make docs` puts the output in the file's place, and a test holds
 * the two against each other. */
#include "duban/command.h"
#include "duban/err.h"
#include "duban/file.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_COLUMNS = 14, NAME_COLUMNS = 18 };

/* The manual on a terminal of 80 columns: what man gives a line, its indent, what tbl puts between
 * two columns, and more lines than any help has. */
enum { MANUAL_COLUMNS = 78, MANUAL_INDENT = 7, MANUAL_GAP = 3, MANUAL_LINES = 8 };

/* One kind of document: the lines around the table, and how it is written. */
struct style {
    const char *begin, *end;
    void (*title)(struct duban_buf *out, const char *title);
    /* `columns` are what the other rows of the group leave to the help in the manual. */
    void (*row)(struct duban_buf *out, const char *keys, const struct duban_command_info *info,
                int columns);
    const char *close; /* behind each group */
};

/* --- The manual ------------------------------------------------------------------------------- */

/* A line of roff: - and ^ as the characters that are typed. */
static void add_roff(struct duban_buf *out, const char *s, size_t len)
{
    for (const char *end = s + len; s < end; s++)
        if (*s == '-')
            duban_buf_adds(out, "\\-");
        else if (*s == '^')
            duban_buf_adds(out, "\\(ha");
        else
            duban_buf_addc(out, *s);
}

static void manual_title(struct duban_buf *out, const char *title)
{
    duban_buf_addf(out, ".SS %s\n.TS\nlb l l.\n", title);
}

/* tbl breaks no Chinese: each line of the help is a row. */
static void manual_row(struct duban_buf *out, const char *keys,
                       const struct duban_command_info *info, int columns)
{
    struct duban_text_line lines[MANUAL_LINES];
    const char *help = _(info->help);
    size_t n = duban_text_wrap(lines, MANUAL_LINES, help, columns);

    add_roff(out, keys, strlen(keys));
    duban_buf_addc(out, '\t');
    add_roff(out, info->name, strlen(info->name));
    for (size_t i = 0; i < n && i < MANUAL_LINES; i++) {
        duban_buf_adds(out, i > 0 ? "\t\t" : "\t");
        add_roff(out, help + lines[i].start, lines[i].len);
        duban_buf_addc(out, '\n');
    }
}

/* --- README ----------------------------------------------------------------------------------- */

static void readme_title(struct duban_buf *out, const char *title)
{
    duban_buf_addf(out, "\n%s\n", title);
}

static void readme_row(struct duban_buf *out, const char *keys,
                       const struct duban_command_info *info, int columns)
{
    (void)columns;
    duban_buf_adds(out, "    ");
    duban_text_pad(out, keys, KEYS_COLUMNS);
    duban_text_pad(out, info->name, NAME_COLUMNS);
    duban_buf_addf(out, "%s\n", _(info->help));
}

static const struct style styles[] = {
    {".\\\" keys: begin\n", ".\\\" keys: end\n", manual_title, manual_row, ".TE\n"},
    {"Made from include/duban/commands.def, like the help screen (?).\n", "Building by hand\n",
     readme_title, readme_row, ""},
};

/* --- The table -------------------------------------------------------------------------------- */

/* The same keys move along lines and lists as over the board: once is enough for a reader. */
static bool shown(const struct duban_command_info *info)
{
    return info->group != DUBAN_GROUP_MOVE || (info->contexts & DUBAN_IN_BOARD) != 0;
}

/* The columns that the widest keys and the longest name of the group leave to the help. */
static int help_columns(enum duban_command_group group)
{
    int widest = 0, longest = 0;

    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const struct duban_command_info *info = duban_command_info(command);
        struct duban_buf keys = DUBAN_BUF_INIT;

        if (info->group != group || !shown(info))
            continue;
        duban_command_keys(&keys, command, 0);
        widest = duban_text_width(keys.data) > widest ? duban_text_width(keys.data) : widest;
        longest = (int)strlen(info->name) > longest ? (int)strlen(info->name) : longest;
        duban_buf_release(&keys);
    }
    return MANUAL_COLUMNS - MANUAL_INDENT - widest - longest - 2 * MANUAL_GAP;
}

static void add_group(struct duban_buf *out, const struct style *style,
                      enum duban_command_group group)
{
    int columns = help_columns(group);

    style->title(out, duban_command_group_title(group));
    for (enum duban_command command = 0; command < DUBAN_COMMANDS; command++) {
        const struct duban_command_info *info = duban_command_info(command);
        struct duban_buf keys = DUBAN_BUF_INIT;

        if (info->group != group || !shown(info))
            continue;
        duban_command_keys(&keys, command, 0);
        style->row(out, keys.data, info, columns);
        duban_buf_release(&keys);
    }
    duban_buf_adds(out, style->close);
}

/* Appends `text` with a new table. False when it has not the lines that belong around one. */
static bool renew(struct duban_buf *out, const char *text, const struct style *style)
{
    const char *begin = strstr(text, style->begin);
    const char *end = begin ? strstr(begin, style->end) : NULL;

    if (!end)
        return false;
    duban_buf_add(out, text, (size_t)(begin - text) + strlen(style->begin));
    for (enum duban_command_group group = 0; group < DUBAN_GROUPS; group++)
        add_group(out, style, group);
    if (*style->close == '\0')
        duban_buf_addc(out, '\n');
    duban_buf_adds(out, end);
    return true;
}

static bool renew_any(struct duban_buf *out, const char *text)
{
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (renew(out, text, &styles[i]))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    struct duban_buf text = DUBAN_BUF_INIT, out = DUBAN_BUF_INIT;
    struct duban_err err = DUBAN_ERR_INIT;
    int status = EXIT_FAILURE;

    if (!setlocale(LC_CTYPE, "C.UTF-8") || argc != 2)
        fprintf(stderr, "usage: doc-gen FILE\n");
    else if (duban_file_read(&text, argv[1], 1 << 20, &err) != DUBAN_OK)
        fprintf(stderr, "doc-gen: %s: %s\n", argv[1], err.text);
    else if (!renew_any(&out, text.data))
        fprintf(stderr, "doc-gen: %s: no place for a table of keys\n", argv[1]);
    else if (fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0)
        status = EXIT_SUCCESS;
    duban_err_release(&err);
    duban_buf_release(&text);
    duban_buf_release(&out);
    return status;
}
