/* The words behind the names of a lead cell: who leads and who supports (综合处（牵头）,
 * 督查处配合), and that there are others (等部门).
 */
#include "core/leads_words.h"

#include <string.h>

static const struct word modifiers[] = {WORD("共同"), WORD("具体"), WORD("主要"),
                                        WORD("积极"), WORD("分别"), WORD("总"),
                                        WORD("第一"), WORD("第二"), {NULL, 0}};

/* Does the text say nothing but a role: 牵头, 共同牵头, 协助配合? */
static bool is_role(struct piece text, bool *supports)
{
    bool said = false;

    *supports = piece_is(text, words_support_sign);
    if (*supports || piece_is(text, words_lead_sign))
        return true;
    while (text.len) {
        size_t support = piece_ends(text, words_support);
        size_t word = support ? support : piece_ends(text, words_lead);
        size_t len = word ? word : piece_ends(text, modifiers);

        if (!len)
            return false;
        *supports = *supports || support;
        said = said || word;
        text = piece_cut_back(text, len);
    }
    return said;
}

size_t piece_label(struct piece piece, bool *supports)
{
    struct piece rest = piece;
    struct piece text = piece;
    size_t colon = 0;

    /* Most cells have none of either. */
    if (!memchr(piece.s, ':', piece.len) && !memmem(piece.s, piece.len, "：", strlen("：")))
        return 0;
    while (rest.len && !(colon = piece_begins(rest, words_colons)))
        rest = piece_cut_front(rest, piece_char(rest));
    text.len -= rest.len;
    return colon && is_role(text, supports) ? text.len + colon : 0;
}

size_t piece_role(struct piece piece, bool *supports)
{
    size_t open = piece_begins(piece, words_opening);
    struct piece inside = piece_cut_front(piece, open);
    struct piece rest = inside;
    size_t close = 0;

    if (!open)
        return 0;
    while (rest.len && !(close = piece_begins(rest, words_closing)))
        rest = piece_cut_front(rest, piece_char(rest));
    inside.len -= rest.len;
    return close && is_role(inside, supports) ? open + inside.len + close : 0;
}

/* The bracket that closes at the end of the piece, from where it opens; empty when there is none.
 */
static struct piece last_bracket(struct piece piece)
{
    struct piece bracket = {piece.s, 0};

    for (struct piece rest = piece; rest.len; rest = piece_cut_front(rest, piece_char(rest)))
        if (piece_bracket(rest) > 0)
            bracket = rest;
    return bracket;
}

/* The bytes of a role without brackets at the end of the piece: 督查处配合, 综合处为牵头单位, and
 * with a modifier in front where a unit is left: 综合处总牵头. */
static size_t bare_role(struct piece piece, bool *supports)
{
    static const struct word lead[] = {WORD("为牵头单位"), WORD("为责任单位"), WORD("为主责单位"),
                                       WORD("为主办单位"), WORD("为主"),       {NULL, 0}};
    static const struct word support[] = {
        WORD("为配合单位"), WORD("为协办单位"), WORD("为参与单位"), WORD("为辅"), {NULL, 0}};
    size_t word = piece_ends(piece, support);

    *supports = word != 0;
    word = word ? word : piece_ends(piece, lead);
    if (word || piece_ends(piece, words_nouns))
        return word;
    word = piece_ends(piece, words_support);
    *supports = word != 0;
    word = word ? word : piece_ends(piece, words_lead);

    size_t modifier = word ? piece_ends(piece_cut_back(piece, word), modifiers) : 0;

    if (modifier && piece_is_unit(piece_cut_back(piece, word + modifier)))
        word += modifier;
    return word;
}

size_t piece_role_behind(struct piece piece, bool *supports, bool *bare)
{
    struct piece bracket;

    *bare = !piece_ends(piece, words_closing);
    if (*bare)
        return bare_role(piece, supports);
    bracket = last_bracket(piece);
    return bracket.len && piece_role(bracket, supports) == bracket.len ? bracket.len : 0;
}

/* The bytes of 等3个处室, 等五部门 at the end of the part; 0 for none. */
static size_t counted_others(struct piece part)
{
    static const struct word others[] = {WORD("等"), {NULL, 0}};
    static const struct word numerals[] = {WORD("一"), WORD("二"), WORD("两"), WORD("三"),
                                           WORD("四"), WORD("五"), WORD("六"), WORD("七"),
                                           WORD("八"), WORD("九"), WORD("十"), WORD("多"),
                                           WORD("几"), WORD("各"), WORD("个"), WORD("家"),
                                           {NULL, 0}};

    if (!memmem(part.s, part.len, others->s, others->len))
        return 0;
    for (struct piece rest = part; rest.len; rest = piece_cut_front(rest, piece_char(rest))) {
        size_t word = piece_begins(rest, others);
        size_t count = word ? word + piece_digits(piece_cut_front(rest, word)) : 0;

        for (size_t len; word && (len = piece_begins(piece_cut_front(rest, count), numerals));)
            count += len;
        if (count > word && piece_is(piece_cut_front(rest, count), words_nouns))
            return rest.len;
    }
    return 0;
}

size_t piece_others_behind(struct piece piece)
{
    size_t len = piece_ends(piece, words_others);

    return len ? len : counted_others(piece);
}
