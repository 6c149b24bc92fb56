/* A task and what it owns. */
#include "duban/campaign.h"

#include "duban/alloc.h"
#include "duban/date.h"

#include <stdlib.h>
#include <string.h>

/* Its texts. */
static const size_t texts[] = {
    offsetof(struct duban_task, serial),     offsetof(struct duban_task, text),
    offsetof(struct duban_task, deadline),   offsetof(struct duban_task, leads),
    offsetof(struct duban_task, supports),   offsetof(struct duban_task, leader),
    offsetof(struct duban_task, reason),     offsetof(struct duban_task, target),
    offsetof(struct duban_task, progress),   offsetof(struct duban_task, note),
    offsetof(struct duban_task, updated_at), offsetof(struct duban_task, updated_by),
};
enum { TEXTS = sizeof texts / sizeof *texts };

static char **text_of(struct duban_task *task, size_t i)
{
    return (char **)((char *)task + texts[i]);
}

static const struct duban_task empty = {
    .when = {.start = DUBAN_NO_DATE, .due = DUBAN_NO_DATE, .warn = DUBAN_NO_DATE},
    .done_on = DUBAN_NO_DATE,
};

struct duban_task *duban_task_new(void)
{
    struct duban_task *task = duban_alloc(sizeof *task);
    *task = empty;
    return task;
}

static void free_extras(struct duban_extras *extras)
{
    for (size_t i = 0; i < extras->n; i++) {
        free(extras->items[i].name);
        free(extras->items[i].value);
    }
    free(extras->items);
}

void duban_task_free(struct duban_task *task)
{
    if (!task)
        return;
    for (size_t i = 0; i < TEXTS; i++)
        free(*text_of(task, i));
    free_extras(&task->extras);
    free(task);
}

void duban_task_clear(struct duban_task *task)
{
    free_extras(&task->extras);
    *task = empty;
}

struct duban_task *duban_task_take(struct duban_task *task)
{
    struct duban_task *own = duban_alloc(sizeof *own);
    *own = *task;
    for (size_t i = 0; i < TEXTS; i++)
        *text_of(own, i) = duban_strdup(*text_of(own, i));
    task->extras = empty.extras;
    return own;
}

const char *duban_task_extra(const struct duban_task *task, const char *name)
{
    for (size_t i = 0; name && i < task->extras.n; i++)
        if (strcmp(task->extras.items[i].name, name) == 0)
            return task->extras.items[i].value;
    return NULL;
}
