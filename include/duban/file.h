/* Whole files in, whole files out. */
#ifndef DUBAN_FILE_H
#define DUBAN_FILE_H

#include "duban/buf.h"
#include "duban/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads all of `path` ("-": standard input) into *out, appending. At most `limit` bytes.
 * DUBAN_REFUSED with a message of its own for: no such file, a directory, not readable, another
 * special file that is no pipe, larger than `limit`, a read error. The err names the file. */
enum duban_status duban_file_read(struct duban_buf *out, const char *path, size_t limit,
                                  struct duban_err *err);

/* Puts `data` in the place of `path` all at once: a temporary file in the same folder, fsync,
 * rename, fsync of the folder. Follows no symlink. An existing file is DUBAN_REFUSED unless
 * `replace`; a failure to write is DUBAN_IO, and then `path` is as it was and nothing is left
 * behind. A new file gets `mode` less the umask; a replaced one keeps its own mode. */
enum duban_status duban_file_write(const char *path, const char *data, size_t len, bool replace,
                                   unsigned mode, struct duban_err *err);

/* Makes the folders that `path` stands in, for their owner only, where they are not there yet.
 * DUBAN_IO when one cannot be made. */
enum duban_status duban_file_folders(const char *path, struct duban_err *err);

#endif
