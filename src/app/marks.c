/* Marks: a set of tasks, as their ids in order. */
#include "duban/ui.h"

#include "app/inside.h"
#include "duban/alloc.h"

#include <stdlib.h>
#include <string.h>

void duban_marks_release(struct duban_marks *marks)
{
    free(marks->ids);
    *marks = (struct duban_marks){0};
}

/* The first place whose id is not smaller. */
static size_t place_of(const struct duban_marks *marks, int64_t id)
{
    size_t low = 0, high = marks->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (marks->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool duban_marks_hold(const struct duban_marks *marks, int64_t id)
{
    size_t at = place_of(marks, id);

    return at < marks->n && marks->ids[at] == id;
}

void duban_marks_set(struct duban_marks *marks, int64_t id, bool marked)
{
    size_t at = place_of(marks, id);
    bool there = at < marks->n && marks->ids[at] == id;

    if (there == marked)
        return;
    if (marked) {
        marks->ids = duban_more(marks->ids, marks->n, &marks->cap, sizeof *marks->ids);
        memmove(marks->ids + at + 1, marks->ids + at, (marks->n++ - at) * sizeof *marks->ids);
        marks->ids[at] = id;
    } else {
        memmove(marks->ids + at, marks->ids + at + 1, (--marks->n - at) * sizeof *marks->ids);
    }
}

static int by_id(const void *one, const void *other)
{
    const int64_t *a = one, *b = other;

    return (*a > *b) - (*a < *b);
}

/* A card with several leads stands on the board more than once. */
static void drop_doubles(struct duban_marks *marks)
{
    size_t n = 0;

    qsort(marks->ids, marks->n, sizeof *marks->ids, by_id);
    for (size_t i = 0; i < marks->n; i++)
        if (n == 0 || marks->ids[n - 1] != marks->ids[i])
            marks->ids[n++] = marks->ids[i];
    marks->n = n;
}

void duban_marks_take(struct duban_marks *marks, const struct duban_board *board)
{
    for (size_t i = 0; i < board->n_columns; i++)
        for (size_t j = 0; j < board->columns[i].n_rows; j++) {
            const struct duban_task *task = board->columns[i].rows[j].task;

            if (!task)
                continue;
            marks->ids = duban_more(marks->ids, marks->n, &marks->cap, sizeof *marks->ids);
            marks->ids[marks->n++] = task->id;
        }
    if (marks->n > 0)
        drop_doubles(marks);
}

size_t duban_marks_unseen(const struct duban_marks *marks, const struct duban_board *board)
{
    struct duban_marks seen = {0};
    size_t n = 0;

    duban_marks_take(&seen, board);
    for (size_t i = 0; i < marks->n; i++)
        n += !duban_marks_hold(&seen, marks->ids[i]);
    duban_marks_release(&seen);
    return n;
}

void duban_marks_prune(struct duban_marks *marks, const struct duban_campaign *campaign)
{
    size_t n = 0;

    for (size_t i = 0; i < marks->n; i++) {
        const struct duban_task *task = duban_campaign_task(campaign, marks->ids[i]);

        if (task && !task->deleted)
            marks->ids[n++] = marks->ids[i];
    }
    marks->n = n;
}
