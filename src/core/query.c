/* Queries: from words to terms, and whether a task fits them.
 *
 * A word is split at blanks into terms; a term is an optional sign, a key, and values between
 * commas. What stands in "…" is taken as it is: no blank splits it, no comma, no colon.
 */
#include "core/query.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

struct term {
    const struct query_key *key;
    bool negated;
    struct query_value *values;
    size_t n, cap;
};

struct duban_query {
    struct term *terms;
    size_t n, cap;
};

/* --- Scanning ------------------------------------------------------------------------------ */

static const char *const blanks[] = {" ", "\t", "\n", "\r", "　", NULL};
static const char *const commas[] = {",", "，", "、", NULL};
static const char *const colons[] = {":", "：", NULL};
static const char *const relations[] = {"<", ">", "=", "＜", "＞", "＝", "≤", "≥", NULL};
static const char *const minuses[] = {"-", "!", "－", "！", NULL};

/* The length of whichever of `signs` the text begins with; 0: none. */
static size_t sign_at(const char *s, const char *const *signs)
{
    for (; *signs != NULL; signs++)
        if (strncmp(s, *signs, strlen(*signs)) == 0)
            return strlen(*signs);
    return 0;
}

/* The first of `signs` in [s, end) that stands outside quotes, or `end`. */
static const char *find_sign(const char *s, const char *end, const char *const *signs)
{
    bool quoted = false;

    for (; s < end; s++) {
        if (*s == '"')
            quoted = !quoted;
        else if (!quoted && sign_at(s, signs) > 0)
            return s;
    }
    return end;
}

/* The search key of [s, end) without its quotes; owned. *quoted tells that there were some. */
static char *key_of(const char *s, const char *end, bool *quoted)
{
    struct duban_buf bare = DUBAN_BUF_INIT, key = DUBAN_BUF_INIT;

    *quoted = false;
    for (; s < end; s++) {
        if (*s == '"')
            *quoted = true;
        else
            duban_buf_addc(&bare, *s);
    }
    duban_text_key(&key, bare.data);
    duban_buf_release(&bare);
    return duban_buf_detach(&key);
}

/* --- Building ------------------------------------------------------------------------------ */

static void term_release(struct term *term)
{
    for (size_t i = 0; i < term->n; i++)
        free(term->values[i].key);
    free(term->values);
}

static enum duban_status bad_value(const struct term *term, const char *value,
                                   struct duban_err *err)
{
    const char *names = term->key->names;

    return duban_err_set(err, DUBAN_USAGE, _("查询项“%.*s”的值“%s”无效，可以是：%s"),
                         (int)strcspn(names, " "), names, value, _(term->key->form));
}

static enum duban_status unknown_key(const char *name, struct duban_err *err)
{
    return duban_err_set(err, DUBAN_USAGE,
                         _("没有“%s”这个查询项；常用的有 lead status phase due light is text，"
                           "或 牵头 状态 阶段 时限 灯 是 任务；查找带冒号的文字请加引号"),
                         name);
}

/* Adds the value [s, end); an empty one adds nothing. */
static enum duban_status add_value(struct term *term, const char *s, const char *end, int today,
                                   struct duban_err *err)
{
    struct query_value value = {.low = INT64_MIN, .high = INT64_MAX};
    bool quoted;

    value.key = key_of(s, end, &quoted);
    if (*value.key == '\0') {
        free(value.key);
        return DUBAN_OK;
    }
    if (!(quoted && term->key->read == duban_query_read_text) &&
        !term->key->read(&value, term->key, today)) {
        bad_value(term, value.key, err);
        free(value.key);
        return DUBAN_USAGE;
    }
    term->values = duban_more(term->values, term->n, &term->cap, sizeof *term->values);
    term->values[term->n++] = value;
    return DUBAN_OK;
}

static enum duban_status add_values(struct term *term, const char *s, const char *end, int today,
                                    struct duban_err *err)
{
    while (s < end) {
        const char *comma = find_sign(s, end, commas);
        enum duban_status status = add_value(term, s, comma, today, err);

        if (status != DUBAN_OK)
            return status;
        s = comma + (comma < end ? sign_at(comma, commas) : 0);
    }
    return term->n > 0 ? DUBAN_OK : bad_value(term, "", err);
}

/* Finds the key in front of a colon, or in front of < > = where it is a known one. Sets *values to
 * where the values begin and *key to NULL when the whole is plain text. */
static enum duban_status find_key(const struct query_key **key, const char **values, const char *s,
                                  const char *end, struct duban_err *err)
{
    const char *colon = find_sign(s, end, colons), *relation = find_sign(s, end, relations);
    const char *stop = colon < relation ? colon : relation;
    enum duban_status status = DUBAN_OK;
    bool quoted;
    char *name;

    *key = NULL;
    *values = s;
    if (stop == end || stop == s || (*s >= '0' && *s <= '9'))
        return DUBAN_OK;
    name = key_of(s, stop, &quoted);
    if (!quoted) {
        *key = duban_query_key_find(name);
        if (*key != NULL)
            *values = stop + (stop == colon ? sign_at(stop, colons) : 0);
        else if (stop == colon)
            status = unknown_key(name, err);
    }
    free(name);
    return status;
}

