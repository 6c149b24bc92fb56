/* What tables do to lead cells: text from top to bottom, blanks that fill a column, brackets on a
 * line of their own.
 */
#include "core/leads_words.h"

#include "duban/text.h"

#include <string.h>

/* --- One character at a time ---------------------------------------------------------------- */

/* Skips blanks and line breaks. Returns how many lines end there; without any, how many blanks
 * there are. */
static size_t skip_gap(struct piece *rest)
{
    size_t lines = 0, blanks = 0;

    for (size_t len; rest->len;) {
        len = *rest->s == '\n' ? 1 : piece_begins(*rest, words_blanks);
        if (!len)
            break;
        lines += *rest->s == '\n';
        blanks += *rest->s != '\n';
        *rest = piece_cut_front(*rest, len);
    }
    return lines ? lines : blanks;
}

/* Is a name that was put together from `n` characters one: 综合处, 综合处（牵头）? */
static bool is_whole(struct piece name, size_t n)
{
    size_t len = 0;

    while (len < name.len && !piece_begins(piece_cut_front(name, len), words_opening))
        len += piece_char(piece_cut_front(name, len));
    return n < 2 || (piece_is_unit((struct piece){name.s, len}) && piece_balanced(name));
}

/* A cell whose characters are put together, and the name that this is doing now. */
struct upright {
    struct duban_buf text;
    size_t begin, n; /* where the name begins, its characters */
    size_t longest;  /* characters of the longest name */
    size_t gap;      /* blanks or lines between two characters of a name, at most */
    bool sound;
};

/* Ends the name in front of a separator, which may be the end of the cell. */
static void end_name(struct upright *cell, const char *separator, size_t len)
{
    struct piece name = {cell->text.data + cell->begin, cell->text.len - cell->begin};

    cell->sound = cell->sound && is_whole(name, cell->n);
    cell->longest = cell->n > cell->longest ? cell->n : cell->longest;
    duban_buf_add(&cell->text, separator, len);
    cell->begin = cell->text.len;
    cell->n = 0;
}

/* Takes the next character. It must stand alone, and be Chinese or a sign. */
static void take_character(struct upright *cell, struct piece *rest)
{
    size_t len = piece_char(*rest);
    size_t separator = piece_begins(*rest, words_separators);

    if (separator) {
        end_name(cell, rest->s, separator);
    } else {
        cell->sound = cell->sound && (piece_ideograph(*rest) || piece_bracket(*rest));
        duban_buf_add(&cell->text, rest->s, len);
        cell->n++;
    }
    *rest = piece_cut_front(*rest, len);
    bool apart = separator || !rest->len || piece_begins(*rest, words_separators);
    size_t left = rest->len;

    if (skip_gap(rest) > cell->gap && rest->len)
        end_name(cell, "\n", 1);
    cell->sound = cell->sound && (apart || rest->len < left);
}

/* Does a blank or a line break follow the first character? Nearly all cells are done with by that.
 */
static bool stands_alone(struct piece text)
{
    struct piece rest = piece_cut_front(text, text.len ? piece_char(text) : 0);

    return rest.len && (*rest.s == '\n' || piece_begins(rest, words_blanks));
}

/* Appends the cell with its characters put together; a wider gap parts two names as a separator
 * does. False, and nothing done, when there are words in it, or no units come of it. */
static bool put_upright(struct duban_buf *out, struct piece text, size_t gap)
{
    struct upright cell = {DUBAN_BUF_INIT, 0, 0, 0, gap, true};
    bool upright;

    skip_gap(&text);
    if (!stands_alone(text))
        return false;
    while (cell.sound && text.len)
        take_character(&cell, &text);
    if (cell.sound)
        end_name(&cell, "", 0);
    upright = cell.sound && cell.longest > 1;
    if (upright)
        duban_buf_add(out, cell.text.data, cell.text.len);
    duban_buf_release(&cell.text);
    return upright;
}

/* --- Lines ---------------------------------------------------------------------------------- */

static void put_lines(struct duban_buf *out, const char *cell)
{
    while (*cell) {
        size_t len = strcspn(cell, "\r\n");
        struct piece line = piece_strip((struct piece){cell, len});

        if (line.len) {
            if (out->len && !piece_joins(piece_last_name(out), line))
                duban_buf_addc(out, '\n');
            duban_buf_add(out, line.s, line.len);
        }
        cell += len + (cell[len] != '\0');
    }
}

void leads_mend_cell(struct duban_buf *out, const char *cell)
{
    struct duban_buf mended = DUBAN_BUF_INIT;
    struct piece text = {cell, strlen(cell)};
    bool upright = put_upright(&mended, text, 1) || put_upright(&mended, text, 2);

    put_lines(out, upright ? mended.data : cell);
    duban_buf_release(&mended);
}

/* --- Lists ---------------------------------------------------------------------------------- */

/* Does the list go on with a name that begins with a figure, perhaps behind more numbers? */
static bool figures_follow(const char *list)
{
    size_t len;

    for (const char *p = list, *item; (item = duban_text_item(&p, &len));) {
        size_t digits = piece_digits((struct piece){item, len});
        if (digits < len)
            return digits > 0;
    }
    return false;
}

/* The 处 of 综合 处, or of a line that was too short for it: no name by itself. */
static bool is_torn_off(struct piece before, struct piece name)
{
    static const struct word tails[] = {WORD("处"), WORD("室"), WORD("科"),
                                        WORD("局"), WORD("股"), {NULL, 0}};

    return before.len > strlen("处") && piece_is(name, tails) && piece_ideograph(before) &&
           !piece_is_unit(before) && !piece_ends(before, words_closing);
}

static void put_names(struct duban_buf *out, const char *list)
{
    const char *separator = "";
    size_t len;

    for (const char *p = list, *item; (item = duban_text_item(&p, &len));) {
        struct piece name = {item, len};
        if (piece_digits(name) == len && !figures_follow(p))
            continue;
        if (!is_torn_off(piece_last_name(out), name))
            duban_buf_adds(out, separator);
        duban_buf_add(out, item, len);
        separator = "\n";
    }
}

/* Is there a name that may be no name: a number, or a single character? */
static bool may_be_torn(const char *list)
{
    enum { CHARACTER = 4 };
    size_t len;

    for (const char *p = list, *item; (item = duban_text_item(&p, &len));)
        if (len <= CHARACTER)
            return true;
    return false;
}

void leads_mend_list(struct duban_buf *list)
{
    if (!may_be_torn(list->data))
        return;

    struct duban_buf names = DUBAN_BUF_INIT, mended = DUBAN_BUF_INIT;

    put_names(&names, list->data);
    bool upright = put_upright(&mended, (struct piece){names.data, names.len}, 1);
    duban_buf_truncate(list, 0);
    duban_buf_adds(list, upright ? mended.data : names.data);
    duban_buf_release(&names);
    duban_buf_release(&mended);
}
