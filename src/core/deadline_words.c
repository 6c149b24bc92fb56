/* The words of deadlines and the Chinese numerals: looking them up at a place in the text.
 *
 * The tables are the .def files; whoever wants a new wording adds a line there.
 */
#include "core/deadline_token.h"

#include <string.h>

/* The flag a recurring word sets, by a short name for the tables. */
enum {
    RECUR_DAY = DUBAN_DEADLINE_DAY,
    RECUR_WEEK = DUBAN_DEADLINE_WEEK,
    RECUR_MONTH = DUBAN_DEADLINE_MONTH,
    RECUR_QUARTER = DUBAN_DEADLINE_QUARTER,
    RECUR_HALF = DUBAN_DEADLINE_HALF,
    RECUR_YEAR = DUBAN_DEADLINE_YEAR,
};

static const struct duban_word words[DUBAN_WORDS] = {
#define WORD(text, type, value) {text, sizeof(text) - 1, TOKEN_##type, value},
#include "core/deadline_phrases.def"
#include "core/deadline_words.def"
#undef WORD
};

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool fits(const struct duban_word *word, const char *s)
{
    return strncmp(word->text, s, word->len) == 0 &&
           !(is_letter(s[word->len - 1]) && is_letter(s[word->len]));
}

/* The list of the words that begin with the character at `s`, told by its last bits: characters
 * that share a list are not worth telling apart. */
static unsigned list_of(const char *s)
{
    const unsigned char *c = (const unsigned char *)s;

    return (c[0] < 0x80   ? c[0]
            : c[0] < 0xE0 ? c[1]
                          : (unsigned)c[1] << 6 ^ c[2]) %
           DUBAN_WORD_LISTS;
}

void duban_word_index_init(struct duban_word_index *index)
{
    memset(index->first, 0, sizeof index->first);
    for (unsigned i = DUBAN_WORDS; i > 0; i--) {
        uint16_t *first = &index->first[list_of(words[i - 1].text)];
        index->next[i] = *first;
        *first = (uint16_t)i;
    }
}

const struct duban_word *duban_word_find(const struct duban_word_index *index, const char *s)
{
    const struct duban_word *found = NULL;

    for (unsigned i = index->first[list_of(s)]; i > 0; i = index->next[i]) {
        if (fits(&words[i - 1], s) && (!found || words[i - 1].len > found->len)) {
            found = &words[i - 1];
        }
    }
    return found;
}

/* --- Numerals ------------------------------------------------------------------------------ */

struct numeral {
    const char *text;
    int value;
};

enum { TENS = 10 }; /* from here on a numeral is a number of tens */

static const struct numeral *numeral_at(const char *s)
{
    static const struct numeral numerals[] = {
        {"〇", 0}, {"○", 0},  {"◯", 0},   {"零", 0},  {"一", 1},  {"二", 2},
        {"两", 2}, {"三", 3}, {"四", 4},  {"五", 5},  {"六", 6},  {"七", 7},
        {"八", 8}, {"九", 9}, {"十", 10}, {"廿", 20}, {"卅", 30},
    };
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        if (strncmp(s, numerals[i].text, strlen(numerals[i].text)) == 0) {
            return &numerals[i];
        }
    }
    return NULL;
}

/* 二十五 adds up: a digit before 十 multiplies it, one behind it is added. False for what nobody
 * writes, such as 十十 or 二五十. */
static bool add_numeral(struct duban_token *out, int value)
{
    if (value < TENS) {
        if (out->composed && out->value % 10 != 0) {
            return false;
        }
        out->value = out->composed ? out->value + value : out->value * 10 + value;
        return true;
    }
    if (out->composed || out->digits > 1 || (out->digits == 1 && value != TENS)) {
        return false;
    }
    out->value = out->digits == 1 ? out->value * TENS : value;
    out->composed = true;
    return true;
}

/* The numeral at `s`, inside a number also what is typed for its zero: 二0一八, 二O一八. */
static const struct numeral *next_numeral(const char *s, bool inside)
{
    static const struct numeral zeros[] = {{"0", 0}, {"o", 0}};

    for (size_t i = 0; inside && i < sizeof zeros / sizeof *zeros; i++) {
        if (s[0] == zeros[i].text[0]) {
            return &zeros[i];
        }
    }
    return numeral_at(s);
}

size_t duban_numeral_read(struct duban_token *out, const char *s)
{
    const char *p = s;
    bool sound = true;

    *out = (struct duban_token){.type = TOKEN_NUMBER, .chinese = true};
    for (const struct numeral *n; (n = next_numeral(p, p > s)); p += strlen(n->text)) {
        sound = sound && out->digits < 6 && add_numeral(out, n->value);
        out->digits++;
    }
    if (!sound) {
        out->value = -1;
    }
    if (out->composed) {
        out->digits = out->value >= 10 ? 2 : 1;
    }
    return (size_t)(p - s);
}
