/* Lead cells: one cell of a table, several departments.
 *
 * A cell is cut at its line breaks first, then at the separators that stand outside of brackets;
 * what remains is stripped of the words that say who leads and who supports. Reading a list that
 * this module wrote gives the same list again, which a lossless export relies on.
 */
#include "duban/leads.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    const char *s;
    size_t len;
};

enum role { LEAD, SUPPORT };

struct splitter {
    struct duban_buf *leads, *supports;
    const char *known;
    enum role role; /* what a label such as 配合单位： said last */
};

/* A list of words ends with an empty one. A longer word stands before one that it contains. */
struct word {
    const char *s;
    size_t len;
};

#define WORD(s)          \
    {                    \
        s, sizeof(s) - 1 \
    }

static const struct word separators[] = {WORD("、"), WORD("，"), WORD(","),  WORD("；"), WORD(";"),
                                         WORD("/"),  WORD("／"), WORD("｜"), WORD("|"),  {NULL, 0}};

static const struct word blanks[] = {WORD("\t"),       WORD("\r"),           WORD(" "),
                                     WORD("\xc2\xa0"), WORD("\xe3\x80\x80"), {NULL, 0}};

static const struct word opening[] = {WORD("（"), WORD("("),  WORD("【"), WORD("["),
                                      WORD("〔"), WORD("《"), WORD("［"), {NULL, 0}};

static const struct word closing[] = {WORD("）"), WORD(")"),  WORD("】"), WORD("]"),
                                      WORD("〕"), WORD("》"), WORD("］"), {NULL, 0}};

static const struct word conjunctions[] = {WORD("以及"), WORD("和"), WORD("及"), WORD("与"),
                                           WORD("+"),    WORD("＋"), WORD("&"),  {NULL, 0}};

static const struct word colons[] = {WORD("："), WORD(":"), {NULL, 0}};

static const struct word stops[] = {WORD("。"), WORD("．"), WORD("."),
                                    WORD("："), WORD(":"),  {NULL, 0}};

static const struct word units[] = {
    WORD("条线"), WORD("处"),   WORD("室"),   WORD("科"),     WORD("办"),   WORD("局"),
    WORD("委"),   WORD("部"),   WORD("厅"),   WORD("署"),     WORD("院"),   WORD("所"),
    WORD("站"),   WORD("队"),   WORD("组"),   WORD("股"),     WORD("会"),   WORD("中心"),
    WORD("支部"), WORD("党委"), WORD("党组"), WORD("党组织"), WORD("单位"), WORD("部门"),
    WORD("公司"), WORD("集团"), WORD("学校"), WORD("学院"),   WORD("医院"), WORD("银行"),
    WORD("街道"), WORD("社区"), WORD("窗口"), WORD("工会"),   WORD("团委"), WORD("妇联"),
    WORD("领导"), WORD("政府"), WORD("法院"), WORD("检察院"), WORD("专班"), {NULL, 0}};

static const struct word not_units[] = {WORD("干部"), WORD("社会"), WORD("内部"), WORD("全部"),
                                        WORD("外部"), WORD("学科"), WORD("社科"), WORD("农科"),
                                        WORD("机会"), WORD("场所"), {NULL, 0}};

/* 和平区, 和谐路: no conjunction */
static const struct word after_and[] = {WORD("平"), WORD("谐"), WORD("睦"), {NULL, 0}};

static const struct word lead_words[] = {WORD("牵头单位"), WORD("牵头部门"), WORD("牵头处室"),
                                         WORD("牵头科室"), WORD("责任单位"), WORD("责任部门"),
                                         WORD("主办单位"), WORD("主办部门"), WORD("承办单位"),
                                         WORD("牵头"),     WORD("主办"),     WORD("承办"),
                                         WORD("负责"),     {NULL, 0}};

static const struct word support_words[] = {WORD("配合单位"), WORD("配合部门"), WORD("配合处室"),
                                            WORD("协办单位"), WORD("协办部门"), WORD("参与单位"),
                                            WORD("参与部门"), WORD("参加单位"), WORD("协同单位"),
                                            WORD("配合"),     WORD("协办"),     WORD("参与"),
                                            WORD("参加"),     WORD("协助"),     WORD("协同"),
                                            {NULL, 0}};

static const struct word others[] = {WORD("等有关单位"), WORD("等有关部门"), WORD("等相关单位"),
                                     WORD("等相关部门"), WORD("等各单位"),   WORD("等各部门"),
                                     WORD("等单位"),     WORD("等部门"),     WORD("等处室"),
                                     WORD("等科室"),     WORD("等"),         WORD("按职责分工"),
                                     WORD("分工"),       WORD("共同"),       WORD("分别"),
                                     {NULL, 0}};

