/* The first 100 bytes of a board file, looked at before SQLite touches it.
 *
 * SQLite would roll back a hot journal of whatever it is given; a file that is not a board of ours
 * must stay as it is, so it is recognised without SQLite.
 */
#ifndef STORE_HEADER_H
#define STORE_HEADER_H

#include "duban/err.h"

#include <stdbool.h>

/* Bytes 68–71 of a board: "dubn". */
#define DUBAN_APPLICATION_ID 0x6475626E

struct duban_header {
    bool wal;    /* another program has set it to write-ahead logging */
    int version; /* of the schema (user_version) */
};

/* Reads it. DUBAN_BOARD when `path` is no board that this program could open: missing, a folder, a
 * device, unreadable, empty, another format, another program's, unfinished, newer than `newest`. */
enum duban_status duban_header_read(struct duban_header *out, const char *path, int newest,
                                    struct duban_err *err);

#endif
