/* The scanner of deadlines: text in, tokens out.
 *
 * Normalises first (domain rule "Normalise first"): NFKC makes full-width forms plain; blanks,
 * zero-width characters and quotation marks fall out, traditional characters become simplified, so
 * that 长  期 and “七一”前 are the words they are. Only a blank between two ASCII letters or digits
 * is kept: it parts "June 20 2018" and a date from its time of day, while "2 018年" is one number
 * all the same.
 */
#include "core/deadline_token.h"
#include "core/text_class.h"
#include "duban/text.h"

#include <stdint.h>
#include <string.h>

enum {
    TEXT_MAX = 240, /* bytes of one piece of unknown text; deadlines are shorter */
    DIGITS_MAX = 9,
};

struct scanner {
    const char *p;
    struct duban_tokens *out;
    const struct duban_word_index *index;
    size_t text_bytes; /* of the TOKEN_TEXT that is being collected */
    bool new_line, blank;
    bool english; /* a month's English name or a Q was seen */
    bool too_long;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct duban_token *last(struct scanner *s)
{
    return s->out->n ? &s->out->items[s->out->n - 1] : NULL;
}

static void add(struct scanner *s, struct duban_token token)
{
    if (s->out->n + 1 >= DUBAN_TOKENS) {
        s->too_long = true;
        return;
    }
    token.new_line = s->new_line;
    s->out->items[s->out->n++] = token;
    s->new_line = s->blank = false;
    s->text_bytes = 0;
}

/* Skips the blanks that normalising has kept. */
static bool skip_blank(struct scanner *s)
{
    if (*s->p != ' ' && *s->p != '\n') {
        return false;
    }
    s->new_line = s->new_line || *s->p == '\n';
    s->blank = true;
    s->p++;
    return true;
}

/* --- Numbers ------------------------------------------------------------------------------- */

/* The bytes of a clock time such as 18:00, 0:00:00 or 00:00:00.000 at `p`; 0 when there is none. */
static size_t clock_length(const char *p)
{
    size_t n = strspn(p, "0123456789");
    if (n < 1 || n > 2 || p[n] != ':' || !is_digit(p[n + 1]) || !is_digit(p[n + 2])) {
        return 0;
    }
    size_t whole = strspn(p, "0123456789:");
    bool seconds = whole > n + 4; /* which may have a fraction */
    return whole + (seconds && p[whole] == '.' ? strspn(p + whole, ".0123456789") : 0);
}

static bool scan_clock(struct scanner *s)
{
    size_t n = clock_length(s->p);
    if (n == 0) {
        return false;
    }
    s->p += n;
    add(s, (struct duban_token){.type = TOKEN_TIME});
    return true;
}

static void append_digit(struct duban_token *number, int digit)
{
    number->digits++;
    number->value = number->digits > DIGITS_MAX ? -1 : number->value * 10 + digit;
}

/* The digit at *p, which a 〇 ○ 零 can be too (2〇18), moving *p behind it; -1 when none is there.
 */
static int next_digit(const char **p)
{
    static const char *const zeros[] = {"〇", "○", "◯", "零"};

    if (is_digit(**p)) {
        return *(*p)++ - '0';
    }
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        if (strncmp(*p, zeros[i], strlen(zeros[i])) == 0) {
            *p += strlen(zeros[i]);
            return 0;
        }
    }
    return -1;
}

/* Moves *p over a letter O that was typed for a zero inside a number: 2O18, 6月2O日. */
static bool is_letter_for_zero(const char **p)
{
    static const char *const units[] = {"年", "月", "日", "号"};
    const char *behind = *p + 1;

    if (**p != 'o') {
        return false;
    }
    bool inside = is_digit(*behind);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        inside = inside || strncmp(behind, units[i], strlen(units[i])) == 0;
    }
    *p += inside;
    return inside;
}

static bool scan_digits(struct scanner *s)
{
    if (!is_digit(*s->p)) {
        return false;
    }
    struct duban_token *before = last(s);
    bool joined = before && before->type == TOKEN_NUMBER && !before->chinese && s->blank &&
                  !s->new_line && !s->english;
    struct duban_token fresh = {.type = TOKEN_NUMBER};
    struct duban_token *number = joined ? before : &fresh;

    for (int digit; (digit = next_digit(&s->p)) >= 0 || is_letter_for_zero(&s->p);) {
        append_digit(number, digit < 0 ? 0 : digit);
    }
    if (joined) {
        s->blank = false;
    } else {
        add(s, fresh);
    }
    return true;
}

