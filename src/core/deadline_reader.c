/* Reading many deadlines: each text once, with words that were put in order once. */
#include "core/deadline_token.h"
#include "duban/alloc.h"
#include "duban/memo.h"

#include <stdlib.h>

struct duban_deadline_reader {
    struct duban_word_index index;
    struct duban_memo readings;
};

/* The same text means another day in another year. */
struct reading {
    struct duban_deadline_context context;
    struct duban_deadline when;
};

struct duban_deadline_reader *duban_deadline_reader_new(void)
{
    struct duban_deadline_reader *reader = duban_alloc(sizeof *reader);

    duban_word_index_init(&reader->index);
    reader->readings.size = sizeof(struct reading);
    return reader;
}

void duban_deadline_reader_free(struct duban_deadline_reader *reader)
{
    if (!reader)
        return;
    duban_memo_release(&reader->readings);
    free(reader);
}

void duban_deadline_reader_read(struct duban_deadline_reader *reader, struct duban_deadline *out,
                                const char *text, const struct duban_deadline_context *context)
{
    const struct reading *known = duban_memo_find(&reader->readings, text ? text : "");
    struct reading reading = {.context = *context};

    if (known && known->context.year == context->year && known->context.issued == context->issued) {
        *out = known->when;
        return;
    }
    duban_deadline_read_by(&reading.when, text, context, &reader->index);
    *out = reading.when;
    duban_memo_keep(&reader->readings, text ? text : "", &reading);
}
