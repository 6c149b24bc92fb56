/* The columns that duban knows: columns.def, looked up. */
#include "schedule/columns.h"

#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"
#include "schedule/column_parts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct column_info infos[COLUMNS] = {
#define COLUMN(id, field, header, synonyms) \
    [COLUMN_##id] = {field, header, synonyms, sizeof(synonyms) - 1},
#include "duban/columns.def"
#undef COLUMN
};

enum { LONGEST_HEADER = 120 }; /* bytes; a longer cell is no header, and no key is made of it */

const struct column_info *column_info(enum column column)
{
    return &infos[column];
}

/* The place of `key` among the synonyms, SIZE_MAX when it is not there. */
static size_t place(const struct column_info *info, const char *key, size_t key_len)
{
    const char *words = info->synonyms, *end = words + info->len, *at = words;
    size_t before = 0;

    while ((at = memmem(at, (size_t)(end - at), key, key_len)) != NULL &&
           ((at > words && at[-1] != ' ') || (at + key_len < end && at[key_len] != ' ')))
        at++;
    for (const char *p = words; at && p < at; p++)
        before += *p == ' ';
    return at ? before : SIZE_MAX;
}

/* Signs that forms put around the name of a column: *序号, 工作任务※： */
static bool is_sign(const char *at, size_t *len)
{
    static const char *const signs[] = {"*", ":", "★", "☆", "※", "△", "▲", "●"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(at, signs[i], *len = strlen(signs[i])) == 0)
            return true;
    return false;
}

/* Where a bracket group at the end of the key begins, `len` when there is none. */
static size_t group_at(const char *key, size_t len)
{
    static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t close = strlen(pairs[i][1]);
        const char *open = strstr(key, pairs[i][0]);

        if (open && open != key && len > close &&
            memcmp(key + len - close, pairs[i][1], close) == 0 && open < key + len)
            return (size_t)(open - key);
    }
    return len;
}

/* The name itself: without signs around it and a bracket group at its end. */
static const char *bare(const char *key, size_t *len)
{
    size_t sign;
    size_t group;

    while (is_sign(key, &sign))
        key += sign;
    *len = strlen(key);
    do {
        group = *len;
        for (size_t at = 0; at < *len; at++)
            if (is_sign(key + at, &sign) && at + sign == *len)
                *len = at;
        *len = group_at(key, *len);
    } while (*len < group);
    return key;
}

static enum column find_exact(const char *name, size_t len, size_t *rank)
{
    for (size_t i = 0; i < COLUMNS && len; i++) {
        *rank = place(&infos[i], name, len);
        if (*rank != SIZE_MAX)
            return (enum column)i;
    }
    *rank = SIZE_MAX;
    return COLUMNS;
}

static enum column find_synonym(const char *name, size_t len)
{
    size_t rank;

    return find_exact(name, len, &rank);
}

/* A header that is put together of known words ranks behind all synonyms. */
static enum column find_key(const char *key, size_t *rank)
{
    size_t len;
    const char *name = bare(key, &len);
    enum column found = find_exact(key, strlen(key), rank);

    if (found == COLUMNS)
        found = find_exact(name, len, rank);
    if (found == COLUMNS) {
        char *copy = duban_strndup(name, len);

        found = column_in_parts(copy, find_synonym);
        if (found == COLUMNS)
            found = column_in_parts(key, find_synonym);
        *rank = found == COLUMNS ? SIZE_MAX : COLUMN_COMPOSED;
        free(copy);
    }
    return found;
}

/* The serials of most rows, and empty cells: no header, as far as the first look tells. */
static bool is_figure(const char *cell)
{
    return cell[strspn(cell, "0123456789.-")] == '\0';
}

static enum column find(const char *cell, size_t *rank)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    struct duban_buf simple = DUBAN_BUF_INIT;
    enum column found;

    *rank = SIZE_MAX;
    if (is_figure(cell) || strlen(cell) > LONGEST_HEADER)
        return COLUMNS;
    duban_text_key(&key, cell);
    duban_text_simplify(&simple, key.data);
    found = find_key(simple.data, rank);
    duban_buf_release(&key);
    duban_buf_release(&simple);
    return found;
}

enum column column_find(const char *cell)
{
    size_t rank;

    return find(cell, &rank);
}

size_t column_rank(enum column column, const char *cell)
{
    size_t rank;

    return find(cell, &rank) == column ? rank : SIZE_MAX;
}

enum column column_of_word(const char *word)
{
    enum column column = column_find(word);
    enum duban_field field = duban_field_find(DUBAN_OBJECT_TASK, word);

    if (column != COLUMNS || field == DUBAN_FIELDS)
        return column;
    for (size_t i = 0; i < COLUMNS; i++)
        if (infos[i].field == field)
            return (enum column)i;
    return COLUMNS;
}
