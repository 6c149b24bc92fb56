/* People who write progress lines on one board, each in a full screen, and what was acknowledged.
 */
#ifndef E2E_CROWD_H
#define E2E_CROWD_H

#include "e2e/term.h"

#include <stdint.h>

int64_t crowd_ms(void); /* of a clock that only goes forward */

/* A number from the environment; for the large form of a test. */
int crowd_size(const char *variable, int otherwise);

/* What was said to be saved: texts that no other edit has. */
struct acks {
    char **texts;
    size_t n, cap;
};

void acks_add(struct acks *acks, const char *text);

/* Fails the test unless each of them is in the board's history, once; and releases them. */
void acks_expect(struct acks *acks, const char *board);

/* One person at one screen. A line is saved when its prompt has closed again. */
struct person {
    struct term *term;
    enum { COMING, THINKING, TYPING, SAVING } doing;
    int64_t since;  /* when that began, in ms */
    int64_t next;   /* when they want to write their next line */
    char text[32];  /* the line */
    unsigned lines; /* begun so far */
    int number;
};

void person_come(struct person *person, const char *board, int number);

/* Does what can be done now. True when the line was just saved; `pause` ms later comes the next. */
bool person_step(struct person *person, int pause, struct acks *acks);

#endif
