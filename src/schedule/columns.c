/* The columns that duban knows: columns.def, looked up. */
#include "schedule/columns.h"

#include "duban/i18n.h"
#include "duban/text.h"

#include <string.h>

static const struct column_info infos[COLUMNS] = {
#define COLUMN(id, field, header, synonyms) [COLUMN_##id] = {field, header, synonyms},
#include "duban/columns.def"
#undef COLUMN
};

enum { LONGEST_HEADER = 120 }; /* bytes; a longer cell is no header, and no key is made of it */

const struct column_info *column_info(enum column column)
{
    return &infos[column];
}

/* The place of `key` among the words, SIZE_MAX when it is not there. */
static size_t place(const char *words, const char *key, size_t key_len)
{
    for (size_t i = 0; *words; i++) {
        size_t len = strcspn(words, " ");

        if (len == key_len && memcmp(words, key, len) == 0)
            return i;
        words += len + (words[len] == ' ');
    }
    return SIZE_MAX;
}

/* The key without a bracket group or a colon at its end. */
static size_t bare_len(const char *key)
{
    size_t len = strlen(key);
    const char *open;

    while (len && key[len - 1] == ':')
        len--;
    if (len && key[len - 1] == ')' && (open = strchr(key, '(')) && open != key)
        return (size_t)(open - key);
    return len;
}

static enum column find(const char *cell, size_t *rank)
{
    struct duban_buf key = DUBAN_BUF_INIT;
    enum column found = COLUMNS;

    *rank = SIZE_MAX;
    if (!*cell || strlen(cell) > LONGEST_HEADER)
        return COLUMNS;
    duban_text_key(&key, cell);
    for (size_t i = 0; i < COLUMNS && found == COLUMNS && key.len; i++) {
        *rank = place(infos[i].synonyms, key.data, key.len);
        if (*rank == SIZE_MAX)
            *rank = place(infos[i].synonyms, key.data, bare_len(key.data));
        if (*rank != SIZE_MAX)
            found = (enum column)i;
    }
    duban_buf_release(&key);
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
