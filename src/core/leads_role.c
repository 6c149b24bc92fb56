/* The words behind the names of a lead cell: who leads and who supports (综合处（牵头）,
 * 督查处配合), and that there are others (等部门).
 */
#include "core/leads_words.h"

/* Is there nothing but a role in the bracket: 牵头, 共同牵头, 协助配合? */
static bool is_role(struct piece inside, bool *supports)
{
    static const struct word modifiers[] = {WORD("共同"), WORD("具体"), WORD("主要"), WORD("积极"),
                                            WORD("分别"), WORD("总"),   {NULL, 0}};
    bool said = false;

    *supports = piece_is(inside, words_support_sign);
    if (*supports || piece_is(inside, words_lead_sign))
        return true;
    while (inside.len) {
        size_t support = piece_ends(inside, words_support);
        size_t word = support ? support : piece_ends(inside, words_lead);
        size_t len = word ? word : piece_ends(inside, modifiers);

        if (!len)
            return false;
        *supports = *supports || support;
        said = said || word;
        inside = piece_cut_back(inside, len);
    }
    return said;
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

size_t piece_role_behind(struct piece piece, bool *supports, bool *bare)
{
    size_t word = piece_ends(piece, words_support);
    struct piece bracket;

    *bare = !piece_ends(piece, words_closing);
    if (!*bare) {
        bracket = last_bracket(piece);
        return bracket.len && piece_role(bracket, supports) == bracket.len ? bracket.len : 0;
    }
    *supports = word != 0;
    if (piece_ends(piece, words_nouns))
        return 0;
    return word ? word : piece_ends(piece, words_lead);
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
