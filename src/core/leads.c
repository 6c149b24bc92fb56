/* Lead cells: one cell of a table, several departments.
 *
 * A cell is cut at its line breaks first, then at the separators that stand outside of brackets;
 * what remains is stripped of the words that say who leads and who supports. Reading a list that
 * this module wrote gives the same list again, which a lossless export relies on.
 */
#include "duban/leads.h"

#include "core/leads_words.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum role { LEAD, SUPPORT };

struct splitter {
    struct duban_buf *leads, *supports;
    const char *known;
    enum role role; /* what a label such as 配合单位： said last */
    bool led;       /* somebody leads by a word of his own: 综合处牵头 */
    size_t open;    /* bytes of *leads up to him; whoever follows may be a support */
};

/* What the words behind a name say about it. */
struct said {
    enum role role;
    bool bare; /* without brackets: 督查处配合 */
};

/* Names */

static bool list_holds(const char *list, struct piece name)
{
    size_t len;

    for (const char *p = list, *item; (item = duban_text_item(&p, &len));)
        if (len == name.len && memcmp(item, name.s, len) == 0)
            return true;
    return false;
}

/* Does a piece that begins with a bracket belong to the one before it? */
static bool joins(struct piece before, struct piece piece)
{
    return before.len && piece_bracket(piece) > 0 && piece_balanced(before) &&
           piece_balanced(piece);
}

static struct piece last_name(const struct duban_buf *list)
{
    const char *lf = strrchr(list->data, '\n');
    const char *start = lf ? lf + 1 : list->data;

    return (struct piece){start, strlen(start)};
}

/* Is there nothing to see in the name? Zero-width characters make no department. */
static bool invisible(struct piece name)
{
    struct duban_buf bare = DUBAN_BUF_INIT;
    char *copy;
    bool empty;

    if (piece_ideograph(name))
        return false;
    copy = duban_strndup(name.s, name.len);
    duban_text_trim(&bare, copy);
    empty = bare.len == 0;
    free(copy);
    duban_buf_release(&bare);
    return empty;
}

/* The digits that a numbered list puts before its entries, 0 when they are none. */
static size_t list_number(struct piece piece)
{
    enum { MOST = 2 };
    size_t digits = 0;

    while (digits < piece.len && piece.s[digits] >= '0' && piece.s[digits] <= '9')
        digits++;
    return digits <= MOST ? digits : 0;
}

static void put_name(struct splitter *to, enum role role, struct piece name)
{
    struct duban_buf *list = role == LEAD ? to->leads : to->supports;

    if (invisible(name) || piece_is(name, words_nothing) || list_number(name) == name.len ||
        list_holds(to->leads->data, name) || list_holds(to->supports->data, name))
        return;
    /* A bracket alone belongs to the name before it, as it would when the list is read again. */
    if (list->len && !joins(last_name(list), name))
        duban_buf_addc(list, '\n');
    duban_buf_add(list, name.s, name.len);
}

/* （牵头） alone, whose department is on the far side of a separator: says nothing. */
static bool is_role(struct piece part)
{
    size_t open = piece_begins(part, words_opening);
    size_t close = piece_ends(part, words_closing);

    if (!open || open + close >= part.len)
        return false;
    part = piece_cut_back(piece_cut_front(part, open), close);
    return piece_is(part, words_lead) || piece_is(part, words_support);
}

/* Takes off one （配合）, （牵头）, or such a word at the end without brackets. */
static bool strip_role(struct piece *part, struct said *said)
{
    struct piece in = *part;
    size_t close = piece_ends(in, words_closing);
    size_t open;
    size_t support;
    size_t word;

    in = piece_cut_back(in, close);
    support = piece_ends(in, words_support);
    word = support ? support : piece_ends(in, words_lead);
    if (!close && piece_ends(in, words_nouns))
        return false;
    in = piece_cut_back(in, word);
    open = close ? piece_ends(in, words_opening) : 0;
    in = piece_trim(piece_cut_back(in, open));
    if (!word || (close && !open) || !in.len)
        return false;
    *said = (struct said){support ? SUPPORT : LEAD, !close};
    *part = in;
    return true;
}

/* Takes off 等 and its like. */
static bool strip_others(struct piece *part)
{
    size_t len = piece_ends(*part, words_others);

    *part = piece_trim(piece_cut_back(*part, len));
    return len != 0;
}