static const struct word nothing[] = {WORD("-"), WORD("—"), WORD("——"), WORD("－"),
                                      WORD("―"), WORD("/"), WORD("无"), {NULL, 0}};

/* The length of the word of `words` that the piece begins with (or ends with), 0 for none. */
static size_t word_at(const struct word *words, struct piece piece, bool at_end)
{
    for (; words->s; words++) {
        const char *at = piece.s;

        if (words->len > piece.len)
            continue;
        if (at_end)
            at += piece.len - words->len;
        if (*at == *words->s && memcmp(at, words->s, words->len) == 0)
            return words->len;
    }
    return 0;
}

static bool is_word(const struct word *words, struct piece piece)
{
    for (; words->s; words++)
        if (words->len == piece.len && memcmp(piece.s, words->s, piece.len) == 0)
            return true;
    return false;
}

static struct piece cut_front(struct piece piece, size_t len)
{
    return (struct piece){piece.s + len, piece.len - len};
}

static struct piece cut_back(struct piece piece, size_t len)
{
    return (struct piece){piece.s, piece.len - len};
}

static struct piece trim(struct piece piece)
{
    size_t len;

    while ((len = word_at(blanks, piece, false)))
        piece = cut_front(piece, len);
    while ((len = word_at(blanks, piece, true)) || (len = word_at(stops, piece, true)))
        piece = cut_back(piece, len);
    return piece;
}

static size_t char_len(struct piece piece)
{
    const char *p = piece.s;

    duban_text_next(&p);
    return (size_t)(p - piece.s) < piece.len ? (size_t)(p - piece.s) : piece.len;
}

/* No separator and no bracket begins like the common ideographs U+4000–U+9FFF: most characters of
 * most cells are done with by one comparison. */
static bool ideograph(struct piece piece)
{
    return piece.len && (unsigned char)*piece.s >= 0xe4 && (unsigned char)*piece.s <= 0xe9;
}

/* +1 when a bracket opens at the beginning of the piece, −1 when one closes. */
static int bracket(struct piece piece)
{
    if (ideograph(piece))
        return 0;
    if (word_at(opening, piece, false))
        return 1;
    return word_at(closing, piece, false) ? -1 : 0;
}

static bool balanced(struct piece piece)
{
    int depth = 0;

    while (piece.len && depth >= 0) {
        depth += bracket(piece);
        piece = cut_front(piece, char_len(piece));
    }
    return depth == 0;
}

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
    return before.len && bracket(piece) > 0 && balanced(before) && balanced(piece);
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

    if (ideograph(name))
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

    if (invisible(name) || is_word(nothing, name) || list_number(name) == name.len ||
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
    size_t open = word_at(opening, part, false);
    size_t close = word_at(closing, part, true);

    if (!open || open + close >= part.len)
        return false;
    part = cut_back(cut_front(part, open), close);
    return is_word(lead_words, part) || is_word(support_words, part);
}

/* Takes off one （配合）, （牵头）, or such a word at the end without brackets. */
static bool strip_role(struct piece *part, enum role *role)
{
    struct piece in = *part;
    size_t close = word_at(closing, in, true);
    size_t open;
    size_t support;
    size_t word;

    in = cut_back(in, close);
    support = word_at(support_words, in, true);
    word = support ? support : word_at(lead_words, in, true);
    in = cut_back(in, word);
    open = close ? word_at(opening, in, true) : 0;
    in = trim(cut_back(in, open));
    if (!word || (close && !open) || !in.len)
        return false;
    *role = support ? SUPPORT : LEAD;
    *part = in;
    return true;
}

/* Takes off 等 and its like. */
static bool strip_others(struct piece *part)
{
    size_t len = word_at(others, *part, true);

    *part = trim(cut_back(*part, len));
    return len != 0;
}

static struct piece strip_suffixes(struct piece part, enum role *role)
{
    while (strip_role(&part, role) || strip_others(&part))
        ;
    return part;
}

static bool ends_like_unit(const struct splitter *to, struct piece part)
{
    enum role ignored = LEAD;

    part = strip_suffixes(part, &ignored);
    if (word_at(closing, part, true))
        return true;
    return list_holds(to->known, part) ||
           (word_at(units, part, true) && !word_at(not_units, part, true));
}

