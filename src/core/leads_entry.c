/* The entries of a numbered list in a lead cell: 1.综合处 2.督查处, ①综合处②督查处, and what else
 * a name begins behind.
 */
#include "core/deadline_token.h"
#include "core/leads_words.h"

#include "duban/text.h"

static const struct word dots[] = {WORD("."), WORD("．"), WORD(")"), WORD("）"), {NULL, 0}};
static const struct word commas[] = {WORD("、"), {NULL, 0}};

/* ① ⑴ ⒈ ㈠ ❶ and their like, each row from one on. */
static int circled(uint32_t c)
{
    static const struct {
        uint32_t first;
        int n;
    } rows[] = {{0x2460, 20}, {0x2474, 20}, {0x2488, 20}, {0x2776, 10},
                {0x2780, 10}, {0x278a, 10}, {0x3220, 10}, {0x3280, 10}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (c >= rows[i].first && c < rows[i].first + (uint32_t)rows[i].n)
            return (int)(c - rows[i].first) + 1;
    return 0;
}

/* The number at the beginning of the piece, in figures of either width or in Chinese. Returns its
 * bytes; 0 when there is none, or one that numbers no list. */
static size_t read_number(int *number, struct piece piece)
{
    enum { MOST = 99 };
    struct duban_token numeral;
    size_t len = 0;
    const char *p = piece.s;
    uint32_t c;

    *number = 0;
    while (len < piece.len && *number <= MOST && (c = duban_text_next(&p)) != 0 &&
           ((c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19))) {
        *number = *number * 10 + (int)(c < 0xff10 ? c - '0' : c - 0xff10);
        len = (size_t)(p - piece.s);
    }
    if (!len && piece.len) {
        len = duban_numeral_read(&numeral, piece.s);
        *number = numeral.value;
    }
    return len <= piece.len && *number > 0 && *number <= MOST ? len : 0;
}

/* A. and b) in front of a Chinese name */
static size_t lettered(int *number, struct piece piece)
{
    char c = piece.len ? (char)(*piece.s | 0x20) : '\0';
    size_t dot = c >= 'a' && c <= 'z' ? piece_begins(piece_cut_front(piece, 1), dots) : 0;
    struct piece behind = piece_strip(piece_cut_front(piece, dot ? 1 + dot : 0));

    *number = c - 'a' + 1;
    return dot && piece_ideograph(behind) ? 1 + dot : 0;
}

static bool begins_with_digit(struct piece piece)
{
    return piece.len && *piece.s >= '0' && *piece.s <= '9';
}

/* （1） and （一） */
static size_t bracketed(int *number, struct piece piece)
{
    size_t open = piece_begins(piece, words_opening);
    size_t len = open ? read_number(number, piece_cut_front(piece, open)) : 0;
    size_t close = len ? piece_begins(piece_cut_front(piece, open + len), words_closing) : 0;

    return close ? open + len + close : 0;
}

static struct entry read_entry(struct piece piece)
{
    const char *p = piece.s;
    struct entry entry = {.kind = ENTRY_CIRCLED, .number = circled(duban_text_next(&p))};
    size_t len;

    if (entry.number) {
        entry.len = (size_t)(p - piece.s);
        return entry;
    }
    entry.kind = ENTRY_MARKED;
    if ((entry.len = bracketed(&entry.number, piece)) ||
        (entry.len = lettered(&entry.number, piece)) || !(len = read_number(&entry.number, piece)))
        return entry;
    struct piece behind = piece_cut_front(piece, len);
    size_t dot = piece_begins(behind, dots);
    size_t comma = piece_begins(behind, commas);

    entry.kind = comma ? ENTRY_LISTED : ENTRY_MARKED;
    behind = piece_cut_front(behind, dot + comma);
    if ((dot && !begins_with_digit(behind)) || (comma && !read_number(&(int){0}, behind)))
        entry.len = len + dot + comma;
    return entry;
}

/* Is there something behind it that it can stand in front of? */
static bool stands_before(struct piece piece, size_t len)
{
    struct piece behind = piece_cut_front(piece, len);

    return behind.len && !piece_begins(behind, words_separators) &&
           !piece_begins(behind, words_colons);
}

/* Is the number a part of the name: ①组, （2）支部? */
static bool numbers_unit(struct piece behind)
{
    size_t unit = piece_begins(behind, words_units);
    struct piece rest = piece_cut_front(behind, unit);
    const char *p = rest.s;

    return unit && (!rest.len || piece_bracket(rest) || piece_begins(rest, words_separators) ||
                    piece_begins(rest, words_blanks) || circled(duban_text_next(&p)));
}

struct entry piece_entry(struct piece piece)
{
    static const struct word numerals[] = {WORD("一"), WORD("二"), WORD("三"), WORD("四"),
                                           WORD("五"), WORD("六"), WORD("七"), WORD("八"),
                                           WORD("九"), WORD("十"), WORD("廿"), {NULL, 0}};
    struct entry entry = {0};

    if (!piece.len || (piece_ideograph(piece) && !piece_begins(piece, numerals)))
        return entry;
    entry = read_entry(piece);
    if (entry.len && numbers_unit(piece_cut_front(piece, entry.len)))
        entry.len = 0;
    if (entry.kind != ENTRY_CIRCLED && !stands_before(piece, entry.len))
        entry.len = 0;
    return entry;
}

bool piece_is_entry(struct piece piece)
{
    int number;

    return piece.len && bracketed(&number, piece) == piece.len;
}

bool piece_heads(struct piece piece)
{
    bool supports;
    size_t role = piece_role(piece, &supports);

    return piece_entry(piece).len || (role && stands_before(piece, role));
}
