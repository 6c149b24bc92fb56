/* A draft as it is kept: records of a name, a length, and as many bytes.
 *
 *     duban-draft 1
 *     actor 6
 *     张三
 *     …
 *     end 0
 *
 * Whatever was typed needs no escaping this way, a person can read it, and a file that was cut off
 * or scribbled on is known for what it is. */
#include "app/draft.h"

#include "duban/alloc.h"
#include "duban/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define HEADING "duban-draft 1\n"

void duban_draft_init(struct duban_draft *draft)
{
    *draft = (struct duban_draft){0};
}

void duban_draft_release(struct duban_draft *draft)
{
    for (size_t i = 0; i < draft->n; i++) {
        free(draft->fields[i].key);
        free(draft->fields[i].extra);
        free(draft->fields[i].before);
        free(draft->fields[i].text);
    }
    free(draft->fields);
    free(draft->board);
    free(draft->actor);
    free(draft->name);
    free(draft->command);
    free(draft->before);
    free(draft->text);
    duban_draft_init(draft);
}

static struct duban_draft_field *add_field(struct duban_draft *draft, char *key)
{
    draft->fields = duban_more(draft->fields, draft->n, &draft->cap, sizeof *draft->fields);
    draft->fields[draft->n] = (struct duban_draft_field){.key = key};
    return &draft->fields[draft->n++];
}

void duban_draft_add(struct duban_draft *draft, const char *key, const char *extra,
                     const char *before, const char *text)
{
    struct duban_draft_field *field = add_field(draft, duban_strdup(key));

    field->extra = duban_strdup(extra);
    field->before = duban_strdup(before);
    field->text = duban_strdup(text);
}

/* --- The records ------------------------------------------------------------------------------ */

/* Where a value belongs. */
enum scope { OF_DRAFT, OF_FIELD };

static const struct {
    const char *name;
    enum scope scope;
    size_t offset; /* of a char * */
} texts[] = {
    {"board", OF_DRAFT, offsetof(struct duban_draft, board)},
    {"actor", OF_DRAFT, offsetof(struct duban_draft, actor)},
    {"name", OF_DRAFT, offsetof(struct duban_draft, name)},
    {"command", OF_DRAFT, offsetof(struct duban_draft, command)},
    {"before", OF_DRAFT, offsetof(struct duban_draft, before)},
    {"text", OF_DRAFT, offsetof(struct duban_draft, text)},
    {"field-column", OF_FIELD, offsetof(struct duban_draft_field, extra)},
    {"field-before", OF_FIELD, offsetof(struct duban_draft_field, before)},
    {"field-text", OF_FIELD, offsetof(struct duban_draft_field, text)},
};
#define N_TEXTS (sizeof texts / sizeof *texts)

static const struct {
    const char *name;
    size_t offset; /* of an int64_t */
} numbers[] = {
    {"task", offsetof(struct duban_draft, task)},
    {"phase", offsetof(struct duban_draft, phase)},
};
#define N_NUMBERS (sizeof numbers / sizeof *numbers)

/* --- Writing ---------------------------------------------------------------------------------- */

static void put(struct duban_buf *out, const char *name, const char *value)
{
    if (!value)
        return;
    duban_buf_addf(out, "%s %zu\n", name, strlen(value));
    duban_buf_adds(out, value);
    duban_buf_addc(out, '\n');
}

static void put_texts(struct duban_buf *out, enum scope scope, const void *owner)
{
    for (size_t i = 0; i < N_TEXTS; i++)
        if (texts[i].scope == scope)
            put(out, texts[i].name, *(char *const *)((const char *)owner + texts[i].offset));
}

