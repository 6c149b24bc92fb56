/* Choosing lines of the history: from words to terms, and whether a line fits them. */
#include "duban/sift.h"

#include "duban/alloc.h"
#include "duban/date.h"
#include "duban/deadline.h"
#include "duban/i18n.h"
#include "duban/instant.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

/* One of the values between commas. */
struct value {
    char *key;     /* its search key (text.h), owned */
    int64_t task;  /* of a task term */
    int low, high; /* of a date: both included */
    enum duban_act act;
};

struct key {
    const char *names; /* search keys, separated by blanks; the first is named in messages */
    bool (*read)(struct value *value, int today); /* false: it cannot be a value of this key */
    bool (*fits)(const struct value *value, const struct duban_history_line *line);
    const char *form; /* what a value looks like, for the message */
};

struct term {
    const struct key *key;
    bool negated;
    struct value *values;
    size_t n, cap;
};

struct duban_sift {
    struct term *terms;
    size_t n, cap;
};

/* --- Values ----------------------------------------------------------------------------------- */

/* Whether the search key is what a person may write for `text`. */
static bool is_key_of(const char *key, const char *text)
{
    struct duban_buf own = DUBAN_BUF_INIT;
    bool same;

    duban_text_key(&own, text);
    same = strcmp(own.data, key) == 0;
    duban_buf_release(&own);
    return same;
}

static bool has_key(const char *text, const char *key)
{
    return text && duban_text_has(text, strlen(text), key);
}

static bool read_text(struct value *value, int today)
{
    (void)value;
    (void)today;
    return true;
}

/* An act by its name, its Chinese word (behind its context), or its word in the language spoken. */
static bool read_act(struct value *value, int today)
{
    static const char *const words[DUBAN_ACTS] = {
#define ACT(id, name, label) [DUBAN_ACT_##id] = label,
#include "duban/acts.def"
#undef ACT
    };

    (void)today;
    for (int i = 0; i < DUBAN_ACTS; i++) {
        value->act = (enum duban_act)i;
        if (is_key_of(value->key, duban_act_name(value->act)) ||
            is_key_of(value->key, strchr(words[i], '\004') + 1) ||
            is_key_of(value->key, duban_act_label(value->act)))
            return true;
    }
    return false;
}

static bool read_task(struct value *value, int today)
{
    size_t len = strspn(value->key, "0123456789");

    (void)today;
    if (len == 0 || len > 18 || value->key[len] != '\0')
        return false;
    value->task = strtoll(value->key, NULL, 10);
    return value->task > 0;
}

static bool read_date(struct value *value, int today)
{
    struct duban_deadline_context context = {0, DUBAN_NO_DATE};
    bool now = is_key_of(value->key, "today") || is_key_of(value->key, "今天");
    bool before = is_key_of(value->key, "yesterday") || is_key_of(value->key, "昨天");
    struct duban_deadline read;

    value->low = value->high = before ? today - 1 : today;
    if (now || before)
        return true;
    duban_date_split(today, &context.year, NULL, NULL);
    duban_deadline_read(&read, value->key, &context);
    value->high = read.due;
    value->low = read.start != DUBAN_NO_DATE ? read.start : read.due;
    return read.kind == DUBAN_DEADLINE_DATE && read.due != DUBAN_NO_DATE;
}

/* --- Whether a line fits ---------------------------------------------------------------------- */

static bool fits_actor(const struct value *value, const struct duban_history_line *line)
{
    return is_key_of(value->key, line->actor);
}

static bool fits_act(const struct value *value, const struct duban_history_line *line)
{
    return value->act == line->act;
}

static bool fits_task(const struct value *value, const struct duban_history_line *line)
{
    return line->object == DUBAN_OBJECT_TASK && line->id == value->task;
}

static bool fits_since(const struct value *value, const struct duban_history_line *line)
{
    return duban_instant_day(line->at) >= value->low;
}

static bool fits_until(const struct value *value, const struct duban_history_line *line)
{
    return duban_instant_day(line->at) <= value->high;
}