static struct piece strip_suffixes(struct piece part, struct said *said)
{
    while (strip_role(&part, said) || strip_others(&part))
        ;
    return part;
}

static bool ends_like_unit(const struct splitter *to, struct piece part)
{
    struct said ignored;

    part = strip_suffixes(part, &ignored);
    if (piece_ends(part, words_closing))
        return true;
    return list_holds(to->known, part) || piece_is_unit(part);
}

/* The place of the first 和 that separates: outside brackets, after a unit, before something. */
static bool find_and(const struct splitter *to, struct piece part, size_t *at, size_t *len)
{
    struct piece rest = part;
    int depth = 0;

    for (; rest.len; rest = piece_cut_front(rest, piece_char(rest))) {
        depth += piece_bracket(rest);
        *at = part.len - rest.len;
        *len = piece_begins(rest, words_conjunctions);
        if (depth == 0 && *len && *at && *len < rest.len &&
            !piece_begins(piece_cut_front(rest, *len), words_after_and) &&
            ends_like_unit(to, piece_trim((struct piece){part.s, *at})))
            return true;
    }
    return false;
}

/* Takes off 牵头单位： and the like, whose role holds until the next label, and the number of an
 * entry: 1.综合处 2.督查处. */
static struct piece strip_labels(struct splitter *to, struct piece part)
{
    static const struct word dots[] = {WORD("."), WORD("．"), WORD(")"), WORD("）"), {NULL, 0}};

    for (;;) {
        size_t number = list_number(part);
        size_t dot = number ? piece_begins(piece_cut_front(part, number), dots) : 0;
        size_t support = piece_begins(part, words_support);
        size_t word = support ? support : piece_begins(part, words_lead);
        size_t colon = word ? piece_begins(piece_cut_front(part, word), words_colons) : 0;

        if (dot) {
            part = piece_trim(piece_cut_front(part, number + dot));
            continue;
        }
        if (!colon)
            return part;
        to->role = support ? SUPPORT : LEAD;
        part = piece_trim(piece_cut_front(part, word + colon));
    }
}

/* 综合处牵头，督查处、业务处配合: who stands between the two words supports as well. */
static void take_back(struct splitter *to)
{
    struct duban_buf between = DUBAN_BUF_INIT;
    size_t len;

    duban_buf_adds(&between, to->leads->data + to->open);
    duban_buf_truncate(to->leads, to->open);
    for (const char *p = between.data, *name; (name = duban_text_item(&p, &len));)
        put_name(to, SUPPORT, (struct piece){name, len});
    duban_buf_release(&between);
}

/* Adds the name with what was said about it; a word without brackets holds for a group:
 * 由综合处牵头.
 */
static void put_said(struct splitter *to, struct said said, struct piece part)
{
    static const struct word by[] = {WORD("由"), {NULL, 0}};

    if (said.bare)
        part = piece_trim(piece_cut_front(part, piece_begins(part, by)));
    if (said.bare && said.role == SUPPORT && to->led)
        take_back(to);
    put_name(to, said.role, part);
    if (said.bare && said.role == LEAD) {
        to->led = true;
        to->open = to->leads->len;
    }
}

/* One part between separators: one name, or several with 和 between them. A department that is
 * known under the whole of it is one. */
static void put_part(struct splitter *to, struct piece part)
{
    struct said said;
    size_t at;
    size_t len;

    part = strip_labels(to, piece_trim(part));
    if (find_and(to, part, &at, &len) && !list_holds(to->known, part)) {
        put_part(to, (struct piece){part.s, at});
        put_part(to, piece_cut_front(part, at + len));
        return;
    }
    said = (struct said){to->role, false};
    part = strip_suffixes(part, &said);
    if (!is_role(part))
        put_said(to, said, part);
}

/* Parts */

/* The separator at the beginning of the piece: its length, 0 for none. */
static size_t separator_at(struct piece piece)
{
    size_t len;

    if (piece_ideograph(piece))
        return 0;
    len = piece_begins(piece, words_blanks);
    return len ? len : piece_begins(piece, words_separators);
}

/* Is the next thing behind the separators a bracket group that belongs to what stands before it, as
 * in 综合处 （牵头）? Returns the length of those separators. */
