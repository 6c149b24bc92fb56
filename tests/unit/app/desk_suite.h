/* What most suites of the app room begin and end with: one desk, in UTF-8. */
#ifndef TESTS_DESK_SUITE_H
#define TESTS_DESK_SUITE_H

#include "desk.h"

extern struct desk desk;

/* For .init and .fini of a suite. */
void desk_enter(void);
void desk_leave(void);

/* The last thing that was said holds `part`. */
void desk_said(const char *part);

#endif