/* The place of the first 和 that separates: outside brackets, after a unit, before something. */
static bool find_and(const struct splitter *to, struct piece part, size_t *at, size_t *len)
{
    struct piece rest = part;
    int depth = 0;

    for (; rest.len; rest = cut_front(rest, char_len(rest))) {
        depth += bracket(rest);
        *at = part.len - rest.len;
        *len = word_at(conjunctions, rest, false);
        if (depth == 0 && *len && *at && *len < rest.len &&
            !word_at(after_and, cut_front(rest, *len), false) &&
            ends_like_unit(to, trim((struct piece){part.s, *at})))
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
        size_t dot = number ? word_at(dots, cut_front(part, number), false) : 0;
        size_t support = word_at(support_words, part, false);
        size_t word = support ? support : word_at(lead_words, part, false);
        size_t colon = word ? word_at(colons, cut_front(part, word), false) : 0;

        if (dot) {
            part = trim(cut_front(part, number + dot));
            continue;
        }
        if (!colon)
            return part;
        to->role = support ? SUPPORT : LEAD;
        part = trim(cut_front(part, word + colon));
    }
}

/* One part between separators: one name, or several with 和 between them. A department that is
 * known under the whole of it is one. */
static void put_part(struct splitter *to, struct piece part)
{
    enum role role;
    size_t at;
    size_t len;

    part = strip_labels(to, trim(part));
    if (find_and(to, part, &at, &len) && !list_holds(to->known, part)) {
        put_part(to, (struct piece){part.s, at});
        put_part(to, cut_front(part, at + len));
        return;
    }
    role = to->role;
    part = strip_suffixes(part, &role);
    if (!is_role(part))
        put_name(to, role, part);
}

/* Parts */

/* The separator at the beginning of the piece: its length, 0 for none. */
static size_t separator_at(struct piece piece)
{
    size_t len;

    if (ideograph(piece))
        return 0;
    len = word_at(blanks, piece, false);
    return len ? len : word_at(separators, piece, false);
}

/* Is the next thing behind the separators a bracket group that belongs to what stands before it, as
 * in 综合处 （牵头）? Returns the length of those separators. */
static size_t joined_bracket(struct piece rest)
{
    struct piece from = rest;
    size_t len;

    while (rest.len && (len = word_at(blanks, rest, false)))
        rest = cut_front(rest, len);
    return bracket(rest) > 0 ? from.len - rest.len : 0;
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
    struct piece next = cut_front(rest, 1);
    size_t digits = list_number(next);
    char behind = digits < next.len ? next.s[digits] : '\0';

    return !digits || (behind != '.' && behind != ')');
}

static void split_line(struct splitter *to, struct piece line)
{
    bool brackets = balanced(line);
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
            rest = cut_front(rest, len);
            part = (struct piece){rest.s, 0};
            continue;
        }
        depth += brackets ? bracket(rest) : 0;
        len = skip ? skip : char_len(rest);
        part.len += len;
        rest = cut_front(rest, len);
    }
    put_part(to, part);
}

/* The cell with a line that begins with a bracket drawn to the line before it: in a narrow column
 * （牵头） stands below its department. */
static void join_brackets(struct duban_buf *out, const char *cell)
{
    while (*cell) {
        size_t len = strcspn(cell, "\r\n");
        struct piece line = trim((struct piece){cell, len});

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
    struct splitter to = {leads, supports, known, LEAD};
    size_t len;

    join_brackets(&joined, cell ? cell : "");
    for (const char *p = joined.data, *line; (line = duban_text_item(&p, &len));)
        split_line(&to, (struct piece){line, len});
    duban_buf_release(&joined);
}

bool duban_leads_is_unit(const char *name)
{
    struct piece piece = trim((struct piece){name, strlen(name)});

    return word_at(units, piece, true) && !word_at(not_units, piece, true);
}

/* --- Shared suffixes --- */

bool duban_leads_shared_suffix(struct duban_buf *out, const char *list)
{
    enum { LONGEST = 15 }; /* bytes of a name that is cut short; a longer one is whole */
    struct duban_buf names = DUBAN_BUF_INIT;
    const char *lf = list ? strrchr(list, '\n') : NULL;
    struct piece last = {lf ? lf + 1 : "", lf ? strlen(lf + 1) : 0};
    size_t suffix = word_at(units, last, true);
    bool shared = false;
    size_t len;

    for (const char *p = suffix ? list : NULL, *s; (s = duban_text_item(&p, &len));) {
        struct piece name = {s, len};
        bool whole = len > LONGEST || word_at(units, name, true) || word_at(closing, name, true);

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