static bool fits_day(const struct value *value, const struct duban_history_line *line)
{
    return fits_since(value, line) && fits_until(value, line);
}

/* A status is found by its word too, as the history shows it. */
static bool has_status(const char *stored, const char *key)
{
    enum duban_task_status status;

    return stored && duban_status_parse(&status, stored) &&
           has_key(duban_status_label(status), key);
}

static bool fits_words(const struct value *value, const struct duban_history_line *line)
{
    const char *const texts[] = {line->before, line->after, line->note};
    bool status =
        line->field && duban_field_find(line->object, line->field) == DUBAN_FIELD_TASK_STATUS;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (has_key(texts[i], value->key) || (status && has_status(texts[i], value->key)))
            return true;
    return false;
}

/* --- The table -------------------------------------------------------------------------------- */

#define DATE_FORM N_("2018-06-05、6月5日、today、yesterday")

static const struct key keys[] = {
    {"by 经办 经办人", read_text, fits_actor, N_("姓名或账号")},
    {"act 动作", read_act, fits_act, N_("add set start done note … 或 新增 修改 启动 办结 进展 …")},
    {"task id 任务 编号", read_task, fits_task, N_("任务编号")},
    {"since from 起 自", read_date, fits_since, DATE_FORM},
    {"until to 止 至", read_date, fits_until, DATE_FORM},
    {"at on 日期 当日", read_date, fits_day, DATE_FORM},
};

static const struct key any_words = {"", read_text, fits_words, N_("要找的文字")};

static const struct key *find_key(const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (const char *p = keys[i].names; *p; p += strspn(p, " ")) {
            size_t own = strcspn(p, " ");

            if (own == len && strncmp(p, name, len) == 0)
                return &keys[i];
            p += own;
        }
    return NULL;
}

/* --- Reading words ---------------------------------------------------------------------------- */

static void term_release(struct term *term)
{
    for (size_t i = 0; i < term->n; i++)
        free(term->values[i].key);
    free(term->values);
}

/* The bytes up to the first of `signs` outside quotes. */
static size_t span(const char *s, const char *const *signs, size_t *sign)
{
    bool quoted = false;
    size_t at = 0;

    for (*sign = 0; s[at]; at++) {
        if (s[at] == '"')
            quoted = !quoted;
        for (size_t i = 0; !quoted && signs[i]; i++)
            if (strncmp(s + at, signs[i], strlen(signs[i])) == 0) {
                *sign = strlen(signs[i]);
                return at;
            }
    }
    return at;
}

static char *without_quotes(const char *s, size_t len)
{
    struct duban_buf out = DUBAN_BUF_INIT;

    duban_buf_adds(&out, "");
    for (size_t i = 0; i < len; i++)
        if (s[i] != '"')
            duban_buf_addc(&out, s[i]);
    return duban_buf_detach(&out);
}

static enum duban_status bad_value(const struct key *key, const char *value, struct duban_err *err)
{
    return duban_err_set(err, DUBAN_USAGE, _("查询项“%.*s”的值“%s”无效，可以是：%s"),
                         (int)strcspn(key->names, " "), key->names, value, _(key->form));
}

static enum duban_status add_values(struct term *term, const char *s, int today,
                                    struct duban_err *err)
{
    static const char *const commas[] = {",", "、", NULL};
    static const char *const none[] = {NULL};

    for (size_t len, sign; *s; s += len + sign) {
        struct value value = {0};

        len = span(s, term->key == &any_words ? none : commas, &sign);
        value.key = without_quotes(s, len);
        if (*value.key && !term->key->read(&value, today)) {
            bad_value(term->key, value.key, err);
            free(value.key);
            return DUBAN_USAGE;
        }
        term->values = duban_more(term->values, term->n, &term->cap, sizeof *term->values);
        term->values[term->n++] = value;
        if (!*value.key)
            break;
    }
    if (term->n > 0 && *term->values[term->n - 1].key)
        return DUBAN_OK;
    return bad_value(term->key, "", err);
}

