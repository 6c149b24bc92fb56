/* Where leaks are looked for. */
#ifndef TESTS_LEAKS_H
#define TESTS_LEAKS_H

/* LeakSanitizer asks this of a program before it looks. */
int __lsan_is_turned_off(void);

#endif
