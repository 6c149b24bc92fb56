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
    int entry;      /* the number of the entry that came last: 1.综合处 2.督查处 */
    bool with;      /* behind 会同 */
    bool heads;  /* the line has its roles in front: （牵头）综合处（配合）督查处 */
    bool led;    /* somebody leads by a word of his own: 综合处牵头 */
    size_t open; /* bytes of *leads up to him; whoever follows may be a support */
};

/* What the words behind a name say about it. */
struct said {
    enum role role;
    bool word; /* there are such words */
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

static void put_name(struct splitter *to, enum role role, struct piece name)
{
    struct duban_buf *list = role == LEAD ? to->leads : to->supports;

    if (invisible(name) || piece_is(name, words_nothing) || piece_is_entry(name) ||
        list_holds(to->leads->data, name) || list_holds(to->supports->data, name))
        return;
    /* A bracket alone belongs to the name before it, as it would when the list is read again. */
    if (list->len && !piece_joins(piece_last_name(list), name))
        duban_buf_addc(list, '\n');
    duban_buf_add(list, name.s, name.len);
}

/* （牵头） alone, whose department is on the far side of a separator: says nothing. */
static bool is_role(struct piece part)
{
    bool ignored;

    return part.len && piece_role(part, &ignored) == part.len;
}

/* Takes off one （配合）, （牵头）, or such a word at the end without brackets. */
static bool strip_role(struct piece *part, struct said *said)
{
    bool supports, bare;
    size_t len = piece_role_behind(*part, &supports, &bare);
    struct piece name = piece_trim(piece_cut_back(*part, len));

    if (!len || !name.len)
        return false;
    supports = supports || (said->word && said->role == SUPPORT); /* 负责配合 */
    *said = (struct said){supports ? SUPPORT : LEAD, true, bare};
    *part = name;
    return true;
}

/* Takes off 等 and its like. */
static bool strip_others(struct piece *part)
{
    size_t len = piece_others_behind(*part);

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
    struct said ignored = {LEAD, false, false};

    part = strip_suffixes(part, &ignored);
    if (piece_ends(part, words_closing))
        return true;
    return list_holds(to->known, part) || piece_is_unit(part);
}

/* The place of the first 和 or 会同 that separates: outside brackets and after a unit. */
static bool find_and(const struct splitter *to, struct piece part, size_t *at, size_t *len)
{
    struct piece rest = part;
    int depth = 0;

    for (; rest.len; rest = piece_cut_front(rest, piece_char(rest))) {
        depth += piece_bracket(rest);
        *at = part.len - rest.len;
        *len = piece_begins(rest, words_conjunctions);
        if (depth == 0 && *len && *at &&
            !piece_begins(piece_cut_front(rest, *len), words_after_and) &&
            ends_like_unit(to, piece_trim((struct piece){part.s, *at})))
            return true;
    }
    return false;
}

/* Takes off 牵头单位： or （牵头） and the like, whose role holds until the next, and the number of
 * an entry behind it. */
static struct piece strip_labels(struct splitter *to, struct piece part)
{
    for (;;) {
        struct entry entry = piece_entry(part);
        bool supports;
        size_t role = piece_role(part, &supports);
        size_t len = role && role < part.len ? role : piece_label(part, &supports);

        if (entry.len && entry.kind != ENTRY_LISTED) {
            to->entry = entry.number;
            len = entry.len;
        } else if (len) {
            to->role = supports ? SUPPORT : LEAD;
        } else if ((len = piece_begins(part, words_with))) {
            to->with = true;
        } else {
            return piece_trim(part);
        }
        part = piece_strip(piece_cut_front(part, len));
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

/* Adds the name with what was said about it. Words hold for a group: in 综合处（牵头）、督查处、
 * 业务处（配合） both of the latter support; 由综合处牵头.
 */
static void put_said(struct splitter *to, struct said said, struct piece part)
{
    static const struct word by[] = {WORD("由"), WORD("以"), {NULL, 0}};

    if (said.bare)
        part = piece_trim(piece_cut_front(part, piece_begins(part, by)));
    if (said.word && said.role == SUPPORT && to->led)
        take_back(to);
    put_name(to, said.role, part);
    if (said.word && said.role == LEAD) {
        to->led = true;
        to->open = to->leads->len;
    }
}

/* The bytes of a list without its last name. */
static size_t before_last_name(const struct duban_buf *list)
{
    const char *lf = strrchr(list->data, '\n');

    return lf ? (size_t)(lf - list->data) : 0;
}

/* A role that stands alone, with a separator in front of it: 综合处 牵头，督查处 配合. It holds as
 * it would without the separator. */
static bool take_role(struct splitter *to, struct piece part)
{
    bool support = piece_is(part, words_support);

    if (!(support || piece_is(part, words_lead)) || piece_ends(part, words_nouns))
        return false;
    if (support && !to->led)
        to->open = before_last_name(to->leads);
    if (support)
        take_back(to);
    to->led = to->led || !support;
    to->open = to->leads->len;
    return true;
}

/* The name in one part between separators, with what is said about it. */
static void put_name_of(struct splitter *to, struct piece part)
{
    struct said said = {to->with ? SUPPORT : to->role, false, false};

    part = strip_suffixes(part, &said);
    if (!is_role(part) && !take_role(to, part))
        put_said(to, said, part);
}

/* One part between separators: one name, or several with 和 or 会同 between them. A department that
 * is known under the whole of it is one. */
static void put_part(struct splitter *to, struct piece part)
{
    size_t at;
    size_t len;

    part = strip_labels(to, piece_strip(part));
    if (find_and(to, part, &at, &len) && !list_holds(to->known, part)) {
        struct piece behind = piece_cut_front(part, at);

        put_part(to, (struct piece){part.s, at});
        put_part(to, piece_cut_front(behind, piece_begins(behind, words_with) ? 0 : len));
    } else {
        put_name_of(to, part);
    }
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
    return piece_bracket(rest) > 0 && !piece_heads(rest) ? from.len - rest.len : 0;
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
    size_t digits = piece_digits(next);
    char behind = digits < next.len ? next.s[digits] : '\0';

    return !digits || (behind != '.' && behind != ')');
}

/* Does an entry of a list begin at `rest`, behind `part`? Inside a name only the number that comes
 * next does: the 2 of 第1、2支部 does not. */
static bool begins_entry(struct splitter *to, struct piece part, struct piece rest,
                         struct entry *entry)
{
    static const struct word ordinal[] = {WORD("第"), {NULL, 0}};
    bool supports;
    bool fresh = !part.len || piece_label(part, &supports) == part.len;
    bool inside = !fresh && (to->entry == 0 || piece_ends(part, ordinal) ||
                             (part.s[part.len - 1] >= '0' && part.s[part.len - 1] <= '9'));

    if (!fresh && to->entry == 0 && piece_ideograph(rest))
        return false;
    *entry = piece_entry(rest);
    if (!entry->len)
        return false;
    switch (entry->kind) {
    case ENTRY_CIRCLED: return true;
    case ENTRY_MARKED: return fresh || (!inside && entry->number == to->entry + 1);
    case ENTRY_LISTED:
        return !inside && (entry->number == to->entry + 1 || (fresh && entry->number == 1));
    }
    return false;
}

/* Is a name at its end where no separator stands: between 综合处（牵头） and 督查处（配合）, or
 * （牵头）综合处 and （配合）督查处? */
static bool ends_at_role(const struct splitter *to, struct piece part, struct piece rest)
{
    struct said said = {LEAD, false, false};
    bool supports;

    if (to->heads)
        return part.len && piece_role(part, &supports) < part.len && piece_role(rest, &supports);
    return piece_ends(part, words_closing) && !piece_bracket(rest) &&
           !piece_begins(rest, words_conjunctions) && !piece_begins(rest, words_others) &&
           !piece_begins(rest, words_separators) && strip_role(&part, &said);
}

/* Puts the part and begins the next one at `rest`. */
static void cut(struct splitter *to, struct piece *part, struct piece rest)
{
    put_part(to, *part);
    *part = (struct piece){rest.s, 0};
}

static void split_line(struct splitter *to, struct piece line)
{
    static const struct word listing[] = {WORD("、"), {NULL, 0}}; /* 会同 reaches over it */
    bool brackets = piece_balanced(line);
    struct piece rest = line;
    struct piece part = {line.s, 0};
    struct entry entry;
    bool closed = false; /* a bracket, by the character before */
    bool supports;
    int depth = 0;

    to->with = false;
    to->heads = piece_role(line, &supports) && piece_heads(line);
    while (rest.len) {
        size_t len = depth == 0 ? separator_at(rest) : 0;
        size_t skip = len && brackets && part.len ? joined_bracket(rest) : 0;

        if (len && !skip && is_inside_name(part, rest))
            skip = len;
        if (!len && depth == 0 && begins_entry(to, part, rest, &entry)) {
            rest = piece_cut_front(rest, entry.len);
            cut(to, &part, rest);
            to->entry = entry.number;
            continue;
        }
        if (len && !skip) {
            bool listed = piece_begins(rest, listing) || piece_begins(rest, words_blanks);
            rest = piece_cut_front(rest, len);
            cut(to, &part, rest);
            to->with = to->with && listed;
            continue;
        }
        if (!len && depth == 0 && (closed || to->heads) && ends_at_role(to, part, rest))
            cut(to, &part, rest);
        closed = piece_bracket(rest) < 0;
        depth += brackets ? piece_bracket(rest) : 0;
        len = skip ? skip : piece_char(rest);
        part.len += len;
        rest = piece_cut_front(rest, len);
    }
    put_part(to, part);
}

void duban_leads_split(struct duban_buf *leads, struct duban_buf *supports, const char *cell,
                       const char *known)
{
    struct duban_buf mended = DUBAN_BUF_INIT;
    struct splitter to = {.leads = leads, .supports = supports, .known = known};
    size_t len;

    leads_mend_cell(&mended, cell ? cell : "");
    for (const char *p = mended.data, *line; (line = duban_text_item(&p, &len));)
        split_line(&to, (struct piece){line, len});
    leads_mend_list(leads);
    leads_mend_list(supports);
    duban_buf_release(&mended);
}

bool duban_leads_is_unit(const char *name)
{
    return piece_is_unit(piece_trim((struct piece){name, strlen(name)}));
}
