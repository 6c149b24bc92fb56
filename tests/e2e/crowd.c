/* People who write progress lines on one board: see crowd.h. */
#include "e2e/crowd.h"

#include "duban/alloc.h"
#include "e2e/board.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PATIENCE_MS 30000

int64_t crowd_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int crowd_size(const char *variable, int otherwise)
{
    const char *value = getenv(variable);

    return value && *value ? atoi(value) : otherwise;
}

/* --- What was acknowledged ---------------------------------------------------------------------
 */

void acks_add(struct acks *acks, const char *text)
{
    acks->texts = duban_more(acks->texts, acks->n, &acks->cap, sizeof *acks->texts);
    acks->texts[acks->n++] = duban_strdup(text);
}

static int count(const char *history, const char *text)
{
    struct duban_buf sought = DUBAN_BUF_INIT;
    int n = 0;

    duban_buf_addf(&sought, "\"after\":\"%s\"", text);
    for (const char *p = history; (p = strstr(p, sought.data)) != NULL; p++)
        n++;
    duban_buf_release(&sought);
    return n;
}

void acks_expect(struct acks *acks, const char *board)
{
    char *history = board_run(board, (const char *const[]){"history", "--json", NULL});
    char *check = board_run(board, (const char *const[]){"check", NULL});

    for (size_t i = 0; i < acks->n; i++) {
        cr_expect_eq(count(history, acks->texts[i]), 1, "%s was said to be saved", acks->texts[i]);
        free(acks->texts[i]);
    }
    cr_expect_str_eq(check, "看板完好\n");
    free(acks->texts);
    *acks = (struct acks){0};
    free(history);
    free(check);
}

/* --- A person ----------------------------------------------------------------------------------
 */

void person_come(struct person *person, const char *board, int number)
{
    char actor[16];
    const char *argv[] = {"--today", "2018-06-18", "--actor", actor, board, NULL};

    snprintf(actor, sizeof actor, "p%d", number);
    person->number = number;
    person->doing = COMING;
    person->since = crowd_ms();
    person->term = term_duban(24, 80, argv);
}

static void go_on(struct person *person, int doing)
{
    person->doing = doing;
    person->since = crowd_ms();
}

bool person_step(struct person *person, int pause, struct acks *acks)
{
    struct term *term = person->term;

    if (person->doing != THINKING && crowd_ms() > person->since + PATIENCE_MS)
        cr_assert_fail("person %d waits in vain:\n%s", person->number, term_screen(term));
    switch (person->doing) {
    case COMING:
        if (!term_sees(term, "制定方案"))
            return false;
        term_send(term, person->number % 2 ? "g" : "gj");
        go_on(person, THINKING);
        return false;
    case THINKING:
        term_sees(term, "");
        if (crowd_ms() < person->next)
            return false;
        snprintf(person->text, sizeof person->text, "k%dn%uz", person->number, person->lines++);
        term_send(term, "i");
        term_send(term, person->text);
        go_on(person, TYPING);
        return false;
    case TYPING:
        if (!term_sees(term, person->text))
            return false;
        term_send(term, "\r");
        go_on(person, SAVING);
        return false;
    case SAVING:
        if (term_sees(term, person->text))
            return false;
        person->next = person->since + pause;
        acks_add(acks, person->text);
        person->doing = THINKING;
        return true;
    }
    return false;
}
