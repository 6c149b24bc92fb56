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

/* Words, separated by blanks. A longer word stands before one that it contains. */
static const char separators[] = "、 ， , ； ; / ／ ｜ |";
static const char blanks[] = "\t \r \xc2\xa0 \xe3\x80\x80";
static const char opening[] = "（ ( 【 [ 〔 《 ［";
static const char closing[] = "） ) 】 ] 〕 》 ］";
static const char conjunctions[] = "以及 和 及 与";
static const char colons[] = "： :";
static const char units[] =
    "处 室 科 办 局 委 部 厅 署 院 所 站 队 组 股 会 中心 支部 党委 党组 党组织 单位 部门 公司 "
    "集团 学校 学院 医院 银行 街道 社区 条线 窗口 工会 团委 妇联 领导 政府 法院 检察院 专班";
static const char not_units[] = "干部 社会 内部 全部 外部 学科 社科 农科 机会 场所 基础设施办";
static const char after_and[] = "平 谐 睦"; /* 和平区, 和谐路: no conjunction */
static const char lead_words[] =
    "牵头单位 牵头部门 牵头处室 牵头科室 责任单位 责任部门 主办单位 主办部门 承办单位 牵头 主办 "
    "承办 负责";
static const char support_words[] =
    "配合单位 配合部门 配合处室 协办单位 协办部门 参与单位 参与部门 参加单位 协同单位 配合 协办 "
    "参与 参加 协助 协同";
static const char others[] =
    "等有关单位 等有关部门 等相关单位 等相关部门 等各单位 等各部门 等单位 等部门 等处室 等科室 等";
static const char nothing[] = "- — —— － ― / 无";

/* The length of the word of `words` that the piece begins with (or ends with), 0 for none. */
static size_t word_at(const char *words, struct piece piece, bool at_end)
{
    while (*words) {
        size_t len = strcspn(words, " ");

        if (len && len <= piece.len &&
            memcmp(at_end ? piece.s + piece.len - len : piece.s, words, len) == 0)
            return len;
        words += len + (words[len] == ' ');
    }
    return 0;
}

static bool is_word(const char *words, struct piece piece)
{
    while (*words) {
        size_t len = strcspn(words, " ");

        if (len == piece.len && memcmp(piece.s, words, len) == 0)
            return true;
        words += len + (words[len] == ' ');
    }
    return false;
}

static size_t blank_at(struct piece piece, bool at_end)
{
    if (piece.len && piece.s[at_end ? piece.len - 1 : 0] == ' ')
        return 1;
    return word_at(blanks, piece, at_end);
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

    while ((len = blank_at(piece, false)))
        piece = cut_front(piece, len);
    while ((len = blank_at(piece, true)) || (len = word_at("。 ． . ： :", piece, true)))
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

static void put_name(struct splitter *to, enum role role, struct piece name)
{
    struct duban_buf *list = role == LEAD ? to->leads : to->supports;

    if (invisible(name) || is_word(nothing, name) || list_holds(to->leads->data, name) ||
        list_holds(to->supports->data, name))
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

/* Takes off 牵头单位： and the like; the role holds until the next label. */
static struct piece strip_labels(struct splitter *to, struct piece part)
{
    for (;;) {
        size_t support = word_at(support_words, part, false);
        size_t word = support ? support : word_at(lead_words, part, false);
        size_t colon = word ? word_at(colons, cut_front(part, word), false) : 0;

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
    len = blank_at(piece, false);
    return len ? len : word_at(separators, piece, false);
}

/* Is the next thing behind the separators a bracket group that belongs to what stands before it, as
 * in 综合处 （牵头）? Returns the length of those separators. */
static size_t joined_bracket(struct piece rest)
{
    struct piece from = rest;
    size_t len;

    while (rest.len && (len = blank_at(rest, false)))
        rest = cut_front(rest, len);
    return bracket(rest) > 0 ? from.len - rest.len : 0;
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