/* A lone 一 between a unit and a digit is a dash, as scanned tables have it: 6月一7月. */
static bool is_dash(const struct duban_token *numeral, const struct duban_token *before,
                    const char *after)
{
    if (numeral->value != 1 || !is_digit(*after) || !before) {
        return false;
    }
    return before->type == TOKEN_MONTH || before->type == TOKEN_DAY || before->type == TOKEN_PART ||
           before->type == TOKEN_EDGE || (before->type == TOKEN_NUMBER && !before->chinese);
}

/* Whether the digits of a numeral count up by one, as in 六七月 and 二三季度: several numbers that
 * share a unit. `after` is the text behind it. */
static bool is_row_of_numbers(const struct duban_token *numeral, const char *after)
{
    bool unit = strncmp(after, "月", strlen("月")) == 0 || strncmp(after, "季", strlen("季")) == 0;

    if (!unit || numeral->composed || numeral->digits < 2) {
        return false;
    }
    for (int value = numeral->value, i = 1; i < numeral->digits; i++, value /= 10) {
        if (value < 10 || value % 10 != value / 10 % 10 + 1) {
            return false;
        }
    }
    return true;
}

static void add_row_of_numbers(struct scanner *s, const struct duban_token *numeral)
{
    int last_digit = numeral->value % 10;

    for (int digit = last_digit - numeral->digits + 1; digit <= last_digit; digit++) {
        add(s, (struct duban_token){
                   .type = TOKEN_NUMBER, .value = digit, .digits = 1, .chinese = true});
        if (digit < last_digit) {
            add(s, (struct duban_token){.type = TOKEN_LIST});
        }
    }
}

static bool scan_numeral(struct scanner *s)
{
    struct duban_token token;
    size_t n = duban_numeral_read(&token, s->p);
    if (n == 0) {
        return false;
    }
    if (is_row_of_numbers(&token, s->p + n)) {
        s->p += n;
        add_row_of_numbers(s, &token);
        return true;
    }
    if (is_dash(&token, last(s), s->p + n)) {
        token = (struct duban_token){.type = TOKEN_DASH};
    }
    s->p += n;
    add(s, token);
    return true;
}

/* --- Words --------------------------------------------------------------------------------- */

/* 五一 and 十一 are numbers too: 五一年, 十一月, 十一、十二月, 十一至十二月. `after` is the text
 * behind the word. */
static bool is_number_after_all(const struct duban_word *word, const char *after)
{
    static const char units[] = "年月日号季个周天点时";
    static const char joints[] = "、-~—–至到/.和";
    struct duban_token number, next;
    char c[5] = "";

    if (word->type != TOKEN_HOLIDAY || duban_numeral_read(&number, word->text) != word->len) {
        return false;
    }
    const char *end = after;
    if (duban_text_next(&end) == 0) {
        return false;
    }
    memcpy(c, after, (size_t)(end - after));
    return duban_numeral_read(&next, after) > 0 || strstr(units, c) ||
           (number.composed && strstr(joints, c));
}

static bool scan_word(struct scanner *s)
{
    const struct duban_word *word = duban_word_find(s->index, s->p);
    struct duban_token *before = last(s);

    if (!word || is_number_after_all(word, s->p + word->len)) {
        return false;
    }
    s->p += word->len;
    s->english = s->english || word->type == TOKEN_MONTH_NAME || word->type == TOKEN_Q;
    if (word->type == TOKEN_DASH && before && before->type == TOKEN_DASH) {
        before->type = TOKEN_TO; /* —— and -- are no separators inside a date */
        return true;
    }
    add(s, (struct duban_token){.type = word->type, .value = word->value});
    return true;
}

