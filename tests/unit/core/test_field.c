/* Fields: what is read can be set, in its canonical form only. */
#include "unit/core/model.h"

#include "duban/date.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    enum duban_field field;
    const char *value, *nonsense;
} values[] = {
    {DUBAN_FIELD_TASK_TEXT, "两行\n文字", NULL},
    {DUBAN_FIELD_TASK_LEADS, "综合处\n督查处", NULL},
    {DUBAN_FIELD_TASK_DUE, "2018-06-20", "2018-06-31"},
    {DUBAN_FIELD_TASK_PHASE, "12", "12a"},
    {DUBAN_FIELD_TASK_CHASES, "3", "-1"},
    {DUBAN_FIELD_TASK_BY_HAND, "1", "yes"},
    {DUBAN_FIELD_TASK_STATUS, "doing", "完成"},
    {DUBAN_FIELD_TASK_KIND, "range", "sometime"},
    {DUBAN_FIELD_TASK_FLAGS, "ambig,zero?", "maybe"},
    {DUBAN_FIELD_TASK_EXTRA, "甲", NULL},
};

Test(field, what_is_set_is_read_back)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct duban_task *task = duban_task_new();
        cr_assert(duban_field_set(task, values[i].field, "列", values[i].value), "row %zu", i);
        char *found = duban_field_get(task, values[i].field, "列");
        cr_expect_str_eq(found, values[i].value);
        if (values[i].nonsense)
            cr_expect(not(duban_field_set(task, values[i].field, "列", values[i].nonsense)),
                      "row %zu", i);
        char *kept = duban_field_get(task, values[i].field, "列");
        cr_expect_str_eq(kept, found);
        free(found);
        free(kept);
        duban_task_free(task);
    }
}

/* The same is what is written the same. */
Test(field, what_is_the_same_is_told_without_writing_it)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct duban_task *task = duban_task_new(), *other = duban_task_new();
        bool extra = values[i].field == DUBAN_FIELD_TASK_EXTRA;
        cr_expect(duban_field_same(task, other, values[i].field), "row %zu", i);
        duban_field_set(task, values[i].field, "列", values[i].value);
        cr_expect(not(duban_field_same(task, other, values[i].field)), "row %zu", i);
        cr_expect(not(duban_field_same(other, task, values[i].field)), "row %zu", i);
        duban_field_set(other, values[i].field, "列", values[i].value);
        cr_expect(extra || duban_field_same(task, other, values[i].field), "row %zu", i);
        duban_task_free(task);
        duban_task_free(other);
    }
}

Test(field, an_empty_value_clears)
{
    struct duban_task *task = duban_task_new();
    duban_field_set(task, DUBAN_FIELD_TASK_EXTRA, "甲", "1");
    duban_field_set(task, DUBAN_FIELD_TASK_EXTRA, "乙", "2");
    duban_field_set(task, DUBAN_FIELD_TASK_EXTRA, "甲", "");
    cr_expect(duban_task_extra(task, "甲") == NULL);
    cr_expect_str_eq(duban_task_extra(task, "乙"), "2");
    cr_expect(eq(sz, task->extras.n, 1));
    duban_task_free(task);
}

Test(field, numbers_are_set_as_numbers)
{
    static const struct {
        enum duban_field field;
        int64_t value;
        bool fits;
    } rows[] = {
        {DUBAN_FIELD_TASK_POSITION, INT64_MIN, true}, {DUBAN_FIELD_TASK_CHASES, 3, true},
        {DUBAN_FIELD_TASK_CHASES, -1, false},         {DUBAN_FIELD_TASK_CHASES, INT64_MAX, false},
        {DUBAN_FIELD_TASK_BY_HAND, 1, true},          {DUBAN_FIELD_TASK_BY_HAND, 2, false},
        {DUBAN_FIELD_TASK_TEXT, 1, false},            {DUBAN_FIELD_TASK_DUE, 20180620, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct duban_task *task = duban_task_new();
        char text[24] = "";
        cr_expect_eq(duban_field_set_number(task, rows[i].field, rows[i].value), rows[i].fits,
                     "row %zu", i);
        snprintf(text, sizeof text, "%lld", (long long)rows[i].value);
        char *now = duban_field_get(task, rows[i].field, NULL);
        cr_expect(rows[i].fits ? strcmp(now, text) == 0 : now == NULL, "row %zu: %s", i, now);
        free(now);
        duban_task_free(task);
    }
}

Test(field, keys_are_found_within_their_object)
{
    for (unsigned i = 0; i < DUBAN_FIELDS; i++) {
        const struct duban_field_info *info = duban_field_info((enum duban_field)i);
        cr_expect(eq(int, duban_field_find(info->object, info->key), (int)i), "%s", info->key);
    }
    cr_expect(eq(int, duban_field_find(DUBAN_OBJECT_TASK, "theme"), DUBAN_FIELDS));
}

/* What is lent is as what is set, for every type; and a task of its own comes out of it. */
Test(field, what_is_lent_is_read_back)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct duban_task *task = duban_task_new();
        char text[64];
        if (values[i].field == DUBAN_FIELD_TASK_EXTRA) {
            duban_task_free(task);
            continue;
        }
        snprintf(text, sizeof text, "%s", values[i].value);
        cr_expect(duban_field_lend(task, values[i].field, text), "row %zu", i);
        if (values[i].nonsense)
            cr_expect(not(duban_field_lend(task, values[i].field, values[i].nonsense)), "row %zu",
                      i);
        duban_field_set(task, DUBAN_FIELD_TASK_EXTRA, "列", "甲");
        struct duban_task *own = duban_task_take(task);
        duban_task_clear(task);
        memset(text, 'x', sizeof text - 1);
        char *found = duban_field_get(own, values[i].field, NULL);
        cr_expect_str_eq(found, values[i].value);
        cr_expect_str_eq(duban_task_extra(own, "列"), "甲");
        cr_expect(task->text == NULL && task->extras.n == 0 && task->when.due == DUBAN_NO_DATE);
        free(found);
        duban_task_free(own);
        duban_task_free(task);
    }
}