/* A word without a key: 逾期 by itself means something, all others are looked for. */
static enum duban_status add_word(struct term *term, const char *s, const char *end, int today,
                                  struct duban_err *err)
{
    bool quoted;
    char *word = key_of(s, end, &quoted);
    const struct query_key *alone = quoted ? NULL : duban_query_key_alone(word);
    enum duban_status status;

    term->key = alone != NULL ? alone : duban_query_key_any();
    status = alone != NULL ? add_values(term, "yes", strchr("yes", '\0'), today, err)
                           : add_value(term, s, end, today, err);
    free(word);
    return status;
}

static enum duban_status add_term(struct duban_query *query, const char *s, const char *end,
                                  int today, struct duban_err *err)
{
    struct term term = {0};
    size_t sign = sign_at(s, minuses);
    enum duban_status status;
    const char *values;

    if (sign > 0 && s + sign < end) {
        term.negated = true;
        s += sign;
    }
    status = find_key(&term.key, &values, s, end, err);
    if (status == DUBAN_OK)
        status = term.key != NULL ? add_values(&term, values, end, today, err)
                                  : add_word(&term, s, end, today, err);
    if (status != DUBAN_OK || term.n == 0) {
        term_release(&term);
        return status;
    }
    query->terms = duban_more(query->terms, query->n, &query->cap, sizeof *query->terms);
    query->terms[query->n++] = term;
    return DUBAN_OK;
}

/* On a failure *at is where the term at fault begins. */
static enum duban_status add_terms(struct duban_query *query, const char *word, size_t *at,
                                   int today, struct duban_err *err)
{
    const char *begin = word, *end = word + strlen(word);

    while (word < end) {
        const char *blank = find_sign(word, end, blanks);
        enum duban_status status =
            blank > word ? add_term(query, word, blank, today, err) : DUBAN_OK;

        if (status != DUBAN_OK) {
            *at = (size_t)(word - begin);
            return status;
        }
        word = blank + (blank < end ? sign_at(blank, blanks) : 0);
    }
    return DUBAN_OK;
}

enum duban_status duban_query_new(struct duban_query **out, const char *const *words, size_t n,
                                  int today, struct duban_err *err)
{
    struct duban_query *query = duban_alloc(sizeof *query);
    enum duban_status status = DUBAN_OK;
    size_t at;

    for (size_t i = 0; i < n && status == DUBAN_OK; i++)
        status = add_terms(query, words[i], &at, today, err);
    if (status != DUBAN_OK) {
        duban_query_free(query);
        query = NULL;
    }
    *out = query;
    return status;
}

enum duban_status duban_query_read(struct duban_query **out, const char *text, size_t *at,
                                   int today, struct duban_err *err)
{
    struct duban_query *query = duban_alloc(sizeof *query);
    enum duban_status status = add_terms(query, text, at, today, err);

    if (status != DUBAN_OK) {
        duban_query_free(query);
        query = NULL;
    }
    *out = query;
    return status;
}

void duban_query_free(struct duban_query *query)
{
    if (query == NULL)
        return;
    for (size_t i = 0; i < query->n; i++)
        term_release(&query->terms[i]);
    free(query->terms);
    free(query);
}

/* --- Fitting ------------------------------------------------------------------------------- */

static bool term_fits(const struct term *term, const struct query_subject *subject)
{
    for (size_t i = 0; i < term->n; i++)
        if (term->key->fits(&term->values[i], term->key, subject))
            return true;
    return false;
}

/* Terms of one key are alternatives of each other; words without a key are not. */
static bool some_of_key_fits(const struct duban_query *query, const struct term *term,
                             const struct query_subject *subject)
{
    for (size_t i = 0; i < query->n; i++) {
        const struct term *other = &query->terms[i];

        if (!other->negated && other->key == term->key && term_fits(other, subject))
            return true;
    }
    return false;
}

bool duban_query_fits(const struct duban_query *query, const struct duban_campaign *campaign,
                      const struct duban_task *task, int today)
{
    struct query_subject subject;

    if (query == NULL || query->n == 0)
        return true;
    subject =
        (struct query_subject){campaign, task, today, duban_standing_of(campaign, task, today)};
    for (size_t i = 0; i < query->n; i++) {
        const struct term *term = &query->terms[i];
        bool alternatives = !term->negated && term->key != duban_query_key_any();
        bool fits = alternatives ? some_of_key_fits(query, term, &subject)
                                 : term_fits(term, &subject) != term->negated;

        if (!fits)
            return false;
    }
    return true;
}