void duban_draft_format(struct duban_buf *out, const struct duban_draft *draft)
{
    duban_buf_adds(out, HEADING);
    for (size_t i = 0; i < N_NUMBERS; i++) {
        struct duban_buf digits = DUBAN_BUF_INIT;

        duban_buf_addf(&digits, "%" PRId64,
                       *(const int64_t *)((const char *)draft + numbers[i].offset));
        put(out, numbers[i].name, digits.data);
        duban_buf_release(&digits);
    }
    put_texts(out, OF_DRAFT, draft);
    for (size_t i = 0; i < draft->n; i++) {
        put(out, "field", draft->fields[i].key);
        put_texts(out, OF_FIELD, &draft->fields[i]);
    }
    put(out, "end", "");
}

/* --- Reading ---------------------------------------------------------------------------------- */

struct reader {
    const char *at, *end;
    const char *name; /* of the present record, */
    size_t name_len;
    const char *value; /* and its bytes */
    size_t len;
};

/* The decimal number before a line's end. */
static bool read_length(struct reader *reader)
{
    size_t n = 0, room = (size_t)(reader->end - reader->at);
    const char *from = reader->at;

    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        n = n * 10 + (size_t)(*reader->at - '0');
        if (n > room)
            return false;
    }
    reader->len = n;
    return reader->at > from && reader->at < reader->end && *reader->at++ == '\n';
}

/* The next record; false when what follows is none. */
static bool next(struct reader *reader)
{
    const char *blank = memchr(reader->at, ' ', (size_t)(reader->end - reader->at));

    if (!blank)
        return false;
    reader->name = reader->at;
    reader->name_len = (size_t)(blank - reader->at);
    reader->at = blank + 1;
    if (!read_length(reader) || reader->len >= (size_t)(reader->end - reader->at))
        return false;
    reader->value = reader->at;
    reader->at += reader->len;
    return *reader->at++ == '\n' && memchr(reader->value, '\0', reader->len) == NULL;
}

static bool is(const struct reader *reader, const char *name)
{
    return strlen(name) == reader->name_len && memcmp(name, reader->name, reader->name_len) == 0;
}

static bool take_number(struct duban_draft *draft, const struct reader *reader)
{
    for (size_t i = 0; i < N_NUMBERS; i++)
        if (is(reader, numbers[i].name)) {
            char *digits = duban_strndup(reader->value, reader->len), *end;
            int64_t value = strtoll(digits, &end, 10);
            bool good = end != digits && *end == '\0' && value >= 0;

            *(int64_t *)((char *)draft + numbers[i].offset) = value;
            free(digits);
            return good;
        }
    return false;
}

static bool take_text(struct duban_draft *draft, const struct reader *reader)
{
    for (size_t i = 0; i < N_TEXTS; i++) {
        bool of_field = texts[i].scope == OF_FIELD;

        if (!is(reader, texts[i].name))
            continue;
        if (of_field && draft->n == 0)
            return false;
        char *owner = of_field ? (char *)&draft->fields[draft->n - 1] : (char *)draft;
        char **value = (char **)(owner + texts[i].offset);
        free(*value);
        *value = duban_strndup(reader->value, reader->len);
        return true;
    }
    return false;
}

/* The name of a file may be any bytes. */
static bool take(struct duban_draft *draft, const struct reader *reader)
{
    if (!is(reader, "board") && !duban_text_valid(reader->value, reader->len, NULL))
        return false;
    if (is(reader, "field")) {
        add_field(draft, duban_strndup(reader->value, reader->len));
        return true;
    }
    return take_text(draft, reader) || take_number(draft, reader);
}

static bool read_all(struct duban_draft *draft, struct reader *reader)
{
    while (next(reader)) {
        if (is(reader, "end"))
            return reader->at == reader->end && draft->board && draft->actor;
        if (!take(draft, reader))
            return false;
    }
    return false;
}

bool duban_draft_parse(struct duban_draft *draft, const char *data, size_t len)
{
    size_t heading = strlen(HEADING);
    struct reader reader = {.at = data + heading, .end = data + len};

    duban_draft_init(draft);
    if (len < heading || memcmp(data, HEADING, heading) != 0)
        return false;
    if (read_all(draft, &reader))
        return true;
    duban_draft_release(draft);
    return false;
}
