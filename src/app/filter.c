/* The filter: a query in use, in the words of the person who typed it. */
#include "duban/ui.h"

#include "app/inside.h"
#include "duban/alloc.h"
#include "duban/i18n.h"
#include "duban/text.h"

#include <stdlib.h>

void duban_filter_release(struct duban_filter *filter)
{
    free(filter->text);
    duban_query_free(filter->query);
    *filter = (struct duban_filter){0};
}

/* The place of a byte among the characters, from 1: what a person can count. */
static size_t character_at(const char *text, size_t offset)
{
    const char *p = text;
    size_t n = 1;

    while ((size_t)(p - text) < offset && duban_text_next(&p) != 0)
        n++;
    return n;
}

static enum duban_status misread(const char *text, size_t at, struct duban_err *err)
{
    char *why = duban_strdup(err->text);

    duban_err_set(err, DUBAN_USAGE, _("第 %zu 个字起：%s"), character_at(text, at), why);
    free(why);
    return DUBAN_USAGE;
}

enum duban_status duban_filter_set(struct duban_filter *filter, const char *text, int today,
                                   struct duban_err *err)
{
    struct duban_buf clean = DUBAN_BUF_INIT;
    struct duban_query *query = NULL;
    size_t at = 0;
    enum duban_status status;

    duban_text_trim(&clean, text ? text : "");
    status = duban_query_read(&query, clean.data, &at, today, err);
    if (status == DUBAN_OK) {
        duban_filter_release(filter);
        if (clean.len > 0)
            *filter = (struct duban_filter){duban_buf_detach(&clean), query, today};
        else
            duban_query_free(query);
    } else {
        status = misread(clean.data, at, err);
    }
    duban_buf_release(&clean);
    return status;
}

void duban_filter_follow(struct duban_filter *filter, int today)
{
    struct duban_err err = DUBAN_ERR_INIT;
    char *text = duban_strdup(filter->text);

    if (text && filter->today != today && duban_filter_set(filter, text, today, &err) != DUBAN_OK)
        duban_err_release(&err);
    free(text);
}
