/* Where tests find files: beside their sources, and in the shared folder of real schedules, which
 * not everybody has. Paths are owned by the caller. */
#ifndef TESTS_PLACES_H
#define TESTS_PLACES_H

#include "duban/alloc.h"
#include "duban/buf.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

static inline char *place_below(const char *folder, const char *name)
{
    struct duban_buf path = DUBAN_BUF_INIT;

    duban_buf_addf(&path, "%s/%s", folder, name);
    return duban_buf_detach(&path);
}

/* A file of the source tree, such as "tests/data/x.csv". */
static inline char *source_file(const char *name)
{
    const char *folder = getenv("DUBAN_SRCDIR");

    return place_below(folder ? folder : ".", name);
}

/* A file of the shared folder, such as "schedules/seed004.csv"; skips the test without it. */
static inline char *shared_file(const char *name)
{
    const char *folder = getenv("DUBAN_SHARED");
    char *path = place_below(folder ? folder : "../shared", name);

    if (access(path, R_OK) != 0) {
        free(path);
        cr_skip("the shared folder is not there (DUBAN_SHARED)");
    }
    return path;
}

#endif
