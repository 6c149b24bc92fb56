/* Board files in their folders: names, headers, and a file that appears all at once.
 *
 * Nothing here goes through SQLite. On a failure the err names the file.
 */
#ifndef STORE_PATH_H
#define STORE_PATH_H

#include "duban/err.h"

#include <stdbool.h>

/* The path in a form that SQLite takes for a file name and nothing else: `:memory:`, `file:x` and
 * "" mean something to it unless they begin with `./`. Owned by the caller. */
char *duban_path_plain(const char *path);

/* DUBAN_REFUSED when `path` cannot be the name of a new file: it exists (even as a dangling link),
 * or names no file. */
enum duban_status duban_path_vacant(const char *path, struct duban_err *err);

/* Makes the folders that `path` lies in, private to the user (0700). */
enum duban_status duban_path_folders(const char *path, struct duban_err *err);

/* Makes an empty file of mode 0660 in the folder of `path`, named after it: `.NAME.XXXXXX.new`.
 * The mode does not depend on the umask: colleagues of one group work on one board. */
enum duban_status duban_path_temporary(char **out, const char *path, struct duban_err *err);

/* Syncs `temp` and gives it the name `path`, in one step that never replaces anything. On failure
 * `temp` is still there. */
enum duban_status duban_path_publish(const char *temp, const char *path, struct duban_err *err);

/* The same, in the place of what may stand there. */
enum duban_status duban_path_replace(const char *temp, const char *path, struct duban_err *err);

/* Whether this user may make files in the folder of `path`. */
bool duban_path_folder_writable(const char *path);

/* Makes the names in the folder of `path` last. False when it cannot be done. */
bool duban_path_sync_folder(const char *path);

#endif