static bool is_cjk(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* What a piece of text is made of when this character stands in it as well. */
static int mix_in(int made_of, uint32_t c)
{
    if (is_cjk(c) || made_of == TEXT_STRANGE) {
        return made_of;
    }
    return c >= 'a' && c <= 'z' ? TEXT_WORDS : TEXT_STRANGE;
}

/* Takes one character, or one ASCII word, that no table knows; neighbours become one token. */
static void scan_text(struct scanner *s)
{
    const char *begin = s->p;
    uint32_t c = duban_text_next(&s->p);

    if (c >= 'a' && c <= 'z') {
        s->p += strspn(s->p, "abcdefghijklmnopqrstuvwxyz");
    }
    struct duban_token *before = last(s);
    if (!before || before->type != TOKEN_TEXT) {
        add(s, (struct duban_token){.type = TOKEN_TEXT, .value = TEXT_CHINESE});
        before = last(s);
    }
    if (before) {
        before->value = mix_in(before->value, c);
    }
    s->text_bytes += (size_t)(s->p - begin);
    s->too_long = s->too_long || s->text_bytes > TEXT_MAX;
}

/* --- The whole ----------------------------------------------------------------------------- */

static bool is_quote(uint32_t c)
{
    static const uint32_t quotes[] = {'"',    '\'',   '`',    0x2018, 0x2019, 0x201C,
                                      0x201D, 0x201E, 0x2032, 0x300E, 0x300F};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (quotes[i] == c) {
            return true;
        }
    }
    return false;
}

static bool is_word_character(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z');
}

/* What is left out on the way to the next character that counts. */
struct gap {
    bool blank, new_line;
};

static bool leave_out(struct gap *gap, bool *quote, uint32_t c)
{
    if (c == '\n' || c == 0x2028 || c == 0x2029) {
        gap->new_line = true;
    } else if (duban_text_is_blank(c) || c == '\t' || c == '\r') {
        gap->blank = true;
    } else if (is_quote(c)) {
        *quote = true;
    } else {
        return duban_text_is_invisible(c);
    }
    return true;
}

/* Appends one blank or line break for the gap, where it can part something. A break counts beside
 * a digit only: elsewhere it is how a narrow cell wraps its words. */
static void close_gap(struct duban_buf *out, struct gap *gap, char next)
{
    char before = out->len > 0 ? out->data[out->len - 1] : '\0';

    if (gap->new_line && (is_digit(before) || is_digit(next))) {
        duban_buf_addc(out, '\n');
    } else if ((gap->blank || gap->new_line) && is_word_character(before) &&
               is_word_character(next)) {
        duban_buf_addc(out, ' ');
    }
    *gap = (struct gap){false, false};
}

/* *quote: there was a quotation mark, which alone means ditto. */
static void normalise(struct duban_buf *out, bool *quote, const char *text)
{
    struct duban_buf plain = DUBAN_BUF_INIT;
    struct gap gap = {false, false};

    duban_text_nfkc(&plain, text);
    for (const char *p = plain.data; *p;) {
        const char *begin = p;
        uint32_t c = duban_text_next(&p);
        if (leave_out(&gap, quote, c)) {
            continue;
        }
        char first = (char)(*begin >= 'A' && *begin <= 'Z' ? *begin - 'A' + 'a' : *begin);
        close_gap(out, &gap, first);
        if (duban_text_simplified(c) != c) {
            duban_text_put(out, duban_text_simplified(c));
            continue;
        }
        duban_buf_addc(out, first);
        duban_buf_add(out, begin + 1, (size_t)(p - begin) - 1);
    }
    duban_buf_release(&plain);
}

bool duban_tokens_scan(struct duban_tokens *out, const char *text,
                       const struct duban_word_index *index)
{
    struct duban_buf buf = DUBAN_BUF_INIT;
    bool quote = false;
    normalise(&buf, &quote, text);

    struct scanner s = {.p = buf.data, .out = out, .index = index};
    out->n = 0;
    while (*s.p && !s.too_long) {
        if (!skip_blank(&s) && !scan_clock(&s) && !scan_digits(&s) && !scan_word(&s) &&
            !scan_numeral(&s)) {
            scan_text(&s);
        }
    }
    if (out->n == 0 && quote) {
        add(&s, (struct duban_token){.type = TOKEN_DITTO});
    }
    out->items[out->n] = (struct duban_token){.type = TOKEN_END};
    duban_buf_release(&buf);
    return !s.too_long;
}
