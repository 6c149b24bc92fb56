/* File names completed as a shell does. */
#include "app/inside.h"
#include "duban/text.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

/* What is looked for, and what was found so far. */
struct search {
    const char *prefix; /* of the last part of the path */
    struct duban_buf path;
    size_t folder_len;       /* of `path` */
    struct duban_buf common; /* what all names begin with */
    struct duban_buf *choices;
    size_t n;
    bool folder; /* the only one is a folder */
};

static bool is_folder(struct search *search, const char *name)
{
    struct stat info;

    duban_buf_truncate(&search->path, search->folder_len);
    duban_buf_adds(&search->path, name);
    return stat(search->path.data, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Cuts what is common down to what this name begins with too, whole characters only. */
static void narrow(struct search *search, const char *name)
{
    size_t same = 0;

    while (same < search->common.len && search->common.data[same] == name[same])
        same++;
    while (same > 0 && ((unsigned char)search->common.data[same] & 0xC0) == 0x80)
        same--;
    duban_buf_truncate(&search->common, same);
}

static void consider(struct search *search, const char *name)
{
    enum { NAMED = 20 };

    if (strncmp(name, search->prefix, strlen(search->prefix)) != 0 ||
        (*name == '.' && *search->prefix != '.') || !duban_text_valid(name, strlen(name), NULL))
        return;
    if (search->n++ == 0)
        duban_buf_adds(&search->common, name);
    else
        narrow(search, name);
    search->folder = is_folder(search, name);
    if (search->n <= NAMED)
        duban_buf_addf(search->choices, "%s%s%s", search->n > 1 ? "  " : "", name,
                       search->folder ? "/" : "");
}

static void look_through(struct search *search)
{
    DIR *folder = opendir(search->folder_len ? search->path.data : ".");
    const struct dirent *entry;

    if (!folder)
        return;
    while ((entry = readdir(folder)))
        consider(search, entry->d_name);
    closedir(folder);
}

bool duban_complete_file(struct duban_buf *out, struct duban_buf *choices, const char *text)
{
    const char *slash = strrchr(text, '/');
    struct duban_buf folder = DUBAN_BUF_INIT;
    struct search search = {.prefix = slash ? slash + 1 : text,
                            .path = DUBAN_BUF_INIT,
                            .common = DUBAN_BUF_INIT,
                            .choices = choices};

    duban_buf_add(&folder, text, (size_t)(search.prefix - text));
    duban_file_path(&search.path, folder.data);
    search.folder_len = search.path.len;
    look_through(&search);
    duban_buf_adds(out, folder.data);
    duban_buf_adds(out, search.n ? search.common.data : search.prefix);
    if (search.n == 1 && search.folder)
        duban_buf_addc(out, '/');
    duban_buf_release(&folder);
    duban_buf_release(&search.path);
    duban_buf_release(&search.common);
    return search.n > 1;
}