static size_t joined_bracket(struct piece rest)
{
    struct piece from = rest;
    size_t len;

    while (rest.len && (len = piece_begins(rest, words_blanks)))
        rest = piece_cut_front(rest, len);
    return piece_bracket(rest) > 0 ? from.len - rest.len : 0;
}

static bool is_ascii_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Is the blank at the beginning of `rest` inside an English name, as in Human Resources or Unit 2?
 * The number of an entry (2.督查处) begins another name. */
static bool is_inside_name(struct piece part, struct piece rest)
{
    if (!part.len || rest.len < 2 || *rest.s != ' ' || !is_ascii_word(part.s[part.len - 1]) ||
        !is_ascii_word(rest.s[1]))
        return false;
    struct piece next = piece_cut_front(rest, 1);
    size_t digits = list_number(next);
    char behind = digits < next.len ? next.s[digits] : '\0';

    return !digits || (behind != '.' && behind != ')');
}

static void split_line(struct splitter *to, struct piece line)
{
    bool brackets = piece_balanced(line);
    struct piece rest = line;
    struct piece part = {line.s, 0};
    int depth = 0;

    while (rest.len) {
        size_t len = depth == 0 ? separator_at(rest) : 0;
        size_t skip = len && brackets && part.len ? joined_bracket(rest) : 0;

        if (len && !skip && is_inside_name(part, rest))
            skip = len;
        if (len && !skip) {
            put_part(to, part);
            rest = piece_cut_front(rest, len);
            part = (struct piece){rest.s, 0};
            continue;
        }
        depth += brackets ? piece_bracket(rest) : 0;
        len = skip ? skip : piece_char(rest);
        part.len += len;
        rest = piece_cut_front(rest, len);
    }
    put_part(to, part);
}

/* The cell with a line that begins with a bracket drawn to the line before it: in a narrow column
 * （牵头） stands below its department. */
static void join_brackets(struct duban_buf *out, const char *cell)
{
    while (*cell) {
        size_t len = strcspn(cell, "\r\n");
        struct piece line = piece_trim((struct piece){cell, len});

        if (line.len) {
            if (out->len && !joins(last_name(out), line))
                duban_buf_addc(out, '\n');
            duban_buf_add(out, line.s, line.len);
        }
        cell += len + (cell[len] != '\0');
    }
}

void duban_leads_split(struct duban_buf *leads, struct duban_buf *supports, const char *cell,
                       const char *known)
{
    struct duban_buf joined = DUBAN_BUF_INIT;
    struct splitter to = {leads, supports, known, LEAD, false, 0};
    size_t len;

    join_brackets(&joined, cell ? cell : "");
    for (const char *p = joined.data, *line; (line = duban_text_item(&p, &len));)
        split_line(&to, (struct piece){line, len});
    duban_buf_release(&joined);
}

bool duban_leads_is_unit(const char *name)
{
    return piece_is_unit(piece_trim((struct piece){name, strlen(name)}));
}

/* --- Shared suffixes --- */

bool duban_leads_shared_suffix(struct duban_buf *out, const char *list)
{
    enum { LONGEST = 15 }; /* bytes of a name that is cut short; a longer one is whole */
    struct duban_buf names = DUBAN_BUF_INIT;
    const char *lf = list ? strrchr(list, '\n') : NULL;
    struct piece last = {lf ? lf + 1 : "", lf ? strlen(lf + 1) : 0};
    size_t suffix = piece_ends(last, words_units);
    bool shared = false;
    size_t len;

    if (suffix == last.len) /* a unit of that very name: 各镇、街道 */
        suffix = 0;
    for (const char *p = suffix ? list : NULL, *s; (s = duban_text_item(&p, &len));) {
        struct piece name = {s, len};
        bool whole = len > LONGEST || piece_ends(name, words_units) ||
                     piece_ends(name, words_closing) || memmem(s, len, "各", strlen("各"));

        if (names.len)
            duban_buf_addc(&names, '\n');
        duban_buf_add(&names, s, len);
        if (!whole)
            duban_buf_add(&names, last.s + last.len - suffix, suffix);
        shared = shared || !whole;
    }
    if (shared)
        duban_buf_adds(out, names.data);
    duban_buf_release(&names);
    return shared;
}
