/* Headers that are no synonym: 牵头（责任）单位, 任务及内容, 计划办结时限. They are looked at in
 * parts: without their brackets, up to a sign that joins, as modifiers before a head. */
#include "schedule/column_parts.h"

#include "duban/text.h"

#include <stdbool.h>
#include <string.h>

static const struct parts {
    const char *modifiers, *heads;
} parts[COLUMNS] = {
#define PARTS(id, modifiers, heads) [COLUMN_##id] = {modifiers, heads},
#include "schedule/header_parts.def"
#undef PARTS
};

/* The order in which the columns are tried: of two that fit, the one whose words say more. */
static const enum column order[] = {
#define PARTS(id, modifiers, heads) COLUMN_##id,
#include "schedule/header_parts.def"
#undef PARTS
};

struct piece {
    const char *s;
    size_t len;
};

static bool is_word(const char *words, struct piece piece)
{
    while (*words) {
        size_t len = strcspn(words, " ");

        if (len == piece.len && memcmp(words, piece.s, len) == 0)
            return true;
        words += len + (words[len] == ' ');
    }
    return false;
}

/* Modifiers before a head? Headers are short, so trying all ways is cheap. */
static bool composed(const struct parts *of, struct piece piece, bool modified)
{
    if (modified && is_word(of->heads, piece))
        return true;
    for (const char *word = of->modifiers; *word;) {
        size_t len = strcspn(word, " ");

        if (len < piece.len && memcmp(word, piece.s, len) == 0 &&
            composed(of, (struct piece){piece.s + len, piece.len - len}, true))
            return true;
        word += len + (word[len] == ' ');
    }
    return false;
}

static enum column find_composed(struct piece piece)
{
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (composed(&parts[order[i]], piece, false))
            return order[i];
    return COLUMNS;
}

/* The length of a sign or word that joins two names at the beginning of `s`; 0 for none. */
static size_t joint(const char *s)
{
    static const char *const joints[] = {"/", "、", "及", "和", "与", "&", ",", ";", "|"};

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (strncmp(s, joints[i], strlen(joints[i])) == 0)
            return strlen(joints[i]);
    return 0;
}

/* The first of the joined names that is known. */
static enum column find_joined(const char *key, exact_function *exact)
{
    enum column found = COLUMNS;

    while (*key && found == COLUMNS) {
        struct piece piece = {key, 0};

        while (key[piece.len] && !joint(key + piece.len))
            piece.len++;
        found = exact(piece.s, piece.len);
        if (found == COLUMNS)
            found = find_composed(piece);
        key += piece.len + joint(key + piece.len);
    }
    return found;
}

/* The key without its brackets; with what stands in them when `keep`. */
static void unwrap(struct duban_buf *out, const char *key, bool keep)
{
    static const char *const open[] = {"(", "[", "【", "〔"};
    static const char *const close[] = {")", "]", "】", "〕"};
    size_t depth = 0;

    while (*key) {
        size_t len = 0;

        for (size_t i = 0; i < sizeof open / sizeof *open && !len; i++) {
            bool opens = strncmp(key, open[i], strlen(open[i])) == 0;

            if (opens || strncmp(key, close[i], strlen(close[i])) == 0) {
                depth = opens ? depth + 1 : depth - (depth > 0);
                len = strlen(open[i]);
            }
        }
        if (!len && (keep || !depth))
            duban_buf_addc(out, *key);
        key += len ? len : 1;
    }
}

enum column column_in_parts(const char *key, exact_function *exact)
{
    enum column found = COLUMNS;

    for (int keep = 0; keep < 2 && found == COLUMNS; keep++) {
        struct duban_buf bare = DUBAN_BUF_INIT;

        unwrap(&bare, key, keep);
        if (bare.len)
            found = find_joined(bare.data, exact);
        duban_buf_release(&bare);
    }
    return found;
}