/* Sets the key in front of a colon, and *values behind it; a time like 10:32 is plain text. */
static enum duban_status take_key(const struct key **key, const char **values, const char *s,
                                  struct duban_err *err)
{
    static const char *const colons[] = {":", NULL};
    size_t sign, len = span(s, colons, &sign);
    char *name;

    *key = &any_words;
    *values = s;
    if (sign == 0 || len == 0 || memchr(s, '"', len) || (*s >= '0' && *s <= '9'))
        return DUBAN_OK;
    name = duban_strndup(s, len);
    *key = find_key(name);
    *values = s + len + sign;
    if (!*key)
        duban_err_set(err, DUBAN_USAGE,
                      _("没有“%s”这个查询项；可以用 by act task since until at，或 经办 动作 任务 "
                        "起 止 日期；查找带冒号的文字请加引号"),
                      name);
    free(name);
    return *key ? DUBAN_OK : DUBAN_USAGE;
}

/* `s` is a term as its search key: full-width signs are plain ones by now. */
static enum duban_status add_term(struct duban_sift *sift, const char *s, int today,
                                  struct duban_err *err)
{
    struct term term = {.negated = (*s == '-' || *s == '!') && s[1] != '\0'};
    const char *values;
    enum duban_status status = take_key(&term.key, &values, s + term.negated, err);

    if (status == DUBAN_OK)
        status = add_values(&term, values, today, err);
    if (status != DUBAN_OK) {
        term_release(&term);
        return status;
    }
    sift->terms = duban_more(sift->terms, sift->n, &sift->cap, sizeof *sift->terms);
    sift->terms[sift->n++] = term;
    return DUBAN_OK;
}

static enum duban_status add_terms(struct duban_sift *sift, const char *word, int today,
                                   struct duban_err *err)
{
    static const char *const blanks[] = {" ", "\t", "\n", "\r", "　", NULL};
    enum duban_status status = DUBAN_OK;

    for (size_t len, sign; *word && status == DUBAN_OK; word += len + sign) {
        struct duban_buf key = DUBAN_BUF_INIT;
        char *term;

        len = span(word, blanks, &sign);
        term = duban_strndup(word, len);
        duban_text_key(&key, term);
        if (key.len > 0)
            status = add_term(sift, key.data, today, err);
        free(term);
        duban_buf_release(&key);
    }
    return status;
}

enum duban_status duban_sift_new(struct duban_sift **out, const char *const *words, size_t n,
                                 int today, struct duban_err *err)
{
    struct duban_sift *sift = duban_alloc(sizeof *sift);
    enum duban_status status = DUBAN_OK;

    for (size_t i = 0; i < n && status == DUBAN_OK; i++)
        status = add_terms(sift, words[i], today, err);
    if (status != DUBAN_OK) {
        duban_sift_free(sift);
        sift = NULL;
    }
    *out = sift;
    return status;
}

void duban_sift_free(struct duban_sift *sift)
{
    for (size_t i = 0; sift && i < sift->n; i++)
        term_release(&sift->terms[i]);
    if (sift)
        free(sift->terms);
    free(sift);
}

/* --- Fitting ---------------------------------------------------------------------------------- */

static bool term_fits(const struct term *term, const struct duban_history_line *line)
{
    for (size_t i = 0; i < term->n; i++)
        if (term->key->fits(&term->values[i], line))
            return true;
    return false;
}

/* Terms of one key are alternatives of each other; words without a key are not. */
static bool some_of_key_fits(const struct duban_sift *sift, const struct term *term,
                             const struct duban_history_line *line)
{
    for (size_t i = 0; i < sift->n; i++) {
        const struct term *other = &sift->terms[i];

        if (!other->negated && other->key == term->key && term_fits(other, line))
            return true;
    }
    return false;
}

bool duban_sift_fits(const struct duban_history_line *line, const void *with)
{
    const struct duban_sift *sift = with;

    for (size_t i = 0; i < sift->n; i++) {
        const struct term *term = &sift->terms[i];
        bool alternatives = !term->negated && term->key != &any_words;

        if (alternatives ? !some_of_key_fits(sift, term, line)
                         : term_fits(term, line) == term->negated)
            return false;
    }
    return true;
}
